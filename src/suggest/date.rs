//! Days that texts name in words and that no `date:` link marks.

use super::{Place, Reader, counted, lies_in, one_line};
use crate::edition::body::AnnotationKind;
use crate::lang::{self, LANGUAGES, Language};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The longest case ending of a month: `-indən`.
const LONGEST_ENDING: usize = 5;

/// A day without a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedDate {
    /// In EDTF; `XXXX` where no year stands beside it.
    pub edtf: String,
    /// How it is written, each way once.
    pub surfaces: Vec<String>,
    /// Where, in the order of the texts.
    pub places: Vec<Place>,
}

/// Days without a mark, by value.
pub(super) struct Dates {
    months: Months,
    found: BTreeMap<String, SuggestedDate>,
}

/// The beginnings of the names of months, folded, in all languages that have words for dates.
struct Months(Vec<(String, u8)>);

impl Months {
    fn new() -> Months {
        let languages = LANGUAGES.iter().filter_map(|tag| Language::new(tag).ok());
        let stems = languages.flat_map(|language| {
            (1..=12).map(move |month| {
                let name = lang::fold(language.month_name(month));
                // Russian months change their last letter: `апрель`, `апреля`.
                (name.trim_end_matches(['ь', 'и']).to_owned(), month)
            })
        });
        let mut stems: Vec<(String, u8)> = stems.collect();
        stems.sort();
        stems.dedup();
        Months(stems)
    }

    fn find(&self, word: &str) -> Option<u8> {
        let folded = lang::fold(word);
        let fits = |stem: &str| {
            let ending = folded.strip_prefix(stem).map(|ending| ending.chars().count());
            // `май` is `ма` without its last letter; that may be many words.
            let longest = if stem.chars().count() < 3 { 1 } else { LONGEST_ENDING };
            ending.is_some_and(|length| length <= longest)
        };
        let found = self.0.iter().filter(|(stem, _)| fits(stem));
        found.max_by_key(|(stem, _)| stem.len()).map(|(_, month)| *month)
    }
}

impl Dates {
    pub(super) fn new() -> Dates {
        Dates { months: Months::new(), found: BTreeMap::new() }
    }

    pub(super) fn read(&mut self, reader: &Reader<'_>) {
        let marked = reader.marked(|annotation| {
            matches!(annotation.kind, AnnotationKind::Date(_) | AnnotationKind::Citation { .. })
        });
        for day in days(reader.words(), &self.months) {
            if lies_in(&marked, day.start) || lies_in(&marked, day.month_at) {
                continue;
            }
            let surface = one_line(&reader.words()[day.start..day.end]);
            let place = reader.place(day.start);
            let date = self.found.entry(day.edtf.clone()).or_insert_with(|| SuggestedDate {
                edtf: day.edtf,
                surfaces: Vec::new(),
                places: Vec::new(),
            });
            date.places.push(place);
            if !date.surfaces.contains(&surface) {
                date.surfaces.push(surface);
            }
        }
    }

    /// The dates in order, those without a year last.
    pub(super) fn finish(self) -> Vec<SuggestedDate> {
        self.found.into_values().collect()
    }
}

/// A day in a text.
struct Day {
    start: usize,
    end: usize,
    month_at: usize,
    edtf: String,
}

/// A word or a number of a text.
#[derive(Clone, Copy)]
struct Token<'a> {
    start: usize,
    text: &'a str,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn day(&self) -> Option<u8> {
        self.text.parse().ok().filter(|day| self.text.len() <= 2 && (1..=31).contains(day))
    }

    fn year(&self) -> Option<u16> {
        self.text.parse().ok().filter(|year| self.text.len() == 4 && (1000..=2099).contains(year))
    }
}

/// The days of a text: day and month beside each other, the year near them.
fn days(text: &str, months: &Months) -> Vec<Day> {
    let tokens = tokens(text);
    let mut found: Vec<Day> = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        if !token.text.starts_with(char::is_alphabetic) {
            continue;
        }
        // Beside most words stands no number: the name of a month is looked for last.
        let before = n.checked_sub(1).filter(|at| tokens[*at].day().is_some());
        let after = tokens.get(n + 1).and_then(Token::day).map(|_| n + 1);
        if before.or(after).is_none() {
            continue;
        }
        let Some(month) = months.find(token.text) else { continue };
        if let Some(day) = day(text, &tokens, n, month, before, after)
            && found.last().is_none_or(|last| last.end <= day.start)
        {
            found.push(day);
        }
    }
    found
}

/// The day at the month `n`, whose number stands before or behind it.
fn day(
    text: &str,
    tokens: &[Token<'_>],
    n: usize,
    month: u8,
    before: Option<usize>,
    after: Option<usize>,
) -> Option<Day> {
    let joined = |from: usize, to: usize| close(&text[tokens[from].end()..tokens[to].start]);
    let at = before.filter(|at| joined(*at, n)).or(after.filter(|at| joined(n, *at)))?;
    let last = tokens[at].day()?;
    let (mut first_at, mut end_at) = (at.min(n), at.max(n));
    // `27-28 aprel`, `aprelin 27-28-də`
    let other = if at < n { at.checked_sub(1) } else { Some(at + 1) };
    let other = other.filter(|other| {
        let (from, to) = (at.min(*other), at.max(*other));
        tokens.get(*other).is_some_and(|token| token.day().is_some())
            && matches!(text[tokens[from].end()..tokens[to].start].trim(), "-" | "–" | "—")
    });
    let (mut from, mut to) = (last, last);
    if let Some(other) = other {
        let day = tokens[other].day()?;
        (from, to) = (last.min(day), last.max(day));
        (first_at, end_at) = (first_at.min(other), end_at.max(other));
    }
    let mut year = None;
    if let Some(behind) = year_behind(text, tokens, end_at) {
        year = tokens[behind].year();
        end_at = behind;
    } else if let Some(ahead) = year_before(text, tokens, first_at) {
        year = tokens[ahead].year();
        first_at = ahead;
    }
    let year = year.map_or_else(|| "XXXX".to_owned(), |year| year.to_string());
    let one = |day: u8| format!("{year}-{month:02}-{day:02}");
    let edtf = if from == to { one(from) } else { format!("{}/{}", one(from), one(to)) };
    Some(Day { start: tokens[first_at].start, end: tokens[end_at].end(), month_at: tokens[n].start, edtf })
}

/// Whether only blanks or a comma stand between two parts of a date.
fn close(between: &str) -> bool {
    between.len() <= 3 && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.'))
}

/// The year right behind a day: `April 28, 1920`.
fn year_behind(text: &str, tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let next = tokens.get(end + 1)?;
    (next.year().is_some() && close(&text[tokens[end].end()..next.start])).then_some(end + 1)
}

/// The year a little before it: `1920-ci ilin 28 aprelində`, `1920-ci il aprelin 28-də`.
fn year_before(text: &str, tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let from = start.saturating_sub(3);
    let at = (from..start).rev().find(|at| tokens[*at].year().is_some())?;
    let between = &text[tokens[at].end()..tokens[start].start];
    let mut words = tokens[at + 1..start].iter().map(|token| lang::fold(token.text));
    let only_year_words =
        words.all(|word| ["ci", "cu", "il", "ili", "ilin", "yili", "yilinin"].contains(&&*word));
    (only_year_words && !between.contains(['.', ';', '\n'])).then_some(at)
}

/// Words and numbers, in order.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, c)) = characters.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let same = |next: char| {
            if c.is_ascii_digit() { next.is_ascii_digit() } else { next.is_alphabetic() || is_mark(next) }
        };
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = characters.next_if(|(_, next)| same(*next)) {
            end = at + next.len_utf8();
        }
        found.push(Token { start, text: &text[start..end] });
    }
    found
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

impl SuggestedDate {
    /// Writes the link that marks it.
    pub(super) fn write(&self, out: &mut String) {
        let surface = self.surfaces.first().map_or("", String::as_str);
        let _ = writeln!(out, "# [{surface}](date:{})  {}", self.edtf, counted(&self.places));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_in_four_languages() {
        let months = Months::new();
        let check = |text: &str, expected: &[&str]| {
            let found = days(text, &months);
            let found: Vec<String> =
                found.iter().map(|day| format!("{} = {}", &text[day.start..day.end], day.edtf)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("28 aprel 1920-ci ildə", &["28 aprel 1920 = 1920-04-28"]);
        check("Bu, 1920-ci ilin 28 aprelində oldu.", &["1920-ci ilin 28 aprelində = 1920-04-28"]);
        check("1920-ci il aprelin 28-də", &["1920-ci il aprelin 28 = 1920-04-28"]);
        check("aprelin 27-28-də gəldi", &["aprelin 27-28 = XXXX-04-27/XXXX-04-28"]);
        check("1920-ci ilin 27-28 aprelində", &["1920-ci ilin 27-28 aprelində = 1920-04-27/1920-04-28"]);
        check(
            "On April 28, 1920 and 5 May 1921",
            &["April 28, 1920 = 1920-04-28", "5 May 1921 = 1921-05-05"],
        );
        check("28 апреля 1920 года; 5 мая", &["28 апреля 1920 = 1920-04-28", "5 мая = XXXX-05-05"]);
        check("28 Nisan 1920 ve 30 Ağustos’ta", &["28 Nisan 1920 = 1920-04-28", "30 Ağustos = XXXX-08-30"]);
        check("12 nəfər, 5 maliyyəçi, XI ordu, 1920-ci ilin aprelində", &[]);
    }
}
