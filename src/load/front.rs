//! What stands before a text's words: its file name and its front matter.

use super::{register, yaml};
use crate::config::Wanted;
use crate::diag::{Code, Report};
use crate::edition::FrontMatter;
use crate::edition::id::Key;
use crate::lang;
use crate::record::Record;
use crate::span::{SourceId, Span, Spanned};

/// Id and language from a file name such as `content/texts/april-1920.az.md`.
pub(super) fn text_name(path: &str, source: SourceId, report: &mut Report) -> Option<(Key, Box<str>)> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let start = Span::new(source, 0..0);
    let Some((id, tag)) = stem.rsplit_once('.') else {
        report
            .add(Code::InvalidLanguage, start, format!("the file name `{file}` does not say its language"))
            .help(format!("call it {stem}.az.md or whatever its language is"));
        return None;
    };
    if !lang::is_tag(tag) {
        report
            .add(
                Code::InvalidLanguage,
                start,
                format!("`{tag}` in the file name `{file}` is no language tag"),
            )
            .help("write a tag of BCP 47 in front of .md: az, en, ru, tr, az-Cyrl …");
        return None;
    }
    let key = register::checked_key(&Spanned { value: id.to_owned(), span: start }, report)?;
    Some((key, tag.into()))
}

/// Reads the front matter of `text`; with it comes the byte at which the body begins.
pub(super) fn read(text: &str, key: &Key, source: SourceId, report: &mut Report) -> (FrontMatter, usize) {
    let mut front = FrontMatter { title: key.to_string(), ..FrontMatter::default() };
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end() != "---" {
        let diagnostic = report.add(
            Code::MissingFrontMatter,
            Span::new(source, 0..first.len()),
            "the text has no front matter",
        );
        diagnostic.help(if text.trim_start().starts_with("---") {
            "remove what stands before the line ---: the front matter begins in the first line"
        } else {
            "begin the file with three lines: ---, title: …, ---"
        });
        return (front, 0);
    }
    let start = text.len() - rest.len();
    let Some((yaml_text, body_start)) = fenced(rest) else {
        report
            .add(
                Code::UnclosedFrontMatter,
                Span::new(source, 0..3),
                "the front matter that begins here is never closed",
            )
            .help("put a line of three hyphens, ---, behind its last key");
        return (front, text.len());
    };
    if let Some(tree) = yaml::parse(yaml_text, start, source, report)
        && let Some(mut record) = Record::open(&tree, "the front matter", report)
    {
        fill(&mut front, &mut record, report);
        record.finish(report);
    }
    (front, start + body_start)
}

/// The text up to a closing `---` line, and where what follows begins.
fn fenced(rest: &str) -> Option<(&str, usize)> {
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&rest[..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

fn fill(front: &mut FrontMatter, record: &mut Record<'_>, report: &mut Report) {
    if let Some(title) = record.required("title", report) {
        front.title = title.value;
    }
    front.authors = record.strings("authors", report);
    front.translators = record.strings("translators", report);
    front.date = register::date(record, "date", report);
    front.source = record.string("source", report);
    front.raw = record.string("raw", report).map(|s| s.value);
    front.summary = record.string("summary", report).map(|s| s.value);
    front.rights = record.string("rights", report).map(|s| s.value);
    front.keywords = record.strings("keywords", report).into_iter().map(|s| s.value).collect();
    front.order = record.integer("order", report);
    front.notes_absent = record.choice("notes", &["absent"], report).is_some();
    front.draft = record.boolean("draft", report).unwrap_or(false);
    if let Some(mut link) = record.record("link", "`link`", report) {
        front.link = Wanted::read(&mut link, report);
        link.finish(report);
    }
}
