//! Texts that are edited from a work: a citation of the work leads into them.

use crate::edition::body::AnnotationKind;
use crate::edition::entity::{EntityId, Kind};
use crate::edition::{Edition, TextId};
use std::collections::BTreeMap;

/// Which text has which page of a work.
#[derive(Debug, Default)]
pub struct EditedFrom {
    /// The texts of a work, in the order of their ids.
    texts: BTreeMap<EntityId, Vec<TextId>>,
    /// Printed pages of a work that a text has.
    pages: BTreeMap<(EntityId, String), TextId>,
}

/// Finds the texts that name a work as their source.
#[must_use]
pub fn edited_from(edition: &Edition) -> EditedFrom {
    let mut found = EditedFrom::default();
    for (id, text) in edition.texts.iter() {
        let Some(work) = text.front.source.as_ref().and_then(|key| edition.entity(Kind::Work, &key.value))
        else {
            continue;
        };
        found.texts.entry(work).or_default().push(id);
        for annotation in &text.body.annotations {
            if let AnnotationKind::PageBreak(page) = &annotation.kind {
                found.pages.entry((work, page.to_string())).or_insert(id);
            }
        }
    }
    found
}

impl EditedFrom {
    /// The text that has the cited place of a work, and the address of the page in it: the first page of the
    /// locator, or the text whose title the locator begins (`I, § 2`), or the only text there is.
    #[must_use]
    pub fn place(
        &self,
        edition: &Edition,
        work: EntityId,
        locator: Option<&str>,
    ) -> Option<(TextId, Option<String>)> {
        let texts = self.texts.get(&work)?;
        let Some(locator) = locator else {
            return (texts.len() == 1).then(|| (texts[0], None));
        };
        let page: String = locator.chars().take_while(char::is_ascii_digit).collect();
        if let Some(text) = self.pages.get(&(work, page.clone())) {
            return Some((*text, Some(format!("page-{page}"))));
        }
        let named = texts.iter().find(|id| edition.texts[**id].front.title.starts_with(locator));
        named.map(|id| (*id, None))
    }
}
