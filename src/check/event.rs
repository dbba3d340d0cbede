//! Events against the texts that tell of them.

use super::life::is_sure;
use super::{Known, Place, Remark};
use crate::diag::Code;
use crate::edition::body::AnnotationKind;
use crate::edition::edtf::{Day, Edtf, Shape};
use crate::edition::entity::{Entity, EntityId, Kind, WitnessSource};
use crate::edition::{Edition, Text, TextId};
use crate::index::Occurrence;
use crate::index::chronology::when;
use crate::link::{AnnotationLink, Target};
use std::collections::{BTreeMap, HashSet};

/// A text with fewer dates does not tell of which time it is.
const FEWEST_DATES: usize = 3;

/// An event outside the years of a text that attests it.
pub(super) fn outside_text(known: Known<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let years = years_of_texts(known);
    for (event, record) in known.edition.register(Kind::Event) {
        let Some(date) = when(record).filter(|date| is_sure(date)) else { continue };
        for witness in &record.attested {
            let WitnessSource::Text(id) = &witness.source else { continue };
            let Some((text, years)) = years.get(id.value.as_str()) else { continue };
            let Some((first, last)) = years.without(event) else { continue };
            if !is_outside(date, first, last) {
                continue;
            }
            let span = if first == last { first.to_string() } else { format!("{first}–{last}") };
            remarks.push(Remark {
                code: Code::EventOutsideText,
                message: format!(
                    "the event `{}` ({date}) lies outside the years that the text `{}` speaks of ({span})",
                    record.key, id.value
                ),
                of: vec![event],
                text: Some(*text),
                at: None,
                place: Place::Record(event),
                related: Vec::new(),
                help: "correct the date of the event, or the witness".to_owned(),
            });
        }
    }
    remarks
}

/// Whether all days that a date can mean lie before the first year or after the last.
fn is_outside(date: &Edtf, first: i64, last: i64) -> bool {
    let (begin, end) = date.bounds();
    end.is_some_and(|day| day.year < first) || begin.is_some_and(|day| day.year > last)
}

/// The years that a text speaks of, in all its languages: of its dates, and of the events it mentions.
#[derive(Default)]
struct Years(Vec<(i64, Option<EntityId>)>);

impl Years {
    /// The first and the last of them, leaving out what they say of one event: its date is in question.
    fn without(&self, event: EntityId) -> Option<(i64, i64)> {
        let others = || self.0.iter().filter(|(_, of)| *of != Some(event)).map(|(year, _)| *year);
        let (first, last) = (others().next()?, others().next_back()?);
        (others().take(FEWEST_DATES).count() == FEWEST_DATES).then_some((first, last))
    }
}

fn years_of_texts(known: Known<'_>) -> BTreeMap<&str, (TextId, Years)> {
    let mut all: BTreeMap<&str, (TextId, Years)> = BTreeMap::new();
    for (id, text) in known.edition.texts.iter() {
        let (_, years) = all.entry(text.key.as_str()).or_insert_with(|| (id, Years::default()));
        let links = &known.links.texts[id.index()].annotations;
        for (annotation, link) in text.body.annotations.iter().zip(links) {
            match (&annotation.kind, link.target) {
                (AnnotationKind::Date(date), _) => {
                    years.0.extend(date.year().map(|year| (year, None)));
                }
                (AnnotationKind::Mention { kind: Kind::Event, .. }, Target::Entity(event)) => {
                    let year = when(&known.edition.entities[event]).and_then(Edtf::year);
                    years.0.extend(year.map(|year| (year, Some(event))));
                }
                _ => {}
            }
        }
    }
    for (_, years) in all.values_mut() {
        years.0.sort_unstable();
        // An event is one date, however often it is mentioned; so what one of them says is soon left out.
        years.0.dedup_by(|a, b| a == b && a.1.is_some());
    }
    all
}

/// Another text that tells of an event with one witness only: a passage with its very day and with one who or
/// what takes part in it, or with the event itself.
pub(super) fn further_witness(known: Known<'_>) -> Vec<Remark> {
    let events = lone_events(known.edition);
    let mut seen = HashSet::new();
    let mut remarks = Vec::new();
    for (id, text) in known.edition.texts.iter().filter(|(_, text)| is_source(text)) {
        let links = &known.links.texts[id.index()].annotations;
        let mut from = 0;
        for passage in links.chunk_by(|a, b| a.block == b.block) {
            for (annotation, event) in told(known, text, from, passage, &events) {
                if !is_witness(&known.edition.entities[event], text) && seen.insert((event, &text.key)) {
                    remarks.push(witness(known, event, Occurrence { text: id, annotation }));
                }
            }
            from += passage.len();
        }
    }
    remarks
}

/// Whether a text can be a witness: one that is edited from a source is, the editors' own essay is not.
fn is_source(text: &Text) -> bool {
    text.front.source.is_some() || text.front.raw.is_some()
}

/// The events of a sure day that have one witness, by day.
fn lone_events(edition: &Edition) -> BTreeMap<Day, Vec<EntityId>> {
    let mut events: BTreeMap<Day, Vec<EntityId>> = BTreeMap::new();
    for (id, event) in edition.register(Kind::Event).filter(|(_, event)| event.attested.len() == 1) {
        if let Some(day) = when(event).and_then(day) {
            events.entry(day).or_default().push(id);
        }
    }
    events
}

fn day(date: &Edtf) -> Option<Day> {
    match date.shape() {
        Shape::One(part) if date.is_exact_day() => part.as_day(),
        _ => None,
    }
}

/// The events that a passage tells of, each with the annotation of its day. The passage's annotations are those
/// from the number `from` on.
fn told(
    known: Known<'_>,
    text: &Text,
    from: usize,
    passage: &[AnnotationLink],
    events: &BTreeMap<Day, Vec<EntityId>>,
) -> Vec<(u32, EntityId)> {
    let annotations = text.body.annotations[from..].iter().zip(passage);
    let days = annotations.clone().zip(from..).filter_map(|((annotation, _), number)| {
        let AnnotationKind::Date(date) = &annotation.kind else { return None };
        Some((u32::try_from(number).ok()?, events.get(&day(date)?)?))
    });
    let mut named: Option<HashSet<EntityId>> = None;
    let mut found = Vec::new();
    for (number, events) in days {
        let named = named.get_or_insert_with(|| {
            let sure = annotations.clone().filter(|(annotation, _)| {
                !matches!(annotation.kind, AnnotationKind::Mention { certain: false, .. })
            });
            let entities = sure.filter_map(|(_, link)| match link.target {
                Target::Entity(entity) => Some(entity),
                _ => None,
            });
            entities.collect()
        });
        let is_told = |event: &&EntityId| {
            named.contains(event)
                || known.participants(**event).any(|participant| named.contains(&participant))
        };
        found.extend(events.iter().filter(is_told).map(|event| (number, *event)));
    }
    found
}

/// Whether a text is a witness of an event already: itself, or the work it is edited from.
fn is_witness(event: &Entity, text: &Text) -> bool {
    let work = text.front.source.as_ref().map(|source| source.value.as_str());
    event.attested.iter().any(|witness| match &witness.source {
        WitnessSource::Text(id) => id.value == text.key.as_str(),
        WitnessSource::Work(key) => Some(key.value.as_str()) == work,
        WitnessSource::General => false,
    })
}

fn witness(known: Known<'_>, event: EntityId, occurrence: Occurrence) -> Remark {
    let (record, text) = (&known.edition.entities[event], &known.edition.texts[occurrence.text]);
    let at = known.address(occurrence);
    Remark {
        code: Code::FurtherWitness,
        message: format!(
            "the event `{}` has one witness, and the text `{}` seems to tell of it at {at}",
            record.key, text.key
        ),
        of: vec![event],
        text: Some(occurrence.text),
        help: format!("if it does, add the line `- {{text: {}, at: {at}}}` to `attested`", text.key),
        at: Some(at),
        place: Place::Record(event),
        related: vec![(Place::Words(occurrence), "the same day".to_owned())],
    }
}
