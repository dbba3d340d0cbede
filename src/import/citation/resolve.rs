//! Which record a cited name and year mean, in whatever alphabet and spelling the name stands.

use super::CitedSource;
use crate::edition::Edition;
use crate::edition::bibliography::Work;
use crate::lang::{self, collapsed, sounds};

/// A work of the bibliography, as citations name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkName {
    /// Its key.
    pub key: String,
    /// Its authors or editors as `Family` or `Family, Given`; its short title where there are none.
    pub families: Vec<String>,
    /// Its title and its short title.
    pub titles: Vec<String>,
    /// Its year.
    pub year: Option<String>,
}

/// The works of the bibliography as citations name them.
#[must_use]
pub fn work_names(edition: &Edition) -> Vec<WorkName> {
    let works = edition.bibliography.works().iter();
    let name = |work: &Work| {
        let creators = work.creators();
        WorkName {
            key: work.key().to_owned(),
            families: if creators.is_empty() { vec![work.title()] } else { creators },
            titles: [Some(work.title()), work.short_title()].into_iter().flatten().collect(),
            year: work.year().map(|year| year.to_string()),
        }
    };
    works.map(name).collect()
}

/// What a cited source means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The work with this key.
    One(String),
    /// One of several: keys in the order of the works.
    Several(Vec<String>),
    /// No work of the bibliography.
    None,
}

/// How exactly names have to agree, from the surest on; the first way that finds a work decides.
const WAYS: [fn(&[String], &WorkName) -> bool; 6] = [
    |names, work| every(names, work, |name, family| folded(name) == folded(family)),
    |names, work| every(names, work, alike),
    |names, work| {
        names.first().is_some_and(|name| work.families.iter().any(|f| alike(name, before_comma(f))))
    },
    // By a given name (`Bayramgil` for `Hacıbayramlı, Nağı Bayramgil`).
    |names, work| names.first().is_some_and(|name| work.families.iter().any(|f| has_word(f, name))),
    // With a case ending (`Həsənliyə görə`).
    |names, work| every(names, work, with_ending),
    |names, work| every(names, work, same_consonants),
];

/// The record that a citation means. A number is nobody's name: the recipe of the text says what it is.
#[must_use]
pub fn resolve(source: &CitedSource, works: &[WorkName]) -> Match {
    let (names, year) = match source {
        CitedSource::AuthorDate { names, year } => (names, year),
        CitedSource::Work(key) => return Match::One(key.clone()),
        CitedSource::Number(_) | CitedSource::Unrecorded => return Match::None,
    };
    let names: Vec<String> = names.iter().map(|name| family(name)).collect();
    let candidates: Vec<&WorkName> = works.iter().filter(|work| agrees(year, work.year.as_deref())).collect();
    for way in WAYS {
        let found: Vec<&&WorkName> = candidates.iter().filter(|work| way(&names, work)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Match::One(one.key.clone()),
            several => return Match::Several(several.iter().map(|work| work.key.clone()).collect()),
        }
    }
    Match::None
}

/// Whether a cited year is that of a record. Archives are cited without one.
fn agrees(cited: &str, year: Option<&str>) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let cited = digits(cited);
    year.map_or(cited.is_empty(), |year| cited.is_empty() || digits(year) == cited)
}

/// Every cited name is the family of an author, in order; fewer may be cited than there are.
fn every(names: &[String], work: &WorkName, same: fn(&str, &str) -> bool) -> bool {
    !names.is_empty()
        && names.len() <= work.families.len()
        && names.iter().zip(&work.families).all(|(name, family)| same(name, before_comma(family)))
}

fn before_comma(name: &str) -> &str {
    name.split(',').next().unwrap_or(name)
}

fn has_word(name: &str, wanted: &str) -> bool {
    wanted.chars().count() > 3 && name.split([' ', ',', '-']).any(|word| alike(word, wanted))
}

/// A cited name without its initials.
fn family(name: &str) -> String {
    let words = name.split([' ', ',', '.']).filter(|word| word.chars().count() > 1);
    let words: Vec<&str> = words.collect();
    if words.is_empty() { name.to_owned() } else { words.join(" ") }
}

/// Only letters, folded.
fn folded(name: &str) -> String {
    lang::fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two names are one name in the spellings of Azerbaijani, Turkish, Russian or English.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (sounds(one), sounds(other));
    one.iter().any(|sound| !sound.is_empty() && other.contains(sound))
}

/// Whether a cited name is a family and a case ending.
fn with_ending(name: &str, family: &str) -> bool {
    let (name, family) = (sounds(name), sounds(family));
    family.iter().filter(|family| family.len() > 4).any(|family| {
        let ending = |name: &String| name.strip_prefix(family.as_str()).map(str::len);
        name.iter().filter_map(ending).any(|length| length <= 3)
    })
}

/// Whether at least four consonants are the same; the last way, because vowels differ much.
fn same_consonants(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> Vec<String> {
        let without = |sound: String| sound.chars().filter(|c| !"aiou".contains(*c)).collect::<String>();
        sounds(name).into_iter().map(without).map(|sound| collapsed(&sound)).collect()
    };
    let (one, other) = (bare(one), bare(other));
    one.iter().any(|sound| sound.len() > 3 && other.contains(sound))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(key: &str, families: &[&str], year: &str) -> WorkName {
        let families = families.iter().map(|family| (*family).to_owned()).collect();
        WorkName {
            key: key.to_owned(),
            families,
            titles: Vec::new(),
            year: Some(year.to_owned()).filter(|year| !year.is_empty()),
        }
    }

    #[test]
    fn a_name_is_known_in_every_alphabet_and_spelling() {
        let same = |one: &str, other: &str| assert!(alike(one, other), "{one} = {other}");
        same("Дарабади", "Darabadi");
        same("Nəsibli", "Nesibli");
        same("Балаев", "Balayev");
        same("Гасанлы", "Həsənli");
        same("Гасанлы", "Hasanli");
        same("Гасанов", "Qasanov");
        same("Джафаров", "Cəfərov");
        same("Jafarov", "Cəfərov");
        same("Əliyev", "Алиев");
        same("Гусейнов", "Hüseynov");
        same("Каземзаде", "Kazemzadeh");
        same("Качазнуни", "Kaçaznuni");
        same("Хойский", "Xoyski");
        same("Volkhonskiy", "Волхонский");
        same("Шаумян", "Shaumian");
        same("Мамедов", "Məmmədov");
        same("Perinçek", "Perincek");
        same("Qarabekir", "Karabekir");
        let other = |one: &str, other: &str| assert!(!alike(one, other), "{one} ≠ {other}");
        other("Balayev", "Bəliyev-Sultanov");
        other("Oral", "Azer");
        other("Musayev", "Məmmədov");
    }

    #[test]
    fn name_and_year_lead_to_the_record() {
        let works = [
            work("nesibli-2018", &["Nesibli"], "2018"),
            work("nesibli-2021", &["Nesibli"], "2021"),
            work("hasanli-2010", &["Гасанлы"], "2010"),
            work("vm-2007", &["Волхонский, Михаил", "Муханов, Вадим"], "2007"),
            work("azerbaycan-2001", &["Azerbaycan …"], "2001"),
            work("bayramgil", &["Hacıbayramlı, Nağı Bayramgil"], "2020"),
            work("rasulzade", &["Resulzade, Mehmet Emin"], "2020-05"),
            work("rqaspi", &["RQASPİ"], ""),
            work("a1", &["Əliyev, Ə."], "1990"),
            work("a2", &["Əliyev, B."], "1990"),
        ];
        let check = |names: &[&str], year: &str, expected: &str| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            let found = match resolve(&CitedSource::AuthorDate { names, year: year.to_owned() }, &works) {
                Match::One(key) => key,
                Match::Several(keys) => keys.join(" or "),
                Match::None => "none".to_owned(),
            };
            assert_eq!(found, expected, "{year}");
        };
        check(&["Nəsibli"], "2018", "nesibli-2018");
        check(&["Насибли"], "2021a", "nesibli-2021");
        check(&["Nəsibli N."], "2019", "none");
        check(&["Həsənli"], "2010", "hasanli-2010");
        check(&["Волхонский"], "2007", "vm-2007");
        check(&["Volxonski", "Muxanov"], "2007", "vm-2007");
        check(&["Azerbaycan"], "2001", "azerbaycan-2001");
        check(&["Bayramgil"], "2020", "bayramgil");
        check(&["Rəsulzadə M.Ə."], "2020", "rasulzade");
        check(&["RQASPİ"], "", "rqaspi");
        check(&["Əliyev"], "1990", "a1 or a2");
        assert_eq!(resolve(&CitedSource::Number(5), &works), Match::None);
    }
}
