//! The chronology: by year and month, with a page per year when it is long, and a chart that is its navigation.

use super::page::{Bar, Chart, ChronologyGroup, ChronologyView, Content, Counted, LinkView, Tick, View};
use super::{Site, entity};
use crate::edition::entity::EntityId;
use crate::index::Occurrence;
use crate::index::chronology::{Position, position, when};
use crate::route::{Lang, Route};
use std::collections::BTreeMap;
use std::ops::Range;

/// Up to so many events and passages stand on one page.
const WHOLE: usize = 250;
/// An event takes as much room as so many passages.
const EVENT_WEIGHT: usize = 3;
/// So many years before and after it are listed on a year's page.
const NEAR: usize = 10;

/// The chronology of a language.
pub(super) struct Plan {
    years: Vec<Year>,
    undated: Vec<EntityId>,
    long: bool,
}

/// A year with what happened in it.
struct Year {
    year: i64,
    /// By month; 0 is the year as a whole.
    months: BTreeMap<u8, Month>,
}

#[derive(Default)]
struct Month {
    events: Vec<EntityId>,
    passages: Vec<Occurrence>,
}

impl Plan {
    /// Whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.years.is_empty() && self.undated.is_empty()
    }

    /// How many events there are.
    pub(super) fn count(&self) -> usize {
        self.undated.len() + self.years.iter().map(Year::events).sum::<usize>()
    }

    /// The years that have pages of their own, each with the number of its parts.
    pub(super) fn year_pages(&self) -> impl Iterator<Item = (usize, usize)> {
        let years = if self.long { &self.years[..] } else { &[] };
        years.iter().enumerate().map(|(index, year)| (index, year.parts().len()))
    }

    /// The name of a year in addresses.
    pub(super) fn year_name(&self, year: usize) -> String {
        self.years[year].year.to_string()
    }
}

impl Year {
    fn events(&self) -> usize {
        self.months.values().map(|month| month.events.len()).sum()
    }

    /// What stands on each page of the year: months, and of a month some of its events and passages.
    fn parts(&self) -> Vec<Vec<Slice>> {
        let mut parts: Vec<Vec<Slice>> = vec![Vec::new()];
        let mut room = WHOLE * EVENT_WEIGHT;
        for (month, content) in &self.months {
            let mut slice = Slice { month: *month, events: 0..0, passages: 0..0 };
            for index in 0..content.events.len() + content.passages.len() {
                let event = index < content.events.len();
                let weight = if event { EVENT_WEIGHT } else { 1 };
                if room < weight {
                    parts.last_mut().expect("never empty").push(slice.clone());
                    parts.push(Vec::new());
                    room = WHOLE * EVENT_WEIGHT;
                    slice = Slice {
                        month: *month,
                        events: slice.events.end..slice.events.end,
                        passages: slice.passages.end..slice.passages.end,
                    };
                }
                room -= weight;
                if event {
                    slice.events.end += 1;
                } else {
                    slice.passages.end += 1;
                }
            }
            parts.last_mut().expect("never empty").push(slice);
        }
        parts
    }
}

/// A part of a month.
#[derive(Clone)]
struct Slice {
    month: u8,
    events: Range<usize>,
    passages: Range<usize>,
}

/// Puts events and passages into years and months.
pub(super) fn plan(site: &Site, lang: Lang) -> Plan {
    let mut years: BTreeMap<i64, BTreeMap<u8, Month>> = BTreeMap::new();
    let mut undated = Vec::new();
    for id in &site.indexes.chronology.events {
        match when(&site.edition.entities[*id]).and_then(position) {
            Some(Position { year, month, .. }) => {
                years.entry(year).or_default().entry(month.unwrap_or(0)).or_default().events.push(*id);
            }
            None => undated.push(*id),
        }
    }
    let mut passages = 0;
    for passage in &site.indexes.chronology.passages {
        if site.indexes.shown[lang][passage.occurrence.text.index()] {
            passages += 1;
            let year = years.entry(passage.year).or_default();
            year.entry(passage.month.unwrap_or(0)).or_default().passages.push(passage.occurrence);
        }
    }
    let years: Vec<Year> = years.into_iter().map(|(year, months)| Year { year, months }).collect();
    let events = site.indexes.chronology.events.len();
    let long = events * EVENT_WEIGHT + passages > WHOLE * EVENT_WEIGHT;
    Plan { years, undated, long }
}

/// The chronology as a whole: all of it, or an overview when years have pages of their own.
pub(super) fn whole(site: &Site, lang: Lang) -> View {
    let plan = &site.local[lang].chronology;
    let route = site.routes.top(lang, "chronology", 1);
    let mut groups = Vec::new();
    if !plan.long {
        for year in &plan.years {
            for part in year.parts() {
                groups.extend(year_groups(site, &route, year, &part));
            }
        }
    }
    if !plan.undated.is_empty() {
        let label = site.languages[lang].message("chronology-undated");
        groups.push(group(site, &route, 2, "undated".to_owned(), label, &plan.undated, &[]));
    }
    let view = ChronologyView {
        year: String::new(),
        whole: None,
        count: plan.count(),
        years: years(site, lang, &route, 0..plan.years.len()),
        chart: chart(site, lang, &route),
        groups,
        previous: None,
        next: None,
    };
    let title = site.languages[lang].message("chronology");
    let mut page = site.frame(&route, title, "chronology", Content::Chronology(view));
    page.description = site.languages[lang].message("chronology-intro");
    page.alternates = site.alternates(&route, |other| Some(site.routes.top(other, "chronology", 1)));
    page
}

/// A part of a year.
pub(super) fn year(site: &Site, lang: Lang, index: usize, part: usize) -> View {
    let plan = &site.local[lang].chronology;
    let year = &plan.years[index];
    let name = plan.year_name(index);
    let route = site.routes.year(lang, &name, part);
    let parts = year.parts();
    let groups = year_groups(site, &route, year, &parts[part - 1]);
    let link = |to: &Route, label: String| LinkView { href: site.routes.href(&route, to), label };
    // Neighbours are the other parts of the year first, then the other years.
    let previous = if part > 1 {
        Some(link(&site.routes.year(lang, &name, part - 1), format!("{name} ({})", part - 1)))
    } else {
        index.checked_sub(1).map(|n| link(&site.routes.year(lang, &plan.year_name(n), 1), plan.year_name(n)))
    };
    let next = if part < parts.len() {
        Some(link(&site.routes.year(lang, &name, part + 1), format!("{name} ({})", part + 1)))
    } else {
        (index + 1 < plan.years.len())
            .then(|| link(&site.routes.year(lang, &plan.year_name(index + 1), 1), plan.year_name(index + 1)))
    };
    let whole = site.routes.top(lang, "chronology", 1);
    let view = ChronologyView {
        year: name.clone(),
        whole: Some(link(&whole, site.languages[lang].message("chronology"))),
        count: year.events(),
        years: years(site, lang, &route, near(index, plan.years.len())),
        chart: None,
        groups,
        previous,
        next,
    };
    let title = format!("{} {name}", site.languages[lang].message("chronology"));
    let mut page = site.frame(&route, title, "chronology", Content::Chronology(view));
    page.alternates = site.alternates(&route, |other| {
        let plan = &site.local[other].chronology;
        let found = plan.years.iter().position(|y| y.year == year.year).filter(|_| plan.long)?;
        let part = if part <= plan.years[found].parts().len() { part } else { 1 };
        Some(site.routes.year(other, &name, part))
    });
    page
}

/// The years that a year's page leads to: so many before and after it. The whole list of a long chronology on
/// each of its pages would grow with its square.
fn near(index: usize, count: usize) -> Range<usize> {
    index.saturating_sub(NEAR)..(index + NEAR + 1).min(count)
}

fn years(site: &Site, lang: Lang, from: &Route, range: Range<usize>) -> Vec<Counted> {
    let plan = &site.local[lang].chronology;
    let entry = |index| Counted {
        href: year_href(site, lang, from, index, None),
        label: plan.year_name(index),
        count: plan.years[index].events(),
    };
    range.map(entry).collect()
}

/// Where a year, or a month of it, is shown.
fn year_href(site: &Site, lang: Lang, from: &Route, index: usize, month: Option<u8>) -> String {
    let plan = &site.local[lang].chronology;
    let year = &plan.years[index];
    let fragment = month.map_or_else(|| group_id(year.year, 0), |month| group_id(year.year, month));
    if !plan.long {
        return format!("{}#{fragment}", site.routes.href(from, &site.routes.top(lang, "chronology", 1)));
    }
    let parts = year.parts();
    let part = month
        .and_then(|month| parts.iter().position(|part| part.iter().any(|s| s.month == month)))
        .unwrap_or(0)
        + 1;
    let page = site.routes.href(from, &site.routes.year(lang, &plan.year_name(index), part));
    if month.is_some() { format!("{page}#{fragment}") } else { page }
}

fn group_id(year: i64, month: u8) -> String {
    if month == 0 { format!("y{year}") } else { format!("y{year}-{month:02}") }
}

/// The groups of a part of a year: the year itself first, then its months.
fn year_groups(site: &Site, route: &Route, year: &Year, part: &[Slice]) -> Vec<ChronologyGroup> {
    let language = &site.languages[route.lang];
    let of_year = part.iter().find(|slice| slice.month == 0);
    let (events, passages) = of_year.map_or((&[][..], &[][..]), |slice| year.content(slice));
    let mut groups =
        vec![group(site, route, 2, group_id(year.year, 0), year.year.to_string(), events, passages)];
    for slice in part.iter().filter(|slice| slice.month > 0) {
        let (events, passages) = year.content(slice);
        let label = format!("{} {}", language.month_name(slice.month), year.year);
        groups.push(group(site, route, 3, group_id(year.year, slice.month), label, events, passages));
    }
    groups
}

impl Year {
    fn content(&self, slice: &Slice) -> (&[EntityId], &[Occurrence]) {
        let month = &self.months[&slice.month];
        (&month.events[slice.events.clone()], &month.passages[slice.passages.clone()])
    }
}

fn group(
    site: &Site,
    route: &Route,
    level: u8,
    id: String,
    label: String,
    events: &[EntityId],
    passages: &[Occurrence],
) -> ChronologyGroup {
    let mut passages_html = String::new();
    for occurrence in passages {
        let href = site.text_href(route, occurrence.text);
        passages_html.push_str("<li class=\"mention-line\">");
        entity::passage(site, route.lang, *occurrence, &href, &mut passages_html);
        passages_html.push_str("</li>\n");
    }
    ChronologyGroup {
        level,
        id,
        label,
        events: events.iter().map(|event| entity::event_line(site, route, *event, true)).collect(),
        passages_html,
        passage_count: passages.len(),
    }
}

/// Events per month, as bars that lead to the months. Only what is surely of that month is counted.
pub(super) fn chart(site: &Site, lang: Lang, from: &Route) -> Option<Chart> {
    const BAR: u32 = 6;
    const GAP: u32 = 2;
    const HEIGHT: u32 = 60;
    let plan = &site.local[lang].chronology;
    let counts: Vec<(usize, i64, u8, usize)> = plan
        .years
        .iter()
        .enumerate()
        .flat_map(|(index, year)| {
            year.months.iter().map(move |(month, content)| (index, year.year, *month, content.events.len()))
        })
        .filter(|(_, _, month, count)| *month > 0 && *count > 0)
        .collect();
    let most = counts.iter().map(|(_, _, _, count)| *count).max()?;
    let (first, last) = (counts.first()?.1, counts.last()?.1);
    // A chart of centuries would be all gaps: the list of years serves better.
    if last - first > 12 {
        return None;
    }
    let x = |year: i64, month: u8| {
        let months = u32::try_from((year - first) * 12).unwrap_or(0) + u32::from(month.max(1) - 1);
        months * (BAR + GAP)
    };
    let language = &site.languages[lang];
    let bars = counts
        .iter()
        .map(|(index, year, month, count)| {
            let height = (u32::try_from(*count).unwrap_or(u32::MAX).saturating_mul(HEIGHT)
                / u32::try_from(most).unwrap_or(1))
            .max(2);
            let name = format!("{} {year}", language.month_name(*month));
            Bar {
                href: year_href(site, lang, from, *index, Some(*month)),
                label: language
                    .format("chronology-chart-bar", &[("month", name[..].into()), ("n", (*count).into())]),
                x: x(*year, *month),
                y: HEIGHT - height,
                width: BAR,
                height,
            }
        })
        .collect();
    let ticks = (first..=last).map(|year| Tick { x: x(year, 1), label: year.to_string() }).collect();
    Some(Chart { width: x(last + 1, 1), height: HEIGHT, bars, ticks })
}
