//! What is known of the year of what is being read.
//!
//! The running year is the last one that a date with a month had, or that began a sentence. A year named in
//! passing moves it on by one at most, never back. What a paragraph knew is known to the next one of its
//! section if time went forward step by step, or back to the year that the section is mostly about.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::From;
use super::said::{Moment, OPEN, Year};
use crate::edition::edtf::{DayPart, Edtf, MonthPart, Part, YearPart};

/// What is known of the year of what is being read; one for each text.
#[derive(Clone, Debug)]
pub struct Years {
    span: Option<(i64, i64)>,
    about: About,
    sections: Vec<Section>,
    /// Whether a heading is being read.
    is_heading: bool,
    paragraph: Option<Known>,
    /// The last year that was said in words in the paragraph and became its running year.
    said: Option<i64>,
    /// How many dates of the paragraph in a row had its running year.
    support: usize,
    /// Whether a sentence of the paragraph began with it.
    opens: bool,
    /// A year that was named in passing, for want of a better one.
    passing: Option<Known>,
    sentence: Option<Known>,
    /// The century that was named last, if no year was named since.
    century: Option<i64>,
    /// The day that was named last, and how many sentences began since.
    day: Option<(Moment, u8)>,
}

/// A date that stands in a text without being found by its words.
#[derive(Clone, Debug)]
pub struct Told {
    /// The byte of the stretch at which it begins.
    pub at: usize,
    /// The date.
    pub date: Edtf,
    /// Whether it is that of an event that is named there; else an editor marked it.
    pub is_event: bool,
}

/// What is known of a text before it is read.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Days, as month and day, on which something of the edition's register happened in one year only, and the year.
    pub days: Arc<BTreeMap<(u8, u8), i64>>,
    /// The year that most dates of the text say.
    pub main: Option<i64>,
}

#[derive(Clone, Debug)]
struct Section {
    level: u8,
    known: Option<Known>,
    /// The first year of a century that was named.
    century: Option<i64>,
    /// The years that were named, with weights: what was said long ago counts little.
    years: Vec<(i64, u32)>,
}

/// A year, and the month in it that was spoken of last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    year: i64,
    month: Option<u8>,
}

/// How a date stands in its sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stand {
    /// At its beginning.
    pub(super) first: bool,
    /// Beside a word that goes back in time.
    pub(super) flashback: bool,
}

impl Years {
    /// Before the first word of a text: the first and last year it is about, where that is known.
    #[must_use]
    pub fn new(span: Option<(i64, i64)>) -> Years {
        Years {
            span,
            about: About::default(),
            sections: vec![Section::new(0)],
            is_heading: false,
            paragraph: None,
            said: None,
            support: 0,
            opens: false,
            passing: None,
            sentence: None,
            century: None,
            day: None,
        }
    }

    /// The same for a text of which more is known.
    #[must_use]
    pub fn about(self, about: About) -> Years {
        Years { about, ..self }
    }

    /// A section of that level begins, and its heading is read next: what was known inside the last ends.
    pub fn heading(&mut self, level: u8) {
        self.paragraph();
        let level = level.max(1);
        self.sections.retain(|section| section.level < level);
        self.sections.push(Section::new(level));
        self.is_heading = true;
    }

    /// A paragraph begins.
    pub fn paragraph(&mut self) {
        if let Some(known) = self.paragraph.filter(|known| self.is_in_span(known.year)) {
            let weighty = self.opens || self.support > 1;
            let said = self.said;
            if let Some(section) = self.sections.last_mut()
                && section.goes_on(known.year, said, self.support, weighty)
            {
                section.known = Some(known);
            }
        }
        (self.paragraph, self.passing, self.sentence) = (None, None, None);
        (self.support, self.opens, self.is_heading) = (0, false, false);
        (self.century, self.day, self.said) = (None, None, None);
    }

    /// For a note that hangs at this place: it knows what is known here, and what it says does not come back.
    #[must_use]
    pub fn aside(&self) -> Years {
        let mut aside = self.clone();
        let known = self.sentence.or(self.paragraph).or_else(|| self.section()).or(self.passing);
        let century = self.century();
        (aside.paragraph, aside.is_heading) = (None, false);
        aside.paragraph();
        aside.sections.push(Section { known, century, ..Section::new(u8::MAX) });
        aside
    }

    /// Takes note of a date that an editor marked, or of that of an event that is named: its sentence and the days
    /// counted from it know it, what follows does not.
    pub(super) fn told(&mut self, told: &Told) {
        let moments: Vec<Moment> = told.date.shape().parts().into_iter().filter_map(moment_of).collect();
        if !moments.is_empty() {
            self.said(&moments, Stand { first: !told.is_event, flashback: told.is_event });
        }
    }

    pub(super) fn is_heading(&self) -> bool {
        self.is_heading
    }

    /// A sentence begins.
    pub(super) fn begin_sentence(&mut self) {
        self.sentence = None;
        self.day = self.day.filter(|(_, age)| *age == 0).map(|(day, age)| (day, age + 1));
    }

    fn is_in_span(&self, year: i64) -> bool {
        self.span.is_none_or(|(first, last)| (first..=last).contains(&year))
    }

    fn section(&self) -> Option<Known> {
        self.sections.iter().rev().find_map(|section| section.known)
    }

    fn century(&self) -> Option<i64> {
        self.sections.iter().rev().find_map(|section| section.century)
    }

    /// Takes note of a date with its year.
    pub(super) fn said(&mut self, moments: &[Moment], stand: Stand) {
        if let Some(Moment { year: Year::Century(first) | Year::Decade(first), .. }) = moments.first()
            && let Some(section) = self.sections.last_mut()
        {
            section.century = Some(first / 100 * 100);
            self.century = section.century;
        }
        self.remember_day(moments);
        let Some(known) = only_year(moments) else { return };
        self.century = None;
        if self.is_heading {
            if let Some(section) = self.sections.last_mut() {
                section.known = Some(known);
            }
            return;
        }
        let running = self.paragraph.or_else(|| self.section());
        let moves_on = running.is_some_and(|running| (0..=1).contains(&(known.year - running.year)));
        if !stand.flashback && (known.month.is_some() || stand.first || moves_on) {
            let same = self.paragraph.is_some_and(|before| before.year == known.year);
            self.support = if same { self.support + 1 } else { 1 };
            self.opens = stand.first || same && self.opens;
            if let Some(section) = self.sections.last_mut() {
                section.weigh(known.year);
            }
            (self.paragraph, self.sentence) = (Some(known), Some(known));
            self.said = Some(known.year);
        } else {
            if known.month.is_some() || running.is_none() {
                self.sentence = Some(known);
            }
            self.passing = self.passing.or(Some(known));
        }
    }

    /// Fills in what a date does not say; `None` if nothing was missing or nothing is known.
    pub(super) fn fill(&mut self, moments: &mut [Moment]) -> Option<From> {
        let from = self.fill_year(moments);
        self.remember_day(moments);
        from
    }

    fn fill_year(&mut self, moments: &mut [Moment]) -> Option<From> {
        if let [Moment { in_days: Some(days), .. }] = *moments {
            let (day, age) = self.day?;
            moments[0] = later(day, days);
            return Some(if age == 0 { From::Sentence } else { From::Paragraph });
        }
        let month = moments.first()?.month;
        let mut from = None;
        for moment in moments.iter_mut() {
            if let Year::ShortDecade(decade) = moment.year
                && let Some((century, source)) = self.known_century()
            {
                moment.year = Year::Decade(century + decade);
                from = Some(source);
            }
        }
        if moments.iter().all(|moment| moment.year != Year::Open) {
            return from;
        }
        let (mut known, source) = self.by_event(moments, self.known())?;
        if moments.iter().any(|moment| moment.this_month) {
            let this = known.month.filter(|month| *month <= 12)?;
            moments.iter_mut().for_each(|moment| moment.month = Some(this));
        } else if turns_year(known.month, month) && self.is_below_end(known.year) {
            known.year += 1;
        }
        let mut last = known;
        for moment in moments.iter_mut().filter(|moment| moment.year == Year::Open) {
            if turns_year(last.month, moment.month) && last.year == known.year && last.month != known.month {
                last.year += 1;
            }
            moment.year = Year::Said(last.year);
            last.month = moment.month.or(last.month);
        }
        self.remember(last, source);
        Some(source)
    }

    /// The year of an event that is named by its day, where nothing near says another one.
    ///
    /// What a section was about before gives way to the year that the whole text is about, and to the next year,
    /// where the date would else be a step back, or where only a year was known.
    fn by_event(&self, moments: &[Moment], known: Option<(Known, From)>) -> Option<(Known, From)> {
        let day = moments.iter().find_map(|moment| Some((moment.month?, moment.day?)));
        let year = day.and_then(|day| self.about.days.get(&day).copied());
        let by_event = year.map(|year| (Known { year, month: None }, From::Event));
        let Some((near, From::Section | From::Text)) = known else { return known.or(by_event) };
        let is_back = near.month.is_none() || near.month > day.map(|(month, _)| month);
        let fits = |year| Some(year) == self.about.main || year == near.year + 1;
        by_event.filter(|(event, _)| is_back && fits(event.year)).or(known)
    }

    fn remember_day(&mut self, moments: &[Moment]) {
        self.day = match *moments {
            [day @ Moment { year: Year::Said(_), month: Some(_), day: Some(_), .. }] => Some((day, 0)),
            _ => None,
        };
    }

    fn is_below_end(&self, year: i64) -> bool {
        self.span.is_none_or(|(_, last)| year < last)
    }

    fn known(&self) -> Option<(Known, From)> {
        let span = self.span.filter(|(first, last)| first == last);
        let span = span.map(|(year, _)| Known { year, month: None });
        let sources = [
            (self.sentence, From::Sentence),
            (self.paragraph, From::Paragraph),
            (self.section(), From::Section),
            (span, From::Text),
            (self.passing, From::Paragraph),
        ];
        sources.into_iter().find_map(|(known, from)| Some((known?, from)))
    }

    fn known_century(&self) -> Option<(i64, From)> {
        let near = self.sentence.map(|known| (known, From::Sentence));
        let near = near.or(self.paragraph.map(|known| (known, From::Paragraph)));
        let far = self.section().map(|known| (known, From::Section));
        let span = self.span.filter(|(first, last)| first / 100 == last / 100);
        let named = self.century.map(|century| (century, From::Paragraph));
        named
            .or(near.map(|(known, from)| (known.year / 100 * 100, from)))
            .or(self.century().map(|century| (century, From::Section)))
            .or(far.map(|(known, from)| (known.year / 100 * 100, from)))
            .or(span.map(|(first, _)| (first / 100 * 100, From::Text)))
    }

    /// The month that was spoken of last, where its year was known from.
    fn remember(&mut self, known: Known, from: From) {
        match from {
            // An anniversary tells nothing of what follows.
            From::Event => self.sentence = Some(known),
            From::Sentence => {
                self.sentence = Some(known);
                if self.paragraph.is_some_and(|before| before.year <= known.year) {
                    self.paragraph = Some(known);
                }
            }
            From::Paragraph if self.paragraph.is_some() => {
                self.paragraph = Some(known);
                self.support += 1;
            }
            From::Section => {
                if let Some(section) = self.sections.iter_mut().rev().find(|section| section.known.is_some())
                {
                    section.known = Some(known);
                }
            }
            _ => {}
        }
    }
}

impl Section {
    fn new(level: u8) -> Section {
        Section { level, known: None, century: None, years: Vec::new() }
    }

    fn weigh(&mut self, year: i64) {
        self.years.iter_mut().for_each(|(_, weight)| *weight = *weight * 4 / 5);
        match self.years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, weight)) => *weight += 100,
            None => self.years.push((year, 100)),
        }
    }

    /// Whether what a paragraph knew last is known to the next one.
    fn goes_on(&self, year: i64, said: Option<i64>, support: usize, weighty: bool) -> bool {
        let Some(known) = self.known else { return true };
        let step = year == known.year || year == known.year + 1 && weighty;
        let leap = year > known.year && support > 1;
        step || leap || said.is_some() && said == self.main_year()
    }

    /// The year that most of what was read is about.
    fn main_year(&self) -> Option<i64> {
        self.years.iter().max_by_key(|(_, weight)| *weight).map(|(year, _)| *year)
    }
}

/// The day that is so many days later.
fn later(mut date: Moment, days: u8) -> Moment {
    for _ in 0..days {
        let (Some(month), Some(day)) = (date.month, date.day) else { return date };
        let last = date.year.last_day(month);
        (date.day, date.month) =
            if day < last { (Some(day + 1), Some(month)) } else { (Some(1), Some(month + 1)) };
        if date.month == Some(13) {
            date.month = Some(1);
            date.year = match date.year {
                Year::Said(year) => Year::Said(year + 1),
                other => other,
            };
        }
    }
    date
}

/// A marked date, if its year is exact.
fn moment_of(part: &Part) -> Option<Moment> {
    let YearPart::Exact(year) = part.year else { return None };
    let month = match part.month {
        MonthPart::Month(month) | MonthPart::Season(month) => Some(month),
        _ => None,
    };
    let day = match part.day {
        DayPart::Day(day) => Some(day),
        _ => None,
    };
    Some(Moment { year: Year::Said(year), month, day, ..OPEN })
}

/// From the end of a year to the beginning of the next.
fn turns_year(from: Option<u8>, to: Option<u8>) -> bool {
    matches!(from, Some(11 | 12)) && matches!(to, Some(1 | 2))
}

/// The year of a date that has only one, and its last month.
fn only_year(moments: &[Moment]) -> Option<Known> {
    let last = moments.last()?;
    let Year::Said(year) = last.year else { return None };
    let one = moments.iter().all(|moment| moment.year == last.year) || last.day.is_some();
    // A half or quarter is no step in a story: December of it does not lead on to January.
    let month = last.month.filter(|_| moments.len() == 1 || last.day.is_some());
    one.then_some(Known { year, month })
}
