//! Tests of the bibliography as a whole: real forms of works, in two languages.

use super::*;

const WORKS: &str = r#"nasibli-2018:
  type: book
  title: Azərbaycanda milli hərəkat
  author: "Nəsibli, Nəsib"
  date: 2018
  publisher: Elm
  location: Bakı
  language: az
nasibli-2018-b:
  type: book
  title: Zəngəzur məsələsi
  author: "Nəsibli, Nəsib"
  date: 2018
  language: az
ivanov-1927:
  type: article
  title: Закавказье в 1920 году
  author: "Иванов, Рудольф"
  date: 1927-05
  page-range: 12-30
  language: ru
  parent:
    type: periodical
    title: Красный архив
    volume: 3
    issue: 2
isik-2001:
  type: chapter
  title: The Treaty of Gümrü & After
  author: ["Işık, Ayşe", "Çelik, Ömer", "Əliyev, Ə."]
  date: 2001
  page-range: 185-199
  language: en
  parent:
    type: anthology
    title: Essays <on> the Caucasus
    editor: "Hunt, Leigh"
    publisher: {name: "Yale University Press", location: New Haven}
barsegov-2005:
  type: book
  title: Сборник документов
  editor: "Барсегов, Ю. Г."
  date: 2005
  language: ru
fond-64:
  type: manuscript
  title: Kirovun teleqramı
  archive: RQASPİ
  archive-location: f. 64, siy. 1, iş 17
  language: az
kommunist:
  type: newspaper
  title: Kommunist
  date: 1920
  url: {value: "https://example.org/a?b=1&c=2", date: 2024-05-15}
"#;

/// Collation of the tests: the letters of the Azerbaijani alphabet in their order, then all others.
fn alphabet(text: &str) -> Vec<u8> {
    const LETTERS: &str = "aAbBcCçÇdDeEəƏfFgGğĞhHxXıIiİjJkKqQlLmMnNoOöÖpPrRsSşŞtTuUüÜvVyYzZ";
    let place = |c: char| LETTERS.chars().position(|l| l == c).map_or(c as u32 + 100, |i| i as u32 / 2 + 20);
    text.chars().flat_map(|c| place(c).to_be_bytes()).collect()
}

fn works() -> Bibliography {
    let (works, errors) = Bibliography::from_yaml(WORKS);
    assert_eq!(errors, []);
    works
}

fn list(works: &Bibliography, style: &str, lang: &str) -> Vec<String> {
    let style = Style::named(style).expect("a known style");
    works
        .references(&style, lang, &alphabet)
        .into_iter()
        .map(|r| format!("{} | {}", r.short, r.html))
        .collect()
}

#[test]
fn works_are_formatted_in_the_language_of_the_page() {
    let check =
        |style, lang, expected: &[&str]| assert_eq!(list(&works(), style, lang), expected, "{style} {lang}");
    let address = "<a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>";
    check(
        "chicago-author-date",
        "az",
        &[
            "Işık və b. 2001 | Işık, Ayşe, Ömer Çelik, və Ə. Əliyev. 2001. «The Treaty of Gümrü &amp; After». \
             Kitabda: <i>Essays &lt;on&gt; the Caucasus</i>, redaktə edən Leigh Hunt. Yale University Press.",
            "Kirovun teleqramı | «Kirovun teleqramı». F. 64, siy. 1, iş 17. RQASPİ.",
            &format!("Kommunist 1920 | <i>Kommunist</i>. 1920. {address}."),
            "Nəsibli 2018a | Nəsibli, Nəsib. 2018a. <i>Azərbaycanda milli hərəkat</i>. Elm.",
            "Nəsibli 2018b | Nəsibli, Nəsib. 2018b. <i>Zəngəzur məsələsi</i>.",
            "Барсегов 2005 | Барсегов, Ю. Г., red. 2005. <i>Сборник документов</i>.",
            "Иванов 1927 | Иванов, Рудольф. 1927. «Закавказье в 1920 году». <i>Красный архив</i> 3 (2): 12–30.",
        ],
    );
    check(
        "apa",
        "en",
        &[
            "Işık et al., 2001 | Işık, A., Çelik, Ö., &amp; Əliyev, Ə. (2001). The Treaty of Gümrü &amp; After. \
             In L. Hunt (Ed.), <i>Essays &lt;on&gt; the Caucasus</i> (pp. 185–199). Yale University Press.",
            "Kirovun teleqramı | <i>Kirovun teleqramı</i>. (n.d.). RQASPİ (f. 64, siy. 1, iş 17).",
            &format!("Kommunist 1920 | <i>Kommunist</i>. (1920). {address}"),
            "Nəsibli, 2018a | Nəsibli, N. (2018a). <i>Azərbaycanda milli hərəkat</i>. Elm.",
            "Nəsibli, 2018b | Nəsibli, N. (2018b). <i>Zəngəzur məsələsi</i>.",
            "Барсегов, 2005 | Барсегов, Ю. Г. (ed.). (2005). <i>Сборник документов</i>.",
            "Иванов, 1927 | Иванов, Р. (1927). Закавказье в 1920 году. <i>Красный архив</i>, <i>3</i>(2), 12–30.",
        ],
    );
    let gost = list(&works(), "gost-r-705-2008-numeric", "az");
    assert_eq!(
        gost[0],
        "Nəsibli 2018 | <span class=\"csl-left-margin\">1.</span> Nəsibli N. Azərbaycanda milli hərəkat. Bakı: Elm, 2018."
    );
    assert!(gost[2].contains("// Красный архив. 1927. C. 3, № 2. S. 12–30."), "{}", gost[2]);
}

#[test]
fn a_reference_says_by_whom_and_when_and_how_it_is_cited() {
    let (style, works) = (Style::named("chicago-author-date").expect("known"), works());
    let references = works.references(&style, "az", &alphabet);
    let of = |key: &str| references.iter().find(|r| r.key == key).expect("every work has a reference");
    assert_eq!(of("isik-2001").creators, ["Işık, Ayşe", "Çelik, Ömer", "Əliyev, Ə."]);
    assert_eq!((of("isik-2001").year, of("fond-64").year), (Some(2001), None));
    assert_eq!(of("nasibli-2018").citation(Some("s. 12")), "Nəsibli 2018a, s. 12");
    assert_eq!(of("nasibli-2018").citation(None), "Nəsibli 2018a");
    assert_eq!(of("barsegov-2005").plain, "Барсегов, Ю. Г., red. 2005. Сборник документов.");
}

#[test]
fn cutting_into_runs_changes_nothing_for_the_reader() {
    let mut text = String::new();
    for i in 0..150 {
        let family = ["Əliyev", "Hunt", "Ünüvar"][i % 3];
        text.push_str(&format!(
            "w{i}:\n  type: book\n  title: T{i:03}\n  author: \"{family}{}, A.\"\n  date: 1920\n",
            i / 6
        ));
    }
    let (works, errors) = Bibliography::from_yaml(&text);
    assert_eq!(errors, []);
    let all = list(&works, "chicago-author-date", "en");
    assert_eq!(all.len(), 150);
    for pair in all.chunks(2) {
        assert!(pair[0].contains(" 1920a | ") && pair[1].contains(" 1920b | "), "{pair:?}");
    }
    let numbered = list(&works, "ieee", "en");
    assert!(numbered[149].contains(">[150]<"), "{}", numbered[149]);
    assert_eq!(all, list(&works, "chicago-author-date", "en"), "the same twice");
}

#[test]
fn every_style_of_the_archive_formats_every_work() {
    for name in Style::names() {
        let style = Style::named(name).unwrap_or_else(|e| panic!("{name}: {}", e.message));
        let references = works().references(&style, "az", &alphabet);
        assert_eq!(references.len(), 7, "{name}");
        for reference in references {
            assert!(
                !reference.html.contains("style=") && !reference.html.contains("<div"),
                "{name}: {}",
                reference.html
            );
            assert!(!reference.short.is_empty(), "{name}");
        }
    }
}

#[test]
fn mistakes_in_yaml_are_all_told_with_their_place() {
    let check = |text: &str, keys: &str, expected: &[&str]| {
        let (works, errors) = Bibliography::from_yaml(text);
        let told: Vec<String> =
            errors.iter().map(|e| format!("{:?} {}", &text[e.at.clone()], e.message)).collect();
        assert_eq!(told, expected, "{text:?}");
        assert_eq!(works.works().iter().map(Work::key).collect::<Vec<_>>().join(" "), keys, "{text:?}");
    };
    check(
        "a:\n  type: bok\nb:\n  title: Y\nc:\n  type: book\n  date: 1920-13-45\ne: 5\na:\n  type: book\nf:\n  type: book\n  titel: Ə\n",
        "f",
        &[
            "\"bok\" in the work `a`: there is no type or role `bok`",
            "\"b\" in the work `b`: it has no `type`",
            "\"1920-13-45\" in the work `c`: date: month not in interval 1-12",
            "\"5\" in the work `e`: invalid type: integer `5`, expected a map representing a bibliography entry",
            "\"a\" the work `a` stands already in line 1",
            "\"titel\" a work has no field `titel`",
        ],
    );
    check("a: {type: book", "", &["\"a\" in the work `a`: did not find expected ',' or '}'"]);
    check("a: &x\n  type: book\nb: *x\n", "a b", &[]);
    check("\u{feff}a:\r\n  type: book\r\n", "a", &[]);
    check("# nothing yet\n", "", &[]);
    check("", "", &[]);
    check("- a\n", "", &["\"- a\" invalid type: sequence, expected a map between cite keys and entries"]);
}

#[test]
fn mistakes_in_bibtex_are_all_told_with_their_place() {
    let text = "@string{elm = {Elm}}\n@book{a, title={X}, author={Hunt, Leigh}, year=1820, publisher=elm}\n\
                @book{b, title={Y}, date={19x}}\n@article{a, title={Z}}\n@book{c, title={open}\n\
                @misc{d, title={Ə}, month=foo}\n@book{e, title={Last}}\n";
    let (works, errors) = Bibliography::from_bibtex(text);
    let told: Vec<String> =
        errors.iter().map(|e| format!("{:?} {}", &text[e.at.clone()], e.message)).collect();
    assert_eq!(
        told,
        [
            "\"a\" the work `a` stands already in line 2",
            "\"c\" in the work `c`: expected comma",
            "\"foo\" in the work `d`: unknown abbreviation \"foo\"",
        ]
    );
    let keys: Vec<&str> = works.works().iter().map(|work| &text[work.place().at.clone()]).collect();
    assert_eq!(keys, ["a", "b", "e"]);
    let style = Style::named("chicago-author-date").expect("known");
    assert_eq!(works.references(&style, "en", &alphabet)[0].plain, "Hunt, Leigh. 1820. X. Elm.");
}

#[test]
fn of_two_files_with_one_key_the_first_wins_and_both_are_named() {
    let (first, _) = Bibliography::from_yaml("a:\n  type: book\n  title: A\n");
    let (second, _) = Bibliography::from_bibtex("@book{b, title={B}}\n@book{a, title={C}}");
    let (whole, doubles) = Bibliography::merge(vec![first, second]);
    let place = |file, at| Place { file, at };
    assert_eq!(doubles, [Duplicate { key: "a".into(), first: place(0, 0..1), second: place(1, 26..27) }]);
    assert_eq!(whole.works().iter().map(Work::title).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(whole.near_keys("aa"), ["a", "b"]);
}

#[test]
fn an_unknown_style_lists_near_names() {
    let check = |name: &str, near: &str| {
        let error = Style::named(name).expect_err("no such style");
        assert!(error.help.contains(near), "{name}: {}", error.help);
    };
    check("chicago-autor-date", "near names: chicago-author-date");
    check("gost", "gost-r-705-2008-numeric");
    check("xyzzy", "chicago-author-date");
    assert!(Style::from_csl("<style").is_err());
}

#[test]
fn a_work_is_exported_with_its_signs_escaped() {
    let (works, errors) = Bibliography::from_yaml(
        "k:\n  type: article\n  title: 100% \"A\" & <b> \\{x\\}\n  author: [\"Əliyev, Ə.\", \"Hunt & Co\"]\n  date: ~1920-05-03\n  \
         page-range: 12-30\n  parent: {title: Jurnal_1, volume: 3, issue: 2, serial-number: {issn: 1234-5678}}\n",
    );
    assert_eq!(errors, []);
    let lines = |text: Option<String>| text.expect("a known key");
    assert_eq!(
        lines(works.bibtex("k")),
        "@article{k,\n  author = {Əliyev, Ə. and {Hunt \\& Co}},\n  title = {100\\% \"A\" \\& <b> \\textbraceleft{}x\\textbraceright{}},\n  \
         journal = {Jurnal\\_1},\n  year = {1920},\n  date = {1920-05-03~},\n  volume = {3},\n  number = {2},\n  \
         pages = {12--30},\n  issn = {1234-5678},\n}\n"
    );
    assert_eq!(
        lines(works.ris("k")),
        "TY  - JOUR\r\nID  - k\r\nAU  - Əliyev, Ə.\r\nAU  - Hunt & Co\r\nTI  - 100% \"A\" & <b> {x}\r\nJO  - Jurnal_1\r\n\
         PY  - 1920\r\nDA  - 1920/05/03/\r\nVL  - 3\r\nIS  - 2\r\nSP  - 12\r\nEP  - 30\r\nSN  - 1234-5678\r\nER  - \r\n"
    );
    assert_eq!(
        lines(works.csl_json("k")),
        "{\"id\":\"k\",\"type\":\"article-journal\",\"title\":\"100% \\\"A\\\" & \\u003cb> {x}\",\"author\":\
         [{\"family\":\"Əliyev\",\"given\":\"Ə.\"},{\"literal\":\"Hunt & Co\"}],\"container-title\":\"Jurnal_1\",\
         \"issued\":{\"date-parts\":[[1920,5,3]],\"circa\":true},\"volume\":\"3\",\"issue\":\"2\",\"page\":\"12-30\",\
         \"ISSN\":\"1234-5678\"}"
    );
    assert_eq!((works.bibtex("x"), works.ris("x"), works.csl_json("x")), (None, None, None));
    // What is written can be read again.
    let (again, errors) = Bibliography::from_bibtex(&lines(works.bibtex("k")));
    assert_eq!(errors, []);
    assert_eq!(again.works()[0].creators(), ["Əliyev, Ə.", "Hunt & Co"]);
}

#[test]
fn a_text_of_the_edition_is_cited_by_paragraph() {
    let names = [PersonName::new("Əliyev", "Ə."), PersonName::new("Redaksiya", "")];
    let text = TextCitation {
        key: "baku 1920",
        title: "A <b> & {c}",
        authors: &names[..1],
        editors: &names[1..],
        edition: "Nəşr",
        date: "1920-04~",
        date_in_words: "1920-04~",
        url: Some("https://example.org/a.html?x=1&y=2"),
        language: "az",
        paragraph: Some("¶ 12"),
        rights: Some("CC BY 4.0"),
    };
    let words = CiteWords { within: "", edited_by: "red.", open_quote: "«", close_quote: "»" };
    let cited = cite_text(&text, &words);
    assert_eq!(
        cited.plain,
        "Ə. Əliyev, «A <b> & {c}», Nəşr, red. Redaksiya, 1920-04~, ¶ 12, https://example.org/a.html?x=1&y=2"
    );
    assert_eq!(
        cited.html,
        "Ə. Əliyev, «A &lt;b&gt; &amp; {c}», <i>Nəşr</i>, red. Redaksiya, 1920-04~, ¶ 12, \
         <a href=\"https://example.org/a.html?x=1&amp;y=2\">https://example.org/a.html?x=1&amp;y=2</a>"
    );
    assert!(
        cited.bibtex.starts_with("@incollection{baku-1920,\n  author = {Əliyev, Ə.},\n"),
        "{}",
        cited.bibtex
    );
    assert!(
        cited.ris.contains("T2  - Nəşr\r\n") && cited.ris.contains("DA  - 1920/04//\r\n"),
        "{}",
        cited.ris
    );
    assert!(
        cited.csl_json.contains("\"issued\":{\"date-parts\":[[1920,4]],\"circa\":true}"),
        "{}",
        cited.csl_json
    );
    let bare = TextCitation {
        authors: &[],
        editors: &[],
        date: "",
        date_in_words: "",
        url: Some("javascript:alert(1)"),
        paragraph: None,
        rights: None,
        ..text
    };
    assert_eq!(cite_text(&bare, &words).html, "«A &lt;b&gt; &amp; {c}», <i>Nəşr</i>, javascript:alert(1)");
}

#[test]
fn the_azerbaijani_locale_has_every_term_that_references_use() {
    let (code, locales) = style::locales_for("az-Latn-AZ");
    assert_eq!((code.0.as_str(), locales.len()), ("az", 2));
    let terms = |index: usize| locales[index].terms.as_ref().expect("a locale has terms");
    let lacking: Vec<_> = terms(1)
        .terms
        .iter()
        .filter(|t| t.form == hayagriva::citationberg::TermForm::Long)
        .filter(|t| t.single().is_some_and(|text| !text.is_empty()))
        .filter(|t| !terms(0).terms.iter().any(|own| own.name == t.name))
        .map(|t| format!("{:?}", t.name))
        .filter(|name| !name.contains("Ordinal"))
        .collect();
    assert_eq!(lacking, Vec::<String>::new());
    let ordinals = locales[0].ordinals().expect("ordinals");
    let check = |n: i32, suffix: &str| assert_eq!(ordinals.lookup(n, None), Some(suffix), "{n}");
    for (n, suffix) in [(1, "-ci"), (3, "-cü"), (6, "-cı"), (9, "-cu"), (10, "-cu"), (13, "-cü"), (20, "-ci")]
    {
        check(n, suffix);
    }
    for (n, suffix) in [(30, "-cu"), (40, "-cı"), (60, "-cı"), (90, "-cı"), (100, "-cü"), (110, "-cu")] {
        check(n, suffix);
    }
}

#[test]
fn a_language_without_a_locale_falls_back_to_english() {
    let check = |lang: &str, code: &str| assert_eq!(style::locales_for(lang).0.0, code, "{lang}");
    check("az", "az");
    check("tr", "tr-TR");
    check("ru", "ru-RU");
    check("en", "en-US");
    check("en-GB", "en-GB");
    check("la", "la");
    check("tlh", "en-US");
}
