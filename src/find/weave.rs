//! Found annotations into the tree: the words they stand on become nodes of their own.

use crate::edition::body::{Annotation, AnnotationKind, Body, Found, Node, NodeIndex, NodeKind};
use crate::edition::passage::Passage;
use std::ops::Range;

/// An annotation for words of the running text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Bytes of the running text.
    pub range: Range<usize>,
    /// What it says.
    pub kind: AnnotationKind,
    /// How it was found.
    pub found: Found,
}

/// A body with annotations added. `pieces` are in order and apart.
///
/// A piece that begins or ends inside an element that it does not hold, or that holds the mark of a note, cannot
/// be a node, and is left out.
///
/// `passages` are those of the body, and are told where their nodes are then.
pub(super) fn weave(mut body: Body, passages: &mut [Passage], pieces: Vec<Piece>) -> Body {
    let count = body.nodes.len();
    let mut weaver = Weaver {
        old: &body,
        // A piece in the middle of a text makes three nodes of one.
        nodes: Vec::with_capacity(count + 3 * pieces.len()),
        added: Vec::with_capacity(pieces.len()),
        pieces: pieces.into_iter().map(Some).collect(),
        moved: vec![0; count + 1],
    };
    let all = 0..weaver.pieces.len();
    weaver.children(body.siblings(0, narrow(count)).collect(), all);
    weaver.moved[count] = narrow(weaver.nodes.len());
    let Weaver { nodes, moved, added, .. } = weaver;
    let place = |node: &mut NodeIndex| *node = moved[*node as usize];
    passages.iter_mut().for_each(|passage| place(&mut passage.node));
    body.annotations.iter_mut().for_each(|annotation| place(&mut annotation.node));
    body.notes.iter_mut().for_each(|note| place(&mut note.node));
    for division in &mut body.divisions {
        place(&mut division.heading);
        place(&mut division.end);
    }
    body.nodes = nodes;
    body.annotations.reserve_exact(added.len());
    body.annotations.extend(added);
    // Numbered as they stand: what is near in a text is near in the list.
    body.annotations.sort_by_key(|annotation| annotation.node);
    for (number, annotation) in (0..).zip(&body.annotations) {
        body.nodes[annotation.node as usize].kind = NodeKind::Annotation(number);
    }
    body
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("nodes are counted in u32")
}

struct Weaver<'a> {
    old: &'a Body,
    pieces: Vec<Option<Piece>>,
    nodes: Vec<Node>,
    /// The new index of each old node.
    moved: Vec<NodeIndex>,
    added: Vec<Annotation>,
}

impl Weaver<'_> {
    fn node(&self, index: NodeIndex) -> Node {
        self.old.nodes[index as usize]
    }

    fn range(&self, piece: usize) -> Option<Range<u32>> {
        let range = &self.pieces[piece].as_ref()?.range;
        Some(narrow(range.start)..narrow(range.end))
    }

    /// Copies siblings; the pieces among `within` that lie between them become nodes.
    fn children(&mut self, siblings: Vec<NodeIndex>, within: Range<usize>) {
        let mut at = within.start;
        let mut open: Option<(NodeIndex, u32)> = None;
        for child in siblings.iter().copied() {
            let node = self.node(child);
            self.close(&mut open, node.start);
            // Pieces that end before this child lay in no child: nothing holds them.
            while at < within.end && self.range(at).is_none_or(|range| range.end <= node.start) {
                at += 1;
            }
            let first = at;
            let mut inside = at;
            while inside < within.end && self.range(inside).is_some_and(|range| range.start < node.end) {
                inside += 1;
            }
            if node.kind == NodeKind::Text {
                self.text(child, first..inside, &siblings, &mut open);
            } else {
                if open.is_none() && self.wraps(first, inside, child, &siblings) {
                    open = Some(self.begin(first));
                }
                let held = if open.is_some() { 0..0 } else { first..inside };
                self.element(child, held);
            }
            at = inside.saturating_sub(1).max(first);
        }
        self.close(&mut open, u32::MAX);
    }

    /// Ends the open piece if it ends at or before a byte.
    fn close(&mut self, open: &mut Option<(NodeIndex, u32)>, at: u32) {
        let Some((node, end)) = *open else { return };
        if end <= at {
            let next = narrow(self.nodes.len());
            self.nodes[node as usize].next = next;
            *open = None;
        }
    }

    /// Begins a piece, and takes it off the list.
    fn begin(&mut self, piece: usize) -> (NodeIndex, u32) {
        let Piece { range, kind, found } = self.pieces[piece].take().expect("a piece is begun once");
        let (start, end) = (narrow(range.start), narrow(range.end));
        let node = narrow(self.nodes.len());
        let number = narrow(self.old.annotations.len() + self.added.len());
        self.added.push(Annotation { kind, span: 0..0, node, found: Some(Box::new(found)) });
        self.nodes.push(Node { kind: NodeKind::Annotation(number), start, end, next: node + 1 });
        (node, end)
    }

    /// Whether a piece begins with an element and holds it whole, with what follows it.
    fn wraps(&self, piece: usize, behind: usize, child: NodeIndex, siblings: &[NodeIndex]) -> bool {
        let node = self.node(child);
        let Some(range) = (piece < behind).then(|| self.range(piece)).flatten() else { return false };
        range.start == node.start && range.end > node.end && self.holds(&range, siblings)
    }

    /// Whether a piece can be a node around some of these siblings.
    fn holds(&self, range: &Range<u32>, siblings: &[NodeIndex]) -> bool {
        if siblings.last().is_none_or(|last| self.node(*last).end < range.end) {
            return false;
        }
        let first = siblings.partition_point(|child| self.node(*child).end <= range.start);
        let touched = siblings[first..].iter().map(|child| (*child, self.node(*child)));
        touched.take_while(|(_, node)| node.start < range.end).all(|(child, node)| {
            let whole = range.start <= node.start && node.end <= range.end;
            node.kind == NodeKind::Text || whole && self.is_plain(child)
        })
    }

    /// Whether no link and no mark stands in an element: links do not stand in links.
    fn is_plain(&self, child: NodeIndex) -> bool {
        let all = child..self.node(child).next;
        all.into_iter().all(|index| match self.node(index).kind {
            NodeKind::Annotation(number) => matches!(
                self.old.annotations[number as usize].kind,
                AnnotationKind::PageBreak(_) | AnnotationKind::Correction(_) | AnnotationKind::Foreign(_)
            ),
            kind => !matches!(kind, NodeKind::Link(_) | NodeKind::Image(_) | NodeKind::CodeSpan),
        })
    }

    /// Copies a text, divided where pieces begin and end.
    fn text(
        &mut self,
        child: NodeIndex,
        inside: Range<usize>,
        siblings: &[NodeIndex],
        open: &mut Option<(NodeIndex, u32)>,
    ) {
        let node = self.node(child);
        self.moved[child as usize] = narrow(self.nodes.len());
        let mut at = node.start;
        if let Some((_, end)) = *open {
            let end = end.min(node.end);
            self.push_text(at..end);
            at = end;
            self.close(open, at);
        }
        for piece in inside {
            let Some(range) = self.range(piece).filter(|range| range.start >= at) else { continue };
            if !self.holds(&range, siblings) {
                continue;
            }
            self.push_text(at..range.start);
            *open = Some(self.begin(piece));
            at = range.end.min(node.end);
            self.push_text(range.start..at);
            self.close(open, at);
        }
        self.push_text(at..node.end);
    }

    fn push_text(&mut self, range: Range<u32>) {
        if !range.is_empty() {
            let next = narrow(self.nodes.len()) + 1;
            self.nodes.push(Node { kind: NodeKind::Text, start: range.start, end: range.end, next });
        }
    }

    /// Copies an element with what stands in it.
    fn element(&mut self, child: NodeIndex, inside: Range<usize>) {
        let index = narrow(self.nodes.len());
        self.moved[child as usize] = index;
        self.nodes.push(self.node(child));
        let may_hold = match self.node(child).kind {
            NodeKind::Annotation(number) => {
                matches!(
                    self.old.annotations[number as usize].kind,
                    AnnotationKind::Correction(_) | AnnotationKind::Foreign(_)
                )
            }
            kind => !matches!(
                kind,
                NodeKind::Link(_) | NodeKind::Image(_) | NodeKind::CodeSpan | NodeKind::Code(_)
            ),
        };
        let inside = if may_hold { inside } else { 0..0 };
        self.children(self.old.children(child).collect(), inside);
        let next = narrow(self.nodes.len());
        self.nodes[index as usize].next = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Report;
    use crate::edition::edtf::Edtf;
    use crate::edition::passage::passages;
    use crate::load::markdown::parse_body;
    use crate::span::SourceId;

    fn parsed(markdown: &str) -> Body {
        parse_body(markdown, 0, SourceId(0), &mut Report::default())
    }

    /// The tree in signs: found words in `[…]`, emphasis in `*…*`, what was marked in `<…>`, blocks in `{…}`.
    fn signs(body: &Body) -> String {
        fn write(body: &Body, index: NodeIndex, out: &mut String) {
            let node = body.nodes[index as usize];
            let (open, close) = match node.kind {
                NodeKind::Text | NodeKind::SoftBreak => return out.push_str(body.text_of(index)),
                NodeKind::Emphasis => ("*", "*"),
                NodeKind::Annotation(number) => {
                    let annotation = &body.annotations[number as usize];
                    assert_eq!(annotation.node, index, "an annotation knows its node");
                    if annotation.found.is_some() { ("[", "]") } else { ("<", ">") }
                }
                _ => ("{", "}"),
            };
            out.push_str(open);
            for child in body.children(index) {
                let child_node = body.nodes[child as usize];
                assert!(
                    node.start <= child_node.start && child_node.end <= node.end,
                    "a child lies in its parent"
                );
                write(body, child, out);
            }
            out.push_str(close);
        }
        let mut out = String::new();
        body.roots().for_each(|root| write(body, root, &mut out));
        out
    }

    fn woven(markdown: &str, words: &[&str]) -> Body {
        let body = parsed(markdown);
        let mut from = 0;
        let pieces = words.iter().map(|words| {
            let start = from + body.text[from..].find(words).expect("the words are there");
            from = start + words.len();
            let kind = AnnotationKind::Date(Edtf::parse("1920").expect("a date"));
            Piece { range: start..from, kind, found: Found::default() }
        });
        let mut moved = passages(&body);
        let pieces = pieces.collect();
        let woven = weave(body.clone(), &mut moved, pieces);
        assert_eq!(moved, passages(&woven));
        assert_eq!(woven.text, body.text);
        woven
    }

    #[test]
    fn found_words_become_nodes() {
        let check = |markdown: &str, words: &[&str], expected: &str| {
            assert_eq!(signs(&woven(markdown, words)), expected, "{markdown}");
        };
        check("Qar yağdı.", &["Qar"], "{[Qar] yağdı.}");
        check("Qar yağdı.", &["Qar", "yağdı", "."], "{[Qar] [yağdı][.]}");
        check("Qar\nyağdı, dondu.", &["Qar yağdı", "dondu"], "{[Qar yağdı], [dondu].}");
        check(
            "# Qar\n\nYağdı.\n\n- qar\n- *dondu* bu",
            &["Qar", "Yağdı", "qar", "bu"],
            "{[Qar]}{[Yağdı].}{{[qar]}{*dondu* [bu]}}",
        );
        check("Bir *qar* yağdı.", &["qar"], "{Bir *[qar]* yağdı.}");
        check("Bir *ağ qar* yağdı.", &["qar"], "{Bir *ağ [qar]* yağdı.}");
        // Across an element, but not out of the middle of one.
        check("Bir *qar* yağdı.", &["Bir qar yağdı"], "{[Bir *qar* yağdı].}");
        check("Bir *qar* yağdı.", &["qar yağdı"], "{Bir [*qar* yağdı].}");
        check("Bir *ağ qar* yağdı.", &["qar yağdı"], "{Bir *ağ qar* yağdı.}");
    }

    #[test]
    fn no_link_stands_in_a_link() {
        let check = |markdown: &str, words: &[&str], expected: &str| {
            assert_eq!(signs(&woven(markdown, words)), expected, "{markdown}");
        };
        check("Bir [qar](cite:a) yağdı.", &["Bir qar"], "{Bir <qar> yağdı.}");
        check("Bir [qar](cite:a) yağdı.", &["qar"], "{Bir <qar> yağdı.}");
        check("Qar[^1] yağdı[^1].\n\n[^1]: Söz.", &["Qar", "Söz"], "{[Qar]<> yağdı<>.}{{[Söz].}}");
        check("Qar[^1]da yağdı.\n\n[^1]: Söz.", &["Qarda"], "{Qar<>da yağdı.}{{Söz.}}");
        // Page breaks and corrected words may stand in one, and one in a corrected word.
        check("Qar [](pb:5)yağdı.", &["Qar yağdı"], "{[Qar <>yağdı].}");
        check("Qar [yağdı](sic:yağdi).", &["Qar yağdı"], "{[Qar <yağdı>].}");
        check("Qar [yağdı](sic:yağdi).", &["yağdı"], "{Qar <[yağdı]>.}");
    }

    #[test]
    fn annotations_are_numbered_as_they_stand() {
        let body = woven("Qar [yağdı](date:1921), [qar](date:1919).", &["Qar"]);
        let words = body.annotations.iter().map(|annotation| body.text_of(annotation.node));
        assert_eq!(words.collect::<Vec<_>>(), ["Qar", "yağdı", "qar"]);
    }

    #[test]
    fn what_points_to_nodes_still_does() {
        let body =
            woven("# Qar\n\nQar[^a] yağdı.\n\n[^a]: Qar.\n\n## Son\n\nQar.", &["Qar", "Qar", "Qar", "Qar"]);
        let headings: Vec<&str> =
            body.divisions.iter().map(|division| body.text_of(division.heading)).collect();
        assert_eq!(headings, ["Qar", "Son"]);
        assert_eq!(body.divisions[0].end as usize, body.nodes.len());
        assert_eq!(body.text_of(body.notes[0].node).trim(), "Qar.");
    }
}
