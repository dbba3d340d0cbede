//! Words and numbers of a running text, and what they say in a date.

use std::collections::HashMap;

use crate::lang::find::{DateWords, Ending, Flag, Sense};

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 40;

/// A word or number where it stands. Its ending and the stop of an abbreviation belong to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) ending: Ending,
    flags: u16,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Figures, and how many.
    Number(u32, u8),
    /// Roman figures up to 31.
    Roman(u8),
    /// A word; most say nothing.
    Word(Sense),
}

impl Word {
    pub(super) fn has(&self, flag: Flag) -> bool {
        self.flags & flag as u16 != 0
    }

    /// Whether its ending says at, from or until which time.
    pub(super) fn is_dated(&self) -> bool {
        matches!(self.ending, Ending::At | Ending::From | Ending::To | Ending::Until)
    }

    pub(super) fn sense(&self) -> Sense {
        match self.kind {
            Kind::Word(sense) => sense,
            _ => Sense::Nothing,
        }
    }
}

/// What is known of a word.
#[derive(Clone, Copy)]
struct Entry {
    sense: Sense,
    ending: Ending,
    flags: u16,
    /// How many words the longest phrase has that begins with it.
    longest: usize,
}

const UNKNOWN: Entry = Entry { sense: Sense::Nothing, ending: Ending::None, flags: 0, longest: 1 };

/// The words of a language by their folded form.
pub(super) struct Lexicon {
    entries: HashMap<String, Entry>,
    /// How entries begin, each a bit: most words of a text begin otherwise and need not be looked up.
    begins: Vec<u64>,
    endings: HashMap<String, Ending>,
    ordinal_stop: bool,
    dotless: bool,
}

impl Lexicon {
    pub(super) fn new(words: &DateWords) -> Lexicon {
        let mut lexicon = Lexicon {
            entries: HashMap::new(),
            begins: vec![0; BEGINS / 64],
            endings: expanded(words.number_endings, words.dotless_i).into_iter().collect(),
            ordinal_stop: words.ordinal_stop,
            dotless: words.dotless_i,
        };
        let endings = expanded(words.endings, words.dotless_i);
        for (n, names) in (1..).zip(words.months) {
            for name in names.split(' ') {
                lexicon.add(&format!("{name}*"), Sense::Month(n), &endings);
            }
        }
        for (n, names) in (1..).zip(words.months_short) {
            for name in names.split_whitespace() {
                lexicon.add(&format!("{name}."), Sense::Month(n), &endings);
            }
        }
        for (n, names) in (21..).zip(words.seasons) {
            for name in names.split(' ') {
                lexicon.add(name, Sense::Season(n), &endings);
                lexicon.add(&format!("{name}I*"), Sense::Season(n), &endings);
            }
        }
        for (number, names) in words.numbers {
            names.split_whitespace().for_each(|name| lexicon.add(name, Sense::Number(*number), &endings));
        }
        for (sense, names) in words.words {
            names.split_whitespace().for_each(|name| lexicon.add(name, *sense, &endings));
        }
        for (flag, names) in words.flags {
            for name in names.split_whitespace() {
                lexicon.flag(name, *flag, &endings);
            }
        }
        lexicon
    }

    /// Whether an entry may begin as a word does.
    fn may_know(&self, word: &str) -> bool {
        let bit = beginning(word, self.dotless);
        self.begins[bit / 64] & 1 << (bit % 64) != 0
    }

    fn add(&mut self, name: &str, sense: Sense, endings: &[(String, Ending)]) {
        for (form, ending) in forms(name, self.dotless, endings) {
            let entry = self.entry(form);
            // `biri` with or without another ending is "one of them" or "the first": it has one itself.
            let possessed = matches!(sense, Sense::Number(_)) && name.ends_with('*');
            let ending = if possessed && ending == Ending::None { Ending::Other } else { ending };
            (entry.sense, entry.ending) = (sense, ending);
        }
    }

    fn flag(&mut self, name: &str, flag: Flag, endings: &[(String, Ending)]) {
        for (form, _) in forms(name, self.dotless, endings) {
            self.entry(form).flags |= flag as u16;
        }
    }

    fn entry(&mut self, form: String) -> &mut Entry {
        let bit = beginning(form.split(['.', ' ']).next().unwrap_or(&form), self.dotless);
        self.begins[bit / 64] |= 1 << (bit % 64);
        if let Some((first, _)) = form.split_once(' ') {
            let words = form.split(' ').count();
            let first = self.entries.entry(first.to_owned()).or_insert(UNKNOWN);
            first.longest = first.longest.max(words);
        }
        self.entries.entry(form).or_insert(UNKNOWN)
    }

    /// All words and numbers of a text.
    pub(super) fn read(&self, text: &str) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 6);
        let mut folded = String::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            if c.is_ascii_digit() {
                words.push(self.number(text, at));
            } else if is_letter(c) {
                words.push(self.word(text, at, &mut folded));
            } else if c == '№' {
                let flags = Flag::BeforeNumber as u16;
                words.push(Word { flags, ..plain(at, at + c.len_utf8()) });
            } else {
                at += c.len_utf8();
                continue;
            }
            at = words.last().map_or(text.len(), |word| word.end);
        }
        words
    }

    fn word(&self, text: &str, start: usize, folded: &mut String) -> Word {
        let end = letters_end(text, start);
        let bare = &text[start..end];
        let capital = bare.starts_with(char::is_uppercase);
        let found = Word { capital, ..plain(start, end) };
        folded.clear();
        if bare.len() > LONGEST {
            return found;
        }
        if !self.may_know(bare) {
            let roman = roman(bare).map(Kind::Roman);
            return Word { kind: roman.unwrap_or(found.kind), ..found };
        }
        fold(bare, self.dotless, folded);
        let mut entry = self.entries.get(folded.as_str()).copied().unwrap_or(UNKNOWN);
        let mut found = Word { end, ..found };
        if entry.longest > 1
            && let Some((longer, end)) = self.phrase(text, end, entry.longest, folded)
        {
            (entry, found.end) = (longer, end);
        } else if text[end..].starts_with('.') {
            folded.push('.');
            if let Some(short) = self.entries.get(folded.as_str()) {
                entry = Entry { flags: entry.flags | short.flags, ..*short };
                found.end = end + 1;
            }
        } else if let Some((ending, end)) = self.apostrophe(text, end)
            && entry.sense != Sense::Nothing
        {
            entry.ending = ending;
            found.end = end;
        }
        (found.kind, found.ending, found.flags) = (Kind::Word(entry.sense), entry.ending, entry.flags);
        if matches!(entry.sense, Sense::Nothing)
            && let Some(number) = roman(bare)
        {
            found.kind = Kind::Roman(number);
        }
        found
    }

    /// The longest phrase that begins with the word in `folded`, which ends at `end`.
    fn phrase(
        &self,
        text: &str,
        mut end: usize,
        longest: usize,
        folded: &mut String,
    ) -> Option<(Entry, usize)> {
        let mut found = None;
        for _ in 1..longest {
            let start = end + text[end..].len() - text[end..].trim_start().len();
            let stop = letters_end(text, start);
            if start == end || stop == start || stop - start > LONGEST {
                break;
            }
            folded.push(' ');
            fold(&text[start..stop], self.dotless, folded);
            end = stop;
            found = self.entries.get(folded.as_str()).map(|entry| (*entry, end)).or(found);
        }
        found
    }

    /// An ending behind an apostrophe, and where it ends.
    fn apostrophe(&self, text: &str, end: usize) -> Option<(Ending, usize)> {
        let rest = text[end..].strip_prefix(['’', '\'', '‘', '`'])?;
        let start = text.len() - rest.len();
        self.ending(text, start)
    }

    fn ending(&self, text: &str, start: usize) -> Option<(Ending, usize)> {
        let end = letters_end(text, start);
        if end == start || end - start > LONGEST {
            return None;
        }
        let mut folded = String::new();
        fold(&text[start..end], self.dotless, &mut folded);
        self.endings.get(&folded).map(|ending| (*ending, end))
    }

    fn number(&self, text: &str, start: usize) -> Word {
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let mut end = start + digits;
        let Ok(value) = text[start..end].parse::<u32>() else { return plain(start, end) };
        if letters_end(text, end) > end && self.ending(text, end).is_none() {
            // `12km`, `5a`
            return plain(start, letters_end(text, end));
        }
        let mut found = Word { kind: Kind::Number(value, digits.min(9) as u8), ..plain(start, end) };
        if let Some((ending, end)) = self.number_ending(text, end) {
            (found.ending, found.end) = (ending, end);
        } else if self.ordinal_stop
            && digits <= 2
            && has_ordinal_stop(&text[end..])
            && !is_short_year(&text[..start])
        {
            end += 1;
            (found.ending, found.end) = (Ending::Ordinal, end);
        }
        found
    }

    /// The ending of a number: `1920-ci`, `1920’de`, `28th`, also `1920- ci` and `1920 ci`.
    fn number_ending(&self, text: &str, end: usize) -> Option<(Ending, usize)> {
        if let Some(found) = self.ending(text, end).or_else(|| self.apostrophe(text, end)) {
            return Some(found);
        }
        let rest = text[end..].trim_start();
        let joined = rest.strip_prefix(['-', '–', '‑']).map(str::trim_start);
        match joined {
            Some(rest) => self.ending(text, text.len() - rest.len()),
            None => {
                let found = self.ending(text, text.len() - rest.len());
                found.filter(|(ending, at)| {
                    *ending == Ending::Ordinal && text.len() - rest.len() + 2 <= *at && is_small(rest)
                })
            }
        }
    }
}

/// So many beginnings are told apart.
const BEGINS: usize = 1 << 12;

/// The number of the beginning of a word: its first three letters, folded.
fn beginning(word: &str, dotless: bool) -> usize {
    let mut letters = word.chars().filter_map(|c| plain_letter(c, dotless)).map(|c| c as usize);
    let mut letter = || letters.next().unwrap_or(0);
    (letter() * 61 + letter() * 7 + letter()) % BEGINS
}

fn is_small(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// `28. April`, `3.–5. Mai`
fn has_ordinal_stop(rest: &str) -> bool {
    let mut behind = rest.chars();
    behind.next() == Some('.') && behind.next().is_some_and(|c| c.is_whitespace() || matches!(c, '-' | '–'))
}

/// `1918/19. Im Winter` ends a sentence.
fn is_short_year(before: &str) -> bool {
    let year = before.strip_suffix(['/', '-', '–']);
    year.is_some_and(|year| year.ends_with(|c: char| c.is_ascii_digit()))
}

fn plain(start: usize, end: usize) -> Word {
    let (kind, ending) = (Kind::Word(Sense::Nothing), Ending::None);
    Word { start, end, kind, ending, flags: 0, capital: false }
}

fn letters_end(text: &str, start: usize) -> usize {
    let letters = text[start..].char_indices().find(|(_, c)| !is_letter(*c) && !is_mark(*c));
    letters.map_or(text.len(), |(at, _)| start + at)
}

/// Whether a character is a letter. Those of our languages are told without the tables of Unicode.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        'ə' | 'Ə' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ž' | 'А'..='я' | 'ё' | 'Ё' => true,
        _ => c.is_alphabetic(),
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// All forms of an entry of the lists, folded: `il*` is `il`, `ilin`, `ilde` …
fn forms(name: &str, dotless: bool, endings: &[(String, Ending)]) -> Vec<(String, Ending)> {
    let mut forms = Vec::new();
    let stem = name.trim_end_matches('*');
    // `April` has no vowels to choose.
    let stems = if stem.starts_with(char::is_uppercase) { vec![stem.to_owned()] } else { vowels(stem) };
    for stem in stems {
        let mut folded = String::new();
        fold(&stem.replace('_', " "), dotless, &mut folded);
        if name.ends_with('*') {
            forms.extend(endings.iter().map(|(ending, kind)| (format!("{folded}{ending}"), *kind)));
        }
        forms.push((folded, Ending::None));
    }
    forms
}

fn expanded(endings: &[(Ending, &str)], dotless: bool) -> Vec<(String, Ending)> {
    let all = endings.iter().flat_map(|(kind, list)| list.split(' ').map(move |ending| (ending, *kind)));
    all.flat_map(|(ending, kind)| {
        vowels(ending).into_iter().map(move |ending| {
            let mut folded = String::new();
            fold(&ending, dotless, &mut folded);
            (folded, kind)
        })
    })
    .collect()
}

/// `dA` is `da` and `de`. That not all vowels go together does no harm.
fn vowels(pattern: &str) -> Vec<String> {
    let mut forms = vec![String::new()];
    for c in pattern.chars() {
        let choices: &[char] = match c {
            'A' => &['a', 'e'],
            'I' => &['i', 'ı', 'u'],
            _ => {
                forms.iter_mut().for_each(|form| form.push(c));
                continue;
            }
        };
        forms = choices
            .iter()
            .flat_map(|choice| forms.iter().map(move |form| format!("{form}{choice}")))
            .collect();
    }
    forms
}

/// Small letters without their signs. The letters are few, so this is quicker than to normalise each word.
///
/// `ı` stays itself where the language has it: `kış` is winter, `kişi` a person.
fn fold(text: &str, dotless: bool, folded: &mut String) {
    folded.extend(text.chars().filter_map(|c| plain_letter(c, dotless)));
}

/// The letter that stands for another; nothing for a mark.
fn plain_letter(c: char, dotless: bool) -> Option<char> {
    let plain = match c {
        'I' | 'ı' if dotless => 'ı',
        'A'..='Z' => c.to_ascii_lowercase(),
        'a'..='z' | 'а'..='я' => c,
        'ə' | 'Ə' => 'e',
        'ı' | 'İ' | 'î' => 'i',
        'ü' | 'Ü' | 'û' => 'u',
        'ö' | 'Ö' => 'o',
        'ğ' | 'Ğ' => 'g',
        'ş' | 'Ş' => 's',
        'ç' | 'Ç' => 'c',
        'â' | 'ä' | 'Ä' => 'a',
        'ё' | 'Ё' => 'е',
        'ß' => 's',
        _ if is_mark(c) => return None,
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    Some(plain)
}

/// Roman figures from 1 to 31, also with Cyrillic letters of the same look.
fn roman(text: &str) -> Option<u8> {
    if text.len() > 10 {
        return None;
    }
    let (mut total, mut last) = (0i32, 0);
    for c in text.chars().rev() {
        let value = match c {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            _ => return None,
        };
        total += if value < last { -value } else { value };
        last = last.max(value);
    }
    u8::try_from(total).ok().filter(|total| (1..=31).contains(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_figures_are_read() {
        let check = |text: &str, expected: Option<u8>| assert_eq!(roman(text), expected, "{text}");
        check("IV", Some(4));
        check("XIX", Some(19));
        check("ХХ", Some(20));
        check("VIII", Some(8));
        check("XL", None);
        check("Xan", None);
    }

    #[test]
    fn endings_follow_the_vowels() {
        assert_eq!(vowels("dAn"), ["dan", "den"]);
        assert_eq!(vowels("lArIn"), ["larin", "lerin", "ların", "lerın", "larun", "lerun"]);
    }
}
