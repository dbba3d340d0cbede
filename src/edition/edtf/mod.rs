//! Dates as scholars know them (EDTF), and the days they can mean.
//!
//! Supported: EDTF (ISO 8601-2:2019) level 1, and in addition the following features of level 2: sets,
//! qualifiers of single components, unspecified digits anywhere (`XXXX-04-27`), and the parts of a year
//! 33–41 (quarters, thirds, halves). Everything is proleptic Gregorian; see [`gregorian_to_julian`].

mod fault;
mod julian;

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use edtf_core as core;

pub use julian::{gregorian_to_julian, julian_to_gregorian};

/// A date, a span of time or a set of dates, as an editor wrote it in EDTF.
///
/// Cloning is cheap. The order is that of a chronology: by the earliest day, then the latest, then the
/// text; an open or unknown beginning comes first, an open end last, and what has neither (a day of an
/// unknown year) after everything else.
#[derive(Clone)]
pub struct Edtf(Arc<Inner>);

struct Inner {
    text: String,
    shape: Shape,
    earliest: Option<Day>,
    latest: Option<Day>,
}

/// A calendar day. Years are astronomical: 0 is 1 BC, -43 is 44 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Astronomical year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// What is wrong with a date, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    /// The bytes of the input that are at fault; empty at the end of the input where something is missing.
    pub at: Range<usize>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to write instead; a suggestion in it is always valid EDTF.
    pub help: Option<String>,
}

/// How finely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day, or one day and time.
    Day,
    /// A month, also with an unspecified day (`1920-04-XX`).
    Month,
    /// A season or another part of a year.
    Season,
    /// A year, also with an unspecified month (`1920-XX`).
    Year,
    /// `192X`, also with a month or day.
    Decade,
    /// `19XX` and everything coarser.
    Century,
    /// `1918/1920`, open and unknown ends included.
    Interval,
    /// `[…]` or `{…}`.
    Set,
    /// The year is unspecified: `XXXX-04-27`.
    OpenYear,
}

/// The structure of a date, for those who put it into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One date.
    One(Part),
    /// An interval; both ends belong to it.
    Span(End, End),
    /// One of these, and it is not known which: `[…]`.
    OneOf(Vec<Member>),
    /// All of these: `{…}`.
    AllOf(Vec<Member>),
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A date.
    Date(Part),
    /// `..`: there is no limit.
    Open,
    /// Nothing written: there is one, and it is not known.
    Unknown,
}

/// One member of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    /// `1920`
    Date(Part),
    /// `..1920`: this or any earlier date.
    OrEarlier(Part),
    /// `1920..`: this or any later date.
    OrLater(Part),
    /// `1918..1920`: every date from the one to the other.
    Range(Part, Part),
}

/// One date in its components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The year.
    pub year: YearPart,
    /// The month, season or nothing.
    pub month: MonthPart,
    /// The day of the month or nothing.
    pub day: DayPart,
    /// Doubts about year, month and day. A component that is absent has none.
    pub doubts: [Doubt; 3],
    /// The first and last day it can mean; `None` for an unspecified year and for years beyond reckoning.
    pub days: Option<(Day, Day)>,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearPart {
    /// Astronomical year: 0 is 1 BC.
    Exact(i64),
    /// A decade by its first year: `192X` is 1920.
    Decade(i64),
    /// A century by its first year: `19XX` is 1900.
    Century(i64),
    /// Other unspecified digits, by the first and last year that fit.
    Between(i64, i64),
    /// `XXXX`.
    Open,
}

/// The month of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthPart {
    /// A year only.
    Absent,
    /// 1 to 12.
    Month(u8),
    /// 21 to 24 spring to winter, 33 to 36 quarters, 37 to 39 thirds, 40 and 41 halves of the year.
    Season(u8),
    /// `XX`.
    Unknown,
    /// One digit unspecified: the first and last month that fit.
    Between(u8, u8),
}

/// The day of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// No day.
    Absent,
    /// 1 to 31.
    Day(u8),
    /// `XX`.
    Unknown,
    /// One digit unspecified: the first and last day that fit.
    Between(u8, u8),
}

/// What an editor doubts about a date or a component of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doubt {
    /// `?`: the source may be wrong.
    pub uncertain: bool,
    /// `~`: an estimate.
    pub approximate: bool,
}

impl Edtf {
    /// Reads a date.
    ///
    /// The text is kept as written. Forms of the EDTF draft of 2012 and usual written dates are refused
    /// with a help that says what to write.
    pub fn parse(text: &str) -> Result<Edtf, EdtfError> {
        let parsed = core::Edtf::parse(text).map_err(|error| fault::explain(text, &error))?;
        if let Some(error) = fault::unsupported(text) {
            return Err(error);
        }
        let bounds = parsed.bounds();
        let shape = shape_of(&parsed);
        let (earliest, latest) = if shape.is_open_year() {
            (None, None)
        } else {
            (day_of_bound(bounds.earliest), day_of_bound(bounds.latest))
        };
        Ok(Edtf::new(text.to_owned(), shape, earliest, latest))
    }

    fn new(text: String, shape: Shape, earliest: Option<Day>, latest: Option<Day>) -> Edtf {
        Edtf(Arc::new(Inner { text, shape, earliest, latest }))
    }

    /// The date as it was written.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The structure of the date.
    pub fn shape(&self) -> &Shape {
        &self.0.shape
    }

    /// The first and the last day this date can mean, both included; `None` where an end is open or
    /// unknown, and for both where the year is.
    ///
    /// `~` and `?` speak of our knowledge and do not widen the days. Winter is December to February of
    /// the next year, as ISO 8601-2 has the seasons begin with spring.
    pub fn bounds(&self) -> (Option<Day>, Option<Day>) {
        (self.0.earliest, self.0.latest)
    }

    /// True for one day that is fully known and not doubted.
    pub fn is_exact_day(&self) -> bool {
        match &self.0.shape {
            Shape::One(part) => part.as_day().is_some() && !part.doubt().any(),
            _ => false,
        }
    }

    /// ISO 8601, for schema.org: an exact year, month or day, or an interval of such. `None` for all else.
    pub fn iso(&self) -> Option<String> {
        match &self.0.shape {
            Shape::One(part) => part.iso(),
            Shape::Span(End::Date(from), End::Date(to)) => Some(format!("{}/{}", from.iso()?, to.iso()?)),
            _ => None,
        }
    }

    /// The value of the `datetime` attribute of HTML's `time`: an exact year, month or day after Christ.
    /// HTML knows no intervals.
    pub fn html_datetime(&self) -> Option<String> {
        match &self.0.shape {
            Shape::One(part) if matches!(part.year, YearPart::Exact(1..=9999)) => part.iso(),
            _ => None,
        }
    }

    /// How finely the date is known.
    pub fn precision(&self) -> Precision {
        match &self.0.shape {
            Shape::One(part) => part.precision(),
            Shape::Span(..) => Precision::Interval,
            Shape::OneOf(_) | Shape::AllOf(_) => Precision::Set,
        }
    }

    /// True if anything in the date is marked `?` or `%`.
    pub fn is_uncertain(&self) -> bool {
        self.parts().iter().any(|part| part.doubt().uncertain)
    }

    /// True if anything in the date is marked `~` or `%`.
    pub fn is_approximate(&self) -> bool {
        self.parts().iter().any(|part| part.doubt().approximate)
    }

    /// The year and month in which all of the date surely falls, if it does: for charts.
    ///
    /// A doubted year or month is not sure; a doubted day does not matter (`1920-04-~28`).
    pub fn month(&self) -> Option<(i64, u8)> {
        let (first, last) = (self.0.earliest?, self.0.latest?);
        let sure = self.parts().iter().all(|part| !part.doubts[0].any() && !part.doubts[1].any());
        (sure && (first.year, first.month) == (last.year, last.month)).then_some((first.year, first.month))
    }

    /// The year in which all of the date surely falls, if it does.
    pub fn year(&self) -> Option<i64> {
        let (first, last) = (self.0.earliest?, self.0.latest?);
        let sure = self.parts().iter().all(|part| !part.doubts[0].any());
        (sure && first.year == last.year).then_some(first.year)
    }

    fn parts(&self) -> Vec<&Part> {
        self.0.shape.parts()
    }

    fn rank(&self) -> (bool, Option<Day>, bool, Option<Day>, &str) {
        let Inner { text, earliest, latest, .. } = &*self.0;
        (earliest.is_none() && latest.is_none(), *earliest, latest.is_none(), *latest, text)
    }
}

impl PartialEq for Edtf {
    fn eq(&self, other: &Edtf) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Edtf {}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Edtf) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Edtf) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl fmt::Debug for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Edtf({})", self.0.text)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}-{:02}", year_text(self.year), self.month, self.day)
    }
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}: {}", self.at.start, self.at.end, self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "; {help}"))
    }
}

impl std::error::Error for EdtfError {}

impl Doubt {
    /// True if there is any.
    pub fn any(self) -> bool {
        self.uncertain || self.approximate
    }

    fn with(self, other: Doubt) -> Doubt {
        Doubt {
            uncertain: self.uncertain || other.uncertain,
            approximate: self.approximate || other.approximate,
        }
    }
}

impl Shape {
    /// All dates in it, in written order.
    pub fn parts(&self) -> Vec<&Part> {
        match self {
            Shape::One(part) => vec![part],
            Shape::Span(from, to) => [from, to].into_iter().filter_map(End::part).collect(),
            Shape::OneOf(members) | Shape::AllOf(members) => {
                members.iter().flat_map(|member| member.parts()).collect()
            }
        }
    }

    fn is_open_year(&self) -> bool {
        self.parts().iter().any(|part| part.year == YearPart::Open)
    }
}

impl End {
    fn part(&self) -> Option<&Part> {
        match self {
            End::Date(part) => Some(part),
            End::Open | End::Unknown => None,
        }
    }
}

impl Member {
    fn parts(&self) -> Vec<&Part> {
        match self {
            Member::Date(part) | Member::OrEarlier(part) | Member::OrLater(part) => vec![part],
            Member::Range(from, to) => vec![from, to],
        }
    }
}

impl Part {
    /// All its doubts together.
    pub fn doubt(&self) -> Doubt {
        self.doubts.iter().fold(Doubt::default(), |all, doubt| all.with(*doubt))
    }

    /// The doubt that all components share, or `None` where they differ.
    pub fn shared_doubt(&self) -> Option<Doubt> {
        let present = [true, self.month != MonthPart::Absent, self.day != DayPart::Absent];
        let all = self.doubt();
        present.iter().zip(&self.doubts).all(|(present, doubt)| !present || *doubt == all).then_some(all)
    }

    /// The day, where year, month and day are specified.
    pub fn as_day(&self) -> Option<Day> {
        match (self.year, self.month, self.day) {
            (YearPart::Exact(year), MonthPart::Month(month), DayPart::Day(day)) => {
                Some(Day { year, month, day })
            }
            _ => None,
        }
    }

    fn precision(&self) -> Precision {
        match (self.year, self.month, self.day) {
            (YearPart::Open, ..) => Precision::OpenYear,
            (YearPart::Decade(_), ..) => Precision::Decade,
            (YearPart::Century(_) | YearPart::Between(..), ..) => Precision::Century,
            (_, MonthPart::Season(_), _) => Precision::Season,
            (_, MonthPart::Month(_), DayPart::Day(_)) => Precision::Day,
            (_, MonthPart::Month(_), _) => Precision::Month,
            _ => Precision::Year,
        }
    }

    fn iso(&self) -> Option<String> {
        if self.doubt().any() {
            return None;
        }
        let YearPart::Exact(year) = self.year else { return None };
        if !(-9999..=9999).contains(&year) {
            return None;
        }
        match (self.month, self.day) {
            (MonthPart::Absent, _) => Some(year_text(year)),
            (MonthPart::Month(month), DayPart::Absent) => Some(format!("{}-{month:02}", year_text(year))),
            _ => self.as_day().map(|day| day.to_string()),
        }
    }
}

/// A year in four digits, with a minus before the year 0.
fn year_text(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

fn day_of_bound(bound: core::Bound) -> Option<Day> {
    match bound {
        core::Bound::Date(date) => Some(Day { year: date.year, month: date.month, day: date.day }),
        _ => None,
    }
}

fn days_of(date: &core::Date) -> Option<(Day, Day)> {
    let bounds = core::Edtf::Date(*date).bounds();
    Some((day_of_bound(bounds.earliest)?, day_of_bound(bounds.latest)?))
}

fn shape_of(parsed: &core::Edtf) -> Shape {
    match parsed {
        core::Edtf::Date(date) => Shape::One(part_of(date)),
        core::Edtf::DateTime(time) => Shape::One(part_of(&time.date)),
        core::Edtf::Interval(interval) => Shape::Span(end_of(&interval.start), end_of(&interval.end)),
        core::Edtf::Set(set) => {
            let members = set.elements.iter().map(member_of).collect();
            match set.kind {
                core::SetKind::OneMember => Shape::OneOf(members),
                core::SetKind::AllMembers => Shape::AllOf(members),
            }
        }
    }
}

fn end_of(end: &core::IntervalEndpoint) -> End {
    match end {
        core::IntervalEndpoint::Open => End::Open,
        core::IntervalEndpoint::Unknown => End::Unknown,
        core::IntervalEndpoint::Date(date)
        | core::IntervalEndpoint::OnOrBefore(date)
        | core::IntervalEndpoint::OnOrAfter(date) => End::Date(part_of(date)),
    }
}

fn member_of(element: &core::SetElement) -> Member {
    match element {
        core::SetElement::Date(date) => Member::Date(part_of(date)),
        core::SetElement::OnOrBefore(date) => Member::OrEarlier(part_of(date)),
        core::SetElement::OnOrAfter(date) => Member::OrLater(part_of(date)),
        core::SetElement::Range(from, to) => Member::Range(part_of(from), part_of(to)),
    }
}

fn part_of(date: &core::Date) -> Part {
    let doubt = |qualifier: core::Qualifier| Doubt {
        uncertain: qualifier.uncertain,
        approximate: qualifier.approximate,
    };
    let doubt_of = |field: Option<core::DateField>| field.map_or(Doubt::default(), |f| doubt(f.qualifier));
    Part {
        year: year_of(&date.year),
        month: month_of(date.month),
        day: match date.day.map(|field| (field.value(), field.digits)) {
            None => DayPart::Absent,
            Some((Some(day), _)) => DayPart::Day(day),
            Some((None, [None, None])) => DayPart::Unknown,
            Some((None, digits)) => {
                let (first, last) = fitting(digits, 31);
                DayPart::Between(first, last)
            }
        },
        doubts: [doubt(date.year.qualifier), doubt_of(date.month), doubt_of(date.day)],
        days: days_of(date),
    }
}

fn year_of(year: &core::Year) -> YearPart {
    if let Some(value) = year.value() {
        return YearPart::Exact(value);
    }
    let core::YearKind::Standard { digits, .. } = year.kind else { return YearPart::Open };
    let filled = |fill: u8| digits.iter().fold(0, |sum, d| sum * 10 + i64::from(d.unwrap_or(fill)));
    match digits {
        [None, None, None, None] => YearPart::Open,
        [Some(_), Some(_), Some(_), None] => YearPart::Decade(filled(0)),
        [Some(_), Some(_), None, None] => YearPart::Century(filled(0)),
        _ => YearPart::Between(filled(0), filled(9)),
    }
}

fn month_of(field: Option<core::DateField>) -> MonthPart {
    let Some(field) = field else { return MonthPart::Absent };
    match (field.value(), field.digits) {
        (Some(month), _) if month <= 12 => MonthPart::Month(month),
        (Some(season), _) => MonthPart::Season(season),
        (None, [None, None]) => MonthPart::Unknown,
        (None, digits) => {
            let (first, last) = fitting(digits, 12);
            MonthPart::Between(first, last)
        }
    }
}

/// The first and last number from 1 to `limit` that has these two digits. The parser has seen that there
/// is one.
fn fitting(digits: [Option<u8>; 2], limit: u8) -> (u8, u8) {
    let fits =
        |n: &u8| digits[0].is_none_or(|tens| tens == n / 10) && digits[1].is_none_or(|ones| ones == n % 10);
    ((1..=limit).find(fits).unwrap_or(1), (1..=limit).rev().find(fits).unwrap_or(limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn day(day: Option<Day>) -> String {
        day.map_or("?".to_owned(), |day| day.to_string())
    }

    #[test]
    fn a_date_spans_the_days_it_can_mean() {
        let check = |text: &str, expected: &str| {
            let (first, last) = edtf(text).bounds();
            assert_eq!(format!("{} .. {}", day(first), day(last)), expected, "{text}");
        };
        check("1920-04-28", "1920-04-28 .. 1920-04-28");
        check("1920-04-28T10:00:00Z", "1920-04-28 .. 1920-04-28");
        check("1820-02~", "1820-02-01 .. 1820-02-29");
        check("1920?", "1920-01-01 .. 1920-12-31");
        check("181X", "1810-01-01 .. 1819-12-31");
        check("19XX", "1900-01-01 .. 1999-12-31");
        check("1XX3", "1003-01-01 .. 1993-12-31");
        check("192X-04-28", "1920-04-28 .. 1929-04-28");
        check("1920-04-XX", "1920-04-01 .. 1920-04-30");
        check("1920-XX", "1920-01-01 .. 1920-12-31");
        check("1920-21", "1920-03-01 .. 1920-05-31");
        check("1920-24", "1920-12-01 .. 1921-02-28");
        check("1920-40", "1920-01-01 .. 1920-06-30");
        check("1918-05-28/1920-04-28", "1918-05-28 .. 1920-04-28");
        check("../1920-04-28", "? .. 1920-04-28");
        check("/1920-04", "? .. 1920-04-30");
        check("1918/..", "1918-01-01 .. ?");
        check("1918/", "1918-01-01 .. ?");
        check("[1920-05-17,1920-05-18]", "1920-05-17 .. 1920-05-18");
        check("{1920-06-07,1920-06-04}", "1920-06-04 .. 1920-06-07");
        check("[..1920-04]", "? .. 1920-04-30");
        check("[1920..]", "1920-01-01 .. ?");
        check("XXXX-04-27", "? .. ?");
        check("XXXX", "? .. ?");
        check("-0043-03-15", "-0043-03-15 .. -0043-03-15");
        check("0000", "0000-01-01 .. 0000-12-31");
        check("Y17000", "17000-01-01 .. 17000-12-31");
    }

    #[test]
    fn a_fault_has_a_place_and_a_way_out() {
        let check = |text: &str, expected: &str| {
            let error = Edtf::parse(text).expect_err(text);
            assert_eq!(error.to_string(), expected, "{text}");
        };
        check("1818-02-30", "8..10: no such day in this month");
        check("1818-?02-?31", "10..12: no such day in this month");
        check("1900-02-29", "8..10: no such day in this month");
        check("1918/1920-13", "10..12: there is no such month");
        check("1920-4-28", "5..6: a month has two digits (`04`); write `1920-04-28`");
        check("1920-04-8", "8..9: a day has two digits (`07`); write `1920-04-08`");
        check("920", "0..3: a year has four digits (`0850`, `1920`, `192X`)");
        check("28.04.1920", "0..2: a year has four digits (`0850`, `1920`, `192X`); write `1920-04-28`");
        check("28/4/1920", "4..5: an interval has one `/`; write `1920-04-28`");
        check("1918-1920", "5..9: a `-` is missing after the month; write `1918/1920`");
        check("1918-19", "5..7: there is no such month; write `1918/1919`");
        check(
            "1918–1920",
            "4..7: this is no EDTF date: such a character has no place in one; write `1918/1920`",
        );
        check(
            "1920-04-27/28",
            "11..13: a year has four digits (`0850`, `1920`, `192X`); write `1920-04-27/1920-04-28`",
        );
        check("c. 1920", "2..3: no space stands within a date; write `1920~`");
        check("1920s", "0..5: a `-` is missing after the year; write `192X`");
        check("aprel", "0..5: a year has four digits (`0850`, `1920`, `192X`)");
        check("", "0..0: there is no date");
        check("1920-", "5..5: a month has two digits (`04`)");
        check("[1918,1920", "6..10: the bracket of the set is not closed");
        check("1922/1920", "5..9: the interval ends before it begins");
        check("../..", "0..1: an interval needs a date at one end at least");
    }

    #[test]
    fn the_forms_of_2012_are_known() {
        let check = |text: &str, at: Range<usize>, help: &str| {
            let error = Edtf::parse(text).expect_err(text);
            assert_eq!((error.at, error.help.as_deref()), (at, Some(help)), "{text}: {}", error.message);
            assert!(error.message.contains("form of 2012"), "{text}: {}", error.message);
        };
        check("192u", 3..4, "write `192X`");
        check("19uu", 2..3, "write `19XX`");
        check("1920-uu", 5..6, "write `1920-XX`");
        check("192x", 3..4, "write `192X`");
        check("1920?~", 4..6, "write `1920%`");
        check("1920~?", 4..6, "write `1920%`");
        check("unknown/1920", 0..7, "write `/1920`");
        check("1920/unknown", 5..12, "write `1920/`");
        check("1918/open", 5..9, "write `1918/..`");
        check("unknown", 0..7, "leave the date out");
        check("y17000", 0..1, "write `Y17000`");
        check("2011-(06-04)~", 5..6, "write `2011-~06-~04`");
    }

    #[test]
    fn a_fault_stands_within_its_text_and_a_suggestion_is_valid() {
        const PIECES: [&str; 24] = [
            "1920", "-", "04", "31", "/", "..", "[", "]", "{", ",", "?", "~", "X", "u", "ə", "–", " ", "S2",
            "E", "Y", "T", "unknown", "(", ")",
        ];
        let check = |text: &str| {
            let Err(error) = Edtf::parse(text) else { return };
            assert!(text.get(error.at.clone()).is_some(), "{text}: {error}");
            let written = error.help.as_deref().and_then(|help| help.split('`').nth(1));
            assert!(written.is_none_or(|written| Edtf::parse(written).is_ok()), "{text}: {error}");
        };
        for a in PIECES {
            for b in PIECES {
                for c in PIECES {
                    check(&format!("{a}{b}{c}"));
                    check(&format!("1920-04-{a}{b}{c}"));
                }
            }
        }
    }

    #[test]
    fn what_is_not_supported_says_what_to_write() {
        let check = |text: &str, at: Range<usize>, help: &str| {
            let error = Edtf::parse(text).expect_err(text);
            assert_eq!((error.at, error.help.as_deref()), (at, Some(help)), "{text}: {}", error.message);
        };
        check("1950S2", 4..6, "write `1950~`, or `X` for the unknown digits");
        check("Y17E7", 3..5, "write the year in full");
        check("..1918/1920", 0..2, "write `1918/1920`");
        check("1918/1920..", 9..11, "write `1918/1920`");
        check("2001-29", 5..7, "write `2001-21`");
        check("[1920,2001-30?]", 11..13, "write `2001-22`");
    }

    #[test]
    fn precision_is_what_is_known() {
        let check = |text: &str, expected: Precision| assert_eq!(edtf(text).precision(), expected, "{text}");
        check("1920-04-28?", Precision::Day);
        check("1920-04", Precision::Month);
        check("1920-04-XX", Precision::Month);
        check("1920-21", Precision::Season);
        check("1920", Precision::Year);
        check("1920-XX-XX", Precision::Year);
        check("192X", Precision::Decade);
        check("192X-04", Precision::Decade);
        check("19XX", Precision::Century);
        check("1XXX", Precision::Century);
        check("1918/1920", Precision::Interval);
        check("../1920", Precision::Interval);
        check("[1918,1920]", Precision::Set);
        check("{1918,1920}", Precision::Set);
        check("XXXX-04-27", Precision::OpenYear);
    }

    #[test]
    fn only_exact_dates_are_given_to_machines() {
        let check = |text: &str, iso: Option<&str>, html: Option<&str>, exact_day: bool| {
            let date = edtf(text);
            assert_eq!(date.iso().as_deref(), iso, "{text}");
            assert_eq!(date.html_datetime().as_deref(), html, "{text}");
            assert_eq!(date.is_exact_day(), exact_day, "{text}");
        };
        check("1920-04-28", Some("1920-04-28"), Some("1920-04-28"), true);
        check("1920-04", Some("1920-04"), Some("1920-04"), false);
        check("1920", Some("1920"), Some("1920"), false);
        check("1918-05-28/1920-04", Some("1918-05-28/1920-04"), None, false);
        check("-0043", Some("-0043"), None, false);
        check("1920-04-28?", None, None, false);
        check("1920-04-~28", None, None, false);
        check("1920-04-XX", None, None, false);
        check("1920-21", None, None, false);
        check("192X", None, None, false);
        check("../1920", None, None, false);
        check("[1918,1920]", None, None, false);
        check("XXXX-04-27", None, None, false);
        check("Y17000", None, None, false);
    }

    #[test]
    fn a_month_is_named_only_where_it_is_sure() {
        let check = |text: &str, month: Option<(i64, u8)>, year: Option<i64>| {
            let date = edtf(text);
            assert_eq!((date.month(), date.year()), (month, year), "{text}");
        };
        check("1920-04-28", Some((1920, 4)), Some(1920));
        check("1920-04-XX", Some((1920, 4)), Some(1920));
        check("1920-04-~28", Some((1920, 4)), Some(1920));
        check("1920-04-27/1920-04-28", Some((1920, 4)), Some(1920));
        check("[1920-05-17,1920-05-18]", Some((1920, 5)), Some(1920));
        check("1920-04~", None, None);
        check("1920-?04-28", None, Some(1920));
        check("1920-04-27/1920-05-02", None, Some(1920));
        check("1920", None, Some(1920));
        check("1920?", None, None);
        check("../1920-04-28", None, None);
        check("XXXX-04-27", None, None);
    }

    #[test]
    fn doubts_are_seen_in_every_part() {
        let check = |text: &str, uncertain: bool, approximate: bool| {
            let date = edtf(text);
            assert_eq!((date.is_uncertain(), date.is_approximate()), (uncertain, approximate), "{text}");
        };
        check("1920", false, false);
        check("1920-04-?28", true, false);
        check("1918/1920~", false, true);
        check("[1918,1920%]", true, true);
    }

    #[test]
    fn the_order_is_that_of_a_chronology() {
        let expected = [
            "../1918",
            "1920-01-01",
            "1920",
            "1920?",
            "1920/1922",
            "1920/..",
            "1920-04-01",
            "1920-04",
            "1920-04-27",
            "XXXX-04-27",
        ];
        let mut dates: Vec<Edtf> = expected.iter().rev().map(|text| edtf(text)).collect();
        dates.sort();
        let found: Vec<&str> = dates.iter().map(Edtf::as_str).collect();
        assert_eq!(found, expected);
    }
}
