//! References of the registers: to each other, to texts and to works.

use super::{Names, TextLinks, anchors_of};
use crate::diag::{Code, Report, did_you_mean};
use crate::edition::Edition;
use crate::edition::entity::{
    Belonging, Detail, Entity, EntityId, EntityRef, Kind, Role, Witness, WitnessSource,
};
use crate::edition::id::Key;
use crate::span::{Span, Spanned};

/// Checks every reference of every record; with it come the participants of events.
pub(super) fn check_records(
    edition: &Edition,
    names: &Names<'_>,
    texts: &[TextLinks],
    report: &mut Report,
) -> Vec<(EntityId, EntityId)> {
    let mut checker = Checker { edition, names, texts, report };
    let mut participants = Vec::new();
    for (id, entity) in edition.entities.iter() {
        checker.witnesses(&entity.attested);
        match &entity.detail {
            Detail::Person { roles, .. } => checker.roles(roles),
            Detail::Place { part_of, .. } | Detail::Body { part_of, .. } => checker.belongings(part_of),
            Detail::Event(event) => {
                for reference in &event.linked {
                    participants.extend(checker.reference(reference).map(|other| (id, other)));
                }
                checker.attested(entity);
            }
            Detail::Work { .. } => {}
        }
    }
    participants.sort_unstable();
    participants.dedup();
    participants
}

struct Checker<'a> {
    edition: &'a Edition,
    names: &'a Names<'a>,
    texts: &'a [TextLinks],
    report: &'a mut Report,
}

impl Checker<'_> {
    fn reference(&mut self, reference: &Spanned<EntityRef>) -> Option<EntityId> {
        self.names.resolve(
            reference.value.kind,
            &reference.value.key,
            reference.span,
            self.edition,
            self.report,
        )
    }

    fn roles(&mut self, roles: &[Role]) {
        for role in roles {
            if let Some(body) = &role.body {
                self.reference(body);
            }
            self.witnesses(&role.attested);
        }
    }

    fn belongings(&mut self, part_of: &[Belonging]) {
        for part in part_of {
            self.reference(&part.whole);
        }
    }

    /// An event is an assertion; somebody has to make it.
    fn attested(&mut self, event: &Entity) {
        if event.attested.is_empty() {
            self.report
                .add(
                    Code::EventWithoutWitness,
                    event.span,
                    format!("nobody attests the event `{}`", event.key),
                )
                .help("add `attested: [{work: key, at: \"82\"}]` or `attested: [{text: id, at: p12}]`");
        }
    }

    fn witnesses(&mut self, witnesses: &[Witness]) {
        for witness in witnesses {
            match &witness.source {
                WitnessSource::Work(key) => {
                    self.names.resolve(Kind::Work, &key.value, key.span, self.edition, self.report);
                }
                WitnessSource::Text(id) => self.text(id, witness.at.as_ref()),
                WitnessSource::General => {}
            }
        }
    }

    fn text(&mut self, id: &Spanned<String>, at: Option<&Spanned<String>>) {
        let (texts, config) = (&self.edition.texts, &self.edition.config);
        let key = Key::parse(&id.value).ok();
        let found = key.and_then(|key| super::version(texts, config, &key, config.default_language()));
        let Some(text) = found else {
            let known = self.edition.texts.items().iter().map(|text| text.key.as_str());
            let near = did_you_mean(&id.value, known);
            let diagnostic = self.report.add(
                Code::UnknownText,
                id.span,
                format!("no text `{}` in content/texts", id.value),
            );
            if let Some(near) = near {
                diagnostic.help(format!("did you mean `{near}`?"));
            }
            return;
        };
        let Some(at) = at else { return };
        let links = &self.texts[text.index()];
        if !anchors_of(&self.edition.texts[text], links).contains(&at.value) {
            unknown_place(id, at, self.report);
        }
    }
}

fn unknown_place(id: &Spanned<String>, at: &Spanned<String>, report: &mut Report) {
    let span: Span = at.span;
    report.add(Code::UnknownAnchor, span, format!("no `#{}` in the text `{}`", at.value, id.value)).help(
        "addresses are p12 (paragraph), n3 (note), or the id of a heading; the page shows them in its margin",
    );
}
