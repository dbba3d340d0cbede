//! The edition into formats: HTML here, others beside it.

pub mod code;
pub mod html;
pub mod json;
pub mod markup;
pub mod plain;

/// Writes `text` with the characters escaped that mean something in HTML text and attributes.
pub fn escape_into(out: &mut String, text: &str) {
    escape_but(out, text, false);
}

/// Writes `text` with the characters escaped that mean something between tags. A quotation mark means nothing
/// there, and some texts have hundreds.
pub fn escape_words_into(out: &mut String, text: &str) {
    escape_but(out, text, true);
}

fn escape_but(out: &mut String, text: &str, quotes_stay: bool) {
    // Most text has nothing to escape, which the compiler can find out for many bytes at a time.
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
    if !text.bytes().fold(false, |found, byte| found | special(byte)) {
        return out.push_str(text);
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if !quotes_stay => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// `text` escaped for HTML text and attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}
