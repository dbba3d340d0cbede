//! What is known of a language when a file is met for the first time: its commonest words, how often its
//! letters stand, which stand beside each other, which vowels agree.

use std::collections::{BTreeMap, BTreeSet, HashMap};

const COMMON: &str = include_str!("../lexicon/common.txt");

/// Fewer words than this tell nothing of lost letters.
const ENOUGH_WORDS: usize = 250;
/// A letter that should stand so often and does not is lost.
const EXPECTED: usize = 8;

/// The edge of a word, among the letters that stand beside each other.
pub(super) const EDGE: char = ' ';

/// The tag of a language that is not known.
pub(super) const UNKNOWN: &str = "und";

/// A language with its commonest words.
pub(super) struct Language {
    /// Small letters with their number in a thousand.
    pub letters: BTreeMap<char, usize>,
    words: BTreeSet<&'static str>,
    pairs: HashMap<(char, char), f32>,
    singles: HashMap<char, f32>,
    turkic: bool,
}

impl Language {
    /// The language of a tag, where it is known.
    pub(super) fn of(tag: &str) -> Option<Language> {
        let primary = tag.split('-').next().unwrap_or(tag);
        let (_, section) = sections().find(|(name, _)| *name == primary)?;
        let mut letters = BTreeMap::new();
        let mut words = BTreeSet::new();
        for line in section.lines() {
            match line.strip_prefix("letters ") {
                Some(list) => letters.extend(list.split(' ').filter_map(frequency)),
                None => words.extend(line.split_whitespace()),
            }
        }
        let (mut pairs, mut singles) = (HashMap::new(), HashMap::new());
        for word in &words {
            let mut before = EDGE;
            for letter in word.chars().chain([EDGE]) {
                *pairs.entry((before, letter)).or_default() += 1.0;
                *singles.entry(before).or_default() += 1.0;
                before = letter;
            }
        }
        Some(Language { letters, words, pairs, singles, turkic: matches!(primary, "az" | "tr") })
    }

    /// Whether a word in small letters is one of the commonest.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The small letter of a capital one.
    pub(super) fn small(&self, letter: char) -> char {
        match letter {
            'I' if self.turkic => 'ı',
            'İ' => 'i',
            _ => letter.to_lowercase().next().unwrap_or(letter),
        }
    }

    /// The capital letter of a small one.
    pub(super) fn capital(&self, letter: char) -> char {
        match letter {
            'i' if self.turkic => 'İ',
            _ => letter.to_uppercase().next().unwrap_or(letter),
        }
    }

    /// How likely `letter` follows `before`, as a logarithm. Words are few, so what they do not have is not
    /// impossible; it counts by how often the letter stands at all.
    pub(super) fn follows(&self, before: char, letter: char) -> f32 {
        const WEIGHT: f32 = 8.0;
        let alone = if letter == EDGE { 160.0 } else { self.letters.get(&letter).map_or(0.2, |n| *n as f32) };
        let seen = self.pairs.get(&(before, letter)).copied().unwrap_or(0.0);
        let all = self.singles.get(&before).copied().unwrap_or(0.0);
        ((seen + WEIGHT * alone / 1000.0) / (all + WEIGHT)).ln()
    }

    /// How well two vowels that follow each other agree: front with front, back with back.
    pub(super) fn agreement(&self, one: char, other: char) -> f32 {
        if !self.turkic || is_front(one).is_none() || is_front(other).is_none() {
            return 0.0;
        }
        if is_front(one) == is_front(other) { 0.4 } else { -0.8 }
    }

    /// Letters that stand in a text hardly ever: the letter, how often it stands, how often it should.
    pub(super) fn lost(&self, text: &str) -> Vec<(char, usize, usize)> {
        let mut found: BTreeMap<char, usize> = BTreeMap::new();
        for letter in text.chars().filter(|c| self.letters.contains_key(&self.small(*c))) {
            *found.entry(letter).or_default() += 1;
        }
        let all: usize = found.values().sum();
        let words = text.split_whitespace().count();
        if words < ENOUGH_WORDS {
            return Vec::new();
        }
        let missing = self.letters.iter().filter_map(|(letter, frequency)| {
            let expected = all * frequency / 1000;
            let found = found.get(letter).copied().unwrap_or(0);
            (expected >= EXPECTED && found * 25 < expected).then_some((*letter, found, expected))
        });
        missing.collect()
    }
}

/// Whether a vowel is a front one; nothing for what is no vowel.
pub(super) fn is_front(letter: char) -> Option<bool> {
    match letter {
        'ə' | 'e' | 'i' | 'ö' | 'ü' => Some(true),
        'a' | 'ı' | 'o' | 'u' => Some(false),
        _ => None,
    }
}

/// `a93`: 93 in a thousand letters are an a.
fn frequency(written: &str) -> Option<(char, usize)> {
    let letter = written.chars().next()?;
    Some((letter, written[letter.len_utf8()..].parse().ok()?))
}

/// The languages of the list, with their lines.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    COMMON.split("\n[").skip(1).filter_map(|section| section.split_once("]\n"))
}

/// The language of a text, by its commonest words. A character that came out wrong may be any letter that is
/// not one of the plain Latin ones.
pub(super) fn guess(text: &str, odd: &BTreeSet<char>) -> String {
    let skeleton = |word: &str| -> String {
        let small = word.chars().flat_map(char::to_lowercase);
        small.map(|c| if c.is_ascii_alphabetic() || is_cyrillic(c) { c } else { '?' }).collect()
    };
    let mut best = (UNKNOWN, 0);
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphabetic() && !odd.contains(&c)).filter(|word| !word.is_empty())
    {
        *found.entry(skeleton(word)).or_default() += 1;
    }
    let lists: Vec<(&str, BTreeSet<String>)> = sections()
        .map(|(tag, section)| {
            let words = section.lines().filter(|line| !line.starts_with("letters "));
            (tag, words.flat_map(str::split_whitespace).map(skeleton).collect())
        })
        .collect();
    for (tag, words) in &lists {
        // A word that two languages have tells little.
        let shared = |word: &String| lists.iter().any(|(other, words)| other != tag && words.contains(word));
        let worth =
            |word: &String| found.get(word).map(|count| if shared(word) { *count } else { count * 3 });
        let count = words.iter().filter_map(worth).sum();
        if count > best.1 {
            best = (tag, count);
        }
    }
    best.0.to_owned()
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_its_language() {
        let check = |text: &str, tag: &str| assert_eq!(guess(text, &BTreeSet::from(['¤'])), tag, "{text}");
        check("Onun evi bu küçədə idi və çox böyük idi.", "az");
        check("Onun evi bu sokakta idi ve çok büyük bir evdi.", "tr");
        check("Это был большой дом, и в нём жили люди.", "ru");
        check("Onlar v¤ biz, sonra is¤ sizin ¤vlad.", "az");
        check("¤¤¤ 17", "und");
    }

    #[test]
    fn each_language_has_its_letters_and_words() {
        for (tag, special) in [("az", "əıüöğşç"), ("tr", "ıüöğşç"), ("ru", "ыёэщ")] {
            let language = Language::of(tag).expect("it is in the list");
            let all: usize = language.letters.values().sum();
            assert!((980..=1020).contains(&all), "{tag}: {all}");
            for letter in special.chars() {
                let words = language.words.iter().filter(|word| word.contains(letter)).count();
                assert!(words >= 2, "{tag}: {letter} {words}");
            }
        }
    }
}
