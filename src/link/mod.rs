//! Everything an editor referred to, resolved once: whom a link means, which note a mark, which passage an address.

pub mod address;
pub mod note;
mod record;
pub mod source;

use crate::config::Config;
use crate::diag::{Code, Report, did_you_mean};
use crate::edition::body::{AnnotationKind, Body, NO_RECORD, NodeIndex, NodeKind};
use crate::edition::entity::{EntityId, Kind};
use crate::edition::id::{Key, Table};
use crate::edition::{Edition, Ledger, Text, TextId, TextKey};
use crate::span::Span;
use address::Addresses;
use note::Notes;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// All references of an edition, resolved. Stands beside the [`Edition`].
#[derive(Debug)]
pub struct Links {
    /// By number of the text.
    pub texts: Vec<TextLinks>,
    /// By number of the page.
    pub pages: Vec<TextLinks>,
    /// Who takes part in which event: event and participant, sorted.
    pub participants: Vec<(EntityId, EntityId)>,
    /// Which texts are edited from which work.
    pub edited_from: source::EditedFrom,
}

/// The references of one text.
#[derive(Clone, Debug, Default)]
pub struct TextLinks {
    /// For each annotation of the body: where it stands and what it means.
    pub annotations: Vec<AnnotationLink>,
    /// Notes and marks.
    pub notes: Notes,
    /// Permanent addresses.
    pub addresses: Addresses,
    /// Headings' ids: the editor's own or the permanent address, by number of the division.
    pub heading_ids: Vec<String>,
}

/// What an annotation means and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnnotationLink {
    /// The block that is quoted when it is quoted.
    pub block: Block,
    /// The note it stands in.
    pub note: Option<u32>,
    /// What it means.
    pub target: Target,
}

/// What is quoted as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A passage of the text, by its number.
    Passage(u32),
    /// A heading with an id of the editor's, by the number of its division.
    Heading(u32),
}

impl Default for Block {
    fn default() -> Block {
        Block::Passage(0)
    }
}

/// What an annotation means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Target {
    /// Nothing to resolve, or nothing found (and reported).
    #[default]
    None,
    /// An entity: a person mentioned, a work cited.
    Entity(EntityId),
    /// Another text.
    Text(TextId),
    /// A page such as "about".
    Page(TextId),
}

/// Finds entities by kind and key without building keys.
pub struct Names<'a> {
    by_kind: [HashMap<&'a str, EntityId>; 5],
}

impl<'a> Names<'a> {
    /// The names of an edition's registers.
    #[must_use]
    pub fn new(edition: &'a Edition) -> Names<'a> {
        let mut by_kind: [HashMap<&str, EntityId>; 5] = Default::default();
        for (id, entity) in edition.entities.iter() {
            by_kind[entity.kind as usize].insert(entity.key.as_str(), id);
        }
        Names { by_kind }
    }

    /// The entity of a register under a key.
    #[must_use]
    pub fn find(&self, kind: Kind, key: &str) -> Option<EntityId> {
        self.by_kind[kind as usize].get(key).copied()
    }

    /// The entity, or a report that there is none.
    pub fn resolve(
        &self,
        kind: Kind,
        key: &str,
        span: Span,
        edition: &Edition,
        report: &mut Report,
    ) -> Option<EntityId> {
        let found = self.find(kind, key);
        if found.is_none() {
            self.unknown(kind, key, span, edition, report);
        }
        found
    }

    fn unknown(&self, kind: Kind, key: &str, span: Span, edition: &Edition, report: &mut Report) {
        let (code, register) = match kind {
            Kind::Person => (Code::UnknownPerson, "register of persons"),
            Kind::Place => (Code::UnknownPlace, "register of places"),
            Kind::Body => (Code::UnknownBody, "register of bodies"),
            Kind::Event => (Code::UnknownEvent, "register of events"),
            Kind::Work => (Code::UnknownWork, "bibliography"),
        };
        if key.is_empty() {
            report
                .add(code, span, format!("the {} has no key", kind.as_str()))
                .help(format!("write the id of its record behind the colon: {}:…", kind.as_str()));
            return;
        }
        let diagnostic = report.add(code, span, format!("no {} `{key}` in the {register}", kind.as_str()));
        let mut known: Vec<&str> = self.by_kind[kind as usize].keys().copied().collect();
        known.sort_unstable();
        match did_you_mean(key, known) {
            Some(near) => {
                let place = edition.entities[self.by_kind[kind as usize][near]].span;
                diagnostic.related(place, "the nearest key").help(format!("did you mean `{near}`?"));
            }
            None if kind == Kind::Work => {
                diagnostic.help(format!(
                    "add a record with the key `{key}` to content/works.yaml or works.bib, or correct the key"
                ));
            }
            None => {
                diagnostic.help(format!(
                    "add a record with `id: {key}` to content/{}.yaml, or correct the key",
                    kind.register()
                ));
            }
        }
    }
}

/// Resolves everything. Mistakes are reported; what is not found is left out.
pub fn link(edition: &Edition, report: &mut Report) -> Links {
    let names = Names::new(edition);
    let ledger = |text: &Text| edition.ledger.get(&text.text_key());
    let texts = link_all(edition, edition.texts.items(), &ledger, &names, report);
    // Pages are not cited by paragraph: their addresses follow from what stands there now.
    let pages = link_all(edition, edition.pages.items(), &|_| None, &names, report);
    check_text_links(edition, edition.texts.items(), &texts, [&texts, &pages], report);
    check_text_links(edition, edition.pages.items(), &pages, [&texts, &pages], report);
    check_gone(edition, report);
    let participants = record::check_records(edition, &names, &texts, report);
    Links { texts, pages, participants, edited_from: source::edited_from(edition) }
}

/// A text that is gone takes its addresses with it: the editor has to want that.
fn check_gone(edition: &Edition, report: &mut Report) {
    for (key, ledger) in edition.ledger.iter() {
        let Some(lock) = ledger.source else { continue };
        if edition.texts.find(key).is_some() || edition.drafts.contains(key) || ledger.entries.is_empty() {
            continue;
        }
        let name = format!("{}.{}", key.0, key.1);
        let at = ledger.at as usize;
        report
            .add(
                Code::LostAddress,
                Span::new(lock, at..at + name.len() + 2),
                format!("the text `{name}` is gone and {} addresses with it", ledger.entries.len()),
            )
            .help(format!("bring the file {name}.md back"))
            .help("or, if readers' links to it may break, delete this section of edition.lock");
    }
}

fn link_all<'a>(
    edition: &Edition,
    texts: &[Arc<Text>],
    ledger: &(dyn Fn(&Text) -> Option<&'a Ledger> + Sync),
    names: &Names<'_>,
    report: &mut Report,
) -> Vec<TextLinks> {
    let linked: Vec<(TextLinks, Report)> = texts
        .par_iter()
        .map(|text| {
            let mut report = Report::default();
            (link_text(edition, text, ledger(text), names, &mut report), report)
        })
        .collect();
    linked
        .into_iter()
        .map(|(links, own)| {
            report.append(own);
            links
        })
        .collect()
}

fn link_text(
    edition: &Edition,
    text: &Text,
    ledger: Option<&Ledger>,
    names: &Names<'_>,
    report: &mut Report,
) -> TextLinks {
    let notes = note::number(text, &edition.config, report);
    let addresses = address::assign(text, ledger, report);
    let heading_ids = heading_ids(text, &addresses, report);
    let annotations = annotations(edition, text, names, report);
    let links = TextLinks { annotations, notes, addresses, heading_ids };
    check_links(edition, text, &links, report);
    check_page_breaks(text, report);
    check_raw_html(&edition.config, text, report);
    check_front(edition, text, names, report);
    links
}

/// The ids of the headings; two of the editor's that are equal are reported.
fn heading_ids(text: &Text, addresses: &Addresses, report: &mut Report) -> Vec<String> {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut ids = Vec::with_capacity(text.body.divisions.len());
    for division in &text.body.divisions {
        let Some((id, at)) = &division.id else {
            ids.push(
                addresses.at(&text.passages, division.heading).map(|a| a.to_string()).unwrap_or_default(),
            );
            continue;
        };
        let span = Span::new(text.source, at.start as usize..at.end as usize);
        if let Some(first) = seen.get(&**id) {
            report
                .add(
                    Code::DuplicateHeadingId,
                    span,
                    format!("the id `{id}` stands at two headings of this text"),
                )
                .related(*first, "first here")
                .help("give one of them another id");
        } else if reserved(id) {
            report
                .add(Code::InvalidId, span, format!("the heading's id `{id}` could be an address of the tool's own"))
                .help("ids such as p12, n3, h2, r3, page-4 are kept for paragraphs, notes and pages: choose another word");
        }
        seen.entry(id).or_insert(span);
        ids.push(id.to_string());
    }
    ids
}

/// Whether an id is one that pages use for themselves.
fn reserved(id: &str) -> bool {
    let digits = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let prefixed = ["p", "n", "h", "r", "page-", "gloss-"]
        .iter()
        .any(|prefix| id.strip_prefix(prefix).is_some_and(digits));
    prefixed || id.starts_with("gloss-") || id.starts_with("notes-") || matches!(id, "content" | "cite")
}

fn annotations(
    edition: &Edition,
    text: &Text,
    names: &Names<'_>,
    report: &mut Report,
) -> Vec<AnnotationLink> {
    let body = &text.body;
    let mut links = vec![AnnotationLink::default(); body.annotations.len()];
    let mut passages = (0_u32..).zip(&text.passages).peekable();
    let mut divisions = (0_u32..).zip(&body.divisions).peekable();
    let mut block = Block::default();
    // A note may be defined inside another one; each is its own passage.
    let mut open: Vec<(u32, NodeIndex, Block)> = Vec::new();
    for (index, node) in (0_u32..).zip(&body.nodes) {
        while open.last().is_some_and(|(_, end, _)| index >= *end) {
            open.pop();
        }
        let passage = passages.next_if(|(_, passage)| passage.node == index).map(|(n, _)| Block::Passage(n));
        let heading =
            divisions.next_if(|(_, division)| division.heading == index).map(|(n, _)| Block::Heading(n));
        if let NodeKind::NoteText(number) = node.kind {
            open.push((number, node.next, passage.unwrap_or(block)));
        } else if open.is_empty() {
            block = passage.or(heading).unwrap_or(block);
        }
        let NodeKind::Annotation(annotation) = node.kind else { continue };
        let link = &mut links[annotation as usize];
        let around = open.last();
        link.block = around.map_or(block, |(_, _, passage)| *passage);
        link.note = around.map(|(note, _, _)| *note);
        let annotation = &body.annotations[annotation as usize];
        let span = Span::new(text.source, annotation.span.start as usize..annotation.span.end as usize);
        if node.start == node.end && needs_words(body, index, &annotation.kind) {
            empty_link(&written(&annotation.kind), span, report);
        }
        link.target = resolve(edition, text, &annotation.kind, span, names, report);
    }
    links
}

/// Whether an annotation without words is a mistake: a page break has none, a mark has its number.
fn needs_words(body: &Body, node: NodeIndex, kind: &AnnotationKind) -> bool {
    !matches!(kind, AnnotationKind::PageBreak(_) | AnnotationKind::NoteMark { .. })
        && body.children(node).next().is_none()
}

/// An annotation's address as far as a message needs it.
fn written(kind: &AnnotationKind) -> String {
    match kind {
        AnnotationKind::Mention { kind, key, .. } => format!("{}:{key}", kind.as_str()),
        AnnotationKind::Citation { key, .. } => format!("cite:{key}"),
        AnnotationKind::TextLink { key, .. } => format!("text:{key}"),
        AnnotationKind::Date(date) => format!("date:{date}"),
        AnnotationKind::Correction(source) => format!("sic:{source}"),
        AnnotationKind::Foreign(lang) => format!("lang:{lang}"),
        AnnotationKind::PageBreak(page) => format!("pb:{page}"),
        AnnotationKind::NoteMark { label, .. } => format!("^{label}"),
    }
}

fn resolve(
    edition: &Edition,
    text: &Text,
    kind: &AnnotationKind,
    span: Span,
    names: &Names<'_>,
    report: &mut Report,
) -> Target {
    let entity = match kind {
        AnnotationKind::Mention { key, .. } if &**key == NO_RECORD => None,
        AnnotationKind::Mention { kind, key, .. } => names.resolve(*kind, key, span, edition, report),
        AnnotationKind::Citation { key, .. } if &**key == NO_RECORD => None,
        AnnotationKind::Citation { key, .. } => names.resolve(Kind::Work, key, span, edition, report),
        AnnotationKind::TextLink { key, .. } => return resolve_text(edition, text, key, span, report),
        AnnotationKind::Foreign(tag) if !tag.is_empty() && !crate::lang::is_tag(tag) => {
            report
                .add(Code::InvalidLanguage, span, format!("`{tag}` is no language tag"))
                .help("write a tag of BCP 47: ru, tr, az-Arab …");
            None
        }
        _ => None,
    };
    entity.map_or(Target::None, Target::Entity)
}

/// The text with an id: in the language of the text that refers to it, else in the first there is.
fn resolve_text(edition: &Edition, from: &Text, key: &str, span: Span, report: &mut Report) -> Target {
    if key.is_empty() {
        return Target::None;
    }
    let parsed = Key::parse(key).ok();
    let found = parsed
        .as_ref()
        .and_then(|key| version(&edition.texts, &edition.config, key, &from.lang))
        .map(Target::Text);
    let found = found
        .or_else(|| version(&edition.pages, &edition.config, parsed.as_ref()?, &from.lang).map(Target::Page));
    if found.is_none() {
        let diagnostic = report.add(Code::UnknownText, span, format!("no text `{key}` in content/texts"));
        let known = edition.texts.items().iter().map(|text| text.key.as_str());
        if let Some(near) = did_you_mean(key, known) {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
        diagnostic.help(
            "a text is referred to by the first part of its file name: april-1920.az.md is `april-1920`",
        );
    }
    found.unwrap_or(Target::None)
}

/// The version of a text or page for readers of `lang`: that language's, else the first in the edition's order.
#[must_use]
pub fn version(texts: &Table<TextKey, Arc<Text>>, config: &Config, key: &Key, lang: &str) -> Option<TextId> {
    let find = |lang: &str| texts.find(&(key.clone(), lang.into()));
    find(lang).or_else(|| config.languages.iter().find_map(|lang| find(lang))).or_else(|| {
        let first = texts.items().partition_point(|text| text.key < *key);
        texts.items().get(first).filter(|text| text.key == *key).map(|_| TextId::new(first))
    })
}

/// Checks the anchors of links to texts, when all addresses are known.
fn check_text_links(
    edition: &Edition,
    from: &[Arc<Text>],
    own: &[TextLinks],
    [texts, pages]: [&[TextLinks]; 2],
    report: &mut Report,
) {
    let mut anchors: HashMap<Target, HashSet<String>> = HashMap::new();
    for (index, text) in from.iter().enumerate() {
        for (annotation, link) in text.body.annotations.iter().zip(&own[index].annotations) {
            let AnnotationKind::TextLink { key, anchor: Some(anchor) } = &annotation.kind else { continue };
            let known = match link.target {
                Target::Text(id) => anchors
                    .entry(link.target)
                    .or_insert_with(|| anchors_of(&edition.texts[id], &texts[id.index()])),
                Target::Page(id) => anchors
                    .entry(link.target)
                    .or_insert_with(|| anchors_of(&edition.pages[id], &pages[id.index()])),
                _ if key.is_empty() => &mut anchors_of(text, &own[index]),
                _ => continue,
            };
            if !known.contains(&**anchor) {
                let span =
                    Span::new(text.source, annotation.span.start as usize..annotation.span.end as usize);
                unknown_anchor(anchor, if key.is_empty() { "this text" } else { key }, span, known, report);
            }
        }
    }
}

fn unknown_anchor(anchor: &str, key: &str, span: Span, known: &HashSet<String>, report: &mut Report) {
    let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
    known.sort_unstable();
    let message = if key == "this text" {
        format!("no `#{anchor}` in this text")
    } else {
        format!("no `#{anchor}` in the text `{key}`")
    };
    let diagnostic = report.add(Code::UnknownAnchor, span, message);
    if let Some(near) = did_you_mean(anchor, known) {
        diagnostic.help(format!("did you mean `#{near}`?"));
    }
    diagnostic.help(
        "addresses are p12 (paragraph), n3 (note), or the id of a heading; the page shows them in its margin",
    );
}

/// Everything in a text that a link can lead to.
#[must_use]
pub fn anchors_of(text: &Text, links: &TextLinks) -> HashSet<String> {
    let mut anchors: HashSet<String> = links.heading_ids.iter().cloned().collect();
    anchors.extend(links.addresses.of_passages.iter().map(ToString::to_string));
    anchors.extend(links.addresses.forwarded.iter().map(|(old, _)| old.to_string()));
    for annotation in &text.body.annotations {
        if let AnnotationKind::PageBreak(page) = &annotation.kind {
            anchors.insert(page_anchor(page));
        }
    }
    anchors
}

/// Plain links and images: relative ones must lead somewhere, schemes must be known.
fn check_links(edition: &Edition, text: &Text, links: &TextLinks, report: &mut Report) {
    for node in &text.body.nodes {
        let (NodeKind::Link(index) | NodeKind::Image(index)) = node.kind else { continue };
        let link = &text.body.links[index as usize];
        let span = Span::new(text.source, link.span.start as usize..link.span.end as usize);
        if matches!(node.kind, NodeKind::Link(_)) && node.start == node.end {
            empty_link(&link.url, span, report);
        }
        if matches!(node.kind, NodeKind::Image(_)) {
            check_image(edition, &link.url, span, report);
        } else if let Some(anchor) = link.url.strip_prefix('#') {
            let known = anchors_of(text, links);
            if !known.contains(anchor) {
                unknown_anchor(anchor, "this text", span, &known, report);
            }
        } else if let Some(scheme) = scheme(&link.url) {
            if !matches!(scheme, "http" | "https" | "mailto" | "tel" | "doi" | "urn") {
                unknown_scheme(scheme, span, report);
            }
        } else if image_path(&link.url).is_none_or(|path| !edition.images.contains_key(path)) {
            let message = match &*link.url {
                "" => "a link without an address".to_owned(),
                url => format!("the link `{url}` leads to nothing in the edition"),
            };
            report
                .add(Code::BrokenLink, span, message)
                .help("to another text: [words](text:its-id); to a file: put it into content/images and write images/name.pdf");
        }
    }
}

fn check_image(edition: &Edition, url: &str, span: Span, report: &mut Report) {
    if image_path(url).is_some_and(|path| edition.images.contains_key(path)) {
        return;
    }
    let diagnostic = report.add(Code::MissingImage, span, format!("there is no image `{url}`"));
    if scheme(url).is_some() {
        diagnostic.help("the site loads nothing from other hosts: save the image in content/images");
        return;
    }
    let known = edition.images.keys().map(String::as_str);
    if let Some(near) = image_path(url).and_then(|path| did_you_mean(path, known)) {
        diagnostic.help(format!("did you mean `images/{near}`?"));
    }
    diagnostic.help("images lie in content/images and are written images/name.jpg");
}

/// The path below `content/images` that a relative address means.
#[must_use]
pub fn image_path(url: &str) -> Option<&str> {
    let plain = url.trim_start_matches("./").trim_start_matches("../").trim_start_matches("content/");
    plain.strip_prefix("images/")
}

/// The scheme of an address, if it has one.
#[must_use]
pub fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    plain.then_some(scheme)
}

/// Reports a link that a reader could not see.
fn empty_link(url: &str, span: Span, report: &mut Report) {
    report
        .add(Code::EmptyLink, span, format!("the link to `{url}` has no words"))
        .help(format!("write the words that readers see between the brackets: [words]({url})"));
}

fn unknown_scheme(scheme: &str, span: Span, report: &mut Report) {
    const KNOWN: [&str; 10] =
        ["person", "place", "body", "event", "date", "cite", "sic", "pb", "lang", "text"];
    if KNOWN.contains(&scheme) {
        report
            .add(Code::EmptyLink, span, format!("an annotation `{scheme}:` needs words"))
            .help(format!("write the words in front of it: [words]({scheme}:…) instead of <{scheme}:…>"));
        return;
    }
    let diagnostic = report.add(Code::UnknownScheme, span, format!("`{scheme}:` is no scheme we know"));
    if let Some(near) = did_you_mean(scheme, KNOWN) {
        diagnostic.help(format!("did you mean `{near}:`?"));
    }
    diagnostic.help(format!(
        "annotations begin with one of: {}; web links with https, mailto, doi",
        KNOWN.join(", ")
    ));
}

fn check_page_breaks(text: &Text, report: &mut Report) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for annotation in &text.body.annotations {
        let AnnotationKind::PageBreak(page) = &annotation.kind else { continue };
        let span = Span::new(text.source, annotation.span.start as usize..annotation.span.end as usize);
        if page.is_empty() || page.contains(char::is_whitespace) {
            report
                .add(Code::InvalidPageBreak, span, "a page break says the number of the page that begins")
                .help("write [](pb:412)");
        } else if let Some(first) = seen.get(&**page) {
            report
                .add(Code::InvalidPageBreak, span, format!("page {page} begins twice in this text"))
                .related(*first, "first here")
                .help("correct one of the two numbers");
        }
        seen.entry(page).or_insert(span);
    }
}

fn check_raw_html(config: &Config, text: &Text, report: &mut Report) {
    if config.raw_html {
        return;
    }
    if let Some(at) = text.body.raw_html {
        let at = at as usize;
        report
            .add(Code::RawHtml, Span::new(text.source, at..at + 1), "HTML in this text is shown as text")
            .help("write `raw_html = true` under [edition] in site.toml to let a safe part of HTML through");
    }
}

fn check_front(edition: &Edition, text: &Text, names: &Names<'_>, report: &mut Report) {
    if let Some(source) = &text.front.source {
        names.resolve(Kind::Work, &source.value, source.span, edition, report);
    }
}

/// How a place in a text is addressed: the note it stands in, else the block.
#[must_use]
pub fn anchor(links: &TextLinks, place: &AnnotationLink) -> String {
    match place.block {
        Block::Passage(passage) => {
            links.addresses.of_passages.get(passage as usize).map(ToString::to_string).unwrap_or_default()
        }
        Block::Heading(division) => links.heading_ids[division as usize].clone(),
    }
}

/// The address of a note: `n3`.
#[must_use]
pub fn note_address(text: &Text, links: &TextLinks, note: u32) -> String {
    let node = text.body.notes[note as usize].node;
    links.addresses.at(&text.passages, node).map(|address| address.to_string()).unwrap_or_default()
}

/// The address of the place where a page of the source begins: `page-412`.
#[must_use]
pub fn page_anchor(page: &str) -> String {
    format!("page-{page}")
}

/// The address of a block: `p12`, or the id of a heading.
#[must_use]
pub fn block_anchor(text: &Text, links: &TextLinks, block: NodeIndex) -> String {
    if let Some(address) = links.addresses.at(&text.passages, block) {
        return address.to_string();
    }
    let division = text.body.divisions.iter().position(|division| division.heading == block);
    division.map(|index| links.heading_ids[index].clone()).unwrap_or_default()
}
