//! The pages of the diagnostics: `tests/spec/faults/<code>.md`, as a reader of a terminal likes them.

use hashiya::diag::{Code, did_you_mean};
use include_dir::{Dir, include_dir};
use std::fmt::Write as _;

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/spec/faults");

/// All codes with a line for each.
pub(crate) fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.as_str());
    codes.iter().map(|code| format!("{:width$}  {}\n", code.as_str(), code.summary())).collect()
}

/// The page of a code; an error says what else could be meant.
pub(crate) fn page(name: &str) -> Result<String, String> {
    // A code may be copied with what stands around it: error[unknown-person]
    let inside = name.split_once('[').map_or(name, |(_, rest)| rest.trim_end_matches([']', ':']));
    let Some(code) = Code::parse(inside) else {
        let names = Code::ALL.iter().map(|code| code.as_str());
        let help = match did_you_mean(inside, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`hashiya explain` lists all codes".to_owned(),
        };
        return Err(format!("there is no diagnostic `{inside}`\n  = help: {help}"));
    };
    let file = PAGES.get_file(format!("{}.md", code.as_str())).and_then(|file| file.contents_utf8());
    Ok(match file {
        Some(markdown) => readable(markdown),
        None => format!("{}\n\n{}\n", code.as_str(), code.summary()),
    })
}

/// Prose as it stands; what is fenced indented, under a line that says what it is.
fn readable(markdown: &str) -> String {
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    for line in markdown.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if ticks.len() >= open.len() && line.len() == ticks.len() => fence = None,
            Some(_) if line.is_empty() => out.push('\n'),
            Some(_) => {
                let _ = writeln!(out, "    {line}");
            }
            None if ticks.len() >= 3 => {
                fence = Some(ticks);
                let _ = writeln!(out, "{}\n", label(line[ticks.len()..].trim()));
            }
            None => {
                let _ = writeln!(out, "{}", line.trim_start_matches('#').trim_start());
            }
        }
    }
    out
}

/// What a fence holds, by the word behind its ticks.
fn label(word: &str) -> String {
    match word.split_once(' ') {
        _ if word == "out" => "hashiya says:".to_owned(),
        Some(("html", path)) => format!("In the page {path}:"),
        _ if word.contains(['/', '.']) => format!("{word}:"),
        _ => "For example:".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_readable_without_its_markup() {
        let page = "# unknown-person\n\nA key.\n\n````content/texts/a.en.md\n---\ntitle: A\n---\n\n```\nx\n```\n````\n\n```out\nerror\n```\n";
        assert_eq!(
            readable(page),
            "unknown-person\n\nA key.\n\ncontent/texts/a.en.md:\n\n    ---\n    title: A\n    ---\n\n    ```\n    x\n    ```\n\nhashiya says:\n\n    error\n"
        );
    }

    #[test]
    fn a_code_is_found_as_it_is_copied_and_a_near_one_is_offered() {
        for name in ["unknown-person", "error[unknown-person]", "warning[unknown-person]:"] {
            assert!(page(name).is_ok_and(|page| page.starts_with("unknown-person\n")), "{name}");
        }
        assert!(page("unknown-persn").is_err_and(|why| why.ends_with("did you mean `unknown-person`?")));
        assert!(page("").is_err_and(|why| why.ends_with("lists all codes")));
    }
}
