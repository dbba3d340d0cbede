//! Registers and front matter: YAML text into the common tree. The only door to the YAML crate.

use crate::diag::{Code, Report};
use crate::record::{Value, ValueKind};
use crate::span::{SourceId, Span, Spanned};
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};
use std::collections::HashMap;

/// How many values aliases may repeat in one file. Real registers repeat a handful; a bomb millions.
const ALIAS_BUDGET: usize = 10_000;

/// How deep lists and mappings may lie in each other. Registers need five levels.
const DEEPEST: usize = 64;

/// Reads `text`, which begins at byte `offset` of the file. Nothing comes back when it is no YAML.
pub(super) fn parse(text: &str, offset: usize, source: SourceId, report: &mut Report) -> Option<Value> {
    if let Some(line) = tab_indent(text) {
        report
            .add(
                Code::InvalidYaml,
                Span::new(source, offset + line.start..offset + line.end),
                "a tab stands in the indentation",
            )
            .help("YAML is indented with spaces: replace the tab by two of them");
        return None;
    }
    let mut builder =
        Builder { offset, source, open: Vec::new(), anchors: HashMap::new(), repeated: 0, root: None };
    for event in Parser::new_from_str(text) {
        let result = match event {
            Ok((event, span)) => builder.take(event, &span, report),
            Err(error) => Err(builder.syntax_error(text, &error, report)),
        };
        if result.is_err() {
            return None;
        }
    }
    Some(builder.root.unwrap_or(Value { span: Span::new(source, offset..offset), kind: ValueKind::Null }))
}

/// The tabs of the first line whose indentation has one, outside block scalars as far as can be told.
fn tab_indent(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let blank = line.trim().is_empty();
        if let Some(tab) = line[..indent].find('\t').filter(|_| !blank) {
            return Some(at + tab..at + indent);
        }
        at += line.len();
    }
    None
}

/// The file cannot be read further; the report says why.
struct Unreadable;

/// A collection whose end has not come yet.
enum Open {
    List(Vec<Value>, usize, usize),
    Map(Vec<(Spanned<String>, Value)>, Option<Spanned<String>>, usize, usize),
}

struct Builder {
    offset: usize,
    source: SourceId,
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
    repeated: usize,
    root: Option<Value>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: &YamlSpan, report: &mut Report) -> Result<(), Unreadable> {
        let range = span.byte_range().unwrap_or(0..0);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let kind = if null { ValueKind::Null } else { ValueKind::Scalar(text.into_owned()) };
                self.value(Value { span: self.span(range), kind }, anchor, report)
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if self.open.len() == DEEPEST => {
                report
                    .add(
                        Code::TooDeep,
                        self.span(range),
                        format!("values lie {DEEPEST} levels deep in each other"),
                    )
                    .help("a register needs five levels at most: look for brackets that are never closed");
                Err(Unreadable)
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open.push(Open::List(Vec::new(), range.start, anchor));
                Ok(())
            }
            Event::MappingStart(_, anchor, _) => {
                self.open.push(Open::Map(Vec::new(), None, range.start, anchor));
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end, report),
            Event::Alias(id) => self.alias(id, range, report),
            Event::DocumentStart(..) if self.root.is_some() => {
                report
                    .add(Code::InvalidYaml, self.span(range), "a second YAML document begins here")
                    .help("a register is one document: remove the line `---`");
                Err(Unreadable)
            }
            _ => Ok(()),
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, self.offset + range.start..self.offset + range.end)
    }

    fn close(&mut self, end: usize, report: &mut Report) -> Result<(), Unreadable> {
        let (kind, start, anchor) = match self.open.pop().expect("the parser closes only what it opened") {
            Open::List(items, start, anchor) => (ValueKind::List(items), start, anchor),
            Open::Map(entries, _, start, anchor) => (ValueKind::Map(entries), start, anchor),
        };
        let span = self.span(start..end.max(start));
        self.value(Value { span, kind }, anchor, report)
    }

    fn alias(
        &mut self,
        id: usize,
        range: std::ops::Range<usize>,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        let span = self.span(range);
        let Some(value) = self.anchors.get(&id) else {
            report.add(Code::InvalidYaml, span, "an alias stands inside the value it repeats");
            return Err(Unreadable);
        };
        self.repeated += size(value);
        if self.repeated > ALIAS_BUDGET {
            report
                .add(Code::InvalidYaml, span, format!("aliases repeat more than {ALIAS_BUDGET} values"))
                .help("write the values out: a register does not need aliases");
            return Err(Unreadable);
        }
        let value = value.clone();
        self.value(value, 0, report)
    }

    /// Puts a finished value where it belongs: into the open collection, or at the root.
    fn value(&mut self, value: Value, anchor: usize, report: &mut Report) -> Result<(), Unreadable> {
        if anchor != 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::List(items, ..)) => items.push(value),
            Some(Open::Map(entries, key @ None, ..)) => {
                let ValueKind::Scalar(text) = value.kind else {
                    report
                        .add(Code::InvalidYaml, value.span, "a key must be a single value")
                        .help("if `{` or `[` belongs to the text, put the text into quotes");
                    return Err(Unreadable);
                };
                if let Some((first, _)) = entries.iter().find(|(k, _)| k.value == text) {
                    let first = first.span;
                    report
                        .add(
                            Code::DuplicateKey,
                            value.span,
                            format!("the key `{text}` stands here for the second time"),
                        )
                        .related(first, "first here")
                        .help("keep one of the two");
                }
                *key = Some(Spanned { value: text, span: value.span });
            }
            Some(Open::Map(entries, key, ..)) => {
                let key = key.take().expect("a key came first");
                if !entries.iter().any(|(k, _)| k.value == key.value) {
                    entries.push((key, value));
                }
            }
        }
        Ok(())
    }

    fn syntax_error(&self, text: &str, error: &ScanError, report: &mut Report) -> Unreadable {
        let at = error.marker().byte_offset().unwrap_or(0);
        // A fault at the end of the file is shown at its last words.
        let at = at.min(text.trim_end().len().saturating_sub(1));
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n).max(at);
        let diagnostic =
            report.add(Code::InvalidYaml, self.span(at..end), format!("this is no YAML: {}", error.info()));
        diagnostic.help("texts with `: `, ` #`, or with a bracket, quote, `*` or `&` in front stand in quotes: title: \"…\"");
        Unreadable
    }
}

/// How many values a value holds, itself included.
fn size(value: &Value) -> usize {
    1 + match &value.kind {
        ValueKind::List(items) => items.iter().map(size).sum(),
        ValueKind::Map(entries) => entries.iter().map(|(_, value)| size(value)).sum(),
        ValueKind::Null | ValueKind::Scalar(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in one line, or the messages.
    fn read(text: &str) -> String {
        fn show(value: &Value) -> String {
            match &value.kind {
                ValueKind::Null => "~".to_owned(),
                ValueKind::Scalar(text) => text.clone(),
                ValueKind::List(items) => {
                    format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" "))
                }
                ValueKind::Map(entries) => {
                    let pairs: Vec<_> =
                        entries.iter().map(|(k, v)| format!("{}={}", k.value, show(v))).collect();
                    format!("{{{}}}", pairs.join(" "))
                }
            }
        }
        let mut report = Report::default();
        let value = parse(text, 0, SourceId(0), &mut report);
        let faults: Vec<_> = report.diagnostics().iter().map(|d| d.message.as_str()).collect();
        match value {
            Some(value) if faults.is_empty() => show(&value),
            _ => format!("! {}", faults.join("; ")),
        }
    }

    #[test]
    fn scalars_stay_what_was_written() {
        assert_eq!(read("a: no\nb: 010\nc: 1920-04\nd: 'it''s'\ne:\n"), "{a=no b=010 c=1920-04 d=it's e=~}");
        assert_eq!(read("- {id: x, forms: [a, b]}\n- &y z\n- *y\n"), "[{id=x forms=[a b]} z z]");
        assert_eq!(read(""), "~");
    }

    #[test]
    fn what_is_no_yaml_is_named() {
        let bomb: String = std::iter::once("- &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned())
            .chain((1..9).map(|n| format!("- &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))))
            .collect();
        assert!(read(&bomb).starts_with("! aliases repeat more than"), "{}", read(&bomb));
        assert!(read("a:\n\tb: 1\n").starts_with("! a tab stands"));
        assert!(read("a: 1\na: 2\n").starts_with("! the key `a` stands here for the second time"));
        assert!(read("a: [1\nb: 2").starts_with("! this is no YAML"));
        assert!(read("--- a\n--- b\n").starts_with("! a second YAML document"));
    }
}
