//! Names as they sound, so that spellings and scripts can be compared.

use super::fold;

/// A name as it sounds, twice where a letter may have two sounds (`Гасанлы`: Qasanlı or Həsənli).
///
/// What languages write differently is made one: `ə` and `a`, `q`, `k` and `g`, `c`, `ç`, `j` and `ch`.
#[must_use]
pub fn sounds(name: &str) -> Vec<String> {
    let folded = folded(name);
    let hard = sound(&folded, "k");
    let soft = sound(&folded, "h");
    if soft == hard { vec![hard] } else { vec![hard, soft] }
}

/// A name in small Latin letters without diacritics: for keys.
#[must_use]
pub fn latin(name: &str) -> String {
    romanised(&fold(name), "g")
}

/// Only letters, folded.
fn folded(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A folded name with its Cyrillic letters in Latin ones; `g` is how `г` is read.
fn romanised(folded: &str, g: &str) -> String {
    let mut latin = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match CYRILLIC.iter().find(|(from, _)| *from == letter) {
            _ if letter == 'г' => latin.push_str(g),
            Some((_, to)) => latin.push_str(to),
            None => latin.push(letter),
        }
    }
    latin
}

/// One reading of a folded name.
fn sound(folded: &str, g: &str) -> String {
    let latin = romanised(folded, g);
    let mut latin = latin.strip_suffix("deh").map_or_else(|| latin.clone(), |start| format!("{start}de"));
    for (from, to) in JOINED {
        latin = latin.replace(from, to);
    }
    let plain: String = latin
        .chars()
        .map(|c| match c {
            'e' => 'a',
            'y' => 'i',
            'q' | 'g' => 'k',
            'x' => 'h',
            'j' => 'c',
            'w' => 'v',
            other => other,
        })
        .collect();
    collapsed(&without_glides(&plain))
}

/// Letters of Cyrillic in the spelling that `JOINED` goes on with; without those that folding makes others (`й`).
const CYRILLIC: [(char, &str); 38] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('д', "d"),
    ('е', "e"),
    ('ж', "zh"),
    ('и', "i"),
    ('ы', "i"),
    ('з', "z"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "sch"),
    ('ъ', ""),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ә', "a"),
    ('ғ', "g"),
    ('ҝ', "g"),
    ('һ', "h"),
    ('ө', "o"),
    ('ү', "u"),
    ('ҹ', "c"),
    ('ј', "y"),
];

/// Several letters for one sound.
const JOINED: [(&str, &str); 12] = [
    ("dzh", "c"),
    ("tch", "c"),
    ("sch", "s"),
    ("kh", "x"),
    ("gh", "g"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "c"),
    ("dj", "c"),
    ("dc", "c"),
    ("ts", "s"),
    ("ph", "f"),
];

/// Beside another vowel `i` is a glide that spellings leave out: Aliev, Əliyev.
fn without_glides(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let is_vowel = |c: char| "aiou".contains(c);
    let mut out = String::with_capacity(name.len());
    let mut n = 0;
    while n < letters.len() {
        let run = letters[n..].iter().take_while(|c| is_vowel(**c)).count();
        if run == 0 {
            out.push(letters[n]);
            n += 1;
            continue;
        }
        let vowels = &letters[n..n + run];
        let only_glides = vowels.iter().all(|c| *c == 'i');
        out.extend(vowels.iter().filter(|c| only_glides || **c != 'i'));
        n += run;
    }
    out
}

/// Without doubled letters.
pub(crate) fn collapsed(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}
