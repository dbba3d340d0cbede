//! Exceptions of `content/check.yaml`.

use super::{Found, Loader, yaml};
use crate::diag::{Code, Report, did_you_mean};
use crate::edition::entity::{EntityRef, Kind};
use crate::edition::exception::{CODES, Exception};
use crate::record::{Record, Value, ValueKind, wrong_type};
use crate::span::Spanned;

impl Loader<'_> {
    /// What the editor says is right as it stands.
    pub(super) fn exceptions(&mut self, files: &[Found]) -> Vec<Exception> {
        let mut exceptions = Vec::new();
        for found in files {
            let Some((source, text)) = self.read(&found.path) else { continue };
            if let Some(tree) = yaml::parse(&text, 0, source, &mut self.report) {
                exceptions.extend(read(&tree, &mut self.report));
            }
        }
        exceptions
    }
}

/// Reads the exceptions; mistakes are reported.
fn read(value: &Value, report: &mut Report) -> Vec<Exception> {
    match &value.kind {
        ValueKind::Null => Vec::new(),
        ValueKind::List(entries) => {
            entries.iter().filter_map(|entry| read_exception(entry, report)).collect()
        }
        _ => {
            wrong_type(value, "check.yaml is a list of exceptions; each begins with `- code: …`", report);
            Vec::new()
        }
    }
}

fn read_exception(value: &Value, report: &mut Report) -> Option<Exception> {
    let mut record = Record::open(value, "an exception", report)?;
    let code = record.required("code", report);
    let of = record.strings("of", report);
    let text = record.string("text", report);
    let at = record.string("at", report);
    let why = record.required("why", report);
    let span = record.span();
    record.finish(report);
    if of.is_empty() && text.is_none() {
        report
            .add(Code::MissingKey, span, "an exception needs the key `of` or the key `text`")
            .help("say of what it speaks: of: person:kirov, or text: letters");
        return None;
    }
    if at.is_some() && text.is_none() {
        report
            .add(Code::MissingKey, span, "an exception for one passage needs the key `text`")
            .help("say in which text the passage is: text: letters");
        return None;
    }
    let (code, _) = (code?, why?);
    let of: Option<Vec<_>> = of.into_iter().map(|one| reference(one, report)).collect();
    Some(Exception { span: code.span, code: checked_code(&code, report)?, of: of?, text, at })
}

/// The code, if it is one of those that can have exceptions.
fn checked_code(written: &Spanned<String>, report: &mut Report) -> Option<Code> {
    let code = CODES.into_iter().find(|code| code.as_str() == written.value);
    if code.is_none() {
        let names = CODES.map(Code::as_str);
        let message = format!("`{}` is no code that has exceptions", written.value);
        let diagnostic = report.add(Code::InvalidValue, written.span, message);
        if let Some(near) = did_you_mean(&written.value, names) {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
        diagnostic.help(format!("`code` is one of: {}", names.join(", ")));
    }
    code
}

/// Reads `person:kirov`.
fn reference(written: Spanned<String>, report: &mut Report) -> Option<Spanned<EntityRef>> {
    const KINDS: [Kind; 4] = [Kind::Person, Kind::Place, Kind::Body, Kind::Event];
    let (scheme, key) = written.value.split_once(':').unwrap_or((&written.value, ""));
    let Some(kind) = KINDS.into_iter().find(|kind| kind.as_str() == scheme) else {
        report
            .add(Code::InvalidValue, written.span, format!("`{}` names no record", written.value))
            .help("write person:its-id, place:…, body:… or event:…");
        return None;
    };
    Some(Spanned { value: EntityRef { kind, key: key.into() }, span: written.span })
}
