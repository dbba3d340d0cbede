//! Raw extractions that we damaged ourselves become texts: what comes out of `tests/import/raw/` with the
//! recipes of `tests/import/edition/` is what `tests/import/expected/` says (`UPDATE=1` rewrites that).
//!
//! What is no text, or not the text that a recipe is for, is refused with a way out and nothing is written.
//! Where the five sources of the shipped edition are at hand they are imported, too, and counted.

mod support;

use hashiya::import::account::unaccounted;
use hashiya::import::markdown::{mark_label, plain};
use hashiya::import::paragraph::{PassageKind, Sign};
use hashiya::import::{Imported, Repaired};
use hashiya::intake::{Intake, import_all};
use hashiya::load::{Cache, LoadOptions};
use hashiya::site::prepare;
use hashiya::write::plain;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use support::{Run, files, init, run};
use tempfile::TempDir;

/// Where imported texts lie in an edition.
const IMPORTED: &str = "content/texts/imported";

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let to = to.join(name);
        fs::create_dir_all(to.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(to, bytes).expect("a file can be written");
    }
}

/// A copy of the small edition, nothing imported yet.
fn edition() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    copy(&here("edition"), folder.path());
    folder
}

/// The small edition with one recipe only, and a folder beside it for its raw file.
fn edition_of(recipe: &str) -> (TempDir, TempDir) {
    let edition = edition();
    let sources = edition.path().join("content/sources");
    for entry in fs::read_dir(&sources).expect("there are recipes") {
        let path = entry.expect("it can be read").path();
        if !path.ends_with(recipe) {
            fs::remove_file(path).expect("it can be removed");
        }
    }
    (edition, tempfile::tempdir().expect("there is room"))
}

fn text_of(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn import(edition: &Path, raw: &Path) -> Run {
    run(&["import", text_of(edition), "--sources", text_of(raw)])
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Changes a file once.
fn change(path: &Path, from: &str, to: &str) {
    let text = read(path);
    assert!(text.contains(from), "{}: no {from:?}", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("it can be written");
}

/// What came of an import, and what the edition says of it then.
fn outcome(edition: &Path) -> BTreeMap<String, String> {
    let mut outcome = BTreeMap::new();
    for (name, bytes) in files(&edition.join(IMPORTED)) {
        if !name.starts_with(".base") {
            outcome.insert(name, String::from_utf8(bytes).expect("texts are UTF-8"));
        }
    }
    let root = text_of(edition);
    let export = |arguments: &[&str]| {
        let done = run(&[&["export"], arguments, &[root]].concat());
        assert_eq!(done.status, 0, "{arguments:?}: {}", done.err);
        done.out
    };
    for text in ["river", "school", "market", "post"] {
        outcome.insert(format!("{text}.txt"), export(&["text", "--text", text]));
    }
    outcome.insert("notes.jsonl".to_owned(), export(&["notes"]));
    outcome.insert("citations.jsonl".to_owned(), export(&["citations"]));
    outcome
}

#[test]
fn damaged_texts_become_the_texts_they_were() {
    let edition = edition();
    let done = import(edition.path(), &here("raw"));
    assert_eq!(done.status, 0, "{}", done.err);
    let built = run(&["build", text_of(edition.path())]);
    assert_eq!(built.status, 0, "{}", built.err);
    let now = outcome(edition.path());
    let folder = here("expected");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        for (name, text) in &now {
            fs::write(folder.join(name), text).expect("a file can be written");
        }
        return;
    }
    let before: BTreeMap<String, String> = files(&folder)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    assert_eq!(before.keys().collect::<Vec<_>>(), now.keys().collect::<Vec<_>>());
    for (name, text) in &now {
        for (at, (was, is)) in (1..).zip(before[name].lines().zip(text.lines())) {
            assert_eq!(is, was, "{name}, line {at}; UPDATE=1 takes this over");
        }
        assert_eq!(text.len(), before[name].len(), "{name} has another end");
    }
}

#[test]
fn importing_twice_changes_nothing() {
    let edition = edition();
    import(edition.path(), &here("raw"));
    let first = files(&edition.path().join(IMPORTED));
    let again = import(edition.path(), &here("raw"));
    assert!(again.status == 0 && again.err.contains("(0 changed)"), "{}", again.err);
    assert!(first == files(&edition.path().join(IMPORTED)), "the same bytes");
    let other = self::edition();
    import(other.path(), &here("raw"));
    assert!(first == files(&other.path().join(IMPORTED)), "the same bytes in another folder");
}

#[test]
fn what_an_editor_changed_is_merged_with_a_new_import() {
    let edition = edition();
    import(edition.path(), &here("raw"));
    let text = edition.path().join(IMPORTED).join("post.az.md");
    change(
        &text,
        "Poçtalyonun çantası bu gün muzeydədir.",
        "Poçtalyonun çantası [muzeydədir](text:river-2).",
    );
    let recipe = edition.path().join("content/sources/dates.yaml");
    fs::write(&recipe, read(&recipe) + "decisions:\n  - {line: 1, reads: İlk, is: Birinci}\n")
        .expect("written");
    let done = import(edition.path(), &here("raw"));
    assert_eq!(done.status, 0, "{}", done.err);
    assert!(done.err.contains("post.az.md: your changes and the new import were merged"), "{}", done.err);
    let merged = read(&text);
    assert!(
        merged.contains("[muzeydədir](text:river-2)") && merged.contains("Birinci tədqiqatda"),
        "{merged}"
    );
    let again = import(edition.path(), &here("raw"));
    assert!(again.err.contains("(0 changed)"), "{}", again.err);
    assert_eq!(read(&text), merged);
}

#[test]
fn a_new_import_that_contradicts_an_editor_is_put_beside() {
    let edition = edition();
    import(edition.path(), &here("raw"));
    let text = edition.path().join(IMPORTED).join("post.az.md");
    change(&text, "İlk tədqiqatda", "Ən ilk tədqiqatda");
    let edited = read(&text);
    let recipe = edition.path().join("content/sources/dates.yaml");
    fs::write(&recipe, read(&recipe) + "decisions:\n  - {line: 1, reads: İlk, is: Birinci}\n")
        .expect("written");
    let done = import(edition.path(), &here("raw"));
    assert!(done.err.contains("yours stay, the new text is"), "{}", done.err);
    assert!(done.err.contains("post.az.md.new"), "{}", done.err);
    assert_eq!(read(&text), edited);
    assert!(read(&text.with_extension("md.new")).contains("Birinci tədqiqatda"));
    // It is told again as long as it lies there, and the editor's words stay.
    let done = import(edition.path(), &here("raw"));
    assert!(done.err.contains("post.az.md.new still waits"), "{}", done.err);
    assert_eq!(read(&text), edited);
    // Once the editor has taken the new words over, the text beside is gone.
    change(&text, "Ən ilk tədqiqatda", "Birinci tədqiqatda");
    let done = import(edition.path(), &here("raw"));
    assert!(done.err.contains("(0 changed)"), "{}", done.err);
    assert!(!text.with_extension("md.new").exists());
}

/// Imports with `dates.yaml` alone a raw file of these bytes: it is refused with these words, nothing is written.
fn refused(raw: Option<&[u8]>, change_recipe: impl Fn(&str) -> String, expected: &[&str]) {
    let (edition, folder) = edition_of("dates.yaml");
    let recipe = edition.path().join("content/sources/dates.yaml");
    fs::write(&recipe, change_recipe(&read(&recipe))).expect("it can be written");
    if let Some(bytes) = raw {
        fs::write(folder.path().join("dates.txt"), bytes).expect("it can be written");
    }
    let before = files(edition.path());
    let done = import(edition.path(), folder.path());
    assert_eq!(done.status, 1, "{}", done.err);
    for words in expected {
        assert!(done.err.contains(words), "no {words:?} in:\n{}", done.err);
    }
    assert!(!edition.path().join(IMPORTED).join("post.az.md").exists(), "nothing is written");
    let changed: Vec<String> = files(edition.path())
        .into_iter()
        .filter(|file| !before.contains(file) && !file.0.starts_with("import-report"))
        .map(|(name, _)| name)
        .collect();
    assert!(changed.is_empty(), "written: {changed:?}");
}

#[test]
fn what_is_no_text_is_refused() {
    let same = |recipe: &str| recipe.to_owned();
    let place = "content/sources/dates.yaml:2:7";
    let check = |bytes: &[u8], words: &str| refused(Some(bytes), same, &["error[raw-file]", place, words]);
    check(b"%PDF-1.7\n\0\x01\x02", "`dates.txt` is no text: it holds zero bytes");
    check(b"", "`dates.txt` is empty");
    check(b" \r\n\n", "`dates.txt` is empty");
    check(b"\xFF\xFEK\0\xEB\0", "`dates.txt` is UTF-16");
    check(b"K\xFCche", "`dates.txt` is not UTF-8 from byte 1");
    check(&vec![b'a'; 50 << 20], "`dates.txt` has a line of more than 1 MB");
    refused(
        None,
        same,
        &["error[raw-file]", place, "there is no file `dates.txt` in the folder of raw files"],
    );
}

#[test]
fn another_file_than_the_recipes_is_refused() {
    let raw = fs::read(here("raw/dates.txt")).expect("it is there");
    let changed = [&raw[..], b"Bir s\xC3\xB6z.\n"].concat();
    let digest = read(&here("edition/content/sources/dates.yaml"));
    let digest = digest.lines().find_map(|line| line.strip_prefix("sha256: ")).expect("a digest").to_owned();
    let place = "content/sources/dates.yaml:3:9";
    let same = |recipe: &str| recipe.to_owned();
    refused(
        Some(&changed),
        same,
        &["error[raw-file]", place, "is another file than the one", "write `sha256: "],
    );
    // The digest that is offered is the right one.
    let wrong = |recipe: &str| recipe.replace(&digest, &"0".repeat(64));
    refused(Some(&raw), wrong, &[place, &format!("write `sha256: {digest}`")]);
}

#[test]
fn a_recipe_with_mistakes_is_refused() {
    let raw = fs::read(here("raw/dates.txt")).expect("it is there");
    let add = |line: &'static str| move |recipe: &str| format!("{recipe}{line}\n");
    refused(Some(&raw), add("\tkey"), &["error[invalid-yaml]", "content/sources/dates.yaml:"]);
    refused(Some(&raw), |_| "- a list\n".to_owned(), &["error[wrong-type]", "a recipe"]);
    let without_lang = |recipe: &str| recipe.replace("lang: az\n", "");
    refused(Some(&raw), without_lang, &["error[missing-key]", "`lang`"]);
    refused(
        Some(&raw),
        add("citatons: {style: numeric}"),
        &["error[unknown-key]", "did you mean `citations`?"],
    );
    // What is missing does not hide what else is wrong.
    let many = |recipe: &str| recipe.replace("file:", "fil:") + "notes: feet\n";
    refused(Some(&raw), many, &["no key `fil`", "needs the key `file`", "`feet`"]);
}

#[test]
fn one_file_is_imported_with_its_recipe() {
    let edition = edition();
    let out = tempfile::tempdir().expect("there is room");
    let recipe = edition.path().join("content/sources/dates.yaml");
    let raw = here("raw/dates.txt");
    let done = run(&["import", text_of(&raw), "--recipe", text_of(&recipe), "--out", text_of(out.path())]);
    assert_eq!(done.status, 0, "{}", done.err);
    assert_eq!(read(&out.path().join("post.az.md")), read(&here("expected/post.az.md")));
    assert!(!edition.path().join(IMPORTED).exists());
    let done = run(&["import", text_of(&here("raw/feet.txt")), "--recipe", text_of(&recipe), "--out", "x"]);
    assert!(done.status == 1 && done.err.contains("is another file than the one"), "{}", done.err);
}

#[test]
fn the_programs_that_extract_text_end_pages_and_lines_in_their_own_ways() {
    let edition = edition();
    let raw = tempfile::tempdir().expect("there is room");
    let text =
        "\u{feff}Birinci səhifənin sonu bur\r\n\u{c}ada deyil.\r\n\r\nİkinci abzas.\r\n\u{c}\r\nSon.\r\n";
    let file = raw.path().join("pages.txt");
    fs::write(&file, text).expect("the file can be written");
    let digest = "0".repeat(64);
    let recipe = format!(
        "file: pages.txt\nsha256: {digest}\nlang: az\ntitle: Səhifələr\npages: {{break: form-feed, first: 7}}\n"
    );
    let path = edition.path().join("content/sources/pages.yaml");
    fs::write(&path, &recipe).expect("the recipe can be written");
    let arguments = ["import", text_of(&file), "--recipe", text_of(&path), "--out", text_of(raw.path())];
    let told = run(&arguments).err;
    let right = told.split("sha256: ").last().and_then(|rest| rest.get(..64)).expect("the digest is told");
    fs::write(&path, recipe.replace(&digest, right)).expect("the recipe can be written");
    let done = run(&arguments);
    assert_eq!(done.status, 0, "{}", done.err);
    let imported = read(&raw.path().join("pages.az.md"));
    let (_, body) = imported.split_once("---\n\n").expect("a front matter");
    assert_eq!(
        body,
        "[](pb:7)Birinci səhifənin sonu bur [](pb:8)ada deyil.\n\nİkinci abzas.\n\n[](pb:9)Son.\n"
    );
}

#[test]
fn two_recipes_do_not_make_one_text() {
    let (edition, _) = edition_of("dates.yaml");
    let sources = edition.path().join("content/sources");
    fs::copy(sources.join("dates.yaml"), sources.join("again.yaml")).expect("it can be copied");
    let done = import(edition.path(), &here("raw"));
    let expected = [
        "error[duplicate-id]",
        "there would be two texts `post` in `az`",
        "`content/sources/again.yaml` makes one",
    ];
    for words in expected {
        assert!(done.err.contains(words), "no {words:?} in {}", done.err);
    }
    assert_eq!(done.status, 1);
    assert!(!edition.path().join(IMPORTED).join("post.az.md").exists());
    // Nor does one write over a text of the editor's.
    fs::remove_file(sources.join("again.yaml")).expect("it can be removed");
    fs::write(edition.path().join("content/texts/post.az.md"), "---\ntitle: Poçt\n---\n\nMəktub.\n")
        .expect("written");
    let done = import(edition.path(), &here("raw"));
    assert!(done.err.contains("the edition has one of your own"), "{}", done.err);
}

#[test]
fn without_an_edition_nothing_is_imported() {
    let (edition, _) = edition_of("dates.yaml");
    fs::write(edition.path().join("site.toml"), "[edition\n").expect("written");
    let done = import(edition.path(), &here("raw"));
    assert!(done.status == 1 && done.err.contains("error[invalid-toml]"), "{}", done.err);
    assert!(!edition.path().join(IMPORTED).exists());
}

#[test]
fn what_is_not_said_is_asked_for() {
    let new = init();
    let bare = run(&["import", text_of(new.path())]);
    assert!(bare.status == 2 && bare.err.contains("--sources"), "{}", bare.err);
    let no_recipe = run(&["import", text_of(&here("raw/dates.txt")), "--recipe", "none.yaml"]);
    assert!(no_recipe.status == 2 && no_recipe.err.contains("no such recipe"), "{}", no_recipe.err);
    let no_recipes = import(new.path(), &here("raw"));
    assert!(no_recipes.status == 2 && no_recipes.err.contains("content/sources"), "{}", no_recipes.err);
}

/// The words of the text that is made of a raw file, with these lines in the recipe.
fn made_of(raw: &str, lines: &str) -> String {
    made_whole(raw, lines).rsplit_once("---\n").expect("a text has a front matter").1.to_owned()
}

/// The file of the text that is made of a raw file, with these lines in the recipe.
fn made_whole(raw: &str, lines: &str) -> String {
    let (edition, folder) = edition_of("dates.yaml");
    fs::write(folder.path().join("dates.txt"), raw).expect("it can be written");
    let digest: String = Sha256::digest(raw).iter().map(|byte| format!("{byte:02x}")).collect();
    let recipe = format!("file: dates.txt\nsha256: {digest}\nlang: az\ntitle: Qar\n{lines}\n");
    fs::write(edition.path().join("content/sources/dates.yaml"), recipe).expect("it can be written");
    let done = import(edition.path(), folder.path());
    assert_eq!(done.status, 0, "{}", done.err);
    read(&edition.path().join(IMPORTED).join("dates.az.md"))
}

#[test]
fn a_quotation_and_a_list_stay_what_they_are() {
    let raw = "Su axar, daş qalar.\n\nSiyahı:\n\n• çay\n• dağ\nvə göl\n\nSon abzas.\n";
    let expected = "\n> Su axar, daş qalar.\n\nSiyahı:\n\n- çay\n- dağ və göl\n\nSon abzas.\n";
    assert_eq!(made_of(raw, "parts: [{line: 1, kind: quote}, {lines: 5-7, kind: list}]"), expected);
}

#[test]
fn keywords_stand_in_the_front_matter_too() {
    let raw = "Su axar.\n\nAçar sözlər: qar, boz dağ;\ngöl.\n";
    assert_eq!(
        made_whole(raw, "parts: [{lines: 3-4, kind: keywords}]"),
        "---\ntitle: \"Qar\"\nraw: \"dates.txt\"\nkeywords: [\"qar\", \"boz dağ\", \"göl\"]\n---\n\n\
         Su axar.\n\nAçar sözlər: qar, boz dağ; göl.\n"
    );
}

#[test]
fn a_lone_number_is_that_of_a_page_also_in_a_text_without_notes() {
    let raw = "Birinci səhifə bitir.\n\n57\n\nİkinci səhifə bitir.\n";
    let expected = "\nBirinci səhifə bitir.\n\n[](pb:58)İkinci səhifə bitir.\n";
    assert_eq!(made_of(raw, "pages: {lone-numbers: true}"), expected);
}

#[test]
fn several_marks_of_one_line_are_found() {
    let raw = "Şəhər böyük idi1. Orada çox insan vardı2. Sonra getdi3. O, 4 il yaşadı.\n";
    let expected = "\nŞəhər böyük idi[^1]. Orada çox insan vardı[^2]. Sonra getdi[^3]. O, 4 il yaşadı.\n";
    assert_eq!(made_of(raw, "notes: absent"), expected);
}

#[test]
fn notes_are_found_below_each_sort_of_rule() {
    let expected = "\nŞəhər böyük idi[^1]. Orada çox insan vardı[^2]. [](pb:s2)Sonra qar yağdı[^3].\n\n\
        [^1]: Bax: Əliyev.\n\n[^2]: Orada.\n\n[^3]: Yenə orada.\n";
    for rule in [" ".repeat(40).as_str(), "__________", "-----", ""] {
        let raw = format!(
            "Şəhər böyük idi1. Orada çox insan vardı2.\n{rule}\n1. Bax: Əliyev.\n2. Orada.\n\
             \u{c}Sonra qar yağdı3.\n{rule}\n3 Yenə orada.\n"
        );
        assert_eq!(made_of(&raw, "notes: foot\npages: {break: form-feed}"), expected, "{rule:?}");
    }
}

#[test]
fn notes_may_be_numbered_afresh_on_each_page() {
    let raw = "Şəhər böyük idi1. Orada çox insan vardı2.\n\n1 Birinci.\n2 İkinci.\n\n57\n\
        \u{c}Sonra qar yağdı¹.\n\n¹ Üçüncü.\n\n58\n";
    let expected = "\n[](pb:57)Şəhər böyük idi[^1]. Orada çox insan vardı[^2].\n\n[](pb:58)Sonra qar yağdı[^2-1].\n\n\
        [^1]: Birinci.\n\n[^2]: İkinci.\n\n[^2-1]: Üçüncü.\n";
    assert_eq!(
        made_of(raw, "notes: foot\npages: {break: form-feed, lone-numbers: true, first: 57}"),
        expected
    );
}

#[test]
fn a_number_at_the_head_of_a_page_is_its_own() {
    let raw = "57\nBirinci səhifə burada\n\u{c}58\nbitir.\n";
    let expected = "\n[](pb:57)Birinci səhifə burada [](pb:58)bitir.\n";
    assert_eq!(made_of(raw, "pages: {break: form-feed, lone-numbers: true}"), expected);
}

/// The YAML of a recipe that `--explain` proposes.
fn proposed(raw: &Path) -> String {
    let told = run(&["import", text_of(raw), "--explain"]);
    assert_eq!(told.status, 0, "{}", told.err);
    let (_, recipe) = told.out.split_once("\nfile: ").expect("a recipe stands at the end");
    format!("file: {recipe}")
}

#[test]
fn a_recipe_to_begin_with_is_proposed() {
    let check = |raw: &str, expected: &[&str]| {
        let recipe = proposed(&here("raw").join(raw));
        for words in expected {
            assert!(recipe.contains(words), "{raw}: no {words:?} in\n{recipe}");
        }
        let (edition, folder) = edition_of("none.yaml");
        fs::copy(here("raw").join(raw), folder.path().join(raw)).expect("it can be copied");
        fs::write(edition.path().join("content/sources/new.yaml"), &recipe).expect("it can be written");
        let done = import(edition.path(), folder.path());
        assert!(done.status == 0 && done.err.contains("Imported 1 text"), "{}", done.err);
    };
    check("fonts.txt", &["ᴅ", "lost: [ç]", "spacing: double", "paragraphs: width", "notes: absent"]);
    check("feet.txt", &["spacing: double", "hyphens: join", "paragraphs: width", "notes: foot"]);
    check("columns.txt", &["spacing: single", "hyphens: join", "style: numeric"]);
    check("dates.txt", &["spacing: single", "paragraphs: blank", "style: author-date"]);
}

/// Pages as `pdftotext` writes them, of ours: two notes at the foot of each, below a rule or none, and its number.
fn extracted(rule: &str) -> String {
    let pages = [
        "Kəndin məktəbi bulağın yanında tikilmişdi1. İlk ildə\norada otuz uşaq oxuyurdu, onlar isə hər gün çay2\nkeçirdi.",
        "Qışda soba yanırdı, bunu «isti ev»3 adlandırırdılar.\nYayda isə dərs olmurdu, hamı bağda işləyirdi4, axşam\nevə qayıdırdı.",
        "Sonra yeni müəllim gəldi5 və kitabxana açıldı. Bu\nkitabxana bu gün də oradadır6.",
    ];
    let notes = [
        ["Kəndin arxivi, dəftər 4, s. 12.", "Körpü sonra tikilib, 1931."],
        ["Sahilli A. Çay və kitabxana. Bakı, 1999, s. 8.", "Yenə orada, s. 9."],
        ["Müəllimin xatirələri, s. 3.", "Kəndin arxivi, dəftər 7, s. 1."],
    ];
    let page = |nth: usize| {
        let [first, second] = notes[nth];
        let number = 2 * nth + 1;
        let foot = format!("{rule}\n{number} {first}\n{} {second}", number + 1);
        format!("{}\n\n{foot}\n\n{}\n\n\u{c}", pages[nth], 57 + nth)
    };
    (0..3).map(page).collect()
}

/// Imports a text that was extracted so, with the recipe that is proposed for it.
fn check_proposed(rule: &str, expected: &[&str]) {
    let (edition, folder) = edition_of("none.yaml");
    let raw = folder.path().join("school \"1\".txt");
    fs::write(&raw, extracted(rule)).expect("it can be written");
    let recipe = proposed(&raw);
    for words in expected {
        assert!(recipe.contains(words), "no {words:?} in\n{recipe}");
    }
    fs::write(edition.path().join("content/sources/house.yaml"), &recipe).expect("it can be written");
    let intake = intake(edition.path(), folder.path());
    let (_, imported) = &intake.imports[0];
    let numbers: Vec<String> = (1..=6).map(|number| number.to_string()).collect();
    assert_eq!((marks(imported), notes(imported)), (numbers.clone(), numbers));
    assert_eq!(pages(imported), ["57", "58", "59"].map(Into::into).into());
    let text = read(&edition.path().join(IMPORTED).join("house.az.md"));
    let (body, foot) = text.split_once("[^1]: Kəndin arxivi").expect("the notes stand behind the text");
    assert!(!body.contains("dəftər") && !body.contains("Yenə orada"), "{body}");
    assert!(body.ends_with("oradadır[^6].\n\n"), "{body}");
    assert!(!foot.contains("58") && !foot.contains("məktəbi"), "{foot}");
    let checked = run(&["check", text_of(edition.path())]);
    assert!(checked.status == 0 && checked.err.contains("0 errors, 0 warnings"), "{}", checked.err);
}

#[test]
fn the_proposed_recipe_ties_notes_to_their_marks() {
    let expected = ["break: form-feed", "first: 57", "notes: foot\nfurniture:", "style: notes"];
    check_proposed(&" ".repeat(40), &expected);
    check_proposed(
        "",
        &["break: form-feed", "first: 57", "notes: foot\n#", "foot: [6, 16, ", "style: notes"],
    );
}

#[test]
fn what_cannot_be_explained_is_told() {
    let folder = tempfile::tempdir().expect("there is room");
    let (here, file) = (text_of(folder.path()), folder.path().join("big.txt"));
    let refused = |arguments: &[&str], words: &str| {
        let done = run(&[&["import"], arguments].concat());
        assert_eq!((done.status, done.out.as_str()), (2, ""), "{arguments:?}");
        assert!(done.err.contains(words), "{arguments:?} says:\n{}", done.err);
    };
    refused(&[here, "--explain"], "this is a folder; name one raw file in it: hashiya import FILE --explain");
    refused(&[&format!("{here}/none.txt"), "--explain"], "No such file");
    let big = fs::File::create(&file).expect("it can be made");
    big.set_len((64 << 20) + 1).expect("it needs no room");
    refused(&[text_of(&file), "--explain"], "has more than 64 MB; divide it");
    refused(&[text_of(&file), "--lang", "az"], "--explain");
    refused(&[text_of(&file), "--explain", "--lang", "azeri_"], "`azeri_` is no language tag");
    fs::write(&file, "Ein Haus am See.\n").expect("it can be written");
    let told = run(&["import", text_of(&file), "--explain", "--lang", "de"]);
    assert!(told.status == 0 && told.out.contains("\nlang: de\n"), "{}{}", told.out, told.err);
}

#[test]
fn the_recipe_of_the_manual_is_one() {
    let manual = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/manual.md"));
    let chapter = manual.split("\n### A recipe\n").nth(1).expect("the manual shows a recipe");
    let example = chapter.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("YAML");
    let (edition, folder) = edition_of("none.yaml");
    fs::write(edition.path().join("content/sources/river.yaml"), example).expect("it can be written");
    let done = import(edition.path(), folder.path());
    assert!(
        done.err.contains("there is no file `book.txt`") && done.err.contains("; 1 error,"),
        "{}",
        done.err
    );
    let schema = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/recipe.schema.json"));
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let table = chapter.split("\n### ").next().expect("a chapter");
    for (key, value) in schema["properties"].as_object().expect("keys") {
        let inner = value["properties"].as_object().into_iter().flatten().map(|(inner, _)| inner.as_str());
        for key in std::iter::once(key.as_str()).chain(inner) {
            let written = [format!("`{key}`"), format!(".{key}`"), format!("`{key}.")];
            assert!(written.iter().any(|key| table.contains(key)), "the manual has no row for `{key}`");
        }
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A text as it is exported, without marks and beginnings of pages.
fn without_signs(text: &str) -> String {
    let mut out = String::new();
    for (nth, piece) in text.replace("{pb}", "").split("[^").enumerate() {
        out.push_str(if nth == 0 { piece } else { piece.split_once(']').map_or("", |(_, rest)| rest) });
    }
    out
}

/// Nothing of the raw files is lost: neither on the way into passages, nor from there into the texts.
fn check_nothing_is_lost(root: &Path, intake: &Intake) {
    for (source, imported) in &intake.imports {
        let lost = unaccounted(&source.raw, imported);
        let shown: Vec<&str> = lost.iter().take(9).map(|range| &source.raw[range.clone()]).collect();
        assert!(lost.is_empty(), "{}: {} places, {shown:?}", source.path, lost.len());
    }
    let site =
        prepare(root, LoadOptions::default(), &mut Cache::default(), None).expect("it can be read").site;
    let site = site.expect("there is no error");
    let texts = intake.imports.iter().flat_map(|(_, imported)| {
        let book = imported.texts.len() > 1;
        // The title page of a book has the list of its sections, too.
        imported.texts.iter().filter(move |text| !(book && text.nth == 0))
    });
    for imported in texts {
        let text = site.edition.texts.items().iter().find(|text| text.key == imported.key);
        let text = text.unwrap_or_else(|| panic!("no text {}", imported.key));
        let got = letters(&without_signs(&plain::plain(text, plain::Reading::Corrected)));
        let expected: String = imported.passages.iter().map(|passage| letters(&plain(passage))).collect();
        let at = got.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
        let behind = |text: &str| text.chars().skip(at.saturating_sub(20)).take(60).collect::<String>();
        assert!(got == expected, "{}: {} is no {}", imported.key, behind(&got), behind(&expected));
    }
}

fn intake(root: &Path, raw: &Path) -> Intake {
    let intake = import_all(root, raw).expect("it can be imported");
    assert_eq!(intake.report.diagnostics().len(), 0);
    intake
}

#[test]
fn nothing_is_lost() {
    let edition = edition();
    let intake = intake(edition.path(), &here("raw"));
    assert_eq!(intake.imports.len(), 4);
    check_nothing_is_lost(edition.path(), &intake);
}

fn passages(imported: &Imported) -> impl Iterator<Item = &Repaired> {
    imported.texts.iter().flat_map(|text| &text.passages)
}

/// The labels of all marks.
fn marks(imported: &Imported) -> Vec<String> {
    let signs = passages(imported).flat_map(|repaired| &repaired.passage.signs);
    signs
        .filter_map(|(_, sign)| match sign {
            Sign::Mark(label) => Some(mark_label(label.as_str())),
            Sign::Page(_) => None,
        })
        .collect()
}

fn pages(imported: &Imported) -> BTreeSet<String> {
    let signs = passages(imported).flat_map(|repaired| &repaired.passage.signs);
    signs
        .filter_map(|(_, sign)| match sign {
            Sign::Page(page) => page.clone(),
            Sign::Mark(_) => None,
        })
        .collect()
}

fn notes(imported: &Imported) -> Vec<String> {
    passages(imported)
        .filter_map(|repaired| match &repaired.passage.kind {
            PassageKind::Note(label) => Some(label.clone()),
            _ => None,
        })
        .collect()
}

fn citations(imported: &Imported) -> usize {
    passages(imported).map(|repaired| repaired.citations.len()).sum()
}

#[test]
#[expect(clippy::print_stderr, reason = "whoever runs the tests is to know that this one saw nothing")]
fn the_sources_of_the_shipped_edition_are_imported() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = root.join("../shared/seeds");
    if !seeds.is_dir() {
        eprintln!("skipped: the raw files of the shipped edition are not at hand");
        return;
    }
    let edition = tempfile::tempdir().expect("there is room");
    fs::copy(root.join("site.toml"), edition.path().join("site.toml")).expect("it can be copied");
    copy(&root.join("content"), &edition.path().join("content"));
    // Somebody may have imported them here before.
    let _ = fs::remove_dir_all(edition.path().join(IMPORTED));
    let intake = intake(edition.path(), &seeds);
    assert_eq!(intake.written.len(), 17);
    let by_name: BTreeMap<&str, &Imported> =
        intake.imports.iter().map(|(source, imported)| (source.recipe.text.as_str(), imported)).collect();
    let nakhchivan = by_name["nakhchivan"];
    let numbers: Vec<String> = (1..=62).map(|number| number.to_string()).collect();
    let (numbered, others): (Vec<String>, Vec<String>) =
        notes(nakhchivan).into_iter().partition(|label| numbers.contains(label));
    assert_eq!((numbered, others), (numbers.clone(), vec!["x1".to_owned()]));
    assert_eq!(marks(nakhchivan), numbers);
    let cited = ["slogan", "borders", "downfall"].map(|text| citations(by_name[text]));
    assert_eq!(cited, [26, 18, 39]);
    let history = by_name["history-6"];
    assert!(marks(history).len() > 690, "{}", marks(history).len());
    let printed: BTreeSet<String> = (4..=168).map(|page| page.to_string()).collect();
    assert_eq!(pages(history), printed);
    check_nothing_is_lost(edition.path(), &intake);
}
