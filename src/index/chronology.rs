//! Dated things in order: events of the register, and dates marked in the texts.

use super::Occurrence;
use crate::edition::body::AnnotationKind;
use crate::edition::edtf::Edtf;
use crate::edition::entity::{Detail, Entity, EntityId, Kind};
use crate::edition::{Edition, TextId};
use crate::link::Links;

/// Events and dated passages.
#[derive(Debug, Default)]
pub struct Chronology {
    /// All events: by the earliest day they can mean, then by the latest; the undated ones last.
    pub events: Vec<EntityId>,
    /// Dates marked in the texts that fall into one year at least, in the order of time, then of the texts.
    pub passages: Vec<DatedPassage>,
}

/// A date marked in a text.
#[derive(Clone, Copy, Debug)]
pub struct DatedPassage {
    /// Its year.
    pub year: i64,
    /// Its month, where it has one.
    pub month: Option<u8>,
    /// Where it stands.
    pub occurrence: Occurrence,
}

/// The date of an event.
#[must_use]
pub fn when(entity: &Entity) -> Option<&Edtf> {
    match &entity.detail {
        Detail::Event(event) => event.when.as_ref(),
        _ => None,
    }
}

/// Where a date stands in the chronology: as exactly as it is known and no more.
///
/// What is known by its year alone stands at the head of the year, by its month at the head of the month; a
/// span stands where it begins; what has only an end ("before 28 April") stands before that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The year; the first one of a decade.
    pub year: i64,
    /// The month; nothing if it is not known.
    pub month: Option<u8>,
    /// The day; nothing if it is not known.
    pub day: Option<u8>,
    /// False for a date that is only an end.
    begins: bool,
}

/// The position of a date; nothing for one without any year.
#[must_use]
pub fn position(date: &Edtf) -> Option<Position> {
    let parts = date.shape().parts();
    let begins = date.bounds().0.is_some();
    let part = if begins { parts.first() } else { parts.last() }?;
    let (first, last) = part.days?;
    let month = (first.year == last.year && first.month == last.month).then_some(first.month);
    let day = (first == last).then_some(first.day);
    Some(Position { year: first.year, month, day, begins })
}

/// Puts events and dated passages into order.
#[must_use]
pub fn chronology(edition: &Edition, links: &Links, contents: &[TextId]) -> Chronology {
    let mut events: Vec<EntityId> = edition.register(Kind::Event).map(|(id, _)| id).collect();
    events.sort_by_cached_key(|id| {
        let date = when(&edition.entities[*id]);
        let position = date.and_then(position);
        (position.is_none(), position, date.and_then(|d| d.bounds().1), *id)
    });
    let mut passages = Vec::new();
    for text in contents {
        let annotations = &edition.texts[*text].body.annotations;
        for (annotation, _) in (0_u32..).zip(&links.texts[text.index()].annotations) {
            let AnnotationKind::Date(date) = &annotations[annotation as usize].kind else { continue };
            if let Some(year) = date.year() {
                let month = date.month().map(|(_, month)| month);
                passages.push(DatedPassage {
                    year,
                    month,
                    occurrence: Occurrence { text: *text, annotation },
                });
            }
        }
    }
    passages.sort_by_key(|p| (p.year, p.month));
    Chronology { events, passages }
}
