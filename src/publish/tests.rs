//! The publisher's rules, each by example.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use super::*;

mod killed;
mod refused;

type Files = &'static [(&'static str, &'static str)];

const OLD: Files =
    &[("index.html", "old"), ("texts/a.html", "a"), ("texts/b.html", "b"), ("x/y/z.html", "z")];
const NEW: Files = &[("index.html", "new"), ("texts/a.html", "a"), ("texts/c.html", "c")];

fn fingerprint(of: &str) -> Fingerprint {
    Fingerprint::of([("test", of.as_bytes())])
}

fn path(path: &str) -> OutPath {
    OutPath::new(path).expect("valid")
}

fn publish(out: &Path, files: Files) -> Result<Published, PublishError> {
    let publisher = Publisher::open(out, fingerprint(&format!("{files:?}")), &[])?;
    for (file, text) in files {
        publisher.put(path(file), "test", text.as_bytes())?;
    }
    publisher.finish(0)
}

/// A temporary folder in which `public` holds the old site.
fn published() -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("public");
    publish(&out, OLD).expect("the old site");
    (home, out)
}

/// All files below a folder but the manifest, links read as files.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fn walk(folder: &Path, prefix: &str, into: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), into);
            } else if path != manifest::NAME {
                into.insert(path, fs::read_to_string(entry.path()).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found);
    found
}

fn is_site(out: &Path, site: Files) -> bool {
    files(out) == site.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// What stands in a folder itself.
fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| name(entry).into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

/// Every inode of a folder with all its times, as text: equal when nothing was touched.
#[cfg(unix)]
fn inodes(folder: &Path) -> BTreeMap<PathBuf, String> {
    use std::os::unix::fs::MetadataExt;
    let mut found = BTreeMap::new();
    let mut rest = vec![folder.to_owned()];
    while let Some(path) = rest.pop() {
        let metadata = fs::symlink_metadata(&path).expect("it stands");
        if metadata.is_dir() {
            rest.extend(fs::read_dir(&path).expect("a folder").map(|entry| entry.expect("an entry").path()));
        }
        let times = (metadata.mtime(), metadata.mtime_nsec(), metadata.ctime(), metadata.ctime_nsec());
        found.insert(path, format!("{} {times:?} {}", metadata.ino(), metadata.len()));
    }
    found
}

#[test]
fn a_site_is_published_into_an_absent_or_an_empty_folder_or_over_an_older_site() {
    let home = tempfile::tempdir().expect("a temporary folder");
    for out in ["absent", "deep/er/absent", "empty", "older"] {
        let out = home.path().join(out);
        match out.ends_with("empty") {
            true => fs::create_dir(&out).expect("created"),
            false if out.ends_with("older") => drop(publish(&out, OLD).expect("older site")),
            false => {}
        }
        let made = publish(&out, NEW).expect("published");
        assert!(is_site(&out, NEW), "{}", out.display());
        assert_eq!((made.files, made.bytes), (3, 5), "{}", out.display());
    }
    assert_eq!(names(home.path()), ["absent", "deep", "empty", "older"]);
}

#[test]
fn what_was_done_is_counted() {
    let (_home, out) = published();
    let done = publish(&out, NEW).expect("published");
    assert_eq!(done, Published { files: 3, written: 2, unchanged: 1, removed: 2, bytes: 5, warnings: 0 });
}

#[cfg(unix)]
#[test]
fn a_file_that_did_not_change_keeps_its_inode_and_its_mtime() {
    use std::os::unix::fs::MetadataExt;
    let (_home, out) = published();
    let of = |file: &str| {
        let metadata = fs::metadata(out.join(file)).expect("it stands");
        (metadata.ino(), metadata.modified().expect("mtime"), metadata.nlink())
    };
    let (same, changed) = (of("texts/a.html"), of("index.html"));
    publish(&out, NEW).expect("published");
    assert_eq!(of("texts/a.html"), same);
    assert_ne!(of("index.html").0, changed.0);
}

#[test]
fn where_links_are_impossible_a_copy_keeps_bytes_and_mtime_and_overwrites_nothing() {
    let (home, out) = published();
    let (source, target) = (out.join("texts/a.html"), home.path().join("copy"));
    let past = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = fs::File::options().write(true).open(&source).expect("opened");
    file.set_modified(past).expect("set");
    copy(&source, &target).expect("copied");
    assert_eq!(fs::read(&target).expect("a file"), b"a");
    assert_eq!(fs::metadata(&target).expect("metadata").modified().expect("mtime"), past);
    copy(&source, &target).expect_err("it stands already");
}

#[cfg(unix)]
#[test]
fn a_build_in_which_nothing_changed_touches_nothing() {
    let (home, out) = published();
    let before = inodes(home.path());
    let publisher = Publisher::open(&out, fingerprint(&format!("{OLD:?}")), &[]).expect("ours");
    assert!(publisher.current().expect("readable").is_some());
    drop(publisher);
    let done = publish(&out, OLD).expect("published again");
    assert_eq!((done.written, done.removed, done.unchanged), (0, 0, 4));
    assert_eq!(inodes(home.path()), before);
}

#[cfg(unix)]
#[test]
fn other_input_with_the_same_result_touches_the_manifest_only() {
    let (home, out) = published();
    let mut before = inodes(home.path());
    let publisher = Publisher::open(&out, fingerprint("other"), &[]).expect("ours");
    assert!(publisher.current().expect("readable").is_none());
    for (file, text) in OLD {
        publisher.put(path(file), "test", text.as_bytes()).expect("put");
    }
    publisher.finish(0).expect("published");
    let mut after = inodes(home.path());
    let manifest = out.join(manifest::NAME);
    before.remove(&manifest);
    after.remove(&manifest);
    assert_eq!(after, before);
    let publisher = Publisher::open(&out, fingerprint("other"), &[]).expect("ours");
    assert!(publisher.current().expect("readable").is_some());
}

#[test]
fn a_site_is_current_until_a_file_is_edited_or_lost() {
    let edit = |text: &'static str| move |file: &Path| fs::write(file, text).expect("edited");
    check_current(true, |_| {});
    check_current(true, edit("a"));
    check_current(false, edit("A"));
    check_current(false, edit("longer"));
    check_current(false, |file| fs::remove_file(file).expect("removed"));
    if cfg!(unix) {
        check_current(false, |file| {
            let before = fs::metadata(file).expect("metadata").modified().expect("mtime");
            fs::write(file, "A").expect("edited");
            let file = fs::File::options().write(true).open(file).expect("opened");
            file.set_modified(before - Duration::from_secs(3600)).expect("set back");
        });
    }
}

fn check_current(current: bool, meddle: impl FnOnce(&Path)) {
    let (_home, out) = published();
    meddle(&out.join("texts/a.html"));
    let publisher = Publisher::open(&out, fingerprint(&format!("{OLD:?}")), &[]).expect("ours");
    assert_eq!(publisher.current().expect("readable").is_some(), current);
    drop(publisher);
    publish(&out, OLD).expect("published again");
    assert!(is_site(&out, OLD));
}

#[cfg(unix)]
#[test]
fn after_a_swap_all_files_taken_over_are_older_than_the_manifest() {
    let (_home, out) = published();
    publish(&out, NEW).expect("published");
    let stamp = |file: &str| Stamp::of(&fs::metadata(out.join(file)).expect("metadata"));
    assert!(stamp("texts/a.html") <= stamp(manifest::NAME));
}

#[test]
fn two_sites_of_one_input_are_equal_byte_for_byte_with_their_manifests() {
    let (_one, one) = published();
    let (_two, two) = published();
    publish(&one, NEW).expect("published");
    publish(&one, OLD).expect("published");
    let manifest = |out: &Path| fs::read_to_string(out.join(manifest::NAME)).expect("a manifest");
    assert_eq!(manifest(&one), manifest(&two));
    assert_eq!(files(&one), files(&two));
}

#[cfg(unix)]
#[test]
fn litter_of_the_operating_system_moves_over_where_its_folder_still_exists() {
    let (_home, out) = published();
    for litter in [".DS_Store", "texts/Thumbs.db", "x/y/.DS_Store"] {
        fs::write(out.join(litter), "litter").expect("written");
    }
    publish(&out, NEW).expect("published");
    assert_eq!(names(&out), [".DS_Store", ".hashiya", "index.html", "texts"]);
    assert_eq!(names(&out.join("texts")), ["Thumbs.db", "a.html", "c.html"]);
}

#[test]
fn a_publisher_that_is_dropped_leaves_the_old_site_and_no_staging_folder() {
    let (home, out) = published();
    let publisher = Publisher::open(&out, fingerprint("new"), &[]).expect("ours");
    publisher.put(path("texts/d.html"), "test", b"1").expect("put");
    assert_eq!(names(home.path()), [".public.hashiya-staging", "public"]);
    drop(publisher);
    assert_eq!(names(home.path()), ["public"]);
    assert!(is_site(&out, OLD));
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_during_the_build_is_named() {
    let (home, out) = published();
    let publisher = Publisher::open(&out, fingerprint("new"), &[]).expect("ours");
    publisher.put(path("texts/a.html"), "test", b"a").expect("put");
    fs::remove_file(out.join("texts/a.html")).expect("removed");
    let error = publisher.finish(0).expect_err("its bytes are gone");
    assert!(matches!(&error, PublishError::Disturbed { path } if path.ends_with("texts/a.html")), "{error}");
    assert_eq!(names(home.path()), ["public"]);
}

#[cfg(unix)]
#[cfg(unix)]
#[test]
fn the_output_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let (_home, out) = published();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o750)).expect("set");
    publish(&out, NEW).expect("published");
    assert_eq!(fs::metadata(&out).expect("metadata").permissions().mode() & 0o777, 0o750);
}

#[test]
fn files_come_from_many_threads() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("public");
    let publisher = Publisher::open(&out, fingerprint("many"), &[]).expect("absent");
    (0..500_u32)
        .into_par_iter()
        .try_for_each(|n| {
            publisher.put(path(&format!("{}/{}/{n}.html", n % 7, n % 3)), "test", &n.to_le_bytes())
        })
        .expect("put");
    assert_eq!(publisher.finish(0).expect("published").files, 500);
}
