//! A date as its words have it, before its year is looked for.

use std::ops::Range;

use super::Part;
use crate::lang::find::Ending;

/// A date as its words have it, before its year is looked for.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Its words: the first, and the one behind the last.
    pub(super) words: Range<usize>,
    pub(super) moments: Vec<Moment>,
    pub(super) link: Link,
    pub(super) about: bool,
    pub(super) part: Option<Part>,
    /// Whether the words themselves say that it is a date; a bare year or month does not.
    pub(super) sure: bool,
    /// The year of the second of two dates, where this is the first.
    pub(super) lent: Option<i64>,
    /// The ending of its last word.
    pub(super) ending: Ending,
}

/// One day, month, season, year, decade or century.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: Year,
    /// 1 to 12, or a season.
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// So many days after the day that was named last.
    pub(super) in_days: Option<u8>,
    /// Whether its month is the one that is spoken of: `ayın 27-də`.
    pub(super) this_month: bool,
}

/// What is said of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Nothing.
    Open,
    /// The year itself.
    Said(i64),
    /// Ten years by the first of them.
    Decade(i64),
    /// Ten years of an unknown century: 20 for "the twenties".
    ShortDecade(i64),
    /// A hundred years by the first of them: 1900 for the twentieth century.
    Century(i64),
}

/// How several moments make a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    And,
    Or,
    To,
}

pub(super) const OPEN: Moment =
    Moment { year: Year::Open, month: None, day: None, in_days: None, this_month: false };

impl Year {
    /// The last day of a month of it.
    pub(super) fn last_day(self, month: u8) -> u8 {
        let leap = match self {
            Year::Said(year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0),
            _ => true,
        };
        match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl Said {
    pub(super) fn new(words: Range<usize>, moments: Vec<Moment>, link: Link) -> Said {
        let (about, part, sure, lent, ending) = (false, None, true, None, Ending::None);
        Said { words, moments, link, about, part, sure, lent, ending }
    }

    /// True if a year, decade or century is said.
    pub(super) fn has_year(&self) -> bool {
        self.moments.iter().all(|moment| moment.year != Year::Open)
    }

    pub(super) fn with_year(mut self, year: Year, end: usize) -> Said {
        self.moments.iter_mut().for_each(|moment| moment.year = year);
        self.words.end = end;
        self.sure = true;
        self
    }

    pub(super) fn has_day(&self) -> bool {
        self.moments.iter().all(|moment| moment.day.is_some())
    }
}

pub(super) fn dated(words: Range<usize>, days: &[u8], link: Link, month: u8) -> Said {
    let moment = |day: &u8| Moment { month: Some(month), day: Some(*day), ..OPEN };
    Said::new(words, days.iter().map(moment).collect(), link)
}

/// The winter of two years is one; other seasons are two.
pub(super) fn season_in_years(words: Range<usize>, season: u8, first: i64, second: i64, link: Link) -> Said {
    let moment = |year: i64| Moment { year: Year::Said(year), month: Some(season), ..OPEN };
    let one = season == 24 && second == first + 1;
    let moments = if one { vec![moment(first)] } else { vec![moment(first), moment(second)] };
    Said::new(words, moments, link)
}

/// Two dates as one span, where they are of one kind; one year serves both.
pub(super) fn joined(first: &Said, second: &Said) -> Option<Said> {
    let (from, to) = (first.moments.first()?, second.moments.last()?);
    let (mut from, mut to) = (*from, *to);
    if from.day.is_some() != to.day.is_some() && from.month.is_some() != to.month.is_some() {
        return None;
    }
    match (from.year, to.year) {
        (Year::Open, Year::Said(year)) => {
            let before = from.month > to.month;
            from.year = Year::Said(year - i64::from(before));
        }
        (Year::Said(year), Year::Open) if to.month.is_some() => {
            let behind = to.month < from.month;
            to.year = Year::Said(year + i64::from(behind));
        }
        (Year::Said(from), Year::Said(to)) if from > to => return None,
        _ => {}
    }
    let words = first.words.start..second.words.end;
    let mut both = Said::new(words, vec![from, to], Link::To);
    both.about = first.about || second.about;
    both.sure = first.sure || second.sure;
    both.ending = second.ending;
    Some(both)
}

pub(super) fn with_part(said: Said, part: Part) -> Option<Said> {
    let fits = !said.has_day() && said.moments.len() == 1;
    let exact = matches!(said.moments[0].year, Year::Said(_) | Year::Open);
    fits.then_some(Said { part: Some(part), about: exact, sure: true, ..said })
}

pub(super) fn about(said: Said) -> Said {
    Said { about: true, part: Some(Part::About), sure: true, ..said }
}

/// The night that ends with a day: from the day before.
pub(super) fn night_to(mut said: Said) -> Said {
    if let [day] = said.moments[..]
        && let Some(number @ 2..) = day.day
    {
        said.moments.insert(0, Moment { day: Some(number - 1), ..day });
        said.link = Link::To;
    }
    said
}

/// A half (1, 2) or quarter (11 to 14) of a year, the half of a month, decade or century.
pub(super) fn fraction_of(mut said: Said, number: u8) -> Option<Said> {
    let [whole] = said.moments[..] else { return None };
    let second = i64::from(number == 2);
    let (first, last) = match (whole.year, whole.month, whole.day) {
        (Year::Decade(decade), None, None) if number < 10 => {
            let year = |year: i64| Moment { year: Year::Said(year), ..whole };
            (year(decade + 5 * second), year(decade + 4 + 5 * second))
        }
        (Year::Century(century), None, None) if number < 10 => {
            let year = |year: i64| Moment { year: Year::Said(year), ..whole };
            (year(century + 1 + 50 * second), year(century + 50 + 50 * second))
        }
        (_, None, None) => {
            let (from, length) = if number > 10 { ((number - 11) * 3, 3) } else { ((number - 1) * 6, 6) };
            let month = |month: u8| Moment { month: Some(month), ..whole };
            (month(from + 1), month(from + length))
        }
        (_, Some(1..=12), None) if number < 10 => {
            let day = |day: u8| Moment { day: Some(day), ..whole };
            // 0 stands for the last day of the month, which the year decides.
            if number == 1 { (day(1), day(15)) } else { (day(16), day(0)) }
        }
        _ => return None,
    };
    (said.moments, said.link, said.sure) = (vec![first, last], Link::To, true);
    Some(said)
}

pub(super) fn in_century(said: &mut Said, century: i64) {
    for moment in &mut said.moments {
        if let Year::ShortDecade(decade) = moment.year {
            moment.year = Year::Decade(century + decade);
        }
    }
}
