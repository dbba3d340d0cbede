//! The pages of examples, `tests/spec/find/dates.*.md`.

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
