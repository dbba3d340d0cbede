//! Names of the registers in running text.

use crate::edition::entity::{Entity, EntityId, EntityRef, Kind};
use crate::edition::id::Table;
use std::ops::Range;

/// A name in running text.
pub struct Found {
    /// Bytes of the stretch.
    pub range: Range<usize>,
    /// Who is meant; several where it is uncertain.
    pub candidates: Vec<EntityId>,
    /// Whether it is certain.
    pub certain: bool,
}

/// All names of the registers.
pub struct Names;

impl Names {
    /// Those of some registers.
    #[must_use]
    pub fn new(_: &Table<EntityRef, Entity>, _: &[Kind]) -> Names {
        Names
    }

    /// The names of a stretch.
    #[must_use]
    pub fn find(&self, _: &str, _: &str, _: &[Range<usize>], _: &mut Around) -> Vec<Found> {
        Vec::new()
    }
}

/// What is known at the place that is read.
#[derive(Clone, Default)]
pub struct Around;

impl Around {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Around {
        Around
    }

    /// A paragraph begins.
    pub fn paragraph(&mut self) {}

    /// The time under discussion.
    pub fn when(&mut self, _: Option<(i64, i64)>) {}

    /// Named here by hand.
    pub fn named(&mut self, _: EntityId) {}

    /// For a note that hangs here.
    #[must_use]
    pub fn aside(&self) -> Around {
        self.clone()
    }
}
