//! A work as the fields that reference managers share, and its BibTeX, RIS and CSL-JSON.

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, Person, PersonRole};
use std::fmt::Write as _;

/// The name of a person or body as it is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName {
    /// The family name with its particle; or the whole name of a body, or of a person with one name.
    pub family: String,
    /// The given names; empty for a name that must not be taken apart.
    pub given: String,
}

impl PersonName {
    /// A name of two parts. A name that must not be taken apart has an empty `given`.
    pub fn new(family: impl Into<String>, given: impl Into<String>) -> Self {
        Self { family: family.into(), given: given.into() }
    }

    /// `Hunt, Leigh`, for lists in the order of the alphabet.
    pub fn family_first(&self) -> String {
        if self.given.is_empty() { self.family.clone() } else { format!("{}, {}", self.family, self.given) }
    }

    /// `Leigh Hunt`, for running text.
    pub fn given_first(&self) -> String {
        if self.given.is_empty() { self.family.clone() } else { format!("{} {}", self.given, self.family) }
    }

    fn of(person: &Person) -> Self {
        let family = match &person.prefix {
            Some(prefix) => format!("{prefix} {}", person.name),
            None => person.name.clone(),
        };
        let mut given = person.given_name.clone().unwrap_or_default();
        if let Some(suffix) = &person.suffix {
            let _ = write!(given, ", {suffix}");
        }
        Self { family, given }
    }
}

/// A date as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateParts {
    /// The year; 0 is 1 BC.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
    /// Whether the date is only about right.
    pub approximate: bool,
}

impl DateParts {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with an EDTF qualifier behind; `None` for any other EDTF.
    pub fn parse(edtf: &str) -> Option<Self> {
        let plain = edtf.trim_end_matches(['~', '?', '%']);
        let (sign, digits) = plain.strip_prefix('-').map_or((1, plain), |rest| (-1, rest));
        let mut parts = digits.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse::<i32>().ok()? * sign;
        let two = |part: Option<&str>, max: u8| match part {
            None => Some(None),
            Some(p) if p.len() == 2 => p.parse().ok().filter(|n| (1..=max).contains(n)).map(Some),
            Some(_) => None,
        };
        let month = two(parts.next(), 12)?;
        let day = two(parts.next(), 31)?;
        let approximate = plain.len() < edtf.len();
        parts.next().is_none().then_some(Self { year, month, day, approximate })
    }

    fn of(date: &Date) -> Self {
        let month = date.month.map(|m| m.saturating_add(1)).filter(|m| *m <= 12);
        let day = date.day.filter(|_| month.is_some()).map(|d| d.saturating_add(1));
        Self { year: date.year, month, day, approximate: date.approximate }
    }

    /// `YYYY-MM-DD` as far as it is known.
    pub(super) fn iso(self) -> String {
        let mut iso = if self.year < 0 {
            format!("-{:04}", self.year.unsigned_abs())
        } else {
            format!("{:04}", self.year)
        };
        for part in [self.month, self.day].into_iter().flatten() {
            let _ = write!(iso, "-{part:02}");
        }
        iso
    }
}

/// What a record is about, with its names in BibTeX, RIS and CSL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind(pub &'static str, pub &'static str, pub &'static str);

const BOOK: Kind = Kind("book", "BOOK", "book");
pub(super) const CHAPTER: Kind = Kind("incollection", "CHAP", "chapter");
const JOURNAL: Kind = Kind("article", "JOUR", "article-journal");
const NEWS: Kind = Kind("article", "NEWS", "article-newspaper");
const PAPER: Kind = Kind("inproceedings", "CPAPER", "paper-conference");
const THESIS: Kind = Kind("phdthesis", "THES", "thesis");
const REPORT: Kind = Kind("techreport", "RPRT", "report");
const MANUSCRIPT: Kind = Kind("unpublished", "MANSCPT", "manuscript");
const WEB: Kind = Kind("misc", "ELEC", "webpage");
const COLLECTION: Kind = Kind("proceedings", "CONF", "book");
const LAW: Kind = Kind("misc", "STAT", "legislation");
const OTHER: Kind = Kind("misc", "GEN", "document");

/// A work as the fields that reference managers share. An empty string is a field that the work has not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub key: String,
    pub kind: Kind,
    pub title: String,
    pub authors: Vec<PersonName>,
    pub editors: Vec<PersonName>,
    pub translators: Vec<PersonName>,
    pub container: String,
    pub series: String,
    pub publisher: String,
    pub place: String,
    pub date: Option<DateParts>,
    pub accessed: Option<DateParts>,
    pub volume: String,
    pub issue: String,
    pub edition: String,
    pub pages: String,
    pub page_total: String,
    pub doi: String,
    pub isbn: String,
    pub issn: String,
    pub url: String,
    pub language: String,
    pub archive: String,
    pub call_number: String,
    pub note: String,
    pub summary: String,
    pub genre: String,
    pub rights: String,
}

impl Record {
    /// A record with a title and nothing else.
    pub(super) fn new(key: &str, kind: Kind, title: &str) -> Self {
        let none = String::new;
        Self {
            key: key.to_owned(),
            kind,
            title: title.to_owned(),
            authors: Vec::new(),
            editors: Vec::new(),
            translators: Vec::new(),
            container: none(),
            series: none(),
            publisher: none(),
            place: none(),
            date: None,
            accessed: None,
            volume: none(),
            issue: none(),
            edition: none(),
            pages: none(),
            page_total: none(),
            doi: none(),
            isbn: none(),
            issn: none(),
            url: none(),
            language: none(),
            archive: none(),
            call_number: none(),
            note: none(),
            summary: none(),
            genre: none(),
            rights: none(),
        }
    }

    /// The record of a work of the bibliography; what the work lacks is taken from what it is part of.
    pub(super) fn from_entry(entry: &Entry) -> Self {
        let container = container_of(entry);
        let title = entry.title().map(|t| t.value.to_string()).unwrap_or_default();
        let publisher = entry.map(|e| e.publisher());
        let serial = |name: &'static str| {
            entry.map(|e| e.keyed_serial_number(name)).map(ToOwned::to_owned).unwrap_or_default()
        };
        let text = |found: Option<&hayagriva::types::FormatString>| {
            found.map(|t| t.value.to_string()).unwrap_or_default()
        };
        let archive = [entry.map(|e| e.archive()), entry.archive_location()];
        let url = entry.url_any();
        Self {
            authors: names(entry.authors().unwrap_or_default()),
            editors: names(entry.map(|e| e.editors()).unwrap_or_default()),
            translators: translators(entry),
            container: text(container.and_then(Entry::title)),
            series: text(series_of(entry).and_then(Entry::title)),
            publisher: text(publisher.and_then(|p| p.name()).or_else(|| entry.organization())),
            place: text(publisher.and_then(|p| p.location())),
            date: entry.date_any().map(DateParts::of),
            accessed: url.and_then(|u| u.visit_date.as_ref()).map(DateParts::of),
            volume: entry.map(|e| e.volume()).map(ToString::to_string).unwrap_or_default(),
            issue: entry.map(|e| e.issue()).map(ToString::to_string).unwrap_or_default(),
            edition: entry.map(|e| e.edition()).map(ToString::to_string).unwrap_or_default(),
            pages: entry.page_range().map(ToString::to_string).unwrap_or_default(),
            page_total: entry.page_total().map(ToString::to_string).unwrap_or_default(),
            doi: serial("doi"),
            isbn: serial("isbn"),
            issn: serial("issn"),
            url: url.map(|u| u.value.to_string()).unwrap_or_default(),
            language: entry.map(|e| e.language()).map(ToString::to_string).unwrap_or_default(),
            archive: archive
                .into_iter()
                .flatten()
                .map(|t| t.value.to_string())
                .collect::<Vec<_>>()
                .join(", "),
            call_number: text(entry.call_number()),
            note: text(entry.note()),
            summary: text(entry.abstract_()),
            genre: text(entry.genre()),
            ..Self::new(entry.key(), kind_of(entry), &title)
        }
    }
}

/// The authors of a work, or its editors where it has no author.
pub(super) fn creators(entry: &Entry) -> Vec<PersonName> {
    let authors = entry.authors().unwrap_or_default();
    if authors.is_empty() { names(entry.map(|e| e.editors()).unwrap_or_default()) } else { names(authors) }
}

fn names(persons: &[Person]) -> Vec<PersonName> {
    persons.iter().map(PersonName::of).collect()
}

fn translators(entry: &Entry) -> Vec<PersonName> {
    let affiliated = entry.affiliated().unwrap_or_default();
    affiliated.iter().filter(|a| a.role == PersonRole::Translator).flat_map(|a| names(&a.names)).collect()
}

fn container_of(entry: &Entry) -> Option<&Entry> {
    use EntryType::{Anthos, Article, Chapter, Entry as Lemma, Post, Scene, Web};
    let is_part = matches!(entry.entry_type(), Anthos | Article | Chapter | Lemma | Post | Scene | Web);
    entry.parents().iter().find(|_| is_part)
}

fn series_of(entry: &Entry) -> Option<&Entry> {
    match container_of(entry) {
        Some(container) => container.parents().first(),
        None => entry.parents().first(),
    }
}

fn kind_of(entry: &Entry) -> Kind {
    let parent = entry.parents().first().map(Entry::entry_type);
    match (entry.entry_type(), parent) {
        (EntryType::Article, Some(EntryType::Newspaper)) => NEWS,
        (EntryType::Article, Some(EntryType::Proceedings | EntryType::Conference)) => PAPER,
        (EntryType::Article, Some(EntryType::Book | EntryType::Anthology | EntryType::Reference)) => CHAPTER,
        (EntryType::Article | EntryType::Periodical, _) => JOURNAL,
        (EntryType::Chapter | EntryType::Anthos | EntryType::Entry, _) => CHAPTER,
        (EntryType::Book | EntryType::Anthology | EntryType::Reference, _) => BOOK,
        (EntryType::Proceedings | EntryType::Conference, _) => COLLECTION,
        (EntryType::Thesis, _) => THESIS,
        (EntryType::Report, _) => REPORT,
        (EntryType::Manuscript, _) => MANUSCRIPT,
        (EntryType::Newspaper, _) => NEWS,
        (EntryType::Legislation | EntryType::Case, _) => LAW,
        (EntryType::Web | EntryType::Blog | EntryType::Post | EntryType::Thread, _) => WEB,
        _ => OTHER,
    }
}
