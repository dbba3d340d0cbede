//! Who is mentioned where, and what happened when: each entity with its occurrences, in order.

pub mod chronology;

use crate::edition::body::AnnotationKind;
use crate::edition::entity::{EntityId, Kind};
use crate::edition::{Edition, TextId};
use crate::link::{Links, Target};
use chronology::Chronology;

/// A place in a text where something is named: number of the text, number of the annotation in its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The text.
    pub text: TextId,
    /// The annotation in its body.
    pub annotation: u32,
}

/// The indexes of an edition.
#[derive(Debug)]
pub struct Indexes {
    /// The texts in the order of the table of contents.
    pub contents: Vec<TextId>,
    /// For each language of the interface: whether its pages show a text (its own version, or the nearest).
    pub shown: Vec<Vec<bool>>,
    /// Where each entity's occurrences begin; one more than there are entities.
    starts: Vec<u32>,
    /// Occurrences of all entities, one after the other, each in the order of the table of contents.
    occurrences: Vec<Occurrence>,
    /// Events by entity that takes part in them.
    events_of: Vec<Vec<EntityId>>,
    /// Dated things in order.
    pub chronology: Chronology,
}

impl Indexes {
    /// Where an entity is named, in all languages.
    #[must_use]
    pub fn occurrences(&self, entity: EntityId) -> &[Occurrence] {
        let range = self.starts[entity.index()] as usize..self.starts[entity.index() + 1] as usize;
        &self.occurrences[range]
    }

    /// Where an entity is named in the texts that the pages of a language show.
    pub fn shown_occurrences(&self, entity: EntityId, lang: usize) -> impl Iterator<Item = Occurrence> {
        self.occurrences(entity).iter().copied().filter(move |o| self.shown[lang][o.text.index()])
    }

    /// The events an entity takes part in, in the order of time.
    #[must_use]
    pub fn events_of(&self, entity: EntityId) -> &[EntityId] {
        &self.events_of[entity.index()]
    }

    /// The texts of a language's table of contents.
    pub fn contents_of(&self, lang: usize) -> impl DoubleEndedIterator<Item = TextId> {
        self.contents.iter().copied().filter(move |text| self.shown[lang][text.index()])
    }
}

/// Builds all indexes.
#[must_use]
pub fn index(edition: &Edition, links: &Links) -> Indexes {
    let contents = contents(edition);
    let shown = (0..edition.config.languages.len()).map(|lang| shown(edition, lang)).collect();
    let (starts, occurrences) = occurrences(edition, links, &contents);
    let chronology = chronology::chronology(edition, links, &contents);
    let mut events_of = vec![Vec::new(); edition.entities.items().len()];
    for event in &chronology.events {
        let from = links.participants.partition_point(|(e, _)| e < event);
        for (_, participant) in links.participants[from..].iter().take_while(|(e, _)| e == event) {
            events_of[participant.index()].push(*event);
        }
    }
    Indexes { contents, shown, starts, occurrences, events_of, chronology }
}

/// Texts by `order`, then id, then the order of languages (which is that of the table).
fn contents(edition: &Edition) -> Vec<TextId> {
    let mut contents: Vec<TextId> = edition.texts.iter().map(|(id, _)| id).collect();
    // The versions of a text stand together, at the place of the first that says one.
    let order = |id: &TextId| {
        let key = &edition.texts[*id].key;
        let versions = edition.texts.items();
        let first = versions.partition_point(|text| text.key < *key);
        let same = versions[first..].iter().take_while(|text| text.key == *key);
        same.filter_map(|text| text.front.order).next().unwrap_or(i64::MAX)
    };
    contents.sort_by_cached_key(|id| (order(id), *id));
    contents
}

/// Which texts the pages of a language show: for each id its version in that language, else the first.
fn shown(edition: &Edition, lang: usize) -> Vec<bool> {
    let texts = edition.texts.items();
    let wanted = &edition.config.languages[lang];
    let mut shown = vec![false; texts.len()];
    let mut at = 0;
    while at < texts.len() {
        let versions = texts[at..].iter().take_while(|text| text.key == texts[at].key).count();
        let chosen = (at..at + versions).find(|n| *texts[*n].lang == **wanted).unwrap_or(at);
        shown[chosen] = true;
        at += versions;
    }
    shown
}

/// All occurrences grouped by entity: counted first, then filled in.
fn occurrences(edition: &Edition, links: &Links, contents: &[TextId]) -> (Vec<u32>, Vec<Occurrence>) {
    let mut starts = vec![0_u32; edition.entities.items().len() + 1];
    for text in &links.texts {
        for link in &text.annotations {
            if let Target::Entity(entity) = link.target {
                starts[entity.index() + 1] += 1;
            }
        }
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    let total = *starts.last().expect("one more than there are entities") as usize;
    let mut next = starts.clone();
    let mut occurrences = vec![Occurrence { text: TextId::new(0), annotation: 0 }; total];
    for text in contents {
        for (annotation, link) in (0_u32..).zip(&links.texts[text.index()].annotations) {
            if let Target::Entity(entity) = link.target {
                let slot = &mut next[entity.index()];
                occurrences[*slot as usize] = Occurrence { text: *text, annotation };
                *slot += 1;
            }
        }
    }
    (starts, occurrences)
}

/// What is named in the same passages as an entity, by register: each with the number of shared passages,
/// most often first.
#[must_use]
pub fn companions(
    edition: &Edition,
    links: &Links,
    indexes: &Indexes,
    entity: EntityId,
    lang: usize,
) -> Vec<(Kind, Vec<(EntityId, usize)>)> {
    let mut counts: std::collections::BTreeMap<EntityId, usize> = std::collections::BTreeMap::new();
    let mut last = None;
    for occurrence in indexes.shown_occurrences(entity, lang) {
        let annotations = &links.texts[occurrence.text.index()].annotations;
        let place = |link: &crate::link::AnnotationLink| link.block;
        let here = place(&annotations[occurrence.annotation as usize]);
        if last.replace((occurrence.text, here)) == Some((occurrence.text, here)) {
            continue;
        }
        let at = occurrence.annotation as usize;
        let before = annotations[..at].iter().rev().take_while(|link| place(link) == here);
        let after = annotations[at..].iter().take_while(|link| place(link) == here);
        let mut met: Vec<EntityId> = before
            .chain(after)
            .filter_map(|link| match link.target {
                Target::Entity(other) if other != entity => Some(other),
                _ => None,
            })
            .collect();
        met.sort_unstable();
        met.dedup();
        for other in met {
            *counts.entry(other).or_default() += 1;
        }
    }
    let mut by_kind: Vec<(Kind, Vec<(EntityId, usize)>)> = Vec::new();
    for kind in [Kind::Person, Kind::Place, Kind::Body, Kind::Event] {
        let mut group: Vec<(EntityId, usize)> = counts
            .iter()
            .filter(|(id, _)| edition.entities[**id].kind == kind)
            .map(|(id, n)| (*id, *n))
            .collect();
        group.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        if !group.is_empty() {
            by_kind.push((kind, group));
        }
    }
    by_kind
}

/// Whether an occurrence is sure, and whether it is a citation.
#[must_use]
pub fn is_certain(edition: &Edition, occurrence: Occurrence) -> bool {
    let annotation = &edition.texts[occurrence.text].body.annotations[occurrence.annotation as usize];
    !matches!(annotation.kind, AnnotationKind::Mention { certain: false, .. })
}
