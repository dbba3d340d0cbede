//! How the lines of a file are set: spacing, pages, lone numbers, hyphens, citations.

use crate::import::line::{LONGEST_GAP, is_rule};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Less than so many of something are chance.
const FEW: usize = 3;

/// What can be told of the lines of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    lines: usize,
    words: usize,
    behind_empty: usize,
    /// Lines that go on in a row of the page: the mark of a note, and what stands behind it.
    in_row: usize,
    leading_spaces: usize,
    form_feeds: usize,
    lone_numbers: usize,
    /// Lone numbers between empty lines that do not count on.
    out_of_order: usize,
    /// Lone numbers that a line begins with, too.
    noted: usize,
    rules: usize,
    hyphens: usize,
    /// Words cut at the end of a line that stand joined elsewhere, and with the hyphen elsewhere.
    joined: usize,
    kept: usize,
    numeric: usize,
    author_date: usize,
}

impl Layout {
    /// Looks at a text whose letters are decoded.
    pub(super) fn of(text: &str) -> Layout {
        let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
        let is_empty = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
        let mut layout = Layout { lines: lines.len(), ..Layout::default() };
        for (at, line) in lines.iter().enumerate() {
            layout.form_feeds += usize::from(line.starts_with('\u{c}'));
            if is_empty(at) {
                layout.rules += usize::from(is_rule(line));
                continue;
            }
            layout.words += 1;
            let behind_empty = at > 0 && is_empty(at - 1);
            layout.behind_empty += usize::from(behind_empty);
            let page = line.starts_with(' ') && !line.starts_with("  ") && at > 0;
            let behind_number = at > 0 && number(lines[at - 1]).is_some();
            layout.in_row += usize::from(!behind_empty && (behind_number || number(line).is_some()));
            layout.leading_spaces += usize::from(page && !behind_empty && !behind_number);
        }
        layout.numbers(&lines);
        layout.cut_words(text, &lines);
        layout.numeric = text.split('[').skip(1).filter(|rest| is_numeric(rest)).count();
        layout.author_date = text.split('(').skip(1).filter(|rest| is_author_date(rest)).count();
        layout
    }

    fn numbers(&mut self, lines: &[&str]) {
        let begins: BTreeSet<u32> = lines.iter().filter_map(|line| begins_with_number(line)).collect();
        let mut last = 0;
        for (at, line) in lines.iter().enumerate() {
            let Some(number) = number(line) else { continue };
            self.lone_numbers += 1;
            self.noted += usize::from(begins.contains(&number));
            let counts_on = (last..=last + LONGEST_GAP).contains(&number) || number == 1;
            let alone = at > 0 && lines[at - 1].trim().is_empty();
            if counts_on {
                last = number;
            } else if alone {
                self.out_of_order += 1;
            }
        }
    }

    fn cut_words(&mut self, text: &str, lines: &[&str]) {
        let part = |c: char| !c.is_alphanumeric() && c != '-';
        let mut words: BTreeMap<&str, u32> = BTreeMap::new();
        text.split(part).for_each(|word| *words.entry(word).or_default() += 1);
        let stands = |word: &str, times: u32| words.get(word).is_some_and(|count| *count >= times);
        let full: Vec<&str> = lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
        for pair in full.windows(2) {
            let Some(stem) = pair[0].trim_end().strip_suffix(['-', '\u{ad}']) else { continue };
            let next = pair[1].trim_start();
            if !stem.ends_with(char::is_alphanumeric) || !next.starts_with(char::is_lowercase) {
                continue;
            }
            self.hyphens += 1;
            let (first, rest) =
                (stem.rsplit(part).next().unwrap_or(""), next.split(part).next().unwrap_or(""));
            // The second half stands here itself; the first has its hyphen here.
            let both = stands(first, 1) && stands(rest, 2);
            if stands(&format!("{first}{rest}"), 1) {
                self.joined += 1;
            } else if both || stands(&format!("{first}-{rest}"), 1) || first.ends_with(char::is_numeric) {
                self.kept += 1;
            }
        }
    }

    fn is_double(&self) -> bool {
        self.behind_empty * 10 > (self.words - self.in_row) * 6
    }

    fn has_empty_lines(&self) -> bool {
        self.behind_empty * 20 > self.words
    }

    fn has_leading_spaces(&self) -> bool {
        let lines = self.lines / self.leading_spaces.max(1);
        self.leading_spaces >= FEW && (20..400).contains(&lines)
    }

    fn has_marks(&self) -> bool {
        self.lone_numbers >= FEW
    }

    fn at_foot(&self) -> bool {
        self.rules > 1 || self.noted * 2 > self.lone_numbers
    }

    fn keeps_hyphens(&self) -> bool {
        self.kept > self.joined
    }

    /// Says what was found.
    pub(super) fn describe(&self, out: &mut String) {
        let _ = writeln!(out, "\nLines: {}, {} of them with words.", self.lines, self.words);
        let spacing = match (self.is_double(), self.has_empty_lines()) {
            (true, _) => "An empty line stands before nearly every line: they are set double.",
            (false, true) => "Empty lines stand here and there: between paragraphs, as it seems.",
            (false, false) => {
                "There are hardly any empty lines: paragraphs are told by the width of their lines."
            }
        };
        let _ = writeln!(out, "{spacing}");
        if self.form_feeds > 0 {
            let _ = writeln!(out, "Form feeds, with which pages begin: {}.", self.form_feeds);
        }
        if self.leading_spaces > 0 {
            let told = if self.has_leading_spaces() {
                "pages begin there, as it seems"
            } else {
                "too few or too many for pages"
            };
            let _ = writeln!(
                out,
                "Lines that begin with one space, without an empty line before: {}; {told}.",
                self.leading_spaces
            );
        }
        if self.lone_numbers > 0 {
            let (all, wrong) = (self.lone_numbers, self.out_of_order);
            let foot = if self.at_foot() {
                "their notes stand at the feet of pages, as it seems"
            } else {
                "no notes were found for them"
            };
            let told = if self.has_marks() { foot } else { "too few for the marks of notes" };
            let _ = writeln!(
                out,
                "Numbers on lines of their own: {all}, of which {wrong} do not count on; {told}."
            );
        }
        if self.hyphens > 0 {
            let _ = writeln!(
                out,
                "Words cut by a hyphen at the end of a line: {}; {} of them stand elsewhere in one word, {} belong to two words.",
                self.hyphens, self.joined, self.kept
            );
        }
        for (count, kind) in
            [(self.numeric, "by number, as in [12]"), (self.author_date, "by author and year")]
        {
            if count >= FEW {
                let _ = writeln!(out, "Citations {kind}: some {count}.");
            }
        }
    }

    /// The keys of a recipe for it.
    pub(super) fn recipe(&self, out: &mut String) {
        let word = |is: bool, yes: &'static str, no: &'static str| if is { yes } else { no };
        let _ = writeln!(out, "lines:\n  spacing: {}", word(self.is_double(), "double", "single"));
        let _ = writeln!(out, "  hyphens: {}", word(self.keeps_hyphens(), "keep", "join"));
        let blank = !self.is_double() && self.has_empty_lines();
        let _ = writeln!(out, "  paragraphs: {}", word(blank, "blank", "width"));
        let numbered = self.has_marks() && !self.at_foot() && self.out_of_order >= FEW;
        let at_foot = self.has_marks() && self.at_foot();
        if self.form_feeds > 0 || self.has_leading_spaces() || numbered || at_foot {
            out.push_str("pages:\n");
        }
        if self.form_feeds > 0 {
            out.push_str("  break: form-feed\n");
        } else if self.has_leading_spaces() {
            out.push_str("  break: leading-space\n");
        } else if at_foot {
            out.push_str("  # The foot of a page ends where the next page begins: list those lines.\n");
            out.push_str("  at: [{line: 1}]\n");
        }
        if numbered {
            out.push_str("  lone-numbers: true\n");
        }
        let notes = if !self.has_marks() { "none" } else { word(self.at_foot(), "foot", "absent") };
        let _ = writeln!(out, "notes: {notes}");
        if self.numeric.max(self.author_date) >= FEW {
            let style = word(self.numeric >= self.author_date, "numeric", "author-date");
            let _ = writeln!(out, "citations:\n  style: {style}");
        }
    }
}

/// The number that stands alone on a line.
fn number(line: &str) -> Option<u32> {
    let words = line.trim();
    (words.len() <= 3 && words.bytes().all(|b| b.is_ascii_digit())).then(|| words.parse().ok())?
}

/// The number that a line of words begins with, as notes do.
fn begins_with_number(line: &str) -> Option<u32> {
    let line = line.trim();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let words = line[digits..].trim_start_matches(['.', ')', ' ']);
    ((1..=3).contains(&digits) && words.starts_with(char::is_alphabetic))
        .then(|| line[..digits].parse().ok())?
}

/// What follows `[` in `[12, s. 5]`.
fn is_numeric(rest: &str) -> bool {
    let inside = rest.chars().take(40).take_while(|c| *c != '\n').collect::<String>();
    inside.starts_with(|c: char| c.is_ascii_digit()) && inside.contains(']')
}

/// What follows `(` in `(Məmmədov, 2010: 5)`.
fn is_author_date(rest: &str) -> bool {
    let inside: String = rest.chars().take(80).take_while(|c| *c != ')').collect();
    let digits: Vec<char> = inside.chars().collect();
    let year = digits.windows(5).any(|w| {
        matches!(w[0], ' ' | ',')
            && matches!((w[1], w[2]), ('1', '8' | '9') | ('2', '0'))
            && w[3..].iter().all(char::is_ascii_digit)
    });
    year && inside.starts_with(char::is_uppercase) && inside.chars().count() < 80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(text: &str) -> String {
        let mut out = String::new();
        Layout::of(text).recipe(&mut out);
        out.replace('\n', " ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_tell_how_they_are_set() {
        let check = |text: String, expected: &str| {
            assert!(recipe(&text).contains(expected), "{text}\n{}", recipe(&text))
        };
        check("Bir gün\n\ngetdik və\n\nqayıtdıq.\n".repeat(3), "spacing: double");
        check("Bir gün\n1\n getdik\n\nvə qayıtdıq\n2\n.\n\n".repeat(3), "spacing: double");
        check(
            "Bir gün\ngetdik\nvə\nqayıtdıq.\n\n".repeat(3),
            "spacing: single hyphens: join paragraphs: blank",
        );
        check("Bir gün\ngetdik\nvə\nqayıtdıq.\n".repeat(30), "paragraphs: width");
        check(format!("{} Səhifə\n", "Bir gün getdik\n".repeat(40)).repeat(4), "pages: break: leading-space");
        check("Bir gün\ngetdik.\n\u{c}Səhifə\n".repeat(4), "pages: break: form-feed");
        check((1..9).map(|n| format!("Getdik\n{n}\n")).collect(), "notes: absent");
        check((1..9).map(|n| format!("Getdik\n{n}\n{n} Yenə orada.\n")).collect(), "notes: foot");
        check("Getdik [12, s. 5].\n".repeat(3), "citations: style: numeric");
        check("Getdik (Quliyev, 2010: 5).\n".repeat(3), "citations: style: author-date");
        check("ictimai-\nsiyasi iş. Siyasi, ictimai, siyasi iş\n".repeat(2), "hyphens: keep");
        check("kita-\nbı oxudu, kitabı\n".repeat(2), "hyphens: join");
    }
}
