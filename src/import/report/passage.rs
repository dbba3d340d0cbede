//! A passage of the report: the lines of the file beside what was read.

use crate::import::correct::{Edit, EditKind};
use crate::import::markdown::mark_label;
use crate::import::paragraph::{Passage, PassageKind, Sign};
use crate::import::{LineIndex, Repaired};
use crate::write::{escape, escape_into};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The lines of the raw file that a passage comes from.
pub(super) fn lines(passage: &Passage, lines: &LineIndex) -> BTreeSet<u32> {
    let mut found: BTreeSet<u32> = passage.text.origins().map(|at| lines.line(at)).collect();
    for (_, sign) in &passage.signs {
        if let Sign::Mark(label) = sign {
            found.extend(label.origins().map(|at| lines.line(at)));
        }
    }
    found.insert(passage.line);
    found
}

/// Writes a passage: its lines of the file, then what was read, every repair marked by its kind.
pub(super) fn write(out: &mut String, id: &str, repaired: &Repaired, raw: &[&str], index: &LineIndex) {
    let _ = write!(out, "<div class=\"passage\" id=\"{id}\"><div class=\"raw\">");
    let mut last = None;
    for line in lines(&repaired.passage, index) {
        let Some(words) = raw.get(line as usize - 1) else { continue };
        let blank = |line: u32| raw[line as usize - 1].trim().is_empty();
        if last.is_some_and(|last: u32| (last + 1..line).any(|between| !blank(between))) {
            out.push_str("<p class=\"gap\">⋯</p>");
        }
        let _ = write!(out, "<p><b>{line}</b> {}</p>", escape(words.trim_end()));
        last = Some(line);
    }
    let _ = write!(out, "</div><div class=\"read\"{}>", lang(&repaired.passage));
    let (open, close) = element(&repaired.passage.kind);
    out.push_str(&open);
    words(out, repaired);
    let _ = writeln!(out, "{close}</div></div>");
}

fn lang(passage: &Passage) -> String {
    passage.lang.as_ref().map_or(String::new(), |lang| format!(" lang=\"{}\"", escape(lang)))
}

fn element(kind: &PassageKind) -> (String, &'static str) {
    match kind {
        PassageKind::Paragraph => ("<p>".to_owned(), "</p>"),
        PassageKind::Heading(_) => ("<p class=\"heading\">".to_owned(), "</p>"),
        PassageKind::Note(label) => (format!("<p class=\"note\"><sup>{}</sup> ", escape(label)), "</p>"),
    }
}

/// Something that is written at a byte of the passage.
enum Piece<'a> {
    Html(String),
    Edit(&'a Edit),
}

fn words(out: &mut String, repaired: &Repaired) {
    let text = repaired.passage.text.as_str();
    let mut at = 0;
    for (place, piece) in pieces(repaired) {
        if place > at {
            escape_into(out, &text[at..place]);
            at = place;
        }
        match piece {
            Piece::Html(html) => out.push_str(&html),
            Piece::Edit(edit) if edit.range.start >= at => {
                mark(out, edit, &text[edit.range.clone()]);
                at = edit.range.end;
            }
            // Two edits of one place: the first stands.
            Piece::Edit(_) => {}
        }
    }
    escape_into(out, &text[at..]);
}

fn pieces(repaired: &Repaired) -> Vec<(usize, Piece<'_>)> {
    let mut pieces: Vec<(usize, u8, Piece<'_>)> = Vec::new();
    // A citation with an edit across one of its ends is not marked: the two would not nest.
    let across = |at: usize| repaired.edits.iter().any(|edit| edit.range.start < at && at < edit.range.end);
    for citation in &repaired.citations {
        let range = &citation.range;
        if range.is_empty() || across(range.start) || across(range.end) {
            continue;
        }
        let fault = citation
            .fault
            .map_or(String::new(), |fault| format!(" class=\"fault\" title=\"{}\"", escape(fault)));
        pieces.push((range.end, 0, Piece::Html("</cite>".to_owned())));
        pieces.push((range.start, 1, Piece::Html(format!("<cite{fault}>"))));
    }
    for (at, sign) in &repaired.passage.signs {
        pieces.push((*at, 2, Piece::Html(self::sign(sign))));
    }
    pieces.extend(repaired.edits.iter().map(|edit| (edit.range.start, 3, Piece::Edit(edit))));
    pieces.sort_by_key(|(at, rank, _)| (*at, *rank));
    pieces.into_iter().map(|(at, _, piece)| (at, piece)).collect()
}

fn sign(sign: &Sign) -> String {
    match sign {
        Sign::Mark(label) => format!("<sup>{}</sup>", escape(&mark_label(label.as_str()))),
        Sign::Page(Some(page)) => format!("<span class=\"pb\">p. {}</span>", escape(page)),
        Sign::Page(None) => "<span class=\"pb\">p. ?</span>".to_owned(),
    }
}

fn mark(out: &mut String, edit: &Edit, source: &str) {
    let (class, words) = match edit.kind {
        EditKind::Decided => ("decided", "decided in the recipe"),
        EditKind::Lost => ("lost", "put back"),
        EditKind::Left => ("left", "left as it stands"),
        EditKind::Recognition => ("recognition", "corrected"),
        EditKind::Suspected => ("suspected", "suspected"),
    };
    let _ = write!(out, "<mark class=\"{class}\" title=\"{words}, {}", percent(edit.confidence));
    if !source.is_empty() && edit.changes() {
        let _ = write!(out, "; the file says {}", escape(source));
    }
    let _ = write!(out, "\">{}</mark>", escape(if edit.changes() { &edit.with } else { source }));
}

/// A confidence in per cent.
pub(super) fn percent(confidence: f32) -> String {
    format!("{:.0} %", confidence * 100.0)
}
