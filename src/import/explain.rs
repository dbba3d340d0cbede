//! What can be told of a file that has no recipe yet: odd characters and what they stand for, letters that are
//! missing, how its lines are set; and a recipe to begin with.

mod glyphs;
mod language;
mod layout;

use crate::normal;
use glyphs::{Glyph, Stands};
use language::Language;
use layout::Layout;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Describes a raw file and proposes a recipe for it.
///
/// `lang` is its language, a tag, where it is known. The recipe holds `{file}`, `{sha256}` and `{title}` for
/// what the text alone does not tell.
#[must_use]
pub fn explain(raw: &str, lang: Option<&str>) -> String {
    let composed = normal::composed(raw);
    let all = marks(raw);
    let apart = all.saturating_sub(marks(&composed));
    // Marks of which few go with their letters came out of a font.
    let is_decomposed = apart > 0 && apart * 2 >= all;
    let raw = if is_decomposed { composed.as_ref() } else { raw };
    let odd = glyphs::odd(raw);
    let tag = lang.map_or_else(|| language::guess(raw, &odd), ToOwned::to_owned);
    let language = Language::of(&tag);
    let is_other_script = odd.len() > glyphs::MOST;
    let glyphs = if is_other_script { Vec::new() } else { glyphs::explain(raw, &odd, language.as_ref()) };
    let decoded = decoded(raw, &glyphs);
    let lost = language.as_ref().map(|language| language.lost(&decoded)).unwrap_or_default();
    let layout = Layout::of(&decoded);
    let mut out = String::new();
    if is_decomposed {
        decomposed_words(&mut out, apart);
    }
    language_words(&mut out, &tag, lang.is_some(), language.is_some());
    if is_other_script {
        script_words(&mut out, odd.len());
    } else {
        glyph_words(&mut out, raw, &glyphs);
    }
    mixed_words(&mut out, &decoded);
    lost_words(&mut out, &lost);
    layout.describe(&mut out);
    recipe(&mut out, &tag, &glyphs, &lost, &layout);
    out
}

/// A character of a raw file that no letter was found for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undecoded {
    /// The character.
    pub character: char,
    /// How often it stands in the file.
    pub count: usize,
    /// The line, from 1, in which it stands first.
    pub line: usize,
}

/// The characters of a raw file that are no letters or signs of a known language, that touch letters, and of which
/// a table of glyphs says nothing. A file in another script than the known ones has none.
#[must_use]
pub fn undecoded(raw: &str, glyphs: &BTreeMap<char, String>) -> Vec<Undecoded> {
    let mut odd = glyphs::odd(raw);
    if odd.len() > glyphs::MOST {
        return Vec::new();
    }
    odd.retain(|character| !glyphs.contains_key(character));
    let mut found: BTreeMap<char, Undecoded> = BTreeMap::new();
    let mut touches: BTreeSet<char> = BTreeSet::new();
    for (line, text) in (1..).zip(raw.split('\n')) {
        let mut before = ' ';
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if odd.contains(&character) {
                found.entry(character).or_insert(Undecoded { character, count: 0, line }).count += 1;
                let beside = before.is_alphabetic() || characters.peek().is_some_and(|c| c.is_alphabetic());
                touches.extend((beside || character.is_control()).then_some(character));
            }
            before = character;
        }
    }
    // A rare letter is one of a foreign name.
    let is_foreign = |one: &Undecoded| one.character.is_alphabetic() && one.count < FEW;
    found.into_values().filter(|one| touches.contains(&one.character) && !is_foreign(one)).collect()
}

/// Fewer letters of a kind are no damage.
const FEW: usize = 3;

/// How many combining marks (U+0300 to U+036F) stand in a text.
fn marks(text: &str) -> usize {
    text.chars().filter(|c| ('\u{300}'..='\u{36f}').contains(c)).count()
}

fn decomposed_words(out: &mut String, apart: usize) {
    let _ = writeln!(
        out,
        "The file is decomposed: {apart} letters are written as a letter and a combining mark behind it. Normalise it \
         to NFC first, for example by `uconv -x nfc`, and have the new file explained: what follows is told of the \
         letters as they are then, but the SHA-256 is that of this file.\n"
    );
}

fn decoded(raw: &str, glyphs: &[Glyph]) -> String {
    let table: BTreeMap<char, char> =
        glyphs.iter().filter_map(|glyph| Some((glyph.character, glyph.letter()?))).collect();
    raw.chars().map(|c| table.get(&c).copied().unwrap_or(c)).collect()
}

fn language_words(out: &mut String, tag: &str, given: bool, known: bool) {
    let _ = match (given, known) {
        (true, true) => writeln!(out, "Language: {tag}"),
        (true, false) => {
            writeln!(out, "Language: {tag}, of which no words are known here: nothing is guessed")
        }
        (false, _) => writeln!(out, "Language: {tag}, by its commonest words"),
    };
}

fn script_words(out: &mut String, odd: usize) {
    let _ = writeln!(
        out,
        "\nCharacters: {odd} that are no letters of a known language. This is another script: none of them is \
         guessed at."
    );
}

fn glyph_words(out: &mut String, raw: &str, glyphs: &[Glyph]) {
    let told = glyphs.iter().filter(|glyph| glyph.letter().is_some()).count();
    let _ = match (glyphs.len(), told) {
        (0, _) => writeln!(
            out,
            "\nCharacters: all are letters, digits or signs that one expects. There is nothing to decode."
        ),
        (odd, 0) => writeln!(
            out,
            "\nCharacters: {odd} odd, none of them in the place of a letter. There is little or nothing to decode."
        ),
        (odd, told) => {
            writeln!(out, "\nCharacters: {odd} odd; {told} stand in the place of a letter, as it seems.")
        }
    };
    let mut examples = examples(raw, glyphs);
    for glyph in glyphs {
        let _ = writeln!(
            out,
            "\n  {}  U+{:04X}, {} times: {}",
            seen(glyph.character),
            glyph.character as u32,
            glyph.count,
            glyph.words()
        );
        for example in examples.remove(&glyph.character).unwrap_or_default() {
            let _ = writeln!(out, "      … {example} …");
        }
    }
}

/// Words with letters of two scripts: a letter of the other looks the same.
fn mixed_words(out: &mut String, text: &str) {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii()) {
        let cyrillic = |c: char| ('\u{400}'..='\u{52f}').contains(&c);
        if word.contains(cyrillic)
            && word.contains(|c: char| c.is_ascii_alphabetic() || "əƏıİöÖüÜğĞşŞçÇ".contains(c))
        {
            *words.entry(word).or_default() += 1;
        }
    }
    if !words.is_empty() {
        let count: usize = words.values().sum();
        let some: Vec<&str> = words.keys().copied().take(10).collect();
        let _ = writeln!(out, "\nWords with letters of two scripts: {count}, such as {}", some.join(", "));
    }
}

fn lost_words(out: &mut String, lost: &[(char, usize, usize)]) {
    for (letter, found, expected) in lost {
        let _ = writeln!(
            out,
            "\nLost: the letter {letter} stands in the text {found} times, where some {expected} would be expected."
        );
    }
}

/// Three places of each character, from the beginning, middle and end of a text, with the words around.
fn examples(text: &str, glyphs: &[Glyph]) -> BTreeMap<char, Vec<String>> {
    let wanted = |count: usize| BTreeSet::from([0, count / 2, count.saturating_sub(1)]);
    let wanted: BTreeMap<char, BTreeSet<usize>> =
        glyphs.iter().map(|glyph| (glyph.character, wanted(glyph.count))).collect();
    let mut found: BTreeMap<char, usize> = BTreeMap::new();
    let mut examples: BTreeMap<char, Vec<String>> = BTreeMap::new();
    for (at, character) in text.char_indices() {
        let Some(wanted) = wanted.get(&character) else { continue };
        let nth = found.entry(character).or_default();
        if wanted.contains(nth) {
            examples.entry(character).or_default().push(around(text, at));
        }
        *nth += 1;
    }
    examples
}

/// The words around a byte of a text: about twenty characters on both sides.
fn around(text: &str, at: usize) -> String {
    const AROUND: usize = 20;
    let start = text[..at].char_indices().rev().nth(AROUND - 1).map_or(0, |(start, _)| start);
    let end = text[at..].char_indices().nth(AROUND + 1).map_or(text.len(), |(end, _)| at + end);
    let words = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().map(seen).collect()
}

/// A character as a terminal can show it: of what has no face the place is shown.
fn seen(character: char) -> char {
    if character.is_control() { char::REPLACEMENT_CHARACTER } else { character }
}

/// A character in double quotes of YAML.
fn in_quotes(character: char) -> String {
    match character {
        '"' | '\\' => format!("\\{character}"),
        character if character.is_control() => format!("\\x{:02x}", character as u32),
        character => character.to_string(),
    }
}

fn recipe(out: &mut String, tag: &str, glyphs: &[Glyph], lost: &[(char, usize, usize)], layout: &Layout) {
    out.push_str("\nA recipe to begin with, for content/sources/:\n\n");
    let _ = writeln!(out, "file: \"{{file}}\"\nsha256: \"{{sha256}}\"\nlang: {tag}\ntitle: \"{{title}}\"");
    let told: Vec<(&Glyph, char)> = glyphs.iter().filter_map(|g| Some((g, g.letter()?))).collect();
    if !told.is_empty() || !lost.is_empty() {
        out.push_str("decoder:\n");
    }
    if !told.is_empty() {
        out.push_str("  glyphs:\n");
        for (glyph, letter) in &told {
            let doubt = if matches!(glyph.stands, Stands::Perhaps(..)) { "  # perhaps" } else { "" };
            let _ = writeln!(out, "    \"{}\": \"{letter}\"{doubt}", in_quotes(glyph.character));
        }
    }
    for glyph in glyphs.iter().filter(|glyph| glyph.letter().is_none() && !told.is_empty()) {
        let _ =
            writeln!(out, "    # \"{}\": \"\"  {} times, not told", in_quotes(glyph.character), glyph.count);
    }
    if !lost.is_empty() {
        // A bare `y` or `n` is true or false to some programs.
        let written =
            |letter: &char| if letter.is_ascii() { format!("\"{letter}\"") } else { letter.to_string() };
        let letters: Vec<String> = lost.iter().map(|(letter, ..)| written(letter)).collect();
        let _ = writeln!(out, "  lost: [{}]", letters.join(", "));
    }
    layout.recipe(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of ours, to be damaged.
    const CLEAN: &str = "Bu gün şəhərin küçələrində çoxlu uşaq oynayırdı, onlar həm də türkcə danışırdı. \
        Əvvəlki illərdə dövlətin ərazisi böyük idi, əhalisi isə az idi. İki qardaş öz kəndində yaşayırdı. \
        Sonra müharibə başlandı və ordunun əsgərləri dağlara çıxdı. Xalqın tarixi haqqında çox yazıldı. \
        Ölkənin iqtisadiyyatı üçün yeni qərar qəbul olundu. Şərq ölkələri ilə münasibətlər yaxşı idi. \
        Hökumət bütün məsələlərə baxdı, lakin nəticə olmadı. Bunun üçün başqa yol axtarmaq lazım gəldi. \
        Üçüncü gün oğlu evə gəldi, ağır söz dedi. Onun adı doğma kənddə hamıya tanış idi. İndi isə \
        Şimal tərəfdən soyuq külək əsirdi, Ötən il olduğu kimi. Əgər sən də görsən, mənə deyərsən. \
        Parlament toplandı, papaqlı kişi qapıda dayandı, kitabın çapı başa çatdı. İllər keçdi. ";

    fn damaged(table: &[(char, char)], lost: &[char]) -> String {
        let table: BTreeMap<char, char> = table.iter().copied().collect();
        let letters = CLEAN.chars().filter(|c| !lost.contains(c));
        letters.map(|c| table.get(&c).copied().unwrap_or(c)).collect()
    }

    #[test]
    fn characters_without_a_face_are_told_and_can_be_decoded() {
        let words = explain(&damaged(&[('ə', '\u{1}'), ('ı', '\\')], &[]), None);
        assert!(!words.contains('\u{1}'), "{words}");
        for line in ["\u{fffd}  U+0001, ", r#"    "\x01": "ə""#, r#"    "\\": "ı""#] {
            assert!(words.contains(line), "{line}\n{words}");
        }
    }

    #[test]
    fn what_letters_stand_for_is_told_by_their_neighbours() {
        let table =
            [('ə', 'ᴅ'), ('ı', 'ē'), ('ü', '¿'), ('ö', 'º'), ('ş', 'ĸ'), ('ğ', 'ĵ'), ('Ə', 'ᴄ'), ('İ', 'Ķ')];
        let words = explain(&damaged(&table, &[]), None);
        assert!(words.starts_with("Language: az,"), "{words}");
        for (letter, character) in table {
            assert!(
                words.contains(&format!("    \"{character}\": \"{letter}\"")),
                "{character} {letter}\n{words}"
            );
        }
    }

    #[test]
    fn a_letter_that_is_nowhere_is_lost() {
        let words = explain(&damaged(&[], &['ç']).repeat(5), Some("az"));
        assert!(words.contains("  lost: [ç]\n"), "{words}");
        let words = explain(&CLEAN.repeat(5), Some("az"));
        assert!(!words.contains("lost"), "{words}");
        assert!(words.contains("There is nothing to decode."), "{words}");
    }

    #[test]
    fn what_a_table_leaves_out_is_undecoded() {
        let glyphs = BTreeMap::from([('ᴅ', "ə".to_owned())]);
        let found = undecoded("Dᴅrs ¿ bitdi, Rodén\ns¿bh m¿kt\u{2}b ¤ 5", &glyphs);
        let one = |character, count, line| Undecoded { character, count, line };
        assert_eq!(found, [one('\u{2}', 1, 2), one('¿', 3, 1)]);
        assert_eq!(undecoded(CLEAN, &BTreeMap::new()), []);
    }

    #[test]
    fn each_character_is_shown_in_three_places() {
        let text = "Bir § iki ¤ üç dörd\nbeş ¤ altı yeddi səkkiz doqquz ¤ on.";
        let words = explain(text, Some("az"));
        assert!(words.contains("¤  U+00A4, 3 times: not told"), "{words}");
        assert!(words.contains("… Bir § iki ¤ üç dörd beş ¤ altı …"), "{words}");
        assert_eq!(words.matches("      … ").count(), 3, "{words}");
    }

    #[test]
    fn a_decomposed_file_is_to_be_normalised_first() {
        let marks =
            [('ö', "o\u{308}"), ('ü', "u\u{308}"), ('ğ', "g\u{306}"), ('ş', "s\u{327}"), ('ç', "c\u{327}")];
        let apart = marks.iter().fold(CLEAN.repeat(5), |text, (letter, apart)| text.replace(*letter, apart));
        let words = explain(&apart, Some("az"));
        assert!(words.starts_with("The file is decomposed: "), "{words}");
        assert!(words.contains("There is nothing to decode.") && !words.contains("lost:"), "{words}");
        // No letters of a language: a font put them there.
        let words = explain("Bu gu\u{308}n d\u{308}rs k\u{308}nd b\u{308}s", Some("az"));
        assert!(words.starts_with("Language") && words.contains("U+0308, 4 times"), "{words}");
        assert!(!explain(CLEAN, None).contains("decomposed"));
    }

    #[test]
    fn another_script_is_not_guessed_at() {
        // Syllables of Hangul, 5,000 of them, thirty in a line.
        let syllable = |n: usize| char::from_u32(0xac00 + (n * 7 % 5000) as u32).unwrap_or(' ');
        let line = |at: usize| (0..30).map(|n| syllable(at * 31 + n * n)).collect::<String>() + "\n";
        let words = explain(&(0..2_000).map(line).collect::<String>(), Some("az"));
        assert!(words.contains("This is another script"), "{}", &words[..200]);
        assert!(!words.contains("glyphs:") && words.lines().count() < 30, "{words}");
    }

    #[test]
    fn a_language_without_words_of_its_own_is_not_guessed_at() {
        let words = explain("Ein ƒall mit ƒünf ƒedern.", Some("de"));
        assert!(words.contains("nothing is guessed") && words.contains("lang: de\n"), "{words}");
    }
}
