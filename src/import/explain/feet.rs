//! Notes of a file that has no recipe yet: their marks in the text, the rules above them, and where they begin
//! and end at the feet of pages.

use super::layout::{begins_with_number, number};
use crate::import::line::{LONGEST_GAP, is_rule};
use std::collections::BTreeSet;
use std::ops::Range;

/// What can be told of the notes of a file. Lines are counted from 1.
#[derive(Debug, Default)]
pub(super) struct Feet {
    /// Rules that may stand above notes.
    pub rules: usize,
    /// Lines of the rules below which no numbered note stands.
    pub bare: Vec<usize>,
    /// Pages with numbered notes at the foot.
    pub feet: usize,
    /// Numbered notes, counting on.
    pub notes: usize,
    /// Those of them whose mark stands on their page.
    pub tied: usize,
    /// Pages on which they begin anew with 1.
    pub anew: usize,
    /// Numbers glued to words, and those of them that count on.
    pub glued: usize,
    pub marks: usize,
    /// Lines at which notes begin without a rule above them.
    pub begins: Vec<usize>,
    /// Notes that name a page, and those that name a page or a year.
    pub with_page: usize,
    pub with_place: usize,
    /// The lines that stand above the notes.
    pub body: String,
}

/// Looks at the lines of a file page by page. `aside` are the lines that are no text: the numbers of pages.
///
/// Where no pages are told the notes below the first rule have no end, and no notes are looked for without one.
pub(super) fn look(lines: &[&str], pages: &[Range<usize>], aside: &BTreeSet<usize>) -> Feet {
    let mut scan = Scan { lines, aside, feet: Feet::default(), last_mark: 0, last_note: 0 };
    for page in pages {
        scan.page(page.clone(), pages.len() > 1);
    }
    scan.feet
}

/// Where pages seem to begin in a file that does not tell: behind the empty line that follows numbered notes.
pub(super) fn ends(lines: &[&str]) -> Vec<usize> {
    let mut begins = Vec::new();
    let (mut below_rule, mut in_notes, mut after_empty) = (false, false, false);
    for (at, line) in lines.iter().enumerate() {
        if is_rule(line) {
            (below_rule, in_notes) = (true, false);
        } else if !line.trim().is_empty() {
            let is_note = note_number(lines, at).is_some();
            if in_notes && after_empty && !is_note {
                begins.push(at);
                (below_rule, in_notes) = (false, false);
            }
            in_notes |= below_rule && is_note;
        }
        after_empty = line.trim().is_empty();
    }
    begins
}

struct Scan<'a> {
    lines: &'a [&'a str],
    aside: &'a BTreeSet<usize>,
    feet: Feet,
    last_mark: u32,
    last_note: u32,
}

impl Scan<'_> {
    fn page(&mut self, page: Range<usize>, is_told: bool) {
        let rules: Vec<usize> = page.clone().filter(|at| is_rule(self.lines[*at])).collect();
        let ends = rules.iter().copied().skip(1).chain([page.end]);
        let has_notes = |(rule, end): &(usize, usize)| !self.notes(rule + 1..*end).is_empty();
        let above = rules.iter().copied().zip(ends).find(has_notes).map(|(rule, _)| rule);
        self.feet.rules += rules.len();
        let bare = rules.iter().filter(|rule| above.is_none_or(|above| **rule < above));
        self.feet.bare.extend(bare.map(|rule| rule + 1));
        let mut marks = BTreeSet::new();
        for at in page.start..above.unwrap_or(page.end) {
            if self.aside.contains(&at) {
                continue;
            }
            if above.is_none() && is_told && self.is_foot(at..page.end, &marks) {
                self.feet.begins.push(at + 1);
                return self.foot(at..page.end, &marks);
            }
            self.take(at, &mut marks);
        }
        if let Some(rule) = above {
            self.foot(rule + 1..page.end, &marks);
        }
    }

    /// A line of the text: its marks.
    fn take(&mut self, at: usize, marks: &mut BTreeSet<u32>) {
        let line = self.lines[at];
        self.feet.body.push_str(line);
        self.feet.body.push('\n');
        if let Some(number) = number(line).filter(|number| counts_on(*number, self.last_mark)) {
            self.last_mark = number;
            marks.insert(number);
        }
        for number in glued(line) {
            self.feet.glued += 1;
            // On each page they may begin anew.
            if counts_on(number, self.last_mark) || number == 1 && marks.is_empty() {
                self.feet.marks += 1;
                self.last_mark = number;
                marks.insert(number);
            }
        }
    }

    /// Whether the rest of a page are the notes of all its marks, with no rule above them.
    fn is_foot(&self, rest: Range<usize>, marks: &BTreeSet<u32>) -> bool {
        let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return false };
        let begins = note_number(self.lines, rest.start) == Some(*first);
        begins && self.notes(rest).last().is_some_and(|(_, note)| note >= last)
    }

    fn foot(&mut self, foot: Range<usize>, marks: &BTreeSet<u32>) {
        let notes = self.notes(foot.clone());
        self.feet.feet += 1;
        self.feet.notes += notes.len();
        self.feet.tied += notes.iter().filter(|(_, number)| marks.contains(number)).count();
        self.feet.anew += usize::from(self.last_note > 0 && notes.first().is_some_and(|(_, n)| *n == 1));
        self.last_note = notes.last().map_or(self.last_note, |(_, number)| *number);
        for (nth, (at, _)) in notes.iter().enumerate() {
            let end = notes.get(nth + 1).map_or(foot.end, |(next, _)| *next);
            let words = self.lines[*at..end].join(" ");
            self.feet.with_page += usize::from(has_page(&words));
            self.feet.with_place += usize::from(has_page(&words) || has_year(&words));
        }
    }

    /// The numbered notes among the lines at the foot of a page: where each begins, and its number.
    fn notes(&self, foot: Range<usize>) -> Vec<(usize, u32)> {
        let mut last = self.last_note;
        let mut notes = Vec::new();
        for at in foot.filter(|at| !self.aside.contains(at)) {
            let Some(number) = note_number(self.lines, at) else { continue };
            if counts_on(number, last) || number == 1 && notes.is_empty() {
                last = number;
                notes.push((at, number));
            }
        }
        notes
    }
}

/// Whether a number is the next; a few may be missing.
fn counts_on(number: u32, last: u32) -> bool {
    (last + 1..=last + LONGEST_GAP).contains(&number)
}

/// The number of a note that begins on a line, or on the line above its words.
fn note_number(lines: &[&str], at: usize) -> Option<u32> {
    let behind = || lines.get(at + 1).is_some_and(|line| line.contains(char::is_alphabetic));
    begins_with_number(lines[at]).or_else(|| number(lines[at]).filter(|_| behind()))
}

/// The numbers of a line that are glued to words, as the marks of notes are: `etdi29.`, `söz1,`.
fn glued(line: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, digits) = rest.split_at(at);
        let behind = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &digits[..digits.len() - behind.len()];
        let ends = behind.chars().next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '/'));
        if digits.len() <= 3 && ends && is_word(before) {
            numbers.extend(digits.parse::<u32>());
        }
        rest = behind;
    }
    numbers
}

/// Whether what stands before a number ends with a word, or with a quotation mark that closes.
fn is_word(before: &str) -> bool {
    match before.strip_suffix(['"', '”', '»', '’']) {
        Some(quoted) => quoted.ends_with(|c: char| !c.is_whitespace()),
        None => before.ends_with(char::is_lowercase),
    }
}

/// Whether words name a page: `s. 12`, `p. 5`, `с. 3`.
fn has_page(words: &str) -> bool {
    const PAGE: [&str; 7] = ["s", "səh", "p", "pp", "с", "стр", "ss"];
    words.match_indices('.').any(|(at, _)| {
        let word = words[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        PAGE.contains(&word) && words[at + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether words name a year in which books were printed.
fn has_year(words: &str) -> bool {
    words
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4 && ("1500".."2100").contains(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_glued_to_words() {
        let check = |line: &str, expected: &[u32]| assert_eq!(glued(line), expected, "{line}");
        check("Kənd böyük idi1. Məktəb isə kiçik2, lakin isti3", &[1, 2, 3]);
        check("Onun «son sözü»4 budur, “ev”12; \"bağ\"5 də.", &[4, 12, 5]);
        check("In 1920 the house3 was sold.", &[3]);
        check("1920-ci ildə 12 ev, A4 vərəq, \"7 gün\", 3-cü sinif, h2o", &[]);
        check("iyul1918, kub2x, səhifə5-6", &[]);
    }

    #[test]
    fn a_reference_names_a_page_or_a_year() {
        let check = |words: &str, page: bool, year: bool| {
            assert_eq!((has_page(words), has_year(words)), (page, year), "{words}");
        };
        check("Sahilli A. Çay və kitabxana. Bakı: Elm, 1999, s. 12.", true, true);
        check("The Old Ledger, pp.5-6", true, false);
        check("Архив села, с. 3", true, false);
        check("Kəndin arxivi, 1931", false, true);
        check("Bu söz indi işlənmir, bəzi ev. 5 il.", false, false);
    }

    #[test]
    fn notes_without_pages_end_where_the_text_goes_on() {
        let text =
            "Bir söz1 var.\n_______\n1 Birinci qeyd\ndavam edir.\n\nMətn gedir2.\n\n______\n2. İkinci.\n";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(ends(&lines), [5]);
    }
}
