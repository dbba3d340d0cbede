//! The command: verbs, flags, exit codes.

mod command;

use clap_complete::Shell;
use command::data::{export, suggest};
use command::definition::{self, Cli, Verb};
use command::ended::{Ended, Stopped, data};
use command::explain;
use command::import::{Import, run_import};
use command::make::{build, check};
use command::terminal::{Terminal, counted};
use hashiya::serve::{ServeOptions, serve};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

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
        Verb::Import { path, sources, recipe, out, explain, lang } => {
            let wanted = Import { path, sources, recipe, out, explain, lang };
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
