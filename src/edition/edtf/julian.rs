//! The two calendars side by side.

use edtf_calendars as calendars;
use edtf_core::BoundDate;

use super::{Day, DayPart, Doubt, Edtf, End, Member, MonthPart, Part, Shape, YearPart, year_text};

/// The Gregorian date for a date of the Julian calendar (old style).
///
/// A day becomes a day; a month or a year becomes the interval of days that it covers, unless these are a
/// whole month or year of the other calendar. `None` for seasons and unspecified digits, which have no
/// counterpart, and for years of more than four digits.
pub fn julian_to_gregorian(date: &Edtf) -> Option<Edtf> {
    Turn { from: Calendar::Julian, to: Calendar::Gregorian }.date(date)
}

/// The Julian date (old style) for a Gregorian one, to be shown beside it; the rest as in
/// [`julian_to_gregorian`].
///
/// The result is no longer Gregorian (it can be 29 February 1900): show it, do not sort by it.
pub fn gregorian_to_julian(date: &Edtf) -> Option<Edtf> {
    Turn { from: Calendar::Gregorian, to: Calendar::Julian }.date(date)
}

#[derive(Clone, Copy, PartialEq)]
enum Calendar {
    Julian,
    Gregorian,
}

/// From which calendar into which.
struct Turn {
    from: Calendar,
    to: Calendar,
}

impl Calendar {
    fn month_length(self, year: i64, month: u8) -> u8 {
        let fourth = year.rem_euclid(4) == 0;
        let leap = match self {
            Calendar::Julian => fourth,
            Calendar::Gregorian => fourth && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0),
        };
        match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The month or year that begins and ends with these days, if there is one.
    fn whole(self, first: Day, last: Day) -> Option<(MonthPart, DayPart)> {
        let ends = first.year == last.year && first.day == 1;
        if !ends || last.day != self.month_length(last.year, last.month) {
            return None;
        }
        match (first.month, last.month) {
            (1, 12) => Some((MonthPart::Absent, DayPart::Absent)),
            (from, to) if from == to => Some((MonthPart::Month(from), DayPart::Absent)),
            _ => None,
        }
    }
}

impl Turn {
    fn date(&self, date: &Edtf) -> Option<Edtf> {
        let shape = self.shape(date.shape())?;
        // A bound that is there is turned; where that fails, there is no date.
        let turned = |bound: Option<Day>| match bound {
            Some(day) => self.day(day).map(Some),
            None => Some(None),
        };
        let (earliest, latest) = date.bounds();
        let (earliest, latest) = (turned(earliest)?, turned(latest)?);
        Some(Edtf::new(text_of(&shape), shape, earliest, latest))
    }

    fn shape(&self, shape: &Shape) -> Option<Shape> {
        Some(match shape {
            Shape::One(part) => {
                let (first, last) = self.days(part)?;
                self.span(first, last, part.doubt(), part.doubt())
            }
            Shape::Span(End::Date(from), End::Date(to)) => {
                let (first, last) = (self.days(from)?.0, self.days(to)?.1);
                self.span(first, last, from.doubt(), to.doubt())
            }
            Shape::Span(from, to) => {
                let from = match from {
                    End::Date(part) => End::Date(day_part(self.days(part)?.0, part.doubt())),
                    end => *end,
                };
                let to = match to {
                    End::Date(part) => End::Date(day_part(self.days(part)?.1, part.doubt())),
                    end => *end,
                };
                Shape::Span(from, to)
            }
            Shape::OneOf(members) => Shape::OneOf(self.members(members)?),
            Shape::AllOf(members) => Shape::AllOf(self.members(members)?),
        })
    }

    /// A day, a whole month or year, or the interval of days.
    fn span(&self, first: Day, last: Day, doubt: Doubt, last_doubt: Doubt) -> Shape {
        if first == last {
            return Shape::One(day_part(first, doubt));
        }
        match self.to.whole(first, last) {
            Some((month, day)) if doubt == last_doubt => {
                let year = YearPart::Exact(first.year);
                Shape::One(Part {
                    year,
                    month,
                    day,
                    doubts: doubts(doubt, month, day),
                    days: Some((first, last)),
                })
            }
            _ => Shape::Span(End::Date(day_part(first, doubt)), End::Date(day_part(last, last_doubt))),
        }
    }

    fn members(&self, members: &[Member]) -> Option<Vec<Member>> {
        members.iter().map(|member| self.member(member)).collect()
    }

    fn member(&self, member: &Member) -> Option<Member> {
        let none = Doubt::default();
        Some(match member {
            Member::Date(part) => match self.days(part)? {
                (first, last) if first == last => Member::Date(day_part(first, part.doubt())),
                _ if part.doubt().any() => return None,
                (first, last) => Member::Range(day_part(first, none), day_part(last, none)),
            },
            Member::OrEarlier(part) => Member::OrEarlier(day_part(self.days(part)?.1, part.doubt())),
            Member::OrLater(part) => Member::OrLater(day_part(self.days(part)?.0, part.doubt())),
            Member::Range(from, to) => {
                Member::Range(day_part(self.days(from)?.0, none), day_part(self.days(to)?.1, none))
            }
        })
    }

    /// The first and last day of a date, in the other calendar.
    fn days(&self, part: &Part) -> Option<(Day, Day)> {
        let YearPart::Exact(year @ -9998..=9998) = part.year else { return None };
        let (first, last) = match (part.month, part.day) {
            (MonthPart::Absent, _) => ((1, 1), (12, 31)),
            (MonthPart::Month(month), DayPart::Absent) => {
                ((month, 1), (month, self.from.month_length(year, month)))
            }
            (MonthPart::Month(month), DayPart::Day(day)) => ((month, day), (month, day)),
            _ => return None,
        };
        let day = |(month, day)| self.day(Day { year, month, day });
        Some((day(first)?, day(last)?))
    }

    fn day(&self, Day { year, month, day }: Day) -> Option<Day> {
        match self.from {
            Calendar::Julian => {
                let turned =
                    calendars::julian_to_gregorian(calendars::JulianDate { year, month, day }).ok()?;
                Some(Day { year: turned.year, month: turned.month, day: turned.day })
            }
            Calendar::Gregorian => {
                let turned = calendars::gregorian_to_julian(BoundDate { year, month, day }).ok()?;
                Some(Day { year: turned.year, month: turned.month, day: turned.day })
            }
        }
    }
}

fn day_part(day: Day, doubt: Doubt) -> Part {
    Part {
        year: YearPart::Exact(day.year),
        month: MonthPart::Month(day.month),
        day: DayPart::Day(day.day),
        doubts: [doubt; 3],
        days: Some((day, day)),
    }
}

fn doubts(doubt: Doubt, month: MonthPart, day: DayPart) -> [Doubt; 3] {
    let none = Doubt::default();
    [
        doubt,
        if month == MonthPart::Absent { none } else { doubt },
        if day == DayPart::Absent { none } else { doubt },
    ]
}

fn text_of(shape: &Shape) -> String {
    let list = |members: &[Member]| members.iter().map(member_text).collect::<Vec<_>>().join(",");
    match shape {
        Shape::One(part) => part_text(part),
        Shape::Span(from, to) => format!("{}/{}", end_text(from), end_text(to)),
        Shape::OneOf(members) => format!("[{}]", list(members)),
        Shape::AllOf(members) => format!("{{{}}}", list(members)),
    }
}

fn end_text(end: &End) -> String {
    match end {
        End::Date(part) => part_text(part),
        End::Open => "..".to_owned(),
        End::Unknown => String::new(),
    }
}

fn member_text(member: &Member) -> String {
    match member {
        Member::Date(part) => part_text(part),
        Member::OrEarlier(part) => format!("..{}", part_text(part)),
        Member::OrLater(part) => format!("{}..", part_text(part)),
        Member::Range(from, to) => format!("{}..{}", part_text(from), part_text(to)),
    }
}

/// A year, month or day as this module makes them: all digits known, one doubt for all.
fn part_text(part: &Part) -> String {
    let YearPart::Exact(year) = part.year else { unreachable!("only exact years are turned") };
    let sign = match part.doubt() {
        Doubt { uncertain: true, approximate: true } => "%",
        Doubt { uncertain: true, .. } => "?",
        Doubt { approximate: true, .. } => "~",
        _ => "",
    };
    match (part.month, part.day) {
        (MonthPart::Month(month), DayPart::Day(day)) => {
            format!("{}-{month:02}-{day:02}{sign}", year_text(year))
        }
        (MonthPart::Month(month), _) => format!("{}-{month:02}{sign}", year_text(year)),
        _ => format!("{}{sign}", year_text(year)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn old_style_becomes_new_style_and_back() {
        let check = |julian: &str, gregorian: &str| {
            let turned = julian_to_gregorian(&edtf(julian)).unwrap_or_else(|| panic!("{julian}"));
            assert_eq!(turned.as_str(), gregorian, "{julian}");
            assert_eq!(turned.bounds(), edtf(gregorian).bounds(), "{julian}");
            assert_eq!(turned.shape(), edtf(gregorian).shape(), "{julian}");
            let back = gregorian_to_julian(&turned).unwrap_or_else(|| panic!("{gregorian}"));
            assert_eq!(back.as_str(), julian, "back from {gregorian}");
        };
        check("1917-10-25", "1917-11-07");
        check("1917-12-25?", "1918-01-07?");
        check("1920-04-15~", "1920-04-28~");
        check("1917-02", "1917-02-14/1917-03-13");
        check("1917", "1917-01-14/1918-01-13");
        check("1917-02-23/1917-02-27", "1917-03-08/1917-03-12");
        check("../1917-02-23", "../1917-03-08");
        check("1917-02-23/", "1917-03-08/");
        check("[1917-02-23,1917-02-24]", "[1917-03-08,1917-03-09]");
        check("[..1917-02-23]", "[..1917-03-08]");
        check("0250-03", "0250-03");
    }

    #[test]
    fn a_gregorian_month_is_part_of_two_julian_ones() {
        let check = |gregorian: &str, julian: Option<&str>| {
            let turned = gregorian_to_julian(&edtf(gregorian));
            assert_eq!(turned.as_ref().map(Edtf::as_str), julian, "{gregorian}");
        };
        check("1920-04", Some("1920-03-19/1920-04-17"));
        check("[1920-04,1920-06-01]", Some("[1920-03-19..1920-04-17,1920-05-19]"));
        check("1900-03-13", Some("1900-02-29"));
        check("1920-21", None);
        check("192X", None);
        check("1920-04-XX", None);
        check("XXXX-04-27", None);
    }
}
