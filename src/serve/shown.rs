//! The edition as it is shown: read, resolved, every page found by its address and made on demand.

use super::ServeOptions;
use super::watch::Changes;
use crate::diag::{Code, Findings, Report, Severity};
use crate::find::Memory;
use crate::load::{self, Cache, LoadError, LoadOptions};
use crate::render::{PageId, Site, Static};
use crate::site::{Prepared, prepare};
use crate::span::Sources;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Pages that were made once are kept up to so many bytes.
const KEPT: usize = 64 << 20;

/// How many messages a page shows.
const MESSAGES: usize = 20;

/// Reads the edition, and again only what changed.
pub(super) struct Reading {
    root: PathBuf,
    options: LoadOptions,
    colour: bool,
    cache: Cache,
    memory: Memory,
    /// The warnings of the last time; they are not said again.
    told: HashSet<(Code, String)>,
    /// How many sites there were.
    count: u64,
}

/// What came of reading.
pub(super) struct Read {
    /// The site; nothing when there are errors.
    pub shown: Option<Arc<Shown>>,
    /// The errors, one a line.
    pub messages: String,
    /// The errors and the new warnings, for the terminal.
    pub words: String,
    /// How many warnings there are.
    pub warnings: usize,
    /// Fingerprint of what was read; nothing when it could not be.
    pub fingerprint: Option<[u8; 32]>,
    /// The file of the citation style, where the edition has its own.
    pub style: Option<PathBuf>,
}

impl Reading {
    /// Prepares to read the edition in `root`.
    pub(super) fn new(root: &Path, options: &ServeOptions) -> Reading {
        Reading {
            root: root.to_owned(),
            options: LoadOptions { drafts: options.drafts, trust_stamps: true },
            colour: options.colour,
            cache: Cache::default(),
            memory: Memory::default(),
            told: HashSet::new(),
            count: 0,
        }
    }

    /// Reads the edition again after these changes. A folder that cannot be read is a message like others.
    pub(super) fn reread(&mut self, changes: &Changes) -> Read {
        if changes.all {
            self.cache = Cache::default();
            self.memory = Memory::default();
        }
        for path in &changes.paths {
            self.cache.forget(path);
        }
        let theme = changes.touch(&["themes", "site.toml"]);
        self.read(theme).unwrap_or_else(|error| Read {
            shown: None,
            messages: format!("error: {error}\n"),
            words: format!("error: {error}"),
            warnings: 0,
            fingerprint: None,
            style: None,
        })
    }

    /// Reads the edition. `theme`: its templates may have changed, so one page of each kind is tried.
    pub(super) fn read(&mut self, theme: bool) -> Result<Read, LoadError> {
        let Prepared { site, mut report, sources, levels, stamp, .. } =
            prepare(&self.root, self.options, &mut self.cache, Some(&mut self.memory))?;
        if let Some(site) = site.as_ref().filter(|_| theme) {
            try_templates(site, &mut report);
        }
        let findings = report.settle(&levels, &sources);
        let (errors, warnings) = (findings.errors(), findings.warnings());
        let told = self.untold(&findings).settle(&levels, &sources);
        let excerpts =
            told.sources().into_iter().map(|id| (id, load::excerpt(&self.root, sources.path(id)))).collect();
        let words = told.human(&sources, &excerpts, self.colour).trim_end().to_owned();
        let messages = first_errors(&told, &sources, &excerpts);
        let style = site.as_ref().and_then(|site| site.edition.config.citation_style.as_ref());
        let style = style.filter(|name| name.value.ends_with(".csl")).map(|name| PathBuf::from(&name.value));
        let good = site.filter(|_| errors == 0);
        self.count += 1;
        let id = format!("{}-{}", std::process::id(), self.count);
        let shown = good.map(|site| Arc::new(Shown::new(id, site, &self.root, levels, sources)));
        Ok(Read { shown, messages, words, warnings, fingerprint: Some(stamp), style })
    }

    /// All errors, and the warnings that were not said before.
    fn untold(&mut self, findings: &Findings) -> Report {
        let mut report = Report::default();
        let mut warnings = HashSet::new();
        for (severity, found) in findings.iter() {
            let warning = severity == Severity::Warning;
            let words = (found.code, found.message.clone());
            if !(warning && self.told.contains(&words)) {
                found.clone_into(report.add_without_place(found.code, ""));
            }
            if warning {
                warnings.insert(words);
            }
        }
        self.told = warnings;
        report
    }
}

fn first_errors(findings: &Findings, sources: &Sources, excerpts: &crate::diag::Excerpts) -> String {
    let short = findings.short(sources, excerpts);
    let lines = findings.iter().zip(short.lines());
    let errors: Vec<&str> = lines.filter(|((s, _), _)| *s == Severity::Error).map(|(_, line)| line).collect();
    let mut out: String = errors.iter().take(MESSAGES).flat_map(|line| [line, "\n"]).collect();
    if errors.len() > MESSAGES {
        out += &format!("and {} more\n", errors.len() - MESSAGES);
    }
    out
}

/// Makes one page of each kind: a broken template shows at once, not when somebody comes to its page.
fn try_templates(site: &Site, report: &mut Report) {
    let mut seen = HashSet::new();
    for page in site.pages() {
        let kind = match &page {
            PageId::Entity(_, id, _) => Some(site.edition.entities[*id].kind),
            _ => None,
        };
        if seen.insert((std::mem::discriminant(&page), kind)) {
            site.render(&page, report);
        }
    }
}

/// What lies at an address.
#[derive(Clone)]
enum Item {
    Page(PageId),
    Asset(String),
    Image(String),
}

/// A site with its addresses.
pub(super) struct Shown {
    id: String,
    /// The path of `base_url`, `/` at both ends.
    base: String,
    site: Site,
    root: PathBuf,
    items: HashMap<String, Item>,
    /// Folders, without the slash at the end.
    folders: HashSet<String>,
    kept: Mutex<Kept>,
    levels: BTreeMap<Code, Severity>,
    sources: Sources,
}

#[derive(Default)]
struct Kept {
    pages: HashMap<String, Arc<[u8]>>,
    size: usize,
}

/// The answer to an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A file of the site: its path and its bytes.
    File(String, Arc<[u8]>),
    /// Another address, from the root of the host.
    Elsewhere(String),
    /// Nothing is there; the site's own page says so.
    Missing(Arc<[u8]>),
    /// Nothing is there, and it is no part of the site.
    Outside,
    /// The page cannot be made; why.
    Broken(String),
}

impl Shown {
    fn new(id: String, site: Site, root: &Path, levels: BTreeMap<Code, Severity>, sources: Sources) -> Shown {
        let pages = site.pages().into_iter().map(|page| (site.path(&page), Item::Page(page)));
        let statics = site.statics().into_iter().map(|file| match file {
            Static::Asset(path) => (path.clone(), Item::Asset(path)),
            Static::Image(path) => (format!("images/{path}"), Item::Image(path)),
        });
        let items: HashMap<String, Item> = pages.chain(statics).collect();
        let mut folders = HashSet::new();
        #[expect(clippy::iter_over_hash_type, reason = "a set comes of it, whatever the order")]
        for path in items.keys() {
            for (at, _) in path.match_indices('/') {
                if !folders.contains(&path[..at]) {
                    folders.insert(path[..at].to_owned());
                }
            }
        }
        let base = site.edition.config.base_url.as_deref().map_or_else(|| "/".to_owned(), base_path);
        let kept = Mutex::default();
        Shown { id, base, site, root: root.to_owned(), items, folders, kept, levels, sources }
    }

    /// Tells this site from all others.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The path that the site lies below.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// How many files the site has.
    pub(super) fn pages(&self) -> usize {
        self.items.len()
    }

    /// What lies at a path of the host, answered as GitHub Pages does.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let Some(inside) = path.strip_prefix(&self.base) else {
            let home = path == "/" || Some(path) == self.base.strip_suffix('/');
            return if home { Answer::Elsewhere(encoded(&self.base)) } else { Answer::Outside };
        };
        let index =
            || if inside.is_empty() { "index.html".to_owned() } else { format!("{inside}index.html") };
        let folder = inside.is_empty() || inside.ends_with('/');
        let file = if folder { index() } else { inside.to_owned() };
        let with_ending = format!("{inside}.html");
        if self.items.contains_key(&file) {
            self.file(file)
        } else if !folder && self.items.contains_key(&with_ending) {
            self.file(with_ending)
        } else if !folder && self.folders.contains(inside) {
            Answer::Elsewhere(encoded(&format!("{}{inside}/", self.base)))
        } else {
            match self.file("404.html".to_owned()) {
                Answer::File(_, bytes) => Answer::Missing(bytes),
                other => other,
            }
        }
    }

    fn file(&self, path: String) -> Answer {
        if let Some(bytes) = self.kept.lock().expect("nothing panics here").pages.get(&path) {
            return Answer::File(path, bytes.clone());
        }
        let bytes: Arc<[u8]> = match self.items.get(&path) {
            Some(Item::Page(page)) => match self.page(page) {
                Ok(bytes) => bytes.into(),
                Err(why) => return Answer::Broken(why),
            },
            Some(Item::Asset(asset)) => self.site.asset(asset).unwrap_or_default().into(),
            // Not kept: an image may be large, and it is on the disk anyway.
            Some(Item::Image(image)) => match fs::read(self.root.join("content/images").join(image)) {
                Ok(bytes) => return Answer::File(path, bytes.into()),
                Err(error) => return Answer::Broken(format!("content/images/{image}: {error}\n")),
            },
            None => return Answer::Outside,
        };
        self.keep(&path, &bytes);
        Answer::File(path, bytes)
    }

    fn page(&self, page: &PageId) -> Result<Vec<u8>, String> {
        let mut report = Report::default();
        let bytes = self.site.render(page, &mut report);
        if report.diagnostics().is_empty() {
            return Ok(bytes);
        }
        let findings = report.settle(&self.levels, &self.sources);
        if findings.errors() == 0 {
            return Ok(bytes);
        }
        let excerpts = findings
            .sources()
            .into_iter()
            .map(|id| (id, load::excerpt(&self.root, self.sources.path(id))))
            .collect();
        Err(first_errors(&findings, &self.sources, &excerpts))
    }

    fn keep(&self, path: &str, bytes: &Arc<[u8]>) {
        let mut kept = self.kept.lock().expect("nothing panics here");
        if kept.size + bytes.len() > KEPT {
            *kept = Kept::default();
        }
        if kept.pages.insert(path.to_owned(), bytes.clone()).is_none() {
            kept.size += bytes.len();
        }
    }
}

/// The path of `https://host/path/`, decoded.
fn base_path(url: &str) -> String {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = host.find('/').map_or("/", |at| &host[at..]);
    decoded(path).unwrap_or_else(|| path.to_owned())
}

/// The characters behind `%C3%A9`; nothing when they are none.
pub(super) fn decoded(path: &str) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first == b'%' {
            let digits = std::str::from_utf8(tail.get(..2)?).ok()?;
            let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            out.push(u8::from_str_radix(digits, 16).ok().filter(|_| plain)?);
            rest = &tail[2..];
        } else {
            out.push(*first);
        }
    }
    String::from_utf8(out).ok()
}

/// A path as it is written in an address.
pub(super) fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_in_an_address_and_read_from_it() {
        for (path, address) in [("/a/b-c.html", "/a/b-c.html"), ("/ə ü/", "/%C9%99%20%C3%BC/"), ("%", "%25")]
        {
            assert_eq!(encoded(path), address);
            assert_eq!(decoded(address).as_deref(), Some(path));
        }
        for broken in ["%", "%1", "%+1", "%zz", "%FF", "%é1"] {
            assert_eq!(decoded(broken), None, "{broken}");
        }
    }

    #[test]
    fn the_site_lies_below_the_path_of_its_address() {
        let cases = [
            ("https://example.org/", "/"),
            ("https://example.org/edition/", "/edition/"),
            ("http://example.org:8080/a/b/", "/a/b/"),
            ("https://example.org/n%C9%99%C5%9Fr/", "/nəşr/"),
        ];
        for (url, base) in cases {
            assert_eq!(base_path(url), base);
        }
    }
}
