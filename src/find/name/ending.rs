//! Endings behind the stem of a name, checked where they stand: no form is made beforehand.

use crate::lang::name::{Endings, Paradigm, Step, cyrillic};

use super::word::is_cyrillic;

/// The longest ending of a word, in letters.
pub(super) const LONGEST: usize = 14;

/// A word of the register: what stays of it, and how it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stem {
    pub(super) letters: String,
    /// The shape of a word in Cyrillic letters.
    shape: Option<u8>,
}

impl Stem {
    /// The stem of a word in plain letters.
    pub(super) fn new(word: &str) -> Stem {
        if !is_cyrillic(word) {
            return Stem { letters: word.to_owned(), shape: None };
        }
        let fits = |shape: &Paradigm| match shape.from.strip_prefix('=') {
            Some(whole) => word == whole,
            None => word.ends_with(shape.from) && word.len() >= shape.from.len() + 2,
        };
        let Some(found) = cyrillic().iter().position(fits) else {
            return Stem { letters: word.to_owned(), shape: None };
        };
        let shape = &cyrillic()[found];
        let ending: usize =
            shape.from.trim_start_matches('=').chars().skip(shape.keeps).map(char::len_utf8).sum();
        Stem {
            letters: word[..word.len() - ending].to_owned(),
            shape: Some(u8::try_from(found).expect("few shapes")),
        }
    }

    /// The word in all its shapes, in Cyrillic letters; none for one that only takes endings.
    pub(super) fn shapes(&self) -> impl Iterator<Item = String> {
        let shape = self.shape.map(|shape| cyrillic()[usize::from(shape)].to);
        let endings = shape.into_iter().flat_map(|endings| endings.split(' '));
        endings.map(|ending| format!("{}{}", self.letters, ending.trim_start_matches('-')))
    }

    /// How `key` is this word: bare, with an ending, or not at all. `None` is no language: bare only.
    pub(super) fn fit(&self, key: &str, endings: Option<&Endings>, is_person: bool) -> Option<Fit> {
        let rest = key.strip_prefix(self.letters.as_str())?;
        if let Some(shape) = self.shape {
            let mut forms = cyrillic()[usize::from(shape)].to.split(' ');
            let place = forms.position(|form| form == rest || form == "-" && rest.is_empty())?;
            return Some(if place == 0 { Fit::Bare } else { Fit::Inflected });
        }
        if rest.is_empty() {
            return Some(Fit::Bare);
        }
        let is_ending = match endings? {
            Endings::Steps(steps) => is_suffix(steps, &self.letters, rest, is_person, false),
            Endings::Cases(_) => false,
            Endings::Plain(endings) => !is_cyrillic(rest) && endings.split(' ').any(|ending| ending == rest),
        };
        is_ending.then_some(Fit::Inflected)
    }
}

/// How a word of a text is a word of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Bare,
    Inflected,
}

/// Whether letters behind an apostrophe or a hyphen are an ending, whatever vowels the name is spoken with.
pub(super) fn is_apart(endings: &Endings, stem: &str, rest: &str, is_person: bool) -> bool {
    match endings {
        Endings::Steps(steps) => is_suffix(steps, stem, rest, is_person, true),
        Endings::Cases(_) => false,
        Endings::Plain(endings) => {
            endings.split(' ').any(|ending| ending.strip_prefix('\'').is_some_and(|known| known == rest))
        }
    }
}

/// What has been read of a form.
#[derive(Clone, Copy)]
struct Sound {
    last: char,
    vowel: char,
    /// The vowels need not agree: the name is spoken otherwise than it is written.
    is_free: bool,
}

/// Whether letters are Turkic suffixes in their order.
fn is_suffix(steps: &[Step], stem: &str, rest: &str, is_person: bool, is_free: bool) -> bool {
    let sound = Sound {
        last: stem.chars().next_back().unwrap_or(' '),
        vowel: stem.chars().rev().find(|c| is_vowel(*c)).unwrap_or(' '),
        is_free,
    };
    follow(steps, sound, rest, is_person, false)
}

fn follow(steps: &[Step], sound: Sound, rest: &str, is_person: bool, was_taken: bool) -> bool {
    if rest.is_empty() {
        return true;
    }
    let Some((step, further)) = steps.split_first() else { return false };
    let is_open = !(step.leans && !was_taken || step.spares_persons && is_person);
    is_open
        && step.suffixes.split(' ').any(|suffix| {
            taken(suffix, sound, rest)
                .is_some_and(|(sound, rest)| follow(further, sound, rest, is_person, true))
        })
        || follow(further, sound, rest, is_person, false)
}

/// What is left behind a suffix, if it stands at the beginning.
fn taken<'a>(suffix: &str, mut sound: Sound, rest: &'a str) -> Option<(Sound, &'a str)> {
    let mut letters = rest.chars();
    let mut signs = suffix.chars();
    while let Some(sign) = signs.next() {
        let (sign, is_linking) = if sign == '(' {
            let inner = signs.next()?;
            signs.next();
            (inner, true)
        } else {
            (sign, false)
        };
        let is_vowel_sign = matches!(sign, 'A' | 'I') || is_vowel(sign);
        if is_linking && !sound.is_free && is_vowel_sign == is_vowel(sound.last) {
            continue;
        }
        let before = letters.clone();
        let letter = letters.next();
        if let Some(letter) = letter.filter(|letter| agrees(sign, *letter, sound)) {
            sound.last = letter;
            if is_vowel(letter) {
                sound.vowel = letter;
            }
        } else if is_linking && sound.is_free {
            letters = before;
        } else {
            return None;
        }
    }
    Some((sound, letters.as_str()))
}

/// Whether a letter stands for a sign behind these vowels. After folding `i` is front and back, `e` is front.
fn agrees(sign: char, letter: char, sound: Sound) -> bool {
    match sign {
        'A' => match letter {
            'a' => sound.is_free || !matches!(sound.vowel, 'e'),
            'e' => sound.is_free || !matches!(sound.vowel, 'a'),
            _ => false,
        },
        'I' => match letter {
            'u' => sound.is_free || matches!(sound.vowel, 'o' | 'u' | ' '),
            'i' => sound.is_free || !matches!(sound.vowel, 'o' | 'u'),
            _ => false,
        },
        'D' => matches!(letter, 'd' | 't'),
        _ => letter == sign,
    }
}

fn is_vowel(c: char) -> bool {
    "aeiou".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::name::word::plain;
    use crate::lang::name::words;

    #[test]
    fn a_turkic_ending_follows_the_vowels() {
        let check = |stem: &str, word: &str, expected: Option<Fit>| {
            let stem = Stem::new(&plain(stem));
            assert_eq!(stem.fit(&plain(word), Some(&words("az").endings), true), expected, "{word}");
        };
        check("Nərimanov", "Nərimanov", Some(Fit::Bare));
        for word in ["Nərimanovun", "Nərimanova", "Nərimanovdandır", "Nərimanovla", "Nərimanovdakı"] {
            check("Nərimanov", word, Some(Fit::Inflected));
        }
        for word in ["Nərimanovin", "Nərimanovə", "Nərimanovlar", "Nərimanovski", "Nərimanovnun"] {
            check("Nərimanov", word, (word == "Nərimanovə").then_some(Fit::Inflected));
        }
        for word in ["Orconikidzenin", "Orconikidzeyə", "Orconikidzeni", "ORCONİKİDZENİN"] {
            check("Orconikidze", word, Some(Fit::Inflected));
        }
        check("Lenin", "Leninqrad", None);
        check("Lenin", "Leninçi", None);
    }

    #[test]
    fn a_russian_word_changes_its_shape() {
        let check = |word: &str, forms: &[&str]| {
            let stem = Stem::new(&plain(word));
            for form in forms {
                assert!(stem.fit(&plain(form), None, true).is_some(), "{form}");
            }
        };
        check("Нариманов", &["Нариманов", "Нариманова", "Наримановым", "НАРИМАНОВУ"]);
        check("Троцкий", &["Троцкий", "Троцкого", "Троцком", "Троцким"]);
        check("Лев", &["Лев", "Льва"]);
        check("Султанова", &["Султанова", "Султановой", "Султанову"]);
        let stem = Stem::new("нариманов");
        assert_eq!(stem.fit("наримановы", None, true), None);
        assert_eq!(stem.fit("наримановский", None, true), None);
    }
}
