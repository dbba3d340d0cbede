//! The command as an editor meets it: help, messages, exit status, and `serve` against a fresh build.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::{Run, files, hashiya, init, run, run_in};

/// Compares with a golden file; `UPDATE=1` writes it.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, found).expect("the golden file can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name} differs; UPDATE=1 rewrites it");
}

#[test]
fn help_is_what_it_was() {
    let verbs = [
        "",
        "init",
        "build",
        "check",
        "serve",
        "import",
        "export",
        "suggest",
        "explain",
        "completions",
        "man",
    ];
    for verb in verbs {
        for (flag, kind) in [("-h", "short"), ("--help", "long")] {
            let arguments: Vec<&str> = [verb, flag].into_iter().filter(|word| !word.is_empty()).collect();
            let Run { status, out, err } = run(&arguments);
            assert_eq!((status, err.as_str()), (0, ""), "{verb} {flag}");
            let name = if verb.is_empty() { "hashiya" } else { verb };
            golden(&format!("{name}.{kind}.txt"), &out);
        }
    }
}

#[test]
fn wrong_arguments_end_with_2_and_say_what_is_right() {
    let empty = tempfile::tempdir().expect("a folder");
    let nowhere = empty.path().join("nowhere");
    let here = empty.path().to_str().expect("UTF-8");
    let nowhere = nowhere.to_str().expect("UTF-8");
    let cases: &[(&[&str], &str)] = &[
        (&[], "Usage: hashiya"),
        (&["biuld"], "similar subcommand exists: 'build'"),
        (&["build", "--dratfs"], "'--drafts'"),
        (&["check", "--format", "shrt"], "'short'"),
        (&["serve", "--port", "70000"], "70000 is not in 0..=65535"),
        (&["export"], "<WHAT>"),
        (&["export", "person"], "mentions, dates, notes, citations"),
        (&["build", nowhere], "cannot read the folder"),
        (&["build", here], "has no site.toml"),
        (&["check", here], "`hashiya init DIR` makes a new one"),
        (&["serve", here], "has no site.toml"),
        (&["export", "dates", here], "has no site.toml"),
        (&["suggest", here], "has no site.toml"),
        (&["explain", "unknown-persn"], "did you mean `unknown-person`?"),
        (&["explain", "qqqqqqqq"], "`hashiya explain` lists all codes"),
        (&["completions", "basic"], "bash"),
        (&["--color", "pink", "man"], "auto, always, never"),
    ];
    for (arguments, words) in cases {
        let Run { status, out, err } = run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(words), "{arguments:?} says:\n{err}");
    }
    assert_eq!(files(empty.path()), [], "nothing is made");
    assert!(!Path::new(nowhere).exists(), "no folder is made either");
}

#[test]
fn a_new_edition_builds_without_a_warning_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("a/new edition");
    let made = run(&["init", dir.to_str().expect("UTF-8")]);
    assert_eq!((made.status, made.out.as_str()), (0, ""), "{}", made.err);
    assert!(made.err.contains("new edition'\n  hashiya serve"), "{}", made.err);
    let built = run_in(&dir, &["build"]);
    assert_eq!(built.status, 0, "{}", built.err);
    let last = built.err.trim_end();
    assert!(
        last.starts_with("Built ") && last.contains(" s; 0 warnings; open ./public/index.html"),
        "{last}"
    );
    assert_eq!(last.lines().count(), 1, "{last}");
    for file in ["public/index.html", "public/az/index.html", "public/persons/bayle.html", "edition.lock"] {
        assert!(dir.join(file).is_file(), "{file}");
    }
    let before = files(&dir);
    let again = run_in(&dir, &["init"]);
    assert_eq!(again.status, 2);
    assert!(
        again.err.contains("\n    site.toml\n") && again.err.contains("nothing was written"),
        "{}",
        again.err
    );
    assert_eq!(files(&dir), before);
    // One file of them is enough; the others are not made beside it.
    let half = folder.path().join("half");
    fs::create_dir(&half).expect("a folder");
    fs::write(half.join("README.md"), "mine").expect("a file");
    let stopped = run_in(&half, &["init"]);
    assert_eq!(stopped.status, 2);
    assert_eq!(files(&half).len(), 1);
}

#[test]
fn a_build_says_what_it_made_and_a_check_writes_nothing() {
    let edition = init();
    let root = edition.path();
    let before = files(root);
    let checked = run_in(root, &["check"]);
    assert_eq!((checked.status, checked.out.as_str()), (0, ""), "{}", checked.err);
    assert!(checked.err.contains("0 errors, 0 warnings; nothing was written"), "{}", checked.err);
    assert_eq!(files(root), before);
    let built = run_in(root, &["build", ".", "--out", "site"]);
    assert!(built.err.contains("open site/index.html"), "{}", built.err);
    let again = run_in(root, &["build", ".", "--out", "site"]);
    assert!(again.err.contains(" (0 changed) "), "{}", again.err);
    fs::write(root.join("content/notes.txt"), "x").expect("a file");
    let warned = run_in(root, &["build", ".", "--out", "site"]);
    assert_eq!(warned.status, 0);
    assert!(
        warned.err.contains("warning[stray-file]") && warned.err.contains("; 1 warning; "),
        "{}",
        warned.err
    );
}

#[test]
fn mistakes_end_with_1_in_the_format_that_is_wanted() {
    let edition = init();
    let root = edition.path();
    let text = root.join("content/texts/footnotes.en.md");
    let good = fs::read_to_string(&text).expect("the text");
    fs::write(&text, good.replace("(person:bayle)", "(person:bayl)")).expect("the text");
    let before = files(root);
    let human = run_in(root, &["check"]);
    assert_eq!((human.status, human.out.as_str()), (1, ""));
    assert!(
        human.err.contains("error[unknown-person]") && human.err.contains("1 error, 0 warnings"),
        "{}",
        human.err
    );
    assert!(!human.err.contains('\u{1b}'), "no colour on a pipe");
    let colour = run_in(root, &["check", "--color", "always"]);
    assert!(colour.err.contains('\u{1b}'));
    let short = run_in(root, &["check", "--format", "short"]);
    assert_eq!(short.status, 1);
    let line = short.out.trim_end();
    assert!(line.starts_with("content/texts/footnotes.en.md:9:16: error[unknown-person]: "), "{line}");
    let json = run_in(root, &["check", "--format", "json"]);
    let row: serde_json::Value = serde_json::from_str(json.out.trim_end()).expect("a JSON object");
    assert_eq!(row["code"], "unknown-person");
    let built = run_in(root, &["build"]);
    assert_eq!(built.status, 1);
    assert!(built.err.trim_end().ends_with("./public is as it was"), "{}", built.err);
    assert_eq!(run_in(root, &["export", "mentions"]).status, 1);
    assert_eq!(files(root), before, "nothing is written with errors");
}

#[test]
fn a_broken_template_is_an_error_of_the_edition() {
    let edition = init();
    let root = edition.path();
    fs::create_dir_all(root.join("themes/default/templates")).expect("a folder");
    fs::write(
        root.join("themes/default/templates/chronology.html"),
        "{% extends \"templates/base.html\" %}\n{% block main %}{{ nothing.here }}{% endblock %}\n",
    )
    .expect("a template");
    for verb in ["check", "build"] {
        let run = run_in(root, &[verb]);
        assert_eq!(run.status, 1, "{verb}: {}", run.err);
        assert!(run.err.contains("themes/default/templates/chronology.html:2"), "{verb}: {}", run.err);
    }
    assert!(!root.join("public").exists());
}

#[test]
fn what_has_no_record_is_exported_and_suggested() {
    let edition = init();
    let root = edition.path();
    let only = run_in(root, &["suggest"]);
    let unnamed = "# Bodies that no text names: 1\n#   ecole-illustre: Rotterdam Ali Məktəbi\n";
    assert_eq!((only.status, only.out.as_str()), (0, unnamed), "{}", only.err);
    let text = "---\ntitle: Letters\n---\n\nOn 28 April 1920 Q. Orconikidze wrote [\\[14, s.151\\]](cite:-#151); \
                P. Bayle came on [29 April](date:1920-04-29).\n\nSo says [(Nesibli, 2018:5)](cite:-#5), \
                and [again](date:1920-05) [(Nəsibli, 2018: 9)](cite:-#9).\n";
    fs::write(root.join("content/texts/border.en.md"), text).expect("a file");
    let before = files(root);
    let exported = run_in(root, &["export", "citations", "--text", "border"]);
    assert_eq!(exported.status, 0, "{}", exported.err);
    let first: serde_json::Value = exported.out.lines().next().expect("a row").parse().expect("JSON");
    assert_eq!(
        (&first["work"], &first["locator"], &first["surface"]),
        (&serde_json::Value::Null, &"151".into(), &"[14, s.151]".into())
    );
    let suggested = run_in(root, &["suggest"]);
    assert_eq!((suggested.status, suggested.err.as_str()), (0, ""));
    golden("suggested.yaml", &suggested.out);
    assert_eq!(files(root), before, "nothing is written");
}

#[test]
fn exports_are_json_lines_of_the_wanted_text() {
    let edition = init();
    let root = edition.path();
    for (what, key) in [("mentions", "id"), ("dates", "edtf"), ("notes", "series"), ("citations", "work")] {
        let Run { status, out, err } = run_in(root, &["export", what]);
        assert_eq!((status, err.as_str()), (0, ""), "{what}");
        assert!(out.lines().count() > 1, "{what}");
        for line in out.lines() {
            let row: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
            assert!(!row[key].is_null() && row["text"] == "footnotes", "{line}");
        }
    }
    let none = run_in(root, &["export", "notes", "--text", "footnote"]);
    assert_eq!((none.status, none.out.as_str()), (2, ""));
    assert!(none.err.contains("did you mean `footnotes`?"), "{}", none.err);
    assert_eq!(run_in(root, &["export", "notes", "--text", "footnotes"]).status, 0);
}

#[test]
fn every_code_is_listed_and_explained() {
    let list = run(&["explain"]).out;
    for code in hashiya::diag::Code::ALL {
        let name = code.as_str();
        assert!(list.lines().any(|line| line.split_whitespace().next() == Some(name)), "{name}");
        let page = run(&["explain", name]);
        assert_eq!(page.status, 0);
        assert!(page.out.starts_with(name), "{}", page.out);
    }
}

#[test]
fn completions_and_the_man_page_know_every_verb() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = run(&["completions", shell]).out;
        assert!(out.contains("no-reload") && out.contains("completions"), "{shell}");
    }
    let man = run(&["man"]).out;
    for words in [".TH hashiya 1", ".SH \"SERVE\"", "no\\-reload", "my\\-edition", "Exit status"] {
        assert!(man.contains(words), "{words}\n{man}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let edition = init();
    for arguments in [
        &["explain"][..],
        &["man"],
        &["export", "mentions"],
        &["check", "--format", "json"],
        &["build"],
        &["--help"],
    ] {
        let mut child = hashiya()
            .current_dir(edition.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        drop(child.stdout.take());
        drop(child.stderr.take());
        let status = child.wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_and_the_status_is_2() {
    use std::os::unix::fs::PermissionsExt as _;
    let edition = init();
    let locked = edition.path().join("locked");
    fs::create_dir(&locked).expect("a folder");
    let file = edition.path().join("file");
    fs::write(&file, "x").expect("a file");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("the right to");
    // Root may write everywhere; then only the file in the way is tried.
    let root = fs::write(locked.join("probe"), "").is_ok();
    let out = if root { "file/site" } else { "locked/site" };
    let built = run_in(edition.path(), &["build", ".", "--out", out]);
    assert_eq!(built.status, 2, "{}", built.err);
    assert!(
        built.err.contains("error: cannot ") && built.err.contains(out.split('/').next().unwrap_or(out)),
        "{}",
        built.err
    );
    let made = run_in(edition.path(), &["init", out]);
    assert_eq!(made.status, 2, "{}", made.err);
    assert!(made.err.contains("error: cannot make "), "{}", made.err);
    let foreign = run_in(edition.path(), &["build", ".", "--out", "content"]);
    assert_eq!(foreign.status, 2, "{}", foreign.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_where_data_is_written() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let out = hashiya().arg("explain").stdout(full).output().expect("the command runs");
    assert_eq!(out.status.code(), Some(2));
    let words = String::from_utf8_lossy(&out.stderr);
    assert!(words.contains("cannot write to standard output: No space left"), "{words}");
}

/// A running `hashiya serve`.
struct Server {
    child: Child,
    port: u16,
    lines: std::sync::mpsc::Receiver<String>,
}

impl Server {
    fn start(root: &Path, arguments: &[&str]) -> Server {
        let mut child = hashiya()
            .arg("serve")
            .arg(root)
            .args(["--port", "0"])
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        let stderr = BufReader::new(child.stderr.take().expect("it is a pipe"));
        let (sender, lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut server = Server { child, port: 0, lines };
        let line = server.line("http://127.0.0.1:");
        let (_, rest) = line.split_once("http://127.0.0.1:").expect("it says where it serves");
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        server.port = digits.parse().expect("a port");
        server
    }

    /// The next line that holds these words.
    fn line(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(30)).expect("a line comes");
            if line.contains(words) {
                return line;
            }
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    fn ask(&self, request: &str) -> Answer {
        ask(self.port, request)
    }

    /// Waits until a page says so; the site is then compared with a fresh build.
    fn until(&self, path: &str, what: &str, good: impl Fn(&Answer) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        while !good(&self.get(path)) {
            assert!(Instant::now() < end, "{path} never showed: {what}");
            sleep(Duration::from_millis(5));
        }
    }
}

fn ask(port: u16, request: &str) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("it answers");
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    let head = String::from_utf8_lossy(&bytes[..at]).to_lowercase();
    let status = head[9..12].parse().expect("a status");
    Answer { status, head, body: bytes[at + 4..].to_vec() }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn has(&self, words: &str) -> bool {
        String::from_utf8_lossy(&self.body).contains(words)
    }
}

/// Saves as editors do: into the file itself, or into another one that takes its place.
fn save(path: &Path, text: &str, by_rename: bool) {
    if !by_rename {
        fs::write(path, text).expect("the file can be written");
        return;
    }
    let beside = path.with_extension("tmp~");
    fs::write(&beside, text).expect("the file can be written");
    fs::rename(&beside, path).expect("the file can be renamed");
}

fn replace(path: &Path, from: &str, to: &str, by_rename: bool) {
    let text = fs::read_to_string(path).expect("the file is there");
    assert!(text.contains(from), "{} holds {from}", path.display());
    save(path, &text.replace(from, to), by_rename);
}

/// Every file of a fresh build is served with the same bytes.
fn same_as_a_build(server: &Server, root: &Path, what: &str) {
    let copy = tempfile::tempdir().expect("a folder");
    let fresh = copy.path().join("edition");
    copy_edition(root, &fresh);
    let built = run_in(&fresh, &["build"]);
    assert_eq!(built.status, 0, "{what}: {}", built.err);
    let site = files(&fresh.join("public"));
    assert!(site.len() > 30, "{what}");
    for (path, bytes) in site {
        if path == ".hashiya" || path.starts_with(".hashiya") {
            continue;
        }
        let answer = server.get(&format!("/edition/{path}"));
        assert_eq!(answer.status, 200, "{what}: {path}");
        assert!(answer.body == bytes, "{what}: {path} is another one than a fresh build makes");
    }
}

fn copy_edition(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// A new edition below a path, as on GitHub Pages.
fn edition_with_path() -> tempfile::TempDir {
    let edition = init();
    replace(&edition.path().join("site.toml"), "# base_url =", "base_url =", false);
    edition
}

#[test]
fn what_is_served_equals_a_fresh_build_after_every_kind_of_change() {
    let edition = edition_with_path();
    let root = edition.path();
    let server = Server::start(root, &["--no-reload"]);
    let before = files(root);
    let content = |path: &str| root.join("content").join(path);
    let (text, persons) = (content("texts/footnotes.en.md"), content("persons.yaml"));
    let page = "/edition/texts/footnotes.html";
    type Step<'a> = (&'a str, &'a str, &'a str, Box<dyn Fn() + 'a>);
    let steps: Vec<Step<'_>> = vec![
        ("as it began", page, "On footnotes", Box::new(|| {})),
        (
            "a text in place",
            page,
            "Step one",
            Box::new(|| replace(&text, "Whoever", "Step one: whoever", false)),
        ),
        ("a text by rename", page, "Step two", Box::new(|| replace(&text, "Step one", "Step two", true))),
        (
            "as long as before, at once",
            page,
            "Step six",
            Box::new(|| {
                replace(&text, "Step two", "Step tre", false);
                replace(&text, "Step tre", "Step for", true);
                replace(&text, "Step for", "Step fiv", false);
                replace(&text, "Step fiv", "Step six", false);
            }),
        ),
        (
            "a person",
            "/edition/az/persons/bayle.html",
            "Renamed",
            Box::new(|| replace(&persons, "az: Pyer Beyl", "az: Renamed", true)),
        ),
        (
            "an event",
            "/edition/chronology.html",
            "1702",
            Box::new(|| replace(&content("events.yaml"), "when: 1697", "when: 1702", false)),
        ),
        (
            "a new text",
            "/edition/texts/second.html",
            "Second text",
            Box::new(|| {
                save(
                    &content("texts/second.en.md"),
                    "---\ntitle: Second text\n---\n\nHere is [Bayle](person:bayle).\n",
                    false,
                )
            }),
        ),
        ("what depends on it", "/edition/persons/bayle.html", "Second text", Box::new(|| {})),
        (
            "a new folder",
            "/edition/persons/leers.html",
            "Reinier",
            Box::new(|| {
                fs::create_dir(content("persons")).expect("a folder");
                save(&content("persons/more.yaml"), "- {id: leers, name: Reinier Leers}\n", false);
            }),
        ),
        (
            "settings",
            "/edition/index.html",
            "Another title",
            Box::new(|| replace(&root.join("site.toml"), "A small edition", "Another title", true)),
        ),
        (
            "a theme",
            "/edition/index.html",
            "Own footer",
            Box::new(|| {
                fs::create_dir_all(root.join("themes/default/templates")).expect("folders");
                let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates/base.html");
                let base = fs::read_to_string(from).expect("the template");
                save(
                    &root.join("themes/default/templates/base.html"),
                    &base.replace("</body>", "Own footer</body>"),
                    false,
                );
            }),
        ),
    ];
    for (what, path, words, change) in steps {
        change();
        server.until(path, what, |answer| answer.has(words));
        same_as_a_build(&server, root, what);
    }
    fs::remove_file(content("texts/second.en.md")).expect("the text is there");
    server.until("/edition/texts/second.html", "a text deleted", |answer| answer.status == 404);
    same_as_a_build(&server, root, "a text deleted");
    fs::rename(content("persons"), root.join("aside")).expect("the folder is there");
    server.until("/edition/persons/leers.html", "a folder moved away", |answer| answer.status == 404);
    fs::rename(root.join("aside"), content("persons")).expect("the folder is there");
    server.until("/edition/persons/leers.html", "a folder moved back", |answer| answer.status == 200);
    fs::rename(root.join("content"), root.join("away")).expect("the folder is there");
    fs::rename(root.join("away"), root.join("content")).expect("the folder is there");
    replace(&text, "Step six", "Step ten", false);
    server.until(page, "all content moved away and back", |answer| answer.has("Step ten"));
    same_as_a_build(&server, root, "all content moved away and back");
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    let written: Vec<String> =
        names(&files(root)).into_iter().filter(|path| !names(&before).contains(path)).collect();
    assert_eq!(
        written,
        ["content/persons/more.yaml", "themes/default/templates/base.html"],
        "serve writes nothing"
    );
}

#[test]
fn many_saves_in_a_row_end_with_the_last_state() {
    let edition = edition_with_path();
    let root = edition.path();
    let server = Server::start(root, &["--no-reload"]);
    let text = root.join("content/texts/footnotes.en.md");
    let first = fs::read_to_string(&text).expect("the text");
    for round in 0..5 {
        for save_number in 0..20 {
            let number = round * 20 + save_number;
            save(
                &text,
                &first.replace("Whoever", &format!("Save {number:03}: whoever")),
                save_number % 3 == 0,
            );
            sleep(Duration::from_millis([0, 1, 3, 9, 30][number % 5]));
        }
        let last = format!("Save {:03}", round * 20 + 19);
        server.until("/edition/texts/footnotes.html", &last, |answer| answer.has(&last));
    }
    same_as_a_build(&server, root, "many saves");
}

#[test]
fn with_mistakes_the_last_good_site_stays_and_pages_hear_of_them() {
    let edition = edition_with_path();
    let root = edition.path();
    let server = Server::start(root, &[]);
    let text = root.join("content/texts/footnotes.en.md");
    let page = "/edition/texts/footnotes.html";
    let first = server.get(page);
    assert!(first.has("<script src=\"/.hashiya/reload.js\" data-site="), "the script is added");
    assert!(server.get("/.hashiya/reload.js").has("EventSource"));
    replace(&text, "(person:bayle)", "(person:bayl)", false);
    server.until("/.hashiya/events", "the mistake", |answer| answer.has("error[unknown-person]"));
    server.line("error[unknown-person]");
    assert!(server.get(page).body == first.body, "the last good page stays");
    let theme = root.join("themes/default/templates");
    fs::create_dir_all(&theme).expect("folders");
    save(&theme.join("text.html"), "{{ nothing_of_that_name }}", false);
    server.until("/.hashiya/events", "the template", |answer| answer.has("error[template-error]"));
    fs::remove_file(theme.join("text.html")).expect("the template");
    replace(&text, "(person:bayl)", "(person:bayle)", true);
    server.until("/.hashiya/events", "all is mended", |answer| answer.has("\"messages\":\"\""));
    server.until(page, "a new site", |answer| answer.body != first.body && answer.status == 200);
    // A page that has heard the news waits for the next ones.
    let events = server.get("/.hashiya/events");
    assert!(events.head.contains("content-type: text/event-stream"), "{}", events.head);
    let words = String::from_utf8(events.body).expect("UTF-8");
    let heard = words.lines().find_map(|line| line.strip_prefix("id: ")).expect("an id").to_owned();
    std::thread::scope(|scope| {
        let port = server.port;
        let waiting = scope.spawn(move || {
            let head = format!("Host: localhost\r\nLast-Event-ID: {heard}\r\nConnection: close");
            ask(port, &format!("GET /.hashiya/events HTTP/1.1\r\n{head}\r\n\r\n"))
        });
        sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished());
        replace(&text, "Whoever", "Anybody who", false);
        assert!(waiting.join().expect("it ends").has("data: "));
    });
}

#[test]
fn an_edition_that_begins_with_mistakes_shows_them_and_then_itself() {
    let edition = edition_with_path();
    let text = edition.path().join("content/texts/footnotes.en.md");
    replace(&text, "(person:bayle)", "(person:bayl)", false);
    let server = Server::start(edition.path(), &[]);
    let page = server.get("/");
    assert_eq!(page.status, 500);
    assert!(page.has("error[unknown-person]") && page.has("reload.js"));
    replace(&text, "(person:bayl)", "(person:bayle)", false);
    server.until("/edition/texts/footnotes.html", "itself", |answer| answer.status == 200);
}

#[test]
fn addresses_are_answered_as_on_github_pages_and_only_here() {
    let edition = edition_with_path();
    let server = Server::start(edition.path(), &[]);
    let cases: &[(&str, u16, &str)] = &[
        ("/", 302, "location: /edition/"),
        ("/edition", 302, "location: /edition/"),
        ("/edition/", 200, "content-type: text/html"),
        ("/edition/index.html", 200, "cache-control: no-store"),
        ("/edition/az", 302, "location: /edition/az/"),
        ("/edition/az/", 200, "content-type: text/html"),
        ("/edition/texts", 200, "content-type: text/html"),
        ("/edition/data", 302, "location: /edition/data/"),
        ("/edition/data/", 404, "content-type: text/html"),
        ("/edition/data/persons.json", 200, "content-type: application/json"),
        ("/edition/texts/footnotes.html?x=1", 200, "content-type: text/html"),
        ("/edition/texts/foot%6Eotes.html", 200, "content-type: text/html"),
        ("/edition/texts/nothing.html", 404, "content-type: text/html"),
        ("/edition/%ff", 400, "content-type: text/plain"),
        ("/edition/../site.toml", 404, "content-type: text/html"),
        ("/edition/%2e%2e/site.toml", 404, "content-type: text/html"),
        ("//example.org/", 404, "content-type: text/plain"),
        ("/elsewhere/index.html", 404, "content-type: text/plain"),
        ("/edition/sitemap.xml", 200, "content-type: application/xml"),
    ];
    for (path, status, head) in cases {
        let answer = server.get(path);
        assert_eq!(answer.status, *status, "{path}: {}", answer.head);
        assert!(answer.head.contains(head), "{path}: {}", answer.head);
    }
    assert!(server.get("/edition/nothing").has("reload.js"), "the page for missing addresses reloads, too");
    for (host, status) in [
        ("localhost:1", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("example.org", 403),
        ("127.0.0.1.example.org", 403),
    ] {
        let request = format!("GET /edition/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(server.ask(&request).status, status, "{host}");
    }
    let post = "POST /edition/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assert_eq!(server.ask(post).status, 405);
    let head = server.ask("HEAD /edition/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[cfg(unix)]
#[test]
fn a_taken_port_is_left_alone_and_ctrl_c_ends_quietly() {
    let edition = init();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let mut child = hashiya()
        .args(["serve", "--port", &port.to_string()])
        .arg(edition.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
    let first = lines.next().expect("a line");
    assert!(first.starts_with(&format!("port {port} is taken; using ")), "{first}");
    let second = lines.next().expect("a line");
    assert!(second.starts_with("Serving ") && !second.contains(&format!(":{port}/")), "{second}");
    // The line is said before signals are waited for.
    sleep(Duration::from_millis(200));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(killed.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert_eq!(lines.collect::<Vec<_>>(), Vec::<String>::new());
}
