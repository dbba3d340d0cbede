//! Markdown into the tree. The only door to pulldown-cmark.

use crate::diag::{Code, Report};
use crate::edition::body::{
    Alignment, Annotation, AnnotationKind, Body, Division, Link, Node, NodeIndex, NodeKind, Note,
};
use crate::edition::edtf::Edtf;
use crate::edition::entity::Kind;
use crate::span::{SourceId, Span};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads the Markdown in `text[from..]`; places in the tree are bytes of `text`.
pub(crate) fn parse_body(text: &str, from: usize, source: SourceId, report: &mut Report) -> Body {
    let mut body = read(text, from, source, None, report).body;
    close_divisions(&mut body);
    body.compact()
}

/// Where pieces of the running text of `text[from..]` begin: in the running text, and in `text`.
pub(super) fn places(text: &str, from: usize) -> Vec<(u32, u32)> {
    let mut report = Report::default();
    read(text, from, SourceId(0), Some(Vec::new()), &mut report).places.unwrap_or_default()
}

fn read<'r>(
    text: &'r str,
    from: usize,
    source: SourceId,
    places: Option<Vec<(u32, u32)>>,
    report: &'r mut Report,
) -> Reader<'r> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let markdown = &text[from..];
    let mut reader = Reader {
        markdown,
        source,
        offset: from,
        body: Body { text: String::with_capacity(markdown.len()), ..Body::default() },
        open: Vec::new(),
        run: None,
        table: Vec::new(),
        column: 0,
        passed: 0,
        skipped: 0,
        places,
        report,
    };
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader
}

struct Reader<'r> {
    markdown: &'r str,
    source: SourceId,
    offset: usize,
    body: Body,
    open: Vec<NodeIndex>,
    /// The text node that the next piece of text continues.
    run: Option<NodeIndex>,
    table: Vec<pulldown_cmark::Alignment>,
    column: usize,
    /// Text before this byte of the Markdown is read already.
    passed: usize,
    /// How many open elements are not in the tree, because they lie too deep.
    skipped: usize,
    /// Where pieces of text begin in the running text and in the file, if that is asked for.
    places: Option<Vec<(u32, u32)>>,
    report: &'r mut Report,
}

/// How deep quotes, lists and emphasis may lie in each other.
const DEEPEST: usize = 100;

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("files over 4 GiB are refused when read")
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if !matches!(event, Event::Text(_)) {
            self.run = None;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                let node = self.push(NodeKind::CodeSpan, &range);
                self.body.text.push_str(&code);
                self.close(node);
            }
            Event::SoftBreak => self.breaking(NodeKind::SoftBreak, &range),
            Event::HardBreak => self.breaking(NodeKind::HardBreak, &range),
            Event::Rule => {
                let node = self.push(NodeKind::Rule, &range);
                self.close(node);
            }
            Event::Html(html) => self.raw_block(&html, &range),
            Event::InlineHtml(html) => {
                let index = self.string(&html);
                let node = self.push(NodeKind::RawInline(index), &range);
                self.close(node);
            }
            Event::FootnoteReference(label) => self.note_mark(&label, &range),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn push(&mut self, kind: NodeKind, range: &Range<usize>) -> NodeIndex {
        let index = narrow(self.body.nodes.len());
        let start = narrow(self.body.text.len());
        if matches!(kind, NodeKind::RawBlock(_) | NodeKind::RawInline(_)) {
            self.body.raw_html.get_or_insert(narrow(self.offset + range.start));
        }
        self.body.nodes.push(Node { kind, start, end: start, next: index + 1 });
        index
    }

    fn close(&mut self, node: NodeIndex) {
        let next = narrow(self.body.nodes.len());
        let end = narrow(self.body.text.len());
        let node = &mut self.body.nodes[node as usize];
        (node.next, node.end) = (next, end);
    }

    fn open(&mut self, kind: NodeKind, range: &Range<usize>) {
        let node = self.push(kind, range);
        self.open.push(node);
    }

    fn string(&mut self, text: &str) -> u32 {
        self.body.strings.push(text.into());
        narrow(self.body.strings.len() - 1)
    }

    fn file_range(&self, range: &Range<usize>) -> Range<u32> {
        narrow(self.offset + range.start)..narrow(self.offset + range.end)
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, self.offset + range.start..self.offset + range.end)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if self.open.len() >= DEEPEST {
            if self.skipped == 0 {
                let here = range.start..range.start + 1;
                self.report
                    .add(
                        Code::TooDeep,
                        self.span(&here),
                        format!("more than {DEEPEST} elements lie in each other here"),
                    )
                    .help("what lies deeper is shown on the last level: look for a row of `>`, `-` or `*`");
            }
            self.skipped += 1;
            return;
        }
        let kind = match tag {
            Tag::Paragraph => NodeKind::Paragraph,
            Tag::Heading { level, id, classes, attrs } => {
                let run_in = classes.iter().any(|class| &**class == "run-in");
                return self.heading(level, id.as_deref(), run_in, &attrs, &range);
            }
            Tag::BlockQuote(_) => NodeKind::Quote,
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split([' ', ',', '{']).next().unwrap_or("").to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                NodeKind::Code(self.string(&language))
            }
            Tag::HtmlBlock => NodeKind::RawBlock(self.string("")),
            Tag::List(first) => NodeKind::List(first.map(|n| u32::try_from(n).unwrap_or(1))),
            Tag::Item => NodeKind::Item,
            Tag::FootnoteDefinition(label) => return self.note(&label, &range),
            Tag::DefinitionList => NodeKind::DefinitionList,
            Tag::DefinitionListTitle => NodeKind::DefinitionTerm,
            Tag::DefinitionListDefinition => NodeKind::Definition,
            Tag::Table(columns) => {
                self.table = columns;
                NodeKind::Table
            }
            Tag::TableHead => {
                self.column = 0;
                NodeKind::TableHead
            }
            Tag::TableRow => {
                self.column = 0;
                NodeKind::TableRow
            }
            Tag::TableCell => NodeKind::TableCell(self.alignment()),
            Tag::Emphasis => NodeKind::Emphasis,
            Tag::Strong => NodeKind::Strong,
            Tag::Strikethrough => NodeKind::Deletion,
            Tag::Link { link_type, dest_url, title, .. } => {
                return self.link(link_type, &dest_url, &title, &range);
            }
            Tag::Image { dest_url, title, .. } => {
                let index = self.destination(&dest_url, &title, &range);
                NodeKind::Image(index)
            }
            // Extensions that are not switched on.
            Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => NodeKind::Paragraph,
        };
        self.open(kind, &range);
    }

    fn alignment(&mut self) -> Alignment {
        let alignment = match self.table.get(self.column) {
            Some(pulldown_cmark::Alignment::Left) => Alignment::Left,
            Some(pulldown_cmark::Alignment::Center) => Alignment::Center,
            Some(pulldown_cmark::Alignment::Right) => Alignment::Right,
            Some(pulldown_cmark::Alignment::None) | None => Alignment::None,
        };
        self.column += 1;
        alignment
    }

    fn end(&mut self, _: TagEnd) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let node = self.open.pop().expect("pulldown-cmark closes only what it opened");
        let kind = self.body.nodes[node as usize].kind;
        self.close(node);
        // Blocks are divided in the running text, so that words of two blocks stay two words.
        if !kind.is_inline() && !self.body.text.is_empty() && !self.body.text.ends_with('\n') {
            self.body.text.push('\n');
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let passed = self.passed.saturating_sub(range.start).min(range.len());
        let (Some(mut text), mut at) = (text.get(passed..), range.start + passed) else { return };
        let open = self.open.last().map(|node| self.body.nodes[*node as usize].kind);
        let verbatim = self.markdown.get(at..range.end) == Some(text);
        // Asked first because it is answered for many bytes at a time, and most pieces have none.
        let bracketed = text.bytes().fold(false, |found, byte| found | matches!(byte, b'[' | b']'));
        if bracketed && verbatim && !matches!(open, Some(NodeKind::Code(_) | NodeKind::Image(_))) {
            // What still looks like a mark or a link here was not read as one.
            while let Some(bracket) = text.bytes().position(|byte| matches!(byte, b'[' | b']')) {
                let here = at + bracket;
                self.unread_link(here);
                let end = self.lost_mark(here).unwrap_or(here + 1);
                let cut = if end > here + 1 { bracket } else { bracket + 1 };
                self.run_on(&text[..cut], at..at + cut);
                if end > here + 1 {
                    self.mark_without_note(here..end);
                }
                let behind = (end - at).min(text.len());
                (text, at) = (&text[behind..], at + behind);
            }
        }
        self.run_on(text, at..range.end);
    }

    /// Adds a piece of running text.
    fn run_on(&mut self, text: &str, range: Range<usize>) {
        if text.is_empty() {
            return;
        }
        // Neighbouring pieces of text are one node: the parser cuts at entities and at lone brackets.
        let node = self.run.unwrap_or_else(|| self.push(NodeKind::Text, &range));
        self.run = Some(node);
        let place = (narrow(self.body.text.len()), narrow(self.offset + range.start));
        self.places.iter_mut().for_each(|places| places.push(place));
        self.body.text.push_str(text);
        self.close(node);
    }

    fn breaking(&mut self, kind: NodeKind, range: &Range<usize>) {
        let node = self.push(kind, range);
        self.body.text.push(' ');
        self.close(node);
    }

    fn raw_block(&mut self, html: &str, range: &Range<usize>) {
        let open = self.open.last().map(|node| self.body.nodes[*node as usize].kind);
        if let Some(NodeKind::RawBlock(index)) = open {
            let text = &mut self.body.strings[index as usize];
            *text = [&**text, html].concat().into();
        } else {
            let index = self.string(html);
            let node = self.push(NodeKind::RawBlock(index), range);
            self.close(node);
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        run_in: bool,
        attrs: &[(pulldown_cmark::CowStr<'_>, Option<pulldown_cmark::CowStr<'_>>)],
        range: &Range<usize>,
    ) {
        let level = level as u8;
        let mut lang = None;
        for (name, value) in attrs {
            match (&**name, value) {
                ("lang", Some(tag)) => lang = self.heading_lang(tag.trim_matches('"'), range),
                _ => {
                    self.report
                        .add(
                            Code::UnknownKey,
                            self.span(range),
                            format!("a heading has no attribute `{name}`"),
                        )
                        .help("a heading takes {#id}, {lang=ru} and {.run-in}");
                }
            }
        }
        let heading = narrow(self.body.nodes.len());
        let id = id.map(|id| (id.into(), self.file_range(range)));
        self.body.divisions.push(Division { heading, end: heading, level, id, lang, run_in });
        self.open(NodeKind::Heading(level), range);
    }

    fn heading_lang(&mut self, tag: &str, range: &Range<usize>) -> Option<Box<str>> {
        if crate::lang::is_tag(tag) {
            return Some(tag.into());
        }
        let written = &self.markdown[range.clone()];
        let at = range.start + written.find("lang=").map_or(0, |at| at + "lang=".len());
        let end = (at + tag.len()).min(range.end);
        self.report
            .add(Code::InvalidLanguage, self.span(&(at..end)), format!("`{tag}` is no language tag"))
            .help("write a tag of BCP 47: {lang=ru}");
        None
    }

    fn note(&mut self, label: &str, range: &Range<usize>) {
        let (series, label) = series_of(label);
        let index = narrow(self.body.notes.len());
        let node = narrow(self.body.nodes.len());
        let head = range.start..(range.start + label.len() + series.len() + 4).min(range.end);
        let span = self.file_range(&head);
        self.body.notes.push(Note { series: series.into(), label: label.into(), node, span });
        self.open(NodeKind::NoteText(index), range);
    }

    fn note_mark(&mut self, label: &str, range: &Range<usize>) {
        let (series, label) = series_of(label);
        let kind = AnnotationKind::NoteMark { series: series.into(), label: label.into() };
        let node = self.annotation(kind, range);
        self.close(node);
    }

    fn annotation(&mut self, kind: AnnotationKind, range: &Range<usize>) -> NodeIndex {
        let index = narrow(self.body.annotations.len());
        let node = narrow(self.body.nodes.len());
        let span = self.file_range(&self.destination_of(range));
        self.body.annotations.push(Annotation { kind, span, node, found: None });
        self.push(NodeKind::Annotation(index), range)
    }

    /// The part of `[words](destination)` that messages point to; the whole where there is none.
    fn destination_of(&self, range: &Range<usize>) -> Range<usize> {
        let written = &self.markdown[range.clone()];
        match written.rfind("](") {
            Some(at) if written.ends_with(')') => range.start + at + 2..range.end - 1,
            _ => range.clone(),
        }
    }

    fn destination(&mut self, url: &str, title: &str, range: &Range<usize>) -> u32 {
        let span = self.file_range(&self.destination_of(range));
        self.body.links.push(Link { url: url.into(), title: title.into(), span });
        narrow(self.body.links.len() - 1)
    }

    fn link(&mut self, link_type: LinkType, url: &str, title: &str, range: &Range<usize>) {
        let annotated = match link_type {
            LinkType::Autolink | LinkType::Email => None,
            _ => self.annotation_kind(url, range),
        };
        let node = match annotated {
            Some(kind) => self.annotation(kind, range),
            None => {
                let index = self.destination(url, title, range);
                self.push(NodeKind::Link(index), range)
            }
        };
        self.open.push(node);
    }

    /// What a link's address means, if its scheme is one of the format's.
    fn annotation_kind(&mut self, url: &str, range: &Range<usize>) -> Option<AnnotationKind> {
        let (scheme, rest) = url.split_once(':')?;
        let register = |kind| {
            let (key, certain) = rest.strip_suffix('?').map_or((rest, true), |key| (key, false));
            Some(AnnotationKind::Mention { kind, key: key.into(), certain })
        };
        match scheme {
            "person" => register(Kind::Person),
            "place" => register(Kind::Place),
            "body" => register(Kind::Body),
            "event" => register(Kind::Event),
            "date" => self.date(rest, range),
            "cite" => {
                let (key, locator) = split_fragment(rest);
                Some(AnnotationKind::Citation { key: key.into(), locator: locator.map(|l| decode(l).into()) })
            }
            "sic" => Some(AnnotationKind::Correction(decode(rest).into())),
            "pb" => Some(AnnotationKind::PageBreak(decode(rest).into())),
            "lang" => Some(AnnotationKind::Foreign(rest.into())),
            "text" => {
                let (key, anchor) = split_fragment(rest);
                Some(AnnotationKind::TextLink { key: key.into(), anchor: anchor.map(Into::into) })
            }
            _ => None,
        }
    }

    fn date(&mut self, written: &str, range: &Range<usize>) -> Option<AnnotationKind> {
        let written = decode(written);
        match Edtf::parse(&written) {
            Ok(date) => Some(AnnotationKind::Date(date)),
            Err(error) => {
                let diagnostic = self.report.add(
                    Code::DateNotEdtf,
                    self.span(&self.destination_of(range)),
                    format!("`{written}` is no EDTF date: {}", error.message),
                );
                diagnostic.help(
                    error
                        .help
                        .unwrap_or_else(|| "write it as 1920-04-28, 1920-04, 1920 or 1918/1920".to_owned()),
                );
                // The words stay in the text; they are no date then.
                Some(AnnotationKind::Foreign("".into()))
            }
        }
    }

    /// Whether the character at a byte of the Markdown has a backslash before it.
    fn escaped(&self, at: usize) -> bool {
        let before = &self.markdown[..at];
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    }

    /// Where a `[^label]` ends that begins at a byte: it stayed text because no note is defined for it.
    fn lost_mark(&self, at: usize) -> Option<usize> {
        let label = self.markdown[at..].strip_prefix("[^")?;
        let near = &label[..label.floor_char_boundary(80)];
        let label = &near[..near.find(']')?];
        let plain = !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[' || c == '^');
        (plain && !self.escaped(at)).then_some(at + label.len() + 3)
    }

    /// A mark without a note. Its label stays in the running text as what the reader sees of it.
    fn mark_without_note(&mut self, range: Range<usize>) {
        let written = &self.markdown[range.clone()];
        let (series, label) = series_of(&written[2..written.len() - 1]);
        let kind = AnnotationKind::NoteMark { series: series.into(), label: label.into() };
        self.run = None;
        let node = self.annotation(kind, &range);
        self.body.text.push_str(written);
        self.close(node);
        self.passed = range.end;
    }

    /// Reports `](person:…)` that stayed text.
    fn unread_link(&mut self, at: usize) {
        let Some(rest) = self.markdown[at..].strip_prefix("](") else { return };
        let ours = |scheme: &str| rest.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(':'));
        if !SCHEMES.iter().any(|scheme| ours(scheme)) || self.escaped(at) {
            return;
        }
        let line = &rest[..rest.floor_char_boundary(200)];
        let end = line.find([')', '\n']).unwrap_or(line.len());
        let span = self.span(&(at + 2..at + 2 + end));
        let diagnostic =
            self.report.add(Code::UnreadLink, span, format!("`{}` is not read as a link", &line[..end]));
        if line[..end].contains(' ') {
            diagnostic.help("the address of a link has no spaces: leave them out, or write %20");
        } else {
            diagnostic.help(
                "no link and no note mark stands in the words of another link: write them side by side",
            );
        }
    }
}

/// The schemes of the format.
const SCHEMES: [&str; 10] = ["person", "place", "body", "event", "date", "cite", "sic", "pb", "lang", "text"];

/// `ed:1` is note 1 of the series `ed`; `1` is a note of the author's.
fn series_of(label: &str) -> (&str, &str) {
    label.split_once(':').unwrap_or(("", label))
}

fn split_fragment(text: &str) -> (&str, Option<&str>) {
    match text.split_once('#') {
        Some((key, fragment)) if !fragment.is_empty() => (key, Some(fragment)),
        Some((key, _)) => (key, None),
        None => (text, None),
    }
}

/// Resolves `%20` and the like, which an address needs for what Markdown does not let stand in it.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()).filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// A section ends at the next heading of its level or above, or with the text.
fn close_divisions(body: &mut Body) {
    let end = narrow(body.nodes.len());
    for index in 0..body.divisions.len() {
        let level = body.divisions[index].level;
        let next = body.divisions[index + 1..].iter().find(|later| later.level <= level);
        body.divisions[index].end = next.map_or(end, |later| later.heading);
    }
}
