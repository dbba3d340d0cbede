//! Raw files and recipes in, texts out. What an editor wrote is never overwritten.
//!
//! Imported texts lie in `content/texts/imported/`, beside them in `.base/` what the last import made of them:
//! a text that is still that is replaced by a new import, one that an editor changed is merged with it by
//! paragraphs, and where both changed the same paragraph the new one is put beside it.

mod once;

use crate::diag::{Code, Report};
use crate::edition::id::Key;
use crate::edition::{Edition, Text};
use crate::import::citation::{WorkName, work_names};
use crate::import::markdown::{self, Around};
use crate::import::paragraph::{PassageKind, Sign};
use crate::import::recipe::{Notes, Recipe};
use crate::import::report::{self, Reviewed, Written};
use crate::import::{self, Imported, Knowledge, explain};
use crate::load::{self, Cache, LoadError, LoadOptions};
use crate::span::{Sources, Span, Spanned};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest raw file that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// No line of a text is longer, in bytes: what is has no lines at all.
const LONGEST_LINE: usize = 1 << 20;

/// Why an import could not run. Mistakes in recipes are not among these.
#[derive(Debug)]
pub enum IntakeError {
    /// The edition cannot be read.
    Load(LoadError),
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for IntakeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            IntakeError::Load(error) => error.fmt(f),
            IntakeError::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for IntakeError {}

/// A recipe with the raw file it is for.
pub struct Source {
    /// The recipe.
    pub recipe: Recipe,
    /// Its path, relative to the root.
    pub path: String,
    /// The raw file.
    pub raw: String,
}

/// What an import came to.
pub struct Intake {
    /// The mistakes in recipes and raw files, not yet settled.
    pub report: Report,
    /// The files, for messages.
    pub sources: Sources,
    /// What was imported, in the order of the recipes' names.
    pub imports: Vec<(Source, Imported)>,
    /// What became of each text.
    pub written: Vec<(PathBuf, Fate)>,
    /// The review report and how many doubtful places it shows; nothing where nothing was imported.
    pub review: Option<(PathBuf, usize)>,
    /// The works of the edition's bibliography, as citations name them.
    works: Vec<WorkName>,
}

/// What became of an imported text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not there.
    New,
    /// It was as the last import left it, and was replaced.
    Renewed,
    /// It is as it was.
    Same,
    /// An editor's changes and the new import were merged.
    Merged,
    /// Both changed the same paragraphs: there the editor's words stay, and the new text lies beside.
    Beside,
    /// It is as it was, and a new text still lies beside it.
    Waiting,
}

/// Imports every recipe of the edition in `root`; their raw files lie in `folder`.
pub fn import_all(root: &Path, folder: &Path) -> Result<Intake, IntakeError> {
    let options = LoadOptions { drafts: true, trust_stamps: false };
    let loaded = load::load(root, options, &mut Cache::default()).map_err(IntakeError::Load)?;
    let mut intake = Intake::new(loaded.edition.as_ref());
    let Some(edition) = &loaded.edition else {
        // Without its works and clean texts an import would say less than it can.
        return Ok(Intake { report: loaded.report, sources: loaded.sources, ..intake });
    };
    let recipes = recipes(root)?;
    if !folder.is_dir() {
        let error =
            io::Error::other("there is no such folder; --sources names the one in which the raw files are");
        return Err(IntakeError::Io(folder.to_owned(), error));
    }
    let mut ready = Vec::new();
    let count = recipes.len();
    for path in recipes {
        ready.extend(intake.read(root, &path, |recipe| folder.join(&recipe.file.value)));
    }
    let all_read = ready.len() == count;
    intake.run(&root.join(load::IMPORTED), ready, Some(edition))?;
    if all_read {
        intake.check_orphans(edition, &loaded.sources);
    }
    intake.write_report(root)?;
    Ok(intake)
}

/// Imports one raw file with one recipe into the folder `out`. Works and clean texts come from the edition in
/// `root`, if there is one.
pub fn import_one(root: Option<&Path>, raw: &Path, recipe: &Path, out: &Path) -> Result<Intake, IntakeError> {
    let options = LoadOptions { drafts: true, trust_stamps: false };
    let edition = match root {
        Some(root) => {
            let loaded = load::load(root, options, &mut Cache::default()).map_err(IntakeError::Load)?;
            let unread = || io::Error::other("it has mistakes; `hashiya check` says which");
            Some(loaded.edition.ok_or_else(|| IntakeError::Io(root.join("site.toml"), unread()))?)
        }
        None => None,
    };
    let mut intake = Intake::new(edition.as_ref());
    fs::metadata(raw).map_err(|error| IntakeError::Io(raw.to_owned(), error))?;
    fs::metadata(recipe).map_err(|error| IntakeError::Io(recipe.to_owned(), error))?;
    let name = recipe.to_string_lossy().into_owned();
    let source = intake.read(Path::new(""), &name, |_| raw.to_owned());
    intake.run(out, source.into_iter().collect(), edition.as_ref())?;
    // Among the texts of an edition the report would be a stray file.
    let of_edition = |root: &&Path| same_folder(&root.join(load::IMPORTED), out);
    intake.write_report(root.filter(of_edition).unwrap_or(out))?;
    Ok(intake)
}

fn same_folder(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// What is odd about a raw file, and a recipe to begin with. `lang` is its language, a tag, where it is known.
pub fn explain(path: &Path, lang: Option<&str>) -> Result<String, IntakeError> {
    let failed = |error| IntakeError::Io(path.to_owned(), error);
    if fs::metadata(path).map_err(failed)?.is_dir() {
        let help = "this is a folder; name one raw file in it: hashiya import FILE --explain";
        return Err(failed(io::Error::other(help)));
    }
    let (bytes, text) = read_raw(path)
        .map_err(|(message, help)| failed(io::Error::other(format!("the file {message}; {help}"))))?;
    // In double quotes of YAML.
    let name = |name: Option<&std::ffi::OsStr>| {
        name.unwrap_or_default().to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"")
    };
    Ok(explain::explain(&text, lang)
        .replace("{sha256}", &digest(&bytes))
        .replace("{file}", &name(path.file_name()))
        .replace("{title}", &name(path.file_stem())))
}

/// The SHA-256 of a file in hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The recipes of an edition, sorted.
fn recipes(root: &Path) -> Result<Vec<String>, IntakeError> {
    let folder = root.join("content/sources");
    let failed = |error| IntakeError::Io(folder.clone(), error);
    let mut names = Vec::new();
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        entries => entries.into_iter().flatten(),
    };
    for entry in entries {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".yaml") || name.ends_with(".yml") {
            names.push(format!("content/sources/{name}"));
        }
    }
    if names.is_empty() {
        return Err(failed(io::Error::other(
            "there are no recipes; one is made by `hashiya import FILE --explain`",
        )));
    }
    names.sort();
    Ok(names)
}

impl Intake {
    fn new(edition: Option<&Edition>) -> Intake {
        Intake {
            report: Report::default(),
            sources: Sources::default(),
            imports: Vec::new(),
            written: Vec::new(),
            review: None,
            works: edition.map(work_names).unwrap_or_default(),
        }
    }

    /// Reads a recipe and the raw file that belongs to it. Mistakes are reported.
    fn read(&mut self, root: &Path, path: &str, raw: impl Fn(&Recipe) -> PathBuf) -> Option<Source> {
        let mistakes = self.report.diagnostics().len();
        let value = load::yaml_file(root, path, &mut self.sources, &mut self.report)?;
        let name = Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let recipe = Recipe::read(&value, &name, &mut self.report)?;
        // What a recipe with mistakes would make is not what its editor wants.
        if self.report.diagnostics().len() > mistakes {
            return None;
        }
        let raw = raw(&recipe);
        if !raw.exists() {
            let message = format!("there is no file `{}` in the folder of raw files", recipe.file.value);
            self.report
                .add(Code::RawFile, recipe.file.span, message)
                .help("put it there, or correct its name");
            return None;
        }
        match raw_text(&raw, &recipe.sha256) {
            Ok(raw) => has_lines(&recipe, &raw, &mut self.report).then(|| Source {
                recipe,
                path: path.to_owned(),
                raw,
            }),
            Err(Unfit { span_of_digest, message, help }) => {
                let span = if span_of_digest { recipe.sha256.span } else { recipe.file.span };
                self.report.add(Code::RawFile, span, message).help(help);
                None
            }
        }
    }

    /// Imports and writes. Files without lost letters come first: what they say helps to restore the others.
    fn run(
        &mut self,
        out: &Path,
        mut ready: Vec<Source>,
        edition: Option<&Edition>,
    ) -> Result<(), IntakeError> {
        ready.sort_by_key(|source| !source.recipe.decoder.lost.is_empty());
        let own: Vec<&Text> = edition.map(own_texts).unwrap_or_default();
        let mut learnt: Vec<(String, String)> = Vec::new();
        for source in ready {
            let clean = own.iter().map(|text| (&*text.lang, text.body.text.as_str()));
            let clean =
                clean.chain(learnt.iter().map(|(lang, text)| (lang.as_str(), text.as_str()))).collect();
            let imported =
                import::import(&source.raw, &source.recipe, &Knowledge { clean, works: &self.works });
            if source.recipe.decoder.lost.is_empty() {
                learnt.extend(clean_parts(&imported, &source.recipe));
            }
            self.imports.push((source, imported));
        }
        self.imports.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        for (Source { recipe, raw, .. }, imported) in &self.imports {
            check_characters(recipe, raw, &mut self.report);
            check_notes(recipe, imported, &mut self.report);
            check_decisions(recipe, &imported.unmatched, &mut self.report);
        }
        let taken = own.iter().map(|text| (text.key.clone(), text.lang.to_string())).collect();
        for nth in self.without_twins(taken) {
            let (Source { recipe, .. }, imported) = &self.imports[nth];
            write_texts(out, recipe, imported, &self.works, &mut self.written)?;
        }
        Ok(())
    }

    /// Which of the imports may be written: those of whose texts there are no others. `taken` are the editor's own.
    fn without_twins(&mut self, taken: Vec<(Key, String)>) -> Vec<usize> {
        let mut owners: BTreeMap<(Key, String), Option<usize>> =
            taken.into_iter().map(|text| (text, None)).collect();
        let mut twins = BTreeSet::new();
        for (nth, (Source { recipe, .. }, imported)) in self.imports.iter().enumerate() {
            for text in &imported.texts {
                let Some(other) = owners.insert((text.key.clone(), text.lang.clone()), Some(nth)) else {
                    continue;
                };
                twins.insert(nth);
                twins.extend(other);
                let whose = other.map_or("the edition has one of your own".to_owned(), |other| {
                    format!("`{}` makes one, too", self.imports[other].0.path)
                });
                let message = format!("there would be two texts `{}` in `{}`: {whose}", text.key, text.lang);
                self.report.add(Code::DuplicateId, recipe.file.span, message).help(
                    "give the recipe, or its section, another id with `text:`; neither import is written",
                );
            }
        }
        (0..self.imports.len()).filter(|nth| !twins.contains(nth)).collect()
    }

    /// Reports imported texts that no recipe makes any more: they are published as long as they lie there.
    fn check_orphans(&mut self, edition: &Edition, sources: &Sources) {
        let made: BTreeSet<(&Key, &str)> = (self.imports.iter())
            .flat_map(|(_, imported)| &imported.texts)
            .map(|text| (&text.key, text.lang.as_str()))
            .collect();
        let texts = edition.texts.items().iter();
        for text in texts.filter(|text| !made.contains(&(&text.key, &*text.lang))) {
            let path = sources.path(text.source);
            if !path.starts_with(load::IMPORTED) {
                continue;
            }
            let span = Span::new(self.sources.add(path.to_owned()), 0..3);
            let message = format!("no recipe makes the text `{}` in `{}` any more", text.key, text.lang);
            self.report
                .add(Code::OrphanedImport, span, message)
                .help("delete the file, or move it out of `imported` if it is to stay")
                .help("if its recipe got another id, take your changes over into the new text first");
        }
    }

    /// Writes the review report, for people and for programs.
    fn write_report(&mut self, folder: &Path) -> Result<(), IntakeError> {
        if self.imports.is_empty() {
            return Ok(());
        }
        let reviewed: Vec<Reviewed<'_>> = self
            .imports
            .iter()
            .map(|(Source { recipe, path, raw }, imported)| Reviewed {
                recipe,
                recipe_path: path,
                raw,
                imported,
                works: &self.works,
            })
            .collect();
        let Written { html, json, doubtful } = report::write(&reviewed);
        for (name, text) in [("import-report.html", html), ("import-report.json", json)] {
            let path = folder.join(name);
            if fs::read_to_string(&path).is_ok_and(|old| old == text) {
                continue;
            }
            fs::write(&path, text).map_err(|error| IntakeError::Io(path.clone(), error))?;
        }
        self.review = Some((folder.join("import-report.html"), doubtful));
        Ok(())
    }
}

fn write_texts(
    out: &Path,
    recipe: &Recipe,
    imported: &Imported,
    works: &[WorkName],
    written: &mut Vec<(PathBuf, Fate)>,
) -> Result<(), IntakeError> {
    let sections =
        imported.texts[1..].iter().map(|text| (text.key.to_string(), text.title.clone())).collect();
    let around = Around { works, sections };
    for text in &imported.texts {
        let name = format!("{}.{}.md", text.key, text.lang);
        let fate = once::write(out, &name, &markdown::write(text, recipe, &around))?;
        written.push((out.join(name), fate));
    }
    Ok(())
}

/// Whether the raw file has all lines that the recipe speaks of; those that are not there are reported.
fn has_lines(recipe: &Recipe, raw: &str, report: &mut Report) -> bool {
    let count = raw.lines().count();
    let headings = recipe.headings.iter().map(|heading| (*heading.lines.end(), heading.span));
    let furniture = recipe.furniture.iter().map(|(lines, _)| (*lines.value.end(), lines.span));
    let decisions = recipe.decisions.iter().map(|decision| (decision.line, decision.span));
    // Those of plain lists have no place of their own.
    let others = (recipe.parts.iter().map(|part| *part.lines.end()))
        .chain(recipe.paragraphs.keys().copied())
        .chain(recipe.pages.at.keys().copied())
        .chain(recipe.pages.not_at.iter().copied())
        .chain(recipe.foot.iter().copied())
        .map(|line| (line, recipe.file.span));
    let mut has_all = true;
    for (line, span) in headings.chain(furniture).chain(decisions).chain(others) {
        if line as usize > count {
            has_all = false;
            report
                .add(
                    Code::InvalidValue,
                    span,
                    format!("the file has no line {line}: it ends with line {count}"),
                )
                .help("count the lines as your editor shows them");
        }
    }
    has_all
}

/// Reports the characters that a decoder leaves as they are.
fn check_characters(recipe: &Recipe, raw: &str, report: &mut Report) {
    let undecoded = explain::undecoded(raw, &recipe.decoder.glyphs);
    if undecoded.is_empty() {
        return;
    }
    let each = undecoded.iter().map(|one| {
        let code = format!("U+{:04X}", one.character as u32);
        let seen = if one.character.is_control() { code } else { format!("`{}` ({code})", one.character) };
        format!("{seen} in line {}, {} in all", one.line, one.count)
    });
    let message =
        format!("the file has characters that are no letters: {}", each.collect::<Vec<_>>().join("; "));
    report
        .add(Code::UndecodedCharacters, recipe.file.span, message)
        .help("say in `decoder: glyphs` what they stand for; `hashiya import FILE --explain` shows them in their words")
        .help("a character that is right is written for itself, one that is nothing as \"\": glyphs: {\"§\": \"§\"}");
}

/// Reports marks of notes to which no notes are found, where there ought to be some.
fn check_notes(recipe: &Recipe, imported: &Imported, report: &mut Report) {
    let passages = || imported.texts.iter().flat_map(|text| &text.passages).map(|repaired| &repaired.passage);
    let is_mark = |(_, sign): &&(usize, Sign)| matches!(sign, Sign::Mark(_));
    let marks = passages().flat_map(|passage| &passage.signs).filter(is_mark).count();
    let has_notes = passages().any(|passage| matches!(passage.kind, PassageKind::Note(_)));
    if recipe.notes == Notes::Foot && marks > 0 && !has_notes {
        report
            .add(
                Code::NotesNotFound,
                recipe.notes_span,
                format!("`notes: foot`, but no notes were found; marks of notes: {marks}"),
            )
            .help("a foot begins below a rule of spaces or dashes, or with the numbers of the marks of its page")
            .help("list the lines at which the others begin: `foot: [46, 92]`; if there are no notes in the file: `notes: absent`");
    }
}

/// Reports the decisions that match nothing.
fn check_decisions(recipe: &Recipe, unmatched: &[usize], report: &mut Report) {
    for decision in unmatched.iter().map(|nth| &recipe.decisions[*nth]) {
        let message = match decision.nth {
            0 => format!("line {} has no `{}`", decision.line, decision.reads),
            nth => format!("line {} has no `{}` number {nth}", decision.line, decision.reads),
        };
        report
            .add(Code::UnmatchedDecision, decision.span, message)
            .help("copy the line's words from the review report, or remove the decision");
    }
}

/// The texts that were not imported.
fn own_texts(edition: &Edition) -> Vec<&Text> {
    edition.texts.items().iter().map(Arc::as_ref).filter(|text| text.front.raw.is_none()).collect()
}

/// The words of an imported text by language.
fn clean_parts(imported: &Imported, recipe: &Recipe) -> Vec<(String, String)> {
    let passages = imported.texts.iter().flat_map(|text| &text.passages);
    let with_lang = passages.map(|repaired| {
        let lang = repaired.passage.lang.clone().unwrap_or_else(|| recipe.lang.clone());
        (lang, markdown::plain(repaired))
    });
    let mut parts: Vec<(String, String)> = Vec::new();
    for (lang, text) in with_lang {
        match parts.last_mut() {
            Some((last, whole)) if *last == lang => {
                whole.push('\n');
                whole.push_str(&text);
            }
            _ => parts.push((lang, text)),
        }
    }
    parts
}

/// Why a raw file is not imported.
struct Unfit {
    /// Whether the recipe's digest is at fault, and not its file name.
    span_of_digest: bool,
    message: String,
    help: String,
}

/// The text of a raw file, if it is the recipe's and can be read.
fn raw_text(path: &Path, sha256: &Spanned<String>) -> Result<String, Unfit> {
    let unfit = |message: &str, help: &str| Unfit {
        span_of_digest: false,
        message: format!("`{}` {message}", path.file_name().unwrap_or_default().to_string_lossy()),
        help: help.to_owned(),
    };
    let (bytes, text) = read_raw(path).map_err(|(message, help)| unfit(&message, help))?;
    let digest = digest(&bytes);
    if !digest.eq_ignore_ascii_case(sha256.value.trim()) {
        return Err(Unfit {
            span_of_digest: true,
            message: format!(
                "`{}` is another file than the one this recipe was made for, or it was changed",
                path.file_name().unwrap_or_default().to_string_lossy()
            ),
            help: format!(
                "lines and places of the recipe speak of that file; if this one is right, check them and write `sha256: {digest}`"
            ),
        });
    }
    Ok(text)
}

/// A raw file, its bytes and its text; or why it is not read, and what to do.
fn read_raw(path: &Path) -> Result<(Vec<u8>, String), (String, &'static str)> {
    let failed = |error| (format!("cannot be read: {error}"), "give yourself the right to read it");
    if fs::metadata(path).map_err(failed)?.len() > LARGEST {
        return Err(("has more than 64 MB".to_owned(), "divide it: no book has so many letters"));
    }
    let bytes = fs::read(path).map_err(failed)?;
    let text = as_text(&bytes)?;
    Ok((bytes, text))
}

/// Bytes as text that has lines, or why they are none.
pub fn as_text(bytes: &[u8]) -> Result<String, (String, &'static str)> {
    let convert = "convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW";
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(("is empty".to_owned(), "extract the text once more"));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(("is UTF-16".to_owned(), convert));
    }
    if bytes.contains(&0) {
        return Err((
            "is no text: it holds zero bytes".to_owned(),
            "import the text extracted from it, not the PDF or picture itself",
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        (
            format!("is not UTF-8 from byte {}", error.valid_up_to()),
            "find out its encoding and convert it with iconv",
        )
    })?;
    if text.split('\n').any(|line| line.len() > LONGEST_LINE) {
        return Err((
            "has a line of more than 1 MB".to_owned(),
            "extract it with its lines (pdftotext does); paragraphs and notes are told by them",
        ));
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_told() {
        let check = |bytes: &[u8], expected: &str| {
            let told = as_text(bytes).map_or_else(|(message, _)| message, |_| "text".to_owned());
            assert_eq!(told, expected);
        };
        check(b"", "is empty");
        check(b" \n\n", "is empty");
        check(b"\xFF\xFEa\0", "is UTF-16");
        check(b"%PDF\0", "is no text: it holds zero bytes");
        check(b"abc \xC4", "is not UTF-8 from byte 4");
        check(&vec![b'a'; LONGEST_LINE + 1], "has a line of more than 1 MB");
        check("\u{feff}söz\n".as_bytes(), "text");
    }
}
