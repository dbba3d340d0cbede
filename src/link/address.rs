//! Permanent addresses: which passage has which, kept over corrections by `edition.lock`.
//!
//! A passage is known again by the sketch of its words: first the ones that are exactly as they were, then,
//! between those, the most alike. What is new gets a new number; a number is never given twice.

use crate::diag::{Code, Report};
use crate::edition::body::NodeIndex;
use crate::edition::passage::{Passage, likeness};
use crate::edition::{Address, AddressKind, Ledger, LedgerEntry, LedgerState, Text};
use crate::span::Span;

/// From this likeness on (of 16) a passage counts as a corrected form of an old one.
const CORRECTED: u32 = 7;
/// A lone passage between two known ones may have changed more and still be the same.
const REWRITTEN: u32 = 4;

/// The addresses of one text.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// One for each of the text's passages, in their order.
    pub of_passages: Vec<Address>,
    /// Old addresses that lead to another one.
    pub forwarded: Vec<(Address, Address)>,
    /// Entries of the ledger that no passage has any more: forwarded, dropped, lost.
    kept: Vec<LedgerEntry>,
}

impl Addresses {
    /// The ledger as it is to be kept, in the order of the text's passages.
    #[must_use]
    pub fn ledger(&self, passages: &[Passage]) -> Ledger {
        let of_passages = self.of_passages.iter().zip(passages);
        let entry = |(address, passage): (&Address, &Passage)| LedgerEntry {
            address: *address,
            state: LedgerState::Passage(passage.sketch),
            at: 0,
        };
        let entries = of_passages.map(entry).chain(self.kept.iter().cloned()).collect();
        Ledger { entries, ..Ledger::default() }
    }

    /// The address of the passage at `node`, if it has one.
    #[must_use]
    pub fn at(&self, passages: &[Passage], node: NodeIndex) -> Option<Address> {
        let found = passages.binary_search_by_key(&node, |passage| passage.node).ok()?;
        Some(self.of_passages[found])
    }
}

/// Gives each passage of `text` its address.
///
/// An address whose passage is gone stays in the ledger, and the report says so.
pub fn assign(text: &Text, ledger: Option<&Ledger>, report: &mut Report) -> Addresses {
    let empty = Ledger::default();
    let ledger = ledger.unwrap_or(&empty);
    let old: Vec<(Address, u64)> = ledger
        .entries
        .iter()
        .filter_map(|entry| match entry.state {
            LedgerState::Passage(sketch) => Some((entry.address, sketch)),
            LedgerState::Forwarded(_) | LedgerState::Dropped => None,
        })
        .collect();
    let mut given: Vec<Option<Address>> = vec![None; text.passages.len()];
    let mut taken = vec![false; old.len()];
    for kind in [AddressKind::Paragraph, AddressKind::Heading, AddressKind::Note] {
        recognise(kind, &text.passages, &old, &mut given, &mut taken);
    }
    let lost: Vec<Address> =
        old.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|((a, _), _)| *a).collect();
    for address in &lost {
        report_lost(text, *address, ledger, report);
    }
    let mut addresses = finish(text, ledger, given, &lost);
    check_forwardings(&mut addresses, ledger, report);
    addresses
}

/// Takes out the forwardings that lead nowhere, and reports them.
fn check_forwardings(addresses: &mut Addresses, ledger: &Ledger, report: &mut Report) {
    let Addresses { of_passages, forwarded, .. } = addresses;
    forwarded.retain(|(old, to)| {
        if of_passages.contains(to) {
            return true;
        }
        let entry = ledger.entries.iter().find(|entry| entry.address == *old);
        if let (Some(lock), Some(entry)) = (ledger.source, entry) {
            let at = entry.at as usize;
            report
                .add(
                    Code::InvalidLock,
                    Span::new(lock, at..at + old.to_string().len()),
                    format!("{old} is forwarded to {to}, where no passage is"),
                )
                .help("forward it to an address that the text has, or write `dropped` behind it");
        }
        false
    });
}

fn report_lost(text: &Text, address: Address, ledger: &Ledger, report: &mut Report) {
    let at =
        ledger.entries.iter().find(|entry| entry.address == address).map_or(0, |entry| entry.at as usize);
    let Some(lock) = ledger.source else { return };
    let width = address.to_string().len();
    report
        .add(
            Code::LostAddress,
            Span::new(lock, at..at + width),
            format!(
                "the address {address} of `{}.{}` would be lost: its passage is gone",
                text.key, text.lang
            ),
        )
        .related(Span::new(text.source, 0..0), "the text")
        .help(format!(
            "to lead its readers on, write here `{address} -> …` with the passage that took its place"
        ))
        .help(format!("to give it up, write here `{address} dropped`; or bring the passage back"));
}

/// Finds, for passages of one kind, the old addresses they had.
fn recognise(
    kind: AddressKind,
    passages: &[Passage],
    old: &[(Address, u64)],
    given: &mut [Option<Address>],
    taken: &mut [bool],
) {
    let new: Vec<usize> = (0..passages.len()).filter(|n| passages[*n].kind == kind).collect();
    let known: Vec<usize> = (0..old.len()).filter(|n| old[*n].0.kind == kind).collect();
    let mut matcher = Matcher { passages, old, given, taken };
    let same = |n: &usize, o: &usize| passages[*n].sketch == old[*o].1;
    let front = new.iter().zip(&known).take_while(|(n, o)| same(n, o)).count();
    let back =
        new[front..].iter().rev().zip(known[front..].iter().rev()).take_while(|(n, o)| same(n, o)).count();
    for (n, o) in new[..front].iter().zip(&known[..front]) {
        matcher.keep(*n, *o);
    }
    for (n, o) in new[new.len() - back..].iter().zip(&known[known.len() - back..]) {
        matcher.keep(*n, *o);
    }
    matcher.between(&new[front..new.len() - back], &known[front..known.len() - back]);
}

struct Matcher<'a> {
    passages: &'a [Passage],
    old: &'a [(Address, u64)],
    given: &'a mut [Option<Address>],
    taken: &'a mut [bool],
}

impl Matcher<'_> {
    fn keep(&mut self, passage: usize, old: usize) {
        self.given[passage] = Some(self.old[old].0);
        self.taken[old] = true;
    }

    /// Matches what stands between two known passages: the most alike first, neighbours before far ones.
    fn between(&mut self, new: &[usize], known: &[usize]) {
        let mut pairs = Vec::new();
        let lone = new.len() == 1 && known.len() == 1;
        let needed = if lone { REWRITTEN } else { CORRECTED };
        for (i, n) in new.iter().enumerate() {
            for (j, o) in known.iter().enumerate() {
                let alike = likeness(self.passages[*n].sketch, self.old[*o].1);
                if alike >= needed {
                    pairs.push((std::cmp::Reverse(alike), i.abs_diff(j), *n, *o));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, n, o) in pairs {
            if self.given[n].is_none() && !self.taken[o] {
                self.keep(n, o);
            }
        }
    }
}

/// New numbers for new passages, and the ledger in the order of the text.
fn finish(text: &Text, ledger: &Ledger, given: Vec<Option<Address>>, lost: &[Address]) -> Addresses {
    let mut last = [0_u32; 3];
    for entry in &ledger.entries {
        let last = &mut last[entry.address.kind as usize];
        *last = (*last).max(entry.address.number);
    }
    let mut out = Addresses::default();
    for (passage, address) in text.passages.iter().zip(given) {
        let address = address.unwrap_or_else(|| {
            last[passage.kind as usize] += 1;
            Address { kind: passage.kind, number: last[passage.kind as usize] }
        });
        out.of_passages.push(address);
    }
    for entry in &ledger.entries {
        match entry.state {
            LedgerState::Forwarded(target) => {
                out.forwarded.push((entry.address, end_of(target, ledger)));
                out.kept.push(entry.clone());
            }
            LedgerState::Dropped => out.kept.push(entry.clone()),
            LedgerState::Passage(_) if lost.contains(&entry.address) => out.kept.push(entry.clone()),
            LedgerState::Passage(_) => {}
        }
    }
    out
}

/// Where a chain of forwardings ends; a ring ends where it began.
fn end_of(mut target: Address, ledger: &Ledger) -> Address {
    for _ in 0..ledger.entries.len() {
        let next = ledger.entries.iter().find_map(|entry| match entry.state {
            LedgerState::Forwarded(next) if entry.address == target => Some(next),
            _ => None,
        });
        match next {
            Some(next) => target = next,
            None => break,
        }
    }
    target
}
