//! The works that an edition cites: read, checked, formatted in a citation style and written in the
//! forms that reference managers read. The only door to the crate hayagriva.

mod bibtex;
mod export;
mod fields;
mod format;
mod html;
mod inherit;
mod narrow;
mod record;
mod sort;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod yaml;

pub use fields::{FieldAt, WORK_FIELDS, scan_fields, unknown_fields};
pub use format::Reference;
pub use record::{DateParts, PersonName};
pub use style::{Style, StyleError};
pub use text::{CiteThis, CiteWords, TextCitation, cite_text};

use crate::diag::distance;
use hayagriva::Entry;
use record::Record;
use std::collections::BTreeMap;
use std::ops::Range;

/// A mistake in a bibliography file, as plain data for a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BibliographyError {
    /// Bytes of the file, both ends on character borders, within the file.
    pub at: Range<usize>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Where a work is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which of the merged files, counted from 0 in the order given to [`Bibliography::merge`].
    pub file: usize,
    /// Bytes of the work's key in that file.
    pub at: Range<usize>,
}

/// Two works of different files have one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The key that both have.
    pub key: String,
    /// The work that is kept.
    pub first: Place,
    /// The work that is left out.
    pub second: Place,
}

/// A work and where it is written.
#[derive(Debug, Clone)]
pub struct Work {
    entry: Entry,
    place: Place,
}

impl Work {
    /// The key by which texts cite the work.
    pub fn key(&self) -> &str {
        self.entry.key()
    }

    /// Where the work is written.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The title without markup; empty where the work has none.
    pub fn title(&self) -> String {
        self.entry.title().map(|t| t.value.to_string()).unwrap_or_default()
    }

    /// The short title without markup, where the work has one.
    pub fn short_title(&self) -> Option<String> {
        self.entry.title()?.short.as_ref().map(ToString::to_string)
    }

    /// The authors, or the editors of a work that has no author, as `Family, Given`.
    pub fn creators(&self) -> Vec<String> {
        record::creators(&self.entry).iter().map(PersonName::family_first).collect()
    }

    /// The year of publication; year 0 is 1 BC. For a part of a work the year of the whole.
    pub fn year(&self) -> Option<i32> {
        self.entry.date_any().map(|date| date.year)
    }
}

/// The works of an edition in the order of their files.
#[derive(Debug, Clone, Default)]
pub struct Bibliography {
    works: Vec<Work>,
    by_key: BTreeMap<String, usize>,
}

impl Bibliography {
    /// Reads works in the YAML of hayagriva.
    ///
    /// Every mistake is told, one or more for a work; the works without one are in the bibliography.
    pub fn from_yaml(text: &str) -> (Self, Vec<BibliographyError>) {
        yaml::read(text)
    }

    /// Reads works in BibTeX or BibLaTeX. Mistakes as in [`Bibliography::from_yaml`]; unknown fields are let
    /// pass, since every BibTeX tool has its own.
    pub fn from_bibtex(text: &str) -> (Self, Vec<BibliographyError>) {
        bibtex::read(text)
    }

    /// Puts the works of several files together, in the order given.
    ///
    /// Of two works with one key the first is kept, and both are named in the answer.
    pub fn merge(files: Vec<Self>) -> (Self, Vec<Duplicate>) {
        let mut whole = Self::default();
        let mut duplicates = Vec::new();
        for (file, part) in files.into_iter().enumerate() {
            for mut work in part.works {
                work.place.file = file;
                if let Some(first) = whole.get(work.key()) {
                    let (key, first) = (work.key().to_owned(), first.place.clone());
                    duplicates.push(Duplicate { key, first, second: work.place });
                } else {
                    whole.push(work);
                }
            }
        }
        (whole, duplicates)
    }

    fn push(&mut self, work: Work) {
        self.by_key.insert(work.key().to_owned(), self.works.len());
        self.works.push(work);
    }

    /// The works in the order of their files.
    pub fn works(&self) -> &[Work] {
        &self.works
    }

    /// The work with this key.
    pub fn get(&self, key: &str) -> Option<&Work> {
        self.by_key.get(key).map(|index| &self.works[*index])
    }

    /// Up to three keys that look like `key`, the nearest first.
    pub fn near_keys(&self, key: &str) -> Vec<&str> {
        nearest(key, self.works.iter().map(Work::key))
    }

    /// All works as references of a style in the language of a page, in the order of the style.
    ///
    /// `lang` is a BCP 47 tag. `sort_key` gives the bytes by which the language sorts a string; they come
    /// from the caller because collation is not this module's affair. Linear in the number of works but for the sorting.
    pub fn references(
        &self,
        style: &Style,
        lang: &str,
        sort_key: &dyn Fn(&str) -> Vec<u8>,
    ) -> Vec<Reference> {
        self.references_of(&self.works.iter().collect::<Vec<_>>(), style, lang, sort_key)
    }

    /// Some of the works as references, as if they were the whole bibliography.
    pub fn references_of(
        &self,
        works: &[&Work],
        style: &Style,
        lang: &str,
        sort_key: &dyn Fn(&str) -> Vec<u8>,
    ) -> Vec<Reference> {
        format::references(works, style, lang, sort_key)
    }

    /// The work in BibTeX, UTF-8; `None` for an unknown key.
    pub fn bibtex(&self, key: &str) -> Option<String> {
        self.record(key).map(|record| record.bibtex())
    }

    /// The work in RIS with CR LF line ends; `None` for an unknown key.
    pub fn ris(&self, key: &str) -> Option<String> {
        self.record(key).map(|record| record.ris())
    }

    /// The work as one object of CSL-JSON; `None` for an unknown key.
    pub fn csl_json(&self, key: &str) -> Option<String> {
        self.record(key).map(|record| record.csl_json())
    }

    fn record(&self, key: &str) -> Option<Record> {
        self.get(key).map(|work| Record::from_entry(&work.entry))
    }
}

/// Up to three candidates that look like `name`, the nearest first, equal ones in the order given.
fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let name = name.to_lowercase();
    let limit = (name.chars().count() / 3).max(1) + 1;
    let mut near: Vec<(usize, &str)> =
        candidates.map(|c| (distance(&name, &c.to_lowercase()), c)).filter(|(d, _)| *d <= limit).collect();
    near.sort_by_key(|(d, _)| *d);
    near.into_iter().take(3).map(|(_, c)| c).collect()
}

/// The error for a key that one file has twice.
fn doubled(text: &str, key: &str, first: &Range<usize>, second: &Range<usize>) -> BibliographyError {
    let line = 1 + text[..first.start].matches('\n').count();
    BibliographyError {
        at: second.clone(),
        message: format!("the work `{key}` stands already in line {line}"),
        help: Some("give one of the two another key, or merge them".to_owned()),
    }
}
