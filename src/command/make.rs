//! The verbs `build` and `check`.

use super::definition::{EditionArgs, Format};
use super::ended::{Ended, Stopped, cannot_write, excerpts, faults, say_findings, seconds};
use super::terminal::{self, Progress, Terminal, counted};
use hashiya::diag::Report;
use hashiya::load::{Cache, LoadOptions};
use hashiya::publish::PublishError;
use hashiya::site::{self, BuildError, Built, Prepared};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Mutex;

pub(crate) fn build(
    edition: &EditionArgs,
    out: Option<PathBuf>,
    terminal: Terminal,
) -> Result<Ended, Stopped> {
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

pub(crate) fn check(edition: &EditionArgs, format: Format, terminal: Terminal) -> Result<Ended, Stopped> {
    let EditionArgs { root, drafts } = edition;
    let progress = Progress::new();
    let options = LoadOptions { drafts: *drafts, trust_stamps: false };
    let Prepared { site, mut report, sources, levels, .. } =
        site::prepare(root, options, &mut Cache::default(), None)?;
    if let Some(site) = &site {
        site::check(site, root, &sources, &mut report);
    }
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
