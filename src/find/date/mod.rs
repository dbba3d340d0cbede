//! Dates in running text.
//!
//! `word` knows the words of a language; `reader`, `single` and `read` know how they make a date, the same for
//! all languages; `years` which year is meant where none is said.

mod read;
mod reader;
mod said;
mod single;
mod word;
mod years;

use std::ops::Range;
use std::sync::LazyLock;

use crate::edition::body::{TimePart as Part, YearFrom as From};
use crate::edition::edtf::Edtf;
use crate::lang::find::{DateWords, Flag, Sense, date_words};
use reader::Reader;
use said::{Link, Moment, Said, Year};
use word::{Kind, Lexicon, Word};
use years::Stand;

pub use years::{About, Told, Years};

/// A date in running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The bytes of the stretch: all words that change the date, with their endings.
    pub range: Range<usize>,
    /// The date; an unknown year is `XXXX`.
    pub edtf: Edtf,
    /// What EDTF has no code for.
    pub part: Option<Part>,
    /// Where its year comes from, if the words do not say it.
    pub inferred: Option<From>,
}

/// Finds the dates of a language.
pub struct Finder {
    language: &'static DateWords,
    lexicon: Lexicon,
}

static FINDERS: LazyLock<Vec<(&str, Finder)>> = LazyLock::new(|| {
    date_words().map(|(tag, language)| (tag, Finder { language, lexicon: Lexicon::new(language) })).collect()
});

impl Finder {
    /// The finder of a language by its tag (`az`, `en-GB`); none for a language without words for dates, or
    /// in another script than the usual one.
    #[must_use]
    pub fn of(lang: &str) -> Option<&'static Finder> {
        let mut subtags = lang.split('-');
        let language = subtags.next().unwrap_or_default();
        let other_script = subtags.any(|subtag| subtag.len() == 4 && !subtag.starts_with(char::is_numeric));
        let mut finders = FINDERS.iter().filter(|_| !other_script);
        finders.find(|(tag, _)| tag.eq_ignore_ascii_case(language)).map(|(_, finder)| finder)
    }

    /// The dates in one block of running text, in order.
    ///
    /// `blocked` are ranges in order that are marked already: no date overlaps them. `years` is told what the
    /// dates say and knows it at the next block.
    #[must_use]
    pub fn dates(&self, text: &str, blocked: &[Range<usize>], years: &mut Years) -> Vec<Found> {
        self.dates_beside(text, blocked, &[], years)
    }

    /// The same beside dates that an editor marked and events that are named, in order. What they say is known to the
    /// dates that follow. What an editor marked must stand in `blocked`, too.
    #[must_use]
    pub fn dates_beside(
        &self,
        text: &str,
        blocked: &[Range<usize>],
        told: &[Told],
        years: &mut Years,
    ) -> Vec<Found> {
        let words = self.lexicon.read(text);
        let is_heading = years.is_heading();
        let reader = Reader { text, words: &words, language: self.language, is_heading };
        let (mut found, mut told) = (Vec::new(), told.iter().peekable());
        let (mut i, mut sentence) = (0, 0);
        years.begin_sentence();
        while i < words.len() {
            while let Some(told) = told.next_if(|told| told.at <= words[i].start) {
                years.told(told);
            }
            let Some(dates) = Some(i).filter(|i| may_begin(&words[*i])).and_then(|i| reader.dates(i)) else {
                i += 1;
                continue;
            };
            let next = dates.last().map_or(i + 1, |said| said.words.end);
            // Of a day that is none the month is no date either.
            let is_done = dates.iter().any(|said| said.moments.iter().any(is_impossible));
            let before = found.len();
            for said in dates {
                let at = words[said.words.start].start..words[said.words.end - 1].end;
                if overlaps(blocked, &at) || is_name(&reader, &said) || reader.is_explained(&said) {
                    continue;
                }
                let start = reader.sentence_start(sentence, said.words.start);
                if start != sentence {
                    years.begin_sentence();
                    sentence = start;
                }
                found.extend(dated(&reader, said, at, years, sentence));
            }
            i = if is_done || found.len() > before { next } else { i + 1 };
        }
        told.for_each(|told| years.told(told));
        found
    }
}

impl Finder {
    /// The dates in one block that no calendar has, as `30 February 1920`, in order. `blocked` is as for
    /// [`Finder::dates`].
    #[must_use]
    pub fn impossible(&self, text: &str, blocked: &[Range<usize>]) -> Vec<Range<usize>> {
        let words = self.lexicon.read(text);
        let reader = Reader { text, words: &words, language: self.language, is_heading: false };
        let mut found: Vec<Range<usize>> = Vec::new();
        for i in (0..words.len()).filter(|i| may_begin(&words[*i])) {
            for said in reader.dates(i).unwrap_or_default() {
                let at = words[said.words.start].start..words[said.words.end - 1].end;
                let is_new = found.last().is_none_or(|last| last.end <= at.start);
                if said.sure && is_new && !overlaps(blocked, &at) && said.moments.iter().any(is_impossible) {
                    found.push(at);
                }
            }
        }
        found
    }
}

/// Whether a month has no such day in either calendar. Of an open year February may have 29, and in the old style
/// every fourth year has it, 1900 too.
fn is_impossible(moment: &Moment) -> bool {
    let month = moment.month.filter(|month| *month <= 12);
    let is_julian = matches!(moment.year, Year::Said(year) if year % 4 == 0);
    month.zip(moment.day).is_some_and(|(month, day)| {
        day > moment.year.last_day(month) && !(is_julian && (month, day) == (2, 29))
    })
}

/// Whether a date can begin with a word.
fn may_begin(word: &Word) -> bool {
    !matches!(
        word.kind,
        Kind::Word(Sense::Nothing | Sense::And | Sense::Or | Sense::To | Sense::Of | Sense::Glue)
    )
}

fn overlaps(blocked: &[Range<usize>], at: &Range<usize>) -> bool {
    let first = blocked.partition_point(|range| range.end <= at.start);
    blocked.get(first).is_some_and(|range| range.start < at.end)
}

/// Whether it names a street or the like, `28 May küçəsi`, or is no date after Christ.
fn is_name(reader: &Reader<'_>, said: &Said) -> bool {
    let (start, end) = (said.words.start, said.words.end);
    let behind = reader.near(end) && reader.words[end].has(Flag::AfterName);
    let before = start > 0 && reader.near(start) && reader.words[start - 1].has(Flag::BeforeName);
    let christ = reader.near(end) && reader.words[end].has(Flag::BeforeChrist)
        || reader.near(start) && reader.words[start - 1].has(Flag::BeforeChrist);
    christ || !said.has_year() && (behind || before)
}

/// The date with its year, where it is one.
fn dated(
    reader: &Reader<'_>,
    mut said: Said,
    range: Range<usize>,
    years: &mut Years,
    sentence: usize,
) -> Option<Found> {
    if !said.sure {
        return None;
    }
    let mut inferred = None;
    if let Some(year) = said.lent {
        said.moments.iter_mut().for_each(|moment| moment.year = Year::Said(year));
        inferred = Some(From::Sentence);
    } else if said.has_year()
        && !said.moments.iter().any(|moment| matches!(moment.year, Year::ShortDecade(_)))
    {
        let stand = Stand {
            first: said.words.start <= sentence + 2,
            flashback: reader.is_flashback(sentence, &said.words),
        };
        years.said(&said.moments, stand);
    } else {
        inferred = years.fill(&mut said.moments);
    }
    let edtf = Edtf::parse(&text_of(&said)?).ok()?;
    Some(Found { range, edtf, part: said.part, inferred })
}

/// A date in EDTF; `None` if too little is known for one.
fn text_of(said: &Said) -> Option<String> {
    let moments: Vec<String> = said.moments.iter().map(moment_text).collect::<Option<_>>()?;
    let mark = if said.about { "~" } else { "" };
    let marked = |moment: &String| format!("{moment}{mark}");
    let (glue, open, close) = match said.link {
        _ if moments.len() == 1 => ("", "", ""),
        Link::And => (",", "{", "}"),
        Link::Or => (",", "[", "]"),
        Link::To => ("/", "", ""),
    };
    Some(format!("{open}{}{close}", moments.iter().map(marked).collect::<Vec<_>>().join(glue)))
}

fn moment_text(moment: &Moment) -> Option<String> {
    let year = match moment.year {
        Year::Said(year) => format!("{year:04}"),
        Year::Decade(first) => format!("{:03}X", first / 10),
        Year::Century(first) => format!("{:02}XX", first / 100),
        Year::Open if moment.month.is_some() => "XXXX".to_owned(),
        Year::Open | Year::ShortDecade(_) => return None,
    };
    let Some(month) = moment.month else { return Some(year) };
    Some(match moment.day {
        None => format!("{year}-{month:02}"),
        Some(0) => format!("{year}-{month:02}-{:02}", moment.year.last_day(month)),
        Some(day) => format!("{year}-{month:02}-{day:02}"),
    })
}

impl Reader<'_> {
    /// The first word of the sentence in which the word at `to` stands, looking from the word at `from`.
    fn sentence_start(&self, from: usize, to: usize) -> usize {
        (from + 1..=to).rev().find(|k| self.is_sentence_end(*k)).unwrap_or(from)
    }

    /// Whether a sentence ends before a word.
    fn is_sentence_end(&self, k: usize) -> bool {
        let (last, next) = (&self.words[k - 1], &self.words[k]);
        let between = &self.text[last.end..next.start];
        let short = self.text[last.start..last.end].chars().count() <= 2;
        let begins = next.capital || matches!(next.kind, Kind::Number(..));
        if between.contains(['!', '?', '…']) {
            return begins;
        }
        if self.text[..last.end].ends_with('.') {
            return next.capital && matches!(last.sense(), Sense::Year | Sense::Years | Sense::Century);
        }
        let stop = between.find('.').is_some_and(|at| between[at + 1..].contains(char::is_whitespace));
        let number = matches!(last.kind, Kind::Number(..));
        stop && begins && (!short || number)
    }

    /// Whether a word near a date says that it looks back.
    fn is_flashback(&self, sentence: usize, words: &Range<usize>) -> bool {
        let from = words.start.saturating_sub(4).max(sentence);
        let to = (words.end + 3).min(self.words.len());
        self.words[from..to].iter().any(|word| word.has(Flag::Flashback))
    }
}

#[cfg(test)]
mod tests;
