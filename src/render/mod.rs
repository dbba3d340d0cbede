//! The site: which pages there are, and each of them on demand.
//!
//! A [`Site`] holds everything that pages are made from; [`Site::render`] is a function of it and of a page's
//! name alone. So pages can be made in parallel, in any order, one at a time, or only when a reader asks.

mod chronology;
mod data;
mod entity;
mod head;
mod home;
pub mod page;
mod register;
mod text;
pub mod theme;

use crate::diag::{Code, Report};
use crate::edition::bibliography::{Reference, Style};
use crate::edition::entity::{Entity, EntityId, Kind};
use crate::edition::{Edition, TextId};
use crate::index::Indexes;
use crate::lang::Language;
use crate::link::Links;
use crate::route::{Lang, Route, Routes};
use crate::span::Span;
use page::{Content, NavLink, View};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use theme::Theme;

/// No page that lists things is larger than this, if its entries have usual sizes.
pub const LARGEST_LIST: usize = 400_000;

/// Everything the pages are made from.
pub struct Site {
    /// The edition.
    pub edition: Edition,
    /// What is resolved in it.
    pub links: Links,
    /// Its indexes.
    pub indexes: Indexes,
    /// Where things are.
    pub routes: Routes,
    languages: Vec<Language>,
    theme: Theme,
    /// Where each text stands.
    text_routes: Vec<Route>,
    /// Where each entity stands below the folder of any language.
    entity_pages: Vec<String>,
    /// For each language what only depends on it.
    local: Vec<Local>,
}

/// What depends on the language of the interface alone.
struct Local {
    site: page::Site,
    /// Formatted references by work.
    references: BTreeMap<EntityId, Reference>,
    /// For each entity the gloss that a text page carries.
    glosses: Vec<String>,
    /// For each entity what JSON-LD says of it on a text page.
    mentioned: Vec<String>,
    registers: BTreeMap<Kind, register::Plan>,
    chronology: chronology::Plan,
    /// The texts of this language in the order of the table of contents.
    contents: Vec<TextId>,
    /// Where each stands in it.
    ranks: HashMap<TextId, usize>,
    /// Other pages in the order of the navigation.
    pages: Vec<TextId>,
    /// Registers and pages that the navigation leads to.
    nav: Vec<(Route, String)>,
}

/// The name of a file of the site, as the site itself knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageId {
    /// The first page of a language.
    Home(Lang),
    /// The table of contents; parts from 1.
    Texts(Lang, usize),
    /// A text.
    Text(TextId),
    /// A page such as "about".
    Page(TextId),
    /// A register; parts from 1.
    Register(Lang, Kind, usize),
    /// An entity; parts from 1.
    Entity(Lang, EntityId, usize),
    /// The chronology as a whole.
    Chronology(Lang),
    /// A part of a year of a long chronology: index of the year, part from 1.
    Year(Lang, usize, usize),
    /// The page for addresses that are not there.
    NotFound,
    /// A file for programs, by its path.
    Data(String),
}

/// A file of the site that is taken over as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Static {
    /// A file of the theme, by its path in the site.
    Asset(String),
    /// An image, by its path below `content/images`.
    Image(String),
}

impl Site {
    /// Prepares a site. The theme's strings and the citation style are checked by the caller; an
    /// edition without works needs no style.
    #[must_use]
    pub fn new(
        edition: Edition,
        links: Links,
        indexes: Indexes,
        languages: Vec<Language>,
        theme: Theme,
        style: Option<&Style>,
    ) -> Site {
        let routes = Routes::new(&edition);
        let text_routes = edition.texts.items().iter().map(|text| routes.text(text, &edition)).collect();
        let entity_page = |entity: &Entity| routes.entity(0, entity.kind, entity.key.as_str(), 1).inner;
        let entity_pages = edition.entities.items().iter().map(entity_page).collect();
        let mut site = Site {
            edition,
            links,
            indexes,
            routes,
            languages,
            theme,
            text_routes,
            entity_pages,
            local: Vec::new(),
        };
        site.local = (0..site.languages.len()).into_par_iter().map(|lang| site.local(lang, style)).collect();
        site
    }

    fn local(&self, lang: Lang, style: Option<&Style>) -> Local {
        let language = &self.languages[lang];
        let references = style.map(|style| self.references(language, style)).unwrap_or_default();
        let registers: BTreeMap<Kind, register::Plan> = Kind::ALL
            .into_iter()
            .filter(|kind| *kind != Kind::Event && self.edition.register(*kind).next().is_some())
            .map(|kind| (kind, register::plan(self, lang, kind)))
            .collect();
        let chronology = chronology::plan(self, lang);
        let pages = self.pages_of(lang);
        let nav = self.navigation(lang, &registers, &chronology, &pages);
        let contents: Vec<TextId> = self.indexes.contents_of(lang).collect();
        let ranks = contents.iter().enumerate().map(|(rank, id)| (*id, rank)).collect();
        let mut local = Local {
            site: self.site_view(lang),
            contents,
            ranks,
            references,
            glosses: Vec::new(),
            mentioned: Vec::new(),
            registers,
            chronology,
            pages,
            nav,
        };
        local.glosses =
            self.edition.entities.iter().map(|(id, _)| entity::gloss(self, &local, lang, id)).collect();
        local.mentioned =
            self.edition.entities.iter().map(|(id, _)| head::mentioned(self, lang, id)).collect();
        local
    }

    fn references(&self, language: &Language, style: &Style) -> BTreeMap<EntityId, Reference> {
        let references =
            self.edition.bibliography.references(style, language.tag(), &|text| language.sort_key(text));
        references
            .into_iter()
            .filter_map(|reference| Some((self.edition.entity(Kind::Work, &reference.key)?, reference)))
            .collect()
    }

    fn site_view(&self, lang: Lang) -> page::Site {
        let config = &self.edition.config;
        let in_words = |text: &crate::edition::entity::Localized| {
            text.get(self.tag(lang), config.default_language())
                .map_or_else(String::new, |(text, _)| text.to_owned())
        };
        page::Site {
            title: in_words(&config.title),
            description: in_words(&config.description),
            home: String::new(),
            editors: config.editors.clone(),
            rights: config.rights.clone(),
            version: config.version.clone(),
        }
    }

    /// The other pages that a language's navigation leads to: its own versions, else the nearest.
    fn pages_of(&self, lang: Lang) -> Vec<TextId> {
        let pages = self.edition.pages.items();
        let mut chosen: Vec<TextId> = Vec::new();
        let mut at = 0;
        while at < pages.len() {
            let versions = pages[at..].iter().take_while(|page| page.key == pages[at].key).count();
            let own = (at..at + versions).find(|n| *pages[*n].lang == *self.tag(lang)).unwrap_or(at);
            chosen.push(TextId::new(own));
            at += versions;
        }
        chosen.sort_by_key(|id| (self.edition.pages[*id].front.order.unwrap_or(i64::MAX), *id));
        chosen
    }

    fn navigation(
        &self,
        lang: Lang,
        registers: &BTreeMap<Kind, register::Plan>,
        chronology: &chronology::Plan,
        pages: &[TextId],
    ) -> Vec<(Route, String)> {
        let language = &self.languages[lang];
        let mut nav = vec![(self.routes.top(lang, "texts", 1), language.message("nav-texts"))];
        for kind in [Kind::Person, Kind::Place, Kind::Body] {
            if registers.contains_key(&kind) {
                nav.push((self.routes.register(lang, kind, 1), language.message(nav_label(kind))));
            }
        }
        if !chronology.is_empty() {
            nav.push((self.routes.top(lang, "chronology", 1), language.message("nav-chronology")));
        }
        if registers.contains_key(&Kind::Work) {
            nav.push((self.routes.register(lang, Kind::Work, 1), language.message("nav-works")));
        }
        for page in pages {
            let page = &self.edition.pages[*page];
            nav.push((self.routes.page(page, &self.edition), page.front.title.clone()));
        }
        nav
    }

    /// The tag of a language of the interface.
    fn tag(&self, lang: Lang) -> &str {
        &self.edition.config.languages[lang]
    }

    /// All pages and files for programs, in a fixed order.
    #[must_use]
    pub fn pages(&self) -> Vec<PageId> {
        let mut pages = Vec::new();
        pages.extend(self.edition.texts.iter().map(|(id, _)| PageId::Text(id)));
        pages.extend(self.edition.pages.iter().map(|(id, _)| PageId::Page(id)));
        for lang in 0..self.languages.len() {
            pages.push(PageId::Home(lang));
            pages.extend((1..=home::text_parts(self, lang)).map(|part| PageId::Texts(lang, part)));
            for (kind, plan) in &self.local[lang].registers {
                pages.extend((1..=plan.parts.len()).map(|part| PageId::Register(lang, *kind, part)));
            }
            for (id, _) in self.edition.entities.iter() {
                pages.extend((1..=entity::parts(self, lang, id)).map(|part| PageId::Entity(lang, id, part)));
            }
            let chronology = &self.local[lang].chronology;
            if !chronology.is_empty() {
                pages.push(PageId::Chronology(lang));
            }
            for (year, parts) in chronology.year_pages() {
                pages.extend((1..=parts).map(|part| PageId::Year(lang, year, part)));
            }
        }
        pages.push(PageId::NotFound);
        pages.extend(data::files(self).into_iter().map(PageId::Data));
        pages
    }

    /// Files that are taken over: of the theme, and images.
    #[must_use]
    pub fn statics(&self) -> Vec<Static> {
        let assets = self.theme.assets().map(|(path, _)| Static::Asset(path.to_owned()));
        assets.chain(self.edition.images.keys().map(|path| Static::Image(path.clone()))).collect()
    }

    /// The bytes of a file of the theme, by its path in the site.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<&[u8]> {
        self.theme.assets().find(|(known, _)| *known == path).map(|(_, bytes)| bytes)
    }

    /// The path of a page in the site.
    #[must_use]
    pub fn path(&self, page: &PageId) -> String {
        match page {
            PageId::Data(path) => path.clone(),
            PageId::NotFound => "404.html".to_owned(),
            _ => self.routes.path(&self.route(page)),
        }
    }

    /// What a page is made from, for messages.
    #[must_use]
    pub fn owner(&self, page: &PageId) -> String {
        match page {
            PageId::Text(id) => {
                let text = &self.edition.texts[*id];
                format!("the text {}.{}", text.key, text.lang)
            }
            PageId::Page(id) => {
                let page = &self.edition.pages[*id];
                format!("the page {}.{}", page.key, page.lang)
            }
            PageId::Entity(_, id, _) => {
                let entity = &self.edition.entities[*id];
                format!("the {} `{}`", entity.kind.as_str(), entity.key)
            }
            PageId::Home(_) => "the first page".to_owned(),
            PageId::Texts(..) => "the table of contents".to_owned(),
            PageId::Register(_, kind, _) => format!("the register of {}", kind.register()),
            PageId::Chronology(_) | PageId::Year(..) => "the chronology".to_owned(),
            PageId::NotFound => "the page for missing addresses".to_owned(),
            PageId::Data(_) => "the data files".to_owned(),
        }
    }

    fn route(&self, page: &PageId) -> Route {
        match page {
            PageId::Home(lang) => self.routes.top(*lang, "index", 1),
            PageId::Texts(lang, part) => self.routes.top(*lang, "texts", *part),
            PageId::Text(id) => self.text_routes[id.index()].clone(),
            PageId::Page(id) => self.routes.page(&self.edition.pages[*id], &self.edition),
            PageId::Register(lang, kind, part) => self.routes.register(*lang, *kind, *part),
            PageId::Entity(lang, id, part) => self.entity_route(*lang, *id, *part),
            PageId::Chronology(lang) => self.routes.top(*lang, "chronology", 1),
            PageId::Year(lang, year, part) => {
                self.routes.year(*lang, &self.local[*lang].chronology.year_name(*year), *part)
            }
            PageId::NotFound => self.routes.top(0, "404", 1),
            PageId::Data(path) => Route { lang: 0, inner: path.clone() },
        }
    }

    fn entity_route(&self, lang: Lang, id: EntityId, part: usize) -> Route {
        if part == 1 {
            return Route { lang, inner: self.entity_pages[id.index()].clone() };
        }
        let entity = &self.edition.entities[id];
        self.routes.entity(lang, entity.kind, entity.key.as_str(), part)
    }

    /// The address of an entity of the page's language, as written on the page.
    fn entity_href(&self, from: &Route, id: EntityId) -> String {
        let up = Routes::depth(&from.inner);
        let mut href = String::with_capacity(up * 3 + self.entity_pages[id.index()].len());
        (0..up).for_each(|_| href.push_str("../"));
        href.push_str(&self.entity_pages[id.index()]);
        href
    }

    /// The address of a text, as written on a page.
    fn text_href(&self, from: &Route, id: TextId) -> String {
        self.routes.href(from, &self.text_routes[id.index()])
    }

    /// Makes a page. Mistakes in templates are reported, once each.
    pub fn render(&self, id: &PageId, report: &mut Report) -> Vec<u8> {
        let mut out = Vec::new();
        self.render_into(&mut out, id, report);
        out
    }

    /// Makes a page in `out`, which is emptied first: one buffer serves many pages.
    pub fn render_into(&self, out: &mut Vec<u8>, id: &PageId, report: &mut Report) {
        out.clear();
        if let PageId::Data(path) = id {
            *out = data::render(self, path);
            return;
        }
        let view = self.view(id);
        if let Err(mistakes) = self.theme.render(&view, out) {
            report.append(mistakes);
        }
        let list = !matches!(id, PageId::Text(_) | PageId::Page(_));
        if list && out.len() > LARGEST_LIST {
            let start = Span::new(self.edition.config.source, 0..0);
            report
                .add(
                    Code::LargePage,
                    start,
                    format!("the page {} has {} kB", self.path(id), out.len() / 1000),
                )
                .help("readers on slow lines wait long for it: shorten the glosses and notes of its entries");
        }
    }

    fn view(&self, id: &PageId) -> View {
        match id {
            PageId::Home(lang) => home::home(self, *lang),
            PageId::Texts(lang, part) => home::texts(self, *lang, *part),
            PageId::Text(text) => text::text(self, *text),
            PageId::Page(page) => text::page(self, *page),
            PageId::Register(lang, kind, part) => register::register(self, *lang, *kind, *part),
            PageId::Entity(lang, entity, part) => entity::entity(self, *lang, *entity, *part),
            PageId::Chronology(lang) => chronology::whole(self, *lang),
            PageId::Year(lang, year, part) => chronology::year(self, *lang, *year, *part),
            PageId::NotFound => home::not_found(self),
            PageId::Data(_) => unreachable!("files for programs have no view"),
        }
    }

    /// The frame of a page: all that does not depend on its content.
    fn frame(&self, route: &Route, title: String, kind: &'static str, content: Content) -> View {
        let local = &self.local[route.lang];
        let home = self.routes.top(route.lang, "index", 1);
        let mut site = local.site.clone();
        site.home = self.routes.href(route, &home);
        let feed = self
            .edition
            .config
            .base_url
            .is_some()
            .then(|| self.routes.root(route) + &self.routes.folder(route.lang) + "feed.xml");
        View {
            lang: self.tag(route.lang).to_owned(),
            dir: self.languages[route.lang].dir(),
            title,
            description: String::new(),
            kind,
            root: self.routes.root(route),
            site,
            nav: self.nav(route),
            alternates: Vec::new(),
            canonical: self.url(route),
            feed,
            meta: Vec::new(),
            jsonld_html: None,
            has_code: false,
            content,
        }
    }

    fn nav(&self, route: &Route) -> Vec<NavLink> {
        let section = |inner: &str| inner.split(['/', '.']).next().unwrap_or_default().to_owned();
        let here = section(&route.inner);
        let current = |to: &Route| match here.as_str() {
            "pages" => to.inner == route.inner,
            "events" => to.inner.starts_with("chronology"),
            _ => section(&to.inner) == here,
        };
        let nav = &self.local[route.lang].nav;
        nav.iter()
            .map(|(to, label)| NavLink {
                href: self.routes.href(route, to),
                label: label.clone(),
                current: current(to),
            })
            .collect()
    }

    /// The address of a page on the host, where site.toml gives the site's.
    fn url(&self, route: &Route) -> Option<String> {
        let base = self.edition.config.base_url.as_ref()?;
        let path = self.routes.path(route);
        let path = path.strip_suffix("index.html").unwrap_or(&path);
        Some(format!("{base}{path}"))
    }

    /// The same page in all languages of the interface; nothing where there is one.
    fn alternates(&self, route: &Route, same: impl Fn(Lang) -> Option<Route>) -> Vec<page::Alternate> {
        if self.languages.len() < 2 {
            return Vec::new();
        }
        let languages = 0..self.languages.len();
        languages
            .filter_map(|lang| {
                let to = same(lang)?;
                Some(page::Alternate {
                    lang: self.tag(lang).to_owned(),
                    label: self.own_name(self.tag(lang)),
                    href: self.routes.href(route, &to),
                    url: self.url(&to),
                    current: lang == route.lang,
                })
            })
            .collect()
    }

    /// A language's name for itself; its tag where we do not know it.
    fn own_name(&self, tag: &str) -> String {
        let language = self.languages.iter().find(|language| language.tag() == tag && language.has_strings());
        let language = language.cloned().or_else(|| Language::new(tag).ok().filter(Language::has_strings));
        language.map_or_else(|| tag.to_owned(), |language| language.message("language-self"))
    }

    /// The name of an entity for readers of a language, and its language where that is another one.
    fn name(&self, id: EntityId, lang: Lang) -> (&str, Option<&str>) {
        let entity = &self.edition.entities[id];
        let name = entity.name.get(self.tag(lang), self.edition.config.default_language());
        name.unwrap_or((entity.key.as_str(), None))
    }

    fn localized<'a>(&self, text: &'a crate::edition::entity::Localized, lang: Lang) -> &'a str {
        text.get(self.tag(lang), self.edition.config.default_language()).map_or("", |(text, _)| text)
    }
}

/// The id of a register's name in the navigation.
fn nav_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "nav-persons",
        Kind::Place => "nav-places",
        Kind::Body => "nav-bodies",
        Kind::Event => "nav-events",
        Kind::Work => "nav-works",
    }
}

/// The other parts of a list that has several pages; nothing where it has one.
fn part_links(
    site: &Site,
    route: &Route,
    part: usize,
    parts: usize,
    at: impl Fn(usize) -> Route,
    label: impl Fn(usize) -> String,
) -> Vec<NavLink> {
    if parts < 2 {
        return Vec::new();
    }
    (1..=parts)
        .map(|n| NavLink { href: site.routes.href(route, &at(n)), label: label(n), current: n == part })
        .collect()
}
