//! What was found before, for a program that reads an edition again and again.

use super::name::Names;
use crate::config::Wanted;
use crate::edition::entity::Entity;
use crate::edition::rule::LinkRule;
use crate::edition::{Edition, Text, TextKey};
use std::collections::HashMap;
use std::sync::Arc;

/// What was found in texts that may not have changed since. Empty for a first reading.
#[derive(Default)]
pub struct Memory {
    entities: Vec<Entity>,
    rules: Vec<LinkRule>,
    names: Option<Arc<Names>>,
    texts: HashMap<TextKey, Remembered>,
}

/// A text as it was read, what was looked for in it, and what came of it.
struct Remembered {
    read: Arc<Text>,
    wanted: Wanted,
    found: Arc<Text>,
    used: Vec<usize>,
}

impl Memory {
    /// Forgets all if the registers or the rules are others than then. A rule for one passage depends on addresses,
    /// which are not known here: with such a rule nothing is remembered.
    pub(super) fn hold_against(&mut self, edition: &Edition) {
        let entities = edition.entities.items();
        let is_same = self.entities == entities && self.rules == edition.rules;
        if !is_same {
            *self = Memory { entities: entities.to_vec(), rules: edition.rules.clone(), ..Memory::default() };
        }
        if edition.rules.iter().any(|rule| rule.at.is_some()) {
            self.texts.clear();
        }
    }

    /// The names of the registers; made if they are not known yet.
    pub(super) fn names(&mut self, make: impl FnOnce() -> Names) -> Arc<Names> {
        self.names.get_or_insert_with(|| Arc::new(make())).clone()
    }

    /// What was found in this very text, and the numbers of the rules that were used.
    pub(super) fn found(&self, text: &Arc<Text>, wanted: Wanted) -> Option<(Arc<Text>, Vec<usize>)> {
        let known = self.texts.get(&text.text_key())?;
        let is_same = Arc::ptr_eq(&known.read, text) && known.wanted == wanted;
        is_same.then(|| (known.found.clone(), known.used.clone()))
    }

    /// Remembers what was found in the texts that are there now.
    pub(super) fn keep(&mut self, read: Vec<(Arc<Text>, Wanted)>, found: &[(Arc<Text>, Vec<usize>)]) {
        let pairs = read.into_iter().zip(found);
        let remembered = pairs.map(|((read, wanted), (found, used))| {
            let key = read.text_key();
            (key, Remembered { read, wanted, found: found.clone(), used: used.clone() })
        });
        self.texts = remembered.collect();
    }
}
