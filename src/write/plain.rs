//! A text plainly: paragraphs divided by an empty line, `[^3]` for marks, `{pb}` for beginnings of pages.

use crate::edition::Text;
use crate::edition::body::{AnnotationKind, Body, NodeIndex, NodeKind};
use crate::link::note;

/// Which reading of a corrected place is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// What the source has.
    Source,
    /// What it was corrected to.
    Corrected,
}

/// The words of a text. Notes follow it, each with its label: `[^3]: …`.
#[must_use]
pub fn plain(text: &Text, reading: Reading) -> String {
    let body = &text.body;
    let mut writer = Writer { body, reading, blocks: Vec::new() };
    for root in body.roots() {
        writer.block(root);
    }
    let mut out = String::new();
    for (words, run_in) in &writer.blocks {
        out.push_str(words);
        // A heading that the source sets in the line of its paragraph is its first sentence.
        out.push_str(if *run_in { " " } else { "\n\n" });
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

struct Writer<'a> {
    body: &'a Body,
    reading: Reading,
    /// Each with whether the next one goes on in its line.
    blocks: Vec<(String, bool)>,
}

impl Writer<'_> {
    fn block(&mut self, node: NodeIndex) {
        let label = match self.body.nodes[node as usize].kind {
            NodeKind::NoteText(note) => {
                let note = &self.body.notes[note as usize];
                format!("[^{}]: ", note::label(&note.series, &note.label))
            }
            _ => String::new(),
        };
        let first = self.blocks.len();
        let children: Vec<NodeIndex> = self.body.children(node).collect();
        let inline = children.iter().all(|child| self.body.nodes[*child as usize].kind.is_inline());
        if inline {
            let mut words = String::new();
            children.iter().for_each(|child| self.inline(*child, &mut words));
            if children.is_empty() {
                words.push_str(self.body.text_of(node));
            }
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let run_in = self.body.is_run_in(node);
            self.blocks.extend((!words.is_empty()).then_some((words, run_in)));
        } else {
            children.iter().for_each(|child| self.block(*child));
        }
        if let Some((words, _)) = self.blocks.get_mut(first) {
            words.insert_str(0, &label);
        }
    }

    fn inline(&self, node: NodeIndex, out: &mut String) {
        let children = |out: &mut String| {
            self.body.children(node).for_each(|child| self.inline(child, out));
        };
        match self.body.nodes[node as usize].kind {
            NodeKind::Text | NodeKind::CodeSpan => out.push_str(self.body.text_of(node)),
            NodeKind::SoftBreak | NodeKind::HardBreak => out.push(' '),
            NodeKind::Annotation(index) => match &self.body.annotations[index as usize].kind {
                AnnotationKind::PageBreak(_) => out.push_str("{pb}"),
                AnnotationKind::NoteMark { series, label } => {
                    out.push_str(&format!("[^{}]", note::label(series, label)));
                }
                AnnotationKind::Correction(source) if self.reading == Reading::Source => out.push_str(source),
                _ => children(out),
            },
            _ => children(out),
        }
    }
}
