//! Notes at the feet of pages: found, told apart, tied to their marks.

use super::line::{Row, is_digit, number_of};
use super::paragraph::{Passage, PassageKind, Words, add};
use super::recipe::Recipe;
use super::trace::Traced;

/// The notes of a file, in their order.
///
/// What stands before the first number of a page continues the last note of the page before where that had not
/// ended. Else it is a note that lost its number: the one that is missing there, or, where none is missing, one
/// that had no number or lost its mark, too.
#[must_use]
pub fn notes(rows: &[Row], words: &Words, recipe: &Recipe) -> Vec<Passage> {
    let mut notes: Vec<Passage> = Vec::new();
    let (mut last, mut unnumbered) = (0, 0);
    // Which count it is, where numbers begin again: what stands before the number in the labels of the marks.
    let mut count = String::new();
    for Foot { marks, rows: foot } in feet(rows) {
        let mut on_page = false;
        for (index, row) in foot.iter().enumerate() {
            let numbered = leading_number(row);
            if numbered.is_some_and(|(number, _)| number == 1)
                && let Some(next) = marks.iter().find_map(|mark| new_count(mark, &count))
            {
                (count, last) = (next, 0);
            }
            // The first note of a file that begins in the middle has any number that a mark of its page has.
            let is_first = |number| last == 0 && marks.iter().any(|mark| number_of(mark) == number);
            let counts_on = |number| (last + 1..=last + 2).contains(&number) || is_first(number);
            if let Some((number, at)) = numbered.filter(|(number, _)| counts_on(*number)) {
                // The label is as it stands in the file; its digits come from there, too.
                notes.push(note(&format!("{count}{number}"), row, recipe));
                let mut rest = (*row).clone();
                rest.text = row.text.slice(at..row.text.as_str().len());
                append(&mut notes, &rest, words, recipe);
                last = number;
            } else if !on_page && number_is_lost(&foot[index..], last) {
                last += 1;
                notes.push(note(&format!("{count}{last}"), row, recipe));
                append(&mut notes, row, words, recipe);
            } else if !on_page && notes.last().is_none_or(ended) {
                unnumbered += 1;
                notes.push(note(&format!("{UNNUMBERED}{unnumbered}"), row, recipe));
                append(&mut notes, row, words, recipe);
            } else {
                append(&mut notes, row, words, recipe);
            }
            on_page = true;
        }
    }
    notes
}

/// What the labels of notes without a number begin with.
const UNNUMBERED: &str = "x";

/// Whether a note is whole, as far as its last words tell.
fn ended(note: &Passage) -> bool {
    note.text.as_str().ends_with(['.', '!', '?', ')', '»', '”'])
}

/// The foot of a page.
#[derive(Default)]
struct Foot<'a> {
    /// The labels of the marks of the page, in order.
    marks: Vec<&'a str>,
    rows: Vec<&'a Row>,
}

/// The rows at the foot of each page.
fn feet(rows: &[Row]) -> Vec<Foot<'_>> {
    let mut feet: Vec<Foot<'_>> = Vec::new();
    let mut marks: Vec<&str> = Vec::new();
    let mut open = false;
    for row in rows {
        if row.page.is_some() {
            marks.clear();
        }
        marks.extend(row.marks.iter().map(|(_, label)| label.as_str()));
        if row.foot && !open {
            feet.push(Foot { marks: std::mem::take(&mut marks), rows: Vec::new() });
        }
        open = row.foot;
        if open {
            feet.last_mut().expect("just opened").rows.push(row);
        }
    }
    feet
}

/// What stands before the number of a mark that begins another count than this one.
fn new_count(mark: &str, count: &str) -> Option<String> {
    let (before, number) = mark.rsplit_once('-')?;
    let before = format!("{before}-");
    (number_of(number) == 1 && before != count).then_some(before)
}

/// Finds the notes at the feet of pages that no rule stands above: rows behind the last mark of the page that begin
/// with the numbers of its marks, in order, the first of them being the first.
pub(super) fn find_feet(rows: &mut [Row]) {
    let mut start = 0;
    while start < rows.len() {
        let next = rows[start + 1..].iter().position(|row| row.page.is_some());
        let end = next.map_or(rows.len(), |next| start + 1 + next);
        let page = &mut rows[start..end];
        if let Some(foot) = foot_of(page) {
            page[foot..].iter_mut().for_each(|row| row.foot = true);
        }
        start = end;
    }
}

/// The first row of the notes of a page that has marks and no rule.
fn foot_of(page: &[Row]) -> Option<usize> {
    if page.iter().any(|row| row.foot) {
        return None;
    }
    let marks: Vec<u32> =
        page.iter().flat_map(|row| &row.marks).map(|(_, label)| number_of(label.as_str())).collect();
    let behind = page.iter().rposition(|row| !row.marks.is_empty())? + 1;
    let begins = |row: &Row, number: u32| leading_number(row).is_some_and(|(found, _)| found == number);
    let all_follow = |from: usize| {
        let mut rest = page[from..].iter();
        marks.iter().all(|number| rest.any(|row| begins(row, *number)))
    };
    (behind..page.len()).rev().find(|at| begins(&page[*at], marks[0]) && all_follow(*at))
}

/// The number a row begins with, and where its words begin: `39 General`, `39. General`, `39) General`.
fn leading_number(row: &Row) -> Option<(u32, usize)> {
    let text = row.text.as_str();
    let rest = text.trim_start_matches(is_digit);
    let digits = &text[..text.len() - rest.len()];
    if digits.is_empty() || digits.chars().count() > 3 {
        return None;
    }
    let signed = rest.strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' '));
    let rest = signed.unwrap_or(rest).trim_start();
    let follows = rest.chars().next().is_none_or(|c| c.is_alphabetic() || matches!(c, '"' | '«' | '“' | '('));
    follows.then_some((number_of(digits), text.len() - rest.len()))
}

/// Whether the rows of a page begin with a note that lost its number: the first numbered one is not the next.
fn number_is_lost(rows: &[&Row], last: u32) -> bool {
    let first = rows.iter().skip(1).find_map(|row| leading_number(row).filter(|(number, _)| *number > last));
    first.is_some_and(|(number, _)| number == last + 2)
}

fn note(label: &str, row: &Row, recipe: &Recipe) -> Passage {
    Passage {
        kind: PassageKind::Note(label.to_owned()),
        lang: recipe.lang_at(row.line).map(ToOwned::to_owned),
        text: Traced::default(),
        signs: Vec::new(),
        line: row.line,
    }
}

fn append(notes: &mut [Passage], row: &Row, words: &Words, recipe: &Recipe) {
    let note = notes.last_mut().expect("a note was begun");
    if !row.text.is_empty() {
        // The foot of a page is no page of its own.
        let row = Row { page: None, ..row.clone() };
        add(note, &row, words, recipe.lines.hyphens);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foot(text: &str) -> Row {
        let mut traced = Traced::default();
        text.char_indices().for_each(|(at, c)| traced.push(c, at as u32));
        Row { text: traced, foot: true, ..Row::default() }
    }

    #[test]
    fn a_row_may_begin_with_a_number() {
        let check =
            |text: &str, expected: Option<(u32, usize)>| assert_eq!(leading_number(&foot(text)), expected);
        check("39 General", Some((39, 3)));
        check("1", Some((1, 1)));
        check("51V. Ünüvar", Some((51, 2)));
        check("1920-ci ildə", None);
        check("12, 14.", None);
        check("12. General", Some((12, 4)));
        check("¹² General", Some((12, 5)));
        check("1.5 metr", None);
        check("Bakı", None);
    }
}
