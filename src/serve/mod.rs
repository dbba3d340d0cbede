//! The edition on a local address: every page made when it is asked for, always from the last good state.
//!
//! Nothing is written, not even `edition.lock`: a [`Site`](crate::render::Site) is a function from a page's
//! name to its bytes, so there is no folder to keep in step with it. A watcher tells which files changed,
//! the edition is read again (only those files are parsed), and a new site takes the place of the old one.
//! Here is the only door to axum and tokio (`http`) and to notify (`watch`).

mod http;
mod shown;
mod watch;

use crate::load::LoadError;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use std::{fmt, io};
use tokio::sync::watch::Sender;

pub use watch::WatchError;

use shown::{Reading, Shown};

/// How many ports are tried when the first one is taken.
const PORTS: u16 = 20;

/// What to serve, and how.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The port of 127.0.0.1 to begin with; 0 takes any free one.
    pub port: u16,
    /// Show drafts, too.
    pub drafts: bool,
    /// Add the script to pages that reloads them; without it they have the bytes of a build.
    pub reload: bool,
    /// Colour the messages.
    pub colour: bool,
}

/// Where news goes: whole lines for people.
pub type Say = Arc<dyn Fn(&str) + Send + Sync>;

/// Why serving could not begin or had to end.
#[derive(Debug)]
pub enum ServeError {
    /// The edition cannot be read at all.
    Load(LoadError),
    /// No port is free, or the system does not give one.
    Port(u16, io::Error),
    /// Changes cannot be watched.
    Watch(WatchError),
    /// The system refuses to go on.
    Io(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::Load(error) => error.fmt(f),
            ServeError::Port(port, error) if error.kind() == io::ErrorKind::AddrInUse => write!(
                f,
                "the ports {port} to {} are taken\n  = help: name another one with --port, or 0 for any",
                port.saturating_add(PORTS - 1)
            ),
            ServeError::Port(port, error) => write!(
                f,
                "cannot listen on port {port}: {error}\n  = help: ports below 1024 belong to the system; try --port 8000"
            ),
            ServeError::Watch(error) => error.fmt(f),
            ServeError::Io(error) => write!(f, "cannot serve: {error}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// What is served at the moment.
pub(crate) struct Status {
    /// Counts the times the edition was read.
    version: u64,
    /// The last good site; nothing when there was none yet.
    shown: Option<Arc<Shown>>,
    /// What is wrong with the edition as it stands, a line for each error; empty when nothing is.
    messages: String,
}

/// Serves the edition in `root` until the process is told to end.
///
/// `ready` hears the address once it answers.
///
/// # Errors
/// The edition cannot be read at all, no port is free, or files cannot be watched. Mistakes in the edition
/// are no errors here: they are said and shown, and the last good site stays.
pub fn serve(
    root: &Path,
    options: &ServeOptions,
    say: &Say,
    ready: &mut dyn FnMut(&str),
) -> Result<(), ServeError> {
    // Watched first and read after it: what is saved in between is seen.
    let watch = watch::Watch::new(root).map_err(ServeError::Watch)?;
    let mut reading = Reading::new(root, options);
    let started = Instant::now();
    let read = reading.read(true).map_err(ServeError::Load)?;
    if !read.words.is_empty() {
        say(&read.words);
    }
    let listener = listen(options.port)?;
    let address = listener.local_addr().map_err(ServeError::Io)?;
    if options.port != 0 && address.port() != options.port {
        say(&format!("port {} is taken; using {} instead", options.port, address.port()));
    }
    let base = read.shown.as_ref().map_or("/", |shown| shown.base());
    let url = format!("http://{address}{}", shown::encoded(base));
    let seconds = started.elapsed().as_secs_f64();
    say(&match &read.shown {
        Some(shown) => {
            format!("Serving {} pages at {url} (read in {seconds:.2} s; Ctrl+C ends)", shown.pages())
        }
        None => format!("Serving at {url}; the edition shows as soon as its errors are mended (Ctrl+C ends)"),
    });
    let status = Status { version: 1, shown: read.shown, messages: read.messages };
    let (sender, receiver) = tokio::sync::watch::channel(Arc::new(status));
    let (words, reload) = (say.clone(), options.reload);
    let fingerprint = read.fingerprint;
    std::thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || follow(watch, reading, fingerprint, &sender, &words))
        .map_err(ServeError::Io)?;
    http::run(listener, receiver, reload, &mut || ready(&url)).map_err(ServeError::Io)
}

/// The first free port.
fn listen(port: u16) -> Result<TcpListener, ServeError> {
    let mut next = port;
    loop {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, next))) {
            Ok(listener) => return Ok(listener),
            Err(error)
                if error.kind() == io::ErrorKind::AddrInUse && next - port < PORTS - 1 && next < u16::MAX =>
            {
                next += 1;
            }
            Err(error) => return Err(ServeError::Port(port, error)),
        }
    }
}

/// Reads the edition again after every change, for ever.
fn follow(
    mut watch: watch::Watch,
    mut reading: Reading,
    mut fingerprint: Option<[u8; 32]>,
    status: &Sender<Arc<Status>>,
    say: &Say,
) {
    let mut again = false;
    loop {
        let mut changes = watch.changes(again);
        let started = Instant::now();
        let mut read = reading.reread(&changes);
        // An editor may be half way through saving: a mistake counts when the files have come to rest.
        while !read.messages.is_empty() {
            let Some(more) = watch.more() else { break };
            changes.merge(more);
            read = reading.reread(&changes);
        }
        watch.follow(&changes, read.style.as_deref());
        again = changes.folders();
        if changes.none() && read.fingerprint == fingerprint {
            continue;
        }
        fingerprint = read.fingerprint;
        let old = status.borrow().clone();
        let good = read.shown.is_some();
        let spoken = old.messages != read.messages || !read.words.is_empty();
        let shown = read.shown.or_else(|| old.shown.clone());
        let next = Status { version: old.version + 1, shown, messages: read.messages };
        status.send_replace(Arc::new(next));
        if !read.words.is_empty() {
            say(&read.words);
        }
        if good {
            let took = started.elapsed().as_secs_f64() * 1000.0;
            let warnings = match read.warnings {
                0 => String::new(),
                1 => "; 1 warning".to_owned(),
                many => format!("; {many} warnings"),
            };
            say(&format!("{changes} read again in {took:.0} ms{warnings}"));
        } else if spoken {
            say("the pages stay as they were until this is mended");
        }
    }
}

/// A path of the file system as the edition writes it: relative, with `/`.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let path = path.strip_prefix(root).ok()?;
    Some(path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// The folder of an edition without detours, as the system names it in its events.
fn whole(root: &Path) -> PathBuf {
    root.canonicalize().unwrap_or_else(|_| root.to_owned())
}
