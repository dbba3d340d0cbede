//! What we build on: licences we may ship, each crate once, and none that nothing uses.
//!
//! The lists stand in `deny.toml`, so that cargo-deny, which also asks for advisories, reads the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

fn deny() -> toml::Table {
    let text = std::fs::read_to_string("deny.toml").expect("deny.toml lies at the root");
    text.parse().expect("deny.toml is TOML")
}

/// The strings of a list in `deny.toml`.
fn list(table: &str, key: &str) -> BTreeSet<String> {
    let deny = deny();
    let values = deny[table][key].as_array().expect("a list");
    values.iter().map(|value| value.as_str().expect("a string").to_owned()).collect()
}

/// The crates of this machine's build, as cargo tells them.
fn packages() -> Vec<serde_json::Value> {
    let cargo = |arguments: &[&str]| {
        let out = Command::new(env!("CARGO")).args(arguments).output().expect("cargo runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).expect("cargo writes UTF-8")
    };
    let version = cargo(&["version", "--verbose"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("cargo names its host");
    let told = cargo(&["metadata", "--locked", "--offline", "--format-version=1", "--filter-platform", host]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("cargo writes JSON");
    let used: BTreeSet<&str> = told["resolve"]["nodes"]
        .as_array()
        .expect("a resolved build")
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    let packages = told["packages"].as_array().expect("packages");
    packages.iter().filter(|one| used.contains(one["id"].as_str().unwrap_or_default())).cloned().collect()
}

/// Whether a licence expression can be met with the allowed ones: `OR`, `AND`, `WITH`, parentheses, the old slash.
fn met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let good = either(&words, &mut at, allowed);
    good && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut good = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        good |= both(words, at, allowed);
    }
    good
}

fn both(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut good = single(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        good &= single(words, at, allowed);
    }
    good
}

fn single(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let good = either(words, at, allowed);
        *at += 1;
        return good;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

#[test]
fn a_licence_is_met_by_what_is_allowed() {
    let allowed = ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].map(String::from).into();
    let check = |expression, wanted| assert_eq!(met(expression, &allowed), wanted, "{expression}");
    check("MIT", true);
    check("GPL-3.0-only", false);
    check("GPL-3.0-only OR MIT", true);
    check("GPL-3.0-only/MIT", true);
    check("MIT AND GPL-3.0-only", false);
    check("(GPL-3.0-only OR MIT) AND Unicode-3.0", true);
    check("(GPL-3.0-only OR MIT) AND ISC", false);
    check("Apache-2.0 WITH LLVM-exception", true);
    check("Apache-2.0", false);
    check("", false);
}

#[test]
fn every_crate_has_a_licence_we_may_ship() {
    let allowed = list("licenses", "allow");
    let packages = packages();
    assert!(packages.len() > 100, "only {} crates were read", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|one| !met(one["license"].as_str().unwrap_or_default(), &allowed))
        .map(|one| format!("{}: {}", one["name"], one["license"]))
        .collect();
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn every_crate_is_there_once() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in packages() {
        let text = |key: &str| one[key].as_str().expect("a string").to_owned();
        versions.entry(text("name")).or_default().insert(text("version"));
    }
    let skipped = list("bans", "skip");
    let twice: BTreeSet<String> = versions
        .into_iter()
        .filter(|(_, versions)| versions.len() > 1)
        .flat_map(|(name, versions)| {
            let newest = versions.len() - 1;
            versions.into_iter().take(newest).map(move |version| format!("{name}@{version}"))
        })
        .collect();
    assert_eq!(
        twice, skipped,
        "left: what is there twice (the older version); right: what deny.toml expects"
    );
}

#[test]
fn every_crate_we_name_is_used() {
    let manifest: toml::Table =
        std::fs::read_to_string("Cargo.toml").expect("Cargo.toml").parse().expect("Cargo.toml is TOML");
    let mut source = String::new();
    read_all(Path::new("src"), &mut source);
    let mut tests = source.clone();
    for folder in ["tests", "benches"] {
        read_all(Path::new(folder), &mut tests);
    }
    for (table, text) in [("dependencies", &source), ("dev-dependencies", &tests)] {
        let Some(named) = manifest.get(table).and_then(toml::Value::as_table) else { continue };
        for name in named.keys() {
            let path = name.replace('-', "_");
            let used = ["::", "!", " as ", ";"].iter().any(|after| text.contains(&format!("{path}{after}")));
            assert!(used, "{name} is named in Cargo.toml and used by nothing");
        }
    }
}

fn read_all(folder: &Path, into: &mut String) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            read_all(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push_str(&std::fs::read_to_string(path).expect("a source is UTF-8"));
        }
    }
}
