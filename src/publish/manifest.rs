//! The file `.hashiya` in the output folder: what the site is made from and of which files it consists.
//!
//! Nothing in it depends on the machine or on the time, so that two builds of one input are equal byte
//! for byte, manifest included:
//!
//! ```text
//! hashiya site 1
//! input 3f…(64 hexadecimal digits, the fingerprint of all inputs) warnings 0000000002
//! 9a…(BLAKE3 of the file) 5120 texts/baku.html
//! end 1
//! ```
//!
//! The first line is written when a staging folder is made, the rest when all its files stand. A manifest
//! without its last line is therefore the mark of an unfinished folder that is ours to remove.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::ops::Bound;
use std::path::Path;

use super::error::{PublishError, io_error};
use super::folder::Stamp;
use super::path::OutPath;

/// Name of the manifest inside the output folder.
pub(super) const NAME: &str = ".hashiya";
/// First line of every manifest.
pub(super) const HEAD: &str = "hashiya site 1\n";
/// What stands before the fingerprint on the second line.
const INPUT: &str = "input ";

/// What a site is made from, in 32 bytes: equal fingerprints mean an equal site.
///
/// It goes into the site's manifest, so it must depend on contents only, never on folders or times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(blake3::Hash);

impl Fingerprint {
    /// The fingerprint of named parts, in this order: the tool's version, its configuration, theme, contents.
    ///
    /// Names and lengths count, so that no two lists of parts run into the same bytes.
    pub fn of<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Fingerprint {
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in parts {
            for part in [name.as_bytes(), bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
        Fingerprint(hasher.finalize())
    }
}

/// What is recorded of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) hash: blake3::Hash,
    pub(super) size: u64,
}

impl Record {
    pub(super) fn of(bytes: &[u8]) -> Record {
        Record { hash: blake3::hash(bytes), size: bytes.len() as u64 }
    }
}

/// A whole manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) input: Fingerprint,
    /// How many warnings the build had that made the site.
    pub(super) warnings: u32,
    pub(super) files: BTreeMap<OutPath, Record>,
}

/// What a folder says of itself.
pub(super) enum Found {
    /// No manifest: not ours, or empty.
    Absent,
    /// Ours, and never finished.
    Unfinished,
    /// A finished site, and when its manifest was last touched.
    Whole(Manifest, Stamp),
}

impl Manifest {
    /// Reads the manifest of `folder`.
    pub(super) fn read(folder: &Path) -> Result<Found, PublishError> {
        let path = folder.join(NAME);
        let damaged = |line: usize| PublishError::Damaged { manifest: path.clone(), line };
        let is_file = match fs::symlink_metadata(&path) {
            Ok(metadata) => metadata.is_file(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Absent),
            Err(error) => return Err(io_error("read", &path)(error)),
        };
        if !is_file {
            return Err(damaged(1));
        }
        let bytes = fs::read(&path).map_err(io_error("read", &path))?;
        let stamp = Stamp::of(&fs::metadata(&path).map_err(io_error("read", &path))?);
        if !is_finished(&bytes) {
            let begun = bytes.starts_with(HEAD.as_bytes()) || HEAD.as_bytes().starts_with(&bytes);
            return if begun { Ok(Found::Unfinished) } else { Err(damaged(1)) };
        }
        let text = str::from_utf8(&bytes).map_err(|_| damaged(1))?;
        let body = text.strip_prefix(HEAD).ok_or_else(|| damaged(1))?;
        let manifest = Manifest::parse(body).map_err(|line| damaged(line + 1))?;
        Ok(Found::Whole(manifest, stamp))
    }

    /// Reads what follows the first line; an error is the number of the faulty line, from 1.
    fn parse(body: &str) -> Result<Manifest, usize> {
        let mut lines = body.lines().zip(1..);
        let (input, _) = lines.next().ok_or(1_usize)?;
        let (input, warnings) = parse_input(input).ok_or(1_usize)?;
        let mut files = Vec::new();
        for (line, number) in lines {
            if let Some(count) = line.strip_prefix("end ") {
                let files: BTreeMap<_, _> = files.into_iter().collect();
                let counted = count.parse() == Ok(files.len()) && body.lines().count() == number;
                return if counted { Ok(Manifest { input, warnings, files }) } else { Err(number) };
            }
            files.push(parse_file(line).ok_or(number)?);
        }
        Err(body.lines().count())
    }

    /// The manifest without its first line.
    pub(super) fn body(&self) -> String {
        let mut body = format!("{INPUT}{}\n", seal(self.input, self.warnings));
        for (path, record) in &self.files {
            body.push_str(&format!("{} {} {path}\n", record.hash, record.size));
        }
        body.push_str(&format!("end {}\n", self.files.len()));
        body
    }

    /// Writes a new fingerprint and count over those in `folder`'s manifest and touches nothing else.
    ///
    /// They have a fixed length, stand at a fixed place and go out in one write. Should half of them ever arrive, they
    /// match no input, and the next build makes the site again.
    pub(super) fn renew(folder: &Path, input: Fingerprint, warnings: u32) -> Result<(), PublishError> {
        let path = folder.join(NAME);
        let write = || -> io::Result<()> {
            let mut file = File::options().write(true).open(&path)?;
            file.seek(SeekFrom::Start((HEAD.len() + INPUT.len()) as u64))?;
            file.write_all(seal(input, warnings).as_bytes())
        };
        write().map_err(io_error("write", &path))
    }

    /// Whether files of the site stand below this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        let mut from = self.files.range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded));
        from.next().is_some_and(|(path, _)| path.as_str().starts_with(&prefix))
    }
}

/// What the site was made from and with how many warnings, always of the same length.
fn seal(input: Fingerprint, warnings: u32) -> String {
    format!("{} warnings {warnings:010}", input.0)
}

fn parse_input(line: &str) -> Option<(Fingerprint, u32)> {
    let (hex, warnings) = line.strip_prefix(INPUT)?.split_once(" warnings ")?;
    Some((Fingerprint(blake3::Hash::from_hex(hex).ok()?), warnings.parse().ok()?))
}

/// Whether the last line stands, with its end: it is what is written last.
fn is_finished(bytes: &[u8]) -> bool {
    bytes.strip_suffix(b"\n").is_some_and(|lines| {
        lines.rsplit(|&byte| byte == b'\n').next().is_some_and(|last| last.starts_with(b"end "))
    })
}

fn parse_file(line: &str) -> Option<(OutPath, Record)> {
    let mut fields = line.splitn(3, ' ');
    let hash = blake3::Hash::from_hex(fields.next()?).ok()?;
    let size = fields.next()?.parse().ok()?;
    let path = OutPath::new(fields.next()?).ok()?;
    Some((path, Record { hash, size }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Manifest {
        let files = ["index.html", "texts/a b.html"]
            .map(|path| (OutPath::new(path).expect("valid"), Record::of(path.as_bytes())));
        Manifest {
            input: Fingerprint::of([("a", &b"1"[..])]),
            warnings: 3,
            files: files.into_iter().collect(),
        }
    }

    #[test]
    fn a_manifest_reads_back_as_it_was_written() {
        assert_eq!(Manifest::parse(&example().body()), Ok(example()));
    }

    #[test]
    fn a_damaged_manifest_names_the_line() {
        let body = example().body();
        check(&body.replace("input ", "input x"), 1);
        check(&body.replace("index.html", "../index.html"), 2);
        check(&body.replace(" 14 ", " x "), 3);
        check(&body.replace("end 2", "end 3"), 4);
        check(&format!("{body}end 2\n"), 4);
    }

    fn check(body: &str, line: usize) {
        assert_eq!(Manifest::parse(body), Err(line), "{body}");
    }

    #[test]
    fn parts_that_run_together_have_different_fingerprints() {
        let one = Fingerprint::of([("a", &b"bc"[..])]);
        for other in [("ab", &b"c"[..]), ("a", b"bd"), ("", b"abc")] {
            assert_ne!(Fingerprint::of([other]), one, "{other:?}");
        }
        assert_ne!(Fingerprint::of([("a", &b"b"[..]), ("c", b"")]), one);
    }

    #[test]
    fn a_folder_is_known_by_the_files_below_it() {
        for (folder, known) in [("texts", true), ("text", false), ("index.html", false), ("texts/a", false)] {
            assert_eq!(example().has_folder(folder), known, "{folder}");
        }
    }
}
