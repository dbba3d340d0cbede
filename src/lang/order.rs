//! The order of letters; the only door to icu_collator.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use super::case;

/// How a language sorts, and the headings of its indexes.
pub(super) struct Order {
    collator: CollatorBorrowed<'static>,
    /// Sees base letters only: `é` is `e`, but `ə` is not.
    letters: CollatorBorrowed<'static>,
    /// The sort key of each letter of the alphabet by `letters`, and the letter.
    headings: Vec<(Vec<u8>, &'static str)>,
    /// Whether the alphabet is the language's own.
    is_own: bool,
}

impl Order {
    pub(super) fn new(locale: &Locale, alphabet: &[&'static str], is_own: bool) -> Order {
        let mut preferences = CollatorPreferences::from(locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = |strength| {
            let mut options = CollatorOptions::default();
            options.strength = Some(strength);
            Collator::try_new(preferences, options).expect("the data for every language is compiled in")
        };
        let letters = collator(Strength::Primary);
        let headings = alphabet.iter().map(|letter| (key_by(&letters, letter), *letter)).collect();
        Order { collator: collator(Strength::Tertiary), letters, headings, is_own }
    }

    pub(super) fn key(&self, text: &str) -> Vec<u8> {
        key_by(&self.collator, without_signs(text))
    }

    pub(super) fn initial(&self, text: &str, upper: impl Fn(&str) -> String) -> String {
        const OTHER: &str = "#";
        let text = without_signs(text);
        let Some(first) = text.chars().next() else { return OTHER.to_owned() };
        let letter = &text[..first.len_utf8()];
        if let Some(heading) = self.heading(letter) {
            return heading.to_owned();
        }
        if !first.is_alphabetic() {
            return OTHER.to_owned();
        }
        match self.heading(&case::fold(letter)) {
            Some(heading) => heading.to_owned(),
            None if self.is_own => OTHER.to_owned(),
            None => upper(letter),
        }
    }

    fn heading(&self, letter: &str) -> Option<&'static str> {
        let key = key_by(&self.letters, letter);
        self.headings.iter().find(|(heading, _)| *heading == key).map(|(_, letter)| *letter)
    }
}

fn key_by(collator: &CollatorBorrowed<'static>, text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2 + 8);
    let Ok(()) = collator.write_sort_key_to(text, &mut key);
    key
}

/// The text from its first letter or digit on, or all of it if it has none.
fn without_signs(text: &str) -> &str {
    text.find(char::is_alphanumeric).map_or(text, |start| &text[start..])
}
