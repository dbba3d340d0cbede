//! What became of every letter and digit of a raw file.

use super::Imported;
use super::paragraph::{Passage, PassageKind, Sign};
use std::ops::Range;

/// The places of a raw file whose letters and digits are nowhere: in no passage, no mark, no label of a note
/// and no furniture.
///
/// Byte ranges in order, each as long as it goes on without a letter that is somewhere; empty for a sound
/// import. What an edit takes away is still in its passage, which holds the words as the file has them. A
/// character that the decoder drops is nowhere and is told.
#[must_use]
pub fn unaccounted(raw: &str, imported: &Imported) -> Vec<Range<usize>> {
    let mut known = vec![false; raw.len()];
    for piece in &imported.furniture {
        known[piece.range.clone()].fill(true);
    }
    for repaired in imported.texts.iter().flat_map(|text| &text.passages) {
        mark(&repaired.passage, raw, &mut known);
    }
    let letters = raw.char_indices().filter(|(_, character)| character.is_alphanumeric());
    let mut lost: Vec<Range<usize>> = Vec::new();
    let mut together = false;
    for (at, letter) in letters {
        let end = at + letter.len_utf8();
        match lost.last_mut().filter(|_| together && !known[at]) {
            Some(range) => range.end = end,
            None if !known[at] => lost.push(at..end),
            None => {}
        }
        together = !known[at];
    }
    lost
}

/// Marks the bytes at which characters of a passage begin.
fn mark(passage: &Passage, raw: &str, known: &mut [bool]) {
    let mut first = raw.len();
    for at in passage.text.origins() {
        known[at as usize] = true;
        first = first.min(at as usize);
    }
    for (_, sign) in &passage.signs {
        if let Sign::Mark(label) = sign {
            label.origins().for_each(|at| known[at as usize] = true);
        }
    }
    if let PassageKind::Note(label) = &passage.kind {
        known[label_before(raw, first, label)].fill(true);
    }
}

/// Where the label of a note stands, which is written before its words; empty where it does not.
fn label_before(raw: &str, words: usize, label: &str) -> Range<usize> {
    let before = raw[..words].trim_end();
    let start = before.len().saturating_sub(label.len());
    if before.ends_with(label) { start..before.len() } else { words..words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::id::Key;
    use crate::import::line::Furniture;
    use crate::import::trace::Traced;
    use crate::import::{ImportedText, Repaired};

    const RAW: &str = "BAŞLIQ\nÇay axır. 1\n1 Bax: çay.\n";

    fn traced(piece: &str) -> Traced {
        let start = RAW.find(piece).expect("a piece of the file");
        let mut traced = Traced::default();
        piece.char_indices().for_each(|(at, c)| traced.push(c, (start + at) as u32));
        traced
    }

    fn passage(kind: PassageKind, words: &str, mark: Option<&str>) -> Repaired {
        let signs =
            mark.map(|label| (words.len(), Sign::Mark(traced(label).slice(label.len() - 1..label.len()))));
        let passage =
            Passage { kind, lang: None, text: traced(words), signs: signs.into_iter().collect(), line: 1 };
        Repaired { passage, edits: Vec::new(), citations: Vec::new() }
    }

    fn imported(head: &str, passages: Vec<Repaired>) -> Imported {
        let start = RAW.find(head).expect("a piece of the file");
        let furniture = vec![Furniture { range: start..start + head.len(), line: 1, kind: String::new() }];
        let key = Key::parse("a").expect("a key");
        let text = ImportedText { key, lang: "az".to_owned(), title: String::new(), nth: 0, passages };
        Imported { texts: vec![text], furniture, unmatched: Vec::new() }
    }

    #[test]
    fn what_is_nowhere_is_told() {
        let check = |imported: &Imported, expected: &[&str]| {
            let lost = unaccounted(RAW, imported);
            assert_eq!(lost.into_iter().map(|range| &RAW[range]).collect::<Vec<_>>(), expected);
        };
        let note = |label: &str| PassageKind::Note(label.to_owned());
        let body = || passage(PassageKind::Paragraph, "Çay axır.", Some("axır. 1"));
        check(&imported("BAŞLIQ", vec![body(), passage(note("1"), "Bax: çay.", None)]), &[]);
        check(&imported("BAŞ", vec![body(), passage(note("1"), "Bax: çay.", None)]), &["LIQ"]);
        check(&imported("BAŞLIQ", vec![body(), passage(note("2"), "Bax: çay.", None)]), &["1"]);
        check(&imported("BAŞLIQ", vec![passage(note("1"), "Bax", None)]), &["Çay axır. 1", "çay"]);
    }
}
