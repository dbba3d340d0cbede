//! The laws of the house, read from ARCHITECTURE.md and held against the code.

use hashiya::diag::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Modules that may touch the world.
const WORLD: [&str; 8] = ["load", "publish", "site", "intake", "serve", "init", "command", "main"];
/// What touches it.
const WORLDLY: [&str; 9] = [
    "std::fs",
    "println!",
    "print!(",
    "SystemTime",
    "Instant::now",
    "process::exit",
    "std::net",
    "std::env::",
    "current_dir",
];
/// Longer files hold more than one noun. The two exceptions are one grammar each, read in one go.
const LONGEST: usize = 700;
const LONG: [&str; 2] = ["src/lang/date.rs", "src/edition/edtf/mod.rs"];
/// Rows that are read as one: see ARCHITECTURE.md.
const TOGETHER: [[&str; 2]; 1] = [["config", "edition"]];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files below a folder whose name ends so, as paths from the root with `/`.
fn files(folder: &str, end: &str) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path: PathBuf = entry.expect("the folder can be listed").path();
            let name = path.to_string_lossy().replace('\\', "/");
            if path.is_dir() {
                open.push(path);
            } else if name.ends_with(end) {
                let inside = path.strip_prefix(root()).expect("below the root");
                found.push(inside.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// The code of a file without comments and without its tests.
fn code(path: &str) -> String {
    let text = read(path);
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// `src/load/yaml.rs` belongs to `load`.
fn module(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split(['/', '.']).next().unwrap_or(inside)
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The rows of the table of floors: module and its crates, from the top.
fn floors() -> Vec<(String, Vec<String>)> {
    let text = read("ARCHITECTURE.md");
    let table =
        text.split("\n## ").find(|part| part.starts_with("Floors")).expect("there is a table of floors");
    let quoted =
        |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect() };
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        (quoted(cells[0]).remove(0), quoted(cells[2]))
    })
    .collect()
}

/// The names that follow each `start` in some code: `crate::{a, b::c}` gives `a` and `b`.
fn named<'a>(code: &'a str, start: &str) -> BTreeSet<&'a str> {
    let word = |text: &'a str| text.trim().split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next();
    let mut names = BTreeSet::new();
    for rest in code.split(start).skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = &list[..list.find("};").unwrap_or(list.len())];
                names.extend(list.split(',').filter_map(word));
            }
            None => names.extend(word(rest)),
        }
    }
    names
}

#[test]
fn the_names_in_code_are_found() {
    let check = |code: &str, expected: &str| {
        assert_eq!(named(code, "crate::").into_iter().collect::<Vec<_>>().join(" "), expected, "{code}");
    };
    check("use crate::link::Links;", "link");
    check("use crate::{diag::Code, span};", "diag span");
    check("fn f() { crate::render::x(crate::site::y) }", "render site");
    check("pub(crate) fn f() {}", "");
}

#[test]
fn a_module_names_only_modules_above_its_own() {
    let floors: Vec<String> = floors().into_iter().map(|(module, _)| module).collect();
    let floor = |module: &str| floors.iter().position(|known| known == module);
    let mut faults = Vec::new();
    for path in files("src", ".rs") {
        let own = module(&path);
        if own == "lib" || is_test(&path) {
            continue;
        }
        let Some(here) = floor(own) else {
            faults.push(format!("{path}: `{own}` is not in the table of floors"));
            continue;
        };
        let text = code(&path);
        // The command is a crate of its own: there `hashiya::` is the library, `crate::` the command.
        let start = if here >= floor("command").expect("a row") { "hashiya::" } else { "crate::" };
        for other in named(&text, start) {
            let together = TOGETHER.iter().any(|pair| pair.contains(&own) && pair.contains(&other));
            if other != own && !together && floor(other).is_some_and(|there| there > here) {
                faults.push(format!("{path}: `{own}` names `{other}`, which stands below it"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_row_of_the_table_is_a_module() {
    let modules: BTreeSet<String> =
        files("src", ".rs").iter().map(|path| module(path).to_owned()).filter(|m| m != "lib").collect();
    let rows: BTreeSet<String> = floors().into_iter().map(|(module, _)| module).collect();
    assert_eq!(rows, modules);
}

#[test]
fn an_outside_crate_has_one_door() {
    let doors: BTreeMap<String, String> = floors()
        .into_iter()
        .flat_map(|(module, crates)| crates.into_iter().map(move |c| (c, module.clone())))
        .collect();
    let mut faults = Vec::new();
    for path in files("src", ".rs").iter().filter(|path| !is_test(path)) {
        let text = code(path);
        for (name, door) in &doors {
            let used = text
                .match_indices(&format!("{name}::"))
                .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
            // The way in may write completions; it is the command's own file.
            if used && module(path) != door && !(module(path) == "main" && door == "command") {
                faults.push(format!("{path}: `{name}` has its door in `{door}`"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_dependency_has_a_place_in_the_architecture() {
    let manifest = read("Cargo.toml");
    let table = manifest.split("\n[").find(|part| part.starts_with("dependencies]")).expect("dependencies");
    let architecture = read("ARCHITECTURE.md");
    for line in table.lines().skip(1).filter(|line| line.contains('=')) {
        let name = line.split('=').next().unwrap_or("").trim().replace('-', "_");
        assert!(
            architecture.contains(&format!("`{name}`")),
            "ARCHITECTURE.md does not say whose `{name}` is"
        );
    }
}

#[test]
fn the_world_is_touched_at_its_two_ends_only() {
    let mut faults = Vec::new();
    for path in files("src", ".rs").iter().filter(|path| !WORLD.contains(&module(path))) {
        let text = code(path);
        faults.extend(WORLDLY.iter().filter(|w| text.contains(**w)).map(|word| format!("{path}: {word}")));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_file_says_what_it_is_and_holds_one_noun() {
    let mut faults = Vec::new();
    for path in files("src", ".rs") {
        let text = read(&path);
        if !text.starts_with("//! ") {
            faults.push(format!("{path}: its first line does not say what it is"));
        }
        let lines = text.lines().count();
        if lines > LONGEST && !LONG.contains(&path.as_str()) {
            faults.push(format!("{path}: {lines} lines"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_code_has_its_page() {
    for code in Code::ALL {
        assert!(
            root().join(format!("tests/spec/faults/{}.md", code.as_str())).is_file(),
            "{}",
            code.as_str()
        );
    }
}

/// The keys that the code asks records for, by the calls that ask.
fn keys() -> BTreeSet<String> {
    const ASKING: [&str; 10] = [
        "get(",
        "string(",
        "required(",
        "strings(",
        "list(",
        "record(",
        "boolean(",
        "integer(",
        "choice(",
        "date(&mut record, ",
    ];
    let mut keys = BTreeSet::new();
    for path in ["src/config.rs", "src/load/front.rs", "src/load/register.rs"] {
        let text = code(path);
        for asking in ASKING {
            for rest in text.split(asking).skip(1) {
                let Some(key) = rest.trim_start().strip_prefix('"') else { continue };
                keys.insert(key[..key.find('"').unwrap_or(0)].to_owned());
            }
        }
    }
    keys
}

#[test]
fn every_key_of_the_format_stands_in_the_manual() {
    let keys = keys();
    assert!(keys.len() > 40, "the keys are found in the code: {keys:?}");
    let manual: String = files("tests/spec", ".md").iter().map(|path| read(path)).collect();
    let stands = |key: &str| {
        let word = |at: usize, end: usize| {
            let part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
            !manual[..at].ends_with(part) && !manual[end..].starts_with(part)
        };
        manual.match_indices(key).any(|(at, _)| word(at, at + key.len()))
    };
    let missing: Vec<&String> = keys.iter().filter(|key| !stands(key)).collect();
    assert!(missing.is_empty(), "no page of the manual names {missing:?}");
}

#[test]
fn no_file_speaks_of_one_machine() {
    let machine =
        [["/ho", "me/"].concat(), ["/Us", "ers/"].concat(), ["/ro", "ot/"].concat(), ["/wo", "rk/"].concat()];
    let mut faults = Vec::new();
    for (folder, end) in [
        ("src", ""),
        ("tests", ".rs"),
        ("tests", ".md"),
        ("tests", ".py"),
        ("docs", ".md"),
        ("themes", ""),
        ("content", ".md"),
    ] {
        for path in files(folder, end) {
            let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
            faults.extend(machine.iter().filter(|m| text.contains(*m)).map(|m| format!("{path}: {m}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
