//! Files for programs: registers, mentions and dates as JSON, the bibliography for reference managers,
//! sitemap and feed.

use super::{PageId, Site};
use crate::edition::entity::Kind;
use crate::edition::{Text, TextId};
use crate::link::Target;
use crate::write::{escape, json};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Rows of one file of mentions: about 2 MB.
const ROWS: usize = 25_000;

/// The paths of all files for programs.
pub(super) fn files(site: &Site) -> Vec<String> {
    let mut files: Vec<String> =
        vec![".nojekyll".to_owned(), "data/texts.json".to_owned(), "data/dates.json".to_owned()];
    let registers = Kind::ALL.into_iter().filter(|kind| site.edition.register(*kind).next().is_some());
    files.extend(registers.map(|kind| format!("data/{}.json", kind.register())));
    if site.edition.register(Kind::Work).next().is_some() {
        files.extend(["data/works.bib".to_owned(), "data/works.ris".to_owned()]);
    }
    files.extend((0..mention_parts(site).len()).map(|part| match part {
        0 => "data/mentions.json".to_owned(),
        _ => format!("data/mentions.{}.json", part + 1),
    }));
    if site.edition.config.base_url.is_some() {
        files.extend(["sitemap.xml".to_owned(), "robots.txt".to_owned()]);
        files.extend((0..site.languages.len()).map(|lang| site.routes.folder(lang) + "feed.xml"));
    }
    files
}

/// One of the files.
pub(super) fn render(site: &Site, path: &str) -> Vec<u8> {
    let stem = path.strip_prefix("data/").and_then(|name| name.strip_suffix(".json"));
    let text = match (path, stem) {
        (".nojekyll", _) => String::new(),
        ("sitemap.xml", _) => sitemap(site),
        ("robots.txt", _) => {
            format!(
                "User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n",
                site.edition.config.base_url.as_deref().unwrap_or_default()
            )
        }
        ("data/works.bib", _) => works(site, |key| site.edition.bibliography.bibtex(key)),
        ("data/works.ris", _) => works(site, |key| site.edition.bibliography.ris(key)),
        (_, Some("texts")) => array(site.edition.texts.iter().map(|(id, text)| text_row(site, id, text))),
        (_, Some("dates")) => dates(site),
        (_, Some(name)) if name.starts_with("mentions") => {
            let part = name.split_once('.').and_then(|(_, part)| part.parse::<usize>().ok()).unwrap_or(1);
            mentions(site, part - 1)
        }
        (_, Some(name)) => {
            let kind = Kind::ALL
                .into_iter()
                .find(|kind| kind.register() == name)
                .expect("files() lists registers only");
            register(site, kind)
        }
        _ => feed(
            site,
            (0..site.languages.len())
                .find(|lang| site.routes.folder(*lang) + "feed.xml" == path)
                .unwrap_or(0),
        ),
    };
    text.into_bytes()
}

/// A JSON array with one row a line, so that it can be read and compared line by line.
fn array(rows: impl Iterator<Item = Value>) -> String {
    let mut out = String::from("[");
    for (index, row) in rows.enumerate() {
        let _ = write!(out, "{}\n{row}", if index > 0 { "," } else { "" });
    }
    out.push_str("\n]\n");
    out
}

fn works(site: &Site, format: impl Fn(&str) -> Option<String>) -> String {
    let keys = site.edition.register(Kind::Work).map(|(_, entity)| entity.key.as_str());
    keys.filter_map(format).map(|work| work.trim_end().to_owned() + "\n").collect::<Vec<_>>().join("\n")
}

fn text_row(site: &Site, id: TextId, text: &Text) -> Value {
    let authors: Vec<&str> = text.front.authors.iter().map(|author| author.value.as_str()).collect();
    let links = &site.links.texts[id.index()];
    json!({"id": text.key.as_str(), "lang": text.lang, "title": text.front.title, "authors": authors,
        "date": text.front.date.as_ref().map(|d| d.as_str()), "source": text.front.source.as_ref().map(|s| &s.value),
        "path": site.path(&PageId::Text(id)), "passages": links.addresses.of_passages.len(), "notes": text.body.notes.len()})
}

fn register(site: &Site, kind: Kind) -> String {
    if kind == Kind::Work {
        return array(site.edition.register(kind).filter_map(|(_, entity)| {
            let record = site.edition.bibliography.csl_json(entity.key.as_str())?;
            serde_json::from_str(&record).ok()
        }));
    }
    array(site.edition.register(kind).map(|(_, entity)| json::entity(entity)))
}

fn dates(site: &Site) -> String {
    let mut rows = Vec::new();
    json::export(&site.edition, &site.links, json::Export::Dates, &mut |row| rows.push(row));
    array(rows.into_iter())
}

/// The texts of each file of mentions: whole texts, as many as fit.
fn mention_parts(site: &Site) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut rows) = (0, 0);
    for (index, links) in site.links.texts.iter().enumerate() {
        rows += links.annotations.iter().filter(|link| matches!(link.target, Target::Entity(_))).count();
        if rows > ROWS {
            parts.push(start..index + 1);
            (start, rows) = (index + 1, 0);
        }
    }
    if start < site.links.texts.len() || parts.is_empty() {
        parts.push(start..site.links.texts.len());
    }
    parts
}

/// Mentions as `[kind, id, text, lang, address, where, certain, surface]`, a row a line.
fn mentions(site: &Site, part: usize) -> String {
    let mut out = String::from(
        "{\"fields\":[\"kind\",\"id\",\"text\",\"lang\",\"at\",\"where\",\"certain\",\"surface\"],\"rows\":[",
    );
    let mut first = true;
    for index in mention_parts(site)[part].clone() {
        let text = &site.edition.texts.items()[index];
        let links = &site.links.texts[index];
        for (annotation, link) in text.body.annotations.iter().zip(&links.annotations) {
            let Target::Entity(id) = link.target else { continue };
            let entity = &site.edition.entities[id];
            let certain = !matches!(
                annotation.kind,
                crate::edition::body::AnnotationKind::Mention { certain: false, .. }
            );
            let place = if link.note.is_some() { "note" } else { "body" };
            let surface = Value::from(text.body.text_of(annotation.node));
            let at = crate::link::anchor(links, link);
            let comma = if std::mem::take(&mut first) { "" } else { "," };
            let _ = write!(
                out,
                "{comma}\n[\"{}\",\"{}\",\"{}\",\"{}\",\"{at}\",\"{place}\",{certain},{surface}]",
                entity.kind.as_str(),
                entity.key,
                text.key,
                text.lang
            );
        }
    }
    out.push_str("\n]}\n");
    out
}

/// All pages, with their versions in other languages. Source: sitemaps.org, and Google's `xhtml:link`.
fn sitemap(site: &Site) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // The protocol allows 50,000 addresses; texts come first in `pages`.
    for page in
        site.pages().iter().filter(|page| !matches!(page, PageId::NotFound | PageId::Data(_))).take(50_000)
    {
        if let Some(url) = site.url(&site.route(page)) {
            let _ = writeln!(out, "<url><loc>{}</loc></url>", escape(&url));
        }
    }
    out.push_str("</urlset>\n");
    out
}

/// The texts of a language as RSS 2.0, which asks for no dates: ours are not those of the web.
fn feed(site: &Site, lang: usize) -> String {
    let language = &site.languages[lang];
    let local = &site.local[lang].site;
    let home = site.url(&site.routes.top(lang, "index", 1)).unwrap_or_default();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n<title>{}</title>\n<link>{}</link>\n<description>{}</description>\n<language>{}</language>\n<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>\n",
        escape(&local.title),
        escape(&home),
        escape(&local.description),
        language.tag(),
        escape(&format!(
            "{}{}feed.xml",
            site.edition.config.base_url.as_deref().unwrap_or_default(),
            site.routes.folder(lang)
        )),
    );
    for id in site.indexes.contents_of(lang).take(100) {
        let text = &site.edition.texts[id];
        let url = site.url(&site.text_routes[id.index()]).unwrap_or_default();
        let _ = writeln!(
            out,
            "<item><title>{}</title><link>{1}</link><guid>{1}</guid><description>{2}</description></item>",
            escape(&text.front.title),
            escape(&url),
            escape(text.front.summary.as_deref().unwrap_or_default()),
        );
    }
    out.push_str("</channel></rss>\n");
    out
}
