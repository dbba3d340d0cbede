//! What is wrong, where, and what to do about it.
//!
//! An editor's mistake is data: stages gather [`Diagnostic`]s in a [`Report`] and go on as far as it makes
//! sense. Printing is the caller's work; here messages are only laid out as text.

use crate::span::{SourceId, Sources, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

/// How grave a fault is. `Off` is used in settings only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Not reported.
    Off,
    /// The site is built; somebody should look.
    Warning,
    /// The edition has a mistake; the exit status is 1.
    Error,
}

impl Severity {
    /// The word used in messages and in site.toml.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Off => "off",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $severity:ident;)+) => {
        /// The kind of a fault. Its name is permanent; its page is `tests/spec/faults/<name>.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant),+ }

        impl Code {
            /// Every code there is, in the order of this list.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The name an editor sees and writes: kebab-case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name),+ }
            }

            /// The fault in one line, as it stands in the list of all codes.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),+).trim_ascii()),+ }
            }

            /// How grave the fault is unless site.toml says otherwise.
            #[must_use]
            pub fn default_severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),+ }
            }
        }
    };
}

codes! {
    /// A key that the format does not know.
    UnknownKey "unknown-key" Error;
    /// A value of another type than the key takes.
    WrongType "wrong-type" Error;
    /// A key that must be there and is not.
    MissingKey "missing-key" Error;
    /// The same key twice in one mapping.
    DuplicateKey "duplicate-key" Error;
    /// A value that is not among the allowed ones.
    InvalidValue "invalid-value" Error;
    /// YAML that cannot be read.
    InvalidYaml "invalid-yaml" Error;
    /// TOML that cannot be read.
    InvalidToml "invalid-toml" Error;
    /// Lists, quotes or values nested deeper than anybody means.
    TooDeep "too-deep" Error;
    /// A file that is not UTF-8.
    InvalidUtf8 "invalid-utf8" Error;
    /// A file that cannot be read.
    UnreadableFile "unreadable-file" Error;
    /// A raw file that is not the recipe's, or that nobody can read as text.
    RawFile "raw-file" Error;
    /// A decision of a recipe that no place of the raw file answers to.
    UnmatchedDecision "unmatched-decision" Warning;
    /// Characters of a raw file that the recipe's decoder says nothing of.
    UndecodedCharacters "undecoded-characters" Warning;
    /// Marks of notes at the feet of pages where no notes were found.
    NotesNotFound "notes-not-found" Warning;
    /// An imported text that no recipe makes any more.
    OrphanedImport "orphaned-import" Warning;
    /// A rule for found names and dates that no words answer to.
    UnusedRule "unused-rule" Warning;
    /// Somebody takes part in an event before being born or after having died.
    ActingOutsideLife "acting-outside-life" Warning;
    /// An office held outside the life of its holder, or when its body did not exist.
    OfficeOutsideDates "office-outside-dates" Warning;
    /// An event outside the years of a text that attests it.
    EventOutsideText "event-outside-text" Warning;
    /// Two records of a register that may mean one and the same.
    PossibleDuplicate "possible-duplicate" Warning;
    /// A person, place or body that nothing in the edition speaks of.
    NeverMentioned "never-mentioned" Warning;
    /// A surname that is written in two ways in one text.
    TwoSpellings "two-spellings" Warning;
    /// Another text that tells of an event with one witness only.
    FurtherWitness "further-witness" Warning;
    /// Citations of works that have no record.
    WorkWithoutRecord "work-without-record" Warning;
    /// An exception for something that no check asks about.
    NeedlessException "needless-exception" Warning;
    /// A date in a text that no calendar has.
    ImpossibleDate "impossible-date" Warning;
    /// A symbolic link that leads to a folder above itself, or nowhere.
    SymlinkLoop "symlink-loop" Error;
    /// An edition without any text.
    EmptyEdition "empty-edition" Error;
    /// A file of `content/` that belongs to nothing the format knows.
    StrayFile "stray-file" Warning;
    /// A front matter that is opened and never closed.
    UnclosedFrontMatter "unclosed-front-matter" Error;
    /// A text without a front matter.
    MissingFrontMatter "missing-front-matter" Error;
    /// An id with characters that an address cannot hold.
    InvalidId "invalid-id" Error;
    /// Two records or texts with one id.
    DuplicateId "duplicate-id" Error;
    /// A language tag that is none.
    InvalidLanguage "invalid-language" Error;
    /// A language without interface strings.
    UntranslatedLanguage "untranslated-language" Warning;
    /// A date that is not EDTF.
    DateNotEdtf "date-not-edtf" Error;
    /// A span of time that ends before it begins.
    DatesReversed "dates-reversed" Error;
    /// A person no register knows.
    UnknownPerson "unknown-person" Error;
    /// A place no register knows.
    UnknownPlace "unknown-place" Error;
    /// A body no register knows.
    UnknownBody "unknown-body" Error;
    /// An event no register knows.
    UnknownEvent "unknown-event" Error;
    /// A work the bibliography does not know.
    UnknownWork "unknown-work" Error;
    /// A text the edition does not have.
    UnknownText "unknown-text" Error;
    /// A place in a text that is not there.
    UnknownAnchor "unknown-anchor" Error;
    /// A link whose scheme is none of ours and none of the web's.
    UnknownScheme "unknown-scheme" Error;
    /// An annotation that Markdown did not read as a link.
    UnreadLink "unread-link" Error;
    /// A mention or a link without words.
    EmptyLink "empty-link" Error;
    /// A relative link to a file that is not there.
    BrokenLink "broken-link" Error;
    /// An image that is not there.
    MissingImage "missing-image" Error;
    /// A note mark whose note is not there.
    AnchorWithoutNote "anchor-without-note" Error;
    /// A note no mark leads to.
    NoteWithoutAnchor "note-without-anchor" Warning;
    /// A note defined twice.
    DuplicateNote "duplicate-note" Error;
    /// A note series that site.toml does not declare.
    UnknownSeries "unknown-series" Error;
    /// Two headings of a text with one id.
    DuplicateHeadingId "duplicate-heading-id" Error;
    /// Raw HTML where site.toml does not allow it.
    RawHtml "raw-html" Warning;
    /// A page break of the source without its number, or numbered twice.
    InvalidPageBreak "invalid-page-break" Error;
    /// A bibliography that cannot be read.
    InvalidBibliography "invalid-bibliography" Error;
    /// A citation style that is not there.
    UnknownStyle "unknown-style" Error;
    /// An event nobody attests.
    EventWithoutWitness "event-without-witness" Warning;
    /// Coordinates that are on no globe.
    InvalidCoordinates "invalid-coordinates" Error;
    /// A template that cannot be read or rendered.
    TemplateError "template-error" Error;
    /// A theme that is not there.
    UnknownTheme "unknown-theme" Error;
    /// Interface strings that cannot be read.
    InvalidStrings "invalid-strings" Error;
    /// A paragraph address that this build would lose.
    LostAddress "lost-address" Error;
    /// An `edition.lock` that cannot be read.
    InvalidLock "invalid-lock" Error;
    /// A page larger than a reader should load.
    LargePage "large-page" Warning;
}

impl Code {
    /// The code of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

/// One mistake, with its place and a way out.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The kind of the fault.
    pub code: Code,
    /// One sentence that names the fault and the thing.
    pub message: String,
    /// Where, if it has a place in a file.
    pub span: Option<Span>,
    /// Other places that belong to it, with a word for each.
    pub related: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// Adds a way out.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Diagnostic {
        self.help.push(text.into());
        self
    }

    /// Adds another place that belongs to the fault.
    pub fn related(&mut self, span: Span, text: impl Into<String>) -> &mut Diagnostic {
        self.related.push((span, text.into()));
        self
    }
}

/// All mistakes of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a mistake at a place.
    pub fn add(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Some(span), message.into())
    }

    /// Adds a mistake that has no place in a file.
    pub fn add_without_place(&mut self, code: Code, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, None, message.into())
    }

    fn push(&mut self, code: Code, span: Option<Span>, message: String) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic { code, message, span, related: Vec::new(), help: Vec::new() });
        self.diagnostics.last_mut().expect("just pushed")
    }

    /// Takes over the mistakes of another report, behind its own.
    pub fn append(&mut self, mut other: Report) {
        self.diagnostics.append(&mut other.diagnostics);
    }

    /// The mistakes in the order they were found.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Applies the severities of site.toml and puts the mistakes into the order of files and lines.
    #[must_use]
    pub fn settle(mut self, levels: &BTreeMap<Code, Severity>, sources: &Sources) -> Findings {
        let level = |code: Code| levels.get(&code).copied().unwrap_or(code.default_severity());
        self.diagnostics.retain(|d| level(d.code) != Severity::Off);
        self.diagnostics.sort_by_cached_key(|d| {
            (d.span.map(|s| (sources.path(s.source).to_owned(), s.start, s.end)), d.code, d.message.clone())
        });
        self.diagnostics.dedup_by(|a, b| a.code == b.code && a.span == b.span && a.message == b.message);
        let findings = self.diagnostics.into_iter().map(|d| (level(d.code), d)).collect();
        Findings { findings }
    }
}

/// The mistakes of a finished run with their severities, in order.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    findings: Vec<(Severity, Diagnostic)>,
}

/// So many warnings of one kind are shown one by one.
const MOST_OF_A_KIND: usize = 30;

/// The texts of the files that messages show lines of, by number of the file.
pub type Excerpts = HashMap<SourceId, String>;

impl Findings {
    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|(severity, _)| *severity == Severity::Error).count()
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.findings.len() - self.errors()
    }

    /// The findings in order.
    pub fn iter(&self) -> impl Iterator<Item = (Severity, &Diagnostic)> {
        self.findings.iter().map(|(severity, d)| (*severity, d))
    }

    /// Every file that a message points into, each once.
    #[must_use]
    pub fn sources(&self) -> BTreeSet<SourceId> {
        let places = |d: &Diagnostic| {
            d.span.into_iter().chain(d.related.iter().map(|(s, _)| *s)).collect::<Vec<Span>>()
        };
        self.findings.iter().flat_map(|(_, d)| places(d)).map(|span| span.source).collect()
    }

    /// Messages for people: the line itself, what is wrong under it, what to do.
    ///
    /// Of one kind of warning the first thirty are shown and the rest counted.
    #[must_use]
    pub fn human(&self, sources: &Sources, excerpts: &Excerpts, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        let mut shown: BTreeMap<Code, usize> = BTreeMap::new();
        let mut hidden: BTreeMap<Code, usize> = BTreeMap::new();
        for (severity, diagnostic) in &self.findings {
            let shown = shown.entry(diagnostic.code).or_default();
            if *shown >= MOST_OF_A_KIND && *severity == Severity::Warning {
                *hidden.entry(diagnostic.code).or_default() += 1;
                continue;
            }
            *shown += 1;
            out.push_str(&renderer.render(&groups(*severity, diagnostic, sources, excerpts)));
            out.push_str("\n\n");
        }
        for (code, more) in hidden {
            let name = code.as_str();
            let _ =
                writeln!(out, "… and {more} more of `{name}`; `hashiya check --format short` lists all\n");
        }
        out
    }

    /// One line each: `path:line:column: error[code]: message`.
    #[must_use]
    pub fn short(&self, sources: &Sources, excerpts: &Excerpts) -> String {
        let mut out = String::new();
        for (severity, d) in &self.findings {
            if let Some(span) = d.span {
                let (line, column) = line_column(excerpts.get(&span.source), span.start as usize);
                let _ = write!(out, "{}:{line}:{column}: ", sources.path(span.source));
            }
            let _ = writeln!(out, "{}[{}]: {}", severity.as_str(), d.code.as_str(), d.message);
        }
        out
    }

    /// One JSON object a line: `severity code message path line column end_line end_column help related`.
    #[must_use]
    pub fn json(&self, sources: &Sources, excerpts: &Excerpts) -> String {
        let place = |span: Span| {
            let text = excerpts.get(&span.source);
            let (line, column) = line_column(text, span.start as usize);
            let (end_line, end_column) = line_column(text, span.end as usize);
            serde_json::json!({"path": sources.path(span.source), "line": line, "column": column,
                "end_line": end_line, "end_column": end_column})
        };
        let mut out = String::new();
        for (severity, d) in &self.findings {
            let related: Vec<_> = d
                .related
                .iter()
                .map(|(span, text)| serde_json::json!({"at": place(*span), "message": text}))
                .collect();
            let row = serde_json::json!({"severity": severity.as_str(), "code": d.code.as_str(),
                "message": d.message, "at": d.span.map(place), "help": d.help, "related": related});
            let _ = writeln!(out, "{row}");
        }
        out
    }
}

/// Line and column of a byte, both from 1; the column counts characters.
fn line_column(text: Option<&String>, byte: usize) -> (usize, usize) {
    let Some(text) = text else { return (1, 1) };
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn groups<'a>(
    severity: Severity,
    d: &'a Diagnostic,
    sources: &'a Sources,
    excerpts: &'a Excerpts,
) -> Vec<Group<'a>> {
    let level = if severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let title = level.primary_title(d.message.as_str()).id(d.code.as_str());
    let mut group = Group::with_title(title);
    for (span, word, kind) in d
        .span
        .iter()
        .map(|span| (*span, "", AnnotationKind::Primary))
        .chain(d.related.iter().map(|(span, word)| (*span, word.as_str(), AnnotationKind::Context)))
    {
        let text = excerpts.get(&span.source).map_or("", String::as_str);
        let (line, number, range) = line_of(text, span);
        let annotation = kind.span(range);
        let annotation = if word.is_empty() { annotation } else { annotation.label(word) };
        let snippet = Snippet::source(line).line_start(number).path(sources.path(span.source));
        group = group.element(snippet.annotation(annotation));
    }
    for help in &d.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

/// The line a span begins on, its number, and the span within it.
fn line_of(text: &str, span: Span) -> (&str, usize, std::ops::Range<usize>) {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (boundary(span.start as usize), boundary(span.end as usize));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let number = text[..start].matches('\n').count() + 1;
    (&text[line_start..line_end], number, start - line_start..end.clamp(start, line_end) - line_start)
}

/// The known word nearest to `written`, if one is near enough to be meant.
#[must_use]
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    // Every word of one or two letters is near to every other.
    let limit = if length < 3 { 0 } else { (length / 3).max(1) };
    let nearest = known.into_iter().map(|word| (strsim::damerau_levenshtein(written, word), word)).min()?;
    (nearest.0 <= limit).then_some(nearest.1)
}

/// How many letters must be put in, left out or changed to make one word of the other (Levenshtein).
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_only_when_it_is_near() {
        let known = ["narimanov", "musavat", "gloss"];
        assert_eq!(did_you_mean("narimanof", known), Some("narimanov"));
        assert_eq!(did_you_mean("golss", known), Some("gloss"));
        assert_eq!(did_you_mean("lenin", known), None);
        assert_eq!(did_you_mean("p9", ["p1", "p2"]), None);
    }
}
