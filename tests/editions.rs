//! Whole small editions: built twice in different folders they are the same bytes, no link is broken, and what
//! a reader finds is what `tests/editions/<name>/expected/` says. `UPDATE=1` rewrites that.
//!
//! `pages.txt` is every page as it is read: its words, `[words](address)` for links, `{#id}` for what can be
//! linked to. Classes, markup and style of the theme do not show in it; a wrong link or a lost word does.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The files of a folder by path.
type Files = BTreeMap<String, Vec<u8>>;

fn read_folder(root: &Path) -> Files {
    let (mut files, mut open) = (Files::new(), vec![root.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder can be listed") {
            let path = entry.expect("a folder can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below it").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).expect("a file can be read"));
            }
        }
    }
    files
}

fn write_folder(root: &Path, files: &Files) {
    for (name, bytes) in files {
        let to = root.join(name);
        fs::create_dir_all(to.parent().expect("a file has a folder")).expect("folders can be made");
        fs::write(to, bytes).expect("a file can be written");
    }
}

/// Builds an edition in a folder of that name; the site, and edition.lock.
fn build(edition: &Files, name: &str) -> (Files, Vec<u8>) {
    let folder = tempfile::tempdir().expect("there is room");
    let (root, out) = (folder.path().join(name), folder.path().join(name).join("out"));
    write_folder(&root, edition);
    let built = hashiya::site::build(&root, &out, false, &|_, _| {}).expect("it can be built");
    let excerpts = built
        .findings
        .sources()
        .into_iter()
        .map(|id| (id, hashiya::load::excerpt(&root, built.sources.path(id))))
        .collect();
    let report = built.findings.human(&built.sources, &excerpts, false);
    assert!(built.published.is_some() && report.is_empty(), "{report}");
    let lock = fs::read(root.join("edition.lock")).expect("edition.lock is kept");
    (read_folder(&out), lock)
}

/// A tag of HTML, or the text between two.
enum Piece<'a> {
    Tag(&'a str),
    Text(&'a str),
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let (mut found, mut rest) = (Vec::new(), html);
    while let Some(at) = rest.find('<') {
        found.push(Piece::Text(&rest[..at]));
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        found.push(Piece::Tag(&rest[at..end]));
        // What stands in these is no text.
        let raw = ["<script", "<style", "<svg"].iter().find(|tag| rest[at..].starts_with(**tag));
        let skipped = raw.and_then(|tag| rest[end..].find(&tag.replace('<', "</"))).unwrap_or(0);
        rest = &rest[end + skipped..];
    }
    found.push(Piece::Text(rest));
    found
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(&tag[start..start + tag[start..].find('"')?])
}

fn name_of(tag: &str) -> &str {
    tag.trim_start_matches(['<', '/']).split([' ', '>', '/', '\n']).next().unwrap_or("")
}

/// A page as it is read, one line for each block.
fn reading(html: &str) -> String {
    const INLINE: [&str; 20] = [
        "a", "span", "em", "strong", "sup", "sub", "time", "code", "i", "b", "del", "abbr", "mark", "cite",
        "q", "small", "bdi", "kbd", "data", "wbr",
    ];
    let main = html.find("<main").map_or("", |at| &html[at..]);
    let main = &main[..main.find("</main>").unwrap_or(main.len())];
    let (mut out, mut hrefs) = (String::new(), Vec::new());
    for piece in pieces(main) {
        match piece {
            Piece::Text(text) => out.push_str(
                &text
                    .split_inclusive(char::is_whitespace)
                    .map(|w| w.replace(['\n', '\t'], " "))
                    .collect::<String>(),
            ),
            Piece::Tag(tag) => {
                if !INLINE.contains(&name_of(tag)) && !tag.starts_with("<img") {
                    out.push('\n');
                }
                if let Some(id) = attribute(tag, "id") {
                    let _ = write!(out, "{{#{id}}} ");
                }
                match name_of(tag) {
                    "a" if tag.starts_with("</") => {
                        let _ = write!(out, "]({})", hrefs.pop().unwrap_or_default());
                    }
                    "a" => {
                        // An address that is a whole file is no address to read.
                        let href = attribute(tag, "href").unwrap_or("");
                        hrefs.push(if href.starts_with("data:") { "data:" } else { href }.to_owned());
                        out.push('[');
                    }
                    "img" => {
                        let _ = write!(out, "![]({})", attribute(tag, "src").unwrap_or(""));
                    }
                    _ => {}
                }
            }
        }
    }
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).fold(String::new(), |all, line| all + &line + "\n")
}

/// `assets/style.0123abcd.css` without its fingerprint, which changes with every edit of the theme.
fn without_fingerprint(path: &str) -> String {
    let is_print = |part: &str| part.len() >= 8 && part.chars().all(|c| c.is_ascii_hexdigit());
    let parts = path.split(['.', '-']).filter(|part| is_print(part));
    parts.fold(path.to_owned(), |path, print| path.replace(print, "*"))
}

/// What is kept of a site.
fn expected(site: &Files, lock: Vec<u8>) -> Files {
    let mut kept = Files::new();
    let (mut names, mut pages) = (String::new(), String::new());
    for (path, bytes) in site {
        let _ = writeln!(names, "{}", without_fingerprint(path));
        if path.starts_with("data/") {
            kept.insert(path.clone(), bytes.clone());
        } else if path.ends_with(".html") {
            let _ = write!(pages, "==== {path}\n{}\n", reading(&String::from_utf8_lossy(bytes)));
        }
    }
    kept.insert("files.txt".to_owned(), names.into_bytes());
    kept.insert("pages.txt".to_owned(), pages.into_bytes());
    kept.insert("edition.lock".to_owned(), lock);
    kept
}

/// Links of all pages that lead to no file, or to no place in it.
fn broken_links(site: &Files) -> Vec<String> {
    let html = |path: &str| site.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut broken = Vec::new();
    for path in site.keys().filter(|path| path.ends_with(".html")) {
        for piece in pieces(&html(path).expect("it is there")) {
            let Piece::Tag(tag) = piece else { continue };
            let canonical = tag.starts_with("<link") && !tag.contains("stylesheet") && !tag.contains("icon");
            for link in ["href", "src"].iter().filter_map(|name| attribute(tag, name)) {
                if link.contains("://")
                    || link.starts_with("mailto:")
                    || link.starts_with("data:")
                    || canonical
                {
                    continue;
                }
                let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
                let target = if file.is_empty() { path.clone() } else { resolve(path, file) };
                let Some(text) = html(&target) else {
                    broken.push(format!("{path}: {link}"));
                    continue;
                };
                let ids = ids.entry(target).or_insert_with(|| all_ids(&text));
                if !fragment.is_empty() && !ids.contains(fragment) {
                    broken.push(format!("{path}: {link} (no such place)"));
                }
            }
        }
    }
    broken
}

fn all_ids(html: &str) -> BTreeSet<String> {
    let id = |piece: Piece<'_>| match piece {
        Piece::Tag(tag) => attribute(tag, "id").map(ToOwned::to_owned),
        Piece::Text(_) => None,
    };
    pieces(html).into_iter().filter_map(id).collect()
}

fn resolve(from: &str, link: &str) -> String {
    // 404.html alone speaks of the path that base_url gives the site: it is shown at any depth.
    if let Some(link) = link.strip_prefix("/summer/").filter(|_| from == "404.html") {
        return link.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions").join(name);
    let (mut edition, mut before) = (Files::new(), Files::new());
    for (path, bytes) in read_folder(&root) {
        match path.strip_prefix("expected/") {
            Some(inside) => before.insert(inside.to_owned(), bytes),
            None => edition.insert(path, bytes),
        };
    }
    let (site, lock) = build(&edition, "first");
    let (again, _) = build(&edition, "a second folder ə");
    let differing: Vec<&String> = site.keys().filter(|path| again.get(*path) != site.get(*path)).collect();
    assert!(differing.is_empty() && again.len() == site.len(), "{name}: not the same twice: {differing:?}");
    let broken = broken_links(&site);
    assert!(broken.is_empty(), "{name}: links that lead nowhere:\n{}", broken.join("\n"));
    let now = expected(&site, lock);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        let _ = fs::remove_dir_all(root.join("expected"));
        write_folder(&root.join("expected"), &now);
        return;
    }
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let differences: Vec<String> = names
        .into_iter()
        .filter(|name| before.get(*name) != now.get(*name))
        .map(|name| difference(name, before.get(name), now.get(name)))
        .collect();
    assert!(differences.is_empty(), "{name}:\n{}\nUPDATE=1 takes this over", differences.join("\n"));
}

/// The first lines that differ.
fn difference(name: &str, before: Option<&Vec<u8>>, now: Option<&Vec<u8>>) -> String {
    let text =
        |bytes: Option<&Vec<u8>>| bytes.map(|b| String::from_utf8_lossy(b).into_owned()).unwrap_or_default();
    let (before, now) = (text(before), text(now));
    let at = before.lines().zip(now.lines()).take_while(|(a, b)| a == b).count();
    let show =
        |text: &str| text.lines().skip(at).take(5).map(|line| format!("    {line}\n")).collect::<String>();
    format!("{name}, line {}:\n  it was\n{}  it is\n{}", at + 1, show(&before), show(&now))
}

#[test]
fn a_minimal_edition_is_as_it_was() {
    check("minimal");
}

#[test]
fn an_edition_in_two_languages_is_as_it_was() {
    check("bilingual");
}

#[test]
fn an_edition_with_everything_is_as_it_was() {
    check("stress");
}
