//! What is said on the terminal. The only door to indicatif.
//!
//! Messages go to standard error, data to standard output. A reader that went away (`| head`) is no fault.

use super::definition::Color;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// A build shorter than this shows no progress bar.
const SHORT: Duration = Duration::from_millis(200);

/// Where messages go, and how they look there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// Whether messages are coloured.
    pub colour: bool,
}

impl Terminal {
    /// The terminal as `--color` and the environment want it.
    pub(crate) fn new(color: Color) -> Terminal {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => io::stderr().is_terminal() && !set("NO_COLOR") && !dumb,
        };
        Terminal { colour }
    }

    /// Says something; nobody listening is no fault.
    pub(crate) fn say(self, words: &str) {
        let _ = writeln!(io::stderr().lock(), "{words}");
    }

    /// Says why it could not run.
    pub(crate) fn fail(self, why: &str) {
        let word = if self.colour { "\u{1b}[1m\u{1b}[91merror\u{1b}[0m" } else { "error" };
        self.say(&format!("{word}: {why}"));
    }
}

/// Writes data. `Ok(false)`: the reader went away and wants no more.
pub(crate) fn write(data: &[u8]) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    went(out.write_all(data).and_then(|()| out.flush()))
}

/// Whether what was written was wanted.
pub(crate) fn went(written: io::Result<()>) -> io::Result<bool> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(error),
    }
}

/// A bar for pages made, on a terminal only.
pub(crate) struct Progress {
    started: Instant,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Starts the clock.
    pub(crate) fn new() -> Progress {
        Progress { started: Instant::now(), bar: OnceLock::new() }
    }

    /// So many pages of so many are made. May be called by several threads.
    pub(crate) fn pages(&self, made: usize, all: usize) {
        if self.bar.get().is_none() && self.started.elapsed() < SHORT {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos} of {len} pages")
                .expect("the template is a constant");
            // Hides itself where standard error is no terminal.
            ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr()).with_style(style)
        });
        bar.set_position(made as u64);
    }

    /// Takes the bar away; the time since the start.
    pub(crate) fn end(&self) -> Duration {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
        self.started.elapsed()
    }
}

/// A number with its noun: `1 error`, `2 errors`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
