//! The lexicon of a language: stems, the suffixes that follow them, and what neighbours tell.
//!
//! The format is described at the head of `lexicon/az.txt`. Reading never fails: a line that cannot be read is a
//! fault, and a test sees to it that ours have none.

/// What a stem costs that has no mark.
const COMMON: f32 = 9.0;
/// What each mark behind a stem takes off or puts on.
const MARK: f32 = 2.0;

/// A lexicon as it was read.
#[derive(Default)]
pub(super) struct Lexicon {
    /// The names of the classes of stems and of what follows a suffix; other fields have their numbers.
    pub(super) states: Vec<String>,
    pub(super) stems: Vec<Stem>,
    pub(super) suffixes: Vec<Suffix>,
    pub(super) ends: Vec<End>,
    pub(super) hints: Vec<Hint>,
    /// Lines that cannot be read, with their numbers.
    pub(super) faults: Vec<(usize, String)>,
}

/// The part of a word that does not change.
#[derive(Debug)]
pub(super) struct Stem {
    pub(super) letters: Vec<char>,
    pub(super) state: usize,
    pub(super) cost: f32,
    /// A form that stands only before a vowel: `fikr` of `fikir`.
    pub(super) is_before_vowel: bool,
}

/// A suffix that may follow in a state and leads to another one.
#[derive(Debug)]
pub(super) struct Suffix {
    pub(super) from: usize,
    pub(super) form: String,
    pub(super) to: usize,
    pub(super) cost: f32,
}

/// A word may end in this state.
#[derive(Debug)]
pub(super) struct End {
    pub(super) state: usize,
    pub(super) cost: f32,
}

/// Where a neighbour stands that tells something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The word before.
    Before,
    /// The word behind.
    Behind,
    /// One of the three words before.
    Left,
    /// One of the three words behind.
    Right,
}

/// A neighbour that makes a form likelier, or less likely if the bonus is negative.
#[derive(Debug)]
pub(super) struct Hint {
    pub(super) form: Pattern,
    pub(super) side: Side,
    pub(super) neighbours: Vec<Pattern>,
    pub(super) bonus: f32,
}

/// A word, `begin*`, `*end`, `#` for figures, `.` for no word (the sentence ends).
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Pattern {
    Whole(String),
    Begins(String),
    Ends(String),
    Figure,
    Stop,
}

impl Pattern {
    pub(super) fn read(text: &str) -> Pattern {
        match text {
            "#" => Pattern::Figure,
            "." => Pattern::Stop,
            _ => match (text.strip_suffix('*'), text.strip_prefix('*')) {
                (Some(begin), _) => Pattern::Begins(begin.to_owned()),
                (_, Some(end)) => Pattern::Ends(end.to_owned()),
                _ => Pattern::Whole(text.to_owned()),
            },
        }
    }
}

/// What the lines below a heading are.
enum Section {
    None,
    Stems(usize),
    Suffixes(usize),
    Context,
}

impl Lexicon {
    /// Reads a lexicon.
    pub(super) fn read(source: &str) -> Lexicon {
        let mut lexicon = Lexicon::default();
        let mut section = Section::None;
        for (number, line) in source.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line == "#" || line.starts_with("# ") {
                continue;
            }
            if let Some(heading) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = lexicon.section(heading);
                continue;
            }
            let is_read = match section {
                Section::None => None,
                Section::Stems(state) => lexicon.stems(state, line),
                Section::Suffixes(from) => lexicon.suffix(from, line),
                Section::Context => lexicon.hint(line),
            };
            if is_read.is_none() {
                lexicon.faults.push((number + 1, line.to_owned()));
            }
        }
        lexicon
    }

    fn section(&mut self, heading: &str) -> Section {
        match heading.strip_prefix("after ") {
            _ if heading == "context" => Section::Context,
            Some(state) => Section::Suffixes(self.state(state)),
            None => Section::Stems(self.state(heading)),
        }
    }

    fn state(&mut self, name: &str) -> usize {
        self.states.iter().position(|known| known == name).unwrap_or_else(|| {
            self.states.push(name.to_owned());
            self.states.len() - 1
        })
    }

    /// `ağac+ fikir/fikr ay++`
    fn stems(&mut self, state: usize, line: &str) -> Option<()> {
        for entry in line.split_whitespace() {
            let word = entry.trim_end_matches(['+', '-']);
            let marks = &entry[word.len()..];
            let plus = marks.matches('+').count() as f32 - marks.matches('-').count() as f32;
            for (i, form) in word.split('/').enumerate() {
                let letters: Vec<char> = form.chars().collect();
                if letters.is_empty() || !letters.iter().all(|letter| letter.is_lowercase()) {
                    return None;
                }
                self.stems.push(Stem { letters, state, cost: COMMON - MARK * plus, is_before_vowel: i > 0 });
            }
        }
        Some(())
    }

    /// `lAr > plural 1` or `. 0`
    fn suffix(&mut self, from: usize, line: &str) -> Option<()> {
        let parts: Vec<&str> = line.split_whitespace().collect();
        match parts[..] {
            [".", cost] => self.ends.push(End { state: from, cost: cost.parse().ok()? }),
            [form, ">", to, cost] => {
                let (to, cost) = (self.state(to), cost.parse().ok()?);
                let form = if form == "-" { String::new() } else { form.to_owned() };
                self.suffixes.push(Suffix { from, form, to, cost });
            }
            _ => return None,
        }
        Some(())
    }

    /// `çalış* < *mağa *məyə 3`
    fn hint(&mut self, line: &str) -> Option<()> {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [form, side, neighbours @ .., bonus] = &parts[..] else { return None };
        let side = match *side {
            "<" => Side::Before,
            ">" => Side::Behind,
            "<<" => Side::Left,
            ">>" => Side::Right,
            _ => return None,
        };
        self.hints.push(Hint {
            form: Pattern::read(form),
            side,
            neighbours: neighbours.iter().map(|neighbour| Pattern::read(neighbour)).collect(),
            bonus: bonus.parse().ok()?,
        });
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::LEXICONS;
    use super::{Lexicon, Pattern};

    const ALPHABET: &str = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz";

    #[test]
    fn every_line_of_our_lexicons_can_be_read() {
        for (tag, source) in LEXICONS {
            assert_eq!(Lexicon::read(source).faults, [], "{tag}");
        }
    }

    #[test]
    fn stems_are_small_letters_of_the_alphabet_and_stand_once_in_a_class() {
        let lexicon = Lexicon::read(LEXICONS[0].1);
        let mut seen = BTreeSet::new();
        for stem in &lexicon.stems {
            let text: String = stem.letters.iter().collect();
            assert!(text.chars().all(|letter| ALPHABET.contains(letter)), "{text}");
            assert!(seen.insert((stem.state, text.clone(), stem.is_before_vowel)), "{text} stands twice");
        }
        assert!(lexicon.stems.len() > 6000);
    }

    #[test]
    fn every_state_that_a_suffix_leads_to_can_be_left() {
        let lexicon = Lexicon::read(LEXICONS[0].1);
        for suffix in &lexicon.suffixes {
            let is_left = lexicon.suffixes.iter().any(|other| other.from == suffix.to)
                || lexicon.ends.iter().any(|end| end.state == suffix.to);
            assert!(is_left, "{}", lexicon.states[suffix.to]);
        }
        for hint in &lexicon.hints {
            assert!(!hint.neighbours.is_empty(), "{:?}", hint.form);
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_is_a_fault() {
        let check =
            |source: &str, faults: usize| assert_eq!(Lexicon::read(source).faults.len(), faults, "{source}");
        check("# words\n\n[noun]\nay+ at fikir/fikr", 0);
        check("ay", 1);
        check("[noun]\nAy", 1);
        check("[noun]\nay/", 1);
        check("[after noun]\nlAr > plural 1\n. 0", 0);
        check("[after noun]\nlAr plural 1", 1);
        check("[after noun]\nlAr > plural one", 1);
        check("[context]\nçay* < araz 4", 0);
        check("[context]\nçay* = araz 4", 1);
    }

    #[test]
    fn a_pattern_is_a_word_or_a_part_of_it() {
        assert_eq!(Pattern::read("araz"), Pattern::Whole("araz".to_owned()));
        assert_eq!(Pattern::read("araz*"), Pattern::Begins("araz".to_owned()));
        assert_eq!(Pattern::read("*maq"), Pattern::Ends("maq".to_owned()));
        assert_eq!(Pattern::read("#"), Pattern::Figure);
        assert_eq!(Pattern::read("."), Pattern::Stop);
    }
}
