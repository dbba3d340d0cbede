//! How a built site gets onto the disk: staged beside the old one, swapped in, or not at all.
//!
//! The rules, each with a test in `tests.rs`:
//!
//! - At every moment the output is the old site or the new one, whole, also when the build is killed.
//!   The new site is made in a hidden folder beside the output and takes its place in one step.
//! - A file whose bytes did not change is a hard link to the old one: same inode, same mtime. Where links
//!   are impossible it is a copy with the old mtime. A published file is never written to.
//! - A build that changes nothing touches nothing.
//! - hashiya deletes only files that its manifest names. Anything else in the output stops the build
//!   (`CNAME` and `.git` too), except what operating systems strew about (`.DS_Store`, …): that moves over
//!   to the new site where its folder still exists.
//! - A file of ours that was deleted or edited by hand is made again.
//! - Only one build at a time works on an output.
//!
//! Nothing is forced to the platter (no `fsync`): a kill loses nothing, but after a power cut files of a
//! fresh site may be short. The next build sees their sizes and makes them again; forcing 450 MB out
//! would cost more than the build itself, and a site can always be built again.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

mod claims;
mod error;
mod folder;
mod manifest;
mod path;
mod staging;
#[cfg(test)]
mod tests;

pub use error::PublishError;
pub use manifest::Fingerprint;
pub use path::{BadPath, OutPath};

use claims::Claims;
use error::io_error;
use folder::{Seen, Stamp, Survey};
use manifest::{Found, Manifest, Record};
use staging::{Lock, Names, Staging};

/// Takes the files of a site from many threads and publishes them at once, or not at all.
///
/// Dropped before [`Publisher::finish`], it leaves the old site as it was and removes the new one.
#[derive(Debug)]
pub struct Publisher {
    names: Names,
    input: Fingerprint,
    old: Old,
    state: Mutex<State>,
}

/// The site that stands, as it was found by [`Publisher::open`].
#[derive(Debug)]
struct Old {
    /// Whether the output folder exists.
    exists: bool,
    /// When its manifest was last touched; `None` when it has none.
    sealed: Option<Stamp>,
    manifest: Manifest,
    survey: Survey,
    _lock: Option<Lock>,
}

#[derive(Debug, Default)]
struct State {
    claims: Claims,
    files: BTreeMap<OutPath, Made>,
    staging: Option<Staging>,
    /// Folders that exist in the staging folder.
    folders: HashSet<String>,
    /// A file was refused or could not be written.
    failed: bool,
}

#[derive(Debug, Clone, Copy)]
struct Made {
    record: Record,
    /// The old file has these bytes and is taken over.
    kept: bool,
}

/// What [`Publisher::finish`] has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files of the site.
    pub files: usize,
    /// How many of them were written.
    pub written: usize,
    /// How many were taken over from the old site.
    pub unchanged: usize,
    /// Files of the old site that the new one lacks.
    pub removed: usize,
    /// Sum of the sizes of all files, in bytes.
    pub bytes: u64,
    /// Warnings of the build that made it.
    pub warnings: u32,
}

impl Publisher {
    /// Prepares to publish into `out`, which is absent, empty, or a site that hashiya made.
    ///
    /// `input` is the fingerprint of everything that the site is made from. `protect` names the inputs on
    /// the disk (`content`, `themes`, `site.toml`): the output may neither hold one nor lie in one. A
    /// link is followed: the site is swapped where it really lies. Parents that are missing are made.
    ///
    /// # Errors
    /// The folder is not ours or holds foreign files, another build works on it, or it cannot be read.
    pub fn open(out: &Path, input: Fingerprint, protect: &[&Path]) -> Result<Publisher, PublishError> {
        let names = Names::of(out, protect)?;
        names.recover()?;
        let old = Old::find(&names.out, input)?;
        names.clean()?;
        let mut state = State::default();
        if !old.exists {
            // Made at once: there is no output to hold the lock.
            state.staging = Some(Staging::create(&names)?);
        }
        Ok(Publisher { names, input, old, state: Mutex::new(state) })
    }

    /// The site that stands, if it was made from the same inputs and all its files are as they were.
    ///
    /// Files touched since their manifest (edited, copied, restored) are read and compared.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn current(&self) -> Result<Option<Published>, PublishError> {
        if self.old.sealed.is_none() || self.old.manifest.input != self.input {
            return Ok(None);
        }
        let (count, warnings) = (self.old.manifest.files.len(), self.old.manifest.warnings);
        let bytes = self.old.manifest.files.values().map(|record| record.size).sum();
        let published = Published { files: count, written: 0, unchanged: count, removed: 0, bytes, warnings };
        let files: Vec<_> = self.old.manifest.files.iter().collect();
        let stands = |(path, record)| match self.stands(path, record) {
            Ok(true) => Ok(()),
            Ok(false) => Err(None),
            Err(error) => Err(Some(error)),
        };
        match files.into_par_iter().try_for_each(stands) {
            Ok(()) => Ok(Some(published)),
            Err(None) => Ok(None),
            Err(Some(error)) => Err(error),
        }
    }

    /// Adds a file. `owner` is who makes it, such as `content/texts/baku.az.md`: a collision names it.
    ///
    /// After an error the site cannot be finished any more.
    ///
    /// # Errors
    /// The address is taken ([`PublishError::Collision`]), or the file cannot be written.
    pub fn put(&self, path: OutPath, owner: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let put = self.try_put(path, owner, bytes);
        if put.is_err() {
            self.state().failed = true;
        }
        put
    }

    fn try_put(&self, path: OutPath, owner: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let record = Record::of(bytes);
        self.state().claims.claim(&path, owner)?;
        let kept = self.old.manifest.files.get(&path) == Some(&record) && self.stands(&path, &record)?;
        if !kept {
            let target = self.state().place(&path, &self.names)?;
            let mut file = File::create_new(&target).map_err(io_error("create", &target))?;
            file.write_all(bytes).map_err(io_error("write", &target))?;
        }
        self.state().files.insert(path, Made { record, kept });
        Ok(())
    }

    /// Publishes what was put: all of it, in one step. The number of warnings is kept with the site.
    ///
    /// # Errors
    /// The old site stands as it was, except for [`PublishError::Leftover`].
    pub fn finish(self, warnings: u32) -> Result<Published, PublishError> {
        let mut state = std::mem::take(&mut *self.state());
        if state.failed {
            return Err(PublishError::Incomplete);
        }
        let published = self.count(&state.files, warnings);
        if self.old.sealed.is_some() && published.written == 0 && published.removed == 0 {
            if (self.old.manifest.input, self.old.manifest.warnings) != (self.input, warnings) {
                Manifest::renew(&self.names.out, self.input, warnings)?;
            }
            return Ok(published);
        }
        self.take_over(&mut state)?;
        let mut staging = state.staging.take().expect("what is taken over goes into the staging folder");
        let files = state.files.into_iter().map(|(path, made)| (path, made.record)).collect();
        staging.seal(&Manifest { input: self.input, warnings, files })?;
        if self.old.exists {
            // Somebody may have put a file there while the site was being built.
            self.old.check(&self.names.out)?;
        }
        self.names.swap(staging, self.old.exists.then_some(&self.old.manifest))?;
        Ok(published)
    }

    fn count(&self, files: &BTreeMap<OutPath, Made>, warnings: u32) -> Published {
        let unchanged = files.values().filter(|made| made.kept).count();
        let gone = |path: &&OutPath| !files.contains_key(*path);
        Published {
            files: files.len(),
            written: files.len() - unchanged,
            unchanged,
            removed: self.old.manifest.files.keys().filter(gone).count(),
            bytes: files.values().map(|made| made.record.size).sum(),
            warnings,
        }
    }

    /// Brings the unchanged files and the litter into the staging folder.
    fn take_over(&self, state: &mut State) -> Result<(), PublishError> {
        let mut links = Vec::new();
        let kept: Vec<_> = state
            .files
            .iter()
            .filter(|(_, made)| made.kept)
            .map(|(path, made)| (path.clone(), made.record))
            .collect();
        for (path, record) in kept {
            links.push((state.place(&path, &self.names)?, path, record));
        }
        links.into_par_iter().try_for_each(|(target, path, record)| {
            let source = self.names.out.join(path.as_str());
            let untouched = fs::symlink_metadata(&source)
                .is_ok_and(|now| self.old.survey.files.get(path.as_str()) == Some(&Seen::of(&now)));
            if !untouched && !holds(&source, &record)? {
                return Err(PublishError::Disturbed { path: source });
            }
            link(&source, &target)
        })?;
        let staging = state.staging(&self.names)?;
        for litter in &self.old.survey.litter {
            let target = staging.path().join(litter);
            if target.parent().is_some_and(Path::is_dir) {
                link(&self.names.out.join(litter), &target)?;
            }
        }
        Ok(())
    }

    /// Whether the old file is there and holds what is recorded.
    fn stands(&self, path: &OutPath, record: &Record) -> Result<bool, PublishError> {
        match self.old.survey.files.get(path.as_str()) {
            Some(seen) if seen.size != record.size => Ok(false),
            // A file touched in the same instant as the manifest may have been touched after it.
            Some(seen) if Some(seen.stamp) < self.old.sealed => Ok(true),
            Some(_) => holds(&self.names.out.join(path.as_str()), record),
            None => Ok(false),
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics while it holds the state")
    }
}

impl Old {
    /// Locks and surveys the output; `input` stands in for the fingerprint of a site that is not there.
    fn find(out: &Path, input: Fingerprint) -> Result<Old, PublishError> {
        let manifest = Manifest { input, warnings: 0, files: BTreeMap::new() };
        let none = Old { exists: false, sealed: None, manifest, survey: Survey::default(), _lock: None };
        if !staging::exists(out)? {
            return Ok(none);
        }
        if !out.is_dir() {
            return Err(PublishError::NotAFolder { path: out.to_owned() });
        }
        if staging::is_mount(out).map_err(io_error("read", out))? {
            return Err(PublishError::Mount { path: out.to_owned() });
        }
        let lock = staging::lock(out, out)?;
        let mut old = match Manifest::read(out)? {
            Found::Absent => Old { exists: true, _lock: lock, ..none },
            Found::Unfinished => {
                return Err(PublishError::Damaged { manifest: out.join(manifest::NAME), line: 1 });
            }
            Found::Whole(manifest, sealed) => {
                Old { exists: true, sealed: Some(sealed), manifest, _lock: lock, ..none }
            }
        };
        old.survey = old.check(out)?;
        Ok(old)
    }

    /// Looks through the output and refuses foreign files.
    fn check(&self, out: &Path) -> Result<Survey, PublishError> {
        let mut survey = Survey::of(out, &self.manifest)?;
        let foreign = std::mem::take(&mut survey.foreign);
        match (foreign.is_empty(), self.sealed) {
            (true, _) => Ok(survey),
            (false, None) => Err(PublishError::NotOurs { path: out.to_owned(), foreign }),
            (false, Some(_)) => Err(PublishError::Foreign { path: out.to_owned(), foreign }),
        }
    }
}

impl State {
    /// Where a file goes in the staging folder; makes the folders above it.
    fn place(&mut self, path: &OutPath, names: &Names) -> Result<PathBuf, PublishError> {
        let root = self.staging(names)?.path().to_owned();
        for folder in path.folders() {
            if !self.folders.contains(folder) {
                let target = root.join(folder);
                fs::create_dir(&target).map_err(io_error("create", &target))?;
                self.folders.insert(folder.to_owned());
            }
        }
        Ok(root.join(path.as_str()))
    }

    /// The staging folder, made when it is first needed.
    fn staging(&mut self, names: &Names) -> Result<&mut Staging, PublishError> {
        match self.staging {
            Some(ref mut staging) => Ok(staging),
            ref mut none => Ok(none.insert(Staging::create(names)?)),
        }
    }
}

/// Whether the file holds the recorded bytes.
fn holds(file: &Path, record: &Record) -> Result<bool, PublishError> {
    match fs::read(file) {
        Ok(bytes) => Ok(Record::of(&bytes) == *record),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(io_error("read", file)(error)),
    }
}

/// Gives an old file a second name; where the disk cannot, copies it.
fn link(source: &Path, target: &Path) -> Result<(), PublishError> {
    match fs::hard_link(source, target) {
        Ok(()) => Ok(()),
        Err(_) => copy(source, target).map_err(io_error("copy to", target)),
    }
}

/// Copies a file with its mtime.
fn copy(source: &Path, target: &Path) -> io::Result<()> {
    let (mut from, mut to) = (File::open(source)?, File::create_new(target)?);
    io::copy(&mut from, &mut to)?;
    to.set_modified(from.metadata()?.modified()?)
}
