//! What the editor's rules make of found names and dates: never here, always this one.

use super::weave::Piece;
use crate::diag::{Code, Report, did_you_mean};
use crate::edition::body::{AnnotationKind, Division, Found};
use crate::edition::entity::EntityRef;
use crate::edition::rule::{LinkRule, Meaning};
use crate::edition::{Edition, Text};
use crate::lang;
use crate::link::{Names, address};
use crate::span::Spanned;
use std::collections::BTreeSet;
use std::ops::Range;

/// Takes out the rules that cannot hold: what they speak of is not there, which is reported, or their text is a
/// draft that is left out.
pub(super) fn check(edition: &mut Edition, report: &mut Report) {
    let names = Names::new(edition);
    let holds = |rule: &LinkRule| {
        let is_known = match &rule.is {
            Some(Meaning::Entity(EntityRef { kind, key })) => {
                names.resolve(*kind, key, rule.is_span, edition, report).is_some()
            }
            _ => true,
        };
        let is_text = rule.text.as_ref().is_none_or(|text| is_text(text, edition, report));
        is_known & (is_text && is_place(rule, edition, report))
    };
    let hold: Vec<bool> = edition.rules.iter().map(holds).collect();
    let mut hold = hold.into_iter();
    edition.rules.retain(|_| hold.next() == Some(true));
}

/// Whether a text is there; one that is not is reported, if it is no draft.
fn is_text(id: &Spanned<String>, edition: &Edition, report: &mut Report) -> bool {
    let keys = || edition.texts.items().iter().map(|text| text.key.as_str());
    if keys().any(|key| key == id.value) {
        return true;
    }
    if !edition.drafts.iter().any(|(key, _)| key.as_str() == id.value) {
        let message = format!("no text `{}` in content/texts", id.value);
        let diagnostic = report.add(Code::UnknownText, id.span, message);
        if let Some(near) = did_you_mean(&id.value, keys()) {
            diagnostic.help(format!("did you mean `{near}`?"));
        }
    }
    false
}

/// Whether the passage is there for which a rule is; one that is not is reported.
fn is_place(rule: &LinkRule, edition: &Edition, report: &mut Report) -> bool {
    let (Some(id), Some(at)) = (&rule.text, &rule.at) else { return true };
    let mut versions = edition.texts.items().iter().filter(|text| text.key.as_str() == id.value);
    let is_there = versions.any(|text| passage(&at.value, text, edition).is_some());
    if !is_there {
        report
            .add(Code::UnknownAnchor, at.span, format!("no `#{}` in the text `{}`", at.value, id.value))
            .help("addresses are p12 (paragraph), n3 (note), or the id of a heading; the page shows them in its margin");
    }
    is_there
}

/// Reports the rules that no words answer to.
pub(super) fn report_unused(rules: &[LinkRule], used: &BTreeSet<usize>, report: &mut Report) {
    for (_, rule) in rules.iter().enumerate().filter(|(number, _)| !used.contains(number)) {
        let message = format!("no words `{}` were found for this rule", rule.form.value);
        report
            .add(Code::UnusedRule, rule.form.span, message)
            .help("write the form as the text has it, or remove the rule");
    }
}

/// The bytes of the running text of the passage with an address, or of the heading with an id.
fn passage(at: &str, text: &Text, edition: &Edition) -> Option<Range<usize>> {
    let named = |division: &&Division| division.id.as_ref().is_some_and(|(id, _)| &**id == at);
    let node = match text.body.divisions.iter().find(named) {
        Some(division) => division.heading,
        None => {
            let ledger = edition.ledger.get(&text.text_key());
            let addresses = address::assign(text, ledger, &mut Report::default());
            let number = addresses.of_passages.iter().position(|address| address.to_string() == at)?;
            text.passages[number].node
        }
    };
    let node = text.body.nodes[node as usize];
    Some(node.start as usize..node.end as usize)
}

/// A rule and the part of a text in which it holds.
struct Held<'a> {
    number: usize,
    rule: &'a LinkRule,
    range: Range<usize>,
}

/// The rules that hold in a text.
pub(super) struct OfText<'a>(Vec<Held<'a>>);

impl<'a> OfText<'a> {
    /// Those of the edition that hold in a text.
    pub(super) fn new(text: &Text, edition: &'a Edition) -> OfText<'a> {
        let mut rules = Vec::new();
        for (number, rule) in edition.rules.iter().enumerate() {
            let is_meant = rule.text.as_ref().is_none_or(|id| id.value == text.key.as_str());
            if !is_meant {
                continue;
            }
            let range = match &rule.at {
                None => 0..text.body.text.len(),
                Some(at) => match passage(&at.value, text, edition) {
                    Some(range) => range,
                    None => continue,
                },
            };
            rules.push(Held { number, rule, range });
        }
        // The narrowest counts; of two alike the later one.
        rules.sort_by_key(|held| {
            (held.rule.at.is_none(), held.rule.text.is_none(), std::cmp::Reverse(held.number))
        });
        OfText(rules)
    }

    /// What the rules make of the pieces found in a stretch that begins at `start`; in `used` come the numbers of
    /// the rules.
    pub(super) fn apply(
        &self,
        words: &str,
        start: usize,
        blocked: &[Range<usize>],
        pieces: Vec<Piece>,
        used: &mut Vec<usize>,
    ) -> Vec<Piece> {
        if self.0.is_empty() {
            return pieces;
        }
        let mut kept = Vec::with_capacity(pieces.len());
        // Places of which a narrower rule has spoken, also where it says that there is no link.
        let mut taken: Vec<Range<usize>> = Vec::new();
        for piece in pieces {
            let surface = &words[piece.range.start - start..piece.range.end - start];
            let is_meant =
                |held: &&Held<'_>| held.holds(&piece.range) && is_form(&held.rule.form.value, surface);
            let Some(held) = self.0.iter().find(is_meant) else {
                kept.push(piece);
                continue;
            };
            used.push(held.number);
            taken.push(piece.range.clone());
            kept.extend(held.rule.is.as_ref().map(|meaning| meant(piece.range, meaning)));
        }
        for held in &self.0 {
            for range in places(words, &held.rule.form.value) {
                let here = start + range.start..start + range.end;
                let is_free = !blocked.iter().any(|other| overlap(other, &range))
                    && !taken
                        .iter()
                        .chain(kept.iter().map(|piece| &piece.range))
                        .any(|other| overlap(other, &here));
                if !is_free || !held.holds(&here) {
                    continue;
                }
                used.push(held.number);
                taken.push(here.clone());
                kept.extend(held.rule.is.as_ref().map(|meaning| meant(here, meaning)));
            }
        }
        kept
    }
}

impl Held<'_> {
    fn holds(&self, range: &Range<usize>) -> bool {
        self.range.start <= range.start && range.end <= self.range.end
    }
}

fn meant(range: Range<usize>, meaning: &Meaning) -> Piece {
    let kind = match meaning {
        Meaning::Date(date) => AnnotationKind::Date(date.clone()),
        Meaning::Entity(EntityRef { kind, key }) => {
            AnnotationKind::Mention { kind: *kind, key: key.clone(), certain: true }
        }
    };
    Piece { range, kind, found: Found::default() }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// What may set an ending off: `Lenin’in`, `РКП-ин`.
const MARKS: [char; 3] = ['\'', '’', '-'];

/// The longest ending of a word, in letters.
const LONGEST_ENDING: usize = 8;

/// Whether words are a form, with an ending or without one.
fn is_form(form: &str, surface: &str) -> bool {
    let (form, surface) = (lang::fold(form), lang::fold(surface));
    let squashed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let surface = squashed(&surface);
    surface.strip_prefix(squashed(&form).as_str()).is_some_and(is_ending)
}

fn is_ending(rest: &str) -> bool {
    let letters = rest.trim_start_matches(MARKS);
    letters.chars().all(char::is_alphabetic) && letters.chars().count() <= LONGEST_ENDING
}

/// Where a form stands in words, with its endings: as it is written, from the beginning of a word.
fn places(words: &str, form: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in words.match_indices(form) {
        let end = at + form.len();
        let rest = words[end..].trim_start_matches(MARKS);
        let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
        let marks = if letters > 0 { words[end..].len() - rest.len() } else { 0 };
        let is_start = !words[..at].ends_with(char::is_alphanumeric);
        let ending = &words[end..end + marks + letters];
        if is_start && is_ending(ending) {
            found.push(at..end + ending.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_endings() {
        let check = |form: &str, surface: &str, expected: bool| {
            assert_eq!(is_form(form, surface), expected, "{form} {surface}");
        };
        check("Kirov", "Kirov", true);
        check("Kirov", "Kirovun", true);
        check("Kirov", "S.Kirov", false);
        check("Kirov", "KİROVUN", true);
        check("Lenin", "Lenin’in", true);
        check("Fətəli xan", "Fətəli\nxanın", true);
        check("Kirov", "Kirovabaddakılardan", false);
    }

    #[test]
    fn a_form_stands_at_the_beginning_of_a_word() {
        let check = |words: &str, form: &str, expected: &[&str]| {
            let found = places(words, form);
            assert_eq!(found.into_iter().map(|range| &words[range]).collect::<Vec<_>>(), expected, "{words}");
        };
        check("İlyiç gəldi, İlyiçin sözü; Lenin’in.", "İlyiç", &["İlyiç", "İlyiçin"]);
        check("Lenin’in sözü ’", "Lenin", &["Lenin’in"]);
        check("Meşəilyiç", "ilyiç", &[]);
    }
}
