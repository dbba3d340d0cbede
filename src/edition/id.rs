//! The keys an editor writes, and the numbers we use for them.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

/// A permanent id: lower-case ASCII letters, digits, `-` and `_`, beginning with a letter or digit.
///
/// It becomes a file name and an address, so it must mean the same on every disk and host.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Box<str>);

impl Key {
    /// Checks `text`; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Key, String> {
        if text.is_empty() {
            return Err("an id cannot be empty".to_owned());
        }
        if text.len() > 120 {
            return Err("an id has at most 120 characters".to_owned());
        }
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if let Some(bad) = text.chars().find(|c| !allowed(*c)) {
            return Err(format!("an id cannot hold `{bad}`: it has small letters a–z, digits, `-` and `_`"));
        }
        if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Err("an id begins with a letter or a digit".to_owned());
        }
        // Names that Windows keeps for devices cannot be files there.
        let device = matches!(text, "con" | "prn" | "aux" | "nul")
            || (text.len() == 4
                && (text.starts_with("com") || text.starts_with("lpt"))
                && !text.ends_with('0')
                && text.as_bytes()[3].is_ascii_digit());
        if device {
            return Err(format!("`{text}` cannot be a file name on every system"));
        }
        Ok(Key(text.into()))
    }

    /// An id made of `text` by dropping what an id cannot hold; for proposals in messages.
    #[must_use]
    pub fn suggest(text: &str) -> String {
        let plain = |c: char| match c.to_lowercase().next().unwrap_or(c) {
            'ə' | 'ä' => 'a',
            'ı' | 'î' => 'i',
            'ö' | 'ô' => 'o',
            'ü' | 'û' => 'u',
            'ğ' => 'g',
            'ş' => 's',
            'ç' => 'c',
            c if c.is_ascii_alphanumeric() || c == '_' => c,
            _ => '-',
        };
        let dashed: String = text.chars().map(plain).collect();
        dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }

    /// The id as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// The number of a `T` in its [`Table`].
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The id of the entry at `index`.
    #[must_use]
    pub fn new(index: usize) -> Id<T> {
        Id(u32::try_from(index).expect("fewer than 2^32 entries"), PhantomData)
    }

    /// The place in the table.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Things in a fixed order that can be found by a key of the editor.
#[derive(Clone, Debug)]
pub struct Table<K, T> {
    items: Vec<T>,
    by_key: HashMap<K, Id<T>>,
}

impl<K: std::hash::Hash + Eq, T> Table<K, T> {
    /// A table of `items`, each under the key that `key` reads off it. Of two with one key the first is found.
    pub fn new(items: Vec<T>, key: impl Fn(&T) -> K) -> Table<K, T> {
        let mut by_key = HashMap::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            by_key.entry(key(item)).or_insert(Id::new(index));
        }
        Table { items, by_key }
    }

    /// The id of a key.
    pub fn find<Q: std::hash::Hash + Eq + ?Sized>(&self, key: &Q) -> Option<Id<T>>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.by_key.get(key).copied()
    }

    /// All items in order.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Takes the items out; the keys stay for others, one for each in the same order.
    pub fn take_items(&mut self) -> Vec<T> {
        std::mem::take(&mut self.items)
    }

    /// Puts other items in the place of those that were taken out.
    pub fn put_items(&mut self, items: Vec<T>) {
        self.items = items;
    }

    /// All items with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        self.items.iter().enumerate().map(|(index, item)| (Id::new(index), item))
    }
}

impl<K, T> std::ops::Index<Id<T>> for Table<K, T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_file_name_on_every_disk() {
        for good in ["a", "april-1920", "t00001-x_y", "1920", "com", "com0"] {
            assert!(Key::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "Ə", "a b", "A", "-a", "../x", "a.b", "con", "com1", &"a".repeat(121)] {
            assert!(Key::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_becomes_an_id() {
        assert_eq!(Key::suggest("Nəriman Nərimanov"), "nariman-narimanov");
        assert_eq!(Key::suggest("Çıldır (şəhər)"), "cildir-sahar");
    }
}
