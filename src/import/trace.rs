//! Text whose every character knows where in the raw file it comes from.

use std::ops::Range;

/// The place of a character that stands in no raw file: a space between two lines, a letter put back.
pub const NOWHERE: u32 = u32::MAX;

/// Decoded text with the byte of the raw file for each of its characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traced {
    text: String,
    /// Where each character of the text begins in it: a place is looked up, not counted out.
    starts: Vec<u32>,
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
        self.from[self.character(at)..].iter().copied().find(|at| *at != NOWHERE)
    }

    /// How many characters begin before a byte of the text.
    fn character(&self, at: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < at)
    }

    /// Adds a character of the raw file.
    pub fn push(&mut self, character: char, from: u32) {
        self.starts.push(byte(self.text.len()));
        self.text.push(character);
        self.from.push(from);
    }

    /// Adds another text behind this one.
    pub fn append(&mut self, other: &Traced) {
        let before = byte(self.text.len());
        self.text.push_str(&other.text);
        self.starts.extend(other.starts.iter().map(|start| before + start));
        self.from.extend_from_slice(&other.from);
    }

    /// A piece of the text, by bytes on character boundaries.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Traced {
        let inside = self.character(range.start)..self.character(range.end);
        let before = byte(range.start);
        Traced {
            starts: self.starts[inside.clone()].iter().map(|start| start - before).collect(),
            from: self.from[inside].to_vec(),
            text: self.text[range].to_owned(),
        }
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
        self.starts.pop();
        self.from.pop();
    }
}

/// A byte of a text, which is no longer than the raw file.
fn byte(at: usize) -> u32 {
    u32::try_from(at).expect("raw files over 4 GiB are refused")
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
    fn places_hold_in_a_text_of_several_pieces() {
        let mut text = Traced::default();
        for (at, character) in [(2, 'ə'), (7, 'l'), (8, 'x')] {
            text.push(character, at);
        }
        text.pop();
        let twice = text.clone();
        text.append(&twice);
        assert_eq!(text.as_str(), "ələl");
        assert_eq!(
            [0, 2, 3, 5, 6, 99].map(|at| text.origin(at)),
            [Some(2), Some(7), Some(2), Some(7), None, None]
        );
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
