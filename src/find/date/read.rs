//! Dates with what stands around them: spans, pairs, "early", "about", "first half of", nights.

use super::Part;
use super::reader::{Gap, Reader};
use super::said::{Link, Said, Year, about, fraction_of, joined, night_to, with_part};
use super::word::Kind;
use crate::lang::find::{Ending, Sense};

impl Reader<'_> {
    /// The date that begins with a word; two where the first borrows its year from the second.
    pub(super) fn dates(&self, i: usize) -> Option<Vec<Said>> {
        if self.sense(i) == Sense::Between
            && let Some(said) = self.between(i)
        {
            return Some(vec![said]);
        }
        let first = self.date(i)?;
        if let Some(both) = self.range(&first) {
            return Some(vec![both]);
        }
        Some(self.pair(&first).unwrap_or_else(|| vec![first]))
    }

    /// `between 1918 and 1920`, `между 5 и 9 мая`
    fn between(&self, i: usize) -> Option<Said> {
        let k = self.skip(i + 1, &[Sense::Glue]);
        let first = self.date(k)?;
        let mut both = match first.moments.len() {
            2 => first,
            _ if self.sense(first.words.end) == Sense::And => {
                let k = self.skip(first.words.end + 1, &[Sense::Glue]);
                let second = self.date(k)?;
                joined(&first, &second)?
            }
            _ => return None,
        };
        (both.link, both.words.start, both.sure) = (Link::To, i, true);
        Some(both)
    }

    /// From one date to another.
    fn range(&self, first: &Said) -> Option<Said> {
        let k = first.words.end;
        if k >= self.words.len() || first.moments.len() > 1 {
            return None;
        }
        let dash = self.gap(k) == Gap::Dash;
        let to = self.near(k) && self.sense(k) == Sense::To;
        let from = first.ending == Ending::From && self.near(k);
        let start = match (dash, to, from) {
            (true, ..) | (_, _, true) => k,
            (_, true, _) => k + 1,
            _ => return None,
        };
        let start = self.skip(start, &[Sense::Glue]);
        let start = if to && self.sense(start) == Sense::To { start + 1 } else { start };
        let second = self.date(start).filter(|second| second.moments.len() == 1)?;
        let mut both = joined(first, &second)?;
        if from && !dash {
            let until = self.near(both.words.end) && self.sense(both.words.end) == Sense::Until;
            let until_ending = second.ending == Ending::Until;
            if !until && !until_ending {
                return None;
            }
            both.words.end += usize::from(until);
        }
        Some(both)
    }

    /// `28 апреля и 5 мая 1920 года`, `27 Nisan’ı 28 Nisan 1920’ye bağlayan gece`
    fn pair(&self, first: &Said) -> Option<Vec<Said>> {
        let k = first.words.end;
        if let Some(both) = self.amid(first) {
            return Some(vec![both]);
        }
        if !first.has_day() || first.has_year() || k >= self.words.len() || !self.near(k) {
            return None;
        }
        let start = if self.sense(k) == Sense::And { self.skip(k + 1, &[Sense::Glue]) } else { k };
        let second = self.date(start).filter(|second| second.has_day())?;
        if start == k {
            let night = self.is_night(second.words.end - 1);
            return joined(first, &second).filter(|_| night).map(|both| vec![both]);
        }
        let year = match second.moments[0].year {
            Year::Said(year) => Some(year),
            _ => return None,
        };
        Some(vec![Said { lent: year, ..first.clone() }, second])
    }

    /// `10 Temmuz 1918 ile 27 Ekim 1918 arasında`
    fn amid(&self, first: &Said) -> Option<Said> {
        let k = first.words.end;
        if !self.near(k) || self.sense(k) != Sense::And {
            return None;
        }
        let mut both = joined(first, &self.date(k + 1)?)?;
        let end = both.words.end;
        both.words.end += 1;
        (self.near(end) && self.sense(end) == Sense::Amid).then_some(both)
    }

    /// Whether the day follows by its name: `ertəsi gün – 28 apreldə`.
    pub(super) fn is_explained(&self, said: &Said) -> bool {
        let k = said.words.end;
        let relative = said.moments.iter().any(|moment| moment.in_days.is_some());
        relative
            && matches!(self.gap(k), Gap::Comma | Gap::Dash | Gap::Open)
            && self.date(self.skip(k, &[Sense::Glue])).is_some_and(|date| date.has_day())
    }

    fn is_night(&self, k: usize) -> bool {
        matches!(self.sense(k), Sense::Night | Sense::NightTo)
    }

    /// One date with "early", "about", "first half of" and the like before or behind it.
    fn date(&self, i: usize) -> Option<Said> {
        let word = self.words.get(i)?;
        let said = match word.kind {
            Kind::Word(Sense::Nothing) => None,
            Kind::Word(Sense::Early | Sense::Mid | Sense::Late) => self.part_before(i),
            Kind::Word(Sense::About) => self.about_before(i),
            Kind::Word(Sense::Night | Sense::NightTo) => self.night_before(i),
            Kind::Word(Sense::Half) => self.fraction_before(i),
            _ => self.fraction_before(i).or_else(|| self.core(i)),
        }?;
        let said = if self.language.parts_behind { self.behind(said) } else { said };
        let ending = self.words[said.words.end - 1].ending;
        Some(Said { ending, ..said })
    }

    fn part_before(&self, i: usize) -> Option<Said> {
        if self.language.parts_behind {
            return None;
        }
        let k = self.skip(i + 1, &[Sense::Of, Sense::Glue]);
        let near = k > i + 1 || self.near(i + 1) || self.gap(i + 1) == Gap::Dash;
        let inner = self.core(k).filter(|_| near)?;
        let part = self.part(i)?;
        let said = with_part(inner, part)?;
        Some(Said { words: i..said.words.end, ..said })
    }

    fn about_before(&self, i: usize) -> Option<Said> {
        let k = self.skip(i + 1, &[Sense::Glue]);
        let inner = self.core(k).filter(|inner| self.near(i + 1) && (inner.sure || !inner.has_year()))?;
        Some(about(Said { words: i..inner.words.end, ..inner }))
    }

    fn night_before(&self, i: usize) -> Option<Said> {
        if self.language.parts_behind {
            return None;
        }
        let k = self.skip(i + 1, &[Sense::Glue]);
        let inner = self.core(k).filter(Said::has_day)?;
        let said = if self.sense(i) == Sense::NightTo { night_to(inner) } else { inner };
        Some(Said { words: i..said.words.end, ..said })
    }

    /// `first half of 1919`, `второе полугодие 1919 года`
    fn fraction_before(&self, i: usize) -> Option<Said> {
        if self.language.parts_behind {
            return None;
        }
        let (number, k) = self.fraction(i)?;
        let k = self.skip(k, &[Sense::Of, Sense::Glue]);
        let inner = self.core(k)?;
        let said = fraction_of(inner, number)?;
        Some(Said { words: i..said.words.end, ..said })
    }

    /// Which half (1, 2) or quarter (11 to 14) is named, and where its name ends.
    fn fraction(&self, i: usize) -> Option<(u8, usize)> {
        let of = self.sense(i + 1);
        if !matches!(of, Sense::Half | Sense::Quarter) || !self.near(i + 1) {
            return None;
        }
        let last = if of == Sense::Half { 2 } else { 4 };
        let number = match self.words[i].kind {
            Kind::Roman(number) => number,
            Kind::Number(number, 1) => u8::try_from(number).ok()?,
            Kind::Word(Sense::Number(number)) => number,
            Kind::Word(Sense::First) => 1,
            Kind::Word(Sense::Last) => last,
            _ => return None,
        };
        let base = if of == Sense::Half { 0 } else { 10 };
        (1..=last).contains(&number).then_some((base + number, i + 2))
    }

    fn part(&self, i: usize) -> Option<Part> {
        match self.sense(i) {
            Sense::Early => Some(Part::Early),
            Sense::Mid => Some(Part::Mid),
            Sense::Late => Some(Part::Late),
            _ => None,
        }
    }

    /// What follows a date in languages that have it there: `aprelin sonlarında`.
    fn behind(&self, said: Said) -> Said {
        let k = said.words.end;
        if k >= self.words.len() || !self.near(k) {
            return said;
        }
        let longer = |end: usize| Said { words: said.words.start..end, ..said.clone() };
        let found = match self.sense(k) {
            Sense::Early | Sense::Mid | Sense::Late => {
                self.part(k).and_then(|part| with_part(longer(k + 1), part))
            }
            Sense::Thereabouts if said.sure || said.ending == Ending::None => Some(about(longer(k + 1))),
            Sense::NightTo if said.has_day() => Some(night_to(longer(k + 1))),
            Sense::Night if said.has_day() => Some(longer(k + 1)),
            Sense::Amid if said.moments.len() == 2 && said.link == Link::And => {
                Some(Said { link: Link::To, sure: true, ..longer(k + 1) })
            }
            _ => self.fraction(k).and_then(|(number, end)| fraction_of(longer(end), number)),
        };
        found.unwrap_or(said)
    }
}
