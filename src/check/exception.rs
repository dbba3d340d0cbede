//! What the editor says is right as it stands.

use super::{Known, Remark};
use crate::diag::{Code, Report, did_you_mean};
use crate::edition::entity::EntityId;
use crate::edition::exception::Exception;
use crate::edition::{Edition, TextId};
use crate::link::{Names, anchors_of};
use crate::span::Spanned;
use std::collections::BTreeMap;

/// The remarks without those that an exception speaks of. An exception that is wrong or needless is reported.
pub(super) fn leave_out(remarks: Vec<Remark>, known: Known<'_>, report: &mut Report) -> Vec<Remark> {
    let edition = known.edition;
    if edition.exceptions.is_empty() {
        return remarks;
    }
    let names = Names::new(edition);
    let mut by_code: BTreeMap<Code, Vec<Resolved<'_>>> = BTreeMap::new();
    for exception in &edition.exceptions {
        if let Some(resolved) = resolve(exception, known, &names, report) {
            by_code.entry(exception.code).or_default().push(resolved);
        }
    }
    let mut kept = Vec::new();
    for remark in remarks {
        let exceptions = by_code.get_mut(&remark.code).into_iter().flatten();
        let mut is_right = false;
        for exception in exceptions.filter(|exception| exception.speaks_of(&remark, edition)) {
            (exception.is_used, is_right) = (true, true);
        }
        if !is_right {
            kept.push(remark);
        }
    }
    for needless in by_code.into_values().flatten().filter(|exception| !exception.is_used) {
        let Exception { code, span, .. } = needless.exception;
        report
            .add(Code::NeedlessException, *span, format!("nothing is told as `{}` here", code.as_str()))
            .help("what it spoke of is mended, or it names another record, text or passage: correct it, or remove it");
    }
    kept
}

/// An exception whose references are there.
struct Resolved<'a> {
    exception: &'a Exception,
    of: Vec<EntityId>,
    is_used: bool,
}

impl Resolved<'_> {
    fn speaks_of(&self, remark: &Remark, edition: &Edition) -> bool {
        let Exception { text, at, .. } = self.exception;
        let same_text = |id: &Spanned<String>| {
            remark.text.is_some_and(|text| edition.texts[text].key.as_str() == id.value)
        };
        self.of.iter().all(|id| remark.of.contains(id))
            && text.as_ref().is_none_or(same_text)
            && at.as_ref().is_none_or(|at| remark.at.as_ref() == Some(&at.value))
    }
}

/// Finds what an exception names; nothing comes back when something is not there, or lies in a draft.
fn resolve<'a>(
    exception: &'a Exception,
    known: Known<'_>,
    names: &Names<'_>,
    report: &mut Report,
) -> Option<Resolved<'a>> {
    let mut of = Vec::new();
    for reference in &exception.of {
        let entity = &reference.value;
        of.push(names.resolve(entity.kind, &entity.key, reference.span, known.edition, report));
    }
    let of = of.into_iter().collect::<Option<Vec<EntityId>>>();
    let is_there =
        exception.text.as_ref().is_none_or(|text| is_text(text, exception.at.as_ref(), known, report));
    let of = of.filter(|_| is_there)?;
    Some(Resolved { exception, of, is_used: false })
}

fn is_text(
    id: &Spanned<String>,
    at: Option<&Spanned<String>>,
    known: Known<'_>,
    report: &mut Report,
) -> bool {
    let edition = known.edition;
    if edition.drafts.iter().any(|(key, _)| key.as_str() == id.value) {
        return false;
    }
    let all = edition.texts.items();
    let first = all.partition_point(|text| text.key.as_str() < id.value.as_str());
    let versions = all[first..].iter().take_while(|text| text.key.as_str() == id.value).count();
    if versions == 0 {
        let message = format!("no text `{}` in content/texts", id.value);
        let diagnostic = report.add(Code::UnknownText, id.span, message);
        if let Some(near) = did_you_mean(&id.value, all.iter().map(|text| text.key.as_str())) {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
        return false;
    }
    let Some(at) = at else { return true };
    let has_place = |n: usize| {
        let text = TextId::new(n);
        anchors_of(&edition.texts[text], &known.links.texts[n]).contains(&at.value)
    };
    let is_there = (first..first + versions).any(has_place);
    if !is_there {
        report
            .add(Code::UnknownAnchor, at.span, format!("no `#{}` in the text `{}`", at.value, id.value))
            .help("addresses are p12 (paragraph), n3 (note), or the id of a heading; the page shows them in its margin");
    }
    is_there
}
