//! Dates in texts.

use super::{Known, Place, Remark};
use crate::diag::Code;
use crate::edition::{Text, TextId};
use crate::find::impossible_dates;

/// Dates that no calendar has, where dates are looked for.
pub(super) fn impossible(known: Known<'_>) -> Vec<Remark> {
    let texts = known.edition.texts.iter();
    let asked = texts.filter(|(_, text)| text.front.link.or(known.edition.config.link).dates());
    asked.flat_map(|(id, text)| of_text(known, id, text)).collect()
}

fn of_text(known: Known<'_>, id: TextId, text: &Text) -> Vec<Remark> {
    let narrow = |n: usize| u32::try_from(n).expect("files over 4 GiB are refused when read");
    let remark = |range: std::ops::Range<usize>| Remark {
        code: Code::ImpossibleDate,
        message: format!("no calendar has `{}`", &text.body.text[range.clone()]),
        of: Vec::new(),
        text: Some(id),
        at: address(known, id, range.start),
        place: Place::Bytes(id, narrow(range.start), narrow(range.end)),
        related: Vec::new(),
        help: "correct it; what the source has may stay in a correction, [28](sic:30)".to_owned(),
    };
    impossible_dates(text).into_iter().map(remark).collect()
}

/// The address of the passage around a byte.
fn address(known: Known<'_>, id: TextId, byte: usize) -> Option<String> {
    let text = &known.edition.texts[id];
    let is_around = |node: u32| {
        let node = &text.body.nodes[node as usize];
        (node.start as usize..node.end as usize).contains(&byte)
    };
    let passage = text.passages.iter().rposition(|passage| is_around(passage.node))?;
    known.links.texts[id.index()].addresses.of_passages.get(passage).map(ToString::to_string)
}
