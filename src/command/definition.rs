//! Verbs and flags. Help, man page and completions are made from here.

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Turns cleaned texts and YAML registers into a cross-linked static edition.
///
/// An edition is a folder with a site.toml and a content/ folder: texts in Markdown, and registers of
/// persons, places, bodies, events and works in YAML. hashiya resolves every reference between them and
/// makes a site that reads the same from a web host and from a disk.
#[derive(Debug, Parser)]
#[command(
    name = "hashiya",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = "Begin with `hashiya init my-edition`. `hashiya VERB --help` explains a verb with examples.",
    after_long_help = "\
Examples:
  hashiya init my-edition        make a small edition that builds
  hashiya serve my-edition       read it in the browser while you write
  hashiya build my-edition       make the site in my-edition/public
  hashiya explain unknown-person say what a message means

Exit status:
  0  clean
  1  the edition has errors
  2  it could not run: wrong arguments, no edition there, the disk full

Messages go to standard error, data to standard output."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub verb: Verb,

    /// Colour messages
    ///
    /// `auto` colours on a terminal, unless the variable NO_COLOR is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = false)]
    pub color: Color,
}

/// When messages are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make a new edition that builds
    ///
    /// Makes a small edition: a text with a note, a person, a place, an event, a work, an about page,
    /// every setting explained in site.toml, and a workflow that publishes to GitHub Pages. No file that
    /// is there is ever overwritten.
    #[command(after_long_help = "\
Examples:
  hashiya init my-edition
  hashiya init             in this folder")]
    Init {
        /// The folder of the new edition
        #[arg(default_value = ".")]
        dir: PathBuf,
    },

    /// Make the site
    ///
    /// Reads the edition, resolves every reference and writes the site. It is made beside the old one and
    /// takes its place in one step: with errors in the edition, or killed at any moment, the old site stays
    /// as it was. Files that did not change keep their time stamps. Nothing that hashiya did not make is
    /// overwritten or deleted.
    ///
    /// edition.lock keeps the permanent addresses of the paragraphs; commit it with the texts.
    #[command(after_long_help = "\
Examples:
  hashiya build                          this folder, into ./public
  hashiya build my-edition --out /srv/www/edition
  hashiya build --drafts                 with the texts that have `draft: true`")]
    Build {
        #[command(flatten)]
        edition: EditionArgs,

        /// The folder of the site [default: ROOT/public]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },

    /// Look for mistakes, write nothing
    ///
    /// Does all that `build` does, every page included, and writes nothing, not even edition.lock.
    /// Asks, too, what a historian would ask: who acts after having died, what stands twice.
    /// `human` goes to standard error; `short` and `json` are data and go to standard output.
    #[command(after_long_help = "\
Examples:
  hashiya check
  hashiya check --format short | head    path:line:column: error[code]: message
  hashiya check --format json | jq .code an object a line")]
    Check {
        #[command(flatten)]
        edition: EditionArgs,

        /// How mistakes are written
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: Format,
    },

    /// Show the edition in the browser while you write
    ///
    /// Serves the edition on this machine alone, below the path of base_url as GitHub Pages does. Pages are
    /// made when they are asked for, always from the last saved state; after a change the browser reloads.
    /// With errors in the edition the last good state stays and the page shows the messages. Nothing is
    /// written: neither the site nor edition.lock. Ctrl+C ends.
    #[command(after_long_help = "\
Examples:
  hashiya serve
  hashiya serve my-edition --port 9000 --open
  hashiya serve --no-reload              the very bytes that `build` writes")]
    Serve {
        #[command(flatten)]
        edition: EditionArgs,

        /// The port; the next free one is taken where it is in use, 0 takes any
        #[arg(long, value_name = "N", default_value_t = 8000)]
        port: u16,

        /// Open the browser
        #[arg(long)]
        open: bool,

        /// Add nothing to the pages; they do not reload then
        #[arg(long)]
        no_reload: bool,
    },

    /// Make texts out of raw extractions
    ///
    /// What came out of a PDF (hard line ends, notes at the feet of pages, letters that came out as others)
    /// becomes a text of the edition. A recipe says how: content/sources/<id>.yaml. Every repair is logged in
    /// import-report.html, the doubtful ones first, each with the line that decides it in the recipe. A text
    /// that you changed is never overwritten: a new import is merged with it, or put beside it.
    #[command(after_long_help = "\
Examples:
  hashiya import --sources ~/raw           every recipe of this edition whose file lies there
  hashiya import my-edition --sources raw
  hashiya import raw/letters.txt --explain what is odd about a file, and a recipe to begin with
  hashiya import raw/letters.txt --recipe content/sources/letters.yaml --out /tmp/try")]
    Import {
        /// The folder with site.toml, or a raw file with --recipe or --explain
        #[arg(default_value = ".")]
        path: PathBuf,

        /// The folder with the raw files of the edition's recipes
        #[arg(long, value_name = "DIR", conflicts_with_all = ["recipe", "explain", "out"])]
        sources: Option<PathBuf>,

        /// The recipe for the raw file
        #[arg(long, value_name = "FILE", conflicts_with = "explain")]
        recipe: Option<PathBuf>,

        /// The folder of the texts [default: content/texts/imported of the recipe's edition]
        #[arg(long, value_name = "DIR", requires = "recipe")]
        out: Option<PathBuf>,

        /// Say what is odd about a raw file, and propose a recipe
        #[arg(long)]
        explain: bool,

        /// The language of the file, where --explain does not tell it: az, tr, ru, en …
        #[arg(long, value_name = "TAG", requires = "explain")]
        lang: Option<String>,
    },

    /// Write what the edition holds, for programs
    ///
    /// Writes JSON lines to standard output, in the order of the texts and within them of the document.
    /// Where a source page is known it is named. With errors in the edition what can be resolved is written
    /// and the exit status is 1.
    #[command(after_long_help = "\
Examples:
  hashiya export mentions > mentions.jsonl
  hashiya export notes my-edition --text letters
  hashiya export dates | jq -r .edtf | sort | uniq -c
  hashiya export text --text letters     plainly: paragraphs, [^1] for marks, {pb} for pages")]
    Export {
        /// What to write
        what: Export,

        #[command(flatten)]
        edition: EditionArgs,

        /// Only this text, in all its languages
        #[arg(long, value_name = "ID")]
        text: Option<String>,

        /// Which reading of corrected places `export text` writes
        #[arg(long, value_name = "READING", default_value = "corrected")]
        reading: Reading,
    },

    /// List works, persons and days that have no record yet
    ///
    /// Reads the texts and writes YAML to standard output: for each work cited with the key `-` a record to
    /// fill in; likewise for each person who is named outside of a link and whom the register does not know,
    /// with all forms of the name; persons who may be one; the days in running text that no `date:` link
    /// marks; and the entries of the registers that no text names. Comments say how often each occurs and
    /// where. Titles are never guessed. Nothing in the edition is changed.
    #[command(after_long_help = "\
Examples:
  hashiya suggest
  hashiya suggest my-edition > suggestions.yaml")]
    Suggest {
        #[command(flatten)]
        edition: EditionArgs,
    },

    /// Say what a message means and what to do about it
    ///
    /// Every message has a code: `error[unknown-person]`. Without a code all of them are listed.
    #[command(after_long_help = "\
Examples:
  hashiya explain
  hashiya explain unknown-person")]
    Explain {
        /// The code of a message
        code: Option<String>,
    },

    /// Write completions for a shell
    ///
    /// Writes a script to standard output that completes verbs and flags.
    #[command(after_long_help = "\
Examples:
  hashiya completions bash > ~/.local/share/bash-completion/completions/hashiya
  hashiya completions zsh > \"${fpath[1]}/_hashiya\"
  hashiya completions fish > ~/.config/fish/completions/hashiya.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },

    /// Write the man page
    ///
    /// Writes one page with all verbs, in the format of man, to standard output.
    #[command(after_long_help = "\
Examples:
  hashiya man | man -l -
  hashiya man > ~/.local/share/man/man1/hashiya.1")]
    Man,
}

/// Which edition, and what of it.
#[derive(Debug, Args)]
pub(crate) struct EditionArgs {
    /// The folder with site.toml
    #[arg(default_value = ".")]
    pub root: PathBuf,

    /// Take texts with `draft: true`, too
    #[arg(long)]
    pub drafts: bool,
}

/// How mistakes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The line, what is wrong in it, what to do
    Human,
    /// path:line:column: error[code]: message
    Short,
    /// A JSON object a line
    Json,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Export {
    /// Persons, places, bodies and events named in the texts
    Mentions,
    /// Dates
    Dates,
    /// Notes with the words around their marks
    Notes,
    /// Works cited
    Citations,
    /// The words of one text, plainly; with --text also all sections of a book
    Text,
}

/// Which reading of a corrected place is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reading {
    /// What the source has
    Source,
    /// What it was corrected to
    Corrected,
}

impl Cli {
    /// Reads the command line; help and wrong arguments end the process here (0 and 2).
    pub(crate) fn read() -> Cli {
        // Help is coloured before anything is parsed, so `--color` is looked for by hand.
        let words: Vec<String> = std::env::args().collect();
        let wanted = |when: &str| {
            words.windows(2).any(|pair| pair[0] == "--color" && pair[1] == when)
                || words.contains(&format!("--color={when}"))
        };
        let choice = match (wanted("always"), wanted("never")) {
            (_, true) => clap::ColorChoice::Never,
            (true, _) => clap::ColorChoice::Always,
            _ => clap::ColorChoice::Auto,
        };
        use clap::FromArgMatches as _;
        let command = Cli::command().color(choice);
        Cli::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
    }
}

/// The script that completes verbs and flags in a shell.
pub(crate) fn completions(shell: Shell) -> Vec<u8> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "hashiya", &mut out);
    out
}

/// The man page: the command, then a section for each verb.
pub(crate) fn man() -> Vec<u8> {
    let mut command = Cli::command();
    command.build();
    let mut out = Vec::new();
    let write = |out: &mut Vec<u8>| -> std::io::Result<()> {
        let page = clap_mangen::Man::new(command.clone());
        page.render_title(out)?;
        page.render_name_section(out)?;
        page.render_synopsis_section(out)?;
        page.render_description_section(out)?;
        page.render_options_section(out)?;
        for verb in command.get_subcommands() {
            verb_section(verb, out)?;
        }
        page.render_extra_section(out)?;
        page.render_version_section(out)
    };
    write(&mut out).expect("memory takes every byte");
    out
}

/// A verb in the man page: its heading, then its usage, description and flags under smaller ones.
fn verb_section(verb: &clap::Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    let mut section = Vec::new();
    let page = clap_mangen::Man::new(verb.clone());
    page.render_synopsis_section(&mut section)?;
    page.render_description_section(&mut section)?;
    page.render_options_section(&mut section)?;
    page.render_extra_section(&mut section)?;
    let section = String::from_utf8_lossy(&section).replace(".SH ", ".SS ");
    out.extend_from_slice(format!(".SH \"{}\"\n", verb.get_name().to_uppercase()).as_bytes());
    // Every section begins with definitions of its own that the page has already.
    let lines = section.lines().filter(|line| !line.starts_with(".ie ") && !line.starts_with(".el "));
    for line in lines {
        out.extend_from_slice(line.as_bytes());
        out.push(b'\n');
    }
    Ok(())
}
