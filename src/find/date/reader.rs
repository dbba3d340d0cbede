//! A text in words, and the lists that dates are made of: days, months, years.

use super::said::Link;
use super::word::{Kind, Word};
use crate::lang::find::{DateWords, Ending, Flag, Sense};

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    Comma,
    Dash,
    Slash,
    Stop,
    Open,
    Other,
}

/// Several numbers, months or years: `13 və 15`, `mart-aprel`.
pub(super) struct Several<T> {
    pub(super) list: Vec<T>,
    pub(super) link: Link,
    pub(super) end: usize,
}

/// A text in words.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) language: &'a DateWords,
    pub(super) is_heading: bool,
}

/// Years and whether the words say that they are years.
pub(super) struct Years {
    pub(super) several: Several<i64>,
    pub(super) marked: bool,
}

impl Reader<'_> {
    pub(super) fn is_announced(&self, i: usize, flag: Flag) -> bool {
        self.near(i) && self.words[i - 1].has(flag)
    }

    pub(super) fn text_of(&self, i: usize) -> &str {
        &self.text[self.words[i].start..self.words[i].end]
    }

    pub(super) fn seasons(&self, i: usize) -> Option<Several<u8>> {
        let season = |i: usize| match self.sense(i) {
            Sense::Season(season) => Some((season, i + 1)),
            _ => None,
        };
        let mut seasons = self.several(i, season, |first, second| second > first)?;
        if self.near(seasons.end) && self.sense(seasons.end) == Sense::MonthWord {
            seasons.end += 1;
        }
        Some(seasons)
    }

    pub(super) fn month(&self, i: usize) -> Option<u8> {
        match self.sense(i) {
            Sense::Month(month) => Some(month),
            _ => None,
        }
    }

    /// `mart-aprel`, `March and April`
    pub(super) fn months(&self, i: usize) -> Option<Several<u8>> {
        let mut months =
            self.several(i, |i| Some((self.month(i)?, i + 1)), |first, second| second > first)?;
        if let [first, second] = months.list[..]
            && months.link == Link::And
            && second == first + 1
        {
            months.link = Link::To;
        }
        Some(months)
    }

    /// A day and where it ends; `15 (28)` is the second.
    pub(super) fn day(&self, i: usize) -> Option<(u8, usize)> {
        let (day, end) = match self.words.get(i)?.kind {
            Kind::Number(number, 1 | 2) if self.is_free(i) => (u8::try_from(number).ok()?, i + 1),
            Kind::Roman(number) if self.language.roman_days => (number, i + 1),
            Kind::Word(Sense::Number(_)) => self.number_in_words(i)?,
            _ => return None,
        };
        if let Some(Word { kind: Kind::Number(second @ 1..=31, _), end: at, .. }) = self.words.get(end)
            && self.gap(end) == Gap::Open
            && self.text[*at..].starts_with(')')
        {
            return Some((u8::try_from(*second).ok()?, end + 1));
        }
        (1..=31).contains(&day).then_some((day, end))
    }

    pub(super) fn in_words(&self, i: usize) -> bool {
        matches!(self.words[i].kind, Kind::Word(_))
    }

    pub(super) fn number_in_words(&self, i: usize) -> Option<(u8, usize)> {
        let Sense::Number(number) = self.sense(i) else { return None };
        match self.sense(i + 1) {
            Sense::Number(one @ 1..=9)
                if number % 10 == 0 && (self.near(i + 1) || self.gap(i + 1) == Gap::Dash) =>
            {
                Some((number + one, i + 2))
            }
            _ => Some((number, i + 1)),
        }
    }

    /// `28`, `11-12`, `13 və 15`, `3-dən 5-dək`, `3 to 5`
    pub(super) fn days(&self, i: usize) -> Option<Several<u8>> {
        self.several(i, |i| self.day(i), |first, second| second > first)
    }

    /// A list of things of one kind, joined by hyphens, "and", "or", "to", commas or from–to endings.
    pub(super) fn several<T: Copy>(
        &self,
        i: usize,
        one: impl Fn(usize) -> Option<(T, usize)>,
        follows: impl Fn(T, T) -> bool,
    ) -> Option<Several<T>> {
        let (first, end) = one(i)?;
        let mut found = Several { list: vec![first], link: Link::And, end };
        while let Some((link, k)) = self.link(found.end) {
            let Some((next, end)) = one(k) else { break };
            if found.list.last().is_some_and(|last| link == Link::To && !follows(*last, next)) {
                break;
            }
            if self.gap(found.end) == Gap::Comma && !matches!(self.link(end), Some((Link::And, _))) {
                break;
            }
            found.list.push(next);
            (found.link, found.end) = (link, end);
            if link == Link::To {
                let until = self.words[end - 1].ending == Ending::To
                    && self.near(end)
                    && self.sense(end) == Sense::Until;
                found.end += usize::from(until);
                break;
            }
        }
        Some(found)
    }

    /// What joins the word before `k` to what follows, and where that begins.
    pub(super) fn link(&self, k: usize) -> Option<(Link, usize)> {
        let word = self.words.get(k)?;
        let of_word = |word: &Word| match word.sense() {
            Sense::And => Some(Link::And),
            Sense::Or => Some(Link::Or),
            Sense::To => Some(Link::To),
            _ => None,
        };
        match self.gap(k) {
            // `1920er- und 1930er-Jahre`
            Gap::Dash => of_word(word).map(|link| (link, k + 1)).or(Some((Link::To, k))),
            Gap::Slash => Some((Link::To, k)),
            Gap::Comma => Some((Link::And, k)),
            Gap::Space => match of_word(word) {
                // `bis zum 2.`
                Some(Link::To) => Some((Link::To, self.skip(k + 1, &[Sense::Glue, Sense::To]))),
                Some(link) => Some((link, self.skip(k + 1, &[Sense::Glue]))),
                None if self.words[k - 1].ending == Ending::From => Some((Link::To, k)),
                None => None,
            },
            _ => None,
        }
    }

    /// Years in figures, with the word for "year" before or behind them; none for "the same year".
    pub(super) fn years(&self, i: usize) -> Option<Years> {
        if self.sense(i) == Sense::SameYear {
            let several = Several { list: Vec::new(), link: Link::And, end: i + 1 };
            return Some(Years { several, marked: true });
        }
        let named = !self.language.parts_behind && matches!(self.sense(i), Sense::Year | Sense::Years);
        let k = i + usize::from(named);
        if named && !self.near(k) {
            return None;
        }
        let mut several = self.years_in_figures(k)?;
        let last = several.end - 1;
        let Kind::Number(_, digits) = self.words[last].kind else {
            // "until" behind the second year
            return Some(Years { several, marked: true });
        };
        let behind = several.end < self.words.len()
            && self.near(several.end)
            && matches!(self.sense(several.end), Sense::Year | Sense::Years);
        several.end += usize::from(behind);
        // `1500 il əvvəl`, but `1920-ci il ərzində`
        let bare =
            self.words[last].ending == Ending::None && self.words[several.end - 1].ending == Ending::None;
        let counted = bare && self.words.get(several.end).is_some_and(|next| next.has(Flag::Counted));
        // In Azerbaijani `1920-dən` may be any number, in Turkish a number has no apostrophe.
        let ending = match self.words[last].ending {
            Ending::None => false,
            Ending::Ordinal | Ending::At => true,
            _ => self.language.capital_months,
        };
        let marked = (named || behind || ending) && !counted;
        let long = digits == 4 || several.list[0] > 999 || ending && behind || named;
        (long && (marked || !counted)).then_some(Years { several, marked })
    }

    pub(super) fn years_in_figures(&self, i: usize) -> Option<Several<i64>> {
        let year = |i: usize| match self.words.get(i)?.kind {
            Kind::Number(number @ 100..=2100, _) if self.is_free(i) && !self.is_decade(i) => {
                Some((i64::from(number), i + 1))
            }
            _ => None,
        };
        let mut years = self.several(i, year, |first, second| second > first)?;
        let [first] = years.list[..] else { return Some(years) };
        // `1919–20`, `1923/24-cü`
        if let Some(Word { kind: Kind::Number(short, 2), .. }) = self.words.get(years.end)
            && matches!(self.gap(years.end), Gap::Dash | Gap::Slash)
            && i64::from(*short) > first % 100
            && first > 999
        {
            years.list.push(first / 100 * 100 + i64::from(*short));
            (years.link, years.end) = (Link::To, years.end + 1);
        }
        Some(years)
    }

    pub(super) fn is_decade(&self, i: usize) -> bool {
        self.words[i].ending == Ending::Decade
    }

    /// Whether a number stands by itself: no part of `12.5` or `3:15`, and no page.
    pub(super) fn is_free(&self, i: usize) -> bool {
        let Word { start, end, .. } = self.words[i];
        let mut left = self.text[..start].chars().rev();
        let mut right = self.text[end..].chars();
        let joint = |c: Option<char>| matches!(c, Some('.' | ',' | ':'));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let joined = joint(left.next()) && digit(left.next()) || joint(right.next()) && digit(right.next());
        let reference = i > 0
            && self.words[i - 1].has(Flag::BeforeNumber)
            && matches!(self.gap(i), Gap::Space | Gap::Stop);
        !(joined || reference && self.is_reference(i))
    }

    /// `s. 28`, but `с 28 апреля`: the stop decides for a single small letter.
    pub(super) fn is_reference(&self, i: usize) -> bool {
        let before = &self.words[i - 1];
        let text = &self.text[before.start..self.words[i].start];
        text.contains('.')
            || text.starts_with('№')
            || before.end - before.start > 2 && !before.has(Flag::BeforeMonth)
    }

    pub(super) fn sense(&self, i: usize) -> Sense {
        self.words.get(i).map_or(Sense::Nothing, Word::sense)
    }

    pub(super) fn skip(&self, mut i: usize, senses: &[Sense]) -> usize {
        while senses.contains(&self.sense(i)) && i > 0 && self.near(i) {
            i += 1;
        }
        i
    }

    /// Whether only blanks stand between a word and the one before it.
    pub(super) fn near(&self, k: usize) -> bool {
        k < self.words.len() && k > 0 && self.gap(k) == Gap::Space
    }

    pub(super) fn gap(&self, k: usize) -> Gap {
        if k == 0 || k >= self.words.len() {
            return Gap::Other;
        }
        let between = self.text[self.words[k - 1].end..self.words[k].start].trim();
        let between = match between.strip_prefix(')') {
            Some(rest) if self.is_bracketed(k) => rest.trim_start(),
            _ => between,
        };
        match between {
            "" => Gap::Space,
            "," => Gap::Comma,
            "-" | "–" | "—" | "‑" | "−" => Gap::Dash,
            "/" => Gap::Slash,
            "." => Gap::Stop,
            "(" => Gap::Open,
            _ => Gap::Other,
        }
    }

    /// Whether a bracket opens one or two words before the word at `k`: `15 (28) aprel`, `(7 ноября)`.
    pub(super) fn is_bracketed(&self, k: usize) -> bool {
        let from = k.checked_sub(3).map_or(0, |at| self.words[at].end);
        self.text[from..self.words[k - 1].start].contains('(')
    }
}
