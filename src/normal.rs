//! Canonical forms of Unicode text; the only door to icu_normalizer.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// The text in NFC, borrowed where it was so already.
pub fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// The text with its letters taken apart (NFD) and the combining marks U+0300 to U+036F left out.
pub fn without_marks(text: &str) -> String {
    let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(text);
    apart.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_put_together_and_taken_apart() {
        let check = |text: &str, expected: &str, plain: &str| {
            assert_eq!((&*composed(text), &*without_marks(text)), (expected, plain), "{text}");
        };
        check("s\u{327}uşa", "şuşa", "susa");
        check("I\u{307}ran", "İran", "Iran");
        check("Bakı", "Bakı", "Bakı");
    }
}
