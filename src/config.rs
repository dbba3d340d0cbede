//! site.toml: every key is known. The only door to the TOML crate.

use crate::diag::{Code, Report, Severity, did_you_mean};
use crate::edition::entity::{Kind, Localized};
use crate::record::{Record, Value, ValueKind, scalar, unknown_key, wrong_type};
use crate::span::{SourceId, Span, Spanned};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// The settings of an edition.
#[derive(Clone, Debug)]
pub struct Config {
    /// Title of the edition.
    pub title: Localized,
    /// A sentence on it, for the first page, the feed and search engines.
    pub description: Localized,
    /// Languages of the interface; the first is the default one. Never empty.
    pub languages: Vec<String>,
    /// Where each of them is written.
    pub language_spans: Vec<Span>,
    /// Where the site will stand, with a `/` at the end.
    pub base_url: Option<String>,
    /// Editors of the edition, as "Given Family".
    pub editors: Vec<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Licence of the texts.
    pub rights: Option<String>,
    /// Version or date of the edition, as readers cite it.
    pub version: Option<String>,
    /// Folder below `themes/`, or the embedded `default`.
    pub theme: Spanned<String>,
    /// A CSL style: its name, or a `.csl` file of the edition.
    pub citation_style: Option<Spanned<String>>,
    /// Raw HTML in texts: `false` shows it as text, `true` lets a safe part of it through.
    pub raw_html: bool,
    /// What is looked for in texts that do not say it themselves.
    pub link: Wanted,
    /// Which of the found mentions are links.
    pub shown: Shown,
    /// Note series beyond the author's own, in the order of site.toml.
    pub series: Vec<Series>,
    /// Severities that differ from the default.
    pub check: BTreeMap<Code, Severity>,
    /// The file itself.
    pub source: SourceId,
}

/// What is looked for in running text beside what the editor marked; nothing is said of what is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted([Option<bool>; 5]);

impl Wanted {
    /// The keys of `link`: four registers, and dates.
    const KEYS: [&str; 5] = ["persons", "places", "bodies", "events", "dates"];

    /// Reads them from an open record.
    pub fn read(record: &mut Record<'_>, report: &mut Report) -> Wanted {
        Wanted(Wanted::KEYS.map(|key| record.choice(key, &["off", "auto"], report).map(|choice| choice == 1)))
    }

    /// What is said here, and for the rest what is said there.
    #[must_use]
    pub fn or(self, other: Wanted) -> Wanted {
        let mut said = self.0.into_iter().zip(other.0).map(|(own, other)| own.or(other));
        Wanted([(); 5].map(|()| said.next().flatten()))
    }

    /// Whether names of a register are looked for.
    #[must_use]
    pub fn names(self, kind: Kind) -> bool {
        let index = Wanted::KEYS.iter().position(|key| *key == kind.register());
        index.is_some_and(|index| self.0[index] == Some(true))
    }

    /// Whether dates are looked for.
    #[must_use]
    pub fn dates(self) -> bool {
        self.0[4] == Some(true)
    }

    /// Whether anything is looked for.
    #[must_use]
    pub fn anything(self) -> bool {
        self.0.contains(&Some(true))
    }
}

/// Which of several found mentions of one person, place or body are links. Indexes count all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All.
    All,
    /// The first in each paragraph.
    #[default]
    Paragraph,
    /// The first in each section.
    Section,
}

/// A series of notes.
#[derive(Clone, Debug)]
pub struct Series {
    /// The prefix in marks (`ed` in `[^ed:1]`); empty for the author's own.
    pub name: String,
    /// The heading of its list.
    pub title: Localized,
    /// How it is counted.
    pub mark: MarkStyle,
}

/// How notes of a series are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkStyle {
    /// 1, 2, 3 …
    #[default]
    Numbers,
    /// a, b, c …
    Letters,
    /// *, †, ‡ …
    Symbols,
}

impl MarkStyle {
    /// What the reader sees for the `number`th note (from 1): `3`, `c`, `‡`; letters go on with aa, symbols with **.
    #[must_use]
    pub fn show(self, number: u32) -> String {
        const SYMBOLS: [char; 6] = ['*', '†', '‡', '§', '‖', '¶'];
        match self {
            MarkStyle::Numbers => number.to_string(),
            MarkStyle::Letters => {
                let mut letters = Vec::new();
                let mut rest = number;
                while rest > 0 {
                    letters.push(char::from(b'a' + u8::try_from((rest - 1) % 26).expect("below 26")));
                    rest = (rest - 1) / 26;
                }
                letters.iter().rev().collect()
            }
            MarkStyle::Symbols => {
                let index = (number - 1) as usize;
                SYMBOLS[index % 6].to_string().repeat(index / 6 + 1)
            }
        }
    }
}

impl Config {
    /// Reads the text of site.toml. Nothing comes back only when it is no TOML at all.
    pub fn parse(text: &str, source: SourceId, report: &mut Report) -> Option<Config> {
        let tree = read_toml(text, source, report)?;
        let mut root = Record::open(&tree, "site.toml", report)?;
        let config = Config::read(&mut root, source, report);
        root.finish(report);
        Some(config)
    }

    fn read(root: &mut Record<'_>, source: SourceId, report: &mut Report) -> Config {
        let start = Span::new(source, 0..0);
        let mut config = Config {
            title: Localized::plain("—"),
            description: Localized::default(),
            languages: Vec::new(),
            language_spans: Vec::new(),
            base_url: None,
            editors: Vec::new(),
            publisher: None,
            rights: None,
            version: None,
            theme: Spanned { value: "default".to_owned(), span: start },
            citation_style: None,
            raw_html: false,
            link: Wanted::default(),
            shown: Shown::default(),
            series: Vec::new(),
            check: BTreeMap::new(),
            source,
        };
        match root.record("edition", "[edition]", report) {
            Some(edition) => config.read_edition(edition, report),
            None => root.missing("edition", report),
        }
        if config.languages.is_empty() {
            config.languages.push("en".to_owned());
            config.language_spans.push(start);
        }
        if let Some(mut link) = root.record("link", "[link]", report) {
            config.link = Wanted::read(&mut link, report);
            let shown = link.choice("shown", &["all", "paragraph", "section"], report);
            config.shown =
                shown.map_or(Shown::default(), |shown| [Shown::All, Shown::Paragraph, Shown::Section][shown]);
            link.finish(report);
        }
        if let Some(notes) = root.get("notes") {
            config.series = read_series(notes, report);
        }
        if let Some(check) = root.get("check") {
            config.check = read_check(check, report);
        }
        config
    }

    fn read_edition(&mut self, mut edition: Record<'_>, report: &mut Report) {
        match edition.get("title") {
            Some(title) => self.title = localized(title, "title", report),
            None => edition.missing("title", report),
        }
        if let Some(text) = edition.get("description") {
            self.description = localized(text, "description", report);
        }
        for language in edition.strings("languages", report) {
            self.languages.push(language.value);
            self.language_spans.push(language.span);
        }
        if self.languages.is_empty() {
            edition.missing("languages", report);
        }
        self.base_url = edition.string("base_url", report).and_then(|url| base_url(&url, report));
        self.editors = edition.strings("editors", report).into_iter().map(|e| e.value).collect();
        self.publisher = edition.string("publisher", report).map(|s| s.value);
        self.rights = edition.string("rights", report).map(|s| s.value);
        self.version = edition.string("version", report).map(|s| s.value);
        if let Some(theme) = edition.string("theme", report) {
            self.theme = theme;
        }
        self.citation_style = edition.string("citation_style", report);
        self.raw_html = edition.boolean("raw_html", report).unwrap_or(false);
        edition.finish(report);
    }

    /// The declared series of a name; the author's own is always there.
    #[must_use]
    pub fn series_index(&self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return Some(0);
        }
        self.series.iter().position(|s| s.name == name).map(|at| at + 1)
    }

    /// The default language of the interface.
    #[must_use]
    pub fn default_language(&self) -> &str {
        &self.languages[0]
    }
}

/// Reads a string or a map by language.
pub fn localized(value: &Value, key: &str, report: &mut Report) -> Localized {
    match &value.kind {
        ValueKind::Scalar(text) => Localized::plain(text.clone()),
        ValueKind::Map(entries) => {
            let mut out = Localized::default();
            for (lang, value) in entries {
                if let Some(text) = scalar(value, &format!("`{key}` takes one string for a language"), report)
                {
                    out.by_language.insert(lang.value.clone(), text.value);
                }
            }
            out
        }
        ValueKind::Null => Localized::default(),
        ValueKind::List(_) => {
            wrong_type(value, &format!("`{key}` takes a string, or a map by language"), report);
            Localized::default()
        }
    }
}

fn base_url(url: &Spanned<String>, report: &mut Report) -> Option<String> {
    let text = url.value.as_str();
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = host.is_some_and(|h| !h.is_empty() && !h.starts_with('/'))
        && !text.contains(|c: char| c.is_whitespace() || "\"<>?#".contains(c));
    if good {
        return Some(format!("{}/", text.trim_end_matches('/')));
    }
    report
        .add(Code::InvalidValue, url.span, format!("`{text}` is no address of a site"))
        .help("write the whole address, as in \"https://example.org/edition/\"");
    None
}

fn read_series(value: &Value, report: &mut Report) -> Vec<Series> {
    let ValueKind::Map(entries) = &value.kind else {
        wrong_type(value, "[notes] maps a series to its title and mark", report);
        return Vec::new();
    };
    let mut series = Vec::new();
    for (name, value) in entries {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.value.is_empty() || !name.value.chars().all(plain) {
            report
                .add(
                    Code::InvalidValue,
                    name.span,
                    format!("`{}` cannot be the prefix of a series", name.value),
                )
                .help("use small letters a–z, digits and `-`");
            continue;
        }
        let Some(mut record) = Record::open(value, "a note series", report) else { continue };
        let title = record.get("title").map_or_else(Localized::default, |t| localized(t, "title", report));
        let mark = match record.choice("mark", &["numbers", "letters", "symbols"], report) {
            Some(1) => MarkStyle::Letters,
            Some(2) => MarkStyle::Symbols,
            _ => MarkStyle::Numbers,
        };
        record.finish(report);
        series.push(Series { name: name.value.clone(), title, mark });
    }
    series
}

fn read_check(value: &Value, report: &mut Report) -> BTreeMap<Code, Severity> {
    let mut levels = BTreeMap::new();
    let ValueKind::Map(entries) = &value.kind else {
        wrong_type(value, "[check] maps diagnostic codes to error, warning or off", report);
        return levels;
    };
    let names: Vec<&'static str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    for (name, value) in entries {
        let Some(code) = Code::parse(&name.value) else {
            unknown_code(name, &names, report);
            continue;
        };
        let Some(level) = scalar(value, "a severity is error, warning or off", report) else { continue };
        let severity = match level.value.as_str() {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            "off" => Severity::Off,
            other => {
                report
                    .add(Code::InvalidValue, level.span, format!("`{other}` is no severity"))
                    .help("write error, warning or off");
                continue;
            }
        };
        levels.insert(code, severity);
    }
    levels
}

fn unknown_code(name: &Spanned<String>, names: &[&'static str], report: &mut Report) {
    if did_you_mean(&name.value, names.iter().copied()).is_some() {
        unknown_key(name, "[check]", names, report);
        return;
    }
    report
        .add(Code::UnknownKey, name.span, format!("there is no diagnostic `{}`", name.value))
        .help("`hashiya explain` lists all codes");
}

/// Reads TOML into the common tree. Every mistake the parser can tell apart is reported.
fn read_toml(text: &str, source: SourceId, report: &mut Report) -> Option<Value> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let range = error.span().unwrap_or(0..0);
        report
            .add(Code::InvalidToml, Span::new(source, range), format!("this is no TOML: {}", error.message()))
            .help("strings stand in quotes: title = \"…\"; lists in brackets: languages = [\"az\", \"en\"]");
    }
    if !errors.is_empty() {
        return None;
    }
    let span = Span::new(source, 0..0);
    Some(Value { span, kind: toml_map(table.get_ref(), source) })
}

fn toml_map(table: &DeTable<'_>, source: SourceId) -> ValueKind {
    let mut entries: Vec<(Spanned<String>, Value)> = table
        .iter()
        .map(|(key, value)| {
            let name = Spanned { value: key.get_ref().to_string(), span: Span::new(source, key.span()) };
            (name, toml_value(value.get_ref(), Span::new(source, value.span()), source))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    ValueKind::Map(entries)
}

fn toml_value(value: &DeValue<'_>, span: Span, source: SourceId) -> Value {
    let kind = match value {
        DeValue::String(text) => ValueKind::Scalar(text.to_string()),
        DeValue::Integer(number) => ValueKind::Scalar(number.as_str().to_owned()),
        DeValue::Float(number) => ValueKind::Scalar(number.as_str().to_owned()),
        DeValue::Boolean(flag) => ValueKind::Scalar(flag.to_string()),
        DeValue::Datetime(date) => ValueKind::Scalar(date.to_string()),
        DeValue::Array(items) => ValueKind::List(
            items
                .iter()
                .map(|item| toml_value(item.get_ref(), Span::new(source, item.span()), source))
                .collect(),
        ),
        DeValue::Table(table) => toml_map(table, source),
    };
    Value { span, kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_counted_as_the_series_says() {
        let shown = |style: MarkStyle, numbers: &[u32]| {
            numbers.iter().map(|n| style.show(*n)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(MarkStyle::Numbers, &[1, 10]), "1 10");
        assert_eq!(shown(MarkStyle::Letters, &[1, 26, 27, 52, 53, 702, 703]), "a z aa az ba zz aaa");
        assert_eq!(shown(MarkStyle::Symbols, &[1, 2, 6, 7, 13]), "* † ¶ ** ***");
    }
}
