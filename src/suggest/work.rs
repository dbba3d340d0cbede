//! Works that are cited with the key `-`.

use super::{Place, counted, key, number_equal_keys, one_line};
use crate::import::citation::{CitationStyle, CitedSource, Match, WorkName, find, resolve};
use crate::import::markdown::quoted;
use crate::lang;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A citation whose work has no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedWithoutRecord<'a> {
    /// The words of the citation, with or without brackets.
    pub surface: &'a str,
    /// The id of the text.
    pub text: &'a str,
    /// Its language.
    pub lang: &'a str,
    /// Where it stands in the text.
    pub at: String,
}

/// A work that needs a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedWork {
    /// A key for it.
    pub key: String,
    /// What is known of it; none where the words say neither a number nor a name.
    pub source: Option<CitedSource>,
    /// How it is cited, each way once, the first ways first.
    pub surfaces: Vec<String>,
    /// Where, in the order of the texts.
    pub places: Vec<Place>,
    /// Records of the bibliography that may be meant.
    pub like: Vec<String>,
}

/// What makes two citations one work: a number within its text; a name and a year; else the words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    Number(String, u32),
    Dated(Vec<String>, String),
    Words(String),
}

/// Groups citations without a record by work: the most cited first, then by key.
#[must_use]
pub fn works_without_record<'a>(
    rows: impl Iterator<Item = CitedWithoutRecord<'a>>,
    records: &[WorkName],
) -> Vec<SuggestedWork> {
    let mut groups: BTreeMap<Identity, SuggestedWork> = BTreeMap::new();
    for row in rows {
        let sources = sources(row.surface);
        let sources = if sources.is_empty() { vec![None] } else { sources.into_iter().map(Some).collect() };
        for source in sources {
            let group = groups
                .entry(identity(&row, source.as_ref()))
                .or_insert_with(|| begun(&row, source.clone(), records));
            group.places.push(Place { text: format!("{}.{}", row.text, row.lang), at: row.at.clone() });
            let surface = one_line(row.surface);
            if !group.surfaces.contains(&surface) {
                group.surfaces.push(surface);
            }
        }
    }
    let mut works: Vec<SuggestedWork> = groups.into_values().collect();
    works.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.key.cmp(&b.key)));
    let taken = records.iter().map(|record| record.key.clone()).collect();
    number_equal_keys(works.iter_mut().map(|work| &mut work.key), taken);
    works
}

/// The works that the words of a citation name, with the brackets or without.
fn sources(surface: &str) -> Vec<CitedSource> {
    use CitationStyle::{AuthorDate, Numeric};
    let surface = surface.trim();
    let tries = [
        (surface.to_owned(), Numeric),
        (surface.to_owned(), AuthorDate),
        (format!("[{surface}]"), Numeric),
        (format!("({surface})"), AuthorDate),
    ];
    let read = |(text, style): (String, CitationStyle)| {
        let found = find(&text, style);
        let works = found.into_iter().flat_map(|citation| citation.works).map(|work| work.source);
        Some(works.collect::<Vec<_>>()).filter(|works| !works.is_empty())
    };
    let mut works = tries.into_iter().find_map(read).unwrap_or_default();
    works.dedup();
    works
}

fn identity(row: &CitedWithoutRecord<'_>, source: Option<&CitedSource>) -> Identity {
    match source {
        Some(CitedSource::Number(number)) => Identity::Number(row.text.to_owned(), *number),
        Some(CitedSource::AuthorDate { names, year }) => {
            Identity::Dated(names.iter().map(|name| lang::fold(name)).collect(), year.clone())
        }
        Some(CitedSource::Work(_) | CitedSource::Unrecorded) | None => {
            Identity::Words(lang::fold(row.surface))
        }
    }
}

fn begun(row: &CitedWithoutRecord<'_>, source: Option<CitedSource>, records: &[WorkName]) -> SuggestedWork {
    let words = match &source {
        Some(CitedSource::Number(number)) => format!("{} {number}", row.text),
        Some(CitedSource::AuthorDate { names, year }) => {
            format!("{} {year}", names.first().map_or("", String::as_str))
        }
        Some(CitedSource::Work(_) | CitedSource::Unrecorded) | None => row.surface.chars().take(40).collect(),
    };
    let like = source.as_ref().map_or(Match::None, |source| resolve(source, records));
    let like = match like {
        Match::One(key) => vec![key],
        Match::Several(keys) => keys,
        Match::None => Vec::new(),
    };
    let key = key(&words, "work");
    SuggestedWork { key, source, surfaces: Vec::new(), places: Vec::new(), like }
}

impl SuggestedWork {
    /// Writes a record with its evidence in comments.
    pub(super) fn write(&self, out: &mut String) {
        let _ = writeln!(out, "\n# {}", counted(&self.places));
        let surfaces: Vec<&str> = self.surfaces.iter().take(4).map(String::as_str).collect();
        let more = if self.surfaces.len() > 4 { " …" } else { "" };
        let _ = writeln!(out, "# cited as {}{more}", surfaces.join(" · "));
        let record = self.record();
        if self.like.is_empty() {
            out.push_str(&record);
            return;
        }
        let links: Vec<String> = self.like.iter().map(|key| format!("cite:{key}")).collect();
        let _ = writeln!(out, "# perhaps there is a record: {}; if not:", links.join(", "));
        record.lines().for_each(|line| {
            let _ = writeln!(out, "# {line}");
        });
    }

    /// A record to fill in. What is not known is not guessed.
    fn record(&self) -> String {
        let mut out = format!("{}:\n  type: misc\n", self.key);
        let title = match &self.source {
            Some(CitedSource::Number(number)) => {
                format!("[title not known; work {number} in the list of this text]")
            }
            _ => "[title not known]".to_owned(),
        };
        let _ = writeln!(out, "  title: {}", quoted(&title));
        let Some(CitedSource::AuthorDate { names, year }) = &self.source else { return out };
        let names: Vec<String> = names.iter().map(|name| quoted(&family_first(name))).collect();
        let _ = match names.as_slice() {
            [one] => writeln!(out, "  author: {one}"),
            several => writeln!(out, "  author: [{}]", several.join(", ")),
        };
        let digits: String = year.chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            let _ = writeln!(out, "  date: {digits}");
        }
        out
    }
}

/// `Süslü İ` and `İ. Süslü` as `Süslü, İ.`.
fn family_first(name: &str) -> String {
    let parts: Vec<&str> = name.split([' ', '.', ',']).filter(|part| !part.is_empty()).collect();
    let (initials, family): (Vec<&str>, Vec<&str>) = parts.iter().partition(|part| part.chars().count() == 1);
    if initials.is_empty() || family.is_empty() {
        return name.to_owned();
    }
    let initials: Vec<String> = initials.iter().map(|initial| format!("{initial}.")).collect();
    format!("{}, {}", family.join(" "), initials.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_of_one_work_are_one_suggestion() {
        let records = [WorkName {
            key: "oral-2016".into(),
            families: vec!["Oral, Atilla".into()],
            titles: Vec::new(),
            year: Some("2016".into()),
        }];
        let rows = [
            ("[14, s.151]", "border", "p1"),
            ("14, s. 7", "border", "p2"),
            ("[14, s.9]", "slogan", "p1"),
            ("(Nəsibli, 2018:5; Орал, 2016:3)", "fall", "p1"),
            ("Nesibli, 2018: 9", "fall", "p2"),
            ("(Süslü İ,2017:251)", "fall", "p3"),
            ("see his letters", "fall", "p4"),
        ];
        let rows = rows.map(|(surface, text, at)| CitedWithoutRecord {
            surface,
            text,
            lang: "en",
            at: at.to_owned(),
        });
        let works = works_without_record(rows.into_iter(), &records);
        let shown: Vec<String> = works
            .iter()
            .map(|work| format!("{}: {}{}", work.key, counted(&work.places), work.like.join(" = ")))
            .collect();
        assert_eq!(
            shown,
            [
                "border-14: 2 × in border.en: p1, p2",
                "nesibli-2018: 2 × in fall.en: p1, p2",
                "oral-2016-2: 1 × in fall.en: p1oral-2016",
                "see-his-letters: 1 × in fall.en: p4",
                "slogan-14: 1 × in slogan.en: p1",
                "suslu-i-2017: 1 × in fall.en: p3",
            ]
        );
        let mut out = String::new();
        works[5].write(&mut out);
        assert_eq!(
            out,
            "\n# 1 × in fall.en: p3\n# cited as (Süslü İ,2017:251)\nsuslu-i-2017:\n  type: misc\n  \
             title: \"[title not known]\"\n  author: \"Süslü, İ.\"\n  date: 2017\n"
        );
    }
}
