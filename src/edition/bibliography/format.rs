//! References: the works in a style and a language, in its order.

use super::record::{PersonName, creators};
use super::style::{Style, locales_for};
use super::{Work, html};
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{Locale, LocaleCode, TermForm};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry};

/// How many works are formatted at a time. The library compares each work of a run with all others, so runs are
/// kept short; they end only where the first author changes, since it tells namesakes of one year apart by letters.
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
    let entries = style.sort.sort(works.iter().map(|w| &w.entry).collect(), &code, &locales, sort_key);
    let mut references = Vec::with_capacity(entries.len());
    for run in runs(&entries, !style.is_author_date || style.sort.by_names) {
        let offset = references.len();
        references.extend(format_run(run, style, &code, &locales, offset));
    }
    references
}

/// Cuts the works into runs of at least [`CHUNK`], never between two works of one first author.
fn runs<'r, 'e>(entries: &'r [&'e Entry], may_cut: bool) -> Vec<&'r [&'e Entry]> {
    let mut runs = Vec::new();
    let mut start = 0;
    for i in 1..entries.len() {
        if may_cut && i - start >= CHUNK && first_name(entries[i - 1]) != first_name(entries[i]) {
            runs.push(&entries[start..i]);
            start = i;
        }
    }
    runs.push(&entries[start..]);
    runs
}

fn first_name(entry: &Entry) -> Option<&str> {
    let names = entry.authors().filter(|a| !a.is_empty()).or_else(|| entry.map(|e| e.editors()));
    names.and_then(|n| n.first()).map(|n| n.name.as_str())
}

fn format_run(
    entries: &[&Entry],
    style: &Style,
    code: &LocaleCode,
    locales: &[Locale],
    offset: usize,
) -> Vec<Reference> {
    let mut driver = BibliographyDriver::new().with_citation_number_offset(offset);
    for entry in entries {
        let mut item = CitationItem::with_entry(*entry);
        // Only titles known to be English get English capitals.
        item.locale = Some(LocaleCode("und".to_owned()));
        driver.citation(CitationRequest::new(vec![item], &style.csl, Some(code.clone()), locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(&style.csl, Some(code.clone()), locales));
    let items = rendered.bibliography.map(|b| b.items).unwrap_or_default();
    let mut references = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let short = match rendered.citations.get(index) {
            Some(citation) if style.is_author_date => html::plain(&citation.citation),
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

/// Author and year, for styles whose own citations are numbers or whole notes.
fn own_short(entry: &Entry, locales: &[Locale]) -> String {
    let names = creators(entry);
    let who = match names.as_slice() {
        [] => entry.title().map(|t| t.value.to_string()).unwrap_or_default(),
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
