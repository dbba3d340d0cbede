//! How often each kind of repair was made.

use super::Reviewed;
use super::place::{Mark, MarkFault, marks, notes_without_marks};
use crate::import::citation::{Citation, Cited};
use crate::import::correct::EditKind;
use crate::import::markdown::work_key;
use crate::import::paragraph::{PassageKind, Sign};
use crate::import::{ImportedText, Repaired};
use serde::Serialize;

/// What was found and done in a text or a file; [`Counts::named`] says what each count is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    pub passages: usize,
    pub lost: usize,
    pub left: usize,
    pub recognition: usize,
    pub suspected: usize,
    pub decided: usize,
    pub marks: usize,
    pub marks_without_notes: usize,
    pub notes: usize,
    pub notes_without_marks: usize,
    pub pages_with_number: usize,
    pub pages_without_number: usize,
    pub citations_with_record: usize,
    pub citations_without_record: usize,
    pub citations_malformed: usize,
    pub furniture: usize,
}

impl Counts {
    /// The counts with their names, in the order in which they are shown.
    pub(super) fn named(&self) -> [(&'static str, usize); 16] {
        [
            ("passages", self.passages),
            ("letters put back", self.lost),
            ("left with a doubt", self.left),
            ("recognition corrected", self.recognition),
            ("recognition suspected", self.suspected),
            ("decided", self.decided),
            ("note marks", self.marks),
            ("marks without notes", self.marks_without_notes),
            ("notes", self.notes),
            ("notes without marks", self.notes_without_marks),
            ("pages with number", self.pages_with_number),
            ("pages without number", self.pages_without_number),
            ("citations with record", self.citations_with_record),
            ("citations without record", self.citations_without_record),
            ("citations malformed", self.citations_malformed),
            ("no text", self.furniture),
        ]
    }

    /// Adds the counts of another text.
    pub(super) fn add(&mut self, other: &Counts) {
        let sums = [
            (&mut self.passages, other.passages),
            (&mut self.lost, other.lost),
            (&mut self.left, other.left),
            (&mut self.recognition, other.recognition),
            (&mut self.suspected, other.suspected),
            (&mut self.decided, other.decided),
            (&mut self.marks, other.marks),
            (&mut self.marks_without_notes, other.marks_without_notes),
            (&mut self.notes, other.notes),
            (&mut self.notes_without_marks, other.notes_without_marks),
            (&mut self.pages_with_number, other.pages_with_number),
            (&mut self.pages_without_number, other.pages_without_number),
            (&mut self.citations_with_record, other.citations_with_record),
            (&mut self.citations_without_record, other.citations_without_record),
            (&mut self.citations_malformed, other.citations_malformed),
            (&mut self.furniture, other.furniture),
        ];
        for (sum, more) in sums {
            *sum += more;
        }
    }
}

/// The counts of each text of an import.
pub(super) fn texts(reviewed: &Reviewed<'_>) -> Vec<Counts> {
    let texts = &reviewed.imported.texts;
    texts.iter().zip(marks(texts)).map(|(text, marks)| text_counts(text, &marks, reviewed)).collect()
}

fn text_counts(text: &ImportedText, marks: &[Mark<'_>], reviewed: &Reviewed<'_>) -> Counts {
    let mut counts = Counts { passages: text.passages.len(), ..Counts::default() };
    for repaired in &text.passages {
        counts.notes += usize::from(matches!(repaired.passage.kind, PassageKind::Note(_)));
        edits(repaired, &mut counts);
        pages(repaired, &mut counts);
        for citation in &repaired.citations {
            self::citation(citation, repaired, reviewed, &mut counts);
        }
    }
    counts.marks = marks.len();
    counts.marks_without_notes =
        marks.iter().filter(|mark| mark.faults.contains(&MarkFault::WithoutNote)).count();
    counts.notes_without_marks = notes_without_marks(text, marks).len();
    counts
}

fn edits(repaired: &Repaired, counts: &mut Counts) {
    for edit in &repaired.edits {
        *match edit.kind {
            EditKind::Lost => &mut counts.lost,
            EditKind::Left => &mut counts.left,
            EditKind::Recognition => &mut counts.recognition,
            EditKind::Suspected => &mut counts.suspected,
            EditKind::Decided => &mut counts.decided,
        } += 1;
    }
}

fn pages(repaired: &Repaired, counts: &mut Counts) {
    for (_, sign) in &repaired.passage.signs {
        match sign {
            Sign::Page(Some(_)) => counts.pages_with_number += 1,
            Sign::Page(None) => counts.pages_without_number += 1,
            Sign::Mark(_) => {}
        }
    }
}

fn citation(citation: &Citation, repaired: &Repaired, reviewed: &Reviewed<'_>, counts: &mut Counts) {
    if citation.fault.is_some() && !citation.is_unrecorded() {
        counts.citations_malformed += 1;
        return;
    }
    let text = repaired.passage.text.as_str();
    let recorded = |cited: &Cited| work_key(text, cited, reviewed.recipe, reviewed.works).is_some();
    match !citation.works.is_empty() && citation.works.iter().all(recorded) {
        true => counts.citations_with_record += 1,
        false => counts.citations_without_record += 1,
    }
}
