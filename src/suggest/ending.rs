//! Case endings of names.

/// Case endings of Azerbaijani and Turkish nouns: `A` is one of a, ə, e; `I` is one of ı, i, u, ü.
const TURKIC: &[&str] = &[
    "In", "nIn", "A", "yA", "I", "nI", "yI", "dA", "tA", "dAn", "tAn", "lA", "ylA", "dIr", "tIr", "dI", "tI",
    "dAkI", "tAkI",
];
/// Case endings of Russian surnames.
const RUSSIAN: &[&str] = &["а", "я", "у", "ю", "ом", "ем", "ым", "им", "е", "и", "ы", "ых", "их", "ыми"];
/// What adjectives used as surnames end in, and what in the nominative.
const RUSSIAN_ADJECTIVES: &[(&str, &str)] =
    &[("кого", "кий"), ("кому", "кий"), ("ким", "кий"), ("ком", "кий"), ("кой", "кая"), ("кую", "кая")];

/// Whether letters are a case ending of a language, with or without the plural before it.
pub(super) fn is_ending(letters: &str, lang: &str) -> bool {
    match lang.split('-').next() {
        Some("az" | "tr") => {
            let ending: String = letters.chars().map(harmony).collect();
            let case = ending.strip_prefix("lAr").unwrap_or(&ending);
            ending == "lAr" || TURKIC.contains(&case)
        }
        Some("ru") => RUSSIAN.contains(&letters),
        _ => false,
    }
}

/// A vowel of an ending as it is before it takes the colour of the word.
fn harmony(letter: char) -> char {
    match letter {
        'a' | 'ə' | 'e' => 'A',
        'ı' | 'i' | 'u' | 'ü' => 'I',
        other => other,
    }
}

/// What a word may be without a case ending, shortest first, at last the word itself; at least three letters.
pub(super) fn stems(word: &str, lang: &str) -> Vec<String> {
    let ends = word.char_indices().map(|(at, _)| at).skip(3);
    let mut found: Vec<String> = ends
        .map(|at| word.split_at(at))
        .filter(|(_, ending)| is_ending(&small(ending), lang))
        .map(|(stem, _)| stem.to_owned())
        .collect();
    if lang.starts_with("ru") {
        let nominative =
            |(end, instead): &(&str, &str)| word.strip_suffix(end).map(|stem| format!("{stem}{instead}"));
        found.extend(RUSSIAN_ADJECTIVES.iter().find_map(nominative));
    }
    found.push(word.to_owned());
    found
}

/// In small letters; `İ` is `i`, for names are compared across languages.
pub(super) fn small(word: &str) -> String {
    word.to_lowercase().replace("i\u{307}", "i")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_stands_before_its_ending() {
        let check =
            |word: &str, lang: &str, expected: &[&str]| assert_eq!(stems(word, lang), expected, "{word}");
        check("Salmanovdan", "az", &["Salmanov", "Salmanovdan"]);
        check("Salmanova", "az", &["Salmanov", "Salmanova"]);
        check("Салманову", "ru", &["Салманов", "Салманову"]);
        check("Зорского", "ru", &["Зорский", "Зорского"]);
        check("Salmanova", "en", &["Salmanova"]);
    }
}
