//! Works in the library's YAML: work by work, so that one mistake does not hide the next.

use super::{Bibliography, BibliographyError, FieldAt, Place, Work, scan_fields, unknown_fields};
use hayagriva::types::{EntryType, Publisher};
use hayagriva::{Entry, Library, io};
use std::collections::BTreeMap;
use std::ops::Range;

pub(super) fn read(text: &str) -> (Bibliography, Vec<BibliographyError>) {
    let fields = scan_fields(text);
    let mut errors = unknown_fields(&fields);
    let blocks = blocks(text, &fields);
    let (kept, doubled) = without_doubles(text, &blocks);
    errors.extend(doubled);
    let mut bibliography = Bibliography::default();
    let whole = if blocks_stand_alone(text, &blocks) { None } else { Some(io::from_yaml_str(text)) };
    match whole {
        Some(Ok(library)) => take_all(&library, &blocks, &mut bibliography),
        Some(Err(error)) => {
            let at = place_of(text, 0, error.location().map(|l| (l.line(), l.column())));
            errors.push(BibliographyError { at, message: plain_message(&error.to_string()), help: None });
        }
        None => {
            for block in kept {
                match read_block(text, block) {
                    Ok(entry) => {
                        let place = Place { file: 0, at: block.key_at.clone() };
                        bibliography.push(Work { entry: settled(entry), place });
                    }
                    Err(error) => errors.push(error),
                }
            }
        }
    }
    errors.sort_by_key(|error| (error.at.start, error.at.end));
    (bibliography, errors)
}

/// One work's lines in the file.
struct Block {
    key: String,
    key_at: Range<usize>,
    lines: Range<usize>,
}

fn blocks(text: &str, fields: &[FieldAt]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for field in fields.iter().filter(|f| f.path.len() == 1) {
        let start = text[..field.at.start].rfind('\n').map_or(0, |n| n + 1);
        if let Some(last) = blocks.last_mut() {
            last.lines.end = start;
        }
        blocks.push(Block { key: field.path[0].clone(), key_at: field.at.clone(), lines: start..text.len() });
    }
    blocks
}

/// Whether each work can be read by itself: every key at the left edge, and no anchor that others name.
fn blocks_stand_alone(text: &str, blocks: &[Block]) -> bool {
    let at_edge =
        |b: &Block| matches!(text[b.lines.start..b.key_at.start].trim_start_matches('\u{feff}'), "");
    let has_alias = [": *", "- *", "<<:"].iter().any(|sign| text.contains(sign));
    let head = blocks.first().map_or(text.len(), |b| b.lines.start);
    let head_is_comment = text[..head].lines().all(|line| {
        let line = line.trim_start_matches('\u{feff}').trim();
        line.is_empty() || line.starts_with('#') || line == "---"
    });
    !has_alias && head_is_comment && blocks.iter().all(at_edge) && !blocks.is_empty()
}

fn without_doubles<'a>(text: &str, blocks: &'a [Block]) -> (Vec<&'a Block>, Vec<BibliographyError>) {
    let mut first_of: BTreeMap<&str, &Block> = BTreeMap::new();
    let (mut kept, mut errors) = (Vec::new(), Vec::new());
    for block in blocks {
        if let Some(first) = first_of.get(block.key.as_str()) {
            errors.push(super::doubled(text, &block.key, &first.key_at, &block.key_at));
        } else {
            first_of.insert(&block.key, block);
            kept.push(block);
        }
    }
    (kept, errors)
}

fn read_block(text: &str, block: &Block) -> Result<Entry, BibliographyError> {
    let lines = text[block.lines.clone()].trim_start_matches('\u{feff}');
    let error = match io::from_yaml_str(lines) {
        Ok(library) => match library.into_iter().next() {
            Some(entry) => return Ok(entry),
            None => {
                return Err(BibliographyError {
                    at: block.key_at.clone(),
                    message: "this work is empty".into(),
                    help: None,
                });
            }
        },
        Err(error) => error,
    };
    let message = plain_message(&error.to_string());
    // The library puts the path of keys in front: `hunt-1820.date: …`.
    let message =
        message.strip_prefix(block.key.as_str()).unwrap_or(&message).trim_start_matches([':', '.', ' ']);
    let mut at =
        place_of(text, block.lines.end - lines.len(), error.location().map(|l| (l.line(), l.column())));
    if message.starts_with("no entry type") || !block.lines.contains(&at.start) || at.is_empty() {
        at = block.key_at.clone();
    }
    let (message, help) = in_plain_words(message);
    Err(BibliographyError { at, message: format!("in the work `{}`: {message}", block.key), help })
}

/// The library's message without its own line and column, which count from the work's first line.
fn plain_message(message: &str) -> String {
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].to_owned()
}

/// The library's message as a reader needs it, and what to do.
fn in_plain_words(message: &str) -> (String, Option<String>) {
    if let Some((_, rest)) = message.split_once("unknown variant `") {
        let mut names = rest.split('`').step_by(2);
        let wrong = names.next().unwrap_or_default();
        let known: Vec<&str> = names.filter(|name| name.starts_with(|c: char| c.is_lowercase())).collect();
        let help = match super::nearest(wrong, known.iter().copied()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", known.join(", ")),
        };
        return (format!("there is no type or role `{wrong}`"), Some(help));
    }
    let help = if message.contains("no entry type") {
        Some("add `type: book`, `article`, `chapter`, `manuscript`, …")
    } else if message.starts_with("date") || message.contains(".date") || message.contains("a date in") {
        Some("write a date as YYYY, YYYY-MM or YYYY-MM-DD, with `~` in front where it is approximate")
    } else {
        None
    };
    let message = if message.starts_with("no entry type") { "it has no `type`" } else { message };
    (message.to_owned(), help.map(str::to_owned))
}

/// The word at a line and column (both from 1, characters) behind `offset`.
fn place_of(text: &str, offset: usize, location: Option<(usize, usize)>) -> Range<usize> {
    let (line, column) = location.unwrap_or((1, 1));
    let mut start = offset;
    for _ in 1..line {
        start = text[start..].find('\n').map_or(text.len(), |n| start + n + 1);
    }
    let rest = &text[start..];
    start += rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(i, _)| i);
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |n| start + n);
    start..end.max(start)
}

fn take_all(library: &Library, blocks: &[Block], bibliography: &mut Bibliography) {
    let places: BTreeMap<&str, &Block> = blocks.iter().rev().map(|b| (b.key.as_str(), b)).collect();
    for entry in library {
        let at = places.get(entry.key()).map_or(0..0, |block| block.key_at.clone());
        bibliography.push(Work { entry: settled(entry.clone()), place: Place { file: 0, at } });
    }
}

/// Takes a book's `location` for the place of publication, as its author meant it; the library knows only
/// `publisher: {location: …}` and would drop it.
fn settled(mut entry: Entry) -> Entry {
    use EntryType::{Artwork, Conference, Exhibition, Performance, Scene};
    let is_event = matches!(entry.entry_type(), Artwork | Conference | Exhibition | Performance | Scene);
    let place = entry.location().filter(|_| !is_event).cloned();
    let publisher = entry.publisher();
    if let Some(place) = place.filter(|_| publisher.is_none_or(|p| p.location().is_none())) {
        let name = publisher.and_then(|p| p.name().cloned());
        entry.set_publisher(Publisher::new(name, Some(place)));
    }
    let parents: Vec<Entry> = entry.parents().to_vec();
    if !parents.is_empty() {
        entry.set_parents(parents.into_iter().map(settled).collect());
    }
    entry
}
