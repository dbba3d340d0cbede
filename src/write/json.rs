//! The edition as JSON for programs: one object a line for exports, the same objects in `data/`.

use crate::edition::body::{Annotation, AnnotationKind, NO_RECORD, NodeIndex, NodeKind};
use crate::edition::edtf::Edtf;
use crate::edition::entity::{Belonging, Detail, Entity, EntityRef, Localized, Role, Witness, WitnessSource};
use crate::edition::{Edition, Text};
use crate::link::{AnnotationLink, Links, Target, TextLinks, anchor, note_address};
use crate::span::Spanned;
use serde_json::{Map, Value, json};

/// What can be exported as JSON lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// Persons, places, bodies and events named in the texts.
    Mentions,
    /// Dates marked in the texts.
    Dates,
    /// Notes with their marks.
    Notes,
    /// Works cited.
    Citations,
}

/// Calls `row` for every object of an export, in the order of the texts and within them of the document.
pub fn export(edition: &Edition, links: &Links, what: Export, row: &mut dyn FnMut(Value)) {
    for (id, text) in edition.texts.iter() {
        let own = &links.texts[id.index()];
        match what {
            Export::Notes => notes(edition, text, own, row),
            _ => annotations(edition, text, own, what, row),
        }
    }
}

/// What every row has of its text.
fn base(text: &Text) -> Map<String, Value> {
    let mut row = Map::new();
    row.insert("text".into(), json!(text.key.as_str()));
    row.insert("lang".into(), json!(text.lang));
    if let Some(raw) = &text.front.raw {
        row.insert("source".into(), json!(raw));
    }
    row
}

/// Annotations in the order of the tree, with the page of the source each stands on.
fn annotations(edition: &Edition, text: &Text, links: &TextLinks, what: Export, row: &mut dyn FnMut(Value)) {
    let mut page: Option<&str> = None;
    for node in &text.body.nodes {
        let NodeKind::Annotation(index) = node.kind else { continue };
        let annotation = &text.body.annotations[index as usize];
        if let AnnotationKind::PageBreak(number) = &annotation.kind {
            page = Some(number);
        }
        let link = &links.annotations[index as usize];
        let Some(fields) = fields(edition, annotation, link, what) else { continue };
        let mut object = base(text);
        object.insert("surface".into(), json!(text.body.text_of(annotation.node)));
        place(links, link, page, &mut object);
        object.extend(fields);
        row(Value::Object(object));
    }
}

fn place(links: &TextLinks, link: &AnnotationLink, page: Option<&str>, row: &mut Map<String, Value>) {
    row.insert("at".into(), json!(anchor(links, link)));
    row.insert("where".into(), json!(if link.note.is_some() { "note" } else { "body" }));
    if let Some(page) = page.filter(|_| link.note.is_none()) {
        row.insert("page".into(), json!(page));
    }
}

/// What is special of a kind of export; nothing for annotations of another kind.
fn fields(
    edition: &Edition,
    annotation: &Annotation,
    link: &AnnotationLink,
    what: Export,
) -> Option<Map<String, Value>> {
    let found = annotation.found.as_deref();
    let how = if found.is_some() { "found" } else { "marked" };
    let mut value = match (what, &annotation.kind) {
        (Export::Mentions, AnnotationKind::Mention { kind, certain, .. }) => {
            let Target::Entity(id) = link.target else { return None };
            let key = edition.entities[id].key.as_str();
            json!({"kind": kind.as_str(), "id": key, "certain": certain, "how": how})
        }
        (Export::Dates, AnnotationKind::Date(date)) => {
            let year_from = found.and_then(|found| found.year_from);
            json!({"edtf": date.as_str(), "how": how, "resolved": year_from.is_some()})
        }
        (Export::Citations, AnnotationKind::Citation { key, locator }) => {
            let work = (&**key != NO_RECORD).then_some(key);
            json!({"work": work, "locator": locator})
        }
        _ => return None,
    };
    let fields = value.as_object_mut()?;
    if let Some(found) = found {
        let mut add =
            |key: &str, value: Option<Value>| value.map(|value| fields.insert(key.to_owned(), value));
        add("others", (!found.others.is_empty()).then(|| json!(found.others)));
        add("year_from", found.year_from.map(|from| json!(from.as_str())));
        add("part", found.part.map(|part| json!(part.as_str())));
    }
    Some(std::mem::take(fields))
}

/// Notes in the order they are counted: each with its text and the words around each of its marks.
fn notes(edition: &Edition, text: &Text, links: &TextLinks, row: &mut dyn FnMut(Value)) {
    for note in links.notes.series.iter().flatten() {
        let definition = &text.body.notes[*note as usize];
        let shown = links.notes.shown(*note, text, &edition.config);
        let mut marks: Vec<Option<u32>> = links.notes.marks(*note).map(Some).collect();
        if marks.is_empty() {
            marks.push(None);
        }
        for mark in marks {
            let mut object = base(text);
            object.insert("series".into(), json!(definition.series));
            object.insert("number".into(), json!(shown));
            object.insert("at".into(), json!(note_address(text, links, *note)));
            object.insert("body".into(), json!(text.body.text_of(definition.node).trim_end()));
            if let Some(mark) = mark {
                let annotation = &links.annotations[mark as usize];
                let (before, after) = around(text, text.body.annotations[mark as usize].node);
                object.insert("mark_at".into(), json!(anchor(links, annotation)));
                object.insert("where".into(), json!(if annotation.note.is_some() { "note" } else { "body" }));
                object.insert("before".into(), json!(before));
                object.insert("after".into(), json!(after));
            }
            row(Value::Object(object));
        }
    }
}

/// Forty characters of running text on each side of a node.
fn around(text: &Text, node: NodeIndex) -> (&str, &str) {
    const CHARACTERS: usize = 40;
    let node = &text.body.nodes[node as usize];
    let (before, after) = (&text.body.text[..node.start as usize], &text.body.text[node.end as usize..]);
    // Blocks are divided by line ends.
    let before = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let after = after.split('\n').next().unwrap_or_default();
    let start = before.char_indices().rev().nth(CHARACTERS - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(CHARACTERS).map_or(after.len(), |(at, _)| at);
    (&before[start..], &after[..end])
}

/// A record of a register.
#[must_use]
pub fn entity(entity: &Entity) -> Value {
    let mut row = Map::new();
    let mut add = |key: &str, value: Value| {
        if !matches!(&value, Value::Null) && value != json!([]) && value != json!({}) {
            row.insert(key.to_owned(), value);
        }
    };
    add("id", json!(entity.key.as_str()));
    add("name", localized(&entity.name));
    add("sort", localized(&entity.sort));
    add("forms", json!(entity.forms));
    add("gloss", localized(&entity.gloss));
    match &entity.detail {
        Detail::Person { born, died, roles } => {
            add("born", date(born));
            add("died", date(died));
            add("roles", roles.iter().map(role).collect());
        }
        Detail::Place { coordinates, kind, part_of } => {
            add("kind", kind.as_ref().map_or(Value::Null, localized));
            add("coordinates", json!(coordinates));
            add("part_of", belongings(part_of, "place"));
        }
        Detail::Body { kind, founded, dissolved, part_of } => {
            add("kind", kind.as_ref().map_or(Value::Null, localized));
            add("founded", date(founded));
            add("dissolved", date(dissolved));
            add("part_of", belongings(part_of, "body"));
        }
        Detail::Event(event) => {
            add("when", date(&event.when));
            add("written", json!(event.written));
            add("calendar", if event.julian { json!("julian") } else { Value::Null });
            add("certainty", json!(event.certainty.as_str()));
            add("note", localized(&event.note));
            add("linked", event.linked.iter().map(reference).collect());
        }
        Detail::Work { .. } => {}
    }
    add("same_as", json!(entity.same_as));
    add("attested", entity.attested.iter().map(witness).collect());
    Value::Object(row)
}

fn localized(text: &Localized) -> Value {
    match &text.plain {
        Some(plain) => json!(plain),
        None if text.by_language.is_empty() => Value::Null,
        None => json!(text.by_language),
    }
}

fn date(date: &Option<Edtf>) -> Value {
    json!(date.as_ref().map(Edtf::as_str))
}

fn reference(reference: &Spanned<EntityRef>) -> Value {
    json!({"kind": reference.value.kind.as_str(), "id": reference.value.key})
}

fn role(role: &Role) -> Value {
    json!({"title": localized(&role.title), "body": role.body.as_ref().map(|body| &body.value.key), "when": date(&role.when),
        "attested": role.attested.iter().map(witness).collect::<Vec<_>>()})
}

fn belongings(part_of: &[Belonging], key: &str) -> Value {
    part_of.iter().map(|part| json!({key: part.whole.value.key, "when": date(&part.when)})).collect()
}

fn witness(witness: &Witness) -> Value {
    let mut row = Map::new();
    match &witness.source {
        WitnessSource::Text(id) => row.insert("text".into(), json!(id.value)),
        WitnessSource::Work(key) => row.insert("work".into(), json!(key.value)),
        WitnessSource::General => row.insert("work".into(), json!("general")),
    };
    if let Some(at) = &witness.at {
        row.insert("at".into(), json!(at.value));
    }
    if !witness.says.is_empty() {
        row.insert("says".into(), localized(&witness.says));
    }
    Value::Object(row)
}
