//! Rows into passages: paragraphs, headings and the parts between.

use super::line::Row;
use super::recipe::{Heading, Hyphens, Paragraphs, PartKind, Recipe};
use super::trace::{NOWHERE, Traced};
use std::collections::HashMap;

/// A paragraph, heading or note as put together from its rows, before anything is corrected in it.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its language, where that is not the text's.
    pub lang: Option<String>,
    /// Its words.
    pub text: Traced,
    /// Marks and beginnings of pages: the byte of the text they stand at.
    pub signs: Vec<(usize, Sign)>,
    /// Its first line in the raw file.
    pub line: u32,
}

/// What a passage is.
#[derive(Clone, Debug)]
pub enum PassageKind {
    /// A paragraph.
    Paragraph,
    /// A heading; see the recipe.
    Heading(Heading),
    /// The note of this label.
    Note(String),
}

/// Something that stands in a passage and is no word of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The mark of a note, as it stands in the file.
    Mark(Traced),
    /// A page begins; its printed number where that is known.
    Page(Option<String>),
}

/// The words of a file that stand whole on a line, small: they tell which halves of words belong together.
#[derive(Debug, Default)]
pub struct Words(HashMap<String, u32>);

impl Words {
    /// The words of the rows of a file.
    #[must_use]
    pub fn of(rows: &[Row]) -> Words {
        let mut words = HashMap::new();
        for row in rows {
            let text = row.text.as_str();
            let pieces: Vec<&str> = text.split_whitespace().collect();
            // What stands at the ends of a row may be half a word.
            let inner = pieces.get(1..pieces.len().saturating_sub(1)).unwrap_or_default();
            inner.iter().for_each(|piece| *words.entry(bare(piece)).or_insert(0) += 1);
        }
        Words(words)
    }

    /// Words given one by one.
    pub fn among<'a>(list: impl IntoIterator<Item = &'a str>) -> Words {
        let mut words = HashMap::new();
        list.into_iter().for_each(|word| *words.entry(bare(word)).or_insert(0) += 1);
        Words(words)
    }

    /// How often a word stands in the file, whole on its line.
    #[must_use]
    pub fn count(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or(0)
    }

    fn has(&self, word: &str) -> bool {
        self.count(word) > 0
    }

    /// Whether the hyphen between two halves of a word, one at the end of a row, belongs to the word.
    fn keeps_hyphen(&self, left: &str, right: &str, rule: Hyphens) -> bool {
        let (left, right) = (bare(left), bare(right));
        // A number keeps the hyphen of its ending (`1920-` `ci`).
        if left.ends_with(|c: char| c.is_ascii_digit()) || self.has(&format!("{left}-{right}")) {
            return true;
        }
        if self.has(&format!("{left}{right}")) {
            return false;
        }
        rule == Hyphens::Keep || (left.chars().count() > 3 && self.has(&left) && self.has(&right))
    }
}

/// A word in small letters, without what stands around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Puts rows together. Rows at the foot of pages are left to the notes.
#[must_use]
pub fn passages(rows: &[Row], words: &Words, recipe: &Recipe) -> Vec<Passage> {
    let body: Vec<&Row> = rows.iter().filter(|row| !row.foot).collect();
    let measure = Measure::of(&body);
    let mut passages: Vec<Passage> = Vec::new();
    for (index, row) in body.iter().enumerate() {
        let heading = heading_at(recipe, row.line);
        let first = match heading {
            Some(heading) => *heading.lines.start() == row.line || passages.is_empty(),
            None => {
                let behind_first =
                    passages.last().is_some_and(|passage| passage.line == body[index.max(1) - 1].line);
                index == 0 || begins(&body, index, behind_first, recipe, &measure)
            }
        };
        if first {
            passages.push(Passage {
                kind: heading.map_or(PassageKind::Paragraph, |heading| PassageKind::Heading(heading.clone())),
                lang: recipe.lang_at(row.line).map(ToOwned::to_owned),
                text: Traced::default(),
                signs: Vec::new(),
                line: row.line,
            });
        }
        let passage = passages.last_mut().expect("the first row begins a passage");
        add(passage, row, words, recipe.lines.hyphens);
    }
    passages.into_iter().flat_map(run_in(recipe)).collect()
}

/// Adds a row to a passage: joined by a space, or without one where a word goes on.
pub(super) fn add(passage: &mut Passage, row: &Row, words: &Words, rule: Hyphens) {
    let before = passage.text.as_str();
    if ends_in_hyphen(before) {
        let left = before.trim_end_matches(['-', '\u{ad}']).rsplit(char::is_whitespace).next().unwrap_or("");
        let right = row.text.as_str().split_whitespace().next().unwrap_or("");
        // A capital letter inside a word: two words were joined by the hyphen (`MK-` `nın` is the other way round).
        let small = right.starts_with(char::is_lowercase);
        let abbreviation = left.chars().rev().take(2).all(char::is_uppercase);
        if small && !abbreviation && !words.keeps_hyphen(left, right, rule) {
            passage.text.pop();
        }
    } else if !before.is_empty() {
        passage.text.push(' ', NOWHERE);
    }
    let start = passage.text.as_str().len();
    if let Some(page) = &row.page {
        passage.signs.push((start, Sign::Page(page.clone())));
    }
    passage.text.append(&row.text);
    passage.signs.extend(row.marks.iter().map(|(at, label)| (start + at, Sign::Mark(label.clone()))));
}

fn ends_in_hyphen(text: &str) -> bool {
    let stem = text.trim_end_matches(['-', '\u{ad}']);
    stem.len() < text.len() && stem.ends_with(char::is_alphanumeric)
}

fn heading_at(recipe: &Recipe, line: u32) -> Option<&Heading> {
    recipe.headings.iter().find(|heading| !heading.run_in && heading.lines.contains(&line))
}

/// Whether a row begins a paragraph.
fn begins(rows: &[&Row], index: usize, behind_first: bool, recipe: &Recipe, measure: &Measure) -> bool {
    let (before, row) = (rows[index - 1], rows[index]);
    if let Some(begins) = recipe.paragraphs.get(&row.line) {
        return *begins;
    }
    let behind_heading = heading_at(recipe, before.line).is_some();
    if behind_heading || !recipe.same_parts(before.line, row.line) {
        return true;
    }
    if recipe.kind_at(row.line) == Some(PartKind::List) && starts_item(row.text.as_str()) {
        return true;
    }
    if !ends_sentence(before) || !starts_sentence(row) {
        return false;
    }
    match recipe.lines.paragraphs {
        Paragraphs::Blank => row.after_blank,
        Paragraphs::Width => measure.breaks(rows, index, behind_first),
    }
}

/// Signs before the items of a list.
pub(super) const BULLETS: [char; 5] = ['•', '▪', '–', '—', '-'];

fn starts_item(row: &str) -> bool {
    row.trim_start().starts_with(BULLETS) || is_numbered(row.trim_start())
}

/// Whether an item brings its number: `1. Bakı`, `2) Gəncə`.
pub(super) fn is_numbered(item: &str) -> bool {
    let behind = item.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < item.len() && (behind.starts_with(". ") || behind.starts_with(") "))
}

fn ends_sentence(row: &Row) -> bool {
    let text = row.text.as_str().trim_end_matches(['"', '”', '“', '»', ')', ' ', '’']);
    text.ends_with(['.', '!', '?', ':', ';', '…'])
}

fn starts_sentence(row: &Row) -> bool {
    let text = row.text.as_str().trim_start_matches(['"', '“', '”', '«', '(', ' ', '„', '‘']);
    text.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '.' | ',' | '[' | ';' | ')'))
}

/// How wide rows are: a paragraph's last row ends early, its first begins with an indent.
///
/// The widths are those of letters in a common book face, in thousandths of the size of the type; only their
/// proportions matter. Source: the metrics published with the Times family of PostScript fonts.
struct Measure {
    full: u32,
}

/// Room left over at the end of a row that tells that it ended early, in hundredths of the measure.
const EARLY: i64 = 2;

/// An indent is at most so wide, in hundredths of the measure.
const INDENT: i64 = 8;

/// So wide it may look where the first word of the next row is long.
const WIDEST_INDENT: i64 = 12;

impl Measure {
    fn of(rows: &[&Row]) -> Measure {
        let mut widths: Vec<u32> = rows.iter().map(|row| width(row.text.as_str())).collect();
        widths.sort_unstable();
        // Nearly the widest row: a few stand over, with letters wider than ours.
        let full = widths.get(widths.len() * 96 / 100).copied().unwrap_or(0);
        Measure { full: full.max(1) }
    }

    /// Whether a paragraph ends before the row at `index`, both neighbours looking like it.
    fn breaks(&self, rows: &[&Row], index: usize, behind_first: bool) -> bool {
        let room = self.room(rows, index - 1);
        // The first row of a paragraph has an indent: room that is not there for its words.
        if room > EARLY + if behind_first { INDENT } else { 0 } {
            return true;
        }
        // The row before is full. A paragraph begins if this one has an indent: it has room left and goes on.
        (EARLY..=EARLY + WIDEST_INDENT).contains(&self.room(rows, index)) && !ends_sentence(rows[index])
    }

    /// How much room a row had left for the first word of the next one, in hundredths of the measure.
    fn room(&self, rows: &[&Row], index: usize) -> i64 {
        let Some(next) = rows.get(index + 1) else { return 100 };
        let word = next.text.as_str().split(' ').next().unwrap_or("");
        let used = width(rows[index].text.as_str()) + width(" ") + width(word);
        (i64::from(self.full) - i64::from(used)) * 100 / i64::from(self.full)
    }
}

fn width(text: &str) -> u32 {
    text.chars().map(character_width).sum()
}

fn character_width(character: char) -> u32 {
    match character {
        'i' | 'ı' | 'j' | 'l' | 't' | ':' | ';' | '/' => 278,
        ' ' | '.' | ',' => 250,
        'f' | 'r' | 'I' | 'İ' | '!' | '-' | '(' | ')' | '[' | ']' => 333,
        's' | 'ş' | 'J' => 389,
        '"' => 408,
        'a' | 'c' | 'ç' | 'e' | 'ə' | 'z' | '?' => 444,
        'P' | 'F' | 'S' | 'Ş' => 556,
        'E' | 'Ə' | 'L' | 'T' | 'Z' => 611,
        'B' | 'C' | 'Ç' | 'R' => 667,
        'w' | 'A' | 'D' | 'G' | 'Ğ' | 'H' | 'K' | 'N' | 'O' | 'Ö' | 'Q' | 'U' | 'Ü' | 'V' | 'X' | 'Y' => {
            722
        }
        'm' => 778,
        'M' => 889,
        _ => 500,
    }
}

/// Divides a paragraph whose first sentence is its heading, as the recipe says.
fn run_in(recipe: &Recipe) -> impl Fn(Passage) -> Vec<Passage> {
    |passage| {
        let text = passage.text.as_str();
        let found = recipe.headings.iter().find(|heading| {
            heading.run_in
                && heading.lines.contains(&passage.line)
                && matches!(passage.kind, PassageKind::Paragraph)
        });
        // Its end is the first full stop that is not one of an abbreviation inside a word.
        let end = text.find(". ").map(|stop| stop + 1).or_else(|| text.ends_with('.').then_some(text.len()));
        let found = found.and_then(|heading| Some((heading, end?)));
        let Some((heading, at)) = found else { return vec![passage] };
        let rest_at = at + passage.text.as_str()[at..].len() - passage.text.as_str()[at..].trim_start().len();
        let rest = passage.text.slice(rest_at..passage.text.as_str().len());
        let head = Passage {
            kind: PassageKind::Heading(heading.clone()),
            text: passage.text.slice(0..at),
            signs: passage.signs.iter().filter(|(here, _)| *here < at).cloned().collect(),
            ..passage.clone()
        };
        if rest.is_empty() {
            return vec![head];
        }
        let moved = passage.signs.iter().filter(|(here, _)| *here >= at);
        let signs = moved.map(|(here, sign)| (here.saturating_sub(rest_at), sign.clone())).collect();
        vec![head, Passage { text: rest, signs, ..passage }]
    }
}
