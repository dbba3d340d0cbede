//! The place in a work: volume, pages, leaves.

use super::cursor::Cursor;
use super::words::{self, is};
use crate::lang;

/// A place in a work as read.
#[derive(Clone, Debug, Default)]
pub(super) struct Locator {
    /// As it goes into the link; empty if only a sign was read.
    pub(super) text: String,
    /// Pages have their sign (`s.`).
    pub(super) has_page_sign: bool,
    /// Any part has a sign.
    pub(super) has_sign: bool,
    /// The numbers without a sign, in order.
    pub(super) bare: Vec<u32>,
    /// The first part has no sign.
    pub(super) begins_bare: bool,
    /// What is wrong with it.
    pub(super) fault: Option<&'static str>,
}

/// What a sign says of the number behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Page,
    Volume,
    /// Kept as written.
    Other,
}

/// Reads a place, or nothing. The cursor stands behind it then.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Locator> {
    read_with(cursor, false)
}

/// As [`read`], but Roman numbers need no sign: behind the colon of a year nothing else stands.
pub(super) fn read_roman(cursor: &mut Cursor<'_>) -> Option<Locator> {
    read_with(cursor, true)
}

/// Whether a part with a sign begins here.
pub(super) fn begins_with_sign(mut here: Cursor<'_>) -> bool {
    sign(&mut here).is_some()
}

fn read_with(cursor: &mut Cursor<'_>, roman: bool) -> Option<Locator> {
    let mut locator = Locator::default();
    let mut parts: Vec<(Option<Sign>, String)> = Vec::new();
    let mut here = *cursor;
    while let Some(part) = part(&mut here, &mut locator, parts.is_empty(), roman) {
        parts.push(part);
        *cursor = here;
        here.spaces();
        let comma = here.eat_if(|c| matches!(c, ',' | '&')).is_some();
        // Russian lists divide by stops: `Т. 2. С. 12`.
        let mut stop = here;
        if !comma && stop.eat('.') {
            stop.spaces();
            if begins_with_sign(stop) {
                here = stop;
            }
        }
        here.spaces();
        if comma && (begins_year(here) || locator.has_sign && begins_work(here)) {
            break;
        }
        // Without a comma only a part with its own sign follows: `c.2 s.14`.
        if !comma && !begins_with_sign(here) {
            break;
        }
    }
    if parts.is_empty() {
        return None;
    }
    locator.text = joined(parts);
    Some(locator)
}

/// Whether a work of a numbered list begins here: `14, s.7`.
fn begins_work(mut ahead: Cursor<'_>) -> bool {
    ahead.digits().is_some()
        && {
            ahead.spaces();
            ahead.eat(',')
        }
        && {
            ahead.spaces();
            matches!(sign(&mut ahead), Some((Sign::Page | Sign::Volume, _))) && {
                ahead.spaces();
                ahead.peek().is_some_and(|c| c.is_ascii_digit())
            }
        }
}

/// Whether a year with its pages begins here: `2021:7`.
fn begins_year(mut ahead: Cursor<'_>) -> bool {
    let found = ahead.digits();
    ahead.spaces();
    found.is_some_and(|found| found.digits.len() == 4) && ahead.peek() == Some(':')
}

/// One part: a sign and a number, or a number.
fn part(
    cursor: &mut Cursor<'_>,
    locator: &mut Locator,
    is_first: bool,
    roman: bool,
) -> Option<(Option<Sign>, String)> {
    let mut here = *cursor;
    let found = sign(&mut here);
    here.spaces();
    let start = here.at;
    let Some((value, repaired)) = value(&mut here, roman || found.is_some()) else {
        let (Sign::Page, _) = found? else { return None };
        // A sign whose number got lost: only before the end of the bracket.
        let ends = here.peek().is_none_or(|c| super::is_closing(c) || c == ';');
        if !ends {
            return None;
        }
        // `153 s.` has its sign behind the number.
        if is_first {
            locator.fault = locator.fault.or(Some("no page behind the sign"));
        }
        locator.has_sign = true;
        locator.has_page_sign = true;
        *cursor = here;
        return Some((Some(Sign::Page), String::new()));
    };
    if repaired {
        locator.fault = locator.fault.or(Some("letters among digits"));
    }
    let written = match found {
        Some((Sign::Other, _)) => spaced(cursor.since_to(here.at), &value, here.since(start)),
        _ => value.clone(),
    };
    match found {
        Some((kind, _)) => {
            locator.has_sign = true;
            locator.has_page_sign |= kind == Sign::Page;
        }
        None => {
            let first = value.split(|c: char| !c.is_ascii_digit()).next();
            locator.bare.push(first.and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX));
        }
    }
    locator.begins_bare |= is_first && found.is_none();
    *cursor = here;
    Some((found.map(|(kind, _)| kind), written))
}

/// A part with its sign as written, blanks made plain: `ф. 1`.
fn spaced(written: &str, value: &str, value_written: &str) -> String {
    let sign = written.strip_suffix(value_written).unwrap_or(written);
    let plain = sign.split_whitespace().collect::<Vec<_>>().join(" ");
    let blank = if sign.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{plain}{blank}{value}")
}

/// Reads a sign with its stop: `s.`, `том`, `№`.
fn sign<'a>(cursor: &mut Cursor<'a>) -> Option<(Sign, &'a str)> {
    let mut here = *cursor;
    if here.eat('№') {
        *cursor = here;
        return Some((Sign::Other, "№"));
    }
    let word = here.word()?;
    let folded = lang::fold(word);
    let kind = if is(&folded, &words::PAGE) {
        Sign::Page
    } else if is(&folded, &words::VOLUME) {
        Sign::Volume
    } else if is(&folded, &words::OTHER) {
        Sign::Other
    } else {
        return None;
    };
    // `ss.` may be written `s.s.`; a stop may be a comma, a colon or away.
    let mut stop = here;
    stop.spaces();
    if stop.eat_if(|c| matches!(c, '.' | ':' | ',')).is_some() {
        stop.eat('.');
        here = stop;
        let mut twice = here;
        if kind == Sign::Page && twice.eat_if(|c| matches!(c, 's' | 'с' | 'p')).is_some() && twice.eat('.') {
            here = twice;
        }
    }
    *cursor = here;
    Some((kind, word))
}

/// Reads a number or a range; Roman numbers only behind a sign. Whether it was repaired.
fn value(cursor: &mut Cursor<'_>, behind_sign: bool) -> Option<(String, bool)> {
    let mut here = *cursor;
    let (mut text, mut repaired) = number(&mut here, behind_sign)?;
    *cursor = here;
    // `185-ci` is an ordinal, not a range to a Roman number.
    let roman = !text.starts_with(|c: char| c.is_ascii_digit());
    loop {
        here.spaces();
        let Some(dash) = here.eat_if(|c| is_dash(c) || c == '/') else { break };
        while here.eat_if(is_dash).is_some() {}
        here.spaces();
        let Some((to, letters)) = number(&mut here, roman || dash == '/') else { break };
        text.push(dash);
        text.push_str(&to);
        repaired |= letters;
        *cursor = here;
    }
    tail(cursor);
    Some((text, repaired))
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '‑' | '−')
}

fn number(cursor: &mut Cursor<'_>, behind_sign: bool) -> Option<(String, bool)> {
    let mut here = *cursor;
    if let Some(found) = here.digits() {
        if found.digits.len() > if behind_sign { 5 } else { 4 } {
            return None;
        }
        let mut text = found.digits;
        // `12a`, `12об`: the side of a leaf. `1920-ci` is a date.
        let mut letters = here;
        if let Some(word) = letters.word() {
            if word.chars().count() > 2 {
                return None;
            }
            text.push_str(word);
            here = letters;
        }
        *cursor = here;
        return Some((text, found.repaired));
    }
    let word = here.word().filter(|word| behind_sign && is_roman(word))?;
    *cursor = here;
    Some((word.to_owned(), false))
}

fn is_roman(word: &str) -> bool {
    word.len() <= 8
        && (word.chars().all(|c| "IVXLCDMХІ".contains(c)) || word.chars().all(|c| "ivxlcdm".contains(c)))
}

/// "and following", the other side of a leaf: part of the place, but of no use in it.
fn tail(cursor: &mut Cursor<'_>) {
    let mut here = *cursor;
    here.spaces();
    let word = here.word().map(lang::fold);
    if word.is_some_and(|word| is(&word, &words::TAIL)) {
        here.eat('.');
        *cursor = here;
    }
}

/// The parts as a locator: pages without a sign, volumes with `vol.`.
fn joined(parts: Vec<(Option<Sign>, String)>) -> String {
    let last = parts.len() - 1;
    let in_archive = parts.iter().any(|(sign, _)| *sign == Some(Sign::Other));
    let shown = parts.into_iter().enumerate().filter(|(_, (_, value))| !value.is_empty());
    let shown = shown.map(|(n, (sign, value))| match sign {
        // `c. 14` alone is a page whose sign is a letter of the other alphabet; `v. 4` of a file is a leaf.
        Some(Sign::Volume) if in_archive && n == last => format!("v.{value}"),
        Some(Sign::Volume) if n < last => format!("vol. {value}"),
        _ => value,
    });
    shown.collect::<Vec<_>>().join(", ")
}
