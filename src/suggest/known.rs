//! What the registers know: names of persons, and words of places and bodies, which name no person.

use super::ending::small;
use super::name::Name;
use crate::edition::Edition;
use crate::edition::entity::{Entity, EntityId, Kind};
use crate::lang;
use crate::lang::sounds;
use std::collections::{BTreeMap, BTreeSet};

/// The registers as suggestions need them.
pub(super) struct Known {
    /// Persons of the register.
    persons: Vec<KnownPerson>,
    /// By the sound of their surnames: numbers of persons.
    by_surname: BTreeMap<String, Vec<usize>>,
    /// The sounds of whole names of persons, and of their last words.
    wholes: BTreeSet<String>,
    /// Words of places and bodies, in small letters.
    things: BTreeSet<String>,
}

/// A person of the register.
pub(super) struct KnownPerson {
    pub id: EntityId,
    /// The words of each name and form.
    pub names: Vec<Vec<String>>,
    /// The sounds of these words.
    words: BTreeSet<String>,
    /// The sounds of their first letters.
    initials: BTreeSet<char>,
}

impl Known {
    pub(super) fn new(edition: &Edition) -> Known {
        let persons = edition.register(Kind::Person).map(|(id, entity)| KnownPerson::new(id, names(entity)));
        let others = [Kind::Place, Kind::Body].into_iter().flat_map(|kind| edition.register(kind));
        Known::made(persons.collect(), others.flat_map(|(_, entity)| names(entity)))
    }

    /// Persons of one name each, and places.
    #[cfg(test)]
    pub(super) fn of(persons: &[&str], places: &[&str]) -> Known {
        let persons = persons.iter().map(|name| KnownPerson::new(EntityId::new(0), [*name].into_iter()));
        Known::made(persons.collect(), places.iter().copied())
    }

    fn made<'a>(persons: Vec<KnownPerson>, things: impl Iterator<Item = &'a str>) -> Known {
        let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (n, person) in persons.iter().enumerate() {
            for sound in person.names.iter().filter_map(|name| surname(name)).flat_map(sounds) {
                by_surname.entry(sound).or_default().push(n);
            }
        }
        let all = || persons.iter().flat_map(|person| &person.names);
        let last = all().filter_map(|name| name.last()).map(|word| whole(&[word]));
        let wholes = all().map(|name| whole(name)).chain(last).collect();
        let things = things.flat_map(words).filter(|word| word.starts_with(char::is_uppercase));
        let things = things.map(|word| small(&word)).collect();
        Known { persons, by_surname, wholes, things }
    }

    /// The persons of the register.
    pub(super) fn persons(&self) -> &[KnownPerson] {
        &self.persons
    }

    /// Whether words are the name of a person of the register, or a surname there.
    pub(super) fn is_whole(&self, words: &[&str]) -> bool {
        self.wholes.contains(&whole(words))
    }

    /// Whether a word names a place or a body, or is a part of such a name.
    pub(super) fn is_thing(&self, word: &str) -> bool {
        self.things.contains(&small(word))
    }

    /// Whether the register has a person whose name it may be.
    pub(super) fn has(&self, name: &Name) -> bool {
        let surname: Vec<String> = name.readings.iter().flat_map(|word| sounds(word)).collect();
        let mut fitting = surname.iter().filter_map(|sound| self.by_surname.get(sound)).flatten();
        let initial = name.given.first().map(|given| initials(given));
        let is_like = |person: &KnownPerson| {
            person.initials.is_empty()
                || initial
                    .as_ref()
                    .is_none_or(|letters| letters.iter().any(|letter| person.initials.contains(letter)))
        };
        if fitting.any(|n| is_like(&self.persons[*n])) {
            return true;
        }
        let has_initials = name.given.iter().any(|given| given.chars().count() == 1);
        let others: Vec<Vec<String>> =
            name.given.iter().chain(&name.titles).map(|word| sounds(word)).collect();
        !has_initials && self.persons.iter().any(|person| person.has_all(&surname, &others))
    }
}

impl KnownPerson {
    fn new<'a>(id: EntityId, names: impl Iterator<Item = &'a str>) -> KnownPerson {
        let names: Vec<Vec<String>> = names.map(words).collect();
        let all = || names.iter().flatten();
        let long = all().filter(|word| word.chars().count() > 1);
        let words = long.flat_map(|word| sounds(word)).collect();
        // A person of whom only the surname is recorded may have any given name.
        let several = names.iter().filter(|name| name.len() > 1).flatten();
        let initials = several.flat_map(|word| initials(word)).collect();
        KnownPerson { id, names, words, initials }
    }

    /// Whether all words of a name are among those of the person; each word as it may sound.
    fn has_all(&self, surname: &[String], others: &[Vec<String>]) -> bool {
        let has = |word: &[String]| word.iter().any(|sound| self.words.contains(sound));
        (surname.is_empty() || has(surname)) && others.iter().all(|word| has(word))
    }
}

/// The last word of a name that is no title.
fn surname(name: &[String]) -> Option<&str> {
    name.iter().map(String::as_str).rfind(|word| word.starts_with(char::is_uppercase))
}

/// Words as they sound, in one string.
fn whole(words: &[impl AsRef<str>]) -> String {
    words.iter().filter_map(|word| sounds(word.as_ref()).pop()).collect::<Vec<_>>().join(" ")
}

/// The names and forms of an entity.
pub(super) fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    entity.name.all().chain(entity.sort.all()).chain(entity.forms.iter().map(String::as_str))
}

/// The words of a name, the surname last: that of `Salmanov, Əli` stands first.
fn words(name: &str) -> Vec<String> {
    if let Some((surname, given)) = name.split_once(',') {
        return words(given).into_iter().chain(words(surname)).collect();
    }
    let words = name.split(|c: char| !c.is_alphabetic() && c != '-' && c != '\u{307}');
    words.filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

/// The sounds of the first letter of a word.
pub(super) fn initials(word: &str) -> Vec<char> {
    let letter: String = lang::fold(word).chars().take(1).collect();
    sounds(&letter).iter().filter_map(|sound| sound.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::name::Proof;

    #[test]
    fn a_register_knows_a_name_by_its_sound_and_its_initial() {
        let known = Known::of(&["Salmanov, Kamran bəy", "Rövşən paşa", "Zorin"], &["Ulu Alver"]);
        let check = |given: &[&str], titles: &[&str], surname: &[&str], expected: bool| {
            let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
            let name = Name {
                range: 0..0,
                form: String::new(),
                given: owned(given),
                titles: owned(titles),
                surname: surname.first().map(|word| (*word).to_owned()),
                readings: owned(surname),
                proof: Proof::Full,
            };
            assert_eq!(known.has(&name), expected, "{given:?} {titles:?} {surname:?}");
        };
        check(&["K"], &[], &["Salmanov"], true);
        check(&["К"], &[], &["Салманов", "Салманова"], true);
        check(&["R"], &[], &["Salmanov"], false);
        check(&[], &[], &["Salmanov"], true);
        check(&["Kamran"], &["bey"], &[], true);
        check(&["Kamran"], &["pasa"], &[], false);
        check(&["Rövşən"], &["pasa"], &[], true);
        // Any given name may be that of a person recorded without one.
        check(&["A"], &[], &["Zorin"], true);
        assert!(known.is_thing("alver") && !known.is_thing("Zorin"));
    }
}
