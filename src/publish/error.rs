//! Why a site could not be put on the disk, and the way out.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// How many foreign files a message lists.
const LISTED: usize = 10;

/// Why a site could not be put on the disk. Whatever it is, the old site stands as it was
/// (except for [`PublishError::Leftover`]: there the new one does).
///
/// `Display` gives the fault on the first line and the way out on the last one, in the form of the
/// diagnostics (`  = help: …`), without a leading `error:`.
#[derive(Debug)]
pub enum PublishError {
    /// The system refused to do something with a path.
    Io {
        /// What was tried, as a verb: `write`, `read`, …
        doing: &'static str,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output is a file, a broken link or something else that is no folder.
    NotAFolder {
        /// The output as it was named.
        path: PathBuf,
    },
    /// Nothing can be staged beside the output: it is a mount point or the root of the disk.
    Mount {
        /// The output.
        path: PathBuf,
    },
    /// The output would swallow an input, or lies inside one.
    Input {
        /// The output.
        path: PathBuf,
        /// The input.
        input: PathBuf,
    },
    /// The output holds files and no manifest.
    NotOurs {
        /// The output.
        path: PathBuf,
        /// Names of what it holds, sorted.
        foreign: Vec<String>,
    },
    /// A folder of ours holds files that hashiya did not make.
    Foreign {
        /// The folder.
        path: PathBuf,
        /// Their paths inside the folder, sorted; a folder ends in `/`.
        foreign: Vec<String>,
    },
    /// The manifest cannot be understood.
    Damaged {
        /// The manifest.
        manifest: PathBuf,
        /// Number of the first faulty line, from 1.
        line: usize,
    },
    /// Another build works on this output.
    Busy {
        /// The output.
        path: PathBuf,
    },
    /// Two outputs want one address. The paths may differ in case, or one is a folder of the other.
    Collision {
        /// Path and owner that came first.
        first: (String, String),
        /// Path and owner that came second.
        second: (String, String),
    },
    /// A published file was changed by somebody while the site was being built.
    Disturbed {
        /// The file.
        path: PathBuf,
    },
    /// The new site stands, but the old one could not be taken away whole. The next build tries again.
    Leftover(Box<PublishError>),
    /// [`finish`](super::Publisher::finish) was called although a file could not be taken.
    Incomplete,
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use PublishError::{
            Busy, Collision, Damaged, Disturbed, Foreign, Incomplete, Input, Io, Leftover, Mount, NotAFolder,
            NotOurs,
        };
        match self {
            Io { doing, path, source } => write!(f, "cannot {doing} `{}`: {source}", path.display()),
            NotAFolder { path } => write!(f, "the output `{}` is not a folder", path.display()),
            Mount { path } => {
                write!(f, "nothing can be staged beside `{}`: a disk begins there", path.display())
            }
            Input { path, input } => write!(
                f,
                "the output `{}` and the input `{}` lie one inside the other",
                path.display(),
                input.display()
            ),
            NotOurs { path, foreign } => {
                write!(f, "hashiya did not make `{}` and will not overwrite it", path.display())?;
                list(f, foreign)
            }
            Foreign { path, foreign } => {
                write!(f, "`{}` holds files that hashiya did not make", path.display())?;
                list(f, foreign)
            }
            Damaged { manifest, line } => write!(f, "`{}:{line}` is damaged", manifest.display()),
            Busy { path } => write!(f, "another build is working on `{}`", path.display()),
            Collision { first, second } if first.0 == second.0 => {
                write!(f, "two outputs have the address `{}`: {} and {}", first.0, first.1, second.1)
            }
            Collision { first, second } => write!(
                f,
                "two outputs get in each other's way: `{}` ({}) and `{}` ({})",
                first.0, first.1, second.0, second.1
            ),
            Disturbed { path } => write!(f, "`{}` was changed during the build", path.display()),
            Leftover(why) => return write!(f, "the new site stands; taking away the old one: {why}"),
            Incomplete => write!(f, "a file of the new site is missing; the old site was left as it was"),
        }?;
        write!(f, "\n  = help: {}", self.help())
    }
}

impl PublishError {
    /// The way out, one sentence.
    fn help(&self) -> &'static str {
        match self {
            PublishError::Io { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull => {
                    "the disk is full and the old site was left as it was; free some space and build again"
                }
                io::ErrorKind::QuotaExceeded => {
                    "your quota is used up and the old site was left as it was; free some space and build again"
                }
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    "hashiya must be able to write in the output folder and in the folder that holds it"
                }
                io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
                    "the output must lie on the same disk as the folder that holds it; name a folder one level deeper"
                }
                _ => "the old site was left as it was; repair this and build again",
            },
            PublishError::NotAFolder { .. } => "name a folder, or a place where none is yet",
            PublishError::Mount { .. } => "name a folder one level deeper",
            PublishError::Input { .. } => "build into a folder of its own, such as `public`",
            PublishError::NotOurs { .. } => {
                "name another folder, or empty this one yourself; hashiya deletes only what it made"
            }
            PublishError::Foreign { .. } => {
                "move them elsewhere; what should be part of the site belongs among the theme's static files"
            }
            PublishError::Damaged { .. } => {
                "if hashiya made the folder that holds this file, delete the folder and build again"
            }
            PublishError::Busy { .. } => "wait until it has ended, or build into another folder",
            PublishError::Collision { .. } => "give one of them another name",
            PublishError::Leftover(why) => why.help(),
            PublishError::Disturbed { .. } | PublishError::Incomplete => "build again",
        }
    }
}

/// Lists the first of some files, one a line.
fn list(f: &mut fmt::Formatter<'_>, files: &[String]) -> fmt::Result {
    for file in files.iter().take(LISTED) {
        write!(f, "\n    {file}")?;
    }
    match files.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => write!(f, "\n    and {more} more"),
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PublishError::Io { source, .. } => Some(source),
            PublishError::Leftover(why) => Some(why),
            _ => None,
        }
    }
}

/// Says what was tried with which path: `.map_err(io_error("write", &path))`.
pub(super) fn io_error(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    move |source| PublishError::Io { doing, path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_named_with_the_path_and_a_way_out() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let text = io_error("write", Path::new("a/b.html"))(full).to_string();
        assert!(text.starts_with("cannot write `a/b.html`: no storage space"), "{text}");
        assert!(text.ends_with("free some space and build again"), "{text}");
    }

    #[test]
    fn ten_foreign_files_are_listed_and_the_rest_counted() {
        let foreign = (10..22).map(|n| format!("f{n}")).collect();
        let text = PublishError::Foreign { path: "public".into(), foreign }.to_string();
        assert!(text.contains("\n    f19\n    and 2 more\n"), "{text}");
        assert!(!text.contains("f20"), "{text}");
    }

    #[test]
    fn a_collision_names_both_owners() {
        let first = ("texts/a.html".to_owned(), "content/texts/a.az.md".to_owned());
        let same = PublishError::Collision { first: first.clone(), second: (first.0.clone(), "B".into()) };
        let text = same.to_string();
        assert!(
            text.starts_with("two outputs have the address `texts/a.html`: content/texts/a.az.md and B\n"),
            "{text}"
        );
        let other =
            PublishError::Collision { first, second: ("texts/A.html".into(), "B".into()) }.to_string();
        assert!(other.contains("`texts/a.html` (content/texts/a.az.md) and `texts/A.html` (B)"), "{other}");
    }
}
