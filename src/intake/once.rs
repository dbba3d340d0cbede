//! An imported text is written once: what an editor made of it since is merged with a new import, never overwritten.

use super::{Fate, IntakeError};
use diffy::MergeOptions;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a text so that nothing an editor wrote is lost.
pub(super) fn write(folder: &Path, name: &str, new: &str) -> Result<Fate, IntakeError> {
    let (path, base_path) = (folder.join(name), folder.join(".base").join(name));
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| IntakeError::Io(path, error)
    };
    fs::create_dir_all(folder.join(".base")).map_err(failed(folder))?;
    let read = |path: &Path| match fs::read_to_string(path) {
        Ok(text) => Ok(Some(with_line_ends(&text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(IntakeError::Io(path.to_owned(), error)),
    };
    let (edited, base) = (read(&path)?, read(&base_path)?);
    let (fate, text) = fate(edited.as_deref(), base.as_deref(), new);
    let beside = folder.join(format!("{name}.new"));
    if edited.is_none_or(|edited| edited != text) {
        replace(&path, &text).map_err(failed(&path))?;
    }
    if fate == Fate::Beside {
        replace(&beside, new).map_err(failed(&beside))?;
    }
    // Last, so that an import that was cut short is done again.
    if base.is_none_or(|base| base != new) {
        replace(&base_path, new).map_err(failed(&base_path))?;
    }
    if !beside.exists() {
        return Ok(fate);
    }
    match fate {
        Fate::Same => {}
        // The old conflict is still open, and what lies beside is to be the new text.
        Fate::Merged => {
            replace(&beside, new).map_err(failed(&beside))?;
            return Ok(Fate::Beside);
        }
        // The text is the new one: what lies beside is an older one, and nobody's work.
        Fate::Renewed => {
            fs::remove_file(&beside).map_err(failed(&beside))?;
            return Ok(fate);
        }
        _ => return Ok(fate),
    }
    // What was taken over wholly has done its work.
    if read(&beside)?.is_some_and(|beside| beside == text) {
        fs::remove_file(&beside).map_err(failed(&beside))?;
        return Ok(Fate::Same);
    }
    Ok(Fate::Waiting)
}

/// A text with the line ends of an import. Some programs save others, or none at the end; that changes no text.
fn with_line_ends(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Puts a file in its place only when it is whole.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let part = path.with_file_name(format!(".{name}.part"));
    fs::write(&part, text)?;
    if let Ok(old) = fs::metadata(path) {
        fs::set_permissions(&part, old.permissions())?;
    }
    fs::rename(&part, path)
}

/// What becomes of a text that is imported anew, and what it is then.
fn fate(edited: Option<&str>, base: Option<&str>, new: &str) -> (Fate, String) {
    let Some(edited) = edited else { return (Fate::New, new.to_owned()) };
    if edited == new {
        return (Fate::Same, new.to_owned());
    }
    match base {
        Some(base) if base == edited => (Fate::Renewed, new.to_owned()),
        // The editor changed it, and the import brings nothing new.
        Some(base) if base == new => (Fate::Same, edited.to_owned()),
        // A paragraph is a line: merging by lines is merging by paragraphs.
        Some(base) => match MergeOptions::new().set_conflict_marker_length(SIGNS).merge(base, edited, new) {
            Ok(merged) if merged == edited => (Fate::Same, merged),
            Ok(merged) => (Fate::Merged, merged),
            Err(conflicts) => (Fate::Beside, editors(&conflicts)),
        },
        None => (Fate::Beside, edited.to_owned()),
    }
}

/// So many signs mark a conflict: no text has that many.
const SIGNS: usize = 60;

/// A merged text where both changed a paragraph: what the editor made of it stays.
fn editors(conflicts: &str) -> String {
    let (begin, original, theirs, end) =
        ("<".repeat(SIGNS), "|".repeat(SIGNS), "=".repeat(SIGNS), ">".repeat(SIGNS));
    let mut is_editors = true;
    let mut text = String::with_capacity(conflicts.len());
    for line in conflicts.split_inclusive('\n') {
        if line.starts_with(&begin) || line.starts_with(&end) {
            is_editors = true;
        } else if line.starts_with(&original) || line.starts_with(&theirs) {
            is_editors = false;
        } else if is_editors {
            text.push_str(line);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_editor_wrote_stays() {
        let check = |edited: Option<&str>, base: Option<&str>, new: &str, expected: (Fate, &str)| {
            let (fate, text) = fate(edited, base, new);
            assert_eq!((fate, text.as_str()), expected);
        };
        check(None, None, "a\n\nb\n", (Fate::New, "a\n\nb\n"));
        check(Some("a\n\nb\n"), Some("a\n\nb\n"), "a\n\nc\n", (Fate::Renewed, "a\n\nc\n"));
        check(Some("a\n\nb\n"), Some("a\n\nb\n"), "a\n\nb\n", (Fate::Same, "a\n\nb\n"));
        check(Some("A\n\nb\n\nc\n"), Some("a\n\nb\n\nc\n"), "a\n\nb\n\nC\n", (Fate::Merged, "A\n\nb\n\nC\n"));
        check(Some("A\n\nb\n"), Some("a\n\nb\n"), "B\n\nb\n", (Fate::Beside, "A\n\nb\n"));
        check(Some("A\n\nb\n\nc\n"), Some("a\n\nb\n\nc\n"), "B\n\nb\n\nC\n", (Fate::Beside, "A\n\nb\n\nC\n"));
        check(Some("by hand\n"), None, "imported\n", (Fate::Beside, "by hand\n"));
        check(Some("A\n"), Some("a\n"), "a\n", (Fate::Same, "A\n"));
    }

    #[test]
    fn the_line_ends_of_an_editor_are_no_changes() {
        let folder = tempfile::tempdir().expect("there is room");
        let import = |new: &str| write(folder.path(), "a.az.md", new).expect("it can be written");
        let text = folder.path().join("a.az.md");
        assert_eq!(import("a\n\nb\n"), Fate::New);
        fs::write(&text, "a\r\n\r\nb").expect("it can be saved");
        assert_eq!(import("a\n\nb\n"), Fate::Same);
        assert_eq!(import("a\n\nc\n"), Fate::Renewed);
        fs::write(&text, "a\r\n\r\nd").expect("it can be saved");
        assert_eq!(import("A\n\ne\n"), Fate::Beside);
        assert_eq!(fs::read_to_string(&text).expect("it is there"), "A\n\nd\n");
        assert_eq!(import("A\n\ne\n"), Fate::Waiting);
        // Another import that touches other paragraphs renews what lies beside.
        assert_eq!(import("A\n\ne\n\nf\n"), Fate::Beside);
        let beside = fs::read_to_string(folder.path().join("a.az.md.new")).expect("it is there");
        assert_eq!(beside, "A\n\ne\n\nf\n");
    }
}
