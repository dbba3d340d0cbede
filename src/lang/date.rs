//! Dates in words. The words are data (see `en.rs`); how they are put together is here, once for all.

use crate::edition::edtf::{Day, DayPart, Doubt, Edtf, End, Member, MonthPart, Part, Shape, YearPart};

/// The words and patterns of a language's dates.
///
/// In patterns `{d}` is a day or days, `{m}` a month, `{dm}` day and month, `{s}` a season, `{y}` a year
/// (without era), `{}` another wording; all else in braces is a suffix, see `suffix`.
pub(super) struct DateWords {
    /// Short names of the months.
    pub(super) months_short: [&'static str; 12],
    /// Months behind a day: `28 апреля`.
    pub(super) months_of_day: [&'static str; 12],
    /// Seasons as they stand alone: spring to winter.
    pub(super) seasons_alone: [&'static str; 4],
    /// The grammatical cases; the first is the one that stands alone.
    pub(super) cases: &'static [Case],
    /// `{d} {m}`.
    pub(super) day_month: &'static str,
    /// `before 28 April 1920`: the interval `../1920-04-28`.
    pub(super) before: Role,
    /// `until April 1920`.
    pub(super) until: Role,
    /// `from 1920`.
    pub(super) from: Role,
    /// `about 1920`.
    pub(super) about: Role,
    /// "about" where another word stands before it: `from about 1920`.
    pub(super) about_inside: &'static str,
    /// `between … and …`; the word between is `between_glue`.
    pub(super) between: Role,
    /// Between the two of `between`.
    pub(super) between_glue: Glue,
    /// From one date to the other.
    pub(super) span: Glue,
    /// One of several.
    pub(super) or: Glue,
    /// All of several.
    pub(super) and: Glue,
    /// `April 1920 or earlier`.
    pub(super) or_earlier: &'static str,
    /// `April 1920 or later`.
    pub(super) or_later: &'static str,
    /// `1920s`.
    pub(super) decade: &'static str,
    /// `{n}` is the number of the century, `{roman}` the same in Roman figures.
    pub(super) century: &'static str,
    /// Before Christ.
    pub(super) era: &'static str,
    /// A date without day, month, either or year: `{}, day unknown`.
    pub(super) day_unknown: &'static str,
    /// See `day_unknown`.
    pub(super) month_unknown: &'static str,
    /// See `day_unknown`.
    pub(super) month_and_day_unknown: &'static str,
    /// See `day_unknown`.
    pub(super) year_unknown: &'static str,
    /// Nothing is known but that there is a date.
    pub(super) unknown: &'static str,
    /// `{} (uncertain)`.
    pub(super) uncertain: &'static str,
    /// `{} ({c} uncertain)`, where `{c}` are components.
    pub(super) part_uncertain: &'static str,
    /// `{} ({c} approximate)`.
    pub(super) part_approximate: &'static str,
    /// Year, month, day as named in `part_uncertain`.
    pub(super) components: [&'static str; 3],
    /// The suffix of a given name on a number: `("ci", 1920)` is `ci`.
    pub(super) suffix: fn(&str, u64) -> &'static str,
}

/// The forms of a date in one grammatical case.
pub(super) struct Case {
    /// Months without a day.
    pub(super) months: [&'static str; 12],
    /// Spring, summer, autumn, winter; four quarters; three thirds; two halves.
    pub(super) seasons: [&'static str; 13],
    /// `{dm} {y}`
    pub(super) day: &'static str,
    /// `{m} {y}`
    pub(super) month: &'static str,
    /// `{s} {y}`
    pub(super) season: &'static str,
    /// `{y}`
    pub(super) year: &'static str,
    /// Several years: `{y}`
    pub(super) years: &'static str,
}

/// A pattern around a date, and the case in which the date stands (an index of `cases`).
pub(super) struct Role {
    pub(super) case: usize,
    pub(super) pattern: &'static str,
}

/// What stands between several dates.
pub(super) struct Glue {
    /// Before the last one, between numbers: `27–28`.
    pub(super) numbers: &'static str,
    /// Between single words: `April–June`.
    pub(super) words: &'static str,
    /// Between whole dates: `28 April – 2 May`.
    pub(super) phrases: &'static str,
    /// Before all others.
    pub(super) comma: &'static str,
    /// Whether several years are plural: `1918–1922-ci illər`, but `1918 və ya 1919-cu il`.
    pub(super) is_plural: bool,
}

/// What fills a pattern.
#[derive(Default)]
struct Slots<'a> {
    text: &'a str,
    d: &'a str,
    dm: &'a str,
    m: &'a str,
    s: &'a str,
    y: &'a str,
    c: &'a str,
    /// The number that suffixes follow.
    number: u64,
}

impl DateWords {
    pub(super) fn words(&self, date: &Edtf) -> String {
        match date.shape() {
            Shape::One(part) => self.dated(part),
            Shape::Span(End::Date(from), End::Date(to)) => self.several(&[from, to], &self.span),
            Shape::Span(_, End::Date(to)) if matches!(date.shape(), Shape::Span(End::Open, _)) => {
                let role = if to.as_day().is_some() { &self.before } else { &self.until };
                self.in_role(to, role)
            }
            Shape::Span(_, End::Date(to)) => self.in_role(to, &self.until),
            Shape::Span(End::Date(from), _) => self.in_role(from, &self.from),
            Shape::Span(..) => self.unknown.to_owned(),
            Shape::OneOf(members) => self.members(members, &self.or),
            Shape::AllOf(members) => self.members(members, &self.and),
        }
    }

    /// One date with its doubts.
    fn dated(&self, part: &Part) -> String {
        let Some(doubt) = part.shared_doubt() else {
            return self.partly_doubted(self.single(part, 0), part);
        };
        let case = if doubt.approximate { self.about.case } else { 0 };
        self.doubted(self.single(part, case), doubt)
    }

    /// "about" before, "(uncertain)" behind; the text stands in the case of `about` where that is said.
    fn doubted(&self, mut text: String, doubt: Doubt) -> String {
        if doubt.approximate {
            text = self.around(self.about.pattern, &text);
        }
        if doubt.uncertain {
            text = self.around(self.uncertain, &text);
        }
        text
    }

    /// Doubts that not all components share: `28 April 1920 (day uncertain)`.
    fn partly_doubted(&self, mut text: String, part: &Part) -> String {
        let named = |is_so: fn(&Doubt) -> bool| -> Option<String> {
            let names: Vec<&str> = [2, 1, 0]
                .into_iter()
                .filter(|&i| is_so(&part.doubts[i]))
                .map(|i| self.components[i])
                .collect();
            (!names.is_empty()).then(|| self.and.join(&names, self.and.words))
        };
        let approximate = (named(|doubt| doubt.approximate), self.part_approximate);
        let uncertain = (named(|doubt| doubt.uncertain), self.part_uncertain);
        for (components, pattern) in [approximate, uncertain] {
            if let Some(c) = components {
                text = self.fill(pattern, &Slots { text: &text, c: &c, ..Slots::default() });
            }
        }
        text
    }

    /// `until about 1920 (uncertain)`.
    fn in_role(&self, part: &Part, role: &Role) -> String {
        let text = self.single(part, role.case);
        let Some(doubt) = part.shared_doubt() else {
            return self.partly_doubted(self.around(role.pattern, &text), part);
        };
        let text = if doubt.approximate { self.around(self.about_inside, &text) } else { text };
        let text = self.around(role.pattern, &text);
        self.doubted(text, Doubt { approximate: false, ..doubt })
    }

    /// Several dates, joined as closely as they allow.
    fn several(&self, parts: &[&Part], glue: &Glue) -> String {
        let doubt = parts[0].shared_doubt();
        match doubt {
            Some(doubt) if parts.iter().all(|part| part.shared_doubt() == Some(doubt)) => {
                let case = if doubt.approximate { self.about.case } else { 0 };
                self.doubted(self.joined(parts, glue, case), doubt)
            }
            _ => {
                let all: Vec<String> = parts.iter().map(|part| self.dated(part)).collect();
                glue.join(&all, glue.phrases)
            }
        }
    }

    fn members(&self, members: &[Member], glue: &Glue) -> String {
        let dates: Vec<&Part> = members
            .iter()
            .filter_map(|member| match member {
                Member::Date(part) => Some(part),
                _ => None,
            })
            .collect();
        if dates.len() == members.len() {
            return self.several(&dates, glue);
        }
        let is_one_of = std::ptr::eq(glue, &self.or);
        let all: Vec<String> = members.iter().map(|member| self.member(member, is_one_of)).collect();
        glue.join(&all, glue.phrases)
    }

    fn member(&self, member: &Member, is_one_of: bool) -> String {
        match member {
            Member::Date(part) => self.dated(part),
            Member::OrEarlier(part) => self.around(self.or_earlier, &self.dated(part)),
            Member::OrLater(part) => self.around(self.or_later, &self.dated(part)),
            Member::Range(from, to) if is_one_of => self.between(from, to),
            Member::Range(from, to) => self.joined(&[from, to], &self.span, 0),
        }
    }

    fn between(&self, from: &Part, to: &Part) -> String {
        let text = self.joined(&[from, to], &self.between_glue, self.between.case);
        self.around(self.between.pattern, &text)
    }

    fn joined(&self, parts: &[&Part], glue: &Glue, case: usize) -> String {
        self.collapsed(parts, glue, case).unwrap_or_else(|| {
            let all: Vec<String> = parts.iter().map(|part| self.single(part, case)).collect();
            glue.join(&all, glue.phrases)
        })
    }

    /// Dates that share year, or year and month, said once: `27–28 April 1920`.
    fn collapsed(&self, parts: &[&Part], glue: &Glue, case: usize) -> Option<String> {
        let years: Vec<i64> = parts.iter().map(|part| exact_year(part)).collect::<Option<_>>()?;
        let (first, last) = (years[0], *years.last()?);
        if parts.iter().all(|part| part.month == MonthPart::Absent) {
            let is_same_era = years.iter().all(|year| (*year > 0) == (first > 0));
            return is_same_era.then(|| {
                let numbers: Vec<String> = years.iter().map(|year| counted(*year).to_string()).collect();
                let pattern = if glue.is_plural { self.cases[case].years } else { self.cases[case].year };
                let y = glue.join(&numbers, glue.numbers);
                self.with_era(
                    self.fill(pattern, &Slots { y: &y, number: counted(last), ..Slots::default() }),
                    last,
                )
            });
        }
        if years.iter().any(|year| *year != first) {
            return None;
        }
        let seasons: Option<Vec<&str>> = parts.iter().map(|part| self.season(part, case)).collect();
        if let Some(seasons) = seasons {
            let s = glue.join(&seasons, glue.words);
            return Some(self.with_year(self.cases[case].season, last, Slots { s: &s, ..Slots::default() }));
        }
        self.collapsed_months(parts, glue, case, last)
    }

    fn collapsed_months(&self, parts: &[&Part], glue: &Glue, case: usize, year: i64) -> Option<String> {
        let months: Vec<u8> = parts.iter().map(|part| known_month(part)).collect::<Option<_>>()?;
        let days: Vec<Option<u8>> = parts.iter().map(|part| known_day(part)).collect::<Option<_>>()?;
        if days.iter().all(Option::is_none) {
            let names: Vec<&str> = months.iter().map(|month| self.month(*month, case)).collect();
            let m = glue.join(&names, glue.words);
            return Some(self.with_year(self.cases[case].month, year, Slots { m: &m, ..Slots::default() }));
        }
        let is_one_month = months.iter().all(|month| *month == months[0]) && days.iter().all(Option::is_some);
        let dm = if is_one_month {
            let numbers: Vec<String> = days.iter().flatten().map(u8::to_string).collect();
            self.day_month(&glue.join(&numbers, glue.numbers), months[0])
        } else {
            let all: Vec<String> = months
                .iter()
                .zip(&days)
                .map(|(month, day)| match day {
                    Some(day) => self.day_month(&day.to_string(), *month),
                    None => self.month(*month, case).to_owned(),
                })
                .collect();
            glue.join(&all, glue.phrases)
        };
        Some(self.with_year(self.cases[case].day, year, Slots { dm: &dm, ..Slots::default() }))
    }

    /// One date without its doubts.
    fn single(&self, part: &Part, case: usize) -> String {
        if let Some(text) = self.collapsed(&[part], &self.or, case) {
            return text;
        }
        match (part.year, part.month, part.day) {
            (YearPart::Exact(_), MonthPart::Season(season), _) => self.part_of_year(part, season, case),
            (YearPart::Exact(_), MonthPart::Unknown, DayPart::Absent) => {
                self.around(self.month_unknown, &self.single(&year_only(part), 0))
            }
            (YearPart::Exact(_), MonthPart::Unknown, DayPart::Unknown) => {
                self.around(self.month_and_day_unknown, &self.single(&year_only(part), 0))
            }
            (YearPart::Exact(_), MonthPart::Month(_), DayPart::Unknown) => {
                let month = Part { day: DayPart::Absent, ..*part };
                self.around(self.day_unknown, &self.single(&month, 0))
            }
            (YearPart::Decade(first), MonthPart::Absent, _) => {
                let (y, number) = (first.to_string(), first.unsigned_abs());
                self.fill(self.decade, &Slots { y: &y, number, ..Slots::default() })
            }
            (YearPart::Century(first), MonthPart::Absent, _) => {
                self.fill(self.century, &Slots { number: first.unsigned_abs() / 100 + 1, ..Slots::default() })
            }
            (YearPart::Open, ..) => self.without_year(part),
            _ => self.within_its_days(part),
        }
    }

    /// A quarter, third or half of a year.
    fn part_of_year(&self, part: &Part, code: u8, case: usize) -> String {
        let index = match code {
            21..=24 => code - 21,
            33..=41 => code - 33 + 4,
            _ => return self.within_its_days(part),
        };
        let year = exact_year(part).unwrap_or_default();
        let s = self.cases[case].seasons[usize::from(index)];
        self.with_year(self.cases[case].season, year, Slots { s, ..Slots::default() })
    }

    /// `27 April, year unknown`.
    fn without_year(&self, part: &Part) -> String {
        let text = match (part.month, part.day) {
            (MonthPart::Month(month), DayPart::Day(day)) => self.day_month(&day.to_string(), month),
            (MonthPart::Month(month), _) => self.month(month, 0).to_owned(),
            (MonthPart::Season(season @ 21..=24), _) => {
                self.seasons_alone[usize::from(season - 21)].to_owned()
            }
            _ => return self.unknown.to_owned(),
        };
        self.around(self.year_unknown, &text)
    }

    /// What has unspecified digits in unusual places: `between 10 and 19 April 1920`.
    fn within_its_days(&self, part: &Part) -> String {
        let Some((first, last)) = part.days else { return self.unknown.to_owned() };
        let at = |day: Day| Part {
            year: YearPart::Exact(day.year),
            month: if part.month == MonthPart::Absent {
                MonthPart::Absent
            } else {
                MonthPart::Month(day.month)
            },
            day: if part.day == DayPart::Absent { DayPart::Absent } else { DayPart::Day(day.day) },
            doubts: [Doubt::default(); 3],
            days: Some((day, day)),
        };
        self.between(&at(first), &at(last))
    }

    fn day_month(&self, d: &str, month: u8) -> String {
        let m = self.months_of_day[usize::from(month) - 1];
        self.fill(self.day_month, &Slots { d, m, ..Slots::default() })
    }

    fn month(&self, month: u8, case: usize) -> &'static str {
        self.cases[case].months[usize::from(month) - 1]
    }

    fn season(&self, part: &Part, case: usize) -> Option<&'static str> {
        match part.month {
            MonthPart::Season(season @ 21..=24) => Some(self.cases[case].seasons[usize::from(season - 21)]),
            _ => None,
        }
    }

    fn with_year(&self, pattern: &str, year: i64, slots: Slots<'_>) -> String {
        let y = counted(year).to_string();
        self.with_era(self.fill(pattern, &Slots { y: &y, number: counted(year), ..slots }), year)
    }

    fn with_era(&self, text: String, year: i64) -> String {
        if year > 0 { text } else { self.around(self.era, &text) }
    }

    fn around(&self, pattern: &str, text: &str) -> String {
        self.fill(pattern, &Slots { text, ..Slots::default() })
    }

    fn fill(&self, pattern: &str, slots: &Slots<'_>) -> String {
        let mut filled = String::with_capacity(pattern.len() + 24);
        let mut rest = pattern;
        while let Some((before, behind)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = behind.split_once('}').expect("a pattern closes its braces");
            match name {
                "" => filled.push_str(slots.text),
                "d" => filled.push_str(slots.d),
                "dm" => filled.push_str(slots.dm),
                "m" => filled.push_str(slots.m),
                "s" => filled.push_str(slots.s),
                "y" => filled.push_str(slots.y),
                "c" => filled.push_str(slots.c),
                "n" => filled.push_str(&slots.number.to_string()),
                "roman" => filled.push_str(&roman(slots.number)),
                suffix => filled.push_str((self.suffix)(suffix, slots.number)),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

impl Glue {
    fn join<T: AsRef<str>>(&self, items: &[T], last: &str) -> String {
        let mut text = String::new();
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                text.push_str(if i + 1 == items.len() { last } else { self.comma });
            }
            text.push_str(item.as_ref());
        }
        text
    }
}

fn exact_year(part: &Part) -> Option<i64> {
    match part.year {
        YearPart::Exact(year) => Some(year),
        _ => None,
    }
}

fn known_month(part: &Part) -> Option<u8> {
    match part.month {
        MonthPart::Month(month) => Some(month),
        _ => None,
    }
}

/// `Some(None)` where there is no day at all.
fn known_day(part: &Part) -> Option<Option<u8>> {
    match part.day {
        DayPart::Absent => Some(None),
        DayPart::Day(day) => Some(Some(day)),
        _ => None,
    }
}

fn year_only(part: &Part) -> Part {
    Part { month: MonthPart::Absent, day: DayPart::Absent, ..*part }
}

/// The number of a year in its era: 0 is 1 BC.
fn counted(year: i64) -> u64 {
    if year > 0 { year.unsigned_abs() } else { 1 + year.unsigned_abs() }
}

fn roman(mut number: u64) -> String {
    const FIGURES: [(u64, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, figure) in FIGURES {
        while number >= value {
            text.push_str(figure);
            number -= value;
        }
    }
    text
}

/// The last numeral word of a number: 1920 is 20, 1918 is 8, 1900 is 100, 2000 is 1000. By this word
/// Turkic suffixes choose their vowel.
pub(super) fn last_numeral(number: u64) -> u64 {
    [(10, 1), (100, 10), (1_000, 100), (1_000_000, 1_000)]
        .into_iter()
        .find(|(modulus, _)| number % modulus != 0)
        .map_or(1_000_000, |(modulus, unit)| if unit >= 100 { unit } else { number % modulus })
}
