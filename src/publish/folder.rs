//! What stands in a folder, and taking away what is ours.

use std::collections::HashMap;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::Path;

use super::error::{PublishError, io_error};
use super::manifest::{Manifest, NAME};

/// Files that an operating system strews about: they block nothing.
const LITTER: &[&str] = &[".DS_Store", ".directory", "Thumbs.db", "desktop.ini"];

/// When a file was last touched in any way.
///
/// On Unix it is the time of the last change of the inode (ctime), which no program can set back: it tells
/// a page edited by hand even when size and mtime were restored. Elsewhere it is the mtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp(#[cfg(unix)] (i64, i64), #[cfg(not(unix))] Option<std::time::SystemTime>);

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        use std::os::unix::fs::MetadataExt;
        Stamp((metadata.ctime(), metadata.ctime_nsec()))
    }

    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> Stamp {
        Stamp(metadata.modified().ok())
    }
}

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) size: u64,
    pub(super) stamp: Stamp,
}

impl Seen {
    pub(super) fn of(metadata: &Metadata) -> Seen {
        Seen { size: metadata.len(), stamp: Stamp::of(metadata) }
    }
}

/// What stands in a folder, sorted into recorded files and others.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The recorded files that stand, by path.
    pub(super) files: HashMap<String, Seen>,
    /// What an operating system left there.
    pub(super) litter: Vec<String>,
    /// Everything else, sorted; a folder ends in `/` and stands for all it holds.
    pub(super) foreign: Vec<String>,
}

impl Survey {
    /// Looks through `folder` and changes nothing. Links are not followed; they are foreign.
    pub(super) fn of(folder: &Path, manifest: &Manifest) -> Result<Survey, PublishError> {
        let mut survey = Survey::default();
        survey.walk(folder, "", manifest)?;
        survey.foreign.sort();
        survey.litter.sort();
        Ok(survey)
    }

    fn walk(&mut self, folder: &Path, prefix: &str, manifest: &Manifest) -> Result<(), PublishError> {
        for entry in fs::read_dir(folder).map_err(io_error("read", folder))? {
            let entry = entry.map_err(io_error("read", folder))?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match kind(&entry, &path, manifest).map_err(io_error("read", &entry.path()))? {
                Kind::Manifest => {}
                Kind::Ours => {
                    let metadata = entry.metadata().map_err(io_error("read", &entry.path()))?;
                    self.files.insert(path, Seen::of(&metadata));
                }
                Kind::Folder => self.walk(&entry.path(), &format!("{path}/"), manifest)?,
                Kind::Litter => self.litter.push(path),
                Kind::Foreign { folder } => self.foreign.push(if folder { path + "/" } else { path }),
            }
        }
        Ok(())
    }
}

enum Kind {
    Manifest,
    Ours,
    Folder,
    Litter,
    Foreign { folder: bool },
}

fn kind(entry: &DirEntry, path: &str, manifest: &Manifest) -> io::Result<Kind> {
    let kind = entry.file_type()?;
    let name = entry.file_name();
    Ok(if kind.is_dir() {
        if manifest.has_folder(path) { Kind::Folder } else { Kind::Foreign { folder: true } }
    } else if !kind.is_file() {
        Kind::Foreign { folder: false }
    } else if path == NAME {
        Kind::Manifest
    } else if manifest.files.contains_key(path) {
        Kind::Ours
    } else if LITTER.iter().any(|litter| name == *litter) {
        Kind::Litter
    } else {
        Kind::Foreign { folder: false }
    })
}

/// Removes `folder` with the files of its manifest, the manifest last.
///
/// Files are looked for by walking, never by joining recorded paths, so that a link inside the folder leads
/// nobody out of it. What is foreign stays, and the manifest with it: a later call takes it up again.
///
/// # Errors
/// [`PublishError::Foreign`] with what was left, or what the system refused.
pub(super) fn remove(folder: &Path, manifest: &Manifest) -> Result<(), PublishError> {
    let mut foreign = Vec::new();
    remove_below(folder, "", manifest, &mut foreign)?;
    if !foreign.is_empty() {
        foreign.sort();
        return Err(PublishError::Foreign { path: folder.to_owned(), foreign });
    }
    remove_last(folder).map_err(io_error("remove", folder))
}

/// Removes a staging folder that was never finished, with all it holds, the manifest last: killed at any
/// moment, it leaves a folder that is still known as ours.
pub(super) fn remove_unfinished(folder: &Path) -> Result<(), PublishError> {
    let remove = || -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != NAME {
                fs::remove_file(entry.path())?;
            }
        }
        remove_last(folder)
    };
    remove().map_err(io_error("remove", folder))
}

/// Removes the manifest and the folder, which holds nothing else.
fn remove_last(folder: &Path) -> io::Result<()> {
    match fs::remove_file(folder.join(NAME)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::remove_dir(folder),
    }
}

fn remove_below(
    folder: &Path,
    prefix: &str,
    manifest: &Manifest,
    foreign: &mut Vec<String>,
) -> Result<(), PublishError> {
    for entry in fs::read_dir(folder).map_err(io_error("read", folder))? {
        let entry = entry.map_err(io_error("read", folder))?;
        let file = entry.path();
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match kind(&entry, &path, manifest).map_err(io_error("read", &file))? {
            Kind::Manifest => {}
            Kind::Ours | Kind::Litter => fs::remove_file(&file).map_err(io_error("remove", &file))?,
            Kind::Folder => {
                let before = foreign.len();
                remove_below(&file, &format!("{path}/"), manifest, foreign)?;
                if foreign.len() == before {
                    fs::remove_dir(&file).map_err(io_error("remove", &file))?;
                }
            }
            Kind::Foreign { folder } => foreign.push(if folder { path + "/" } else { path }),
        }
    }
    Ok(())
}
