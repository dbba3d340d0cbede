//! Azerbaijani.

use super::Words;
use super::date::{Case, DateWords, Glue, Role, last_numeral};

pub(super) const MONTHS: [&str; 12] = [
    "yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr",
    "dekabr",
];

pub(super) static WORDS: Words = Words {
    alphabet: &[
        "A", "B", "C", "Ç", "D", "E", "Ə", "F", "G", "Ğ", "H", "X", "I", "İ", "J", "K", "Q", "L", "M", "N",
        "O", "Ö", "P", "R", "S", "Ş", "T", "U", "Ü", "V", "Y", "Z",
    ],
    abbreviations: &[
        "b.e", "y.e", "b", "e", "e.ə", "m.ö", "il", "səh", "bax", "məs", "prof", "dr", "akad", "dos", "gen",
        "polk", "red", "tərc", "tərt", "nəşr", "mək", "şəh", "kənd", "ş", "r", "k", "h", "cən", "müəl", "t",
        "v", "təqr", "tel", "küç", "cəm", "vb", "f", "siy", "iş", "qov", "св", "т", "с", "ф", "оп", "д", "л",
        "см", "pp", "vol", "ed",
    ],
    before_numbers: &["s", "c", "p", "sər", "№", "bənd", "maddə", "fəsil", "hissə", "sahə"],
    dates: DateWords {
        months_short: ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"],
        months_of_day: MONTHS,
        seasons_alone: ["yaz", "yay", "payız", "qış"],
        cases: &[
            Case {
                months: MONTHS,
                seasons: [
                    "yazı",
                    "yayı",
                    "payızı",
                    "qışı",
                    "birinci rübü",
                    "ikinci rübü",
                    "üçüncü rübü",
                    "dördüncü rübü",
                    "ilk üçdəbiri",
                    "ikinci üçdəbiri",
                    "son üçdəbiri",
                    "birinci yarısı",
                    "ikinci yarısı",
                ],
                day: "{dm} {y}",
                month: "{m} {y}",
                season: "{y}-{ci} ilin {s}",
                year: "{y}-{ci} il",
                years: "{y}-{ci} illər",
            },
            // From which: -dən.
            Case {
                months: MONTHS,
                seasons: [
                    "yazından",
                    "yayından",
                    "payızından",
                    "qışından",
                    "birinci rübündən",
                    "ikinci rübündən",
                    "üçüncü rübündən",
                    "dördüncü rübündən",
                    "ilk üçdəbirindən",
                    "ikinci üçdəbirindən",
                    "son üçdəbirindən",
                    "birinci yarısından",
                    "ikinci yarısından",
                ],
                day: "{dm} {y}-{ci} ildən",
                month: "{m} {y}-{ci} ildən",
                season: "{y}-{ci} ilin {s}",
                year: "{y}-{ci} ildən",
                years: "{y}-{ci} illərdən",
            },
            // To which: -ə.
            Case {
                months: MONTHS,
                seasons: [
                    "yazına",
                    "yayına",
                    "payızına",
                    "qışına",
                    "birinci rübünə",
                    "ikinci rübünə",
                    "üçüncü rübünə",
                    "dördüncü rübünə",
                    "ilk üçdəbirinə",
                    "ikinci üçdəbirinə",
                    "son üçdəbirinə",
                    "birinci yarısına",
                    "ikinci yarısına",
                ],
                day: "{dm} {y}-{ci} ilə",
                month: "{m} {y}-{ci} ilə",
                season: "{y}-{ci} ilin {s}",
                year: "{y}-{ci} ilə",
                years: "{y}-{ci} illərə",
            },
        ],
        day_month: "{d} {m}",
        before: Role { case: 1, pattern: "{} əvvəl" },
        until: Role { case: 2, pattern: "{} qədər" },
        from: Role { case: 1, pattern: "{} başlayaraq" },
        about: Role { case: 0, pattern: "təxminən {}" },
        about_other: "təxminən {}",
        is_about_first: true,
        between: Role { case: 0, pattern: "{} arasında" },
        between_glue: Glue {
            numbers: " ilə ",
            words: " ilə ",
            phrases: " ilə ",
            comma: ", ",
            is_plural: true,
        },
        span: Glue { numbers: "–", words: "–", phrases: " – ", comma: ", ", is_plural: true },
        or: Glue {
            numbers: " və ya ", words: " və ya ", phrases: " və ya ", comma: ", ", is_plural: false
        },
        and: Glue { numbers: " və ", words: " və ", phrases: " və ", comma: ", ", is_plural: true },
        or_earlier: "{} və ya daha əvvəl",
        or_later: "{} və ya daha sonra",
        decade: "{y}-{ci} illər",
        century: "{roman} əsr",
        era: "e.ə. {}",
        other_era: "b.e. {}",
        day_unknown: "{}, günü məlum deyil",
        month_unknown: "{}, ayı məlum deyil",
        month_and_day_unknown: "{}, ayı və günü məlum deyil",
        year_unknown: "{}, ili məlum deyil",
        unknown: "tarixi məlum deyil",
        uncertain: "{} (dəqiq deyil)",
        part_uncertain: "{} ({c} dəqiq deyil)",
        part_approximate: "{} ({c} təxminidir)",
        components: ["ili", "ayı", "günü"],
        suffix: ordinal,
    },
};

/// The ordinal suffix of a number: `1920-ci`, `1906-cı`, `1910-cu`, `1914-cü`.
fn ordinal(_: &str, number: u64) -> &'static str {
    match last_numeral(number) {
        6 | 40 | 60 | 90 => "cı",
        3 | 4 | 100 => "cü",
        9 | 10 | 30 | 1_000_000 => "cu",
        _ => "ci",
    }
}
