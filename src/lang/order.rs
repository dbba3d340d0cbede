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

#[cfg(test)]
mod tests {
    use crate::lang::Language;

    fn language(tag: &str) -> Language {
        Language::new(tag).expect("a language")
    }

    #[test]
    fn names_stand_in_the_order_of_the_alphabet() {
        let check = |tag: &str, expected: &str| {
            let language = language(tag);
            let expected: Vec<&str> = expected.split(" | ").collect();
            let mut names: Vec<&str> = expected.iter().rev().copied().collect();
            names.sort_by_key(|name| language.sort_key(name));
            assert_eq!(names, expected, "{tag}");
        };
        check(
            "az",
            "a | b | c | ç | d | e | ə | f | g | ğ | h | x | ı | i | j | k | q | l | m | n | o | ö | p | r | s | ş | t | u | ü | v | y | z",
        );
        check(
            "az",
            "A | B | C | Ç | D | E | Ə | F | G | Ğ | H | X | I | İ | J | K | Q | L | M | N | O | Ö | P | R | S | Ş | T | U | Ü | V | Y | Z",
        );
        check("az", "Cəfərov | Çolaq | Eyvazov | Əliyev | Həsənov | Xan | İsmayılov | Quliyev | Şaumyan");
        check("az", "fəsil 2 | fəsil 9 | fəsil 10");
        check("az", "Əliyev, Zaur | Əliyeva, Aynur");
        check("az", "ağa | «Azadlıq» | Bakı");
        check("tr", "Cemal | Çelik | Gürsel | Ğ | Ilgaz | İnönü | Öz | Pak | Şahin | Tan | Ümit | Vural");
        check("ru", "Егоров | Елисеев | Ёлкин | Ель | Жуков | Иванов | Йод | Киров");
        check("en", "Çelebi | Cole | Enver | Əliyev | Fuller | İnönü | Zetkin");
        check("de", "Arnim | Ärzte | Zetkin");
    }

    #[test]
    fn an_index_has_the_letters_of_its_language() {
        let check = |tag: &str, name: &str, expected: &str| {
            assert_eq!(language(tag).initial(name), expected, "{tag} {name}");
        };
        check("az", "Çolaq", "Ç");
        check("az", "əliyev", "Ə");
        check("az", "Xan", "X");
        check("az", "ılıca", "I");
        check("az", "inqilab", "İ");
        check("az", "İsmayıl", "İ");
        check("az", "Élan", "E");
        check("az", "«Azadlıq»", "A");
        check("az", "11-ci ordu", "#");
        check("az", "Wilson", "#");
        check("az", "Киров", "#");
        check("az", "", "#");
        check("az", "…", "#");
        check("tr", "Ilgaz", "I");
        check("tr", "ilke", "İ");
        check("tr", "Quliyev", "#");
        check("en", "Çelebi", "C");
        check("en", "Əliyev", "E");
        check("en", "İnönü", "I");
        check("en", "Ilgaz", "I");
        check("en", "’Abbās", "A");
        check("ru", "Ёлкин", "Е");
        check("ru", "Йод", "Й");
        check("ru", "йод", "Й");
        check("ru", "Wilson", "#");
        check("de", "Ärzte", "A");
        check("uk", "Їжакевич", "Ї");
        check("el", "άλφα", "Α");
    }

    #[test]
    fn the_alphabet_is_in_its_own_order_and_each_letter_its_own_heading() {
        let check = |tag: &str, count: usize| {
            let language = language(tag);
            let alphabet = language.alphabet();
            assert_eq!(alphabet.len(), count, "{tag}");
            assert!(alphabet.is_sorted_by_key(|letter| language.sort_key(letter)), "{tag}");
            for letter in &alphabet {
                assert_eq!(language.initial(letter), *letter, "{tag}");
                assert_eq!(language.initial(&language.lower(letter)), *letter, "{tag}");
            }
        };
        check("az", 32);
        check("en", 26);
        check("ru", 30);
        check("tr", 29);
    }
}
