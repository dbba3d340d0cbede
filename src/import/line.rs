//! Lines of the raw file into rows as they were set on the page.
//!
//! An extraction gives what was set raised (the mark of a note) a line of its own, so that one row of the
//! page lies on three lines of the file. Here rows are put together again; running heads and numbers of
//! pages are taken out and listed, for nothing of a file is dropped in silence.

use super::footnote;
use super::glyph::Decoder;
use super::recipe::{Notes, PageEnds, Pages, Recipe};
use super::trace::{NOWHERE, Traced};
use std::collections::BTreeMap;
use std::ops::Range;

/// A row of the page.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its words.
    pub text: Traced,
    /// Marks of notes: the byte of the text they stand at, and their label as it stands in the file.
    pub marks: Vec<(usize, Traced)>,
    /// Its first line in the raw file, from 1.
    pub line: u32,
    /// Whether a page begins with it; and the page's printed number, where that is known.
    pub page: Option<Option<String>>,
    /// Whether an empty line stands before it (which says nothing where lines are set double).
    pub after_blank: bool,
    /// Whether it stands at the foot of the page, among the notes.
    pub foot: bool,
}

/// Something of the raw file that is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// Its bytes in the raw file.
    pub range: Range<usize>,
    /// Its line, from 1.
    pub line: u32,
    /// What it is: a running head, the number of a page.
    pub kind: String,
}

/// A line of the raw file.
struct Line {
    number: u32,
    /// Its bytes in the raw file.
    range: Range<usize>,
    text: Traced,
    /// Whether its first character is a lone space, which in some files is all that is left of the end of a page.
    indented: bool,
    /// Whether it begins with a form feed.
    fed: bool,
}

impl Line {
    fn words(&self) -> &str {
        self.text.as_str().trim()
    }
}

/// The rows of a raw file, and what is no text in it.
#[must_use]
pub fn rows(raw: &str, recipe: &Recipe) -> (Vec<Row>, Vec<Furniture>) {
    let lines = lines(raw, &recipe.decoder);
    let mut reader = Reader::new(recipe);
    for (index, line) in lines.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &lines[before]);
        reader.take(line, before);
    }
    number_pages(&mut reader.rows, &reader.ended);
    if recipe.notes == Notes::Foot {
        footnote::find_feet(&mut reader.rows);
    }
    (reader.rows, reader.furniture)
}

/// Gives pages their printed numbers, as far as they follow from those that are known.
///
/// Between two known numbers pages are counted where the count comes out; behind the last known one they are
/// counted on. Of the others only their place in the file is known: `s12` is the twelfth page of the file.
fn number_pages(rows: &mut [Row], ended: &BTreeMap<u32, u32>) {
    // The first page of a file has no break before it.
    let before = if rows.first().is_some_and(|row| row.page.is_none()) { 2 } else { 1 };
    let mut pages: Vec<&mut Row> = rows.iter_mut().filter(|row| row.page.is_some()).collect();
    let mut known: Vec<(usize, u32)> = Vec::new();
    for (index, row) in pages.iter().enumerate() {
        let printed = row.page.clone().flatten().and_then(|number| number.parse().ok());
        // The number that leaked at the end of a page is the one before this page's.
        let printed = printed.or_else(|| ended.get(&row.line).map(|number| number + 1));
        known.extend(printed.map(|number| (index, number)));
    }
    let mut numbers: Vec<Option<u32>> = vec![None; pages.len()];
    for (n, (index, number)) in known.iter().enumerate() {
        let next = known.get(n + 1);
        let agrees = next.is_none_or(|(at, printed)| printed.wrapping_sub(*number) as usize == at - index);
        let end = if agrees { next.map_or(pages.len(), |(at, _)| *at) } else { index + 1 };
        for (behind, page) in (0..).zip(&mut numbers[*index..end]) {
            *page = Some(number.saturating_add(behind));
        }
    }
    for (index, (row, number)) in pages.iter_mut().zip(numbers).enumerate() {
        if row.page == Some(None) {
            let label = number.map_or_else(|| format!("s{}", index + before), |number| number.to_string());
            row.page = Some(Some(label));
        }
    }
}

fn lines(raw: &str, decoder: &Decoder) -> Vec<Line> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(raw.split('\n')) {
        lines.push(Line {
            number,
            range: start..start + line.len(),
            text: decoder.decode(line, start),
            indented: line.starts_with(' ') && !line.starts_with("  "),
            fed: line.starts_with('\u{c}'),
        });
        start += line.len() + 1;
    }
    lines
}

struct Reader<'a> {
    recipe: &'a Recipe,
    rows: Vec<Row>,
    furniture: Vec<Furniture>,
    /// The number of the last mark of a note.
    last_mark: u32,
    /// How often the marks of notes at the foot of pages have begun again with 1.
    run: u32,
    /// Whether the last piece was a mark, so that the row may go on.
    behind_mark: bool,
    /// The page that begins with the next row.
    next_page: Option<Option<String>>,
    /// The printed numbers of pages that leaked into the text, by the first line of the page behind.
    ended: BTreeMap<u32, u32>,
    leaked: Option<u32>,
    /// The line at which the page began.
    page_line: u32,
    after_blank: bool,
    foot: bool,
}

impl<'a> Reader<'a> {
    fn new(recipe: &'a Recipe) -> Reader<'a> {
        let first = recipe.pages.first.map(|first| first.to_string());
        Reader {
            recipe,
            rows: Vec::new(),
            furniture: Vec::new(),
            last_mark: 0,
            run: 0,
            behind_mark: false,
            next_page: first.map(Some),
            ended: BTreeMap::new(),
            leaked: None,
            page_line: 0,
            after_blank: true,
            foot: false,
        }
    }

    fn take(&mut self, line: &Line, before: Option<&Line>) {
        // A page may end with an empty line that holds nothing but the form feed.
        if line.fed && self.recipe.pages.ends == PageEnds::FormFeed && before.is_some() {
            self.begin_page(line, None);
        }
        if line.words().is_empty() {
            self.after_blank = true;
            self.foot |= self.is_rule_of_foot(line);
            return;
        }
        if let Some(kind) = self.is_furniture(line) {
            return self.put_aside(line, kind);
        }
        if self.is_rule_of_foot(line) {
            self.foot = true;
            self.behind_mark = false;
            return self.put_aside(line, "rule above notes".to_owned());
        }
        if let Some(number) = self.page_begins(line, before) {
            self.begin_page(line, number);
        }
        if self.recipe.foot.contains(&line.number) {
            self.foot = true;
            self.behind_mark = false;
        }
        let has_numbers = self.recipe.notes != Notes::None || self.recipe.pages.lone_numbers;
        if has_numbers && is_mark(line.words()) {
            if self.is_number_of_page(line) {
                return self.number_of_page(line);
            }
            if !self.foot {
                return self.mark(line);
            }
        }
        self.words(line);
    }

    fn is_rule_of_foot(&self, line: &Line) -> bool {
        self.recipe.notes == Notes::Foot && is_rule(line.text.as_str())
    }

    fn is_furniture(&self, line: &Line) -> Option<String> {
        let found = self.recipe.furniture.iter().find(|(lines, _)| lines.value.contains(&line.number));
        found.map(|(_, kind)| kind.clone())
    }

    fn put_aside(&mut self, line: &Line, kind: String) {
        self.furniture.push(Furniture { range: line.range.clone(), line: line.number, kind });
    }

    /// Whether a page begins with a line; and its printed number.
    fn page_begins(&self, line: &Line, before: Option<&Line>) -> Option<Option<String>> {
        let Pages { ends, at, not_at, .. } = &self.recipe.pages;
        if let Some(number) = at.get(&line.number) {
            return Some(number.clone());
        }
        let before = before.filter(|_| !not_at.contains(&line.number))?;
        // Behind a mark a line that begins with a space is the rest of the row.
        let behind_mark =
            is_mark(before.words()) && (self.foot || line.number < self.page_line + SHORTEST_PAGE);
        let told = *ends == PageEnds::LeadingSpace && line.indented && !before.words().is_empty();
        (told && !behind_mark).then_some(None)
    }

    fn begin_page(&mut self, line: &Line, number: Option<String>) {
        self.next_page = Some(number);
        self.page_line = line.number;
        self.behind_mark = false;
        self.foot = false;
    }

    /// Whether a number on a line of its own is the printed number of a page: it stands alone at the head of the
    /// page, at its foot, or anywhere between empty lines where the marks of notes do not count on with it.
    fn is_number_of_page(&self, line: &Line) -> bool {
        let in_body = || self.foot || !self.is_in_order(number_of(line.words()));
        let alone = || self.after_blank && !self.rows.is_empty() && in_body();
        self.recipe.pages.lone_numbers && (self.is_at_head() || alone())
    }

    /// Whether nothing has been read of the page yet.
    fn is_at_head(&self) -> bool {
        self.recipe.pages.ends == PageEnds::FormFeed && (self.next_page.is_some() || self.rows.is_empty())
    }

    /// Whether the number of a mark may follow the last one.
    fn is_in_order(&self, number: u32) -> bool {
        let follows = (self.last_mark..=self.last_mark + LONGEST_GAP).contains(&number) || number == 1;
        follows && self.recipe.notes != Notes::None
    }

    /// Sets the printed number of a page aside: that of the page that begins here, or of the one that ended.
    fn number_of_page(&mut self, line: &Line) {
        let number = number_of(line.words());
        self.put_aside(line, format!("number of page {}", line.words()));
        if self.is_at_head() {
            self.next_page = Some(Some(number.to_string()));
            return;
        }
        self.begin_page(line, None);
        self.leaked = Some(number);
    }

    /// A number on a line of its own that is none of a page: the mark of a note, or words.
    fn mark(&mut self, line: &Line) {
        let number = number_of(line.words());
        let in_order = self.is_in_order(number);
        if self.recipe.notes == Notes::None {
            return self.words(line);
        }
        if self.rows.last().is_none_or(|row| row.foot) {
            return self.words(line);
        }
        let text = line.text.trimmed();
        let sign =
            text.as_str().len() - text.as_str().trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let label = text.slice(sign..text.as_str().len());
        if in_order {
            self.count_on(number);
        }
        let label = self.label(label);
        let row = self.rows.last_mut().expect("there is a row");
        row.text.append(&text.slice(0..sign).trimmed());
        let end = row.text.as_str().len();
        row.marks.push((end, label));
        self.behind_mark = true;
        self.after_blank = false;
    }

    fn words(&mut self, line: &Line) {
        let mut text = line.text.trimmed();
        if self.is_raised_sign(&text) {
            let row = self.rows.last_mut().expect("a sign is raised above a row");
            row.text.append(&text);
            self.behind_mark = true;
            return;
        }
        let glued = self.glued_marks(&mut text);
        let length = text.as_str().len();
        if self.behind_mark && self.next_page.is_none() && self.goes_on(&text) {
            let row = self.rows.last_mut().expect("a mark stands behind a row");
            if text.as_str().starts_with(is_spaced) {
                row.text.push(' ', NOWHERE);
            }
            row.text.append(&text);
        } else {
            self.begin_row(line, text);
        }
        let row = self.rows.last_mut().expect("a row was just added");
        let start = row.text.as_str().len() - length;
        row.marks.extend(glued.into_iter().map(|(at, label)| (start + at, label)));
        self.behind_mark = false;
        self.after_blank = false;
    }

    fn begin_row(&mut self, line: &Line, text: Traced) {
        self.ended.extend(self.leaked.take().map(|number| (line.number, number)));
        self.rows.push(Row {
            text,
            marks: Vec::new(),
            line: line.number,
            page: self.next_page.take(),
            after_blank: self.after_blank,
            foot: self.foot,
        });
    }

    /// Whether a line is nothing but a sign that was set raised; its row goes on behind it as behind a mark.
    fn is_raised_sign(&self, text: &Traced) -> bool {
        let alone = !self.after_blank && !text.as_str().contains(char::is_alphanumeric);
        alone && self.rows.last().is_some_and(|row| row.foot == self.foot)
    }

    /// The marks that are glued to words (`etdi29.`, `etdi²⁹.`), taken out of the text.
    fn glued_marks(&mut self, text: &mut Traced) -> Vec<(usize, Traced)> {
        let mut marks: Vec<(usize, Traced)> = Vec::new();
        if self.recipe.notes == Notes::None || self.foot {
            return marks;
        }
        let mut from = 0;
        while let Some((range, number)) = glued_mark(text.as_str(), from, self.last_mark) {
            let label = text.slice(range.clone());
            let mut rest = text.slice(0..range.start);
            rest.append(&text.slice(range.end..text.as_str().len()));
            *text = rest;
            self.count_on(number);
            marks.push((range.start, self.label(label)));
            from = range.start;
        }
        marks
    }

    fn count_on(&mut self, number: u32) {
        self.run += u32::from(number == 1 && self.last_mark > 1);
        self.last_mark = number;
    }

    /// The label of a mark. Where notes at the foot of pages are numbered afresh, it is preceded by the number of
    /// the count (`2-1`), so that no two notes of a text have one label.
    fn label(&self, mark: Traced) -> Traced {
        if self.recipe.notes != Notes::Foot || self.run == 0 {
            return mark;
        }
        let mut label = Traced::default();
        format!("{}-", self.run + 1).chars().for_each(|character| label.push(character, NOWHERE));
        label.append(&mark);
        label
    }

    /// Whether words behind a mark belong to the mark's row.
    ///
    /// On the line below the mark they do. Behind an empty line they do where the row cannot have ended.
    fn goes_on(&self, text: &Traced) -> bool {
        if !self.after_blank {
            return true;
        }
        let row = self.rows.last().expect("a mark stands behind a row");
        let first = text.as_str().chars().next().unwrap_or(' ');
        let ended = row.text.as_str().ends_with(['.', '!', '?', ':', ';', '…']);
        !ended && (first.is_lowercase() || !first.is_alphanumeric())
            || matches!(first, '.' | ',' | ';' | ':' | ')')
    }
}

/// The first mark glued to a word behind a byte of a text that counts on from the last one: its digits and number.
///
/// The next number may follow any small letter; behind a whole word, a comma or full stop behind it or not, stand
/// also the first number of a file, a 1 with which the count begins again, and a number after a few that are
/// missing. Raised digits count on, too, but anything may follow them.
fn glued_mark(text: &str, from: usize, last: u32) -> Option<(Range<usize>, u32)> {
    let mut at = from;
    while let Some(start) = text[at..].find(is_digit).map(|found| at + found) {
        let end = start + text[start..].find(|c| !is_digit(c)).unwrap_or(text.len() - start);
        let (before, behind) = (&text[..start], &text[end..]);
        let digits = &text[start..end];
        let raised = !digits.contains(|c: char| c.is_ascii_digit());
        let number = number_of(digits);
        let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ':', '!', '?', ')', ' ']);
        let may_be = last == 0 || number == 1 || (last + 1..=last + LONGEST_GAP).contains(&number);
        let counts_on =
            number == last + 1 && before.ends_with(is_before_mark) || may_be && ends_in_word(before);
        if digits.chars().count() <= 3 && number > 0 && (ends || raised) && counts_on {
            return Some((start..end, number));
        }
        at = end;
    }
    None
}

fn is_before_mark(character: char) -> bool {
    character.is_lowercase() || matches!(character, '"' | '”' | '»')
}

/// Whether a text ends with a word of three small letters or more, a sign behind it or not.
fn ends_in_word(text: &str) -> bool {
    let word = text.trim_end_matches(['"', '”', '»', '.', ',', ';', '!', '?']);
    word.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3
}

/// Whether a character is a digit, raised or not.
pub(super) fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || RAISED.contains(character)
}

/// The raised digits of Unicode, from 0.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Whether a space stands before a character that follows a mark; none stands before a full stop.
fn is_spaced(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '"' | '(' | '“' | '«' | '-' | '–')
}

/// Whether a line is the rule above the notes at the foot of a page: many spaces, or some dashes, and nothing else.
pub(super) fn is_rule(line: &str) -> bool {
    const SPACES: usize = 30;
    const DASHES: usize = 5;
    let dashes = line.chars().filter(|c| matches!(c, '_' | '-' | '–' | '—' | '─' | '━' | '═')).count();
    let spaces = line.chars().filter(|c| c.is_whitespace()).count();
    dashes + spaces == line.chars().count() && (dashes >= DASHES || dashes == 0 && spaces >= SPACES)
}

/// No page has fewer lines of the raw file, empty ones counted.
const SHORTEST_PAGE: u32 = 70;

/// Numbers of notes may be missing, but not many in a row.
pub(super) const LONGEST_GAP: u32 = 4;

/// Whether a line is nothing but the mark of a note: a number, or a number with a letter (`12a`).
///
/// A sign of the text may stand before it: a quotation mark that was set raised, too.
fn is_mark(words: &str) -> bool {
    let words = words.strip_prefix(|c: char| !c.is_alphanumeric()).unwrap_or(words).trim_start();
    let digits = words.trim_end_matches(|c: char| c.is_ascii_lowercase()).trim_end();
    let letters = words.len() - digits.len();
    let numeric = digits.strip_prefix('l').unwrap_or(digits);
    let digits_only = !numeric.is_empty() && numeric.chars().all(is_digit);
    digits_only && digits.chars().count() <= 3 && letters <= 2
}

/// The number of a mark, without that of its count (`2-1`).
#[must_use]
pub fn number_of(words: &str) -> u32 {
    let words = words.rsplit('-').next().unwrap_or(words);
    let digits = words.chars().filter_map(|c| match c {
        'l' => Some('1'),
        c if c.is_ascii_digit() => Some(c),
        c => RAISED.chars().zip('0'..='9').find(|(raised, _)| *raised == c).map(|(_, digit)| digit),
    });
    digits.collect::<String>().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_alone_is_a_mark() {
        let check = |words: &str, mark: bool, number: u32| {
            assert_eq!(is_mark(words), mark, "{words}");
            if mark {
                assert_eq!(number_of(words), number, "{words}");
            }
        };
        check("7", true, 7);
        check("12a", true, 12);
        check("\" 36", true, 36);
        check("l94 a", true, 194);
        check("1920", false, 0);
        check("12-də", false, 0);
        check("a", false, 0);
        check(". Sonra", false, 0);
    }

    #[test]
    fn a_mark_may_be_glued_to_a_word() {
        let check = |text: &str, last: u32, expected: Option<(&str, u32)>| {
            let found = glued_mark(text, 0, last);
            assert_eq!(found.map(|(range, number)| (&text[range], number)), expected, "{text} {last}");
        };
        check("Kitabı oxudu1.", 0, Some(("1", 1)));
        check("Kitabı oxudu29, getdi", 0, Some(("29", 29)));
        check("Kitabı “oxudu”5 və", 4, Some(("5", 5)));
        // One is missing; a count begins again.
        check("Kitabı oxudu7.", 5, Some(("7", 7)));
        check("Kitabı oxudu1.", 5, Some(("1", 1)));
        check("Kitabı oxudu.6 Sonra", 5, Some(("6", 6)));
        check("Kitabı oxudu²³”.", 21, Some(("²³", 23)));
        check("Kitabı oxudu²³.", 5, None);
        check("Bağ 14 km² idi.", 0, None);
        check("Bu, s12 və 14 km2 idi; 1920-ci il, F16 və c3", 0, None);
        check("Kitabı oxudu40.", 5, None);
    }

    #[test]
    fn a_rule_is_nothing_but_spaces_or_dashes() {
        let check = |line: &str, expected: bool| assert_eq!(is_rule(line), expected, "{line:?}");
        check(&" ".repeat(30), true);
        check(&" ".repeat(29), false);
        check("________", true);
        check("  – – – – –", true);
        check("----", false);
        check("_____ söz", false);
        check("", false);
    }

    #[test]
    fn a_page_without_a_number_is_counted() {
        let check = |pages: &[Option<Option<&str>>], expected: &[&str]| {
            let page = |page: &Option<Option<&str>>| page.map(|number| number.map(ToOwned::to_owned));
            let mut rows: Vec<Row> =
                pages.iter().map(|number| Row { page: page(number), ..Row::default() }).collect();
            number_pages(&mut rows, &BTreeMap::new());
            let labels: Vec<String> = rows.into_iter().filter_map(|row| row.page.flatten()).collect();
            assert_eq!(labels, expected);
        };
        check(&[None, Some(None), None, Some(None)], &["s2", "s3"]);
        check(&[Some(None), Some(None)], &["s1", "s2"]);
        check(&[Some(Some("9")), None, Some(None)], &["9", "10"]);
    }
}
