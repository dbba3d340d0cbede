//! What the tests of the command share: running it, and small editions.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// How a run of the command ended.
pub(crate) struct Run {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The command, with no terminal and no settings from outside.
pub(crate) fn hashiya() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hashiya"));
    command.stdin(Stdio::null()).env_remove("NO_COLOR").env_remove("COLUMNS");
    command
}

/// Runs the command in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = hashiya().current_dir(folder).args(arguments).output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    Run {
        status: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_in(Path::new(env!("CARGO_TARGET_TMPDIR")), arguments)
}

/// A new edition in a folder of its own.
pub(crate) fn init() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = run(&["init", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(made.status, 0, "{}", made.err);
    folder
}

/// All files below a folder with their bytes, sorted by path.
pub(crate) fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it lies inside").to_string_lossy().into_owned();
                found.push((name, fs::read(&path).expect("the file is there")));
            }
        }
    }
    found.sort();
    found
}
