//! A new edition: a few files that build at once and explain themselves. Never overwrites any.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Path in the edition, and what the file holds. `{repository}` stands for where hashiya is kept.
const FILES: [(&str, &str); 13] = [
    ("site.toml", include_str!("init/site.toml")),
    ("README.md", include_str!("init/README.md")),
    (".gitignore", include_str!("init/gitignore")),
    (".github/workflows/publish.yml", include_str!("init/publish.yml")),
    ("content/texts/footnotes.en.md", include_str!("init/footnotes.en.md")),
    ("content/texts/footnotes.az.md", include_str!("init/footnotes.az.md")),
    ("content/pages/about.en.md", include_str!("init/about.en.md")),
    ("content/pages/about.az.md", include_str!("init/about.az.md")),
    ("content/persons.yaml", include_str!("init/persons.yaml")),
    ("content/places.yaml", include_str!("init/places.yaml")),
    ("content/bodies.yaml", include_str!("init/bodies.yaml")),
    ("content/events.yaml", include_str!("init/events.yaml")),
    ("content/works.yaml", include_str!("init/works.yaml")),
];

/// Why no edition was made.
#[derive(Debug)]
pub enum InitError {
    /// The folder holds files that would be overwritten; nothing was written.
    Exists {
        /// The folder.
        dir: PathBuf,
        /// The files, relative to it.
        files: Vec<&'static str>,
    },
    /// The system refuses to write a file.
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InitError::Exists { dir, files } => {
                write!(f, "{} holds files that a new edition would overwrite:", dir.display())?;
                for file in files {
                    write!(f, "\n    {file}")?;
                }
                write!(f, "\n  = help: nothing was written; name a folder that is new or empty")
            }
            InitError::Io { path, source } => write!(f, "cannot make {}: {source}", path.display()),
        }
    }
}

impl std::error::Error for InitError {}

/// Makes a new edition in `dir`; how many files it has.
///
/// # Errors
/// One of the files is there already (then none is written), or a file cannot be written.
pub fn init(dir: &Path) -> Result<usize, InitError> {
    let there = |path: &&str| fs::symlink_metadata(dir.join(path)).is_ok();
    let files: Vec<&str> = FILES.iter().map(|(path, _)| *path).filter(there).collect();
    if !files.is_empty() {
        return Err(InitError::Exists { dir: dir.to_owned(), files });
    }
    for (path, text) in FILES {
        let path = dir.join(path);
        write_new(&path, &text.replace("{repository}", repository()))
            .map_err(|source| InitError::Io { path, source })?;
    }
    Ok(FILES.len())
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}

/// Where the source of hashiya is kept; the workflow of a new edition installs it from there.
fn repository() -> &'static str {
    match env!("CARGO_PKG_REPOSITORY") {
        "" => "https://github.com/OWNER/hashiya",
        known => known,
    }
}
