//! The first page, the table of contents, and the page for addresses that are not there.

use super::page::{Content, Counted, Home, LinkView, NotFound, TextEntry, Texts, View};
use super::{Site, chronology, head, nav_label, part_links, text};
use crate::edition::TextId;
use crate::edition::entity::Kind;
use crate::route::{Lang, Route};

/// Texts on one page of the table of contents.
const PART: usize = 400;
/// So many texts stand on the first page itself.
const ON_FIRST_PAGE: usize = 60;

/// How many pages the table of contents of a language has.
pub(super) fn text_parts(site: &Site, lang: Lang) -> usize {
    site.indexes.contents_of(lang).count().div_ceil(PART).max(1)
}

fn entry(site: &Site, from: &Route, id: TextId) -> TextEntry {
    let text = &site.edition.texts[id];
    let language = &site.languages[from.lang];
    let foreign = *text.lang != *site.tag(from.lang);
    let versions = text::versions(site, from, id).into_iter().filter(|v| v.lang != *text.lang).collect();
    TextEntry {
        href: site.text_href(from, id),
        title: text.front.title.clone(),
        lang: foreign.then(|| text.lang.to_string()),
        authors: text::people(site, from, &text.front.authors)
            .into_iter()
            .map(|a| a.label)
            .collect::<Vec<_>>()
            .join(", "),
        date: text.front.date.as_ref().map(|date| language.date(date)).unwrap_or_default(),
        summary: text.front.summary.clone().unwrap_or_default(),
        versions,
    }
}

/// The first page of a language.
pub(super) fn home(site: &Site, lang: Lang) -> View {
    let route = site.routes.top(lang, "index", 1);
    let language = &site.languages[lang];
    let local = &site.local[lang];
    let count = site.indexes.contents_of(lang).count();
    let shown = if count <= ON_FIRST_PAGE { count } else { 0 };
    let mut registers: Vec<Counted> = [Kind::Person, Kind::Place, Kind::Body]
        .into_iter()
        .filter_map(|kind| Some((kind, local.registers.get(&kind)?)))
        .map(|(kind, plan)| counted(site, lang, kind, plan.entries.len()))
        .collect();
    if !local.chronology.is_empty() {
        let href = site.routes.top(lang, "chronology", 1).inner;
        let label = language.message("nav-chronology");
        registers.push(Counted { href, label, count: local.chronology.count() });
    }
    registers.extend(
        local.registers.get(&Kind::Work).map(|plan| counted(site, lang, Kind::Work, plan.entries.len())),
    );
    let home = Home {
        texts: site.indexes.contents_of(lang).take(shown).map(|id| entry(site, &route, id)).collect(),
        all_texts: LinkView {
            href: site.routes.top(lang, "texts", 1).inner,
            label: language.format("count-texts", &[("n", count.into())]),
        },
        registers,
        pages: pages(site, &route),
        chart: chronology::chart(site, lang, &route),
    };
    let title = local.site.title.clone();
    let mut page = site.frame(&route, title, "home", Content::Home(home));
    page.description = local.site.description.clone();
    page.jsonld_html = Some(head::edition_jsonld(site, lang));
    page.alternates = site.alternates(&route, |other| Some(site.routes.top(other, "index", 1)));
    page
}

fn counted(site: &Site, lang: Lang, kind: Kind, count: usize) -> Counted {
    let label = site.languages[lang].message(nav_label(kind));
    Counted { href: site.routes.register(lang, kind, 1).inner, label, count }
}

fn pages(site: &Site, from: &Route) -> Vec<LinkView> {
    let link = |id: &TextId| {
        let page = &site.edition.pages[*id];
        LinkView {
            href: site.routes.href(from, &site.routes.page(page, &site.edition)),
            label: page.front.title.clone(),
        }
    };
    site.local[from.lang].pages.iter().map(link).collect()
}

/// One page of the table of contents.
pub(super) fn texts(site: &Site, lang: Lang, part: usize) -> View {
    let route = site.routes.top(lang, "texts", part);
    let count = site.indexes.contents_of(lang).count();
    let texts = site.indexes.contents_of(lang).skip((part - 1) * PART).take(PART);
    let view = Texts {
        texts: texts.map(|id| entry(site, &route, id)).collect(),
        count,
        parts: part_links(
            site,
            &route,
            part,
            text_parts(site, lang),
            |n| site.routes.top(lang, "texts", n),
            |n| format!("{}–{}", (n - 1) * PART + 1, (n * PART).min(count)),
        ),
    };
    let title = site.languages[lang].message("nav-texts");
    let mut page = site.frame(&route, title, "texts", Content::Texts(view));
    page.alternates = site.alternates(&route, |other| {
        let parts = text_parts(site, other);
        Some(site.routes.top(other, "texts", if part <= parts { part } else { 1 }))
    });
    page
}

/// The page for addresses that are not there: it is shown at any depth, so its links begin at the base.
pub(super) fn not_found(site: &Site) -> View {
    let route = site.routes.top(0, "404", 1);
    let title = site.languages[0].message("not-found");
    let view = NotFound {
        pages: site.local[0]
            .nav
            .iter()
            .map(|(to, label)| LinkView { href: to.inner.clone(), label: label.clone() })
            .collect(),
    };
    let mut page = site.frame(&route, title, "not-found", Content::NotFound(view));
    page.canonical = None;
    if let Some(base) = &site.edition.config.base_url {
        let path = base.splitn(4, '/').nth(3).unwrap_or_default();
        page.root = format!("/{path}");
        page.site.home = format!("/{path}index.html");
        for link in &mut page.nav {
            link.href = format!("/{path}{}", link.href);
        }
        if let Content::NotFound(view) = &mut page.content {
            for link in &mut view.pages {
                link.href = format!("/{path}{}", link.href);
            }
        }
        page.feed = page.feed.map(|feed| format!("/{path}{feed}"));
    }
    page
}
