//! The registers as stems: what is known of each record, and by which words it is called.

use std::collections::{HashMap, HashSet};

use crate::edition::edtf::Edtf;
use crate::edition::entity::{Detail, Entity, EntityId, EntityRef, Kind};
use crate::edition::id::Table;
use crate::lang::name::BUILT_IN;
use crate::lang::sounds;

use super::ending::Stem;
use super::person::forms_of_person;
use super::word::{Words, is_cyrillic, plain};

/// Shorter stems are looked for as whole words only.
pub(super) const SHORTEST: usize = 3;

/// All records and the words by which they are found.
pub(super) struct Dictionary {
    pub(super) records: Vec<Record>,
    pub(super) forms: Vec<Form>,
    /// Forms by the stem of their first word.
    by_stem: HashMap<Box<str>, Vec<u32>>,
    /// Beginnings of these stems: most words of a text have none of them.
    beginnings: HashSet<[u8; 6]>,
    /// Beginnings of forms that begin with a small letter.
    small: HashSet<[u8; 6]>,
    pub(super) language: Vocabulary,
}

/// What is known of a record.
pub(super) struct Record {
    pub(super) id: EntityId,
    pub(super) kind: Kind,
    /// Given names and names of fathers.
    pub(super) givens: Vec<Given>,
    /// Initials of the first names, of the second, and of any.
    pub(super) initials: [u32; 3],
    /// The letters with which its given names are written.
    pub(super) letters: String,
    /// Years of birth and death.
    pub(super) life: (Option<i64>, Option<i64>),
    pub(super) offices: Vec<Office>,
    /// Places and bodies of the events in which it takes part, sorted.
    pub(super) beside: Vec<EntityId>,
    /// Whether the surname alone, and with initials, is among its further forms.
    pub(super) lists_surname: bool,
    pub(super) lists_initials: bool,
    /// Whether the surname is so short that it may be any word.
    pub(super) is_short: bool,
}

/// A given name.
pub(super) struct Given {
    pub(super) stem: Stem,
    sounds: Vec<String>,
}

/// When somebody was what, and where.
pub(super) struct Office {
    pub(super) years: (Option<i64>, Option<i64>),
    pub(super) body: Option<EntityId>,
}

/// How a form names its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A surname, alone or with what stands beside it.
    Surname,
    /// All that is needed.
    Whole,
    /// A given name with its title: only where the person was named before.
    Weak,
}

/// Words by which a record is called.
pub(super) struct Form {
    pub(super) record: u32,
    pub(super) words: Vec<FormWord>,
    /// How many words at its beginning do not belong to the mention: titles before a name.
    pub(super) skip: usize,
    pub(super) name_use: Use,
    pub(super) has_capital: bool,
    /// Whether a bracket closes behind the last word: `RKP(b)`.
    pub(super) has_bracket: bool,
}

/// A word of a form.
pub(super) struct FormWord {
    pub(super) stem: Stem,
    /// An abbreviation, which is written in capitals.
    pub(super) is_upper: bool,
    /// How many of its letters are ş or ç: where a text has more of them it is another word.
    pub(super) hissing: usize,
}

/// The words of all languages by which names are read.
pub(super) struct Vocabulary {
    pub(super) titles: Vec<Stem>,
    pub(super) given: HashSet<String>,
    pub(super) roles: Vec<&'static str>,
    pub(super) fathers: Vec<&'static str>,
}

impl Vocabulary {
    fn new() -> Vocabulary {
        let all = |list: fn(&crate::lang::name::NameWords) -> &'static str| {
            BUILT_IN.iter().flat_map(move |(_, words)| list(words).split_whitespace())
        };
        Vocabulary {
            titles: all(|words| words.titles).map(Stem::new).collect(),
            given: all(|words| words.given).map(str::to_owned).collect(),
            roles: all(|words| words.roles).collect(),
            fathers: all(|words| words.fathers).collect(),
        }
    }

    /// Whether a word is a title, with or without an ending.
    pub(super) fn is_title(&self, key: &str) -> bool {
        self.titles.iter().any(|title| title.fit(key, None, true).is_some())
    }

    /// Whether a word stands before a name without being one: `Komissar`.
    pub(super) fn is_role(&self, key: &str) -> bool {
        self.roles.iter().any(|role| {
            let longer = key.strip_prefix(role).map(|rest| rest.chars().count());
            longer.is_some_and(|longer| longer == 0 || role.chars().count() > 3 && longer < 4)
        })
    }

    /// Whether a word is the name of a father or says so.
    pub(super) fn is_father(&self, key: &str) -> bool {
        let ends = |end: &&&str| key.ends_with(**end) && (key == **end || key.len() > end.len() + 2);
        self.fathers.iter().any(|end| ends(&end))
            || key.chars().count() > 5
                && self
                    .fathers
                    .iter()
                    .any(|end| key.find(end).is_some_and(|at| at > 3 && key.len() <= at + end.len() + 4))
    }
}

impl Given {
    pub(super) fn new(word: &str) -> Given {
        Given { stem: Stem::new(word), sounds: sounds(word) }
    }

    /// Whether a word of a text is this name, in whatever spelling.
    pub(super) fn is(&self, key: &str) -> bool {
        if self.stem.fit(key, None, true).is_some() {
            return true;
        }
        // One of the two has an ending of Russian at most.
        key.chars().count() > 2 && sounds(key).iter().any(|sound| self.sounds.contains(sound))
    }
}

impl Dictionary {
    pub(super) fn new(entities: &Table<EntityRef, Entity>) -> Dictionary {
        let mut dictionary = Dictionary {
            records: Vec::new(),
            forms: Vec::new(),
            by_stem: HashMap::new(),
            beginnings: HashSet::new(),
            small: HashSet::new(),
            language: Vocabulary::new(),
        };
        for (id, entity) in entities.iter().filter(|(_, entity)| entity.kind != Kind::Work) {
            dictionary.add(id, entity, entities);
        }
        dictionary.read_events(entities);
        dictionary
    }

    /// Where and with whom persons act, as the events say.
    fn read_events(&mut self, entities: &Table<EntityRef, Entity>) {
        let mut beside: HashMap<EntityId, Vec<EntityId>> = HashMap::new();
        for entity in entities.items() {
            let Detail::Event(event) = &entity.detail else { continue };
            let of_kind = |wanted: &'static [Kind]| {
                let linked = event.linked.iter().filter(move |linked| wanted.contains(&linked.value.kind));
                linked.filter_map(|linked| entities.find(&linked.value))
            };
            for person in of_kind(&[Kind::Person]) {
                beside.entry(person).or_default().extend(of_kind(&[Kind::Place, Kind::Body]));
            }
        }
        for record in &mut self.records {
            record.beside = beside.remove(&record.id).unwrap_or_default();
            record.beside.sort_unstable();
            record.beside.dedup();
        }
    }

    fn add(&mut self, id: EntityId, entity: &Entity, entities: &Table<EntityRef, Entity>) {
        let number = u32::try_from(self.records.len()).expect("fewer than 2^32 records");
        let mut record = Record {
            id,
            kind: entity.kind,
            givens: Vec::new(),
            initials: [0; 3],
            letters: String::new(),
            life: (None, None),
            offices: Vec::new(),
            beside: Vec::new(),
            lists_surname: false,
            lists_initials: false,
            is_short: false,
        };
        let forms = if let Detail::Person { born, died, roles } = &entity.detail {
            record.life = (first_year(born.as_ref()), last_year(died.as_ref()));
            record.offices = roles
                .iter()
                .map(|role| Office {
                    years: (first_year(role.when.as_ref()), last_year(role.when.as_ref())),
                    body: role.body.as_ref().and_then(|body| entities.find(&body.value)),
                })
                .collect();
            forms_of_person(entity, number, &mut record, &self.language)
        } else {
            forms_of_thing(entity, number)
        };
        for given in &record.givens {
            self.language.given.insert(given.stem.letters.clone());
        }
        self.records.push(record);
        for form in forms {
            self.add_form(form);
        }
    }

    fn add_form(&mut self, form: Form) {
        let Some(first) = form.words.first() else { return };
        // What is listed is more than what is made of a longer name.
        let is_same = |known: &Form| {
            known.record == form.record
                && known.skip == form.skip
                && known.words.len() == form.words.len()
                && known.words.iter().zip(&form.words).all(|(one, other)| one.stem == other.stem)
        };
        let letters = first.stem.letters.as_str();
        let mut listed = self.by_stem.get(letters).into_iter().flatten().map(|number| *number as usize);
        if let Some(known) = listed.find(|known| is_same(&self.forms[*known])) {
            if self.forms[known].name_use == Use::Weak {
                self.forms[known].name_use = form.name_use;
            }
            return;
        }
        let number = u32::try_from(self.forms.len()).expect("fewer than 2^32 forms");
        // `Уфа` has too short a stem: its words begin as its shapes do.
        let is_short = letters.chars().count() < SHORTEST;
        let shapes = first.stem.shapes().filter(|_| is_short).map(|shape| beginning(&shape));
        let begins: Vec<[u8; 6]> = shapes.chain([beginning(letters)]).collect();
        self.beginnings.extend(&begins);
        if !form.has_capital {
            self.small.extend(&begins);
        }
        self.by_stem.entry(letters.into()).or_default().push(number);
        self.forms.push(form);
    }

    /// Whether a form may begin with a word.
    pub(super) fn may_begin(&self, key: &str, is_capital: bool) -> bool {
        if is_capital {
            self.beginnings.contains(&beginning(key))
        } else {
            self.small.contains(&beginning(key))
        }
    }

    /// The forms whose first stem is the beginning of a word: the word itself, or all but an ending.
    pub(super) fn forms_of(&self, key: &str, longest: usize) -> impl Iterator<Item = &Form> {
        let stems = key.char_indices().map(|(at, _)| at).chain([key.len()]);
        let mut cuts: Vec<usize> = stems.collect();
        // In Cyrillic letters a stem may be what is left of `Цой`.
        let least = if is_cyrillic(key) { 1 } else { SHORTEST - 1 };
        let shortest = if cuts.len() <= SHORTEST && least > 1 { cuts.len() - 1 } else { least };
        let from = cuts.len().saturating_sub(longest + 1).max(shortest);
        cuts.drain(..from);
        cuts.into_iter()
            .rev()
            .filter_map(|cut| self.by_stem.get(&key[..cut]))
            .flatten()
            .map(|number| &self.forms[*number as usize])
    }

    /// Whether a word is the surname of somebody, bare.
    pub(super) fn is_surname(&self, key: &str) -> bool {
        let known = self.by_stem.get(key);
        known.is_some_and(|known| {
            known.iter().any(|number| self.forms[*number as usize].name_use == Use::Surname)
        })
    }
}

/// The first letters of a word, or all of a short one.
fn beginning(key: &str) -> [u8; 6] {
    let mut start = [0; 6];
    let length = key.char_indices().nth(SHORTEST).map_or(key.len(), |(at, _)| at);
    for (to, from) in start.iter_mut().zip(&key.as_bytes()[..length]) {
        *to = *from;
    }
    start
}

fn first_year(date: Option<&Edtf>) -> Option<i64> {
    date?.bounds().0.map(|day| day.year)
}

fn last_year(date: Option<&Edtf>) -> Option<i64> {
    date?.bounds().1.map(|day| day.year)
}

/// The forms of a place, a body or an event: all its names as they are.
fn forms_of_thing(entity: &Entity, record: u32) -> Vec<Form> {
    let names = entity.name.all().chain(entity.forms.iter().map(String::as_str));
    // What stands in brackets is a name of its own where it is an abbreviation.
    let is_name = |name: &(String, bool)| !name.1 || !name.0.chars().any(char::is_lowercase);
    let names = names.flat_map(variants).filter(is_name);
    names.filter_map(|(name, _)| whole(&name, record, 0, Use::Whole)).collect()
}

/// How many letters are ş or ç, which are compared as s and c.
pub(super) fn hissing(word: &str) -> usize {
    word.chars().filter(|c| matches!(c, 'ş' | 'Ş' | 'ç' | 'Ç')).count()
}

/// A form of all the words of a name.
pub(super) fn whole(name: &str, record: u32, skip: usize, name_use: Use) -> Option<Form> {
    let words = Words::new(name);
    let written: Vec<&str> = (0..words.len()).map(|n| words.written(n)).collect();
    let form = form(&written, record, skip, name_use)?;
    Some(Form { has_bracket: name.ends_with(')'), ..form })
}

/// A form of some words.
pub(super) fn form(words: &[&str], record: u32, skip: usize, name_use: Use) -> Option<Form> {
    let first = words.first()?;
    let has_capital = skip == 0 && first.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let word = |word: &&str| FormWord {
        stem: Stem::new(&plain(word)),
        is_upper: word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase),
        hissing: hissing(word),
    };
    let words = words.iter().map(word).collect();
    Some(Form { record, words, skip, name_use, has_capital, has_bracket: false })
}

/// A name with and without what stands in brackets, and that alone (true); one letter in brackets belongs to it:
/// `RK(b)P`.
pub(super) fn variants(name: &str) -> Vec<(String, bool)> {
    let Some((before, rest)) = name.split_once('(') else { return vec![(name.to_owned(), false)] };
    let Some((inside, after)) = rest.split_once(')').filter(|(inside, _)| inside.chars().nth(1).is_some())
    else {
        return vec![(name.to_owned(), false)];
    };
    let outside = format!("{} {}", before.trim(), after.trim());
    vec![
        (outside.trim().to_owned(), false),
        (format!("{before}{inside}{after}"), false),
        (inside.to_owned(), true),
    ]
}
