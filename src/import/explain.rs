//! What can be told of a file that has no recipe yet: odd characters and what they stand for, letters that are
//! missing, how its lines are set; and a recipe to begin with.

mod feet;
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
    if tag == language::UNKNOWN {
        out.push_str("\nA recipe needs the language: have the file explained again with --lang TAG.\n");
        return out;
    }
    recipe(&mut out, &tag, &glyphs, &lost, &layout);
    if is_other_script {
        let _ =
            writeln!(out, "# {} characters are no letters of a known language; none is decoded.", odd.len());
    } else {
        left_words(&mut out, &glyphs);
    }
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
        (false, _) if tag == language::UNKNOWN => writeln!(out, "Language: not told by its words"),
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
            "\n  {}  U+{:04X}, {}: {}",
            seen(glyph.character),
            glyph.character as u32,
            times(glyph.count),
            glyph.words()
        );
        for (line, words) in examples.remove(&glyph.character).unwrap_or_default() {
            let _ = writeln!(out, "      line {line}: … {words} …");
        }
    }
}

/// Words with letters of two scripts: a letter of the other looks the same.
fn mixed_words(out: &mut String, text: &str) {
    const SHOWN: usize = 10;
    let is_mixed = |word: &&str| {
        word.contains(|c| ('\u{400}'..='\u{52f}').contains(&c))
            && word.contains(|c: char| c.is_ascii_alphabetic() || "əƏıİöÖüÜğĞşŞçÇ".contains(c))
    };
    // Each with the first line on which it stands.
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = 0;
    for (number, line) in (1..).zip(text.split('\n')) {
        for word in line.split(|c: char| !c.is_alphabetic()).filter(is_mixed) {
            words.entry(word).or_insert(number);
            count += 1;
        }
    }
    if !words.is_empty() {
        let some: Vec<String> =
            words.iter().take(SHOWN).map(|(word, line)| format!("{word} (line {line})")).collect();
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

/// Three places of each character, from the beginning, middle and end of a text: the line, and the words around.
fn examples(text: &str, glyphs: &[Glyph]) -> BTreeMap<char, Vec<(usize, String)>> {
    let wanted = |count: usize| BTreeSet::from([0, count / 2, count.saturating_sub(1)]);
    let wanted: BTreeMap<char, BTreeSet<usize>> =
        glyphs.iter().map(|glyph| (glyph.character, wanted(glyph.count))).collect();
    let mut found: BTreeMap<char, usize> = BTreeMap::new();
    let mut examples: BTreeMap<char, Vec<(usize, String)>> = BTreeMap::new();
    let mut line = 1;
    for (at, character) in text.char_indices() {
        line += usize::from(character == '\n');
        let Some(wanted) = wanted.get(&character) else { continue };
        let nth = found.entry(character).or_default();
        if wanted.contains(nth) {
            examples.entry(character).or_default().push((line, around(text, at)));
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

/// `once`, or `12 times`.
fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// Whether a character has no face of its own.
fn is_faceless(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A character as a terminal can show it: of what has no face the place is shown.
fn seen(character: char) -> char {
    if is_faceless(character) { char::REPLACEMENT_CHARACTER } else { character }
}

/// A character in double quotes of YAML.
fn in_quotes(character: char) -> String {
    match character {
        '"' | '\\' => format!("\\{character}"),
        character if is_faceless(character) && (character as u32) < 0x100 => {
            format!("\\x{:02x}", character as u32)
        }
        character if is_faceless(character) => format!("\\u{:04x}", character as u32),
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
    let not_told: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.letter().is_none()).collect();
    // Below a key that has no value of its own, there would be nothing but a comment.
    if told.is_empty() && !not_told.is_empty() {
        let key = if lost.is_empty() { "# decoder:\n  # glyphs:\n" } else { "  # glyphs:\n" };
        out.push_str(key);
    }
    for glyph in not_told {
        let character = in_quotes(glyph.character);
        let _ = writeln!(out, "    # \"{character}\": \"\"  {}, not told", times(glyph.count));
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

/// What a recipe leaves as it stands in the file, behind it and as comments: so the whole can be saved.
fn left_words(out: &mut String, glyphs: &[Glyph]) {
    let left: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.letter().is_none()).collect();
    if left.is_empty() {
        return;
    }
    let places: usize = left.iter().map(|glyph| glyph.count).sum();
    let controls: usize =
        left.iter().filter(|glyph| is_faceless(glyph.character)).map(|glyph| glyph.count).sum();
    let characters = if left.len() == 1 { "1 character" } else { &format!("{} characters", left.len()) };
    let _ = writeln!(
        out,
        "\n# Not decoded: {characters}, {} in all. They come into the text as they stand in the file; write what\n\
         # came out wrong under `decoder: glyphs:`.",
        times(places)
    );
    if controls > 0 {
        let _ = writeln!(
            out,
            "# Of these, characters without a face: {}. No text has them: \"\" takes them out.",
            times(controls)
        );
    }
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
        let lines: Vec<&str> = words.lines().filter(|line| line.starts_with("      line ")).collect();
        assert_eq!(lines.len(), 3, "{words}");
        assert!(
            lines[0].starts_with("      line 1: … ") && lines[2].starts_with("      line 2: … "),
            "{words}"
        );
    }

    #[test]
    fn what_a_recipe_leaves_as_it_is_is_told() {
        let words = explain(&format!("{CLEAN}\nBir ¤ iki ¤ üç \u{2} dörd."), Some("az"));
        for line in [
            "# decoder:\n  # glyphs:\n    # \"¤\": \"\"  2 times, not told\n    # \"\\x02\": \"\"  once, not told\n",
            "\n# Not decoded: 2 characters, 3 times in all.",
            "# Of these, characters without a face: once.",
        ] {
            assert!(words.contains(line), "{line}\n{words}");
        }
        let words = explain(&damaged(&[('ə', 'ᴅ')], &[]), Some("az"));
        assert!(!words.contains("Not decoded"), "{words}");
    }

    #[test]
    fn without_a_language_no_recipe_is_proposed() {
        let words = explain("12 ¤¤¤ 17\n", None);
        assert!(words.contains("--lang TAG") && !words.contains("sha256"), "{words}");
        assert!(explain("12 ¤¤¤ 17\n", Some("de")).contains("lang: de\n"));
    }

    #[test]
    fn words_of_two_scripts_are_shown_with_their_line() {
        let words = explain(&format!("{CLEAN}\nBu kаnd.\n"), Some("az"));
        assert!(words.contains("two scripts: 1, such as kаnd (line 2)"), "{words}");
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
