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
    /// The texts that have a printed page of a work, likewise.
    pages: BTreeMap<(EntityId, String), Vec<TextId>>,
}

/// Finds the texts that name a work as their source.
#[must_use]
pub fn edited_from(edition: &Edition) -> EditedFrom {
    let mut found = EditedFrom::default();
    for (id, text) in edition.texts.iter() {
        let source = text.front.source.as_ref();
        let Some(work) = source.and_then(|key| edition.entity(Kind::Work, &key.value)) else { continue };
        found.texts.entry(work).or_default().push(id);
        for annotation in &text.body.annotations {
            if let AnnotationKind::PageBreak(page) = &annotation.kind {
                found.pages.entry((work, page.to_string())).or_default().push(id);
            }
        }
    }
    found
}

impl EditedFrom {
    /// Whether the edition has a text of a work.
    #[must_use]
    pub fn has(&self, work: EntityId) -> bool {
        self.texts.contains_key(&work)
    }

    /// The text that has the cited place of a work, and the address of the page in it: the first page of the
    /// locator, or the text whose title the locator begins (`I, § 2`), or the only text there is.
    ///
    /// Of several versions the one in `lang` is taken.
    #[must_use]
    pub fn place(
        &self,
        edition: &Edition,
        lang: &str,
        work: EntityId,
        locator: Option<&str>,
    ) -> Option<(TextId, Option<String>)> {
        let texts = self.texts.get(&work)?;
        let nearest = |texts: &[TextId]| {
            let same = texts.iter().find(|id| *edition.texts[**id].lang == *lang);
            same.or(texts.first()).copied()
        };
        let page: String = locator.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
        if let Some(text) = self.pages.get(&(work, page.clone())).and_then(|texts| nearest(texts)) {
            return Some((text, Some(super::page_anchor(&page))));
        }
        // `I, § 2` does not lead to the title `I, § 20`.
        let begins = |title: &str, locator: &str| {
            title.strip_prefix(locator).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let named =
            |id: &TextId| locator.is_some_and(|locator| begins(&edition.texts[*id].front.title, locator));
        let named: Vec<TextId> = texts.iter().copied().filter(named).collect();
        if let Some(text) = nearest(&named) {
            return Some((text, None));
        }
        // Without a locator only a work that is one text leads there; with one, the place is not in the edition.
        let is_one_text = texts.iter().all(|id| edition.texts[*id].key == edition.texts[texts[0]].key);
        nearest(texts).filter(|_| is_one_text && locator.is_none()).map(|text| (text, None))
    }
}
