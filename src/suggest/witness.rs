//! Texts that tell of an event on its day and are not among its witnesses.

use super::Place;
use crate::check::{self, Known};
use crate::edition::Edition;
use crate::link::Links;
use std::fmt::Write as _;

/// A further witness of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedWitness {
    /// The id of the event.
    pub event: String,
    /// Where the text tells of it.
    pub place: Place,
    /// The id of the text, without its language.
    pub text: String,
}

/// Finds them; see [`check::witnesses`].
pub(super) fn witnesses(edition: &Edition, links: &Links) -> Vec<SuggestedWitness> {
    let known = Known { edition, links };
    let mut found: Vec<SuggestedWitness> = check::witnesses(known, |_| true)
        .into_iter()
        .map(|(event, occurrence)| {
            let text = &edition.texts[occurrence.text];
            let place = Place { text: format!("{}.{}", text.key, text.lang), at: known.address(occurrence) };
            SuggestedWitness {
                event: edition.entities[event].key.to_string(),
                place,
                text: text.key.to_string(),
            }
        })
        .collect();
    found.sort_by(|a, b| (&a.event, &a.place).cmp(&(&b.event, &b.place)));
    found
}

impl SuggestedWitness {
    /// Writes the line for the record.
    pub(super) fn write(&self, out: &mut String) {
        let _ = writeln!(out, "# {}: - {{text: {}, at: {}}}", self.event, self.text, self.place.at);
    }
}
