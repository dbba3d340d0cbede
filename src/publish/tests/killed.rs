//! The publisher killed at random moments, or stopped half way through a write, in a child process (this
//! test binary again); and what such builds leave to the next one.

use std::process::{Command, Stdio};
use std::thread::{sleep, yield_now};
use std::time::SystemTime;

use super::*;

/// Name of the environment variable that tells a child process where to publish.
const CHILD: &str = "HASHIYA_TEST_PUBLISH";

/// How long a child may take to come to the next step.
const PATIENCE: Duration = Duration::from_secs(30);

/// This test binary again, running one of the children below.
fn child(name: &str, out: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command.args(["--exact", &format!("publish::tests::killed::{name}"), "--ignored", "--test-threads=1"]);
    command.env(CHILD, out).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A site of 300 files in two versions: some files differ, some are equal, some only in one.
fn version(n: u32) -> BTreeMap<String, String> {
    let text = |file: u32| if file.is_multiple_of(3) { format!("{file} {n}") } else { format!("{file}") };
    (0..300_u32)
        .filter(|file| file % 5 != n % 2)
        .map(|file| (format!("{}/{file}.html", file % 11), text(file).repeat(400)))
        .collect()
}

#[test]
#[ignore = "run and killed by a_killed_build_leaves_the_old_or_the_new_site_whole"]
fn child_that_publishes_for_ever() {
    let out = PathBuf::from(std::env::var_os(CHILD).expect("run as a child"));
    let versions = [version(0), version(1)];
    for n in (0..2).cycle() {
        let publisher = Publisher::open(&out, fingerprint(&n.to_string()), &[]).expect("ours");
        versions[n]
            .par_iter()
            .try_for_each(|(file, text)| publisher.put(path(file), "test", text.as_bytes()))
            .expect("put");
        publisher.finish(0).expect("published");
    }
}

/// Waits for what a child does; a child that does nothing is found out by what is checked next.
fn wait_until(done: impl Fn() -> bool) {
    let begun = SystemTime::now();
    while !done() && begun.elapsed().is_ok_and(|waited| waited < PATIENCE) {
        yield_now();
    }
}

/// Whether a folder holds a whole manifest.
fn is_sealed(folder: &Path) -> bool {
    matches!(Manifest::read(folder), Ok(Found::Whole(..)))
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_site_whole() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("public");
    let versions = [version(0), version(1)];
    let staging = home.path().join(".public.hashiya-staging");
    let mut random = 1_u64;
    for round in 0..50 {
        let mut child = child("child_that_publishes_for_ever", &out).spawn().expect("started");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = |within: u64| Duration::from_micros((random >> 33) % within);
        // Every other kill falls near the swap, the others anywhere in a build or two.
        if round % 2 == 1 {
            wait_until(|| !is_sealed(&staging));
            wait_until(|| is_sealed(&staging));
            sleep(moment(4_000));
        } else {
            wait_until(|| out.exists());
            sleep(moment(60_000));
        }
        assert!(child.try_wait().expect("asked").is_none(), "round {round}: the child has failed");
        child.kill().expect("killed");
        child.wait().expect("ended");
        assert!(versions.contains(&files(&out)), "round {round}: neither the old nor the new site");
    }
    publish(&out, NEW).expect("the next build is not hindered");
    assert!(is_site(&out, NEW));
    assert_eq!(names(home.path()), ["public"]);
}

#[test]
#[ignore = "run by a_write_that_fails_leaves_the_old_site_and_no_staging_folder"]
fn child_that_cannot_write() {
    let out = PathBuf::from(std::env::var_os(CHILD).expect("run as a child"));
    let publisher = Publisher::open(&out, fingerprint("large"), &[]).expect("ours");
    publisher.put(path("small.html"), "test", b"small").expect("small enough");
    let error = publisher.put(path("large.html"), "test", &[0; 1 << 20]).expect_err("too large").to_string();
    drop(publisher);
    fs::write(out.with_file_name("said"), error).expect("written");
}

#[cfg(unix)]
#[test]
fn a_write_that_fails_leaves_the_old_site_and_no_staging_folder() {
    let (home, out) = published();
    // A limit on the size of files makes a write fail half way, as a full disk does, without any rights.
    let child = child("child_that_cannot_write", &out);
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""]);
    limited.arg(child.get_program()).args(child.get_args());
    limited.env(CHILD, &out).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(limited.status().expect("started").success());
    let said = fs::read_to_string(home.path().join("said")).expect("it said why");
    assert!(said.starts_with("cannot write `") && said.contains("large.html`: "), "{said}");
    assert_eq!(names(home.path()), ["public", "said"]);
    assert!(is_site(&out, OLD));
}

#[test]
fn what_a_killed_build_left_beside_the_output_is_removed() {
    // Killed after `mkdir`, within the first line, while files were written, within the last line.
    check_leftover(&[]);
    check_leftover(&[(manifest::NAME, "hashi")]);
    check_leftover(&[(manifest::NAME, manifest::HEAD), ("texts/a.html", "half")]);
    check_leftover(&[(manifest::NAME, "hashiya site 1\ninput 00\nend 1"), ("index.html", "half")]);
}

fn check_leftover(left: &[(&str, &str)]) {
    let (home, out) = published();
    let staging = home.path().join(".public.hashiya-staging");
    fs::create_dir(&staging).expect("created");
    for (file, text) in left {
        fs::create_dir_all(staging.join(file).parent().expect("a parent")).expect("created");
        fs::write(staging.join(file), text).expect("written");
    }
    publish(&out, NEW).expect("published");
    assert!(is_site(&out, NEW));
    assert_eq!(names(home.path()), ["public"]);
}

#[test]
fn a_site_that_was_swapped_out_and_not_yet_removed_is_removed_later() {
    for (leftover, lost) in [(".public.hashiya-staging", None), (".public.hashiya-old", Some("texts"))] {
        let (home, out) = published();
        let leftover = home.path().join(leftover);
        fs::rename(&out, &leftover).expect("moved");
        if let Some(lost) = lost {
            fs::remove_dir_all(leftover.join(lost)).expect("removed");
        }
        fs::create_dir(&out).expect("created");
        publish(&out, NEW).expect("published");
        assert!(is_site(&out, NEW));
        assert_eq!(names(home.path()), ["public"]);
    }
}

#[test]
fn a_foreign_file_in_a_leftover_is_not_removed() {
    let (home, out) = published();
    let leftover = home.path().join(".public.hashiya-staging");
    fs::rename(&out, &leftover).expect("moved");
    fs::write(leftover.join("texts/mine.txt"), "mine").expect("written");
    for _ in 0..2 {
        let error = publish(&out, NEW).expect_err("foreign");
        assert!(
            matches!(&error, PublishError::Foreign { foreign, .. } if *foreign == ["texts/mine.txt"]),
            "{error}"
        );
    }
    fs::remove_file(leftover.join(manifest::NAME)).expect("removed");
    assert!(matches!(publish(&out, NEW), Err(PublishError::Io { .. })));
    assert_eq!(files(&leftover).len(), 1);
}

#[test]
fn where_folders_cannot_be_exchanged_the_next_run_puts_the_old_site_back() {
    let (home, out) = published();
    // The first of the two renames was done, then the kill came.
    fs::rename(&out, home.path().join(".public.hashiya-old")).expect("moved");
    let publisher = Publisher::open(&out, fingerprint("new"), &[]).expect("ours");
    assert!(is_site(&out, OLD));
    drop(publisher);
    assert_eq!(names(home.path()), ["public"]);
}
