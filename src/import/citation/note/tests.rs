//! Notes that we wrote, with works that do not exist.

use super::*;
use crate::import::citation::WorkName;
use std::collections::BTreeMap;

fn work(key: &str, author: &str, titles: &[&str], year: &str) -> WorkName {
    let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
    WorkName {
        key: key.to_owned(),
        families: if author.is_empty() { vec![titles[0].clone()] } else { vec![author.to_owned()] },
        titles,
        year: Some(year.to_owned()).filter(|year| !year.is_empty()),
    }
}

fn index() -> NoteIndex {
    let works = [
        work("qar-1961", "Dağlı, Kərim", &["Qar altında yollar"], "1961"),
        work("el-1990", "Bulaqov, S.", &["Dağ kəndləri (1900–1910)"], "1990"),
        work("el-1995", "Bulaqov, S.", &["Dağ kəndlərinin suyu"], "1995"),
        work("el-2001", "Bulaqov, S.", &["[title not known]"], "2001"),
        work("sel-1988", "", &["Çay boyunda sel illəri. Sənədlər və məktublar", "Sel illəri"], "1988"),
        work("gora-1970", "", &["Gornıye seleniya i ix jiteli v 1905–1910 qq."], "1970"),
        work("sudya-1975", "Судьин, Пётр", &["Горные дороги Севера"], "1975"),
        work("zirve-1912", "", &["Zirvə"], "1912-03-05"),
        work("tarix-1963", "", &["Dağların tarixi"], "1963"),
        work("tarix-2003", "", &["Dağların tarixi (1800–1900)"], "2003"),
        work("ddsa", "", &["Dağlıq Diyarın Sənədlər Arxivi (DDSA)", "DDSA"], ""),
    ];
    let decided = BTreeMap::from([("Köhnə dəftər".to_owned(), "defter".to_owned())]);
    NoteIndex::new(&works, &decided)
}

/// Citations as `surface = key @ place ! fault`.
fn shown(text: &str, index: &NoteIndex, before: Option<&Cited>) -> Vec<String> {
    let citation = |found: Citation| {
        let source = match &found.works[0].source {
            CitedSource::Work(key) => key.clone(),
            _ => "none".to_owned(),
        };
        let place = found.works[0].locator.as_ref().map_or_else(String::new, |place| format!(" @ {place}"));
        let fault = found.fault.map_or_else(String::new, |fault| format!(" ! {fault}"));
        format!("{} = {source}{place}{fault}", &text[found.range])
    };
    find_in_note(text, index, before).into_iter().map(citation).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(text, &index(), None), expected, "{text}");
}

#[test]
fn an_author_and_a_title_name_a_work() {
    check("Dağlı, Qar altında yollar, 82.", &["Dağlı, Qar altında yollar, 82 = qar-1961 @ 82"]);
    check(
        "Kərim Dağlı, Qar altında yollar, s. 82-85",
        &["Kərim Dağlı, Qar altında yollar, s. 82-85 = qar-1961 @ 82-85"],
    );
    check("K.Dağlı, Qar altinda yolar, 82.", &["K.Dağlı, Qar altinda yolar, 82 = qar-1961 @ 82"]);
    check(
        "Dağlı K. Qar altında yollar. Bakı, 1961. S. 82.",
        &["Dağlı K. Qar altında yollar. Bakı, 1961. S. 82 = qar-1961 @ 82"],
    );
    check(
        "General Kərim Dağlı, Qar altında yollar, Bakı: Elm, 1961, 1961, 82.",
        &["General Kərim Dağlı, Qar altında yollar, Bakı: Elm, 1961, 1961, 82 = qar-1961 @ 82"],
    );
    check("Bax: Dağlı, Qar altında yollar.", &["Dağlı, Qar altında yollar = qar-1961"]);
    check("Dağlı, Qar altında yollar, Bakı: 1961.", &["Dağlı, Qar altında yollar = qar-1961"]);
    check("Dağlı, 82.", &["Dağlı, 82 = qar-1961 @ 82"]);
    check("Dağlı, a.g.e., s. 82.", &["Dağlı, a.g.e., s. 82 = qar-1961 @ 82"]);
    check(
        "P. Sudyin, Gornıye doroqi Severa, 14.",
        &["P. Sudyin, Gornıye doroqi Severa, 14 = sudya-1975 @ 14"],
    );
    check(
        "Судьин П. Горные дороги Севера. М., 1975. С. 14–15.",
        &["Судьин П. Горные дороги Севера. М., 1975. С. 14–15 = sudya-1975 @ 14–15"],
    );
}

#[test]
fn of_several_works_of_an_author_the_title_or_the_year_tells() {
    check("Bulaqov, Dağ kəndləri, 7.", &["Bulaqov, Dağ kəndləri, 7 = el-1990 @ 7"]);
    check(
        "S. Bulaqov, Dağ kəndləri (1900-1910), Bakı: 1990, 7.",
        &["S. Bulaqov, Dağ kəndləri (1900-1910), Bakı: 1990, 7 = el-1990 @ 7"],
    );
    check("S.Bulaqov, Dağ kəndlərinin suyu, 7.", &["S.Bulaqov, Dağ kəndlərinin suyu, 7 = el-1995 @ 7"]);
    check("Bulaqov, Yeni sözlər, Bakı: 2001, 7.", &["Bulaqov, Yeni sözlər, Bakı: 2001, 7 = el-2001 @ 7"]);
    check("Bulaqov, 1995, 7.", &["Bulaqov, 1995, 7 = el-1995 @ 7"]);
    check("Bulaqov, 7.", &["Bulaqov, 7 = none ! several works of this author"]);
}

#[test]
fn a_title_names_a_work_without_an_author() {
    check(
        "Çay boyunda sel illəri, 9; Sel illəri, 10.",
        &["Çay boyunda sel illəri, 9 = sel-1988 @ 9", "Sel illəri, 10 = sel-1988 @ 10"],
    );
    check(
        "Çay boyunda sel illəri. Sənədlər və məktublar. Gəncə: Çinar, 1988, 9-11",
        &["Çay boyunda sel illəri. Sənədlər və məktublar. Gəncə: Çinar, 1988, 9-11 = sel-1988 @ 9-11"],
    );
    check(
        "Qornıye seleniya i ix jiteli v 1905-1910 qq, 5.",
        &["Qornıye seleniya i ix jiteli v 1905-1910 qq, 5 = gora-1970 @ 5"],
    );
    check(
        "Gornıye selenia i ih jiteli, tom 2, 5.",
        &["Gornıye selenia i ih jiteli, tom 2, 5 = gora-1970 @ vol. 2, 5"],
    );
    check("Zirvə qəzeti (rusca), Bakı: 1912, 5 mart.", &["Zirvə qəzeti = zirve-1912"]);
    check("Dağların tarixi, Bakı: 2003, 8.", &["Dağların tarixi, Bakı: 2003, 8 = tarix-2003 @ 8"]);
    check(
        "Горные селения и их жители. Т. 2. М., 1970. С. 5.",
        &["Горные селения и их жители. Т. 2. М., 1970. С. 5 = gora-1970 @ 5"],
    );
    check("Köhnə dəftər, 3.", &["Köhnə dəftər, 3 = defter @ 3"]);
}

#[test]
fn an_archive_is_cited_with_all_that_stands_behind_it() {
    check(
        "DDSA, F.17, S.3, İ. 93, V.6-8.",
        &["DDSA, F.17, S.3, İ. 93, V.6-8 = ddsa @ F.17, S.3, İ. 93, V.6-8"],
    );
    check(
        "DDSA. f. 17. s. 3; DDSA, f. 2",
        &["DDSA. f. 17. s. 3 = ddsa @ f. 17. s. 3", "DDSA, f. 2 = ddsa @ f. 2"],
    );
    check(
        "Arxiv Qornoqo Kraya (DDSA),  Fond 85, Opis 14, Delo 5",
        &["Arxiv Qornoqo Kraya (DDSA),  Fond 85, Opis 14, Delo 5 = ddsa @ Fond 85, Opis 14, Delo 5"],
    );
    check(
        "Dağlıq Diyarın Sənədlər Arxivi, fond 8, siyahı 1",
        &["Dağlıq Diyarın Sənədlər Arxivi, fond 8, siyahı 1 = ddsa @ fond 8, siyahı 1"],
    );
    check("Məktubun əsli oradadır (DDSA, f. 17, v. 9).", &["DDSA, f. 17, v. 9 = ddsa @ f. 17, v. 9"]);
}

#[test]
fn several_references_and_prose_stand_in_one_note() {
    check(
        "DDSA, F.1, S.2; Dağlı, Qar altında yollar, 8; Bulaqov, Dağ kəndləri, 9.",
        &[
            "DDSA, F.1, S.2 = ddsa @ F.1, S.2",
            "Dağlı, Qar altında yollar, 8 = qar-1961 @ 8",
            "Bulaqov, Dağ kəndləri, 9 = el-1990 @ 9",
        ],
    );
    check(
        "Dağlı da bunu yazır. Kənd o vaxt boş idi (Kərim Dağlı, Qar altında yollar, 41). Tarixlər fərqlidir.",
        &["Kərim Dağlı, Qar altında yollar, 41 = qar-1961 @ 41"],
    );
    check(
        "Dağlı, Qar altında yollar, 41. Başqa müəlliflər 1905-ci ili göstərir.",
        &["Dağlı, Qar altında yollar, 41 = qar-1961 @ 41"],
    );
    check(
        "Dağlı, Qar altında yollar. Bulaqov, Dağ kəndləri, 9.",
        &["Dağlı, Qar altında yollar = qar-1961", "Bulaqov, Dağ kəndləri, 9 = el-1990 @ 9"],
    );
    check("Ətraflı bax: Dağlı, Qar altında yollar, 5.", &["Dağlı, Qar altında yollar, 5 = qar-1961 @ 5"]);
}

#[test]
fn ibid_is_the_work_before() {
    check(
        "DDSA, f. 1, v. 2; Yenə orada, v. 5.",
        &["DDSA, f. 1, v. 2 = ddsa @ f. 1, v. 2", "Yenə orada, v. 5 = ddsa @ 5"],
    );
    let before = Cited { range: 0..1, source: CitedSource::Work("qar-1961".to_owned()), locator: None };
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(shown(text, &index(), Some(&before)), expected, "{text}");
    };
    check("Yenə orada, 7.", &["Yenə orada, 7 = qar-1961 @ 7"]);
    check("Там же. С. 7.", &["Там же. С. 7 = qar-1961 @ 7"]);
    check("Ibid.", &["Ibid = qar-1961"]);
    check("Orada qar çox idi.", &[]);
}

#[test]
fn a_reference_to_another_work_is_told_and_stays_text() {
    let fault = "no record of this work";
    check("Çinarlı, Unudulan bağlar, 12.", &[&format!("Çinarlı, Unudulan bağlar, 12 = none ! {fault}")]);
    check("Dağlı, Unudulan bağlar, 12.", &[&format!("Dağlı, Unudulan bağlar, 12 = none ! {fault}")]);
    check("XKA, f. 3, siy. 1, iş 7", &[&format!("XKA, f. 3, siy. 1, iş 7 = none ! {fault}")]);
}

#[test]
fn prose_is_no_reference() {
    for text in [
        "Dağlı o zaman kənddə deyildi.",
        "Dağlı, Bulaqov və başqaları 1905-ci ildə qayıtdılar.",
        "K.Dağlı da öz xatirələrində qar altında yolların bağlandığını yazır.",
        "DDSA-da belə sənəd yoxdur. DDSA 1920-ci ildə yaranıb.",
        "Sel illəri kənd üçün ağır idi. Zirvə 1912-ci ildə bağlandı.",
        "Dağların tarixi hələ yazılmayıb.",
        "1905-ci il martın 3-də, axşam, 12 nəfər.",
        "Bakıda, Gəncədə və Şuşada, 15 kənddə belə idi.",
        "İclasda Əli, Vəli, Pirvəli iştirak edirdi.",
        "Bax: əlavə 5; (1905-1910); [sic] f. 5; ; ( ",
        "",
    ] {
        check(text, &[]);
    }
}

#[test]
fn damaged_notes_are_read_without_a_fault() {
    const PARTS: [&str; 22] = [
        "Dağlı",
        ", ",
        ". ",
        "; ",
        "(",
        ")",
        "DDSA",
        "F. 5",
        " 12",
        "Qar altında",
        "yollar",
        "Bax:",
        "e\u{301}",
        "1990",
        "«",
        "Bulaqov",
        "S.",
        "Sel illəri",
        "-",
        "Yenə orada",
        "[",
        "Dağ kəndləri",
    ];
    let index = index();
    let mut seed = 7_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..14 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PARTS[(seed >> 33) as usize % PARTS.len()]);
        }
        let mut end = 0;
        for citation in find_in_note(&text, &index, None) {
            assert!(citation.range.start >= end && !text[citation.range.clone()].is_empty(), "{text}");
            end = citation.range.end;
        }
    }
}
