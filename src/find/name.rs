//! Names of the registers in running text.
//!
//! A record gives stems; endings are checked where a stem is found, so the number of inflected forms costs
//! nothing. A surname is an anchor: what stands beside it (initials, given names, titles) belongs to the mention,
//! says who is meant, or says that it is somebody else.

mod around;
mod beside;
mod dictionary;
mod ending;
mod initial;
mod person;
mod word;

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use crate::edition::entity::{Entity, EntityId, EntityRef, Kind};
use crate::edition::id::Table;
use crate::lang::fold;
use crate::lang::name::{Endings, NameWords, words as words_of};

pub use around::Around;
use around::Support;
use dictionary::{Dictionary, Form, FormWord, hissing};
use ending::{Fit, LONGEST, is_apart};
use word::{Words, is_blank};

/// A name in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands: whole words with their endings, initials, given names and titles behind it.
    pub range: Range<usize>,
    /// The meant one first; several where it is not certain.
    pub candidates: Vec<EntityId>,
    /// Whether the first is surely meant.
    pub certain: bool,
}

/// All names of the registers with what is needed to recognise them.
///
/// Built once for an edition, shared between threads.
pub struct Names {
    dictionary: Dictionary,
    kinds: Vec<Kind>,
    /// Places in Cyrillic letters, folded: `Нахчыванский` may be somebody, or the adjective of one.
    places: HashSet<String>,
}

/// A form that was found, in words of the text.
struct Hit<'d> {
    form: &'d Form,
    /// The first word of the mention and the first behind it.
    words: Range<usize>,
    /// Where the last word ends in the text.
    end: usize,
    fit: Fit,
}

/// A mention that may stand, if no longer one has its words.
struct Claim {
    range: Range<usize>,
    of: Vec<(u32, Support)>,
    kind: Kind,
}

/// One block of text while it is read.
struct Reading<'a> {
    names: &'a Names,
    words: Words<'a>,
    language: &'static NameWords,
}

impl Names {
    /// The names of the registers. All are known, so that a place is not taken for a person; those of `kinds`
    /// are looked for.
    #[must_use]
    pub fn new(entities: &Table<EntityRef, Entity>, kinds: &[Kind]) -> Names {
        let places = entities.iter().filter(|(_, entity)| entity.kind == Kind::Place);
        let names =
            places.flat_map(|(_, place)| place.name.all().chain(place.forms.iter().map(String::as_str)));
        let cyrillic = names.filter(|name| name.contains(is_cyrillic));
        let places = cyrillic.map(|name| fold(name).trim_end_matches(is_ending).to_owned()).collect();
        Names { dictionary: Dictionary::new(entities), kinds: kinds.to_vec(), places }
    }

    /// The names in one block of running text of a language, in order. None overlaps another or `blocked`, which
    /// is in order too.
    pub fn find(&self, text: &str, lang: &str, blocked: &[Range<usize>], around: &mut Around) -> Vec<Found> {
        let reading = Reading { names: self, words: Words::new(text), language: words_of(lang) };
        let (mut persons, mut things) = (Vec::new(), Vec::new());
        for n in 0..reading.words.len() {
            reading.read(n, around, &mut persons, &mut things);
        }
        // Who is named here by more than the surname.
        let full =
            persons.iter().flat_map(|claim| &claim.of).filter(|(_, support)| *support > Support::Surname);
        let named: BTreeSet<u32> = full.map(|(number, _)| *number).collect();
        let is_known = |number: u32| {
            named.contains(&number) || around.knows(self.dictionary.records[number as usize].id)
        };
        persons.retain(|claim| !self.is_rather_thing(claim, &things, text, &is_known));
        let claims = longest(persons.into_iter().chain(things).collect(), blocked);
        self.decide(claims, around)
    }

    /// Whether a surname alone is rather something else: the name of a place, its adjective, any short word. So if
    /// nobody of that name was spoken of.
    fn is_rather_thing(
        &self,
        claim: &Claim,
        things: &[Claim],
        text: &str,
        is_known: &dyn Fn(u32) -> bool,
    ) -> bool {
        let record = |number: u32| &self.dictionary.records[number as usize];
        let is_bare = |(number, support): &(u32, Support)| *support == Support::Surname && !is_known(*number);
        let is_short = |number: u32| record(number).is_short && !record(number).lists_surname;
        claim.of.iter().all(is_bare)
            && (things.iter().any(|thing| thing.range == claim.range)
                || claim.of.iter().all(|(number, _)| is_short(*number))
                || self.is_adjective(&text[claim.range.clone()]))
    }

    fn is_adjective(&self, word: &str) -> bool {
        let word = fold(word);
        word.rfind("ск").is_some_and(|at| self.places.contains(word[..at].trim_end_matches(is_ending)))
    }

    /// Things first: they help to tell persons apart.
    fn decide(&self, claims: Vec<Claim>, around: &mut Around) -> Vec<Found> {
        for claim in claims.iter().filter(|claim| claim.kind != Kind::Person && claim.of.len() == 1) {
            around.named(self.dictionary.records[claim.of[0].0 as usize].id);
        }
        let mut found = Vec::new();
        for claim in claims.into_iter().filter(|claim| self.kinds.contains(&claim.kind)) {
            let (records, certain) = around.choose(claim.of, &self.dictionary);
            let candidates: Vec<EntityId> =
                records.iter().map(|number| self.dictionary.records[*number as usize].id).collect();
            if certain {
                around.named(candidates[0]);
            }
            let count = if certain { 1 } else { candidates.len() };
            found.push(Found { range: claim.range, candidates: candidates[..count].to_vec(), certain });
        }
        found
    }
}

fn is_cyrillic(c: char) -> bool {
    ('а'..='я').contains(&c) || ('А'..='Я').contains(&c)
}

/// What the name of a place may lose before the ending of its adjective.
fn is_ending(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'ы' | 'я' | 'ь')
}

/// Of claims that overlap the first, of those that begin together the longest; none that overlaps what is blocked.
fn longest(mut claims: Vec<Claim>, blocked: &[Range<usize>]) -> Vec<Claim> {
    claims.sort_by_key(|claim| (claim.range.start, usize::MAX - claim.range.end));
    claims.retain(|claim| {
        let next = blocked.partition_point(|range| range.end <= claim.range.start);
        blocked.get(next).is_none_or(|range| range.start >= claim.range.end)
    });
    let mut kept: Vec<Claim> = Vec::new();
    for claim in claims {
        // What begins within a name does not break it: M.Kamal before Kamal hökuməti.
        if kept.last().is_none_or(|last| last.range.end <= claim.range.start) {
            kept.push(claim);
        }
    }
    kept
}

impl<'a> Reading<'a> {
    /// Claims what begins at a word.
    fn read(&self, n: usize, around: &Around, persons: &mut Vec<Claim>, things: &mut Vec<Claim>) {
        let words = &self.words;
        let is_capital = words.is_capital(n);
        let count = if words.is_broken(n) { 2 } else { 1 };
        if !self.names.dictionary.may_begin(words.key(n), is_capital)
            && (count == 1 || !self.names.dictionary.may_begin(words.keys_of(n, 2), is_capital))
        {
            return;
        }
        let hits = self.hits(n);
        self.claim_persons(n, &hits, around, persons);
        for hit in hits.iter().filter(|hit| self.kind(hit) != Kind::Person) {
            if self.is_thing(hit) {
                claim(
                    things,
                    words.start(hit.words.start)..hit.end,
                    hit.form.record,
                    Support::Given,
                    self.kind(hit),
                );
            }
        }
    }

    fn kind(&self, hit: &Hit<'_>) -> Kind {
        self.names.dictionary.records[hit.form.record as usize].kind
    }

    /// The forms that begin at a word.
    fn hits(&self, n: usize) -> Vec<Hit<'a>> {
        let is_capital = self.words.is_capital(n);
        let mut hits: Vec<Hit<'a>> = Vec::new();
        let longest = if self.words.is_broken(n) { 2 } else { 1 };
        for count in (1..=longest).rev() {
            for form in self.names.dictionary.forms_of(self.words.keys_of(n, count), LONGEST) {
                if is_capital || !form.has_capital {
                    hits.extend(self.hit(n, form));
                }
            }
        }
        hits
    }

    /// Whether a form stands here.
    fn hit(&self, n: usize, form: &'a Form) -> Option<Hit<'a>> {
        let is_person = self.names.dictionary.records[form.record as usize].kind == Kind::Person;
        let (mut at, mut end, mut fit) = (n, 0, Fit::Bare);
        let last = form.words.len() - 1;
        for (number, word) in form.words.iter().enumerate() {
            if number > 0 && !is_between(self.words.gap(at - 1), is_person) {
                return None;
            }
            (at, end, fit) = self.word(at, word, number == last, is_person)?;
        }
        if form.has_bracket && self.words.text[end..].starts_with(')') {
            end += 1;
        }
        Some(Hit { form, words: n + form.skip..at, end, fit })
    }

    /// Whether a word of a form stands here: where the next begins, where it ends, how it ends.
    pub(super) fn word(
        &self,
        n: usize,
        word: &FormWord,
        may_end: bool,
        is_person: bool,
    ) -> Option<(usize, usize, Fit)> {
        if n >= self.words.len() {
            return None;
        }
        let endings = may_end.then_some(&self.language.endings);
        let longest = if self.words.is_broken(n) { 2 } else { 1 };
        for count in (1..=longest).rev() {
            let Some(fit) = word.stem.fit(self.words.keys_of(n, count), endings, is_person) else { continue };
            if !self.is_spelt(n, count, word) {
                continue;
            }
            let next = n + count;
            if fit == Fit::Bare
                && let Some(end) = endings.and_then(|endings| self.apart(next, word, endings, is_person))
            {
                return Some((next + 1, end, Fit::Inflected));
            }
            return Some((next, self.words.end(next - 1), fit));
        }
        None
    }

    /// Whether an abbreviation is written as one, and letters that differ by a sign only are those of the form.
    fn is_spelt(&self, n: usize, count: usize, word: &FormWord) -> bool {
        let length = word.stem.letters.chars().count();
        let written = &self.words.text[self.words.start(n)..self.words.end(n + count - 1)];
        let end = written.char_indices().nth(length).map_or(written.len(), |(at, _)| at);
        let written = &written[..end];
        hissing(written) <= word.hissing && !(word.is_upper && written.chars().any(char::is_lowercase))
    }

    /// Where an ending ends that an apostrophe or a hyphen sets off.
    fn apart(&self, next: usize, word: &FormWord, endings: &Endings, is_person: bool) -> Option<usize> {
        let gap = self.words.gap(next - 1);
        let is_apostrophe = matches!(gap, "'" | "’" | "ʼ" | "`" | "‘");
        let is_hyphen = matches!(gap, "-" | ")-") && (word.is_upper || !is_person);
        if !is_apostrophe && !is_hyphen {
            return None;
        }
        let stem = &word.stem.letters;
        (next < self.words.len() && is_apart(endings, stem, self.words.key(next), is_person))
            .then(|| self.words.end(next))
    }

    /// Whether the name of a place, body or event stands for itself.
    fn is_thing(&self, hit: &Hit<'_>) -> bool {
        let first = hit.words.start;
        if hit.words.len() > 1 {
            return true;
        }
        let is_ordinary = self.is_ordinary(&hit.form.words[0].stem.letters) && self.words.is_first(first);
        // N.Bakı is somebody.
        let is_somebody = first > 0
            && self.words.is_initial(first - 1)
            && self.words.gap(first - 1) == "."
            && !self.words.is_upper(first);
        !is_ordinary && !is_somebody
    }

    fn is_ordinary(&self, letters: &str) -> bool {
        self.language
            .ordinary
            .split_whitespace()
            .any(|word| word.starts_with(letters) && word.len() <= letters.len() + 4)
    }
}

/// Whether a name goes on behind this.
fn is_between(gap: &str, is_person: bool) -> bool {
    let inner = gap.trim_matches(|c: char| "()-–.«»“”\"".contains(c) && !(is_person && c == '.'));
    gap == "." || gap.len() <= 8 && (inner.is_empty() && !gap.is_empty() || is_blank(inner))
}

/// Adds a claim, or one more candidate to a claim of the same words.
fn claim(claims: &mut Vec<Claim>, range: Range<usize>, record: u32, support: Support, kind: Kind) {
    match claims.iter_mut().rev().take(4).find(|claim| claim.range == range && claim.kind == kind) {
        Some(claim) => claim.of.push((record, support)),
        None => claims.push(Claim { range, of: vec![(record, support)], kind }),
    }
}
