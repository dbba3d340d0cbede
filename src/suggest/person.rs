//! Persons that texts name and that the register has not.

use super::known::Known;
use super::name::{Finder, Name, Proof, identity};
use super::token::{Token, Words, tokens};
use super::{Place, Reader, counted, key, number_equal_keys};
use crate::import::markdown::quoted;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A person who needs a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedPerson {
    /// An id for the record.
    pub key: String,
    /// The fullest form.
    pub name: String,
    /// The name with the surname first, if there is one.
    pub sort: Option<String>,
    /// All forms without case endings, sorted.
    pub forms: Vec<String>,
    /// Where, in the order of the texts.
    pub places: Vec<Place>,
    /// What comparisons need: surname, given names and initials of the fullest form.
    pub(super) parts: (Option<String>, Vec<String>),
}

/// A surname alone means one of several who have it, if the texts speak of him so many times more often.
const FAR_MORE: usize = 3;

/// A name and where it stands.
type Mention = (Name, Place);

/// The persons whom texts name without a link, the most named first.
pub(super) fn persons(
    readers: &[Reader<'_>],
    known: &Known,
    taken: BTreeSet<String>,
) -> Vec<SuggestedPerson> {
    let all: Vec<Vec<Token<'_>>> = readers.iter().map(tokens).collect();
    let mut words = Words::default();
    all.iter().for_each(|tokens| words.read(tokens));
    let finder = Finder::new(&words, known);
    let mut mentions: Vec<Mention> = Vec::new();
    for (reader, tokens) in readers.iter().zip(&all) {
        let names = finder.names(tokens, reader.words());
        let unknown = names.into_iter().filter(|name| !known.has(name));
        mentions.extend(unknown.map(|name| {
            let place = reader.place(name.range.start);
            (name, place)
        }));
    }
    grouped(mentions, taken)
}

/// The mentions of one person.
struct Person {
    mentions: Vec<Mention>,
    /// The given names and initials that tell most.
    given: Vec<String>,
    surname: Option<String>,
}

/// Makes one person of the forms of a name.
fn grouped(mentions: Vec<Mention>, taken: BTreeSet<String>) -> Vec<SuggestedPerson> {
    let (mut full, rest): (Vec<Mention>, Vec<Mention>) =
        mentions.into_iter().partition(|(name, _)| name.surname.is_some() && !name.given.is_empty());
    // What tells most comes first, so that `Q. Salmanov` finds `Qara Əli Salmanov`; women behind men.
    full.sort_by_cached_key(|(name, _)| {
        let letters: usize = name.given.iter().map(|given| given.chars().count()).sum();
        (usize::MAX - name.given.len(), usize::MAX - letters, name.given.clone(), name.surname.clone())
    });
    let mut persons: Vec<Person> = Vec::new();
    full.into_iter().for_each(|mention| add(&mut persons, mention));
    join_datives(&mut persons);
    let (titled, alone): (Vec<Mention>, Vec<Mention>) =
        rest.into_iter().partition(|(name, _)| name.surname.is_none());
    add_titled(&mut persons, titled);
    add_alone(&mut persons, alone);
    let mut persons: Vec<SuggestedPerson> = persons.iter().map(Person::suggested).collect();
    persons.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.name.cmp(&b.name)));
    number_equal_keys(persons.iter_mut().map(|person| &mut person.key), taken);
    persons
}

/// Adds a mention with surname and given name: to the one person whom it fits, else as a new one.
fn add(persons: &mut Vec<Person>, mention: Mention) {
    let name = &mention.0;
    let surname = name.surname.as_deref().map(identity);
    let fits = |person: &Person| person.surname == surname && is_short_for(&name.given, &person.given);
    let fitting: Vec<usize> = (0..persons.len()).filter(|n| fits(&persons[*n])).collect();
    let same = fitting.iter().find(|n| persons[**n].given == name.given);
    match (same, fitting.as_slice()) {
        (Some(n), _) | (None, [n]) => persons[*n].mentions.push(mention),
        _ => persons.push(Person { given: name.given.clone(), surname, mentions: vec![mention] }),
    }
}

/// Whether given names and initials are others, shortened or in part: `Q.` for `Qara Əli`. Letters are compared as
/// they are: `Ə.` is not `E.`
fn is_short_for(short: &[String], long: &[String]) -> bool {
    let is_like = |one: &str, other: &str| {
        let (one, other) = (identity(one), identity(other));
        one == other
            || (one.chars().count() == 1 || other.chars().count() == 1)
                && one.chars().next() == other.chars().next()
    };
    let mut rest = long.iter();
    short.first().zip(long.first()).is_some_and(|(one, other)| is_like(one, other))
        && short.iter().all(|one| rest.any(|other| is_like(one, other)))
}

/// `A.Kərimova` is the dative of `A.Kərimov`, unless `A.Kərimovanın` says that she is a woman.
fn join_datives(persons: &mut Vec<Person>) {
    let is_woman = |person: &Person| {
        let surname = person.surname.as_deref().unwrap_or_default();
        person
            .mentions
            .iter()
            .any(|(name, _)| name.readings.last().is_none_or(|word| identity(word) != surname))
    };
    for n in (0..persons.len()).rev() {
        let Some(man) = persons[n].surname.as_deref().and_then(masculine) else { continue };
        if !persons[n].mentions.iter().all(|mention| may_read(mention, man)) {
            continue;
        }
        let given = &persons[n].given;
        let of = |person: &Person| {
            person.surname.as_deref() == Some(man)
                && (is_short_for(given, &person.given) || is_short_for(&person.given, given))
        };
        if is_woman(&persons[n]) {
            continue;
        }
        if let Some(other) = persons.iter().position(of) {
            let datives = persons.remove(n).mentions;
            let other = other - usize::from(other > n);
            persons[other].mentions.extend(datives.into_iter().map(nominative));
        }
    }
}

/// A mention in the dative, `Kərimova`, as one of `Kərimov`.
fn nominative((name, place): Mention) -> Mention {
    let man = |word: &str| masculine(word).unwrap_or(word).to_owned();
    (Name { form: man(&name.form), surname: name.surname.as_deref().map(man), ..name }, place)
}

fn masculine(surname: &str) -> Option<&str> {
    const ENDS: [&str; 6] = ["ov", "ev", "in", "ов", "ев", "ин"];
    surname.strip_suffix(['a', 'а']).filter(|man| ENDS.iter().any(|end| man.ends_with(end)))
}

/// Adds given names with a title: to the one person of that given name and title, else as a new one.
fn add_titled(persons: &mut Vec<Person>, titled: Vec<Mention>) {
    for mention in titled {
        let name = &mention.0;
        let given: Vec<String> = name.given.iter().map(|word| identity(word)).collect();
        let has = |person: &Person| {
            person.given.iter().map(|word| identity(word)).collect::<Vec<_>>() == given
                && person.mentions.iter().any(|(other, _)| other.titles == name.titles)
        };
        let fitting: Vec<usize> = (0..persons.len()).filter(|n| has(&persons[*n])).collect();
        match fitting.as_slice() {
            [n] => persons[*n].mentions.push(mention),
            _ => match fitting.iter().find(|n| persons[**n].surname.is_none()) {
                Some(n) => persons[*n].mentions.push(mention),
                None => {
                    persons.push(Person { given: name.given.clone(), surname: None, mentions: vec![mention] })
                }
            },
        }
    }
}

/// Adds surnames that stand alone: to the one person who has it; else, where that is proof enough, as new ones.
fn add_alone(persons: &mut Vec<Person>, alone: Vec<Mention>) {
    let mut by_surname: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for mention in alone {
        let surname = mention.0.surname.as_deref().map(identity).unwrap_or_default();
        by_surname.entry(surname).or_default().push(mention);
    }
    join_lone_datives(&mut by_surname, persons);
    for (surname, mentions) in by_surname {
        let has = |person: &Person| {
            let own = person.surname.as_deref();
            let full = |(name, _): &Mention| name.proof == Proof::Full;
            own == Some(&*surname) && person.mentions.iter().any(full)
        };
        let mut fitting: Vec<usize> = (0..persons.len()).filter(|n| has(&persons[*n])).collect();
        fitting.sort_by_key(|n| usize::MAX - persons[*n].mentions.len());
        // Of several the one of whom the texts speak far more than of the others.
        let is_far_more = |one: usize, other: usize| {
            persons[one].mentions.len() >= FAR_MORE * persons[other].mentions.len()
        };
        let count = |proof: Proof| mentions.iter().filter(|(name, _)| name.proof == proof).count();
        match fitting.as_slice() {
            [n] => persons[*n].mentions.extend(mentions),
            [n, other, ..] if is_far_more(*n, *other) => persons[*n].mentions.extend(mentions),
            _ if count(Proof::Full) > 0 || count(Proof::Shape) > 1 => {
                persons.push(Person { given: Vec::new(), surname: Some(surname), mentions });
            }
            _ => {}
        }
    }
}

/// Whether a mention may be read as a surname with an ending of its language: in English `Kerimova` has none.
fn may_read((name, _): &Mention, surname: &str) -> bool {
    name.readings.iter().any(|word| identity(word) == surname)
}

/// Gives `Kərimova` to `Kərimov` where nobody is called `A.Kərimova`.
fn join_lone_datives(by_surname: &mut BTreeMap<String, Vec<Mention>>, persons: &[Person]) {
    let women: Vec<String> =
        by_surname.keys().filter(|surname| masculine(surname).is_some()).cloned().collect();
    for woman in women {
        let is = |name: &str| persons.iter().any(|person| person.surname.as_deref() == Some(name));
        let may_be = |man: &&str| by_surname[&woman].iter().all(|mention| may_read(mention, man));
        let is_there = |man: &&str| is(man) || by_surname.contains_key(*man);
        let Some(man) = masculine(&woman).filter(may_be).filter(is_there) else {
            continue;
        };
        let man = man.to_owned();
        if is(&woman) {
            continue;
        }
        let datives = by_surname.remove(&woman).unwrap_or_default();
        by_surname.entry(man).or_default().extend(datives.into_iter().map(nominative));
    }
}

impl Person {
    fn suggested(&self) -> SuggestedPerson {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        self.mentions.iter().for_each(|(name, _)| *counts.entry(&name.form).or_default() += 1);
        let fullness = |name: &Name| {
            let words = name.given.iter().filter(|given| given.chars().count() > 1).count();
            (name.surname.is_some(), words, name.given.len(), name.titles.len(), counts[&*name.form])
        };
        let fullest = self.mentions.iter().map(|(name, _)| name).max_by(|a, b| {
            fullness(a)
                .cmp(&fullness(b))
                .then_with(|| b.form.len().cmp(&a.form.len()))
                .then_with(|| b.form.cmp(&a.form))
        });
        let fullest = fullest.expect("a person is made of a mention");
        let mut places: Vec<Place> = self.mentions.iter().map(|(_, place)| place.clone()).collect();
        places.sort();
        let surname = fullest.surname.as_deref();
        SuggestedPerson {
            key: key(surname.unwrap_or(&fullest.form), "person"),
            name: fullest.form.clone(),
            sort: surname.and_then(|surname| sort(&fullest.form, surname)),
            forms: counts.into_keys().map(ToOwned::to_owned).collect(),
            places,
            parts: (fullest.surname.clone(), fullest.given.clone()),
        }
    }
}

/// `Əli bəy Salmanov` as `Salmanov, Əli bəy`; none where the surname is all, or does not stand at the end.
fn sort(name: &str, surname: &str) -> Option<String> {
    let given = name.strip_suffix(surname)?.trim();
    (!given.is_empty()).then(|| format!("{surname}, {given}"))
}

impl SuggestedPerson {
    /// Writes a record with its evidence in comments.
    pub(super) fn write(&self, out: &mut String) {
        let _ = writeln!(out, "\n# {}", counted(&self.places));
        let _ = writeln!(out, "- id: {}\n  name: {}", self.key, quoted(&self.name));
        if let Some(sort) = &self.sort {
            let _ = writeln!(out, "  sort: {}", quoted(sort));
        }
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
    use crate::suggest::token::words;

    /// The persons of a text as `name: forms × places`.
    fn persons(lang: &str, text: &str) -> Vec<String> {
        let tokens = words(text, 0..text.len(), lang);
        let mut all = Words::default();
        all.read(&tokens);
        let known = Known::of(&[], &[]);
        let names = Finder::new(&all, &known).names(&tokens, text).into_iter();
        let mentions = names.map(|name| (name, Place { text: "a".into(), at: "p1".into() })).collect();
        let found = grouped(mentions, BTreeSet::from(["salmanov".to_owned()]));
        found
            .iter()
            .map(|one| format!("{} {} {}×", one.key, one.forms.join(" | "), one.places.len()))
            .collect()
    }

    #[test]
    fn the_forms_of_a_name_are_one_person() {
        let check =
            |lang: &str, text: &str, expected: &[&str]| assert_eq!(persons(lang, text), expected, "{text}");
        check(
            "az",
            "Onda Kamran bəy Salmanov, K.Salmanovun qardaşı, Salmanova dedi; Kamran bəy getdi.",
            &["salmanov-2 K.Salmanov | Kamran bəy | Kamran bəy Salmanov | Salmanov 4×"],
        );
        // Which of two, the surname alone does not say, unless one is far more often named.
        check(
            "az",
            "Onda A.Zorov, B.Zorov və Zorov gəldi, sonra Zorovun yanına getdi.",
            &["zorov Zorov 2×", "zorov-2 A.Zorov 1×", "zorov-3 B.Zorov 1×"],
        );
        check(
            "az",
            "Onda A.Zorov, A.Zorov, A.Zorov, B.Zorov və Zorov gəldi.",
            &["zorov A.Zorov | Zorov 4×", "zorov-2 B.Zorov 1×"],
        );
        check("az", "Onda Ə.Əliyev və E.Eliyev.", &["eliyev E.Eliyev 1×", "eliyev-2 Ə.Əliyev 1×"]);
        check("ru", "Там М.Штерн, М.Штерна, М.Штерном.", &["shtern М.Штерн 3×"]);
        check(
            "en",
            "There A.Kerimov and A.Kerimova stood.",
            &["kerimov A.Kerimov 1×", "kerimova A.Kerimova 1×"],
        );
        check("en", "There general Brandt stood.", &["brandt Brandt 1×"]);
        check("en", "There J.Robert and J.Roberta stood.", &["robert J.Robert 1×", "roberta J.Roberta 1×"]);
        check("az", "Onda Zorov gəldi.", &[]);
    }

    #[test]
    fn a_dative_is_told_from_a_woman() {
        let check = |text: &str, expected: &[&str]| assert_eq!(persons("az", text), expected, "{text}");
        check("Onda A.Kərimov, A.Kərimova.", &["kerimov A.Kərimov 2×"]);
        check(
            "Onda A.Kərimov, A.Kərimova, A.Kərimovanın.",
            &["kerimova A.Kərimova 2×", "kerimov A.Kərimov 1×"],
        );
    }

    #[test]
    fn a_record_is_ready_to_paste() {
        let text = "Onda Kamran bəy Salmanovun, K. Salmanovun.";
        let tokens = words(text, 0..text.len(), "az");
        let (all, known) = (Words::default(), Known::of(&[], &[]));
        let names = Finder::new(&all, &known).names(&tokens, text).into_iter();
        let place = |at: &str| Place { text: "a.az".into(), at: at.into() };
        let mentions = names.zip([place("p1"), place("p2")]).collect();
        let mut out = String::new();
        grouped(mentions, BTreeSet::new())[0].write(&mut out);
        assert_eq!(
            out,
            "\n# 2 × in a.az: p1, p2\n- id: salmanov\n  name: \"Kamran bəy Salmanov\"\n  \
             sort: \"Salmanov, Kamran bəy\"\n  forms: [\"K. Salmanov\"]\n"
        );
    }
}
