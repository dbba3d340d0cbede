//! A letter that a font lost without a trace is put back: `ox` was `çox`, `keirilmək` was `keçirilmək`.
//!
//! A word is read in all the ways in which the letter can have stood in it. Each way has a cost, the negative
//! logarithm of how likely it is: from the lexicon of the language and its suffixes (`morphology`), from the
//! words of clean texts, and for words nobody knows from their letters (`letters`). Neighbours decide
//! between ways that are both good words (`context`). The cheapest way is taken; how much cheaper it is than
//! the next one is how sure we are.

mod context;
mod letters;
mod lexicon;
mod morphology;
mod words;

use std::collections::HashMap;

use context::Context;
use letters::Letters;
use lexicon::Lexicon;
use morphology::Morphology;
use words::{Alphabet, Word};

/// Languages with a lexicon of their own.
const LEXICONS: [(&str, &str); 1] = [("az", include_str!("lexicon/az.txt"))];
/// What a word costs that is in no lexicon and no clean text, beside its letters.
const UNKNOWN: f32 = 9.0;
/// How much cheaper a way must be to be taken when nothing but letters speaks for it.
const MARGIN: f32 = 4.5;
/// Margins are divided by this before they become a confidence: our costs are not quite independent.
const TEMPERATURE: f32 = 1.0;
/// A place left alone is told when the other way is at least so likely.
const DOUBT: f32 = 0.08;
/// The letters of the longest word that is read; longer ones are no words.
const LONGEST: usize = 48;

/// One place where the lost letter may have stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Byte of the text before which the letter stood.
    pub at: usize,
    /// Whether it is put back.
    pub restored: bool,
    /// How sure that is, 0 to 1: of the decision taken.
    pub confidence: f32,
}

/// Puts one lost letter back; see the module.
pub struct Restorer {
    lost: char,
    alphabet: Alphabet,
    morphology: Morphology,
    letters: Letters,
    context: Context,
    /// The words of the clean texts by what is left of them without the letter, with their counts.
    known: HashMap<String, Vec<(String, f32)>>,
    /// All running words of the clean texts.
    total: f32,
}

/// A way in which a word can be read.
#[derive(Clone, Debug)]
struct Reading {
    /// The letters of the damaged word before which the lost letter stands.
    places: Vec<usize>,
    cost: f32,
}

impl Restorer {
    /// A restorer of the small letter `lost` for texts in `lang`, a language tag.
    ///
    /// `clean` are running texts in that language that have the letter. Where we have no lexicon of the
    /// language they are all there is to go by.
    pub fn new(lost: char, lang: &str, clean: &[&str]) -> Restorer {
        let primary = lang.split('-').next().unwrap_or(lang);
        let source = LEXICONS.iter().find(|(tag, _)| *tag == primary).map_or("", |(_, source)| source);
        let lexicon = Lexicon::read(source);
        let alphabet = Alphabet::new(primary);
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut total = 0.0;
        for word in clean.iter().flat_map(|text| words::words(text, &alphabet)) {
            if !word.is_left_alone {
                total += 1.0;
                *counts.entry(word.small).or_default() += 1;
            }
        }
        let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
        counts.sort_unstable();
        let morphology = Morphology::new(lost, &lexicon, &counts);
        let letters = Letters::new(&lexicon, &counts);
        let context = Context::new(lost, &alphabet, &lexicon, clean);
        let mut known: HashMap<String, Vec<(String, f32)>> = HashMap::new();
        for (word, count) in counts {
            known.entry(without(&word, lost)).or_default().push((word, count as f32));
        }
        Restorer { lost, alphabet, morphology, letters, context, known, total }
    }

    /// The places of a paragraph, in order; those that are left alone are told only when there was a doubt.
    ///
    /// The paragraph is already decoded, its line-end hyphens are joined. A paragraph that has the letter has
    /// not lost it and is left as it is.
    pub fn restore(&self, text: &str) -> Vec<Place> {
        if text.contains(self.lost) {
            return Vec::new();
        }
        let words = words::words(text, &self.alphabet);
        let mut places = Vec::new();
        for (i, word) in words.iter().enumerate() {
            if !word.is_left_alone && word.letters.len() <= LONGEST {
                self.decide(&words, i, &mut places);
            }
        }
        places
    }

    fn decide(&self, words: &[Word], i: usize, places: &mut Vec<Place>) {
        let word = &words[i];
        let mut readings = self.readings(word);
        if readings.len() < 2 && readings[0].places.is_empty() {
            return;
        }
        for reading in &mut readings {
            let form = self.form(word, reading);
            reading.cost -= self.context.bonus(words, i, &form);
        }
        readings.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.places.cmp(&b.places)));
        let best = &readings[0];
        let weight = |reading: &Reading| ((best.cost - reading.cost) / TEMPERATURE).exp();
        let all: f32 = readings.iter().map(weight).sum();
        let byte = |letter: usize| word.bytes.get(letter).copied().unwrap_or(word.range.end);
        if !best.places.is_empty() {
            let confidence = 1.0 / all;
            places.extend(best.places.iter().map(|at| Place { at: byte(*at), restored: true, confidence }));
            return;
        }
        let Some(other) = readings.get(1).filter(|other| weight(other) / all >= DOUBT) else { return };
        let confidence = 1.0 / all;
        places.extend(other.places.iter().map(|at| Place { at: byte(*at), restored: false, confidence }));
    }

    /// All ways in which a word can be read, one for each set of places; never empty.
    fn readings(&self, word: &Word) -> Vec<Reading> {
        let mut readings = self.morphology.readings(&word.letters, word.is_capital);
        for (form, count) in self.known.get(&word.small).into_iter().flatten() {
            let cost = (self.total / count).ln();
            keep(&mut readings, Reading { places: difference(&word.letters, form, self.lost), cost });
        }
        if !readings.iter().any(|reading| reading.places.is_empty()) {
            let cost = UNKNOWN + self.letters.cost(&word.letters);
            let is_guess = readings.is_empty() && word.letters.len() > 1 && self.letters.know(&word.letters);
            keep(&mut readings, Reading { places: Vec::new(), cost });
            if is_guess {
                self.guess(word, &mut readings);
            }
        }
        // The lost letter is a small one: it does not stand before a capital.
        readings.retain(|reading| !(word.is_capital && reading.places.contains(&0)));
        readings
    }

    /// Ways to read a word that nobody knows: the letters alone speak.
    fn guess(&self, word: &Word, readings: &mut Vec<Reading>) {
        let plain = readings[0].cost;
        let mut best = (f32::INFINITY, 0);
        let letters = &word.letters;
        let cost = |places: &[usize]| {
            UNKNOWN + MARGIN * places.len() as f32 + self.letters.cost(&put(letters, places, self.lost))
        };
        for at in 0..=letters.len() {
            let cost = cost(&[at]);
            if cost < best.0 {
                best = (cost, at);
            }
            if cost < plain + 6.0 {
                keep(readings, Reading { places: vec![at], cost });
            }
        }
        if best.0 < plain {
            for at in 0..=letters.len() {
                let places = vec![at.min(best.1), at.max(best.1)];
                let cost = cost(&places);
                if at != best.1 && cost < best.0 {
                    keep(readings, Reading { places, cost });
                }
            }
        }
    }

    fn form(&self, word: &Word, reading: &Reading) -> String {
        put(&word.letters, &reading.places, self.lost).into_iter().collect()
    }
}

/// Adds a reading, or makes the one with the same places cheaper.
fn keep(readings: &mut Vec<Reading>, reading: Reading) {
    match readings.iter_mut().find(|known| known.places == reading.places) {
        Some(known) => known.cost = known.cost.min(reading.cost),
        None => readings.push(reading),
    }
}

/// The letters with the lost one before each of some places.
fn put(letters: &[char], places: &[usize], lost: char) -> Vec<char> {
    let mut form = Vec::with_capacity(letters.len() + places.len());
    for at in 0..=letters.len() {
        form.extend(places.iter().filter(|place| **place == at).map(|_| lost));
        form.extend(letters.get(at));
    }
    form
}

/// The places of the lost letter in a form, as letters of the damaged word.
fn difference(letters: &[char], form: &str, lost: char) -> Vec<usize> {
    let mut at = 0;
    let mut places = Vec::new();
    for letter in form.chars() {
        if letters.get(at) == Some(&letter) {
            at += 1;
        } else if letter == lost {
            places.push(at);
        }
    }
    places
}

fn without(word: &str, lost: char) -> String {
    word.chars().filter(|letter| *letter != lost).collect()
}

#[cfg(test)]
mod tests {
    use super::{Place, Restorer};

    fn restored(text: &str, places: &[Place], lost: char) -> String {
        let mut whole = String::new();
        let mut done = 0;
        for place in places.iter().filter(|place| place.restored) {
            whole.push_str(&text[done..place.at]);
            whole.push(lost);
            done = place.at;
        }
        whole.push_str(&text[done..]);
        whole
    }

    /// The letter is taken out of a sentence and must come back where it was, and nowhere else.
    #[test]
    fn a_lost_letter_comes_back_where_it_was() {
        let restorer = Restorer::new('ç', "az", &[]);
        let check = |sentence: &str| {
            let damaged = sentence.replace('ç', "");
            let places = restorer.restore(&damaged);
            assert_eq!(restored(&damaged, &places, 'ç'), sentence);
        };
        check("Bu iş üçün çox vaxt lazım idi.");
        check("Kitabda keçmiş illərin hadisələri nəzərdən keçirilir.");
        check("Heç kim bilmirdi ki, qonaqlar haçan gələcək.");
        check("Üç gündən sonra üçüncü məktub gəldi.");
        check("Çiçerin Naxçıvana teleqram göndərdi.");
        check("Çünki yol çətin idi, karvan geri çəkildi.");
        check("Fəhlələr axşama qədər çalışırdılar.");
        check("Kəndlilər taxıl əkirdilər, pambıq sahələri də əkildi.");
        check("Adı çəkilən sənəd arxivdə saxlanır.");
        check("Usta işi vaxtında başa çatdırdı.");
        check("Hökumət ilk addımlar atdı.");
        check("Qatar axşam Bakıya çatdı.");
        check("Ailə bir il zərər çəkmiş, sonra bağ salmışdı.");
        check("May ayında Araz çayının sahilində körpü tikildi.");
        check("Kəndə parça, çay, qənd və ağ neft göndərildi.");
        check("Orduya üç yüz at verildi.");
        check("Kitab ikinci dəfə çap olundu.");
        check("Çar hökuməti onu sürgün etdi, keçmiş çar zabitləri isə qaldılar.");
        check("Fabrikdə işçi qüvvəsi çatışmırdı.");
        check("Onun işi çox idi.");
        check("Oktyabr inqilabı haqqında kitab yazıldı.");
        check("İnqilabçılar gizli yığıncağa toplaşdılar.");
        check("Əksinqilabçı ünsürlər həbs edildi.");
        check("Ölkənin işğalı bir gün çəkdi, işğalçı qoşunlar isə qaldılar.");
        check("Minlərlə üsyançı dağlara çəkildi.");
        check("Pambıqçı kəndlilər bu ili pambıqçılığın inkişafı ilə bağladılar.");
        check("Əməkçi kəndlilərə torpaq verildi.");
        check("Tarixçilər sənədləri açıq şəkildə çap etdilər.");
        check("Seçkilərdə kiçik partiyalar da iştirak etdilər.");
        check("Çörək növbəsi küçənin başına kimi uzanırdı.");
        check("Gəncə və Şəki qəzalarında köçərilər yaylağa köçdülər.");
        check("Qaçqınlara kömək üçün içəridən pul yığıldı.");
        check("Nümayəndələrin bir çoxu danışıqların əleyhinə çıxış etdi.");
        check("Parçalanmış ordu Göyçay və Qaraçuxur tərəfə qaçdı.");
        check("Dövlətçilik ənənəsi və idarəçilik təcrübəsi heçə endirildi.");
        check("Komissiyanın ikili siyasəti ikisini də narazı saldı.");
        check("İşçilərin və qulluqçuların məsləhəti qəbul edildi.");
        check("İsveç və İsveçrə konsulluqları açıldı.");
    }

    /// Who does a trade, and words of the house and the field.
    #[test]
    fn a_lost_letter_comes_back_in_prose_of_every_day() {
        let restorer = Restorer::new('ç', "az", &[]);
        let check = |sentence: &str| {
            let damaged = sentence.replace('ç', "");
            assert_eq!(restored(&damaged, &restorer.restore(&damaged), 'ç'), sentence);
        };
        check("Dəyirmançı buğdanı çuvaldan töküb üyüdürdü.");
        check("Dəmirçi nalı qızdırıb döydü.");
        check("Ovçunun iti dovşanı qabaqladı.");
        check("Çobanlar sürünü çəmənə apardılar.");
        check("Aşpaz ətin içinə duz tökdü.");
        check("Qonağa çay süzdülər, yanında mürəbbə verdilər.");
        check("Yolçular bulaqdan su içdi, sonra çaydan keçdilər.");
        check("Kəndin oxu mərkəzi açıldı.");
        check("Uşaqların çoxu oxumağı sevir.");
        check("Uşaq topu göyə atdı, qatar isə mənzil başına çatdı.");
        check("Dərzi parçanı arşınla ölçürdü.");
        check("Zurnaçı zurna çaldı, tacir bazardan alma aldı.");
        check("Kibriti çəkdi, ot alışdı.");
        check("Mərkəzdə bütün günü çalışdıq.");
        check("Qapıçı qapını açdı, adı yadımdadır.");
        check("Dağa çən çökdü, ən yaxşı yol itdi.");
        check("Suvarma arxının suyu azaldı.");
    }

    #[test]
    fn what_lost_nothing_is_left_alone() {
        let restorer = Restorer::new('ç', "az", &[]);
        let check = |text: &str| {
            assert_eq!(restored(text, &restorer.restore(text), 'ç'), text);
        };
        check("Bu kitab üçün çox vaxt lazım idi, at da var idi.");
        check("Dövlət ilə xalq arasında müqavilə bağlandı.");
        check("1920-ci ilin aprelində MK-nın və AK(b)P-nin qərarı ilə XI ordu.");
        check("HƏYATI VƏ İŞİ ÜÜN");
        check("«Kommunist»in iki nömrəsi, B. V. Stasovanın məqaləsi.");
        check("Сын отечества");
        check("");
    }

    #[test]
    fn a_doubtful_place_is_told_even_when_it_is_left_alone() {
        let restorer = Restorer::new('ç', "az", &[]);
        let places = restorer.restore("Bu xəbər Xalaun şəhərində yayıldı, o alışdı.");
        assert!(places.iter().all(|place| (0.0..=1.0).contains(&place.confidence)));
        let sure = restorer.restore("Bu iş üün.");
        assert_eq!(sure.len(), 1);
        assert!(sure[0].restored && sure[0].at == "Bu iş ü".len() && sure[0].confidence > 0.95);
        let doubt = restorer.restore("Orada bir at atıldı.");
        assert!(doubt.iter().any(|place| place.confidence < 0.95), "{doubt:?}");
    }

    #[test]
    fn words_of_clean_texts_are_known_with_their_suffixes() {
        let clean = ["Murçabəyovun evi. Murçabəyov və Sarıçəmən kəndi."];
        let text = "Murabəyovdan məktub gəldi, Sarıəmənin yolu bağlı idi.";
        let places = Restorer::new('ç', "az", &clean).restore(text);
        let expected = "Murçabəyovdan məktub gəldi, Sarıçəmənin yolu bağlı idi.";
        assert_eq!(restored(text, &places, 'ç'), expected);
    }

    #[test]
    fn a_language_without_a_lexicon_goes_by_clean_texts() {
        let clean =
            ["The king kept the book. He took the black book back to the dark kitchen.", "A book, the king."];
        let restorer = Restorer::new('k', "en", &clean);
        let text = "The ing too the boo bac to the itchen.";
        let places = restorer.restore(text);
        assert_eq!(restored(text, &places, 'k'), "The king took the book back to the kitchen.");
        assert!(Restorer::new('k', "en", &[]).restore("The ing too it.").iter().all(|place| !place.restored));
    }

    #[test]
    fn the_same_text_gives_the_same_places() {
        let clean = ["Çoban çəməndə idi.", "Keçi çayı keçdi."];
        let text = "oban keini ayın o biri tərəfinə keirdi, Ərivan və Balaaur yolu ilə getdi.";
        let once = Restorer::new('ç', "az", &clean).restore(text);
        assert_eq!(once, Restorer::new('ç', "az", &clean).restore(text));
        assert!(once.windows(2).all(|pair| pair[0].at <= pair[1].at));
    }

    #[test]
    fn a_small_letter_does_not_stand_before_a_capital() {
        let restorer = Restorer::new('ç', "az", &["Çox adam çayı keçdi, çoxu geri qayıtdı."]);
        let check = |text: &str, expected: &str| {
            assert_eq!(restored(text, &restorer.restore(text), 'ç'), expected);
        };
        check("Onların oxu qayıtdı.", "Onların çoxu qayıtdı.");
        check("Alışdı.", "Alışdı.");
    }
}
