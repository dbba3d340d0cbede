//! What is right as it stands, though a check asks about it: `content/check.yaml`.

use super::entity::EntityRef;
use crate::diag::Code;
use crate::span::{Span, Spanned};

/// The codes that an exception may name: those of the checks that only `hashiya check` makes.
pub const CODES: [Code; 9] = [
    Code::ActingOutsideLife,
    Code::OfficeOutsideDates,
    Code::EventOutsideText,
    Code::PossibleDuplicate,
    Code::NeverMentioned,
    Code::TwoSpellings,
    Code::FurtherWitness,
    Code::WorkWithoutRecord,
    Code::ImpossibleDate,
];

/// An entry of `content/check.yaml`. Its `why` is for people and is not kept.
#[derive(Clone, Debug)]
pub struct Exception {
    /// What is not to be told.
    pub code: Code,
    /// Where the code is written.
    pub span: Span,
    /// Of which records: all of them have to be spoken of.
    pub of: Vec<Spanned<EntityRef>>,
    /// In which text, by id.
    pub text: Option<Spanned<String>>,
    /// At which address of it.
    pub at: Option<Spanned<String>>,
}
