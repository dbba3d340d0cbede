//! Notes numbered and anchored both ways.

use crate::config::{Config, MarkStyle};
use crate::diag::{Code, Report, did_you_mean};
use crate::edition::Text;
use crate::edition::body::{AnnotationKind, NodeKind};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The notes of one text. Numbers of notes are those of the body, numbers of marks those of its annotations.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// For each note its number in its series, from 1.
    pub numbers: Vec<u32>,
    /// Mark and note, for marks that lead to one; sorted.
    of_marks: Vec<(u32, u32)>,
    /// Note and mark, each note's marks in the order in which they are met; sorted by note.
    of_notes: Vec<(u32, u32)>,
    /// For each series (the author's own first, then as in site.toml): its notes in the order they are counted.
    pub series: Vec<Vec<u32>>,
}

impl Notes {
    /// The note a mark leads to.
    #[must_use]
    pub fn of_mark(&self, mark: u32) -> Option<u32> {
        let found = self.of_marks.binary_search_by_key(&mark, |(mark, _)| *mark).ok()?;
        Some(self.of_marks[found].1)
    }

    /// The marks that lead to a note, in the order in which they are met.
    pub fn marks(&self, note: u32) -> impl Iterator<Item = u32> {
        let from = self.of_notes.partition_point(|(of, _)| *of < note);
        self.of_notes[from..].iter().take_while(move |(of, _)| *of == note).map(|(_, mark)| *mark)
    }

    /// What the reader sees of a note's mark: `3`, `c`, `†`.
    #[must_use]
    pub fn shown(&self, note: u32, text: &Text, config: &Config) -> String {
        let series = config.series_index(&text.body.notes[note as usize].series).unwrap_or(0);
        let style = series.checked_sub(1).map_or_else(MarkStyle::default, |index| config.series[index].mark);
        style.show(self.numbers[note as usize])
    }
}

/// Ties marks to notes and counts both.
pub fn number(text: &Text, config: &Config, report: &mut Report) -> Notes {
    let body = &text.body;
    let mut by_label: HashMap<(&str, &str), u32> = HashMap::new();
    let mut notes = Notes { numbers: vec![1; body.notes.len()], ..Notes::default() };
    let mut met = vec![false; body.notes.len()];
    let span =
        |range: &std::ops::Range<u32>| Span::new(text.source, range.start as usize..range.end as usize);
    for (index, note) in (0..).zip(&body.notes) {
        if let Some(first) = by_label.get(&(&*note.series, &*note.label)) {
            report
                .add(
                    Code::DuplicateNote,
                    span(&note.span),
                    format!(
                        "the note `{}` is defined here for the second time",
                        label(&note.series, &note.label)
                    ),
                )
                .related(span(&body.notes[*first as usize].span), "first here")
                .help("give one of the two another label");
        } else {
            by_label.insert((&note.series, &note.label), index);
        }
        check_series(&note.series, span(&note.span), config, report);
    }
    // Marks in running text come first, marks within notes after them.
    let mut order: Vec<u32> = Vec::new();
    // Notes that are not there: the first mark of each, and how many marks it has.
    let mut lost: BTreeMap<(&str, &str), (Span, usize)> = BTreeMap::new();
    for in_notes in [false, true] {
        for (annotation, series, name) in marks(text, in_notes) {
            let place = span(&body.annotations[annotation as usize].span);
            match by_label.get(&(series, name)) {
                Some(note) => {
                    if !std::mem::replace(&mut met[*note as usize], true) {
                        order.push(*note);
                    }
                    notes.of_marks.push((annotation, *note));
                    notes.of_notes.push((*note, annotation));
                }
                None if text.front.notes_absent && series.is_empty() => {}
                None => lost.entry((series, name)).or_insert((place, 0)).1 += 1,
            }
        }
    }
    for ((series, name), (first, marks)) in lost {
        lost_note(&label(series, name), first, marks, &by_label, report);
    }
    notes.of_marks.sort_unstable();
    notes.of_notes.sort_by_key(|(note, _)| *note);
    for (index, note) in (0..).zip(&body.notes) {
        let first = by_label.get(&(&*note.series, &*note.label)) == Some(&index);
        if !met[index as usize] {
            order.push(index);
            if first {
                report
                    .add(
                        Code::NoteWithoutAnchor,
                        span(&note.span),
                        format!("no mark leads to the note `{}`", label(&note.series, &note.label)),
                    )
                    .help(format!(
                        "put [^{}] where the note belongs, or remove the note",
                        label(&note.series, &note.label)
                    ));
            }
        }
    }
    count(text, config, order, &mut notes);
    notes
}

/// How a mark names a note: its series and its label.
#[must_use]
pub fn label(series: &str, name: &str) -> String {
    if series.is_empty() { name.to_owned() } else { format!("{series}:{name}") }
}

fn check_series(series: &str, place: Span, config: &Config, report: &mut Report) {
    if config.series_index(series).is_some() {
        return;
    }
    let diagnostic =
        report.add(Code::UnknownSeries, place, format!("site.toml declares no note series `{series}`"));
    if let Some(near) = did_you_mean(series, config.series.iter().map(|s| s.name.as_str())) {
        diagnostic.help(format!("did you mean `{near}`?"));
    }
    diagnostic.help(format!(
        "declare it under [notes] in site.toml: {series} = {{ title = \"…\", mark = \"letters\" }}"
    ));
}

/// The note marks of a text in document order: annotation, series, label.
fn marks(text: &Text, in_notes: bool) -> impl Iterator<Item = (u32, &str, &str)> {
    let body = &text.body;
    let mut note_end = 0;
    (0_u32..).zip(&body.nodes).filter_map(move |(index, node)| {
        if let NodeKind::NoteText(_) = node.kind {
            note_end = note_end.max(node.next);
        }
        let NodeKind::Annotation(annotation) = node.kind else { return None };
        let AnnotationKind::NoteMark { series, label } = &body.annotations[annotation as usize].kind else {
            return None;
        };
        ((index < note_end) == in_notes).then_some((annotation, &**series, &**label))
    })
}

/// Reports a note that is not there at the first of its marks.
fn lost_note(
    written: &str,
    first: Span,
    marks: usize,
    known: &HashMap<(&str, &str), u32>,
    report: &mut Report,
) {
    let labels: Vec<String> = known.keys().map(|(series, name)| label(series, name)).collect();
    let more = if marks > 1 { format!(", which has {marks} marks") } else { String::new() };
    let diagnostic =
        report.add(Code::AnchorWithoutNote, first, format!("there is no note `{written}`{more}"));
    let mut labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    labels.sort_unstable();
    if let Some(near) = did_you_mean(written, labels).filter(|near| *near != written) {
        diagnostic.help(format!("did you mean `[^{near}]`?"));
    }
    diagnostic.help(format!("write the note on a line of its own: [^{written}]: …"));
}

/// Gives every note its mark.
///
/// A text edited from a source keeps the numbers of its notes as labelled (they are how the source is cited);
/// otherwise notes are counted in the order of their first marks.
fn count(text: &Text, config: &Config, order: Vec<u32>, notes: &mut Notes) {
    notes.series = vec![Vec::new(); config.series.len() + 1];
    for note in order {
        let series = config.series_index(&text.body.notes[note as usize].series).unwrap_or(0);
        notes.series[series].push(note);
    }
    for members in &notes.series {
        let labels: Option<Vec<u32>> =
            members.iter().map(|note| text.body.notes[*note as usize].label.parse().ok()).collect();
        let different = |labels: &Vec<u32>| labels.iter().collect::<BTreeSet<_>>().len() == labels.len();
        let as_labelled = labels.filter(|labels| text.front.source.is_some() && different(labels));
        for (position, note) in (1..).zip(members) {
            let label = as_labelled.as_ref().map(|labels| labels[position as usize - 1].max(1));
            notes.numbers[*note as usize] = label.unwrap_or(position);
        }
    }
    for members in &mut notes.series {
        members.sort_by_key(|note| notes.numbers[*note as usize]);
    }
}
