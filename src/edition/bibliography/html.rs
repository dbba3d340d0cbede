//! The library's formatted text as HTML without style attributes, and as plain text.

use hayagriva::citationberg::{Display, FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatted};

/// Text with `&`, `<`, `>` and `"` escaped, for content and for quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

/// Writes formatted text as phrasing content.
///
/// `i`, `b`, `u`, `sup`, `sub`, `a`, and `span` with the classes `csl-small-caps`, `csl-block`, `csl-indent`,
/// `csl-left-margin`, `csl-right-inline`, which other citation processors use too.
pub(super) fn html(children: &ElemChildren) -> String {
    let mut out = String::with_capacity(256);
    for child in &children.0 {
        write_child(&mut out, child);
    }
    out
}

/// The first field of a style that sets it apart (`[1]`), in its own span.
pub(super) fn first_field(child: &ElemChild) -> String {
    let mut out = String::from("<span class=\"csl-left-margin\">");
    match child {
        // The library sets the margin itself where the style does; one span is enough.
        ElemChild::Elem(elem) => elem.children.0.iter().for_each(|c| write_child(&mut out, c)),
        other => write_child(&mut out, other),
    }
    out.push_str("</span> ");
    out
}

fn write_child(out: &mut String, child: &ElemChild) {
    match child {
        ElemChild::Text(text) => write_text(out, text),
        ElemChild::Elem(elem) => {
            let class = elem.display.map(|display| match display {
                Display::Block => "csl-block",
                Display::Indent => "csl-indent",
                Display::LeftMargin => "csl-left-margin",
                Display::RightInline => "csl-right-inline",
            });
            if let Some(class) = class {
                out.push_str("<span class=\"");
                out.push_str(class);
                out.push_str("\">");
            }
            elem.children.0.iter().for_each(|c| write_child(out, c));
            if class.is_some() {
                out.push_str("</span>");
            }
        }
        ElemChild::Markup(text) => push_escaped(out, text),
        ElemChild::Link { text, url } => {
            let is_web = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
            if is_web {
                out.push_str("<a href=\"");
                push_escaped(out, url);
                out.push_str("\">");
            }
            write_text(out, text);
            if is_web {
                out.push_str("</a>");
            }
        }
        ElemChild::Transparent { .. } => {}
    }
}

fn write_text(out: &mut String, text: &Formatted) {
    let f = &text.formatting;
    let tags = [
        (f.font_style == FontStyle::Italic, "i", ""),
        (f.font_weight == FontWeight::Bold, "b", ""),
        (f.font_variant == FontVariant::SmallCaps, "span", " class=\"csl-small-caps\""),
        (f.text_decoration == TextDecoration::Underline, "u", ""),
        (f.vertical_align == VerticalAlign::Sup, "sup", ""),
        (f.vertical_align == VerticalAlign::Sub, "sub", ""),
    ];
    for (_, tag, attributes) in tags.iter().filter(|t| t.0) {
        out.push('<');
        out.push_str(tag);
        out.push_str(attributes);
        out.push('>');
    }
    push_escaped(out, &text.text);
    for (_, tag, _) in tags.iter().rev().filter(|t| t.0) {
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

/// Formatted text without its formatting.
pub(super) fn plain(children: &ElemChildren) -> String {
    let mut out = String::new();
    children.0.iter().for_each(|child| write_plain(&mut out, child));
    out
}

pub(super) fn write_plain(out: &mut String, child: &ElemChild) {
    match child {
        ElemChild::Text(text) | ElemChild::Link { text, .. } => out.push_str(&text.text),
        ElemChild::Elem(elem) => elem.children.0.iter().for_each(|c| write_plain(out, c)),
        ElemChild::Markup(text) => out.push_str(text),
        ElemChild::Transparent { .. } => {}
    }
}
