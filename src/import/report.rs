//! The review report of an import: what was done to a file, the doubtful first, so that an editor can decide.
//!
//! Each doubtful place comes with the lines that decide it in the recipe: one that confirms what was done, and
//! one for every other reading. The report is an HTML file that needs nothing beside it, and JSON.

mod count;
mod page;
mod passage;
mod place;

use super::citation::WorkName;
use super::recipe::Recipe;
use super::{Imported, LineIndex};
use count::Counts;
use place::Place;
use serde::Serialize;
use std::collections::BTreeSet;

/// An import with what is needed to review it.
#[derive(Clone, Copy)]
pub struct Reviewed<'a> {
    /// How the file was read.
    pub recipe: &'a Recipe,
    /// Where the recipe stands, relative to the edition.
    pub recipe_path: &'a str,
    /// The file.
    pub raw: &'a str,
    /// What came of it.
    pub imported: &'a Imported,
    /// The works of the bibliography, to tell which citations have a record.
    pub works: &'a [WorkName],
}

/// The report, written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// As one HTML file.
    pub html: String,
    /// As one JSON object: counts, places, what is no text.
    pub json: String,
    /// How many doubtful places there are.
    pub doubtful: usize,
}

/// Writes the report.
#[must_use]
pub fn write(imports: &[Reviewed<'_>]) -> Written {
    let reviews: Vec<Review<'_>> = imports.iter().map(Review::of).collect();
    let doubtful = reviews.iter().map(Review::doubtful).sum();
    Written { html: page::write(imports, &reviews), json: json(imports, &reviews), doubtful }
}

fn json(imports: &[Reviewed<'_>], reviews: &[Review<'_>]) -> String {
    let mut total = Counts::default();
    reviews.iter().for_each(|review| total.add(&review.total));
    let files: Vec<serde_json::Value> = imports.iter().zip(reviews).map(file).collect();
    let object = serde_json::json!({
        "counts": total,
        "files": files,
        "places": reviews.iter().flat_map(|review| &review.places).collect::<Vec<_>>(),
        "furniture": reviews.iter().flat_map(|review| &review.aside).collect::<Vec<_>>(),
    });
    let mut out = serde_json::to_string_pretty(&object).expect("text and numbers are JSON");
    out.push('\n');
    out
}

fn file((reviewed, review): (&Reviewed<'_>, &Review<'_>)) -> serde_json::Value {
    let texts = reviewed.imported.texts.iter().zip(&review.counts).map(|(text, counts)| {
        serde_json::json!({ "text": text.key.as_str(), "lang": text.lang, "title": text.title, "counts": counts })
    });
    serde_json::json!({
        "file": reviewed.recipe.file.value,
        "recipe": reviewed.recipe_path,
        "sure": rounded(reviewed.recipe.sure),
        "counts": review.total,
        "texts": texts.collect::<Vec<_>>(),
    })
}

/// A confidence as it is written: thousandths are enough.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}

/// What there is to say about an import.
struct Review<'a> {
    /// Where the lines of the file begin.
    lines: LineIndex,
    /// Counts of each text.
    counts: Vec<Counts>,
    /// Counts of the file.
    total: Counts,
    /// Places to be looked over, doubtful or not, in order.
    places: Vec<Place<'a>>,
    /// What is in no text.
    aside: Vec<Aside<'a>>,
}

/// A line, or a part of one, that is in no text.
#[derive(Serialize)]
struct Aside<'a> {
    file: &'a str,
    line: u32,
    kind: String,
    text: &'a str,
}

impl<'a> Review<'a> {
    /// How many places are doubtful; the others are shown, too.
    fn doubtful(&self) -> usize {
        self.places.iter().filter(|place| place.doubtful).count()
    }

    fn of(reviewed: &Reviewed<'a>) -> Review<'a> {
        let lines = LineIndex::new(reviewed.raw);
        let counts = count::texts(reviewed);
        let aside = aside(reviewed, &lines);
        let mut total = Counts { furniture: aside.len(), ..Counts::default() };
        counts.iter().for_each(|counts| total.add(counts));
        Review { counts, total, places: place::all(reviewed, &lines), aside, lines }
    }
}

/// What is no text, and lines that came into no text without being set aside by the recipe.
fn aside<'a>(reviewed: &Reviewed<'a>, lines: &LineIndex) -> Vec<Aside<'a>> {
    let file = reviewed.recipe.file.value.as_str();
    let furniture = &reviewed.imported.furniture;
    let mut aside: Vec<Aside<'a>> = furniture
        .iter()
        .map(|piece| Aside {
            file,
            line: piece.line,
            kind: piece.kind.clone(),
            text: reviewed.raw.get(piece.range.clone()).unwrap_or_default().trim(),
        })
        .collect();
    let mut read: BTreeSet<u32> = furniture.iter().map(|piece| piece.line).collect();
    for text in &reviewed.imported.texts {
        text.passages.iter().for_each(|repaired| read.extend(passage::lines(&repaired.passage, lines)));
    }
    for (line, text) in (1..).zip(reviewed.raw.split('\n')) {
        if !text.trim().is_empty() && !read.contains(&line) {
            aside.push(Aside { file, line, kind: "in no text".to_owned(), text: text.trim() });
        }
    }
    aside.sort_by_key(|piece| piece.line);
    aside
}

#[cfg(test)]
mod tests;
