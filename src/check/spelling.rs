//! A surname that is written in two ways in one text.
//!
//! Of each mention the last name counts, without initials, titles and case ending. Two ways are told where they
//! differ by one or two letters; more is another name, and another script is more.

use super::{Known, Place, Remark};
use crate::diag::{Code, distance};
use crate::edition::body::{AnnotationKind, Body, NodeIndex, NodeKind};
use crate::edition::entity::{Entity, EntityId, Kind};
use crate::edition::{Text, TextId};
use crate::index::Occurrence;
use crate::lang;
use crate::link::Target;
use std::collections::{BTreeMap, BTreeSet};

/// A shorter word is no surname.
const SHORTEST: usize = 4;
/// The longest ending of a word, in letters.
const LONGEST_ENDING: usize = 8;
/// In a word shorter than this only one letter may differ.
const SHORT: usize = 6;
/// So many letters at their ends may differ in two words that are one name in two cases.
const CASE: usize = 2;
/// So many ways of writing one name are held against each other.
const MOST_WAYS: usize = 16;

/// Surnames written in two ways, in one text and one language.
pub(super) fn two_spellings(known: Known<'_>) -> Vec<Remark> {
    let texts = known.edition.texts.iter();
    texts.flat_map(|(id, text)| in_text(known, id, text)).collect()
}

fn in_text(known: Known<'_>, id: TextId, text: &Text) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for ((person, lang), names) in names(known, id, text) {
        let is_one = names.iter().all(|name| name.word == names[0].word);
        if is_one {
            continue;
        }
        let register = words_of(&known.edition.entities[person], lang);
        let ways = ways(&names, &register);
        for (n, way) in ways.iter().enumerate().take(MOST_WAYS) {
            let usual = ways[..n].iter().find(|usual| is_other_spelling(&usual.stem, &way.stem, &register));
            remarks.extend(usual.map(|usual| remark(known, person, id, usual, way)));
        }
    }
    remarks
}

fn remark(known: Known<'_>, person: EntityId, text: TextId, usual: &Way<'_>, way: &Way<'_>) -> Remark {
    let key = &known.edition.entities[person].key;
    let place = |way: &Way<'_>| Place::Words(Occurrence { text, annotation: way.first.annotation });
    let [one, other] = [way, usual].map(Way::shown);
    Remark {
        code: Code::TwoSpellings,
        message: format!(
            "`{key}` is written {one} here ({} ×) and {other} elsewhere in this text ({} ×)",
            way.count, usual.count
        ),
        of: vec![person],
        text: Some(text),
        at: None,
        place: place(way),
        related: vec![(place(usual), format!("written {other}"))],
        help: "choose one; what the source has may stay in a correction, [Kirov](sic:Kirow)".to_owned(),
    }
}

/// The name in a mention.
struct Name<'a> {
    annotation: u32,
    /// Tells which stands first: what was found is listed behind all that was marked.
    node: NodeIndex,
    /// As it is written.
    written: &'a str,
    /// In small letters.
    word: String,
}

/// The names of each person in each language of a text.
fn names<'a>(known: Known<'_>, id: TextId, text: &'a Text) -> BTreeMap<(EntityId, &'a str), Vec<Name<'a>>> {
    let mut all: BTreeMap<(EntityId, &str), Vec<Name<'_>>> = BTreeMap::new();
    let languages = Languages::of(&text.body);
    let links = &known.links.texts[id.index()].annotations;
    for (number, (annotation, link)) in (0..).zip(text.body.annotations.iter().zip(links)) {
        let AnnotationKind::Mention { kind: Kind::Person, certain: true, .. } = annotation.kind else {
            continue;
        };
        let Target::Entity(person) = link.target else { continue };
        let Some(written) = last_name(text.body.text_of(annotation.node)) else { continue };
        let lang = languages.at(annotation.node).unwrap_or(&text.lang);
        let word = lang::lower(lang, written);
        all.entry((person, lang)).or_default().push(Name {
            annotation: number,
            node: annotation.node,
            written,
            word,
        });
    }
    all.values_mut().for_each(|names| names.sort_by_key(|name| name.node));
    all
}

/// The last word of a mention that can be a surname.
fn last_name(surface: &str) -> Option<&str> {
    let words = surface.split(|c: char| !c.is_alphabetic());
    words.rev().find(|word| word.starts_with(char::is_uppercase) && word.chars().count() >= SHORTEST)
}

/// The parts of a body that are in a language of their own: from and to which node, in order.
struct Languages<'a>(Vec<(NodeIndex, NodeIndex, &'a str)>);

impl<'a> Languages<'a> {
    fn of(body: &'a Body) -> Languages<'a> {
        let divisions = body
            .divisions
            .iter()
            .filter_map(|division| Some((division.heading, division.end, division.lang.as_deref()?)));
        let phrases = body.annotations.iter().filter_map(|annotation| {
            let AnnotationKind::Foreign(lang) = &annotation.kind else { return None };
            let node = &body.nodes[annotation.node as usize];
            debug_assert!(matches!(node.kind, NodeKind::Annotation(_)));
            (!lang.is_empty()).then_some((annotation.node, node.next, &**lang))
        });
        let mut parts: Vec<_> = divisions.chain(phrases).collect();
        parts.sort_unstable();
        Languages(parts)
    }

    /// The language of the innermost part around a node.
    fn at(&self, node: NodeIndex) -> Option<&'a str> {
        let before = self.0.partition_point(|(start, ..)| *start <= node);
        self.0[..before].iter().rev().find(|(_, end, _)| node < *end).map(|(.., lang)| *lang)
    }
}

/// The words of a record, in small letters: surnames among them, also short ones that have an ending in the text.
fn words_of(person: &Entity, lang: &str) -> BTreeSet<String> {
    let names = person.name.all().chain(person.sort.all()).chain(person.forms.iter().map(String::as_str));
    let words = names.flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| word.chars().count() > 1).map(|word| lang::lower(lang, word)).collect()
}

/// A way in which a surname is written, without its endings.
struct Way<'a> {
    stem: String,
    first: &'a Name<'a>,
    count: usize,
}

impl Way<'_> {
    fn shown(&self) -> String {
        let stem: String = self.first.written.chars().take(self.stem.chars().count()).collect();
        format!("`{stem}`")
    }
}

/// The ways in which a person's name is written, the most usual first.
fn ways<'a>(names: &'a [Name<'a>], register: &BTreeSet<String>) -> Vec<Way<'a>> {
    let written: BTreeSet<&str> = names.iter().map(|name| name.word.as_str()).collect();
    let mut ways: BTreeMap<&str, Way<'_>> = BTreeMap::new();
    for name in names {
        let stem = stem(&name.word, &written, register);
        let new = || Way { stem: stem.to_owned(), first: name, count: 0 };
        ways.entry(stem).or_insert_with(new).count += 1;
    }
    let mut ways: Vec<Way<'_>> = ways.into_values().collect();
    ways.sort_by_key(|way| (std::cmp::Reverse(way.count), way.first.node));
    ways
}

/// A word without its ending: the longest word of the record that it begins with, else the shortest that is
/// written elsewhere.
fn stem<'w>(word: &'w str, written: &BTreeSet<&str>, register: &BTreeSet<String>) -> &'w str {
    let begins = |end: &usize| word[*end..].chars().count() <= LONGEST_ENDING;
    let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
    let ends: Vec<usize> = ends.skip(1).filter(begins).collect();
    let known = ends.iter().rev().find(|end| register.contains(&word[..**end]));
    let shortest = || ends.iter().find(|end| written.contains(&word[..**end]));
    known.or_else(shortest).map_or(word, |end| &word[..*end])
}

/// Whether two words are one surname in two spellings.
fn is_other_spelling(one: &str, other: &str, register: &BTreeSet<String>) -> bool {
    let (short, long) =
        if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let letters = short.chars().count();
    let cut: String = long.chars().take(letters).collect();
    if cut == short || long.chars().count() - letters > LONGEST_ENDING {
        return false;
    }
    let common = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    let in_two_cases = common + CASE >= long.chars().count();
    if in_two_cases && !register.contains(short) && !register.contains(long) {
        return false;
    }
    let most = if letters < SHORT { 1 } else { 2 };
    distance(short, &cut).min(distance(short, long)) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn the_surname_stands_last() {
        let check = |surface: &str, expected: Option<&str>| {
            assert_eq!(last_name(surface), expected, "{surface}");
        };
        check("L.M.Karaxanın", Some("Karaxanın"));
        check("Denikin’s", Some("Denikin"));
        check("Lenin yoldaş", Some("Lenin"));
        check("Fətəli xan", Some("Fətəli"));
        check("gəlmişdi", None);
        check("A. B.", None);
    }

    #[test]
    fn an_ending_is_no_other_name() {
        let register = set(&["nəriman", "nərimanov", "dro"]);
        let written = BTreeSet::from(["nərimanovun", "nerimanov", "nerimanova", "kirova"]);
        let check = |word: &str, expected: &str| {
            assert_eq!(stem(word, &written, &register), expected, "{word}");
        };
        check("nərimanovun", "nərimanov");
        check("nerimanova", "nerimanov");
        check("nərimana", "nəriman");
        check("kirova", "kirova");
        check("dronun", "dro");
    }

    #[test]
    fn one_or_two_letters_make_another_spelling() {
        let register = set(&["karaxan", "topçubaşov", "xoyski"]);
        let check = |one: &str, other: &str, expected: bool| {
            assert_eq!(is_other_spelling(one, other, &register), expected, "{one} {other}");
            assert_eq!(is_other_spelling(other, one, &register), expected, "{other} {one}");
        };
        check("karaxan", "qaraxan", true);
        check("karaxan", "qaraxanın", true);
        check("karaxan", "karaxanın", false);
        check("topçubaşov", "topçubaşı", true);
        check("xoyski", "fətəli", false);
        // One name in two cases.
        check("ленина", "лениным", false);
        check("kirov", "киров", false);
        check("səid", "said", true);
        check("əziz", "əlif", false);
    }
}
