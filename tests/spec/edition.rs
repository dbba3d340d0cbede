//! A small edition on the disk: the files of an example, and what hashiya makes of them.

use crate::page::File;
use hashiya::diag::Report;
use hashiya::edition::entity::EntityId;
use hashiya::edition::{Text, TextId};
use hashiya::intake::import_all;
use hashiya::lang::Language;
use hashiya::load::{Cache, LoadOptions, excerpt};
use hashiya::render::Site;
use hashiya::route::Route;
use hashiya::site::{check, lock_of, prepare};
use hashiya::write::html::{Addresses, Source, html};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The files that an example leaves out.
const MINIMAL: [(&str, &str); 2] = [
    ("site.toml", "[edition]\ntitle = \"A small edition\"\nlanguages = [\"en\"]\n"),
    ("content/texts/first.en.md", "---\ntitle: The first text\n---\n\nOne paragraph.\n"),
];

/// The folder of raw files: what lies there is imported first.
const RAW: &str = "raw/";

/// What came of an example.
pub(crate) struct Outcome {
    /// The report as `hashiya check` prints it; empty when there is nothing to say.
    pub report: String,
    /// edition.lock without its comment.
    pub lock: String,
    /// That of the imported texts.
    pub imported_lock: String,
    site: Option<Site>,
}

/// Reads the edition of these files, and renders its pages when `render` says so.
pub(crate) fn outcome(files: &BTreeMap<String, File>, lock_before: &str, render: bool) -> Outcome {
    let folder = tempfile::tempdir().expect("there is room for a small edition");
    let root = folder.path();
    for (path, body) in MINIMAL {
        if !files.contains_key(path) {
            let body = body.to_owned();
            File { path: path.to_owned(), body, directives: Vec::new() }.put(root);
        }
    }
    if !lock_before.is_empty() {
        fs::write(root.join("edition.lock"), lock_before).expect("the lock can be written");
    }
    for file in files.values() {
        file.put(root);
    }
    let has_raw = files.keys().any(|path| path.starts_with(RAW));
    let imported = if has_raw { import(root) } else { String::new() };
    let prepared =
        prepare(root, LoadOptions::default(), &mut Cache::default(), None).expect("an example is an edition");
    let mut report = prepared.report;
    if let Some(site) = &prepared.site {
        check(site, root, &prepared.sources, &mut report);
        if render {
            render_all(site, &mut report);
        }
    }
    let findings = report.settle(&prepared.levels, &prepared.sources);
    let excerpts =
        findings.sources().into_iter().map(|id| (id, excerpt(root, prepared.sources.path(id)))).collect();
    let report = imported + &findings.human(&prepared.sources, &excerpts, false);
    let lock = |imported: bool| {
        let lock = prepared.site.as_ref().map(|site| lock_of(site, imported)).unwrap_or_default();
        lock.split_once("\n\n").map_or("", |(_, entries)| entries).to_owned()
    };
    Outcome {
        report: report.trim_end().to_owned() + if report.is_empty() { "" } else { "\n" },
        lock: lock(false),
        imported_lock: lock(true),
        site: prepared.site,
    }
}

/// Imports the raw files of an example; the report as `hashiya import` prints it.
fn import(root: &Path) -> String {
    let intake = import_all(root, &root.join(RAW)).expect("an example is an edition");
    let findings = intake.report.settle(&BTreeMap::new(), &intake.sources);
    let excerpts =
        findings.sources().into_iter().map(|id| (id, excerpt(root, intake.sources.path(id)))).collect();
    findings.human(&intake.sources, &excerpts, false)
}

fn render_all(site: &Site, report: &mut Report) {
    for page in site.pages() {
        site.render(&page, report);
    }
}

impl Outcome {
    /// A text as it is written out: its body, and a list for each series of notes.
    ///
    /// This is what stands in `<div class="body">` and in the lists of notes of its page, whatever the theme.
    pub(crate) fn html(&self, path: &str, numbered: bool) -> String {
        let Some(site) = &self.site else { return "(there is no site)\n".to_owned() };
        let name = path.rsplit('/').next().unwrap_or(path);
        let (id, text) = (site.edition.texts.iter())
            .find(|(_, text)| format!("{}.{}.md", text.key, text.lang) == name)
            .unwrap_or_else(|| panic!("no text {path}"));
        let language = Language::new("en").expect("English is built in");
        let here = Here { site, at: site.routes.text(text, &site.edition) };
        let links = &site.links.texts[id.index()];
        let written = html(&Source {
            edition: &site.edition,
            text,
            links,
            addresses: &here,
            language: &language,
            numbered,
        });
        let mut out = written.body;
        let names = std::iter::once("").chain(site.edition.config.series.iter().map(|s| s.name.as_str()));
        for (series, notes) in names.zip(&written.notes).filter(|(_, notes)| !notes.is_empty()) {
            let _ = write!(out, "<ol data-series=\"{series}\">\n{notes}</ol>\n");
        }
        out
    }
}

/// Addresses as seen from the page of a text.
struct Here<'a> {
    site: &'a Site,
    at: Route,
}

impl Here<'_> {
    fn href(&self, to: &Route) -> String {
        self.site.routes.href(&self.at, to)
    }
}

impl Addresses for Here<'_> {
    fn entity(&self, id: EntityId) -> String {
        let entity = &self.site.edition.entities[id];
        self.href(&self.site.routes.entity(self.at.lang, entity.kind, entity.key.as_str(), 1))
    }
    fn text(&self, id: TextId) -> String {
        let text: &Text = &self.site.edition.texts[id];
        self.href(&self.site.routes.text(text, &self.site.edition))
    }
    fn page(&self, id: TextId) -> String {
        let page: &Text = &self.site.edition.pages[id];
        self.href(&self.site.routes.page(page, &self.site.edition))
    }
    fn cited(&self, from: &Text, work: EntityId, locator: Option<&str>) -> Option<String> {
        let (text, anchor) =
            self.site.links.edited_from.place(&self.site.edition, &from.lang, work, locator)?;
        Some(self.text(text) + &anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default())
    }
    fn root(&self) -> &str {
        "../"
    }
}
