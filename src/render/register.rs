//! Pages of a register: by the alphabet of its language, with an A–Z bar.

use super::page::{Content, MaybeLink, RegisterEntry, RegisterGroup, RegisterView, View};
use super::{Site, entity, nav_label, part_links};
use crate::edition::entity::{EntityId, Kind};
use crate::route::Lang;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Entries on one page: with glosses and forms of usual length about 300 kB.
const PART: usize = 450;

/// A register in the order of a language, divided into letters and pages.
pub(super) struct Plan {
    /// The entries in order.
    pub entries: Vec<EntityId>,
    /// Letters in order, each with its entries.
    letters: Vec<(String, Range<usize>)>,
    /// Entries of each page.
    pub parts: Vec<Range<usize>>,
}

/// Sorts a register. Works are sorted by author and title, all others by name.
pub(super) fn plan(site: &Site, lang: Lang, kind: Kind) -> Plan {
    let language = &site.languages[lang];
    let mut keyed: Vec<(String, Vec<u8>, EntityId)> = site
        .edition
        .register(kind)
        .map(|(id, _)| {
            let name = sort_name(site, id, lang);
            let initial = language.initial(&name);
            (initial, language.sort_key(&name), id)
        })
        .collect();
    // What begins with a sign or a foreign letter stands at the end, under one heading.
    keyed.sort_by(|a, b| (a.0 == "#", &a.1, a.2).cmp(&(b.0 == "#", &b.1, b.2)));
    let mut letters: Vec<(String, Range<usize>)> = Vec::new();
    for (index, (initial, _, _)) in keyed.iter().enumerate() {
        match letters.last_mut() {
            Some((letter, range)) if letter == initial => range.end = index + 1,
            _ => letters.push((initial.clone(), index..index + 1)),
        }
    }
    let parts = parts(&letters, keyed.len());
    Plan { entries: keyed.into_iter().map(|(_, _, id)| id).collect(), letters, parts }
}

/// How an entity is sorted for readers of a language.
///
/// A `sort` without a language is meant for the default one. Of a name in another language it tells how many
/// words at the end are the family's: from "Nərimanov, Nəriman" comes "Narimanov, Nariman".
pub(super) fn sort_name(site: &Site, id: EntityId, lang: Lang) -> Cow<'_, str> {
    let entity = &site.edition.entities[id];
    if let Some(own) = entity.sort.by_language.get(site.tag(lang)) {
        return Cow::Borrowed(own);
    }
    let name = site.name(id, lang).0;
    match &entity.sort.plain {
        Some(sort) if lang == 0 || !entity.name.by_language.contains_key(site.tag(lang)) => {
            Cow::Borrowed(sort)
        }
        Some(sort) => sort
            .split_once(", ")
            .map_or(Cow::Borrowed(name), |(family, _)| family_first(name, family.split_whitespace().count())),
        None => Cow::Borrowed(name),
    }
}

/// "Nariman Narimanov" as "Narimanov, Nariman": the last words of a name, and before them a comma.
fn family_first(name: &str, words: usize) -> Cow<'_, str> {
    let all: Vec<&str> = name.split_whitespace().collect();
    if words == 0 || all.len() <= words || name.contains(',') {
        return Cow::Borrowed(name);
    }
    let (given, family) = all.split_at(all.len() - words);
    Cow::Owned(format!("{}, {}", family.join(" "), given.join(" ")))
}

/// Whole letters together, as many as fit; a letter that does not fit is divided.
fn parts(letters: &[(String, Range<usize>)], total: usize) -> Vec<Range<usize>> {
    if total <= PART {
        return std::iter::once(0..total).collect();
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (_, range) in letters {
        match parts.last_mut() {
            Some(last) if range.end - last.start <= PART => last.end = range.end,
            _ => {
                let mut start = range.start;
                while start < range.end {
                    let end = (start + PART).min(range.end);
                    parts.push(start..end);
                    start = end;
                }
            }
        }
    }
    parts
}

/// The id of a letter on its page: letters of any alphabet make valid ids.
fn letter_id(letter: &str) -> String {
    if letter == "#" { "letter-other".to_owned() } else { format!("letter-{letter}") }
}

/// One page of a register.
pub(super) fn register(site: &Site, lang: Lang, kind: Kind, part: usize) -> View {
    let plan = &site.local[lang].registers[&kind];
    let language = &site.languages[lang];
    let route = site.routes.register(lang, kind, part);
    let range = plan.parts[part - 1].clone();
    let groups = plan
        .letters
        .iter()
        .filter_map(|(letter, entries)| {
            let (start, end) = (entries.start.max(range.start), entries.end.min(range.end));
            (start < end).then(|| RegisterGroup {
                letter: letter.clone(),
                id: letter_id(letter),
                entries: plan.entries[start..end].iter().map(|id| entry(site, lang, *id)).collect(),
            })
        })
        .collect();
    let heading = language.message(nav_label(kind));
    let label = |n: usize| {
        let range = &plan.parts[n - 1];
        let (from, to) = (plan.letter_of(range.start), plan.letter_of(range.end - 1));
        if from == to { format!("{from} {n}") } else { format!("{from}–{to}") }
    };
    let view = RegisterView {
        register: kind.register(),
        heading: heading.clone(),
        count: plan.entries.len(),
        letters: letters(site, lang, kind, part),
        groups,
        parts: part_links(
            site,
            &route,
            part,
            plan.parts.len(),
            |n| site.routes.register(lang, kind, n),
            label,
        ),
    };
    let mut page = site.frame(&route, heading, "register", Content::Register(view));
    page.description = language.message(&format!("{}-intro", kind.register()));
    page.alternates = site.alternates(&route, |other| {
        let parts = site.local[other].registers.get(&kind)?.parts.len();
        Some(site.routes.register(other, kind, if part <= parts { part } else { 1 }))
    });
    page
}

impl Plan {
    fn letter_of(&self, entry: usize) -> &str {
        let found = self.letters.iter().find(|(_, range)| range.contains(&entry));
        found.map_or("", |(letter, _)| letter)
    }
}

/// The A–Z bar: the whole alphabet, with an address where a letter has entries.
fn letters(site: &Site, lang: Lang, kind: Kind, part: usize) -> Vec<MaybeLink> {
    let plan = &site.local[lang].registers[&kind];
    let present: BTreeMap<&str, usize> =
        plan.letters.iter().map(|(l, range)| (l.as_str(), range.start)).collect();
    let mut alphabet = site.languages[lang].alphabet();
    alphabet.extend(
        plan.letters.iter().map(|(l, _)| l.clone()).filter(|l| !site.languages[lang].alphabet().contains(l)),
    );
    alphabet
        .into_iter()
        .map(|letter| {
            let href = present.get(letter.as_str()).map(|start| {
                let on = plan.parts.iter().position(|range| range.contains(start)).unwrap_or(0) + 1;
                let id = letter_id(&letter);
                if on == part {
                    format!("#{id}")
                } else {
                    format!("{}#{id}", site.routes.register(lang, kind, on).inner)
                }
            });
            MaybeLink { label: letter, href }
        })
        .collect()
}

fn entry(site: &Site, lang: Lang, id: EntityId) -> RegisterEntry {
    let entity = &site.edition.entities[id];
    let language = &site.languages[lang];
    let (name, name_lang) = site.name(id, lang);
    let shown = if entity.kind == Kind::Work { Cow::Borrowed(name) } else { sort_name(site, id, lang) };
    let mut forms: Vec<&str> = entity
        .name
        .all()
        .chain(entity.forms.iter().map(String::as_str))
        .filter(|form| *form != name)
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(*form));
    let (mut mentions, mut in_notes) = (0, 0);
    for occurrence in site.indexes.shown_occurrences(id, lang) {
        mentions += 1;
        let link = &site.links.texts[occurrence.text.index()].annotations[occurrence.annotation as usize];
        in_notes += usize::from(link.note.is_some());
    }
    let reference = site.local[lang].references.get(&id);
    let filter = std::iter::once(name)
        .chain(forms.iter().copied())
        .chain(reference.map(|r| r.plain.as_str()))
        .map(|form| language.fold(form))
        .collect::<Vec<_>>()
        .join(" ");
    RegisterEntry {
        href: site.entity_pages[id.index()].clone(),
        id: entity.key.to_string(),
        name: shown.into_owned(),
        lang: name_lang.map(str::to_owned),
        dates: entity::dates(site, lang, id),
        gloss: site.localized(&entity.gloss, lang).to_owned(),
        forms: forms.join(" · "),
        filter,
        mentions,
        in_notes,
        reference_html: reference.map(|r| r.html.clone()),
    }
}
