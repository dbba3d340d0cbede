//! Names of persons in running text, told by their shape and by the words beside them.

use super::ending::{small, stems};
use super::known::Known;
use super::token::{Token, Words};
use crate::lang::{self, LANGUAGES, Language, person_words};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A shorter word is no surname unless a title stands before it.
pub(super) const SHORTEST: usize = 4;
/// The most words of a name.
const LONGEST: usize = 5;

/// A name as a text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Bytes of the running text, case ending included.
    pub range: Range<usize>,
    /// How it is written, without the case ending.
    pub form: String,
    /// Initials (one letter each) and given names.
    pub given: Vec<String>,
    /// Titles behind a given name, in small letters.
    pub titles: Vec<String>,
    /// Without a case ending.
    pub surname: Option<String>,
    /// What else the surname may be: with its ending, or less of it.
    pub readings: Vec<String>,
    /// How sure it is by itself.
    pub proof: Proof,
}

/// What tells that a name is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Proof {
    /// Nothing but its capital letter: it counts where the surname is known from elsewhere.
    None,
    /// It ends as surnames do, in the middle of a sentence: it counts when it stands twice.
    Shape,
    /// Initials, a given name or a title.
    Full,
}

/// What is known of persons in a language, folded.
struct Shapes {
    surnames: Vec<String>,
    weak_surnames: Vec<String>,
    not_surnames: BTreeSet<String>,
    behind: BTreeSet<String>,
    before: BTreeSet<String>,
    given: BTreeSet<String>,
    things: Vec<String>,
    not_names: BTreeSet<String>,
}

/// Finds names.
pub(super) struct Finder<'a> {
    words: &'a Words,
    known: &'a Known,
    shapes: BTreeMap<&'static str, Shapes>,
}

impl Shapes {
    fn new(tag: &str) -> Shapes {
        let words = person_words(tag);
        let list = |words: &[&str]| words.iter().map(|word| lang::fold(word)).collect::<Vec<_>>();
        let set = |words: &[&str]| list(words).into_iter().collect::<BTreeSet<_>>();
        let mut not_names = set(words.not_names);
        if let Ok(language) = Language::new(tag) {
            not_names.extend((1..=12).map(|month| lang::fold(language.month_name(month))));
        }
        Shapes {
            surnames: list(words.surnames),
            weak_surnames: list(words.weak_surnames),
            not_surnames: set(words.not_surnames),
            behind: set(words.behind),
            before: set(words.before),
            given: set(words.given),
            things: list(words.things),
            not_names,
        }
    }

    fn is_surname(&self, word: &str) -> bool {
        let word = lang::fold(word);
        ends_with(&word, &self.surnames) && !self.not_surnames.contains(&word)
    }

    fn is_weak_surname(&self, word: &str) -> bool {
        ends_with(&lang::fold(word), &self.weak_surnames)
    }

    fn is_given(&self, word: &str) -> bool {
        self.given.contains(&lang::fold(word))
    }

    fn is_behind(&self, word: &str) -> bool {
        self.behind.contains(&lang::fold(word))
    }
}

fn ends_with(word: &str, ends: &[String]) -> bool {
    let behind = |end: &String| word.strip_suffix(&**end).is_some_and(|stem| stem.chars().count() >= 2);
    ends.iter().any(behind)
}

/// The parts of a name while it is read.
#[derive(Default)]
struct Parts<'a> {
    tokens: Vec<(Token<'a>, Part)>,
    has_title_before: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Initial,
    Word,
    Title,
    Surname,
}

impl<'a> Finder<'a> {
    pub(super) fn new(words: &'a Words, known: &'a Known) -> Finder<'a> {
        Finder { words, known, shapes: LANGUAGES.map(|tag| (tag, Shapes::new(tag))).into() }
    }

    fn shapes(&self, lang: &str) -> &Shapes {
        let own = lang.split('-').next().and_then(|tag| self.shapes.get(tag));
        own.unwrap_or(&self.shapes["en"])
    }

    /// The names of a text, in order.
    pub(super) fn names(&self, tokens: &[Token<'_>], text: &str) -> Vec<Name> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let parts = self.parts(&tokens[at..]);
            // The title before a name is no part of it.
            let taken = parts.tokens.len() + usize::from(parts.has_title_before);
            if let Some(name) = self.name(&parts, text) {
                let behind = tokens.get(at + taken);
                if !self.is_thing(&name, behind) {
                    found.push(name);
                }
            }
            at += taken.max(1);
        }
        found
    }

    /// Whether the word behind a name makes a place or a thing of it: `Zorski rayonu`.
    fn is_thing(&self, name: &Name, behind: Option<&Token<'_>>) -> bool {
        let Some(behind) = behind.filter(|behind| behind.is_joined) else { return false };
        let folded = lang::fold(behind.text);
        let has_initials = name.given.iter().any(|given| given.chars().count() == 1);
        !has_initials && self.shapes(behind.lang).things.iter().any(|start| folded.starts_with(&**start))
    }

    /// The parts of a name that begins here.
    fn parts<'t>(&self, tokens: &[Token<'t>]) -> Parts<'t> {
        let mut parts = Parts::default();
        let Some(first) = tokens.first() else { return parts };
        let is_before_name = |next: &Token<'_>| next.is_joined && next.text.starts_with(char::is_uppercase);
        parts.has_title_before = tokens.get(1).is_some_and(is_before_name)
            && self.shapes(first.lang).before.contains(&lang::fold(first.text));
        let from = usize::from(parts.has_title_before);
        for (n, token) in tokens.iter().enumerate().skip(from).take(LONGEST) {
            let Some(part) = self.part(&parts, token, tokens.get(n + 1), n > from) else { break };
            if n > 0 && !token.is_joined {
                break;
            }
            parts.tokens.push((*token, part));
            if part == Part::Surname {
                break;
            }
        }
        parts
    }

    /// What a word is in a name whose first parts are given.
    fn part(
        &self,
        parts: &Parts<'_>,
        token: &Token<'_>,
        next: Option<&Token<'_>>,
        inside: bool,
    ) -> Option<Part> {
        let shapes = self.shapes(token.lang);
        let last = parts.tokens.last().map(|(_, part)| *part);
        if token.is_initial {
            let given =
                |(token, part): &(Token<'_>, Part)| *part == Part::Initial || shapes.is_given(token.text);
            return parts.tokens.iter().all(given).then_some(Part::Initial);
        }
        let is_title = |token: &Token<'_>| {
            // `Mirzə Salmanov` has a given name, `Əli mirzə` a title.
            let is_given = token.text.starts_with(char::is_uppercase) && shapes.is_given(token.text);
            !is_given && stems(token.text, token.lang).iter().any(|stem| shapes.is_behind(stem))
        };
        if inside && last == Some(Part::Word) && is_title(token) {
            return Some(Part::Title);
        }
        if !self.is_name_word(token, shapes) {
            return None;
        }
        let has_shape = self.shaped(token).is_some();
        let title_follows = next.is_some_and(|next| next.is_joined && is_title(next));
        match last {
            _ if has_shape && !shapes.is_given(token.text) => Some(Part::Surname),
            Some(Part::Initial) => Some(Part::Surname),
            Some(Part::Title)
                if !title_follows
                    && stems(token.text, token.lang).iter().any(|stem| shapes.is_weak_surname(stem)) =>
            {
                Some(Part::Surname)
            }
            // `Nuru paşa Həsən bəylə`
            Some(Part::Title) => None,
            _ if last.is_some() && title_follows && !self.goes_on(parts, shapes) => None,
            _ => Some(Part::Word),
        }
    }

    /// What of a word ends as surnames do.
    fn shaped(&self, token: &Token<'_>) -> Option<String> {
        let shapes = self.shapes(token.lang);
        let stems = stems(token.text, token.lang);
        let shorter = |stem: &str| {
            stem.strip_suffix('n').is_some_and(|shorter| {
                // `Liviyanın` is of `Liviya`, not of `Liviyan`.
                stems.iter().any(|other| other == shorter)
                    && self.words.count(shorter) > self.words.count(stem)
            })
        };
        stems.iter().find(|stem| shapes.is_surname(stem) && !shorter(stem)).cloned()
    }

    /// Whether a name goes on behind its first words: they are given names and stand without an ending.
    fn goes_on(&self, parts: &Parts<'_>, shapes: &Shapes) -> bool {
        parts.tokens.iter().all(|(token, _)| shapes.is_given(token.text) || !self.is_inflected(token))
    }

    /// Whether a word is one that stands elsewhere without its ending.
    fn is_inflected(&self, token: &Token<'_>) -> bool {
        let stems = stems(token.text, token.lang);
        let shapes = self.shapes(token.lang);
        stems.iter().any(|stem| stem != token.text && (self.words.is_name(stem) || shapes.is_given(stem)))
    }

    /// Whether a word may be part of a name: no ordinary word, no place, no body.
    fn is_name_word(&self, token: &Token<'_>, shapes: &Shapes) -> bool {
        if !token.is_capitalised() || shapes.not_names.contains(&lang::fold(token.text)) {
            return false;
        }
        if shapes.is_given(token.text) {
            return true;
        }
        let stems = stems(token.text, token.lang);
        let has_shape = self.shaped(token).is_some();
        // `Lakin` at the beginning of a sentence is no name; `Salmanov` is one there, too.
        let is_evident = !token.begins || has_shape || stems.iter().any(|stem| self.words.is_name(stem));
        is_evident
            && !stems.iter().any(|stem| {
                self.words.is_small(stem)
                    || self.known.is_thing(stem)
                    || shapes.not_names.contains(&lang::fold(stem))
            })
    }

    /// A name of its parts, if they are one.
    fn name(&self, parts: &Parts<'_>, text: &str) -> Option<Name> {
        let (first, _) = parts.tokens.first()?;
        let shapes = self.shapes(first.lang);
        let mut tokens = &parts.tokens[..];
        // `Vranin Əli Salmanov`: what has an ending stands before the name.
        while let [(token, Part::Word), _, ..] = tokens
            && !shapes.is_given(token.text)
            && self.is_inflected(token)
        {
            tokens = &tokens[1..];
        }
        let tokens = self.within(self.behind_known(tokens, shapes), shapes);
        let (begin, end) = (tokens.first()?.0, tokens.last()?.0);
        let is_part = |wanted: Part| move |(_, part): &&(Token<'_>, Part)| *part == wanted;
        let words = tokens.iter().filter(is_part(Part::Word)).count();
        let last = tokens.last()?.1;
        let has_initial = tokens.iter().any(|(_, part)| *part == Part::Initial);
        let surname = match last {
            Part::Surname => Some(end),
            Part::Word if words > 1 || words == tokens.len() => Some(end),
            Part::Title if words > 1 => tokens.iter().rfind(is_part(Part::Word)).map(|(token, _)| *token),
            _ => None,
        };
        let proof = self.proof(tokens, parts.has_title_before, shapes)?;
        let readings = surname.map_or_else(Vec::new, |token| stems(token.text, token.lang));
        let short = surname.map(|token| self.nominative(&token));
        if short.as_ref().is_some_and(|short| {
            let least = if parts.has_title_before || words > 1 { 3 } else { SHORTEST };
            short.chars().count() < least || (has_initial && !end.is_capitalised())
        }) {
            return None;
        }
        let given = tokens.iter().filter(|(token, part)| {
            matches!(part, Part::Initial | Part::Word)
                && Some(token.start) != surname.map(|token| token.start)
        });
        let titles = tokens.iter().filter(is_part(Part::Title));
        let last_word = if last == Part::Title { self.title(&end) } else { self.nominative(&end) };
        Some(Name {
            range: begin.start..end.end(),
            form: super::one_line(&format!("{}{last_word}", &text[begin.start..end.start])),
            given: given.map(|(token, _)| token.text.to_owned()).collect(),
            titles: titles.map(|(token, _)| lang::fold(&self.title(token))).collect(),
            surname: short,
            readings,
            proof,
        })
    }

    /// What stands behind a whole name: `Lenin Salmanova`.
    fn behind_known<'p, 't>(
        &self,
        tokens: &'p [(Token<'t>, Part)],
        shapes: &Shapes,
    ) -> &'p [(Token<'t>, Part)] {
        let words = tokens.iter().take_while(|(_, part)| *part == Part::Word).map(|(token, _)| token.text);
        let words: Vec<&str> = words.take(tokens.len() - 1).collect();
        let is_whole = |n: &usize| match words[..*n] {
            [word] => !shapes.is_given(word) && (self.known.is_whole(&[word]) || self.words.is_surname(word)),
            ref several => self.known.is_whole(several),
        };
        (1..=words.len()).rev().find(is_whole).map_or(tokens, |n| &tokens[n..])
    }

    /// As many of the words as are a name: without the shape of a surname the given names, and one word behind a single one.
    fn within<'p, 't>(&self, tokens: &'p [(Token<'t>, Part)], shapes: &Shapes) -> &'p [(Token<'t>, Part)] {
        if tokens.iter().any(|(_, part)| *part != Part::Word) || tokens.len() < 2 {
            return tokens;
        }
        let given = tokens.iter().take_while(|(token, _)| shapes.is_given(token.text)).count();
        let inflected = tokens.iter().skip(given).position(|(token, _)| self.is_inflected(token));
        let most = given.max(if given < 2 { given + 1 } else { 1 });
        &tokens[..most.min(inflected.map_or(most, |n| given + n + 1)).min(tokens.len())]
    }

    fn proof(&self, tokens: &[(Token<'_>, Part)], has_title_before: bool, shapes: &Shapes) -> Option<Proof> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        let has_title = tokens.iter().any(|(_, part)| *part == Part::Title);
        if tokens.len() > 1 {
            let is_name = has_title || last.1 == Part::Surname || shapes.is_given(first.0.text);
            return is_name.then_some(Proof::Full);
        }
        match last.1 {
            Part::Surname | Part::Word if has_title_before && !shapes.is_given(last.0.text) => {
                Some(Proof::Full)
            }
            Part::Surname if !last.0.begins && !is_locative(&last.0) => Some(Proof::Shape),
            Part::Surname | Part::Word => Some(Proof::None),
            Part::Initial | Part::Title => None,
        }
    }

    fn title(&self, token: &Token<'_>) -> String {
        let shapes = self.shapes(token.lang);
        let plain = stems(token.text, token.lang).into_iter().find(|stem| shapes.is_behind(stem));
        plain.unwrap_or_else(|| token.text.to_owned())
    }

    /// A surname without its case ending: told by its shape, else by the texts.
    fn nominative(&self, token: &Token<'_>) -> String {
        let shapes = self.shapes(token.lang);
        let stems = stems(token.text, token.lang);
        // A woman mostly: `Salmanova`.
        if shapes.is_surname(token.text) && ["a", "а"].iter().any(|end| token.text.ends_with(end)) {
            return token.text.to_owned();
        }
        let is_long = |stem: &&String| stem.chars().count() > SHORTEST;
        let is_weak = |stem: &&String| shapes.is_weak_surname(stem) && !stem.ends_with(['n', 'н']);
        let is_ended =
            |stem: &&String| is_certain_ending(token.text.strip_prefix(&***stem).unwrap_or(""), token.lang);
        let own = self.words.count(token.text) + usize::from(is_weak(&&token.text.to_owned()));
        let is_known = |stem: &&String| {
            stem.chars().count() >= SHORTEST && **stem != token.text && self.words.count(stem) >= own.max(1)
        };
        self.shaped(token)
            .or_else(|| stems.iter().rfind(is_known).cloned())
            .or_else(|| stems.iter().find(|stem| is_long(stem) && (is_weak(stem) || is_ended(stem))).cloned())
            .unwrap_or_else(|| token.text.to_owned())
    }
}

/// Whether letters are an ending that names of other nations do not have by themselves.
fn is_certain_ending(letters: &str, lang: &str) -> bool {
    lang.starts_with("az") && ["ın", "un", "ün", "ə"].contains(&letters)
}

/// Whether a word says where something is, as persons rarely do.
fn is_locative(token: &Token<'_>) -> bool {
    let is_turkic = ["az", "tr"].iter().any(|tag| token.lang.starts_with(tag));
    is_turkic
        && ["da", "də", "de"].iter().any(|end| token.text.ends_with(end))
        && !token.text.ends_with("zadə")
}

/// What makes a name one with another: small letters.
pub(super) fn identity(surname: &str) -> String {
    small(surname)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::token::words;

    /// The names of a text, in which `Alver` is a place and `Oruc Ravan` recorded.
    fn found(lang: &str, text: &str) -> Vec<String> {
        let tokens = words(text, 0..text.len(), lang);
        let mut all = Words::default();
        all.read(&tokens);
        let known = Known::of(&["Oruc Ravan"], &["Alver"]);
        let names = Finder::new(&all, &known).names(&tokens, text);
        let sure = names.into_iter().filter(|name| name.proof > Proof::None);
        sure.map(|name| if name.proof == Proof::Shape { format!("{}?", name.form) } else { name.form })
            .collect()
    }

    #[test]
    fn names_are_told_by_shape_and_by_what_stands_beside_them() {
        let check =
            |lang: &str, text: &str, expected: &[&str]| assert_eq!(found(lang, text), expected, "{text}");
        // Initials, a given name, a surname by its shape.
        check("az", "Bunu N.Salmanovun və Q. K. Zorinin dostu yazdı.", &["N.Salmanov", "Q. K. Zorinin"]);
        check(
            "az",
            "Məktubu Kamran Zorablının qardaşı Rövşən Tağızadəyə verdi.",
            &["Kamran Zorablı", "Rövşən Tağızadə"],
        );
        check("ru", "Тогда Нариман Салманов и генерал Турбин прибыли.", &["Нариман Салманов", "Турбин"]);
        check(
            "tr",
            "Mektubu Hasan Kayalı'nın oğlu Tarık Gümüşoğlu'na verdi.",
            &["Hasan Kayalı", "Tarık Gümüşoğlu"],
        );
        check("en", "The letter of Thomas Greene to Colonel Brandt.", &["Thomas Greene", "Brandt"]);
        // Titles behind and before.
        check("az", "Dünən Rövşən bəylə Camal paşa Bakıya getdi.", &["Rövşən bəy", "Camal paşa"]);
        check("az", "Orada Rövşən bəy Salmanlının evi var.", &["Rövşən bəy Salmanlı"]);
        check("az", "Gələn general Brandt idi.", &["Brandt"]);
        // A surname alone may be one.
        check("az", "Axşam Salmanovdan xəbər gəldi.", &["Salmanov?"]);
    }

    #[test]
    fn other_words_are_no_names() {
        let nothing = |lang: &str, text: &str| assert_eq!(found(lang, text), [""; 0], "{text}");
        nothing("az", "Axşam gəldi. Lakin Alver uzaqda idi. Alverdən Alverə yol var.");
        nothing("az", "SALMANOVUN QAYITMASI");
        nothing("az", "Onlar Salmanov küçəsində yaşayır.");
        nothing("az", "Yanvar ayında Ali Şura toplandı, ali məclis yox.");
        nothing("az", "I fəsil. Bakı. Sonra A.B. yazdı. RSFSR. Moskva və S.R. 5");
        nothing("en", "The Armenian and the Georgian came in May.");
        // A person of the register is not part of another's name.
        assert_eq!(found("az", "Sonra Ravan Kamran Salmanovu gördü."), ["Kamran Salmanov"]);
        assert_eq!(found("az", "Sonra Ravan Salmanovu gördü."), ["Salmanov?"]);
    }
}
