//! What is known at the place that is read, and who is meant there.

use crate::edition::entity::EntityId;

use super::dictionary::{Dictionary, Record};

/// What is known at the place that is read; one for each text.
#[derive(Clone, Debug, Default)]
pub struct Around {
    paragraph: u32,
    years: Option<(i64, i64)>,
    /// Who and what was named for certain, and in which paragraph last.
    named: Vec<(EntityId, u32)>,
    is_aside: bool,
}

/// How much speaks for a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Support {
    /// The surname only.
    Surname,
    /// Initials that sound alike.
    Alike,
    /// Initials that are the same.
    Initials,
    /// A given name.
    Given,
}

impl Around {
    /// The beginning of a text.
    #[must_use]
    pub fn new() -> Around {
        Around::default()
    }

    /// A new paragraph begins: the time under discussion is not known yet.
    pub fn paragraph(&mut self) {
        self.paragraph += 1;
        self.years = None;
    }

    /// The first and the last year under discussion.
    pub fn when(&mut self, years: Option<(i64, i64)>) {
        self.years = years;
    }

    /// This one was named, or an editor marked it.
    pub fn named(&mut self, id: EntityId) {
        match self.named.iter_mut().find(|(known, _)| *known == id) {
            Some(known) => known.1 = self.paragraph,
            None => self.named.push((id, self.paragraph)),
        }
    }

    /// The same for a note: what it names does not count for the text.
    #[must_use]
    pub fn aside(&self) -> Around {
        Around { is_aside: true, ..self.clone() }
    }

    /// Whether this is a note.
    pub(super) fn is_aside(&self) -> bool {
        self.is_aside
    }

    pub(super) fn knows(&self, id: EntityId) -> bool {
        self.last(id).is_some()
    }

    fn last(&self, id: EntityId) -> Option<u32> {
        self.named.iter().find(|(known, _)| *known == id).map(|(_, paragraph)| *paragraph)
    }

    fn is_here(&self, id: EntityId) -> bool {
        self.last(id) == Some(self.paragraph)
    }

    /// Which of several records is meant: numbers of records, the likeliest first, and whether the first is sure.
    pub(super) fn choose(&self, mut of: Vec<(u32, Support)>, dictionary: &Dictionary) -> (Vec<u32>, bool) {
        let best = of.iter().map(|(_, support)| *support).max();
        of.retain(|(_, support)| Some(*support) == best);
        let mut records: Vec<u32> = of.into_iter().map(|(record, _)| record).collect();
        records.sort_unstable();
        records.dedup();
        if records.len() > 1 {
            self.keep_alive(&mut records, dictionary);
        }
        if records.len() < 2 {
            return (records, true);
        }
        let known = |number: &u32| &dictionary.records[*number as usize];
        // An editor who lists a surname alone, or with initials, says whom it means.
        let is_listed = |record: &Record| match best {
            Some(Support::Surname) => record.lists_surname,
            Some(Support::Initials | Support::Alike) => record.lists_initials,
            _ => false,
        };
        let rank = |record: &Record| self.rank(record) + 8 * u32::from(is_listed(record));
        let mut ranked: Vec<(u32, u32)> =
            records.iter().map(|number| (rank(known(number)), *number)).collect();
        ranked.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let is_certain = ranked[0].0 > ranked[1].0;
        (ranked.into_iter().map(|(_, number)| number).collect(), is_certain)
    }

    /// Drops those who were not born or long dead, if somebody is left.
    fn keep_alive(&self, records: &mut Vec<u32>, dictionary: &Dictionary) {
        let Some((first, last)) = self.years else { return };
        let lived = |number: &u32| {
            let (born, died) = dictionary.records[*number as usize].life;
            born.is_none_or(|born| born + YOUNGEST <= last) && died.is_none_or(|died| first <= died)
        };
        if records.iter().any(lived) {
            records.retain(lived);
        }
    }

    /// Who was named before in this text goes before who was not; then who was named in this paragraph; then
    /// whose office, at that time, was in a body that the paragraph names; then who acts, in an event of the register,
    /// beside a place or body that it names.
    fn rank(&self, record: &Record) -> u32 {
        let named = if self.is_here(record.id) { 32 } else { 16 * u32::from(self.knows(record.id)) };
        let office = record.offices.iter().map(|office| {
            let is_time = self.years.is_some_and(|(first, last)| {
                let (from, to) = office.years;
                (from.is_some() || to.is_some())
                    && from.is_none_or(|from| from <= last)
                    && to.is_none_or(|to| first <= to)
            });
            2 * u32::from(is_time) + 4 * u32::from(office.body.is_some_and(|body| self.is_here(body)))
        });
        let beside = record.beside.iter().any(|id| self.is_here(*id));
        named + office.max().unwrap_or(0) + u32::from(beside)
    }
}

/// Nobody is spoken of as an actor before this age.
const YOUNGEST: i64 = 12;
