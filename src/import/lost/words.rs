//! The words of a text as the search for lost letters sees them.

use std::ops::Range;

/// What we must know of the letters of a language.
pub(super) struct Alphabet {
    /// Whether `I` is the capital of `ı`.
    is_dotless: bool,
}

impl Alphabet {
    /// The letters of a language, by its primary tag.
    pub(super) fn new(primary: &str) -> Alphabet {
        Alphabet { is_dotless: matches!(primary, "az" | "tr" | "crh" | "gag" | "tt") }
    }

    /// The small letter, always a single one.
    pub(super) fn small(&self, letter: char) -> char {
        match letter {
            'I' if self.is_dotless => 'ı',
            'İ' => 'i',
            _ if letter.is_lowercase() => letter,
            _ => letter.to_lowercase().next().unwrap_or(letter),
        }
    }
}

/// A run of letters.
pub(super) struct Word {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Its letters, small.
    pub(super) letters: Vec<char>,
    /// The same in one piece.
    pub(super) small: String,
    /// The byte of the text where each letter begins.
    pub(super) bytes: Vec<usize>,
    /// Whether it begins with a capital.
    pub(super) is_capital: bool,
    /// Capitals, numerals, abbreviations, single letters, suffixes of figures, words of another script.
    pub(super) is_left_alone: bool,
    /// What stands between the word before and this one has a stop in it.
    pub(super) is_after_stop: bool,
}

/// The words of a text in order. Figures are words, too: neighbours that are left alone.
pub(super) fn words(text: &str, alphabet: &Alphabet) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = 0;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (open, letter.is_alphanumeric()) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                words.push(word(text, before, start..at, alphabet));
                (open, before) = (None, at);
            }
            _ => {}
        }
    }
    words
}

fn word(text: &str, before: usize, range: Range<usize>, alphabet: &Alphabet) -> Word {
    let run = &text[range.clone()];
    let letters: Vec<char> = run.chars().map(|letter| alphabet.small(letter)).collect();
    let bytes = run.char_indices().map(|(at, _)| range.start + at).collect();
    let gap = &text[before..range.start];
    let is_capital = run.chars().next().is_some_and(char::is_uppercase);
    let is_initial = letters.len() < 2 && text[range.end..].starts_with('.');
    let is_left_alone = is_initial
        || run.chars().skip(1).any(|letter| !letter.is_lowercase())
        || !letters.iter().all(|letter| is_latin(*letter))
        || is_suffix(&text[..before], gap);
    Word {
        is_after_stop: gap.contains(['.', '!', '?', ';', ':', '\n']),
        small: letters.iter().collect(),
        range,
        letters,
        bytes,
        is_capital,
        is_left_alone,
    }
}

/// Whether a word is the suffix of a sign or a name before it: `1920-ci`, `MK-nın`, `«Kommunist»in`.
fn is_suffix(before: &str, gap: &str) -> bool {
    match gap {
        "-" => before.ends_with(|last: char| last.is_ascii_digit() || last.is_uppercase()),
        "" => false,
        _ => gap.chars().all(|sign| matches!(sign, '-' | '"' | '”' | '“' | '»' | '\'' | '’' | ')')),
    }
}

/// Latin letters; a word with others in it is of another script.
fn is_latin(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'ß'..='ɏ' | 'ə') && letter != '÷'
}

#[cfg(test)]
mod tests {
    use super::{Alphabet, words};

    #[test]
    fn words_of_which_no_small_letter_can_be_lost_are_left_alone() {
        let check = |text: &str, expected: &str| {
            let found = words(text, &Alphabet::new("az"));
            let found: Vec<&str> =
                found.iter().filter(|w| !w.is_left_alone).map(|w| w.small.as_str()).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        };
        check("Iraq İlə, üun 1920-ci il.", "ıraq ilə üun il");
        check("MK-nın XI ordusu, AK(b)P-nin, 26-ya", "ordusu b");
        check("a сын və ДЕНЬ kənd-kənd", "a və kənd kənd");
    }
}
