//! What machines read in a page's head: `citation_*` for Zotero and scholars' search engines, schema.org.
//!
//! Sources: the Highwire tags as Google Scholar's inclusion guidelines list them; schema.org. With a title
//! alone Zotero files a page as a journal article; with `citation_inbook_title` it is a chapter of a book.

use super::page::Meta;
use super::{Site, text};
use crate::edition::Text;
use crate::edition::edtf::Edtf;
use crate::edition::entity::{Detail, EntityId, Kind};
use crate::route::{Lang, Route};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The `citation_*` tags of a text.
pub(super) fn text_meta(site: &Site, text: &Text, route: &Route) -> Vec<Meta> {
    let config = &site.edition.config;
    let mut meta = Vec::new();
    let mut add = |name, content: String| {
        if !content.is_empty() {
            meta.push(Meta { name, content });
        }
    };
    add("citation_title", text.front.title.clone());
    for author in text::author_names(site, text, route) {
        add("citation_author", author.family_first());
    }
    for editor in &config.editors {
        add("citation_editor", text::person_name(editor).family_first());
    }
    let edition = site.local[route.lang].site.title.clone();
    add("citation_inbook_title", edition.clone());
    add("citation_book_title", edition);
    add(
        "citation_publication_date",
        text.front.date.as_ref().and_then(Edtf::html_datetime).unwrap_or_default().replace('-', "/"),
    );
    add("citation_language", text.lang.to_string());
    add("citation_publisher", config.publisher.clone().unwrap_or_default());
    add("citation_keywords", text.front.keywords.join("; "));
    let url = site.url(route).unwrap_or_default();
    add("citation_public_url", url.clone());
    add("citation_fulltext_html_url", url);
    meta
}

/// An address for machines: on the host if it is known, else relative.
fn address(site: &Site, route: &Route, to: &Route) -> String {
    site.url(to).unwrap_or_else(|| site.routes.href(route, to))
}

/// Drops what is empty, so that nothing is claimed that is not known.
fn object(pairs: Vec<(&str, Value)>) -> Value {
    let known = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    Value::Object(pairs.into_iter().filter(|(_, v)| known(v)).map(|(k, v)| (k.to_owned(), v)).collect())
}

/// JSON that is safe inside a script element.
fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn people(names: impl IntoIterator<Item = String>) -> Value {
    names.into_iter().map(|name| json!({"@type": "Person", "name": name})).collect()
}

fn edition(site: &Site, route: &Route) -> Value {
    let home = site.routes.top(route.lang, "index", 1);
    json!({"@type": "Book", "@id": address(site, route, &home), "name": site.local[route.lang].site.title})
}

/// The edition as a book.
pub(super) fn edition_jsonld(site: &Site, lang: Lang) -> String {
    let config = &site.edition.config;
    let route = site.routes.top(lang, "index", 1);
    let local = &site.local[lang].site;
    script(&object(vec![
        ("@context", json!("https://schema.org")),
        ("@type", json!("Book")),
        ("@id", json!(address(site, &route, &route))),
        ("name", json!(local.title)),
        ("description", json!(local.description)),
        ("inLanguage", json!(site.tag(lang))),
        ("editor", people(config.editors.iter().cloned())),
        (
            "publisher",
            config
                .publisher
                .as_ref()
                .map_or(Value::Null, |name| json!({"@type": "Organization", "name": name})),
        ),
        ("license", json!(config.rights)),
        ("version", json!(config.version)),
    ]))
}

/// A text as a chapter of it.
pub(super) fn text_jsonld(site: &Site, text: &Text, entities: &BTreeSet<EntityId>, route: &Route) -> String {
    let mentions: Vec<&str> = entities
        .iter()
        .filter(|id| site.edition.entities[**id].kind != Kind::Work)
        .map(|id| site.local[route.lang].mentioned[id.index()].as_str())
        .collect();
    let authors = text::people(site, route, &text.front.authors).into_iter().map(|author| author.label);
    let chapter = script(&object(vec![
        ("@context", json!("https://schema.org")),
        ("@type", json!("Chapter")),
        ("@id", json!(address(site, route, route))),
        ("name", json!(text.front.title)),
        ("description", json!(text.front.summary)),
        ("inLanguage", json!(text.lang)),
        ("author", people(authors)),
        ("dateCreated", json!(text.front.date.as_ref().and_then(Edtf::html_datetime))),
        ("license", json!(text.front.rights.as_ref().or(site.edition.config.rights.as_ref()))),
        ("isPartOf", edition(site, route)),
    ]));
    if mentions.is_empty() {
        return chapter;
    }
    // The mentions are many and the same on all pages: they are made once and put in as they are.
    let open = chapter.strip_suffix('}').expect("a JSON object ends in a brace");
    format!("{open},\"mentions\":[{}]}}", mentions.join(","))
}

/// What JSON-LD says of an entity that a text mentions; text pages lie one folder below their language's.
pub(super) fn mentioned(site: &Site, lang: Lang, id: EntityId) -> String {
    let to = site.entity_route(lang, id, 1);
    let address = site.url(&to).unwrap_or_else(|| format!("../{}", to.inner));
    let kind = schema_type(site.edition.entities[id].kind);
    script(&json!({"@type": kind, "@id": address, "name": site.name(id, lang).0}))
}

fn schema_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "Person",
        Kind::Place => "Place",
        Kind::Body => "Organization",
        Kind::Event => "Event",
        Kind::Work => "CreativeWork",
    }
}

/// An entity on its page. Only exact dates: schema.org has no words for others.
pub(super) fn entity_jsonld(site: &Site, id: EntityId, route: &Route) -> String {
    let entity = &site.edition.entities[id];
    let exact = |date: &Option<Edtf>| json!(date.as_ref().and_then(Edtf::iso));
    let name = site.name(id, route.lang).0;
    let mut other: Vec<&str> = entity
        .name
        .all()
        .chain(entity.forms.iter().map(String::as_str))
        .filter(|form| *form != name)
        .collect();
    other.dedup();
    let same: Vec<String> =
        entity.same_as.iter().map(|(authority, id)| super::entity::identifier(authority, id)).collect();
    let mut pairs = vec![
        ("@type", json!(schema_type(entity.kind))),
        ("@id", json!(address(site, route, route))),
        ("name", json!(name)),
        ("alternateName", json!(other)),
        ("description", json!(site.localized(&entity.gloss, route.lang))),
        ("sameAs", json!(same)),
    ];
    match &entity.detail {
        Detail::Person { born, died, .. } => {
            pairs.extend([("birthDate", exact(born)), ("deathDate", exact(died))])
        }
        Detail::Place { coordinates: Some((latitude, longitude)), .. } => {
            pairs.push((
                "geo",
                json!({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}),
            ));
        }
        Detail::Body { founded, dissolved, .. } => {
            pairs.extend([("foundingDate", exact(founded)), ("dissolutionDate", exact(dissolved))]);
        }
        Detail::Event(event) => pairs.push(("startDate", exact(&event.when))),
        Detail::Place { .. } | Detail::Work { .. } => {}
    }
    let entity_value = object(pairs);
    let page = if entity.kind == Kind::Person { "ProfilePage" } else { "WebPage" };
    script(&json!({"@context": "https://schema.org", "@type": page, "mainEntity": entity_value}))
}
