//! What the words around a word tell about it.

use std::collections::HashSet;

use super::lexicon::{Hint, Lexicon, Pattern, Side};
use super::without;
use super::words::{self, Alphabet, Word};

/// How far a neighbour may stand.
const FAR: usize = 3;
/// What it takes off the cost of a form that it stood beside the same neighbour in a clean text.
const SEEN: f32 = 1.2;

/// Neighbours that the lexicon names and those of the clean texts.
pub(super) struct Context {
    /// The hints, their neighbours without the lost letter.
    hints: Vec<Hint>,
    /// Words of the clean texts beside each other; the neighbour is without the lost letter.
    before: HashSet<(String, String)>,
    behind: HashSet<(String, String)>,
}

impl Context {
    /// The context of a lexicon and of running texts.
    pub(super) fn new(lost: char, alphabet: &Alphabet, lexicon: &Lexicon, clean: &[&str]) -> Context {
        let hints = lexicon.hints.iter().map(|hint| damaged(hint, lost)).collect();
        let mut context = Context { hints, before: HashSet::new(), behind: HashSet::new() };
        for text in clean {
            for pair in words::words(text, alphabet).windows(2).filter(|pair| !pair[1].is_after_stop) {
                let (left, right) = (&pair[0].small, &pair[1].small);
                context.before.insert((without(left, lost), right.clone()));
                context.behind.insert((without(right, lost), left.clone()));
            }
        }
        context
    }

    /// How much likelier its neighbours make a form of a word.
    pub(super) fn bonus(&self, words: &[Word], at: usize, form: &str) -> f32 {
        let hints = self.hints.iter().filter(|hint| fits(&hint.form, Some(form)));
        let hinted: f32 = hints.filter(|hint| is_near(hint, words, at)).map(|hint| hint.bonus).sum();
        let seen = |pairs: &HashSet<(String, String)>, neighbour: Option<&Word>| {
            neighbour.is_some_and(|word| pairs.contains(&(word.small.clone(), form.to_owned())))
        };
        let before = seen(&self.before, before(words, at, 1));
        let behind = seen(&self.behind, behind(words, at, 1));
        hinted + SEEN * (f32::from(u8::from(before)) + f32::from(u8::from(behind)))
    }
}

fn is_near(hint: &Hint, words: &[Word], at: usize) -> bool {
    let is_neighbour = |word: Option<&Word>| {
        let text = word.map(|word| word.small.as_str());
        hint.neighbours.iter().any(|pattern| fits(pattern, text))
    };
    match hint.side {
        Side::Before => is_neighbour(before(words, at, 1)),
        Side::Behind => is_neighbour(behind(words, at, 1)),
        Side::Left => (1..=FAR).any(|far| is_neighbour(before(words, at, far))),
        Side::Right => (1..=FAR).any(|far| is_neighbour(behind(words, at, far))),
    }
}

/// The word so far before another one in the same sentence.
fn before(words: &[Word], at: usize, far: usize) -> Option<&Word> {
    let start = at.checked_sub(far)?;
    let is_one = words[start + 1..=at].iter().all(|word| !word.is_after_stop);
    is_one.then(|| &words[start])
}

fn behind(words: &[Word], at: usize, far: usize) -> Option<&Word> {
    let end = words.get(at + 1..=at + far)?;
    end.iter().all(|word| !word.is_after_stop).then(|| end.last())?
}

fn fits(pattern: &Pattern, word: Option<&str>) -> bool {
    match (pattern, word) {
        (Pattern::Stop, None) => true,
        (_, None) | (Pattern::Stop, _) => false,
        (Pattern::Whole(whole), Some(word)) => word == whole,
        (Pattern::Begins(begin), Some(word)) => word.starts_with(begin.as_str()),
        (Pattern::Ends(end), Some(word)) => word.ends_with(end.as_str()),
        (Pattern::Figure, Some(word)) => word.starts_with(|letter: char| letter.is_ascii_digit()),
    }
}

/// A hint whose neighbours have lost the letter, as those in the text have.
fn damaged(hint: &Hint, lost: char) -> Hint {
    let damage = |pattern: &Pattern| match pattern {
        Pattern::Whole(text) => Pattern::Whole(without(text, lost)),
        Pattern::Begins(text) => Pattern::Begins(without(text, lost)),
        Pattern::Ends(text) => Pattern::Ends(without(text, lost)),
        other => other.clone(),
    };
    Hint {
        form: hint.form.clone(),
        side: hint.side,
        neighbours: hint.neighbours.iter().map(damage).collect(),
        bonus: hint.bonus,
    }
}
