//! The pages of examples, `tests/spec/find/dates.*.md`.

use std::sync::Arc;

use super::*;

/// What is found stands in the manual, too.
const PAGES: [(&str, &str); 5] = [
    ("az", include_str!("../../../tests/spec/find/dates.az.md")),
    ("de", include_str!("../../../tests/spec/find/dates.de.md")),
    ("en", include_str!("../../../tests/spec/find/dates.en.md")),
    ("ru", include_str!("../../../tests/spec/find/dates.ru.md")),
    ("tr", include_str!("../../../tests/spec/find/dates.tr.md")),
];

/// `# ` begins a heading, `\n\n` a paragraph.
fn found_in(finder: &Finder, text: &str) -> String {
    let mut years = Years::new(None);
    let mut found = Vec::new();
    for block in text.split("\n\n") {
        let level = block.bytes().take_while(|byte| *byte == b'#').count();
        match u8::try_from(level) {
            Ok(0) | Err(_) => years.paragraph(),
            Ok(level) => years.heading(level),
        }
        let block = block.trim_start_matches(['#', ' ']);
        found.extend(finder.dates(block, &[], &mut years).iter().map(|date| shown(block, date)));
    }
    if found.is_empty() { "none".to_owned() } else { found.join("; ") }
}

fn shown(text: &str, date: &Found) -> String {
    let part = date.part.map(|part| format!(" ({})", format!("{part:?}").to_lowercase()));
    let inferred = if date.inferred.is_some() { " inferred" } else { "" };
    format!("{} = {}{}{inferred}", &text[date.range.clone()], date.edtf, part.unwrap_or_default())
}

#[test]
fn every_example_of_the_pages_is_found() {
    let mut faults = Vec::new();
    for (tag, page) in PAGES {
        let finder = Finder::of(tag).expect("a language");
        let examples: Vec<_> = page.lines().filter_map(|line| line.rsplit_once(" => ")).collect();
        assert!(examples.len() >= 60, "{tag} has {} examples", examples.len());
        for (text, expected) in examples {
            let found = found_in(finder, &text.replace("\\n", "\n"));
            if found != expected {
                faults.push(format!("{tag}: {text}\n    expected {expected}\n    found    {found}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The dates of one text in Azerbaijani, told what `prepare` says.
fn check(prepare: impl Fn(&mut Years), text: &str, expected: &str) {
    let mut years = Years::new(None);
    prepare(&mut years);
    let found = Finder::of("az").expect("a language").dates(text, &[], &mut years);
    let found: Vec<String> = found.iter().map(|date| format!("{} {:?}", date.edtf, date.inferred)).collect();
    assert_eq!(found.join("; ").replace("Some", "").replace(" None", ""), expected, "{text}");
}

fn read(years: &mut Years, text: &str) {
    let _ = Finder::of("az").expect("a language").dates(text, &[], years);
}

#[test]
fn a_year_is_known_from_the_sentence_the_paragraph_the_section_or_the_span() {
    let nothing = |_: &mut Years| {};
    check(nothing, "1920-ci il mayın 9-da başladı, mayın 15-də bitdi.", "1920-05-09; 1920-05-15 (Sentence)");
    check(nothing, "1920-ci il mayın 9-da başladı. Mayın 15-də bitdi.", "1920-05-09; 1920-05-15 (Paragraph)");
    let before = |years: &mut Years| {
        read(years, "Qoşun 1920-ci ilin mayında gəldi.");
        years.paragraph();
    };
    check(before, "İyunun 2-də getdi.", "1920-06-02 (Section)");
    let span = |years: &mut Years| *years = Years::new(Some((1920, 1920)));
    check(span, "İyunun 2-də getdi.", "1920-06-02 (Text)");
    let wide = |years: &mut Years| *years = Years::new(Some((1918, 1920)));
    check(wide, "İyunun 2-də getdi.", "XXXX-06-02");
}

#[test]
fn what_a_section_knew_ends_with_it() {
    let next = |years: &mut Years| {
        years.heading(1);
        read(years, "1918-ci il");
        years.heading(2);
        read(years, "1919-cu ilin yayı");
        years.paragraph();
        read(years, "İyulun 5-də yola çıxdılar.");
        years.heading(2);
        read(years, "Geri dönüş");
        years.paragraph();
    };
    check(next, "Mayın 3-də qayıtdılar.", "1918-05-03 (Section)");
}

#[test]
fn a_look_back_does_not_move_the_year() {
    let nothing = |_: &mut Years| {};
    check(
        nothing,
        "1920-ci il mayın 9-da iclas oldu. Hələ 1905-ci ilin oktyabrında da belə olmuşdu. Mayın 12-də dağıldılar.",
        "1920-05-09; 1905-10; 1920-05-12 (Paragraph)",
    );
    check(
        nothing,
        "1920-ci il mayın 9-da iclas oldu. Sədr, 1877-ci ildə Tiflisdə doğulan həkim, mayın 12-də getdi.",
        "1920-05-09; 1877; 1920-05-12 (Paragraph)",
    );
    let paragraph = |years: &mut Years| {
        read(years, "1920-ci il mayın 9-da iclas oldu. 1920-ci il mayın 12-də dağıldılar.");
        years.paragraph();
        read(years, "1905-ci ildə o hələ tələbə idi. Oktyabrın 17-də həbs olundu.");
        years.paragraph();
    };
    check(paragraph, "Mayın 15-də yenidən toplandılar.", "1920-05-15 (Section)");
}

#[test]
fn a_note_knows_what_is_known_and_tells_nothing() {
    let mut years = Years::new(None);
    read(&mut years, "1920-ci il mayın 9-da iclas oldu.");
    let mut note = years.aside();
    let finder = Finder::of("az").expect("a language");
    let in_note = finder.dates("Mayın 8-də yazılıb, 1931-ci il martın 2-də çap olunub.", &[], &mut note);
    assert_eq!(in_note[0].edtf.as_str(), "1920-05-08");
    let after = finder.dates("Mayın 12-də dağıldılar.", &[], &mut years);
    assert_eq!(after[0].edtf.as_str(), "1920-05-12");
}

#[test]
fn what_is_marked_is_left_alone_and_known() {
    let text = "1919-cu il mayın 9-da gəldi, mayın 12-də getdi.";
    let at = 0.."1919-cu il mayın 9-da".len();
    let date = Edtf::parse("1919-05-09").expect("a date");
    let marked = [Told { at: 0, date, is_event: false }];
    let mut years = Years::new(None);
    let finder = Finder::of("az").expect("a language");
    let found = finder.dates_beside(text, &[at], &marked, &mut years);
    let found: Vec<String> = found.iter().map(|date| shown(text, date)).collect();
    assert_eq!(found, ["mayın 12-də = 1919-05-12 inferred"]);
}

#[test]
fn a_finder_is_known_by_the_tag_of_its_language() {
    let known = ["az", "az-AZ", "en-GB", "tr", "ru", "de-AT"];
    assert!(known.iter().all(|tag| Finder::of(tag).is_some()));
    let unknown = ["az-Cyrl", "fa", ""];
    assert!(unknown.iter().all(|tag| Finder::of(tag).is_none()));
}

#[test]
fn the_day_of_an_event_tells_its_year() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        let days = [((4, 28), 1920), ((5, 28), 1918)].into();
        let mut years = Years::new(None).about(About { days: Arc::new(days), main: Some(1920) });
        let mut found = Vec::new();
        for paragraph in text.split('|') {
            years.paragraph();
            let dates = Finder::of("az").expect("there is one").dates(paragraph, &[], &mut years);
            found.extend(dates.into_iter().map(|date| (date.edtf.as_str().to_owned(), date.inferred)));
        }
        let written: Vec<(&str, &str)> =
            found.iter().map(|(date, from)| (date.as_str(), from.map_or("", From::as_str))).collect();
        assert_eq!(written, expected, "{text}");
    };
    check("Aprelin 28-də qar yağdı.", &[("1920-04-28", "event")]);
    check("Aprelin 29-da qar yağdı.", &[("XXXX-04-29", "")]);
    // What is near says more.
    check(
        "1919-cu ilin martında qar yağdı. Aprelin 28-də əridi.",
        &[("1919-03", ""), ("1919-04-28", "paragraph")],
    );
    check(
        "1919-cu ilin martında qar yağdı.|Aprelin 28-də əridi.",
        &[("1919-03", ""), ("1919-04-28", "section")],
    );
    // A step back from October is none to the main year.
    check(
        "1919-cu ilin oktyabrında qar yağdı.|Aprelin 28-də əridi.",
        &[("1919-10", ""), ("1920-04-28", "event")],
    );
    check(
        "1920-ci ilin oktyabrında qar yağdı.|Mayın 28-də əridi.",
        &[("1920-10", ""), ("1920-05-28", "section")],
    );
}

#[test]
fn a_date_that_no_calendar_has_is_told() {
    let check = |lang: &str, text: &str, expected: &[&str]| {
        let found = Finder::of(lang).expect("there is one").impossible(text, &[]);
        assert_eq!(found.into_iter().map(|range| &text[range]).collect::<Vec<_>>(), expected, "{text}");
    };
    check(
        "az",
        "1920-ci il fevralın 30-da, fevralın 29-da və iyunun 31-də.",
        &["1920-ci il fevralın 30-da", "iyunun 31-də"],
    );
    check("en", "It is of 30 February 1920 and 29 February 1919.", &["30 February 1920", "29 February 1919"]);
    check("ru", "31 апреля 1920 года и 30 апреля.", &["31 апреля 1920 года"]);
    check("ru", "29 февраля 1900 года и 29 февраля 1901 года.", &["29 февраля 1901 года"]);
    check("en", "29 February, 31 May 1920, 12 of 31 houses.", &[]);
}
