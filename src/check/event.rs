//! Events against the texts that tell of them.

use super::life::is_sure;
use super::{Known, Place, Remark};
use crate::diag::Code;
use crate::edition::body::{AnnotationKind, Node, NodeKind};
use crate::edition::edtf::{Day, Edtf, Shape};
use crate::edition::entity::{Entity, EntityId, Kind, WitnessSource};
use crate::edition::{Edition, Text, TextId};
use crate::index::Occurrence;
use crate::index::chronology::when;
use crate::lang::Language;
use crate::link::Target;
use std::cell::OnceCell;
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

/// Another text that tells of an event with one witness only: a sentence with its very day that names the event
/// itself, or half of what takes part in it.
///
/// One of many would be too few, and a place alone, too: much else happens on that day in the capital.
pub(super) fn further_witness(known: Known<'_>) -> Vec<Remark> {
    let found = witnesses(known, |event| event.attested.len() == 1);
    found.into_iter().map(|(event, occurrence)| witness(known, event, occurrence)).collect()
}

/// Texts that tell of events of which they are no witnesses yet: the event, and its date in the text. `is_asked`
/// chooses the events.
#[must_use]
pub fn witnesses(known: Known<'_>, is_asked: impl Fn(&Entity) -> bool) -> Vec<(EntityId, Occurrence)> {
    let events = dated_events(known.edition, is_asked);
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (id, text) in known.edition.texts.iter().filter(|(_, text)| is_source(text)) {
        let language = OnceCell::new();
        for (annotation, date) in (0..).zip(&text.body.annotations) {
            let AnnotationKind::Date(date) = &date.kind else { continue };
            let Some(events) = day(date).and_then(|day| events.get(&day)) else { continue };
            let Some(language) = language.get_or_init(|| Language::new(&text.lang).ok()) else { continue };
            let occurrence = Occurrence { text: id, annotation };
            let named = named_beside(known, occurrence, language);
            for event in events.iter().filter(|event| is_told(known, **event, &named)) {
                if !is_witness(&known.edition.entities[*event], text) && seen.insert((*event, &text.key)) {
                    found.push((*event, occurrence));
                }
            }
        }
    }
    found
}

/// Whether a text can be a witness: one that is edited from a source is, the editors' own essay is not.
fn is_source(text: &Text) -> bool {
    text.front.source.is_some() || text.front.raw.is_some()
}

/// Events of a sure day, by day.
fn dated_events(edition: &Edition, is_asked: impl Fn(&Entity) -> bool) -> BTreeMap<Day, Vec<EntityId>> {
    let mut events: BTreeMap<Day, Vec<EntityId>> = BTreeMap::new();
    for (id, event) in edition.register(Kind::Event).filter(|(_, event)| is_asked(event)) {
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

/// What is surely named in the sentence around a date.
fn named_beside(known: Known<'_>, date: Occurrence, language: &Language) -> HashSet<EntityId> {
    let body = &known.edition.texts[date.text].body;
    let links = &known.links.texts[date.text.index()].annotations;
    let at = body.annotations[date.annotation as usize].node as usize;
    let bytes = |node: &Node| node.start as usize..node.end as usize;
    let sentence = language.sentence_around(&body.text, bytes(&body.nodes[at])).range;
    let before = body.nodes[..at].iter().rev().take_while(|node| bytes(node).start >= sentence.start);
    let after = body.nodes[at..].iter().take_while(|node| bytes(node).start < sentence.end);
    let entities = before.chain(after).filter_map(|node| {
        let NodeKind::Annotation(number) = node.kind else { return None };
        let is_sure =
            !matches!(body.annotations[number as usize].kind, AnnotationKind::Mention { certain: false, .. });
        match links[number as usize].target {
            Target::Entity(entity) if is_sure => Some(entity),
            _ => None,
        }
    });
    entities.collect()
}

/// Whether enough of an event is named: itself, or half of what takes part in it, and not places alone.
fn is_told(known: Known<'_>, event: EntityId, named: &HashSet<EntityId>) -> bool {
    if named.contains(&event) {
        return true;
    }
    let all: Vec<EntityId> = known.participants(event).collect();
    let here: Vec<&EntityId> = all.iter().filter(|one| named.contains(one)).collect();
    let acts = here.iter().any(|one| known.edition.entities[**one].kind != Kind::Place);
    acts && here.len() * 2 >= all.len()
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
