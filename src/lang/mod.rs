//! What a language needs: interface strings, order and case of letters, sentences, dates in words.
//!
//! Each language that has strings is one file of data (`az.rs`) and one of messages (`az.ftl`). To add one,
//! write the two and name them in `BUILT_IN`.

mod az;
mod case;
mod date;
mod en;
pub(crate) mod find;
mod message;
pub(crate) mod name;
mod order;
mod ru;
mod sentence;
mod sound;
mod suggest;
mod tr;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use icu_locale_core::Locale;

use crate::edition::edtf::Edtf;

pub use message::Arg;
pub use sentence::Sentence;
pub(crate) use sound::collapsed;
pub use sound::{latin, sounds};
pub use suggest::{PersonWords, person_words};

/// What is known of a language beyond Unicode's own data.
struct Words {
    /// The capital letters in their order; in the alphabet of English for other languages.
    alphabet: &'static [&'static str],
    /// What stands before a stop that ends no sentence: in lower case, without the last stop.
    abbreviations: &'static [&'static str],
    /// The same, but only where a number follows: `s. 12`.
    before_numbers: &'static [&'static str],
    /// Dates.
    dates: date::DateWords,
}

/// Language, data, messages.
static BUILT_IN: [(&str, &Words, &str); 4] = [
    ("az", &az::WORDS, include_str!("az.ftl")),
    ("en", &en::WORDS, include_str!("en.ftl")),
    ("ru", &ru::WORDS, include_str!("ru.ftl")),
    ("tr", &tr::WORDS, include_str!("tr.ftl")),
];

/// The languages that have interface strings.
pub const LANGUAGES: [&str; 4] = ["az", "en", "ru", "tr"];

/// One language. Cloning is cheap; make one of each and share it between threads.
#[derive(Clone)]
pub struct Language {
    tag: String,
    locale: Locale,
    words: &'static Words,
    messages: Arc<message::Messages>,
    order: Arc<order::Order>,
    has_strings: bool,
}

/// A tag that is no BCP 47 language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageError {
    /// The tag as written.
    pub tag: String,
}

impl fmt::Display for LanguageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no language tag (`az`, `en-GB`, `az-Cyrl`; BCP 47)", self.tag)
    }
}

impl std::error::Error for LanguageError {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.tag)
    }
}

impl Language {
    /// The language of a BCP 47 tag. One without strings of its own speaks English, but sorts and changes
    /// case by its own rules.
    pub fn new(tag: &str) -> Result<Language, LanguageError> {
        let fault = || LanguageError { tag: tag.to_owned() };
        let locale: Locale = tag.parse().map_err(|_| fault())?;
        if locale.id.language.is_unknown() {
            return Err(fault());
        }
        let language = locale.id.language.to_string();
        let is_other_script = locale.id.script.is_some_and(|script| {
            let usual = if language == "ru" { "Cyrl" } else { "Latn" };
            script.as_str() != usual
        });
        let built_in = BUILT_IN.iter().find(|(tag, ..)| *tag == language && !is_other_script);
        let (strings, words, source) = built_in.unwrap_or(&BUILT_IN[1]);
        Ok(Language {
            tag: locale.to_string(),
            words,
            messages: Arc::new(message::Messages::built_in(strings, source)),
            order: Arc::new(order::Order::new(&locale, words.alphabet, built_in.is_some())),
            locale,
            has_strings: built_in.is_some(),
        })
    }

    /// The same language with some messages replaced or added, in Fluent syntax.
    ///
    /// A language without strings has them from now on if all messages are there. Fails with the lines (from
    /// 1) that are no Fluent, and what is wrong with each.
    pub fn with_overrides(&self, source: &str) -> Result<Language, Vec<(usize, String)>> {
        let locale = if self.has_strings { None } else { Some(self.tag.as_str()) };
        let messages = self.messages.with(source, locale)?;
        let has_strings = self.has_strings || messages.overrides_all();
        Ok(Language { messages: Arc::new(messages), has_strings, ..self.clone() })
    }

    /// The tag in canonical form: `az`, `en-GB`.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// False for a language whose interface falls back to English.
    pub fn has_strings(&self) -> bool {
        self.has_strings
    }

    /// The direction of writing, as HTML has it: `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        const SCRIPTS: [&str; 6] = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"];
        const LANGUAGES: [&str; 13] =
            ["ar", "azb", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
        let is_rtl = match self.locale.id.script {
            Some(script) => SCRIPTS.contains(&script.as_str()),
            None => LANGUAGES.contains(&self.locale.id.language.as_str()),
        };
        if is_rtl { "rtl" } else { "ltr" }
    }

    /// True if there is an interface string of this id.
    pub fn has_message(&self, id: &str) -> bool {
        self.messages.has(id)
    }

    /// The interface string of this id, without values.
    ///
    /// # Panics
    ///
    /// If there is none: an id in our code that is in no file is our bug. A theme's ids are checked with
    /// [`Language::has_message`].
    pub fn message(&self, id: &str) -> String {
        self.format(id, &[])
    }

    /// The interface string of this id with its values filled in, plural forms chosen by the language.
    /// Counts from 10,000 up are grouped by thousands.
    ///
    /// # Panics
    ///
    /// As [`Language::message`].
    pub fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.messages.format(id, args).unwrap_or_else(|| panic!("no interface string `{id}`"))
    }

    /// Bytes by which the language sorts: its alphabet, numbers by their value, signs at the beginning
    /// (quotation marks) left out.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        self.order.key(text)
    }

    /// The heading under which an index has this name: a capital letter of [`Language::alphabet`], or `#`
    /// for digits and letters of other alphabets.
    ///
    /// A language without data of its own takes the first letter itself where that is not Latin.
    pub fn initial(&self, text: &str) -> String {
        self.order.initial(text, |letter| self.upper(letter))
    }

    /// The capital letters of the language in their order.
    pub fn alphabet(&self) -> Vec<String> {
        self.words.alphabet.iter().map(|letter| (*letter).to_owned()).collect()
    }

    /// In small letters (`I` is `ı` in Azerbaijani and Turkish).
    pub fn lower(&self, text: &str) -> String {
        case::lower(&self.locale.id, text)
    }

    /// In capital letters (`i` is `İ` in Azerbaijani and Turkish).
    pub fn upper(&self, text: &str) -> String {
        case::upper(&self.locale.id, text)
    }

    /// For filter boxes: small letters without diacritics, `ə` as `e`, `ı` as `i`. The same in every
    /// language, so that a reader without the right keyboard finds a name.
    ///
    /// A script does the same with `toLowerCase()`, `normalize("NFD")`, U+0300–U+036F removed, and the
    /// letters of [`FOLDED_LETTERS`] replaced.
    pub fn fold(&self, text: &str) -> String {
        case::fold(text)
    }

    /// The sentence in which a range of a running text stands, at most about 300 characters of it.
    ///
    /// `at` are bytes of `text` on character boundaries. Looks outwards from the range, not over the text.
    pub fn sentence_around(&self, text: &str, at: Range<usize>) -> Sentence {
        sentence::around(self.words, text, at)
    }

    /// A date in words: `28 April 1920`, `about 1920`, `17 or 18 May 1920`. Never more exact than it is.
    pub fn date(&self, date: &Edtf) -> String {
        self.words.dates.words(date)
    }

    /// The name of a month (1 to 12) as it stands alone.
    ///
    /// # Panics
    ///
    /// If there is no such month.
    pub fn month_name(&self, month: u8) -> &'static str {
        self.words.dates.cases[0].months[usize::from(month) - 1]
    }

    /// The name of a month (1 to 12) in three or four letters, for charts and tables.
    ///
    /// # Panics
    ///
    /// If there is no such month.
    pub fn month_short(&self, month: u8) -> &'static str {
        self.words.dates.months_short[usize::from(month) - 1]
    }
}

pub use case::FOLDED_LETTERS;

/// [`Language::fold`] where no language is at hand: it is the same in each.
#[must_use]
pub fn fold(text: &str) -> String {
    case::fold(text)
}

/// [`Language::lower`] where only the tag of the language is at hand.
#[must_use]
pub fn lower(tag: &str, text: &str) -> String {
    let locale = tag.parse().unwrap_or(Locale::UNKNOWN);
    case::lower(&locale.id, text)
}

/// Whether `text` is a well-formed BCP 47 tag that names a language.
pub fn is_tag(text: &str) -> bool {
    text.parse::<Locale>().is_ok_and(|locale| !locale.id.language.is_unknown())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_a_language_its_strings_and_its_direction() {
        let check = |tag: &str, canonical: &str, has_strings: bool, dir: &str| {
            let language = Language::new(tag).expect(tag);
            assert_eq!(
                (language.tag(), language.has_strings(), language.dir()),
                (canonical, has_strings, dir)
            );
        };
        check("az", "az", true, "ltr");
        check("EN-gb", "en-GB", true, "ltr");
        check("ru", "ru", true, "ltr");
        check("tr-TR", "tr-TR", true, "ltr");
        check("de", "de", false, "ltr");
        check("az-Cyrl", "az-Cyrl", false, "ltr");
        check("az-Arab", "az-Arab", false, "rtl");
        check("fa", "fa", false, "rtl");
        check("ar-Latn", "ar-Latn", false, "ltr");
        check("ota-Arab", "ota-Arab", false, "rtl");
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for tag in ["", "a", "azerbaijani-language", "az_", "und", "12"] {
            assert_eq!(Language::new(tag).map(|_| ()).expect_err(tag).tag, tag);
        }
    }

    #[test]
    fn a_language_is_shared_between_threads() {
        fn check<T: Send + Sync>(_: &T) {}
        check(&Language::new("az").expect("a language"));
    }

    #[test]
    fn every_language_that_is_listed_is_built_in() {
        assert_eq!(BUILT_IN.map(|(tag, ..)| tag), LANGUAGES);
    }
}
