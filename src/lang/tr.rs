//! Turkish.

use super::Words;
use super::date::{Case, DateWords, Glue, Role, last_numeral};

pub(super) const MONTHS: [&str; 12] = [
    "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım",
    "Aralık",
];

pub(super) static WORDS: Words = Words {
    alphabet: &[
        "A", "B", "C", "Ç", "D", "E", "F", "G", "Ğ", "H", "I", "İ", "J", "K", "L", "M", "N", "O", "Ö", "P",
        "R", "S", "Ş", "T", "U", "Ü", "V", "Y", "Z",
    ],
    abbreviations: &[
        "dr", "prof", "doç", "yrd", "av", "alb", "gen", "org", "tuğg", "yzb", "bkz", "krş", "örn", "çev",
        "haz", "yay", "ed", "der", "cad", "sok", "mah", "hz", "m.ö", "m.s", "t.c", "a.g.e", "a.g.m", "vol",
        "pp", "yy", "age", "agm", "ss", "a.g", "vd",
    ],
    before_numbers: &["s", "c", "p", "sf", "no", "md", "böl", "nr"],
    dates: DateWords {
        months_short: ["Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"],
        months_of_day: MONTHS,
        seasons_alone: ["ilkbahar", "yaz", "sonbahar", "kış"],
        cases: &[
            Case {
                months: MONTHS,
                seasons: [
                    "ilkbaharı",
                    "yazı",
                    "sonbaharı",
                    "kışı",
                    "yılının ilk çeyreği",
                    "yılının ikinci çeyreği",
                    "yılının üçüncü çeyreği",
                    "yılının son çeyreği",
                    "yılının ilk üçte biri",
                    "yılının ikinci üçte biri",
                    "yılının son üçte biri",
                    "yılının ilk yarısı",
                    "yılının ikinci yarısı",
                ],
                day: "{dm} {y}",
                month: "{m} {y}",
                season: "{y} {s}",
                year: "{y}",
                years: "{y}",
            },
            // From which: -den.
            Case {
                months: MONTHS,
                seasons: [
                    "ilkbaharından",
                    "yazından",
                    "sonbaharından",
                    "kışından",
                    "yılının ilk çeyreğinden",
                    "yılının ikinci çeyreğinden",
                    "yılının üçüncü çeyreğinden",
                    "yılının son çeyreğinden",
                    "yılının ilk üçte birinden",
                    "yılının ikinci üçte birinden",
                    "yılının son üçte birinden",
                    "yılının ilk yarısından",
                    "yılının ikinci yarısından",
                ],
                day: "{dm} {y}’{den}",
                month: "{m} {y}’{den}",
                season: "{y} {s}",
                year: "{y}’{den}",
                years: "{y}’{den}",
            },
            // To which: -e.
            Case {
                months: MONTHS,
                seasons: [
                    "ilkbaharına",
                    "yazına",
                    "sonbaharına",
                    "kışına",
                    "yılının ilk çeyreğine",
                    "yılının ikinci çeyreğine",
                    "yılının üçüncü çeyreğine",
                    "yılının son çeyreğine",
                    "yılının ilk üçte birine",
                    "yılının ikinci üçte birine",
                    "yılının son üçte birine",
                    "yılının ilk yarısına",
                    "yılının ikinci yarısına",
                ],
                day: "{dm} {y}’{e}",
                month: "{m} {y}’{e}",
                season: "{y} {s}",
                year: "{y}’{e}",
                years: "{y}’{e}",
            },
        ],
        day_month: "{d} {m}",
        before: Role { case: 1, pattern: "{} önce" },
        until: Role { case: 2, pattern: "{} kadar" },
        from: Role { case: 1, pattern: "{} itibaren" },
        about: Role { case: 0, pattern: "yaklaşık {}" },
        about_other: "yaklaşık {}",
        is_about_first: true,
        between: Role { case: 0, pattern: "{} arasında" },
        between_glue: Glue {
            numbers: " ile ",
            words: " ile ",
            phrases: " ile ",
            comma: ", ",
            is_plural: true,
        },
        span: Glue { numbers: "–", words: "–", phrases: " – ", comma: ", ", is_plural: true },
        or: Glue { numbers: " veya ", words: " veya ", phrases: " veya ", comma: ", ", is_plural: false },
        and: Glue { numbers: " ve ", words: " ve ", phrases: " ve ", comma: ", ", is_plural: true },
        or_earlier: "{} veya daha önce",
        or_later: "{} veya daha sonra",
        decade: "{y}’{ler}",
        century: "{n}. yüzyıl",
        era: "MÖ {}",
        other_era: "MS {}",
        day_unknown: "{}, günü bilinmiyor",
        month_unknown: "{}, ayı bilinmiyor",
        month_and_day_unknown: "{}, ayı ve günü bilinmiyor",
        year_unknown: "{}, yılı bilinmiyor",
        unknown: "tarihi bilinmiyor",
        uncertain: "{} (kesin değil)",
        part_uncertain: "{} ({c} kesin değil)",
        part_approximate: "{} ({c} yaklaşık)",
        components: ["yılı", "ayı", "günü"],
        suffix,
    },
};

/// `1920’den`, `1919’dan`, `1915’ten`, `1940’tan`; `1920’ye`, `1919’a`; `1920’ler`, `1930’lar`.
fn suffix(name: &str, number: u64) -> &'static str {
    let word = last_numeral(number);
    let is_back = matches!(word, 6 | 9 | 10 | 30 | 40 | 60 | 90 | 1_000_000);
    match (name, is_back) {
        ("den", true) if matches!(word, 40 | 60) => "tan",
        ("den", true) => "dan",
        ("den", false) if matches!(word, 3 | 4 | 5 | 70) => "ten",
        ("den", false) => "den",
        ("e", true) if word == 6 => "ya",
        ("e", true) => "a",
        ("e", false) if matches!(word, 2 | 7 | 20 | 50) => "ye",
        ("e", false) => "e",
        (_, true) => "lar",
        (_, false) => "ler",
    }
}
