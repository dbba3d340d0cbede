//! The records of a register against each other, and against all that could speak of them.

use super::{Known, Place, Remark};
use crate::diag::Code;
use crate::edition::entity::{Detail, Entity, EntityId, Kind, WitnessSource};
use crate::lang;
use crate::link::Target;
use std::collections::{BTreeMap, HashMap};

/// Two records of one register that share a written form or an identifier.
///
/// Each form is held against the first record that has it. Works are left out: one title may be that of many.
pub(super) fn possible_duplicates(known: Known<'_>) -> Vec<Remark> {
    let mut owners: HashMap<(Kind, String), EntityId> = HashMap::new();
    let mut shared: BTreeMap<(EntityId, EntityId), Vec<String>> = BTreeMap::new();
    for (id, entity) in known.edition.entities.iter().filter(|(_, entity)| entity.kind != Kind::Work) {
        for (compared, written) in marks(entity) {
            let owner = *owners.entry((entity.kind, compared)).or_insert(id);
            if owner != id {
                let words = shared.entry((owner, id)).or_default();
                if !words.contains(&written) {
                    words.push(written);
                }
            }
        }
    }
    shared.into_iter().map(|((first, other), words)| duplicate(known, first, other, &words)).collect()
}

/// What a record is known by, as it is compared and as it is told.
fn marks(entity: &Entity) -> impl Iterator<Item = (String, String)> {
    let forms = entity.name.all().chain(entity.forms.iter().map(String::as_str)).map(|form| {
        let compared = lang::fold(form).split_whitespace().collect::<Vec<_>>().join(" ");
        (compared, format!("“{form}”"))
    });
    // No name has a line end in it.
    let identifiers = entity
        .same_as
        .iter()
        .map(|(authority, id)| (format!("{authority}\n{id}"), format!("the identifier {id} of {authority}")));
    forms.chain(identifiers)
}

fn duplicate(known: Known<'_>, first: EntityId, other: EntityId, words: &[String]) -> Remark {
    let entities = &known.edition.entities;
    let kind = entities[first].kind;
    let [one, two] = [first, other].map(|id| &entities[id].key);
    Remark {
        code: Code::PossibleDuplicate,
        message: format!(
            "`{two}` and `{one}` in the register of {} share {}",
            kind.register(),
            words.join(", ")
        ),
        of: vec![other, first],
        text: None,
        at: None,
        place: Place::Record(other),
        related: vec![(Place::Record(first), "the other record".to_owned())],
        help: "make one record of the two, or take away from one what is not its own".to_owned(),
    }
}

/// Persons, places and bodies that nothing speaks of.
///
/// Asked only of registers whose names are looked for: where an editor marks by hand, most records are not
/// marked anywhere yet, and saying so of each would hide the rest. Nor of a record that a work attests of which the
/// edition has no text: that is where it is named.
pub(super) fn never_mentioned(known: Known<'_>) -> Vec<Remark> {
    let is_asked = [Kind::Person, Kind::Place, Kind::Body].map(|kind| is_looked_for(known, kind));
    if !is_asked.contains(&true) {
        return Vec::new();
    }
    let met = met(known);
    let entities = known.edition.entities.iter();
    let unmet = entities.filter(|(id, entity)| {
        let is_asked = is_asked.get(entity.kind as usize).copied().unwrap_or(false);
        is_asked && !met[id.index()] && !is_attested_elsewhere(known, entity)
    });
    unmet
        .map(|(id, entity)| Remark {
            code: Code::NeverMentioned,
            message: format!(
                "nothing in the edition speaks of the {} `{}`",
                entity.kind.as_str(),
                entity.key
            ),
            of: vec![id],
            text: None,
            at: None,
            place: Place::Record(id),
            related: Vec::new(),
            help: "add the forms that the texts have, name it in an event, or remove the record".to_owned(),
        })
        .collect()
}

/// Whether a witness of a record is a work of which the edition has no text.
fn is_attested_elsewhere(known: Known<'_>, entity: &Entity) -> bool {
    entity.attested.iter().any(|witness| match &witness.source {
        WitnessSource::Work(key) => {
            let work = known.edition.entity(Kind::Work, &key.value);
            work.is_some_and(|work| !known.links.edited_from.has(work))
        }
        WitnessSource::Text(_) | WitnessSource::General => false,
    })
}

fn is_looked_for(known: Known<'_>, kind: Kind) -> bool {
    let mut texts = known.edition.texts.items().iter();
    texts.any(|text| text.front.link.or(known.edition.config.link).names(kind))
}

/// Which entities are spoken of: in texts and pages, in events, as authors, in offices, as a larger whole.
fn met(known: Known<'_>) -> Vec<bool> {
    let Known { edition, links, .. } = known;
    let annotations = links.texts.iter().chain(&links.pages).flat_map(|text| &text.annotations);
    let mentioned = annotations.filter_map(|link| match link.target {
        Target::Entity(entity) => Some(entity),
        _ => None,
    });
    let taking_part = links.participants.iter().map(|(_, participant)| *participant);
    let writers = edition
        .texts
        .items()
        .iter()
        .flat_map(|text| text.front.authors.iter().chain(&text.front.translators));
    let writers = writers.filter_map(|writer| edition.entity(Kind::Person, &writer.value));
    let referred = edition.entities.items().iter().flat_map(|entity| match &entity.detail {
        Detail::Person { roles, .. } => roles.iter().filter_map(|role| role.body.as_ref()).collect(),
        Detail::Place { part_of, .. } | Detail::Body { part_of, .. } => {
            part_of.iter().map(|part| &part.whole).collect()
        }
        Detail::Event(_) | Detail::Work { .. } => Vec::new(),
    });
    let referred = referred.filter_map(|reference| edition.entities.find(&reference.value));
    let mut met = vec![false; edition.entities.items().len()];
    for id in mentioned.chain(taking_part).chain(writers).chain(referred) {
        met[id.index()] = true;
    }
    met
}
