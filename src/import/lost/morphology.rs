//! Words as stems and suffixes, read with a letter that may be missing.
//!
//! The stems stand in a tree of letters. A damaged word and the tree are walked side by side; the lost letter of
//! a stem or a suffix may be passed without a letter of the word. Suffixes are written once and take the
//! vowels of what stands before them:
//!
//! | sign | letters |
//! | --- | --- |
//! | `A` | a, ə |
//! | `I` | ı, i, u, ü |
//! | `Q` | q, k; before a vowel ğ, y |
//! | `(x)` | a consonant only after a vowel, a vowel only after a consonant |

use super::lexicon::Lexicon;
use super::{Reading, keep};

/// What it costs to take a word of a clean text for a stem, beside what it costs for being rare.
const COPIED: f32 = 12.0;
/// What it costs when the name of a person or a place begins with a small letter.
const SMALL_NAME: f32 = 7.0;
/// What it costs when a final q or k that becomes soft stays hard before a vowel.
const HARD: f32 = 5.0;
/// The state of names, which begin with a capital.
const NAME: &str = "name";
/// The state of nouns, in which words of clean texts are taken.
const NOUN: &str = "noun";

/// The stems and suffixes of a language.
pub(super) struct Morphology {
    lost: char,
    nodes: Vec<Node>,
    states: Vec<State>,
    name: Option<usize>,
}

/// A letter in the tree of stems.
#[derive(Default)]
struct Node {
    children: Vec<(char, usize)>,
    stems: Vec<Leaf>,
}

/// A stem that ends at a node.
struct Leaf {
    state: usize,
    cost: f32,
    is_before_vowel: bool,
    /// There is another form before vowels.
    has_soft: bool,
}

/// What may follow in a state.
#[derive(Default)]
struct State {
    suffixes: Vec<Ending>,
    end: Option<f32>,
}

/// A suffix, its letters taken apart.
struct Ending {
    signs: Vec<Sign>,
    to: usize,
    cost: f32,
}

/// A letter of a suffix.
#[derive(Clone, Copy)]
struct Sign {
    letter: char,
    is_linking: bool,
}

/// What has been read of a word.
#[derive(Clone, Copy)]
struct Done {
    /// Letters of the damaged word.
    at: usize,
    /// The last vowel of the whole form.
    vowel: char,
    /// The last letter of the whole form.
    last: char,
    /// What follows must begin with a vowel.
    is_before_vowel: bool,
    /// What follows should not begin with a vowel.
    has_soft: bool,
    cost: f32,
}

/// One walk through a word.
struct Walk<'a> {
    morphology: &'a Morphology,
    word: &'a [char],
    is_capital: bool,
    places: Vec<usize>,
    readings: Vec<Reading>,
}

impl Morphology {
    /// The stems and suffixes of a lexicon; words of clean texts it does not know are further stems.
    pub(super) fn new(lost: char, lexicon: &Lexicon, counts: &[(String, u32)]) -> Morphology {
        let mut states: Vec<State> = lexicon.states.iter().map(|_| State::default()).collect();
        for suffix in &lexicon.suffixes {
            let ending = Ending { signs: signs(&suffix.form), to: suffix.to, cost: suffix.cost };
            states[suffix.from].suffixes.push(ending);
        }
        for end in &lexicon.ends {
            states[end.state].end = Some(end.cost);
        }
        let place = |name: &str| lexicon.states.iter().position(|state| state == name);
        let name = place(NAME);
        let mut morphology = Morphology { lost, nodes: vec![Node::default()], states, name };
        for stem in &lexicon.stems {
            let (state, cost) = (stem.state, stem.cost);
            let leaf = |is_before_vowel, has_soft| Leaf { state, cost, is_before_vowel, has_soft };
            let soft = softened(&stem.letters).filter(|_| !stem.is_before_vowel);
            morphology.add(&stem.letters, leaf(stem.is_before_vowel, soft.is_some()));
            if let Some(soft) = soft {
                morphology.add(&soft, leaf(true, false));
            }
        }
        if let Some(noun) = place(NOUN) {
            morphology.copy(noun, counts);
        }
        for node in &mut morphology.nodes {
            node.children.sort_unstable();
        }
        morphology
    }

    fn copy(&mut self, noun: usize, counts: &[(String, u32)]) {
        let words: Vec<Vec<char>> = counts.iter().map(|(word, _)| word.chars().collect()).collect();
        let is_new = |word: &Vec<char>| word.len() > 3 && self.readings(word, true).is_empty();
        let new: Vec<&Vec<char>> = words.iter().filter(|word| is_new(word)).collect();
        for word in new {
            self.add(word, Leaf { state: noun, cost: COPIED, is_before_vowel: false, has_soft: false });
        }
    }

    fn add(&mut self, letters: &[char], leaf: Leaf) {
        let mut node = 0;
        for letter in letters {
            let known = self.nodes[node].children.iter().find(|(known, _)| known == letter);
            node = match known {
                Some((_, child)) => *child,
                None => {
                    let child = self.nodes.len();
                    self.nodes.push(Node::default());
                    self.nodes[node].children.push((*letter, child));
                    child
                }
            };
        }
        self.nodes[node].stems.push(leaf);
    }

    /// The ways in which a word is a stem with suffixes, each set of places once, at its least cost.
    pub(super) fn readings(&self, word: &[char], is_capital: bool) -> Vec<Reading> {
        let mut walk = Walk { morphology: self, word, is_capital, places: Vec::new(), readings: Vec::new() };
        let done = Done { at: 0, vowel: ' ', last: ' ', is_before_vowel: false, has_soft: false, cost: 0.0 };
        walk.stem(0, done);
        walk.readings
    }
}

impl Walk<'_> {
    fn stem(&mut self, node: usize, done: Done) {
        let morphology = self.morphology;
        let node = &morphology.nodes[node];
        for leaf in &node.stems {
            let is_small_name = !self.is_capital && morphology.name == Some(leaf.state);
            let cost = done.cost + leaf.cost + if is_small_name { SMALL_NAME } else { 0.0 };
            let (is_before_vowel, has_soft) = (leaf.is_before_vowel, leaf.has_soft);
            self.state(leaf.state, Done { cost, is_before_vowel, has_soft, ..done });
        }
        for (letter, child) in &node.children {
            self.letter(done, *letter, |walk, done| walk.stem(*child, done));
        }
    }

    /// Goes on behind one letter of the whole form, if the damaged word allows it.
    fn letter(&mut self, done: Done, letter: char, go_on: impl FnOnce(&mut Self, Done)) {
        let vowel = if is_vowel(letter) { letter } else { done.vowel };
        let done = Done { vowel, last: letter, ..done };
        if self.word.get(done.at) == Some(&letter) {
            go_on(self, Done { at: done.at + 1, ..done });
        } else if letter == self.morphology.lost {
            self.places.push(done.at);
            go_on(self, done);
            self.places.pop();
        }
    }

    fn state(&mut self, state: usize, done: Done) {
        let morphology = self.morphology;
        let state = &morphology.states[state];
        if done.at == self.word.len()
            && !done.is_before_vowel
            && let Some(end) = state.end
        {
            keep(&mut self.readings, Reading { places: self.places.clone(), cost: done.cost + end });
        }
        for ending in &state.suffixes {
            let cost = done.cost + ending.cost;
            self.suffix(ending, &ending.signs, true, Done { cost, ..done });
        }
    }

    fn suffix(&mut self, ending: &Ending, signs: &[Sign], is_first: bool, done: Done) {
        let Some((sign, rest)) = signs.split_first() else {
            return self.state(ending.to, done);
        };
        if sign.is_linking && is_vowel(sign.letter) == is_vowel(done.last) {
            return self.suffix(ending, rest, is_first, done);
        }
        let letter = sound(sign.letter, done.vowel);
        let done = if is_first { self.joined(letter, done) } else { Some(done) };
        let Some(done) = done else { return };
        let has_soft = sign.letter == 'Q' && rest.is_empty();
        self.letter(Done { has_soft, ..done }, letter, |walk, done| walk.suffix(ending, rest, false, done));
        if has_soft {
            let soft = if letter == 'q' { 'ğ' } else { 'y' };
            let done = Done { is_before_vowel: true, has_soft: false, ..done };
            self.letter(done, soft, |walk, done| walk.suffix(ending, rest, false, done));
        }
    }

    /// What has been read, when a suffix follows that begins with a letter; nothing if it cannot.
    fn joined(&self, first: char, done: Done) -> Option<Done> {
        if done.is_before_vowel && !is_vowel(first) {
            return None;
        }
        let hard = if done.has_soft && is_vowel(first) { HARD } else { 0.0 };
        Some(Done { cost: done.cost + hard, is_before_vowel: false, has_soft: false, ..done })
    }
}

/// The form of a stem of several syllables before a vowel: `balığ` of `balıq`.
fn softened(stem: &[char]) -> Option<Vec<char>> {
    let (last, rest) = stem.split_last()?;
    let soft = match last {
        'q' => 'ğ',
        'k' => 'y',
        _ => return None,
    };
    let is_long = rest.iter().filter(|letter| is_vowel(**letter)).count() > 1;
    let is_after_vowel = rest.last().is_some_and(|letter| is_vowel(*letter));
    (is_long && is_after_vowel).then(|| [rest, &[soft]].concat())
}

fn signs(form: &str) -> Vec<Sign> {
    let mut is_linking = false;
    let mut signs = Vec::new();
    for letter in form.chars() {
        match letter {
            '(' => is_linking = true,
            ')' => is_linking = false,
            _ => signs.push(Sign { letter, is_linking }),
        }
    }
    signs
}

/// The letter that a sign stands for behind a vowel.
fn sound(sign: char, vowel: char) -> char {
    let is_back = matches!(vowel, 'a' | 'ı' | 'o' | 'u');
    match sign {
        'A' if is_back => 'a',
        'A' => 'ə',
        'Q' if is_back => 'q',
        'Q' => 'k',
        'I' => match vowel {
            'a' | 'ı' => 'ı',
            'o' | 'u' => 'u',
            'ö' | 'ü' => 'ü',
            _ => 'i',
        },
        _ => sign,
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'ə' | 'ı' | 'i' | 'o' | 'ö' | 'u' | 'ü' | 'A' | 'I')
}

#[cfg(test)]
mod tests {
    use super::super::LEXICONS;
    use super::super::lexicon::Lexicon;
    use super::Morphology;

    #[test]
    fn words_are_stems_with_the_suffixes_that_suit_them() {
        let morphology = Morphology::new('ç', &Lexicon::read(LEXICONS[0].1), &[]);
        let check = |word: &str, expected: bool| {
            let letters: Vec<char> = word.chars().collect();
            let readings = morphology.readings(&letters, false);
            assert_eq!(readings.iter().any(|reading| reading.places.is_empty()), expected, "{word}");
        };
        check("kitablarımızdan", true);
        check("kitablərimizdən", false);
        check("kəndlilərinin", true);
        check("balığı", true);
        check("balığ", false);
        check("fikrini", true);
        check("fikrlər", false);
        check("gedəcəyini", true);
        check("olunmadığından", true);
        check("işləyərək", true);
        check("işləərək", false);
        check("keçirilməmişdi", true);
        check("göstərilənlərdir", true);
    }

    #[test]
    fn the_lost_letter_of_a_stem_or_a_suffix_is_passed() {
        let morphology = Morphology::new('ç', &Lexicon::read(LEXICONS[0].1), &[]);
        let check = |word: &str, expected: &[usize]| {
            let letters: Vec<char> = word.chars().collect();
            let readings = morphology.readings(&letters, true);
            assert!(readings.iter().any(|reading| reading.places == expected), "{word}: {readings:?}");
        };
        check("keirilib", &[2]);
        check("ierin", &[0, 1]);
        check("əkiilər", &[0, 3]);
        check("neftilərə", &[4]);
        check("ağ", &[]);
    }
}
