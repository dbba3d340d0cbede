//! Which thing lives at which path. Paths are permanent: they follow from ids and languages alone.

use crate::edition::entity::Kind;
use crate::edition::{Edition, Text};

/// Number of a language of the interface, in the order of site.toml.
pub type Lang = usize;

/// A page of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// Language of the interface around it.
    pub lang: Lang,
    /// Path below the folder of that language: `texts/april-1920.html`.
    pub inner: String,
}

/// The folders of the languages.
#[derive(Clone, Debug)]
pub struct Routes {
    /// Languages of the interface; the first one has no folder.
    pub languages: Vec<String>,
}

impl Routes {
    /// The routes of an edition.
    #[must_use]
    pub fn new(edition: &Edition) -> Routes {
        Routes { languages: edition.config.languages.clone() }
    }

    /// The folder of a language: empty for the default one, else `en/`.
    #[must_use]
    pub fn folder(&self, lang: Lang) -> String {
        if lang == 0 { String::new() } else { format!("{}/", self.languages[lang]) }
    }

    /// The path of a page in the site.
    #[must_use]
    pub fn path(&self, route: &Route) -> String {
        self.folder(route.lang) + &route.inner
    }

    /// How many folders deep a page lies below its language's folder.
    #[must_use]
    pub fn depth(inner: &str) -> usize {
        inner.matches('/').count()
    }

    /// The address of `to` as written on the page `from`: relative, ending in a file name.
    #[must_use]
    pub fn href(&self, from: &Route, to: &Route) -> String {
        let up = Routes::depth(&from.inner);
        if from.lang == to.lang {
            return "../".repeat(up) + &to.inner;
        }
        self.root(from) + &self.path(to)
    }

    /// The way from a page up to the folder of the site.
    #[must_use]
    pub fn root(&self, from: &Route) -> String {
        "../".repeat(Routes::depth(&from.inner) + usize::from(from.lang > 0))
    }

    /// The language of the interface around a text: its own, or the default one.
    #[must_use]
    pub fn lang_of(&self, text: &Text) -> Lang {
        self.languages.iter().position(|lang| **lang == *text.lang).unwrap_or(0)
    }

    /// Where a text stands.
    ///
    /// A language that the interface does not have stands in the default one's folder, with its tag in the
    /// file name where the text has a version in a language of the interface.
    #[must_use]
    pub fn text(&self, text: &Text, edition: &Edition) -> Route {
        self.text_in("texts", text, edition.texts.items().iter().map(|t| &**t))
    }

    /// Where a page such as "about" stands.
    #[must_use]
    pub fn page(&self, page: &Text, edition: &Edition) -> Route {
        self.text_in("pages", page, edition.pages.items().iter().map(|t| &**t))
    }

    fn text_in<'a>(&self, folder: &str, text: &Text, all: impl Iterator<Item = &'a Text>) -> Route {
        let lang = self.lang_of(text);
        let known = self.languages.iter().any(|lang| **lang == *text.lang);
        if known
            || all
                .filter(|other| other.key == text.key)
                .min_by_key(|other| self.rank(other))
                .is_some_and(|first| first.lang == text.lang)
        {
            return Route { lang, inner: format!("{folder}/{}.html", text.key) };
        }
        Route { lang, inner: format!("{folder}/{}.{}.html", text.key, text.lang) }
    }

    fn rank(&self, text: &Text) -> (usize, String) {
        let place = self.languages.iter().position(|lang| **lang == *text.lang);
        (place.unwrap_or(usize::MAX), text.lang.to_string())
    }

    /// Where an entity stands; parts of a long page are counted from 1.
    #[must_use]
    pub fn entity(&self, lang: Lang, kind: Kind, key: &str, part: usize) -> Route {
        Route { lang, inner: format!("{}/{key}{}.html", kind.register(), part_suffix(part)) }
    }

    /// Where a register stands.
    #[must_use]
    pub fn register(&self, lang: Lang, kind: Kind, part: usize) -> Route {
        Route { lang, inner: format!("{}{}.html", kind.register(), part_suffix(part)) }
    }

    /// A page at the top of a language's folder: `index`, `texts`, `chronology`, `404`.
    #[must_use]
    pub fn top(&self, lang: Lang, name: &str, part: usize) -> Route {
        Route { lang, inner: format!("{name}{}.html", part_suffix(part)) }
    }

    /// A year of a long chronology.
    #[must_use]
    pub fn year(&self, lang: Lang, year: &str, part: usize) -> Route {
        Route { lang, inner: format!("chronology/{year}{}.html", part_suffix(part)) }
    }
}

/// The first part has the plain name; keys have no dots, so no part is taken for another thing.
fn part_suffix(part: usize) -> String {
    if part <= 1 { String::new() } else { format!(".{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_end_in_a_file() {
        let routes = Routes { languages: vec!["az".into(), "en".into()] };
        let text = |lang| Route { lang, inner: "texts/a.html".into() };
        let cases = [
            (text(0), routes.entity(0, Kind::Person, "x", 1), "../persons/x.html"),
            (text(1), routes.entity(1, Kind::Person, "x", 2), "../persons/x.2.html"),
            (text(1), text(0), "../../texts/a.html"),
            (text(0), text(1), "../en/texts/a.html"),
            (routes.top(0, "index", 1), routes.top(1, "index", 1), "en/index.html"),
            (routes.top(1, "index", 1), routes.register(1, Kind::Body, 1), "bodies.html"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(routes.href(&from, &to), expected);
        }
    }
}
