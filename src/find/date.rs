//! Dates in running text.

use crate::edition::body::{TimePart, YearFrom};
use crate::edition::edtf::Edtf;
use std::ops::Range;

/// A date in running text.
pub struct Found {
    /// Bytes of the stretch.
    pub range: Range<usize>,
    /// Its value.
    pub edtf: Edtf,
    /// What EDTF has no code for.
    pub part: Option<TimePart>,
    /// Where its year comes from, if the words do not say it.
    pub inferred: Option<YearFrom>,
}

/// What is known of the year of what is being read.
#[derive(Clone)]
pub struct Years;

impl Years {
    /// For a text about these years.
    #[must_use]
    pub fn new(_: Option<(i64, i64)>) -> Years {
        Years
    }

    /// A section begins.
    pub fn heading(&mut self, _: u8) {}

    /// A paragraph begins.
    pub fn paragraph(&mut self) {}

    /// For a note that hangs here.
    #[must_use]
    pub fn aside(&self) -> Years {
        self.clone()
    }
}

/// The words of a language for dates.
pub struct Finder;

impl Finder {
    /// Those of a language, if it has any.
    #[must_use]
    pub fn of(_: &str) -> Option<Finder> {
        None
    }

    /// The dates of a stretch.
    #[must_use]
    pub fn dates(&self, _: &str, _: &[Range<usize>], _: &mut Years) -> Vec<Found> {
        Vec::new()
    }
}
