//! A text as words, each with the letters by which it is compared.

use crate::normal::without_marks;

/// Letters of other alphabets that are written with two of ours at the beginning of a name.
const PAIRS: [&str; 14] =
    ["yu", "ya", "ye", "yo", "kh", "gh", "sh", "ch", "zh", "ts", "dz", "th", "дж", "sc"];

/// The words of a text in order.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    words: Vec<Word>,
    /// The letters of all words, one behind the other, so that two neighbours are one word when joined.
    keys: String,
}

/// Letters and digits without anything between them.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// Where its letters begin in the keys; they end where those of the next begin.
    key: usize,
    is_capital: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str) -> Words<'a> {
        let mut words = Words { text, words: Vec::new(), keys: String::with_capacity(text.len()) };
        let mut open = false;
        for (at, c) in text.char_indices() {
            let is_letter = c.is_ascii_alphanumeric() || !c.is_ascii() && is_inside(c);
            match (open, is_letter) {
                (false, true) => words.words.push(Word {
                    start: at,
                    end: at,
                    key: words.keys.len(),
                    is_capital: c.is_uppercase() || c.is_numeric(),
                }),
                (true, false) => words.close(at),
                _ => {}
            }
            if is_letter {
                push_plain(c, &mut words.keys);
            }
            open = is_letter;
        }
        if open {
            words.close(text.len());
        }
        words
    }

    fn close(&mut self, at: usize) {
        if let Some(last) = self.words.last_mut() {
            last.end = at;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn start(&self, n: usize) -> usize {
        self.words[n].start
    }

    pub(super) fn end(&self, n: usize) -> usize {
        self.words[n].end
    }

    /// The letters by which a word is compared.
    pub(super) fn key(&self, n: usize) -> &str {
        self.keys_of(n, 1)
    }

    /// The letters of some words as of one.
    pub(super) fn keys_of(&self, n: usize, count: usize) -> &str {
        let end = self.words.get(n + count).map_or(self.keys.len(), |next| next.key);
        &self.keys[self.words[n].key..end]
    }

    pub(super) fn is_capital(&self, n: usize) -> bool {
        self.words[n].is_capital
    }

    /// A word as it is written.
    pub(super) fn written(&self, n: usize) -> &str {
        &self.text[self.words[n].start..self.words[n].end]
    }

    /// What stands between a word and the next; behind the last the rest of the text.
    pub(super) fn gap(&self, n: usize) -> &str {
        let end = self.words.get(n + 1).map_or(self.text.len(), |next| next.start);
        &self.text[self.words[n].end..end]
    }

    /// What stands before a word.
    pub(super) fn gap_before(&self, n: usize) -> &str {
        if n == 0 { &self.text[..self.words[0].start] } else { self.gap(n - 1) }
    }

    /// Whether a word and the next are the halves of one that was broken over a line.
    pub(super) fn is_broken(&self, n: usize) -> bool {
        if self.text.as_bytes().get(self.words[n].end).is_none_or(|next| matches!(next, b' ' | b',' | b'.')) {
            return false;
        }
        let gap = self.gap(n);
        let blank = gap.strip_prefix(['-', '\u{ad}', '¬', '‐']);
        n + 1 < self.len()
            && blank.is_some_and(|blank| is_blank(blank) || gap.starts_with('\u{ad}'))
            && (!self.is_capital(n + 1) || self.is_upper(n) && self.is_upper(n + 1))
    }

    /// Whether a word is written in capitals only, and has two or more.
    pub(super) fn is_upper(&self, n: usize) -> bool {
        let written = self.written(n);
        written.chars().nth(1).is_some() && !written.chars().any(char::is_lowercase)
    }

    /// Whether a word is an initial: one letter, or a pair that stands for one, before a stop.
    pub(super) fn is_initial(&self, n: usize) -> bool {
        let key = self.key(n);
        let is_letter = |c: char| c.is_alphabetic();
        self.is_capital(n)
            && key.starts_with(is_letter)
            && self.gap(n).starts_with('.')
            && (key.chars().nth(1).is_none() || PAIRS.contains(&key) && !self.is_upper(n))
    }

    /// Whether a sentence or a quotation begins with a word.
    pub(super) fn is_first(&self, n: usize) -> bool {
        n == 0 || self.gap(n - 1).contains(['.', '!', '?', '…', ':', '"', '“', '„', '«', '‘', '\n', '—', '–'])
    }
}

/// Blanks as they stand within a name: few, and at most one end of a line.
pub(super) fn is_blank(gap: &str) -> bool {
    gap.len() <= 6
        && !gap.is_empty()
        && gap.chars().all(char::is_whitespace)
        && gap.matches('\n').count() <= 1
}

/// Whether a letter that is not ASCII belongs to a word; first those of Latin and Cyrillic.
fn is_inside(c: char) -> bool {
    matches!(c, 'à'..='ö' | 'ø'..='ž' | 'À'..='Ö' | 'ə' | 'Ə' | 'а'..='я' | 'А'..='Я' | '\u{300}'..='\u{36f}')
        || c.is_alphanumeric()
}

/// The letters by which a name is compared.
pub(super) fn plain(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    text.chars().for_each(|c| push_plain(c, &mut key));
    key
}

/// A letter in its small form without signs: `ə` is e, `ı` is i, `ё` is е; `й` stays.
fn push_plain(c: char, key: &mut String) {
    match c {
        'a'..='z' | '0'..='9' | 'а'..='я' => key.push(c),
        'A'..='Z' => key.push(c.to_ascii_lowercase()),
        'ə' | 'Ə' => key.push('e'),
        'ı' | 'İ' => key.push('i'),
        'ö' | 'Ö' => key.push('o'),
        'ü' | 'Ü' => key.push('u'),
        'ş' | 'Ş' => key.push('s'),
        'ç' | 'Ç' => key.push('c'),
        'ğ' | 'Ğ' => key.push('g'),
        'ё' | 'Ё' => key.push('е'),
        'А'..='Я' => key.extend(c.to_lowercase()),
        'ß' => key.push_str("ss"),
        '\u{300}'..='\u{36f}' => {}
        _ if ('\u{400}'..='\u{52f}').contains(&c) => key.extend(c.to_lowercase()),
        _ => key.push_str(&without_marks(&c.to_lowercase().to_string())),
    }
}

/// Whether a word is Cyrillic.
pub(super) fn is_cyrillic(key: &str) -> bool {
    key.starts_with(|c| ('\u{400}'..='\u{52f}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_words_with_plain_letters() {
        let words = Words::new("N.Nərimanov’un İŞİ, Ter-Minasyan 1920-ci");
        let keys: Vec<&str> = (0..words.len()).map(|n| words.key(n)).collect();
        assert_eq!(keys, ["n", "nerimanov", "un", "isi", "ter", "minasyan", "1920", "ci"]);
        assert!(words.is_initial(0) && words.is_upper(3) && !words.is_upper(4));
    }

    #[test]
    fn a_broken_word_is_seen() {
        let check =
            |text: &str, expected: bool| assert_eq!(Words::new(text).is_broken(0), expected, "{text}");
        check("Nəri-\nmanovun", true);
        check("Nəri- manovun", true);
        check("NƏRİ-\nMANOV", true);
        check("Ter-Minasyan", false);
        check("Bakı - Moskva", false);
        check("Bakı- Moskva", false);
    }
}
