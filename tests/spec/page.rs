//! A page of the manual that is a test at once: prose, and fences that are files or what comes of them.

use std::fs;
use std::path::{Path, PathBuf};

/// A page in pieces; joined they are the page again.
pub(crate) struct Page {
    pub path: PathBuf,
    pub parts: Vec<Part>,
}

/// Running text, or a fence.
pub(crate) enum Part {
    Prose(String),
    Fence(Fence),
}

/// A fenced block: the backticks, what stands behind them, what stands in it.
pub(crate) struct Fence {
    pub ticks: String,
    pub info: String,
    pub body: String,
}

impl Page {
    pub(crate) fn read(path: &Path) -> Page {
        let text = fs::read_to_string(path).expect("a page can be read");
        Page { path: path.to_owned(), parts: parse(&text) }
    }

    /// The file's name without its ending.
    pub(crate) fn name(&self) -> String {
        self.path.file_stem().expect("a page has a name").to_string_lossy().into_owned()
    }

    pub(crate) fn prose(&self) -> String {
        let prose = |part: &Part| match part {
            Part::Prose(text) => Some(text.clone()),
            Part::Fence(_) => None,
        };
        self.parts.iter().filter_map(prose).collect()
    }

    pub(crate) fn write(&self) {
        fs::write(&self.path, self.to_string()).expect("a page can be written");
    }
}

impl std::fmt::Display for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Prose(text) => f.write_str(text),
            Part::Fence(Fence { ticks, info, body }) => write!(f, "{ticks}{info}\n{body}{ticks}\n"),
        })
    }
}

fn parse(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut prose = String::new();
    let mut open: Option<Fence> = None;
    for line in text.split_inclusive('\n') {
        if let Some(fence) = &mut open {
            if line.trim_end() == fence.ticks {
                parts.extend(open.take().map(Part::Fence));
            } else {
                fence.body.push_str(line);
            }
        } else if line.starts_with("```") {
            parts.push(Part::Prose(std::mem::take(&mut prose)));
            let info = line.trim_start_matches('`');
            let ticks = "`".repeat(line.len() - info.len());
            open = Some(Fence { ticks, info: info.trim_end().to_owned(), body: String::new() });
        } else {
            prose.push_str(line);
        }
    }
    assert!(open.is_none(), "a fence is never closed");
    parts.push(Part::Prose(prose));
    parts
}

/// What a fence is, read from its info string: `yaml content/persons.yaml crlf fixed`.
pub(crate) enum Meaning {
    /// A file of the edition.
    File(File),
    /// The report.
    Out,
    /// A text as it is written out; the path of the text, and whether its paragraphs are numbered.
    Html(String, bool),
    /// edition.lock.
    Lock,
    /// edition.lock of the imported texts.
    ImportedLock,
    /// An example for the eye only.
    Nothing,
}

/// A file of a small edition, and how it is put on the disk.
#[derive(Clone)]
pub(crate) struct File {
    pub path: String,
    pub body: String,
    /// Words behind the path: see tests/spec/README.md.
    pub directives: Vec<String>,
}

impl Fence {
    pub(crate) fn meaning(&self) -> Meaning {
        let mut words = self.info.split_whitespace();
        let kind = words.next().unwrap_or("");
        let path = words.next();
        let directives: Vec<String> = words.map(ToOwned::to_owned).collect();
        match (kind, path) {
            ("out", _) => Meaning::Out,
            ("lock", None) => Meaning::Lock,
            ("imported-lock", None) => Meaning::ImportedLock,
            ("html", Some(path)) if path.ends_with(".md") => {
                Meaning::Html(path.to_owned(), directives.iter().any(|d| d == "numbered"))
            }
            (_, Some(path)) => {
                let path = path.replace("%20", " ");
                Meaning::File(File { path, body: self.body.clone(), directives })
            }
            _ => Meaning::Nothing,
        }
    }
}

impl File {
    pub(crate) fn says(&self, directive: &str) -> bool {
        self.directives.iter().any(|d| d == directive)
    }

    fn argument(&self, name: &str) -> Option<&str> {
        self.directives.iter().find_map(|d| d.strip_prefix(name)?.strip_prefix('='))
    }

    /// Puts the file below `root`.
    pub(crate) fn put(&self, root: &Path) {
        let to = root.join(&self.path);
        fs::create_dir_all(to.parent().expect("a file lies in a folder")).expect("folders can be made");
        if self.says("absent") {
            return;
        }
        if let Some(target) = self.argument("symlink") {
            #[cfg(unix)]
            std::os::unix::fs::symlink(target, &to).expect("a link can be made");
            return;
        }
        let mut text = self.body.clone();
        for (directive, from, into) in
            [("crlf", "\n", "\r\n"), ("bom", "", ""), ("nfd", "ş", "s\u{327}"), ("nfd", "İ", "I\u{307}")]
        {
            if self.says(directive) && !from.is_empty() {
                text = text.replace(from, into);
            }
        }
        if let Some(size) = self.argument("kilobytes") {
            let size: usize = size.parse().expect("a size is a number");
            text = text.replace('…', &"much more ".repeat(size * 100));
        }
        if self.says("bom") {
            text.insert(0, '\u{feff}');
        }
        let bytes = if self.says("bytes") { unescape(&text) } else { text.into_bytes() };
        fs::write(&to, bytes).expect("a file can be written");
        if let Some(size) = self.argument("megabytes") {
            let size: u64 = size.parse().expect("a size is a number");
            let file = fs::OpenOptions::new().write(true).open(&to).expect("the file is there");
            file.set_len(size << 20).expect("a file with a hole can be made");
        }
    }
}

/// `\xNN` into that byte.
fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\x") {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        out.push(u8::from_str_radix(&rest[at + 2..at + 4], 16).expect("two digits behind \\x"));
        rest = &rest[at + 4..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}
