//! A record as BibTeX, RIS and CSL-JSON.

use super::record::{DateParts, Kind, PersonName, Record};
use std::fmt::Write as _;

impl Record {
    /// BibTeX: braces that do not pair are written out, special signs escaped, other signs left as UTF-8.
    pub(super) fn bibtex(&self) -> String {
        let Kind(kind, ..) = self.kind;
        let mut out = format!("@{kind}{{{},\n", bibtex_key(&self.key));
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(out, "  {name} = {{{value}}},");
            }
        };
        let escaped = |value: &str| bibtex_text(value);
        let people = |people: &[PersonName]| people.iter().map(bibtex_name).collect::<Vec<_>>().join(" and ");
        field("author", &people(&self.authors));
        field("title", &escaped(&self.title));
        let container = match kind {
            "article" => "journal",
            "book" => "series",
            "misc" | "unpublished" => "howpublished",
            _ => "booktitle",
        };
        field(container, &escaped(&self.container));
        if container != "series" || self.container.is_empty() {
            field("series", &escaped(&self.series));
        }
        field("editor", &people(&self.editors));
        field("translator", &people(&self.translators));
        let publisher = match kind {
            "phdthesis" => "school",
            "techreport" => "institution",
            _ => "publisher",
        };
        field(publisher, &escaped(&self.publisher));
        field("address", &escaped(&self.place));
        if let Some(date) = self.date {
            field("year", &format!("{:04}", date.year));
            field("date", &format!("{}{}", date.iso(), if date.approximate { "~" } else { "" }));
        }
        field("volume", &escaped(&self.volume));
        field("number", &escaped(&self.issue));
        field("edition", &escaped(&self.edition));
        field("pages", &escaped(&self.pages.replace(['–', '-'], "--")));
        field("pagetotal", &escaped(&self.page_total));
        field("doi", &verbatim(&self.doi));
        field("isbn", &self.isbn);
        field("issn", &self.issn);
        field("url", &verbatim(&self.url));
        field("urldate", &self.accessed.map(DateParts::iso).unwrap_or_default());
        field("langid", &self.language);
        field("library", &escaped(&joined(&[&self.archive, &self.call_number])));
        field("type", &escaped(&self.genre));
        field("note", &escaped(&self.note));
        field("abstract", &escaped(&self.summary));
        field("copyright", &escaped(&self.rights));
        out.push_str("}\n");
        out
    }

    /// RIS: one field a line, CR LF; no value can hold a line break.
    pub(super) fn ris(&self) -> String {
        let Kind(_, kind, _) = self.kind;
        let mut out = String::new();
        let mut field = |tag: &str, value: &str| {
            if !value.is_empty() || tag == "ER" {
                let _ = write!(out, "{tag}  - {}\r\n", one_line(value));
            }
        };
        field("TY", kind);
        field("ID", &self.key);
        for (tag, people) in [("AU", &self.authors), ("ED", &self.editors), ("A4", &self.translators)] {
            for person in people {
                field(tag, &person.family_first());
            }
        }
        field("TI", &self.title);
        field(if matches!(kind, "JOUR" | "NEWS") { "JO" } else { "T2" }, &self.container);
        field("T3", &self.series);
        field("PB", &self.publisher);
        field("CY", &self.place);
        if let Some(date) = self.date {
            let two = |part: Option<u8>| part.map(|p| format!("{p:02}")).unwrap_or_default();
            field("PY", &format!("{:04}", date.year));
            if date.month.is_some() {
                field("DA", &format!("{:04}/{}/{}/", date.year, two(date.month), two(date.day)));
            }
        }
        field("VL", &self.volume);
        field("IS", &self.issue);
        field("ET", &self.edition);
        let (first, last) = self.pages.split_once(['–', '-']).unwrap_or((&self.pages, ""));
        field("SP", if self.pages.is_empty() { &self.page_total } else { first });
        field("EP", last);
        field("DO", &self.doi);
        field("SN", if self.isbn.is_empty() { &self.issn } else { &self.isbn });
        field("UR", &self.url);
        field("Y2", &self.accessed.map(|date| date.iso().replace('-', "/")).unwrap_or_default());
        field("LA", &self.language);
        field("DB", &self.archive);
        field("CN", &self.call_number);
        field("M3", &self.genre);
        field("N1", &self.note);
        field("AB", &self.summary);
        field("C1", &self.rights);
        field("ER", "");
        out
    }

    /// One object of CSL-JSON.
    pub(super) fn csl_json(&self) -> String {
        let Kind(_, _, kind) = self.kind;
        let mut out = format!("{{\"id\":{},\"type\":\"{kind}\"", json(&self.key));
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(out, ",\"{name}\":{value}");
            }
        };
        let text = |value: &str| if value.is_empty() { String::new() } else { json(value) };
        field("title", &text(&self.title));
        for (name, people) in
            [("author", &self.authors), ("editor", &self.editors), ("translator", &self.translators)]
        {
            if !people.is_empty() {
                let list: Vec<String> = people.iter().map(json_name).collect();
                field(name, &format!("[{}]", list.join(",")));
            }
        }
        field("container-title", &text(&self.container));
        field("collection-title", &text(&self.series));
        field("publisher", &text(&self.publisher));
        field("publisher-place", &text(&self.place));
        field("issued", &self.date.map(json_date).unwrap_or_default());
        field("accessed", &self.accessed.map(json_date).unwrap_or_default());
        field("volume", &text(&self.volume));
        field("issue", &text(&self.issue));
        field("edition", &text(&self.edition));
        field("page", &text(&self.pages.replace('–', "-")));
        field("number-of-pages", &text(&self.page_total));
        field("DOI", &text(&self.doi));
        field("ISBN", &text(&self.isbn));
        field("ISSN", &text(&self.issn));
        field("URL", &text(&self.url));
        field("language", &text(&self.language));
        field("archive", &text(&self.archive));
        field("call-number", &text(&self.call_number));
        field("genre", &text(&self.genre));
        field("note", &text(&joined(&[&self.note, &self.rights])));
        field("abstract", &text(&self.summary));
        out.push('}');
        out
    }
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join("; ")
}

fn one_line(value: &str) -> String {
    if value.contains(['\n', '\r', '\t']) {
        value.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        value.to_owned()
    }
}

/// A key without the signs that end one in BibTeX.
fn bibtex_key(key: &str) -> String {
    key.chars().map(|c| if c.is_whitespace() || "{}(),=\\\"#%~'".contains(c) { '-' } else { c }).collect()
}

fn bibtex_text(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    for c in one_line(value).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                // An escaped brace still counts as a brace, so braces become commands.
                match c {
                    '{' => out.push_str("\\textbraceleft{}"),
                    '}' => out.push_str("\\textbraceright{}"),
                    _ => {
                        out.push('\\');
                        out.push(c);
                    }
                }
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            _ => out.push(c),
        }
    }
    out
}

/// A URL or DOI, which BibTeX takes as it stands: only what would end the field is percent-encoded.
fn verbatim(value: &str) -> String {
    one_line(value).replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(' ', "%20")
}

fn bibtex_name(name: &PersonName) -> String {
    if name.given.is_empty() {
        // Braces keep the name of a body whole; a single word needs none.
        let family = bibtex_text(&name.family);
        return if family.contains(' ') { format!("{{{family}}}") } else { family };
    }
    bibtex_text(&name.family_first())
}

/// A JSON string; `<` is escaped too, so that it may stand in a script element.
fn json(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

fn json_name(name: &PersonName) -> String {
    if name.given.is_empty() {
        return format!("{{\"literal\":{}}}", json(&name.family));
    }
    format!("{{\"family\":{},\"given\":{}}}", json(&name.family), json(&name.given))
}

fn json_date(date: DateParts) -> String {
    let parts: Vec<String> = std::iter::once(date.year.to_string())
        .chain([date.month, date.day].into_iter().flatten().map(|p| p.to_string()))
        .collect();
    let circa = if date.approximate { ",\"circa\":true" } else { "" };
    format!("{{\"date-parts\":[[{}]]{circa}}}", parts.join(","))
}
