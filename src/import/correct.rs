//! What is changed in a passage: decisions of the editor, letters put back, faults of character recognition.

use super::LineIndex;
use super::lost::Place;
use super::paragraph::{Passage, Words};
use super::recipe::{Decision, Recipe};
use std::ops::Range;

/// A change, or a place left alone with a doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The bytes of the passage's text that are replaced; empty where something is put in.
    pub range: Range<usize>,
    /// What takes their place; the same words where the place is left alone.
    pub with: String,
    /// What kind of change it is.
    pub kind: EditKind,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditKind {
    /// An editor decided it in the recipe.
    Decided,
    /// A letter that the font lost is put back.
    Lost,
    /// A letter may have been lost here; nothing was put back.
    Left,
    /// A fault of character recognition is corrected: the text keeps what the file says as a reading.
    Recognition,
    /// A fault of character recognition is likely; nothing was changed.
    Suspected,
}

impl Edit {
    /// A place where a letter was lost.
    #[must_use]
    pub fn letter(letter: char, place: &Place) -> Edit {
        Edit {
            range: place.at..place.at,
            with: if place.restored { letter.to_string() } else { String::new() },
            kind: if place.restored { EditKind::Lost } else { EditKind::Left },
            confidence: place.confidence,
        }
    }

    /// Whether it changes the text.
    #[must_use]
    pub fn changes(&self) -> bool {
        !matches!(self.kind, EditKind::Left | EditKind::Suspected)
    }

    /// Whether readers are shown what the file says.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        matches!(self.kind, EditKind::Recognition)
    }
}

/// What the recipe decides about places of a passage: each with the number of the decision.
#[must_use]
pub fn decided(passage: &Passage, recipe: &Recipe, lines: &LineIndex) -> Vec<(usize, Edit)> {
    let text = passage.text.as_str();
    let Some(first) = passage.text.origin(0).map(|at| lines.line(at)) else { return Vec::new() };
    let last = passage.text.origins().last().map_or(first, |at| lines.line(at));
    let mut edits = Vec::new();
    let here = |decision: &&Decision| (first..=last).contains(&decision.line);
    for (number, decision) in recipe.decisions.iter().enumerate().filter(|(_, decision)| here(decision)) {
        let here = |at: usize| passage.text.origin(at).is_some_and(|at| lines.line(at) == decision.line);
        let found = text.match_indices(&decision.reads).filter(|(at, _)| here(*at));
        for (nth, (at, _)) in (1..).zip(found) {
            if decision.nth == 0 || decision.nth == nth {
                let range = at..at + decision.reads.len();
                let (with, kind) = (decision.is.clone(), EditKind::Decided);
                edits.push((number, Edit { range, with, kind, confidence: 1.0 }));
            }
        }
    }
    edits
}

/// Faults of character recognition that a rule is sure of, or suspects.
#[must_use]
pub fn by_rule(text: &str, lang: &str, known: &Words) -> Vec<Edit> {
    if !matches!(lang, "az" | "tr") {
        return Vec::new();
    }
    let words: Vec<(usize, &str)> = words(text).collect();
    let mut edits: Vec<Edit> = words.iter().filter_map(|(at, word)| dotless(*at, word)).collect();
    let pairs = words.windows(2).filter(|pair| text[pair[0].0 + pair[0].1.len()..pair[1].0] == *" ");
    // One letter alone may be the end of an ending (`AK(b)P-n in`), but not of a word.
    let pairs = pairs.filter(|pair| pair[0].1.chars().count() > 1 || text[..pair[0].0].ends_with('-'));
    edits.extend(pairs.filter_map(|pair| split_word(pair[0], pair[1], known)));
    edits
}

/// The words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphabetic()).filter_map(move |word| {
        let here = at;
        at += word.len();
        // The separator is the next character of the text.
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((here, word))
    })
}

/// `fı` for `fi`: the joined letters of a book face lose their dot. Vowels agree in Azerbaijani and Turkish, so
/// it is sure behind a front vowel, and where one follows.
fn dotless(at: usize, word: &str) -> Option<Edit> {
    let place = word.find("fı")?;
    let front = |c: char| matches!(c, 'ə' | 'e' | 'i' | 'ö' | 'ü' | 'Ə' | 'E' | 'İ' | 'Ö' | 'Ü');
    let vowel = |c: char| front(c) || matches!(c, 'a' | 'ı' | 'o' | 'u' | 'A' | 'I' | 'O' | 'U');
    let before = word[..place].chars().rev().find(|c| vowel(*c));
    let behind = word[place + "fı".len()..].chars().find(|c| vowel(*c));
    let confidence = match (before.map(front), behind.map(front)) {
        (Some(true), _) => 0.99,
        (_, Some(true)) => 0.95,
        _ => return None,
    };
    let dot = at + place + 1;
    let range = dot..dot + 'ı'.len_utf8();
    Some(Edit { range, with: "i".to_owned(), kind: EditKind::Recognition, confidence })
}

/// `edird i` for `edirdi`: a space inside a word.
///
/// It is sure where the whole stands elsewhere in the file and one half is no word there. Where the whole is not
/// known, an ending behind what is no word is joined to it, and one or two letters alone are suspected.
fn split_word((at, left): (usize, &str), (_, right): (usize, &str), known: &Words) -> Option<Edit> {
    if !right.starts_with(char::is_lowercase) {
        return None;
    }
    let ending = ENDINGS.contains(&right);
    let (whole, left_small) = (format!("{left}{right}").to_lowercase(), left.to_lowercase());
    let stray = left.chars().count() > 1 && known.count(&left_small) <= 1;
    let is_word = known.count(&whole) > 0;
    let confidence = match (is_word, stray, ending) {
        (true, true, _) => 0.98,
        (true, false, true) => 0.95,
        (false, true, true) if agrees(left, right) => 0.9,
        _ => 0.0,
    };
    let space = at + left.len()..at + left.len() + 1;
    if confidence > 0.0 {
        return Some(Edit { range: space, with: String::new(), kind: EditKind::Recognition, confidence });
    }
    // One letter, or two without a vowel, are no word (but `o`, "he").
    let short = right.chars().count() <= 2 && right != "o";
    let fragment = short && (right.chars().count() == 1 || !right.contains(is_vowel));
    let suspected = Edit { range: space, with: " ".to_owned(), kind: EditKind::Suspected, confidence: 0.5 };
    (stray && fragment).then_some(suspected)
}

fn is_vowel(letter: char) -> bool {
    "aıouəeiöü".contains(letter)
}

/// Whether one vowel is the ending of a word by vowel harmony: `edird i`, not `dokumentov i`.
fn agrees(left: &str, right: &str) -> bool {
    let last = left.chars().rev().find(|c| is_vowel(*c));
    let consonant = !left.ends_with(is_vowel);
    consonant
        && match right {
            "i" | "ir" => matches!(last, Some('ə' | 'e' | 'i')),
            "ı" | "ır" => matches!(last, Some('a' | 'ı')),
            "u" => matches!(last, Some('o' | 'u')),
            _ => false,
        }
}

/// Endings of Azerbaijani and Turkish that are no words when they stand alone.
const ENDINGS: [&str; 15] =
    ["i", "ı", "u", "n", "in", "ın", "nin", "nın", "nun", "nün", "inin", "ının", "lər", "ir", "ır"];

/// A text with faults of recognition corrected, and the way back to the text as it was.
#[derive(Debug)]
pub struct Corrected {
    /// The corrected text.
    pub text: String,
    /// Where a piece begins in the corrected text, and where in the other.
    pieces: Vec<(usize, usize)>,
}

impl Corrected {
    /// Makes those of the edits that correct faults of recognition.
    #[must_use]
    pub fn new(text: &str, edits: &[Edit]) -> Corrected {
        let mut edits: Vec<&Edit> = edits.iter().filter(|edit| edit.is_reading()).collect();
        edits.sort_by_key(|edit| edit.range.start);
        let mut corrected = Corrected { text: String::with_capacity(text.len()), pieces: vec![(0, 0)] };
        let mut at = 0;
        for edit in edits {
            if edit.range.start < at {
                continue;
            }
            corrected.text.push_str(&text[at..edit.range.start]);
            corrected.text.push_str(&edit.with);
            at = edit.range.end;
            corrected.pieces.push((corrected.text.len(), at));
        }
        corrected.text.push_str(&text[at..]);
        corrected
    }

    /// The byte of the other text for one of the corrected text.
    #[must_use]
    pub fn back(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(start, _)| *start <= at) - 1;
        let (start, old) = self.pieces[piece];
        old + (at - start)
    }
}

/// Puts edits in order; where two want one place the first of these wins: decided, put back, corrected.
#[must_use]
pub fn settle(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.kind);
    let mut settled: Vec<Edit> = Vec::new();
    for edit in edits {
        let free = settled.iter().all(|other| {
            let touch = edit.range.end == other.range.start || other.range.end == edit.range.start;
            let apart = edit.range.end <= other.range.start || other.range.end <= edit.range.start;
            // What is put in right beside something that is replaced belongs to it.
            apart && (!touch || (!edit.range.is_empty() && !other.range.is_empty()))
        });
        if free {
            settled.push(edit);
        }
    }
    settled.sort_by_key(|edit| (edit.range.start, edit.range.end));
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(text: &str, edits: &[Edit]) -> String {
        let mut out = String::new();
        let mut at = 0;
        for edit in edits.iter().filter(|edit| edit.changes()) {
            out.push_str(&text[at..edit.range.start]);
            out.push_str(&edit.with);
            at = edit.range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn the_joined_letters_get_their_dot_back() {
        let check = |text: &str, expected: &str| {
            assert_eq!(applied(text, &settle(by_rule(text, "az", &Words::default()))), expected);
        };
        check("Onun tərəfındən deyilib.", "Onun tərəfindən deyilib.");
        check("Mühafızə olunur.", "Mühafizə olunur.");
        check("Tarafın rəyi.", "Tarafın rəyi.");
        check("Sinfı birlik", "Sinfi birlik");
    }

    #[test]
    fn a_word_with_a_space_in_it_is_one_word() {
        let known = Words::among(["edirdi", "edirdi", "bu", "da"]);
        let check = |text: &str, expected: &str| {
            assert_eq!(applied(text, &settle(by_rule(text, "az", &known))), expected);
        };
        check("Belə edird i.", "Belə edirdi.");
        check("Belə edirdi, bu da o.", "Belə edirdi, bu da o.");
        check("Qalmaqd a idi.", "Qalmaqd a idi.");
        let kinds = by_rule("Qalmaqd a idi.", "az", &known);
        assert_eq!(kinds.iter().map(|edit| edit.kind).collect::<Vec<_>>(), [EditKind::Suspected]);
    }

    #[test]
    fn what_is_decided_wins() {
        let edit =
            |range: Range<usize>, with: &str, kind| Edit { range, with: with.into(), kind, confidence: 1.0 };
        let settled = settle(vec![
            edit(3..3, "ç", EditKind::Lost),
            edit(2..6, "alış", EditKind::Decided),
            edit(9..9, "ç", EditKind::Lost),
        ]);
        assert_eq!(
            settled.iter().map(|edit| edit.kind).collect::<Vec<_>>(),
            [EditKind::Decided, EditKind::Lost]
        );
        let side_by_side =
            settle(vec![edit(2..6, "alış", EditKind::Decided), edit(6..9, "dı", EditKind::Decided)]);
        assert_eq!(side_by_side.len(), 2);
    }
}
