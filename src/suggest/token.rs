//! Words of a running text, and what the whole edition tells of a word.

use super::Reader;
use super::ending::small;
use crate::edition::body::AnnotationKind;
use crate::lang::is_tag;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A word outside of what is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub start: usize,
    /// Its language.
    pub lang: &'a str,
    /// Whether it is one capital letter and a stop.
    pub is_initial: bool,
    /// Whether only blanks divide it from the word before (and the stop of that, if it is an initial).
    pub is_joined: bool,
    /// Whether it begins a sentence or stands behind a sign that opens one.
    pub begins: bool,
}

impl Token<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is written as a name is: a capital letter, then small ones.
    pub(super) fn is_capitalised(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    }
}

/// The words of a text, in order.
pub(super) fn tokens<'a>(reader: &Reader<'a>) -> Vec<Token<'a>> {
    let marked = reader.marked(|annotation| {
        matches!(
            annotation.kind,
            AnnotationKind::Mention { .. } | AnnotationKind::Citation { .. } | AnnotationKind::Date(_)
        )
    });
    let languages = languages(reader);
    let text = reader.words();
    let mut found: Vec<Token<'a>> = Vec::new();
    let mut from = 0;
    // Between what is marked, so that no name reaches over it.
    for end in marked.iter().map(|range| range.start).chain([text.len()]) {
        let until = marked.iter().find(|range| range.start == end).map_or(end, |range| range.end);
        if from < end {
            found.extend(words(text, from..end, &reader.text.lang));
        }
        from = until.max(from);
    }
    for token in &mut found {
        let own = languages.iter().rev().find(|(range, _)| range.contains(&token.start));
        token.lang = own.map_or(token.lang, |(_, lang)| lang);
    }
    found
}

/// The parts of a text in another language, the inner ones last.
fn languages<'a>(reader: &Reader<'a>) -> Vec<(Range<usize>, &'a str)> {
    let body = &reader.text.body;
    let start = |node: u32| body.nodes.get(node as usize).map_or(body.text.len(), |node| node.start as usize);
    let divisions = body.divisions.iter().filter_map(|division| {
        Some((start(division.heading)..start(division.end), division.lang.as_deref()?))
    });
    let phrases = body.annotations.iter().filter_map(|annotation| {
        let AnnotationKind::Foreign(lang) = &annotation.kind else { return None };
        let node = body.nodes[annotation.node as usize];
        is_tag(lang).then_some((node.start as usize..node.end as usize, &**lang))
    });
    divisions.chain(phrases).collect()
}

/// The words of a part of a text.
pub(super) fn words<'a>(text: &'a str, part: Range<usize>, lang: &'a str) -> Vec<Token<'a>> {
    let mut found: Vec<Token<'a>> = Vec::new();
    let mut at = part.start;
    while at < part.end {
        let rest = &text[at..part.end];
        let Some(ahead) = rest.find(char::is_alphabetic) else { break };
        let start = at + ahead;
        let word = word(&text[start..part.end]);
        let behind = start + word.len();
        let is_initial = is_letter(word) && text[behind..].starts_with('.');
        let between = found.last().map(|last| &text[last.end()..start]);
        let initial_before = found.last().is_some_and(|last| last.is_initial);
        let is_joined = between.is_some_and(|between| is_blank(between, initial_before));
        let before = text[..start].trim_end_matches([' ', '\u{a0}']);
        let begins = !is_joined && before.chars().next_back().is_none_or(opens);
        found.push(Token { text: word, start, lang, is_initial, is_joined, begins });
        at = behind + ending_length(&text[behind..part.end]);
    }
    found
}

/// The word at the beginning of a text; parts written alike may be joined by `-`: `Ter-Minasyan`, not `Fətəli-xan`.
fn word(text: &str) -> &str {
    let is_capital = text.starts_with(char::is_uppercase);
    let mut end = letters(text);
    while let Some(rest) = text[end..].strip_prefix('-') {
        let next = letters(rest);
        if next == 0 || rest.starts_with(char::is_uppercase) != is_capital {
            break;
        }
        end += 1 + next;
    }
    &text[..end]
}

/// The bytes of the letters at the beginning of a text.
fn letters(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic() && c != '\u{307}').unwrap_or(text.len())
}

/// The bytes of an ending behind an apostrophe: `Atatürk’ün`.
fn ending_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['\'', '’']) else { return 0 };
    let ending = letters(rest);
    if rest[..ending].chars().all(char::is_lowercase) { text.len() - rest.len() + ending } else { 0 }
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// Whether what stands between two words leaves them side by side.
fn is_blank(between: &str, initial_before: bool) -> bool {
    if between == "-" {
        return true;
    }
    let between = if initial_before { between.strip_prefix('.').unwrap_or(between) } else { between };
    between.chars().all(|c| c == ' ' || c == '\u{a0}')
        && between.chars().count() <= 2
        && (initial_before || !between.is_empty())
}

/// Whether a capital letter behind a sign says nothing.
fn opens(sign: char) -> bool {
    matches!(
        sign,
        '.' | '!'
            | '?'
            | '…'
            | ':'
            | '\n'
            | '"'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‘'
            | '\''
            | '-'
            | '–'
            | '—'
    )
}

/// What the texts tell of words.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Written small somewhere.
    small: BTreeSet<String>,
    /// Written with a capital letter in the middle of a sentence: how often.
    names: BTreeMap<String, usize>,
    /// Written behind an initial.
    surnames: BTreeSet<String>,
}

impl Words {
    pub(super) fn read(&mut self, tokens: &[Token<'_>]) {
        let mut behind_initial = false;
        for token in tokens {
            if behind_initial && token.is_joined && token.is_capitalised() {
                self.surnames.insert(small(token.text));
            }
            behind_initial = token.is_initial;
            if token.text.starts_with(char::is_lowercase) {
                if !self.small.contains(token.text) {
                    self.small.insert(small(token.text));
                }
            } else if token.is_capitalised() && !token.begins {
                *self.names.entry(small(token.text)).or_default() += 1;
            }
        }
    }

    /// Whether a word is written small somewhere.
    pub(super) fn is_small(&self, word: &str) -> bool {
        self.small.contains(&small(word))
    }

    /// Whether a word stands behind an initial somewhere.
    pub(super) fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(&small(word))
    }

    /// How often a word has a capital letter in the middle of a sentence.
    pub(super) fn count(&self, word: &str) -> usize {
        self.names.get(&small(word)).copied().unwrap_or_default()
    }

    /// Whether a word has a capital letter in the middle of a sentence.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.count(word) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_side_by_side_or_begin() {
        let check = |text: &str, expected: &str| {
            let shown: Vec<String> = words(text, 0..text.len(), "en")
                .iter()
                .map(|token| {
                    let before = if token.is_joined { "+" } else { "" };
                    let behind = if token.is_initial { "." } else { "" };
                    let begins = if token.begins { "^" } else { "" };
                    format!("{begins}{before}{}{behind}", token.text)
                })
                .collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        };
        check("Then Q. K.Salmanov came, he", "^Then +Q. +K. +Salmanov +came he");
        check("Ter-Salman’ın evi. «Yol» 5 Mayıs", "^Ter-Salman evi ^Yol Mayıs");
        check("A-B. İlk", "^A-B ^İlk");
    }
}
