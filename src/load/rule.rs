//! Rules of `content/link.yaml`.

use super::{Found, Loader, yaml};
use crate::diag::{Code, Report};
use crate::edition::edtf::Edtf;
use crate::edition::entity::{EntityRef, Kind};
use crate::edition::rule::{LinkRule, Meaning};
use crate::record::{Record, Value, ValueKind, wrong_type};
use crate::span::Span;

impl Loader<'_> {
    /// What the editor says of names and dates that are found.
    pub(super) fn rules(&mut self, files: &[Found]) -> Vec<LinkRule> {
        let mut rules = Vec::new();
        for found in files {
            let Some((source, text)) = self.read(&found.path) else { continue };
            if let Some(tree) = yaml::parse(&text, 0, source, &mut self.report) {
                rules.extend(read(&tree, &mut self.report));
            }
        }
        rules
    }
}

/// Reads the rules; mistakes are reported.
fn read(value: &Value, report: &mut Report) -> Vec<LinkRule> {
    match &value.kind {
        ValueKind::Null => Vec::new(),
        ValueKind::List(rules) => rules.iter().filter_map(|rule| read_rule(rule, report)).collect(),
        _ => {
            wrong_type(value, "link.yaml is a list of rules; each begins with `- form: …`", report);
            Vec::new()
        }
    }
}

fn read_rule(value: &Value, report: &mut Report) -> Option<LinkRule> {
    let mut record = Record::open(value, "a rule", report)?;
    let form = record.required("form", report);
    let is = record.required("is", report);
    let text = record.string("text", report);
    let at = record.string("at", report);
    let span = record.span();
    record.finish(report);
    if at.is_some() && text.is_none() {
        report
            .add(Code::MissingKey, span, "a rule for one passage needs the key `text`")
            .help("say in which text the passage is: text: letters");
        return None;
    }
    let (form, is) = (form?, is?);
    // All mistakes are told before any makes an end.
    let meaning = match is.value.as_str() {
        "-" => Some(None),
        words => meaning(words, is.span, report).map(Some),
    };
    if !form.value.contains(char::is_alphanumeric) {
        report
            .add(Code::InvalidValue, form.span, "a form is made of words")
            .help("write the words as the text has them");
        return None;
    }
    Some(LinkRule { form, is: meaning?, is_span: is.span, text, at })
}

/// Reads `person:narimanov`, `date:1920-04-28`.
fn meaning(words: &str, span: Span, report: &mut Report) -> Option<Meaning> {
    let (scheme, rest) = words.split_once(':').unwrap_or((words, ""));
    let kinds = [Kind::Person, Kind::Place, Kind::Body, Kind::Event];
    if let Some(kind) = kinds.into_iter().find(|kind| kind.as_str() == scheme) {
        return Some(Meaning::Entity(EntityRef { kind, key: rest.into() }));
    }
    if scheme == "date" {
        return match Edtf::parse(rest) {
            Ok(date) => Some(Meaning::Date(date)),
            Err(error) => {
                report
                    .add(Code::DateNotEdtf, span, format!("`{rest}` is no EDTF date: {}", error.message))
                    .help("write it as 1920-04-28, 1920-04, 1920 or 1918/1920");
                None
            }
        };
    }
    report
        .add(Code::InvalidValue, span, format!("`{words}` does not say what is meant"))
        .help("write person:its-id, place:…, body:…, event:… or date:1920-04-28; `\"-\"` for no link");
    None
}
