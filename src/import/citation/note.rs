//! Citations in notes: `Karabekir, İstiklal Harbimiz, 821; RQASPİ, f. 17, siy. 3`.
//!
//! What is a reference and where it ends is told by the works of the bibliography: words mean a work if they
//! begin with its author and its title, with its title, or with the short name of an archive.

mod index;
mod place;

pub use index::NoteIndex;

use super::cursor::Cursor;
use super::words::{self, begins, is};
use super::{Citation, Cited, CitedSource, archive, is_closing, is_opening, locator};
use crate::lang;
use index::{Known, Term, is_acronym, is_of_word};
use std::ops::Range;

/// The most words before a family name: ranks, given names.
const MOST_BEFORE_FAMILY: usize = 4;
/// The most words between a family name and the title: given names, further authors.
const MOST_BEHIND_FAMILY: usize = 8;
/// The most words of an archive's name.
const LONGEST_ARCHIVE: usize = 14;
/// The most words of a sentence that goes on a reference: an imprint.
const LONGEST_IMPRINT: usize = 15;
/// The most words of a reference to a work that is not known.
const LONGEST_UNKNOWN: usize = 40;
/// The most bytes between the end of a name and the bracket that closes it.
const LONGEST_BRACKET: usize = 40;
/// Beginnings of words for an archive.
const ARCHIVE: [&str; 5] = ["arxiv", "arsiv", "arkhiv", "archiv", "архив"];
/// Beginnings of words for a newspaper or journal behind its title.
const PERIODICALS: [&str; 9] =
    ["qezet", "gazet", "qazet", "jurnal", "dergi", "mecmue", "newspaper", "газет", "журнал"];
/// "The work cited", between an author and the page.
const CITED_WORK: [&str; 16] = [
    "age",
    "agm",
    "a",
    "g",
    "e",
    "m",
    "op",
    "cit",
    "gosterilen",
    "eser",
    "eseri",
    "adi",
    "cekilen",
    "указ",
    "соч",
    "цит",
];

/// The references of a note, in order. They never overlap.
///
/// `before` is what the note before cites last, for "ibid.". A reference to a work without a record has the
/// source [`CitedSource::Unrecorded`] and a fault; words that are none are left out.
#[must_use]
pub fn find_in_note(text: &str, index: &NoteIndex, before: Option<&Cited>) -> Vec<Citation> {
    let note = Note { text, index, words: words_of(text) };
    let mut found: Vec<Citation> = Vec::new();
    let mut n = 0;
    while n < note.words.len() {
        let cited = found.last().and_then(|citation| citation.works.last()).or(before);
        match note.reference(n, cited) {
            Some(citation) => {
                let end = citation.range.end;
                n += note.words[n..].partition_point(|word| word.range.start < end).max(1);
                let free = found.last().map_or(0, |last| last.range.end);
                found.extend(Some(citation).filter(|citation| citation.range.start >= free));
            }
            None => n += 1,
        }
    }
    found
}

/// A word or a number of a note.
struct Word {
    range: Range<usize>,
    term: Term,
    is_capital: bool,
}

fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|n| at + n) {
        let end = text[start..].find(|c| !is_of_word(c)).map_or(text.len(), |n| start + n);
        let word = &text[start..end];
        let is_capital = word.starts_with(char::is_uppercase);
        words.push(Word { range: start..end, term: Term::of(word), is_capital });
        at = end;
    }
    words
}

/// The end of a name with the brackets that open in it.
fn with_brackets(text: &str, start: usize, end: usize) -> usize {
    let (mut depth, mut behind) = (0_usize, end);
    for (at, c) in text[start..].char_indices() {
        match c {
            _ if start + at >= end + LONGEST_BRACKET => break,
            _ if start + at >= end && (depth == 0 || c == ';') => break,
            c if is_opening(c) => depth += 1,
            c if is_closing(c) => {
                depth = depth.saturating_sub(1);
                behind = if start + at >= end { start + at + c.len_utf8() } else { behind };
            }
            _ => {}
        }
    }
    if depth == 0 { behind } else { end }
}

/// A note and its words.
struct Note<'a> {
    text: &'a str,
    index: &'a NoteIndex,
    words: Vec<Word>,
}

/// How far the words of a note are those of a title.
#[derive(Clone, Copy, Debug)]
struct Likeness {
    /// So many words are the same.
    matched: usize,
    /// The word behind them.
    end: usize,
    /// Words of the title that were passed.
    of: usize,
    is_whole: bool,
}

/// A work that words of a note name, up to the word `end`.
#[derive(Clone, Copy)]
struct Named<'a> {
    work: &'a Known,
    likeness: Likeness,
}

impl<'a> Note<'a> {
    fn word(&self, n: usize) -> &'a str {
        self.words.get(n).map_or("", |word| &self.text[word.range.clone()])
    }

    /// What stands before a word and behind the one before it.
    fn gap(&self, n: usize) -> &'a str {
        let start = if n == 0 { 0 } else { self.words[n - 1].range.end };
        &self.text[start..self.start(n)]
    }

    fn start(&self, n: usize) -> usize {
        self.words.get(n).map_or(self.text.len(), |word| word.range.start)
    }

    /// The first word that begins at or behind a byte.
    fn at(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.range.start < byte)
    }

    /// Whether something other than blanks divides a word from the one before.
    fn is_divided(&self, n: usize) -> bool {
        n == 0 || n >= self.words.len() || self.gap(n).chars().any(|c| !c.is_whitespace() && c != '-')
    }

    /// Whether a word and the one before can be one name: `K.Dağlı`.
    fn is_joined(&self, n: usize) -> bool {
        self.gap(n).chars().all(|c| c.is_whitespace() || matches!(c, '.' | '-'))
    }

    /// Whether a sentence may end before a word: no initial and no abbreviation stands there.
    fn begins_sentence(&self, n: usize) -> bool {
        let gap = self.gap(n);
        let stopped = gap.ends_with(char::is_whitespace)
            && gap.trim_end().trim_end_matches(['»', '"', '”', '’']).ends_with(['.', '!', '?', '…']);
        let before = &self.words[n - 1];
        let is_short = before.term.len() < 2 || !before.is_capital && before.term.len() < 3;
        let begins = self.words[n].is_capital || self.words[n].term.is_number();
        stopped && begins && (!is_short || before.term.is_number())
    }

    /// Whether a reference may begin with a word.
    fn may_begin(&self, n: usize) -> bool {
        if n == 0 {
            return true;
        }
        let sign = self.gap(n).trim_end().chars().next_back();
        match sign {
            Some(';' | '(' | '[') => true,
            Some('«' | '“' | '"') => n == 1 || self.gap(n).contains(['.', ';', '(']),
            _ if is(&lang::fold(self.word(n - 1)), &words::SEE) => true,
            _ => self.begins_sentence(n),
        }
    }

    fn reference(&self, n: usize, before: Option<&Cited>) -> Option<Citation> {
        if let Some(found) = self.archive(n) {
            return Some(found);
        }
        if !self.may_begin(n) {
            return None;
        }
        self.known(n).or_else(|| self.ibid(n, before)).or_else(|| self.unrecorded(n))
    }

    /// A work by its author or its title.
    fn known(&self, n: usize) -> Option<Citation> {
        let limit = self.at(place::furthest(self.text, self.start(n)));
        match self.by_author(n, limit).or_else(|| self.by_title(n, limit))? {
            Ok((named, end)) => Some(self.citation(n, named, end)),
            Err(fault) => Some(self.unclear(n, fault)),
        }
    }

    /// A citation from word `n` on; where no place follows, it ends with the title.
    fn citation(&self, n: usize, named: &Known, title_end: usize) -> Citation {
        let start = self.start(n);
        let name_end = self.words[title_end - 1].range.end;
        let place = place::last(self.text, name_end..self.end(n, title_end));
        let end =
            place.as_ref().map_or_else(|| with_brackets(self.text, start, name_end), |(range, _)| range.end);
        let source = CitedSource::Work(named.key.clone());
        let work = Cited { range: start..end, source, locator: place.map(|(_, text)| text) };
        Citation { range: start..end, works: vec![work], fault: None }
    }

    fn unclear(&self, n: usize, fault: &'static str) -> Citation {
        let start = self.start(n);
        let whole = &self.text[start..self.end(n, n + 1)];
        let range = start..start + whole.trim_end_matches(['.', ' ']).len();
        let work = Cited { range: range.clone(), source: CitedSource::Unrecorded, locator: None };
        Citation { range, works: vec![work], fault: Some(fault) }
    }

    /// The byte at which a reference ends that begins with word `start` and whose name ends before word `n`.
    fn end(&self, start: usize, n: usize) -> usize {
        let furthest = place::furthest(self.text, self.start(start));
        let limit = self.at(furthest);
        let mut next = n;
        while next < limit {
            if next > 0 && self.begins_sentence(next) && !self.goes_on(next, limit) {
                return self.words[next - 1].range.end;
            }
            next += 1;
        }
        furthest
    }

    /// Whether the sentence that begins with word `n` belongs to the reference before it.
    fn goes_on(&self, n: usize, limit: usize) -> bool {
        let before = &self.words[n - 1].term;
        // Behind the number of a volume the imprint and the page are still to come.
        let in_volume = n > 1 && is(&lang::fold(self.word(n - 2)), &words::VOLUME);
        let is_complete = before.is_number() && !place::is_year(before) && !in_volume;
        if place::begins(self.text, self.start(n)) {
            return true;
        }
        let mut begin = n;
        // A subtitle, then an imprint.
        for _ in 0..2 {
            let end = (begin + 1..limit).find(|next| self.begins_sentence(*next)).unwrap_or(limit);
            let last = &self.words[end - 1].term;
            if is_complete || end - begin > LONGEST_IMPRINT || self.names_work(begin, limit) {
                return false;
            }
            if last.is_number() && self.text[self.words[end - 1].range.end..].starts_with(['.', ';', ')'])
                || last.is_number() && end == self.words.len()
            {
                return true;
            }
            begin = end;
            if begin >= limit {
                return false;
            }
        }
        false
    }

    /// Whether a work seems to be named here: by an author, or by words of its title.
    fn names_work(&self, n: usize, limit: usize) -> bool {
        let names = n..limit.min(n + MOST_BEFORE_FAMILY);
        let of_name = names.take_while(|next| *next == n || self.is_joined(*next) && self.is_of_name(*next));
        if of_name.into_iter().any(|next| !self.index.of_family(&self.words[next].term).is_empty()) {
            return true;
        }
        let second = self.words.get(n + 1).map(|word| &word.term);
        let titles = self.index.of_title(&self.words[n].term, second).into_iter();
        let mut likenesses = titles.filter_map(|work| self.best_title(work, n, limit));
        likenesses.any(|likeness| likeness.matched > 1)
    }

    /// Whether one of the years between two words is that of a work; none if there are no years.
    fn year_agrees(&self, from: usize, to: usize, work: &Known) -> Option<bool> {
        let mut years = (from..to).filter(|n| {
            // A range of years is that of a title.
            let ranged = |n: usize| self.gap(n).trim().starts_with(locator::is_dash);
            let alone = !ranged(*n) && (n + 1 >= self.words.len() || !ranged(n + 1));
            alone && place::is_year(&self.words[*n].term)
        });
        let first = years.next()?;
        let wanted: String = work.year.iter().flat_map(|year| year.chars()).take(4).collect();
        Some(std::iter::once(first).chain(years).any(|n| self.word(n) == wanted))
    }

    /// A work that begins with the name of an author.
    fn by_author(&self, n: usize, limit: usize) -> Option<Result<(&'a Known, usize), &'static str>> {
        for family in n..limit.min(n + MOST_BEFORE_FAMILY + 1) {
            if family > n && !(self.is_joined(family) && self.is_of_name(family - 1)) {
                break;
            }
            let found = self.index.of_family(&self.words[family].term);
            let whole = |(work, _): &(&Known, bool)| {
                work.families.iter().find_map(|words| self.has_family(family, words, limit))
            };
            let ends: Vec<(&'a Known, bool, usize)> =
                found.iter().filter_map(|one| Some((one.0, one.1, whole(one)?))).collect();
            if !ends.is_empty() && self.words[family].is_capital {
                let titled = self.with_title(&ends, limit);
                return titled.or_else(|| self.without_title(n, &ends, limit));
            }
        }
        None
    }

    /// The word behind a family name of one word or several.
    fn has_family(&self, n: usize, family: &[Term], limit: usize) -> Option<usize> {
        let end = n + family.len();
        let same =
            end <= limit && family.iter().zip(&self.words[n..]).all(|(word, here)| word.is_like(&here.term));
        same.then_some(end)
    }

    /// Whether a word can be part of a name.
    fn is_of_name(&self, n: usize) -> bool {
        let folded = lang::fold(self.word(n));
        self.words[n].is_capital || is(&folded, &words::PARTICLES) || is(&folded, &words::AND)
    }

    /// The author's work whose title follows: the one that is most like it.
    fn with_title(
        &self,
        works: &[(&'a Known, bool, usize)],
        limit: usize,
    ) -> Option<Result<(&'a Known, usize), &'static str>> {
        let several = works.iter().any(|(work, ..)| work.key != works[0].0.key);
        let mut found: Vec<Named<'a>> = Vec::new();
        for (work, _, end) in works {
            for begin in *end..limit.min(end + MOST_BEHIND_FAMILY) {
                if begin > *end && !self.is_of_name(begin - 1) {
                    break;
                }
                if self.is_divided(begin) {
                    let accepted = |likeness: &Likeness| self.is_title_of_author(likeness, begin, several);
                    let best = self.best_title(work, begin, limit).filter(accepted);
                    found.extend(best.map(|likeness| Named { work, likeness }));
                }
            }
        }
        self.one_of(found, limit)
    }

    fn best_title(&self, work: &Known, begin: usize, limit: usize) -> Option<Likeness> {
        let all = work.titles.iter().filter_map(|title| self.likeness(begin, title, limit));
        all.max_by_key(|likeness| (likeness.matched, likeness.is_whole))
    }

    /// Whether so much of a title is enough behind the name of its author.
    fn is_title_of_author(&self, likeness: &Likeness, begin: usize, several: bool) -> bool {
        let is_long = self.words[begin].term.len() > 3;
        let enough = likeness.matched > 1 || likeness.is_whole || !several && is_long;
        self.is_divided(likeness.end) && enough
            || likeness.matched > 2 && likeness.matched * 10 >= likeness.of * 6 && likeness.is_whole
            || likeness.matched > 4
    }

    /// The one work that is most like what is named; of equals the one whose year stands there.
    fn one_of(
        &self,
        mut found: Vec<Named<'a>>,
        limit: usize,
    ) -> Option<Result<(&'a Known, usize), &'static str>> {
        let most = found.iter().map(|named| named.likeness.matched).max()?;
        found.retain(|named| named.likeness.matched == most);
        found.dedup_by_key(|named| &named.work.key);
        if found.len() > 1 {
            let agrees =
                |named: &Named<'_>| self.year_agrees(named.likeness.end, limit, named.work) == Some(true);
            if found.iter().any(agrees) {
                found.retain(agrees);
            }
        }
        match found[..] {
            [one] => Some(Ok((one.work, one.likeness.end))),
            _ => Some(Err("several works of this name")),
        }
    }

    /// The author's only work, or that of the year given: `Karabekir, 821`, `Karabekir, 1960, 821`.
    fn without_title(
        &self,
        n: usize,
        works: &[(&'a Known, bool, usize)],
        limit: usize,
    ) -> Option<Result<(&'a Known, usize), &'static str>> {
        let name_end = works[0].2;
        let behind = (name_end..limit).find(|next| self.gap(*next).contains([',', ':', '.']))?;
        if (name_end..behind).any(|next| !self.words[next].is_capital) {
            return None;
        }
        let end = self.end(n, n + 1).min(self.start(limit));
        let (range, _) = place::last(self.text, self.words[behind - 1].range.end..end)?;
        let place = self.at(range.start);
        let is_filler = |next: usize| {
            let word = lang::fold(self.word(next));
            is(&word, &CITED_WORK)
                || place::is_year(&self.words[next].term)
                || self.words[next].term.len() == 1
        };
        let bare = (behind..place).all(is_filler);
        let fits = |work: &Known| {
            let agrees = self.year_agrees(behind, place, work);
            let untitled = work.titles.is_empty() && agrees == Some(true);
            untitled || bare && agrees.unwrap_or(true)
        };
        let found: Vec<&'a Known> =
            works.iter().filter(|(work, first, _)| *first && fits(work)).map(|(work, ..)| *work).collect();
        match found[..] {
            [] => None,
            [one] => Some(Ok((one, place.max(behind)))),
            _ => Some(Err("several works of this author")),
        }
    }

    /// A work that is named by the beginning of its title.
    fn by_title(&self, n: usize, limit: usize) -> Option<Result<(&'a Known, usize), &'static str>> {
        let first = self.words.get(n).filter(|word| word.is_capital || word.term.is_number())?;
        let second = self.words.get(n + 1).map(|word| &word.term);
        let mut found = Vec::new();
        for work in self.index.of_title(&first.term, second) {
            let best = self.best_title(work, n, limit).map(|likeness| self.with_kind(likeness, limit));
            let best = best.filter(|likeness| self.is_title_alone(likeness, work, n, limit));
            found.extend(best.map(|likeness| Named { work, likeness }));
        }
        self.one_of(found, limit)
    }

    /// With "newspaper" or the like behind the whole title of one.
    fn with_kind(&self, likeness: Likeness, limit: usize) -> Likeness {
        let kind = lang::fold(self.word(likeness.end));
        let is_kind = likeness.is_whole && likeness.end < limit && begins(&kind, &PERIODICALS);
        Likeness { end: likeness.end + usize::from(is_kind), ..likeness }
    }

    /// Whether so much of a title names the work without an author.
    fn is_title_alone(&self, likeness: &Likeness, work: &Known, n: usize, limit: usize) -> bool {
        let is_divided = self.is_divided(likeness.end);
        if work.is_decided {
            return likeness.is_whole && is_divided;
        }
        if work.is_archive {
            return false;
        }
        let agrees = self.year_agrees(likeness.end, limit, work);
        let sure = match likeness.matched {
            0 | 1 => likeness.is_whole && is_divided && agrees == Some(true) && work.families.is_empty(),
            2 => likeness.is_whole && is_divided && agrees != Some(false),
            3 | 4 => is_divided,
            _ => true,
        };
        let name_end = self.words[likeness.end - 1].range.end;
        let alone = || n == 0 && self.end(n, likeness.end) >= self.text.trim_end_matches(['.', ' ']).len();
        sure && (agrees == Some(true)
            || place::last(self.text, name_end..self.end(n, likeness.end)).is_some()
            || likeness.matched > 2 && alone())
    }

    /// Compares the words from `begin` on with a title; two words may be other ones, or left out.
    fn likeness(&self, begin: usize, title: &[Term], limit: usize) -> Option<Likeness> {
        let same = |n: usize, m: usize| n < limit && m < title.len() && self.words[n].term.is_like(&title[m]);
        // Behind an odd word a word goes on that says something.
        let again = |n: usize, m: usize| same(n, m) && title[m].len() > 3 && !title[m].is_number();
        let (mut n, mut m, mut matched, mut end, mut odd) = (begin, 0, 0, begin, 0);
        while n < limit && m < title.len() {
            if same(n, m) {
                (n, m, matched) = (n + 1, m + 1, matched + 1);
                end = n;
                continue;
            }
            (n, m) = match () {
                () if odd == 2 => break,
                () if again(n + 1, m + 1) => (n + 1, m + 1),
                () if matched > 0 && again(n, m + 1) => (n, m + 1),
                () if matched > 0 && again(n + 1, m) => (n + 1, m),
                () => break,
            };
            odd += 1;
        }
        (matched > 0).then_some(Likeness { matched, end, of: m.max(1), is_whole: m == title.len() })
    }

    /// Files of an archive: its short name, its name, or both, and the holdings.
    fn archive(&self, n: usize) -> Option<Citation> {
        if let Some(known) = self.short_name(n) {
            return self.holdings(n, n + 1, known);
        }
        if !self.may_begin(n) {
            return None;
        }
        let limit = self.at(place::furthest(self.text, self.start(n)));
        // `Name of the archive (SHORT), f. 5`.
        let most = limit.min(n + LONGEST_ARCHIVE);
        let divided = (n + 1..most).find(|next| self.is_divided(*next));
        let short = divided.filter(|short| self.names_archive(n, *short));
        if let Some((short, known)) = short.and_then(|short| Some((short, self.short_name(short)?))) {
            return self.holdings(n, short + 1, known);
        }
        let second = self.words.get(n + 1).map(|word| &word.term);
        let archives = self.index.of_title(&self.words[n].term, second).into_iter();
        archives.filter(|work| work.is_archive).find_map(|known| {
            let likeness = self.best_title(known, n, limit)?;
            let whole = likeness.is_whole && self.is_divided(likeness.end) && likeness.matched > 1;
            whole.then(|| self.holdings(n, likeness.end, known))?
        })
    }

    /// Whether the name of an archive stands before a word that alone is in brackets.
    fn names_archive(&self, n: usize, short: usize) -> bool {
        let is_in_brackets =
            self.gap(short).ends_with('(') && self.text[self.words[short].range.end..].starts_with(')');
        let says_so = |next: usize| begins(&lang::fold(self.word(next)), &ARCHIVE);
        self.words[n].is_capital && is_in_brackets && (n..short).any(says_so)
    }

    /// The archive whose short name is word `n`.
    fn short_name(&self, n: usize) -> Option<&'a Known> {
        let name = self.words.get(n).filter(|_| is_acronym(self.word(n)))?;
        self.index.archive(&name.term)
    }

    /// The citation of an archive whose name ends before word `next`.
    fn holdings(&self, start: usize, next: usize, known: &Known) -> Option<Citation> {
        let between = self.words.get(next).map(|_| self.gap(next))?;
        if between.contains(';') || between.trim().is_empty() && between.contains('\n') {
            return None;
        }
        let at = self.start(next);
        let (end, _) = place::file(self.text, at)?;
        let range = self.start(start)..end;
        let locator = self.text[at..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let source = CitedSource::Work(known.key.clone());
        let work = Cited { range: range.clone(), source, locator: Some(locator) };
        Some(Citation { range, works: vec![work], fault: None })
    }

    /// "Ibid." with or without a place.
    fn ibid(&self, n: usize, before: Option<&Cited>) -> Option<Citation> {
        let before = before.filter(|work| matches!(work.source, CitedSource::Work(_)))?;
        let start = self.start(n);
        let mut cursor = Cursor::new(self.text, start);
        archive::same(&mut cursor)?;
        let name_end = start + cursor.since(start).trim_end_matches('.').len();
        let next = self.at(name_end);
        let end = self.end(n, next);
        let place = place::last(self.text, name_end..end);
        let rest = self.text.get(cursor.at..end).unwrap_or_default();
        if place.is_none() && rest.contains(char::is_alphanumeric) {
            return None;
        }
        let range = start..place.as_ref().map_or(name_end, |(range, _)| range.end);
        let work = Cited {
            range: range.clone(),
            source: before.source.clone(),
            locator: place.map(|(_, text)| text),
        };
        Some(Citation { range, works: vec![work], fault: None })
    }

    /// What is clearly a reference, though its work is not known: author, title and page, or files of an archive.
    fn unrecorded(&self, n: usize) -> Option<Citation> {
        let end = self.end(n, n + 1);
        let limit = self.at(end);
        if !self.words[n].is_capital || limit - n > LONGEST_UNKNOWN {
            return None;
        }
        let comma = (n + 1..limit).find(|next| !self.gap(*next).trim_matches(['.', ' ']).is_empty())?;
        let end = self.unrecorded_file(n, limit).or_else(|| {
            let is_name = self.gap(comma).trim_start().starts_with(',')
                && comma - n <= MOST_BEFORE_FAMILY + 1
                && (n..comma).all(|word| self.is_of_name(word))
                && !is(&lang::fold(self.word(n)), &words::PLACES);
            let (range, _) = place::last(self.text, self.words[comma - 1].range.end..end)?;
            let title = (comma..self.at(range.start)).any(|word| self.words[word].term.len() > 3);
            (is_name && title && self.words[comma].is_capital).then_some(range.end)
        })?;
        let range = self.start(n)..end;
        let work = Cited { range: range.clone(), source: CitedSource::Unrecorded, locator: None };
        Some(Citation { range, works: vec![work], fault: Some("no record of this work") })
    }

    /// Where the holdings of an archive end whose name is not known.
    fn unrecorded_file(&self, n: usize, limit: usize) -> Option<usize> {
        let divided = (n + 1..limit.min(n + LONGEST_ARCHIVE)).find(|next| self.is_divided(*next))?;
        let behind = divided + usize::from(self.names_archive(n, divided));
        let (end, parts) = place::file(self.text, self.start(behind))?;
        (parts > 1).then_some(end)
    }
}

#[cfg(test)]
mod tests;
