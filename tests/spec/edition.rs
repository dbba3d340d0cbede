//! A small edition on the disk: the files of an example, and what hashiya makes of them.

use crate::page::File;
use hashiya::diag::Report;
use hashiya::edition::entity::EntityId;
use hashiya::edition::{Edition, Text, TextId};
use hashiya::lang::Language;
use hashiya::load::{Cache, LoadOptions, excerpt};
use hashiya::render::Site;
use hashiya::route::{Route, Routes};
use hashiya::site::{lock_of, prepare};
use hashiya::write::html::{Addresses, Source, html};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// The files that an example leaves out.
const MINIMAL: [(&str, &str); 2] = [
    ("site.toml", "[edition]\ntitle = \"A small edition\"\nlanguages = [\"en\"]\n"),
    ("content/texts/first.en.md", "---\ntitle: The first text\n---\n\nOne paragraph.\n"),
];

/// What came of an example.
pub(crate) struct Outcome {
    /// The report as `hashiya check` prints it; empty when there is nothing to say.
    pub report: String,
    /// edition.lock without its comment.
    pub lock: String,
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
    let prepared =
        prepare(root, LoadOptions::default(), &mut Cache::default()).expect("an example is an edition");
    let mut report = prepared.report;
    if render && let Some(site) = &prepared.site {
        render_all(site, &mut report);
    }
    let findings = report.settle(&prepared.levels, &prepared.sources);
    let excerpts =
        findings.sources().into_iter().map(|id| (id, excerpt(root, prepared.sources.path(id)))).collect();
    let report = findings.human(&prepared.sources, &excerpts, false);
    let lock = prepared.site.as_ref().map(|site| lock_of(site, false)).unwrap_or_default();
    let lock = lock.split_once("\n\n").map_or("", |(_, entries)| entries).to_owned();
    Outcome {
        report: report.trim_end().to_owned() + if report.is_empty() { "" } else { "\n" },
        lock,
        site: prepared.site,
    }
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
        let here =
            Here { edition: &site.edition, routes: &site.routes, at: site.routes.text(text, &site.edition) };
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
    edition: &'a Edition,
    routes: &'a Routes,
    at: Route,
}

impl Here<'_> {
    fn href(&self, to: &Route) -> String {
        self.routes.href(&self.at, to)
    }
}

impl Addresses for Here<'_> {
    fn entity(&self, id: EntityId) -> String {
        let entity = &self.edition.entities[id];
        self.href(&self.routes.entity(self.at.lang, entity.kind, entity.key.as_str(), 1))
    }
    fn text(&self, id: TextId) -> String {
        let text: &Text = &self.edition.texts[id];
        self.href(&self.routes.text(text, self.edition))
    }
    fn page(&self, id: TextId) -> String {
        let page: &Text = &self.edition.pages[id];
        self.href(&self.routes.page(page, self.edition))
    }
    fn root(&self) -> &str {
        "../"
    }
}
