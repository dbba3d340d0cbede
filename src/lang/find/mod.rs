//! The words by which dates are found in running text: one file of data per language.
//!
//! To add a language, write its file and name it in `LANGUAGES`. How the words make a date is `find::date`,
//! once for all languages.

mod az;
mod de;
mod en;
mod ru;
mod tr;

/// What a word says in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Nothing by itself; see [`Flag`].
    Nothing,
    /// A month, 1 to 12.
    Month(u8),
    /// Spring to winter, 21 to 24 as EDTF has them.
    Season(u8),
    /// A number in words, also an ordinal: 1 to 31.
    Number(u8),
    /// Twenties to nineties: 20 to 90.
    Decade(u8),
    /// "year"
    Year,
    /// "years"
    Years,
    /// "month", behind its name: `fevral ayının`.
    MonthWord,
    /// "of the month", where a day without a month follows: `ayın 27-də`.
    TheMonth,
    /// What follows a day without a month: `27-го числа`.
    DayWord,
    /// "of the same year"
    SameYear,
    /// "century"
    Century,
    /// "beginning"
    Early,
    /// "middle"
    Mid,
    /// "end"
    Late,
    /// "about", before a date.
    About,
    /// "thereabouts", behind a date: `1912-ci ilə yaxın`.
    Thereabouts,
    /// "half", behind or before "first" and "second".
    Half,
    /// "quarter"
    Quarter,
    /// "night": with two days what they are, with one day that day.
    Night,
    /// "night to": the night from the day before to the day.
    NightTo,
    /// "and"
    And,
    /// "or"
    Or,
    /// "to", "until" between two dates.
    To,
    /// "between", before two dates.
    Between,
    /// "between", behind two dates.
    Amid,
    /// "until", behind the second date: `1920-ci ilə qədər`.
    Until,
    /// So many days after the day that was named last: `ertəsi gün`, "two days later".
    InDays(u8),
    /// The same behind a number: `3 gün sonra`.
    DaysLater,
    /// "first" and "last" where they are no days: `ilk yarısı`.
    First,
    /// See `First`.
    Last,
    /// "of", between the parts of a date.
    Of,
    /// What else may stand between them: "the", "on".
    Glue,
}

/// What a word says of the number or month beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    /// A bare number of four digits behind it is a year: "in", "since".
    BeforeYear = 1,
    /// A month without day and year behind it is a date: "in", "by".
    BeforeMonth = 2,
    /// A bare number of four digits before it is a year: "was".
    AfterYear = 4,
    /// What is counted: the number before it is no date.
    Counted = 8,
    /// The number behind it is no date: "p.", "file".
    BeforeNumber = 16,
    /// What stands before it is a name: "street".
    AfterName = 32,
    /// What stands behind it is a name.
    BeforeName = 64,
    /// Goes back in time: "already in", "born".
    Flashback = 128,
    /// Before Christ, beside a date.
    BeforeChrist = 512,
    /// A day in figures without a month behind it is a date: "on the".
    BeforeDay = 256,
}

/// What the ending of a number or word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// There is none.
    None,
    /// One that says nothing here.
    Other,
    /// `1920-ci`, `28th`
    Ordinal,
    /// `1920s`
    Decade,
    /// At which time: `apreldə`.
    At,
    /// From which time: `apreldən`.
    From,
    /// To which time: `aprelə`.
    To,
    /// Until which time, without another word: `aprelədək`.
    Until,
}

/// Whether a day may stand behind its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayBehind {
    /// `28 апреля` only.
    Never,
    /// `aprelin 28-də`: one of the two has an ending.
    WithEnding,
    /// `April 28`
    Always,
}

/// The words of a language. Lists are separated by blanks; a phrase has `_` for its blanks, a word with `*`
/// takes the `endings`, too. In endings, `A` is `a` or `e` and `I` is `i`, `ı` or `u`: case and signs of
/// letters do not count.
pub(crate) struct DateWords {
    /// The names of the months, other names of the same month behind them.
    pub(crate) months: [&'static str; 12],
    /// Abbreviations of months, which a stop follows.
    pub(crate) months_short: [&'static str; 12],
    /// Whether months are written with a capital letter, so that `may` and `kasım` are none.
    pub(crate) capital_months: bool,
    /// Spring to winter.
    pub(crate) seasons: [&'static str; 4],
    /// Endings of months and of words with `*`.
    pub(crate) endings: &'static [(Ending, &'static str)],
    /// Endings of numbers, behind a hyphen or an apostrophe or directly.
    pub(crate) number_endings: &'static [(Ending, &'static str)],
    /// All other words.
    pub(crate) words: &'static [(Sense, &'static str)],
    /// Words that say something of what stands beside them. One may also be in `words`.
    pub(crate) flags: &'static [(Flag, &'static str)],
    /// Numbers in words by their value; those from 20 may have one below 10 behind them.
    pub(crate) numbers: &'static [(u8, &'static str)],
    /// Whether `ı` is a letter of its own, with `I` as its capital.
    pub(crate) dotless_i: bool,
    /// Whether a stop makes a number an ordinal: `28. April`.
    pub(crate) ordinal_stop: bool,
    /// Whether a day may be written in Roman figures: `I iyun`.
    pub(crate) roman_days: bool,
    /// See [`DayBehind`].
    pub(crate) day_behind: DayBehind,
    /// Whether a bare year may stand before a month or season: `1918 Mart’ında`.
    pub(crate) year_first: bool,
    /// Whether "end", "half" and "about" follow what they belong to.
    pub(crate) parts_behind: bool,
    /// Whether what is counted has a capital letter, so that a bare year is told by the word behind it.
    pub(crate) capital_nouns: bool,
    /// Whether a bare year may follow a comma: `April 28, 1920`.
    pub(crate) year_behind_comma: bool,
}

static LANGUAGES: [(&str, &DateWords); 5] =
    [("az", &az::DATES), ("de", &de::DATES), ("en", &en::DATES), ("ru", &ru::DATES), ("tr", &tr::DATES)];

/// The languages in which dates are found, and their words.
pub(crate) fn date_words() -> impl Iterator<Item = (&'static str, &'static DateWords)> {
    LANGUAGES.iter().copied()
}
