//! Dates that texts name in words and that no `date:` link marks, and found ones whose year nobody could tell.

use super::{Place, Reader, counted, one_line};
use crate::edition::body::AnnotationKind;
use crate::find::date::{Finder, Years};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A date without a mark, or without a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedDate {
    /// In EDTF; `XXXX` where its year is not known.
    pub edtf: String,
    /// How it is written, each way once.
    pub surfaces: Vec<String>,
    /// Where, in the order of the texts.
    pub places: Vec<Place>,
}

/// Dates by value.
#[derive(Default)]
pub(super) struct Dates {
    found: BTreeMap<String, SuggestedDate>,
}

impl Dates {
    /// Where dates are looked for (`dates: auto`) only those with an open year are left to the editor.
    pub(super) fn read(&mut self, reader: &Reader<'_>, is_looked_for: bool) {
        if is_looked_for {
            self.read_open(reader);
        } else {
            self.read_unmarked(reader);
        }
    }

    fn read_open(&mut self, reader: &Reader<'_>) {
        let body = &reader.text.body;
        for annotation in &body.annotations {
            let AnnotationKind::Date(date) = &annotation.kind else { continue };
            if annotation.found.is_some() && date.as_str().contains("XXXX") {
                let start = body.nodes[annotation.node as usize].start as usize;
                self.add(date.as_str(), body.text_of(annotation.node), reader.place(start));
            }
        }
    }

    fn read_unmarked(&mut self, reader: &Reader<'_>) {
        let Some(finder) = Finder::of(&reader.text.lang) else { return };
        let marked = reader.marked(|annotation| {
            matches!(annotation.kind, AnnotationKind::Date(_) | AnnotationKind::Citation { .. })
        });
        let mut years = Years::new(None);
        let mut start = 0;
        // Blocks are divided by line ends.
        for block in reader.words().split_inclusive('\n') {
            let end = start + block.len();
            let here = marked.iter().filter(|range| range.start < end && range.end > start);
            let blocked: Vec<_> =
                here.map(|range| range.start.saturating_sub(start)..range.end.min(end) - start).collect();
            years.paragraph();
            for date in finder.dates(block, &blocked, &mut years) {
                self.add(
                    date.edtf.as_str(),
                    &block[date.range.clone()],
                    reader.place(start + date.range.start),
                );
            }
            start = end;
        }
    }

    fn add(&mut self, edtf: &str, surface: &str, place: Place) {
        let surface = one_line(surface);
        let date = self.found.entry(edtf.to_owned()).or_insert_with(|| SuggestedDate {
            edtf: edtf.to_owned(),
            surfaces: Vec::new(),
            places: Vec::new(),
        });
        date.places.push(place);
        if !date.surfaces.contains(&surface) {
            date.surfaces.push(surface);
        }
    }

    /// The dates in order, those without a year last.
    pub(super) fn finish(self) -> Vec<SuggestedDate> {
        self.found.into_values().collect()
    }
}

impl SuggestedDate {
    /// Writes the link that marks it.
    pub(super) fn write(&self, out: &mut String) {
        let surface = self.surfaces.first().map_or("", String::as_str);
        let _ = writeln!(out, "# [{surface}](date:{})  {}", self.edtf, counted(&self.places));
    }
}
