//! What an editor wrote in YAML or TOML: a tree with places, and a reader that reports every mistake.
//!
//! Scalars stay the text that was written: what a value means is decided by the key it stands under, so
//! `no`, `010` and `1920` are safe. A [`Record`] is read key by key and tells what it did not know.

use crate::diag::{Code, Report, did_you_mean};
use crate::span::{Span, Spanned};

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ValueKind,
}

/// The shapes a value can have.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// Nothing behind the key.
    Null,
    /// A scalar as written, escapes resolved.
    Scalar(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in the order they were written, keys unique.
    Map(Vec<(Spanned<String>, Value)>),
}

impl Value {
    /// What the value is, in an editor's words.
    fn describe(&self) -> &'static str {
        match self.kind {
            ValueKind::Null => "nothing",
            ValueKind::Scalar(_) => "a single value",
            ValueKind::List(_) => "a list",
            ValueKind::Map(_) => "a mapping",
        }
    }
}

/// A mapping that is being read. Call [`Record::finish`] when all known keys have been asked for.
pub struct Record<'a> {
    span: Span,
    entries: &'a [(Spanned<String>, Value)],
    known: Vec<&'static str>,
    what: &'static str,
}

impl<'a> Record<'a> {
    /// Begins to read `value` as a mapping; `what` names it in messages ("a person").
    pub fn open(value: &'a Value, what: &'static str, report: &mut Report) -> Option<Record<'a>> {
        match &value.kind {
            ValueKind::Map(entries) => Some(Record { span: value.span, entries, known: Vec::new(), what }),
            _ => {
                wrong_type(value, &format!("{what} is a mapping of keys and values"), report);
                None
            }
        }
    }

    /// Where the record begins (its whole extent may be long; messages point to its first line).
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The keys that are there, in order.
    pub fn keys(&self) -> impl Iterator<Item = &'a Spanned<String>> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The value behind `key` for a message; says nothing about whether the key is known.
    #[must_use]
    pub fn peek(&self, key: &str) -> Option<&'a Value> {
        self.entries.iter().find(|(k, _)| k.value == key).map(|(_, value)| value)
    }

    /// The value behind `key`; nothing when it is absent or empty.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        let (_, value) = self.entries.iter().find(|(k, _)| k.value == key)?;
        (value.kind != ValueKind::Null).then_some(value)
    }

    /// A single value.
    pub fn string(&mut self, key: &'static str, report: &mut Report) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        scalar(value, &format!("`{key}` takes a single value"), report)
    }

    /// A single value that must be there.
    pub fn required(&mut self, key: &'static str, report: &mut Report) -> Option<Spanned<String>> {
        if self.get(key).is_none() {
            self.missing(key, report);
            return None;
        }
        self.string(key, report)
    }

    /// Reports that `key` is missing.
    pub fn missing(&self, key: &str, report: &mut Report) {
        report.add(Code::MissingKey, self.span, format!("{} needs the key `{key}`", self.what)).help(
            match self.what {
                "site.toml" => format!("begin it with a line `[{key}]`"),
                section if section.starts_with('[') => format!("add a line `{key} = …`"),
                _ => format!("add a line `{key}: …`"),
            },
        );
    }

    /// A list of single values; one value alone counts as a list of one.
    pub fn strings(&mut self, key: &'static str, report: &mut Report) -> Vec<Spanned<String>> {
        self.list(key)
            .iter()
            .filter_map(|v| scalar(v, &format!("`{key}` takes a list of single values"), report))
            .collect()
    }

    /// A list; one value alone counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(Value { kind: ValueKind::List(items), .. }) => items,
            Some(one) => std::slice::from_ref(one),
        }
    }

    /// A mapping behind `key`.
    pub fn record(
        &mut self,
        key: &'static str,
        what: &'static str,
        report: &mut Report,
    ) -> Option<Record<'a>> {
        let value = self.get(key)?;
        Record::open(value, what, report)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str, report: &mut Report) -> Option<bool> {
        let text = self.string(key, report)?;
        match text.value.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            other => {
                report
                    .add(
                        Code::WrongType,
                        text.span,
                        format!("`{key}` is either true or false, not `{other}`"),
                    )
                    .help("write `true` or `false`");
                None
            }
        }
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str, report: &mut Report) -> Option<i64> {
        let text = self.string(key, report)?;
        let number = text.value.parse().ok();
        if number.is_none() {
            report
                .add(Code::WrongType, text.span, format!("`{key}` is a whole number, not `{}`", text.value))
                .help("write digits alone, as in 10");
        }
        number
    }

    /// One of a few words; the index of the word.
    pub fn choice(&mut self, key: &'static str, words: &[&str], report: &mut Report) -> Option<usize> {
        let text = self.string(key, report)?;
        let found = words.iter().position(|word| *word == text.value);
        if found.is_none() {
            let diagnostic =
                report.add(Code::InvalidValue, text.span, format!("`{}` is no value of `{key}`", text.value));
            if let Some(near) = did_you_mean(&text.value, words.iter().copied()) {
                diagnostic.help(format!("did you mean `{near}`?"));
            }
            diagnostic.help(format!("`{key}` is one of: {}", words.join(", ")));
        }
        found
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self, report: &mut Report) {
        for (key, _) in self.entries {
            if !self.known.contains(&key.value.as_str()) {
                unknown_key(key, self.what, &self.known, report);
            }
        }
    }
}

/// Reports a key that `what` does not have.
pub fn unknown_key(key: &Spanned<String>, what: &str, known: &[&str], report: &mut Report) {
    let diagnostic = report.add(Code::UnknownKey, key.span, format!("{what} has no key `{}`", key.value));
    if let Some(near) = did_you_mean(&key.value, known.iter().copied()) {
        diagnostic.help(format!("did you mean `{near}`?"));
    }
    let mut known: Vec<&str> = known.to_vec();
    known.sort_unstable();
    known.dedup();
    diagnostic.help(format!("known keys: {}", known.join(", ")));
}

/// The text of a scalar, or a report that `value` is none.
pub fn scalar(value: &Value, expected: &str, report: &mut Report) -> Option<Spanned<String>> {
    if let ValueKind::Scalar(text) = &value.kind {
        return Some(Spanned { value: text.clone(), span: value.span });
    }
    wrong_type(value, expected, report);
    None
}

/// Reports a value of another type than expected.
pub fn wrong_type(value: &Value, expected: &str, report: &mut Report) {
    let diagnostic =
        report.add(Code::WrongType, value.span, format!("{expected}; here stands {}", value.describe()));
    // What people write most often instead.
    match &value.kind {
        ValueKind::Map(_) if expected.contains("list of records") => {
            diagnostic.help("begin each record with `- id: …` and indent its other keys by two spaces");
        }
        ValueKind::Scalar(text) if expected.contains("mapping") && text.len() < 80 => {
            diagnostic.help(format!("`{text}` needs a key in front of it: `key: {text}`"));
        }
        ValueKind::List(_) if expected.contains("string") || expected.contains("single value") => {
            diagnostic.help("take the brackets away, or the hyphens in front of the lines");
        }
        _ => {}
    }
}
