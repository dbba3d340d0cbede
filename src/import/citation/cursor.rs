//! A place in a text from which a grammar reads on.

/// A place in a text; copied to look ahead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    /// Bytes of the text.
    pub(super) at: usize,
}

/// A number as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Only digits.
    pub(super) digits: String,
    /// A letter stood for a digit (`l2`).
    pub(super) repaired: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Cursor<'a> {
        Cursor { text, at }
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// What stands between here and a later place.
    pub(super) fn since_to(&self, end: usize) -> &'a str {
        &self.text[self.at..end]
    }

    /// What was read since an earlier place.
    pub(super) fn since(&self, start: usize) -> &'a str {
        &self.text[start..self.at]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat_if(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|c| wanted(*c))?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        self.eat_if(|c| c == wanted).is_some()
    }

    /// Reads blanks; whether there were any.
    pub(super) fn spaces(&mut self) -> bool {
        let start = self.at;
        while self.eat_if(char::is_whitespace).is_some() {}
        self.at > start
    }

    /// Reads letters, with signs inside them: `O’Neil`, `Smith-Jones`.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let start = self.at;
        loop {
            if self.eat_if(|c| c.is_alphabetic() || is_mark(c)).is_some() {
                continue;
            }
            let mut ahead = *self;
            let joins = self.at > start && ahead.eat_if(|c| matches!(c, '-' | '\'' | '’')).is_some();
            if !joins || !ahead.peek().is_some_and(char::is_alphabetic) {
                break;
            }
            *self = ahead;
        }
        (self.at > start).then(|| self.since(start))
    }

    /// Reads a number of digits; letters that a bad copy has for digits count, if there is a digit, too.
    pub(super) fn digits(&mut self) -> Option<Digits> {
        let mut ahead = *self;
        while ahead.eat_if(|c| c.is_ascii_digit() || digit_of(c).is_some()).is_some() {}
        let mut read = ahead.since(self.at);
        if !read.contains(|c: char| c.is_ascii_digit()) || ahead.peek().is_some_and(char::is_alphabetic) {
            // Letters right behind the digits are no digits: `5l` may stay, `5lik` may not.
            let plain = self.rest();
            let end = plain.find(|c: char| !c.is_ascii_digit()).unwrap_or(plain.len());
            read = &plain[..end];
        }
        if read.is_empty() {
            return None;
        }
        self.at += read.len();
        let digits: String = read.chars().map(|c| digit_of(c).unwrap_or(c)).collect();
        Some(Digits { repaired: digits != read, digits })
    }

    /// Whether a letter or digit comes next.
    pub(super) fn in_word(&self) -> bool {
        self.peek().is_some_and(char::is_alphanumeric)
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The digit for which a letter often stands.
fn digit_of(c: char) -> Option<char> {
    match c {
        'l' | 'I' | '|' => Some('1'),
        'O' | 'o' | 'О' | 'о' => Some('0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_where_letters_stand_for_digits() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let mut cursor = Cursor::new(text, 0);
            let found = cursor.digits().map(|found| found.digits);
            assert_eq!(found.as_deref().map(|found| (found, cursor.rest())), expected, "{text}");
        };
        check("185-6", Some(("185", "-6")));
        check("l85.", Some(("185", ".")));
        check("2O18:", Some(("2018", ":")));
        check("5ob", Some(("5", "ob")));
        check("Il", None);
        check("lik", None);
    }

    #[test]
    fn words_hold_their_signs() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Cursor::new(text, 0).word(), Some(expected), "{text}");
        };
        check("O’Neil,", "O’Neil");
        check("Smith-Jones 5", "Smith-Jones");
        check("s.5", "s");
        check("dedi’ və", "dedi");
    }
}
