//! What a record of a person says of its names.

use crate::edition::entity::Entity;
use crate::lang::name::in_cyrillic;
use crate::lang::sounds;

use super::dictionary::{Form, Given, Record, Use, Vocabulary, form, variants};
use super::initial::initial;
use super::word::{Words, is_cyrillic, plain};

/// Shorter surnames are not spelt in other letters.
const SHORTEST: usize = 5;

/// A shorter surname alone is somebody only where the record lists it so, or once the person was named.
const SHORTEST_ALONE: usize = 4;

/// The words of a written name, taken apart.
struct Parts<'a> {
    /// Titles before it: `General`.
    roles: Vec<&'a str>,
    /// Initials.
    initials: Vec<&'a str>,
    /// Names, each with the words that hyphens tie to it, and whether a title follows.
    names: Vec<Vec<&'a str>>,
    /// Where titles stand: behind how many names, and the title.
    titles: Vec<(usize, &'a str)>,
}

/// Takes a written name apart.
fn parts<'a>(words: &'a Words<'a>, vocabulary: &Vocabulary) -> Parts<'a> {
    let mut parts = Parts { roles: Vec::new(), initials: Vec::new(), names: Vec::new(), titles: Vec::new() };
    for n in 0..words.len() {
        let (written, key) = (words.written(n), words.key(n));
        let is_tied = n > 0 && words.gap(n - 1).starts_with('-') && !words.is_initial(n - 1);
        if words.gap(n).starts_with('.') && (words.is_initial(n) || key.chars().nth(1).is_none()) {
            if words.is_initial(n) {
                parts.initials.push(key);
            }
        } else if !parts.names.is_empty() && vocabulary.is_title(key) {
            parts.titles.push((parts.names.len(), written));
        } else if parts.names.is_empty()
            && n + 1 < words.len()
            && vocabulary.is_role(key)
            && !is_known_given(key, vocabulary)
        {
            parts.roles.push(written);
        } else if is_tied && let Some(last) = parts.names.last_mut() {
            last.push(written);
        } else {
            parts.names.push(vec![written]);
        }
    }
    parts
}

/// `Molla` and `Seyid` are both: a title here only where the lists of given names have it not.
fn is_known_given(key: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.given.contains(key)
}

/// The forms of a person; what else its names say goes into the record.
pub(super) fn forms_of_person(
    entity: &Entity,
    number: u32,
    record: &mut Record,
    vocabulary: &Vocabulary,
) -> Vec<Form> {
    let mut reader = Reader {
        number,
        record,
        vocabulary,
        surnames: Vec::new(),
        latin: Vec::new(),
        forms: Vec::new(),
        has_surname: true,
        has_cyrillic: false,
    };
    for sort in entity.sort.all() {
        reader.read_sort(sort);
    }
    let has_sort = !entity.sort.is_empty();
    for (name, _) in entity.name.all().flat_map(variants) {
        reader.read_name(&name, has_sort);
    }
    for (name, _) in entity.forms.iter().flat_map(|form| variants(form)) {
        reader.read_form(&name);
    }
    if !reader.has_cyrillic {
        reader.spell_in_cyrillic();
    }
    reader.forms
}

struct Reader<'a> {
    number: u32,
    record: &'a mut Record,
    vocabulary: &'a Vocabulary,
    /// Surnames as they sound.
    surnames: Vec<String>,
    /// Surnames of one word as they are written.
    latin: Vec<String>,
    forms: Vec<Form>,
    /// False for somebody who is called by a given name and a title only.
    has_surname: bool,
    /// Whether the record says how it is written in Cyrillic letters.
    has_cyrillic: bool,
}

impl Reader<'_> {
    /// `Surname, Given`.
    fn read_sort(&mut self, sort: &str) {
        let Some((surname, given)) = sort.split_once(',') else {
            let words = Words::new(sort);
            let parts = parts(&words, self.vocabulary);
            self.has_surname = parts.names.len() == 1 && parts.titles.is_empty();
            if self.has_surname {
                self.surname(&parts.names[0]);
            }
            return;
        };
        let words = Words::new(surname);
        let surname: Vec<&str> = (0..words.len()).map(|n| words.written(n)).collect();
        self.surname(&surname);
        let words = Words::new(given);
        let parts = parts(&words, self.vocabulary);
        self.givens(&parts.names);
        self.initials(&parts);
    }

    /// A full name. Without a sort name its last word is the surname.
    fn read_name(&mut self, name: &str, has_sort: bool) {
        let words = Words::new(name);
        let parts = parts(&words, self.vocabulary);
        if !has_sort {
            self.has_surname &= parts.names.len() > 1 || parts.titles.is_empty();
        }
        self.initials(&parts);
        let Some((last, givens)) = parts.names.split_last() else { return };
        if !self.has_surname || self.is_given(last) && !self.is_surname(last) {
            self.whole(&words, &parts);
            return;
        }
        self.surname(last);
        if let Some((first, rest)) = parts.names.split_first().filter(|(first, _)| self.is_surname(first)) {
            // The surname stands in front: Hafiz Əfəndi.
            if rest.is_empty() || !self.is_surname(last) {
                self.surname(first);
            }
        }
        self.givens(givens);
        self.weak(&parts);
    }

    /// A further form: with a surname, or as it stands.
    fn read_form(&mut self, name: &str) {
        let words = Words::new(name);
        let parts = parts(&words, self.vocabulary);
        self.initials(&parts);
        let Some((last, givens)) = parts.names.split_last() else { return };
        let is_alone = givens.is_empty();
        let is_known = self.is_surname(last);
        if is_alone && is_known {
            self.record.lists_surname |= parts.initials.is_empty();
            self.record.lists_initials |= !parts.initials.is_empty();
        }
        let has_end_title = parts.titles.last().is_some_and(|(place, _)| *place == parts.names.len());
        if is_known {
            self.surname(last);
            self.givens(givens);
            self.weak(&parts);
        } else if !parts.initials.is_empty() && is_alone {
            self.surname(last);
        } else if has_end_title || self.is_given(last) && (!is_alone || !parts.roles.is_empty()) {
            self.whole(&words, &parts);
        } else if self.has_surname && (is_alone || givens.iter().all(|given| self.is_given(given))) {
            self.surname(last);
        } else {
            self.whole(&words, &parts);
        }
    }

    /// The surname as Russian may write it, if the record does not say.
    fn spell_in_cyrillic(&mut self) {
        let spellings: Vec<String> = self.latin.first().map_or_else(Vec::new, |surname| in_cyrillic(surname));
        for spelling in spellings {
            let form = form(&[spelling.as_str()], self.number, 0, Use::Surname);
            self.forms.extend(form.map(|form| Form { has_capital: true, ..form }));
        }
    }

    fn surname(&mut self, words: &[&str]) {
        if let [word] = words {
            self.has_cyrillic |= is_cyrillic(&plain(word));
            if word.chars().count() >= SHORTEST {
                self.latin.push((*word).to_owned());
            }
        }
        for word in words {
            self.surnames.extend(sounds(word));
        }
        self.record.is_short |= words.concat().chars().count() < SHORTEST_ALONE;
        self.forms.extend(form(words, self.number, 0, Use::Surname));
    }

    fn whole(&mut self, words: &Words<'_>, parts: &Parts<'_>) {
        let all: Vec<&str> = (0..words.len()).map(|n| words.written(n)).collect();
        // A title before a name is needed where the name alone would catch others.
        let is_bare = parts.names.len() == 1 && parts.titles.is_empty();
        let skip = parts.roles.len();
        let from = if is_bare { 0 } else { skip };
        self.forms.extend(form(&all[from..], self.number, skip - from, Use::Whole));
    }

    /// Given name and title, where both stand before a surname.
    fn weak(&mut self, parts: &Parts<'_>) {
        let title = parts.titles.iter().find(|(place, _)| *place > 0 && *place < parts.names.len());
        if let Some((place, title)) = title {
            let mut words: Vec<&str> = parts.names[..*place].concat();
            words.push(title);
            self.forms.extend(form(&words, self.number, 0, Use::Weak));
        }
    }

    fn givens(&mut self, names: &[Vec<&str>]) {
        for word in names.iter().flatten() {
            let key = plain(word);
            if self.record.givens.iter().any(|known| known.stem.fit(&key, None, true).is_some()) {
                continue;
            }
            if key.chars().nth(1).is_some() {
                self.record.givens.push(Given::new(&key));
            }
            self.record.letters.extend(key.chars().next());
            let [first, second, any] = &mut self.record.initials;
            *any |= initial(&key);
            if names.first().is_some_and(|name| name.first() == Some(word)) {
                *first |= initial(&key);
            } else {
                *second |= initial(&key);
            }
        }
    }

    fn initials(&mut self, parts: &Parts<'_>) {
        if let Some(first) = parts.initials.first() {
            self.record.initials[0] |= initial(first);
            self.record.initials[2] |= initial(first);
            self.record.letters.extend(first.chars().next());
        }
        if let Some(second) = parts.initials.get(1) {
            self.record.initials[1] |= initial(second);
        }
    }

    fn is_surname(&self, words: &[&str]) -> bool {
        words.iter().any(|word| sounds(word).iter().any(|sound| self.surnames.contains(sound)))
    }

    fn is_given(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.record.givens.iter().any(|given| given.is(&plain(word))))
    }
}
