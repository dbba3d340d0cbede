//! Citations by author and year: `(Nesibli, 2018:194-195)`.

use super::cursor::Cursor;
use super::locator::{self, Locator};
use super::words::{self, begins, is};
use super::{Citation, Cited, CitedSource, archive, before_closing, closed, is_closing, unopened_from};
use crate::lang;

/// The usual bracket.
const USUAL: char = '(';
/// Its end.
const USUAL_END: char = ')';
/// The most words that name the authors of one work.
const MOST_WORDS: usize = 10;
/// As many small words may stand in a title that is cited for want of an author.
const MOST_SMALL_WORDS: usize = 3;
/// An older year without a page is the year of an event, not of a book.
const FIRST_WITHOUT_PAGE: u32 = 1930;
/// As far back a work may begin whose bracket was not opened.
const LONGEST_UNOPENED: usize = 60;

/// The authors of a work as read.
#[derive(Clone, Debug, Default)]
struct Names {
    list: Vec<String>,
    /// "and others" stood behind them.
    others: bool,
    /// Words without a capital letter.
    small: usize,
    words: usize,
    /// A comma or the like stood before the year.
    divided: bool,
}

/// A year as read.
#[derive(Clone, Debug)]
struct Year {
    /// With its letter.
    text: String,
    number: u32,
    has_letter: bool,
    repaired: bool,
}

/// One work as read.
struct Work {
    cited: Cited,
    fault: Option<&'static str>,
    /// A page stands where only a citation has one.
    sure: bool,
}

/// The citation at the bracket `here`; what stands before `free` belongs to another one.
pub(super) fn at(text: &str, here: usize, free: usize, before: Option<&Cited>) -> Option<Citation> {
    let bracket = text[here..].chars().next()?;
    if is_closing(bracket) {
        return unopened(text, here, free);
    }
    let inside = Cursor::new(text, here + bracket.len_utf8());
    named(inside, bracket, here)
        .or_else(|| year_first(inside, bracket, here))
        .or_else(|| name_outside(text, inside, bracket, here, free))
        .or_else(|| archive::file(text, here, USUAL))
        .or_else(|| archive::ibid(text, here, USUAL, before))
}

fn named(mut cursor: Cursor<'_>, bracket: char, start: usize) -> Option<Citation> {
    let (works, fault, sure) = works(&mut cursor)?;
    let (end, wrong) = closed(&cursor, bracket, USUAL, sure)?;
    Some(Citation { range: start..end, works, fault: fault.or(wrong) })
}

/// Reads works up to what is none; with them what is wrong, and whether it is a citation whatever follows.
fn works(cursor: &mut Cursor<'_>) -> Option<(Vec<Cited>, Option<&'static str>, bool)> {
    let mut here = *cursor;
    here.spaces();
    let told = archive::see(&mut here);
    let first = work(&mut here, None, told)?;
    let (mut list, mut fault, mut sure) = (vec![first.cited], first.fault, first.sure);
    *cursor = here;
    loop {
        here.spaces();
        let Some(separator) = here.eat_if(|c| matches!(c, ';' | ',')) else { break };
        here.spaces();
        archive::see(&mut here);
        let Some(next) = work(&mut here, list.last(), told) else { break };
        // `2018:5, 2021:7` is one author's; another name should have a semicolon before it.
        let same = matches!((&next.cited.source, list.last().map(|work| &work.source)),
            (CitedSource::AuthorDate { names, .. }, Some(CitedSource::AuthorDate { names: before, .. })) if names == before);
        if separator == ',' && !same {
            fault = fault.or(Some("no semicolon between works"));
        }
        fault = fault.or(next.fault);
        sure |= next.sure;
        list.push(next.cited);
        *cursor = here;
    }
    Some((list, fault, sure))
}

/// Reads one work. `before` lends its names to a year alone; `told` says that "see" stood before.
fn work(cursor: &mut Cursor<'_>, before: Option<&Cited>, told: bool) -> Option<Work> {
    let mut here = *cursor;
    let start = here.at;
    let mut fault = None;
    let lent = before.and_then(|work| match &work.source {
        CitedSource::AuthorDate { names, year } if !year.is_empty() => Some(names.clone()),
        _ => None,
    });
    let mut names = Names::default();
    let mut ahead = here;
    let year = match (lent, year(&mut ahead)) {
        (Some(list), Some(year)) => {
            here = ahead;
            names = Names { list, divided: true, words: 1, ..names };
            year
        }
        _ => {
            names = self::names(&mut here)?;
            year(&mut here)?
        }
    };
    if !names.divided {
        fault = Some("no comma before the year");
    }
    if year.repaired {
        fault = fault.or(Some("letters among digits"));
    }
    let mut end = here;
    let place = place(&mut here);
    let mut sure = false;
    let mut locator = None;
    if let Some((place, wrong, is_sure)) = place {
        fault = fault.or(wrong).or(place.fault);
        sure = is_sure;
        locator = Some(place.text).filter(|text| !text.is_empty());
        end = here;
    } else if end.in_word() {
        return None;
    }
    if !(if sure { is_cited(&names) } else { is_likely(&names, &year, told || before.is_some()) }) {
        return None;
    }
    *cursor = end;
    let source = CitedSource::AuthorDate { names: names.list, year: year.text };
    Some(Work { cited: Cited { range: start..end.at, source, locator }, fault, sure })
}

/// Reads the place behind a year: what it is, what is wrong before it, whether only citations have it.
fn place(cursor: &mut Cursor<'_>) -> Option<(Locator, Option<&'static str>, bool)> {
    let mut here = *cursor;
    let blank = here.spaces();
    let separator = here.eat_if(|c| matches!(c, ':' | ',' | '.' | ';'));
    here.spaces();
    let twice = separator.is_some() && here.eat_if(|c| matches!(c, ':' | '.')).is_some();
    here.spaces();
    let mut ahead = here;
    // `; 2021:7` and `, 2021` are further works.
    if separator != Some(':') && year(&mut ahead).is_some() && !ahead.in_word() {
        return None;
    }
    let colon = separator == Some(':');
    if let Some(place) = if colon { locator::read_roman(&mut here) } else { locator::read(&mut here) } {
        let plain = separator == Some(':') && !twice;
        let wrong = (!plain && !place.has_sign || twice).then_some("no colon behind the year");
        if separator.is_none() && !blank && !place.has_sign || here.in_word() {
            return None;
        }
        let sure = separator == Some(':') || place.has_page_sign;
        *cursor = here;
        return Some((place, wrong, sure));
    }
    let lost = separator == Some(':') && here.peek().is_some_and(is_closing);
    lost.then(|| {
        *cursor = here;
        (Locator::default(), Some("no page behind the year"), false)
    })
}

/// Whether names with a page behind the year are those of a work.
fn is_cited(names: &Names) -> bool {
    names.words <= MOST_WORDS && names.small <= MOST_SMALL_WORDS && !has_month(names)
}

/// Whether names and a year without a page are those of a work, not of a place or an event.
fn is_likely(names: &Names, year: &Year, told: bool) -> bool {
    let family = |name: &String| name.split([' ', '.']).filter(|word| word.chars().count() > 1).count();
    let is_sign = |name: &String| {
        let mut words = name.split([' ', '-', '.']).filter(|word| word.chars().count() > 1);
        words.any(|word| word.chars().all(char::is_uppercase))
    };
    let scholarly =
        told || names.others || year.has_letter || names.list.iter().any(|name| has_initial(name));
    names.small == 0
        && !has_month(names)
        && !names.list.first().is_some_and(|name| is_place(name))
        && names.list.iter().all(|name| family(name) <= 2 && !is_sign(name))
        && (scholarly || year.number >= FIRST_WITHOUT_PAGE)
}

fn is_place(name: &str) -> bool {
    lang::fold(name).split([' ', '-', '.']).any(|word| is(word, &words::PLACES))
}

fn has_month(names: &Names) -> bool {
    names.list.iter().all(|name| is_month(name))
}

fn is_month(name: &str) -> bool {
    let mut words = name.split([' ', '-']);
    // Short ones (`may`, `yay`) are months only as whole words or with a case ending.
    words.any(|word| {
        let folded = lang::fold(word);
        words::MONTHS.iter().any(|month| {
            let more = folded.strip_prefix(month).map(|rest| rest.chars().count());
            more.is_some_and(|more| more == 0 || more <= 3 && month.chars().count() > 4)
        })
    })
}

/// `Süslü İ`, `C. Həsənli`.
fn has_initial(name: &str) -> bool {
    let parts: Vec<&str> = name.split([' ', '.']).filter(|part| !part.is_empty()).collect();
    parts.len() > 1 && parts.iter().any(|part| part.chars().count() == 1)
}

/// Reads the authors, up to the year.
fn names(cursor: &mut Cursor<'_>) -> Option<Names> {
    let mut names = Names::default();
    let mut name = String::new();
    let mut here = *cursor;
    let start = here.at;
    loop {
        here.spaces();
        if names.words > 0 && year(&mut here.clone()).is_some() {
            break;
        }
        if here.eat_if(|c| matches!(c, '“' | '”' | '"' | '«' | '»' | '„')).is_some() {
            continue;
        }
        match here.peek()? {
            c if c.is_alphabetic() => {
                let word = here.word()?;
                next_word(word, &mut here, &mut name, &mut names)?;
            }
            ',' | ':' | '.' | ';' if names.words > 0 => {
                let sign = here.eat_if(|_| true)?;
                here.spaces();
                if year(&mut here.clone()).is_some() {
                    // A stop behind an initial or "al." does not divide.
                    names.divided |= sign == ',';
                    let is_short = names.others || has_initial(&name);
                    if sign == '.' && !is_short {
                        names.divided = false;
                    }
                    break;
                }
                match sign {
                    ',' if !is_initial(here) => end_of_name(&mut name, &mut names),
                    ',' => name.push(','),
                    '.' => name.push('.'),
                    _ => return None,
                }
            }
            '&' | '/' | '-' | '–' if names.words > 0 => {
                here.eat_if(|_| true);
                end_of_name(&mut name, &mut names);
            }
            _ => return None,
        }
        if names.words > MOST_WORDS || here.at - start > 200 {
            return None;
        }
    }
    end_of_name(&mut name, &mut names);
    *cursor = here;
    (!names.list.is_empty()).then_some(names)
}

/// Puts a word where it belongs: to the name, between names, or to the others.
fn next_word(word: &str, here: &mut Cursor<'_>, name: &mut String, names: &mut Names) -> Option<()> {
    let folded = lang::fold(word);
    let is_capital = word.starts_with(char::is_uppercase);
    if !is_capital && names.words > 0 {
        let mut ahead = *here;
        ahead.spaces();
        let next = ahead.word().map(lang::fold);
        if is(&folded, &words::AND) && next.as_deref().is_some_and(|next| is(next, &words::OTHERS)) {
            *here = ahead;
            names.others = true;
        } else if is(&folded, &words::OTHERS) {
            names.others = true;
        } else if is(&folded, &words::AND) {
            end_of_name(name, names);
            return Some(());
        } else {
            names.small += usize::from(!is(&folded, &words::PARTICLES));
            add(name, word);
            names.words += 1;
            return Some(());
        }
        here.eat('.');
        return Some(());
    }
    if !is_capital && !is(&folded, &words::PARTICLES) {
        return None;
    }
    add(name, word);
    names.words += 1;
    Some(())
}

fn add(name: &mut String, word: &str) {
    // `N.Ə.Topçubaşı` stays together.
    let before = name.trim_end_matches('.').rsplit(['.', ' ']).next().unwrap_or("");
    let joined = name.ends_with('.') && before.chars().count() == 1;
    if !name.is_empty() && !joined {
        name.push(' ');
    }
    name.push_str(word);
}

fn end_of_name(name: &mut String, names: &mut Names) {
    let whole = name.trim_matches([' ', ',']);
    // A stop stays behind an initial, not behind a word.
    let last = whole.trim_end_matches('.').rsplit(['.', ' ']).next().unwrap_or("");
    let whole = if last.chars().count() > 1 { whole.trim_end_matches('.') } else { whole };
    if !whole.is_empty() {
        names.list.push(whole.to_owned());
    }
    name.clear();
}

/// Whether a lone capital letter comes: behind a comma it belongs to the name before (`Həsənli, C.`).
fn is_initial(mut here: Cursor<'_>) -> bool {
    here.word().is_some_and(|word| word.chars().count() == 1 && word.starts_with(char::is_uppercase))
}

/// Reads a year of a book. A range of years is none, nor one with a case ending (`1920-ci`).
fn year(cursor: &mut Cursor<'_>) -> Option<Year> {
    let mut here = *cursor;
    here.eat('[');
    let Some(found) = here.digits() else { return no_year(cursor) };
    here.eat(']');
    let number: u32 = found.digits.parse().ok()?;
    if found.digits.len() != 4 || !(1500..=2099).contains(&number) {
        return None;
    }
    let mut text = found.digits;
    let mut letter = here;
    let has_letter =
        letter.word().is_some_and(|word| word.chars().count() == 1 && "abcdeабвгд".contains(word));
    if has_letter {
        text.push_str(letter.since(here.at));
        here = letter;
    }
    if here.in_word() {
        return None;
    }
    let mut behind = here;
    behind.spaces();
    if behind.eat_if(|c| locator::is_dash(c) || c == '/').is_some() {
        behind.spaces();
        // `1918-1920:45` is a work in several years; `1918-1920` alone is none.
        let is_work = behind.digits().is_some_and(|to| matches!(to.digits.len(), 1 | 2 | 4)) && {
            behind.spaces();
            behind.peek() == Some(':')
        };
        if !is_work {
            return None;
        }
        here = behind;
    }
    *cursor = here;
    Some(Year { text, number, has_letter, repaired: found.repaired })
}

/// "No year": `n.d.`, `t.y.`
fn no_year(cursor: &mut Cursor<'_>) -> Option<Year> {
    let mut here = *cursor;
    let start = here.at;
    while here.eat_if(|c| c.is_alphabetic() || c == '.').is_some() {}
    let text = here.since(start);
    let plain: String = lang::fold(text).chars().filter(|c| *c != '.').collect();
    is(&plain, &words::NO_YEAR).then(|| {
        *cursor = here;
        Year { text: text.to_owned(), number: 2000, has_letter: true, repaired: false }
    })
}

/// `(2018, Nesibli:194)`
fn year_first(mut cursor: Cursor<'_>, bracket: char, start: usize) -> Option<Citation> {
    cursor.spaces();
    let from = cursor.at;
    let year = year(&mut cursor)?;
    cursor.spaces();
    cursor.eat_if(|c| matches!(c, ',' | '.' | ';'));
    cursor.spaces();
    let name_start = cursor.at;
    while cursor.eat_if(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '’')).is_some() {}
    let name = cursor.since(name_start).trim();
    if !name.starts_with(char::is_uppercase) || name.split(' ').count() > 3 || !cursor.eat(':') {
        return None;
    }
    cursor.spaces();
    let place = locator::read(&mut cursor)?;
    let source = CitedSource::AuthorDate { names: vec![name.to_owned()], year: year.text };
    let work =
        Cited { range: from..cursor.at, source, locator: Some(place.text).filter(|text| !text.is_empty()) };
    let (end, _) = closed(&cursor, bracket, USUAL, true)?;
    Some(Citation { range: start..end, works: vec![work], fault: Some("year before the name") })
}

/// `Nəsibli (2018:194)`: the name stands before the bracket.
fn name_outside(
    text: &str,
    mut cursor: Cursor<'_>,
    bracket: char,
    start: usize,
    free: usize,
) -> Option<Citation> {
    cursor.spaces();
    let from = cursor.at;
    let year = year(&mut cursor)?;
    let mut here = cursor;
    let found = place(&mut here);
    let sure = found.as_ref().is_some_and(|(.., sure)| *sure);
    let (mut fault, mut locator) = (None, None);
    if let Some((place, wrong, _)) = found {
        cursor = here;
        fault = wrong.or(place.fault);
        locator = Some(place.text).filter(|text| !text.is_empty());
    }
    let (end, wrong) = closed(&cursor, bracket, USUAL, sure)?;
    let (name, others) = name_before(&text[free..start])?;
    let says = text[end..].split_whitespace().take(4).any(|word| begins(&lang::fold(word), &words::SAYS));
    let scholarly = others || has_initial(name) || says;
    if !scholarly && (is_place(name) || is_month(name)) {
        return None;
    }
    if !sure {
        let names =
            Names { list: vec![name.to_owned()], words: 1, divided: true, others, ..Names::default() };
        if !scholarly || year.number < FIRST_WITHOUT_PAGE || !is_likely(&names, &year, false) {
            return None;
        }
    }
    let source = CitedSource::AuthorDate { names: vec![name.to_owned()], year: year.text };
    let work = Cited { range: from..cursor.at, source, locator };
    Some(Citation { range: start..end, works: vec![work], fault: fault.or(wrong) })
}

/// The name that ends a text: the last word with its initials; whether "et al." stood behind it.
fn name_before(text: &str) -> Option<(&str, bool)> {
    let mut line = text.trim_end();
    let mut others = false;
    // `Smith et al.`, `Həsənli və b.`
    loop {
        let plain = line.trim_end_matches('.');
        let last = plain.rsplit(' ').next().unwrap_or("");
        let folded = lang::fold(last);
        let is_other = last.starts_with(char::is_lowercase)
            && (is(&folded, &words::OTHERS) || others && is(&folded, &words::AND));
        if !is_other {
            break;
        }
        others = true;
        line = plain[..plain.len() - last.len()].trim_end();
    }
    let whole = line;
    // `Həsənli C.`
    while let Some(rest) = line.strip_suffix('.') {
        let Some(initial) = rest.chars().next_back().filter(|c| c.is_uppercase()) else { break };
        let before = &rest[..rest.len() - initial.len_utf8()];
        if !before.ends_with([' ', '.']) {
            break;
        }
        line = before.trim_end();
    }
    let word = line.rfind(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '’' | '\'')));
    let mut start = word.map_or(0, |n| n + line[n..].chars().next().map_or(1, char::len_utf8));
    if !line[start..].starts_with(char::is_uppercase) || line[start..].chars().count() < 3 {
        return None;
    }
    // `N.`, `N. Ə.` before it.
    while let Some(rest) = line[..start].trim_end().strip_suffix('.') {
        let Some(initial) = rest.chars().next_back().filter(|c| c.is_uppercase()) else { break };
        let at = rest.len() - initial.len_utf8();
        if rest[..at].ends_with(char::is_alphabetic) {
            break;
        }
        start = at;
    }
    Some((&whole[start..], others))
}

/// A citation whose bracket was closed at `here`, but not opened, or has words before the work.
fn unopened(text: &str, here: usize, free: usize) -> Option<Citation> {
    let (from, opening) = before_closing(text, here, free, LONGEST_UNOPENED);
    let line = &text[from..here];
    let starts = line.char_indices().filter(|(n, c)| {
        c.is_uppercase() && !line[..*n].ends_with(|c: char| c.is_alphanumeric() || c == '.')
    });
    let starts: Vec<usize> = starts.map(|(n, _)| from + n).collect();
    starts.into_iter().rev().find_map(|start| {
        let mut cursor = Cursor::new(text, start);
        let (works, _, sure) = works(&mut cursor)?;
        cursor.spaces();
        let fits = sure && cursor.at == here && cursor.eat(USUAL_END);
        let (start, fault) = unopened_from(start, opening);
        fits.then_some(Citation { range: start..cursor.at, works, fault: Some(fault) })
    })
}
