//! Persons that texts name by initials and surname and that the register has not.

use super::{Place, Reader, counted, lies_in, one_line, quoted, work};
use crate::edition::Edition;
use crate::edition::body::AnnotationKind;
use crate::edition::entity::Kind;
use crate::import::citation::sounds;
use crate::lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A shorter word is no surname.
const SHORTEST: usize = 4;
/// The longest case ending: `-larından`.
const LONGEST_ENDING: usize = 8;

/// A person who needs a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedPerson {
    /// The shortest form: mostly the one without a case ending.
    pub name: String,
    /// All forms, sorted.
    pub forms: Vec<String>,
    /// Where, in the order of the texts.
    pub places: Vec<Place>,
}

/// Persons named without a link, by folded surname with its case ending.
pub(super) struct Persons {
    known: BTreeSet<String>,
    found: BTreeMap<String, SuggestedPerson>,
}

impl Persons {
    pub(super) fn new(edition: &Edition) -> Persons {
        let names = edition.register(Kind::Person).flat_map(|(_, person)| {
            person.name.all().chain(person.sort.all()).chain(person.forms.iter().map(String::as_str))
        });
        let words = names.flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
        let known = words.filter(|word| word.chars().count() >= SHORTEST).flat_map(sounds).collect();
        Persons { known, found: BTreeMap::new() }
    }

    pub(super) fn read(&mut self, reader: &Reader<'_>) {
        let marked = reader.marked(|annotation| {
            matches!(annotation.kind, AnnotationKind::Mention { .. } | AnnotationKind::Citation { .. })
        });
        let words = reader.words();
        for (start, end, surname) in named(words) {
            if lies_in(&marked, start) || lies_in(&marked, end - 1) || self.is_known(&words[surname..end]) {
                continue;
            }
            let form = one_line(&words[start..end]);
            let place = reader.place(start);
            let person = self.found.entry(lang::fold(&words[surname..end])).or_insert_with(|| {
                SuggestedPerson { name: form.clone(), forms: Vec::new(), places: Vec::new() }
            });
            person.places.push(place);
            if !person.forms.contains(&form) {
                person.forms.push(form);
            }
        }
    }

    /// Whether the register has the surname, with or without a case ending.
    fn is_known(&self, surname: &str) -> bool {
        let letters: Vec<char> = surname.chars().collect();
        let shortest = letters.len().saturating_sub(LONGEST_ENDING).max(SHORTEST);
        (shortest..=letters.len()).any(|length| {
            let stem: String = letters[..length].iter().collect();
            sounds(&stem).iter().any(|sound| self.known.contains(sound))
        })
    }

    /// The persons, those with one surname but for its ending together; the most named first.
    pub(super) fn finish(self) -> Vec<SuggestedPerson> {
        let mut persons: Vec<(String, SuggestedPerson)> = Vec::new();
        // Sorted: a surname stands before the same with an ending.
        for (surname, person) in self.found {
            let stem = persons.iter_mut().rev().find(|(stem, _)| {
                let ending = surname.strip_prefix(stem.as_str()).map(|ending| ending.chars().count());
                stem.chars().count() > SHORTEST && ending.is_some_and(|length| length <= LONGEST_ENDING)
            });
            match stem {
                Some((_, known)) => {
                    known.forms.extend(person.forms);
                    known.places.extend(person.places);
                }
                None => persons.push((surname, person)),
            }
        }
        let mut persons: Vec<SuggestedPerson> = persons.into_iter().map(|(_, person)| person).collect();
        for person in &mut persons {
            person.forms.sort();
            person.forms.dedup();
            person.places.sort();
        }
        persons.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.name.cmp(&b.name)));
        persons
    }
}

/// Initials and surnames in a text: where the whole begins and ends, and where its surname begins.
fn named(text: &str) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut free = 0;
    for (stop, _) in text.match_indices('.') {
        let Some(start) = initial_before(text, stop).filter(|start| *start >= free) else { continue };
        let Some(surname) = surname_after(text, stop + 1) else { continue };
        let end = surname + word_length(&text[surname..]);
        found.push((start, end, surname));
        free = end;
    }
    found
}

/// Where the initial begins whose stop stands at `stop`, if it is one.
fn initial_before(text: &str, stop: usize) -> Option<usize> {
    let initial = text[..stop].chars().next_back().filter(|c| c.is_uppercase())?;
    let start = stop - initial.len_utf8();
    let before = text[..start].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '-').then_some(start)
}

/// Where the surname begins behind an initial: further initials and a blank may stand between.
fn surname_after(text: &str, mut at: usize) -> Option<usize> {
    for _ in 0..3 {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if blank > 2 {
            return None;
        }
        at += blank;
        let word = &text[at..at + word_length(&text[at..])];
        let is_initial = word.chars().count() == 1 && text[at + word.len()..].starts_with('.');
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        if is_initial {
            at += word.len() + 1;
            continue;
        }
        let is_surname = word.chars().count() >= SHORTEST && word.chars().skip(1).any(char::is_lowercase);
        return is_surname.then_some(at);
    }
    None
}

/// The bytes of the word at the beginning of a text.
fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())
}

impl SuggestedPerson {
    /// Writes a record with its evidence in comments.
    pub(super) fn write(&self, out: &mut String) {
        let _ = writeln!(out, "\n# {}", counted(&self.places));
        let surname = self.name.rsplit(['.', ' ']).next().unwrap_or(&self.name);
        let _ = writeln!(out, "- id: {}\n  name: {}", work::key(surname), quoted(&self.name));
        let forms: Vec<String> =
            self.forms.iter().filter(|form| **form != self.name).map(|f| quoted(f)).collect();
        if !forms.is_empty() {
            let _ = writeln!(out, "  forms: [{}]", forms.join(", "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_and_surname_are_a_person() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = named(text).iter().map(|(start, end, _)| &text[*start..*end]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Bunu N.Nərimanov yazdı.", &["N.Nərimanov"]);
        check("Q. K. Orconikidzenin və В.И.Ленина", &["Q. K. Orconikidzenin", "В.И.Ленина"]);
        check("I fəsil. Bakı. Sonra A.B. yazdı. Ə.M.Topçubaşı", &["Ə.M.Topçubaşı"]);
        check("RSFSR. Moskva və S.R. 5", &[]);
    }

    #[test]
    fn a_surname_with_a_case_ending_is_the_same_person() {
        let mut persons = Persons {
            known: ["Nəriman", "Nərimanov"].iter().flat_map(|n| sounds(n)).collect(),
            found: BTreeMap::new(),
        };
        assert!(persons.is_known("Nərimanovun") && persons.is_known("Нариманова"));
        assert!(!persons.is_known("Orconikidze"));
        let person = |name: &str| SuggestedPerson {
            name: name.to_owned(),
            forms: vec![name.to_owned()],
            places: vec![Place { text: "a".into(), at: "p1".into() }],
        };
        for name in ["Q.Orconikidze", "Q.Orconikidzenin", "A.Mikoyan"] {
            let surname = lang::fold(name.split('.').next_back().expect("a surname"));
            persons.found.insert(surname, person(name));
        }
        let found: Vec<(String, usize)> =
            persons.finish().into_iter().map(|person| (person.name, person.places.len())).collect();
        assert_eq!(found, [("Q.Orconikidze".to_owned(), 2), ("A.Mikoyan".to_owned(), 1)]);
    }
}
