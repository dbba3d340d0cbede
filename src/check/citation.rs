//! Citations of works that have no record.

use super::{Known, Place, Remark};
use crate::diag::Code;
use crate::edition::body::{Annotation, AnnotationKind, NO_RECORD};
use crate::index::Occurrence;

/// Citations without a record: one remark for each text, at the first.
pub(super) fn without_record(known: Known<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (text, body) in known.edition.texts.iter().map(|(id, text)| (id, &text.body)) {
        let mut open = (0..).zip(&body.annotations).filter(|(_, annotation)| is_open(annotation));
        let Some((annotation, _)) = open.next() else { continue };
        let message = match 1 + open.count() {
            1 => "a work cited in this text has no record".to_owned(),
            many => {
                format!("{many} citations of this text name works that have no record; this is the first")
            }
        };
        remarks.push(Remark {
            code: Code::WorkWithoutRecord,
            message,
            of: Vec::new(),
            text: Some(text),
            at: None,
            place: Place::Words(Occurrence { text, annotation }),
            related: Vec::new(),
            help: "`hashiya suggest` lists such works, as records for content/works.yaml".to_owned(),
        });
    }
    remarks
}

fn is_open(annotation: &Annotation) -> bool {
    matches!(&annotation.kind, AnnotationKind::Citation { key, .. } if &**key == NO_RECORD)
}
