//! Works in BibTeX: what the library refuses is told and blanked out, then the rest is read again.

use super::{Bibliography, BibliographyError, Place, Work};
use hayagriva::io::{self, BibLaTeXError};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many times a file is read again without the works found wrong; a file worse than this is given up.
const ROUNDS: usize = 200;

pub(super) fn read(text: &str) -> (Bibliography, Vec<BibliographyError>) {
    let blocks = blocks(text);
    let mut errors = Vec::new();
    let mut rest = text.as_bytes().to_vec();
    let mut first_of: BTreeMap<&str, &Block> = BTreeMap::new();
    for block in &blocks {
        if let Some(first) = first_of.get(block.key) {
            errors.push(super::doubled(text, block.key, &first.key_at, &block.key_at));
            blank(&mut rest, &block.whole);
        } else {
            first_of.insert(block.key, block);
        }
    }
    let mut bibliography = Bibliography::default();
    for _ in 0..ROUNDS {
        let source = String::from_utf8_lossy(&rest).into_owned();
        match io::from_biblatex_str(&source) {
            Ok(library) => {
                for entry in library {
                    let at = first_of.get(entry.key()).map_or(0..0, |block| block.key_at.clone());
                    bibliography.push(Work { entry, place: Place { file: 0, at } });
                }
                break;
            }
            Err(found) => {
                let before = rest.clone();
                for error in found {
                    let (span, message) = describe(&error);
                    let broken = broken_block(&blocks, &before, &span);
                    let inside = broken.filter(|b| b.whole.contains(&span.start));
                    let at = inside.map_or_else(
                        || broken.map_or(0..0, |b| b.key_at.clone()),
                        |_| on_borders(text, &span),
                    );
                    let message =
                        broken.map_or(message.clone(), |b| format!("in the work `{}`: {message}", b.key));
                    errors.push(BibliographyError { at, message, help: None });
                    if let Some(block) = broken {
                        blank(&mut rest, &block.whole);
                    }
                }
                if rest == before {
                    break;
                }
            }
        }
    }
    errors.sort_by_key(|error| (error.at.start, error.at.end));
    (bibliography, errors)
}

fn describe(error: &BibLaTeXError) -> (Range<usize>, String) {
    match error {
        BibLaTeXError::Parse(e) => (e.span.clone(), e.kind.to_string()),
        BibLaTeXError::Type(e) => (e.span.clone(), e.kind.to_string()),
    }
}

/// The work in which an error lies: a work that is never closed, for what follows reads as part of it; else the
/// one at the place of the error; else the first that cannot be read by itself.
fn broken_block<'a, 't>(
    blocks: &'a [Block<'t>],
    source: &[u8],
    span: &Range<usize>,
) -> Option<&'a Block<'t>> {
    let left: Vec<&Block> = blocks.iter().filter(|b| source[b.whole.start] == b'@').collect();
    let is_wrong_alone = |block: &&Block| {
        let text = String::from_utf8_lossy(&source[block.whole.clone()]).into_owned();
        io::from_biblatex_str(&text).is_err()
    };
    let open = left.iter().find(|b| !b.is_closed && b.whole.start <= span.start);
    let here = left.iter().find(|b| b.whole.contains(&span.start));
    open.or(here).or_else(|| left.iter().copied().position(|b| is_wrong_alone(&b)).map(|i| &left[i])).copied()
}

fn blank(text: &mut [u8], range: &Range<usize>) {
    for byte in &mut text[range.clone()] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

fn on_borders(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    start..text.ceil_char_boundary(span.end.clamp(start, text.len()))
}

/// One work in the file.
struct Block<'t> {
    key: &'t str,
    key_at: Range<usize>,
    whole: Range<usize>,
    is_closed: bool,
}

/// Finds the works: `@type{key,` up to the bracket that closes it, or up to the next `@` at the start of a line.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let bytes = text.as_bytes();
    let mut blocks = Vec::new();
    let mut pos = 0;
    while let Some(found) = text[pos..].find('@') {
        let start = pos + found;
        let name_end =
            start + 1 + bytes[start + 1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let open = name_end + bytes[name_end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if name_end == start + 1 || !matches!(bytes.get(open), Some(b'{' | b'(')) {
            pos = name_end;
            continue;
        }
        let (end, is_closed) = end_of(bytes, open);
        let kind = text[start + 1..name_end].to_ascii_lowercase();
        if !matches!(kind.as_str(), "string" | "preamble" | "comment") {
            let key_start =
                open + 1 + bytes[open + 1..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
            let key_len =
                bytes[key_start..end].iter().take_while(|b| !matches!(b, b',' | b'}' | b')' | b'\n')).count();
            let key = text[key_start..key_start + key_len].trim_end();
            blocks.push(Block {
                key,
                key_at: key_start..key_start + key.len(),
                whole: start..end,
                is_closed,
            });
        }
        pos = end;
    }
    blocks
}

fn end_of(bytes: &[u8], open: usize) -> (usize, bool) {
    let mut depth = 0usize;
    for (i, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'(' if i == open => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b')' if bytes[open] == b'(' && depth == 1 => depth = 0,
            b'@' if i > 0 && bytes[i - 1] == b'\n' => return (i, false),
            _ => {}
        }
        if depth == 0 {
            return (i + 1, true);
        }
    }
    (bytes.len(), false)
}
