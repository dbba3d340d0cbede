//! A build that is killed at any moment leaves the old site or the new one, whole.

#![cfg(unix)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::{files, hashiya, init, run_in};

const KILLS: usize = 50;

/// Numbers that look like chance and are the same every time (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    /// A number from 0 to 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Puts the edition into its first or its second state: other words, a person more, a page less.
fn put(root: &Path, texts: &[String; 2], second: bool) {
    fs::write(root.join("content/texts/footnotes.en.md"), &texts[usize::from(second)]).expect("a text");
    let (person, text) = (root.join("content/persons/more.yaml"), root.join("content/pages/only.en.md"));
    fs::create_dir_all(root.join("content/persons")).expect("a folder");
    if second {
        fs::write(person, "- {id: leers, name: Reinier Leers}\n").expect("a register");
        let _ = fs::remove_file(text);
    } else {
        fs::write(text, "---\ntitle: Only here\n---\n\nOne paragraph.\n").expect("a text");
        let _ = fs::remove_file(person);
    }
}

type Snapshot = Vec<(String, Vec<u8>)>;

fn build(root: &Path) -> (Snapshot, Duration) {
    let started = Instant::now();
    let built = run_in(root, &["build"]);
    assert_eq!((built.status, built.out.as_str()), (0, ""), "{}", built.err);
    (files(&root.join("public")), started.elapsed())
}

#[test]
fn after_fifty_kills_the_old_or_the_new_site_is_there_each_time() {
    let edition = init();
    let root = edition.path();
    let text = fs::read_to_string(root.join("content/texts/footnotes.en.md")).expect("the text");
    let texts = [text.clone(), text.replace("Whoever", "Now whoever")];
    let mut whole = Vec::new();
    let mut locks = Vec::new();
    // The addresses of both states are in edition.lock after the first round; then no new ones come.
    for second in [false, true, false, true] {
        put(root, &texts, second);
        whole.push(build(root));
        locks.push(fs::read(root.join("edition.lock")).expect("the addresses"));
    }
    let (sites, took) = ([whole[2].0.clone(), whole[3].0.clone()], whole[3].1);
    assert_ne!(sites[0], sites[1]);
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let (mut old, mut kept, mut made) = (1, 0, 0);
    for kill in 0..KILLS {
        let new = 1 - old;
        put(root, &texts, new == 1);
        let mut child =
            hashiya().current_dir(root).arg("build").stderr(Stdio::null()).spawn().expect("the command runs");
        // Anywhere, and every second time near the end, where the sites change places.
        let moment = if kill % 2 == 0 { chance.next() } else { 0.7 + 0.8 * chance.next() };
        sleep(took.mul_f64(moment));
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        let site = files(&root.join("public"));
        if site == sites[new] {
            (old, made) = (new, made + 1);
        } else {
            assert!(site == sites[old], "kill {kill} left neither the old site nor the new one");
            kept += 1;
        }
        let lock = fs::read(root.join("edition.lock")).expect("the addresses");
        assert!(locks[2..].contains(&lock), "kill {kill} left neither the old nor the new edition.lock");
    }
    #[expect(clippy::print_stdout, reason = "which of the two sites was there is for people to read")]
    {
        println!("{kept} times the old site, {made} times the new one");
    }
    put(root, &texts, false);
    assert!(build(root).0 == sites[0], "the next build makes the site");
    let mut rest: Vec<String> = fs::read_dir(root)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
        .collect();
    rest.sort();
    let known = [".github", ".gitignore", "README.md", "content", "edition.lock", "public", "site.toml"];
    assert_eq!(rest, known, "nothing of the killed builds is left");
}
