//! `edition.lock`: the permanent addresses of the texts, kept by the tool, committed by the editor.
//!
//! ```text
//! # hashiya: permanent addresses. Commit this file …
//! [april-1920.az]
//! p1 0123456789abcdef      a passage and the sketch of its words
//! p2 -> p1                 forwarded by the editor
//! p3 dropped               given up by the editor
//! ```

use crate::diag::{Code, Report};
use crate::edition::id::Key;
use crate::edition::{Address, Ledger, LedgerEntry, LedgerState, TextKey};
use crate::span::{SourceId, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = "# hashiya: the permanent addresses of the paragraphs, headings and notes. Commit this file.\n\
# To give an address up, write `p3 -> p4` (readers are led on) or `p3 dropped`.\n";

/// Reads the ledger; lines that are none are reported.
pub fn read(text: &str, source: SourceId, imported: bool, report: &mut Report) -> BTreeMap<TextKey, Ledger> {
    let mut ledgers: BTreeMap<TextKey, Ledger> = BTreeMap::new();
    let mut current: Option<&mut Ledger> = None;
    let mut seen: BTreeMap<Address, Span> = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let here = at;
        at += line.len();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(key) = heading(line) {
            let ledger = ledgers.entry(key).or_default();
            seen = ledger.entries.iter().map(|entry| (entry.address, Span::new(source, 0..0))).collect();
            (ledger.source, ledger.imported) = (Some(source), imported);
            ledger.at = u32::try_from(here).unwrap_or(0);
            current = Some(ledger);
            continue;
        }
        let span = Span::new(source, here..here + line.len());
        if line.starts_with('[') {
            current = None;
        }
        match (entry(line, here), current.as_deref_mut()) {
            (Some(entry), Some(ledger)) => {
                if let Some(first) = seen.get(&entry.address) {
                    report
                        .add(
                            Code::InvalidLock,
                            span,
                            format!("the address {} stands here for the second time", entry.address),
                        )
                        .related(*first, "first here")
                        .help("remove the line that is newer: an address is given once");
                } else {
                    seen.insert(entry.address, span);
                    ledger.entries.push(entry);
                }
            }
            _ => {
                report.add(Code::InvalidLock, span, "this line of edition.lock cannot be read").help(
                    "take the file back from your version control, or write `p3 -> p4` or `p3 dropped`",
                );
            }
        }
    }
    ledgers
}

fn heading(line: &str) -> Option<TextKey> {
    let (id, lang) = line.strip_prefix('[')?.strip_suffix(']')?.rsplit_once('.')?;
    Some((Key::parse(id).ok()?, lang.into()))
}

fn entry(line: &str, at: usize) -> Option<LedgerEntry> {
    let (address, rest) = line.split_once(' ')?;
    let rest = rest.trim();
    let state = if rest == "dropped" {
        LedgerState::Dropped
    } else if let Some(target) = rest.strip_prefix("->") {
        LedgerState::Forwarded(Address::parse(target.trim())?)
    } else {
        LedgerState::Passage(u64::from_str_radix(rest, 16).ok().filter(|_| rest.len() == 16)?)
    };
    Some(LedgerEntry { address: Address::parse(address)?, state, at: u32::try_from(at).ok()? })
}

/// The beginning of the file.
#[must_use]
pub fn head() -> String {
    HEAD.to_owned()
}

/// Writes the addresses of a text as [`read`] reads them.
pub fn write(out: &mut String, key: &Key, lang: &str, ledger: &Ledger) {
    let _ = write!(out, "\n[{key}.{lang}]\n");
    for entry in &ledger.entries {
        let _ = match entry.state {
            LedgerState::Passage(sketch) => writeln!(out, "{} {sketch:016x}", entry.address),
            LedgerState::Forwarded(target) => writeln!(out, "{} -> {target}", entry.address),
            LedgerState::Dropped => writeln!(out, "{} dropped", entry.address),
        };
    }
}
