//! Citations in running text, sound or damaged: `[12, s.185-186]` and `(Nesibli, 2018:194-195)`; and in notes.
//!
//! A bracket is read by a small grammar from its opening on, never by its end, so that one that was not
//! closed is found like any other. What does not follow the grammar is an ordinary bracket.

mod archive;
mod author_date;
mod cursor;
mod locator;
mod note;
mod numeric;
mod resolve;
mod words;

pub use note::{NoteIndex, find_in_note};
pub use resolve::{Match, WorkName, resolve, work_names};

use cursor::Cursor;
use std::ops::Range;

/// How a text cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationStyle {
    /// By the number of a list of works: `[12, s.185-186]`.
    Numeric,
    /// By author and year: `(Nesibli, 2018:194-195)`.
    AuthorDate,
    /// By author and title in notes: `Karabekir, İstiklal Harbimiz, 821`. See [`find_in_note`].
    Notes,
}

/// A citation: a bracket with one or more works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The whole of it with its brackets, in bytes of the text.
    pub range: Range<usize>,
    /// The works in it, in order. Empty for "ibid." whose work stands in an earlier paragraph.
    pub works: Vec<Cited>,
    /// What is malformed about it, in a few words for the review list; none for a clean one.
    pub fault: Option<&'static str>,
}

impl Citation {
    /// Whether it names a work without a record and so stays plain text.
    #[must_use]
    pub fn is_unrecorded(&self) -> bool {
        self.works.iter().any(|work| work.source == CitedSource::Unrecorded)
    }
}

/// One work of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The part of the text that speaks of this work (bytes), without brackets and separators.
    pub range: Range<usize>,
    /// What is cited.
    pub source: CitedSource,
    /// Volume and pages (`185-186`, `vol. 2, 14`), as written without the sign for pages; none if absent.
    pub locator: Option<String>,
}

/// What is cited.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitedSource {
    /// The number of a work in the list of the text.
    Number(u32),
    /// Names and year. Archives are cited so, too, with their short name and an empty year.
    AuthorDate {
        /// The names as written, initials included; a title where there is no author.
        names: Vec<String>,
        /// The year with its letter (`2018a`); empty if there is none.
        year: String,
    },
    /// The work with this key, by what names it in a note.
    Work(String),
    /// A work without a record that a note names: it stays plain text.
    Unrecorded,
}

/// The citations of a paragraph, in order. They never overlap. None where a text cites in its notes.
#[must_use]
pub fn find(text: &str, style: CitationStyle) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(is_bracket) {
        let here = at + next;
        let end = found.last().map_or(0, |citation| citation.range.end);
        let before = found.last().and_then(|citation| citation.works.last());
        let citation = match style {
            CitationStyle::Numeric => numeric::at(text, here, end, before),
            CitationStyle::AuthorDate => author_date::at(text, here, end, before),
            CitationStyle::Notes => None,
        };
        at = here + 1;
        if let Some(citation) = citation {
            at = citation.range.end.max(at);
            found.push(citation);
        }
    }
    found
}

fn is_bracket(c: char) -> bool {
    is_opening(c) || is_closing(c)
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}

fn is_pair(opening: char, closing: char) -> bool {
    matches!((opening, closing), ('(', ')') | ('[', ']') | ('{', '}'))
}

/// The end of a bracket that opened with `opening`: where it is and what is wrong with it.
///
/// A bracket that goes on behind the works is followed to its end if that is near; one that does not end is
/// cut behind the works, but only if these are `sure`. None: it is no citation.
fn closed(
    cursor: &Cursor<'_>,
    opening: char,
    usual: char,
    sure: bool,
) -> Option<(usize, Option<&'static str>)> {
    let mut at = *cursor;
    at.spaces();
    if let Some(closing) = at.eat_if(is_closing) {
        let fault = if !is_pair(opening, closing) {
            Some("brackets do not match")
        } else if opening != usual {
            Some("another kind of bracket")
        } else {
            None
        };
        return Some((at.at, fault));
    }
    if !sure {
        return None;
    }
    let rest = at.rest();
    let sentence_ends = rest.is_empty() || rest.starts_with(['.', '”', '"', '»', '!', '?']);
    let end = rest.char_indices().take(LONGEST_REST).find(|(_, c)| is_bracket(*c));
    match end {
        Some((n, c)) if is_closing(c) && !sentence_ends => {
            Some((at.at + n + c.len_utf8(), Some("more than a place stands behind the work")))
        }
        _ => Some((cursor.at, Some("bracket is not closed"))),
    }
}

/// Where a citation may begin whose bracket closes at `here`: behind the last bracket, at most `longest`
/// characters before; and the bracket that opened there, if one did.
fn before_closing(text: &str, here: usize, free: usize, longest: usize) -> (usize, Option<usize>) {
    let line = &text[free..here];
    let from = line.char_indices().rev().nth(longest).map_or(0, |(n, _)| n);
    match line[from..].rfind(is_bracket) {
        Some(n) => {
            let at = free + from + n;
            (at + 1, Some(at).filter(|at| text[*at..].starts_with(is_opening)))
        }
        None => (free + from, None),
    }
}

/// Where such a citation begins whose work begins at `start`, and what is wrong with it.
fn unopened_from(start: usize, opening: Option<usize>) -> (usize, &'static str) {
    match opening {
        Some(opening) => (opening, "other words before the work"),
        None => (start, "bracket is not opened"),
    }
}

/// As many characters may follow the works in a bracket: "italics are mine".
const LONGEST_REST: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;

    /// Citations as `surface = source locator; … ! fault`.
    fn shown(text: &str, style: CitationStyle) -> Vec<String> {
        let work = |work: &Cited| {
            let source = match &work.source {
                CitedSource::Number(number) => number.to_string(),
                CitedSource::AuthorDate { names, year } => format!("{} {year}", names.join(" & ")),
                CitedSource::Work(key) => key.clone(),
                CitedSource::Unrecorded => "none".to_owned(),
            };
            let source = source.trim_end();
            work.locator.as_ref().map_or_else(|| source.to_owned(), |place| format!("{source} @ {place}"))
        };
        let citation = |found: Citation| {
            let works: Vec<String> = found.works.iter().map(work).collect();
            let fault = found.fault.map_or_else(String::new, |fault| format!(" ! {fault}"));
            format!("{} = {}{fault}", &text[found.range], works.join("; "))
        };
        find(text, style).into_iter().map(citation).collect()
    }

    fn numeric(text: &str, expected: &[&str]) {
        assert_eq!(shown(text, CitationStyle::Numeric), expected, "{text}");
    }

    fn dated(text: &str, expected: &[&str]) {
        assert_eq!(shown(text, CitationStyle::AuthorDate), expected, "{text}");
    }

    #[test]
    fn a_number_in_brackets_cites_a_work_of_the_list() {
        numeric("Belə olub [12, s.185-186].", &["[12, s.185-186] = 12 @ 185-186"]);
        numeric("Belə olub [5]. Sonra [7;  9].", &["[5] = 5", "[7;  9] = 7; 9"]);
        numeric("dedi”[14, s.90]", &["[14, s.90] = 14 @ 90"]);
        numeric("a [2, c.37, s.556] b", &["[2, c.37, s.556] = 2 @ vol. 37, 556"]);
        numeric("a [3, v.2, s.14] b", &["[3, v.2, s.14] = 3 @ vol. 2, 14"]);
        numeric("a [3, т. II, с. 14–15] b", &["[3, т. II, с. 14–15] = 3 @ vol. II, 14–15"]);
        numeric("a [3, c. 14] b", &["[3, c. 14] = 3 @ 14"]);
        numeric("a [12, s.5; 14, səh. 7, 9-11] b", &["[12, s.5; 14, səh. 7, 9-11] = 12 @ 5; 14 @ 7, 9-11"]);
        numeric("a [1, 4, 7] b [2-4] c", &["[1, 4, 7] = 1; 4; 7", "[2-4] = 2; 3; 4"]);
        numeric("a [bax: 12, s. 77- 80] b", &["[bax: 12, s. 77- 80] = 12 @ 77-80"]);
        numeric("a [4, s.7]. b [yenə orada, s.9]", &["[4, s.7] = 4 @ 7", "[yenə orada, s.9] = 4 @ 9"]);
        numeric(
            "a [9, ф. 1, оп. 2, д. 3, л. 4] b",
            &["[9, ф. 1, оп. 2, д. 3, л. 4] = 9 @ ф. 1, оп. 2, д. 3, л. 4"],
        );
        numeric("a [4, II fəsil, 3] b", &["[4, II fəsil, 3] = 4 @ II fəsil, 3 ! unclear place in the work"]);
    }

    #[test]
    fn a_damaged_number_is_still_a_citation_and_says_what_is_wrong() {
        numeric("a [12 s.185] b", &["[12 s.185] = 12 @ 185 ! no comma behind the number"]);
        numeric("a [12. s.185] b", &["[12. s.185] = 12 @ 185 ! no comma behind the number"]);
        numeric("a [ 12 , s . 185 ] b", &["[ 12 , s . 185 ] = 12 @ 185"]);
        numeric("a [12, s185] b", &["[12, s185] = 12 @ 185"]);
        numeric("a [12, 185-186] b", &["[12, 185-186] = 12 @ 185-186 ! pages without a sign"]);
        numeric("a [12, s.185. Sonra [13]", &["[12, s.185 = 12 @ 185 ! bracket is not closed", "[13] = 13"]);
        numeric("a (12, s.185) b", &["(12, s.185) = 12 @ 185 ! another kind of bracket"]);
        numeric("a [12, s.185) b", &["[12, s.185) = 12 @ 185 ! brackets do not match"]);
        numeric("a 12, s.185] b", &["12, s.185] = 12 @ 185 ! bracket is not opened"]);
        numeric("a [l2, s.l85] b", &["[l2, s.l85] = 12 @ 185 ! letters among digits"]);
        numeric("a [1 2, s.185] b", &["[1 2, s.185] = 12 @ 185 ! blank in a number"]);
        numeric("a [12, 5.185] b", &["[12, 5.185] = 12 @ 185 ! unclear sign for pages"]);
        numeric("a [12; s.185] b", &["[12; s.185] = 12 @ 185 ! no comma behind the number"]);
        numeric(
            "a [12, s.5, 14, s.7] b",
            &["[12, s.5, 14, s.7] = 12 @ 5; 14 @ 7 ! no semicolon between works"],
        );
        numeric("a [12, s.] b", &["[12, s.] = 12 ! no page behind the sign"]);
    }

    #[test]
    fn ordinary_brackets_are_no_numbers_of_works() {
        for text in [
            "RK(b)P MK [sic] və (7-8 may) [1918-1920] [1920]",
            "burada [red.] [...] [… nəfər] [12 nəfər] [28 aprel 1920]",
            "1) birinci, 2) ikinci; (5) və (3 yerə), (May-July 1920) [?] [12",
            "3) S.5 qatarı [a] [s.5]",
        ] {
            numeric(text, &[]);
        }
    }

    #[test]
    fn name_and_year_in_brackets_cite_a_work() {
        dated("bitdi.(Nesibli, 2018:194-195).", &["(Nesibli, 2018:194-195) = Nesibli 2018 @ 194-195"]);
        dated("bitdi ( İmanbeyli, 2020:233) və", &["( İmanbeyli, 2020:233) = İmanbeyli 2020 @ 233"]);
        dated("так (Дарабади, 2013:267-269).", &["(Дарабади, 2013:267-269) = Дарабади 2013 @ 267-269"]);
        dated(
            "a (Nəsibli, 2018a: 5; Balayev, 2012: 7, 9)",
            &["(Nəsibli, 2018a: 5; Balayev, 2012: 7, 9) = Nəsibli 2018a @ 5; Balayev 2012 @ 7, 9"],
        );
        dated(
            "a (Nəsibli, 2018:5; 2021:7)",
            &["(Nəsibli, 2018:5; 2021:7) = Nəsibli 2018 @ 5; Nəsibli 2021 @ 7"],
        );
        dated(
            "a (Nəsibli, 2018:5, 2021:7)",
            &["(Nəsibli, 2018:5, 2021:7) = Nəsibli 2018 @ 5; Nəsibli 2021 @ 7"],
        );
        dated("a (Nəsibli, 2018, 2021)", &["(Nəsibli, 2018, 2021) = Nəsibli 2018; Nəsibli 2021"]);
        dated(
            "a (Volxonski və Muxanov, 2007: 160)",
            &["(Volxonski və Muxanov, 2007: 160) = Volxonski & Muxanov 2007 @ 160"],
        );
        dated("a (Smith & O’Neil, 1999)", &["(Smith & O’Neil, 1999) = Smith & O’Neil 1999"]);
        dated("a (Smith et al., 1999: 12)", &["(Smith et al., 1999: 12) = Smith 1999 @ 12"]);
        dated("a (Əliyev və b., 1999: 12)", &["(Əliyev və b., 1999: 12) = Əliyev 1999 @ 12"]);
        dated("a (Иванов и др., 2007, с. 12)", &["(Иванов и др., 2007, с. 12) = Иванов 2007 @ 12"]);
        dated("a (Süslü İ, 2017:251)", &["(Süslü İ, 2017:251) = Süslü İ 2017 @ 251"]);
        dated(
            "a (Həsənli C., 2009, c. 2, s. 7)",
            &["(Həsənli C., 2009, c. 2, s. 7) = Həsənli C. 2009 @ vol. 2, 7"],
        );
        dated("a (bax: Nəsibli, 2018: 5)", &["(bax: Nəsibli, 2018: 5) = Nəsibli 2018 @ 5"]);
        dated(
            "a (Azərbaycan tarixi, 2008:31)",
            &["(Azərbaycan tarixi, 2008:31) = Azərbaycan tarixi 2008 @ 31"],
        );
        dated("a (Bayramgil,2020) b", &["(Bayramgil,2020) = Bayramgil 2020"]);
        dated("Nəsibli (2018:194) yazır", &["(2018:194) = Nəsibli 2018 @ 194"]);
        dated("N.Nəsibli (2018) yazır", &["(2018) = N.Nəsibli 2018"]);
        dated(
            "a (Oral, 2016:5) b (yenə orada: 7)",
            &["(Oral, 2016:5) = Oral 2016 @ 5", "(yenə orada: 7) = Oral 2016 @ 7"],
        );
        dated(
            "a (RQASPİ, f.85, siy.2, iş 3, v.4)",
            &["(RQASPİ, f.85, siy.2, iş 3, v.4) = RQASPİ @ f.85, siy.2, iş 3, v.4"],
        );
        dated(
            "a (Nəsibli, 2018:5, kursiv bizimdir)",
            &[
                "(Nəsibli, 2018:5, kursiv bizimdir) = Nəsibli 2018 @ 5 ! more than a place stands behind the work",
            ],
        );
    }

    #[test]
    fn a_damaged_name_and_year_is_still_a_citation() {
        dated(
            "a (Nesibli 2018:194)",
            &["(Nesibli 2018:194) = Nesibli 2018 @ 194 ! no comma before the year"],
        );
        dated(
            "a (Nesibli.2018:194)",
            &["(Nesibli.2018:194) = Nesibli 2018 @ 194 ! no comma before the year"],
        );
        dated(
            "a (Nesibli,2018 194)",
            &["(Nesibli,2018 194) = Nesibli 2018 @ 194 ! no colon behind the year"],
        );
        dated(
            "a (Nesibli, 2018, 194)",
            &["(Nesibli, 2018, 194) = Nesibli 2018 @ 194 ! no colon behind the year"],
        );
        dated(
            "a (Nesibli, 2018.194)",
            &["(Nesibli, 2018.194) = Nesibli 2018 @ 194 ! no colon behind the year"],
        );
        dated(
            "a (Nesibli, 2018;194)",
            &["(Nesibli, 2018;194) = Nesibli 2018 @ 194 ! no colon behind the year"],
        );
        dated(
            "a ( Nesibli , 2018 : 194 - 195 )",
            &["( Nesibli , 2018 : 194 - 195 ) = Nesibli 2018 @ 194-195"],
        );
        dated("a (Nesibli, 20l8:194)", &["(Nesibli, 20l8:194) = Nesibli 2018 @ 194 ! letters among digits"]);
        dated("a (2018, Nesibli:194)", &["(2018, Nesibli:194) = Nesibli 2018 @ 194 ! year before the name"]);
        dated(
            "a [Nesibli, 2018:194]",
            &["[Nesibli, 2018:194] = Nesibli 2018 @ 194 ! another kind of bracket"],
        );
        dated(
            "a (Nesibli, 2018:194. Sonra (1920) b",
            &["(Nesibli, 2018:194 = Nesibli 2018 @ 194 ! bracket is not closed"],
        );
        dated(
            "bitdi. Nesibli, 2018:194). Sonra",
            &["Nesibli, 2018:194) = Nesibli 2018 @ 194 ! bracket is not opened"],
        );
        dated("(Qeyd: şəkil yanlışdır. (Oral,2016:192). Sonra", &["(Oral,2016:192) = Oral 2016 @ 192"]);
        dated(
            "a (Nesibli, 2018:5, Oral, 2016:7)",
            &[
                "(Nesibli, 2018:5, Oral, 2016:7) = Nesibli 2018 @ 5; Oral 2016 @ 7 ! no semicolon between works",
            ],
        );
        dated("a (Nesibli, 2018:)", &["(Nesibli, 2018:) = Nesibli 2018 ! no page behind the year"]);
    }

    #[test]
    fn ordinary_brackets_are_no_authors_and_years() {
        for text in [
            "(1918-1920) (RQASPİ) (May-July 1920) RK(b)P (1920-ci il) (Kut)",
            "“Rəsulzadə (1884-1955)” (Bakı, 1920) (28 aprel 1920) (aprel, 1920-ci il)",
            "(Moskva, 2007) (Tiflis, 2010-cu il) (d. 1884, Şuşa) (1920) (7-8 may)",
            "Mirzə Bala (1898) doğuldu (London, 1985) qurultay (2020) (SSRİ, 1985)",
            "(Azərbaycan, 1918-1920) (27 aprel 2018) (Май 2018) (ÇEKA) 2. Birgen 2009)",
            "(bu əsər klassik əsər hesab olunur, 2009) «Европа», 2007. — 256 с.) (b) (2018)",
            "Novruz bayramı (2020:) (saat 12:30)",
        ] {
            dated(text, &[]);
        }
    }

    #[test]
    fn what_is_rare_is_read_as_well() {
        numeric("a [14; 15; 16, s.3] b", &["[14; 15; 16, s.3] = 14; 15; 16 @ 3"]);
        numeric("a [5, 6, 7, s.8] b", &["[5, 6, 7, s.8] = 5; 6; 7 @ 8 ! no semicolon between works"]);
        numeric("a [14, 153 s.] b", &["[14, 153 s.] = 14 @ 153"]);
        numeric("a [14-s.153] b", &["[14-s.153] = 14 @ 153 ! no comma behind the number"]);
        numeric(
            "a [14, s..153] [14,, s.153] b",
            &["[14, s..153] = 14 @ 153", "[14,, s.153] = 14 @ 153 ! two commas behind the number"],
        );
        numeric("a [5. Т. 2. С. 12] b", &["[5. Т. 2. С. 12] = 5 @ vol. 2, 12 ! no comma behind the number"]);
        numeric(
            "a [22, 1920, 15 may] b",
            &["[22, 1920, 15 may] = 22 @ 1920, 15 may ! unclear place in the work"],
        );
        numeric(
            "a [məsələn, qəzetdə 12, s.5] b",
            &["[məsələn, qəzetdə 12, s.5] = 12 @ 5 ! other words before the work"],
        );
        dated(
            "a (Akgün, 1995: XII) (Akgün, 1995: II/12)",
            &["(Akgün, 1995: XII) = Akgün 1995 @ XII", "(Akgün, 1995: II/12) = Akgün 1995 @ II/12"],
        );
        dated(
            "Smith et al. (1999) və Həsənli C. (2009: 5)",
            &["(1999) = Smith 1999", "(2009: 5) = Həsənli C. 2009 @ 5"],
        );
        dated(
            "(həmin müəllifin əsəri, Oral, 2016: 5)",
            &["(həmin müəllifin əsəri, Oral, 2016: 5) = Oral 2016 @ 5 ! other words before the work"],
        );
        dated(
            "(March & Olsen, 1989) (AXC Parlamenti, 2010) Bakı (2018: 500)",
            &["(March & Olsen, 1989) = March & Olsen 1989"],
        );
    }

    /// Any fragments in any order: no panic, and what is found is in order and inside.
    #[test]
    fn whatever_the_text_is_what_is_found_is_sound() {
        const PARTS: [&str; 20] = [
            "[",
            "]",
            "(",
            ")",
            "12",
            ", ",
            "s.",
            "185-186",
            "; ",
            "Nəsibli",
            " 2018",
            ":",
            "т. ",
            "İ.",
            "–",
            "və ",
            "f.",
            "yenə orada",
            "e\u{301}",
            " ",
        ];
        let mut seed = 7_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PARTS[(seed >> 33) as usize % PARTS.len()]);
            }
            for style in [CitationStyle::Numeric, CitationStyle::AuthorDate] {
                let mut end = 0;
                for citation in find(&text, style) {
                    assert!(
                        citation.range.start >= end && !text[citation.range.clone()].is_empty(),
                        "{text}"
                    );
                    end = citation.range.end;
                    for work in &citation.works {
                        assert!(work.range.start >= citation.range.start && work.range.end <= end, "{text}");
                        assert!(!text[work.range.clone()].is_empty(), "{text}");
                    }
                }
            }
        }
    }
}
