//! The works of the bibliography as notes name them: by family name, by first words of the title, by archive.

use crate::diag::distance;
use crate::import::citation::WorkName;
use crate::lang::sounds;
use std::collections::{BTreeMap, BTreeSet};

/// The works that notes may name, found by the first word of what names them.
#[derive(Clone, Debug, Default)]
pub struct NoteIndex {
    works: Vec<Known>,
    /// By the first word of a creator's family name: the work, and whether it is its first creator.
    families: BTreeMap<String, Vec<(usize, bool)>>,
    /// By the first or the second word of a title, because either may be damaged.
    titles: BTreeMap<String, BTreeSet<usize>>,
    /// By the short name of an archive.
    archives: BTreeMap<String, usize>,
}

/// A work as notes name it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) key: String,
    pub(super) year: Option<String>,
    /// Words of its title, of its title without what explains it, of its short title. None: it is not known.
    pub(super) titles: Vec<Vec<Term>>,
    /// The words of the family names of its creators.
    pub(super) families: Vec<Vec<Term>>,
    pub(super) is_archive: bool,
    /// The recipe says that these words mean this work.
    pub(super) is_decided: bool,
}

/// A word as it sounds; a number as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Term(pub(super) Vec<String>);

impl NoteIndex {
    /// An index of the works of a bibliography, and of those that a recipe names by what stands in the text.
    #[must_use]
    pub fn new<'a>(
        works: &[WorkName],
        decided: impl IntoIterator<Item = (&'a String, &'a String)>,
    ) -> NoteIndex {
        let mut index = NoteIndex::default();
        for work in works {
            index.add(work);
        }
        for (written, key) in decided {
            let titles = vec![terms(written)];
            index.insert(Known {
                key: key.clone(),
                year: None,
                titles,
                families: Vec::new(),
                is_archive: false,
                is_decided: true,
            });
        }
        index
    }

    fn add(&mut self, work: &WorkName) {
        let acronym = work.titles.iter().find(|title| is_acronym(title));
        let is_authored = work.families.first().is_some_and(|family| !work.titles.contains(family));
        if let Some(acronym) = acronym.filter(|_| !is_authored) {
            for sound in Term::of(acronym).0 {
                self.archives.entry(sound).or_insert(self.works.len());
            }
        }
        let family = |name: &String| terms(name.split(',').next().unwrap_or_default());
        let families = if is_authored { work.families.iter().map(family).collect() } else { Vec::new() };
        let mut titles: Vec<Vec<Term>> = Vec::new();
        for title in work.titles.iter().filter(|title| !is_acronym(title)).flat_map(|title| forms(title)) {
            let words = terms(title);
            if !words.is_empty() && !titles.contains(&words) {
                titles.push(words);
            }
        }
        self.insert(Known {
            key: work.key.clone(),
            year: work.year.clone(),
            titles,
            families,
            is_archive: acronym.is_some() && !is_authored,
            is_decided: false,
        });
    }

    fn insert(&mut self, work: Known) {
        let at = self.works.len();
        for word in work.titles.iter().flat_map(|title| title.iter().take(2)) {
            for sound in &word.0 {
                self.titles.entry(sound.clone()).or_default().insert(at);
            }
        }
        for (n, family) in work.families.iter().enumerate() {
            for sound in family.first().into_iter().flat_map(|word| &word.0) {
                self.families.entry(sound.clone()).or_default().push((at, n == 0));
            }
        }
        self.works.push(work);
    }

    /// The works one of whose creators has a family name that begins so; true for the first creator.
    pub(super) fn of_family(&self, word: &Term) -> Vec<(&Known, bool)> {
        let found: BTreeSet<&(usize, bool)> =
            word.0.iter().filter_map(|sound| self.families.get(sound)).flatten().collect();
        found.into_iter().map(|(at, first)| (&self.works[*at], *first)).collect()
    }

    /// The works whose titles may begin with two words.
    pub(super) fn of_title(&self, first: &Term, second: Option<&Term>) -> Vec<&Known> {
        let words = first.0.iter().chain(second.into_iter().flat_map(|word| &word.0));
        let found: BTreeSet<usize> =
            words.filter_map(|sound| self.titles.get(sound)).flatten().copied().collect();
        found.into_iter().map(|at| &self.works[at]).collect()
    }

    /// The archive with this short name.
    pub(super) fn archive(&self, name: &Term) -> Option<&Known> {
        name.0.iter().find_map(|sound| self.archives.get(sound)).map(|at| &self.works[*at])
    }
}

/// A title as it may be cited: whole, and without what explains it. What an editor put in brackets or left
/// out is none of it.
fn forms(title: &str) -> impl Iterator<Item = &str> {
    let known = title.find(['[', '…']).map_or(title, |end| &title[..end]);
    let main = [". ", " ("].iter().filter_map(|end| known.find(end)).min();
    [Some(known), main.map(|end| &known[..end])].into_iter().flatten()
}

/// `RQASPİ`: the short name of an archive.
pub(super) fn is_acronym(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_uppercase)
}

fn terms(words: &str) -> Vec<Term> {
    let words = words.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty());
    words.map(Term::of).filter(|term| !term.0.is_empty()).collect()
}

/// Letters, digits and what stands inside words.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}')
}

impl Term {
    pub(super) fn of(word: &str) -> Term {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return Term(vec![word.to_owned()]);
        }
        Term(sounds(word).into_iter().filter(|sound| !sound.is_empty()).collect())
    }

    /// Letters or digits.
    pub(super) fn len(&self) -> usize {
        self.0.first().map_or(0, |sound| sound.chars().count())
    }

    pub(super) fn is_number(&self) -> bool {
        self.0.first().is_some_and(|sound| sound.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether two words are one, misprints in long ones forgiven.
    pub(super) fn is_like(&self, other: &Term) -> bool {
        if self.0.iter().any(|sound| other.0.contains(sound)) {
            return true;
        }
        let errors = match self.len().min(other.len()) {
            0..5 => return false,
            5..9 => 1,
            _ => 2,
        };
        !self.is_number() && !other.is_number() && within(&self.0[0], &other.0[0], errors)
    }
}

/// Whether one word becomes the other by at most so many letters put in, left out or changed.
fn within(one: &str, other: &str, errors: usize) -> bool {
    one.chars().count().abs_diff(other.chars().count()) <= errors && distance(one, other) <= errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_in_other_spellings_and_with_a_misprint() {
        let check = |one: &str, other: &str, same: bool| {
            assert_eq!(Term::of(one).is_like(&Term::of(other)), same, "{one} {other}");
        };
        check("Herbimiz", "Harbimiz", true);
        check("obyzatelstva", "obyazatelstva", true);
        check("Политическая", "Politiçeskaya", true);
        check("1988", "1998", false);
        check("dövr", "dörd", false);
        check("tarixi", "tarixçi", true);
        check("bağlar", "dağda", false);
    }

    #[test]
    fn a_title_may_be_cited_without_what_explains_it() {
        let check = |title: &str, expected: &[&str]| {
            assert_eq!(forms(title).collect::<Vec<_>>(), expected, "{title}");
        };
        check("Dağ yolları", &["Dağ yolları"]);
        check("Dağ yolları (1900–1905)", &["Dağ yolları (1900–1905)", "Dağ yolları"]);
        check("Dağ yolları. Sənədlər", &["Dağ yolları. Sənədlər", "Dağ yolları"]);
        check("[title not known]", &[""]);
    }
}
