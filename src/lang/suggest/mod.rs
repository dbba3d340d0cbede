//! How persons are told in running text: shapes of surnames, titles, common given names.
//!
//! One file for each language, in its own spelling. They are hints for `suggest`, so that a short list is enough:
//! a name that stands in none is found by the words beside it.

mod az;
mod en;
mod ru;
mod tr;

/// What in a language tells that a word names a person. Compared folded (`crate::lang::fold`).
pub struct PersonWords {
    /// Ends of surnames.
    pub surnames: &'static [&'static str],
    /// Ends of surnames that many other words have: they count only behind a given name.
    pub weak_surnames: &'static [&'static str],
    /// What ends as a surname does and is none: towns, newspapers.
    pub not_surnames: &'static [&'static str],
    /// Titles behind a given name: `bəy`.
    pub behind: &'static [&'static str],
    /// Titles and offices before a name: `general`.
    pub before: &'static [&'static str],
    /// Common given names.
    pub given: &'static [&'static str],
    /// How words begin that make a place or a thing of the name before them: `rayonu`.
    pub things: &'static [&'static str],
    /// Words that are written with a capital letter and are no names: peoples, addresses.
    pub not_names: &'static [&'static str],
}

/// What is known of a language, by its tag; of languages without a file what is known of English.
#[must_use]
pub fn person_words(tag: &str) -> &'static PersonWords {
    match tag.split('-').next() {
        Some("az") => &az::WORDS,
        Some("ru") => &ru::WORDS,
        Some("tr") => &tr::WORDS,
        _ => &en::WORDS,
    }
}
