//! The command: verbs, flags, exit codes.

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "hashiya", version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Build {
        #[arg(default_value = ".")]
        root: PathBuf,
        #[arg(long)]
        out: Option<PathBuf>,
        #[arg(long)]
        drafts: bool,
    },
}

fn main() -> ExitCode {
    let Verb::Build { root, out, drafts } = Cli::parse().verb;
    let out = out.unwrap_or_else(|| root.join("public"));
    match hashiya::site::build(&root, &out, drafts, &|_, _| {}) {
        Ok(built) => {
            let excerpts = built
                .findings
                .sources()
                .into_iter()
                .map(|id| (id, hashiya::load::excerpt(&root, built.sources.path(id))))
                .collect();
            eprint!("{}", built.findings.human(&built.sources, &excerpts, false));
            eprintln!("{:?}", built.published);
            ExitCode::from(u8::from(built.findings.errors() > 0))
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
