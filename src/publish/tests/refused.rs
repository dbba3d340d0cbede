//! What the publisher refuses to touch, each by example.

use super::*;

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = home.path().join("public");
    for foreign in ["notes.txt", "sub/notes.txt"] {
        fs::create_dir_all(out.join(foreign).parent().expect("a parent")).expect("created");
        fs::write(out.join(foreign), "mine").expect("written");
    }
    let error = publish(&out, NEW).expect_err("not ours");
    assert!(
        matches!(&error, PublishError::NotOurs { foreign, .. } if *foreign == ["notes.txt", "sub/"]),
        "{error}"
    );
    assert_eq!(names(home.path()), ["public"]);
    assert_eq!(names(&out), ["notes.txt", "sub"]);
}

#[test]
fn a_foreign_file_in_our_folder_stops_the_build_and_stays() {
    for foreign in ["CNAME", ".git/", "texts/mine.txt", "empty/", "texts/.hashiya"] {
        let (home, out) = published();
        match foreign.strip_suffix('/') {
            Some(folder) => fs::create_dir(out.join(folder)).expect("created"),
            None => fs::write(out.join(foreign), "mine").expect("written"),
        }
        check_foreign(&home, &out, foreign);
        assert!(out.join(foreign).exists(), "{foreign}");
    }
}

fn check_foreign(home: &TempDir, out: &Path, name: &str) {
    let error = publish(out, NEW).expect_err("foreign");
    assert!(matches!(&error, PublishError::Foreign { foreign, .. } if *foreign == [name]), "{error}");
    assert_eq!(names(home.path()), ["public"]);
}

#[test]
fn a_file_that_arrives_during_the_build_stops_it_and_stays() {
    let (home, out) = published();
    let publisher = Publisher::open(&out, fingerprint("new"), &[]).expect("ours");
    publisher.put(path("index.html"), "test", b"new").expect("put");
    fs::write(out.join("CNAME"), "example.org").expect("written");
    let error = publisher.finish(0).expect_err("foreign");
    assert!(matches!(&error, PublishError::Foreign { foreign, .. } if *foreign == ["CNAME"]), "{error}");
    assert_eq!(names(home.path()), ["public"]);
    assert_eq!(files(&out).len(), OLD.len() + 1);
}

#[test]
fn a_link_inside_the_output_is_foreign_and_leads_nowhere() {
    let (home, out) = published();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    fs::rename(out.join("texts"), elsewhere.path().join("texts")).expect("moved");
    std::os::unix::fs::symlink(elsewhere.path().join("texts"), out.join("texts")).expect("linked");
    check_foreign(&home, &out, "texts");
    // The same in a leftover, which is removed by the next build.
    fs::rename(&out, home.path().join(".public.hashiya-staging")).expect("moved");
    let error = publish(&out, NEW).expect_err("foreign");
    assert!(matches!(&error, PublishError::Foreign { foreign, .. } if *foreign == ["texts"]), "{error}");
    assert_eq!(names(&elsewhere.path().join("texts")), ["a.html", "b.html"]);
}

#[test]
fn two_owners_of_one_address_are_named_and_nothing_is_published() {
    let (home, out) = published();
    let publisher = Publisher::open(&out, fingerprint("new"), &[]).expect("ours");
    publisher.put(path("texts/d.html"), "content/d.az.md", b"1").expect("put");
    let error = publisher.put(path("texts/d.html"), "content/d.en.md", b"2").expect_err("taken");
    let text = error.to_string();
    assert!(text.contains("content/d.az.md") && text.contains("content/d.en.md"), "{text}");
    assert!(matches!(publisher.finish(0), Err(PublishError::Incomplete)));
    assert!(is_site(&out, OLD));
    assert_eq!(names(home.path()), ["public"]);
}

/// The output's path without links, whether the output exists or not.
#[cfg(unix)]
fn resolved(out: &Path) -> PathBuf {
    let parent = out.parent().expect("a parent").canonicalize().expect("it stands");
    parent.join(out.file_name().expect("a name"))
}

#[test]
fn a_second_build_says_that_another_is_at_work() {
    let (home, out) = published();
    for out in [out, home.path().join("absent")] {
        let first = Publisher::open(&out, fingerprint("new"), &[]).expect("free");
        first.put(path("index.html"), "test", b"new").expect("put");
        let error = publish(&out, NEW).expect_err("locked");
        assert!(matches!(&error, PublishError::Busy { path } if *path == resolved(&out)), "{error}");
        first.finish(0).expect("undisturbed");
        publish(&out, NEW).expect("free again");
    }
}

#[test]
fn the_output_may_not_hold_an_input_nor_lie_in_one() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let content = home.path().join("content");
    fs::create_dir(&content).expect("created");
    check_input(home.path(), &content, false);
    check_input(&content, &content, false);
    check_input(&content.join("public"), &content, false);
    check_input(&content.join("../content"), &content, false);
    check_input(&home.path().join("content-2"), &content, true);
    check_input(&home.path().join("public"), &content, true);
    check_input(&home.path().join("public"), &home.path().join("public/absent.toml"), false);
}

fn check_input(out: &Path, input: &Path, allowed: bool) {
    match Publisher::open(out, fingerprint("new"), &[input]) {
        Ok(_) => assert!(allowed, "{}", out.display()),
        Err(PublishError::Input { .. }) => {
            assert!(!allowed, "{}", out.display())
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_linked_output_is_swapped_where_it_lies_and_a_broken_link_is_refused() {
    let (home, out) = published();
    let link = home.path().join("link");
    std::os::unix::fs::symlink("public", &link).expect("linked");
    publish(&link, NEW).expect("published");
    assert!(is_site(&out, NEW));
    assert_eq!(fs::read_link(&link).expect("still a link"), Path::new("public"));
    std::os::unix::fs::symlink("nowhere", home.path().join("broken")).expect("linked");
    let error = publish(&home.path().join("broken"), NEW).expect_err("broken");
    assert!(matches!(error, PublishError::NotAFolder { .. }), "{error}");
    assert_eq!(names(home.path()), ["broken", "link", "public"]);
}

#[test]
fn an_output_that_is_a_file_or_a_disk_is_refused() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let file = home.path().join("file");
    fs::write(&file, "mine").expect("written");
    assert!(matches!(publish(&file, NEW), Err(PublishError::NotAFolder { .. })));
    // `..` below a folder that is not there leads nowhere.
    let nowhere = home.path().join("absent/../public");
    assert!(matches!(publish(&nowhere, NEW), Err(PublishError::NotAFolder { .. })));
    if cfg!(unix) {
        assert!(matches!(publish(Path::new("/"), NEW), Err(PublishError::Mount { .. })));
    }
    if cfg!(target_os = "linux") {
        assert!(matches!(publish(Path::new("/proc"), NEW), Err(PublishError::Mount { .. })));
    }
}

#[test]
fn a_manifest_that_was_tampered_with_stops_the_build() {
    for (from, to) in [("texts/a.html", "../a.html"), ("hashiya site 1", "hashiya site 2"), ("end 4", "")] {
        let (home, out) = published();
        let manifest = out.join(manifest::NAME);
        let text = fs::read_to_string(&manifest).expect("a manifest");
        assert!(text.contains(from));
        fs::write(&manifest, text.replace(from, to)).expect("written");
        assert!(matches!(publish(&out, NEW), Err(PublishError::Damaged { .. })), "{to}");
        assert!(is_site(&out, OLD));
        assert_eq!(names(home.path()), ["public"]);
    }
}
