//! Citations by number: `[12, s.185-186]`.

use super::cursor::Cursor;
use super::locator::{self, Locator};
use super::{
    Citation, Cited, CitedSource, archive, before_closing, closed, is_bracket, is_closing, unopened_from,
};
use std::ops::Range;

/// The usual bracket.
const USUAL: char = '[';
/// No list of works is longer.
const LAST_NUMBER: u32 = 999;
/// Larger numbers behind a comma are pages, not works.
const LAST_LISTED: u32 = 60;
/// As far back a work may begin whose bracket was not opened.
const LONGEST_UNOPENED: usize = 40;

/// The works of a bracket as far as they were read.
#[derive(Default)]
struct Works {
    list: Vec<Cited>,
    fault: Option<&'static str>,
    /// A page with its sign was among them: this is a citation whatever follows.
    sure: bool,
}

impl Works {
    fn fault(&mut self, fault: &'static str) {
        self.fault = self.fault.or(Some(fault));
    }
}

/// The citation at the bracket `here`; what stands before `free` belongs to another one.
pub(super) fn at(text: &str, here: usize, free: usize, before: Option<&Cited>) -> Option<Citation> {
    let bracket = text[here..].chars().next()?;
    if is_closing(bracket) {
        return unopened(text, here, free);
    }
    let inside = Cursor::new(text, here + bracket.len_utf8());
    numbered(inside, bracket, here)
        .or_else(|| unclear(inside, bracket, here))
        .or_else(|| archive::file(text, here, USUAL))
        .or_else(|| archive::ibid(text, here, USUAL, before))
}

fn numbered(mut cursor: Cursor<'_>, bracket: char, start: usize) -> Option<Citation> {
    let works = works(&mut cursor)?;
    // `(5)` and `(3, v.2)` may be anything; only a page makes them a citation.
    if bracket != USUAL && !works.sure {
        return None;
    }
    let (end, fault) = closed(&cursor, bracket, USUAL, works.sure)?;
    Some(Citation { range: start..end, works: works.list, fault: works.fault.or(fault) })
}

/// `[4, II fəsil]`: one number, a comma, and a place that follows no rule.
fn unclear(mut here: Cursor<'_>, bracket: char, start: usize) -> Option<Citation> {
    here.spaces();
    let from = here.at;
    let number = number(&mut here, &mut Works::default())?;
    here.spaces();
    if bracket != USUAL || !here.eat(',') {
        return None;
    }
    here.spaces();
    let rest = here.rest();
    let (end, closing) = rest.char_indices().take(60).find(|(_, c)| is_bracket(*c))?;
    let place = rest[..end].trim();
    let has_number = place.contains(|c: char| c.is_ascii_digit() || "IVX".contains(c));
    if closing != ']' || !has_number {
        return None;
    }
    let range = from..here.at + place.len();
    let work = Cited { range, source: CitedSource::Number(number), locator: Some(place.to_owned()) };
    let range = start..here.at + end + 1;
    Some(Citation { range, works: vec![work], fault: Some("unclear place in the work") })
}

/// A citation whose bracket was closed at `here`, but not opened, or has words before the work.
fn unopened(text: &str, here: usize, free: usize) -> Option<Citation> {
    let (from, opening) = before_closing(text, here, free, LONGEST_UNOPENED);
    if opening.is_some_and(|at| !text[at..].starts_with(USUAL)) {
        return None;
    }
    let line = &text[from..here];
    let mut candidates = line.char_indices().filter(|(n, c)| {
        let joined = line[..*n].ends_with(|c: char| c.is_alphanumeric() || "-–.".contains(c));
        c.is_ascii_digit() && !joined
    });
    candidates.find_map(|(n, _)| {
        let mut cursor = Cursor::new(text, from + n);
        let works = works(&mut cursor)?;
        cursor.spaces();
        let fits = works.sure && cursor.at == here && cursor.eat(']');
        let (start, fault) = unopened_from(from + n, opening);
        fits.then_some(Citation { range: start..cursor.at, works: works.list, fault: Some(fault) })
    })
}

/// Reads works up to what is none.
fn works(cursor: &mut Cursor<'_>) -> Option<Works> {
    let mut works = Works::default();
    let mut here = *cursor;
    here.spaces();
    archive::see(&mut here);
    while work(&mut here, &mut works) {
        *cursor = here;
        here.spaces();
        if here.eat(';') {
            here.spaces();
            archive::see(&mut here);
            // `[12; s.185]`: the place of the work before.
            if late_place(&mut here, &mut works) {
                *cursor = here;
                here.spaces();
                if !here.eat(';') {
                    break;
                }
                here.spaces();
            }
        } else if here.eat(',') {
            here.spaces();
            works.fault("no semicolon between works");
        } else {
            break;
        }
    }
    if let Some(last) = works.list.last() {
        cursor.at = cursor.at.max(last.range.end);
    }
    // A fault found while looking for one more work that was none is no fault.
    if works.list.len() < 2 && works.fault == Some("no semicolon between works") {
        works.fault = None;
    }
    (!works.list.is_empty()).then_some(works)
}

fn late_place(here: &mut Cursor<'_>, works: &mut Works) -> bool {
    let mut ahead = *here;
    if !locator::begins_with_sign(ahead) {
        return false;
    }
    let Some(place) = locator::read(&mut ahead).filter(|place| place.has_page_sign) else { return false };
    let Some(work) = works.list.last_mut().filter(|work| work.locator.is_none()) else { return false };
    work.range.end = ahead.at;
    work.locator = Some(place.text).filter(|text| !text.is_empty());
    works.fault("no comma behind the number");
    works.sure = true;
    *here = ahead;
    true
}

/// Reads one work, or a list of bare numbers, onto `works`.
fn work(cursor: &mut Cursor<'_>, works: &mut Works) -> bool {
    let mut here = *cursor;
    let start = here.at;
    let Some(number) = number(&mut here, works) else { return false };
    let end = here.at;
    *cursor = here;
    if range_of_works(cursor, number, start..end, works) {
        return true;
    }
    let mut work = Cited { range: start..end, source: CitedSource::Number(number), locator: None };
    here.spaces();
    let separator = here.eat_if(|c| matches!(c, ',' | '.' | ':' | '-' | '–'));
    here.spaces();
    if separator == Some(',') && here.eat(',') {
        works.fault("two commas behind the number");
        here.spaces();
    }
    let place_start = here.at;
    let Some(place) = misread_sign(&mut here, works).or_else(|| locator::read(&mut here)) else {
        works.list.push(work);
        return true;
    };
    let follows = matches!(separator, Some(',' | '.' | ':'));
    // `[5, 6, 7, s.8]`: the numbers before the sign are works.
    let is_next = place.begins_bare && place.has_page_sign && place.fault.is_none() && place.bare.len() < 9;
    if !place.has_sign && !follows || is_next && !sign_is_behind(&place) {
        works.list.push(work);
        return true;
    }
    if is_list(number, &place) && separator == Some(',') {
        works.list.push(work);
        return numbers(cursor, place_start, works);
    }
    if !place.has_sign {
        if place.bare.iter().any(|bare| *bare > 9_999) {
            return false;
        }
        if separator == Some(',') {
            works.fault("pages without a sign");
        }
    } else if separator != Some(',') {
        works.fault("no comma behind the number");
    }
    if let Some(fault) = place.fault {
        works.fault(fault);
    }
    works.sure |= place.has_page_sign;
    work.range.end = here.at;
    work.locator = Some(place.text).filter(|text| !text.is_empty());
    works.list.push(work);
    *cursor = here;
    true
}

/// `153 s.`: one number, and the sign says nothing more.
fn sign_is_behind(place: &Locator) -> bool {
    place.bare.len() == 1 && place.text.chars().all(|c| c.is_ascii_digit() || locator::is_dash(c))
}

/// Reads the number of a work; `1 2` and `l2` are repaired.
fn number(cursor: &mut Cursor<'_>, works: &mut Works) -> Option<u32> {
    let mut here = *cursor;
    let found = here.digits()?;
    let mut digits = found.digits;
    if let Some(more) = split_number(&mut here) {
        digits.push_str(&more);
        works.fault("blank in a number");
    }
    let is_number = !digits.starts_with('0') && !here.in_word();
    let number: u32 = digits.parse().ok().filter(|n| is_number && *n <= LAST_NUMBER)?;
    if found.repaired {
        works.fault("letters among digits");
    }
    *cursor = here;
    Some(number)
}

/// The second half of a number with a blank in it (`1 2, s.185`), if a page follows.
fn split_number(cursor: &mut Cursor<'_>) -> Option<String> {
    let mut here = *cursor;
    let more = if here.spaces() { here.digits()? } else { return None };
    let mut behind = here;
    behind.spaces();
    if !behind.eat(',') {
        return None;
    }
    behind.spaces();
    locator::read(&mut behind).filter(|place| place.has_page_sign)?;
    *cursor = here;
    Some(more.digits)
}

/// `2-4`: works 2, 3 and 4.
fn range_of_works(cursor: &mut Cursor<'_>, first: u32, range: Range<usize>, works: &mut Works) -> bool {
    let mut here = *cursor;
    here.spaces();
    if here.eat_if(locator::is_dash).is_none() {
        return false;
    }
    here.spaces();
    let Some(last) = here.digits().and_then(|found| found.digits.parse::<u32>().ok()) else { return false };
    if here.in_word() || last <= first || last > LAST_LISTED * 2 || last - first > 20 {
        return false;
    }
    let whole = range.start..here.at;
    let cited = |number| Cited { range: whole.clone(), source: CitedSource::Number(number), locator: None };
    works.list.extend((first..=last).map(cited));
    *cursor = here;
    true
}

/// `5.185` behind a comma: the sign `s.` read as a digit.
fn misread_sign(cursor: &mut Cursor<'_>, works: &mut Works) -> Option<Locator> {
    let mut here = *cursor;
    if !(here.eat_if(|c| matches!(c, '5' | '$' | '§')).is_some() && here.eat('.')) {
        return None;
    }
    here.peek().filter(char::is_ascii_digit)?;
    let mut place = locator::read(&mut here)?;
    works.fault("unclear sign for pages");
    (place.has_sign, place.has_page_sign) = (true, true);
    *cursor = here;
    Some(place)
}

/// Whether the numbers behind a number are works, too: `[1, 4, 7]`.
fn is_list(first: u32, place: &Locator) -> bool {
    let rises = std::iter::once(first).chain(place.bare.iter().copied()).is_sorted_by(|a, b| a < b);
    let small = place.bare.iter().all(|number| *number <= LAST_LISTED);
    !place.has_sign && rises && small
}

/// Reads numbers and ranges of works, divided by commas, from `start` on.
fn numbers(cursor: &mut Cursor<'_>, start: usize, works: &mut Works) -> bool {
    cursor.at = start;
    loop {
        let from = cursor.at;
        let Some(number) = number(cursor, works) else { return false };
        if !range_of_works(cursor, number, from..cursor.at, works) {
            let range = from..cursor.at;
            works.list.push(Cited { range, source: CitedSource::Number(number), locator: None });
        }
        let mut ahead = *cursor;
        ahead.spaces();
        if !ahead.eat(',') {
            return true;
        }
        ahead.spaces();
        if ahead.peek().is_none_or(|c| !c.is_ascii_digit()) {
            return true;
        }
        *cursor = ahead;
    }
}
