//! Doubtful places: what the file says, what was read, and the lines of the recipe that decide it.

use super::Reviewed;
use crate::import::citation::Citation;
use crate::import::correct::{Edit, EditKind};
use crate::import::line::{LONGEST_GAP, number_of};
use crate::import::markdown::{mark_label, quoted};
use crate::import::paragraph::{Passage, PassageKind, Sign};
use crate::import::recipe::{Notes, Recipe};
use crate::import::{ImportedText, LineIndex, Repaired};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// A place that an editor may want to decide.
#[derive(Debug, Serialize)]
pub(super) struct Place<'a> {
    /// Id of the text.
    pub text: &'a str,
    /// Place of the text among those of its file, and of the passage in the text.
    #[serde(skip)]
    pub passage: (usize, usize),
    /// Line of the raw file in which the words begin.
    pub line: u32,
    pub kind: Kind,
    /// What is wrong, where the kind does not say it all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fault: String,
    /// The words as the file says, decoded.
    pub reads: String,
    /// The words as they were read.
    pub is: String,
    #[serde(serialize_with = "rounded", skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// Whether the confidence is below that of the recipe, or the place is a fault.
    pub doubtful: bool,
    /// The words around, as the file says.
    pub context: Context,
    /// The words around, as they were read.
    #[serde(skip)]
    pub read: Context,
    /// Lines for the recipe: the first confirms what was done, the others decide against it.
    pub decisions: Vec<Decision>,
}

/// A line for the recipe.
#[derive(Debug, Serialize)]
pub(super) struct Decision {
    /// What it does.
    pub effect: &'static str,
    /// The line, without its indent.
    pub yaml: String,
}

/// Words with what stands before and behind them.
#[derive(Debug, Serialize)]
pub(super) struct Context {
    pub before: String,
    pub words: String,
    pub behind: String,
}

/// What is doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Lost,
    Left,
    Recognition,
    Suspected,
    Citation,
    Unrecorded,
    Mark,
    Note,
}

impl Kind {
    /// The name of the kind in the page's classes.
    pub(super) fn class(self) -> &'static str {
        match self {
            Kind::Lost => "lost",
            Kind::Left => "left",
            Kind::Recognition => "recognition",
            Kind::Suspected => "suspected",
            Kind::Citation | Kind::Unrecorded => "citation",
            Kind::Mark => "mark",
            Kind::Note => "note",
        }
    }

    /// The kind in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Kind::Lost => "letter put back",
            Kind::Left => "left as it stands",
            Kind::Recognition => "recognition corrected",
            Kind::Suspected => "recognition suspected",
            Kind::Citation => "citation malformed",
            Kind::Unrecorded => "citation without record",
            Kind::Mark => "note mark",
            Kind::Note => "note without a mark",
        }
    }
}

fn rounded<S: Serializer>(confidence: &Option<f32>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(super::rounded(confidence.unwrap_or(0.0)))
}

/// The doubtful places of an import, by text and place.
pub(super) fn all<'a>(reviewed: &Reviewed<'a>, lines: &LineIndex) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    let texts = &reviewed.imported.texts;
    for (nth, (text, marks)) in texts.iter().zip(marks(texts)).enumerate() {
        let alone = notes_without_marks(text, &marks);
        for (index, repaired) in text.passages.iter().enumerate() {
            let finder = Finder { text, at: (nth, index), repaired, recipe: reviewed.recipe, lines };
            let mut found = finder.words_and_citations();
            found.extend(marks.iter().filter(|mark| mark.passage == index).filter_map(|m| finder.mark(m)));
            found.extend(alone.contains(&index).then(|| finder.note()));
            found.sort_by_key(|(at, _)| *at);
            places.extend(found.into_iter().map(|(_, place)| place));
        }
    }
    places
}

/// A passage in which doubtful places are looked for.
struct Finder<'a, 'b> {
    text: &'a ImportedText,
    at: (usize, usize),
    repaired: &'a Repaired,
    recipe: &'b Recipe,
    lines: &'b LineIndex,
}

impl<'a> Finder<'a, '_> {
    fn words(&self) -> &'a str {
        self.repaired.passage.text.as_str()
    }

    fn place(&self, kind: Kind, range: Range<usize>) -> Place<'a> {
        let words = self.words();
        let read = |range: Range<usize>| applied(words, &self.repaired.edits, range);
        let (start, end) = (context_start(words, range.start), context_end(words, range.end));
        let is = read(range.clone());
        Place {
            text: self.text.key.as_str(),
            passage: self.at,
            line: self.line(range.start),
            kind,
            fault: String::new(),
            reads: words[range.clone()].to_owned(),
            confidence: None,
            doubtful: true,
            context: Context {
                before: words[start..range.start].to_owned(),
                words: words[range.clone()].to_owned(),
                behind: words[range.end..end].to_owned(),
            },
            read: Context {
                before: read(start..range.start),
                words: is.clone(),
                behind: read(range.end..end),
            },
            is,
            decisions: Vec::new(),
        }
    }

    fn line(&self, at: usize) -> u32 {
        let passage = &self.repaired.passage;
        passage.text.origin(at).map_or(passage.line, |at| self.lines.line(at))
    }

    fn words_and_citations(&self) -> Vec<(usize, Place<'a>)> {
        let (words, citations) = (self.edited(), self.faulty());
        let ranges = words.iter().map(|(range, _)| range).chain(citations.iter().map(|one| &one.range));
        let repeats = Repeats::of(self.words(), ranges, |at| self.line(at));
        let mut found: Vec<(usize, Place<'a>)> = Vec::new();
        for (range, edits) in words {
            found.extend(self.word(&range, &edits, &repeats).map(|place| (range.start, place)));
        }
        found.extend(citations.into_iter().map(|one| (one.range.start, self.citation(one, &repeats))));
        found
    }

    /// Words with edits: a word with several is one place, for a decision is about the word.
    fn edited(&self) -> Vec<(Range<usize>, Vec<&Edit>)> {
        let mut words: Vec<(Range<usize>, Vec<&Edit>)> = Vec::new();
        for edit in self.repaired.edits.iter().filter(|edit| edit.kind != EditKind::Decided) {
            let word = word_around(self.words(), &edit.range);
            match words.last_mut().filter(|(last, _)| word.start < last.end) {
                Some((last, edits)) => {
                    last.end = last.end.max(word.end);
                    edits.push(edit);
                }
                None => words.push((word, vec![edit])),
            }
        }
        words
    }

    fn word(&self, range: &Range<usize>, edits: &[&Edit], repeats: &Repeats<'_>) -> Option<Place<'a>> {
        let listed = |edit: &&&Edit| !edit.changes() || edit.confidence < self.recipe.sure;
        let edit = edits.iter().filter(listed).min_by(|a, b| a.confidence.total_cmp(&b.confidence))?;
        let kind = match edit.kind {
            EditKind::Lost | EditKind::Decided => Kind::Lost,
            EditKind::Left => Kind::Left,
            EditKind::Recognition => Kind::Recognition,
            EditKind::Suspected => Kind::Suspected,
        };
        let mut place = self.place(kind, range.clone());
        place.confidence = Some(edit.confidence);
        place.doubtful = edit.confidence < self.recipe.sure || edit.kind == EditKind::Suspected;
        place.decisions = self.decisions(range, edits, repeats.nth(self.words(), range, place.line));
        Some(place)
    }

    /// What the words can be: as they were read, as the file says, and with each single edit turned round.
    fn decisions(&self, range: &Range<usize>, edits: &[&Edit], nth: Option<usize>) -> Vec<Decision> {
        let words = self.words();
        let reads = &words[range.clone()];
        let line = self.line(range.start);
        let mut readings: Vec<(&'static str, String)> = Vec::new();
        let mut add = |effect, is: String| {
            if readings.iter().all(|(_, other)| *other != is) {
                readings.push((effect, is));
            }
        };
        let read = applied(words, &self.repaired.edits, range.clone());
        add(if read == reads { "as it stands" } else { "as it was read" }, read);
        for (nth, edit) in edits.iter().enumerate() {
            for (effect, turned) in self.turned(edit) {
                let others = edits.iter().enumerate().filter(|(other, _)| *other != nth);
                let mut changed: Vec<Edit> = others.map(|(_, edit)| (*edit).clone()).collect();
                changed.push(turned);
                changed.sort_by_key(|edit| edit.range.start);
                add(effect, applied(words, &changed, range.clone()));
            }
        }
        add("as it stands", reads.to_owned());
        let decision =
            |(effect, is): (&'static str, String)| Decision { effect, yaml: yaml(line, reads, &is, nth) };
        readings.into_iter().map(decision).collect()
    }

    /// An edit decided the other way, in each way there is, with what that does.
    fn turned(&self, edit: &Edit) -> Vec<(&'static str, Edit)> {
        let source = &self.words()[edit.range.clone()];
        let with = |with: String| Edit { with, kind: EditKind::Decided, ..edit.clone() };
        match edit.kind {
            EditKind::Left if edit.range.is_empty() => {
                let letters = self.recipe.decoder.lost.iter();
                letters.map(|letter| ("with the letter", with(letter.to_string()))).collect()
            }
            EditKind::Suspected if source.trim().is_empty() => vec![("in one word", with(String::new()))],
            EditKind::Left | EditKind::Suspected => vec![("corrected", with(edit.with.clone()))],
            EditKind::Lost if source.is_empty() => vec![("without the letter", with(String::new()))],
            _ => vec![("as it stands", with(source.to_owned()))],
        }
    }

    /// Citations with a fault about which nothing is decided.
    fn faulty(&self) -> Vec<&'a Citation> {
        let repaired = self.repaired;
        let decided = |range: &Range<usize>| {
            let edits = repaired.edits.iter().filter(|edit| edit.kind == EditKind::Decided);
            edits.clone().any(|edit| edit.range.start < range.end && range.start < edit.range.end)
        };
        repaired.citations.iter().filter(|one| one.fault.is_some() && !decided(&one.range)).collect()
    }

    fn citation(&self, citation: &Citation, repeats: &Repeats<'_>) -> Place<'a> {
        let kind = if citation.is_unrecorded() { Kind::Unrecorded } else { Kind::Citation };
        let mut place = self.place(kind, citation.range.clone());
        place.fault = citation.fault.unwrap_or_default().to_owned();
        let nth = repeats.nth(self.words(), &citation.range, place.line);
        let yaml = yaml(place.line, &place.reads, &place.is, nth);
        place.decisions.push(Decision { effect: "as it stands, or corrected by hand", yaml });
        place
    }

    fn mark(&self, mark: &Mark<'_>) -> Option<(usize, Place<'a>)> {
        let absent = self.recipe.notes == Notes::Absent;
        let faults = mark.faults.iter().filter(|fault| !(absent && **fault == MarkFault::WithoutNote));
        let faults: Vec<String> = faults.map(|fault| fault.words(&mark.label)).collect();
        if faults.is_empty() {
            return None;
        }
        let mut place = self.place(Kind::Mark, mark.at..mark.at);
        place.line = mark.sign.origin(0).map_or(place.line, |at| self.lines.line(at));
        place.fault = faults.join("; ");
        mark.sign.as_str().clone_into(&mut place.reads);
        place.is = format!("[^{}]", mark.label);
        place.context.words = format!(" {} ", mark.sign.as_str());
        place.read.words.clone_from(&place.is);
        Some((mark.at, place))
    }

    fn note(&self) -> (usize, Place<'a>) {
        let mut place = self.place(Kind::Note, 0..context_end(self.words(), 0));
        let label = label(&self.repaired.passage).unwrap_or_default();
        place.fault = format!("no mark leads to note {label}: put [^{label}] where it belongs");
        (0, place)
    }
}

/// Where words of a passage stand in it, as lines of the raw file and bytes of the passage, in order.
struct Repeats<'a>(HashMap<&'a str, Vec<(u32, usize)>>);

impl<'a> Repeats<'a> {
    /// Finds all the words in one walk through the passage, each as `match_indices` does.
    fn of<'r>(
        text: &'a str,
        ranges: impl Iterator<Item = &'r Range<usize>>,
        line: impl Fn(usize) -> u32,
    ) -> Repeats<'a> {
        let mut found: HashMap<&str, Vec<(u32, usize)>> =
            ranges.map(|range| (&text[range.clone()], Vec::new())).collect();
        let lengths: BTreeSet<usize> = found.keys().map(|words| words.len()).filter(|len| *len > 0).collect();
        for (at, _) in text.char_indices() {
            for words in lengths.iter().filter_map(|length| text.get(at..at + length)) {
                let Some(places) = found.get_mut(words) else { continue };
                if places.last().is_none_or(|(_, last)| last + words.len() <= at) {
                    places.push((line(at), at));
                }
            }
        }
        found.values_mut().for_each(|places| places.sort_unstable());
        Repeats(found)
    }

    /// Which of several equal words on its line it is; see `correct::decided`, which reads it so.
    fn nth(&self, text: &str, range: &Range<usize>, line: u32) -> Option<usize> {
        let places = self.0.get(&text[range.clone()])?;
        let first = places.partition_point(|(other, _)| *other < line);
        let behind = places.partition_point(|(other, _)| *other <= line);
        let place = places.binary_search(&(line, range.start)).ok()?;
        (behind - first > 1).then_some(place - first + 1)
    }
}

/// A mark of a note in a text.
pub(super) struct Mark<'a> {
    passage: usize,
    at: usize,
    sign: &'a crate::import::trace::Traced,
    label: String,
    /// What is wrong with it.
    pub faults: Vec<MarkFault>,
}

/// What can be wrong with a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkFault {
    /// There is no note for it.
    WithoutNote,
    /// It does not follow the mark before it, which has this number.
    OutOfOrder(u32),
}

impl MarkFault {
    fn words(self, label: &str) -> String {
        match self {
            MarkFault::WithoutNote => format!("there is no note {label}"),
            MarkFault::OutOfOrder(0) => format!("the first mark is {label}"),
            MarkFault::OutOfOrder(last) => format!("mark {label} follows mark {last}"),
        }
    }
}

/// Numbers of marks as they count on; they may begin again with 1, and go on from text to text of a book.
#[derive(Default)]
struct Order {
    last: u32,
    /// The last number that did not count on. If the next one follows it, the two are right.
    stray: u32,
}

impl Order {
    /// The number before, where a mark does not count on from it.
    fn fault(&mut self, label: &str, number: u32) -> Option<u32> {
        let lettered = label.ends_with(|c: char| c.is_ascii_lowercase());
        let before = self.last;
        let same = number == before && lettered;
        if number == 1 || number == before + 1 || same || number == self.stray + 1 {
            *self = Order { last: number, stray: 0 };
            return None;
        }
        self.stray = number;
        // A gap is told once; what lies far off is a misread number, and the next is held against the last one.
        if (before..=before + LONGEST_GAP).contains(&number) {
            self.last = number;
        }
        Some(before)
    }
}

/// The marks of each text of an import in order, with their faults.
pub(super) fn marks(texts: &[ImportedText]) -> Vec<Vec<Mark<'_>>> {
    let mut order = Order::default();
    texts.iter().map(|text| text_marks(text, &mut order)).collect()
}

fn text_marks<'a>(text: &'a ImportedText, order: &mut Order) -> Vec<Mark<'a>> {
    let notes: BTreeSet<&str> = text.passages.iter().filter_map(|r| label(&r.passage)).collect();
    let mut marks = Vec::new();
    for (passage, repaired) in text.passages.iter().enumerate() {
        for (at, sign) in &repaired.passage.signs {
            let Sign::Mark(sign) = sign else { continue };
            let (label, number) = (mark_label(sign.as_str()), number_of(sign.as_str()));
            let mut faults = Vec::new();
            if !notes.contains(label.as_str()) {
                faults.push(MarkFault::WithoutNote);
            }
            faults.extend(order.fault(&label, number).map(MarkFault::OutOfOrder));
            marks.push(Mark { passage, at: *at, sign, label, faults });
        }
    }
    marks
}

/// The places of the notes of a text that no mark leads to.
pub(super) fn notes_without_marks(text: &ImportedText, marks: &[Mark<'_>]) -> BTreeSet<usize> {
    let mut marked: BTreeMap<&str, usize> = BTreeMap::new();
    marks.iter().for_each(|mark| *marked.entry(&mark.label).or_default() += 1);
    let mut alone = BTreeSet::new();
    for (index, repaired) in text.passages.iter().enumerate() {
        let Some(label) = label(&repaired.passage) else { continue };
        match marked.get_mut(label).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => {
                alone.insert(index);
            }
        }
    }
    alone
}

fn label(passage: &Passage) -> Option<&str> {
    match &passage.kind {
        PassageKind::Note(label) => Some(label),
        _ => None,
    }
}

/// A line of `decisions:`.
pub(super) fn yaml(line: u32, reads: &str, is: &str, nth: Option<usize>) -> String {
    let nth = nth.map_or(String::new(), |nth| format!(", nth: {nth}"));
    format!("- {{line: {line}, reads: {}, is: {}{nth}}}", quoted(reads), quoted(is))
}

/// A piece of a text with the edits that lie in it; they are in order.
pub(super) fn applied(text: &str, edits: &[Edit], range: Range<usize>) -> String {
    let mut out = String::new();
    let mut at = range.start;
    let first = edits.partition_point(|edit| edit.range.start < range.start);
    let behind = edits.partition_point(|edit| edit.range.start <= range.end);
    for edit in
        edits[first..behind].iter().filter(|edit| edit.changes() && lies_in(text, &edit.range, &range))
    {
        if edit.range.start >= at {
            out.push_str(&text[at..edit.range.start]);
            out.push_str(&edit.with);
            at = edit.range.end;
        }
    }
    out + &text[at..range.end]
}

/// Whether an edit is one of a piece. A letter put in between two pieces belongs to the word it touches.
fn lies_in(text: &str, edit: &Range<usize>, piece: &Range<usize>) -> bool {
    let alphanumeric = char::is_alphanumeric;
    let goes_behind = |at: usize| text[at..].starts_with(alphanumeric) || !text[..at].ends_with(alphanumeric);
    if piece.is_empty() || edit.start < piece.start || piece.end < edit.end {
        return false;
    }
    match edit.is_empty() {
        true if edit.start == piece.start => goes_behind(edit.start),
        true if edit.start == piece.end => !goes_behind(edit.start),
        _ => true,
    }
}

/// The whole word around a place; where there is none, what stands between spaces.
pub(super) fn word_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let around = |part: fn(char) -> bool| {
        let start = text[..place.start].trim_end_matches(part).len();
        let end = text.len() - text[place.end..].trim_start_matches(part).len();
        start..end
    };
    let word = around(char::is_alphanumeric);
    if word.is_empty() { around(|c| !c.is_whitespace()) } else { word }
}

/// So many characters before and behind a place are shown.
const CONTEXT: usize = 60;

fn context_start(text: &str, at: usize) -> usize {
    let start = text[..at].char_indices().rev().nth(CONTEXT).map_or(0, |(start, _)| start);
    // From the beginning of a word.
    if start == 0 { 0 } else { text[start..at].find(' ').map_or(start, |space| start + space) }
}

fn context_end(text: &str, at: usize) -> usize {
    let end = text[at..].char_indices().nth(CONTEXT).map_or(text.len(), |(end, _)| at + end);
    if end == text.len() { end } else { text[at..end].rfind(' ').map_or(end, |space| at + space) }
}
