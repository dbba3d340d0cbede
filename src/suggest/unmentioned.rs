//! Entries of the registers that no text names.

use crate::edition::Edition;
use crate::edition::entity::{Entity, Kind};
use crate::link::{Links, Target};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// An entry that no text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmentioned {
    /// Its register.
    pub kind: Kind,
    /// Its id.
    pub key: String,
    /// What it is called.
    pub name: String,
}

/// The registers in which every entry should be named somewhere.
const KINDS: [Kind; 4] = [Kind::Person, Kind::Place, Kind::Body, Kind::Event];

/// The entries of the registers that no text names, in the order of the registers.
pub(super) fn unmentioned(edition: &Edition, links: &Links) -> Vec<Unmentioned> {
    let all = links.texts.iter().flat_map(|text| &text.annotations);
    let named: BTreeSet<usize> = all
        .filter_map(|link| match link.target {
            Target::Entity(entity) => Some(entity.index()),
            _ => None,
        })
        .collect();
    let entries = KINDS.iter().flat_map(|kind| edition.register(*kind));
    let missing = entries.filter(|(id, _)| !named.contains(&id.index()));
    missing.map(|(_, entity)| unnamed(entity)).collect()
}

fn unnamed(entity: &Entity) -> Unmentioned {
    let name = entity.name.all().next().unwrap_or_default().to_owned();
    Unmentioned { kind: entity.kind, key: entity.key.to_string(), name }
}

/// Writes them as comments, register by register.
pub(super) fn write(entries: &[Unmentioned], out: &mut String) {
    for kind in KINDS {
        let own: Vec<&Unmentioned> = entries.iter().filter(|entry| entry.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        let _ = writeln!(out, "# {} that no text names: {}", capital(kind.register()), own.len());
        for entry in own {
            let _ = writeln!(out, "#   {}: {}", entry.key, entry.name);
        }
    }
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}
