//! Where a reference in a note ends, and the place in the work at its end.

use super::index::Term;
use crate::import::citation::cursor::Cursor;
use crate::import::citation::words::{self, is};
use crate::import::citation::{is_closing, is_opening, locator};
use crate::lang;
use std::ops::Range;

/// Further signs of the parts of an archive: inventories, boxes.
const PARTS: [&str; 10] =
    ["qovluq", "papka", "qutu", "korobka", "dosya", "box", "folder", "file", "opis", "list"];

/// As many bytes a reference may have.
const LONGEST: usize = 1200;

/// Where what stands in one reference must end: at a semicolon, or before a bracket that opened earlier.
pub(super) fn furthest(text: &str, from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text[from..].char_indices() {
        match c {
            _ if at >= LONGEST => return from + at,
            ';' if depth == 0 => return from + at,
            c if is_opening(c) => depth += 1,
            c if is_closing(c) && depth == 0 => return from + at,
            c if is_closing(c) => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether this is the number of a year.
pub(super) fn is_year(term: &Term) -> bool {
    term.0.first().is_some_and(|digits| {
        digits.len() == 4 && digits.parse().is_ok_and(|year: u32| (1500..2100).contains(&year))
    })
}

/// The place with which a reference ends: its bytes, and how a link says it.
pub(super) fn last(text: &str, piece: Range<usize>) -> Option<(Range<usize>, String)> {
    let text = &text[..piece.end.max(piece.start)];
    let divider = |(_, c): &(usize, char)| matches!(c, ',' | '.' | ':' | ')');
    let behind = text[piece.start..].char_indices().filter(divider).map(|(at, _)| piece.start + at + 1);
    behind.into_iter().find_map(|at| {
        let mut cursor = Cursor::new(text, at);
        cursor.spaces();
        let start = cursor.at;
        let place = locator::read(&mut cursor)?;
        let rest = cursor.rest().trim_start_matches(|c: char| c == '.' || c.is_whitespace());
        // A year before pages is that of the book; alone it is, too.
        let dated = place.begins_bare && place.bare.first().is_some_and(|first| (1500..2100).contains(first));
        let ends = rest.is_empty() || rest.starts_with(['(', '[']);
        (ends && !dated && !place.text.is_empty()).then_some((start..cursor.at, place.text))
    })
}

/// Whether a sign with its number begins here: `s. 5`.
pub(super) fn begins(text: &str, at: usize) -> bool {
    let mut cursor = Cursor::new(text, at);
    locator::begins_with_sign(cursor) && locator::read(&mut cursor).is_some_and(|place| place.has_sign)
}

/// Where the holdings of an archive end that begin at `at` with the sign of a fond, and how many parts there are.
pub(super) fn file(text: &str, at: usize) -> Option<(usize, usize)> {
    let mut cursor = Cursor::new(text, at);
    cursor.word().map(lang::fold).filter(|word| is(word, &words::FOND))?;
    cursor.eat('.');
    cursor.spaces();
    if !number(&mut cursor) {
        return None;
    }
    let mut parts = 1;
    let mut end = cursor.at;
    while part(&mut cursor) {
        parts += 1;
        end = cursor.at;
    }
    Some((end, parts))
}

/// Reads a further part: `, O.3`, ` L. 8-9`, `, 3ob.-4ob`.
fn part(cursor: &mut Cursor<'_>) -> bool {
    let mut here = *cursor;
    here.spaces();
    let divider = here.eat_if(|c| matches!(c, ',' | '.' | ':'));
    here.spaces();
    let sign = here.eat('№') || sign(&mut here);
    if !sign && divider != Some(',') || !number(&mut here) {
        return false;
    }
    *cursor = here;
    true
}

/// Reads the sign of a part with its stop.
fn sign(cursor: &mut Cursor<'_>) -> bool {
    let mut here = *cursor;
    let Some(word) = here.word() else { return false };
    let folded = lang::fold(word);
    let lists: [&[&str]; 4] = [&words::OTHER, &words::VOLUME, &words::PAGE, &PARTS];
    if word.chars().count() > 1 && !lists.iter().any(|list| is(&folded, list)) {
        return false;
    }
    here.eat_if(|c| matches!(c, '.' | ':'));
    here.spaces();
    here.eat('№');
    here.spaces();
    *cursor = here;
    true
}

/// Reads a number or a range of leaves: `12-12ob`, `3ob.-4ob`. `6-da` is a word with its number.
fn number(cursor: &mut Cursor<'_>) -> bool {
    let mut here = *cursor;
    if !leaf(&mut here) {
        return false;
    }
    *cursor = here;
    loop {
        here.eat('.');
        here.spaces();
        if here.eat_if(|c| locator::is_dash(c) || c == '/').is_none() {
            break;
        }
        here.spaces();
        if !leaf(&mut here) {
            break;
        }
        *cursor = here;
    }
    true
}

/// Reads a leaf with its side.
fn leaf(cursor: &mut Cursor<'_>) -> bool {
    let mut here = *cursor;
    while here.eat_if(|c| c.is_ascii_digit()).is_some() {}
    if here.at == cursor.at {
        return false;
    }
    *cursor = here;
    let mut side = here;
    side.spaces();
    let blank = side.at > here.at;
    if let Some(word) = side.word() {
        let is_side = if blank { is(&lang::fold(word), &words::TAIL) } else { word.chars().count() < 5 };
        if is_side {
            *cursor = side;
        } else if !blank {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_what_a_reference_ends_with() {
        let check = |text: &str, expected: &str| {
            let found = last(text, 0..text.len());
            assert_eq!(found.map(|(_, place)| place).unwrap_or_default(), expected, "{text}");
        };
        check(", Bakı: Elm, 1957, 373-374", "373-374");
        check(", Bakı: 2005. 56.", "56");
        check(". Bakı, 1985. S. 45.", "45");
        check(", c. 2, s. 14.", "vol. 2, 14");
        check(", 5, 7-9", "5, 7-9");
        check(" (1920-1921), Bakı: 1998.", "");
        check(", 12 nəfər", "");
    }

    #[test]
    fn the_holdings_of_an_archive_are_read_to_their_end() {
        let check = |text: &str, expected: &str| {
            let found = file(text, 0).map(|(end, _)| &text[..end]);
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        };
        check("F.17, O.3, D. 93, L.6-8.", "F.17, O.3, D. 93, L.6-8");
        check("F. 5. O.1, D. 2 L.1, 3ob.-4ob.; a", "F. 5. O.1, D. 2 L.1, 3ob.-4ob");
        check("Fond 4, Siyahı 9, İş 38, Vərəq 8. Sonra", "Fond 4, Siyahı 9, İş 38, Vərəq 8");
        check("ф. 1, оп. 2, д. 3, л. 4 об.", "ф. 1, оп. 2, д. 3, л. 4 об");
        check("f. 7, siy. 1, v. 9-da qeyd olunur", "f. 7, siy. 1, v. 9");
        check("f. 7, v. 9. 1920-ci ildə", "f. 7, v. 9");
        check("fond haqqında", "");
    }
}
