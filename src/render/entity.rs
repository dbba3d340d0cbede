//! The page of a person, place, body, event or work: one shape for all.

use super::page::{
    Companions, Content, Counted, EntityView, EventLine, Fact, LinkView, MaybeLink, Mentions, NameView,
    RoleView, View, WitnessView,
};
use super::{Local, Site, head, nav_label, part_links, text};
use crate::edition::edtf::{Edtf, Precision, gregorian_to_julian};
use crate::edition::entity::{
    Belonging, Detail, Entity, EntityId, EntityRef, EventDetail, Kind, Role, Witness, WitnessSource,
};
use crate::edition::id::Key;
use crate::edition::{Address, AddressKind};
use crate::index::{self, Occurrence};
use crate::link::{anchor, version};
use crate::route::{Lang, Route};
use crate::span::Spanned;
use crate::write::{escape, escape_into};
use std::fmt::Write as _;

/// Mentions on one page: with their sentences at most about 350 kB.
const PART: usize = 400;
/// Of what is named in the same paragraphs, so many of a register are shown.
const MOST_COMPANIONS: usize = 24;
/// Up to so many mentions all lists are open; above, only the first.
const OPEN: usize = 60;

/// How many pages an entity has.
pub(super) fn parts(site: &Site, lang: Lang, id: EntityId) -> usize {
    site.indexes.shown_occurrences(id, lang).count().div_ceil(PART).max(1)
}

/// Life dates and the like: `1870–1925`, `28 April 1920`.
pub(super) fn dates(site: &Site, lang: Lang, id: EntityId) -> String {
    let language = &site.languages[lang];
    let in_words = |date: &Option<Edtf>| date.as_ref().map(|date| language.date(date)).unwrap_or_default();
    match &site.edition.entities[id].detail {
        Detail::Person { born, died, .. } => span(&in_words(born), &in_words(died)),
        Detail::Body { founded, dissolved, .. } => span(&in_words(founded), &in_words(dissolved)),
        Detail::Event(event) => in_words(&event.when),
        Detail::Work { .. } => site
            .edition
            .bibliography
            .get(site.edition.entities[id].key.as_str())
            .and_then(|w| w.year())
            .map(|y| y.to_string())
            .unwrap_or_default(),
        Detail::Place { .. } => String::new(),
    }
}

fn span(from: &str, to: &str) -> String {
    match (from, to) {
        ("", "") => String::new(),
        (from, "") => format!("{from} –"),
        ("", to) => format!("– {to}"),
        (from, to) => format!("{from} – {to}"),
    }
}

/// What a text page carries of an entity: shown when its name is pointed at.
pub(super) fn gloss(site: &Site, local: &Local, lang: Lang, id: EntityId) -> String {
    let entity = &site.edition.entities[id];
    let (name, name_lang) = site.name(id, lang);
    let (kind, key) = (entity.kind.as_str(), entity.key.as_str());
    let mut out = format!("<div id=\"gloss-{kind}-{key}\" class=\"gloss {kind}\">");
    if let Some(reference) = local.references.get(&id) {
        let _ = write!(out, "<p class=\"gloss-text\">{}</p>", reference.html);
    } else {
        let lang_attribute = name_lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
        let _ = write!(out, "<p class=\"gloss-name\"{lang_attribute}>{}</p>", escape(name));
        let dates = dates(site, lang, id);
        if !dates.is_empty() {
            let _ = write!(out, "<p class=\"gloss-dates\">{}</p>", escape(&dates));
        }
        let words = site.localized(&entity.gloss, lang);
        if !words.is_empty() {
            let _ = write!(out, "<p class=\"gloss-text\">{}</p>", escape(words));
        }
    }
    let mentions = site.indexes.shown_occurrences(id, lang).count();
    let counted = if entity.kind == Kind::Work { "count-citations" } else { "count-mentions" };
    let count = site.languages[lang].format(counted, &[("n", mentions.into())]);
    // Text pages lie one folder below their language's.
    let href = &site.entity_pages[id.index()];
    let _ = writeln!(out, "<p class=\"gloss-more\"><a href=\"../{href}\">{}</a></p></div>", escape(&count));
    out
}

/// One page of an entity.
pub(super) fn entity(site: &Site, lang: Lang, id: EntityId, part: usize) -> View {
    let route = site.entity_route(lang, id, part);
    let entity = &site.edition.entities[id];
    let page = Page { site, lang, route: &route, id, entity };
    let all = parts(site, lang, id);
    let view = page.view(part, all);
    let title = view.name.clone();
    let description = view.gloss.clone();
    let mut page = site.frame(&route, title, "entity", Content::Entity(Box::new(view)));
    page.description = description;
    page.jsonld_html = (part == 1).then(|| head::entity_jsonld(site, id, &route));
    page.alternates = site.alternates(&route, |other| {
        Some(site.entity_route(other, id, if part <= parts(site, other, id) { part } else { 1 }))
    });
    page
}

struct Page<'a> {
    site: &'a Site,
    lang: Lang,
    route: &'a Route,
    id: EntityId,
    entity: &'a Entity,
}

impl Page<'_> {
    fn t(&self, id: &str) -> String {
        self.site.languages[self.lang].message(id)
    }

    fn date(&self, date: Option<&Edtf>) -> String {
        date.map(|date| self.site.languages[self.lang].date(date)).unwrap_or_default()
    }

    fn view(&self, part: usize, parts: usize) -> EntityView {
        let (site, lang, entity) = (self.site, self.lang, self.entity);
        let (name, name_lang) = site.name(self.id, lang);
        let first = part == 1;
        let key = entity.key.as_str();
        let reference = site.local[lang].references.get(&self.id);
        let bibliography = &site.edition.bibliography;
        let formats = match (bibliography.bibtex(key), bibliography.ris(key), bibliography.csl_json(key)) {
            (Some(bibtex), Some(ris), Some(json)) if entity.kind == Kind::Work => {
                text::formats(key, &bibtex, &ris, &json)
            }
            _ => Vec::new(),
        };
        EntityView {
            kind: entity.kind.as_str(),
            register: self.register(),
            id: key.to_owned(),
            name: name.to_owned(),
            lang: name_lang.map(str::to_owned),
            dates: dates(site, lang, self.id),
            gloss: site.localized(&entity.gloss, lang).to_owned(),
            names: self.names(name),
            forms: entity.forms.clone(),
            facts: if first { self.facts() } else { Vec::new() },
            roles: if first { self.roles() } else { Vec::new() },
            witnesses: if first { self.witnesses(&entity.attested) } else { Vec::new() },
            certainty: match &entity.detail {
                Detail::Event(event) => event.certainty.as_str(),
                _ => "certain",
            },
            reference_html: reference.map(|r| r.html.clone()),
            formats,
            identifiers: self.identifiers(),
            mentions: self.mentions(part),
            events: if first { self.events() } else { Vec::new() },
            companions: if first { self.companions() } else { Vec::new() },
            parts: part_links(
                site,
                self.route,
                part,
                parts,
                |n| site.entity_route(lang, self.id, n),
                |n| n.to_string(),
            ),
            part,
        }
    }

    fn href(&self, id: EntityId) -> String {
        self.site.entity_href(self.route, id)
    }

    fn register(&self) -> LinkView {
        let to = match self.entity.kind {
            Kind::Event => self.site.routes.top(self.lang, "chronology", 1),
            kind => self.site.routes.register(self.lang, kind, 1),
        };
        let label =
            if self.entity.kind == Kind::Event { "nav-chronology" } else { nav_label(self.entity.kind) };
        LinkView { href: self.site.routes.href(self.route, &to), label: self.t(label) }
    }

    fn names(&self, shown: &str) -> Vec<NameView> {
        let others = self.entity.name.by_language.iter().filter(|(_, name)| *name != shown);
        others
            .map(|(lang, name)| NameView {
                lang: lang.clone(),
                language: self.language_name(lang),
                name: name.clone(),
            })
            .collect()
    }

    fn language_name(&self, tag: &str) -> String {
        let id = format!("language-{tag}");
        let language = &self.site.languages[self.lang];
        if language.has_message(&id) { language.message(&id) } else { tag.to_owned() }
    }

    fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |label: &str, html: String| {
            if !html.is_empty() {
                facts.push(Fact { label: self.t(label), html });
            }
        };
        match &self.entity.detail {
            Detail::Person { born, died, .. } => {
                add("entry-born", escape(&self.date(born.as_ref())));
                add("entry-died", escape(&self.date(died.as_ref())));
            }
            Detail::Place { coordinates, kind, part_of } => {
                add(
                    "entry-kind",
                    kind.as_ref().map(|k| escape(self.site.localized(k, self.lang))).unwrap_or_default(),
                );
                add("entry-part-of", self.belongings(part_of));
                add(
                    "entry-coordinates",
                    coordinates
                        .map(|(lat, lon)| format!("{}, {}", degrees(lat, "N", "S"), degrees(lon, "E", "W")))
                        .unwrap_or_default(),
                );
            }
            Detail::Body { kind, founded, dissolved, part_of } => {
                add(
                    "entry-kind",
                    kind.as_ref().map(|k| escape(self.site.localized(k, self.lang))).unwrap_or_default(),
                );
                add("entry-founded", escape(&self.date(founded.as_ref())));
                add("entry-dissolved", escape(&self.date(dissolved.as_ref())));
                add("entry-part-of", self.belongings(part_of));
            }
            Detail::Event(event) => {
                add("kind-date", escape(&self.date(event.when.as_ref())));
                add("chronology-old-style", escape(&old_style(self.site, self.lang, event)));
                add(
                    "chronology-written",
                    event.written.as_deref().map(|w| format!("“{}”", escape(w))).unwrap_or_default(),
                );
                for kind in [Kind::Person, Kind::Place, Kind::Body] {
                    add(nav_label(kind), self.linked(event, kind));
                }
                add("entry-note", escape(self.site.localized(&event.note, self.lang)));
            }
            Detail::Work { .. } => {}
        }
        facts
    }

    fn linked(&self, event: &EventDetail, kind: Kind) -> String {
        let links = event.linked.iter().filter(|reference| reference.value.kind == kind);
        links.map(|reference| self.link(reference)).collect::<Vec<_>>().join(", ")
    }

    /// A link to an entity of the registers; its key where there is none (and a diagnostic).
    fn link(&self, reference: &Spanned<EntityRef>) -> String {
        match self.site.edition.entities.find(&reference.value) {
            Some(id) => {
                format!("<a href=\"{}\">{}</a>", self.href(id), escape(self.site.name(id, self.lang).0))
            }
            None => escape(&reference.value.key),
        }
    }

    fn belongings(&self, part_of: &[Belonging]) -> String {
        let one = |part: &Belonging| {
            let when = self.date(part.when.as_ref());
            let when = if when.is_empty() { String::new() } else { format!(" ({})", escape(&when)) };
            self.link(&part.whole) + &when
        };
        part_of.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    fn roles(&self) -> Vec<RoleView> {
        let Detail::Person { roles, .. } = &self.entity.detail else { return Vec::new() };
        roles
            .iter()
            .map(|role: &Role| RoleView {
                title: self.site.localized(&role.title, self.lang).to_owned(),
                body: role.body.as_ref().map(|body| match self.site.edition.entities.find(&body.value) {
                    Some(id) => MaybeLink {
                        label: self.site.name(id, self.lang).0.to_owned(),
                        href: Some(self.href(id)),
                    },
                    None => MaybeLink { label: body.value.key.to_string(), href: None },
                }),
                when: self.date(role.when.as_ref()),
                witnesses: self.witnesses(&role.attested),
            })
            .collect()
    }

    fn witnesses(&self, witnesses: &[Witness]) -> Vec<WitnessView> {
        witness_views(self.site, self.route, witnesses)
    }

    fn identifiers(&self) -> Vec<LinkView> {
        let ids = self.entity.same_as.iter();
        ids.map(|(authority, id)| LinkView {
            href: identifier(authority, id),
            label: format!("{authority} {id}"),
        })
        .collect()
    }

    fn mentions(&self, part: usize) -> Mentions {
        let all: Vec<Occurrence> = self.site.indexes.shown_occurrences(self.id, self.lang).collect();
        let in_note = |o: &Occurrence| {
            self.site.links.texts[o.text.index()].annotations[o.annotation as usize].note.is_some()
        };
        let here = &all[((part - 1) * PART).min(all.len())..(part * PART).min(all.len())];
        let mut groups_html = String::with_capacity(here.len() * 600);
        for (n, in_text) in here.chunk_by(|a, b| a.text == b.text).enumerate() {
            let open = here.len() <= OPEN || n == 0;
            let in_notes = in_text.iter().filter(|o| in_note(o)).count();
            self.mention_group(in_text, in_notes, open, &mut groups_html);
        }
        let mut texts: Vec<_> = all.iter().map(|o| o.text).collect();
        texts.dedup();
        Mentions {
            total: all.len(),
            in_notes: all.iter().filter(|o| in_note(o)).count(),
            texts: texts.len(),
            groups_html,
        }
    }

    /// The mentions in one text, under its title.
    fn mention_group(&self, in_text: &[Occurrence], in_notes: usize, open: bool, out: &mut String) {
        let id = in_text[0].text;
        let text = &self.site.edition.texts[id];
        let lang = match *text.lang != *self.site.tag(self.lang) {
            true => format!(" lang=\"{}\"", text.lang),
            false => String::new(),
        };
        out.push_str("<details class=\"mention-group\"");
        out.push_str(if open { " open>\n<summary><span" } else { ">\n<summary><span" });
        out.push_str(&lang);
        out.push('>');
        escape_into(out, &text.front.title);
        let _ = write!(out, "</span> <span class=\"count\">{}</span>", in_text.len());
        if in_notes > 0 {
            let language = &self.site.languages[self.lang];
            let label = language.format("count-mentions-in-notes", &[("n", in_notes.into())]);
            let _ = write!(out, " <span class=\"where\">{}</span>", escape(&label));
        }
        let _ = write!(out, "</summary>\n<ol class=\"mention-lines\"{lang}>\n");
        let href = self.site.text_href(self.route, id);
        for occurrence in in_text {
            self.line(*occurrence, &href, out);
        }
        out.push_str("</ol>\n</details>\n");
    }

    /// A mention as a line of its own: the sentence, where it stands, how sure it is.
    fn line(&self, occurrence: Occurrence, href: &str, out: &mut String) {
        out.push_str("<li class=\"mention-line\">");
        passage(self.site, self.lang, occurrence, href, out);
        if !index::is_certain(&self.site.edition, occurrence) {
            let _ = write!(out, " <span class=\"certainty\">{}</span>", escape(&self.t("mention-uncertain")));
        }
        out.push_str("</li>\n");
    }

    fn events(&self) -> Vec<EventLine> {
        let events = self.site.indexes.events_of(self.id);
        events.iter().map(|event| event_line(self.site, self.route, *event, false)).collect()
    }

    fn companions(&self) -> Vec<Companions> {
        let groups =
            index::companions(&self.site.edition, &self.site.links, &self.site.indexes, self.id, self.lang);
        groups
            .into_iter()
            .map(|(kind, entries)| Companions {
                label: self.t(nav_label(kind)),
                entries: entries
                    .into_iter()
                    .take(MOST_COMPANIONS)
                    .map(|(id, count)| Counted {
                        href: self.href(id),
                        label: self.site.name(id, self.lang).0.to_owned(),
                        count,
                    })
                    .collect(),
            })
            .collect()
    }
}

/// The address of an identifier in an authority file.
pub(super) fn identifier(authority: &str, id: &str) -> String {
    match authority {
        "wikidata" => format!("http://www.wikidata.org/entity/{id}"),
        "viaf" => format!("https://viaf.org/viaf/{id}"),
        "gnd" => format!("https://d-nb.info/gnd/{id}"),
        "geonames" => format!("https://sws.geonames.org/{id}"),
        "isni" => format!("https://isni.org/isni/{id}"),
        _ => format!("https://orcid.org/{id}"),
    }
}

/// `41.0933° N`: four decimals are about ten metres.
fn degrees(value: f64, positive: &str, negative: &str) -> String {
    let letter = if value < 0.0 { negative } else { positive };
    let rounded = format!("{:.4}", value.abs());
    format!("{}° {letter}", rounded.trim_end_matches('0').trim_end_matches('.'))
}

/// The sentence around a place in a text, the form used marked, and the place linked.
pub(super) fn passage(site: &Site, lang: Lang, occurrence: Occurrence, href: &str, out: &mut String) {
    let text = &site.edition.texts[occurrence.text];
    let links = &site.links.texts[occurrence.text.index()];
    let place = &links.annotations[occurrence.annotation as usize];
    let node = &text.body.nodes[text.body.annotations[occurrence.annotation as usize].node as usize];
    let language = &site.languages[lang];
    // Blocks are divided by line ends: a sentence ends with its block.
    let running = text.body.text.as_str();
    let start = running[..node.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let end = running[node.end as usize..].find('\n').map_or(running.len(), |end| node.end as usize + end);
    let block = &running[start..end];
    let at = node.start as usize - start..node.end as usize - start;
    let sentence = language.sentence_around(block, at.clone());
    out.push_str("<q class=\"sentence\"");
    if *text.lang != *site.tag(lang) {
        let _ = write!(out, " lang=\"{}\"", text.lang);
    }
    out.push_str(if sentence.cut_left { ">… " } else { ">" });
    escape_into(out, &block[sentence.range.start.min(at.start)..at.start]);
    out.push_str("<mark>");
    escape_into(out, &block[at.clone()]);
    out.push_str("</mark>");
    escape_into(out, &block[at.end..sentence.range.end.max(at.end)]);
    out.push_str(if sentence.cut_right { " …</q>" } else { "</q>" });
    let anchor = anchor(links, place);
    let label = match place.note {
        Some(note) => language.format(
            "mention-in-note-of",
            &[("mark", links.notes.shown(note, text, &site.edition.config)[..].into())],
        ),
        None if anchor.starts_with('p') && Address::parse(&anchor).is_some() => address_label(&anchor),
        None => language.message("mention-in-heading"),
    };
    let class = if place.note.is_some() { "locator where note" } else { "locator" };
    let _ = write!(out, " <a class=\"{class}\" href=\"{href}#{anchor}\">{}</a>", escape(&label));
}

/// An address as readers see it: paragraphs and pages of the source by their numbers, others as they are.
fn address_label(anchor: &str) -> String {
    match (Address::parse(anchor), anchor.strip_prefix("page-")) {
        (Some(Address { kind: AddressKind::Paragraph, number }), _) => format!("¶ {number}"),
        (_, Some(page)) => format!("[{page}]"),
        _ => format!("#{anchor}"),
    }
}

/// Who says so, with links, seen from a page.
pub(super) fn witness_views(site: &Site, route: &Route, witnesses: &[Witness]) -> Vec<WitnessView> {
    witnesses
        .iter()
        .map(|witness| WitnessView {
            html: witness_html(site, route, witness),
            says: site.localized(&witness.says, route.lang).to_owned(),
        })
        .collect()
}

fn witness_html(site: &Site, route: &Route, witness: &Witness) -> String {
    let at = witness.at.as_ref().map(|at| at.value.as_str());
    match &witness.source {
        WitnessSource::General => escape(&site.languages[route.lang].message("entry-unwitnessed")),
        WitnessSource::Work(key) => {
            let Some(id) = site.edition.entity(Kind::Work, &key.value) else { return escape(&key.value) };
            // Where the edition has the work, the link leads to the very page of it.
            let place = site.links.edited_from.place(&site.edition, site.tag(route.lang), id, at);
            let href = match place {
                Some((text, Some(page))) => format!("{}#{page}", site.text_href(route, text)),
                Some((text, None)) if at.is_some() => site.text_href(route, text),
                _ => site.entity_href(route, id),
            };
            let citation = site.local[route.lang].references.get(&id).map(|r| r.citation(at));
            format!("<a href=\"{href}\">{}</a>", escape(&citation.unwrap_or_else(|| key.value.clone())))
        }
        WitnessSource::Text(id) => {
            let key = Key::parse(&id.value).ok();
            let found = key.and_then(|key| {
                version(&site.edition.texts, &site.edition.config, &key, site.tag(route.lang))
            });
            let Some(found) = found else { return escape(&id.value) };
            let text = &site.edition.texts[found];
            let href = site.text_href(route, found);
            let fragment = at.map(|at| format!("#{at}")).unwrap_or_default();
            let place = at.map(|at| format!(", {}", address_label(at))).unwrap_or_default();
            format!(
                "<a href=\"{}\">{}</a>",
                escape(&(href + &fragment)),
                escape(&(text.front.title.clone() + &place))
            )
        }
    }
}

/// The old-style date beside the new one, where the source has it; empty else.
fn old_style(site: &Site, lang: Lang, event: &EventDetail) -> String {
    let julian = event.julian.then(|| event.when.as_ref().and_then(gregorian_to_julian)).flatten();
    julian.map(|date| site.languages[lang].date(&date)).unwrap_or_default()
}

/// An event in a list; the chronology shows it with everything.
pub(super) fn event_line(site: &Site, route: &Route, id: EntityId, whole: bool) -> EventLine {
    let lang = route.lang;
    let entity = &site.edition.entities[id];
    let Detail::Event(event) = &entity.detail else { unreachable!("lists of events hold events") };
    let language = &site.languages[lang];
    let when = event.when.as_ref();
    let mut written = Vec::new();
    let julian = old_style(site, lang, event);
    if !julian.is_empty() {
        written.push(language.format("chronology-old-style-date", &[("date", julian[..].into())]));
    }
    if let Some(text) = &event.written {
        written.push(language.format("chronology-as-written", &[("date", text[..].into())]));
    }
    EventLine {
        href: site.entity_href(route, id),
        id: entity.key.to_string(),
        title: site.name(id, lang).0.to_owned(),
        when: when.map_or_else(|| language.message("chronology-undated"), |date| language.date(date)),
        when_iso: when.and_then(Edtf::html_datetime).unwrap_or_default(),
        written: written.join(" · "),
        certainty: event.certainty.as_str(),
        precision: when.map_or("uncertain", precision),
        note: if whole { site.localized(&event.note, lang).to_owned() } else { String::new() },
        witnesses: if whole { witness_views(site, route, &entity.attested) } else { Vec::new() },
        linked: if whole { linked(site, route, event) } else { Vec::new() },
        passages: if whole { passages(site, route, id) } else { Vec::new() },
    }
}

fn precision(date: &Edtf) -> &'static str {
    match date.precision() {
        _ if date.is_uncertain() => "uncertain",
        _ if date.is_approximate() => "approximate",
        Precision::Interval => "span",
        Precision::Day => "exact",
        _ => "approximate",
    }
}

fn linked(site: &Site, route: &Route, event: &EventDetail) -> Vec<LinkView> {
    let ids = event.linked.iter().filter_map(|reference| site.edition.entities.find(&reference.value));
    ids.map(|id| LinkView {
        href: site.entity_href(route, id),
        label: site.name(id, route.lang).0.to_owned(),
    })
    .collect()
}

/// The paragraphs that speak of an event.
fn passages(site: &Site, route: &Route, id: EntityId) -> Vec<LinkView> {
    let mut links: Vec<LinkView> = Vec::new();
    for occurrence in site.indexes.shown_occurrences(id, route.lang).take(20) {
        let text = &site.edition.texts[occurrence.text];
        let own = &site.links.texts[occurrence.text.index()];
        let anchor = anchor(own, &own.annotations[occurrence.annotation as usize]);
        let href = format!("{}#{anchor}", site.text_href(route, occurrence.text));
        let label = format!("{}, {}", text.front.title, address_label(&anchor));
        if links.iter().all(|link| link.href != href) {
            links.push(LinkView { href, label });
        }
    }
    links
}
