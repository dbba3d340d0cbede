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
    /// "about" beside another word, and before what has no cases: `from about 1920`, `about 1920s`.
    pub(super) about_other: &'static str,
    /// Whether it stands before that word: `примерно с 1920 г.`
    pub(super) is_about_first: bool,
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
    /// After Christ, where the other end is before: `2 BC – AD 14`.
    pub(super) other_era: &'static str,
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
            Shape::Span(End::Open, End::Date(to)) => {
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
        match self.collapsed(&[part], &self.or, case) {
            Some(text) => self.doubted(text, doubt),
            None if doubt.approximate => {
                let text = self.around(self.about_other, &self.single(part, 0));
                self.doubted(text, Doubt { approximate: false, ..doubt })
            }
            None => self.doubted(self.single(part, 0), doubt),
        }
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
        let text = match (doubt.approximate, self.is_about_first) {
            (false, _) => self.around(role.pattern, &text),
            (true, true) => self.around(self.about_other, &self.around(role.pattern, &text)),
            (true, false) => self.around(role.pattern, &self.around(self.about_other, &text)),
        };
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
            let is_early = |part: &Part| exact_year(part).is_some_and(|year| year <= 0);
            let any_early = parts.iter().any(|part| is_early(part));
            let worded = parts.iter().map(|part| match self.single(part, case) {
                text if any_early && !is_early(part) => self.around(self.other_era, &text),
                text => text,
            });
            glue.join(&worded.collect::<Vec<_>>(), glue.phrases)
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
        .find(|(modulus, _)| !number.is_multiple_of(*modulus))
        .map_or(1_000_000, |(modulus, unit)| if unit >= 100 { unit } else { number % modulus })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    /// EDTF, English, Azerbaijani, Russian, Turkish.
    const TABLE: &str = "
        1920-04-28 | 28 April 1920 | 28 aprel 1920 | 28 апреля 1920 г. | 28 Nisan 1920
        1920-04 | April 1920 | aprel 1920 | апрель 1920 г. | Nisan 1920
        1920 | 1920 | 1920-ci il | 1920 г. | 1920
        1920-21 | spring 1920 | 1920-ci ilin yazı | весна 1920 г. | 1920 ilkbaharı
        1920-22 | summer 1920 | 1920-ci ilin yayı | лето 1920 г. | 1920 yazı
        1920-23 | autumn 1920 | 1920-ci ilin payızı | осень 1920 г. | 1920 sonbaharı
        1920-24 | winter 1920 | 1920-ci ilin qışı | зима 1920 г. | 1920 kışı
        1920-33 | first quarter of 1920 | 1920-ci ilin birinci rübü | первый квартал 1920 г. | 1920 yılının ilk çeyreği
        1920-37 | first third of 1920 | 1920-ci ilin ilk üçdəbiri | первая треть 1920 г. | 1920 yılının ilk üçte biri
        1920-40 | first half of 1920 | 1920-ci ilin birinci yarısı | первая половина 1920 г. | 1920 yılının ilk yarısı
        1920-41 | second half of 1920 | 1920-ci ilin ikinci yarısı | вторая половина 1920 г. | 1920 yılının ikinci yarısı
        192X | 1920s | 1920-ci illər | 1920-е гг. | 1920’ler
        193X | 1930s | 1930-cu illər | 1930-е гг. | 1930’lar
        19XX | 20th century | XX əsr | XX в. | 20. yüzyıl
        1XXX | between 1000 and 1999 | 1000 ilə 1999-cu illər arasında | между 1000 и 1999 гг. | 1000 ile 1999 arasında
        21XX | 22nd century | XXII əsr | XXII в. | 22. yüzyıl
        1920-04-XX | April 1920, day unknown | aprel 1920, günü məlum deyil | апрель 1920 г., день неизвестен | Nisan 1920, günü bilinmiyor
        1920-XX | 1920, month unknown | 1920-ci il, ayı məlum deyil | 1920 г., месяц неизвестен | 1920, ayı bilinmiyor
        1920-XX-XX | 1920, month and day unknown | 1920-ci il, ayı və günü məlum deyil | 1920 г., месяц и день неизвестны | 1920, ayı ve günü bilinmiyor
        1920-04-1X | between 10 and 19 April 1920 | 10 ilə 19 aprel 1920 arasında | между 10 и 19 апреля 1920 г. | 10 ile 19 Nisan 1920 arasında
        1920-XX-15 | between 15 January and 15 December 1920 | 15 yanvar ilə 15 dekabr 1920 arasında | между 15 января и 15 декабря 1920 г. | 15 Ocak ile 15 Aralık 1920 arasında
        192X-04 | between April 1920 and April 1929 | aprel 1920 ilə aprel 1929 arasında | между апрелем 1920 г. и апрелем 1929 г. | Nisan 1920 ile Nisan 1929 arasında
        192X-04-28 | between 28 April 1920 and 28 April 1929 | 28 aprel 1920 ilə 28 aprel 1929 arasında | между 28 апреля 1920 г. и 28 апреля 1929 г. | 28 Nisan 1920 ile 28 Nisan 1929 arasında
        XXXX-04-27 | 27 April, year unknown | 27 aprel, ili məlum deyil | 27 апреля, год неизвестен | 27 Nisan, yılı bilinmiyor
        XXXX-04 | April, year unknown | aprel, ili məlum deyil | апрель, год неизвестен | Nisan, yılı bilinmiyor
        XXXX-21 | spring, year unknown | yaz, ili məlum deyil | весна, год неизвестен | ilkbahar, yılı bilinmiyor
        XXXX | date unknown | tarixi məlum deyil | дата неизвестна | tarihi bilinmiyor
        1920~ | about 1920 | təxminən 1920-ci il | около 1920 г. | yaklaşık 1920
        1920-04-28~ | about 28 April 1920 | təxminən 28 aprel 1920 | около 28 апреля 1920 г. | yaklaşık 28 Nisan 1920
        1920-04~ | about April 1920 | təxminən aprel 1920 | около апреля 1920 г. | yaklaşık Nisan 1920
        1920-21~ | about spring 1920 | təxminən 1920-ci ilin yazı | около весны 1920 г. | yaklaşık 1920 ilkbaharı
        192X~ | about 1920s | təxminən 1920-ci illər | примерно 1920-е гг. | yaklaşık 1920’ler
        1920-04-28? | 28 April 1920 (uncertain) | 28 aprel 1920 (dəqiq deyil) | 28 апреля 1920 г. (дата под вопросом) | 28 Nisan 1920 (kesin değil)
        1920% | about 1920 (uncertain) | təxminən 1920-ci il (dəqiq deyil) | около 1920 г. (дата под вопросом) | yaklaşık 1920 (kesin değil)
        1920-04-?28 | 28 April 1920 (day uncertain) | 28 aprel 1920 (günü dəqiq deyil) | 28 апреля 1920 г. (под вопросом день) | 28 Nisan 1920 (günü kesin değil)
        1920-?04-~28 | 28 April 1920 (day approximate) (month uncertain) | 28 aprel 1920 (günü təxminidir) (ayı dəqiq deyil) | 28 апреля 1920 г. (приблизительно день) (под вопросом месяц) | 28 Nisan 1920 (günü yaklaşık) (ayı kesin değil)
        ?1920-04-28 | 28 April 1920 (year uncertain) | 28 aprel 1920 (ili dəqiq deyil) | 28 апреля 1920 г. (под вопросом год) | 28 Nisan 1920 (yılı kesin değil)
        1920-04-27/1920-04-28 | 27–28 April 1920 | 27–28 aprel 1920 | 27–28 апреля 1920 г. | 27–28 Nisan 1920
        1920-04-28/1920-05-02 | 28 April – 2 May 1920 | 28 aprel – 2 may 1920 | 28 апреля — 2 мая 1920 г. | 28 Nisan – 2 Mayıs 1920
        1920-04-28/1920-05 | 28 April – May 1920 | 28 aprel – may 1920 | 28 апреля — май 1920 г. | 28 Nisan – Mayıs 1920
        1920-04-28/1922-05 | 28 April 1920 – May 1922 | 28 aprel 1920 – may 1922 | 28 апреля 1920 г. — май 1922 г. | 28 Nisan 1920 – Mayıs 1922
        1918/1922 | 1918–1922 | 1918–1922-ci illər | 1918–1922 гг. | 1918–1922
        1918/1920-04 | 1918 – April 1920 | 1918-ci il – aprel 1920 | 1918 г. — апрель 1920 г. | 1918 – Nisan 1920
        1920-04/1920-06 | April–June 1920 | aprel–iyun 1920 | апрель — июнь 1920 г. | Nisan–Haziran 1920
        1919-12/1920-02 | December 1919 – February 1920 | dekabr 1919 – fevral 1920 | декабрь 1919 г. — февраль 1920 г. | Aralık 1919 – Şubat 1920
        1920-21/1920-22 | spring–summer 1920 | 1920-ci ilin yazı–yayı | весна — лето 1920 г. | 1920 ilkbaharı–yazı
        1920-40/1920-41 | first half of 1920 – second half of 1920 | 1920-ci ilin birinci yarısı – 1920-ci ilin ikinci yarısı | первая половина 1920 г. — вторая половина 1920 г. | 1920 yılının ilk yarısı – 1920 yılının ikinci yarısı
        1918?/1922? | 1918–1922 (uncertain) | 1918–1922-ci illər (dəqiq deyil) | 1918–1922 гг. (дата под вопросом) | 1918–1922 (kesin değil)
        1918~/1922~ | about 1918–1922 | təxminən 1918–1922-ci illər | около 1918–1922 гг. | yaklaşık 1918–1922
        1918~/1922 | about 1918 – 1922 | təxminən 1918-ci il – 1922-ci il | около 1918 г. — 1922 г. | yaklaşık 1918 – 1922
        192X/193X | 1920s – 1930s | 1920-ci illər – 1930-cu illər | 1920-е гг. — 1930-е гг. | 1920’ler – 1930’lar
        ../1920-04-28 | before 28 April 1920 | 28 aprel 1920-ci ildən əvvəl | до 28 апреля 1920 г. | 28 Nisan 1920’den önce
        ../1920-04 | until April 1920 | aprel 1920-ci ilə qədər | до апреля 1920 г. | Nisan 1920’ye kadar
        ../1920 | until 1920 | 1920-ci ilə qədər | до 1920 г. | 1920’ye kadar
        ../1920-21 | until spring 1920 | 1920-ci ilin yazına qədər | до весны 1920 г. | 1920 ilkbaharına kadar
        ../1920-40 | until the first half of 1920 | 1920-ci ilin birinci yarısına qədər | до первой половины 1920 г. | 1920 yılının ilk yarısına kadar
        /1920-04-28 | until 28 April 1920 | 28 aprel 1920-ci ilə qədər | до 28 апреля 1920 г. | 28 Nisan 1920’ye kadar
        /1919 | until 1919 | 1919-cu ilə qədər | до 1919 г. | 1919’a kadar
        /1913 | until 1913 | 1913-cü ilə qədər | до 1913 г. | 1913’e kadar
        1920-04-28/.. | from 28 April 1920 | 28 aprel 1920-ci ildən başlayaraq | с 28 апреля 1920 г. | 28 Nisan 1920’den itibaren
        1920-04/.. | from April 1920 | aprel 1920-ci ildən başlayaraq | с апреля 1920 г. | Nisan 1920’den itibaren
        1920/ | from 1920 | 1920-ci ildən başlayaraq | с 1920 г. | 1920’den itibaren
        1920-21/ | from spring 1920 | 1920-ci ilin yazından başlayaraq | с весны 1920 г. | 1920 ilkbaharından itibaren
        1919/.. | from 1919 | 1919-cu ildən başlayaraq | с 1919 г. | 1919’dan itibaren
        1910~/.. | from about 1910 | təxminən 1910-cu ildən başlayaraq | примерно с 1910 г. | yaklaşık 1910’dan itibaren
        ../1920-04-28? | before 28 April 1920 (uncertain) | 28 aprel 1920-ci ildən əvvəl (dəqiq deyil) | до 28 апреля 1920 г. (дата под вопросом) | 28 Nisan 1920’den önce (kesin değil)
        [..1920-04] | April 1920 or earlier | aprel 1920 və ya daha əvvəl | апрель 1920 г. или ранее | Nisan 1920 veya daha önce
        [..1920-04-28] | 28 April 1920 or earlier | 28 aprel 1920 və ya daha əvvəl | 28 апреля 1920 г. или ранее | 28 Nisan 1920 veya daha önce
        [1920-04..] | April 1920 or later | aprel 1920 və ya daha sonra | апрель 1920 г. или позднее | Nisan 1920 veya daha sonra
        [1920-04-01..1920-04-28] | between 1 and 28 April 1920 | 1 ilə 28 aprel 1920 arasında | между 1 и 28 апреля 1920 г. | 1 ile 28 Nisan 1920 arasında
        [1920-04-28..1920-05-02] | between 28 April and 2 May 1920 | 28 aprel ilə 2 may 1920 arasında | между 28 апреля и 2 мая 1920 г. | 28 Nisan ile 2 Mayıs 1920 arasında
        [1920-04..1920-06] | between April and June 1920 | aprel ilə iyun 1920 arasında | между апрелем и июнем 1920 г. | Nisan ile Haziran 1920 arasında
        [1918..1922] | between 1918 and 1922 | 1918 ilə 1922-ci illər arasında | между 1918 и 1922 гг. | 1918 ile 1922 arasında
        [1920-05-17,1920-05-18] | 17 or 18 May 1920 | 17 və ya 18 may 1920 | 17 или 18 мая 1920 г. | 17 veya 18 Mayıs 1920
        [1920-05-17,1920-05-18,1920-05-20] | 17, 18 or 20 May 1920 | 17, 18 və ya 20 may 1920 | 17, 18 или 20 мая 1920 г. | 17, 18 veya 20 Mayıs 1920
        [1920-05-17,1920-06-02] | 17 May or 2 June 1920 | 17 may və ya 2 iyun 1920 | 17 мая или 2 июня 1920 г. | 17 Mayıs veya 2 Haziran 1920
        [1918,1919] | 1918 or 1919 | 1918 və ya 1919-cu il | 1918 или 1919 г. | 1918 veya 1919
        [1918,1920-04-28] | 1918 or 28 April 1920 | 1918-ci il və ya 28 aprel 1920 | 1918 г. или 28 апреля 1920 г. | 1918 veya 28 Nisan 1920
        [1920-04,1920-05] | April or May 1920 | aprel və ya may 1920 | апрель или май 1920 г. | Nisan veya Mayıs 1920
        [1919,1921..1923] | 1919 or between 1921 and 1923 | 1919-cu il və ya 1921 ilə 1923-cü illər arasında | 1919 г. или между 1921 и 1923 гг. | 1919 veya 1921 ile 1923 arasında
        {1920-06-04,1920-06-07} | 4 and 7 June 1920 | 4 və 7 iyun 1920 | 4 и 7 июня 1920 г. | 4 ve 7 Haziran 1920
        {1918,1920} | 1918 and 1920 | 1918 və 1920-ci illər | 1918 и 1920 гг. | 1918 ve 1920
        {1918..1920} | 1918–1920 | 1918–1920-ci illər | 1918–1920 гг. | 1918–1920
        [1920-05-17?,1920-05-18?] | 17 or 18 May 1920 (uncertain) | 17 və ya 18 may 1920 (dəqiq deyil) | 17 или 18 мая 1920 г. (дата под вопросом) | 17 veya 18 Mayıs 1920 (kesin değil)
        -0043 | 44 BC | e.ə. 44-cü il | 44 г. до н. э. | MÖ 44
        -0043-03-15 | 15 March 44 BC | e.ə. 15 mart 44 | 15 марта 44 г. до н. э. | MÖ 15 Mart 44
        -0049/-0043 | 50–44 BC | e.ə. 50–44-cü illər | 50–44 гг. до н. э. | MÖ 50–44
        -0001/0014 | 2 BC – AD 14 | e.ə. 2-ci il – b.e. 14-cü il | 2 г. до н. э. — 14 г. н. э. | MÖ 2 – MS 14
        0000 | 1 BC | e.ə. 1-ci il | 1 г. до н. э. | MÖ 1
        Y17000 | 17000 | 17000-ci il | 17000 г. | 17000
        1920-04-28T10:00:00 | 28 April 1920 | 28 aprel 1920 | 28 апреля 1920 г. | 28 Nisan 1920
        1906 | 1906 | 1906-cı il | 1906 г. | 1906
        1900 | 1900 | 1900-cü il | 1900 г. | 1900
        2000 | 2000 | 2000-ci il | 2000 г. | 2000
        1940-21 | spring 1940 | 1940-cı ilin yazı | весна 1940 г. | 1940 ilkbaharı
    ";

    #[test]
    fn a_date_is_put_into_words_and_never_more_exact_than_it_is() {
        let languages = ["en", "az", "ru", "tr"].map(|tag| Language::new(tag).expect("a language"));
        let rows: Vec<&str> = TABLE.lines().map(str::trim).filter(|row| !row.is_empty()).collect();
        assert!(rows.len() > 90);
        for row in rows {
            let cells: Vec<&str> = row.split(" | ").collect();
            let date = Edtf::parse(cells[0]).unwrap_or_else(|error| panic!("{row}: {error}"));
            let found = languages.each_ref().map(|language| language.date(&date));
            assert_eq!(found.as_slice(), &cells[1..], "{row}");
        }
    }

    #[test]
    fn a_julian_leap_day_is_worded_too() {
        let gregorian = Edtf::parse("1900-03-13").expect("a date");
        let julian = crate::edition::edtf::gregorian_to_julian(&gregorian).expect("a day");
        assert_eq!(Language::new("en").expect("a language").date(&julian), "29 February 1900");
    }

    #[test]
    fn a_suffix_follows_the_last_word_of_the_number() {
        let check = |number: u64, az: &str, from: &str, to: &str, plural: &str| {
            let [azerbaijani, turkish] = ["az", "tr"].map(|tag| Language::new(tag).expect("a language"));
            let turkish = |name| (turkish.words.dates.suffix)(name, number);
            let found = [
                (azerbaijani.words.dates.suffix)("ci", number),
                turkish("den"),
                turkish("e"),
                turkish("ler"),
            ];
            assert_eq!(found, [az, from, to, plural], "{number}");
        };
        check(1901, "ci", "den", "e", "ler");
        check(1902, "ci", "den", "ye", "ler");
        check(1903, "cü", "ten", "e", "ler");
        check(1904, "cü", "ten", "e", "ler");
        check(1905, "ci", "ten", "e", "ler");
        check(1906, "cı", "dan", "ya", "lar");
        check(1907, "ci", "den", "ye", "ler");
        check(1908, "ci", "den", "e", "ler");
        check(1909, "cu", "dan", "a", "lar");
        check(1910, "cu", "dan", "a", "lar");
        check(1920, "ci", "den", "ye", "ler");
        check(1930, "cu", "dan", "a", "lar");
        check(1940, "cı", "tan", "a", "lar");
        check(1950, "ci", "den", "ye", "ler");
        check(1960, "cı", "tan", "a", "lar");
        check(1970, "ci", "ten", "e", "ler");
        check(1980, "ci", "den", "e", "ler");
        check(1990, "cı", "dan", "a", "lar");
        check(1900, "cü", "den", "e", "ler");
        check(2000, "ci", "den", "e", "ler");
        check(1_000_000, "cu", "dan", "a", "lar");
    }

    #[test]
    fn numbers_have_roman_figures_and_english_endings() {
        let check = |number: u64, expected: &str, ending: &str| {
            let english = Language::new("en").expect("a language");
            assert_eq!(
                (roman(number).as_str(), (english.words.dates.suffix)("th", number)),
                (expected, ending)
            );
        };
        check(1, "I", "st");
        check(2, "II", "nd");
        check(3, "III", "rd");
        check(4, "IV", "th");
        check(9, "IX", "th");
        check(11, "XI", "th");
        check(12, "XII", "th");
        check(19, "XIX", "th");
        check(21, "XXI", "st");
        check(40, "XL", "th");
        check(99, "XCIX", "th");
        check(111, "CXI", "th");
    }

    #[test]
    fn months_have_names() {
        let check = |tag: &str, month: u8, name: &str, short: &str| {
            let language = Language::new(tag).expect("a language");
            assert_eq!(
                (language.month_name(month), language.month_short(month)),
                (name, short),
                "{tag} {month}"
            );
        };
        check("az", 4, "aprel", "apr");
        check("az", 12, "dekabr", "dek");
        check("en", 1, "January", "Jan");
        check("ru", 5, "май", "май");
        check("ru", 8, "август", "авг");
        check("tr", 2, "Şubat", "Şub");
        check("de", 6, "June", "Jun");
    }
}
