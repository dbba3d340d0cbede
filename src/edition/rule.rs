//! What the editor says of names and dates that are found: `content/link.yaml`.

use super::edtf::Edtf;
use super::entity::EntityRef;
use crate::span::{Span, Spanned};

/// A rule of `content/link.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRule {
    /// The words as they are written, without an ending or with one.
    pub form: Spanned<String>,
    /// What they mean; nothing: they are no link.
    pub is: Option<Meaning>,
    /// Where `is` stands.
    pub is_span: Span,
    /// The text in which it holds, by id; in all without one.
    pub text: Option<Spanned<String>>,
    /// The passage of that text in which it holds: `p12`.
    pub at: Option<Spanned<String>>,
}

/// What words mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A person, place, body or event.
    Entity(EntityRef),
    /// A date.
    Date(Edtf),
}
