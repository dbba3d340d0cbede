//! Odd inputs: whatever an editor's disk holds, the tool reports or renders it and never falls over.

use crate::edition::outcome;
use crate::page::File;
use std::collections::BTreeMap;

const HEAD: &str = "---\ntitle: Odd\n---\n\n";

fn files(all: &[(&str, String)]) -> BTreeMap<String, File> {
    all.iter()
        .map(|(path, body)| {
            (
                (*path).to_owned(),
                File { path: (*path).to_owned(), body: body.clone(), directives: Vec::new() },
            )
        })
        .collect()
}

/// Reads and renders a text; its HTML.
fn render(body: &str) -> String {
    let text = "content/texts/first.en.md";
    outcome(&files(&[(text, format!("{HEAD}{body}"))]), "", false).html(text, true)
}

fn survives(path: &str, body: String) {
    let render = path.ends_with(".md");
    let _ = outcome(&files(&[(path, body)]), "", render);
}

#[test]
fn no_content_of_a_file_makes_it_fall_over() {
    let any = ["", "---", "\u{feff}", "\0\0\n\0", "\r", "[", "{~: b}", "@book{", "\u{2028}"];
    let yaml = [
        "- id:",
        "&a [*a]",
        "\"",
        "|",
        "%YAML 9.9\n---\n",
        "- id: ~\n  name: ~",
        "- id: a\n  name: {~: b}",
        "- ? a\n  : b",
        "- {id: a, name: b, attested: [~], roles: [~], part_of: [~], coordinates: {}}",
        "- [[a]: b]",
        "<<: *x",
    ];
    let text = [
        "---\n---",
        "---\r\ntitle: x\r\n---\r\n",
        "... \n...",
        "---\n---\n[^1]:\n\n[^1]",
        "---\n---\n#\n\n## {#}",
    ];
    let toml = [
        "[[edition]]",
        "a = 1979-05-27",
        "edition = 1",
        "[check]\nunknown-key = 3",
        "[notes]\na = 1",
        "[edition]\nlanguages = [[]]\ntitle = 3",
        "[edition]\nlanguages = []\ntitle = ''",
    ];
    let lock = ["[first.en]\np1 0\n[", "[first.en]\np1 -> p1\np2 -> p3\np3 -> p2", "p1 0000000000000000"];
    let cases: [(&str, &[&str]); 9] = [
        ("site.toml", &toml),
        ("edition.lock", &lock),
        ("content/persons.yaml", &yaml),
        ("content/events.yaml", &yaml),
        ("content/check.yaml", &["- {code: a, of: [[b]]}", "- {code: [], of: ~, text: {}, why: x}", "a: b"]),
        ("content/works.yaml", &yaml),
        ("content/works.bib", &["@book{a", "@book{a, title = {", "@", "@string{}"]),
        ("content/texts/first.en.md", &text),
        ("themes/default/strings/en.ftl", &["a = { $", "a =\n b"]),
    ];
    for (path, bodies) in cases {
        for body in bodies.iter().chain(&any) {
            survives(path, (*body).to_owned());
        }
    }
}

#[test]
fn depth_and_length_do_not_make_it_fall_over() {
    for depth in [50, 3_000, 20_000] {
        for (open, close) in
            [("> ", ""), ("*a **b ", ""), ("[", "](x)"), ("![", "](x)"), ("<b>", ""), ("- ", ""), ("1. ", "")]
        {
            let body = format!("{}words{}", open.repeat(depth), close.repeat(depth));
            survives("content/texts/first.en.md", format!("{HEAD}{body}\n"));
        }
        for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
            let yaml = format!("{}x{}", open.repeat(depth), close.repeat(depth));
            survives("content/persons.yaml", yaml);
        }
        survives("site.toml", format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)));
    }
    let nested: String = (0..400).map(|n| format!("{}- item\n", "  ".repeat(n))).collect();
    survives("content/texts/first.en.md", format!("{HEAD}{nested}"));
    survives("content/texts/first.en.md", format!("{HEAD}{}", "word ".repeat(200_000)));
    survives("content/texts/first.en.md", format!("{HEAD}[a](person:{})", "x".repeat(1_000_000)));
    survives("content/texts/first.en.md", format!("{HEAD}{}", "[^a] [^b c] ".repeat(5_000)));
    survives("content/persons.yaml", format!("- id: {}", "x".repeat(1_000_000)));
}

#[test]
fn no_link_stands_in_a_link() {
    let body = "[see[^1] there](https://example.org) and [[Москва](lang:ru)](place:moscow) and \
        [Homin[^1]](sic:x)\n\n[^1]: A [note[^1]](https://example.org).\n";
    let html = render(body);
    let (mut open, mut rest) = (0, html.as_str());
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        open += i32::from(rest.starts_with("<a "));
        open -= i32::from(rest.starts_with("</a>"));
        assert!((0..=1).contains(&open), "a link in a link:\n{html}");
        rest = &rest[1..];
    }
}
