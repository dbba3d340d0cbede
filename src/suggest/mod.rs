//! What an edition still lacks: works, persons and dates that its texts name and that no record has; and what of
//! its registers is double or never named.

mod alike;
mod date;
mod ending;
mod known;
mod name;
mod person;
mod token;
mod unmentioned;
mod witness;
mod work;

pub use alike::{Alike, Candidate};
pub use date::SuggestedDate;
pub use person::SuggestedPerson;
pub use unmentioned::Unmentioned;
pub use witness::SuggestedWitness;
pub use work::{CitedWithoutRecord, SuggestedWork, works_without_record};

use crate::edition::body::{Annotation, AnnotationKind, NO_RECORD, NodeIndex, NodeKind};
use crate::edition::entity::Kind;
use crate::edition::{Edition, Text};
use crate::import::citation::work_names;
use crate::lang::latin;
use crate::link::{Links, TextLinks, anchor};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

/// Works, persons and dates without a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Works cited with the key `-`, the most cited first.
    pub works: Vec<SuggestedWork>,
    /// Persons named outside of a link, the most named first.
    pub persons: Vec<SuggestedPerson>,
    /// Persons, of the suggestions and of the register, who may be one.
    pub alike: Vec<Alike>,
    /// Days outside of a link, in order.
    pub dates: Vec<SuggestedDate>,
    /// Texts that tell of an event and are not among its witnesses.
    pub witnesses: Vec<SuggestedWitness>,
    /// Entries of the registers that no text names.
    pub unmentioned: Vec<Unmentioned>,
}

/// Where something stands: a text and an address in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Id and language of the text: `letters.en`.
    pub text: String,
    /// The address in it: `p12`.
    pub at: String,
}

/// Gathers what the texts of an edition name and what no record has.
#[must_use]
pub fn suggest(edition: &Edition, links: &Links) -> Suggestions {
    let readers: Vec<Reader<'_>> =
        edition.texts.iter().map(|(id, text)| Reader { text, links: &links.texts[id.index()] }).collect();
    let cited = readers.iter().flat_map(|reader| cited_without_record(reader.text, reader.links));
    let mut dates = date::Dates::default();
    for reader in &readers {
        dates.read(reader, reader.text.front.link.or(edition.config.link).dates());
    }
    let known = known::Known::new(edition);
    let taken = edition.register(Kind::Person).map(|(_, person)| person.key.to_string()).collect();
    let persons = person::persons(&readers, &known, taken);
    Suggestions {
        works: works_without_record(cited, &work_names(edition)),
        alike: alike::alike(edition, links, &known, &persons),
        persons,
        dates: dates.finish(),
        witnesses: witness::witnesses(edition, links),
        unmentioned: unmentioned::unmentioned(edition, links),
    }
}

fn cited_without_record<'a>(
    text: &'a Text,
    links: &'a TextLinks,
) -> impl Iterator<Item = CitedWithoutRecord<'a>> {
    let annotations = text.body.annotations.iter().zip(&links.annotations);
    annotations.filter_map(|(annotation, link)| {
        let AnnotationKind::Citation { key, .. } = &annotation.kind else { return None };
        (&**key == NO_RECORD).then(|| CitedWithoutRecord {
            surface: text.body.text_of(annotation.node),
            text: text.key.as_str(),
            lang: &text.lang,
            at: anchor(links, link),
        })
    })
}

/// The running text of one text and what in it is marked already.
struct Reader<'a> {
    text: &'a Text,
    links: &'a TextLinks,
}

impl<'a> Reader<'a> {
    /// The running text.
    fn words(&self) -> &'a str {
        &self.text.body.text
    }

    /// The bytes of the running text that are code, or in an annotation of the wanted kind; in order and apart.
    fn marked(&self, wanted: impl Fn(&Annotation) -> bool) -> Vec<Range<usize>> {
        let body = &self.text.body;
        let nodes = body.nodes.iter().filter(|node| match node.kind {
            NodeKind::Annotation(annotation) => wanted(&body.annotations[annotation as usize]),
            NodeKind::Code(_) | NodeKind::CodeSpan | NodeKind::Image(_) => true,
            _ => false,
        });
        joined(nodes.map(|node| node.start as usize..node.end as usize))
    }

    /// The address of the passage or heading around a byte of the running text.
    fn place(&self, byte: usize) -> Place {
        let body = &self.text.body;
        let is_around = |node: NodeIndex| {
            let node = &body.nodes[node as usize];
            (node.start as usize..node.end as usize).contains(&byte)
        };
        let heading = body.divisions.iter().position(|division| is_around(division.heading));
        let passage = || self.text.passages.iter().rposition(|passage| is_around(passage.node));
        let address = |n: usize| self.links.addresses.of_passages.get(n).map(ToString::to_string);
        let at = match heading {
            Some(division) => self.links.heading_ids.get(division).cloned(),
            None => passage().and_then(address),
        };
        Place { text: format!("{}.{}", self.text.key, self.text.lang), at: at.unwrap_or_default() }
    }
}

/// Ranges in order of their beginnings, with those that stand in each other or touch made one.
fn joined(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => apart.push(range),
        }
    }
    apart
}

impl Suggestions {
    /// Whether nothing is without a record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
            && self.persons.is_empty()
            && self.alike.is_empty()
            && self.dates.is_empty()
            && self.witnesses.is_empty()
            && self.unmentioned.is_empty()
    }

    /// Records to paste and fill in: a YAML document for each register, what is known of each in comments.
    #[must_use]
    pub fn yaml(&self) -> String {
        let mut out = String::new();
        if !self.works.is_empty() {
            let _ =
                writeln!(out, "# Works cited without a record: {}. For content/works.yaml", self.works.len());
            self.works.iter().for_each(|work| work.write(&mut out));
        }
        if !self.persons.is_empty() {
            divide(&mut out);
            let count = self.persons.len();
            let _ = writeln!(out, "# Persons named without a record: {count}. For content/persons.yaml");
            self.persons.iter().for_each(|person| person.write(&mut out));
        }
        if !self.alike.is_empty() {
            divide(&mut out);
            let _ = writeln!(out, "# Persons who may be one: {}", self.alike.len());
            self.alike.iter().for_each(|pair| pair.write(&mut out));
        }
        if !self.dates.is_empty() {
            divide(&mut out);
            let _ = writeln!(out, "# Dates without a mark or a year: {}. For the texts", self.dates.len());
            self.dates.iter().for_each(|date| date.write(&mut out));
        }
        if !self.witnesses.is_empty() {
            divide(&mut out);
            let count = self.witnesses.len();
            let _ = writeln!(
                out,
                "# Further witnesses of events: {count}. For content/events.yaml, under `attested`"
            );
            self.witnesses.iter().for_each(|witness| witness.write(&mut out));
        }
        if !self.unmentioned.is_empty() {
            divide(&mut out);
            unmentioned::write(&self.unmentioned, &mut out);
        }
        out
    }
}

fn divide(out: &mut String) {
    if !out.is_empty() {
        out.push_str("\n---\n");
    }
}

/// The most places that are named; the others are counted.
const MOST_PLACES: usize = 6;

/// `3 × in slogan.az: p3, p4; border.en: p2`; a place of several mentions is named once.
fn counted(places: &[Place]) -> String {
    let mut plain: Vec<&Place> = Vec::new();
    for place in places {
        if !plain.contains(&place) {
            plain.push(place);
        }
    }
    let mut out = format!("{} × in ", places.len());
    let mut text = None;
    for (n, place) in plain.iter().take(MOST_PLACES).enumerate() {
        let between = if text == Some(&place.text) { ", " } else { "; " };
        out.push_str(if n == 0 { "" } else { between });
        if text != Some(&place.text) {
            let _ = write!(out, "{}: ", place.text);
        }
        out.push_str(&place.at);
        text = Some(&place.text);
    }
    if plain.len() > MOST_PLACES {
        out.push_str(" …");
    }
    out
}

/// A key as the format has it; `instead` where the words have no letter for one.
fn key(words: &str, instead: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let dashed: String = latin(words).chars().map(plain).collect();
    let key = dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    if key.is_empty() { instead.to_owned() } else { key }
}

/// Two records must not have one key, nor one that is taken already.
fn number_equal_keys<'a>(keys: impl Iterator<Item = &'a mut String>, mut taken: BTreeSet<String>) {
    for key in keys {
        let plain = key.clone();
        let mut n = 2;
        while !taken.insert(key.clone()) {
            *key = format!("{plain}-{n}");
            n += 1;
        }
    }
}

/// Words as one line of a comment.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_and_named_once() {
        let check = |places: &[(&str, &str)], expected: &str| {
            let place = |(text, at): &(&str, &str)| Place { text: (*text).into(), at: (*at).into() };
            assert_eq!(counted(&places.iter().map(place).collect::<Vec<_>>()), expected);
        };
        check(&[("a", "p1")], "1 × in a: p1");
        check(&[("a", "p1"), ("a", "p1"), ("a", "p4"), ("b", "n2")], "4 × in a: p1, p4; b: n2");
    }

    #[test]
    fn keys_are_latin_and_each_stands_once() {
        let words = ["Нариманов", "Narimanov", "—", "Nərimanov"];
        let mut keys = words.map(|words| key(words, "person"));
        number_equal_keys(keys.iter_mut(), BTreeSet::from(["person".to_owned()]));
        assert_eq!(keys, ["narimanov", "narimanov-2", "person-2", "nerimanov"]);
    }

    #[test]
    fn ranges_that_touch_are_one() {
        let ranges = joined([2..20, 4..5, 5..6, 7..8, 9..10, 11..12, 13..14, 30..31, 30..30].into_iter());
        assert_eq!(ranges, [2..20, 30..31]);
    }
}
