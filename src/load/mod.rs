//! The edition's folder into an [`Edition`]: walk, read, normalise, parse. The only door to walkdir.

mod exception;
mod file;
mod front;
pub mod lock;
pub(crate) mod markdown;
mod place;
mod register;
mod rule;
mod yaml;

use crate::config::Config;
use crate::diag::{Code, Report};
use crate::edition::bibliography::Bibliography;
use crate::edition::entity::{Entity, EntityRef, Kind};
use crate::edition::id::Table;
use crate::edition::passage::passages;
use crate::edition::{Edition, Ledger, Text, TextKey};
use crate::record::Value;
use crate::span::{SourceId, Sources, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use walkdir::WalkDir;

pub use file::excerpt;
use file::{Unreadable, read_normalised};
pub use place::Places;

/// The world does not let us read the edition: no mistake in it, but no edition either.
#[derive(Debug)]
pub enum LoadError {
    /// The folder is not there or cannot be listed.
    NoFolder(PathBuf, io::Error),
    /// The folder has no site.toml.
    NoSite(PathBuf),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::NoFolder(path, error) => {
                write!(f, "cannot read the folder {}: {error}", path.display())
            }
            LoadError::NoSite(path) => write!(
                f,
                "{} has no site.toml, so it is no edition; `hashiya init DIR` makes a new one",
                path.display()
            ),
        }
    }
}

impl std::error::Error for LoadError {}

/// What came of reading the folder.
#[derive(Debug)]
pub struct Loaded {
    /// The edition; nothing when site.toml cannot be read.
    pub edition: Option<Edition>,
    /// The mistakes found so far.
    pub report: Report,
    /// The files, for messages.
    pub sources: Sources,
    /// The theme's own files, by path in the theme.
    pub theme: BTreeMap<String, ThemeFile>,
    /// Tells two readings apart: names, lengths and times of the files. Says nothing to another machine.
    pub stamp: [u8; 32],
}

/// A file of an edition's own theme.
#[derive(Debug)]
pub struct ThemeFile {
    /// Its content.
    pub bytes: Vec<u8>,
    /// The file it was read from.
    pub source: SourceId,
}

/// Texts parsed before, so that a rebuild reads only what changed. Empty for a first build.
#[derive(Debug, Default)]
pub struct Cache {
    sources: Sources,
    ids: BTreeMap<String, SourceId>,
    texts: BTreeMap<String, CachedText>,
    ledger: Option<CachedLedger>,
}

#[derive(Debug)]
struct CachedLedger {
    stamps: [Option<(u64, Option<SystemTime>)>; 2],
    ledger: Arc<BTreeMap<TextKey, Ledger>>,
    report: Report,
}

#[derive(Debug)]
struct CachedText {
    stamp: (u64, Option<SystemTime>),
    parsed: Parsed,
}

/// A text as it was parsed, with its own mistakes.
#[derive(Clone, Debug)]
struct Parsed {
    text: Option<Arc<Text>>,
    report: Report,
}

impl Cache {
    /// Forgets what was parsed from a file, or from all files of a folder: it is read again next time, also
    /// when length and time stamp are as they were. `path` is relative to the root, with `/`.
    pub fn forget(&mut self, path: &str) {
        let inside = |known: &str| {
            known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.texts.retain(|known, _| !inside(known));
    }

    fn source(&mut self, path: &str) -> SourceId {
        if let Some(id) = self.ids.get(path) {
            return *id;
        }
        let id = self.sources.add(path.to_owned());
        self.ids.insert(path.to_owned(), id);
        id
    }
}

/// How to read an edition.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoadOptions {
    /// Take drafts, too.
    pub drafts: bool,
    /// Trust length and time stamp of a file that was read before.
    pub trust_stamps: bool,
}

/// Whether there is an edition in `root`, good or bad.
///
/// # Errors
/// The folder cannot be listed, or it has no site.toml.
pub fn find(root: &Path) -> Result<(), LoadError> {
    fs::read_dir(root).map_err(|error| LoadError::NoFolder(root.to_owned(), error))?;
    if root.join("site.toml").is_file() { Ok(()) } else { Err(LoadError::NoSite(root.to_owned())) }
}

/// Reads the edition in `root`.
pub fn load(root: &Path, options: LoadOptions, cache: &mut Cache) -> Result<Loaded, LoadError> {
    find(root)?;
    let mut loader = Loader {
        root,
        options,
        cache,
        report: Report::default(),
        drafts: BTreeSet::new(),
        stamp: blake3::Hasher::new(),
    };
    let edition = loader.edition();
    let (edition, theme) = edition.map_or((None, BTreeMap::new()), |(edition, theme)| (Some(edition), theme));
    let Loader { report, cache, stamp, .. } = loader;
    let sources = cache.sources.clone();
    Ok(Loaded { edition, report, sources, theme, stamp: stamp.finalize().into() })
}

/// The `.csl` file that site.toml names, if it does.
fn own_style(root: &Path) -> Option<String> {
    let text = read_normalised(&root.join("site.toml")).ok()?;
    let config = Config::parse(&text, SourceId(0), &mut Report::default())?;
    config.citation_style.map(|style| style.value).filter(|style| style.ends_with(".csl"))
}

/// Where imported texts lie: they are not the editor's own, and neither are their addresses.
pub const IMPORTED: &str = "content/texts/imported";

/// The files of permanent addresses: of the edition's own texts, and of the imported ones.
pub const LOCKS: [&str; 2] = ["edition.lock", "content/texts/imported/edition.lock"];

/// A fingerprint of all files that a site is made from, the [`LOCKS`] excepted.
///
/// It follows from the files' paths and bytes alone. A file that cannot be read counts as such.
#[must_use]
pub fn fingerprint(root: &Path) -> [u8; 32] {
    let mut paths: Vec<PathBuf> = ["content", "themes"]
        .iter()
        .flat_map(|folder| WalkDir::new(root.join(folder)).follow_links(true).sort_by_file_name())
        .filter_map(|entry| entry.ok().filter(|entry| !entry.file_type().is_dir()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    paths.retain(|path| *path != root.join(LOCKS[1]));
    paths.push(root.join("site.toml"));
    paths.extend(own_style(root).map(|style| root.join(style)));
    let hashes: Vec<blake3::Hash> = paths
        .par_iter()
        .map(|path| fs::read(path).map_or_else(|_| blake3::hash(b"unreadable"), |bytes| blake3::hash(&bytes)))
        .collect();
    let mut hasher = blake3::Hasher::new();
    for (path, hash) in paths.iter().zip(hashes) {
        let path = path.strip_prefix(root).unwrap_or(path).as_os_str().as_encoded_bytes();
        hasher.update(&(path.len() as u64).to_le_bytes()).update(path).update(hash.as_bytes());
    }
    hasher.finalize().into()
}

struct Loader<'a> {
    root: &'a Path,
    options: LoadOptions,
    cache: &'a mut Cache,
    report: Report,
    drafts: BTreeSet<TextKey>,
    stamp: blake3::Hasher,
}

/// A file found below `content/`.
struct Found {
    /// Relative to the root, with `/`.
    path: String,
    stamp: (u64, Option<SystemTime>),
}

/// The files of `content/` by what they are.
#[derive(Default)]
struct Inventory {
    texts: Vec<Found>,
    pages: Vec<Found>,
    registers: Vec<(Kind, Found)>,
    works: Vec<Found>,
    rules: Vec<Found>,
    exceptions: Vec<Found>,
    images: BTreeMap<String, u64>,
}

impl Loader<'_> {
    fn edition(&mut self) -> Option<(Edition, BTreeMap<String, ThemeFile>)> {
        let (source, text) = self.read("site.toml")?;
        let config = Config::parse(&text, source, &mut self.report)?;
        let theme = self.theme(&config);
        let inventory = self.inventory();
        let registers: Vec<(Kind, SourceId, &str)> = inventory
            .registers
            .iter()
            .map(|(k, f)| (*k, self.cache.source(&f.path), f.path.as_str()))
            .collect();
        let root = self.root;
        let (registers, texts) =
            rayon::join(|| parse_registers(root, &registers), || self.texts(&inventory.texts, &config));
        let mut entities = Vec::new();
        for (records, report) in registers {
            entities.extend(records);
            self.report.append(report);
        }
        let bibliography = self.bibliography(&inventory.works, &mut entities);
        let rules = self.rules(&inventory.rules);
        let exceptions = self.exceptions(&inventory.exceptions);
        let ledger = self.ledger();
        let pages = self.texts(&inventory.pages, &config);
        if texts.is_empty() {
            self.report_empty(source, &inventory.texts);
        }
        let imported = texts.iter().filter(|text| self.cache.sources.path(text.source).starts_with(IMPORTED));
        let imported = imported.map(|text| text.text_key()).collect();
        let edition = Edition {
            config,
            texts: Table::new(texts, |t: &Arc<Text>| t.text_key()),
            pages: Table::new(pages, |t: &Arc<Text>| t.text_key()),
            entities: self.entity_table(entities),
            bibliography,
            images: inventory.images,
            ledger,
            rules,
            exceptions,
            drafts: std::mem::take(&mut self.drafts),
            imported,
        };
        Some((edition, theme))
    }

    /// Reports that no text is left. Texts that cannot be read have been reported themselves.
    fn report_empty(&mut self, site: SourceId, files: &[Found]) {
        let start = Span::new(site, 0..0);
        if files.is_empty() {
            self.report
                .add(Code::EmptyEdition, start, "the edition has no text")
                .help("put a text into content/texts/, for instance content/texts/first.en.md");
        } else if self.report.diagnostics().is_empty() {
            self.report
                .add(Code::EmptyEdition, start, "all texts of the edition are drafts")
                .help("build with --drafts, or remove `draft: true` from a text");
        }
    }

    /// Reads and normalises a file; what cannot be read is reported.
    fn read(&mut self, path: &str) -> Option<(SourceId, String)> {
        let source = self.cache.source(path);
        match read_normalised(&self.root.join(path)) {
            Ok(text) => {
                self.stamp.update(text.as_bytes());
                Some((source, text))
            }
            Err(fault) => {
                fault.report(source, path, &mut self.report);
                None
            }
        }
    }

    fn stamp(&mut self, path: &str, (length, time): &(u64, Option<SystemTime>)) {
        let since = time.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        let nanos = since.map_or(0, |since| since.as_nanos());
        self.stamp.update(path.as_bytes()).update(&length.to_le_bytes()).update(&nanos.to_le_bytes());
    }

    /// All files below `folder`, sorted; what cannot be walked is reported.
    fn walk(&mut self, folder: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let base = self.root.join(folder);
        if !base.exists() {
            return found;
        }
        // Links are followed: an editor may keep images elsewhere. walkdir finds loops.
        let hidden = |entry: &walkdir::DirEntry| {
            entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in WalkDir::new(&base)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|e| !hidden(e))
        {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let path = self.relative(entry.path());
                    let stamp = entry.metadata().map_or((0, None), |m| (m.len(), m.modified().ok()));
                    self.stamp(&path, &stamp);
                    found.push(Found { path, stamp });
                }
                Ok(_) => {}
                Err(error) => self.walk_error(&error),
            }
        }
        found
    }

    fn relative(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.root).unwrap_or(path);
        path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    fn walk_error(&mut self, error: &walkdir::Error) {
        let path = error.path().map_or_else(|| "content".to_owned(), |path| self.relative(path));
        let source = self.cache.source(&path);
        let start = Span::new(source, 0..0);
        if error.loop_ancestor().is_some() {
            self.report
                .add(Code::SymlinkLoop, start, format!("the link `{path}` leads to a folder it lies in"))
                .help("remove the link or let it lead elsewhere");
        } else if self.root.join(&path).is_symlink() {
            self.report
                .add(Code::SymlinkLoop, start, format!("the link `{path}` leads nowhere"))
                .help("remove the link or let it lead to a file that is there");
        } else {
            let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            self.report
                .add(Code::UnreadableFile, start, format!("`{path}` cannot be read: {reason}"))
                .help("give yourself the right to read it, or move it out of content/");
        }
    }

    fn inventory(&mut self) -> Inventory {
        let mut inventory = Inventory::default();
        for found in self.walk("content") {
            let inside = found.path["content/".len()..].to_owned();
            let (folder, _) = inside.split_once('/').unwrap_or((inside.split('.').next().unwrap_or(""), ""));
            let extension = inside.rsplit_once('.').map_or("", |(_, extension)| extension);
            let yaml = extension == "yaml" || extension == "yml";
            let register = Kind::ALL.into_iter().find(|kind| kind.register() == folder);
            match (folder, register) {
                ("texts", _) if extension == "md" => inventory.texts.push(found),
                ("pages", _) if extension == "md" => inventory.pages.push(found),
                ("link", _) if yaml => inventory.rules.push(found),
                ("check", _) if yaml => inventory.exceptions.push(found),
                ("works", _) if yaml || extension == "bib" => inventory.works.push(found),
                (_, Some(kind)) if yaml && kind != Kind::Work => inventory.registers.push((kind, found)),
                ("sources", _) if yaml => {}
                ("images", _) if inside.contains('/') => {
                    inventory.images.insert(inside["images/".len()..].to_owned(), found.stamp.0);
                }
                // Addresses of imported texts, and imports that could not be merged.
                ("texts", _) if inside.starts_with("texts/imported/") => {}
                // What people put beside their files for each other.
                _ if inside.starts_with("LICENSE") || inside.starts_with("README") => {}
                _ => self.stray(&found.path),
            }
        }
        inventory
    }

    fn stray(&mut self, path: &str) {
        let source = self.cache.source(path);
        self.report
            .add(Code::StrayFile, Span::new(source, 0..0), format!("`{path}` is nothing the format knows; it is left out"))
            .help("content/ holds texts/*.md, pages/*.md, persons, places, bodies, events and works (.yaml, works also .bib), link.yaml, check.yaml, sources/*.yaml and images/");
    }

    fn bibliography(&mut self, files: &[Found], entities: &mut Vec<Entity>) -> Bibliography {
        let mut parts = Vec::new();
        let mut sources = Vec::new();
        for found in files {
            let Some((source, text)) = self.read(&found.path) else { continue };
            let (part, errors) = if found.path.ends_with(".bib") {
                Bibliography::from_bibtex(&text)
            } else {
                Bibliography::from_yaml(&text)
            };
            for error in errors {
                // The library lists everything it would have taken.
                let message = error.message.split(", expected one of").next().unwrap_or("").to_owned();
                let diagnostic =
                    self.report.add(Code::InvalidBibliography, Span::new(source, error.at), message);
                if let Some(help) = error.help {
                    diagnostic.help(help);
                }
            }
            parts.push(part);
            sources.push(source);
        }
        let (bibliography, duplicates) = Bibliography::merge(parts);
        for duplicate in duplicates {
            let place = |place: &crate::edition::bibliography::Place| {
                Span::new(sources[place.file], place.at.clone())
            };
            self.report
                .add(
                    Code::DuplicateId,
                    place(&duplicate.second),
                    format!("the work `{}` stands here for the second time", duplicate.key),
                )
                .related(place(&duplicate.first), "first here")
                .help("keep one of the two records, or give one another key");
        }
        for work in bibliography.works() {
            let span = Span::new(sources[work.place().file], work.place().at.clone());
            let id = crate::span::Spanned { value: work.key().to_owned(), span };
            if let Some(key) = register::checked_key(&id, &mut self.report) {
                let sort = [work.creators().join("; "), work.title()].join(" ");
                entities.push(register::work_entity(key, work.title(), sort.trim().to_owned(), span));
            }
        }
        bibliography
    }

    /// All entities by kind and key; of two with one key the first stays and both are reported.
    fn entity_table(&mut self, mut entities: Vec<Entity>) -> Table<EntityRef, Entity> {
        entities.sort_by(|a, b| (a.kind, &a.key).cmp(&(b.kind, &b.key)));
        for same in entities.chunk_by(|a, b| (a.kind, &a.key) == (b.kind, &b.key)) {
            for again in &same[1..] {
                self.report
                    .add(
                        Code::DuplicateId,
                        again.span,
                        format!("the {} `{}` stands here once more", again.kind.as_str(), again.key),
                    )
                    .related(same[0].span, "first here")
                    .help("if both mean the same, keep one record; else give one another id");
            }
        }
        entities.dedup_by(|b, a| (a.kind, &a.key) == (b.kind, &b.key));
        Table::new(entities, |e| EntityRef { kind: e.kind, key: e.key.as_str().into() })
    }

    /// The permanent addresses of all texts.
    fn ledger(&mut self) -> Arc<BTreeMap<TextKey, Ledger>> {
        let stamps = LOCKS.map(|path| {
            let data = fs::metadata(self.root.join(path)).ok()?;
            Some((data.len(), data.modified().ok()))
        });
        for (path, stamp) in LOCKS.iter().zip(&stamps) {
            if let Some(stamp) = stamp {
                self.stamp(path, stamp);
            }
        }
        if let Some(cached) =
            self.cache.ledger.as_ref().filter(|c| self.options.trust_stamps && c.stamps == stamps)
        {
            self.report.append(cached.report.clone());
            return Arc::clone(&cached.ledger);
        }
        let mut report = Report::default();
        let mut ledger = BTreeMap::new();
        for (path, stamp) in LOCKS.into_iter().zip(&stamps) {
            if stamp.is_none() {
                continue;
            }
            let source = self.cache.source(path);
            match read_normalised(&self.root.join(path)) {
                Ok(text) => ledger.extend(lock::read(&text, source, path != LOCKS[0], &mut report)),
                Err(fault) => fault.report(source, path, &mut report),
            }
        }
        let ledger = Arc::new(ledger);
        self.report.append(report.clone());
        if self.options.trust_stamps {
            self.cache.ledger = Some(CachedLedger { stamps, ledger: Arc::clone(&ledger), report });
        }
        ledger
    }

    /// Texts or pages, sorted by id and language.
    fn texts(&mut self, files: &[Found], config: &Config) -> Vec<Arc<Text>> {
        let jobs: Vec<(SourceId, &Found)> = files.iter().map(|f| (self.cache.source(&f.path), f)).collect();
        let trust = self.options.trust_stamps;
        let cache = &*self.cache;
        let root = self.root;
        let parsed: Vec<Parsed> = jobs
            .par_iter()
            .map(|(source, found)| match cache.texts.get(&found.path) {
                Some(cached) if trust && cached.stamp == found.stamp => cached.parsed.clone(),
                _ => parse_text(root, *source, &found.path),
            })
            .collect();
        let mut texts = Vec::new();
        for ((_, found), parsed) in jobs.iter().zip(parsed) {
            self.report.append(parsed.report.clone());
            texts.extend(parsed.text.clone());
            if trust {
                self.cache.texts.insert(found.path.clone(), CachedText { stamp: found.stamp, parsed });
            }
        }
        if !self.options.drafts {
            let drafts = texts.extract_if(.., |text| text.front.draft);
            self.drafts.extend(drafts.map(|text| text.text_key()));
        }
        let rank = |lang: &str| config.languages.iter().position(|l| l == lang).unwrap_or(usize::MAX);
        texts.sort_by(|a, b| (&a.key, rank(&a.lang), &a.lang).cmp(&(&b.key, rank(&b.lang), &b.lang)));
        self.drop_duplicates(&mut texts);
        texts
    }

    fn drop_duplicates(&mut self, texts: &mut Vec<Arc<Text>>) {
        for pair in texts.windows(2) {
            if (&pair[0].key, &pair[0].lang) == (&pair[1].key, &pair[1].lang) {
                let message = format!("`{}` in the language `{}` is there twice", pair[0].key, pair[0].lang);
                self.report
                    .add(Code::DuplicateId, Span::new(pair[1].source, 0..0), message)
                    .related(Span::new(pair[0].source, 0..0), "the other file")
                    .help("give one of the two files another id");
            }
        }
        texts.dedup_by(|b, a| (&a.key, &a.lang) == (&b.key, &b.lang));
    }

    /// The files of the edition's own theme; none for the embedded one.
    fn theme(&mut self, config: &Config) -> BTreeMap<String, ThemeFile> {
        let name = &config.theme;
        let folder = format!("themes/{}", name.value);
        let mut files = BTreeMap::new();
        if !self.root.join(&folder).is_dir() {
            if name.value != "default" {
                self.report
                    .add(Code::UnknownTheme, name.span, format!("there is no theme `{}`", name.value))
                    .help(format!("make the folder {folder}/, or write theme = \"default\""));
            }
            return files;
        }
        for found in self.walk(&folder) {
            let source = self.cache.source(&found.path);
            match fs::read(self.root.join(&found.path)) {
                Ok(bytes) => {
                    files.insert(found.path[folder.len() + 1..].to_owned(), ThemeFile { bytes, source });
                }
                Err(error) => Unreadable::Io(error).report(source, &found.path, &mut self.report),
            }
        }
        files
    }
}

/// A YAML file of an edition as a tree; mistakes are reported. `path` is relative to the root, with `/`.
pub fn yaml_file(root: &Path, path: &str, sources: &mut Sources, report: &mut Report) -> Option<Value> {
    let source = sources.add(path.to_owned());
    match read_normalised(&root.join(path)) {
        Ok(text) => yaml::parse(&text, 0, source, report),
        Err(fault) => {
            fault.report(source, path, report);
            None
        }
    }
}

/// The records of each file of the registers, with its own mistakes.
fn parse_registers(root: &Path, files: &[(Kind, SourceId, &str)]) -> Vec<(Vec<Entity>, Report)> {
    files
        .par_iter()
        .map(|(kind, source, path)| {
            let mut report = Report::default();
            let tree = match read_normalised(&root.join(path)) {
                Ok(text) => yaml::parse(&text, 0, *source, &mut report),
                Err(fault) => {
                    fault.report(*source, path, &mut report);
                    None
                }
            };
            let records = tree.map(|tree| register::read_register(*kind, &tree, &mut report));
            (records.unwrap_or_default(), report)
        })
        .collect()
}

fn parse_text(root: &Path, source: SourceId, path: &str) -> Parsed {
    let mut report = Report::default();
    match read_normalised(&root.join(path)) {
        Ok(text) => {
            let text = text_of(&text, source, path, &mut report).map(Arc::new);
            Parsed { text, report }
        }
        Err(fault) => {
            fault.report(source, path, &mut report);
            Parsed { text: None, report }
        }
    }
}

fn text_of(text: &str, source: SourceId, path: &str, report: &mut Report) -> Option<Text> {
    let (key, lang) = front::text_name(path, source, report)?;
    let (front, body_start) = front::read(text, &key, source, report);
    let body = markdown::parse_body(text, body_start, source, report);
    let passages = passages(&body);
    Some(Text { key, lang, front, body, passages, source })
}
