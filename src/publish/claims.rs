//! Who makes which file: two owners never get one address.

use std::collections::HashMap;

use super::error::PublishError;
use super::path::OutPath;

/// Every address given away so far.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// By path in lower case: the path as written and its owner.
    files: HashMap<String, (String, String)>,
    /// The same for folders; the owner is that of the first file below.
    folders: HashMap<String, (String, String)>,
}

impl Claims {
    /// Gives `path` to `owner`.
    ///
    /// Paths that differ in case only are one file on many disks, and a file cannot also be a folder:
    /// both are refused on every system, so that a site that builds here can be copied anywhere.
    ///
    /// # Errors
    /// [`PublishError::Collision`] with both paths and owners.
    pub(super) fn claim(&mut self, path: &OutPath, owner: &str) -> Result<(), PublishError> {
        let mine = (path.as_str().to_owned(), owner.to_owned());
        let key = path.as_str().to_lowercase();
        if let Some(first) = self.files.get(&key).or_else(|| self.folders.get(&key)) {
            return Err(PublishError::Collision { first: first.clone(), second: mine });
        }
        for folder in path.folders() {
            let key = folder.to_lowercase();
            let known = self.folders.get(&key);
            if let Some(first) = self.files.get(&key).or(known.filter(|(written, _)| written != folder)) {
                return Err(PublishError::Collision { first: first.clone(), second: mine });
            }
            if known.is_none() {
                self.folders.insert(key, (folder.to_owned(), owner.to_owned()));
            }
        }
        self.files.insert(key, mine);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_paths_are_refused_when_some_disk_cannot_hold_both() {
        check("a.html", "b.html", true);
        check("texts/a.html", "texts/b.html", true);
        check("texts/a.html", "texts.html", true);
        check("texts/a.html", "texts/a.html", false);
        check("texts/a.html", "texts/A.html", false);
        check("ə.html", "Ə.html", false);
        check("texts/a.html", "Texts/b.html", false);
        check("texts", "texts/a.html", false);
        check("texts/a.html", "TEXTS", false);
        check("a/b/c", "a/b", false);
        check("a/b", "a/b/c", false);
    }

    fn check(first: &str, second: &str, both: bool) {
        let path = |path| OutPath::new(path).expect("valid");
        let mut claims = Claims::default();
        claims.claim(&path(first), "one").expect("the first is free");
        match claims.claim(&path(second), "two") {
            Ok(()) => assert!(both, "{first} and {second}"),
            Err(PublishError::Collision { first: a, second: b }) => {
                assert!(!both, "{first} and {second}");
                assert_eq!((a.1.as_str(), b.1.as_str(), b.0.as_str()), ("one", "two", second));
            }
            Err(other) => panic!("{other}"),
        }
    }
}
