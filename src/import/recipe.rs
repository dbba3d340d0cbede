//! A recipe: how a raw extraction becomes a text. It holds structure and decisions, never the text.

use super::citation::CitationStyle;
use super::glyph::Decoder;
use crate::diag::{Code, Report};
use crate::edition::edtf::Edtf;
use crate::edition::id::Key;
use crate::record::{Record, Value, ValueKind, wrong_type};
use crate::span::{Span, Spanned};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How a raw file becomes one text or several.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Name of the raw file.
    pub file: Spanned<String>,
    /// SHA-256 of the raw file, in hexadecimal digits.
    pub sha256: Spanned<String>,
    /// Id of the text.
    pub text: Key,
    /// Its language, a BCP 47 tag.
    pub lang: String,
    /// What goes into the front matter.
    pub front: Front,
    /// How its letters are read.
    pub decoder: Decoder,
    /// How its lines are set.
    pub lines: Lines,
    /// How its pages are told apart.
    pub pages: Pages,
    /// Where its notes are.
    pub notes: Notes,
    /// Where the recipe says so; else the recipe's beginning.
    pub notes_span: Span,
    /// Lines at which the notes at the foot of a page begin, where no rule stands above them.
    pub foot: Vec<u32>,
    /// How it cites.
    pub citations: Option<Citations>,
    /// Lines that are no text: running heads, numbers of pages, with what they are.
    pub furniture: Vec<(Spanned<RangeInclusive<u32>>, String)>,
    /// Headings, in order of their lines.
    pub headings: Vec<Heading>,
    /// Parts in another language, in order of their lines.
    pub parts: Vec<Part>,
    /// Where paragraphs begin or do not, against the rule.
    pub paragraphs: BTreeMap<u32, bool>,
    /// What an editor decided about single places.
    pub decisions: Vec<Decision>,
    /// Below this confidence a place is put on the review list.
    pub sure: f32,
}

/// The bibliographic record of a text.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// Its title.
    pub title: String,
    /// Its authors.
    pub authors: Vec<String>,
    /// When it was published.
    pub date: Option<Edtf>,
    /// Key of its record in works.yaml.
    pub source: Option<String>,
    /// One sentence on it.
    pub summary: Option<String>,
    /// Place in the table of contents.
    pub order: Option<i64>,
    /// Licence or rights.
    pub rights: Option<String>,
}

/// How lines are set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lines {
    /// Whether an empty line stands between two lines, and none before and behind what was set raised.
    pub double: bool,
    /// What becomes of a hyphen at the end of a line.
    pub hyphens: Hyphens,
    /// How the end of a paragraph is told.
    pub paragraphs: Paragraphs,
}

/// What becomes of a hyphen at the end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hyphens {
    /// It was put there by the typesetter: the word is joined.
    #[default]
    Join,
    /// It belongs to the word and stays.
    Keep,
}

/// How the end of a paragraph is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paragraphs {
    /// By an empty line.
    #[default]
    Blank,
    /// By the width of its lines: a line ends early, or begins with an indent.
    Width,
}

/// What stands where a page ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageEnds {
    /// Nothing.
    #[default]
    Unmarked,
    /// The first line of the next page begins with a space, which is what some programs leave of a form feed.
    LeadingSpace,
    /// The first line of the next page begins with a form feed, as most programs write it.
    FormFeed,
}

/// How pages are told apart.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    /// What stands where a page ends.
    pub ends: PageEnds,
    /// Whether a number alone that is no note's mark is the printed number of the page that it ends.
    pub lone_numbers: bool,
    /// The printed number of the first page, where it is known.
    pub first: Option<u32>,
    /// Lines at which pages begin, with the printed number where it is known, against the rule.
    pub at: BTreeMap<u32, Option<String>>,
    /// Lines at which no page begins, against the rule.
    pub not_at: Vec<u32>,
}

/// Where the notes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notes {
    /// There are none.
    #[default]
    None,
    /// Marks stand in the text, the notes themselves are not in the file.
    Absent,
    /// At the foot of the page.
    Foot,
}

/// How a text cites.
#[derive(Clone, Debug)]
pub struct Citations {
    /// By number, by author and year, or in notes.
    pub style: CitationStyle,
    /// Keys of works: by number, by author and year as written, or by the words that name a work in notes.
    pub works: BTreeMap<String, String>,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Where the recipe says so.
    pub span: Span,
    /// Its lines.
    pub lines: RangeInclusive<u32>,
    /// 1 to 6.
    pub level: u8,
    /// Whether it is the first sentence of a paragraph and not a line of its own.
    pub run_in: bool,
    /// Id of the text that begins with it, where it begins one.
    pub text: Option<Key>,
    /// Title of that text, where it is not the heading itself.
    pub title: Option<String>,
}

/// A part in another language or of another kind.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its lines.
    pub lines: RangeInclusive<u32>,
    /// Its language, where that is not the text's.
    pub lang: Option<String>,
    /// What it is, where it is not running text.
    pub kind: Option<PartKind>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A quotation set apart, or an epigraph.
    Quote,
    /// A list: each of its paragraphs is an item.
    List,
    /// Keywords: a paragraph that stands in the front matter, too.
    Keywords,
}

/// What an editor decided about a place.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Where the recipe says so.
    pub span: Span,
    /// The line of the raw file.
    pub line: u32,
    /// What the file says there, decoded.
    pub reads: String,
    /// What it is to say.
    pub is: String,
    /// Which of several on that line, from 1; all where it is 0.
    pub nth: usize,
}

impl Recipe {
    /// The language of a line, where that is not the text's.
    #[must_use]
    pub fn lang_at(&self, line: u32) -> Option<&str> {
        self.parts_at(line).find_map(|part| part.lang.as_deref())
    }

    /// What a line is, where it is not running text.
    #[must_use]
    pub fn kind_at(&self, line: u32) -> Option<PartKind> {
        self.parts_at(line).find_map(|part| part.kind)
    }

    /// Whether two lines stand in the same parts.
    #[must_use]
    pub fn same_parts(&self, one: u32, other: u32) -> bool {
        self.parts.iter().all(|part| part.lines.contains(&one) == part.lines.contains(&other))
    }

    fn parts_at(&self, line: u32) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.lines.contains(&line))
    }

    /// Reads a recipe; mistakes are reported.
    pub fn read(value: &Value, name: &str, report: &mut Report) -> Option<Recipe> {
        let mut record = Record::open(value, "a recipe", report)?;
        let file = record.required("file", report);
        let sha256 = record.required("sha256", report);
        let text = record.string("text", report);
        let lang = record.required("lang", report).filter(|lang| is_tag(lang, report));
        let front = Front {
            title: record.required("title", report).map(|title| title.value).unwrap_or_default(),
            authors: record.strings("authors", report).into_iter().map(|author| author.value).collect(),
            date: date(&mut record, report),
            source: record.string("source", report).map(|source| source.value),
            summary: record.string("summary", report).map(|summary| summary.value),
            order: number(&mut record, "order", -1_000_000..=1_000_000, report),
            rights: record.string("rights", report).map(|rights| rights.value),
        };
        let text = id(text.as_ref(), name, record.span(), report);
        let decoder = decoder(&mut record, report);
        let lines = lines(&mut record, report);
        let pages = pages(&mut record, report);
        let notes_span = record.peek("notes").map_or(record.span(), |value| value.span);
        let notes = notes(&mut record, report);
        let foot = line_list(record.strings("foot", report), report);
        let citations = citations(&mut record, report);
        let furniture = furniture(&mut record, report);
        let headings = headings(&mut record, report);
        let parts = parts(&mut record, report);
        let paragraphs = paragraphs(&mut record, report);
        let decisions = decisions(&mut record, report);
        let sure = sure(&mut record, report);
        let span = record.span();
        // All mistakes are told before any makes an end.
        record.finish(report);
        let (file, sha256, text, lang) = (file?, sha256?, text?, lang?.value);
        let recipe = Recipe {
            file,
            sha256,
            text,
            lang,
            front,
            decoder,
            lines,
            pages,
            notes,
            notes_span,
            foot,
            citations,
            furniture,
            headings,
            parts,
            paragraphs,
            decisions,
            sure,
        };
        if recipe.notes == Notes::Foot
            && recipe.pages.ends == PageEnds::Unmarked
            && recipe.pages.at.is_empty()
        {
            report
                .add(Code::MissingKey, span, "`notes: foot` needs `pages`: the foot of a page ends where the next page begins")
                .help("say how pages are told apart, or list the lines at which they begin: pages: {at: [{line: 46}]}");
        }
        check_ids(&recipe, report);
        Some(recipe)
    }
}

/// Two texts of a book need two ids.
fn check_ids(recipe: &Recipe, report: &mut Report) {
    let mut seen = vec![&recipe.text];
    for heading in &recipe.headings {
        let Some(key) = &heading.text else { continue };
        if seen.contains(&key) {
            report
                .add(Code::DuplicateId, heading.span, format!("a text `{key}` is there already"))
                .help("give each section an id of its own, such as `book-1`, `book-2`");
        }
        seen.push(key);
    }
}

/// The id of the text: the recipe's own name where it gives none.
fn id(text: Option<&Spanned<String>>, name: &str, recipe: Span, report: &mut Report) -> Option<Key> {
    let (written, span) = text.map_or((name, recipe), |text| (&text.value, text.span));
    match Key::parse(written) {
        Ok(key) => Some(key),
        Err(reason) => {
            report
                .add(Code::InvalidId, span, format!("`{written}` is no id: {reason}"))
                .help(format!("write `text: {}`", Key::suggest(written)));
            None
        }
    }
}

/// Whether a language tag is one; what is none is reported.
fn is_tag(lang: &Spanned<String>, report: &mut Report) -> bool {
    let valid = crate::lang::is_tag(&lang.value);
    if !valid {
        report
            .add(Code::InvalidLanguage, lang.span, format!("`{}` is no language tag", lang.value))
            .help("write a tag of BCP 47: az, tr, ru, en, az-Cyrl …");
    }
    valid
}

fn date(record: &mut Record<'_>, report: &mut Report) -> Option<Edtf> {
    let written = record.string("date", report)?;
    match Edtf::parse(&written.value) {
        Ok(date) => Some(date),
        Err(error) => {
            let message = format!("`{}` is no EDTF date: {}", written.value, error.message);
            let diagnostic = report.add(Code::DateNotEdtf, written.span, message);
            diagnostic.help(error.help.unwrap_or_else(|| "write it as 2009 or 2009-05".to_owned()));
            None
        }
    }
}

fn decoder(record: &mut Record<'_>, report: &mut Report) -> Decoder {
    let mut decoder = Decoder::default();
    let Some(mut table) = record.record("decoder", "a decoder", report) else { return decoder };
    if let Some(value) = table.get("glyphs") {
        let expected = "`glyphs` is a mapping of single characters to what they stand for";
        let ValueKind::Map(entries) = &value.kind else {
            wrong_type(value, expected, report);
            return decoder;
        };
        for (key, letters) in entries {
            let mut characters = key.value.chars();
            let (Some(character), None) = (characters.next(), characters.next()) else {
                report
                    .add(Code::InvalidValue, key.span, format!("`{}` is not one character", key.value))
                    .help("write one character of the file, a colon, and what it stands for");
                continue;
            };
            let letters = match &letters.kind {
                ValueKind::Scalar(letters) => letters.clone(),
                ValueKind::Null => String::new(),
                _ => {
                    wrong_type(letters, expected, report);
                    continue;
                }
            };
            decoder.glyphs.insert(character, letters);
        }
    }
    for lost in table.strings("lost", report) {
        match lost.value.chars().collect::<Vec<_>>()[..] {
            [letter] => decoder.lost.push(letter),
            _ => {
                report
                    .add(Code::InvalidValue, lost.span, format!("`{}` is not one letter", lost.value))
                    .help("list the letters one by one: lost: [ç, ğ]");
            }
        }
    }
    table.finish(report);
    decoder
}

fn lines(record: &mut Record<'_>, report: &mut Report) -> Lines {
    let Some(mut table) = record.record("lines", "`lines`", report) else { return Lines::default() };
    let lines = Lines {
        double: table.choice("spacing", &["single", "double"], report) == Some(1),
        hyphens: match table.choice("hyphens", &["join", "keep"], report) {
            Some(1) => Hyphens::Keep,
            _ => Hyphens::Join,
        },
        paragraphs: match table.choice("paragraphs", &["blank", "width"], report) {
            Some(1) => Paragraphs::Width,
            _ => Paragraphs::Blank,
        },
    };
    table.finish(report);
    lines
}

fn pages(record: &mut Record<'_>, report: &mut Report) -> Pages {
    let Some(mut table) = record.record("pages", "`pages`", report) else { return Pages::default() };
    let mut at = BTreeMap::new();
    for value in table.list("at") {
        let Some(mut page) = Record::open(value, "a page", report) else { continue };
        let line = line(&mut page, report);
        let number = page.string("number", report).filter(|number| is_label(number, report));
        let number = number.map(|number| number.value);
        page.finish(report);
        at.extend(line.map(|line| (line, number)));
    }
    let pages = Pages {
        ends: match table.choice("break", &["none", "leading-space", "form-feed"], report) {
            Some(1) => PageEnds::LeadingSpace,
            Some(2) => PageEnds::FormFeed,
            _ => PageEnds::Unmarked,
        },
        lone_numbers: table.boolean("lone-numbers", report).unwrap_or(false),
        first: number(&mut table, "first", 1..=99_999, report).and_then(|first| u32::try_from(first).ok()),
        at,
        not_at: line_list(table.strings("not-at", report), report),
    };
    table.finish(report);
    pages
}

fn notes(record: &mut Record<'_>, report: &mut Report) -> Notes {
    match record.choice("notes", &["none", "absent", "foot"], report) {
        Some(1) => Notes::Absent,
        Some(2) => Notes::Foot,
        _ => Notes::None,
    }
}

fn citations(record: &mut Record<'_>, report: &mut Report) -> Option<Citations> {
    let mut table = record.record("citations", "`citations`", report)?;
    let style = table.choice("style", &["numeric", "author-date", "notes"], report);
    let mut works = BTreeMap::new();
    if let Some(value) = table.get("works") {
        match &value.kind {
            ValueKind::Map(entries) => {
                for (cited, key) in entries {
                    if let Some(key) = crate::record::scalar(key, "a work is named by its key", report) {
                        works.insert(cited.value.clone(), key.value);
                    }
                }
            }
            _ => wrong_type(value, "`works` is a mapping of citations to keys", report),
        }
    }
    if style.is_none() && table.peek("style").is_none() {
        table.missing("style", report);
    }
    table.finish(report);
    let style = [CitationStyle::Numeric, CitationStyle::AuthorDate, CitationStyle::Notes][style?];
    Some(Citations { style, works })
}

fn furniture(record: &mut Record<'_>, report: &mut Report) -> Vec<(Spanned<RangeInclusive<u32>>, String)> {
    let mut furniture = Vec::new();
    for value in record.list("furniture") {
        let Some(mut piece) = Record::open(value, "a piece of furniture", report) else { continue };
        let lines = line_range(&mut piece, report);
        let kind = piece.string("kind", report).map_or_else(|| "furniture".to_owned(), |kind| kind.value);
        piece.finish(report);
        furniture.extend(lines.map(|lines| (Spanned { value: lines, span: value.span }, kind)));
    }
    furniture
}

fn headings(record: &mut Record<'_>, report: &mut Report) -> Vec<Heading> {
    let mut headings = Vec::new();
    for value in record.list("headings") {
        let Some(mut heading) = Record::open(value, "a heading", report) else { continue };
        let lines = line_range(&mut heading, report);
        let level = number(&mut heading, "level", 1..=6, report).unwrap_or(2);
        let text = heading.string("text", report);
        let found = Heading {
            span: text.as_ref().map_or(value.span, |text| text.span),
            lines: lines.unwrap_or(0..=0),
            level: u8::try_from(level).expect("levels are 1 to 6"),
            run_in: heading.boolean("run-in", report).unwrap_or(false),
            text: text.as_ref().and_then(|text| Key::parse(&text.value).ok()),
            title: heading.string("title", report).map(|title| title.value),
        };
        heading.finish(report);
        if let (Some(text), None) = (text, &found.text) {
            report
                .add(Code::InvalidId, text.span, format!("`{}` is no id", text.value))
                .help(format!("write `{}`", Key::suggest(&text.value)));
        }
        headings.push(found);
    }
    headings.sort_by_key(|heading| *heading.lines.start());
    headings
}

fn parts(record: &mut Record<'_>, report: &mut Report) -> Vec<Part> {
    let mut parts = Vec::new();
    for value in record.list("parts") {
        let Some(mut part) = Record::open(value, "a part", report) else { continue };
        let lines = line_range(&mut part, report);
        let lang = part.string("lang", report).filter(|lang| is_tag(lang, report)).map(|lang| lang.value);
        let kind = part.choice("kind", &["quote", "list", "keywords"], report);
        let kind = kind.map(|kind| [PartKind::Quote, PartKind::List, PartKind::Keywords][kind]);
        if part.get("lang").is_none() && part.get("kind").is_none() {
            report
                .add(Code::MissingKey, value.span, "a part needs the key `lang` or `kind`")
                .help("say what is other in it: its language, or that it is a quote, a list or the keywords");
        }
        part.finish(report);
        parts.extend(lines.map(|lines| Part { lines, lang, kind }));
    }
    parts.sort_by_key(|part| *part.lines.start());
    parts
}

fn paragraphs(record: &mut Record<'_>, report: &mut Report) -> BTreeMap<u32, bool> {
    let Some(mut table) = record.record("paragraphs", "`paragraphs`", report) else { return BTreeMap::new() };
    let mut lines = BTreeMap::new();
    for (key, begins) in [("begin", true), ("go-on", false)] {
        let listed = table.strings(key, report);
        lines.extend(line_list(listed, report).into_iter().map(|line| (line, begins)));
    }
    table.finish(report);
    lines
}

fn decisions(record: &mut Record<'_>, report: &mut Report) -> Vec<Decision> {
    let mut decisions = Vec::new();
    for value in record.list("decisions") {
        let Some(mut decision) = Record::open(value, "a decision", report) else { continue };
        let line = line(&mut decision, report);
        let reads = decision.required("reads", report).filter(|reads| is_words(reads, "reads", report));
        let is =
            decision.required("is", report).filter(|is| is.value.is_empty() || is_words(is, "is", report));
        let nth = number(&mut decision, "nth", 1..=10_000, report).unwrap_or(0);
        decision.finish(report);
        if let (Some(line), Some(reads), Some(is)) = (line, reads, is) {
            let nth = usize::try_from(nth).expect("small numbers");
            decisions.push(Decision { span: reads.span, line, reads: reads.value, is: is.value, nth });
        }
    }
    decisions
}

/// Whether the number of a page is one that an address can hold.
fn is_label(written: &Spanned<String>, report: &mut Report) -> bool {
    let fits = written.value.chars().all(char::is_alphanumeric) && written.value.len() <= 12;
    if !fits {
        report
            .add(Code::InvalidValue, written.span, format!("`{}` is no number of a page", written.value))
            .help("write letters and digits: 412, xiv, 12a");
    }
    fits
}

/// Whether a value is words on one line.
fn is_words(written: &Spanned<String>, key: &str, report: &mut Report) -> bool {
    let fits = !written.value.is_empty() && !written.value.contains(char::is_control);
    if !fits {
        report
            .add(Code::InvalidValue, written.span, format!("`{key}` takes words that stand on one line"))
            .help("write them as the file has them, decoded, in quotation marks");
    }
    fits
}

/// A whole number in a range.
fn number(
    record: &mut Record<'_>,
    key: &'static str,
    range: RangeInclusive<i64>,
    report: &mut Report,
) -> Option<i64> {
    let written = record.string(key, report)?;
    let number = written.value.parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        let message = format!("`{}` is no value of `{key}`", written.value);
        report.add(Code::InvalidValue, written.span, message).help(format!(
            "write a number from {} to {}",
            range.start(),
            range.end()
        ));
    }
    number
}

fn sure(record: &mut Record<'_>, report: &mut Report) -> f32 {
    const DEFAULT: f32 = 0.9;
    let Some(written) = record.string("sure", report) else { return DEFAULT };
    match written.value.parse::<f32>().ok().filter(|sure| (0.0..=1.0).contains(sure)) {
        Some(sure) => sure,
        None => {
            report
                .add(Code::InvalidValue, written.span, format!("`{}` is no confidence", written.value))
                .help("write a number from 0 (nothing is doubtful) to 1 (everything is): sure: 0.9");
            DEFAULT
        }
    }
}

fn line(record: &mut Record<'_>, report: &mut Report) -> Option<u32> {
    let line = record.required("line", report)?;
    let number = line.value.parse().ok().filter(|line| *line > 0);
    if number.is_none() {
        no_line(&line, report);
    }
    number
}

fn line_list(written: Vec<Spanned<String>>, report: &mut Report) -> Vec<u32> {
    let mut lines = Vec::new();
    for line in written {
        match line.value.parse() {
            Ok(number) if number > 0 => lines.push(number),
            _ => no_line(&line, report),
        }
    }
    lines
}

/// `line: 12` or `lines: 12-14`.
fn line_range(record: &mut Record<'_>, report: &mut Report) -> Option<RangeInclusive<u32>> {
    if record.peek("lines").is_none() {
        return line(record, report).map(|line| line..=line);
    }
    let lines = record.string("lines", report)?;
    record.get("line");
    let range = lines.value.split_once('-').and_then(|(first, last)| {
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (0 < first && first <= last).then_some(first..=last)
    });
    if range.is_none() {
        no_line(&lines, report);
    }
    range
}

fn no_line(written: &Spanned<String>, report: &mut Report) {
    report
        .add(Code::InvalidValue, written.span, format!("`{}` is no line of the raw file", written.value))
        .help("lines are counted from 1: line: 12, or lines: 12-14");
}
