//! Files of an archive in brackets (`RQASPİ, f.85, siy.2, iş 3, v.4`) and "ibid.": in both styles.

use super::cursor::Cursor;
use super::words::{self, is};
use super::{Citation, Cited, CitedSource, closed, is_bracket, is_closing, is_pair, locator};
use crate::lang;

/// The most words of an archive's name.
const LONGEST_NAME: usize = 6;

/// A file of an archive, behind an opening bracket.
pub(super) fn file(text: &str, opening: usize, usual: char) -> Option<Citation> {
    let bracket = text[opening..].chars().next()?;
    let mut cursor = Cursor::new(text, opening + bracket.len_utf8());
    cursor.spaces();
    let start = cursor.at;
    let name = name(&mut cursor)?;
    let place = cursor.at;
    let mut ahead = cursor;
    ahead.word().map(lang::fold).filter(|word| is(word, &words::FOND))?;
    ahead.eat('.');
    ahead.spaces();
    if !ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    // A whole bracket is taken as written: files are called by too many signs.
    let end = text[place..].char_indices().take(120).find(|(_, c)| is_bracket(*c));
    let (locator, end, fault) = match end {
        Some((n, c)) if is_closing(c) => {
            let end = place + n + c.len_utf8();
            let fault = (!is_pair(bracket, c)).then_some("brackets do not match");
            (text[place..place + n].trim(), end, fault)
        }
        _ => {
            locator::read(&mut cursor)?;
            let (end, fault) = closed(&cursor, bracket, usual, true)?;
            (cursor.since(place), end, fault)
        }
    };
    let work = Cited {
        range: start..place + locator.len(),
        source: CitedSource::AuthorDate { names: vec![name.to_owned()], year: String::new() },
        locator: Some(locator.split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    Some(Citation { range: opening..end, works: vec![work], fault })
}

/// A name that begins with a capital letter, up to the comma before the holdings.
fn name<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let start = cursor.at;
    cursor.peek().filter(|c| c.is_uppercase())?;
    let mut end = start;
    for _ in 0..LONGEST_NAME {
        let mut ahead = *cursor;
        if ahead.word().is_some_and(|word| end > start && is(&lang::fold(word), &words::FOND)) {
            break;
        }
        if cursor.word().is_none() {
            break;
        }
        end = cursor.at;
        cursor.eat('.');
        cursor.spaces();
        if cursor.eat_if(|c| matches!(c, ',' | ':' | ';')).is_some() {
            cursor.spaces();
            break;
        }
    }
    (end > start).then(|| &cursor.since(start)[..end - start])
}

/// "Ibid." with or without a place. `before` is the work cited last.
pub(super) fn ibid(text: &str, opening: usize, usual: char, before: Option<&Cited>) -> Option<Citation> {
    let bracket = text[opening..].chars().next()?;
    let mut cursor = Cursor::new(text, opening + bracket.len_utf8());
    cursor.spaces();
    let start = cursor.at;
    same(&mut cursor)?;
    cursor.spaces();
    let mut here = cursor;
    here.eat_if(|c| matches!(c, ',' | ':' | '.'));
    here.spaces();
    let place = locator::read(&mut here);
    if place.is_some() {
        cursor = here;
    }
    let range = start..cursor.at;
    let (end, fault) = closed(&cursor, bracket, usual, place.as_ref().is_some_and(|p| p.has_page_sign))?;
    let place = place.map(|place| place.text).filter(|place| !place.is_empty());
    let works = before.map(|work| Cited { range, source: work.source.clone(), locator: place });
    let fault = fault.or_else(|| works.is_none().then_some("the work stands in an earlier paragraph"));
    Some(Citation { range: opening..end, works: works.into_iter().collect(), fault })
}

/// Reads "ibid." in one of its forms.
pub(super) fn same(cursor: &mut Cursor<'_>) -> Option<()> {
    let mut here = *cursor;
    let (mut said, mut found) = (String::new(), None);
    for _ in 0..3 {
        let Some(word) = here.word() else { break };
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(&lang::fold(word));
        here.eat('.');
        if is(&said, &words::IBID) {
            found = Some(here);
        }
        here.spaces();
    }
    *cursor = found?;
    Some(())
}

/// Reads words such as "see": whether there were any.
pub(super) fn see(cursor: &mut Cursor<'_>) -> bool {
    let mut found = false;
    loop {
        let mut here = *cursor;
        let Some(word) = here.word() else { break };
        // `e.g.` is two words.
        let mut twice = here;
        let short = word == "e" && twice.eat('.') && twice.word() == Some("g");
        if short {
            here = twice;
        } else if !is(&lang::fold(word), &words::SEE) {
            break;
        }
        while here.eat_if(|c| matches!(c, '.' | ':' | ',')).is_some() {}
        here.spaces();
        *cursor = here;
        found = true;
    }
    found
}
