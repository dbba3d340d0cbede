//! Names in English.

use super::{Endings, NameWords};

pub(super) static WORDS: NameWords = NameWords {
    endings: Endings::Plain("'s '"),
    titles: "bey khan pasha agha aga efendi effendi beg mirza",
    roles: "commissar general professor doctor dr mr mrs ms miss academician comrade lord count sir colonel major captain \
            admiral president minister ambassador consul secretary chairman commander lieutenant young old mulla mullah \
            premier marshal prince",
    given: "alexander alfred andrew anthony arthur benjamin charles christopher daniel david edward elizabeth ernest \
            francis frank frederick george harold harry henry hugh isaac jack james jane john joseph lawrence leonard \
            lewis louis margaret mark martin mary matthew michael nicholas oliver oscar patrick paul peter philip \
            ralph richard robert roger ronald samuel sidney simon stephen thomas walter william winston ahmed ali hasan \
            huseyn ibrahim mammad ivan nikolai mikhail pyotr boris vasily",
    families: "ov ova ev eva zade son",
    fathers: "ovich evich ovna evna oghlu",
    named_after: "street avenue square district works park bridge station brothers family prize order factory school \
                  university museum institute road boulevard city lists list collective estate",
    addressed: "",
    named_before: "",
    ordinary: "price young king brown black white green hill wood stone field cook smith baker bell rose fisher hunter \
               mason may march grant hope page park parsons steel kings grey day",
    articles: "the a an this that these every each no",
    guesses_given: false,
    has_noun_capitals: false,
};
