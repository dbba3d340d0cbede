//! Single dates: how day, month, season, year, decade and century stand together.

use std::ops::Range;

use super::reader::{Gap, Reader, Several};
use super::said::{Link, Moment, OPEN, Said, Year, dated, in_century, season_in_years};
use super::word::Kind;
use crate::lang::find::{DayBehind, Ending, Flag, Sense};

impl Reader<'_> {
    /// A date by itself.
    pub(super) fn core(&self, i: usize) -> Option<Said> {
        let word = self.words.get(i)?;
        match word.kind {
            Kind::Number(..) => self
                .numeric(i)
                .or_else(|| self.century(i))
                .or_else(|| self.decades(i))
                .or_else(|| self.day_first(i))
                .or_else(|| self.year_first(i)),
            Kind::Roman(_) => self.century(i).or_else(|| self.day_first(i)),
            Kind::Word(Sense::Number(_)) => self.century(i).or_else(|| self.day_first(i)),
            Kind::Word(Sense::Month(_)) => self.month_first(i),
            Kind::Word(Sense::Season(_)) => self.season_first(i),
            Kind::Word(Sense::Decade(_)) => self.decades(i),
            Kind::Word(Sense::Year | Sense::Years | Sense::SameYear) => self.year_first(i),
            Kind::Word(Sense::TheMonth) => self.the_month(i),
            Kind::Word(Sense::InDays(days)) => Some(self.in_days(i..i + 1, days)),
            _ => None,
        }
    }

    /// `28.04.1920`, `28.IV.1920`, `28 IV 1920`, `5/VII 1921`, `1921-07-05`
    fn numeric(&self, i: usize) -> Option<Said> {
        let words = self.words.get(i..i + 3)?;
        let number = |n: usize| match words[n].kind {
            Kind::Number(value, digits) => Some((i64::from(value), digits)),
            Kind::Roman(value) => Some((i64::from(value), 0)),
            Kind::Word(_) => None,
        };
        let (first, second, third) = (number(0)?, number(1)?, number(2)?);
        let gaps = (self.gap(i + 1), self.gap(i + 2));
        let is_joint = |gap: Gap| matches!(gap, Gap::Stop | Gap::Slash);
        let (year, month, day) = match (first.1, second.1, third.1) {
            (4, 2, 2) if gaps == (Gap::Dash, Gap::Dash) => (first.0, second.0, third.0),
            (1 | 2, 0, 4)
                if gaps.0 != Gap::Comma
                    && matches!(gaps.1, Gap::Stop | Gap::Slash | Gap::Dash | Gap::Space) =>
            {
                (third.0, second.0, first.0)
            }
            (1 | 2, 1 | 2, 4) if is_joint(gaps.0) && gaps.0 == gaps.1 => (third.0, second.0, first.0),
            _ => return None,
        };
        let fits = (1000..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let moment = Moment {
            year: Year::Said(year),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
            ..OPEN
        };
        let end = i + 3;
        let end = if self.near(end) && self.sense(end) == Sense::Year { end + 1 } else { end };
        fits.then(|| Said::new(i..end, vec![moment], Link::And))
    }

    /// `28 aprel 1920-ci il`, `27th of April, 1920`, `13 и 15 мая`, `27-го числа`
    fn day_first(&self, i: usize) -> Option<Said> {
        let days = self.days(i)?;
        let k = if self.sense(days.end) == Sense::Of { days.end + 1 } else { days.end };
        if k < self.words.len() && self.near(k) && self.sense(k) == Sense::DayWord {
            return Some(self.days_of_this_month(i..k + 1, &days));
        }
        if self.near(k) && self.sense(k) == Sense::DaysLater {
            return Some(self.in_days(i..k + 1, *days.list.last()?));
        }
        let Some(month) = self.month(k).filter(|_| self.near(k)) else {
            return self.lone_day(i, &days);
        };
        let last = self.words[days.end - 1];
        if last.is_dated() || self.in_words(days.end - 1) && last.ending != Ending::None {
            return None;
        }
        if self.words[k].capital
            && !self.language.capital_months
            && !self.words[i].capital
            && self.in_words(i)
        {
            // English in an Azerbaijani text: `on May`.
            return None;
        }
        let mut said = dated(i..k + 1, &days.list, days.link, month);
        said.sure = self.words[k].capital || !self.language.capital_months;
        if let Some(new_style) = self.new_style(k + 1) {
            (said.moments, said.words.end) = (new_style, k + 3);
        }
        Some(self.with_year_behind(said))
    }

    /// `25 октября (7 ноября)`: the second is the new style.
    fn new_style(&self, k: usize) -> Option<Vec<Moment>> {
        let day = self.words.get(k).filter(|_| self.gap(k) == Gap::Open).and_then(|_| self.day(k))?;
        let month = self.month(k + 1).filter(|_| day.1 == k + 1 && self.near(k + 1))?;
        Some(vec![Moment { month: Some(month), day: Some(day.0), ..OPEN }])
    }

    /// `on the 27th`
    fn lone_day(&self, i: usize, days: &Several<u8>) -> Option<Said> {
        let announced = self.is_announced(i, Flag::BeforeDay)
            || i > 0 && self.sense(i - 1) == Sense::Glue && self.is_announced(i - 1, Flag::BeforeDay);
        let ordinal = self.words[days.end - 1].ending == Ending::Ordinal;
        let ends = !self.near(days.end) || {
            let next = &self.words[days.end];
            !next.capital && !next.has(Flag::Counted)
        };
        (announced && ordinal && ends && matches!(self.words[i].kind, Kind::Number(..)))
            .then(|| self.days_of_this_month(i..days.end, days))
    }

    /// `ertəsi gün`, `two days later`
    fn in_days(&self, words: Range<usize>, days: u8) -> Said {
        Said::new(words, vec![Moment { in_days: Some(days), ..OPEN }], Link::And)
    }

    /// `ayın 27-də`
    fn the_month(&self, i: usize) -> Option<Said> {
        let days = self.days(i + 1).filter(|_| self.near(i + 1))?;
        let ending = self.words[days.end - 1].ending;
        (ending != Ending::None && ending != Ending::Ordinal)
            .then(|| self.days_of_this_month(i..days.end, &days))
    }

    fn days_of_this_month(&self, words: Range<usize>, days: &Several<u8>) -> Said {
        let mut said = dated(words, &days.list, days.link, 0);
        for moment in &mut said.moments {
            (moment.month, moment.this_month) = (None, true);
        }
        said
    }

    /// `aprelin 28-də`, `April 28, 1920`, `mart-aprel`, `апреле 1920 года`
    fn month_first(&self, i: usize) -> Option<Said> {
        let months = self.months(i)?;
        let month_word =
            self.near(months.end) && matches!(self.sense(months.end), Sense::MonthWord | Sense::TheMonth);
        let k = months.end + usize::from(month_word);
        let capital = self.words[i].capital || !self.language.capital_months;
        if months.list.len() == 1
            && let Some(days) = self.days_behind(i, k)
        {
            let mut said = dated(i..days.end, &days.list, days.link, months.list[0]);
            said.sure = capital;
            return Some(self.with_year_behind(said));
        }
        let moments: Vec<Moment> =
            months.list.iter().map(|month| Moment { month: Some(*month), ..OPEN }).collect();
        let mut said = Said::new(i..k, moments, months.link);
        said.sure = capital && (month_word || self.is_month_alone(i, k));
        Some(self.with_year_behind(said))
    }

    /// Whether a month without day and year is a date: `apreldə`, `в апреле`.
    fn is_month_alone(&self, i: usize, end: usize) -> bool {
        let ending = matches!(self.words[end - 1].ending, Ending::At | Ending::From | Ending::Until);
        let until = self.words[end - 1].ending == Ending::To
            && end < self.words.len()
            && self.near(end)
            && self.sense(end) == Sense::Until;
        // In Turkish a name has an apostrophe before its ending: `Ocak’ta`, but `ocakta` is a hearth.
        let is_name = !self.language.capital_months || self.text_of(i).contains(['’', '\'']);
        (ending || until) && is_name || self.is_announced(i, Flag::BeforeMonth)
    }

    fn days_behind(&self, month: usize, k: usize) -> Option<Several<u8>> {
        let glue = usize::from(self.sense(k) == Sense::Glue);
        let days = self.days(k + glue).filter(|_| self.near(k))?;
        let last = &self.words[days.end - 1];
        let has_ending = last.ending != Ending::None;
        let is_figure = matches!(last.kind, Kind::Number(..));
        let month_has = self.words[k - 1].ending == Ending::Other;
        if self.words[month].is_dated() || self.words[k - 1].is_dated() {
            return None;
        }
        let fits = match self.language.day_behind {
            DayBehind::Never => false,
            DayBehind::WithEnding => has_ending || (is_figure && month_has),
            DayBehind::Always => is_figure || has_ending,
        };
        let counted = !has_ending && self.words.get(days.end).is_some_and(|next| next.has(Flag::Counted));
        // `In May 20 April showers`: the day belongs to the month behind it.
        let other = !has_ending && self.near(days.end) && self.month(days.end).is_some();
        (fits && !counted && !other).then_some(days)
    }

    fn with_year_behind(&self, said: Said) -> Said {
        let k = said.words.end;
        let comma = self.words.get(k).is_some() && self.gap(k) == Gap::Comma;
        if k >= self.words.len() || !(comma || self.near(k)) {
            return said;
        }
        let ended = self.words[k - 1].is_dated();
        if ended && !comma {
            // `1918-ci ilin martından 1920-ci ilin …`: the year belongs to what follows.
            return said;
        }
        let k = if comma { k } else { self.skip(k, &[Sense::Of, Sense::Glue]) };
        let Some(years) = self.years(k) else { return said };
        let single = years.several.list.len() == 1;
        let bare = !years.marked;
        if (comma && bare && !self.language.year_behind_comma) || (!single && !years.several.list.is_empty())
        {
            return said;
        }
        let year = years.several.list.first().map_or(Year::Open, |year| Year::Said(*year));
        let end = years.several.end;
        said.with_year(year, end)
    }

    /// `1920-ci il aprelin 28-də`, `1918-ci ilin yazında`, `1917–1918`
    fn year_first(&self, i: usize) -> Option<Said> {
        let years = self.years(i)?;
        let k = years.several.end;
        let list = &years.several.list;
        if list.len() <= 1
            && let Some(said) = self.behind_comma(k)
        {
            let end = said.words.end;
            let mut said = said.with_year(Year::Said(*list.first()?), end);
            said.words.start = i;
            return Some(said);
        }
        if list.len() <= 1
            && (years.marked || self.language.year_first)
            && let Some(said) = self.inside_year(k)
        {
            let year = list.first().map_or(Year::Open, |year| Year::Said(*year));
            let end = said.words.end;
            let mut said = said.with_year(year, end);
            said.words.start = i;
            return Some(said);
        }
        if let Some(said) = self.season_of_years(i, &years.several) {
            return Some(said);
        }
        if list.is_empty() {
            return Some(Said::new(i..k, vec![OPEN], Link::And));
        }
        let moments = list.iter().map(|year| Moment { year: Year::Said(*year), ..OPEN }).collect();
        let mut said = Said::new(i..k, moments, years.several.link);
        said.sure = years.marked || self.is_year(i, k, said.link == Link::To && list.len() == 2);
        Some(said)
    }

    /// `1920, 15 oktyabr`, as newspapers are cited; `1918 – August 19`; `(1920-ci il, may-noyabr)`.
    fn behind_comma(&self, k: usize) -> Option<Said> {
        let word = self.words.get(k).filter(|_| matches!(self.gap(k), Gap::Comma | Gap::Dash))?;
        let said = match word.kind {
            Kind::Number(..) => self.day_first(k).filter(Said::has_day),
            Kind::Word(Sense::Month(_)) => self.month_first(k),
            _ => None,
        }?;
        let bare = matches!(self.words[k - 1].kind, Kind::Number(..)) && said.has_day();
        let closed = self.text[self.words[said.words.end - 1].end..].starts_with(')');
        let of_month = said.moments.iter().all(|moment| moment.month.is_some());
        ((bare || closed) && of_month && !said.has_year()).then_some(said)
    }

    /// The day, month or season that follows a year and has no year of its own.
    fn inside_year(&self, k: usize) -> Option<Said> {
        if k >= self.words.len() || !self.near(k) || self.begins_sentence(k) {
            return None;
        }
        let said = match self.sense(k) {
            Sense::Month(_) => self.month_first(k),
            Sense::Season(_) => self.seasons(k).map(|seasons| season_said(k, &seasons)),
            Sense::Nothing | Sense::Number(_) => {
                self.day_first(k).filter(|said| said.moments[0].month.is_some())
            }
            _ => None,
        }?;
        let month_alone =
            said.moments[0].day.is_none() && self.words[said.words.end - 1].ending == Ending::None;
        let bare_year = !matches!(self.sense(k - 1), Sense::Year | Sense::SameYear);
        let fits = !(bare_year && month_alone && self.language.capital_months && !self.words[k].capital);
        (!said.has_year() && fits).then_some(said)
    }

    /// After a stop and a capital letter a new sentence begins: `в 1920 г. Май был`.
    fn begins_sentence(&self, k: usize) -> bool {
        self.text[..self.words[k - 1].end].ends_with('.')
            && self.words[k].capital
            && !self.language.capital_months
    }

    fn season_of_years(&self, i: usize, years: &Several<i64>) -> Option<Said> {
        let &[first, second] = years.list.as_slice() else { return None };
        let seasons = self.seasons(years.end).filter(|_| self.near(years.end))?;
        Some(season_in_years(i..seasons.end, seasons.list[0], first, second, years.link))
    }

    /// `Весной 1920 года`, `spring of 1920`, `winter of 1919–20`
    fn season_first(&self, i: usize) -> Option<Said> {
        let seasons = self.seasons(i)?;
        let k = self.skip(seasons.end, &[Sense::Of, Sense::Glue]);
        let years = self.years(k).filter(|_| self.near(seasons.end))?;
        let end = years.several.end;
        match years.several.list.as_slice() {
            [] => Some(season_said(i, &seasons).with_year(Year::Open, end)),
            [year] => Some(season_said(i, &seasons).with_year(Year::Said(*year), end)),
            [first, second] => {
                Some(season_in_years(i..end, seasons.list[0], *first, *second, years.several.link))
            }
            _ => None,
        }
    }

    /// `XIX əsrin`, `nineteenth century`, `XX əsrin 20-30-cu illərində`
    fn century(&self, i: usize) -> Option<Said> {
        let number = |i: usize| -> Option<(i64, usize)> {
            let (number, end) = match self.words.get(i)?.kind {
                Kind::Number(number, 1 | 2) => (u8::try_from(number).ok()?, i + 1),
                Kind::Roman(number) => (number, i + 1),
                _ => self.number_in_words(i)?,
            };
            (1..=21).contains(&number).then_some((i64::from(number), end))
        };
        let centuries = self.several(i, number, |first, second| second > first)?;
        let k = centuries.end;
        let near = k < self.words.len()
            && (self.near(k) || matches!(self.gap(k), Gap::Dash | Gap::Stop))
            && self.sense(k) == Sense::Century;
        if !near {
            return None;
        }
        if let [century] = centuries.list.as_slice()
            && self.near(k + 1)
            && let Some(mut decades) = self.decades(k + 1)
        {
            in_century(&mut decades, (century - 1) * 100);
            decades.words.start = i;
            return Some(decades);
        }
        let moment = |century: &i64| Moment { year: Year::Century((century - 1) * 100), ..OPEN };
        Some(Said::new(i..k + 1, centuries.list.iter().map(moment).collect(), centuries.link))
    }

    /// `1920s and 1930s`, `20-30-cu illər`, `twenties`, `20–30-е годы XX века`
    fn decades(&self, i: usize) -> Option<Said> {
        let decade = |i: usize| -> Option<(i64, usize)> {
            match self.words.get(i)?.kind {
                Kind::Number(number @ (10..=90 | 1100..=2090), _) if number % 10 == 0 => {
                    Some((number.into(), i + 1))
                }
                Kind::Word(Sense::Decade(number)) => Some((number.into(), i + 1)),
                _ => None,
            }
        };
        let mut decades = self.several(i, decade, |_, _| true)?;
        let last = &self.words[decades.end - 1];
        let is_word = matches!(last.sense(), Sense::Decade(_));
        let plural = decades.end < self.words.len()
            && (self.near(decades.end) || self.gap(decades.end) == Gap::Dash)
            && self.sense(decades.end) == Sense::Years;
        // `в 20-х числах марта`
        let days = self.sense(decades.end) == Sense::DayWord;
        let is_decade = (last.ending == Ending::Decade || is_word) && !days;
        let two_years = decades.list.len() > 1 && decades.list.iter().all(|decade| *decade > 99);
        if !(is_decade || plural && last.ending == Ending::Ordinal && !two_years) {
            return None;
        }
        if let [first, second] = decades.list.as_mut_slice()
            && *first > 99
            && *second < 100
        {
            *second += *first / 100 * 100;
        }
        let end = decades.end + usize::from(plural);
        let moment = |decade: &i64| match *decade {
            0..=99 => Moment { year: Year::ShortDecade(*decade), ..OPEN },
            _ => Moment { year: Year::Decade(*decade), ..OPEN },
        };
        let mut said = Said::new(i..end, decades.list.iter().map(moment).collect(), decades.link);
        if self.near(end)
            && let Some(century) = self.century(end)
            && let [Moment { year: Year::Century(first), .. }] = century.moments[..]
        {
            in_century(&mut said, first);
            said.words.end = century.words.end;
        }
        Some(said)
    }

    /// Whether a bare number of four digits is a year.
    fn is_year(&self, i: usize, end: usize, is_span: bool) -> bool {
        let before = i.checked_sub(1).map(|k| &self.words[k]);
        let behind = self.words.get(end);
        let Kind::Number(1000..=2100, 4) = self.words[i].kind else { return false };
        let left = &self.text[..self.words[i].start];
        let right = &self.text[self.words[end - 1].end..];
        if is_span && left.ends_with('(') && right.starts_with(')') {
            return true;
        }
        if behind.is_some_and(|word| self.near(end) && word.has(Flag::Counted)) {
            return false;
        }
        let blank = i == 0 || self.near(i);
        let noun_behind = self.language.capital_nouns && self.near(end) && self.words[end].capital;
        if blank && !noun_behind && before.is_some_and(|word| word.has(Flag::BeforeYear)) {
            return true;
        }
        if is_span && blank && self.near(end) && behind.is_some_and(|word| word.capital) {
            // `1877-78 Osmanlı-Rus Savaşı`
            return true;
        }
        if self.is_heading || i == 0 && right.trim().is_empty() {
            return blank || !left.trim_end().ends_with(',');
        }
        let blank_behind = behind.is_some() && self.near(end);
        if self.language.capital_nouns {
            return self.is_year_among_nouns(i, end);
        }
        (blank || left.trim_end().ends_with(['.', ',', ';']))
            && blank_behind
            && behind.is_some_and(|word| word.has(Flag::AfterYear))
    }

    /// In German what is counted has a capital letter: `1920 Menschen`, but `1920 kam`.
    fn is_year_among_nouns(&self, i: usize, end: usize) -> bool {
        let left = self.text[..self.words[i].start].trim_end();
        if !(left.is_empty() || left.ends_with(|c: char| c.is_alphabetic() || c == '.')) {
            return false;
        }
        match self.words.get(end).filter(|_| self.near(end)) {
            Some(behind) => !behind.capital,
            None => {
                let right = &self.text[self.words[end - 1].end..];
                self.near(i) && right.starts_with(['.', ',']) && !self.words[i - 1].capital
            }
        }
    }
}

fn season_said(i: usize, seasons: &Several<u8>) -> Said {
    let moments = seasons.list.iter().map(|season| Moment { month: Some(*season), ..OPEN }).collect();
    let link = if seasons.list.len() > 1 { Link::To } else { Link::And };
    Said::new(i..seasons.end, moments, link)
}
