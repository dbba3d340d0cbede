//! What a language adds to names in running text: endings, titles, words that stand beside names.
//!
//! Each language is one file of data. All words are written as [`crate::find`] compares them: in small letters
//! without diacritics, `ə` as `e`, `ı` as `i`. To add a language, write its file and name it in `BUILT_IN`.

mod az;
mod de;
mod en;
mod ru;
mod tr;

/// What a language adds to names.
pub(crate) struct NameWords {
    /// What may follow a name within its word.
    pub(crate) endings: Endings,
    /// Titles that follow a name and belong to it: `bəy`.
    pub(crate) titles: &'static str,
    /// Beginnings of words that stand before a name and are no name: `komissar`.
    pub(crate) roles: &'static str,
    /// Given names; the register adds its own.
    pub(crate) given: &'static str,
    /// Endings of family names, and words that stand behind the name of a father.
    pub(crate) families: &'static str,
    /// Endings or words of the father's name: `oğlu`, `ович`.
    pub(crate) fathers: &'static str,
    /// Beginnings of words behind a name that say that something is named after somebody: `küçəsi`.
    pub(crate) named_after: &'static str,
    /// Beginnings of words near by that say that `adına` does not name a thing: a telegram goes to somebody.
    pub(crate) addressed: &'static str,
    /// What [`NameWords::named_after`] is, but before a name: `улица`.
    pub(crate) named_before: &'static str,
    /// Ordinary words that are also names.
    pub(crate) ordinary: &'static str,
    /// Before a noun, not before a name: `der`.
    pub(crate) articles: &'static str,
    /// Whether an unknown capitalised word before a surname within a sentence is a given name.
    pub(crate) guesses_given: bool,
    /// Whether all nouns have a capital, so that a capital makes no name.
    pub(crate) has_noun_capitals: bool,
}

/// How words end.
pub(crate) enum Endings {
    /// Turkic: suffixes in this order, each at most once.
    ///
    /// `A` is a or e, `I` is i or u (after folding), `D` is d or t, as the last vowel and consonant have it; a
    /// letter in brackets stands only where it keeps two vowels or two consonants apart.
    Steps(&'static [Step]),
    /// Russian: a name of one of these shapes ends so in its cases.
    Cases(&'static [Paradigm]),
    /// The same letters behind every name.
    Plain(&'static str),
}

/// One place in the order of Turkic suffixes.
pub(crate) struct Step {
    /// The suffixes; none of them is needed.
    pub(crate) suffixes: &'static str,
    /// Only behind a suffix of the step before.
    pub(crate) leans: bool,
    /// Not behind the name of one human being: the plural.
    pub(crate) spares_persons: bool,
}

/// How one shape of word is declined.
pub(crate) struct Paradigm {
    /// What the word ends in as the register has it; with `=` the whole word.
    pub(crate) from: &'static str,
    /// How many letters of it stay.
    pub(crate) keeps: usize,
    /// What follows in the cases, `-` nothing; the first as the register has it.
    pub(crate) to: &'static str,
}

/// Language, data.
pub(crate) static BUILT_IN: [(&str, &NameWords); 5] =
    [("az", &az::WORDS), ("de", &de::WORDS), ("en", &en::WORDS), ("ru", &ru::WORDS), ("tr", &tr::WORDS)];

/// For a language that has no data: names as the register has them.
static OTHER: NameWords = NameWords {
    endings: Endings::Plain(""),
    titles: "",
    roles: "",
    given: "",
    families: "",
    fathers: "",
    named_after: "",
    addressed: "",
    named_before: "",
    ordinary: "",
    articles: "",
    guesses_given: false,
    has_noun_capitals: false,
};

/// The data of a language tag (`az-Latn`).
pub(crate) fn words(tag: &str) -> &'static NameWords {
    let language = tag.split('-').next().unwrap_or(tag);
    BUILT_IN.iter().find(|(known, _)| *known == language).map_or(&OTHER, |(_, words)| words)
}

/// The forms of words in Cyrillic letters, in whatever language they are quoted.
pub(crate) fn cyrillic() -> &'static [Paradigm] {
    let Endings::Cases(paradigms) = ru::WORDS.endings else { return &[] };
    paradigms
}

/// How Russian may write a surname of Azerbaijani or Turkish that the register has in Latin letters only: every
/// usual spelling of its letters. Empty where a letter is of another language.
pub(crate) fn in_cyrillic(surname: &str) -> Vec<String> {
    let small = surname.replace('I', "ı").replace('İ', "i").to_lowercase();
    let mut spellings = vec![String::new()];
    let mut rest = small.as_str();
    while !rest.is_empty() {
        let Some((from, one, other)) = ru::SPELLING.iter().find(|(from, ..)| rest.starts_with(from)) else {
            return Vec::new();
        };
        let ways: &[&str] = if one == other || spellings.len() >= MOST { &[one] } else { &[one, other] };
        spellings =
            spellings.iter().flat_map(|start| ways.iter().map(move |way| format!("{start}{way}"))).collect();
        rest = &rest[from.len()..];
    }
    spellings
}

/// More spellings of one name are not tried.
const MOST: usize = 8;

#[cfg(test)]
mod tests {
    use super::in_cyrillic;

    #[test]
    fn a_surname_is_spelt_in_russian() {
        let check = |surname: &str, expected: &str| {
            assert!(in_cyrillic(surname).iter().any(|spelling| spelling == expected), "{surname}");
        };
        check("Səlimov", "салимов");
        check("Həsənov", "гасанов");
        check("Qarayev", "караев");
        check("Şepotyev", "щепотьев");
        check("Kaminski", "каминский");
        check("Əliyev", "алиев");
        assert!(in_cyrillic("Wrangel").is_empty());
    }
}
