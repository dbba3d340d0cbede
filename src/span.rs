//! Where something stands: a file of the edition and a byte range in it.

use std::ops::Range;

/// A file the edition was read from; an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A byte range in the normalised text of a file.
///
/// Normalised means: UTF-8 without a byte order mark, line ends as `\n`, characters composed (NFC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// First byte behind.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `source`.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        let narrow = |n: usize| u32::try_from(n).expect("files over 4 GiB are refused when read");
        Span { source, start: narrow(range.start), end: narrow(range.end) }
    }

    /// The byte range without its file.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place it was written at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// The files of an edition, by number. Paths are relative to its root, with `/` between the parts.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    paths: Vec<String>,
}

impl Sources {
    /// Registers a file and gives it its number.
    pub fn add(&mut self, path: String) -> SourceId {
        self.paths.push(path);
        SourceId(u32::try_from(self.paths.len() - 1).expect("fewer than 2^32 files"))
    }

    /// The path of a file, relative to the edition's root.
    #[must_use]
    pub fn path(&self, id: SourceId) -> &str {
        &self.paths[id.0 as usize]
    }

    /// All files in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &str)> {
        (0..).map(SourceId).zip(self.paths.iter().map(String::as_str))
    }
}
