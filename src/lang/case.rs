//! Small and capital letters; the only door to icu_casemap.

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_locale_core::LanguageIdentifier;

use crate::normal;

const MAPPER: CaseMapperBorrowed<'static> = CaseMapper::new();

/// Letters that have no canonical decomposition, and what [`fold`] makes of them.
pub const FOLDED_LETTERS: [(char, &str); 12] = [
    ('ə', "e"),
    ('ı', "i"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ð', "d"),
    ('’', "'"),
];

pub(super) fn lower(language: &LanguageIdentifier, text: &str) -> String {
    MAPPER.lowercase_to_string(text, language).into_owned()
}

pub(super) fn upper(language: &LanguageIdentifier, text: &str) -> String {
    MAPPER.uppercase_to_string(text, language).into_owned()
}

pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain = normal::without_marks(&MAPPER.lowercase_to_string(text, &LanguageIdentifier::UNKNOWN));
    let mut folded = String::with_capacity(plain.len());
    for letter in plain.chars() {
        match FOLDED_LETTERS.iter().find(|(from, _)| *from == letter) {
            Some((_, to)) => folded.push_str(to),
            None => folded.push(letter),
        }
    }
    folded
}
