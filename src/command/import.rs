//! The verb `import`.

use super::ended::{Ended, Stopped, data, faults, say_findings, seconds};
use super::terminal::{Progress, Terminal, counted};
use hashiya::intake::{self, Fate, Intake};
use hashiya::lang::is_tag;
use hashiya::load;
use std::path::{Path, PathBuf};

/// What the verb `import` was given.
pub(crate) struct Import {
    pub(crate) path: PathBuf,
    pub(crate) sources: Option<PathBuf>,
    pub(crate) recipe: Option<PathBuf>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) explain: bool,
    pub(crate) lang: Option<String>,
}

pub(crate) fn run_import(wanted: &Import, terminal: Terminal) -> Result<Ended, Stopped> {
    if wanted.explain {
        let lang = wanted.lang.as_deref();
        if let Some(lang) = lang.filter(|lang| !is_tag(lang)) {
            return Err(Stopped(format!(
                "`{lang}` is no language tag: write one of BCP 47, as in --lang az, tr, ru, en, az-Cyrl"
            )));
        }
        return data(intake::explain(&wanted.path, lang)?.as_bytes());
    }
    let begun = Progress::new();
    let (root, intake) = match (&wanted.sources, &wanted.recipe) {
        (Some(folder), _) => (wanted.path.clone(), intake::import_all(&wanted.path, folder)?),
        (None, Some(recipe)) if !recipe.is_file() => {
            return Err(Stopped(format!("{}: there is no such recipe", recipe.display())));
        }
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
                "{0}: you and the import changed the same paragraphs; yours stay, the new text is {0}.new: take over what you want, then delete it",
                path.display()
            )),
            Fate::Waiting => terminal.say(&format!("{}.new still waits to be looked at and deleted", path.display())),
            Fate::Merged => {
                terminal.say(&format!("{}: your changes and the new import were merged", path.display()));
            }
            Fate::New | Fate::Renewed | Fate::Same => {}
        }
    }
    let changed = written.iter().filter(|(_, fate)| !matches!(fate, Fate::Same | Fate::Waiting)).count();
    let beside = written.iter().filter(|(_, fate)| matches!(fate, Fate::Beside | Fate::Waiting)).count();
    let beside = if beside > 0 { format!(", {beside} beside yours") } else { String::new() };
    let review = review.map_or_else(String::new, |(path, doubtful)| {
        format!("; {} in {}", counted(doubtful, "doubtful place"), path.display())
    });
    terminal.say(&format!(
        "Imported {} ({changed} changed{beside}) in {}; {}{review}",
        counted(written.len(), "text"),
        seconds(took),
        faults(&findings),
    ));
    Ok(if findings.errors() > 0 { Ended::Errors } else { Ended::Clean })
}

/// The edition a recipe belongs to: the folder above its `content/sources/`.
fn edition_of(recipe: &Path) -> Option<PathBuf> {
    let root = recipe.canonicalize().ok()?.parent()?.parent()?.parent()?.to_owned();
    root.join("site.toml").is_file().then_some(root)
}
