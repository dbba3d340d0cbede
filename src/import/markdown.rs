//! Repaired passages into the Markdown of a text.

use super::citation::{Citation, Cited, CitedSource, Match, WorkName, resolve};
use super::correct::Edit;
use super::line::number_of;
use super::paragraph::{BULLETS, PassageKind, Sign, is_numbered};
use super::recipe::{Notes, PartKind, Recipe};
use super::{ImportedText, Repaired};
use crate::edition::body::NO_RECORD;
use std::fmt::Write as _;
use std::ops::Range;

/// What the import of a recipe needs to know of the edition around it.
#[derive(Default)]
pub struct Around<'a> {
    /// The works of the bibliography.
    pub works: &'a [WorkName],
    /// Titles and ids of the sections of a book, for its title page.
    pub sections: Vec<(String, String)>,
}

/// Writes a text: front matter, then a paragraph a line, notes at the end.
#[must_use]
pub fn write(text: &ImportedText, recipe: &Recipe, around: &Around<'_>) -> String {
    let mut out = front_matter(text, recipe);
    let writer = Writer { recipe, around };
    let mut before = None;
    for repaired in &text.passages {
        match &repaired.passage.kind {
            PassageKind::Heading(heading) => {
                let marks = "#".repeat(heading.level.into());
                let mut attributes: Vec<String> = Vec::new();
                attributes.extend(repaired.passage.lang.as_ref().map(|lang| format!("lang={lang}")));
                attributes.extend(heading.run_in.then(|| ".run-in".to_owned()));
                let _ = write!(out, "\n{marks} {}", writer.inline(repaired));
                let _ = match attributes.is_empty() {
                    true => writeln!(out),
                    false => writeln!(out, " {{{}}}", attributes.join(" ")),
                };
            }
            PassageKind::Paragraph => {
                let line = repaired.passage.line;
                let goes_on = before.is_some_and(|before| recipe.same_parts(before, line));
                out.push_str(&block(&writer.inline(repaired), recipe.kind_at(line), goes_on));
            }
            PassageKind::Note(label) => {
                let _ = writeln!(out, "\n[^{label}]: {}", writer.inline(repaired));
            }
        }
        before =
            Some(repaired.passage.line).filter(|_| matches!(repaired.passage.kind, PassageKind::Paragraph));
    }
    if text.nth == 0 {
        for (key, title) in &around.sections {
            let _ = writeln!(out, "\n- [{}](text:{key})", escaped(title));
        }
    }
    out
}

/// A paragraph as it stands in its part; `goes_on` says that the paragraph before is of the same part.
fn block(text: &str, kind: Option<PartKind>, goes_on: bool) -> String {
    match (kind, goes_on) {
        (None | Some(PartKind::Keywords), _) => format!("\n{}\n", line_start_escaped(text)),
        (Some(PartKind::Quote), true) => format!(">\n> {}\n", line_start_escaped(text)),
        (Some(PartKind::Quote), false) => format!("\n> {}\n", line_start_escaped(text)),
        (Some(PartKind::List), goes_on) => {
            // A page may begin with the item.
            let (page, text) = match text.strip_prefix("[](pb:").and_then(|rest| rest.find(')')) {
                Some(end) => text.split_at("[](pb:".len() + end + 1),
                None => ("", text),
            };
            let bare = text.trim_start_matches(BULLETS).trim_start();
            let item = match bare.split_once(' ').filter(|_| is_numbered(bare)) {
                Some((number, words)) => format!("{number} {page}{words}"),
                None if page.is_empty() => format!("- {}", line_start_escaped(bare)),
                None => format!("- {page}{bare}"),
            };
            format!("{}{item}\n", if goes_on { "" } else { "\n" })
        }
    }
}

fn front_matter(text: &ImportedText, recipe: &Recipe) -> String {
    let front = &recipe.front;
    let mut out = String::from("---\n");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(out, "{key}: {}", quoted(value));
    };
    line("title", &text.title);
    line("raw", &recipe.file.value);
    if let Some(source) = &front.source {
        line("source", source);
    }
    if let Some(date) = &front.date {
        line("date", date.as_str());
    }
    if let Some(summary) = front.summary.as_ref().filter(|_| text.nth == 0) {
        line("summary", summary);
    }
    if let Some(rights) = &front.rights {
        line("rights", rights);
    }
    if !front.authors.is_empty() {
        let authors: Vec<String> = front.authors.iter().map(|author| quoted(author)).collect();
        let _ = writeln!(out, "authors: [{}]", authors.join(", "));
    }
    if let Some(order) = front.order {
        let _ = writeln!(out, "order: {}", order.saturating_add(i64::try_from(text.nth).unwrap_or(i64::MAX)));
    }
    let keywords = keywords(text, recipe);
    if !keywords.is_empty() {
        let keywords: Vec<String> = keywords.iter().map(|keyword| quoted(keyword)).collect();
        let _ = writeln!(out, "keywords: [{}]", keywords.join(", "));
    }
    if recipe.notes == Notes::Absent {
        out.push_str("notes: absent\n");
    }
    out.push_str("---\n");
    out
}

/// The keywords of a text: what stands behind the colon of a paragraph of them (`Keywords: snow, mountain`).
fn keywords(text: &ImportedText, recipe: &Recipe) -> Vec<String> {
    let is_keywords = |repaired: &&Repaired| {
        recipe.kind_at(repaired.passage.line) == Some(PartKind::Keywords)
            && matches!(repaired.passage.kind, PassageKind::Paragraph)
    };
    let mut keywords: Vec<String> = Vec::new();
    for repaired in text.passages.iter().filter(is_keywords) {
        let words = plain(repaired);
        let list = words.split_once(':').map_or(words.as_str(), |(_, list)| list);
        let each = list.split([',', ';']).map(|word| word.trim().trim_end_matches('.').to_owned());
        keywords.extend(each.filter(|word| !word.is_empty()));
    }
    keywords
}

/// A scalar of YAML in double quotes, which JSON is, too.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The words of a passage as they are after the repairs, without signs.
#[must_use]
pub fn plain(repaired: &Repaired) -> String {
    let text = repaired.passage.text.as_str();
    applied(text, &(0..text.len()), repaired.edits.iter().filter(|edit| edit.changes()))
}

/// The changed places of a text as Markdown. A corrected word is one place, so that its reading can be shown.
fn changed(text: &str, edits: &[Edit]) -> Vec<(Range<usize>, String)> {
    let mut places: Vec<(Range<usize>, String)> = Vec::new();
    let edits: Vec<&Edit> = edits.iter().filter(|edit| edit.changes()).collect();
    let mut rest = &edits[..];
    while let Some(first) = rest.first() {
        let reading = rest.iter().find(|edit| edit.is_reading());
        let word =
            reading.map(|edit| word_around(text, &edit.range)).filter(|word| word.start <= first.range.start);
        let Some(mut word) = word else {
            places.push((first.range.clone(), escaped(&first.with)));
            rest = &rest[1..];
            continue;
        };
        // What is decided may reach over several words, and they are one place then.
        let mut inside = 0;
        while let Some(edit) = rest.get(inside).filter(|edit| edit.range.start < word.end || inside == 0) {
            word.end = word.end.max(word_around(text, &edit.range).end);
            inside += 1;
        }
        let (here, behind) = rest.split_at(inside);
        let corrected = applied(text, &word, here.iter().copied());
        let source = applied(text, &word, here.iter().copied().filter(|edit| !edit.is_reading()));
        places.push((word, format!("[{}](<sic:{}>)", escaped(&corrected), in_address(&source))));
        rest = behind;
    }
    places
}

/// The longest part of a piece without the ranges in it, which are in order. Links cannot stand in links.
fn without(text: &str, piece: &Range<usize>, ranges: &[Range<usize>]) -> Range<usize> {
    let mut best = piece.start..piece.start;
    let mut start = piece.start;
    let inside = ranges.iter().filter(|range| range.start < piece.end && range.end >= piece.start);
    for range in inside.cloned().chain(std::iter::once(piece.end..piece.end)) {
        let end = range.start.max(start);
        if end - start > best.len() {
            best = start..end;
        }
        start = start.max(range.end);
    }
    let words = &text[best.clone()];
    let from = best.start + words.len() - words.trim_start().len();
    from..from + words.trim().len()
}

/// The letters around a place.
fn word_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = &text[..range.start];
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let behind = &text[range.end..];
    let end = range.end + behind.len() - behind.trim_start_matches(char::is_alphanumeric).len();
    start..end
}

/// A piece of a text with edits inside it made.
fn applied<'a>(text: &str, piece: &Range<usize>, edits: impl Iterator<Item = &'a Edit>) -> String {
    let mut out = String::new();
    let mut at = piece.start;
    for edit in edits {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.with);
        at = edit.range.end;
    }
    out + &text[at..piece.end]
}

struct Writer<'a> {
    recipe: &'a Recipe,
    around: &'a Around<'a>,
}

/// Something to be written at a byte of the passage.
enum Piece {
    /// Written as it is; nothing of the passage is passed over.
    Sign(String),
    /// In place of the passage's bytes up to there.
    Instead(usize, String),
}

impl Writer<'_> {
    fn inline(&self, repaired: &Repaired) -> String {
        let text = repaired.passage.text.as_str();
        let mut pieces: Vec<(usize, u8, Piece)> = Vec::new();
        // What a link must not hold: signs, and corrected words, which are links themselves.
        let mut others: Vec<Range<usize>> = Vec::new();
        for (at, sign) in &repaired.passage.signs {
            others.push(*at..*at);
            pieces.push((*at, 1, Piece::Sign(self.sign(sign))));
        }
        for (range, words) in changed(text, &repaired.edits) {
            others.extend(words.starts_with('[').then(|| range.clone()));
            pieces.push((range.start, 3, Piece::Instead(range.end, words)));
        }
        others.sort_by_key(|other| (other.start, other.end));
        for citation in repaired.citations.iter().filter(|citation| !citation.is_unrecorded()) {
            for (range, address) in self.citation(text, citation) {
                let range = without(text, &range, &others);
                if range.is_empty() {
                    continue;
                }
                pieces.push((range.start, 2, Piece::Sign("[".to_owned())));
                pieces.push((range.end, 0, Piece::Sign(address)));
            }
        }
        pieces.sort_by_key(|(at, rank, _)| (*at, *rank));
        let mut out = String::with_capacity(text.len() * 2);
        let mut at = 0;
        for (place, _, piece) in pieces {
            if place > at {
                out.push_str(&escaped(&text[at..place]));
                at = place;
            }
            match piece {
                Piece::Sign(words) => out.push_str(&words),
                Piece::Instead(end, words) => {
                    out.push_str(&words);
                    at = at.max(end);
                }
            }
        }
        out.push_str(&escaped(&text[at..]));
        out.trim().to_owned()
    }

    fn sign(&self, sign: &Sign) -> String {
        match sign {
            Sign::Mark(label) => format!("[^{}]", mark_label(label.as_str())),
            Sign::Page(page) => format!("[](pb:{})", page.as_deref().unwrap_or("?")),
        }
    }

    /// The links of a citation, on the whole bracket or on each work of several, and how each ends.
    fn citation(&self, text: &str, citation: &Citation) -> Vec<(Range<usize>, String)> {
        let address = |cited: &Cited| {
            let key = self.key(text, cited);
            match &cited.locator {
                Some(locator) => format!("](<cite:{key}#{}>)", in_address(locator)),
                None => format!("](cite:{key})"),
            }
        };
        match &citation.works[..] {
            [one] => vec![(citation.range.clone(), address(one))],
            // "Ibid." whose work stands in an earlier paragraph.
            [] => vec![(citation.range.clone(), format!("](cite:{NO_RECORD})"))],
            works => works.iter().map(|cited| (cited.range.clone(), address(cited))).collect(),
        }
    }

    /// The key of the work cited; [`NO_RECORD`] where there is no record of it.
    fn key(&self, text: &str, cited: &Cited) -> String {
        work_key(text, cited, self.recipe, self.around.works).unwrap_or_else(|| NO_RECORD.to_owned())
    }
}

/// The key of the work cited, as the recipe or the bibliography tells it.
pub(super) fn work_key(text: &str, cited: &Cited, recipe: &Recipe, works: &[WorkName]) -> Option<String> {
    let written = match &cited.source {
        CitedSource::Number(number) => number.to_string(),
        _ => text[cited.range.clone()].to_owned(),
    };
    let decided = recipe.citations.as_ref().and_then(|rule| {
        let begins = |(known, _): &(&String, &String)| written.starts_with(known.as_str());
        let by_beginning = || rule.works.iter().find(begins).map(|(_, key)| key);
        let is_author_date = matches!(cited.source, CitedSource::AuthorDate { .. });
        rule.works.get(&written).or_else(|| by_beginning().filter(|_| is_author_date))
    });
    match (decided, resolve(&cited.source, works)) {
        (Some(key), _) => Some(key.clone()),
        (None, Match::One(key)) => Some(key),
        _ => None,
    }
}

/// The label of a mark: `12`, `12a`, `194a` for `l94 a`; `2-1` where it is the first of the second count.
#[must_use]
pub fn mark_label(words: &str) -> String {
    if let Some((count, mark)) = words.split_once('-') {
        return format!("{count}-{}", mark_label(mark));
    }
    let letters: String = words.chars().rev().take_while(|c| !c.is_ascii_digit()).collect();
    let letters: String = letters.chars().rev().filter(char::is_ascii_alphabetic).collect();
    format!("{}{letters}", number_of(words))
}

/// Text that Markdown reads as nothing but text.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '*' | '_' | '[' | ']' | '`' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '{' | '}'
        ) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// A line of Markdown that would otherwise begin a list.
fn line_start_escaped(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    if line.starts_with(['-', '+', '=', ':']) { format!("\\{line}") } else { line.to_owned() }
}

/// Text inside `<…>` of an address.
fn in_address(text: &str) -> String {
    text.replace('%', "%25").replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_reads_text_as_text() {
        let check = |text: &str, expected: &str| assert_eq!(line_start_escaped(&escaped(text)), expected);
        check("1. Bakı [sic]", "1\\. Bakı \\[sic\\]");
        check("- bu", "\\- bu");
        check("1920-ci il", "1920-ci il");
        check("* * *", "\\* \\* \\*");
    }

    #[test]
    fn quotations_and_lists_are_written_as_such() {
        let check = |text: &str, kind, goes_on, expected: &str| {
            assert_eq!(block(text, Some(kind), goes_on), expected);
        };
        check("Su axar.", PartKind::Quote, false, "\n> Su axar.\n");
        check("1. Daş qalar.", PartKind::Quote, true, ">\n> 1\\. Daş qalar.\n");
        check("• çay", PartKind::List, false, "\n- çay\n");
        check("– dağ", PartKind::List, true, "- dağ\n");
        check("2) göl", PartKind::List, true, "2) göl\n");
        check("[](pb:8)• çay", PartKind::List, true, "- [](pb:8)çay\n");
        check("[](pb:8)2) göl", PartKind::List, true, "2) [](pb:8)göl\n");
        check("1920-ci il", PartKind::List, true, "- 1920-ci il\n");
    }

    #[test]
    fn a_link_leaves_other_links_out() {
        let check = |ranges: &[Range<usize>], expected: &str| {
            let text = "a (Dağlı, Qar yolu, 5) b";
            assert_eq!(&text[without(text, &(2..text.len() - 2), ranges)], expected, "{ranges:?}");
        };
        check(&[], "(Dağlı, Qar yolu, 5)");
        check(&[0..1, 2..2, 24..25], "(Dağlı, Qar yolu, 5)");
        check(&[12..15, 22..22], "(Dağlı,");
        check(&[3..10, 16..16], "yolu, 5)");
    }

    #[test]
    fn a_mark_is_labelled_by_its_number() {
        let check = |words: &str, label: &str| assert_eq!(mark_label(words), label);
        check("7", "7");
        check("12a", "12a");
        check("l94 a", "194a");
        check("\" 36", "36");
        check("2-1", "2-1");
    }
}
