//! A letter that a font lost without a trace is put back: `ox` was `çox`, `keirilmək` was `keçirilmək`.
//!
//! A word is read in all the ways in which the letter can have stood in it. Each way has a cost, the negative
//! logarithm of how likely it is: from the lexicon of the language and its suffixes ([`morphology`]), from the
//! words of clean texts, and for words nobody knows from their letters ([`letters`]). Neighbours decide
//! between ways that are both good words ([`context`]). The cheapest way is taken; how much cheaper it is than
//! the next one is how sure we are.

mod context;
mod letters;
mod lexicon;
mod morphology;
mod words;

use std::collections::HashMap;

use context::Context;
use letters::Letters;
use lexicon::Lexicon;
use morphology::Morphology;
use words::{Alphabet, Word};

/// Languages with a lexicon of their own.
const LEXICONS: [(&str, &str); 1] = [("az", include_str!("lexicon/az.txt"))];
/// What a word costs that is in no lexicon and no clean text, beside its letters.
const UNKNOWN: f32 = 9.0;
/// How much cheaper a way must be to be taken when nothing but letters speaks for it.
const MARGIN: f32 = 3.5;
/// Margins are divided by this before they become a confidence: our costs are not quite independent.
const TEMPERATURE: f32 = 1.5;
/// A place left alone is told when the other way is at least so likely.
const DOUBT: f32 = 0.08;
/// The letters of the longest word that is read; longer ones are no words.
const LONGEST: usize = 48;

/// One place where the lost letter may have stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Byte of the text before which the letter stood.
    pub at: usize,
    /// Whether it is put back.
    pub restored: bool,
    /// How sure that is, 0 to 1: of the decision taken.
    pub confidence: f32,
}

/// Puts one lost letter back; see the module.
pub struct Restorer {
    lost: char,
    alphabet: Alphabet,
    morphology: Morphology,
    letters: Letters,
    context: Context,
    /// The words of the clean texts by what is left of them without the letter, with their counts.
    known: HashMap<String, Vec<(String, f32)>>,
    /// All running words of the clean texts.
    total: f32,
}

/// A way in which a word can be read.
#[derive(Clone, Debug)]
struct Reading {
    /// The letters of the damaged word before which the lost letter stands.
    places: Vec<usize>,
    cost: f32,
}

impl Restorer {
    /// A restorer of the small letter `lost` for texts in `lang`, a language tag.
    ///
    /// `clean` are running texts in that language that have the letter. Where we have no lexicon of the
    /// language they are all there is to go by.
    pub fn new(lost: char, lang: &str, clean: &[&str]) -> Restorer {
        let primary = lang.split('-').next().unwrap_or(lang);
        let source = LEXICONS.iter().find(|(tag, _)| *tag == primary).map_or("", |(_, source)| source);
        let lexicon = Lexicon::read(source);
        let alphabet = Alphabet::new(primary);
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut total = 0.0;
        for word in clean.iter().flat_map(|text| words::words(text, &alphabet)) {
            if !word.is_left_alone {
                total += 1.0;
                *counts.entry(word.small).or_default() += 1;
            }
        }
        let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
        counts.sort_unstable();
        let morphology = Morphology::new(lost, &lexicon, &counts);
        let letters = Letters::new(&lexicon, &counts);
        let context = Context::new(lost, &alphabet, &lexicon, clean);
        let mut known: HashMap<String, Vec<(String, f32)>> = HashMap::new();
        for (word, count) in counts {
            known.entry(without(&word, lost)).or_default().push((word, count as f32));
        }
        Restorer { lost, alphabet, morphology, letters, context, known, total }
    }

    /// The places of a paragraph, in order; those that are left alone are told only when there was a doubt.
    ///
    /// The paragraph is already decoded, its line-end hyphens are joined. A paragraph that has the letter has
    /// not lost it and is left as it is.
    pub fn restore(&self, text: &str) -> Vec<Place> {
        if text.contains(self.lost) {
            return Vec::new();
        }
        let words = words::words(text, &self.alphabet);
        let mut places = Vec::new();
        for (i, word) in words.iter().enumerate() {
            if !word.is_left_alone && word.letters.len() <= LONGEST {
                self.decide(&words, i, &mut places);
            }
        }
        places
    }

    fn decide(&self, words: &[Word], i: usize, places: &mut Vec<Place>) {
        let word = &words[i];
        let mut readings = self.readings(word);
        if readings.len() < 2 && readings[0].places.is_empty() {
            return;
        }
        for reading in &mut readings {
            let form = self.form(word, reading);
            reading.cost -= self.context.bonus(words, i, &form);
        }
        readings.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.places.cmp(&b.places)));
        let best = &readings[0];
        let weight = |reading: &Reading| ((best.cost - reading.cost) / TEMPERATURE).exp();
        let all: f32 = readings.iter().map(weight).sum();
        let byte = |letter: usize| word.bytes.get(letter).copied().unwrap_or(word.range.end);
        if !best.places.is_empty() {
            let confidence = 1.0 / all;
            places.extend(best.places.iter().map(|at| Place { at: byte(*at), restored: true, confidence }));
            return;
        }
        let Some(other) = readings.get(1).filter(|other| weight(other) / all >= DOUBT) else { return };
        let confidence = 1.0 / all;
        places.extend(other.places.iter().map(|at| Place { at: byte(*at), restored: false, confidence }));
    }

    /// All ways in which a word can be read, one for each set of places; never empty.
    fn readings(&self, word: &Word) -> Vec<Reading> {
        let mut readings = self.morphology.readings(&word.letters, word.is_capital);
        for (form, count) in self.known.get(&word.small).into_iter().flatten() {
            let cost = (self.total / count).ln();
            keep(&mut readings, Reading { places: difference(&word.letters, form, self.lost), cost });
        }
        if !readings.iter().any(|reading| reading.places.is_empty()) {
            let cost = UNKNOWN + self.letters.cost(&word.letters);
            let is_guess = readings.is_empty() && word.letters.len() > 1;
            keep(&mut readings, Reading { places: Vec::new(), cost });
            if is_guess {
                self.guess(word, &mut readings);
            }
        }
        // The lost letter is a small one: it does not stand before a capital.
        readings.retain(|reading| !(word.is_capital && reading.places.contains(&0)));
        readings
    }

    /// Ways to read a word that nobody knows: the letters alone speak.
    fn guess(&self, word: &Word, readings: &mut Vec<Reading>) {
        let plain = readings[0].cost;
        let mut best = (f32::INFINITY, 0);
        let letters = &word.letters;
        let cost = |places: &[usize]| {
            UNKNOWN + MARGIN * places.len() as f32 + self.letters.cost(&put(letters, places, self.lost))
        };
        for at in 0..=letters.len() {
            let cost = cost(&[at]);
            if cost < best.0 {
                best = (cost, at);
            }
            if cost < plain + 6.0 {
                keep(readings, Reading { places: vec![at], cost });
            }
        }
        if best.0 < plain {
            for at in 0..=letters.len() {
                let places = vec![at.min(best.1), at.max(best.1)];
                let cost = cost(&places);
                if at != best.1 && cost < best.0 {
                    keep(readings, Reading { places, cost });
                }
            }
        }
    }

    fn form(&self, word: &Word, reading: &Reading) -> String {
        put(&word.letters, &reading.places, self.lost).into_iter().collect()
    }
}

/// Adds a reading, or makes the one with the same places cheaper.
fn keep(readings: &mut Vec<Reading>, reading: Reading) {
    match readings.iter_mut().find(|known| known.places == reading.places) {
        Some(known) => known.cost = known.cost.min(reading.cost),
        None => readings.push(reading),
    }
}

/// The letters with the lost one before each of some places.
fn put(letters: &[char], places: &[usize], lost: char) -> Vec<char> {
    let mut form = Vec::with_capacity(letters.len() + places.len());
    for at in 0..=letters.len() {
        form.extend(places.iter().filter(|place| **place == at).map(|_| lost));
        form.extend(letters.get(at));
    }
    form
}

/// The places of the lost letter in a form, as letters of the damaged word.
fn difference(letters: &[char], form: &str, lost: char) -> Vec<usize> {
    let mut at = 0;
    let mut places = Vec::new();
    for letter in form.chars() {
        if letters.get(at) == Some(&letter) {
            at += 1;
        } else if letter == lost {
            places.push(at);
        }
    }
    places
}

fn without(word: &str, lost: char) -> String {
    word.chars().filter(|letter| *letter != lost).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_letter_does_not_stand_before_a_capital() {
        let restorer = Restorer::new('ç', "az", &["Çox adam çayı keçdi, çoxu geri qayıtdı."]);
        let check = |text: &str, expected: &[usize]| {
            let restored = restorer.restore(text).into_iter().filter(|place| place.restored);
            assert_eq!(restored.map(|place| place.at).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Onların oxu qayıtdı.", &[9]);
        check("Alışdı.", &[]);
    }
}
