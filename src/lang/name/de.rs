//! Names in German.

use super::{Endings, NameWords};

pub(super) static WORDS: NameWords = NameWords {
    endings: Endings::Plain("s ' 's"),
    titles: "bey chan khan pascha aga efendi beg",
    roles: "",
    given: "adolf albert alfred anna anton august bernhard carl christian ernst erich franz friedrich fritz georg gustav hans \
            heinrich helmut hermann hugo jakob johann johannes josef julius karl klaus konrad kurt ludwig maria martin max \
            michael oskar otto paul peter richard robert rudolf theodor thomas ulrich walter werner wilhelm wolfgang \
            achmed ali hassan iwan nikolai michail pjotr boris alexander alexej",
    families: "ow owa ew ewa sade",
    fathers: "owitsch ewitsch owna ewna",
    named_after: "strasse platz allee bezirk werk fabrik brucke schule preis orden familie",
    addressed: "",
    named_before: "bruder gebruder familie familien eheleute geschwister",
    ordinary: "muller schmidt schneider fischer weber bauer koch konig kaiser wolf schwarz weiss klein gross lange braun \
               richter vogel berg stein preis",
    articles: "der die das dem den des ein eine einen einem eines einer kein jeder dieser",
    guesses_given: false,
    has_noun_capitals: true,
};
