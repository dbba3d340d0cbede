//! Stretches of running text in which names and dates are looked for: the words of one block, without a break.

use crate::edition::body::{AnnotationKind, Body, NodeIndex, NodeKind};
use std::ops::Range;

/// The words of a block, or what of them stands between two blocks in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// Bytes of the running text.
    pub range: Range<usize>,
    /// Its language.
    pub lang: &'a str,
    /// What it stands in.
    pub place: Place,
    /// Parts in which nothing is looked for, in order: bytes from the stretch's beginning.
    pub blocked: Vec<Range<usize>>,
    /// What the editor marked in it, in order: numbers of annotations.
    pub marked: Vec<u32>,
    /// Phrases in another language, in order.
    pub foreign: Vec<(Range<usize>, &'a str)>,
}

/// What a stretch stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph or its like.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// The note of this number.
    Note(u32),
}

/// The stretches of a body in document order; `lang` is the language of the text.
pub(super) fn stretches<'a>(body: &'a Body, lang: &'a str) -> Vec<Stretch<'a>> {
    let mut found = Vec::new();
    let mut notes: Vec<(u32, NodeIndex)> = Vec::new();
    let mut languages: Vec<(&str, NodeIndex)> = Vec::new();
    let mut divisions = body.divisions.iter().peekable();
    for (index, node) in (0_u32..).zip(&body.nodes) {
        while notes.last().is_some_and(|(_, end)| index >= *end) {
            notes.pop();
        }
        while languages.last().is_some_and(|(_, end)| index >= *end) {
            languages.pop();
        }
        if let Some(division) = divisions.next_if(|division| division.heading == index)
            && let Some(lang) = &division.lang
        {
            languages.push((lang, division.end));
        }
        if let NodeKind::NoteText(note) = node.kind {
            notes.push((note, node.next));
        }
        if node.kind.is_inline() || matches!(node.kind, NodeKind::Code(_) | NodeKind::RawBlock(_)) {
            continue;
        }
        let place = match (notes.last(), node.kind) {
            (Some((note, _)), _) => Place::Note(*note),
            (None, NodeKind::Heading(level)) => Place::Heading(level),
            (None, _) => Place::Paragraph,
        };
        let lang = languages.last().map_or(lang, |(lang, _)| *lang);
        runs(body, index, |first, last| found.push(stretch(body, first, last, lang, place)));
    }
    found
}

/// Calls `run` for each row of inline nodes among the children of a node: its first and last.
fn runs(body: &Body, parent: NodeIndex, mut run: impl FnMut(NodeIndex, NodeIndex)) {
    let mut open: Option<(NodeIndex, NodeIndex)> = None;
    for child in body.children(parent) {
        if body.nodes[child as usize].kind.is_inline() {
            open = Some((open.map_or(child, |(first, _)| first), child));
        } else if let Some((first, last)) = open.take() {
            run(first, last);
        }
    }
    if let Some((first, last)) = open {
        run(first, last);
    }
}

fn stretch<'a>(
    body: &'a Body,
    first: NodeIndex,
    last: NodeIndex,
    lang: &'a str,
    place: Place,
) -> Stretch<'a> {
    let nodes = &body.nodes[first as usize..body.nodes[last as usize].next as usize];
    let start = body.nodes[first as usize].start as usize;
    let end = body.nodes[last as usize].end as usize;
    let mut stretch = Stretch {
        range: start..end,
        lang,
        place,
        blocked: Vec::new(),
        marked: Vec::new(),
        foreign: Vec::new(),
    };
    for node in nodes {
        let range = node.start as usize - start..node.end as usize - start;
        match node.kind {
            NodeKind::Annotation(number) => stretch.annotation(body, number, range),
            NodeKind::Link(_) | NodeKind::Image(_) | NodeKind::CodeSpan | NodeKind::RawInline(_) => {
                stretch.block(range);
            }
            _ => {}
        }
    }
    stretch
}

impl<'a> Stretch<'a> {
    fn annotation(&mut self, body: &'a Body, number: u32, range: Range<usize>) {
        self.marked.push(number);
        match &body.annotations[number as usize].kind {
            AnnotationKind::Correction(_) | AnnotationKind::PageBreak(_) => {}
            AnnotationKind::Foreign(lang) => {
                if !lang.is_empty() {
                    self.foreign.push((range.clone(), lang));
                }
                self.block(range);
            }
            _ => self.block(range),
        }
    }

    fn block(&mut self, range: Range<usize>) {
        // What stands in something blocked is blocked already.
        if !range.is_empty() && self.blocked.last().is_none_or(|last| range.start >= last.end) {
            self.blocked.push(range);
        }
    }

    /// Its words.
    pub(super) fn words(&self, body: &'a Body) -> &'a str {
        &body.text[self.range.clone()]
    }
}
