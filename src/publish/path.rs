//! The address of a file inside the site.

use std::borrow::Borrow;
use std::fmt;

/// Characters that some file system, archive or shell of a reader does not take in a name.
const FORBIDDEN: &[char] = &['\\', ':', '*', '?', '"', '<', '>', '|'];

/// Names that Windows keeps for devices, whatever extension follows.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Where a file stands in the site: relative, segments joined by `/`, valid on every common file system.
///
/// A site is copied to sticks and other people's computers, so a path is refused everywhere when it
/// would fail somewhere: empty segments, `.` and `..`, control characters, `\ : * ? " < > |`, a
/// segment that ends in a dot or a space or has more than 255 bytes, Windows device names
/// (`aux.html`), and names that begin with `.hashiya`, which belong to the publisher. Upper and lower
/// case are kept; two paths that differ in case only are a collision, found by
/// [`Publisher::put`](super::Publisher::put).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// Takes a path such as `texts/baku.html`.
    ///
    /// # Errors
    /// [`BadPath`] says which rule of [`OutPath`] is broken.
    pub fn new(path: impl Into<String>) -> Result<OutPath, BadPath> {
        let path = path.into();
        match path.split('/').find_map(fault) {
            Some(why) => Err(BadPath { path, why }),
            None => Ok(OutPath(path)),
        }
    }

    /// The path as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders above the file, outermost first: `a/b/c.html` has `a` and `a/b`.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(end, _)| &self.0[..end])
    }
}

/// The rule that a segment breaks.
fn fault(segment: &str) -> Option<&'static str> {
    let stem = segment.split('.').next().unwrap_or_default().to_ascii_lowercase();
    if segment.is_empty() {
        Some("a segment is empty")
    } else if segment == "." || segment == ".." {
        Some("`.` and `..` are no names")
    } else if segment.chars().any(|c| c.is_control() || FORBIDDEN.contains(&c)) {
        Some("it holds a character that some file systems refuse")
    } else if segment.ends_with(['.', ' ']) {
        Some("a segment ends in a dot or a space")
    } else if segment.len() > 255 {
        Some("a segment is longer than 255 bytes")
    } else if segment.starts_with(".hashiya") {
        Some("names that begin with `.hashiya` are kept for the manifest")
    } else if is_device(&stem) {
        Some("Windows keeps this name for a device")
    } else {
        None
    }
}

fn is_device(stem: &str) -> bool {
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    let is_digit = |n: &str| matches!(n.as_bytes(), [b'1'..=b'9']);
    DEVICES.contains(&stem) || port.is_some_and(is_digit)
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for OutPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A path that cannot be a file's address in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPath {
    /// The path as it was given.
    pub path: String,
    /// The rule it breaks.
    pub why: &'static str,
}

impl fmt::Display for BadPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be a path in the site: {}", self.path.escape_debug(), self.why)?;
        f.write_str("\n  = help: rename the file or the key that it is made from")
    }
}

impl std::error::Error for BadPath {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_when_every_file_system_takes_it() {
        check("index.html", "");
        check("en/texts/baku-1920.html", "");
        check("şəkillər/Bakı.jpg", "");
        check(".nojekyll", "");
        check("console.html", "");
        check("com10.html", "");
        check("", "a segment is empty");
        check("/etc/passwd", "a segment is empty");
        check("texts//a.html", "a segment is empty");
        check("texts/", "a segment is empty");
        check("texts/../../a.html", "`.` and `..` are no names");
        check("./a.html", "`.` and `..` are no names");
        check("a\0.html", "it holds a character that some file systems refuse");
        check("a\nb.html", "it holds a character that some file systems refuse");
        check("C:/a.html", "it holds a character that some file systems refuse");
        check("texts\\a.html", "it holds a character that some file systems refuse");
        check("texts/a.", "a segment ends in a dot or a space");
        check(&"a".repeat(256), "a segment is longer than 255 bytes");
        check(".hashiya", "names that begin with `.hashiya` are kept for the manifest");
        check("persons/AUX.html", "Windows keeps this name for a device");
        check("com1", "Windows keeps this name for a device");
    }

    fn check(path: &str, why: &str) {
        let found = OutPath::new(path).err().map_or("", |bad| bad.why);
        assert_eq!(found, why, "{path:?}");
    }

    #[test]
    fn the_folders_of_a_path_come_outermost_first() {
        let path = OutPath::new("a/b/c.html").expect("valid");
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
