//! Files into normalised text, and what is said of those that cannot be read.

use crate::diag::{Code, Report};
use crate::normal;
use crate::span::{SourceId, Span};
use std::fs;
use std::io;
use std::path::Path;

/// Why a file cannot be read.
pub(super) enum Unreadable {
    Io(io::Error),
    /// The bytes before, their lines, and where that is in [`excerpt`].
    Utf8 {
        valid_up_to: usize,
        line: usize,
        at: usize,
    },
    TooLarge,
}

impl Unreadable {
    pub(super) fn report(self, source: SourceId, path: &str, report: &mut Report) {
        let start = Span::new(source, 0..0);
        match self {
            Unreadable::Io(error) => {
                let denied = error.kind() == io::ErrorKind::PermissionDenied;
                report.add(Code::UnreadableFile, start, format!("`{path}` cannot be read: {error}")).help(
                    if denied {
                        "give yourself the right to read it, or move it out of content/"
                    } else {
                        "see whether another program can open it; if none can, take it from your copy"
                    },
                )
            }
            Unreadable::Utf8 { valid_up_to, line, at } => report
                .add(
                    Code::InvalidUtf8,
                    Span::new(source, at..at + char::REPLACEMENT_CHARACTER.len_utf8()),
                    format!("`{path}` is not UTF-8: byte {valid_up_to}, in line {line}, begins no character"),
                )
                .help("save the file as UTF-8 in your editor"),
            Unreadable::TooLarge => report
                .add(Code::UnreadableFile, start, format!("`{path}` is larger than 256 MB"))
                .help("divide it into several files"),
        };
    }
}

/// The normalised text of a file: no byte order mark, `\n`, NFC.
pub(super) fn read_normalised(path: &Path) -> Result<String, Unreadable> {
    // The size is asked first: nobody wants to wait for a film that lies in the wrong folder.
    if fs::metadata(path).map_err(Unreadable::Io)?.len() > 256 << 20 {
        return Err(Unreadable::TooLarge);
    }
    let bytes = fs::read(path).map_err(Unreadable::Io)?;
    // The library of the standard checks several times slower, and every text passes here.
    match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => Ok(normalise(text)),
        Err(error) => {
            let valid_up_to = error.valid_up_to();
            let valid = String::from_utf8_lossy(&bytes[..valid_up_to]);
            let line = valid.matches('\n').count() + 1;
            Err(Unreadable::Utf8 { valid_up_to, line, at: normalise(&valid).len() })
        }
    }
}

fn normalise(text: &str) -> String {
    let text = normal::composed(text.strip_prefix('\u{feff}').unwrap_or(text));
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() }
}

/// The text of a file for messages, with U+FFFD for what is not UTF-8; empty if it cannot be read.
#[must_use]
pub fn excerpt(root: &Path, path: &str) -> String {
    match read_normalised(&root.join(path)) {
        Ok(text) => text,
        Err(Unreadable::Utf8 { .. }) => {
            let bytes = fs::read(root.join(path)).unwrap_or_default();
            normalise(&String::from_utf8_lossy(&bytes))
        }
        Err(_) => String::new(),
    }
}
