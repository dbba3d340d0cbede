//! How likely a run of letters is in a language: the letters that follow four others.

use std::collections::HashMap;

use super::lexicon::Lexicon;

/// How many letters before a letter tell something about it.
const ORDER: usize = 4;
/// Stands for the beginning and the end of a word.
const EDGE: char = '#';

/// The statistics of letters of the clean texts and of the lexicon.
pub(super) struct Letters {
    /// How often a run of letters was followed by a letter. The run comes before the letter.
    pairs: HashMap<(u64, char), f32>,
    /// How often a run of letters was followed by any letter, and by how many different ones.
    runs: HashMap<u64, (f32, f32)>,
    /// How many letters there may be.
    size: f32,
}

impl Letters {
    /// Counts the letters of stems and of words, each word once.
    pub(super) fn new(lexicon: &Lexicon, counts: &[(String, u32)]) -> Letters {
        let mut letters = Letters { pairs: HashMap::new(), runs: HashMap::new(), size: 40.0 };
        for stem in &lexicon.stems {
            letters.count(&stem.letters, false);
        }
        for (word, _) in counts {
            letters.count(&word.chars().collect::<Vec<_>>(), true);
        }
        letters
    }

    fn count(&mut self, word: &[char], is_whole: bool) {
        let word = edged(word);
        let end = if is_whole { word.len() } else { word.len() - 1 };
        for at in ORDER..end {
            for length in 0..=ORDER {
                let run = key(&word[at - length..at]);
                let pair = self.pairs.entry((run, word[at])).or_default();
                *pair += 1.0;
                let seen = self.runs.entry(run).or_default();
                seen.0 += 1.0;
                if *pair == 1.0 {
                    seen.1 += 1.0;
                }
            }
        }
    }

    /// Whether all letters of a word are letters of the language.
    pub(super) fn know(&self, word: &[char]) -> bool {
        word.iter().all(|letter| self.pairs.contains_key(&(key(&[]), *letter)))
    }

    /// The cost of a word: the negative logarithm of how likely its letters are.
    pub(super) fn cost(&self, word: &[char]) -> f32 {
        let word = edged(word);
        (ORDER..word.len()).map(|at| -self.likely(&word[..at], word[at]).ln()).sum()
    }

    /// Witten and Bell: a longer run speaks as far as it was seen with few different followers.
    fn likely(&self, before: &[char], letter: char) -> f32 {
        let mut likely = 1.0 / self.size;
        for length in 0..=ORDER {
            let run = key(&before[before.len() - length..]);
            let Some((all, different)) = self.runs.get(&run) else { break };
            let pair = self.pairs.get(&(run, letter)).copied().unwrap_or(0.0);
            likely = (pair + different * likely) / (all + different);
        }
        likely
    }
}

fn edged(word: &[char]) -> Vec<char> {
    let mut edged = vec![EDGE; ORDER];
    edged.extend(word);
    edged.push(EDGE);
    edged
}

/// A run of at most four letters as one number; Latin letters are below 2^12.
fn key(run: &[char]) -> u64 {
    run.iter().fold(1, |key, letter| (key << 12) | (u64::from(u32::from(*letter)) & 0xFFF))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::Letters;

    #[test]
    fn a_word_like_the_others_costs_less() {
        let words = ["quraq", "qoraq", "duraq", "durmaq", "qurmaq"].map(|word| (word.to_owned(), 1));
        let letters = Letters::new(&Lexicon::read(""), &words);
        let cost = |word: &str| letters.cost(&word.chars().collect::<Vec<_>>());
        assert!(cost("dorraq") > cost("doraq"));
        assert!(cost("ruqraq") > cost("qurraq"));
    }
}
