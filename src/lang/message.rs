//! Interface strings; the only door to fluent-bundle.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// A value for a message.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A count: chooses the plural form. A year is no count, but text.
    Number(u64),
    /// Text as it is; HTML is escaped later.
    Text(&'a str),
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(number as u64)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

/// The messages of one language, with what replaces them.
pub(super) struct Messages {
    bundle: FluentBundle<Arc<FluentResource>>,
    /// In the order in which they were added: the built-in one first.
    resources: Vec<Arc<FluentResource>>,
    language: String,
}

impl Messages {
    /// `language` is one of the built-in ones, `source` its Fluent file.
    pub(super) fn built_in(language: &str, source: &str) -> Messages {
        let resource = FluentResource::try_new(source.to_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{language}.ftl: {errors:?}"));
        Messages::new(language, vec![Arc::new(resource)])
    }

    fn new(language: &str, resources: Vec<Arc<FluentResource>>) -> Messages {
        let plural_rules: LanguageIdentifier = language.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![plural_rules]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            "az" | "tr" => |value, _| grouped(value, "."),
            "ru" => |value, _| grouped(value, "\u{a0}"),
            _ => |value, _| grouped(value, ","),
        }));
        for resource in &resources {
            bundle.add_resource_overriding(Arc::clone(resource));
        }
        Messages { bundle, resources, language: language.to_owned() }
    }

    /// These messages with others over them; `language` is the one whose plural rules they follow, if it
    /// is another.
    pub(super) fn with(
        &self,
        source: &str,
        language: Option<&str>,
    ) -> Result<Messages, Vec<(usize, String)>> {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let line = |at: usize| source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            errors.iter().map(|error| (line(error.pos.start), error.kind.to_string())).collect::<Vec<_>>()
        })?;
        let mut resources = self.resources.clone();
        resources.push(Arc::new(resource));
        Ok(Messages::new(language.unwrap_or(&self.language), resources))
    }

    /// True if the overriding sources have every message of the built-in one.
    pub(super) fn overrides_all(&self) -> bool {
        let (built_in, over) = self.resources.split_first().expect("the built-in messages come first");
        ids(built_in).iter().all(|id| over.iter().any(|resource| ids(resource).contains(id)))
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    pub(super) fn format(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(
                *name,
                match arg {
                    Arg::Number(number) => FluentValue::from(*number),
                    Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
                },
            );
        }
        let mut text = String::new();
        // Faults (a value that is not given) are written into the text as `{$name}`.
        self.bundle.write_pattern(&mut text, pattern, Some(&values), &mut Vec::new()).ok()?;
        Some(text)
    }
}

/// The ids of all messages in a source.
fn ids(resource: &FluentResource) -> Vec<&str> {
    // The syntax tree's types belong to another crate, so the lines are read again.
    resource
        .source()
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim()))
        .collect()
}

/// A count from 10,000 up in groups of three digits.
fn grouped(value: &FluentValue<'_>, separator: &str) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = value else { return None };
    if *value < 10_000.0 || value.fract() != 0.0 {
        return None;
    }
    let digits = format!("{value:.0}");
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lang::BUILT_IN;

    fn file(source: &str) -> FluentResource {
        FluentResource::try_new(source.to_owned()).expect("Fluent syntax")
    }

    #[test]
    fn every_language_has_the_same_messages() {
        let english = file(BUILT_IN[1].2);
        let expected: BTreeSet<&str> = ids(&english).into_iter().collect();
        assert_eq!(expected.len(), english.entries().count(), "an id stands twice");
        for (language, _, source) in &BUILT_IN {
            let resource = file(source);
            let found: BTreeSet<&str> = ids(&resource).into_iter().collect();
            let missing: Vec<_> = expected.difference(&found).collect();
            let foreign: Vec<_> = found.difference(&expected).collect();
            assert!(
                missing.is_empty() && foreign.is_empty(),
                "{language}: missing {missing:?}, foreign {foreign:?}"
            );
        }
    }

    #[test]
    fn every_language_uses_the_same_values_in_a_message() {
        let values = |source: &str| -> BTreeSet<String> {
            let mut id = String::new();
            let mut found = BTreeSet::new();
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    id = line.split('=').next().unwrap_or_default().trim().to_owned();
                }
                for rest in line.split('$').skip(1) {
                    let name: String =
                        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                    found.insert(format!("{id} {name}"));
                }
            }
            found
        };
        let expected = values(BUILT_IN[1].2);
        for (language, _, source) in &BUILT_IN {
            let found = values(source);
            let different: Vec<_> = expected.symmetric_difference(&found).collect();
            assert!(different.is_empty(), "{language}: {different:?}");
        }
    }
    #[test]
    fn counts_choose_the_plural_form() {
        let check = |tag: &str, id: &str, n: usize, expected: &str| {
            let language = crate::lang::Language::new(tag).expect("a language");
            assert_eq!(language.format(id, &[("n", n.into())]), expected, "{tag} {id} {n}");
        };
        check("en", "count-mentions", 0, "no mentions");
        check("en", "count-mentions", 1, "1 mention");
        check("en", "count-mentions", 5000, "5000 mentions");
        check("en", "count-mentions", 12_345, "12,345 mentions");
        check("ru", "count-mentions", 1, "1 упоминание");
        check("ru", "count-mentions", 3, "3 упоминания");
        check("ru", "count-mentions", 11, "11 упоминаний");
        check("ru", "count-mentions", 21, "21 упоминание");
        check("ru", "count-mentions", 1_234_567, "1\u{a0}234\u{a0}567 упоминаний");
        check("az", "count-persons", 12, "12 şəxs");
        check("tr", "count-persons", 10_000, "10.000 kişi");
        check("de", "count-persons", 2, "2 persons");
    }

    #[test]
    fn values_stand_in_a_message_as_they_are() {
        let check = |tag: &str, id: &str, args: &[(&str, Arg<'_>)], expected: &str| {
            let language = crate::lang::Language::new(tag).expect("a language");
            assert_eq!(language.format(id, args), expected, "{tag} {id}");
        };
        let counts = [("n", Arg::Number(12)), ("texts", Arg::Number(3))];
        check("en", "count-mentions-in-texts", &counts, "12 mentions in 3 texts");
        check("ru", "count-mentions-in-texts", &counts, "12 упоминаний в 3 текстах");
        check("az", "count-mentions-in-texts", &counts, "3 mətndə 12 dəfə adı çəkilir");
        check("en", "reading-source", &[("reading", "<Homin>".into())], "The source reads “<Homin>”");
        check("en", "note-back", &[("mark", "1".into())], "Back to the text, note 1");
    }

    #[test]
    fn a_theme_replaces_messages_and_adds_its_own() {
        let german = crate::lang::Language::new("de").expect("a language");
        assert!(!german.has_strings());
        let german =
            german.with_overrides("nav-persons = Personen\nmy-own = Eigenes\n").expect("Fluent syntax");
        assert_eq!(german.message("nav-persons"), "Personen");
        assert_eq!(german.message("nav-places"), "Places");
        assert!(german.has_message("my-own") && !german.has_message("nobodys"));
        assert!(!german.has_strings(), "not all messages are German");
        let all = german.with_overrides(BUILT_IN[1].2).expect("Fluent syntax");
        assert!(all.has_strings());
    }

    #[test]
    fn a_line_that_is_no_fluent_is_named() {
        let check = |source: &str, expected: &[usize]| {
            let english = crate::lang::Language::new("en").expect("a language");
            let errors = english.with_overrides(source).expect_err("a fault");
            let lines: Vec<usize> = errors.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, expected, "{errors:?}");
        };
        check("nav-persons = People\n\nnav places = Places\n", &[3]);
        check("a = {\nb = x\nc\n", &[2, 3]);
    }
}
