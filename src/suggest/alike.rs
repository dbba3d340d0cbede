//! Persons who may be one: their names differ in spelling only.

use super::ending::small;
use super::known::{Known, KnownPerson, initials};
use super::person::SuggestedPerson;
use super::{Place, counted};
use crate::edition::Edition;
use crate::edition::body::AnnotationKind;
use crate::lang::sounds;
use crate::link::{Links, Target, anchor};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Two persons who may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The two, one of them perhaps without a record yet.
    pub pair: [Candidate; 2],
}

/// One of two persons who may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id, or the one that is suggested.
    pub key: String,
    /// Whether the register has it.
    pub is_recorded: bool,
    /// Its name.
    pub name: String,
    /// Where it is named.
    pub places: Vec<Place>,
    /// How each of its forms sounds.
    forms: Vec<Form>,
}

/// How a name sounds, in each way it may.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Form {
    surname: Vec<String>,
    /// The surname without what makes it one.
    bare: Vec<String>,
    initial: Vec<char>,
    /// The first given name and all together; none where there are initials only.
    given: Option<[Vec<String>; 2]>,
}

/// The pairs of persons, suggested or recorded, who may be one.
pub(super) fn alike(
    edition: &Edition,
    links: &Links,
    known: &Known,
    persons: &[SuggestedPerson],
) -> Vec<Alike> {
    let places = places(edition, links);
    let suggested = persons.iter().filter_map(Candidate::suggested);
    let recorded = known.persons().iter().map(|person| Candidate::recorded(edition, person, &places));
    let all: Vec<Candidate> = suggested.chain(recorded).collect();
    let mut found = Vec::new();
    for (n, one) in all.iter().enumerate() {
        for other in all[n + 1..].iter().filter(|other| one.is_like(other)) {
            found.push(Alike { pair: [one.clone(), other.clone()] });
        }
    }
    found
}

/// Where the texts name each person of the register, by number of the entity.
fn places(edition: &Edition, links: &Links) -> BTreeMap<usize, Vec<Place>> {
    let mut found: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for (id, text) in edition.texts.iter() {
        let own = &links.texts[id.index()];
        for (annotation, link) in text.body.annotations.iter().zip(&own.annotations) {
            if let (AnnotationKind::Mention { .. }, Target::Entity(entity)) = (&annotation.kind, link.target)
            {
                let place = Place { text: format!("{}.{}", text.key, text.lang), at: anchor(own, link) };
                found.entry(entity.index()).or_default().push(place);
            }
        }
    }
    found
}

impl Candidate {
    fn suggested(person: &SuggestedPerson) -> Option<Candidate> {
        let (surname, given) = &person.parts;
        Some(Candidate {
            key: person.key.clone(),
            is_recorded: false,
            name: person.name.clone(),
            places: person.places.clone(),
            forms: vec![Form::new(surname.as_deref()?, given)],
        })
    }

    fn recorded(edition: &Edition, person: &KnownPerson, places: &BTreeMap<usize, Vec<Place>>) -> Candidate {
        let entity = &edition.entities[person.id];
        let forms = person.names.iter().filter_map(|words| {
            let (surname, given) = words.split_last()?;
            Some(Form::new(surname, given))
        });
        Candidate {
            key: entity.key.to_string(),
            is_recorded: true,
            name: entity.name.all().next().unwrap_or_default().to_owned(),
            places: places.get(&person.id.index()).cloned().unwrap_or_default(),
            forms: forms.collect(),
        }
    }

    fn is_like(&self, other: &Candidate) -> bool {
        self.forms.iter().any(|one| other.forms.iter().any(|another| one.may_be(another)))
    }
}

impl Form {
    fn new(surname: &str, given: &[String]) -> Form {
        let first = given.first().map_or("", String::as_str);
        let is_word = first.chars().count() > 1;
        Form {
            surname: sounds(surname),
            bare: sounds(&bare(surname)),
            initial: initials(first),
            given: is_word.then(|| [sounds(first), sounds(&given.concat())]),
        }
    }

    /// Whether two names may be one: surnames that sound alike or nearly so, given names that do not contradict.
    fn may_be(&self, other: &Form) -> bool {
        if self.initial.is_empty() || other.initial.is_empty() {
            return is_near(&self.surname, &other.surname, 0);
        }
        let given = || match (&self.given, &other.given) {
            (Some(one), Some(other)) => one.iter().zip(other).any(|(one, other)| is_near(one, other, 1)),
            _ => true,
        };
        self.initial.iter().any(|letter| other.initial.contains(letter))
            && self.has_near_surname(other)
            && given()
    }

    /// Surnames that differ in a letter or two, or in what they end in: `Salmanlı`, `Salmanov`.
    fn has_near_surname(&self, other: &Form) -> bool {
        let length = |sounds: &[String]| sounds.iter().map(String::len).min().unwrap_or(0);
        let shorter = length(&self.bare).min(length(&other.bare));
        let most = if shorter < 6 { 0 } else { 1 + usize::from(shorter >= 8) };
        is_near(&self.bare, &other.bare, most) && is_near(&self.surname, &other.surname, 2)
    }
}

/// A surname without what makes it one.
fn bare(surname: &str) -> String {
    const ENDS: [&str; 14] =
        ["yeva", "yev", "eva", "ova", "ev", "ov", "ева", "ова", "ев", "ов", "li", "lı", "lu", "lü"];
    let surname = small(surname);
    let stem = ENDS.iter().find_map(|end| surname.strip_suffix(end)).filter(|stem| stem.chars().count() > 3);
    stem.unwrap_or(&surname).to_owned()
}

/// Whether two words, each with the ways it may sound, differ by so many letters at most.
fn is_near(one: &[String], other: &[String], most: usize) -> bool {
    let near = |a: &str, b: &str| {
        a == b || (most > 0 && a.len().abs_diff(b.len()) <= most && distance(a, b) <= most)
    };
    one.iter().any(|a| other.iter().any(|b| near(a, b)))
}

/// How many letters must be put in, left out or changed to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = n + 1;
        for (m, another) in other.iter().enumerate() {
            let changed = before + usize::from(letter != *another);
            before = row[m + 1];
            row[m + 1] = changed.min(row[m] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

impl Alike {
    /// Writes the pair as comments.
    pub(super) fn write(&self, out: &mut String) {
        let [one, other] = &self.pair;
        let _ = writeln!(out, "#\n# {}\n# {}", one.line(), other.line());
    }
}

impl Candidate {
    fn line(&self) -> String {
        let of = if self.is_recorded { "in the register" } else { "new" };
        let places =
            if self.places.is_empty() { String::new() } else { format!(", {}", counted(&self.places)) };
        format!("{} ({}, {of}){places}", self.name, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_spelling_may_be_one() {
        let name = |words: &str| {
            let mut words: Vec<String> = words.split(' ').map(ToOwned::to_owned).collect();
            Form::new(&words.pop().expect("a surname"), &words)
        };
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!(name(one).may_be(&name(other)), expected, "{one} {other}");
        };
        check("N Həmidov", "Н Гамидов", true);
        check("Nəriman Salmanlı", "N Salmanov", true);
        check("L Vardoyan", "L Vardeyan", true);
        check("L Vardoyan", "M Vardeyan", false);
        check("Ə Kərimov", "E Kerimov", true);
        check("Ali Salmanov", "Aslan Salmanov", false);
        check("M Həsənov", "M Hüseynov", false);
        check("Salmanov", "A Salmanov", true);
    }
}
