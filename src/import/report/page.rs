//! The report as one HTML file: counts, doubtful places, the file beside what was read, what is no text.

use super::count::Counts;
use super::passage::{self, percent};
use super::place::{Context, Kind, Place};
use super::{Review, Reviewed};
use crate::write::escape;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page.
pub(super) fn write(imports: &[Reviewed<'_>], reviews: &[Review<'_>]) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Import report</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Import report</h1>\n"
    );
    out.push_str(LEGEND);
    counts(&mut out, imports, reviews);
    doubtful(&mut out, imports, reviews);
    certain(&mut out, imports, reviews);
    sources(&mut out, imports, reviews);
    aside(&mut out, reviews);
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

const LEGEND: &str = "<p class=\"legend\"><mark class=\"lost\">letter put back</mark> \
    <mark class=\"left\"></mark> left with a doubt \
    <mark class=\"recognition\">recognition corrected</mark> \
    <mark class=\"suspected\">recognition suspected</mark> \
    <mark class=\"decided\">decided in the recipe</mark> \
    <cite>citation</cite> <cite class=\"fault\">citation malformed</cite> \
    <span class=\"pb\">page</span></p>\n";

fn counts(out: &mut String, imports: &[Reviewed<'_>], reviews: &[Review<'_>]) {
    out.push_str(
        "<h2 id=\"counts\">Counts</h2>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">text</th>",
    );
    for (name, _) in Counts::default().named() {
        let _ = write!(out, "<th scope=\"col\">{name}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let mut total = Counts::default();
    for (reviewed, review) in imports.iter().zip(reviews) {
        total.add(&review.total);
        if let [_, _, ..] = &review.counts[..] {
            for (text, counts) in reviewed.imported.texts.iter().zip(&review.counts) {
                row(out, text.key.as_str(), counts, "");
            }
        }
        row(out, &reviewed.recipe.file.value, &review.total, " class=\"file\"");
    }
    if imports.len() > 1 {
        row(out, "all", &total, " class=\"file\"");
    }
    out.push_str("</tbody>\n</table></div>\n");
    imports.iter().for_each(|reviewed| glyphs(out, reviewed));
}

fn row(out: &mut String, name: &str, counts: &Counts, class: &str) {
    let _ = write!(out, "<tr{class}><th scope=\"row\">{}</th>", escape(name));
    for (_, count) in counts.named() {
        match count {
            0 => out.push_str("<td></td>"),
            _ => {
                let _ = write!(out, "<td>{count}</td>");
            }
        }
    }
    out.push_str("</tr>\n");
}

/// How often each character of the decoder was read.
fn glyphs(out: &mut String, reviewed: &Reviewed<'_>) {
    let table = &reviewed.recipe.decoder.glyphs;
    if table.is_empty() {
        return;
    }
    let mut found: BTreeMap<char, usize> = BTreeMap::new();
    for character in reviewed.raw.chars().filter(|character| table.contains_key(character)) {
        *found.entry(character).or_default() += 1;
    }
    let all: usize = found.values().sum();
    let file = escape(&reviewed.recipe.file.value);
    let _ = write!(
        out,
        "<details><summary>{all} characters of {file} decoded</summary>\n<ul class=\"glyphs\">\n"
    );
    for (character, letters) in table {
        let count = found.get(character).copied().unwrap_or(0);
        let (character, letters) = (escape(&character.to_string()), escape(letters));
        let _ = writeln!(out, "<li><code>{character}</code> = <code>{letters}</code> × {count}</li>");
    }
    out.push_str("</ul>\n</details>\n");
}

fn doubtful(out: &mut String, imports: &[Reviewed<'_>], reviews: &[Review<'_>]) {
    let all: usize = reviews.iter().map(Review::doubtful).sum();
    let _ = write!(
        out,
        "<h2 id=\"doubtful\">{all} doubtful places</h2>\n<p class=\"scripted\" hidden>\
         <kbd>j</kbd> <kbd>k</kbd> or <kbd>↓</kbd> <kbd>↑</kbd> step · <kbd>1</kbd> … <kbd>9</kbd> decide and go on · \
         <kbd>u</kbd> take back · <kbd>c</kbd> copy the lines of the place · <kbd>o</kbd> show it in its passage · \
         <kbd>a</kbd> copy all decisions</p>\n"
    );
    for (nth, (reviewed, review)) in imports.iter().zip(reviews).enumerate() {
        let path = escape(reviewed.recipe_path);
        let class = if review.places.is_empty() { " class=\"empty\"" } else { "" };
        let _ = writeln!(
            out,
            "<section{class}>\n<div class=\"decisions\" hidden><label for=\"decisions-{nth}\">Decisions for \
             <code>{path}</code>, to be put under <code>decisions:</code></label>\n\
             <textarea id=\"decisions-{nth}\" rows=\"3\" spellcheck=\"false\"></textarea></div>"
        );
        list(out, nth, review, |place| place.doubtful);
        out.push_str("</section>\n");
    }
}

/// Places that were left as they stand and are hardly doubtful: shown, but out of the way.
fn certain(out: &mut String, imports: &[Reviewed<'_>], reviews: &[Review<'_>]) {
    let all: usize = reviews.iter().map(|r| r.places.iter().filter(|place| !place.doubtful).count()).sum();
    if all == 0 {
        return;
    }
    let _ = writeln!(
        out,
        "<details id=\"certain\"><summary>{all} places left as they stand with little doubt</summary>"
    );
    for (nth, _) in imports.iter().enumerate() {
        list(out, nth, &reviews[nth], |place| !place.doubtful);
    }
    out.push_str("</details>\n");
}

fn list(out: &mut String, nth: usize, review: &Review<'_>, shown: fn(&Place<'_>) -> bool) {
    let mut text = None;
    for place in review.places.iter().filter(|place| shown(place)) {
        if text != Some(place.text) {
            let _ = writeln!(out, "<h3>{}</h3>", escape(place.text));
            text = Some(place.text);
        }
        self::place(out, nth, place);
    }
}

fn place(out: &mut String, nth: usize, place: &Place<'_>) {
    let class = place.kind.class();
    let address = address(nth, place.passage);
    let _ = write!(
        out,
        "<article class=\"place\" data-file=\"{nth}\"><p class=\"what\"><a href=\"#{address}\">line {}</a> {}",
        place.line,
        place.kind.words()
    );
    if let Some(confidence) = place.confidence {
        let _ = write!(out, ", {} ({})", in_words(confidence), percent(confidence));
    }
    if !place.fault.is_empty() {
        let _ = write!(out, ": {}", escape(&place.fault));
    }
    out.push_str("</p>\n");
    context(out, "file", &place.context, class);
    if place.kind != Kind::Mark && place.context.words != place.read.words {
        context(out, "read", &place.read, class);
    }
    if !place.decisions.is_empty() {
        out.push_str("<ol>\n");
        for decision in &place.decisions {
            let yaml = escape(&decision.yaml);
            let _ = writeln!(out, "<li><code>  {yaml}</code> <small>{}</small></li>", decision.effect);
        }
        out.push_str("</ol>\n");
    }
    out.push_str("</article>\n");
}

fn context(out: &mut String, name: &str, context: &Context, class: &str) {
    let Context { before, words, behind } = context;
    let (before, words, behind) = (escape(before), escape(words), escape(behind));
    let _ = writeln!(
        out,
        "<p class=\"{name}\"><i>{name}</i> {before}<mark class=\"{class}\">{words}</mark>{behind}</p>"
    );
}

/// A confidence in words.
fn in_words(confidence: f32) -> &'static str {
    match confidence {
        0.9.. => "nearly sure",
        0.75.. => "likely",
        0.6.. => "rather so",
        _ => "open",
    }
}

fn address(nth: usize, (text, passage): (usize, usize)) -> String {
    format!("p-{nth}-{text}-{passage}")
}

/// Each text, folded: the lines of the file beside what was read.
fn sources(out: &mut String, imports: &[Reviewed<'_>], reviews: &[Review<'_>]) {
    out.push_str("<h2 id=\"sources\">The file and what was read</h2>\n");
    for (nth, reviewed) in imports.iter().enumerate() {
        let raw: Vec<&str> = reviewed.raw.split('\n').collect();
        for (at, text) in reviewed.imported.texts.iter().enumerate() {
            let (key, title) = (escape(text.key.as_str()), escape(&text.title));
            let passages = reviews[nth].counts[at].passages;
            let _ = writeln!(
                out,
                "<details class=\"text\" lang=\"{}\"><summary lang=\"en\">{key}: {title} ({passages} passages)</summary>",
                escape(&text.lang)
            );
            for (passage, repaired) in text.passages.iter().enumerate() {
                passage::write(out, &address(nth, (at, passage)), repaired, &raw, &reviews[nth].lines);
            }
            out.push_str("</details>\n");
        }
    }
}

fn aside(out: &mut String, reviews: &[Review<'_>]) {
    out.push_str("<h2 id=\"furniture\">What is no text</h2>\n");
    if reviews.iter().all(|review| review.aside.is_empty()) {
        out.push_str("<p>Nothing was set aside.</p>\n");
        return;
    }
    out.push_str("<table>\n<thead><tr><th scope=\"col\">file</th><th scope=\"col\">line</th>");
    out.push_str("<th scope=\"col\">what it is</th><th scope=\"col\">words</th></tr></thead>\n<tbody>\n");
    for piece in reviews.iter().flat_map(|review| &review.aside) {
        let (file, kind, text) = (escape(piece.file), escape(&piece.kind), escape(piece.text));
        let _ =
            writeln!(out, "<tr><td>{file}</td><td>{}</td><td>{kind}</td><td>{text}</td></tr>", piece.line);
    }
    out.push_str("</tbody>\n</table>\n");
}
