//! The pages below `tests/spec` are manual, `hashiya explain` and test at once; tests/spec/README.md says how
//! they are written. `UPDATE=1` rewrites what comes out of their examples.

#[path = "spec/addresses.rs"]
mod addresses;
#[path = "spec/edition.rs"]
mod edition;
#[path = "spec/odd.rs"]
mod odd;
#[path = "spec/page.rs"]
mod page;

use edition::{Outcome, outcome};
use hashiya::diag::Code;
use page::{File, Meaning, Page, Part};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Faults that show only when the pages are made.
const RENDERED: [&str; 2] = ["template-error", "large-page"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec").join(name)
}

fn pages(name: &str) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder(name))
        .expect("the folder of pages is there")
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| Page::read(path)).collect()
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
}

/// Runs the examples of a page; with it come the differences.
fn run(page: &mut Page, is_fault: bool) -> Vec<String> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    let (mut lock, mut done, mut faults) = (String::new(), None::<Outcome>, Vec::new());
    let (mut clean_wanted, mut report_seen) = (!is_fault, false);
    let name = page.name();
    let render = RENDERED.contains(&&*name);
    for part in &mut page.parts {
        let Part::Fence(fence) = part else { continue };
        let wanted = match fence.meaning() {
            Meaning::Nothing => continue,
            Meaning::File(file) => {
                if let Some(outcome) = done.take() {
                    let goes_on = file.says("then") || file.says("fixed");
                    finish(&name, &outcome, clean_wanted && !report_seen, &mut faults);
                    lock = if file.says("then") { outcome.lock } else { String::new() };
                    if !goes_on {
                        files.clear();
                    }
                    (clean_wanted, report_seen) = (!is_fault, false);
                }
                clean_wanted |= file.says("fixed");
                files.insert(file.path.clone(), file);
                continue;
            }
            wanted => wanted,
        };
        let outcome = done.get_or_insert_with(|| outcome(&files, &lock, render));
        let got = match wanted {
            Meaning::Html(path, numbered) => outcome.html(&path, numbered),
            Meaning::Lock => outcome.lock.clone(),
            Meaning::ImportedLock => outcome.imported_lock.clone(),
            _ => {
                report_seen = true;
                if is_fault && !outcome.report.contains(&format!("[{name}]")) {
                    faults.push(format!("{name}: the example does not show the fault:\n{}", outcome.report));
                }
                outcome.report.clone()
            }
        };
        if got != fence.body && !updating() {
            let body = &fence.body;
            faults.push(format!(
                "{name}: ```{}\n--- the page says\n{body}--- what comes out\n{got}",
                fence.info
            ));
        }
        fence.body = got;
    }
    if done.is_none() && !files.is_empty() {
        done = Some(outcome(&files, &lock, render));
    }
    if let Some(outcome) = done {
        finish(&name, &outcome, clean_wanted && !report_seen, &mut faults);
    }
    if updating() {
        page.write();
    }
    faults
}

fn finish(name: &str, outcome: &Outcome, clean_wanted: bool, faults: &mut Vec<String>) {
    if clean_wanted && !outcome.report.is_empty() {
        faults.push(format!("{name}: an example that is to be clean is not:\n{}", outcome.report));
    }
}

fn run_all(name: &str, are_faults: bool) {
    let faults: Vec<String> = pages(name).iter_mut().flat_map(|page| run(page, are_faults)).collect();
    assert!(
        faults.is_empty(),
        "\n{}\n{} differences; UPDATE=1 takes them over",
        faults.join("\n"),
        faults.len()
    );
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    let names: BTreeSet<String> = pages("faults").iter().map(Page::name).collect();
    let missing: Vec<&String> = codes.difference(&names).collect();
    let foreign: Vec<&String> = names.difference(&codes).collect();
    assert!(missing.is_empty() && foreign.is_empty(), "no page: {missing:?}; no code: {foreign:?}");
}

#[test]
fn a_fault_page_begins_with_its_code_and_one_sentence() {
    for page in pages("faults") {
        let name = page.name();
        let prose = page.prose();
        let mut blocks = prose.split("\n\n");
        assert_eq!(blocks.next(), Some(format!("# {name}").as_str()));
        let line = blocks.next().unwrap_or("");
        assert!(line.ends_with('.') && !line.contains('\n'), "{name}: what is it, in one line? {line:?}");
        let shows = page.parts.iter().any(|part| matches!(part, Part::Fence(f) if f.info == "out"));
        assert!(shows, "{name}: no example shows the message");
    }
}

#[test]
fn what_the_fault_pages_say_comes_out() {
    run_all("faults", true);
}

#[test]
fn what_the_feature_pages_say_comes_out() {
    run_all("features", false);
}
