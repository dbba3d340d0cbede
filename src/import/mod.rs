//! A raw extraction into a text of the edition: repairs in order, each logged so that an editor can judge it.
//!
//! ```text
//! raw file --glyph, line--> rows --paragraph, footnote--> passages --lost, correct--> edits
//!          --citation--> citations --markdown--> content/texts/imported/*.md
//! ```
//!
//! Nothing of the file is dropped in silence: each character is in a text, in a note, in the list of furniture
//! or in a logged repair.

pub mod account;
pub mod citation;
pub mod correct;
pub mod explain;
pub mod footnote;
pub mod glyph;
pub mod line;
pub mod lost;
pub mod markdown;
pub mod paragraph;
pub mod recipe;
pub mod report;
pub mod trace;

use crate::edition::id::Key;
use citation::{Citation, CitationStyle, Cited, NoteIndex, WorkName};
use correct::{Corrected, Edit};
use line::Furniture;
use lost::{Place, Restorer};
use paragraph::{Passage, PassageKind, Words};
use recipe::Recipe;

/// A raw file imported.
#[derive(Debug)]
pub struct Imported {
    /// The texts, in order: one, or the title page of a book and its sections.
    pub texts: Vec<ImportedText>,
    /// What is no text.
    pub furniture: Vec<Furniture>,
    /// The decisions of the recipe, by their numbers from 0, that no place of the file answers to.
    pub unmatched: Vec<usize>,
}

/// A text as it was imported.
#[derive(Debug)]
pub struct ImportedText {
    /// Its id.
    pub key: Key,
    /// Its language.
    pub lang: String,
    /// Its title, where it is not the recipe's.
    pub title: String,
    /// Its place among the texts of the recipe, from 0.
    pub nth: usize,
    /// Its paragraphs, headings and notes.
    pub passages: Vec<Repaired>,
}

/// A passage with everything that was done to it.
#[derive(Debug)]
pub struct Repaired {
    /// The passage as the file has it, decoded.
    pub passage: Passage,
    /// What is changed in it, in order.
    pub edits: Vec<Edit>,
    /// What it cites, in order.
    pub citations: Vec<Citation>,
}

/// What is known of languages at import.
#[derive(Default)]
pub struct Knowledge<'a> {
    /// Running texts without damage, each with its language.
    pub clean: Vec<(&'a str, &'a str)>,
    /// The works of the bibliography, for citations in notes.
    pub works: &'a [WorkName],
}

/// Imports a raw file.
#[must_use]
pub fn import(raw: &str, recipe: &Recipe, known: &Knowledge<'_>) -> Imported {
    let (rows, furniture) = line::rows(raw, recipe);
    let words = Words::of(&rows);
    let mut passages = paragraph::passages(&rows, &words, recipe);
    passages.extend(footnote::notes(&rows, &words, recipe));
    let restorers = restorers(recipe, known);
    let lines = LineIndex::new(raw);
    let mut unmatched: Vec<usize> = (0..recipe.decisions.len()).collect();
    let mut repaired = Vec::with_capacity(passages.len());
    for passage in passages {
        let (numbers, decided): (Vec<usize>, Vec<Edit>) =
            correct::decided(&passage, recipe, &lines).into_iter().unzip();
        unmatched.retain(|number| !numbers.contains(number));
        repaired.push(repair(passage, decided, recipe, &restorers, &words));
    }
    cite_in_notes(&mut repaired, recipe, known);
    Imported { texts: texts(repaired, recipe), furniture, unmatched }
}

fn restorers(recipe: &Recipe, known: &Knowledge<'_>) -> Vec<Restorer> {
    let clean: Vec<&str> =
        known.clean.iter().filter(|(lang, _)| *lang == recipe.lang).map(|(_, text)| *text).collect();
    recipe.decoder.lost.iter().map(|letter| Restorer::new(*letter, &recipe.lang, &clean)).collect()
}

fn repair(
    passage: Passage,
    decided: Vec<Edit>,
    recipe: &Recipe,
    restorers: &[Restorer],
    words: &Words,
) -> Repaired {
    let text = passage.text.as_str();
    let lang = passage.lang.as_deref().unwrap_or(&recipe.lang);
    let mut edits = decided;
    edits.extend(correct::by_rule(text, lang, words));
    if lang == recipe.lang {
        // Letters are missed in words, so halves of words are joined first.
        let joined = Corrected::new(text, &edits);
        for (letter, restorer) in recipe.decoder.lost.iter().zip(restorers) {
            let places = restorer.restore(&joined.text);
            let places = places.into_iter().map(|place| Place { at: joined.back(place.at), ..place });
            edits.extend(places.map(|place| Edit::letter(*letter, &place)));
        }
    }
    let edits = correct::settle(edits);
    let citations = match &recipe.citations {
        Some(rule) if matches!(passage.kind, PassageKind::Paragraph) => {
            citation::find(passage.text.as_str(), rule.style)
        }
        _ => Vec::new(),
    };
    Repaired { passage, edits, citations }
}

/// Finds what notes cite, where a text cites in notes.
fn cite_in_notes(repaired: &mut [Repaired], recipe: &Recipe, known: &Knowledge<'_>) {
    let Some(rule) = recipe.citations.as_ref().filter(|rule| rule.style == CitationStyle::Notes) else {
        return;
    };
    let index = NoteIndex::new(known.works, &rule.works);
    let mut last: Option<Cited> = None;
    for note in repaired.iter_mut().filter(|one| matches!(one.passage.kind, PassageKind::Note(_))) {
        note.citations = citation::find_in_note(note.passage.text.as_str(), &index, last.as_ref());
        // "Ibid." means the note right before it.
        last = note.citations.last().and_then(|citation| citation.works.last()).cloned();
    }
}

/// Where the lines of a raw file begin.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// The lines of a raw file.
    #[must_use]
    pub fn new(raw: &str) -> LineIndex {
        let ends = raw.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        LineIndex { starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The line, from 1, in which a byte of the raw file stands.
    #[must_use]
    pub fn line(&self, at: u32) -> u32 {
        let line = self.starts.partition_point(|start| *start <= at as usize);
        u32::try_from(line).expect("raw files over 4 GiB are refused")
    }
}

/// Divides the passages where headings begin texts of their own; notes follow their marks.
fn texts(repaired: Vec<Repaired>, recipe: &Recipe) -> Vec<ImportedText> {
    let mut texts = vec![ImportedText {
        key: recipe.text.clone(),
        lang: recipe.lang.clone(),
        title: recipe.front.title.clone(),
        nth: 0,
        passages: Vec::new(),
    }];
    for passage in repaired {
        if let PassageKind::Heading(heading) = &passage.passage.kind
            && let Some(key) = &heading.text
            && *heading.lines.start() == passage.passage.line
        {
            let title = heading.title.clone().unwrap_or_else(|| markdown::plain(&passage));
            let (lang, nth) = (recipe.lang.clone(), texts.len());
            texts.push(ImportedText { key: key.clone(), lang, title, nth, passages: Vec::new() });
        }
        texts.last_mut().expect("there is a first text").passages.push(passage);
    }
    texts
}
