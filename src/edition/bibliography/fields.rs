//! Which fields a work may have in YAML, and where the fields of a file stand.
//!
//! The library skips a field that it does not know without a word, so a slip of the pen would lose data.

use super::BibliographyError;
use std::ops::Range;

/// One key of a mapping in a YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldAt {
    /// The keys from the top down to this one; places in lists are left out: `["hunt-1820", "parent", "title"]`.
    pub path: Vec<String>,
    /// Bytes of the key in the file, with its quotes where it has some.
    pub at: Range<usize>,
}

/// The fields of a work, in the order of the library's manual.
pub const WORK_FIELDS: [&str; 29] = [
    "type",
    "title",
    "author",
    "date",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
    "parent",
];
const PERSON_FIELDS: [&str; 6] = ["name", "given-name", "prefix", "suffix", "comma-suffix", "alias"];
const TEXT_FIELDS: [&str; 3] = ["value", "short", "verbatim"];
const SERIAL_FIELDS: [&str; 9] =
    ["doi", "isbn", "issn", "pmid", "pmcid", "arxiv", "serial", "printing", "version"];

/// Complains of every field that no work has, with the nearest known one.
///
/// `fields` are the keys of one file, works at the top. Never fails; nothing is said about values.
pub fn unknown_fields(fields: &[FieldAt]) -> Vec<BibliographyError> {
    fields.iter().filter_map(unknown_field).collect()
}

fn unknown_field(field: &FieldAt) -> Option<BibliographyError> {
    let (name, above) = field.path.split_last()?;
    let known = known_below(above.get(1..)?)?;
    if known.contains(&name.as_str()) {
        return None;
    }
    let help = if known.len() == WORK_FIELDS.len() && SERIAL_FIELDS.contains(&name.as_str()) {
        format!("write it as `serial-number: {{{name}: …}}`")
    } else {
        match super::nearest(name, known.iter().copied()).first() {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        }
    };
    let message = format!("a work has no field `{}`", field.path[1..].join("."));
    Some(BibliographyError { at: field.at.clone(), message, help: Some(help) })
}

/// The fields known below `above` (the path within one work); `None` where the library takes any.
fn known_below(above: &[String]) -> Option<&'static [&'static str]> {
    let Some((last, rest)) = above.split_last() else { return Some(&WORK_FIELDS) };
    match last.as_str() {
        "parent" => Some(&WORK_FIELDS),
        "author" | "editor" | "names" => Some(&PERSON_FIELDS),
        "affiliated" => Some(&["role", "names"]),
        "publisher" => Some(&["name", "location"]),
        "url" => Some(&["value", "date"]),
        "date" => Some(&["year", "month", "day", "approximate", "season"]),
        "serial-number" | "serial" => Some(&SERIAL_FIELDS),
        "title" | "location" | "organization" | "archive" | "archive-location" | "call-number" | "note"
        | "abstract" | "genre" => Some(&TEXT_FIELDS),
        "name" if rest.last().is_some_and(|k| k == "publisher") => Some(&TEXT_FIELDS),
        _ => None,
    }
}

/// Every mapping key of a YAML text in the order of the file.
///
/// A reader of keys only: it knows block and flow collections, quoted, plain and block scalars, comments,
/// anchors and tags. It never fails; on a text that is no YAML it returns what it could make out.
pub fn scan_fields(text: &str) -> Vec<FieldAt> {
    let mut scanner =
        Scanner { text: text.as_bytes(), source: text, pos: 0, open: Vec::new(), found: Vec::new() };
    if text.starts_with('\u{feff}') {
        scanner.pos = 3;
    }
    while scanner.pos < scanner.text.len() {
        scanner.line();
    }
    scanner.found
}

struct Scanner<'a> {
    text: &'a [u8],
    source: &'a str,
    pos: usize,
    /// The mapping keys that are open here, each with its column.
    open: Vec<(usize, String)>,
    found: Vec<FieldAt>,
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.pos).copied().unwrap_or(b'\n')
    }

    fn skip_spaces(&mut self) {
        while matches!(self.text.get(self.pos), Some(b' ' | b'\t' | b'\r')) {
            self.pos += 1;
        }
    }

    fn skip_line(&mut self) {
        while self.pos < self.text.len() && self.text[self.pos] != b'\n' {
            self.pos += 1;
        }
        self.pos += 1;
    }

    /// Skips what is left of a line that has begun.
    fn skip_rest(&mut self) {
        if !self.is_at_edge() {
            self.skip_line();
        }
    }

    fn is_at_edge(&self) -> bool {
        self.pos == 0 || self.text.get(self.pos - 1) == Some(&b'\n')
    }

    /// One line of block style, and whatever its value covers of the following ones.
    fn line(&mut self) {
        let start = self.pos;
        self.skip_spaces();
        while self.peek() == b'-' && matches!(self.text.get(self.pos + 1), None | Some(b' ' | b'\n' | b'\r'))
        {
            self.close(self.pos - start);
            self.pos += 1;
            self.skip_spaces();
        }
        if matches!(self.peek(), b'\n' | b'#') || self.text[start..].starts_with(b"---") {
            return self.skip_line();
        }
        let column = self.pos - start;
        if matches!(self.peek(), b'{' | b'[') {
            self.flow(0);
            return self.skip_rest();
        }
        let key_start = self.pos;
        let Some(key) = self.block_key() else { return self.skip_line() };
        self.close(column);
        self.open.push((column, key));
        self.record(key_start..self.pos);
        self.skip_spaces();
        self.pos += 1;
        self.value(column);
    }

    /// Leaves the mappings that end where something stands at `column`.
    fn close(&mut self, column: usize) {
        while self.open.last().is_some_and(|(c, _)| *c >= column) {
            self.open.pop();
        }
    }

    fn record(&mut self, at: Range<usize>) {
        let path = self.open.iter().map(|(_, key)| key.clone()).collect();
        self.found.push(FieldAt { path, at });
    }

    /// A key in front of `:`; leaves the position behind the key's last byte. `None` when the line has none.
    fn block_key(&mut self) -> Option<String> {
        let start = self.pos;
        if matches!(self.peek(), b'"' | b'\'') {
            self.quoted();
            let end = self.pos;
            self.skip_spaces();
            let is_key = self.peek() == b':';
            self.pos = end;
            return is_key.then(|| unquote(&self.source[start..end]));
        }
        let line_end = self.source[start..].find('\n').map_or(self.text.len(), |n| start + n);
        let mut i = start;
        while i < line_end {
            let ends = self.text[i] == b':'
                && matches!(self.text.get(i + 1), None | Some(b' ' | b'\n' | b'\r' | b'\t'));
            if ends {
                self.pos = start + self.source[start..i].trim_end().len();
                return Some(self.source[start..self.pos].to_owned());
            }
            if self.text[i] == b'#' && i > start && self.text[i - 1] == b' ' {
                return None;
            }
            i += 1;
        }
        None
    }

    /// The value behind a block key at `column`, up to the end of its last line.
    fn value(&mut self, column: usize) {
        self.skip_spaces();
        while matches!(self.peek(), b'&' | b'!') {
            while !self.peek().is_ascii_whitespace() {
                self.pos += 1;
            }
            self.skip_spaces();
        }
        match self.peek() {
            b'|' | b'>' => self.block_scalar(column),
            b'"' | b'\'' => {
                self.quoted();
                self.skip_line();
            }
            b'{' | b'[' => {
                self.flow(0);
                self.skip_rest();
            }
            _ => self.skip_line(),
        }
    }

    fn block_scalar(&mut self, column: usize) {
        self.skip_line();
        while self.pos < self.text.len() {
            let rest = &self.text[self.pos..];
            let indent = rest.iter().take_while(|b| **b == b' ').count();
            let blank = matches!(rest.get(indent), None | Some(b'\n' | b'\r'));
            if !blank && indent <= column {
                return;
            }
            self.skip_line();
        }
    }

    fn quoted(&mut self) {
        let quote = self.peek();
        self.pos += 1;
        while self.pos < self.text.len() {
            match self.text[self.pos] {
                b'\\' if quote == b'"' => self.pos += 1,
                b if b == quote && quote == b'\'' && self.text.get(self.pos + 1) == Some(&b'\'') => {
                    self.pos += 1
                }
                b if b == quote => {
                    self.pos += 1;
                    return;
                }
                _ => {}
            }
            self.pos += 1;
        }
        self.pos = self.text.len();
    }

    fn flow_space(&mut self) {
        loop {
            match self.text.get(self.pos) {
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.pos += 1,
                Some(b'#') => self.skip_line(),
                _ => return,
            }
        }
    }

    /// A collection in brackets. Stops at a depth that no bibliography has, so a file of brackets is harmless.
    fn flow(&mut self, depth: usize) {
        let is_map = self.peek() == b'{';
        self.pos += 1;
        while self.pos < self.text.len() && depth < 32 {
            self.flow_space();
            match self.text.get(self.pos) {
                None => return,
                // Text at the left edge cannot be inside a collection: the bracket was never closed.
                Some(b) if self.is_at_edge() && !matches!(b, b'}' | b']' | b',') => return,
                Some(b'}' | b']') => {
                    self.pos += 1;
                    return;
                }
                Some(b',') => self.pos += 1,
                _ if is_map => self.flow_pair(depth),
                _ => self.flow_value(depth),
            }
        }
    }

    fn flow_pair(&mut self, depth: usize) {
        let start = self.pos;
        self.flow_scalar(true);
        let end = start + self.source.get(start..self.pos).map_or(0, |key| key.trim_end().len());
        self.open.push((usize::MAX, unquote(&self.source[start..end])));
        self.record(start..end);
        self.flow_space();
        if self.peek() == b':' {
            self.pos += 1;
            self.flow_space();
            self.flow_value(depth);
        }
        self.open.pop();
    }

    fn flow_value(&mut self, depth: usize) {
        match self.peek() {
            b'{' | b'[' => self.flow(depth + 1),
            b',' | b'}' | b']' => {}
            _ => self.flow_scalar(false),
        }
    }

    fn flow_scalar(&mut self, is_key: bool) {
        if matches!(self.peek(), b'"' | b'\'') {
            return self.quoted();
        }
        let start = self.pos;
        while self.pos < self.text.len() {
            let b = self.text[self.pos];
            let ends = matches!(b, b',' | b'}' | b']') || (is_key && b == b':');
            if ends || (self.is_at_edge() && self.pos > start && !b.is_ascii_whitespace()) {
                break;
            }
            self.pos += 1;
        }
        if self.pos == start {
            self.pos += 1; // a stray colon: never stand still
        }
    }
}

fn unquote(key: &str) -> String {
    let inner = |q: char| key.strip_prefix(q).and_then(|k| k.strip_suffix(q));
    inner('"').or_else(|| inner('\'')).unwrap_or(key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_file_is_found_with_its_path() {
        let check = |text: &str, paths: &str| {
            let found: Vec<String> = scan_fields(text).iter().map(|f| f.path.join(".")).collect();
            assert_eq!(found.join(" "), paths, "in {text:?}");
            for field in scan_fields(text) {
                let key = unquote(&text[field.at]);
                assert_eq!(Some(&key), field.path.last(), "in {text:?}");
            }
        };
        check("a:\n  type: book\n  title: x\nb:\n  type: web\n", "a a.type a.title b b.type");
        check("\u{feff}# c\na:\n  title: 'it''s: no key'\n  note: \"a: b\\\" c: d\"\n", "a a.title a.note");
        check("a:\n  note: |\n    b: c\n\n    d: e\n  type: book\n", "a a.note a.type");
        check(
            "a:\r\n  parent:\r\n    - type: book\r\n      title: x\r\n    - type: web\r\n",
            "a a.parent a.parent.type a.parent.title a.parent.type",
        );
        check(
            "a:\n  publisher: {name: X, location: {value: B}}\n  type: book",
            "a a.publisher a.publisher.name a.publisher.location a.publisher.location.value a.type",
        );
        check(
            "a:\n  author: [\"Ə, B\",\n    {name: Q, given-name: 'W'}]\n  type: book",
            "a a.author a.author.name a.author.given-name a.type",
        );
        check("a:\n  url: https://x.org/a:b\n  note: plain\n    goes: on\n", "a a.url a.note a.note.goes");
        check("a:\n  title: [\nb:\n  type: book", "a a.title b b.type");
        check("{a: {type: book}}", "a a.type");
        check("a: {b: [[[", "a a.b");
        check("\"a b\": &x\n  'type' : book\n", "a b a b.type");
    }

    #[test]
    fn an_unknown_field_is_told_with_the_nearest_known_one() {
        let check = |text: &str, expected: &str| {
            let found: Vec<String> = unknown_fields(&scan_fields(text))
                .into_iter()
                .map(|e| format!("{}: {}; {}", &text[e.at], e.message, e.help.unwrap_or_default()))
                .collect();
            assert_eq!(found.join("\n"), expected);
        };
        check("a:\n  type: book\n  titel: X\n", "titel: a work has no field `titel`; did you mean `title`?");
        check(
            "a:\n  parent:\n    issn: 1\n",
            "issn: a work has no field `parent.issn`; write it as `serial-number: {issn: …}`",
        );
        check(
            "a:\n  title: {value: X, translation: Y}\n",
            "translation: a work has no field `title.translation`; known here: value, short, verbatim",
        );
        check(
            "a:\n  publisher: {nam: X}\n",
            "nam: a work has no field `publisher.nam`; did you mean `name`?",
        );
        check("a:\n  serial-number: {doi: X}\n  date: {year: 1920}\n", "");
        check(
            "a:\n  author: {name: X, given-nam: Y}\n",
            "given-nam: a work has no field `author.given-nam`; did you mean `given-name`?",
        );
    }
}
