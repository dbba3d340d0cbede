//! What stands beside the surname of a person: initials, given names, titles, and signs that it is somebody else.

use std::ops::Range;

use crate::edition::entity::Kind;

use super::around::{Around, Support};
use super::dictionary::{Record, Use};
use super::ending::Fit;
use super::initial::initial;
use super::word::is_blank;
use super::{Claim, Hit, Reading, claim};

/// What stands before a surname.
struct Before {
    /// The first word that belongs to the name.
    start: usize,
    support: Support,
    /// Initials or a given name of somebody else.
    is_other: bool,
}

impl Reading<'_> {
    /// Claims the persons whose names begin at a word.
    pub(super) fn claim_persons(&self, n: usize, hits: &[Hit<'_>], around: &Around, claims: &mut Vec<Claim>) {
        let hits: Vec<&Hit<'_>> = hits.iter().filter(|hit| self.kind(hit) == Kind::Person).collect();
        // Of the words of one surname the most: Ter-Minasyan before Ter.
        let longest = hits.iter().map(|hit| hit.words.end).max();
        for hit in hits.into_iter().filter(|hit| Some(hit.words.end) == longest) {
            match hit.form.name_use {
                Use::Surname => self.claim_surname(n, hit, around, claims),
                Use::Whole => self.claim_whole(hit, claims),
                Use::Weak if around.knows(self.record(hit).id) => self.claim_whole(hit, claims),
                Use::Weak => {}
            }
        }
    }

    fn record(&self, hit: &Hit<'_>) -> &Record {
        &self.names.dictionary.records[hit.form.record as usize]
    }

    fn claim_whole(&self, hit: &Hit<'_>, claims: &mut Vec<Claim>) {
        let (words, end) = self.with_title(hit);
        if self.is_somebody_else(words.start, words.end, hit.fit)
            || self.is_given_before(words.start, self.record(hit))
        {
            return;
        }
        claim(claims, self.words.start(words.start)..end, hit.form.record, Support::Given, Kind::Person);
    }

    fn claim_surname(&self, n: usize, hit: &Hit<'_>, around: &Around, claims: &mut Vec<Claim>) {
        let record = self.record(hit);
        let before = self.before(n, record);
        let (mut words, mut end) = self.with_title(hit);
        let mut support = before.support;
        if before.is_other {
            return;
        }
        if support == Support::Surname && words.end == hit.words.end {
            let Some((next, to, more)) = self.behind(words.end, end, hit, record) else { return };
            (words.end, end, support) = (next, to, more);
        }
        if self.is_somebody_else(before.start, words.end, hit.fit)
            || self.is_author(before.start, words.end, around)
        {
            return;
        }
        let is_alone = support == Support::Surname && words.len() == 1;
        if is_alone && self.is_word(n, hit, around) {
            return;
        }
        claim(claims, self.words.start(before.start)..end, hit.form.record, support, Kind::Person);
    }

    /// The words of a hit with the titles that follow.
    fn with_title(&self, hit: &Hit<'_>) -> (Range<usize>, usize) {
        let (mut words, mut end) = (hit.words.clone(), hit.end);
        while words.end < self.words.len() {
            let gap = self.words.gap(words.end - 1);
            if !(gap == " " || gap == "\n" || gap == "-" || gap == "\u{a0}") {
                break;
            }
            if hit.fit == Fit::Inflected && !super::word::is_cyrillic(self.words.key(words.end)) {
                break;
            }
            let Some((next, to)) = self.title_with_ending(words.end) else { break };
            (words.end, end) = (next, to);
        }
        (words, end)
    }

    /// A title with its ending: the word behind it and where it ends.
    fn title_with_ending(&self, n: usize) -> Option<(usize, usize)> {
        self.names.dictionary.language.titles.iter().find_map(|title| {
            let word = super::FormWord { stem: title.clone(), is_upper: false, hissing: 1 };
            self.word(n, &word, true, true).map(|(next, end, _)| (next, end))
        })
    }

    /// Reads backwards from a surname.
    fn before(&self, n: usize, record: &Record) -> Before {
        let mut before = Before { start: n, support: Support::Surname, is_other: false };
        let mut initials = Vec::new();
        let (mut at, mut has_title) = (n, false);
        while at > 0 && self.is_name_gap(at - 1) {
            let key = self.words.key(at - 1);
            if self.words.is_initial(at - 1) {
                initials.push(key);
                before.start = at - 1;
            } else if self.words.gap(at - 1).starts_with('.') && key.chars().nth(1).is_none() {
                has_title = true;
            } else if initials.is_empty() && self.is_given_of(at - 1, record) {
                before.start = at - 1;
                before.support = Support::Given;
            } else if initials.is_empty() && self.is_title_before(at - 1)
                || before.support == Support::Surname && self.names.dictionary.language.is_father(key)
            {
                has_title = true;
            } else {
                break;
            }
            at -= 1;
        }
        initials.reverse();
        if !initials.is_empty() {
            let agreed = agree(&initials, record);
            before.is_other = agreed.is_none();
            before.support = before.support.max(agreed.unwrap_or(Support::Surname));
        } else if before.support == Support::Surname && at > 0 && self.is_name_gap(at - 1) {
            before.is_other = self.is_stranger(at - 1, has_title);
        }
        before
    }

    /// Whether a word and the next may be words of one name.
    fn is_name_gap(&self, n: usize) -> bool {
        let gap = self.words.gap(n);
        let rest = if self.words.is_initial(n) || self.words.key(n).chars().nth(1).is_none() {
            gap.strip_prefix('.').unwrap_or(gap)
        } else {
            gap
        };
        let rest = rest.trim_start_matches(')').trim_end_matches('(');
        rest.is_empty() || rest == "-" || is_blank(rest)
    }

    fn is_given_of(&self, n: usize, record: &Record) -> bool {
        let key = self.words.key(n);
        self.words.is_capital(n) && record.givens.iter().any(|given| given.is(key))
            || key.chars().count() > 1 && record.givens.iter().any(|given| given.stem.letters == key)
    }

    fn is_title_before(&self, n: usize) -> bool {
        let key = self.words.key(n);
        let is_ours = || {
            let mut titles = self.language.titles.split_whitespace();
            titles.any(|title| super::ending::Stem::new(title).fit(key, None, true).is_some())
        };
        n > 0 && self.names.dictionary.language.is_title(key) && (self.words.is_capital(n) || is_ours())
    }

    /// Whether the word before a surname is the given name of somebody else.
    fn is_stranger(&self, n: usize, has_title: bool) -> bool {
        let (words, vocabulary) = (&self.words, &self.names.dictionary.language);
        let key = words.key(n);
        if !words.is_capital(n) || !key.starts_with(char::is_alphabetic) || words.gap(n).contains('(') {
            return false;
        }
        if words.gap(n) == "-" {
            return true;
        }
        if vocabulary.is_role(key) || self.names.dictionary.is_surname(key) {
            return false;
        }
        if has_title || vocabulary.given.contains(key) || self.is_given_in_russian(key) {
            return true;
        }
        self.language.guesses_given && !words.is_first(n) && self.may_be_given(n)
    }

    /// Given names of the lists in an oblique case.
    fn is_given_in_russian(&self, key: &str) -> bool {
        super::word::is_cyrillic(key)
            && self.language.given.split_whitespace().any(|given| {
                key.starts_with(given.trim_end_matches(['а', 'я', 'й', 'ь']))
                    && super::ending::Stem::new(given).fit(key, None, true).is_some()
            })
    }

    /// An unknown word with a capital within a sentence, without an ending.
    fn may_be_given(&self, n: usize) -> bool {
        let key = self.words.key(n);
        let ends =
            |list: &str| list.split_whitespace().any(|end| key.ends_with(end) && key.len() > end.len() + 1);
        let is_family = ends(self.language.families);
        let is_inflected =
            ["da", "de", "dan", "den", "nin", "nun", "ya", "ye", "la", "le", "si", "su", "ski"]
                .iter()
                .any(|end| key.ends_with(end));
        let is_thing = self.names.dictionary.forms_of(key, super::LONGEST).next().is_some();
        !self.words.is_upper(n) && !is_family && !is_inflected && !is_thing && key.chars().count() > 2
    }

    /// What follows a surname: a given name or initials, as lists have it.
    fn behind(
        &self,
        next: usize,
        end: usize,
        hit: &Hit<'_>,
        record: &Record,
    ) -> Option<(usize, usize, Support)> {
        let alone = Some((next, end, Support::Surname));
        let gap = self.words.gap(next - 1);
        let is_near = gap == " " || gap == "\n" || gap == ", " || gap == ",\n";
        if next >= self.words.len() || !is_near || hit.fit != Fit::Bare {
            return alone;
        }
        let mut at = next;
        let mut initials = Vec::new();
        while at < self.words.len() && self.words.is_initial(at) {
            initials.push(self.words.key(at));
            at += 1;
        }
        if !initials.is_empty() {
            let is_next_name = at < self.words.len() && self.words.is_capital(at) && self.is_name_gap(at - 1);
            if is_next_name || gap.starts_with(',') {
                return alone;
            }
            let stop = self.words.end(at - 1) + 1;
            return agree(&initials, record).map(|support| (at, stop, support));
        }
        if self.words.is_capital(next) && self.is_given_of(next, record) {
            let goes_on =
                next + 1 < self.words.len() && self.words.gap(next) == " " && self.words.is_capital(next + 1);
            let is_list = gap.starts_with(',') && !self.words.gap(next).starts_with([',', '.', ';', ')']);
            if !goes_on && !is_list {
                return Some((next + 1, self.words.end(next), Support::Given));
            }
        }
        alone
    }

    /// Whether what stands beside a name says that it is no person, or another.
    fn is_somebody_else(&self, start: usize, next: usize, fit: Fit) -> bool {
        let words = &self.words;
        let gap = words.gap(next - 1);
        let has_next = next < words.len();
        if has_next && gap == "-" && !words.is_broken(next - 1) {
            return true;
        }
        if start > 0 && words.gap(start - 1) == "-" && words.is_capital(start - 1) {
            return true;
        }
        let is_near = has_next && (is_blank(gap));
        if is_near && self.names_a_thing(next, fit) {
            return true;
        }
        if start > 0 && self.belongs_to_a_thing(start - 1, next, fit) {
            return true;
        }
        let quoted =
            gap.starts_with(['”', '"', '»']) && words.gap_before(start).ends_with(['“', '"', '«', '„']);
        if quoted && start + 1 == next && fit == Fit::Bare {
            return true;
        }
        is_near && words.is_capital(next) && self.is_longer_name(next, fit)
    }

    /// `улица Нариманова`, `the Lenin Library`, `die Narimanows`: what the word before a name says.
    fn belongs_to_a_thing(&self, before: usize, next: usize, fit: Fit) -> bool {
        let gap = self.words.gap(before);
        let is_abbreviated = gap.strip_prefix('.').is_some_and(is_blank);
        if !is_blank(gap) && !is_abbreviated {
            return false;
        }
        let has_capital_behind =
            next < self.words.len() && self.words.gap(next - 1) == " " && self.words.is_capital(next);
        let is_plural = self.language.has_noun_capitals && fit == Fit::Inflected;
        let is_thing = fit == Fit::Bare && has_capital_behind && !self.language.has_noun_capitals;
        self.is_article(before) && (is_plural || is_thing)
            || begins(self.language.named_before, self.words.key(before))
    }

    /// `Nərimanov küçəsi`: something is named after somebody.
    fn names_a_thing(&self, next: usize, fit: Fit) -> bool {
        let is_russian = super::word::is_cyrillic(self.words.key(next));
        let is_addressed = || {
            let behind = next + 1..self.words.len().min(next + 4);
            self.words.key(next) == "adina"
                && behind.into_iter().any(|n| begins(self.language.addressed, self.words.key(n)))
        };
        (fit == Fit::Bare || is_russian)
            && begins(self.language.named_after, self.words.key(next))
            && !is_addressed()
    }

    /// Whether a name goes on with another surname or with the name of a father.
    fn is_longer_name(&self, next: usize, fit: Fit) -> bool {
        let key = self.words.key(next);
        if self.words.is_initial(next) {
            return false;
        }
        let ends =
            |list: &str| list.split_whitespace().any(|end| key.ends_with(end) && key.len() > end.len() + 3);
        let is_father =
            self.language.fathers.split_whitespace().any(|end| end.len() > 4 && key.ends_with(end));
        let is_known = self.names.dictionary.is_surname(key);
        is_father && !is_known
            || fit == Fit::Bare && !is_known && ends(self.language.families) && !self.is_place(key)
    }

    fn is_place(&self, key: &str) -> bool {
        self.names
            .dictionary
            .forms_of(key, 0)
            .any(|form| self.names.dictionary.records[form.record as usize].kind != Kind::Person)
    }

    /// Whether a name that is complete has another given name before it: `Əli Nəsib bəy`.
    fn is_given_before(&self, start: usize, record: &Record) -> bool {
        start > 0
            && is_blank(self.words.gap(start - 1))
            && self.words.is_capital(start - 1)
            && !self.is_given_of(start - 1, record)
            && !self.names.dictionary.is_surname(self.words.key(start - 1))
            && self.names.dictionary.language.given.contains(self.words.key(start - 1))
    }

    /// Whether a surname alone is an ordinary word here.
    fn is_word(&self, n: usize, hit: &Hit<'_>, around: &Around) -> bool {
        let language = self.language;
        let is_ordinary = language
            .ordinary
            .split_whitespace()
            .any(|word| hit.form.words[0].stem == super::ending::Stem::new(word));
        if !is_ordinary {
            return false;
        }
        let has_article = n > 0 && is_blank(self.words.gap(n - 1)) && self.is_article(n - 1);
        let is_known = around.knows(self.record(hit).id);
        has_article
            || self.words.is_upper(n)
            || match hit.fit {
                Fit::Bare => self.words.is_first(n) || language.has_noun_capitals && !is_known,
                Fit::Inflected => self.words.is_first(n) && !is_known && !language.has_noun_capitals,
            }
    }

    fn is_article(&self, n: usize) -> bool {
        self.language.articles.split_whitespace().any(|word| word == self.words.key(n))
    }

    /// Whether this is the author of a work that is cited: `(Nərimanov, 1990: 5)`, or the beginning of a note.
    fn is_author(&self, start: usize, next: usize, around: &Around) -> bool {
        let rest = &self.words.text[self.words.end(next - 1)..];
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let is_year = |text: &str| text.len() >= 4 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit);
        let behind = rest.trim_start_matches([',', ' ']);
        let is_cited = is_year(behind)
            && (rest.starts_with(',') || self.words.gap_before(start).ends_with(['(', '[']))
            && behind[4..].trim_start().starts_with([':', ',', ')', ']', ';']);
        is_cited || around.is_aside() && self.begins_a_citation(start, rest)
    }

    /// In a note: a name in front of a title, with year and page behind it.
    fn begins_a_citation(&self, start: usize, rest: &str) -> bool {
        let before = self.words.gap_before(start);
        let is_front = start == 0
            || before.contains([';', '.', ':', ']'])
            || before.starts_with(',') && start > 1 && self.begins_a_citation(start - 1, rest);
        let part = rest.split(';').next().unwrap_or(rest);
        let words: Vec<&str> =
            part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let has_year = words.iter().any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
        let has_page = words.windows(2).any(|pair| {
            matches!(pair[0], "s" | "с" | "p" | "pp" | "S" | "С" | "v" | "л" | "сəh" | "səh" | "стр")
                && pair[1].starts_with(|c: char| c.is_ascii_digit())
        });
        is_front && has_year && has_page
    }
}

/// Whether initials are those of a record, as far as it has any.
fn agree(written: &[&str], record: &Record) -> Option<Support> {
    let [first, second, any] = record.initials;
    if any == 0 {
        return Some(Support::Initials);
    }
    let is_alike = match *written {
        [one] => initial(one) & (first | any) != 0,
        [one, two, ..] => {
            initial(one) & (first | any) != 0 && (second == 0 || initial(two) & (second | any) != 0)
        }
        [] => true,
    };
    let is_same =
        written.first().is_some_and(|one| one.chars().all(|letter| record.letters.contains(letter)));
    is_alike.then_some(if is_same { Support::Initials } else { Support::Alike })
}

/// Whether a word begins like one of a list.
fn begins(list: &str, key: &str) -> bool {
    list.split_whitespace()
        .any(|start| if start.chars().count() < 3 { key == start } else { key.starts_with(start) })
}
