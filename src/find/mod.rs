//! Names and dates that nobody marked, found in the running text of a body.
//!
//! ```text
//! body --stretch--> blocks without a break --date, name--> what was found --rule--> what the editor wants of it
//!      --weave--> the same body with annotations
//! ```
//!
//! What an editor marked is never touched: found mentions and dates stand only where there is no annotation.
//! What differs between languages stands in one place per language (`lang/`).

pub mod date;
mod memory;
pub mod name;
mod rule;
mod stretch;
mod weave;

use crate::config::Wanted;
use crate::diag::Report;
use crate::edition::body::{AnnotationKind, Found, YearFrom};
use crate::edition::edtf::Edtf;
use crate::edition::entity::{Detail, EntityId, Kind};
use crate::edition::{Edition, Text};
pub use memory::Memory;

use date::{About, Finder, Told, Years};
use name::{Around, Names};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;
use stretch::{Place, Stretch, stretches};
use weave::{Piece, weave};

/// The edition with what was found in those of its texts in which something is looked for.
///
/// With a `memory` only texts that changed since are looked through.
#[must_use]
pub fn find(mut edition: Edition, mut memory: Option<&mut Memory>, report: &mut Report) -> Edition {
    rule::check(&mut edition, report);
    let default = edition.config.link;
    let wanted = |text: &Text| text.front.link.or(default);
    let all = edition.texts.items();
    if !all.iter().any(|text| wanted(text).anything()) {
        return edition;
    }
    let has_names = all.iter().any(|text| has_names(wanted(text)));
    // Taken out, so that each text is gone when the one with what was found in it is there.
    let texts = edition.texts.take_items();
    let make = || Names::new(&edition.entities, &KINDS);
    if let Some(memory) = &mut memory {
        memory.hold_against(&edition);
    }
    let names = has_names.then(|| match &mut memory {
        Some(memory) => memory.names(make),
        None => Arc::new(make()),
    });
    let seeker = Seeker { edition: &edition, names, days: Arc::new(days(&edition)) };
    let read: Vec<(Arc<Text>, Wanted)> = match &memory {
        Some(_) => texts.iter().map(|text| (text.clone(), wanted(text))).collect(),
        None => Vec::new(),
    };
    let known = memory.as_deref();
    let found: Vec<(Arc<Text>, Vec<usize>)> = texts
        .into_par_iter()
        .map(|text| match wanted(&text) {
            wanted if wanted.anything() => known
                .and_then(|memory| memory.found(&text, wanted))
                .unwrap_or_else(|| seeker.text(text, wanted)),
            _ => (text, Vec::new()),
        })
        .collect();
    if let Some(memory) = memory {
        memory.keep(read, &found);
    }
    let used = found.iter().flat_map(|(_, used)| used.iter().copied()).collect();
    rule::report_unused(&edition.rules, &used, report);
    edition.texts.put_items(found.into_iter().map(|(text, _)| text).collect());
    edition
}

/// Dates of a text that no calendar has, as bytes of its running text.
#[must_use]
pub fn impossible_dates(text: &Text) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for stretch in stretches(&text.body, &text.lang) {
        let words = stretch.words(&text.body);
        let mut look = |lang: &str, within: Range<usize>, blocked: &[Range<usize>]| {
            let start = stretch.range.start + within.start;
            let dates = Finder::of(lang).map(|finder| finder.impossible(&words[within], blocked));
            let dates = dates.unwrap_or_default().into_iter();
            found.extend(dates.map(|range| start + range.start..start + range.end));
        };
        look(stretch.lang, 0..words.len(), &stretch.blocked);
        stretch.foreign.iter().for_each(|(range, lang)| look(lang, range.clone(), &[]));
    }
    found
}

/// The registers whose names are looked for.
const KINDS: [Kind; 4] = [Kind::Person, Kind::Place, Kind::Body, Kind::Event];

/// Whether names of any register are looked for.
fn has_names(wanted: Wanted) -> bool {
    KINDS.iter().any(|kind| wanted.names(*kind))
}

/// What names and dates are looked for with.
struct Seeker<'a> {
    edition: &'a Edition,
    /// Nothing where no text looks for names.
    names: Option<Arc<Names>>,
    /// See [`About`].
    days: Arc<BTreeMap<(u8, u8), i64>>,
}

impl Seeker<'_> {
    /// A text with what is found in it, and the numbers of the rules that were used.
    fn text(&self, text: Arc<Text>, wanted: Wanted) -> (Arc<Text>, Vec<usize>) {
        let (pieces, used) = self.pieces(&text, wanted);
        if pieces.is_empty() {
            return (text, used);
        }
        let mut text = Arc::unwrap_or_clone(text);
        text.body = weave(text.body, &mut text.passages, pieces);
        (Arc::new(text), used)
    }

    /// What is found in a text, in order.
    fn pieces(&self, text: &Text, wanted: Wanted) -> (Vec<Piece>, Vec<usize>) {
        let all = stretches(&text.body, &text.lang);
        let mut reader = Reader::new(self, text, wanted, &BTreeMap::new());
        reader.read(&all);
        // What the whole text is about, and which events it names, is known only when it has been read.
        let events = reader.events();
        if reader.is_inferred || !events.is_empty() {
            let said = std::mem::take(&mut reader.said);
            reader = Reader { events, ..Reader::new(self, text, wanted, &said) };
            reader.read(&all);
        }
        let Reader { mut pieces, mut used, .. } = reader;
        pieces.sort_by_key(|piece| piece.range.start);
        used.sort_unstable();
        used.dedup();
        (pieces, used)
    }
}

/// What is known where a text is being read.
#[derive(Clone)]
struct State {
    years: Years,
    around: Around,
}

/// A text being read.
struct Reader<'a> {
    seeker: &'a Seeker<'a>,
    text: &'a Text,
    wanted: Wanted,
    rules: rule::OfText<'a>,
    /// The notes by series and label.
    notes: HashMap<(&'a str, &'a str), u32>,
    state: State,
    /// What is known where the first mark of a note stands.
    asides: BTreeMap<u32, State>,
    pieces: Vec<Piece>,
    used: Vec<usize>,
    /// Whether the year of a date had to be told from what is far from it, or stayed open.
    is_inferred: bool,
    /// Events that were found in the text, by the bytes at which they begin: their dates.
    events: Vec<(usize, Edtf)>,
    /// How many dates with a month say a year themselves.
    said: BTreeMap<i64, usize>,
}

impl<'a> Reader<'a> {
    /// `said` is how many of its dates say each year, where that is known.
    fn new(
        seeker: &'a Seeker<'a>,
        text: &'a Text,
        wanted: Wanted,
        said: &BTreeMap<i64, usize>,
    ) -> Reader<'a> {
        let only = said.first_key_value().filter(|_| said.len() == 1).map(|(year, _)| (*year, *year));
        let main = said.iter().max_by_key(|(year, count)| (**count, std::cmp::Reverse(**year)));
        let about = About { days: seeker.days.clone(), main: main.map(|(year, _)| *year) };
        Reader {
            seeker,
            text,
            wanted,
            rules: rule::OfText::new(text, seeker.edition),
            notes: (0..).zip(&text.body.notes).map(|(n, note)| ((&*note.series, &*note.label), n)).collect(),
            state: State { years: Years::new(only).about(about), around: Around::new() },
            asides: BTreeMap::new(),
            pieces: Vec::new(),
            used: Vec::new(),
            is_inferred: false,
            events: Vec::new(),
            said: BTreeMap::new(),
        }
    }

    /// The running text first; then the notes, each from what is known at its mark.
    fn read(&mut self, all: &[Stretch<'a>]) {
        let is_note = |stretch: &&Stretch<'_>| matches!(stretch.place, Place::Note(_));
        all.iter().filter(|stretch| !is_note(stretch)).for_each(|stretch| self.stretch(stretch));
        let mut last = None;
        for stretch in all.iter().filter(is_note) {
            let Place::Note(note) = stretch.place else { continue };
            if last.replace(note) != Some(note) {
                let fresh = || State { years: Years::new(None), around: Around::new() };
                self.state = self.asides.remove(&note).unwrap_or_else(fresh);
            }
            self.stretch(stretch);
        }
    }

    fn stretch(&mut self, stretch: &Stretch<'a>) {
        match stretch.place {
            Place::Heading(level) => self.state.years.heading(level),
            Place::Paragraph | Place::Note(_) => self.state.years.paragraph(),
        }
        self.state.around.paragraph();
        let told = self.told(stretch);
        told.iter().filter(|told| !told.is_event).for_each(|told| self.says(&told.date));
        for number in &stretch.marked {
            if let Some(id) = self.marked(*number) {
                self.state.around.named(id);
            }
        }
        let words = stretch.words(&self.text.body);
        let from = self.pieces.len();
        self.words(words, stretch.range.start, stretch.lang, &stretch.blocked, &told);
        for (range, lang) in &stretch.foreign {
            self.words(&words[range.clone()], stretch.range.start + range.start, lang, &[], &[]);
        }
        self.ruled(stretch, from);
        self.asides(stretch);
    }

    /// The entity that a mention of the editor's means.
    fn marked(&self, annotation: u32) -> Option<EntityId> {
        match &self.text.body.annotations[annotation as usize].kind {
            AnnotationKind::Mention { kind, key, .. } => self.seeker.edition.entity(*kind, key),
            _ => None,
        }
    }

    /// Counts the year of a date that says it, and a month.
    fn says(&mut self, date: &Edtf) {
        if let Some(year) = date.year().filter(|_| date.month().is_some()) {
            *self.said.entry(year).or_default() += 1;
        }
    }

    /// The dates that an editor marked in a stretch, and those of events that are named in it.
    fn told(&self, stretch: &Stretch<'_>) -> Vec<Told> {
        let body = &self.text.body;
        let start = stretch.range.start;
        let marked = stretch.marked.iter().filter_map(|number| {
            let annotation = &body.annotations[*number as usize];
            let (date, is_event) = match &annotation.kind {
                AnnotationKind::Date(date) => (date.clone(), false),
                AnnotationKind::Mention { kind: Kind::Event, key, .. } => (self.when(key)?, true),
                _ => return None,
            };
            Some(Told { at: body.nodes[annotation.node as usize].start as usize - start, date, is_event })
        });
        let found = self.events.iter().filter(|(at, _)| stretch.range.contains(at));
        let found = found.map(|(at, date)| Told { at: at - start, date: date.clone(), is_event: true });
        let mut told: Vec<Told> = marked.chain(found).collect();
        told.sort_by_key(|told| told.at);
        told
    }

    /// The date of an event.
    fn when(&self, key: &str) -> Option<Edtf> {
        let event = self.seeker.edition.entity(Kind::Event, key)?;
        match &self.seeker.edition.entities[event].detail {
            Detail::Event(event) => event.when.clone(),
            _ => None,
        }
    }

    /// The events that were found: where each begins, and its date.
    fn events(&self) -> Vec<(usize, Edtf)> {
        let events = self.pieces.iter().filter_map(|piece| match &piece.kind {
            AnnotationKind::Mention { kind: Kind::Event, key, .. } => {
                Some((piece.range.start, self.when(key)?))
            }
            _ => None,
        });
        events.collect()
    }

    /// Dates first: they tell of which time the names are.
    fn words(&mut self, words: &str, start: usize, lang: &str, blocked: &[Range<usize>], told: &[Told]) {
        let mut blocked = blocked.to_vec();
        let finder = Finder::of(lang);
        let mut years: Option<(i64, i64)> = None;
        let read = |finder: &Finder| finder.dates_beside(words, &blocked, told, &mut self.state.years);
        for date in finder.map(read).unwrap_or_default() {
            let is_near = matches!(date.inferred, Some(YearFrom::Sentence | YearFrom::Paragraph));
            let is_open = date.edtf.as_str().starts_with("XXXX");
            self.is_inferred |= is_open || date.inferred.is_some() && !is_near;
            if let Some(year) = date.edtf.year() {
                years = Some(years.map_or((year, year), |(a, b)| (a.min(year), b.max(year))));
            }
            if date.inferred.is_none() {
                self.says(&date.edtf);
            }
            blocked.push(date.range.clone());
            if self.wanted.dates() {
                let found = Found { year_from: date.inferred, part: date.part, ..Found::default() };
                let range = start + date.range.start..start + date.range.end;
                self.pieces.push(Piece { range, kind: AnnotationKind::Date(date.edtf), found });
            }
        }
        blocked.sort_by_key(|range| range.start);
        self.state.around.when(years);
        let Some(names) = self.seeker.names.as_ref().filter(|_| has_names(self.wanted)) else { return };
        for name in names.find(words, lang, &blocked, &mut self.state.around) {
            let range = start + name.range.start..start + name.range.end;
            self.pieces.extend(self.mention(range, &name.candidates, name.certain));
        }
    }

    fn mention(&self, range: Range<usize>, candidates: &[EntityId], certain: bool) -> Option<Piece> {
        let entities = &self.seeker.edition.entities;
        let (first, others) = candidates.split_first()?;
        let entity = &entities[*first];
        if !self.wanted.names(entity.kind) {
            return None;
        }
        let others = others.iter().map(|id| entities[*id].key.as_str().into()).collect();
        let key = entity.key.as_str().into();
        let kind = AnnotationKind::Mention { kind: entity.kind, key, certain };
        Some(Piece { range, kind, found: Found { others, ..Found::default() } })
    }

    /// What the editor's rules make of what was found in a stretch, the pieces from `from` on.
    fn ruled(&mut self, stretch: &Stretch<'a>, from: usize) {
        let found = self.pieces.split_off(from);
        let words = stretch.words(&self.text.body);
        let ruled = self.rules.apply(words, stretch.range.start, &stretch.blocked, found, &mut self.used);
        self.pieces.extend(ruled);
    }

    /// Keeps what is known where marks of notes stand.
    fn asides(&mut self, stretch: &Stretch<'_>) {
        for number in &stretch.marked {
            let AnnotationKind::NoteMark { series, label } =
                &self.text.body.annotations[*number as usize].kind
            else {
                continue;
            };
            let Some(note) = self.notes.get(&(&**series, &**label)) else { continue };
            let State { years, around } = &self.state;
            let aside = || State { years: years.aside(), around: around.aside() };
            self.asides.entry(*note).or_insert_with(aside);
        }
    }
}

/// The days on which the register of events has something in one year only.
fn days(edition: &Edition) -> BTreeMap<(u8, u8), i64> {
    let mut years: BTreeMap<(u8, u8), Option<i64>> = BTreeMap::new();
    for (_, entity) in edition.register(Kind::Event) {
        let Detail::Event(event) = &entity.detail else { continue };
        let parts = event.when.iter().flat_map(|when| when.shape().parts());
        for day in parts.filter_map(|part| part.as_day()) {
            let year = years.entry((day.month, day.day)).or_insert(Some(day.year));
            *year = year.filter(|year| *year == day.year);
        }
    }
    years.into_iter().filter_map(|(day, year)| Some((day, year?))).collect()
}
