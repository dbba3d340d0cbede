//! How a run ended, and what it says of the mistakes it found.

use super::terminal::{self, Terminal, counted};
use hashiya::diag::Findings;
use hashiya::load;
use hashiya::span::Sources;
use std::io;
use std::path::Path;
use std::time::Duration;

/// How a run ended: the numbers are the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Clean = 0,
    Errors = 1,
}

/// What stopped a run, in words.
pub(crate) struct Stopped(pub(crate) String);

impl<E: std::error::Error> From<E> for Stopped {
    fn from(error: E) -> Stopped {
        Stopped(error.to_string())
    }
}

/// Writes data and ends.
pub(crate) fn data(bytes: &[u8]) -> Result<Ended, Stopped> {
    terminal::write(bytes).map_err(cannot_write)?;
    Ok(Ended::Clean)
}

pub(crate) fn cannot_write(error: io::Error) -> Stopped {
    Stopped(format!("cannot write to standard output: {error}"))
}

/// `1 error, 2 warnings`
pub(crate) fn faults(findings: &Findings) -> String {
    format!("{}, {}", counted(findings.errors(), "error"), counted(findings.warnings(), "warning"))
}

pub(crate) fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}

pub(crate) fn excerpts(findings: &Findings, sources: &Sources, root: &Path) -> hashiya::diag::Excerpts {
    findings.sources().into_iter().map(|id| (id, load::excerpt(root, sources.path(id)))).collect()
}

pub(crate) fn say_findings(findings: &Findings, sources: &Sources, root: &Path, terminal: Terminal) {
    let words = findings.human(sources, &excerpts(findings, sources, root), terminal.colour);
    if !words.is_empty() {
        terminal.say(words.trim_end_matches('\n'));
        terminal.say("");
    }
}
