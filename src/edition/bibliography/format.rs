//! References: the works in a style and a language, in its order.

use super::narrow::narrowed;
use super::record::{PersonName, creators};
use super::style::{Style, locales_for};
use super::{Work, html};
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, LongShortForm, TermForm};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry};
use std::collections::BTreeMap;

/// How many works are formatted at a time. The library compares each work of a run with all others, so runs are
/// kept short.
pub(super) const CHUNK: usize = 64;

/// A work in the form of a style and the language of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The work's key.
    pub key: String,
    /// The reference as phrasing content: escaped, without style attributes.
    pub html: String,
    /// The reference without markup.
    pub plain: String,
    /// How the work is cited in running text, without brackets: `Nəsibli 2018a`.
    pub short: String,
    /// The year of publication for sorting; 0 is 1 BC.
    pub year: Option<i32>,
    /// The authors, or the editors where there is no author, as `Family, Given`.
    pub creators: Vec<String>,
}

impl Reference {
    /// The short form with a place in the work: `Nəsibli 2018a, 185`. The locator is taken as it stands.
    pub fn citation(&self, locator: Option<&str>) -> String {
        match locator {
            Some(locator) if !locator.is_empty() => format!("{}, {locator}", self.short),
            _ => self.short.clone(),
        }
    }
}

pub(super) fn references(
    works: &[&Work],
    style: &Style,
    lang: &str,
    sort_key: &dyn Fn(&str) -> Vec<u8>,
) -> Vec<Reference> {
    let (code, locales) = locales_for(lang);
    let entries: Vec<&Entry> = works.iter().map(|work| &work.entry).collect();
    let csl = narrowed(&style.csl, &entries);
    let entries = style.sort.sort(entries, &code, &locales, sort_key);
    let mut references: Vec<Option<Reference>> = vec![None; entries.len()];
    for run in runs(&entries, style, &csl) {
        let members: Vec<&Entry> = run.iter().map(|index| entries[*index]).collect();
        // Where a run has gaps the style has no numbers, so the first place may stand for all.
        let formatted = format_run(&members, &csl, style.is_author_date, &code, &locales, run[0]);
        for (index, reference) in run.into_iter().zip(formatted) {
            references[index] = Some(reference);
        }
    }
    references.into_iter().flatten().collect()
}

/// Cuts the works into runs, each a list of places in the sorted list.
///
/// A style that cites by author and year gets the works of one author and year together, because there the library
/// sets letters (2018a); it does so for three such groups in a run and no more. A style that puts a dash for an
/// author named before gets all works of the author together. Other styles get runs of [`CHUNK`].
fn runs(entries: &[&Entry], style: &Style, csl: &IndependentStyle) -> Vec<Vec<usize>> {
    let has_dash = csl.bibliography.as_ref().is_some_and(|b| b.subsequent_author_substitute.is_some());
    if style.is_author_date {
        let mut runs: BTreeMap<(&str, Option<i32>), Vec<usize>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let year = entry.date_any().map(|date| date.year).filter(|_| !has_dash);
            let name = first_name(entry).unwrap_or_else(|| entry.key());
            runs.entry((name, year)).or_default().push(index);
        }
        return runs.into_values().collect();
    }
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let goes_on = index > 0 && has_dash && first_name(entries[index - 1]) == first_name(entry);
        match runs.last_mut().filter(|run| run.len() < CHUNK || goes_on) {
            Some(run) => run.push(index),
            None => runs.push(vec![index]),
        }
    }
    runs
}

fn first_name(entry: &Entry) -> Option<&str> {
    let names = entry.authors().filter(|a| !a.is_empty()).or_else(|| entry.map(|e| e.editors()));
    names.and_then(|n| n.first()).map(|n| n.name.as_str())
}

fn format_run(
    entries: &[&Entry],
    csl: &IndependentStyle,
    is_author_date: bool,
    code: &LocaleCode,
    locales: &[Locale],
    offset: usize,
) -> Vec<Reference> {
    let mut driver = BibliographyDriver::new().with_citation_number_offset(offset);
    for entry in entries {
        let mut item = CitationItem::with_entry(*entry);
        // Only titles known to be English get English capitals.
        item.locale = Some(LocaleCode("und".to_owned()));
        driver.citation(CitationRequest::new(vec![item], csl, Some(code.clone()), locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(csl, Some(code.clone()), locales));
    let items = rendered.bibliography.map(|b| b.items).unwrap_or_default();
    let mut references = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let short = match rendered.citations.get(index) {
            Some(citation) if is_author_date && !creators(entry).is_empty() => {
                html::plain(&citation.citation)
            }
            _ => own_short(entry, locales),
        };
        let (mut as_html, mut as_plain) = (String::new(), String::new());
        if let Some(item) = items.get(index) {
            if let Some(first) = &item.first_field {
                as_html.push_str(&html::first_field(first));
                html::write_plain(&mut as_plain, first);
                as_plain.push(' ');
            }
            as_html.push_str(&html::html(&item.content));
            as_plain.push_str(&html::plain(&item.content));
        }
        // The library sets the full stop of a reference also behind a title's own mark.
        let settle = |text: String| {
            ["?", "!"].iter().fold(text, |t, m| t.replace(&format!("{m}.”"), &format!("{m}”")))
        };
        let (as_html, as_plain) = (settle(as_html), settle(as_plain));
        references.push(Reference {
            key: entry.key().to_owned(),
            html: as_html,
            plain: as_plain,
            short,
            year: entry.date_any().map(|date| date.year),
            creators: creators(entry).iter().map(PersonName::family_first).collect(),
        });
    }
    references
}

/// The first words of a title, about forty letters.
fn first_words(title: &str) -> String {
    let mut out = String::new();
    for word in title.split_whitespace() {
        if !out.is_empty() && out.chars().count() + word.chars().count() > 40 {
            return format!("{} …", out.trim_end_matches([',', ':', ';', '.', '–']));
        }
        let space = if out.is_empty() { "" } else { " " };
        out.push_str(space);
        out.push_str(word);
    }
    out
}

/// Author and year, for styles whose own citations are numbers or whole notes; title and year for a work without author.
fn own_short(entry: &Entry, locales: &[Locale]) -> String {
    let names = creators(entry);
    let who = match names.as_slice() {
        [] => first_words(
            &entry.title().map(|t| t.select(LongShortForm::Short).to_string()).unwrap_or_default(),
        ),
        [one] => one.family.clone(),
        [one, two] => format!("{}, {}", one.family, two.family),
        [one, ..] => {
            let term = |l: &Locale| {
                l.term(Term::Other(OtherTerm::EtAl), TermForm::Long)?.single().map(str::to_owned)
            };
            format!("{} {}", one.family, locales.iter().find_map(term).unwrap_or_else(|| "et al.".to_owned()))
        }
    };
    match entry.date_any() {
        Some(date) => format!("{who} {}", date.display_year()),
        None => who,
    }
}
