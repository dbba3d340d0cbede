//! Text whose every character knows where in the raw file it comes from.

use std::ops::Range;

/// The place of a character that stands in no raw file: a space between two lines, a letter put back.
pub const NOWHERE: u32 = u32::MAX;

/// Decoded text with the byte of the raw file for each of its characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traced {
    text: String,
    /// One for each character of the text.
    from: Vec<u32>,
}

impl Traced {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The bytes of the raw file that stand behind the text, in order; what was put in is left out.
    pub fn origins(&self) -> impl Iterator<Item = u32> {
        self.from.iter().copied().filter(|at| *at != NOWHERE)
    }

    /// The byte of the raw file of the character at or behind a byte of the text.
    #[must_use]
    pub fn origin(&self, at: usize) -> Option<u32> {
        let character = self.text[..at.min(self.text.len())].chars().count();
        self.from[character.min(self.from.len())..].iter().copied().find(|at| *at != NOWHERE)
    }

    /// Adds a character of the raw file.
    pub fn push(&mut self, character: char, from: u32) {
        self.text.push(character);
        self.from.push(from);
    }

    /// Adds another text behind this one.
    pub fn append(&mut self, other: &Traced) {
        self.text.push_str(&other.text);
        self.from.extend_from_slice(&other.from);
    }

    /// A piece of the text, by bytes on character boundaries.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Traced {
        let before = self.text[..range.start].chars().count();
        let inside = self.text[range.clone()].chars().count();
        Traced { text: self.text[range].to_owned(), from: self.from[before..before + inside].to_vec() }
    }

    /// The text without white space at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Traced {
        let start = self.text.len() - self.text.trim_start().len();
        self.slice(start..start + self.text.trim().len())
    }

    /// Takes away the last character.
    pub fn pop(&mut self) {
        self.text.pop();
        self.from.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_keeps_its_places() {
        let mut text = Traced::default();
        for (at, character) in " ön söz ".char_indices() {
            text.push(character, at as u32);
        }
        let piece = text.trimmed();
        assert_eq!((piece.as_str(), piece.origin(0)), ("ön söz", Some(1)));
        let word = piece.slice(4..8);
        assert_eq!((word.as_str(), word.origins().collect::<Vec<_>>()), ("söz", vec![5, 6, 8]));
    }

    #[test]
    fn what_was_put_in_comes_from_nowhere() {
        let mut text = Traced::default();
        text.push('a', 3);
        text.push(' ', NOWHERE);
        text.push('b', 9);
        assert_eq!(text.origins().collect::<Vec<_>>(), [3, 9]);
        assert_eq!((text.origin(1), text.origin(3)), (Some(9), None));
    }
}
