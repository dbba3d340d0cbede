//! Records of the registers into entities.

use crate::config::localized;
use crate::diag::{Code, Report};
use crate::edition::edtf::Edtf;
use crate::edition::entity::{
    Belonging, Certainty, Detail, Entity, EntityRef, EventDetail, Kind, Localized, Role, Witness,
    WitnessSource,
};
use crate::edition::id::Key;
use crate::record::{Record, Value, ValueKind, wrong_type};
use crate::span::{Span, Spanned};
use std::collections::BTreeMap;

/// Reads one register file: a list of records.
pub(super) fn read_register(kind: Kind, value: &Value, report: &mut Report) -> Vec<Entity> {
    match &value.kind {
        ValueKind::Null => Vec::new(),
        ValueKind::List(records) => {
            records.iter().filter_map(|record| read_entity(kind, record, report)).collect()
        }
        _ => {
            wrong_type(
                value,
                &format!("a register is a list of records; each begins with `- id: …` ({})", kind.register()),
                report,
            );
            Vec::new()
        }
    }
}

fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "a person",
        Kind::Place => "a place",
        Kind::Body => "a body",
        Kind::Event => "an event",
        Kind::Work => "a work",
    }
}

fn read_entity(kind: Kind, value: &Value, report: &mut Report) -> Option<Entity> {
    let mut record = Record::open(value, noun(kind), report)?;
    let id = record.required("id", report);
    let name_key = if kind == Kind::Event { "title" } else { "name" };
    let name = text(&mut record, name_key, report);
    if record.get(name_key).is_none_or(|value| value.kind == ValueKind::Map(Vec::new())) {
        record.missing(name_key, report);
    }
    let sort = text(&mut record, "sort", report);
    let forms = record.strings("forms", report).into_iter().map(|f| f.value).collect();
    let gloss = text(&mut record, "gloss", report);
    let attested = witnesses(&mut record, report);
    let same_as = identifiers(&mut record, report);
    let detail = match kind {
        Kind::Person => person(&mut record, report),
        Kind::Place => place(&mut record, report),
        Kind::Body => body(&mut record, report),
        Kind::Event | Kind::Work => event(&mut record, report),
    };
    record.finish(report);
    let id = id?;
    let key = checked_key(&id, report)?;
    Some(Entity { kind, key, name, sort, forms, gloss, attested, same_as, detail, span: id.span })
}

/// The key, or a report that it is none.
pub(super) fn checked_key(id: &Spanned<String>, report: &mut Report) -> Option<Key> {
    match Key::parse(&id.value) {
        Ok(key) => Some(key),
        Err(reason) => {
            let proposal = Key::suggest(&id.value);
            let diagnostic =
                report.add(Code::InvalidId, id.span, format!("`{}` is no id: {reason}", id.value));
            if Key::parse(&proposal).is_ok() {
                diagnostic.help(format!("write `{proposal}`"));
            }
            None
        }
    }
}

fn text(record: &mut Record<'_>, key: &'static str, report: &mut Report) -> Localized {
    record.get(key).map_or_else(Localized::default, |value| localized(value, key, report))
}

/// A date behind `key`.
pub(super) fn date(record: &mut Record<'_>, key: &'static str, report: &mut Report) -> Option<Edtf> {
    let written = record.string(key, report)?;
    parse_date(&written, report)
}

fn parse_date(written: &Spanned<String>, report: &mut Report) -> Option<Edtf> {
    match Edtf::parse(&written.value) {
        Ok(date) => Some(date),
        Err(error) => {
            let diagnostic = report.add(
                Code::DateNotEdtf,
                written.span,
                format!("`{}` is no EDTF date: {}", written.value, error.message),
            );
            diagnostic.help(
                error.help.unwrap_or_else(|| "write it as 1920-04-28, 1920-04, 1920 or 1918/1920".to_owned()),
            );
            None
        }
    }
}

fn person(record: &mut Record<'_>, report: &mut Report) -> Detail {
    let born = date(record, "born", report);
    let died = date(record, "died", report);
    check_order(["born", "died"], [&born, &died], record, "the person dies before being born", report);
    let roles = record.list("roles").iter().filter_map(|value| role(value, report)).collect();
    Detail::Person { born, died, roles }
}

/// Reports a second date that is over before the first can have begun.
fn check_order(
    [first_key, second_key]: [&'static str; 2],
    [first, second]: [&Option<Edtf>; 2],
    record: &mut Record<'_>,
    message: &str,
    report: &mut Report,
) {
    let (Some((Some(begin), _)), Some((_, Some(end)))) =
        (first.as_ref().map(Edtf::bounds), second.as_ref().map(Edtf::bounds))
    else {
        return;
    };
    if end < begin {
        let place = |value: Option<&Value>| value.map_or(record.span(), |value| value.span);
        let [first, second] = [first_key, second_key].map(|key| place(record.peek(key)));
        report
            .add(Code::DatesReversed, second, message)
            .related(first, "the beginning")
            .help(format!("one of `{first_key}` and `{second_key}` is wrong: correct it"));
    }
}

fn role(value: &Value, report: &mut Report) -> Option<Role> {
    let mut record = Record::open(value, "a role", report)?;
    let title = text(&mut record, "title", report);
    if title.is_empty() {
        record.missing("title", report);
    }
    let body = record.string("body", report).map(|key| reference(Kind::Body, key));
    let when = date(&mut record, "when", report);
    let attested = witnesses(&mut record, report);
    record.finish(report);
    Some(Role { title, body, when, attested })
}

fn reference(kind: Kind, key: Spanned<String>) -> Spanned<EntityRef> {
    Spanned { value: EntityRef { kind, key: key.value.into() }, span: key.span }
}

fn references(kind: Kind, record: &mut Record<'_>, report: &mut Report) -> Vec<Spanned<EntityRef>> {
    record.strings(kind.register(), report).into_iter().map(|key| reference(kind, key)).collect()
}

fn place(record: &mut Record<'_>, report: &mut Report) -> Detail {
    let coordinates = coordinates(record, report);
    let kind = record.get("kind").map(|v| localized(v, "kind", report));
    let part_of = belongings(Kind::Place, "place", record, report);
    Detail::Place { coordinates, kind, part_of }
}

fn coordinates(record: &mut Record<'_>, report: &mut Report) -> Option<(f64, f64)> {
    let value = record.get("coordinates")?;
    let span = value.span;
    let number = |value: &Value| match &value.kind {
        ValueKind::Scalar(text) => text.parse::<f64>().ok().filter(|number| number.is_finite()),
        _ => None,
    };
    let numbers: Option<Vec<f64>> = record.list("coordinates").iter().map(number).collect();
    let message = match numbers.as_deref() {
        Some([latitude, longitude]) if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
            return Some((*latitude, *longitude));
        }
        Some([latitude, _]) if latitude.abs() > 90.0 => {
            format!("a latitude is between -90 and 90, not {latitude}")
        }
        Some([_, longitude]) => format!("a longitude is between -180 and 180, not {longitude}"),
        Some(numbers) => format!("coordinates are two numbers, not {}", numbers.len()),
        None => "coordinates are two numbers in a list".to_owned(),
    };
    report
        .add(Code::InvalidCoordinates, span, message)
        .help("write latitude and longitude, in this order, in decimal degrees: [40.3667, 49.8352]");
    None
}

fn belongings(kind: Kind, key: &'static str, record: &mut Record<'_>, report: &mut Report) -> Vec<Belonging> {
    record
        .list("part_of")
        .iter()
        .filter_map(|value| {
            if let ValueKind::Scalar(text) = &value.kind {
                let whole = reference(kind, Spanned { value: text.clone(), span: value.span });
                return Some(Belonging { whole, when: None });
            }
            let mut part = Record::open(value, "an entry of `part_of`", report)?;
            let whole = part.required(key, report).map(|text| reference(kind, text));
            let when = date(&mut part, "when", report);
            part.finish(report);
            Some(Belonging { whole: whole?, when })
        })
        .collect()
}

fn body(record: &mut Record<'_>, report: &mut Report) -> Detail {
    let kind = record.get("kind").map(|v| localized(v, "kind", report));
    let founded = date(record, "founded", report);
    let dissolved = date(record, "dissolved", report);
    let message = "the body is dissolved before it is founded";
    check_order(["founded", "dissolved"], [&founded, &dissolved], record, message, report);
    let part_of = belongings(Kind::Body, "body", record, report);
    Detail::Body { kind, founded, dissolved, part_of }
}

fn event(record: &mut Record<'_>, report: &mut Report) -> Detail {
    let when = date(record, "when", report);
    let written = record.string("written", report).map(|s| s.value);
    let julian = record.choice("calendar", &["gregorian", "julian"], report) == Some(1);
    let note = text(record, "note", report);
    let mut linked = references(Kind::Person, record, report);
    linked.extend(references(Kind::Place, record, report));
    linked.extend(references(Kind::Body, record, report));
    let certainty = match record.choice("certainty", &Certainty::WORDS, report) {
        Some(1) => Certainty::Disputed,
        Some(2) => Certainty::Conjectured,
        _ => Certainty::Certain,
    };
    Detail::Event(Box::new(EventDetail { when, written, julian, note, linked, certainty }))
}

fn witnesses(record: &mut Record<'_>, report: &mut Report) -> Vec<Witness> {
    record.list("attested").iter().filter_map(|value| witness(value, report)).collect()
}

fn witness(value: &Value, report: &mut Report) -> Option<Witness> {
    let mut record = Record::open(value, "a witness", report)?;
    let text_id = record.string("text", report);
    let work = record.string("work", report);
    let at = record.string("at", report);
    let says = text(&mut record, "says", report);
    let source = match (text_id, work) {
        (Some(id), None) => Some(WitnessSource::Text(id)),
        (None, Some(key)) if key.value == "general" => Some(WitnessSource::General),
        (None, Some(key)) => Some(WitnessSource::Work(key)),
        (Some(_), Some(key)) => {
            report
                .add(Code::InvalidValue, key.span, "a witness is either a text or a work, not both")
                .help("make two witnesses of it");
            None
        }
        (None, None) => {
            record.missing("work", report);
            None
        }
    };
    record.finish(report);
    Some(Witness { source: source?, at, says })
}

/// Whether a text can be an identifier of an authority file.
type Valid = fn(&str) -> bool;

/// The authority files we know, with what an identifier in them looks like.
const AUTHORITIES: [(&str, Valid); 6] = [
    ("wikidata", |id| id.strip_prefix('Q').is_some_and(all_digits)),
    ("viaf", all_digits),
    ("gnd", |id| !id.is_empty() && id.chars().all(|c| c.is_ascii_digit() || c == '-' || c == 'X')),
    ("geonames", all_digits),
    ("isni", |id| id.len() == 16 && id.chars().all(|c| c.is_ascii_digit() || c == 'X')),
    ("orcid", |id| id.len() == 19 && id.chars().all(|c| c.is_ascii_digit() || c == '-' || c == 'X')),
];

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn identifiers(record: &mut Record<'_>, report: &mut Report) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let Some(mut ids) = record.record("same_as", "`same_as`", report) else { return out };
    for (authority, valid) in AUTHORITIES {
        let Some(id) = ids.string(authority, report) else { continue };
        if valid(&id.value) {
            out.insert(authority.to_owned(), id.value);
        } else {
            let what = format!("`{}` is no identifier of {authority}", id.value);
            report
                .add(Code::InvalidValue, id.span, what)
                .help("write the identifier alone, without the address around it");
        }
    }
    ids.finish(report);
    out
}

/// An entity for a work of the bibliography.
#[must_use]
pub(super) fn work_entity(key: Key, title: String, sort: String, span: Span) -> Entity {
    Entity {
        kind: Kind::Work,
        key,
        name: Localized::plain(title),
        sort: Localized::plain(sort),
        forms: Vec::new(),
        gloss: Localized::default(),
        attested: Vec::new(),
        same_as: BTreeMap::new(),
        detail: Detail::Work { persons: Vec::new() },
        span,
    }
}
