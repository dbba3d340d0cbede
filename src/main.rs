//! The command: verbs, flags, exit codes.

mod command;

use clap_complete::Shell;
use command::definition::{self, Cli, EditionArgs, Format, Verb};
use command::explain;
use command::terminal::{self, Progress, Terminal, counted};
use hashiya::diag::{Findings, Report, did_you_mean};
use hashiya::intake::{self, Fate, Intake};
use hashiya::load::{self, Cache, LoadOptions};
use hashiya::publish::PublishError;
use hashiya::serve::{ServeOptions, serve};
use hashiya::site::{self, BuildError, Built, Prepared};
use hashiya::span::Sources;
use hashiya::write::{json, plain};
use rayon::prelude::*;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How a run ended: the numbers are the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Clean = 0,
    Errors = 1,
}

/// What stopped a run, in words.
struct Stopped(String);

impl<E: std::error::Error> From<E> for Stopped {
    fn from(error: E) -> Stopped {
        Stopped(error.to_string())
    }
}

fn main() -> ExitCode {
    let cli = Cli::read();
    let terminal = Terminal::new(cli.color);
    match run(cli.verb, terminal) {
        Ok(ended) => ExitCode::from(ended as u8),
        Err(Stopped(why)) => {
            terminal.fail(&why);
            ExitCode::from(2)
        }
    }
}

fn run(verb: Verb, terminal: Terminal) -> Result<Ended, Stopped> {
    match verb {
        Verb::Init { dir } => init(&dir, terminal),
        Verb::Build { edition, out } => build(&edition, out, terminal),
        Verb::Check { edition, format } => check(&edition, format, terminal),
        Verb::Serve { edition, port, open, no_reload } => {
            let options =
                ServeOptions { port, drafts: edition.drafts, reload: !no_reload, colour: terminal.colour };
            run_serve(&edition.root, &options, open, terminal)
        }
        Verb::Import { path, sources, recipe, out, explain } => {
            let wanted = Import { path, sources, recipe, out, explain };
            run_import(&wanted, terminal)
        }
        Verb::Export { what, edition, text, reading } => {
            export(what, reading, &edition, text.as_deref(), terminal)
        }
        Verb::Suggest { edition } => suggest(&edition, terminal),
        Verb::Explain { code } => data(explain_code(code.as_deref())?.as_bytes()),
        Verb::Completions { shell } => completions(shell),
        Verb::Man => data(&definition::man()),
    }
}

/// Writes data and ends.
fn data(bytes: &[u8]) -> Result<Ended, Stopped> {
    terminal::write(bytes).map_err(cannot_write)?;
    Ok(Ended::Clean)
}

fn cannot_write(error: io::Error) -> Stopped {
    Stopped(format!("cannot write to standard output: {error}"))
}

fn completions(shell: Shell) -> Result<Ended, Stopped> {
    data(&definition::completions(shell))
}

fn explain_code(code: Option<&str>) -> Result<String, Stopped> {
    code.map_or_else(|| Ok(explain::list()), explain::page).map_err(Stopped)
}

fn init(dir: &Path, terminal: Terminal) -> Result<Ended, Stopped> {
    let files = hashiya::init::init(dir)?;
    let here = dir == Path::new(".");
    terminal.say(&format!(
        "Made a new edition of {} in {}. Next:\n",
        counted(files, "file"),
        if here { "this folder".to_owned() } else { dir.display().to_string() }
    ));
    if !here {
        terminal.say(&format!("  cd {}", quoted(dir)));
    }
    terminal.say(
        "  hashiya serve --open     read it in the browser while you write\n  \
         hashiya build            make the site in public/\n\n\
         README.md says where things are, site.toml what can be set.",
    );
    Ok(Ended::Clean)
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-~".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

fn build(edition: &EditionArgs, out: Option<PathBuf>, terminal: Terminal) -> Result<Ended, Stopped> {
    let EditionArgs { root, drafts } = edition;
    let out = out.unwrap_or_else(|| root.join("public"));
    let progress = Progress::new();
    let built = site::build(root, &out, *drafts, &|made, all| progress.pages(made, all));
    let took = progress.end();
    let Built { findings, sources, published, site } = match built {
        Ok(built) => built,
        // Two things of the edition want one address: its editor has to choose.
        Err(BuildError::Publish(error @ PublishError::Collision { .. })) => {
            terminal.fail(&error.to_string());
            return Ok(Ended::Errors);
        }
        Err(error) => return Err(error.into()),
    };
    // The process ends soon: taking a large edition apart piece by piece would only delay that.
    std::mem::forget(site);
    say_findings(&findings, &sources, root, terminal);
    let Some(published) = published else {
        terminal.say(&format!(
            "No site was made: {} in {}; {} is as it was",
            faults(&findings),
            seconds(took),
            out.display()
        ));
        return Ok(Ended::Errors);
    };
    let removed =
        if published.removed > 0 { format!(", {} removed", published.removed) } else { String::new() };
    terminal.say(&format!(
        "Built {} ({} changed{removed}) in {}; {}; open {}",
        counted(published.files, "file"),
        published.written,
        seconds(took),
        counted(published.warnings as usize, "warning"),
        out.join("index.html").display()
    ));
    Ok(Ended::Clean)
}

/// `1 error, 2 warnings`
fn faults(findings: &Findings) -> String {
    format!("{}, {}", counted(findings.errors(), "error"), counted(findings.warnings(), "warning"))
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

fn excerpts(findings: &Findings, sources: &Sources, root: &Path) -> hashiya::diag::Excerpts {
    findings.sources().into_iter().map(|id| (id, load::excerpt(root, sources.path(id)))).collect()
}

fn say_findings(findings: &Findings, sources: &Sources, root: &Path, terminal: Terminal) {
    let words = findings.human(sources, &excerpts(findings, sources, root), terminal.colour);
    if !words.is_empty() {
        terminal.say(words.trim_end_matches('\n'));
        terminal.say("");
    }
}

fn check(edition: &EditionArgs, format: Format, terminal: Terminal) -> Result<Ended, Stopped> {
    let EditionArgs { root, drafts } = edition;
    let progress = Progress::new();
    let options = LoadOptions { drafts: *drafts, trust_stamps: false };
    let Prepared { site, mut report, sources, levels, .. } =
        site::prepare(root, options, &mut Cache::default())?;
    let pages = site.as_ref().map_or(0, |site| try_pages(site, &mut report, &progress));
    let took = progress.end();
    let findings = report.settle(&levels, &sources);
    let excerpts = excerpts(&findings, &sources, root);
    match format {
        Format::Human => say_findings(&findings, &sources, root, terminal),
        Format::Short => {
            terminal::write(findings.short(&sources, &excerpts).as_bytes()).map_err(cannot_write)?;
        }
        Format::Json => {
            terminal::write(findings.json(&sources, &excerpts).as_bytes()).map_err(cannot_write)?;
        }
    }
    let pages = counted(pages, "page");
    terminal.say(&format!(
        "Checked {pages} in {}: {}; nothing was written",
        seconds(took),
        faults(&findings)
    ));
    Ok(if findings.errors() > 0 { Ended::Errors } else { Ended::Clean })
}

/// Makes every page and throws it away; mistakes in templates are reported.
fn try_pages(site: &hashiya::render::Site, report: &mut Report, progress: &Progress) -> usize {
    let pages = site.pages();
    let own = Mutex::new(Report::default());
    let made = std::sync::atomic::AtomicUsize::new(0);
    pages.par_iter().for_each(|page| {
        let mut found = Report::default();
        site.render(page, &mut found);
        if !found.diagnostics().is_empty() {
            own.lock().expect("no page panicked").append(found);
        }
        progress.pages(made.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, pages.len());
    });
    report.append(own.into_inner().expect("no page panicked"));
    pages.len()
}

fn run_serve(root: &Path, options: &ServeOptions, open: bool, terminal: Terminal) -> Result<Ended, Stopped> {
    let say: hashiya::serve::Say = Arc::new(move |words: &str| terminal.say(words));
    serve(root, options, &say, &mut |url| {
        if open && !open_browser(url) {
            terminal.say(&format!("no browser could be opened; go to {url}"));
        }
    })?;
    Ok(Ended::Clean)
}

/// Asks the system to open an address. Whether there was somebody to ask.
fn open_browser(url: &str) -> bool {
    let (program, first): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let nowhere = std::process::Stdio::null;
    let mut command = std::process::Command::new(program);
    command.args(first).arg(url).stdin(nowhere()).stdout(nowhere()).stderr(nowhere()).spawn().is_ok()
}

/// What the verb `import` was given.
struct Import {
    path: PathBuf,
    sources: Option<PathBuf>,
    recipe: Option<PathBuf>,
    out: Option<PathBuf>,
    explain: bool,
}

fn run_import(wanted: &Import, terminal: Terminal) -> Result<Ended, Stopped> {
    if wanted.explain {
        return data(intake::explain(&wanted.path)?.as_bytes());
    }
    let begun = Progress::new();
    let (root, intake) = match (&wanted.sources, &wanted.recipe) {
        (Some(folder), _) => (wanted.path.clone(), intake::import_all(&wanted.path, folder)?),
        (None, Some(recipe)) => {
            let root = edition_of(recipe);
            let beside = || root.as_ref().map(|root| root.join(load::IMPORTED));
            let out = wanted.out.clone().or_else(beside).ok_or_else(|| {
                Stopped("the recipe lies in no edition: say with --out where the text is to go".to_owned())
            })?;
            let intake = intake::import_one(root.as_deref(), &wanted.path, recipe, &out)?;
            (PathBuf::new(), intake)
        }
        (None, None) => {
            return Err(Stopped(
                "say with --sources where the raw files are, or give a raw file with --recipe or --explain"
                    .to_owned(),
            ));
        }
    };
    let took = begun.end();
    let Intake { report, sources, written, review, .. } = intake;
    let findings = report.settle(&std::collections::BTreeMap::new(), &sources);
    say_findings(&findings, &sources, &root, terminal);
    for (path, fate) in &written {
        match fate {
            Fate::Beside => terminal.say(&format!(
                "{0} was changed by hand where the import changed, too: it stays as it is, and the new text is {0}.new",
                path.display()
            )),
            Fate::Merged => {
                terminal.say(&format!("{}: your changes and the new import were merged", path.display()));
            }
            Fate::New | Fate::Renewed | Fate::Same => {}
        }
    }
    let new = written.iter().filter(|(_, fate)| *fate != Fate::Same).count();
    terminal.say(&format!(
        "Imported {} ({new} changed) in {}; {}{}",
        counted(written.len(), "text"),
        seconds(took),
        faults(&findings),
        review.map_or_else(String::new, |path| format!("; review {}", path.display()))
    ));
    Ok(if findings.errors() > 0 { Ended::Errors } else { Ended::Clean })
}

/// The edition a recipe belongs to: the folder above its `content/sources/`.
fn edition_of(recipe: &Path) -> Option<PathBuf> {
    let root = recipe.canonicalize().ok()?.parent()?.parent()?.parent()?.to_owned();
    root.join("site.toml").is_file().then_some(root)
}

/// Writes data made from an edition. With errors in it what can be resolved is written, and the status says so.
fn write_data(
    edition: &EditionArgs,
    terminal: Terminal,
    write: impl FnOnce(&hashiya::render::Site) -> Result<(), Stopped>,
) -> Result<Ended, Stopped> {
    let EditionArgs { root, drafts } = edition;
    let options = LoadOptions { drafts: *drafts, trust_stamps: false };
    let Prepared { site, report, sources, levels, .. } = site::prepare(root, options, &mut Cache::default())?;
    let findings = report.settle(&levels, &sources);
    if findings.errors() > 0 {
        say_findings(&findings, &sources, root, terminal);
    }
    site.as_ref().map_or(Ok(()), write)?;
    if findings.errors() > 0 {
        terminal.say(&format!("something may be missing: {}", faults(&findings)));
        return Ok(Ended::Errors);
    }
    Ok(Ended::Clean)
}

fn export(
    what: definition::Export,
    reading: definition::Reading,
    edition: &EditionArgs,
    text: Option<&str>,
    terminal: Terminal,
) -> Result<Ended, Stopped> {
    write_data(edition, terminal, |site| {
        text.map_or(Ok(()), |id| known_text(&site.edition, id))?;
        match kind_of(what) {
            Some(kind) => write_rows(site, kind, text),
            None => write_text(&site.edition, text, reading),
        }
    })
}

fn suggest(edition: &EditionArgs, terminal: Terminal) -> Result<Ended, Stopped> {
    write_data(edition, terminal, |site| {
        let found = hashiya::suggest::suggest(&site.edition, &site.links);
        if found.is_empty() {
            terminal.say("Every work, person and day that was found has its record or mark");
        }
        terminal::write(found.yaml().as_bytes()).map_err(cannot_write)?;
        Ok(())
    })
}

fn known_text(edition: &hashiya::edition::Edition, id: &str) -> Result<(), Stopped> {
    let ids = || edition.texts.items().iter().map(|text| text.key.as_str());
    let section = format!("{id}-");
    if ids().any(|known| known == id || known.starts_with(&section)) {
        return Ok(());
    }
    let help = did_you_mean(id, ids())
        .map_or_else(String::new, |near| format!("\n  = help: did you mean `{near}`?"));
    Err(Stopped(format!("the edition has no text `{id}`{help}")))
}

/// What is written as JSON lines; nothing for the words of a text.
fn kind_of(what: definition::Export) -> Option<json::Export> {
    match what {
        definition::Export::Mentions => Some(json::Export::Mentions),
        definition::Export::Dates => Some(json::Export::Dates),
        definition::Export::Notes => Some(json::Export::Notes),
        definition::Export::Citations => Some(json::Export::Citations),
        definition::Export::Text => None,
    }
}

/// Writes a text plainly, or all sections of a book in the order of the table of contents.
fn write_text(
    edition: &hashiya::edition::Edition,
    id: Option<&str>,
    reading: definition::Reading,
) -> Result<(), Stopped> {
    let id = id.ok_or_else(|| Stopped("say which text: hashiya export text --text ID".to_owned()))?;
    let reading = match reading {
        definition::Reading::Source => plain::Reading::Source,
        definition::Reading::Corrected => plain::Reading::Corrected,
    };
    let section = format!("{id}-");
    let mine =
        |text: &&hashiya::edition::Text| text.key.as_str() == id || text.key.as_str().starts_with(&section);
    let mut texts: Vec<_> = edition.texts.items().iter().map(Arc::as_ref).filter(mine).collect();
    texts.sort_by_key(|text| text.front.order.unwrap_or(i64::MAX));
    let words: Vec<String> = texts.into_iter().map(|text| plain::plain(text, reading)).collect();
    terminal::write(words.join("\n").as_bytes()).map_err(cannot_write)?;
    Ok(())
}

fn write_rows(site: &hashiya::render::Site, what: json::Export, text: Option<&str>) -> Result<(), Stopped> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = Ok(true);
    json::export(&site.edition, &site.links, what, &mut |row| {
        let section = text.map(|id| format!("{id}-"));
        let key = row["text"].as_str().unwrap_or_default();
        let wanted =
            text.is_none_or(|id| key == id || section.is_some_and(|section| key.starts_with(&section)));
        if wanted && matches!(written, Ok(true)) {
            written = terminal::went(writeln!(out, "{row}"));
        }
    });
    if written.map_err(cannot_write)? {
        terminal::went(out.flush()).map_err(cannot_write)?;
    }
    // A reader that went away has left rows in the buffer; nobody wants them.
    let _ = out.into_parts();
    Ok(())
}
