//! Small and capital letters; the only door to icu_casemap.

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_locale_core::LanguageIdentifier;

use crate::normal;

const MAPPER: CaseMapperBorrowed<'static> = CaseMapper::new();

/// Letters that have no canonical decomposition, and what [`super::Language::fold`] makes of them.
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

#[cfg(test)]
mod tests {
    use crate::lang::Language;

    #[test]
    fn letters_change_case_as_their_language_has_it() {
        let check = |tag: &str, lower: &str, upper: &str| {
            let language = Language::new(tag).expect("a language");
            assert_eq!(language.lower(upper), lower, "{tag}");
            assert_eq!(language.upper(lower), upper, "{tag}");
        };
        check("az", "irəvan ılıca", "İRƏVAN ILICA");
        check("az-Latn", "iğdır", "İĞDIR");
        check("tr", "ılgın işi", "ILGIN İŞİ");
        check("en", "istanbul", "ISTANBUL");
        check("ru", "ёлка", "ЁЛКА");
    }

    #[test]
    fn a_filter_finds_a_name_without_its_signs() {
        let check = |name: &str, expected: &str| {
            let language = Language::new("az").expect("a language");
            assert_eq!(language.fold(name), expected, "{name}");
            assert_eq!(language.fold(expected), expected, "{expected}");
        };
        check("Nərimanov", "nerimanov");
        check("İsmayılov", "ismayilov");
        check("ISMAYILOV", "ismayilov");
        check("Çağatay Öz, Şükür", "cagatay oz, sukur");
        check("Ə\u{301}li", "eli");
        check("Ёлкин Йод", "елкин иод");
        check("Łódź", "lodz");
        check("Straße", "strasse");
        check("Ağ’dam", "ag'dam");
    }
}
