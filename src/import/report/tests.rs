//! The report of a few words of ours.

use super::*;
use crate::edition::id::Key;
use crate::import::correct::{Edit, EditKind, decided};
use crate::import::glyph::Decoder;
use crate::import::recipe::{Decision, Front, Lines, Notes, Pages};
use crate::import::{Knowledge, import};
use crate::span::{SourceId, Span, Spanned};
use std::collections::BTreeMap;
use std::ops::Range;

/// Words of ours, the letter ç lost and ə come out as another letter.
const RAW: &str = "Bu ox gᴅzᴅl, ox ağıllı\nbir <uşaqdır>.\n1\n\nSᴅhifᴅ 7\n\nO, iyirmi üincü ildᴅ\nalışdı.\n";

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: Span::new(SourceId(0), 0..0) }
}

fn recipe() -> Recipe {
    Recipe {
        file: spanned("words.txt".to_owned()),
        sha256: spanned(String::new()),
        text: Key::parse("words").expect("an id"),
        lang: "az".to_owned(),
        front: Front { title: "Words & more".to_owned(), ..Front::default() },
        decoder: Decoder { glyphs: [('ᴅ', "ə".to_owned())].into(), lost: vec!['ç'] },
        lines: Lines::default(),
        pages: Pages::default(),
        notes: Notes::Foot,
        notes_span: Span::new(SourceId(0), 0..0),
        foot: Vec::new(),
        citations: None,
        furniture: vec![(spanned(5..=5), "number of a page".to_owned())],
        headings: Vec::new(),
        parts: Vec::new(),
        paragraphs: BTreeMap::new(),
        decisions: Vec::new(),
        sure: 0.9,
    }
}

/// Imports the words and puts letters back where `restored` says: words, confidence, put back or not.
fn imported(recipe: &Recipe, restored: &[(&str, usize, f32, bool)]) -> Imported {
    let mut imported = import(RAW, recipe, &Knowledge::default());
    for repaired in &mut imported.texts[0].passages {
        let text = repaired.passage.text.as_str();
        let mut found: Vec<Edit> = Vec::new();
        for (word, inside, confidence, back) in restored {
            found.extend(text.match_indices(word).map(|(at, _)| Edit {
                range: at + inside..at + inside,
                with: if *back { "ç".to_owned() } else { String::new() },
                kind: if *back { EditKind::Lost } else { EditKind::Left },
                confidence: *confidence,
            }));
        }
        found.sort_by_key(|edit| edit.range.start);
        repaired.edits = found;
    }
    imported
}

const RESTORED: [(&str, usize, f32, bool); 3] =
    [("ox", 0, 0.6, true), ("üincü", 2, 0.99, true), ("alışdı", 0, 0.55, false)];

fn review<T>(
    restored: &[(&str, usize, f32, bool)],
    check: impl FnOnce(&Reviewed<'_>, &Review<'_>) -> T,
) -> T {
    let recipe = recipe();
    let imported = imported(&recipe, restored);
    let reviewed = Reviewed {
        recipe: &recipe,
        recipe_path: "content/sources/words.yaml",
        raw: RAW,
        imported: &imported,
        works: &[],
    };
    check(&reviewed, &Review::of(&reviewed))
}

#[test]
fn a_doubtful_place_comes_with_the_lines_that_decide_it() {
    let lines = review(&RESTORED, |_, review| {
        let edits = review.places.iter().filter(|place| place.confidence.is_some());
        edits
            .flat_map(|place| place.decisions.iter().map(|d| format!("{}: {}", d.effect, d.yaml)))
            .collect::<Vec<_>>()
    });
    assert_eq!(
        lines,
        [
            r#"as it was read: - {line: 1, reads: "ox", is: "çox", nth: 1}"#,
            r#"without the letter: - {line: 1, reads: "ox", is: "ox", nth: 1}"#,
            r#"as it was read: - {line: 1, reads: "ox", is: "çox", nth: 2}"#,
            r#"without the letter: - {line: 1, reads: "ox", is: "ox", nth: 2}"#,
            r#"as it stands: - {line: 8, reads: "alışdı", is: "alışdı"}"#,
            r#"with the letter: - {line: 8, reads: "alışdı", is: "çalışdı"}"#,
        ]
    );
}

#[test]
fn each_kind_of_doubt_has_its_other_reading() {
    let check = |kind: EditKind, range: Range<usize>, with: &str, expected: &[&str]| {
        let recipe = recipe();
        let mut imported = import("Qalmaqd a idi.\n", &recipe, &Knowledge::default());
        imported.texts[0].passages[0].edits =
            vec![Edit { range, with: with.to_owned(), kind, confidence: 0.5 }];
        let path = "content/sources/words.yaml";
        let reviewed =
            Reviewed { recipe: &recipe, recipe_path: path, raw: RAW, imported: &imported, works: &[] };
        let review = Review::of(&reviewed);
        let lines = review.places[0].decisions.iter().map(|d| format!("{}: {}", d.effect, d.yaml));
        let short = |line: String| line.replace("- {line: 1, reads: ", "");
        assert_eq!(lines.map(short).collect::<Vec<_>>(), expected);
    };
    let joined = r#"in one word: "Qalmaqd a", is: "Qalmaqda"}"#;
    check(EditKind::Suspected, 7..8, " ", &[r#"as it stands: "Qalmaqd a", is: "Qalmaqd a"}"#, joined]);
    let read = r#"as it was read: "Qalmaqd a", is: "Qalmaqda"}"#;
    check(EditKind::Recognition, 7..8, "", &[read, r#"as it stands: "Qalmaqd a", is: "Qalmaqd a"}"#]);
    let read = r#"as it was read: "idi", is: "içdi"}"#;
    check(EditKind::Lost, 11..11, "ç", &[read, r#"without the letter: "idi", is: "idi"}"#]);
}

#[test]
fn the_import_understands_the_lines() {
    review(&RESTORED, |reviewed, review| {
        for place in review.places.iter().filter(|place| place.confidence.is_some()) {
            let nth = place.decisions[0]
                .yaml
                .split("nth: ")
                .nth(1)
                .map_or(0, |nth| nth.trim_end_matches('}').parse().expect("a number"));
            let decision = Decision {
                span: Span::new(SourceId(0), 0..0),
                line: place.line,
                reads: place.reads.clone(),
                is: place.is.clone(),
                nth,
            };
            let recipe = Recipe { decisions: vec![decision], ..recipe() };
            let passage = &reviewed.imported.texts[place.passage.0].passages[place.passage.1].passage;
            let edits = decided(passage, &recipe, &LineIndex::new(RAW));
            assert_eq!(edits.len(), 1, "{place:?}");
            assert_eq!(&passage.text.as_str()[edits[0].1.range.clone()], place.reads);
        }
    });
}

#[test]
fn the_context_is_as_the_file_says_and_as_it_was_read() {
    review(&RESTORED, |_, review| {
        let show =
            |context: &place::Context| format!("{}|{}|{}", context.before, context.words, context.behind);
        assert_eq!(show(&review.places[1].context), "Bu ox gəzəl, |ox| ağıllı bir <uşaqdır>.");
        assert_eq!(show(&review.places[1].read), "Bu çox gəzəl, |çox| ağıllı bir <uşaqdır>.");
    });
}

#[test]
fn faults_of_notes_are_places_and_counted() {
    review(&[], |_, review| {
        let faults: Vec<_> = review.places.iter().map(|place| (place.line, place.fault.as_str())).collect();
        assert_eq!(faults, [(3, "there is no note 1")]);
        assert_eq!((review.total.marks, review.total.marks_without_notes, review.total.furniture), (1, 1, 1));
    });
}

#[test]
fn marks_are_counted_up_or_begin_again() {
    let check = |numbers: &[&str], expected: &str| {
        let raw: String = numbers.iter().map(|number| format!("Yazdı\n{number}\n")).collect();
        let imported = import(&raw, &recipe(), &Knowledge::default());
        let wrong = |mark: &&place::Mark<'_>| {
            mark.faults.iter().any(|fault| matches!(fault, place::MarkFault::OutOfOrder(_)))
        };
        let marks = place::marks(&imported.texts).remove(0);
        let faults: Vec<usize> = (0..marks.len()).filter(|nth| wrong(&&marks[*nth])).collect();
        assert_eq!(format!("{faults:?}"), expected, "{numbers:?}");
    };
    check(&["1", "2", "3"], "[]");
    check(&["1", "2", "1", "2"], "[]");
    check(&["1", "2", "2a", "3"], "[]");
    check(&["1", "3", "4"], "[1]");
    check(&["1", "88", "2"], "[1]");
    check(&["1", "2", "2"], "[2]");
    check(&["1", "2", "40", "41", "42"], "[2]");
}

#[test]
fn a_letter_put_in_belongs_to_the_word_it_touches() {
    let check = |text: &str, at: usize, expected: [&str; 3]| {
        let edit = Edit { range: at..at, with: "ç".to_owned(), kind: EditKind::Lost, confidence: 1.0 };
        let word = place::word_around(text, &edit.range);
        let edits = [edit];
        let piece = |range| place::applied(text, &edits, range);
        assert_eq!([piece(0..word.start), piece(word.clone()), piece(word.end..text.len())], expected);
    };
    check("bu ox yaxşı", 3, ["bu ", "çox", " yaxşı"]);
    check("saat ü.", 7, ["saat ", "üç", "."]);
    check("ox", 0, ["", "çox", ""]);
}

#[test]
fn nothing_is_dropped_in_silence() {
    review(&RESTORED, |_, review| {
        let aside: Vec<_> =
            review.aside.iter().map(|piece| (piece.line, piece.kind.as_str(), piece.text)).collect();
        assert_eq!(aside, [(5, "number of a page", "Sᴅhifᴅ 7")]);
    });
}

#[test]
fn the_page_is_escaped_and_shows_each_repair() {
    review(&RESTORED, |reviewed, _| {
        let html = write(&[*reviewed]).html;
        for part in [
            "bir &lt;uşaqdır&gt;.",
            "Words &amp; more",
            "<mark class=\"lost\" title=\"put back, 60 %\">ç</mark>ox gəzəl",
            "<mark class=\"left\" title=\"left as it stands, 55 %\"></mark>alışdı",
            "<p><b>8</b> alışdı.</p>",
            "{line: 8, reads: &quot;alışdı&quot;, is: &quot;çalışdı&quot;}",
            "<li><code>ᴅ</code> = <code>ə</code> × 5</li>",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        assert!(!html.contains("<uşaqdır>"));
    });
}

#[test]
fn the_data_says_the_same() {
    review(&RESTORED, |reviewed, _| {
        let data: serde_json::Value = serde_json::from_str(&write(&[*reviewed]).json).expect("it is JSON");
        assert_eq!(data["counts"]["lost"], 3);
        assert_eq!(data["files"][0]["texts"][0]["counts"]["left"], 1);
        let place = &data["places"][3];
        assert_eq!((place["line"].as_u64(), &place["kind"]), (Some(8), &"left".into()));
        assert_eq!((&place["reads"], &place["is"]), (&"alışdı".into(), &"alışdı".into()));
        assert_eq!(place["confidence"], 0.55);
        assert_eq!(data["furniture"][0]["text"], "Sᴅhifᴅ 7");
    });
}

/// What is looked for again for each place takes minutes in a text without paragraphs.
#[test]
fn a_long_passage_is_walked_through_once() {
    const WORDS: usize = 10_000;
    let raw: String = (0..WORDS).map(|n| format!("ox{} ", ["", "a", "u"][n % 3])).collect();
    let recipe = recipe();
    let mut imported = import(&raw, &recipe, &Knowledge::default());
    let repaired = &mut imported.texts[0].passages[0];
    let places = repaired.passage.text.as_str().match_indices("ox");
    let left = places.map(|(at, _)| Edit {
        range: at..at,
        with: String::new(),
        kind: EditKind::Left,
        confidence: 0.5,
    });
    repaired.edits = left.collect();
    let path = "content/sources/words.yaml";
    let reviewed =
        Reviewed { recipe: &recipe, recipe_path: path, raw: &raw, imported: &imported, works: &[] };
    let review = Review::of(&reviewed);
    let check = |place: usize, expected: &str| assert_eq!(review.places[place].decisions[0].yaml, expected);
    assert_eq!(review.places.len(), WORDS);
    // `ox` stands in the other words, too.
    check(WORDS - 1, r#"- {line: 1, reads: "ox", is: "ox", nth: 10000}"#);
    check(WORDS - 2, r#"- {line: 1, reads: "oxu", is: "oxu", nth: 3333}"#);
}
