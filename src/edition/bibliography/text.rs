//! How a text of the edition itself is cited: a sentence for readers and three forms for reference managers.

use super::html::escape;
use super::record::{CHAPTER, DateParts, PersonName, Record};
use std::fmt::Write as _;

/// What there is to say of a text of the edition, or of a paragraph in it.
#[derive(Debug, Clone, Copy)]
pub struct TextCitation<'a> {
    /// A key for reference managers, unique in the edition: the text's id.
    pub key: &'a str,
    /// The title of the text.
    pub title: &'a str,
    /// Who wrote it.
    pub authors: &'a [PersonName],
    /// Who edits the edition.
    pub editors: &'a [PersonName],
    /// The title of the edition.
    pub edition: &'a str,
    /// The date as EDTF; only year, month and day reach the forms for reference managers.
    pub date: &'a str,
    /// The date as readers see it.
    pub date_in_words: &'a str,
    /// Where the text stands on the web, if it does.
    pub url: Option<&'a str>,
    /// BCP 47.
    pub language: &'a str,
    /// A paragraph, as it is shown: `¶ 12`.
    pub paragraph: Option<&'a str>,
    /// The licence.
    pub rights: Option<&'a str>,
}

/// Words of the page's language in a citation.
#[derive(Debug, Clone, Copy)]
pub struct CiteWords<'a> {
    /// Stands before the title of the edition: `in`; empty for none.
    pub within: &'a str,
    /// Stands before the editors: `ed.`
    pub edited_by: &'a str,
    /// Opens a title.
    pub open_quote: &'a str,
    /// Closes a title.
    pub close_quote: &'a str,
}

/// A citation in the forms that a page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CiteThis {
    /// For the page: escaped, with the edition's title in `<i>` and the address as a link.
    pub html: String,
    /// The same without markup.
    pub plain: String,
    /// BibTeX, UTF-8.
    pub bibtex: String,
    /// RIS with CR LF line ends.
    pub ris: String,
    /// One object of CSL-JSON.
    pub csl_json: String,
}

/// Cites a text: `Author, “Title”, in Edition, ed. Editor, 2026, ¶ 12, URL.`
///
/// The sentence is our own template, not the edition's CSL style: it is made for every page, and a CSL
/// processor would take longer than the page. What is empty is left out with its comma. Never fails.
pub fn cite_text(text: &TextCitation, words: &CiteWords) -> CiteThis {
    let record = record_of(text);
    CiteThis {
        html: sentence(text, words, true),
        plain: sentence(text, words, false),
        bibtex: record.bibtex(),
        ris: record.ris(),
        csl_json: record.csl_json(),
    }
}

fn sentence(text: &TextCitation, words: &CiteWords, is_html: bool) -> String {
    let clean = |s: &str| if is_html { escape(s) } else { s.to_owned() };
    let people = |people: &[PersonName]| {
        clean(&people.iter().map(PersonName::given_first).collect::<Vec<_>>().join(", "))
    };
    let mut parts: Vec<String> = Vec::with_capacity(7);
    parts.push(people(text.authors));
    if !text.title.is_empty() {
        parts.push(format!("{}{}{}", words.open_quote, clean(text.title), words.close_quote));
    }
    if !text.edition.is_empty() {
        let edition = clean(text.edition);
        let edition = if is_html { format!("<i>{edition}</i>") } else { edition };
        parts.push(with_word(words.within, edition));
    }
    if !text.editors.is_empty() {
        parts.push(with_word(words.edited_by, people(text.editors)));
    }
    parts.push(clean(text.date_in_words));
    parts.push(clean(text.paragraph.unwrap_or_default()));
    if let Some(url) = text.url {
        let shown = clean(url);
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        parts.push(if is_html && is_web { format!("<a href=\"{shown}\">{shown}</a>") } else { shown });
    }
    let mut out = String::with_capacity(256);
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let comma = if out.is_empty() { "" } else { ", " };
        let _ = write!(out, "{comma}{part}");
    }
    if text.url.is_none() && !out.ends_with('.') {
        out.push('.');
    }
    out
}

fn with_word(word: &str, rest: String) -> String {
    if word.is_empty() { rest } else { format!("{word} {rest}") }
}

fn record_of(text: &TextCitation) -> Record {
    Record {
        authors: text.authors.to_vec(),
        editors: text.editors.to_vec(),
        container: text.edition.to_owned(),
        date: DateParts::parse(text.date),
        url: text.url.unwrap_or_default().to_owned(),
        language: text.language.to_owned(),
        rights: text.rights.unwrap_or_default().to_owned(),
        note: text.paragraph.unwrap_or_default().to_owned(),
        ..Record::new(text.key, CHAPTER, text.title)
    }
}
