//! Whom, what and where an edition speaks of: persons, places, bodies, events, works.
//!
//! One shape for all five, so that there is one register design: an [`Entity`] has a name, further forms, a
//! gloss and witnesses; what only one kind has stands in its [`Detail`].

use super::edtf::Edtf;
use super::id::{Id, Key};
use crate::span::{Span, Spanned};
use std::collections::BTreeMap;

/// The five registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Human beings.
    Person,
    /// Places.
    Place,
    /// Organisations: parties, committees, governments, armies.
    Body,
    /// What happened.
    Event,
    /// The bibliography.
    Work,
}

impl Kind {
    /// All kinds in the order of the site's navigation.
    pub const ALL: [Kind; 5] = [Kind::Person, Kind::Place, Kind::Body, Kind::Event, Kind::Work];

    /// The scheme of links to it, and its name in exports: `person`, `place`, `body`, `event`, `work`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Body => "body",
            Kind::Event => "event",
            Kind::Work => "work",
        }
    }

    /// The name of its register: file in `content/`, page and folder in the site.
    #[must_use]
    pub fn register(self) -> &'static str {
        match self {
            Kind::Person => "persons",
            Kind::Place => "places",
            Kind::Body => "bodies",
            Kind::Event => "events",
            Kind::Work => "works",
        }
    }
}

/// A string, or one for each of several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localized {
    /// The string that was given without a language.
    pub plain: Option<String>,
    /// Strings by BCP 47 tag.
    pub by_language: BTreeMap<String, String>,
}

impl Localized {
    /// One string for all languages.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Localized {
        Localized { plain: Some(text.into()), by_language: BTreeMap::new() }
    }

    /// The string for a reader of `lang`: that language's, else the plain one, else `fallback`'s, else any.
    ///
    /// The second part is the language of the string where it is known and not `lang`.
    #[must_use]
    pub fn get(&self, lang: &str, fallback: &str) -> Option<(&str, Option<&str>)> {
        if let Some(text) = self.by_language.get(lang) {
            return Some((text, None));
        }
        if let Some(text) = &self.plain {
            return Some((text, None));
        }
        let (tag, text) =
            self.by_language.get_key_value(fallback).or_else(|| self.by_language.iter().next())?;
        Some((text, Some(tag)))
    }

    /// Whether there is no string at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.is_none() && self.by_language.is_empty()
    }

    /// All strings, the plain one first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.plain.iter().chain(self.by_language.values()).map(String::as_str)
    }
}

/// Anything a register records.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its register.
    pub kind: Kind,
    /// Its id, unique in its register.
    pub key: Key,
    /// What it is called; a title for events and works.
    pub name: Localized,
    /// How it is sorted, where that differs from the name ("Nərimanov, Nəriman").
    pub sort: Localized,
    /// Further written forms, in the order of the record.
    pub forms: Vec<String>,
    /// One sentence on it.
    pub gloss: Localized,
    /// Who says that it was so.
    pub attested: Vec<Witness>,
    /// Identifiers in authority files, by name of the file (`wikidata`, `viaf`, `gnd`, `geonames`, `isni`).
    pub same_as: BTreeMap<String, String>,
    /// What only its kind has.
    pub detail: Detail,
    /// Where its id is written.
    pub span: Span,
}

/// What only one kind of entity has.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// A person.
    Person {
        /// Day of birth.
        born: Option<Edtf>,
        /// Day of death.
        died: Option<Edtf>,
        /// Offices and callings.
        roles: Vec<Role>,
    },
    /// A place.
    Place {
        /// Latitude and longitude in decimal degrees, WGS 84.
        coordinates: Option<(f64, f64)>,
        /// What sort of place: `town`, `district`, `river` …
        kind: Option<Localized>,
        /// The places it belonged to.
        part_of: Vec<Belonging>,
    },
    /// An organisation.
    Body {
        /// What sort of body: `party`, `government` …
        kind: Option<Localized>,
        /// When it was founded.
        founded: Option<Edtf>,
        /// When it ended.
        dissolved: Option<Edtf>,
        /// The bodies it belonged to.
        part_of: Vec<Belonging>,
    },
    /// An event.
    Event(Box<EventDetail>),
    /// A work; its record is in the bibliography under the same key.
    Work {
        /// Persons of the register that wrote it.
        persons: Vec<Spanned<EntityRef>>,
    },
}

/// What an event record says.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDetail {
    /// When it happened, Gregorian.
    pub when: Option<Edtf>,
    /// The date as a source writes it.
    pub written: Option<String>,
    /// Whether the written date is old style.
    pub julian: bool,
    /// A sentence of explanation.
    pub note: Localized,
    /// Who took part, where, which bodies: in the order of the record.
    pub linked: Vec<Spanned<EntityRef>>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A reference by kind and key, resolved by `link`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityRef {
    /// The register.
    pub kind: Kind,
    /// The key in it.
    pub key: Box<str>,
}

/// How sure the statements of a record are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Nobody doubts it.
    #[default]
    Certain,
    /// Sources differ.
    Disputed,
    /// Inferred by the editors.
    Conjectured,
}

impl Certainty {
    /// The words of the format, in the order of the variants.
    pub const WORDS: [&str; 3] = ["certain", "disputed", "conjectured"];

    /// The word of the format.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Certainty::WORDS[self as usize]
    }
}

/// An office, a calling, a membership: an assertion with its witnesses.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// What it was called.
    pub title: Localized,
    /// In which body.
    pub body: Option<Spanned<EntityRef>>,
    /// When.
    pub when: Option<Edtf>,
    /// Who says so.
    pub attested: Vec<Witness>,
}

/// What a place or body belonged to, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Belonging {
    /// The larger place or body.
    pub whole: Spanned<EntityRef>,
    /// When.
    pub when: Option<Edtf>,
}

/// Who says so: a passage of a text of the edition, or of a work.
#[derive(Clone, Debug, PartialEq)]
pub struct Witness {
    /// Text or work.
    pub source: WitnessSource,
    /// Address in the text (`p12`), or page in the work.
    pub at: Option<Spanned<String>>,
    /// What it says where that differs.
    pub says: Localized,
}

/// What a witness is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WitnessSource {
    /// A text of this edition, by id.
    Text(Spanned<String>),
    /// A work of the bibliography, by key.
    Work(Spanned<String>),
    /// General knowledge: what any encyclopedia has (`work: general`).
    General,
}

/// The number of an entity: all registers stand in one table, sorted by kind and key.
pub type EntityId = Id<Entity>;
