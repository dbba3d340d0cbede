//! Font damage: characters that came out as others, and letters that did not come out at all.

use std::collections::BTreeMap;

use super::trace::Traced;

/// How the characters of a damaged file are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoder {
    /// What a character of the file stands for; one that stands for nothing is dropped (and told).
    pub glyphs: BTreeMap<char, String>,
    /// Letters that left no trace.
    pub lost: Vec<char>,
}

impl Decoder {
    /// A piece of the raw file as it is to be read; `offset` is its first byte in the file.
    #[must_use]
    pub fn decode(&self, raw: &str, offset: usize) -> Traced {
        let mut decoded = Traced::default();
        for (at, character) in raw.char_indices() {
            let from = u32::try_from(offset + at).expect("raw files over 4 GiB are refused");
            match self.glyphs.get(&character) {
                Some(letters) => letters.chars().for_each(|letter| decoded.push(letter, from)),
                None => decoded.push(character, from),
            }
        }
        decoded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_read_as_the_table_says() {
        let glyphs = [('ᴅ', "ə"), ('Ĳ', "II"), ('Ä', "§")].map(|(from, to)| (from, to.to_owned()));
        let decoder = Decoder { glyphs: glyphs.into(), lost: Vec::new() };
        let decoded = decoder.decode("Ä Ĳ dᴅrs", 10);
        assert_eq!(decoded.as_str(), "§ II dərs");
        assert_eq!(decoded.origins().collect::<Vec<_>>(), [10, 12, 13, 13, 15, 16, 17, 20, 21]);
    }
}
