//! Citations: stub until the merge.
use std::ops::Range;
/// s
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationStyle {
    /// n
    Numeric,
    /// a
    AuthorDate,
}
/// c
#[derive(Clone, Debug)]
pub struct Citation {
    /// r
    pub range: Range<usize>,
    /// w
    pub works: Vec<Cited>,
    /// f
    pub fault: Option<&'static str>,
}
/// c
#[derive(Clone, Debug)]
pub struct Cited {
    /// r
    pub range: Range<usize>,
    /// s
    pub source: CitedSource,
    /// l
    pub locator: Option<String>,
}
/// s
#[derive(Clone, Debug)]
pub enum CitedSource {
    /// n
    Number(u32),
    /// a
    AuthorDate {
        /// n
        names: Vec<String>,
        /// y
        year: String,
    },
}
/// w
#[derive(Clone, Debug)]
pub struct WorkName {
    /// k
    pub key: String,
    /// f
    pub families: Vec<String>,
    /// y
    pub year: Option<String>,
}
/// m
pub enum Match {
    /// o
    One(String),
    /// s
    Several(Vec<String>),
    /// n
    None,
}
/// f
#[must_use]
pub fn find(_: &str, _: CitationStyle) -> Vec<Citation> {
    Vec::new()
}
/// r
#[must_use]
pub fn resolve(_: &CitedSource, _: &[WorkName]) -> Match {
    Match::None
}
