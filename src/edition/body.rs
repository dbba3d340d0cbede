//! The one tree: what a text says, read once from Markdown and written out as HTML, TEI, EPUB, JSON.
//!
//! A body is its running text in one string and a list of nodes in document order (a tree in preorder: each
//! node knows the index behind its last descendant). Everything later found in it, links, addresses, names,
//! stands beside it and points to nodes or to bytes of the running text, as standoff in TEI. Blocks are
//! divided by `\n` in the running text, so that no word of one runs into the next.

use super::edtf::Edtf;
use super::entity::Kind as EntityKind;
use std::ops::Range;

/// The key of a mention that is none (`person:-`) and of a citation whose work has no record yet (`cite:-`).
pub const NO_RECORD: &str = "-";

/// The content of a text or page, notes included.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// All character data in document order, note texts where their definitions stand.
    pub text: String,
    /// The tree in preorder.
    pub nodes: Vec<Node>,
    /// Sections, in order of their headings.
    pub divisions: Vec<Division>,
    /// The notes, in the order of their definitions.
    pub notes: Vec<Note>,
    /// Things that nodes point to by number.
    pub annotations: Vec<Annotation>,
    /// Destinations of plain links and images.
    pub links: Vec<Link>,
    /// Strings that nodes point to by number: languages of code, raw HTML.
    pub strings: Vec<Box<str>>,
    /// First byte of the first raw HTML in the source file.
    pub raw_html: Option<u32>,
}

/// A number of a node in its body.
pub type NodeIndex = u32;

/// One node of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// First byte of its running text.
    pub start: u32,
    /// First byte behind its running text.
    pub end: u32,
    /// Index behind its last descendant; its own index + 1 for a leaf.
    pub next: NodeIndex,
}

/// What a node is. Numbers point into the lists of the [`Body`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    // Blocks.
    /// A paragraph.
    Paragraph,
    /// A heading of level 1–6.
    Heading(u8),
    /// A block quotation.
    Quote,
    /// A list; ordered ones say their first number.
    List(Option<u32>),
    /// An item of a list.
    Item,
    /// A block of code: its language in `strings`.
    Code(u32),
    /// A table.
    Table,
    /// The head row of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A cell of a table.
    TableCell(Alignment),
    /// A list of terms and definitions.
    DefinitionList,
    /// A term in it.
    DefinitionTerm,
    /// A definition in it.
    Definition,
    /// A thematic break.
    Rule,
    /// A block of raw HTML in `strings`.
    RawBlock(u32),
    /// The definition of a note in `notes`; shown at the end, not where it stands.
    NoteText(u32),
    // Inline.
    /// Running text.
    Text,
    /// A line end in the source; a space for the reader.
    SoftBreak,
    /// A line end that the editor wants.
    HardBreak,
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck text.
    Deletion,
    /// Inline code; its running text is the code.
    CodeSpan,
    /// A link to somewhere else, in `links`.
    Link(u32),
    /// An image, in `links`; its running text is the description.
    Image(u32),
    /// A scholarly annotation, in `annotations`; its running text is what the reader sees.
    Annotation(u32),
    /// Inline raw HTML in `strings`.
    RawInline(u32),
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language runs.
    None,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// A section: a heading and what follows it up to the next heading of its level or above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// The heading's node.
    pub heading: NodeIndex,
    /// Index behind the section's last node.
    pub end: NodeIndex,
    /// 1–6.
    pub level: u8,
    /// The id the editor gave (`{#id}`), and where.
    pub id: Option<(Box<str>, Range<u32>)>,
    /// The language of the section (`{lang=ru}`).
    pub lang: Option<Box<str>>,
    /// Whether the source sets the heading in the line in which its paragraph begins (`{.run-in}`).
    pub run_in: bool,
}

/// The definition of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The series: empty for the author's own, else a name from site.toml.
    pub series: Box<str>,
    /// The label behind the series' prefix, as written.
    pub label: Box<str>,
    /// Its node.
    pub node: NodeIndex,
    /// Where `[^label]:` stands in the source.
    pub span: Range<u32>,
}

/// A destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written.
    pub url: Box<str>,
    /// The title, empty if none.
    pub title: Box<str>,
    /// Where the link stands in the source.
    pub span: Range<u32>,
}

/// A scholarly annotation: a Markdown link whose address has a scheme of the format.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// What it says.
    pub kind: AnnotationKind,
    /// Where the whole link stands in the source.
    pub span: Range<u32>,
    /// Its node.
    pub node: NodeIndex,
    /// How it was found, where nobody marked it; it has no place of its own in the source then.
    pub found: Option<Box<Found>>,
}

/// How an annotation was found that nobody marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Keys of the others that may be meant, in the same register.
    pub others: Vec<Box<str>>,
    /// Where the year of a date comes from, if its words do not say it.
    pub year_from: Option<YearFrom>,
    /// What part of its time a date means, where EDTF has no code for it.
    pub part: Option<TimePart>,
}

/// Where the year of a date comes from that its words do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearFrom {
    /// Another date of the sentence.
    Sentence,
    /// An earlier sentence of the paragraph.
    Paragraph,
    /// An earlier paragraph of the section.
    Section,
    /// The time that the whole text is about.
    Text,
    /// The one year in which the register has events on that day.
    Event,
}

impl YearFrom {
    /// The word of exports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            YearFrom::Sentence => "sentence",
            YearFrom::Paragraph => "paragraph",
            YearFrom::Section => "section",
            YearFrom::Text => "text",
            YearFrom::Event => "event",
        }
    }
}

/// A part of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimePart {
    /// Its beginning.
    Early,
    /// Its middle.
    Mid,
    /// Its end.
    Late,
    /// Not exactly then.
    About,
}

impl TimePart {
    /// The word of exports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            TimePart::Early => "early",
            TimePart::Mid => "mid",
            TimePart::Late => "late",
            TimePart::About => "about",
        }
    }
}

/// What an annotation says.
#[derive(Clone, Debug, PartialEq)]
pub enum AnnotationKind {
    /// A person, place, body or event is meant (`person:narimanov`, `person:narimanov?`).
    Mention {
        /// The register.
        kind: EntityKind,
        /// The key as written, or [`NO_RECORD`].
        key: Box<str>,
        /// No `?` behind the key.
        certain: bool,
    },
    /// A date (`date:1920-04-28`).
    Date(Edtf),
    /// A work is cited (`cite:narimanov-1988#185`).
    Citation {
        /// The key of the work, or [`NO_RECORD`].
        key: Box<str>,
        /// Page or other place in it, as written.
        locator: Option<Box<str>>,
    },
    /// A note mark (`[^1]`, `[^ed:1]`).
    NoteMark {
        /// The series.
        series: Box<str>,
        /// The label.
        label: Box<str>,
    },
    /// A corrected reading; what the source has (`sic:Homin`).
    Correction(Box<str>),
    /// A page of the source begins (`pb:412`).
    PageBreak(Box<str>),
    /// A phrase in another language (`lang:ru`).
    Foreign(Box<str>),
    /// Another text of the edition (`text:other-id#p12`).
    TextLink {
        /// Id of the text; empty for this one.
        key: Box<str>,
        /// Address in it.
        anchor: Option<Box<str>>,
    },
}

impl Body {
    /// The running text of a node.
    #[must_use]
    pub fn text_of(&self, node: NodeIndex) -> &str {
        let node = &self.nodes[node as usize];
        &self.text[node.start as usize..node.end as usize]
    }

    /// Whether a node is a heading that its source sets as the first words of the paragraph.
    #[must_use]
    pub fn is_run_in(&self, node: NodeIndex) -> bool {
        self.divisions.iter().any(|division| division.heading == node && division.run_in)
    }

    /// The children of a node, in order.
    #[must_use]
    pub fn children(&self, node: NodeIndex) -> Siblings<'_> {
        Siblings { body: self, at: node + 1, end: self.nodes[node as usize].next }
    }

    /// The nodes of the top level, in order.
    #[must_use]
    pub fn roots(&self) -> Siblings<'_> {
        Siblings {
            body: self,
            at: 0,
            end: u32::try_from(self.nodes.len()).expect("nodes are counted in u32"),
        }
    }

    /// The siblings between two indexes.
    #[must_use]
    pub fn siblings(&self, from: NodeIndex, end: NodeIndex) -> Siblings<'_> {
        Siblings { body: self, at: from, end }
    }

    /// The note defined under a series and label; of two the first.
    #[must_use]
    pub fn note(&self, series: &str, label: &str) -> Option<usize> {
        self.notes.iter().position(|n| &*n.series == series && &*n.label == label)
    }

    /// The same tree in exactly as much memory as it needs.
    ///
    /// Copied rather than shrunk in place: that would leave a hole behind each list of each text.
    #[must_use]
    pub fn compact(&self) -> Body {
        self.clone()
    }
}

/// Siblings in order; see [`Body::children`].
#[derive(Clone, Debug)]
pub struct Siblings<'a> {
    body: &'a Body,
    at: NodeIndex,
    end: NodeIndex,
}

impl Iterator for Siblings<'_> {
    type Item = NodeIndex;
    fn next(&mut self) -> Option<NodeIndex> {
        let here = self.at;
        if here >= self.end {
            return None;
        }
        self.at = self.body.nodes[here as usize].next;
        Some(here)
    }
}

impl NodeKind {
    /// Whether it stands in a line of text.
    #[must_use]
    pub fn is_inline(self) -> bool {
        use NodeKind as K;
        matches!(
            self,
            K::Text
                | K::SoftBreak
                | K::HardBreak
                | K::Emphasis
                | K::Strong
                | K::Deletion
                | K::CodeSpan
                | K::Link(_)
                | K::Image(_)
                | K::Annotation(_)
                | K::RawInline(_)
        )
    }
}
