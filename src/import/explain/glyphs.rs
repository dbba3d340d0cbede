//! Characters that do not belong, and what they stand for.
//!
//! Each letter of the language is tried in the place of an odd character: how many words become known words,
//! how well it goes with the letters beside it, whether vowels agree, whether the letter is missing otherwise.

use super::language::{EDGE, Language, is_front};
use std::collections::{BTreeMap, BTreeSet};

/// An odd character of a file.
pub(super) struct Glyph {
    /// The character.
    pub character: char,
    /// How often it stands.
    pub count: usize,
    /// What it stands for.
    pub stands: Stands,
}

/// What an odd character stands for: a letter, and how many words become known words with it.
pub(super) enum Stands {
    /// A letter, by far the best.
    For(char, usize),
    /// A letter, but another is nearly as good.
    Perhaps(char, usize, char),
    /// It does not stand in words, or too seldom.
    NotTold(&'static str),
}

impl Glyph {
    /// The letter for which it stands.
    pub(super) fn letter(&self) -> Option<char> {
        match self.stands {
            Stands::For(letter, _) | Stands::Perhaps(letter, ..) => Some(letter),
            Stands::NotTold(_) => None,
        }
    }

    /// What it stands for, in words.
    pub(super) fn words(&self) -> String {
        match self.stands {
            Stands::For(letter, known) => format!("{letter} ({known} words become known words)"),
            Stands::Perhaps(letter, known, other) => {
                format!("perhaps {letter} ({known} words become known words), or else {other}")
            }
            Stands::NotTold(why) => format!("not told: {why}"),
        }
    }
}

/// The characters of a text that do not belong.
pub(super) fn odd(text: &str) -> BTreeSet<char> {
    let mut found: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // Two odd signs may stand side by side in a word.
        let inside = in_word(before) && characters.peek().is_some_and(|next| in_word(*next));
        before = character;
        if !character.is_ascii_alphanumeric() && !character.is_whitespace() {
            let (all, inner) = found.entry(character).or_default();
            *all += 1;
            *inner += usize::from(inside);
        }
    }
    let odd = |(character, (all, inner)): (char, (usize, usize))| {
        let sign_in_words =
            !character.is_alphabetic() && !JOINS.contains(character) && inner > 2 && inner * 4 > all;
        (!expected(character) || sign_in_words).then_some(character)
    };
    found.into_iter().filter_map(odd).collect()
}

/// Whether a character is a letter, or a sign that may be one come out wrong.
fn in_word(character: char) -> bool {
    !character.is_whitespace() && !character.is_numeric() && !JOINS.contains(character)
}

/// Signs that may stand between two letters.
const JOINS: &str = ".,;:!?()[]-–—'’‘\"“”„«»/&\u{ad}…@_";

/// Whether a character is a letter or sign of Azerbaijani, Turkish, Russian or English texts.
fn expected(character: char) -> bool {
    let signs = "§№%°+=*<>|{}#$€^~\\`•·×\u{a0}";
    let cyrillic = "ЁёӘәҒғҜҝӨөҮүҺһҸҹЈј";
    (character.is_ascii() && !character.is_control())
        || ('А'..='я').contains(&character)
        || "əƏıİöÖüÜğĞşŞçÇâÂîÎûÛ".contains(character)
        || cyrillic.contains(character)
        || JOINS.contains(character)
        || signs.contains(character)
}

/// So many odd characters come out of no font: more are another script.
pub(super) const MOST: usize = 200;
/// Fewer places do not tell.
const ENOUGH: usize = 2;
/// So many places tell although no word becomes a known one.
const MANY: usize = 4;
/// So many different words are looked at for one character, and for all together.
const WORDS: usize = 800;
const WORDS_IN_ALL: usize = 16_000;
/// By how much a letter must be better than the next to be sure of.
const MARGIN: f32 = 0.5;
/// By how much it must be better than no letter at all to be told: a letter in its place is usual.
const WORST: f32 = -7.5;
/// What it counts when all words become known ones.
const KNOWN: f32 = 8.0;
/// What it counts against a letter that stands in the text already, as often as it should.
const PRESENT: f32 = 4.0;
/// So many small letters stand for one capital, at most.
const SMALL_PER_CAPITAL: f32 = 60.0;

/// The odd characters of a text, the commonest first.
pub(super) fn explain(text: &str, odd: &BTreeSet<char>, language: Option<&Language>) -> Vec<Glyph> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    text.chars().filter(|c| odd.contains(c)).for_each(|c| *counts.entry(c).or_default() += 1);
    let mut counts: Vec<(char, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(character, count)| (std::cmp::Reverse(*count), *character));
    let guesser = language.map(|language| Guesser::new(text, odd, language));
    let mut guesses: BTreeMap<char, char> = BTreeMap::new();
    let mut stands: BTreeMap<char, Stands> = BTreeMap::new();
    // What one stands for helps with the next, and those after it with the first.
    for _ in 0..3 {
        for (character, _) in &counts {
            let told =
                guesser.as_ref().map_or(Stands::NotTold("nothing is known of the language"), |guesser| {
                    guesser.guess(*character, &guesses)
                });
            guesses.remove(character);
            if let Stands::For(letter, _) | Stands::Perhaps(letter, ..) = told {
                guesses.insert(*character, letter);
            }
            stands.insert(*character, told);
        }
    }
    let glyph = |(character, count)| {
        let stands = stands.remove(&character).unwrap_or(Stands::NotTold(""));
        Glyph { character, count, stands }
    };
    counts.into_iter().map(glyph).collect()
}

/// Tries letters in the place of odd characters.
struct Guesser<'a> {
    language: &'a Language,
    /// The different words with odd characters, the commonest first.
    words: Vec<(Vec<char>, usize)>,
    /// For each odd character the first words that have it, by their places in `words`.
    with: BTreeMap<char, Vec<usize>>,
    odd: &'a BTreeSet<char>,
    /// How often each character stands in the words of the text.
    found: BTreeMap<char, usize>,
    /// All letters of the text.
    letters: usize,
}

impl<'a> Guesser<'a> {
    fn new(text: &str, odd: &'a BTreeSet<char>, language: &'a Language) -> Guesser<'a> {
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        let mut found: BTreeMap<char, usize> = BTreeMap::new();
        let mut letters = 0;
        for word in text.split(|c: char| !c.is_alphabetic() && !odd.contains(&c)) {
            for letter in word.chars() {
                *found.entry(letter).or_default() += 1;
                letters += 1;
            }
            if word.contains(|c| odd.contains(&c)) {
                *words.entry(word).or_default() += 1;
            }
        }
        let mut words: Vec<(&str, usize)> = words.into_iter().collect();
        words.sort_by_key(|(word, count)| (std::cmp::Reverse(*count), *word));
        let words: Vec<(Vec<char>, usize)> =
            words.into_iter().map(|(word, count)| (word.chars().collect(), count)).collect();
        let with = by_character(&words, odd);
        Guesser { language, words, with, odd, found, letters }
    }

    fn guess(&self, character: char, guesses: &BTreeMap<char, char>) -> Stands {
        let with = self.with.get(&character).into_iter().flatten();
        let words: Vec<&(Vec<char>, usize)> = with.map(|place| &self.words[*place]).collect();
        let places: usize = words.iter().map(|(_, count)| count).sum();
        if places < ENOUGH {
            return Stands::NotTold(if places == 0 {
                "it stands in no word"
            } else {
                "it stands in too few words"
            });
        }
        let is_capital = self.is_capital(character, &words);
        let letters = self.language.letters.keys();
        let cased = letters.map(|letter| if is_capital { self.language.capital(*letter) } else { *letter });
        let tried = cased.map(|letter| (self.score(character, letter, &words, guesses), letter));
        let mut scores: Vec<((f32, usize), char)> = tried.collect();
        scores.sort_by(|a, b| b.0.0.total_cmp(&a.0.0).then(a.1.cmp(&b.1)));
        let [((best, known), letter), ((next, _), other), ..] = scores[..] else {
            return Stands::NotTold("nothing is known of the language");
        };
        match (best - next >= MARGIN, known) {
            _ if best < WORST => Stands::NotTold("no letter goes with its neighbours"),
            (true, 1..) => Stands::For(letter, known),
            (false, 1..) if places >= MANY => Stands::Perhaps(letter, known, other),
            (false, 1..) => Stands::NotTold("it stands in too few words"),
            (true, 0) if places >= MANY => Stands::Perhaps(letter, 0, other),
            (_, 0) => Stands::NotTold("no word becomes a known word"),
        }
    }

    /// How good `letter` is in the place of `character`, and how many words become known words.
    fn score(
        &self,
        character: char,
        letter: char,
        words: &[&(Vec<char>, usize)],
        guesses: &BTreeMap<char, char>,
    ) -> (f32, usize) {
        let small = self.language.small(letter);
        let (mut fit, mut known, mut all, mut known_words) = (0.0, 0.0, 0.0, 0);
        for (word, count) in words {
            let read: Vec<Option<char>> =
                word.iter().map(|c| self.read(*c, character, small, guesses)).collect();
            let weight = (1.0 + *count as f32).ln();
            let whole: Option<String> = read.iter().copied().collect();
            if whole.is_some_and(|whole| self.language.knows(&whole)) {
                known += weight;
                known_words += count;
            }
            let places: Vec<usize> = (0..word.len()).filter(|at| word[*at] == character).collect();
            let sum: f32 = places.iter().map(|at| self.fit(&read, *at, small)).sum();
            fit += weight * sum / places.len() as f32;
            all += weight;
        }
        let penalty = PRESENT * self.presence(character, letter, guesses);
        (fit / all + KNOWN * known / all - penalty, known_words)
    }

    /// Whether a letter stands in the text as often as it should, 0 to 1, without `character`.
    fn presence(&self, character: char, letter: char, guesses: &BTreeMap<char, char>) -> f32 {
        let small = self.language.small(letter);
        let usual = self.language.letters.get(&small).copied().unwrap_or(1) * self.letters;
        let expected = usual as f32 / if small == letter { 1000.0 } else { 1000.0 * SMALL_PER_CAPITAL };
        let count = |c: &char| self.found.get(c).copied().unwrap_or(0);
        let others = guesses.iter().filter(|(other, guess)| **guess == letter && **other != character);
        let found = count(&letter) + others.map(|(other, _)| count(other)).sum::<usize>();
        (found as f32 / expected.max(1.0)).min(1.0)
    }

    /// A character of a word as it is read; nothing where that is not known.
    fn read(&self, c: char, tried: char, letter: char, guesses: &BTreeMap<char, char>) -> Option<char> {
        if c == tried {
            return Some(letter);
        }
        match self.odd.contains(&c) {
            true => guesses.get(&c).map(|guess| self.language.small(*guess)),
            false => Some(self.language.small(c)),
        }
    }

    /// How well a letter goes with those beside it, and a vowel with those of the word.
    fn fit(&self, word: &[Option<char>], at: usize, letter: char) -> f32 {
        let before = if at == 0 { Some(EDGE) } else { word[at - 1] };
        let behind = word.get(at + 1).copied().unwrap_or(Some(EDGE));
        // Where a neighbour is not known, the letter counts as it stands anywhere.
        let mut fit = self.language.follows(before.unwrap_or('?'), letter);
        fit += behind.map_or(-3.0, |behind| self.language.follows(letter, behind));
        let vowel = |c: &char| is_front(*c).is_some();
        let earlier = word[..at].iter().rev().flatten().find(|c| vowel(c));
        let later = word[at + 1..].iter().flatten().find(|c| vowel(c));
        fit + [earlier, later]
            .into_iter()
            .flatten()
            .map(|other| self.language.agreement(letter, *other))
            .sum::<f32>()
    }

    /// Whether a character stands where capitals do: hardly ever behind a small letter.
    fn is_capital(&self, character: char, words: &[&(Vec<char>, usize)]) -> bool {
        let (mut small, mut all) = (0, 0);
        for (word, count) in words {
            for at in (0..word.len()).filter(|at| word[*at] == character) {
                all += count;
                let before = at.checked_sub(1).map(|before| word[before]);
                small += if before.is_some_and(|c| c.is_lowercase() && !self.odd.contains(&c)) {
                    *count
                } else {
                    0
                };
            }
        }
        small * 12 < all
    }
}

/// For each odd character the places of the first words of several letters that have it.
fn by_character(words: &[(Vec<char>, usize)], odd: &BTreeSet<char>) -> BTreeMap<char, Vec<usize>> {
    let most = WORDS.min(WORDS_IN_ALL / odd.len().max(1));
    let mut with: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (place, (word, _)) in words.iter().enumerate().filter(|(_, (word, _))| word.len() > 1) {
        for character in word.iter().filter(|c| odd.contains(c)) {
            let places = with.entry(*character).or_default();
            if places.len() < most && places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    with
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_belong_is_found() {
        let check = |text: &str, expected: &str| {
            assert_eq!(odd(text).into_iter().collect::<String>(), expected, "{text}")
        };
        check("Çox gözəl, 5 № «Ə» – ъ.", "");
        check("dᴅrs, kitabē", "ēᴅ");
        check("s=z, b=z, d=z, g=z", "=");
        check("t{r{f ba^~n {s{r a^~l d{ }~^{r", "^{~");
        check("a = b", "");
        check("5 % + 7 * *, ** ####", "");
        check("1918–1920, o’nun, b-ü-t-ü-n", "");
    }
}
