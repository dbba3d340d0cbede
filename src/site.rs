//! From the folder to the site: the whole way on one screen.

use crate::check::{self, Known, Place};
use crate::diag::{Code, Findings, Report};
use crate::edition::Edition;
use crate::edition::bibliography::Style;
use crate::find::{Memory, find};
use crate::index::Occurrence;
use crate::index::index;
use crate::lang::Language;
use crate::link::link;
use crate::load::{self, Cache, LoadError, LoadOptions, Loaded, Places, ThemeFile};
use crate::publish::{Fingerprint, OutPath, PublishError, Published, Publisher};
use crate::render::theme::{self, Theme};
use crate::render::{PageId, Site, Static};
use crate::span::{Sources, Span};
use crate::write::markup;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// The citation style where site.toml names none.
const STYLE: &str = "chicago-author-date";

/// A site that can be rendered, or the reasons why there is none.
pub struct Prepared {
    /// The site; nothing when an error stands in the way of all pages.
    pub site: Option<Site>,
    /// The mistakes found, not yet settled.
    pub report: Report,
    /// The files, for messages.
    pub sources: Sources,
    /// Tells two readings apart; see [`Loaded::stamp`].
    pub stamp: [u8; 32],
    /// The severities of site.toml.
    pub levels: BTreeMap<Code, crate::diag::Severity>,
}

/// Reads the edition in `root` and resolves everything in it; with a `memory`, only what changed since is looked
/// through for names and dates.
pub fn prepare(
    root: &Path,
    options: LoadOptions,
    cache: &mut Cache,
    memory: Option<&mut Memory>,
) -> Result<Prepared, LoadError> {
    Ok(resolve(load::load(root, options, cache)?, memory, root))
}

/// Resolves what was read.
fn resolve(loaded: Loaded, memory: Option<&mut Memory>, root: &Path) -> Prepared {
    let Loaded { edition, mut report, sources, theme, stamp } = loaded;
    let mut prepared =
        Prepared { site: None, report: Report::default(), sources, stamp, levels: BTreeMap::new() };
    if let Some(edition) = edition.map(|edition| find(edition, memory, &mut report)) {
        prepared.levels = edition.config.check.clone();
        let mut dress_report = Report::default();
        let ((links, indexes), dress) = rayon::join(
            || {
                let links = link(&edition, &mut report);
                let indexes = index(&edition, &links);
                (links, indexes)
            },
            || dress(&edition, theme, root, &mut dress_report),
        );
        report.append(dress_report);
        if let (Some(templates), Some(languages)) = (dress.templates, dress.languages) {
            let site = Site::new(edition, links, indexes, languages, templates, dress.style.as_ref());
            check_names(&site, &mut report);
            prepared.site = Some(site);
        }
    }
    prepared.report = report;
    prepared
}

/// Asks what a historian would ask about the edition; see [`check::check`].
pub fn check(site: &Site, root: &Path, sources: &Sources, report: &mut Report) {
    let known = Known { edition: &site.edition, links: &site.links };
    let remarks = check::check(known, report);
    let places = remarks
        .iter()
        .flat_map(|remark| remark.related.iter().map(|(place, _)| *place).chain([remark.place]));
    let spans = found_spans(&site.edition, root, sources, places);
    let span = |place: Place| match place {
        Place::Record(entity) => site.edition.entities[entity].span,
        Place::Words(Occurrence { text, annotation }) => {
            let source = site.edition.texts[text].source;
            let own = &site.edition.texts[text].body.annotations[annotation as usize].span;
            let own = Span::new(source, own.start as usize..own.end as usize);
            let bytes = bytes(&site.edition, place);
            bytes.and_then(|bytes| spans.get(&bytes).copied()).unwrap_or(own)
        }
        Place::Bytes(text, start, end) => {
            let own = Span::new(site.edition.texts[text].source, 0..0);
            spans.get(&(text.index(), start, end)).copied().unwrap_or(own)
        }
    };
    remarks.into_iter().for_each(|remark| remark.report(known, span, report));
}

/// The number of the text and the bytes of its running text of what has no place of its own in a file.
fn bytes(edition: &Edition, place: Place) -> Option<(usize, u32, u32)> {
    match place {
        Place::Record(_) => None,
        Place::Bytes(text, start, end) => Some((text.index(), start, end)),
        Place::Words(Occurrence { text, annotation }) => {
            let body = &edition.texts[text].body;
            let annotation = &body.annotations[annotation as usize];
            annotation.found.as_ref()?;
            let node = &body.nodes[annotation.node as usize];
            Some((text.index(), node.start, node.end))
        }
    }
}

/// Where found words stand in the files, by number of the text and bytes: each file that is asked for is read once
/// more.
fn found_spans(
    edition: &Edition,
    root: &Path,
    sources: &Sources,
    places: impl Iterator<Item = Place>,
) -> BTreeMap<(usize, u32, u32), Span> {
    let mut by_text: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
    for (text, start, end) in places.filter_map(|place| bytes(edition, place)) {
        by_text.entry(text).or_default().push((start, end));
    }
    let of_text = |(index, ranges): (usize, Vec<(u32, u32)>)| {
        let text = &edition.texts.items()[index];
        let places = Places::read(root, sources.path(text.source), text.source, &text.key);
        let span = |(start, end)| Some(((index, start, end), places.as_ref()?.span(start..end)));
        ranges.into_iter().filter_map(span).collect::<Vec<_>>()
    };
    by_text.into_par_iter().flat_map_iter(of_text).collect()
}

/// What the edition is shown with; where something is missing, the report says why.
struct Dress {
    style: Option<Style>,
    languages: Option<Vec<Language>>,
    templates: Option<Theme>,
}

fn dress(edition: &Edition, theme: BTreeMap<String, ThemeFile>, root: &Path, report: &mut Report) -> Dress {
    let style = style(edition, root, report);
    let languages = languages(edition, &theme, report);
    let templates = templates(theme, &languages, report);
    Dress { style, languages, templates }
}

/// Files that are taken over must have names that every disk and host can keep.
fn check_names(site: &Site, report: &mut Report) {
    for file in site.statics() {
        let (path, from) = match &file {
            Static::Asset(path) => (path.clone(), format!("the theme's file `{path}`")),
            Static::Image(path) => (format!("images/{path}"), format!("`content/images/{path}`")),
        };
        if let Err(bad) = OutPath::new(path) {
            report
                .add_without_place(
                    Code::InvalidId,
                    format!("{from} cannot be published under its name: {}", bad.why),
                )
                .help("rename it: letters, digits, `-`, `_` and `.` do everywhere");
        }
    }
}

/// The [`load::LOCKS`] as they are to be kept. Without imported texts there is no second one.
fn locks_of(site: &Site) -> [Option<String>; 2] {
    let edition = &site.edition;
    let imported = !edition.imported.is_empty() || edition.ledger.values().any(|ledger| ledger.imported);
    [Some(lock_of(site, false)), imported.then(|| lock_of(site, true))]
}

/// The addresses of the edition's own texts, or of the imported ones; of texts that are gone they are kept as
/// they were.
#[must_use]
pub fn lock_of(site: &Site, imported: bool) -> String {
    let Site { edition, links, .. } = site;
    let mut out = load::lock::head();
    let lost = edition.ledger.iter().filter(|(key, _)| edition.texts.find(*key).is_none());
    let mut lost = lost.filter(|(_, ledger)| ledger.imported == imported).peekable();
    let texts = edition.texts.items().iter().zip(&links.texts);
    for (text, links) in texts.filter(|(text, _)| edition.imported.contains(&text.text_key()) == imported) {
        while let Some(((key, lang), ledger)) = lost.next_if(|(key, _)| key.0 < text.key) {
            load::lock::write(&mut out, key, lang, ledger);
        }
        load::lock::write(&mut out, &text.key, &text.lang, &links.addresses.ledger(&text.passages));
    }
    for ((key, lang), ledger) in lost {
        load::lock::write(&mut out, key, lang, ledger);
    }
    out
}

/// The citation style: the editor's, or the default one where that cannot be had (and a diagnostic).
///
/// Decoding one takes longer than a small text, so an edition without works has none.
fn style(edition: &Edition, root: &Path, report: &mut Report) -> Option<Style> {
    let default = || Style::named(STYLE).expect("the default style is in the library");
    let Some(name) = &edition.config.citation_style else {
        return (!edition.bibliography.works().is_empty()).then(default);
    };
    let style = if name.value.ends_with(".csl") {
        match fs::read_to_string(root.join(&name.value)) {
            Ok(text) => Style::from_csl(&text),
            Err(error) => {
                report
                    .add(Code::UnknownStyle, name.span, format!("`{}` cannot be read: {error}", name.value))
                    .help("the path begins at the folder of site.toml");
                return Some(default());
            }
        }
    } else {
        Style::named(&name.value)
    };
    Some(style.unwrap_or_else(|error| {
        report.add(Code::UnknownStyle, name.span, error.message).help(error.help);
        default()
    }))
}

/// The languages of the interface with the theme's own strings.
fn languages(
    edition: &Edition,
    theme: &BTreeMap<String, ThemeFile>,
    report: &mut Report,
) -> Option<Vec<Language>> {
    let mut languages = Vec::new();
    for (tag, span) in edition.config.languages.iter().zip(&edition.config.language_spans) {
        let Ok(mut language) = Language::new(tag) else {
            report
                .add(Code::InvalidLanguage, *span, format!("`{tag}` is no language tag"))
                .help("write tags of BCP 47: languages = [\"az\", \"en\"]");
            continue;
        };
        if let Some(file) = theme.get(&format!("strings/{tag}.ftl")) {
            let source = String::from_utf8_lossy(&file.bytes);
            match language.with_overrides(&source) {
                Ok(with) => language = with,
                Err(mistakes) => report_strings(&source, file, mistakes, report),
            }
        }
        if !language.has_strings() {
            report
                .add(
                    Code::UntranslatedLanguage,
                    *span,
                    format!("there are no interface strings in `{tag}`; the pages speak English"),
                )
                .help(format!("translate themes/<name>/strings/{tag}.ftl; az, en, ru and tr are built in"));
        }
        languages.push(language);
    }
    (languages.len() == edition.config.languages.len()).then_some(languages)
}

fn report_strings(source: &str, file: &ThemeFile, mistakes: Vec<(usize, String)>, report: &mut Report) {
    for (line, message) in mistakes {
        // A message that is not closed is a fault of its last line, not of the empty one behind it.
        let last = source.trim_end().lines().count();
        let before = line.min(last).saturating_sub(1);
        let start = source.split_inclusive('\n').take(before).map(str::len).sum::<usize>();
        let length = source[start..].lines().next().map_or(0, str::len);
        report
            .add(
                Code::InvalidStrings,
                Span::new(file.source, start..start + length),
                format!("this is no Fluent message: {message}"),
            )
            .help("a message is a line `name = words`; what a name may hold, the built-in files show");
    }
}

fn templates(
    files: BTreeMap<String, ThemeFile>,
    languages: &Option<Vec<Language>>,
    report: &mut Report,
) -> Option<Theme> {
    let own = files.iter().map(|(path, file)| (path.as_str(), file.source, file.bytes.as_slice()));
    markup::check_theme(own, report);
    let overrides = files
        .into_iter()
        .map(|(path, file)| {
            (path, theme::ThemeFile { bytes: Cow::Owned(file.bytes), source: Some(file.source) })
        })
        .collect();
    let known: BTreeMap<String, Language> =
        languages.iter().flatten().map(|l| (l.tag().to_owned(), l.clone())).collect();
    let strings: theme::Strings = Arc::new(move |lang, id, args| match known.get(lang) {
        Some(language) if language.has_message(id) => language.format(id, args),
        _ => id.to_owned(),
    });
    Theme::load(Theme::files(overrides), strings, report)
}

/// What a build came to.
pub struct Built {
    /// The mistakes, settled.
    pub findings: Findings,
    /// The files, for messages.
    pub sources: Sources,
    /// What was published; nothing when there were errors.
    pub published: Option<Published>,
    /// What it was published from, if it was read for this build.
    pub site: Option<Site>,
}

/// Why a build could not run. Mistakes of the edition are not among these.
#[derive(Debug)]
pub enum BuildError {
    /// The edition cannot be read.
    Load(LoadError),
    /// The site cannot be written.
    Publish(PublishError),
    /// `edition.lock` cannot be written.
    Lock(std::path::PathBuf, std::io::Error),
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BuildError::Load(error) => error.fmt(f),
            BuildError::Publish(error) => error.fmt(f),
            BuildError::Lock(path, error) => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for BuildError {}

/// Builds the edition in `root` into `out`. With errors in the edition nothing is published.
///
/// A site that was built from the same files stands as it is, and only the number of its warnings is known. `progress` hears how many
/// pages are made and how many there are.
pub fn build(
    root: &Path,
    out: &Path,
    drafts: bool,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Built, BuildError> {
    // Looked for first: opening the output makes the folders above it.
    load::find(root).map_err(BuildError::Load)?;
    let files = load::fingerprint(root);
    let locks = load::LOCKS.map(|path| fs::read_to_string(root.join(path)).ok());
    if let Some(published) =
        open(root, out, input(&files, &locks, drafts))?.current().map_err(BuildError::Publish)?
    {
        return Ok(Built {
            findings: Findings::default(),
            sources: Sources::default(),
            published: Some(published),
            site: None,
        });
    }
    let options = LoadOptions { drafts, trust_stamps: false };
    let prepared = prepare(root, options, &mut Cache::default(), None).map_err(BuildError::Load)?;
    let Prepared { site, mut report, sources, levels, .. } = prepared;
    let findings = report.clone().settle(&levels, &sources);
    let Some(site) = site.filter(|_| findings.errors() == 0) else {
        return Ok(Built { findings, sources, published: None, site: None });
    };
    let locks = locks_of(&site);
    for (path, lock) in load::LOCKS.iter().zip(&locks) {
        if let Some(lock) = lock {
            keep_lock(root, path, lock)?;
        }
    }
    let publisher = open(root, out, input(&files, &locks, drafts))?;
    drop(locks);
    let own = Mutex::new(Report::default());
    publish_pages(&site, root, &publisher, &own, progress).map_err(BuildError::Publish)?;
    report.append(own.into_inner().expect("no page panicked"));
    let findings = report.settle(&levels, &sources);
    if findings.errors() > 0 {
        return Ok(Built { findings, sources, published: None, site: None });
    }
    let published = publisher
        .finish(u32::try_from(findings.warnings()).unwrap_or(u32::MAX))
        .map_err(BuildError::Publish)?;
    Ok(Built { findings, sources, published: Some(published), site: Some(site) })
}

fn open(root: &Path, out: &Path, input: Fingerprint) -> Result<Publisher, BuildError> {
    let protect = ["content", "themes", "site.toml", "edition.lock"].map(|path| root.join(path));
    let protect: Vec<&Path> = protect.iter().map(|path| path.as_path()).collect();
    Publisher::open(out, input, &protect).map_err(BuildError::Publish)
}

/// Everything a site follows from.
fn input(files: &[u8; 32], locks: &[Option<String>; 2], drafts: bool) -> Fingerprint {
    Fingerprint::of([
        ("version", env!("CARGO_PKG_VERSION").as_bytes()),
        ("files", files),
        ("lock", locks[0].as_deref().unwrap_or_default().as_bytes()),
        ("lock of imported texts", locks[1].as_deref().unwrap_or_default().as_bytes()),
        ("drafts", &[u8::from(drafts)]),
    ])
}

fn publish_pages(
    site: &Site,
    root: &Path,
    publisher: &Publisher,
    report: &Mutex<Report>,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<(), PublishError> {
    let mut pages = site.pages();
    // The long files first, lest one thread be left alone with them at the end.
    pages.sort_by_key(|page| !matches!(page, PageId::Data(_)));
    let done = std::sync::atomic::AtomicUsize::new(0);
    pages.par_iter().try_for_each_init(Vec::new, |bytes, page| {
        let mut own = Report::default();
        site.render_into(bytes, page, &mut own);
        if !own.diagnostics().is_empty() {
            report.lock().expect("no page panicked").append(own);
        }
        let path = OutPath::new(site.path(page)).expect("paths are made of keys");
        publisher.put(path, &site.owner(page), bytes)?;
        progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, pages.len());
        Ok(())
    })?;
    for file in site.statics() {
        match file {
            Static::Asset(path) => {
                let bytes = site.asset(&path).unwrap_or_default();
                publisher.put(OutPath::new(path).expect("assets have plain names"), "the theme", bytes)?;
            }
            Static::Image(path) => {
                let from = root.join("content/images").join(&path);
                let bytes = fs::read(&from).map_err(|source| PublishError::Io {
                    doing: "read",
                    path: from,
                    source,
                })?;
                let to = OutPath::new(format!("images/{path}"));
                publisher.put(
                    to.expect("names of images are checked"),
                    &format!("content/images/{path}"),
                    &bytes,
                )?;
            }
        }
    }
    Ok(())
}

/// Writes a file of addresses if it changed, to a file beside it which then takes its place.
fn keep_lock(root: &Path, name: &str, text: &str) -> Result<(), BuildError> {
    let path = root.join(name);
    if fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let failed = |error| BuildError::Lock(path.clone(), error);
    // It is the editor's file like all others, not a secret one.
    let mode = fs::metadata(root.join("site.toml")).map_err(failed)?.permissions();
    let mut file = tempfile::Builder::new()
        .prefix(".edition.lock.")
        .tempfile_in(path.parent().unwrap_or(root))
        .map_err(failed)?;
    file.as_file().set_permissions(mode).map_err(failed)?;
    std::io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}
