//! What a historian would ask about: records and texts that do not agree. Only `hashiya check` asks.
//!
//! Each check is a function of the edition and its tables that gives [`Remark`]s. What the editor says is right as
//! it stands (`content/check.yaml`) is left out. Marked and found annotations count alike.

mod citation;
mod date;
mod event;
mod exception;
mod life;
mod register;
mod spelling;

pub use event::witnesses;

use crate::diag::{Code, Report};
use crate::edition::entity::{Entity, EntityId};
use crate::edition::{Edition, TextId};
use crate::index::Occurrence;
use crate::link::{Links, anchor};
use crate::span::Span;

/// What the checks look at.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// What is resolved in it.
    pub links: &'a Links,
}

/// Something that somebody should look at.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The kind of it.
    pub code: Code,
    /// One sentence that names it.
    pub message: String,
    /// The records it speaks of, that of `place` first.
    pub of: Vec<EntityId>,
    /// The text it speaks of.
    pub text: Option<TextId>,
    /// The address in that text, where it speaks of one passage.
    pub at: Option<String>,
    /// Where it is shown.
    pub place: Place,
    /// Other places that belong to it, with a word for each.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: String,
}

/// Where something stands.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// In a register.
    Record(EntityId),
    /// In a text; what was found there has no place of its own in the source.
    Words(Occurrence),
    /// Bytes of the running text of a text.
    Bytes(TextId, u32, u32),
}

/// Makes all checks. What is wrong with the exceptions is reported.
#[must_use]
pub fn check(known: Known<'_>, report: &mut Report) -> Vec<Remark> {
    let checks: [fn(Known<'_>) -> Vec<Remark>; 9] = [
        life::acting_outside_life,
        life::office_outside_dates,
        event::outside_text,
        event::further_witness,
        register::possible_duplicates,
        register::never_mentioned,
        spelling::two_spellings,
        citation::without_record,
        date::impossible,
    ];
    let remarks = checks.into_iter().flat_map(|check| check(known)).collect();
    exception::leave_out(remarks, known, report)
}

impl Remark {
    /// Reports it; `span` knows where a place stands in the files.
    pub fn report(self, known: Known<'_>, span: impl Fn(Place) -> Span, report: &mut Report) {
        let exception = self.exception(known.edition);
        let diagnostic = report.add(self.code, span(self.place), self.message);
        diagnostic.help(self.help);
        diagnostic.help(format!("if it is right as it stands, write into content/check.yaml: {exception}"));
        for (place, words) in self.related {
            diagnostic.related(span(place), words);
        }
    }

    /// The line of `content/check.yaml` that says it is right.
    fn exception(&self, edition: &Edition) -> String {
        let mut parts = vec![format!("code: {}", self.code.as_str())];
        let of: Vec<String> = self.of.iter().map(|id| reference(&edition.entities[*id])).collect();
        match &of[..] {
            [] => {}
            [one] => parts.push(format!("of: {one}")),
            all => parts.push(format!("of: [{}]", all.join(", "))),
        }
        parts.extend(self.text.map(|text| format!("text: {}", edition.texts[text].key)));
        parts.extend(self.at.as_ref().map(|at| format!("at: {at}")));
        format!("- {{{}, why: …}}", parts.join(", "))
    }
}

/// `person:kirov`
fn reference(entity: &Entity) -> String {
    format!("{}:{}", entity.kind.as_str(), entity.key)
}

impl Known<'_> {
    /// The address of the passage in which something stands.
    #[must_use]
    pub fn address(self, occurrence: Occurrence) -> String {
        let links = &self.links.texts[occurrence.text.index()];
        anchor(links, &links.annotations[occurrence.annotation as usize])
    }

    /// Who takes part in an event, where, which bodies.
    fn participants(self, event: EntityId) -> impl Iterator<Item = EntityId> {
        let all = &self.links.participants;
        let from = all.partition_point(|(other, _)| *other < event);
        all[from..].iter().take_while(move |(other, _)| *other == event).map(|(_, participant)| *participant)
    }
}
