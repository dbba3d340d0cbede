//! Persons that texts name by initials and surname and that the register has not.

use super::{Place, Reader, counted, key, lies_in, number_equal_keys, one_line};
use crate::edition::Edition;
use crate::edition::body::AnnotationKind;
use crate::edition::entity::Kind;
use crate::import::markdown::quoted;
use crate::lang::sounds;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A shorter word is no surname.
const SHORTEST: usize = 4;
/// A person who needs a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedPerson {
    /// An id for the record.
    pub key: String,
    /// The shortest form: mostly the one without a case ending.
    pub name: String,
    /// All forms, sorted.
    pub forms: Vec<String>,
    /// Where, in the order of the texts.
    pub places: Vec<Place>,
}

/// Persons named without a link.
pub(super) struct Persons {
    known: BTreeSet<String>,
    /// Ids of the register.
    taken: BTreeSet<String>,
    /// By initials, then by surname with its case ending.
    found: BTreeMap<(String, String), Found>,
}

/// A person with one form of the surname.
struct Found {
    /// The language of the text where it was found first.
    lang: String,
    person: SuggestedPerson,
}

impl Persons {
    pub(super) fn new(edition: &Edition) -> Persons {
        let names = edition.register(Kind::Person).flat_map(|(_, person)| {
            person.name.all().chain(person.sort.all()).chain(person.forms.iter().map(String::as_str))
        });
        let words = names.flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
        let known = words.filter(|word| word.chars().count() >= SHORTEST).flat_map(sounds).collect();
        let taken = edition.register(Kind::Person).map(|(_, person)| person.key.to_string()).collect();
        Persons { known, taken, found: BTreeMap::new() }
    }

    pub(super) fn read(&mut self, reader: &Reader<'_>) {
        let marked = reader.marked(|annotation| {
            matches!(annotation.kind, AnnotationKind::Mention { .. } | AnnotationKind::Citation { .. })
        });
        let words = reader.words();
        for (start, end, surname) in named(words) {
            let lang = &reader.text.lang;
            if lies_in(&marked, start)
                || lies_in(&marked, end - 1)
                || self.is_known(&words[surname..end], lang)
            {
                continue;
            }
            self.add((&words[start..surname], &words[surname..end]), lang, reader.place(start));
        }
    }

    fn add(&mut self, (initials, surname): (&str, &str), lang: &str, place: Place) {
        let form = one_line(&format!("{initials}{surname}"));
        // Letters are compared as they are: Ə.Əliyev is not E.Eliyev.
        let letters = initials.chars().filter(|c| c.is_alphabetic()).collect();
        let found = self.found.entry((letters, surname.to_lowercase())).or_insert_with(|| Found {
            lang: lang.to_owned(),
            person: SuggestedPerson {
                key: key(surname, "person"),
                name: form.clone(),
                forms: Vec::new(),
                places: Vec::new(),
            },
        });
        found.person.places.push(place);
        if !found.person.forms.contains(&form) {
            found.person.forms.push(form);
        }
    }

    /// Whether the register has the surname, with or without a case ending.
    fn is_known(&self, surname: &str, lang: &str) -> bool {
        let small = surname.to_lowercase();
        let stems = small.char_indices().map(|(at, _)| at).chain([small.len()]);
        stems.map(|at| small.split_at(at)).any(|(stem, ending)| {
            stem.chars().count() >= SHORTEST
                && (ending.is_empty() || is_ending(ending, lang))
                && sounds(stem).iter().any(|sound| self.known.contains(sound))
        })
    }

    /// The persons, those with the same initials and one surname but for its ending together; the most named
    /// first.
    pub(super) fn finish(self) -> Vec<SuggestedPerson> {
        let mut persons: Vec<((String, String), SuggestedPerson)> = Vec::new();
        // Sorted: a surname stands before the same with an ending.
        for (name, Found { lang, person }) in self.found {
            let mut same = persons.iter_mut().rev().take_while(|(other, _)| other.0 == name.0);
            match same.find(|(other, _)| is_form(&other.1, &name.1, &lang)) {
                Some((_, known)) => {
                    known.forms.extend(person.forms);
                    known.places.extend(person.places);
                }
                None => persons.push((name, person)),
            }
        }
        let mut persons: Vec<SuggestedPerson> = persons.into_iter().map(|(_, person)| person).collect();
        for person in &mut persons {
            person.forms.sort();
            person.forms.dedup();
            person.places.sort();
        }
        persons.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.name.cmp(&b.name)));
        number_equal_keys(persons.iter_mut().map(|person| &mut person.key), self.taken);
        persons
    }
}

/// Whether a surname is another one with a case ending, both in small letters.
fn is_form(stem: &str, surname: &str, lang: &str) -> bool {
    let Some(ending) = surname.strip_prefix(stem) else { return false };
    // Məmmədova is mostly a woman, who is not Məmmədov.
    let is_woman = matches!(ending, "a" | "а")
        && ["ov", "ev", "in", "ов", "ев", "ёв", "ин"].iter().any(|end| stem.ends_with(end));
    stem.chars().count() > SHORTEST && !is_woman && is_ending(ending, lang)
}

/// Case endings of Azerbaijani and Turkish nouns: `A` is one of a, ə, e; `I` is one of ı, i, u, ü.
const TURKIC: &[&str] = &[
    "In", "nIn", "A", "yA", "I", "nI", "yI", "dA", "tA", "dAn", "tAn", "lA", "ylA", "dIr", "tIr", "dAkI",
    "tAkI",
];
/// Case endings of Russian surnames.
const RUSSIAN: &[&str] = &["а", "я", "у", "ю", "ом", "ем", "ым", "им", "е", "и", "ы", "ых", "их", "ыми"];

/// Whether letters are a case ending of a language, with or without the plural before it.
fn is_ending(letters: &str, lang: &str) -> bool {
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
        let _ = writeln!(out, "- id: {}\n  name: {}", self.key, quoted(&self.name));
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

    fn persons(known: &[&str]) -> Persons {
        let known = known.iter().flat_map(|name| sounds(name)).collect();
        Persons { known, taken: BTreeSet::from(["dadasov".to_owned()]), found: BTreeMap::new() }
    }

    #[test]
    fn a_register_knows_a_surname_with_its_endings() {
        let persons = persons(&["Nəriman", "Nərimanov", "Həsən"]);
        let check = |surname: &str, lang: &str, expected: bool| {
            assert_eq!(persons.is_known(surname, lang), expected, "{surname}");
        };
        check("Nərimanov", "en", true);
        check("Nərimanovun", "az", true);
        check("Nərimanovlardan", "az", true);
        check("Нариманова", "ru", true);
        check("Nərimanovski", "az", false);
        check("Həsənoğlu", "az", false);
        check("Orconikidze", "az", false);
    }

    #[test]
    fn only_a_case_ending_makes_two_names_one_person() {
        let check = |lang: &str, names: &[&str], expected: &[(&str, &str, usize)]| {
            let mut persons = persons(&[]);
            for name in names {
                let surname = name.rfind('.').expect("an initial") + 1;
                persons.add(name.split_at(surname), lang, Place { text: "a".into(), at: "p1".into() });
            }
            let found = persons.finish();
            let found: Vec<(&str, &str, usize)> =
                found.iter().map(|one| (&*one.key, &*one.name, one.forms.len())).collect();
            assert_eq!(found, expected, "{names:?}");
        };
        check(
            "az",
            &["Q.Orconikidze", "Q.Orconikidzenin", "Q.Orconikidzedən", "A.Mikoyan"],
            &[("orconikidze", "Q.Orconikidze", 3), ("mikoyan", "A.Mikoyan", 1)],
        );
        check("ru", &["М.Шмидт", "М.Шмидта", "М.Шмидтом"], &[("shmidt", "М.Шмидт", 3)]);
        check(
            "az",
            &["A.Məmmədov", "B.Məmmədov", "B.Məmmədovun"],
            &[("memmedov", "B.Məmmədov", 2), ("memmedov-2", "A.Məmmədov", 1)],
        );
        check(
            "az",
            &["A.Həsən", "A.Həsənoğlunun", "C.Həsənoğlunun"],
            &[
                ("hesen", "A.Həsən", 1),
                ("hesenoglunun", "A.Həsənoğlunun", 1),
                ("hesenoglunun-2", "C.Həsənoğlunun", 1),
            ],
        );
        check("az", &["Ə.Əliyev", "E.Eliyev"], &[("eliyev", "E.Eliyev", 1), ("eliyev-2", "Ə.Əliyev", 1)]);
        check(
            "az",
            &["A.Kərimov", "A.Kərimova", "A.Kərimovanın"],
            &[("kerimova", "A.Kərimova", 2), ("kerimov", "A.Kərimov", 1)],
        );
        // The register has the id, for somebody else.
        check("az", &["M.Dadaşov"], &[("dadasov-2", "M.Dadaşov", 1)]);
        check("en", &["J.Robert", "J.Roberta"], &[("robert", "J.Robert", 1), ("roberta", "J.Roberta", 1)]);
    }
}
