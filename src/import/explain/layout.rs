//! How the lines of a file are set: spacing, pages, lone numbers, notes, hyphens, citations.

use super::feet::{self, Feet};
use crate::import::line::LONGEST_GAP;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

/// Less than so many of something are chance.
const FEW: usize = 3;

/// What can be told of the lines of a file.
#[derive(Debug, Default)]
pub(super) struct Layout {
    lines: usize,
    words: usize,
    behind_empty: usize,
    /// Lines that go on in a row of the page: the mark of a note, and what stands behind it.
    in_row: usize,
    leading_spaces: usize,
    form_feeds: usize,
    printed: Printed,
    lone_numbers: usize,
    /// Lone numbers between empty lines that do not count on.
    out_of_order: usize,
    /// Lone numbers that a line begins with, too.
    noted: usize,
    feet: Feet,
    /// Lines at which pages seem to begin, from 1, where no sign tells.
    begins: Vec<usize>,
    hyphens: usize,
    /// Words cut at the end of a line that stand joined elsewhere, and with the hyphen elsewhere.
    joined: usize,
    kept: usize,
    numeric: usize,
    author_date: usize,
}

/// Numbers of pages that stand first or last on their pages, on lines of their own.
#[derive(Debug, Default)]
struct Printed {
    /// Their lines, counted from 0.
    lines: BTreeMap<usize, u32>,
    /// The number of the first page, where all others follow from it.
    first: Option<u32>,
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
                continue;
            }
            layout.words += 1;
            let behind_empty = at > 0 && is_empty(at - 1);
            layout.behind_empty += usize::from(behind_empty);
            let behind_number = at > 0 && number(lines[at - 1]).is_some();
            layout.in_row += usize::from(!behind_empty && (behind_number || number(line).is_some()));
            layout.leading_spaces += usize::from(begins_with_space(&lines, at));
        }
        let pages = layout.pages(&lines);
        layout.printed = if layout.form_feeds > 0 { printed(&lines, &pages) } else { Printed::default() };
        let aside = layout.printed.lines.keys().copied().collect();
        layout.feet = feet::look(&lines, &pages, &aside);
        layout.numbers(&lines);
        layout.cut_words(text, &lines);
        // What notes cite is told apart from what the text does.
        let body = &layout.feet.body;
        layout.numeric = body.split('[').skip(1).filter(|rest| is_numeric(rest)).count();
        layout.author_date = body.split('(').skip(1).filter(|rest| is_author_date(rest)).count();
        layout
    }

    /// The lines of each page, as the recipe will tell them apart.
    fn pages(&mut self, lines: &[&str]) -> Vec<Range<usize>> {
        let told = |at: &usize| match self.form_feeds {
            0 => self.has_leading_spaces() && begins_with_space(lines, *at),
            _ => lines[*at].starts_with('\u{c}'),
        };
        let mut begins: Vec<usize> = (1..lines.len()).filter(told).collect();
        if begins.is_empty() && !self.is_double() {
            begins = feet::ends(lines);
            self.begins = begins.iter().map(|at| at + 1).collect();
        }
        let starts = std::iter::once(0).chain(begins.iter().copied());
        let ends = begins.iter().copied().chain([lines.len()]);
        starts.zip(ends).map(|(start, end)| start..end).collect()
    }

    fn numbers(&mut self, lines: &[&str]) {
        let begins: BTreeSet<u32> = lines.iter().filter_map(|line| begins_with_number(line)).collect();
        let mut last = 0;
        for (at, line) in lines.iter().enumerate().filter(|(at, _)| !self.printed.lines.contains_key(at)) {
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

    /// Whether numbers on lines of their own are marks of notes.
    fn has_lone_marks(&self) -> bool {
        self.lone_numbers - self.out_of_order >= FEW
    }

    /// Whether numbers glued to words are marks of notes, as far as they alone tell.
    fn has_glued_marks(&self) -> bool {
        self.feet.marks >= FEW && self.feet.marks * 2 > self.feet.glued
    }

    /// Whether notes stand at the feet of pages: their marks are there, or they count on from page to page.
    fn at_foot(&self) -> bool {
        let Feet { notes, tied, feet, .. } = self.feet;
        let counted_on = notes >= FEW && feet > 1;
        tied > 0 || counted_on || (self.has_lone_marks() && self.noted * 2 > self.lone_numbers)
    }

    fn notes(&self) -> &'static str {
        match (self.at_foot(), self.has_lone_marks() || self.has_glued_marks()) {
            (true, _) => "foot",
            (false, true) => "absent",
            (false, false) => "none",
        }
    }

    /// By number, by author and year, or in notes.
    fn citations(&self) -> Option<&'static str> {
        let Feet { notes, with_page, with_place, .. } = self.feet;
        if self.numeric.max(self.author_date) >= FEW {
            return Some(if self.numeric >= self.author_date { "numeric" } else { "author-date" });
        }
        let cites = self.at_foot() && notes >= FEW && with_page > 0 && with_place * 2 > notes;
        cites.then_some("notes")
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
        self.describe_numbers(out);
        self.describe_notes(out);
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
        if self.citations() == Some("notes") {
            let Feet { notes, with_place, .. } = self.feet;
            let _ = writeln!(out, "Citations in notes: {with_place} of {notes} notes name a page or a year.");
        }
    }

    fn describe_numbers(&self, out: &mut String) {
        let printed = self.printed.lines.len();
        if printed > 0 {
            let _ = writeln!(
                out,
                "Numbers of pages on lines of their own, at the heads or feet of pages: {printed}; they are put aside."
            );
        }
        if self.lone_numbers > 0 {
            let (all, wrong) = (self.lone_numbers, self.out_of_order);
            let told = match (self.has_lone_marks(), self.at_foot()) {
                (false, _) => "too few that do for the marks of notes",
                (true, true) => "their notes stand at the feet of pages, as it seems",
                (true, false) => "no notes were found for them",
            };
            let _ = writeln!(
                out,
                "Numbers on lines of their own: {all}, of which {wrong} do not count on; {told}."
            );
        }
    }

    fn describe_notes(&self, out: &mut String) {
        let Feet { rules, feet, notes, tied, anew, glued, marks, ref begins, ref bare, .. } = self.feet;
        if marks > 0 && (self.has_glued_marks() || self.at_foot()) {
            let _ = writeln!(
                out,
                "Numbers glued to words, as marks of notes are: {glued}, of which {marks} count on."
            );
        }
        if rules > 0 {
            let _ = writeln!(out, "Rules such as stand above notes: {rules}.");
        }
        if notes > 0 {
            let _ = writeln!(
                out,
                "Numbered notes at the feet of {feet} pages: {notes}; {tied} of them have their mark on the page."
            );
        }
        if anew > 0 {
            let _ = writeln!(out, "The numbers of notes begin anew on {anew} pages.");
        }
        if !begins.is_empty() {
            let _ = writeln!(
                out,
                "Notes without a rule above them begin on {}, as it seems.",
                lines_in_words(begins)
            );
        }
        if self.at_foot() && !bare.is_empty() {
            let _ = writeln!(
                out,
                "No numbered note stands below the rule on {}: what follows to the end of the page would be read as notes.",
                lines_in_words(bare)
            );
        }
    }

    /// The keys of a recipe for it.
    pub(super) fn recipe(&self, out: &mut String) {
        let word = |is: bool, yes: &'static str, no: &'static str| if is { yes } else { no };
        let _ = writeln!(out, "lines:\n  spacing: {}", word(self.is_double(), "double", "single"));
        let _ = writeln!(out, "  hyphens: {}", word(self.keeps_hyphens(), "keep", "join"));
        let blank = !self.is_double() && self.has_empty_lines();
        let _ = writeln!(out, "  paragraphs: {}", word(blank, "blank", "width"));
        self.recipe_of_pages(out);
        let _ = writeln!(out, "notes: {}", self.notes());
        if self.at_foot() && !self.feet.begins.is_empty() {
            out.push_str("# No rule stands above these notes: look at each line.\n");
            let _ = writeln!(out, "foot: [{}]", list(&self.feet.begins));
        }
        if !self.printed.lines.is_empty() {
            out.push_str("furniture:\n");
        }
        for (at, number) in &self.printed.lines {
            let _ = writeln!(out, "  - {{line: {}, kind: number of page {number}}}", at + 1);
        }
        if let Some(style) = self.citations() {
            let _ = writeln!(out, "citations:\n  style: {style}");
        }
    }

    fn recipe_of_pages(&self, out: &mut String) {
        let numbered = !self.at_foot() && self.out_of_order >= FEW;
        if self.form_feeds > 0 || self.has_leading_spaces() || numbered || self.at_foot() {
            out.push_str("pages:\n");
        }
        if self.form_feeds > 0 {
            out.push_str("  break: form-feed\n");
        } else if self.has_leading_spaces() {
            out.push_str("  break: leading-space\n");
        } else if self.at_foot() && self.begins.is_empty() {
            out.push_str("  # The foot of a page ends where the next page begins: list those lines.\n");
            out.push_str("  at: [{line: 1}]\n");
        } else if self.at_foot() {
            out.push_str("  # The feet of pages seem to end before these lines: look at each.\n");
            let begins: Vec<String> = self.begins.iter().map(|line| format!("{{line: {line}}}")).collect();
            let _ = writeln!(out, "  at: [{}]", begins.join(", "));
        }
        if let Some(first) = self.printed.first {
            let _ = writeln!(out, "  first: {first}");
        }
        if numbered {
            out.push_str("  lone-numbers: true\n");
        }
    }
}

/// The numbers of pages: they stand first or last on their pages and count on with them.
fn printed(lines: &[&str], pages: &[Range<usize>]) -> Printed {
    let words = |page: &Range<usize>| page.clone().filter(|at| !lines[*at].trim().is_empty());
    let mut by_first: BTreeMap<Option<u32>, BTreeMap<usize, u32>> = BTreeMap::new();
    for (nth, page) in (0..).zip(pages) {
        for at in [words(page).next(), words(page).next_back()].into_iter().flatten() {
            if let Some(number) = number(lines[at]) {
                by_first.entry(number.checked_sub(nth)).or_default().insert(at, number);
            }
        }
    }
    by_first.remove(&None);
    let most = by_first.into_iter().max_by_key(|(_, lines)| lines.len());
    let full = pages.iter().filter(|page| words(page).next().is_some()).count();
    let Some((first, numbers)) = most.filter(|(_, found)| found.len() > 1 && found.len() * 2 >= full) else {
        return Printed::default();
    };
    // A page without words is none to the import, and the numbers behind it would not follow.
    let without_words = |page: &Range<usize>| words(page).all(|at| numbers.contains_key(&at));
    let last = pages.iter().rposition(|page| !without_words(page)).unwrap_or(0);
    let has_gap = pages[..last].iter().any(without_words);
    Printed { lines: numbers, first: first.filter(|first| !has_gap && *first > 0) }
}

fn list(lines: &[usize]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// `line 12`, or the first of several lines.
fn lines_in_words(lines: &[usize]) -> String {
    const MOST: usize = 10;
    let shown = list(&lines[..lines.len().min(MOST)]);
    match lines.len() {
        1 => format!("line {shown}"),
        2..=MOST => format!("lines {shown}"),
        all => format!("{all} lines: {shown} …"),
    }
}

/// Whether a line begins with one space as a page may: not behind an empty line, nor behind a mark in its row.
fn begins_with_space(lines: &[&str], at: usize) -> bool {
    let begins = lines[at].starts_with(' ') && !lines[at].starts_with("  ") && !lines[at].trim().is_empty();
    let before = at.checked_sub(1).map(|before| lines[before].trim());
    begins && before.is_some_and(|before| !before.is_empty() && number(before).is_none())
}

/// The number that stands alone on a line.
pub(super) fn number(line: &str) -> Option<u32> {
    let words = line.trim();
    (words.len() <= 3 && words.bytes().all(|b| b.is_ascii_digit())).then(|| words.parse().ok())?
}

/// The number that a line of words begins with, as notes do.
pub(super) fn begins_with_number(line: &str) -> Option<u32> {
    let line = line.trim();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let words = line[digits..].trim_start_matches(['.', ')', ' ']);
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '"' | '«' | '“' | '„' | '(');
    ((1..=3).contains(&digits) && words.starts_with(is_word)).then(|| line[..digits].parse().ok())?
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

    /// Two pages as `pdftotext` writes them: marks glued to words, a rule, notes, the number of the page.
    fn pages(rule: &str, point: &str) -> String {
        format!(
            "Kəndin məktəbi bulağın yanında idi1. İlk il\norada otuz uşaq oxuyurdu, sonra isə yüz\nuşaq2.\n\n\
             {rule}\n1{point} Kəndin arxivi, dəftər 4, s. 12.\n2{point} Sahilli A. Çay və kitabxana. Bakı,\n1999, s. 8.\n\n23\n\n\
             \u{c}Qışda soba yanırdı, \"isti ev\"3 deyirdilər. Yayda\nisə dərs olmurdu.\n\n\
             {rule}\n3{point} Yenə orada, s. 13.\n\n24\n\n\u{c}"
        )
    }

    fn described(text: &str) -> String {
        let mut out = String::new();
        Layout::of(text).describe(&mut out);
        out
    }

    #[test]
    fn notes_below_rules_are_tied_to_the_marks_glued_to_words() {
        let expected = "pages: break: form-feed first: 23 notes: foot furniture: \
            - {line: 10, kind: number of page 23} - {line: 18, kind: number of page 24} citations: style: notes";
        for rule in ["_".repeat(20), " ".repeat(40), "- ".repeat(9), "———————".to_owned()] {
            for point in ["", ".", ")"] {
                let text = pages(&rule, point);
                assert!(recipe(&text).ends_with(expected), "{text}\n{}", recipe(&text));
            }
        }
        let words = described(&pages("__________", "."));
        for line in [
            "Numbers of pages on lines of their own, at the heads or feet of pages: 2; they are put aside.\n",
            "Numbers glued to words, as marks of notes are: 3, of which 3 count on.\n",
            "Rules such as stand above notes: 2.\n",
            "Numbered notes at the feet of 2 pages: 3; 3 of them have their mark on the page.\n",
            "Citations in notes: 3 of 3 notes name a page or a year.\n",
        ] {
            assert!(words.contains(line), "{line}\n{words}");
        }
    }

    #[test]
    fn notes_without_a_rule_begin_with_the_first_mark_of_their_page() {
        let text = pages("", "");
        let expected =
            "notes: foot # No rule stands above these notes: look at each line. foot: [6, 16] furniture:";
        assert!(recipe(&text).contains(expected), "{}", recipe(&text));
        assert!(described(&text).contains("begin on lines 6, 16, as it seems."), "{}", described(&text));
    }

    #[test]
    fn notes_without_pages_end_where_the_text_goes_on() {
        let text = "The school stood by the well1. In the first year\nthirty children came there.\n\n__________\n\
            1 The village register says forty.\n\nIn winter a stove was lit2 in it.\n\n__________\n2 A gift of the mill.\n";
        let expected = "pages: # The feet of pages seem to end before these lines: look at each. at: [{line: 7}] notes: foot";
        assert!(recipe(text).ends_with(expected), "{}", recipe(text));
    }

    #[test]
    fn marks_without_notes_are_absent_notes() {
        let text = "Kənd böyük idi1. Orada çay2 axırdı,\nüstündə isə körpü3 vardı.\n";
        assert!(recipe(text).ends_with("notes: absent"), "{}", recipe(text));
        assert!(recipe(&format!("{text}\u{c}Son.\n")).ends_with("pages: break: form-feed notes: absent"));
        // Numbers that do not count on are others.
        let text = "Evin sahəsi 40 m2, bağın 90 m2, həyətin isə 7 m2 idi.\n";
        assert!(recipe(text).ends_with("notes: none"), "{}", recipe(text));
    }

    #[test]
    fn numbers_of_pages_and_rules_between_sections_are_no_notes() {
        let page =
            |n: u32| format!("{n}\n\nBir gün getdik.\n\n* * * * *\n\nSonra qayıtdıq, evdə qaldıq.\n\u{c}");
        let text: String = (7..12).map(page).collect();
        let expected =
            "pages: break: form-feed first: 7 notes: none furniture: - {line: 1, kind: number of page 7}";
        assert!(recipe(&text).contains(expected), "{}", recipe(&text));
        // Numbers that do not count on, without pages.
        let text: String = (7..12).map(|n| format!("Bir gün getdik.\n\n{}\n\n", n * 9)).collect();
        assert!(recipe(&text).ends_with("pages: lone-numbers: true notes: none"), "{}", recipe(&text));
    }

    #[test]
    fn a_rule_with_no_note_below_it_is_told() {
        let text = pages("__________", "").replace("Qışda", "I\n__________\nQışda");
        let words = described(&text);
        assert!(words.contains("below the rule on line 13: what follows"), "{words}");
        assert!(recipe(&text).contains("notes: foot"), "{}", recipe(&text));
    }

    #[test]
    fn citations_in_the_text_come_before_those_in_notes() {
        let text = pages("__________", "") + &"Getdik [12, s. 5]. ".repeat(4);
        assert!(recipe(&text).ends_with("style: numeric"), "{}", recipe(&text));
        let text = pages("__________", "").replace("s. ", "vərəq ").replace("1999", "orada");
        assert!(!recipe(&text).contains("citations"), "{}", recipe(&text));
    }
}
