//! The page of a text, and of a page such as "about".

use super::page::{
    Alternate, Cite, CiteFormat, Content, LinkView, MaybeLink, NoteList, TextView, TocEntry, View,
};
use super::{Site, head};
use crate::edition::bibliography::{CiteThis, CiteWords, PersonName, TextCitation, cite_text};
use crate::edition::body::{AnnotationKind, Division};
use crate::edition::entity::{EntityId, Kind};
use crate::edition::{Text, TextId};
use crate::link::{TextLinks, page_anchor};
use crate::route::Route;
use crate::span::Spanned;
use crate::write::html::{self, Addresses, Source, Written};

/// Where things are, seen from a text's page.
struct From<'a> {
    site: &'a Site,
    route: &'a Route,
    root: String,
}

impl Addresses for From<'_> {
    fn entity(&self, id: EntityId) -> String {
        self.site.entity_href(self.route, id)
    }

    fn text(&self, id: TextId) -> String {
        self.site.text_href(self.route, id)
    }

    fn page(&self, id: TextId) -> String {
        let page = &self.site.edition.pages[id];
        self.site.routes.href(self.route, &self.site.routes.page(page, &self.site.edition))
    }

    fn cited(&self, from: &Text, work: EntityId, locator: Option<&str>) -> Option<String> {
        let site = self.site;
        let (text, anchor) = site.links.edited_from.place(&site.edition, &from.lang, work, locator)?;
        // A text that cites its own source as a whole does not mean itself.
        if anchor.is_none() && site.edition.texts[text].key == from.key {
            return None;
        }
        let fragment = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        Some(self.text(text) + &fragment)
    }

    fn root(&self) -> &str {
        &self.root
    }
}

/// The page of a text.
pub(super) fn text(site: &Site, id: TextId) -> View {
    let text = &site.edition.texts[id];
    let route = site.text_routes[id.index()].clone();
    let written = write(site, text, &site.links.texts[id.index()], &route, true);
    let mut view = view(site, text, &site.links.texts[id.index()], &route, &written, true);
    view.versions = versions(site, &route, id);
    (view.previous, view.next) = neighbours(site, id, &route);
    let cite = cite(site, text, &route);
    view.cite = Some(cite_view(text, &cite));
    view.counts = counts(site, &written, &route);
    view.glosses_html =
        written.entities.iter().map(|id| site.local[route.lang].glosses[id.index()].as_str()).collect();
    let meta = head::text_meta(site, text, &route);
    let jsonld = head::text_jsonld(site, text, &written.entities, &route);
    let here = route.clone();
    finish(site, text, view, written, route, |page| {
        page.meta = meta;
        page.jsonld_html = Some(jsonld);
        page.alternates = site.alternates(&here, |lang| {
            let version = site.edition.text(&text.key, site.tag(lang))?;
            Some(site.text_routes[version.index()].clone())
        });
    })
}

/// A page that is not one of the edited texts.
pub(super) fn page(site: &Site, id: TextId) -> View {
    let text = &site.edition.pages[id];
    let links = &site.links.pages[id.index()];
    let route = site.routes.page(text, &site.edition);
    let written = write(site, text, links, &route, false);
    let mut view = view(site, text, links, &route, &written, false);
    view.glosses_html =
        written.entities.iter().map(|id| site.local[route.lang].glosses[id.index()].as_str()).collect();
    let here = route.clone();
    finish(site, text, view, written, route, |page| {
        page.alternates = site.alternates(&here, |lang| {
            let version = site.edition.pages.find(&(text.key.clone(), site.tag(lang).into()))?;
            Some(site.routes.page(&site.edition.pages[version], &site.edition))
        });
    })
}

fn finish(
    site: &Site,
    text: &Text,
    view: TextView,
    written: Written,
    route: Route,
    more: impl FnOnce(&mut View),
) -> View {
    let kind = if view.edited { "text" } else { "page" };
    let title = view.title.clone();
    let mut page = site.frame(&route, title, kind, Content::Text(Box::new(view)));
    page.description = text.front.summary.clone().unwrap_or_default();
    page.has_code = written.has_code;
    more(&mut page);
    if let Content::Text(view) = &mut page.content {
        view.body_html = written.body;
    }
    page
}

fn write(site: &Site, text: &Text, links: &TextLinks, route: &Route, numbered: bool) -> Written {
    let addresses = From { site, route, root: site.routes.root(route) };
    html::html(&Source {
        edition: &site.edition,
        text,
        links,
        addresses: &addresses,
        language: &site.languages[route.lang],
        numbered,
    })
}

fn view(
    site: &Site,
    text: &Text,
    links: &TextLinks,
    route: &Route,
    written: &Written,
    edited: bool,
) -> TextView {
    let language = &site.languages[route.lang];
    let front = &text.front;
    let date = front.date.as_ref();
    let source = front.source.as_ref().and_then(|key| site.edition.entity(Kind::Work, &key.value));
    TextView {
        id: text.key.to_string(),
        title: front.title.clone(),
        lang: (*text.lang != *site.tag(route.lang)).then(|| text.lang.to_string()),
        authors: people(site, route, &front.authors),
        translators: people(site, route, &front.translators),
        date: date.map(|date| language.date(date)).unwrap_or_default(),
        date_iso: date.and_then(|date| date.html_datetime()).unwrap_or_default(),
        summary: front.summary.clone().unwrap_or_default(),
        notes_absent: text.front.notes_absent,
        source_html: source.and_then(|id| site.local[route.lang].references.get(&id)).map(|r| r.html.clone()),
        rights: front.rights.clone().or_else(|| site.edition.config.rights.clone()),
        draft: front.draft,
        edited,
        toc: contents(text, links, 0..text.body.divisions.len()),
        page_list: page_list(text),
        body_html: String::new(),
        notes: note_lists(site, links, route, written),
        glosses_html: String::new(),
        versions: Vec::new(),
        previous: None,
        next: None,
        cite: None,
        counts: Vec::new(),
    }
}

/// Names, linked where the persons' register has them.
pub(super) fn people(site: &Site, from: &Route, names: &[Spanned<String>]) -> Vec<MaybeLink> {
    names
        .iter()
        .map(|name| match site.edition.entity(Kind::Person, &name.value) {
            Some(id) => MaybeLink {
                label: site.name(id, from.lang).0.to_owned(),
                href: Some(site.entity_href(from, id)),
            },
            None => MaybeLink { label: name.value.clone(), href: None },
        })
        .collect()
}

/// The table of contents: divisions nested by their levels.
fn contents(text: &Text, links: &TextLinks, range: std::ops::Range<usize>) -> Vec<TocEntry> {
    let divisions = &text.body.divisions;
    let mut entries = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let division: &Division = &divisions[at];
        let below = divisions[at + 1..range.end].iter().take_while(|d| d.level > division.level).count();
        entries.push(TocEntry {
            href: format!("#{}", links.heading_ids[at]),
            label: html::plain(&text.body, division.heading),
            lang: division.lang.as_deref().map(str::to_owned),
            children: contents(text, links, at + 1..at + 1 + below),
        });
        at += 1 + below;
    }
    entries
}

fn page_list(text: &Text) -> Vec<LinkView> {
    let breaks = text.body.annotations.iter().filter_map(|annotation| match &annotation.kind {
        AnnotationKind::PageBreak(page) => Some(page),
        _ => None,
    });
    breaks.map(|page| LinkView { href: format!("#{}", page_anchor(page)), label: page.to_string() }).collect()
}

fn note_lists(site: &Site, links: &TextLinks, route: &Route, written: &Written) -> Vec<NoteList> {
    let language = &site.languages[route.lang];
    let series = &site.edition.config.series;
    let mut lists = Vec::new();
    for (index, (notes, items)) in links.notes.series.iter().zip(&written.notes).enumerate() {
        if notes.is_empty() {
            continue;
        }
        let (name, title) = match index.checked_sub(1).map(|index| &series[index]) {
            None => (String::new(), language.message("notes")),
            Some(series) => {
                let title = site.localized(&series.title, route.lang);
                (series.name.clone(), if title.is_empty() { series.name.clone() } else { title.to_owned() })
            }
        };
        lists.push(NoteList { series: name, title, count: notes.len(), items_html: items.clone() });
    }
    lists
}

/// The versions of a text, seen from a page; nothing where there is one.
pub(super) fn versions(site: &Site, from: &Route, id: TextId) -> Vec<Alternate> {
    let text = &site.edition.texts[id];
    let all = site.edition.texts.items();
    let first = all.partition_point(|other| other.key < text.key);
    let same: Vec<&Text> =
        all[first..].iter().take_while(|other| other.key == text.key).map(|t| &**t).collect();
    if same.len() < 2 {
        return Vec::new();
    }
    same.into_iter()
        .map(|version| {
            let route = site.routes.text(version, &site.edition);
            Alternate {
                lang: version.lang.to_string(),
                label: site.own_name(&version.lang),
                href: site.routes.href(from, &route),
                url: site.url(&route),
                current: version.lang == text.lang,
            }
        })
        .collect()
}

fn neighbours(site: &Site, id: TextId, route: &Route) -> (Option<LinkView>, Option<LinkView>) {
    let Some(at) = site.local[route.lang].ranks.get(&id) else { return (None, None) };
    let contents = &site.local[route.lang].contents;
    let link = |id: &TextId| {
        let text = &site.edition.texts[*id];
        LinkView { href: site.text_href(route, *id), label: text.front.title.clone() }
    };
    (at.checked_sub(1).map(|before| link(&contents[before])), contents.get(at + 1).map(link))
}

/// A name for reference managers, from "Family, Given" or "Given Family".
///
/// One word is taken as it is, and so is a name that ends in a title or noun in small letters
/// ("Nəsib bəy", "The editors").
pub(super) fn person_name(name: &str) -> PersonName {
    if let Some((family, given)) = name.split_once(", ") {
        return PersonName::new(family, given);
    }
    match name.rsplit_once(' ') {
        Some((given, family)) if family.starts_with(char::is_uppercase) => PersonName::new(family, given),
        _ => PersonName::new(name, ""),
    }
}

/// Names of authors as reference managers want them: of a person of the register the form it is sorted by.
pub(super) fn author_names(site: &Site, text: &Text, from: &Route) -> Vec<PersonName> {
    let names =
        text.front.authors.iter().map(|author| match site.edition.entity(Kind::Person, &author.value) {
            Some(id) => super::register::sort_name(site, id, from.lang),
            None => author.value.as_str().into(),
        });
    names.map(|name| person_name(&name)).collect()
}

fn cite(site: &Site, text: &Text, route: &Route) -> CiteThis {
    let language = &site.languages[route.lang];
    let authors = author_names(site, text, route);
    let editors: Vec<PersonName> = site.edition.config.editors.iter().map(|name| person_name(name)).collect();
    let url = site.url(route);
    let date = text.front.date.as_ref();
    let in_words = date.map(|date| language.date(date)).unwrap_or_default();
    let date = date.map(|date| date.as_str().to_owned()).unwrap_or_default();
    let rights = text.front.rights.as_deref().or(site.edition.config.rights.as_deref());
    let words = ["cite-within", "cite-edited-by", "cite-open-quote", "cite-close-quote"]
        .map(|id| language.message(id));
    let citation = TextCitation {
        key: text.key.as_str(),
        title: &text.front.title,
        authors: &authors,
        editors: &editors,
        edition: &site.local[route.lang].site.title,
        date: &date,
        date_in_words: &in_words,
        url: url.as_deref(),
        language: &text.lang,
        paragraph: None,
        rights,
    };
    let words =
        CiteWords { within: &words[0], edited_by: &words[1], open_quote: &words[2], close_quote: &words[3] };
    cite_text(&citation, &words)
}

fn cite_view(text: &Text, cite: &CiteThis) -> Cite {
    Cite {
        plain: cite.plain.clone(),
        html: cite.html.clone(),
        formats: formats(text.key.as_str(), &cite.bibtex, &cite.ris, &cite.csl_json),
    }
}

/// The three forms for programs, each as an address that holds the file itself: it can be saved from a disk, too.
pub(super) fn formats(key: &str, bibtex: &str, ris: &str, csl_json: &str) -> Vec<CiteFormat> {
    let format = |label, extension: &str, mime: &str, content: &str| CiteFormat {
        label,
        file: format!("{key}.{extension}"),
        href: format!("data:{mime};charset=utf-8,{}", percent_encoded(content)),
    };
    vec![
        format("BibTeX", "bib", "application/x-bibtex", bibtex),
        format("RIS", "ris", "application/x-research-info-systems", ris),
        format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
    ]
}

fn percent_encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'\''..=b'*' | b','..=b'/' | b':' | b';' | b'=' | b'@' | b'_' | b'~' | b'!')
        {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// How many persons, places … a text names.
fn counts(site: &Site, written: &Written, route: &Route) -> Vec<(String, usize)> {
    let language = &site.languages[route.lang];
    Kind::ALL
        .into_iter()
        .filter_map(|kind| {
            let count = written.entities.iter().filter(|id| site.edition.entities[**id].kind == kind).count();
            (count > 0).then(|| (language.message(super::nav_label(kind)), count))
        })
        .collect()
}
