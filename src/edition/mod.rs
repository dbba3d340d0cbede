//! The edition as a value: everything the editor wrote, read and checked, nothing worked out yet.

pub mod bibliography;
pub mod body;
pub mod edtf;
pub mod entity;
pub mod exception;
pub mod id;
pub mod passage;
pub mod rule;

use crate::config::{Config, Wanted};
use crate::span::{SourceId, Spanned};
use bibliography::Bibliography;
use body::Body;
use edtf::Edtf;
use entity::{Entity, EntityId, EntityRef, Kind};
use exception::Exception;
use id::{Id, Key, Table};
use passage::Passage;
use rule::LinkRule;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A whole edition. Never changes after it was loaded.
#[derive(Debug)]
pub struct Edition {
    /// site.toml.
    pub config: Config,
    /// The edited texts, sorted by id and, within one id, by the order of the edition's languages.
    pub texts: Table<TextKey, Arc<Text>>,
    /// Other pages, sorted likewise.
    pub pages: Table<TextKey, Arc<Text>>,
    /// All five registers, sorted by kind and key.
    pub entities: Table<EntityRef, Entity>,
    /// The bibliography records behind the entities of kind work.
    pub bibliography: Bibliography,
    /// Paths of files below `content/images`, relative to it, with their sizes in bytes; sorted.
    pub images: BTreeMap<String, u64>,
    /// The permanent addresses as they were read: `edition.lock`, and the one of the imported texts.
    pub ledger: Arc<BTreeMap<TextKey, Ledger>>,
    /// What the editor says of names and dates that are found: `content/link.yaml`.
    pub rules: Vec<LinkRule>,
    /// What the editor says is right as it stands: `content/check.yaml`.
    pub exceptions: Vec<Exception>,
    /// Texts that were imported: their addresses are kept beside them.
    pub imported: BTreeSet<TextKey>,
    /// Drafts that were left out; their addresses are kept.
    pub drafts: BTreeSet<TextKey>,
}

/// The number of a text.
pub type TextId = Id<Arc<Text>>;

/// What tells texts apart: id and language.
pub type TextKey = (Key, Box<str>);

/// A text or page in one language.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its permanent id, shared by its language versions.
    pub key: Key,
    /// Its language, a BCP 47 tag from the file name.
    pub lang: Box<str>,
    /// What stands in its front matter.
    pub front: FrontMatter,
    /// What it says.
    pub body: Body,
    /// Its paragraphs, headings and notes, in order.
    pub passages: Vec<Passage>,
    /// The file it was read from.
    pub source: SourceId,
}

/// The front matter of a text or page.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// The title; the id where none is given (and a diagnostic).
    pub title: String,
    /// Names as written, or keys of the persons' register.
    pub authors: Vec<Spanned<String>>,
    /// Translators of this language version, likewise.
    pub translators: Vec<Spanned<String>>,
    /// When it was written.
    pub date: Option<Edtf>,
    /// Key of the work the text is edited from.
    pub source: Option<Spanned<String>>,
    /// File name of the raw extraction it was imported from.
    pub raw: Option<String>,
    /// One sentence.
    pub summary: Option<String>,
    /// Licence or rights of this text.
    pub rights: Option<String>,
    /// Words for it that readers look for.
    pub keywords: Vec<String>,
    /// Its place in the table of contents.
    pub order: Option<i64>,
    /// Whether the notes that its marks lead to are not in the source.
    pub notes_absent: bool,
    /// What is looked for in it, where it says so.
    pub link: Wanted,
    /// Only built with `--drafts`.
    pub draft: bool,
}

impl Text {
    /// Id and language.
    #[must_use]
    pub fn text_key(&self) -> TextKey {
        (self.key.clone(), self.lang.clone())
    }
}

impl Edition {
    /// The entity of a register under a key.
    #[must_use]
    pub fn entity(&self, kind: Kind, key: &str) -> Option<EntityId> {
        self.entities.find(&EntityRef { kind, key: key.into() })
    }

    /// The text with an id in a language.
    #[must_use]
    pub fn text(&self, key: &Key, lang: &str) -> Option<TextId> {
        self.texts.find(&(key.clone(), lang.into()))
    }

    /// The entities of one register, sorted by key.
    pub fn register(&self, kind: Kind) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.entities.iter().filter(move |(_, entity)| entity.kind == kind)
    }
}

/// Addresses of one text as `edition.lock` keeps them, in the order of the passages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The file it was read from; none for one that is new.
    pub source: Option<SourceId>,
    /// Whether it is kept beside the imported texts.
    pub imported: bool,
    /// Where its heading stands in that file.
    pub at: u32,
    /// One entry for each address ever given.
    pub entries: Vec<LedgerEntry>,
}

/// A permanent address and what it was given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The address.
    pub address: Address,
    /// What it stands for.
    pub state: LedgerState,
    /// Where the entry stands in `edition.lock`.
    pub at: u32,
}

/// A permanent address in a text: `p12`, `n3`, `h2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// What is addressed.
    pub kind: AddressKind,
    /// Counted per text and kind, from 1, never used again.
    pub number: u32,
}

/// What can be addressed in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AddressKind {
    /// A paragraph or another block of the running text.
    Paragraph,
    /// A heading without an id of the editor's.
    Heading,
    /// A note.
    Note,
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let letter = match self.kind {
            AddressKind::Paragraph => 'p',
            AddressKind::Heading => 'h',
            AddressKind::Note => 'n',
        };
        write!(f, "{letter}{}", self.number)
    }
}

impl Address {
    /// Reads `p12`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Address> {
        let kind = match text.as_bytes().first()? {
            b'p' => AddressKind::Paragraph,
            b'h' => AddressKind::Heading,
            b'n' => AddressKind::Note,
            _ => return None,
        };
        let number = text[1..].parse().ok().filter(|n| *n > 0 && !text[1..].starts_with(['0', '+']))?;
        Some(Address { kind, number })
    }
}

/// What an address of the ledger stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerState {
    /// A passage whose words have this sketch; see `link::address`.
    Passage(u64),
    /// Another address of the same text, by the editor's decision.
    Forwarded(Address),
    /// Nothing any more, by the editor's decision.
    Dropped,
}
