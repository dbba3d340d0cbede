//! Which files changed. The only door to notify.

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Event, EventKind, PollWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// No event for so long: the editor has finished saving.
const QUIET: Duration = Duration::from_millis(6);
/// Events that never pause are acted on all the same.
const LONGEST: Duration = Duration::from_millis(20);
/// How long a mistake waits for the rest of a save before it is believed.
const DOUBT: Duration = Duration::from_millis(60);
/// New folders are looked into a second time: files may have come before they were watched.
const AGAIN: Duration = Duration::from_millis(200);
/// How often files are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// The folders an edition has its files in.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Why changes cannot be watched.
#[derive(Debug)]
pub struct WatchError {
    path: PathBuf,
    source: notify::Error,
}

impl fmt::Display for WatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot watch {}: {}", self.path.display(), self.source)
    }
}

/// Files that changed since the last look, relative to the edition's root.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Files and folders.
    pub paths: BTreeSet<String>,
    /// Some events were lost: anything may have changed.
    pub all: bool,
    folders: bool,
}

impl Changes {
    /// Takes over other changes.
    pub(super) fn merge(&mut self, other: Changes) {
        self.paths.extend(other.paths);
        self.all |= other.all;
        self.folders |= other.folders;
    }

    /// Whether nothing is known to have changed: new folders are looked into a second time.
    #[must_use]
    pub(super) fn none(&self) -> bool {
        self.paths.is_empty() && !self.all
    }

    /// Whether folders came or went.
    #[must_use]
    pub(super) fn folders(&self) -> bool {
        self.folders
    }

    /// Whether something below one of the folders, or one of these files, changed.
    #[must_use]
    pub(super) fn touch(&self, names: &[&str]) -> bool {
        let within = |path: &str, name: &str| {
            path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.all || self.paths.iter().any(|path| names.iter().any(|name| within(path, name)))
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.paths.first() {
            Some(path) if self.paths.len() == 1 => write!(f, "{path}:"),
            Some(path) => write!(f, "{path} and {} more:", self.paths.len() - 1),
            None => write!(f, "the edition:"),
        }
    }
}

/// Watches the files of an edition.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    /// The folder of a citation style outside the watched ones.
    style: Option<PathBuf>,
}

impl Watch {
    /// Begins to watch the edition in `root`.
    pub(super) fn new(root: &Path) -> Result<Watch, WatchError> {
        let root = super::whole(root);
        let (sender, events) = channel();
        let native = notify::recommended_watcher(sender.clone());
        let watcher: Box<dyn Watcher + Send> = match native {
            Ok(watcher) => Box::new(watcher),
            Err(_) => Box::new(poll(&root, sender)?),
        };
        let mut watch = Watch { root: root.clone(), watcher, events, style: None };
        if watch.watcher.watch(&root, RecursiveMode::NonRecursive).is_err() {
            // Some network disks tell of no changes, and the number of watches may be used up.
            let (sender, events) = channel();
            watch.watcher = Box::new(poll(&root, sender)?);
            watch.events = events;
            let failed = |source| WatchError { path: root.clone(), source };
            watch.watcher.watch(&root, RecursiveMode::NonRecursive).map_err(failed)?;
        }
        for folder in FOLDERS {
            watch.folder(folder)?;
        }
        Ok(watch)
    }

    fn folder(&mut self, name: &str) -> Result<(), WatchError> {
        let path = self.root.join(name);
        if !path.is_dir() {
            return Ok(());
        }
        self.watcher.watch(&path, RecursiveMode::Recursive).map_err(|source| WatchError { path, source })
    }

    /// Waits for changes. `again`: gives up after a while and comes back without any.
    pub(super) fn changes(&mut self, again: bool) -> Changes {
        let mut changes = Changes::default();
        let mut until: Option<Instant> = again.then(|| Instant::now() + AGAIN);
        let mut deadline = None;
        loop {
            let now = Instant::now();
            let event = match until {
                Some(until) => self.events.recv_timeout(until.saturating_duration_since(now)),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(event) if self.take(&event, &mut changes) => {
                    let last = *deadline.get_or_insert_with(|| Instant::now() + LONGEST);
                    until = Some((Instant::now() + QUIET).min(last));
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return changes,
                // The watcher lives as long as its receiver: it ends with the process.
                Err(RecvTimeoutError::Disconnected) => std::thread::park(),
            }
        }
    }

    /// Changes that follow at once; nothing when the files are at rest.
    pub(super) fn more(&mut self) -> Option<Changes> {
        let until = Instant::now() + DOUBT;
        let mut changes = Changes::default();
        loop {
            match self.events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(event) if self.take(&event, &mut changes) => break,
                Ok(_) => {}
                Err(_) => return None,
            }
        }
        changes.merge(self.rest());
        Some(changes)
    }

    /// What comes until there is a pause.
    fn rest(&mut self) -> Changes {
        let mut changes = Changes::default();
        let end = Instant::now() + LONGEST;
        while let Ok(event) =
            self.events.recv_timeout(QUIET.min(end.saturating_duration_since(Instant::now())))
        {
            self.take(&event, &mut changes);
        }
        changes
    }

    /// Notes an event; whether it matters.
    fn take(&self, event: &notify::Result<Event>, changes: &mut Changes) -> bool {
        let Ok(event) = event else {
            changes.all = true;
            return true;
        };
        if event.need_rescan() {
            changes.all = true;
            return true;
        }
        if !changes_something(event.kind) {
            return false;
        }
        let mut matters = false;
        for path in &event.paths {
            let Some(path) = super::relative(&self.root, path).filter(|path| self.counts(path)) else {
                continue;
            };
            changes.folders |= matches!(event.kind, EventKind::Create(CreateKind::Folder))
                || matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)))
                    && self.root.join(&path).is_dir();
            changes.paths.insert(path);
            matters = true;
        }
        matters
    }

    /// Whether the edition is made from this file. Hidden ones are the editors' own: `.a.md.swp`, `.#a.md`.
    fn counts(&self, path: &str) -> bool {
        let hidden = path.split('/').any(|part| part.starts_with('.'));
        let (top, _) = path.split_once('/').unwrap_or((path, ""));
        let style = || path.ends_with(".csl");
        !hidden && (FOLDERS.contains(&top) || matches!(path, "site.toml" | "edition.lock") || style())
    }

    /// Watches folders that came, and the folder of the citation style.
    pub(super) fn follow(&mut self, changes: &Changes, style: Option<&Path>) {
        for folder in FOLDERS {
            // A folder that was moved away and is back is another one; its old watch is dead.
            if changes.paths.contains(folder) {
                let _ = self.watcher.unwatch(&self.root.join(folder));
                let _ = self.folder(folder);
            }
        }
        let folder = style.and_then(Path::parent).map(|folder| super::whole(&self.root.join(folder)));
        let folder = folder.filter(|folder| *folder != self.root && folder.is_dir());
        if folder != self.style {
            if let Some(folder) = &folder {
                let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
            }
            self.style = folder;
        }
    }
}

/// A watcher that looks at the files itself, again and again.
fn poll(
    root: &Path,
    sender: std::sync::mpsc::Sender<notify::Result<Event>>,
) -> Result<PollWatcher, WatchError> {
    let config = notify::Config::default().with_poll_interval(POLL);
    PollWatcher::new(sender, config).map_err(|source| WatchError { path: root.to_owned(), source })
}

/// Reading is no change; closing a file that was written is.
fn changes_something(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}
