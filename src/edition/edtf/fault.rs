//! What is wrong with a date that is not EDTF, and what to write instead.

use std::ops::Range;

use edtf_core as core;

use super::EdtfError;

/// Forms of the EDTF draft of 2012: what stood there, and what it meant.
const OLD_FORMS: [(&str, &str); 8] = [
    ("unknown", "`unknown` is the form of 2012: the unknown end of an interval is now left empty"),
    ("open", "`open` is the form of 2012: the open end of an interval is now `..`"),
    ("?~", "`?~` is the form of 2012: uncertain and approximate is now `%`"),
    ("~?", "`~?` is the form of 2012: uncertain and approximate is now `%`"),
    ("u", "`u` is the form of 2012: an unspecified digit is now `X`"),
    ("x", "`x` is the form of 2012: an unspecified digit is now `X`"),
    ("y", "`y` is the form of 2012: a long year now begins with `Y`"),
    ("(", "brackets are the form of 2012: `?`, `~` or `%` now stands directly before the one part it means"),
];

/// Words before a year that mean "about".
const ABOUT: [&str; 10] = ["circa", "about", "ca.", "c.", "ca", "c", "təxminən", "təqr.", "около", "ок."];

/// The error for a text that the parser refused.
pub(super) fn explain(text: &str, error: &core::ParseError) -> EdtfError {
    let help = suggestion(text).map(|valid| format!("write `{valid}`"));
    if let Some((at, message)) = old_form(text) {
        let help = help.or_else(|| (text == "unknown").then(|| "leave the date out".to_owned()));
        return EdtfError { at, message: message.to_owned(), help };
    }
    let at = match component(text, error.offset) {
        // A component that is too short: the parser stops at the sign behind it.
        at if error.message.contains("digits (or X)")
            && text[at.clone()].starts_with(|c: char| c.is_ascii_punctuation()) =>
        {
            if at.end == text.len() {
                at.end..at.end
            } else {
                component(text, at.start.saturating_sub(1))
            }
        }
        at => at,
    };
    EdtfError { at, message: words(error.message).to_owned(), help }
}

/// The error for a text that is EDTF, but of a kind that is not supported.
pub(super) fn unsupported(text: &str) -> Option<EdtfError> {
    let fault = |at: Range<usize>, message: &str, help: String| {
        Some(EdtfError { at, message: message.to_owned(), help: Some(help) })
    };
    if let Some(at) = text.find('S') {
        let year = text[..at].trim_start_matches(['[', '{']);
        let message = "significant digits (`S`) are not supported";
        return fault(at..text.len(), message, format!("write `{year}~`, or `X` for the unknown digits"));
    }
    if let Some(at) = text.find('E') {
        return fault(
            at..text.len(),
            "years with an exponent (`E`) are not supported",
            "write the year in full".into(),
        );
    }
    if text.contains('/') {
        let vague = "an end of an interval that is itself open is not supported";
        let end = text.len();
        if text.starts_with("..") && !text.starts_with("../") {
            return fault(0..2, vague, format!("write `{}`", &text[2..]));
        }
        if text.ends_with("..") && !text.ends_with("/..") {
            return fault(end - 2..end, vague, format!("write `{}`", &text[..end - 2]));
        }
    }
    dates(text).find_map(|(start, date)| {
        let number = date.get(date.len().checked_sub(2)?..)?.parse::<u8>().ok()?;
        let is_season =
            date.len() >= 7 && date.as_bytes()[date.len() - 3] == b'-' && date.matches('-').count() == 1;
        (is_season && (25..=32).contains(&number)).then(|| EdtfError {
            at: start + date.len() - 2..start + date.len(),
            message: "seasons of one hemisphere (25 to 32) are not supported".to_owned(),
            help: Some(format!("write `{}-{}`", &date[..date.len() - 3], 21 + (number - 25) % 4)),
        })
    })
}

/// The single dates of an interval or set, with the byte at which each begins; qualifiers are cut off.
fn dates(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(['/', ',', '[', ']', '{', '}'])
        .flat_map(|piece| piece.split(".."))
        .map(|piece| piece.trim_end_matches(['?', '~', '%']))
        .map(move |piece| (piece.as_ptr() as usize - text.as_ptr() as usize, piece))
}

/// The run of letters and digits at `offset`, or the one character there, or nothing at the end.
fn component(text: &str, offset: usize) -> Range<usize> {
    let offset = (0..=offset.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
    let Some(here) = text[offset..].chars().next() else { return text.len()..text.len() };
    if !here.is_alphanumeric() {
        return offset..offset + here.len_utf8();
    }
    let before = text[..offset].chars().rev().take_while(|c| c.is_alphanumeric());
    let after = text[offset..].chars().take_while(|c| c.is_alphanumeric());
    let start = offset - before.map(char::len_utf8).sum::<usize>();
    start..offset + after.map(char::len_utf8).sum::<usize>()
}

fn old_form(text: &str) -> Option<(Range<usize>, &'static str)> {
    let known = |c: char| c.is_ascii_digit() || "-/.,?~%[]{}()uxyXYT:Zopenkw".contains(c);
    if !text.chars().all(known) {
        return None;
    }
    OLD_FORMS.iter().find_map(|(form, message)| {
        let at = text.find(form)?;
        Some((at..at + form.len(), *message))
    })
}

/// Our words for the parser's reason.
fn words(reason: &'static str) -> &'static str {
    match reason {
        "empty input" => "there is no date",
        "EDTF permits ASCII characters only" => "this is no EDTF date: such a character has no place in one",
        "whitespace is not allowed" => "no space stands within a date",
        "year must have exactly four digits (or X)" => "a year has four digits (`0850`, `1920`, `192X`)",
        "month must be two digits (or X)" => "a month has two digits (`04`)",
        "day must be two digits (or X)" => "a day has two digits (`07`)",
        "month must be 01-12 or a sub-year code 21-41" => "there is no such month",
        "no calendar month matches the unspecified digits" => "no month has these digits",
        "day is out of range for the month" => "no such day in this month",
        "sub-year groupings cannot carry a day" => "a season has no days",
        "expected '-' before month" => "a `-` is missing after the year",
        "expected '-' before day" => "a `-` is missing after the month",
        "unexpected characters after day" => "nothing may follow the day",
        "interval must contain exactly one '/'" => "an interval has one `/`",
        "interval needs at least one dated endpoint" => "an interval needs a date at one end at least",
        "interval end precedes interval start" => "the interval ends before it begins",
        "set range end precedes range start" => "the range ends before it begins",
        "unterminated set" => "the bracket of the set is not closed",
        "set must contain at least one element" => "the set is empty",
        other => other,
    }
}

/// A valid date that the text probably means.
fn suggestion(text: &str) -> Option<String> {
    let plain = text.trim().replace(['–', '—'], "-");
    [
        modern(&plain),
        about(&plain),
        decade(&plain),
        same_month(&plain),
        numbers(&plain),
        plain.replace(' ', ""),
    ]
    .into_iter()
    .filter(|candidate| !candidate.is_empty() && candidate != text)
    .find(|candidate| core::Edtf::parse(candidate).is_ok() && unsupported(candidate).is_none())
}

/// The forms of 2012 in those of 2019.
fn modern(text: &str) -> String {
    let words = text.replace("unknown", "").replace("open", "..").replace("?~", "%").replace("~?", "%");
    let letters = words.replace(['u', 'x'], "X").replace('y', "Y");
    match letters.split_once(['(', ')']) {
        // `2011-(06-04)~`: all that the bracket holds is doubted, so each part gets the sign.
        Some((before, rest)) => match rest.split_once(')') {
            Some((inside, sign)) if sign.len() == 1 => {
                let parts: Vec<String> = inside.split('-').map(|part| format!("{sign}{part}")).collect();
                format!("{before}{}", parts.join("-"))
            }
            _ => String::new(),
        },
        None => letters,
    }
}

/// `c. 1920` as `1920~`.
fn about(text: &str) -> String {
    let rest = ABOUT.iter().find_map(|word| text.strip_prefix(word)).unwrap_or_default().trim();
    if rest.is_empty() { String::new() } else { format!("{rest}~") }
}

/// `1920s` as `192X`.
fn decade(text: &str) -> String {
    text.strip_suffix("0s")
        .or_else(|| text.strip_suffix("0's"))
        .map_or(String::new(), |stem| format!("{stem}X"))
}

/// `1920-04-27/28` as `1920-04-27/1920-04-28`.
fn same_month(text: &str) -> String {
    match text.split_once('/') {
        Some((from, to)) if from.len() == 10 && to.len() == 2 && from.is_ascii() => {
            format!("{from}/{}{to}", &from[..8])
        }
        _ => String::new(),
    }
}

/// Numbers in another order or without zeros: `28.04.1920`, `1920-4-28`, `4.1920`, `1918-1920`, `1918-19`.
fn numbers(text: &str) -> String {
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | ' ')) {
        return String::new();
    }
    let numbers: Vec<&str> = text.split(['.', '-', '/', ' ']).filter(|n| !n.is_empty()).collect();
    let lengths: Vec<usize> = numbers.iter().map(|n| n.len()).collect();
    match (&numbers[..], &lengths[..]) {
        ([day, month, year], [1..=2, 1..=2, 4]) | ([year, month, day], [4, 1..=2, 1..=2]) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        ([from, to], [4, 4]) => format!("{from}/{to}"),
        ([from, to], [4, 2]) if *to > &from[2..] => format!("{from}/{}{to}", &from[..2]),
        ([month, year], [1..=2, 4]) | ([year, month], [4, 1..=2]) => format!("{year}-{month:0>2}"),
        _ => String::new(),
    }
}
