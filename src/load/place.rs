//! Where the words of a text stand in its file.
//!
//! What is found in the running text has no place of its own, and to keep one for every word would be dear: the
//! file is read once more when somebody asks.

use super::file::read_normalised;
use super::{front, markdown};
use crate::diag::Report;
use crate::edition::id::Key;
use crate::span::{SourceId, Span};
use std::ops::Range;
use std::path::Path;

/// The places of one text.
pub struct Places {
    source: SourceId,
    /// Where pieces of the running text begin, in it and in the file; in order.
    pieces: Vec<(u32, u32)>,
}

impl Places {
    /// Reads the file of the text `key` again; nothing comes back when it cannot be read any more.
    #[must_use]
    pub fn read(root: &Path, path: &str, source: SourceId, key: &Key) -> Option<Places> {
        let text = read_normalised(&root.join(path)).ok()?;
        // Its mistakes were reported when it was read first.
        let (_, start) = front::read(&text, key, source, &mut Report::default());
        Some(Places { source, pieces: markdown::places(&text, start) })
    }

    /// Where bytes of the running text stand in the file.
    #[must_use]
    pub fn span(&self, range: Range<u32>) -> Span {
        let start = self.of(range.start);
        let end = if range.is_empty() { start } else { self.of(range.end - 1) + 1 };
        Span::new(self.source, start as usize..end as usize)
    }

    fn of(&self, byte: u32) -> u32 {
        let behind = self.pieces.partition_point(|(start, _)| *start <= byte);
        match behind.checked_sub(1).map(|n| self.pieces[n]) {
            Some((start, at)) => at + (byte - start),
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::markdown::parse_body;

    #[test]
    fn words_of_the_running_text_stand_in_the_file() {
        let check = |markdown: &str, words: &str, expected: &str| {
            let body = parse_body(markdown, 0, SourceId(0), &mut Report::default());
            let start = body.text.find(words).expect("the words are there") as u32;
            let places = Places { source: SourceId(0), pieces: markdown::places(markdown, 0) };
            let span = places.span(start..start + words.len() as u32);
            assert_eq!(&markdown[span.range()], expected, "{markdown}");
        };
        check("# Qar\n\nBir *qar* yağdı.", "yağdı", "yağdı");
        check("Bir [qar](person:a) &amp; yağış, şaxta.", "şaxta", "şaxta");
        check("> Nəriman\n> Nərimanov gəldi.", "Nəriman Nərimanov", "Nəriman\n> Nərimanov");
        check("1920\\. il, [a] b[^1] son.\n\n[^1]: Söz.", "son", "son");
        check("Bir [qar][x] son.", "son", "son");
    }
}
