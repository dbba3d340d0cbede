//! Passages: what gets a permanent address, with a sketch of its words to know it again after corrections.

use super::AddressKind;
use super::body::{Body, NodeIndex, NodeKind};

/// A paragraph, heading or note of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its node.
    pub node: NodeIndex,
    /// What it is.
    pub kind: AddressKind,
    /// A sketch of its words; see [`sketch`].
    pub sketch: u64,
}

/// The passages of a body in document order: blocks that are quoted as one, headings without an id of the
/// editor's, notes. Blocks within notes belong to the note.
#[must_use]
pub fn passages(body: &Body) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut divisions = body.divisions.iter();
    let mut note_end = 0;
    for (index, node) in (0..).zip(&body.nodes) {
        let kind = match node.kind {
            NodeKind::NoteText(_) => {
                note_end = note_end.max(node.next);
                Some(AddressKind::Note)
            }
            NodeKind::Heading(_) => {
                let named = divisions.next().is_some_and(|division| division.id.is_some());
                (!named && index >= note_end).then_some(AddressKind::Heading)
            }
            _ if index < note_end => None,
            _ => is_block(body, index).then_some(AddressKind::Paragraph),
        };
        if let Some(kind) = kind {
            found.push(Passage { node: index, kind, sketch: sketch(body.text_of(index)) });
        }
    }
    found.shrink_to_fit();
    found
}

/// Whether a node is a block that is quoted as one: a paragraph or its like.
///
/// An item of a tight list holds its words directly and counts itself.
fn is_block(body: &Body, index: NodeIndex) -> bool {
    match body.nodes[index as usize].kind {
        NodeKind::Paragraph | NodeKind::Code(_) | NodeKind::Table | NodeKind::RawBlock(_) => true,
        NodeKind::Item | NodeKind::Definition | NodeKind::DefinitionTerm => {
            body.children(index).next().is_some_and(|first| body.nodes[first as usize].kind.is_inline())
        }
        _ => false,
    }
}

/// A sketch of the words of a passage: passages with many words in common have many equal digits.
///
/// Sixteen hexadecimal digits; each belongs to one sixteenth of all possible words and tells the least of
/// those present. Equal words give equal sketches whatever
/// the spaces and the ASCII punctuation.
/// Source: P. Li, A. Owen, C.-H. Zhang, One Permutation Hashing, NIPS 2012.
#[must_use]
pub fn sketch(text: &str) -> u64 {
    let mut least = [u64::MAX; 16];
    for word in text.as_bytes().split(|byte| !OF_WORD[usize::from(*byte)]).filter(|word| !word.is_empty()) {
        let hash = hash(word);
        let bin = &mut least[(hash >> 60) as usize];
        *bin = (*bin).min(hash);
    }
    let digit = |hash: &u64| if *hash == u64::MAX { 0 } else { 1 + (hash >> 7) % 15 };
    least.iter().rev().fold(0, |sketch, hash| sketch << 4 | digit(hash))
}

/// FNV-1a over eight bytes at a time, mixed once more so that the high bits are good.
///
/// Written into `edition.lock`: it must be the same on every machine and in every version.
fn hash(word: &[u8]) -> u64 {
    const PRIME: u64 = 0x100_0000_01b3;
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        let eight = u64::from_le_bytes(chunk.try_into().expect("chunks of eight"));
        hash = (hash ^ eight).wrapping_mul(PRIME);
        hash ^= hash >> 29;
    }
    let rest = chunks.remainder().iter().rev().fold(1_u64, |rest, byte| rest << 8 | u64::from(*byte));
    hash = (hash ^ rest).wrapping_mul(PRIME);
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Which bytes belong to words: letters, digits, and whatever is not ASCII.
///
/// A table of Unicode would be exacter and take longer than all the rest; here only sameness matters.
static OF_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// How much two sketches have in common: 0 (nothing) to 16 (the same words).
///
/// Digits that are empty in both say nothing: two short passages are not alike for what they lack.
#[must_use]
pub fn likeness(a: u64, b: u64) -> u32 {
    let digits = |n: u32| ((a >> (n * 4)) & 15, (b >> (n * 4)) & 15);
    let present = (0..16).filter(|n| digits(*n) != (0, 0)).count() as u32;
    let same = (0..16).map(digits).filter(|(x, y)| x == y && *x != 0).count() as u32;
    (same * 16 + present / 2).checked_div(present).unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_passage_is_still_like_itself() {
        let old =
            "Aprelin iyirmi səkkizinə keçən gecə ordu şəhərə girdi və hökumət hakimiyyəti təhvil verdi.";
        let corrected =
            "Aprelin iyirmi səkkizinə keçən gecə qoşun şəhərə girdi, hökumət isə hakimiyyəti təhvil verdi.";
        let other = "Naxçıvanda yayda vəziyyət başqa idi; danışıqlar uzun çəkdi və nəticə vermədi, deyirlər.";
        assert_eq!(sketch(old), sketch(&old.replace(' ', "  ")), "spaces do not count");
        assert!(likeness(sketch(old), sketch(corrected)) >= 8);
        assert!(likeness(sketch(old), sketch(other)) < 4);
        assert_eq!((likeness(sketch(""), sketch("(.)")), likeness(sketch(""), sketch("a"))), (16, 0));
    }
}
