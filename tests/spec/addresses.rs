//! Permanent addresses through all that editors do to a text.

use hashiya::diag::{Code, Report};
use hashiya::edition::body::Body;
use hashiya::edition::id::Key;
use hashiya::edition::passage::{Passage, sketch};
use hashiya::edition::{Address, AddressKind, FrontMatter, Ledger, LedgerState, Text};
use hashiya::link::address::{Addresses, assign};
use hashiya::span::SourceId;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A text whose passages are these: paragraphs, `# ` headings, `^ ` notes.
fn text(passages: &[&str]) -> Text {
    let passage = |(node, words): (usize, &&str)| {
        let kind = match words.as_bytes().first() {
            Some(b'#') => AddressKind::Heading,
            Some(b'^') => AddressKind::Note,
            _ => AddressKind::Paragraph,
        };
        Passage { node: u32::try_from(node).expect("few passages"), kind, sketch: sketch(words) }
    };
    Text {
        key: Key::parse("text").expect("an id"),
        lang: "en".into(),
        front: FrontMatter::default(),
        body: Body::default(),
        passages: passages.iter().enumerate().map(passage).collect(),
        source: SourceId(0),
    }
}

/// The addresses, the ledger behind them, and how many addresses are reported as lost.
fn assigned(passages: &[&str], ledger: &Ledger) -> (Addresses, Ledger, usize) {
    let mut report = Report::default();
    let text = text(passages);
    let ledger = Ledger { source: Some(SourceId(1)), ..ledger.clone() };
    let addresses = assign(&text, Some(&ledger), &mut report);
    assert!(report.diagnostics().iter().all(|d| d.code == Code::LostAddress));
    let ledger = addresses.ledger(&text.passages);
    (addresses, ledger, report.diagnostics().len())
}

fn shown(addresses: &Addresses) -> String {
    addresses.of_passages.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

const A: &str =
    "The conference met at Gazakh on the second of June, and nobody could say how long it would last.";
const A2: &str =
    "The conference met in Gazakh on the 2nd of June, and nobody could tell how long it would last.";
const B: &str =
    "Three days later the delegates left the town, each of them with another account of what was agreed.";
const C: &str =
    "Telegrams went to Baku and Tiflis; the newspapers printed half of them a week after they were sent.";
const D: &str =
    "In Nakhchivan the summer was different: there the talks dragged on, and the roads were closed.";
const N1: &str =
    "^ So the newspaper Kommunist of 9 June; the date in its heading is that of the old calendar.";
const N2: &str = "^ Madatov gives the second half of June, without saying where he has it from.";
const H: &str = "# What came of it";

/// What editors do, and which address each passage of the new text has; behind `;` how many are lost.
#[test]
fn addresses_stay_through_what_editors_do() {
    let mut wrong = Vec::new();
    let mut check = |what: &str, before: &[&str], after: &[&str], expected: &str| {
        let (_, ledger, _) = assigned(before, &Ledger::default());
        let (second, ledger, lost) = assigned(after, &ledger);
        let got = format!("{}; {lost}", shown(&second));
        if got != expected {
            wrong.push(format!("{what}: {got}, not {expected}"));
        }
        let (third, ..) = assigned(after, &ledger);
        assert_eq!(shown(&third), shown(&second), "{what}, built again");
    };
    check("nothing", &[A, H, B, N1], &[A, H, B, N1], "p1 h1 p2 n1; 0");
    check("insert in front", &[A, B], &[C, A, B], "p3 p1 p2; 0");
    check("insert between", &[A, B], &[A, C, B], "p1 p3 p2; 0");
    check("append", &[A, B], &[A, B, C], "p1 p2 p3; 0");
    check("remove", &[A, B, C], &[A, C], "p1 p3; 1");
    check("remove all", &[A, B], &[], "; 2");
    check("correct", &[A, B], &[A2, B], "p1 p2; 0");
    check("correct and insert", &[A, B], &[A2, C, B], "p1 p3 p2; 0");
    check("move to the end", &[A, B, C], &[B, C, A], "p2 p3 p1; 0");
    check("swap", &[A, B], &[B, A], "p2 p1; 0");
    check("swap and correct", &[A, B, C], &[B, A2, C], "p2 p1 p3; 0");
    check("turn round", &[A, B, C, D], &[D, C, B, A], "p4 p3 p2 p1; 0");
    let both = format!("{A} {B}");
    check("merge", &[A, B, C], &[&both, C], "p1 p3; 1");
    check("split", &[&both, C], &[A, B, C], "p1 p3 p2; 0");
    check("the same words twice", &[A, A, B], &[A, B], "p1 p3; 1");
    check("one more of the same", &[A, B], &[A, A, B], "p1 p3 p2; 0");
    check("replace", &[A, B, C], &[A, D, C], "p1 p4 p3; 1");
    check("swap two notes", &[A, N1, N2], &[A, N2, N1], "p1 n2 n1; 0");
    check("a new note in front", &[A, N1], &[A, N2, N1], "p1 n2 n1; 0");
    check("a paragraph becomes a heading", &[A, B], &["# The conference", B], "h1 p2; 1");
    check("a heading reworded", &[A, H, B], &[A, "# What came of the talks", B], "p1 h1 p2; 0");
    check("an empty paragraph", &["", A], &[A], "p2; 1");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_number_is_never_given_twice_even_after_it_was_given_up() {
    let (_, mut ledger, _) = assigned(&[A, B, C], &Ledger::default());
    ledger.entries[2].state = LedgerState::Dropped;
    let (second, mut ledger, lost) = assigned(&[A, B, D], &ledger);
    assert_eq!((shown(&second).as_str(), lost), ("p1 p2 p4", 0));
    ledger.entries.iter_mut().find(|e| e.address.number == 2).expect("p2").state =
        LedgerState::Forwarded(Address::parse("p4").expect("an address"));
    let (third, _, lost) = assigned(&[A, D], &ledger);
    assert_eq!((shown(&third).as_str(), lost), ("p1 p4", 0));
    assert_eq!(third.forwarded.len(), 1);
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-f]{1,3}", 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Through any history no number is given twice, none is lost in silence, and building again changes nothing.
    #[test]
    fn through_any_history_no_address_is_lost_in_silence(
        versions in prop::collection::vec(prop::collection::vec(words(), 0..8), 1..6)
    ) {
        let mut ledger = Ledger::default();
        let mut ever = BTreeSet::new();
        for version in &versions {
            let passages: Vec<&str> = version.iter().map(String::as_str).collect();
            let (addresses, next, lost) = assigned(&passages, &ledger);
            let now: BTreeSet<Address> = addresses.of_passages.iter().copied().collect();
            prop_assert_eq!(now.len(), passages.len(), "each passage has its own");
            let kept: BTreeSet<Address> = next.entries.iter().map(|e| e.address).collect();
            prop_assert_eq!(kept.len(), next.entries.len(), "one entry for each");
            prop_assert!(kept.is_superset(&ever), "none leaves the ledger");
            prop_assert_eq!(ever.difference(&now).count(), lost, "what no passage has is reported");
            let (again, after, _) = assigned(&passages, &next);
            prop_assert_eq!(&again.of_passages, &addresses.of_passages);
            prop_assert_eq!(&after, &next);
            ever = kept;
            ledger = next;
        }
    }
}
