//! The tree into HTML, with the roles of DPUB-ARIA.
//!
//! The markup is a contract with themes; `themes/default/README.md` lists it. Ids on a page: paragraphs `p12`,
//! notes `n3`, their marks `r3`, headings their own or `h2`, pages of the source `page-412`.

use super::markup::Sanitiser;
use super::{code, escape, escape_into, escape_words_into};
use crate::config::Shown;
use crate::edition::body::{Alignment, AnnotationKind, Body, Found, NodeIndex, NodeKind};
use crate::edition::edtf::Edtf;
use crate::edition::entity::{EntityId, Kind};
use crate::edition::{Edition, Text, TextId};
use crate::lang::Language;
use crate::link::{Target, TextLinks, block_anchor, image_path, note_address, page_anchor, scheme};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What the writer asks of the site around a text.
pub trait Addresses: Sync {
    /// The address of an entity's page, from the page being written.
    fn entity(&self, id: EntityId) -> String;
    /// The address of another text, from the page being written.
    fn text(&self, id: TextId) -> String;
    /// The address of a page such as "about", from the page being written.
    fn page(&self, id: TextId) -> String;
    /// The address of the place of a work that is cited, if a text of the edition has it.
    fn cited(&self, from: &Text, work: EntityId, locator: Option<&str>) -> Option<String>;
    /// The way up to the folder of the site: `../`.
    fn root(&self) -> &str;
}

/// A text written out.
#[derive(Debug, Default)]
pub struct Written {
    /// The running text.
    pub body: String,
    /// For each series of notes its `<li>` elements.
    pub notes: Vec<String>,
    /// The entities that are mentioned or cited, each once.
    pub entities: BTreeSet<EntityId>,
    /// Whether a block of code is highlighted.
    pub has_code: bool,
}

/// Everything the writer needs to know of a text.
pub struct Source<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The text.
    pub text: &'a Text,
    /// What is resolved of it.
    pub links: &'a TextLinks,
    /// Where things are.
    pub addresses: &'a dyn Addresses,
    /// The language of the interface, for labels.
    pub language: &'a Language,
    /// Whether paragraphs are numbered.
    pub numbered: bool,
}

/// Writes a text.
#[must_use]
pub fn html(source: &Source<'_>) -> Written {
    let mut writer = Writer::new(source);
    writer.out.reserve(source.text.body.text.len() * 3);
    writer.divisions();
    let body = std::mem::take(&mut writer.out);
    let notes = source.links.notes.series.iter().map(|series| writer.note_list(series)).collect();
    Written { body, notes, entities: writer.entities, has_code: writer.has_code }
}

struct Writer<'a> {
    source: &'a Source<'a>,
    body: &'a Body,
    out: String,
    entities: BTreeSet<EntityId>,
    has_code: bool,
    heading_shift: u8,
    in_note: bool,
    /// The entities with a link in this paragraph or section, as site.toml wants it.
    shown: BTreeSet<EntityId>,
    /// What an editor's inline HTML has opened and not yet closed.
    raw: Sanitiser,
    labels: Labels,
}

/// Words of the interface that stand in every text.
struct Labels {
    uncertain: String,
    missing_note: String,
}

impl<'a> Writer<'a> {
    fn new(source: &'a Source<'a>) -> Writer<'a> {
        let body = &source.text.body;
        // The title of the page is its h1.
        let heading_shift = u8::from(body.divisions.iter().any(|division| division.level == 1));
        let labels = Labels {
            uncertain: source.language.message("mention-uncertain"),
            missing_note: source.language.message("note-missing"),
        };
        Writer {
            source,
            body,
            out: String::new(),
            entities: BTreeSet::new(),
            has_code: false,
            heading_shift,
            in_note: false,
            shown: BTreeSet::new(),
            raw: Sanitiser::default(),
            labels,
        }
    }

    /// The top level, with a `section` around each division that stands there.
    fn divisions(&mut self) {
        let mut open: Vec<NodeIndex> = Vec::new();
        let mut divisions = self.body.divisions.iter().peekable();
        for node in self.body.roots() {
            while open.last().is_some_and(|end| *end <= node) {
                open.pop();
                self.out.push_str("</section>\n");
            }
            while divisions.next_if(|division| division.heading < node).is_some() {}
            if let Some(division) = divisions.next_if(|division| division.heading == node) {
                let lang = division.lang.as_deref().map(|lang| format!(" lang=\"{}\"", escape(lang)));
                let _ = writeln!(self.out, "<section{}>", lang.unwrap_or_default());
                open.push(division.end);
                self.mentions_anew(Shown::Section);
            }
            self.block(node);
        }
        for _ in open {
            self.out.push_str("</section>\n");
        }
    }

    fn children(&mut self, node: NodeIndex) {
        for child in self.body.children(node) {
            self.block(child);
        }
    }

    /// The words of a block; what inline HTML left open in it ends with it.
    fn words(&mut self, node: NodeIndex) {
        self.mentions_anew(Shown::Paragraph);
        self.children(node);
        let closing = self.raw.close();
        self.out.push_str(&closing);
    }

    fn wrapped(&mut self, tag: &str, node: NodeIndex) {
        let _ = write!(self.out, "<{tag}>");
        self.children(node);
        let _ = write!(self.out, "</{tag}>");
    }

    fn block(&mut self, node: NodeIndex) {
        match self.body.nodes[node as usize].kind {
            NodeKind::Paragraph => self.paragraph(node),
            NodeKind::Heading(level) => self.heading(node, level),
            NodeKind::Quote => {
                self.out.push_str("<blockquote>\n");
                self.children(node);
                self.out.push_str("</blockquote>\n");
            }
            NodeKind::List(first) => self.list(node, first),
            NodeKind::Item => self.tight(node, "li"),
            NodeKind::Code(language) => self.code(node, language),
            NodeKind::Table => self.table(node),
            NodeKind::TableHead => {
                self.out.push_str("<thead><tr>");
                self.children(node);
                self.out.push_str("</tr></thead>\n");
            }
            NodeKind::TableRow => {
                self.wrapped("tr", node);
                self.out.push('\n');
            }
            NodeKind::TableCell(alignment) => self.cell(node, alignment),
            NodeKind::DefinitionList => {
                self.out.push_str("<dl>\n");
                self.children(node);
                self.out.push_str("</dl>\n");
            }
            NodeKind::DefinitionTerm => self.tight(node, "dt"),
            NodeKind::Definition => self.tight(node, "dd"),
            NodeKind::Rule => self.out.push_str("<hr>\n"),
            NodeKind::RawBlock(raw) => self.raw_block(node, raw),
            // Notes stand at the end.
            NodeKind::NoteText(_) => {}
            _ => self.inline(node),
        }
    }

    /// `id="p12"` of a block that has an address, and the number in the margin.
    fn address(&self, node: NodeIndex) -> (String, String) {
        if self.in_note {
            return Default::default();
        }
        let Some(address) = self.source.links.addresses.at(&self.source.text.passages, node) else {
            return Default::default();
        };
        let name = address.to_string();
        let id = [" id=\"", &name, "\""].concat();
        let old = self.forwarded(&name);
        if !self.source.numbered {
            return (id, old);
        }
        let number = &name[1..];
        let link = ["<a class=\"para-number\" href=\"#", &name, "\">", number, "</a>"];
        (id, old + &link.concat())
    }

    /// Places for the old addresses that lead to this one.
    fn forwarded(&self, address: &str) -> String {
        let forwarded = &self.source.links.addresses.forwarded;
        let here = forwarded.iter().filter(|(_, to)| to.to_string() == address);
        here.map(|(old, _)| format!("<span id=\"{old}\"></span>")).collect()
    }

    fn paragraph(&mut self, node: NodeIndex) {
        let (id, number) = self.address(node);
        if let Some(image) = self.lone_image(node) {
            let _ = write!(self.out, "<figure{id}>{number}");
            self.figure(image);
            self.out.push_str("</figure>\n");
            return;
        }
        let _ = write!(self.out, "<p{id}>{number}");
        self.words(node);
        self.out.push_str("</p>\n");
    }

    fn lone_image(&self, node: NodeIndex) -> Option<NodeIndex> {
        let mut children = self.body.children(node);
        let first = children.next()?;
        let alone = children.next().is_none();
        (alone && matches!(self.body.nodes[first as usize].kind, NodeKind::Image(_))).then_some(first)
    }

    fn heading(&mut self, node: NodeIndex, level: u8) {
        let level = (level + self.heading_shift).min(6);
        let id = block_anchor(self.source.text, self.source.links, node);
        let old = self.forwarded(&id);
        let id =
            if id.is_empty() || self.in_note { String::new() } else { format!(" id=\"{}\"", escape(&id)) };
        let class = if self.body.is_run_in(node) { " class=\"run-in\"" } else { "" };
        let _ = write!(self.out, "<h{level}{id}{class}>{old}");
        self.words(node);
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn list(&mut self, node: NodeIndex, first: Option<u32>) {
        let _ = match first {
            None => writeln!(self.out, "<ul>"),
            Some(1) => writeln!(self.out, "<ol>"),
            Some(n) => writeln!(self.out, "<ol start=\"{n}\">"),
        };
        self.children(node);
        self.out.push_str(if first.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn tight(&mut self, node: NodeIndex, tag: &str) {
        let (id, number) = self.address(node);
        let _ = write!(self.out, "<{tag}{id}>{number}");
        self.words(node);
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn code(&mut self, node: NodeIndex, language: u32) {
        let (id, number) = self.address(node);
        let language = &self.body.strings[language as usize];
        let code = self.body.text_of(node);
        let _ = write!(self.out, "<div class=\"code\"{id}>{number}<pre tabindex=\"0\"><code>");
        match code::highlight(code, language) {
            Some(html) => {
                self.has_code = true;
                self.out.push_str(&html);
            }
            None => escape_into(&mut self.out, code),
        }
        self.out.push_str("</code></pre></div>\n");
    }

    fn table(&mut self, node: NodeIndex) {
        let (id, number) = self.address(node);
        let _ = writeln!(self.out, "<div class=\"table\"{id} tabindex=\"0\">{number}<table>");
        let mut rows = self.body.children(node);
        if let Some(head) = rows.next() {
            self.block(head);
        }
        self.out.push_str("<tbody>\n");
        for row in rows {
            self.block(row);
        }
        self.out.push_str("</tbody></table></div>\n");
    }

    fn cell(&mut self, node: NodeIndex, alignment: Alignment) {
        let head = self.out.ends_with("<thead><tr>") || self.out.ends_with("</th>");
        let class = match alignment {
            Alignment::None => "",
            Alignment::Left => " class=\"left\"",
            Alignment::Center => " class=\"center\"",
            Alignment::Right => " class=\"right\"",
        };
        let (tag, scope) = if head { ("th", " scope=\"col\"") } else { ("td", "") };
        let _ = write!(self.out, "<{tag}{scope}{class}>");
        self.words(node);
        let _ = write!(self.out, "</{tag}>");
    }

    fn raw_block(&mut self, node: NodeIndex, raw: u32) {
        let (id, number) = self.address(node);
        let raw = &self.body.strings[raw as usize];
        if self.source.edition.config.raw_html {
            let safe = super::markup::sanitise(raw);
            let _ = writeln!(self.out, "<div class=\"raw\"{id}>{number}{safe}</div>");
        } else {
            let _ = writeln!(self.out, "<p{id}>{number}{}</p>", escape(raw.trim_end()));
        }
    }

    fn inline(&mut self, node: NodeIndex) {
        match self.body.nodes[node as usize].kind {
            NodeKind::Text => escape_words_into(&mut self.out, self.body.text_of(node)),
            NodeKind::SoftBreak => self.out.push('\n'),
            NodeKind::HardBreak => self.out.push_str("<br>\n"),
            NodeKind::Emphasis => self.wrapped("em", node),
            NodeKind::Strong => self.wrapped("strong", node),
            NodeKind::Deletion => self.wrapped("del", node),
            NodeKind::CodeSpan => {
                let _ = write!(self.out, "<code>{}</code>", escape(self.body.text_of(node)));
            }
            NodeKind::Link(link) => self.link(node, link),
            NodeKind::Image(_) => self.image(node),
            NodeKind::Annotation(annotation) => self.annotation(node, annotation),
            NodeKind::RawInline(raw) => {
                let raw = &self.body.strings[raw as usize];
                if self.source.edition.config.raw_html {
                    let safe = self.raw.piece(raw);
                    self.out.push_str(&safe);
                } else {
                    escape_into(&mut self.out, raw);
                }
            }
            _ => self.children(node),
        }
    }

    fn link(&mut self, node: NodeIndex, link: u32) {
        let link = &self.body.links[link as usize];
        let known = scheme(&link.url)
            .is_none_or(|s| matches!(s, "http" | "https" | "mailto" | "tel" | "doi" | "urn"));
        if !known {
            return self.children(node);
        }
        let href = match image_path(&link.url) {
            Some(path) => format!("{}images/{path}", self.source.addresses.root()),
            None => link
                .url
                .strip_prefix("doi:")
                .map_or_else(|| link.url.to_string(), |doi| format!("https://doi.org/{doi}")),
        };
        let external = if href.starts_with("http") { " rel=\"external noopener\"" } else { "" };
        let _ = write!(self.out, "<a href=\"{}\"{external}{}>", escape(&href), title(&link.title));
        self.linked(node, "");
    }

    fn image(&mut self, node: NodeIndex) {
        let NodeKind::Image(link) = self.body.nodes[node as usize].kind else { return };
        let link = &self.body.links[link as usize];
        let Some(path) = image_path(&link.url).filter(|path| self.source.edition.images.contains_key(*path))
        else {
            // The image is not there (and reported): its description stands for it.
            return escape_into(&mut self.out, self.body.text_of(node));
        };
        let alt = self.body.text_of(node).trim();
        let root = self.source.addresses.root();
        let _ = write!(
            self.out,
            "<img src=\"{root}images/{}\" alt=\"{}\" loading=\"lazy\">",
            escape(path),
            escape(alt)
        );
    }

    fn figure(&mut self, node: NodeIndex) {
        self.image(node);
        let NodeKind::Image(link) = self.body.nodes[node as usize].kind else { return };
        let caption = &self.body.links[link as usize].title;
        if !caption.is_empty() {
            let _ = write!(self.out, "<figcaption>{}</figcaption>", escape(caption));
        }
    }

    fn annotation(&mut self, node: NodeIndex, index: u32) {
        let link = self.source.links.annotations[index as usize];
        match &self.body.annotations[index as usize].kind {
            AnnotationKind::Mention { kind, certain, .. } => {
                self.mention(node, *kind, *certain, index, link.target);
            }
            AnnotationKind::Citation { locator, .. } => self.citation(node, link.target, locator.as_deref()),
            AnnotationKind::Date(date) => {
                self.date(node, date, self.body.annotations[index as usize].found.as_deref());
            }
            AnnotationKind::NoteMark { .. } => self.note_mark(index),
            AnnotationKind::Correction(source) => {
                let says = self.source.language.format("reading-source", &[("reading", source[..].into())]);
                let _ = write!(
                    self.out,
                    "<span class=\"correction\" tabindex=\"0\" role=\"note\" title=\"{0}\" aria-label=\"{1} — {0}\">",
                    escape(&says),
                    escape(self.body.text_of(node))
                );
                self.children(node);
                self.out.push_str("</span>");
            }
            AnnotationKind::PageBreak(page) => {
                // The number stands as text too: not every reader's tool takes a label on an empty span.
                let (id, page) = (escape(&page_anchor(page)), escape(page));
                let _ = write!(
                    self.out,
                    "<span class=\"page-break\" id=\"{id}\" role=\"doc-pagebreak\" aria-label=\"{page}\"><span>{page}</span></span>"
                );
                self.children(node);
            }
            AnnotationKind::Foreign(lang) if lang.is_empty() => self.children(node),
            AnnotationKind::Foreign(lang) => {
                let _ = write!(self.out, "<span lang=\"{}\">", escape(lang));
                self.children(node);
                self.out.push_str("</span>");
            }
            AnnotationKind::TextLink { anchor, .. } => self.text_link(node, link.target, anchor.as_deref()),
        }
    }

    /// A date; one whose year is not in its words says where it comes from.
    fn date(&mut self, node: NodeIndex, date: &Edtf, found: Option<&Found>) {
        let language = self.source.language;
        let words = || language.date(date);
        let title = match found.and_then(|found| found.year_from) {
            Some(from) => {
                let id = format!("date-year-from-{}", from.as_str());
                Some(language.format(&id, &[("date", words()[..].into())]))
            }
            None => date.html_datetime().is_none().then(words),
        };
        let title = title.map(|title| format!(" title=\"{}\"", escape(&title))).unwrap_or_default();
        let close = match date.html_datetime() {
            Some(datetime) => {
                let _ = write!(self.out, "<time class=\"date\" datetime=\"{datetime}\"{title}>");
                "</time>"
            }
            None => {
                let _ = write!(self.out, "<span class=\"date\"{title}>");
                "</span>"
            }
        };
        self.children(node);
        self.out.push_str(close);
    }

    /// Whether a found mention is no link because one of the same stands before it.
    fn is_repeated(&mut self, annotation: u32, id: EntityId) -> bool {
        let is_first = self.shown.insert(id);
        let is_found = self.body.annotations[annotation as usize].found.is_some();
        is_found && !is_first && self.source.edition.config.shown != Shown::All
    }

    /// A paragraph or its like begins, or a section: mentions in it are links again.
    fn mentions_anew(&mut self, what: Shown) {
        if self.source.edition.config.shown == what {
            self.shown.clear();
        }
    }

    fn mention(&mut self, node: NodeIndex, kind: Kind, certain: bool, annotation: u32, target: Target) {
        let Target::Entity(id) = target else { return self.children(node) };
        if self.is_repeated(annotation, id) {
            return self.children(node);
        }
        self.entities.insert(id);
        let entity = &self.source.edition.entities[id];
        let href = self.source.addresses.entity(id);
        let (name, key) = (kind.as_str(), entity.key.as_str());
        let uncertain = if certain { "" } else { " uncertain" };
        let _ = write!(
            self.out,
            "<a class=\"mention {name}{uncertain}\" href=\"{href}\" data-gloss=\"gloss-{name}-{key}\">"
        );
        let doubt = match certain {
            true => String::new(),
            false => {
                format!("<span class=\"visually-hidden\"> ({})</span>", escape(&self.doubt(annotation, kind)))
            }
        };
        self.linked(node, &doubt);
    }

    /// That an identification is uncertain, and who else may be meant.
    fn doubt(&self, annotation: u32, kind: Kind) -> String {
        let others = self.body.annotations[annotation as usize].found.iter().flat_map(|found| &found.others);
        let (lang, fallback) = (self.source.language.tag(), &self.source.edition.config.languages[0]);
        let names = others.filter_map(|key| {
            let id = self.source.edition.entity(kind, key)?;
            self.source.edition.entities[id].name.get(lang, fallback).map(|(name, _)| name.to_owned())
        });
        let names: Vec<String> = names.collect();
        if names.is_empty() {
            return self.labels.uncertain.clone();
        }
        let names = names.join(", ");
        self.source.language.format("mention-uncertain-or", &[("names", names[..].into())])
    }

    fn citation(&mut self, node: NodeIndex, target: Target, locator: Option<&str>) {
        let Target::Entity(id) = target else {
            // Cited, but there is no record yet.
            self.out.push_str("<span class=\"citation\">");
            self.children(node);
            self.out.push_str("</span>");
            return;
        };
        self.entities.insert(id);
        let key = self.source.edition.entities[id].key.as_str();
        // The reference itself stands in the gloss; the link leads into the work where the edition has it.
        let addresses = self.source.addresses;
        let href = addresses.cited(self.source.text, id, locator).unwrap_or_else(|| addresses.entity(id));
        let _ = write!(
            self.out,
            "<a class=\"citation\" role=\"doc-biblioref\" href=\"{href}\" data-gloss=\"gloss-work-{key}\">"
        );
        self.linked(node, "");
    }

    fn text_link(&mut self, node: NodeIndex, target: Target, anchor: Option<&str>) {
        let file = match target {
            Target::Text(id) => self.source.addresses.text(id),
            Target::Page(id) => self.source.addresses.page(id),
            _ => String::new(),
        };
        if file.is_empty() && anchor.is_none() {
            return self.children(node);
        }
        let fragment = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let _ = write!(self.out, "<a class=\"text-link\" href=\"{}\">", escape(&(file + &fragment)));
        self.linked(node, "");
    }

    /// The words of a link and its end. Markdown lets no link and no note mark stand in them.
    fn linked(&mut self, node: NodeIndex, last: &str) {
        self.children(node);
        self.out.push_str(last);
        self.out.push_str("</a>");
    }

    fn note_mark(&mut self, annotation: u32) {
        let Some(note) = self.source.links.notes.of_mark(annotation) else {
            return self.missing_note_mark(annotation);
        };
        let notes = &self.source.links.notes;
        let shown = notes.shown(note, self.source.text, &self.source.edition.config);
        let address = note_address(self.source.text, self.source.links, note);
        let id = mark_id(&address, notes.marks(note).position(|mark| mark == annotation).unwrap_or(0));
        let series = escape(&self.body.notes[note as usize].series);
        let _ = write!(
            self.out,
            "<sup><a class=\"note-mark\" role=\"doc-noteref\" id=\"{id}\" href=\"#{address}\" data-series=\"{series}\">{}</a></sup>",
            shown
        );
    }

    /// A mark without a note. Where the source has none of the notes, the head of the page says so once for all.
    fn missing_note_mark(&mut self, annotation: u32) {
        let AnnotationKind::NoteMark { series, label } = &self.body.annotations[annotation as usize].kind
        else {
            return;
        };
        let absent = self.source.text.front.notes_absent && series.is_empty();
        let why = if absent { String::new() } else { title(&self.labels.missing_note) };
        let _ =
            write!(self.out, "<sup><span class=\"note-mark missing\"{why}>{}</span></sup>", escape(label));
    }

    fn note_list(&mut self, notes: &[u32]) -> String {
        self.in_note = true;
        for note in notes {
            self.note(*note);
        }
        self.in_note = false;
        std::mem::take(&mut self.out)
    }

    fn note(&mut self, note: u32) {
        self.mentions_anew(Shown::Section);
        let address = note_address(self.source.text, self.source.links, note);
        let notes = &self.source.links.notes;
        let mark = notes.shown(note, self.source.text, &self.source.edition.config);
        let marks = notes.marks(note).count();
        let old = self.forwarded(&address);
        let _ = write!(self.out, "<li id=\"{address}\" data-mark=\"{mark}\"><div class=\"note-text\">{old}");
        self.children(self.body.notes[note as usize].node);
        self.out.push_str("</div>");
        for position in 0..marks {
            let back = if marks > 1 {
                let place = (position + 1).to_string();
                self.source
                    .language
                    .format("note-back-nth", &[("mark", mark[..].into()), ("place", place[..].into())])
            } else {
                self.source.language.format("note-back", &[("mark", mark[..].into())])
            };
            let _ = write!(
                self.out,
                " <a class=\"note-back\" role=\"doc-backlink\" href=\"#{}\" aria-label=\"{}\">↩\u{fe0e}</a>",
                mark_id(&address, position),
                escape(&back)
            );
        }
        self.out.push_str("</li>\n");
    }
}

/// The id of the `position`th mark of a note: `r3`, `r3-2`.
fn mark_id(address: &str, position: usize) -> String {
    let number = address.trim_start_matches('n');
    if position == 0 { format!("r{number}") } else { format!("r{number}-{}", position + 1) }
}

fn title(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escape(title)) }
}

/// The words of a node as a reader sees them, on one line: for tables of contents.
#[must_use]
pub fn plain(body: &Body, node: NodeIndex) -> String {
    body.text_of(node).split_whitespace().collect::<Vec<_>>().join(" ")
}
