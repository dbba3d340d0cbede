//! The folder beside the output in which a new site is made, the lock, and the swap.
//!
//! For `public` there are two names beside it: `.public.hashiya-staging`, where the new site is made and
//! where, after the swap, the old one is taken away; and `.public.hashiya-old`, used only where two
//! folders cannot be exchanged in one step.
//!
//! The lock is `flock` on the folders themselves, on the output and on the staging folder: it leaves no
//! file behind, the kernel gives it back when a build is killed, and it goes with the folder through the
//! swap. Where folders cannot be locked (Windows, some network disks) two builds at once are not detected.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::{PublishError, io_error};
use super::folder;
use super::manifest::{Found, HEAD, Manifest, NAME};

/// The three names that a build uses.
#[derive(Debug)]
pub(super) struct Names {
    /// The output folder; no link, parents resolved.
    pub(super) out: PathBuf,
    staging: PathBuf,
    old: PathBuf,
}

impl Names {
    /// Finds the names for an output, which need not exist, and checks them against the inputs.
    pub(super) fn of(out: &Path, protect: &[&Path]) -> Result<Names, PublishError> {
        let out = resolve(out)?;
        for input in protect {
            let input = resolve(input)?;
            if input.starts_with(&out) || out.starts_with(&input) {
                return Err(PublishError::Input { path: out, input });
            }
        }
        let Some(name) = out.file_name() else { return Err(PublishError::Mount { path: out }) };
        let beside = |ending: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            out.with_file_name(hidden)
        };
        Ok(Names { staging: beside(".hashiya-staging"), old: beside(".hashiya-old"), out })
    }

    /// Brings the old site back when a kill fell between the two renames of [`Names::swap`].
    pub(super) fn recover(&self) -> Result<(), PublishError> {
        if exists(&self.out)? || !exists(&self.old)? {
            return Ok(());
        }
        let _lock = lock(&self.old, &self.out)?;
        fs::rename(&self.old, &self.out).map_err(io_error("rename", &self.old))
    }

    /// Removes what killed builds have left beside the output.
    pub(super) fn clean(&self) -> Result<(), PublishError> {
        clean(&self.staging, &self.out)?;
        clean(&self.old, &self.out)
    }

    /// Puts the finished staging folder in the place of the output and removes the old site.
    ///
    /// One step where the system can exchange two folders, or when there is no output yet. Elsewhere two
    /// renames: a kill between them leaves no output and the whole old site as `.….hashiya-old`, which the
    /// next run puts back ([`Names::recover`]).
    pub(super) fn swap(&self, staging: Staging, old: Option<&Manifest>) -> Result<(), PublishError> {
        let Some(old) = old else {
            fs::rename(&self.staging, &self.out).map_err(io_error("create", &self.out))?;
            return staging.published(&self.out);
        };
        let exchanged = exchange(&self.staging, &self.out).map_err(io_error("replace", &self.out))?;
        if !exchanged {
            self.two_renames()?;
        }
        let leftover = if exchanged { &self.staging } else { &self.old };
        let removed = folder::remove(leftover, old);
        staging.published(&self.out)?;
        removed.map_err(|why| PublishError::Leftover(Box::new(why)))
    }

    fn two_renames(&self) -> Result<(), PublishError> {
        fs::rename(&self.out, &self.old).map_err(io_error("replace", &self.out))?;
        fs::rename(&self.staging, &self.out).map_err(|error| {
            // Should this fail too, the next run does it.
            let _ = fs::rename(&self.old, &self.out);
            io_error("replace", &self.out)(error)
        })
    }
}

/// A new site in the making. Dropped before [`Names::swap`], it is removed with all it holds.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    manifest: File,
    _lock: Option<Lock>,
    unfinished: bool,
}

impl Staging {
    /// Makes the staging folder, with the permissions of the output that it will replace.
    pub(super) fn create(names: &Names) -> Result<Staging, PublishError> {
        let path = names.staging.clone();
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(io_error("create", parent))?;
        }
        fs::create_dir(&path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => PublishError::Busy { path: names.out.clone() },
            _ => io_error("create", &path)(error),
        })?;
        let lock = lock(&path, &names.out)?;
        let file = path.join(NAME);
        let manifest = File::create_new(&file).map_err(io_error("create", &file))?;
        let mut staging = Staging { path, manifest, _lock: lock, unfinished: true };
        staging.append(HEAD)?;
        if let Ok(metadata) = fs::metadata(&names.out) {
            let path = &staging.path;
            fs::set_permissions(path, metadata.permissions()).map_err(io_error("create", path))?;
        }
        Ok(staging)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the rest of the manifest: from here on the folder is a whole site.
    pub(super) fn seal(&mut self, manifest: &Manifest) -> Result<(), PublishError> {
        self.append(&manifest.body())
    }

    fn append(&mut self, text: &str) -> Result<(), PublishError> {
        self.manifest.write_all(text.as_bytes()).map_err(io_error("write", &self.path.join(NAME)))
    }

    /// The folder now stands as `out`: nothing is left to remove.
    ///
    /// Removing the old site touched every inode that both sites share; touching the manifest after it
    /// makes all of them older than the manifest again, so that the next build need not read them.
    fn published(mut self, out: &Path) -> Result<(), PublishError> {
        self.unfinished = false;
        let touch = || self.manifest.set_modified(self.manifest.metadata()?.modified()?);
        touch().map_err(io_error("write", &out.join(NAME)))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.unfinished {
            // What cannot be removed now is removed by the next build.
            let _ = folder::remove_unfinished(&self.path);
        }
    }
}

/// Removes a folder that a killed build has left, when it is provably ours and nobody works on it.
fn clean(leftover: &Path, out: &Path) -> Result<(), PublishError> {
    if !exists(leftover)? {
        return Ok(());
    }
    let _lock = lock(leftover, out)?;
    match Manifest::read(leftover)? {
        Found::Whole(manifest, _) => folder::remove(leftover, &manifest),
        Found::Unfinished => folder::remove_unfinished(leftover),
        // Killed before the first line of a manifest, or after the last: such a folder is empty.
        Found::Absent => fs::remove_dir(leftover).map_err(io_error("remove", leftover)),
    }
}

/// A locked folder, given back when it is dropped or the process ends.
#[derive(Debug)]
pub(super) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone would leave the lock to a program that is being started just now.
        let _ = self.0.unlock();
    }
}

/// Takes the lock on a folder. `None`: this system or this disk cannot lock folders.
/// A refusal names `out`, the output that the other build works on.
pub(super) fn lock(folder: &Path, out: &Path) -> Result<Option<Lock>, PublishError> {
    if cfg!(not(unix)) {
        return Ok(None);
    }
    let busy = || PublishError::Busy { path: out.to_owned() };
    let file = match File::open(folder) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(busy()),
        Err(error) => return Err(io_error("open", folder)(error)),
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Err(busy()),
        Err(fs::TryLockError::Error(_)) => return Ok(None),
    }
    let lock = Lock(file);
    // Another build may have swapped or removed the folder between opening and locking it.
    if same_folder(&lock.0, folder).unwrap_or(false) { Ok(Some(lock)) } else { Err(busy()) }
}

#[cfg(unix)]
fn same_folder(file: &File, folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (one, two) = (file.metadata()?, fs::symlink_metadata(folder)?);
    Ok((one.dev(), one.ino()) == (two.dev(), two.ino()))
}

#[cfg(not(unix))]
fn same_folder(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Whether a disk begins at `out`, so that a folder beside it lies on another one.
#[cfg(unix)]
pub(super) fn is_mount(out: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let parent = out.parent().map(fs::metadata).transpose()?;
    Ok(parent.is_none_or(|parent| fs::metadata(out).is_ok_and(|out| out.dev() != parent.dev())))
}

#[cfg(not(unix))]
pub(super) fn is_mount(out: &Path) -> io::Result<bool> {
    Ok(out.parent().is_none())
}

/// Exchanges two folders in one step; `false` where the system or the disk cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, two: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    // EINVAL is what Linux says of a disk without exchange.
    let cannot = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
    match renameat_with(CWD, one, CWD, two, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(error) if cannot.contains(&error) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Whether something stands at the path, a broken link included.
pub(super) fn exists(path: &Path) -> Result<bool, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(io_error("read", path)(error)),
    }
}

/// The path without links: the part that exists is resolved, the rest is appended.
fn resolve(path: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(path).map_err(io_error("read", path))?;
    let mut missing = Vec::new();
    let mut rest = absolute.as_path();
    loop {
        match rest.canonicalize() {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |path, name| path.join(name))),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !exists(rest)? => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(PublishError::NotAFolder { path: path.to_owned() });
            }
            Err(error) => return Err(io_error("read", rest)(error)),
        }
        // `..` below a folder that does not exist has no name to append.
        let (Some(parent), Some(name)) = (rest.parent(), rest.file_name()) else {
            return Err(PublishError::NotAFolder { path: path.to_owned() });
        };
        missing.push(name);
        rest = parent;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_renames_replace_the_output_or_leave_it() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let names = Names::of(&home.path().join("public"), &[]).expect("a good place");
        for folder in [&names.out, &names.staging] {
            fs::create_dir(folder).expect("created");
        }
        fs::write(names.staging.join("new"), "").expect("written");
        names.two_renames().expect("replaced");
        assert!(names.out.join("new").exists() && names.old.exists() && !names.staging.exists());
        fs::remove_dir(&names.old).expect("empty");
        names.two_renames().expect_err("nothing is staged");
        assert!(names.out.join("new").exists() && !names.old.exists());
    }
}
