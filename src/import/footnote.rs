//! Notes at the feet of pages: found, told apart, tied to their marks.

use super::line::{Row, number_of};
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
    let feet = feet(rows);
    for foot in feet {
        let mut on_page = false;
        for (index, row) in foot.iter().enumerate() {
            let numbered = leading_number(row).filter(|(number, _)| (last + 1..=last + 2).contains(number));
            if let Some((number, at)) = numbered {
                // The label is as it stands in the file; its digits come from there, too.
                notes.push(note(number, row, recipe));
                let mut rest = (*row).clone();
                rest.text = row.text.slice(at..row.text.as_str().len());
                append(&mut notes, &rest, words, recipe);
                last = number;
            } else if !on_page && number_is_lost(&foot[index..], last) {
                last += 1;
                notes.push(note(last, row, recipe));
                append(&mut notes, row, words, recipe);
            } else if !on_page && notes.last().is_none_or(ended) {
                unnumbered += 1;
                notes.push(Passage {
                    kind: PassageKind::Note(format!("{UNNUMBERED}{unnumbered}")),
                    ..note(0, row, recipe)
                });
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

/// The rows at the foot of each page.
fn feet(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut feet: Vec<Vec<&Row>> = Vec::new();
    let mut open = false;
    for row in rows {
        if row.foot && !open {
            feet.push(Vec::new());
        }
        open = row.foot;
        if open {
            feet.last_mut().expect("just opened").push(row);
        }
    }
    feet
}

/// The number a row begins with, and where its words begin.
fn leading_number(row: &Row) -> Option<(u32, usize)> {
    let text = row.text.as_str();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 3 {
        return None;
    }
    let rest = text[digits..].trim_start();
    let follows = rest.chars().next().is_none_or(|c| c.is_alphabetic() || matches!(c, '"' | '«' | '“' | '('));
    follows.then_some((number_of(&text[..digits]), text.len() - rest.len()))
}

/// Whether the rows of a page begin with a note that lost its number: the first numbered one is not the next.
fn number_is_lost(rows: &[&Row], last: u32) -> bool {
    let first = rows.iter().skip(1).find_map(|row| leading_number(row).filter(|(number, _)| *number > last));
    first.is_some_and(|(number, _)| number == last + 2)
}

fn note(number: u32, row: &Row, recipe: &Recipe) -> Passage {
    Passage {
        kind: PassageKind::Note(number.to_string()),
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
        check("Bakı", None);
    }
}
