//! Where the sentence around a name begins and ends.

use std::ops::Range;

use super::Words;

/// The most characters of a sentence that are shown.
const LONGEST: usize = 300;

/// A sentence of a running text, or as much of it as fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without white space at the ends.
    pub range: Range<usize>,
    /// True if the sentence begins earlier.
    pub cut_left: bool,
    /// True if the sentence goes on.
    pub cut_right: bool,
}

/// The sentence around `at`; see [`super::Language::sentence_around`].
pub(super) fn around(words: &Words, text: &str, at: Range<usize>) -> Sentence {
    let (start, start_found, before) = begin(words, text, at.start);
    let (end, end_found, after) = finish(words, text, at.end);
    // The mention itself is always whole; what is left is shared by both sides.
    let inside = text[at.clone()].chars().count();
    let room = LONGEST.saturating_sub(inside);
    let (left, right) = share(room, before, after);
    let cut_left = !start_found || left < before;
    let cut_right = !end_found || right < after;
    let start = if cut_left { cut_start(text, at.start, left.min(before)).max(start) } else { start };
    let end = if cut_right { cut_end(text, at.end, right.min(after)).min(end) } else { end };
    Sentence { range: start..end, cut_left, cut_right }
}

/// How many characters each side gets: half, or more where the other side needs less.
fn share(room: usize, before: usize, after: usize) -> (usize, usize) {
    let half = room / 2;
    if before + after <= room {
        (before, after)
    } else if before <= half {
        (before, room - before)
    } else if after <= half {
        (room - after, after)
    } else {
        (half, room - half)
    }
}

/// The beginning of the sentence: where, whether it was reached, how many characters before `at`.
fn begin(words: &Words, text: &str, at: usize) -> (usize, bool, usize) {
    let bytes = text.as_bytes();
    let mut characters = 0;
    let mut i = at;
    while i > 0 {
        i -= 1;
        if is_continuation(bytes[i]) {
            continue;
        }
        characters += 1;
        if characters > LONGEST {
            return (i, false, characters);
        }
        if !may_end(bytes[i]) {
            continue;
        }
        if let Some(next) = sentence_after(words, text, i).filter(|next| *next <= at) {
            return (next, true, text[next..at].chars().count());
        }
    }
    let start = text.len() - text.trim_start().len();
    (start.min(at), true, characters)
}

/// The end of the sentence: where, whether it was reached, how many characters after `at`.
fn finish(words: &Words, text: &str, at: usize) -> (usize, bool, usize) {
    let mut characters = 0;
    for (i, byte) in text.as_bytes()[at..].iter().enumerate().map(|(i, byte)| (at + i, *byte)) {
        if is_continuation(byte) {
            continue;
        }
        if may_end(byte) && sentence_after(words, text, i).is_some() {
            let end = if byte == b'\n' { at + text[at..i].trim_end().len() } else { closed(text, i) };
            return (end, true, text[at..end].chars().count());
        }
        characters += 1;
        if characters > LONGEST {
            return (i, false, characters);
        }
    }
    let end = text.trim_end().len().max(at);
    (end, true, text[at..end].chars().count())
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// Whether a sentence may end with a character that begins with this byte; see [`sentence_after`].
fn may_end(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n' | 0xE2)
}

fn stop_at(text: &str, i: usize) -> Option<char> {
    match text.as_bytes()[i] {
        b'.' => Some('.'),
        b'!' => Some('!'),
        b'?' => Some('?'),
        0xE2 => text[i..].starts_with('…').then_some('…'),
        _ => None,
    }
}

/// Past the stops at `i` and the quotation marks and brackets that close behind them.
fn closed(text: &str, i: usize) -> usize {
    let rest = &text[i..];
    let tail = rest.trim_start_matches(['.', '!', '?', '…']);
    let tail = tail.trim_start_matches(['»', '"', '”', '“', '’', '\'', ')', ']', '}', '›']);
    text.len() - tail.len()
}

/// Where the next sentence begins, if a sentence ends with the stop (or the empty line) at `i`.
fn sentence_after(words: &Words, text: &str, i: usize) -> Option<usize> {
    if text.as_bytes()[i] == b'\n' {
        let tail = &text[i + 1..];
        let rest = tail.trim_start_matches([' ', '\t', '\r']);
        return rest.starts_with('\n').then(|| text.len() - rest.trim_start().len());
    }
    let stop = stop_at(text, i)?;
    let end = closed(text, i);
    let tail = &text[end..];
    let next = tail.trim_start();
    if next.is_empty() {
        return Some(text.len());
    }
    if next.len() == tail.len() {
        return None;
    }
    let first = next.chars().find(|c| c.is_alphanumeric())?;
    let is_single_stop = stop == '.' && stop_at(text, i + 1).is_none();
    let goes_on = first.is_lowercase() || (is_single_stop && is_abbreviated(words, &text[..i], first));
    (!goes_on).then(|| text.len() - next.len())
}

/// Whether a stop behind `before`, followed by `next`, belongs to the word and not to the sentence.
fn is_abbreviated(words: &Words, before: &str, next: char) -> bool {
    let word = last_word(before);
    let last = word.rsplit('.').next().unwrap_or(word);
    if last.chars().all(|c| c.is_ascii_digit()) {
        // `28.` may count. Four digits are a year, and a year may end a sentence; so may `s. 28.` and `3–5.`.
        let front = &before[..before.len() - word.len()];
        let is_cited = front.ends_with(['-', '–'])
            || front.trim_end().strip_suffix('.').is_some_and(|front| is_abbreviated(words, front, '1'));
        return (1..4).contains(&last.len()) && !is_cited;
    }
    let is_letter = last.chars().nth(1).is_none();
    let is_initial = is_letter && last.chars().all(char::is_uppercase);
    if is_initial {
        return true;
    }
    if word.len() > LONGEST_ABBREVIATION {
        return false;
    }
    let word: String = word.chars().flat_map(char::to_lowercase).collect();
    let matches = |list: &[&str]| list.contains(&word.as_str());
    matches(words.abbreviations) || (next.is_ascii_digit() && matches(words.before_numbers))
}

/// No abbreviation has more bytes; most words do not need to be compared with all of them.
const LONGEST_ABBREVIATION: usize = 24;

/// The letters, digits and stops at the end of a text.
fn last_word(text: &str) -> &str {
    let letters = text.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '.');
    &text[text.len() - letters.map(char::len_utf8).sum::<usize>()..]
}

/// The beginning of a word at most `characters` before `at`.
fn cut_start(text: &str, at: usize, characters: usize) -> usize {
    let from = text[..at].char_indices().rev().take(characters).last().map_or(at, |(i, _)| i);
    let piece = &text[from..at];
    let is_word_start = text[..from].ends_with(char::is_whitespace);
    if is_word_start {
        return at - piece.trim_start().len();
    }
    piece.find(char::is_whitespace).map_or(at, |gap| at - piece[gap..].trim_start().len())
}

/// The end of a word at most `characters` after `at`.
fn cut_end(text: &str, at: usize, characters: usize) -> usize {
    let to = text[at..].char_indices().nth(characters).map_or(text.len(), |(i, _)| at + i);
    let piece = &text[at..to];
    if text[to..].starts_with(char::is_whitespace) {
        return at + piece.trim_end().len();
    }
    piece.rfind(char::is_whitespace).map_or(at, |gap| at + piece[..gap].trim_end().len())
}

#[cfg(test)]
mod tests {
    use crate::lang::Language;

    use super::*;

    /// The sentence around the part of `text` in ⟦ ⟧, with `…` where it is cut.
    fn shown(tag: &str, text: &str) -> String {
        let language = Language::new(tag).expect("a language");
        let start = text.find('⟦').expect("a beginning");
        let plain = text.replacen('⟦', "", 1);
        let end = plain.find('⟧').expect("an end");
        let plain = plain.replacen('⟧', "", 1);
        let Sentence { range, cut_left, cut_right } = language.sentence_around(&plain, start..end);
        let sign = |cut| if cut { "…" } else { "" };
        format!("{}{}{}", sign(cut_left), &plain[range], sign(cut_right))
    }

    #[test]
    fn a_sentence_ends_where_a_reader_would_end_it() {
        let check =
            |tag: &str, text: &str, expected: &str| assert_eq!(shown(tag, text), expected, "{tag}: {text}");
        check("en", "One. Then ⟦Hunt⟧ came. Three.", "Then Hunt came.");
        check("en", "⟦Hunt⟧ came! Three.", "Hunt came!");
        check("en", "One. So ⟦Hunt⟧", "So Hunt");
        check("en", "  ⟦Hunt⟧ came  ", "Hunt came");
        check("en", "One? Mr. ⟦Hunt⟧ met Dr. Lee. Three.", "Mr. Hunt met Dr. Lee.");
        check("en", "One. “Did ⟦Hunt⟧ come?” Three.", "“Did Hunt come?”");
        check("en", "One. “⟦Hunt⟧!” he said. Three.", "“Hunt!” he said.");
        check("en", "One. (So ⟦Hunt⟧ came.) Three.", "(So Hunt came.)");
        check("en", "One... Then ⟦Hunt⟧… Three.", "Then Hunt…");
        check("en", "One… and ⟦Hunt⟧. Three.", "One… and Hunt.");
        check("en", "See vol. 3, p. 12 of ⟦Hunt⟧, pp. 3-5. Three.", "See vol. 3, p. 12 of Hunt, pp. 3-5.");
        check("en", "It was 1920. ⟦Hunt⟧ came.", "Hunt came.");
        check("en", "It cost 3.5 pounds, ⟦Hunt⟧ says. Three.", "It cost 3.5 pounds, Hunt says.");
        check("en", "A heading\n\n⟦Hunt⟧ came\n\nThree.", "Hunt came");
        check("en", "A line\nof ⟦Hunt⟧ came\nhere. Three.", "A line\nof Hunt came\nhere.");
        check("az", "Bir. ⟦N. N. Nərimanov⟧ gəldi. Üç.", "N. N. Nərimanov gəldi.");
        check("az", "Bir. ⟦N.Nərimanov⟧ ilə Ə. Qarayev gəldi. Üç.", "N.Nərimanov ilə Ə. Qarayev gəldi.");
        check("az", "Aprelin 28. günü ⟦XI ordu⟧ gəldi. Üç.", "Aprelin 28. günü XI ordu gəldi.");
        check("az", "Bir. 28. Maddə ⟦AKP⟧ haqqında. Üç.", "28. Maddə AKP haqqında.");
        check("az", "Bax: s. 185, c. 2, ⟦Kirov⟧. Üç.", "Bax: s. 185, c. 2, Kirov.");
        check("az", "Kənd, şəhər və s. ⟦Kirov⟧ gəldi.", "Kirov gəldi.");
        check("az", "Eramızdan əvvəl (b.e. 44) ⟦Sezar⟧ öldü. Üç.", "Eramızdan əvvəl (b.e. 44) Sezar öldü.");
        check("az", "«Gəldi.» ⟦Kirov⟧ susdu.", "Kirov susdu.");
        check("az", "Bir. «⟦Kirov⟧ gəldi.» Üç.", "«Kirov gəldi.»");
        check(
            "ru",
            "Раз. В 1920 г. ⟦Киров⟧ прибыл, т.е. приехал. Три.",
            "В 1920 г. Киров прибыл, т.е. приехал.",
        );
        check("ru", "Раз. В 1918–1920 гг. ⟦Киров⟧ жил там. Три.", "В 1918–1920 гг. Киров жил там.");
        check("ru", "Раз. Это т. е. ⟦С. М. Киров⟧. Три.", "Это т. е. С. М. Киров.");
        check("ru", "Раз! ⟦Киров⟧ прибыл? Три.", "Киров прибыл?");
        check("tr", "Bir. Bkz. ⟦Enver⟧, s. 12. Üç.", "Bkz. Enver, s. 12.");
        check("tr", "Bir. 28. Madde ⟦Enver⟧ hakkında. Üç.", "28. Madde Enver hakkında.");
        check("de", "Eins. Dann kam ⟦Hunt⟧. Drei.", "Dann kam Hunt.");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let word = "söz ".repeat(100);
        let check = |text: &str, left: bool, right: bool| {
            let shown = shown("az", text);
            assert_eq!((shown.starts_with('…'), shown.ends_with('…')), (left, right), "{shown}");
            let inside = shown.trim_matches('…');
            assert!(
                inside.contains("Kirov") && inside.chars().count() <= LONGEST,
                "{}",
                inside.chars().count()
            );
            assert!(inside.chars().count() > LONGEST - 10, "{}", inside.chars().count());
            assert!(inside.split(' ').all(|w| matches!(w, "söz" | "Kirov" | "Bir" | "son.")), "{inside}");
        };
        check(&format!("Sıfır. {word}⟦Kirov⟧ {word}son."), true, true);
        check(&format!("Sıfır. Bir ⟦Kirov⟧ {word}son."), false, true);
        check(&format!("Sıfır. {word}⟦Kirov⟧ son. Üç."), true, false);
    }

    #[test]
    fn a_mention_longer_than_the_limit_stays_whole() {
        let name = "Ad ".repeat(150);
        let text = format!("Bir. Sonra {name}gəldi.");
        let start = text.find("Ad").expect("the name");
        let at = start..start + name.trim_end().len();
        let found = Language::new("az").expect("a language").sentence_around(&text, at.clone());
        assert_eq!(found, Sentence { range: at, cut_left: true, cut_right: true });
    }

    #[test]
    fn any_range_of_any_text_gives_a_part_of_it() {
        let language = Language::new("az").expect("a language");
        let text = "…Ə. «N.» ?! 28. \n\n  Ş… (s. 12).\n\n\n«Son»";
        let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        for (i, &start) in places.iter().enumerate() {
            for &end in &places[i..] {
                let found = language.sentence_around(text, start..end).range;
                assert!(found.start <= start && end <= found.end, "{start}..{end} in {found:?}");
                assert!(text.get(found.clone()).is_some(), "{found:?}");
            }
        }
    }
}
