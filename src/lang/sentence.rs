//! Where the sentence around a name begins and ends.

use std::ops::Range;

use super::Words;

/// The most characters of a sentence that are shown.
const LONGEST: usize = 300;

/// A sentence of a running text, or as much of it as fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without white space at the ends.
    pub range: Range<usize>,
    /// True if the sentence begins earlier.
    pub cut_left: bool,
    /// True if the sentence goes on.
    pub cut_right: bool,
}

/// The sentence around `at`; see [`super::Language::sentence_around`].
pub(super) fn around(words: &Words, text: &str, at: Range<usize>) -> Sentence {
    let (start, start_found, before) = begin(words, text, at.start);
    let (end, end_found, after) = finish(words, text, at.end);
    // The mention itself is always whole; what is left is shared by both sides.
    let inside = text[at.clone()].chars().count();
    let room = LONGEST.saturating_sub(inside);
    let (left, right) = share(room, before, after);
    let cut_left = !start_found || left < before;
    let cut_right = !end_found || right < after;
    let start = if cut_left { cut_start(text, at.start, left.min(before)).max(start) } else { start };
    let end = if cut_right { cut_end(text, at.end, right.min(after)).min(end) } else { end };
    Sentence { range: start..end, cut_left, cut_right }
}

/// How many characters each side gets: half, or more where the other side needs less.
fn share(room: usize, before: usize, after: usize) -> (usize, usize) {
    let half = room / 2;
    if before + after <= room {
        (before, after)
    } else if before <= half {
        (before, room - before)
    } else if after <= half {
        (room - after, after)
    } else {
        (half, room - half)
    }
}

/// The beginning of the sentence: where, whether it was reached, how many characters before `at`.
fn begin(words: &Words, text: &str, at: usize) -> (usize, bool, usize) {
    let bytes = text.as_bytes();
    let mut characters = 0;
    let mut i = at;
    while i > 0 {
        i -= 1;
        if is_continuation(bytes[i]) {
            continue;
        }
        characters += 1;
        if characters > LONGEST {
            return (i, false, characters);
        }
        if let Some(next) = sentence_after(words, text, i).filter(|next| *next <= at) {
            return (next, true, text[next..at].chars().count());
        }
    }
    let start = text.len() - text.trim_start().len();
    (start.min(at), true, characters)
}

/// The end of the sentence: where, whether it was reached, how many characters after `at`.
fn finish(words: &Words, text: &str, at: usize) -> (usize, bool, usize) {
    let bytes = text.as_bytes();
    let mut characters = 0;
    for i in at..text.len() {
        if is_continuation(bytes[i]) {
            continue;
        }
        if sentence_after(words, text, i).is_some() {
            let end = if bytes[i] == b'\n' { i } else { closed(text, i) };
            return (end, true, text[at..end].chars().count());
        }
        characters += 1;
        if characters > LONGEST {
            return (i, false, characters);
        }
    }
    let end = text.trim_end().len().max(at);
    (end, true, text[at..end].chars().count())
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

fn stop_at(text: &str, i: usize) -> Option<char> {
    match text.as_bytes()[i] {
        b'.' => Some('.'),
        b'!' => Some('!'),
        b'?' => Some('?'),
        0xE2 => text[i..].starts_with('…').then_some('…'),
        _ => None,
    }
}

/// Past the stops at `i` and the quotation marks and brackets that close behind them.
fn closed(text: &str, i: usize) -> usize {
    let rest = &text[i..];
    let tail = rest.trim_start_matches(['.', '!', '?', '…']);
    let tail = tail.trim_start_matches(['»', '"', '”', '“', '’', '\'', ')', ']', '}', '›']);
    text.len() - tail.len()
}

/// Where the next sentence begins, if a sentence ends with the stop (or the empty line) at `i`.
fn sentence_after(words: &Words, text: &str, i: usize) -> Option<usize> {
    if text.as_bytes()[i] == b'\n' {
        let tail = &text[i + 1..];
        let rest = tail.trim_start_matches([' ', '\t', '\r']);
        return rest.starts_with('\n').then(|| text.len() - rest.trim_start().len());
    }
    let stop = stop_at(text, i)?;
    let end = closed(text, i);
    let tail = &text[end..];
    let next = tail.trim_start();
    if next.is_empty() {
        return Some(text.len());
    }
    if next.len() == tail.len() {
        return None;
    }
    let first = next.chars().find(|c| c.is_alphanumeric())?;
    let is_single_stop = stop == '.' && stop_at(text, i + 1).is_none();
    let ends = !first.is_lowercase() && !(is_single_stop && is_abbreviated(words, &text[..i], first));
    ends.then(|| text.len() - next.len())
}

/// Whether a stop behind `before`, followed by `next`, belongs to the word and not to the sentence.
fn is_abbreviated(words: &Words, before: &str, next: char) -> bool {
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(before.len(), |(at, _)| at);
    let word = &before[start..];
    let last = word.rsplit('.').next().unwrap_or(word);
    if last.chars().all(|c| c.is_ascii_digit()) {
        // `28.` may count; four digits are a year, and a year may end a sentence.
        return last.len() < 4 && !last.is_empty();
    }
    let is_letter = last.chars().nth(1).is_none();
    let is_initial = is_letter && last.chars().all(char::is_uppercase);
    if is_initial {
        return true;
    }
    let matches = |list: &[&str]| list.iter().any(|abbreviation| same_letters(abbreviation, word));
    matches(words.abbreviations) || (next.is_ascii_digit() && matches(words.before_numbers))
}

/// Whether a word is the abbreviation, written with a capital or not.
fn same_letters(abbreviation: &str, word: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    abbreviation.chars().all(|c| letters.next() == Some(c)) && letters.next().is_none()
}

/// The beginning of a word at most `characters` before `at`.
fn cut_start(text: &str, at: usize, characters: usize) -> usize {
    let from = text[..at].char_indices().rev().take(characters).last().map_or(at, |(i, _)| i);
    let piece = &text[from..at];
    let is_word_start = text[..from].ends_with(char::is_whitespace);
    if is_word_start {
        return at - piece.trim_start().len();
    }
    piece.find(char::is_whitespace).map_or(at, |gap| at - piece[gap..].trim_start().len())
}

/// The end of a word at most `characters` after `at`.
fn cut_end(text: &str, at: usize, characters: usize) -> usize {
    let to = text[at..].char_indices().nth(characters).map_or(text.len(), |(i, _)| at + i);
    let piece = &text[at..to];
    if text[to..].starts_with(char::is_whitespace) {
        return at + piece.trim_end().len();
    }
    piece.rfind(char::is_whitespace).map_or(at, |gap| at + piece[..gap].trim_end().len())
}
