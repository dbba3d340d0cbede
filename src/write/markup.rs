//! Finished HTML looked at again: an editor's own markup made safe, pages and themes audited; the only door to
//! the HTML rewriter.

use crate::diag::{Code, Report};
use crate::span::{SourceId, Span};
use lol_html::html_content::{Element, EndTag, TextChunk};
use lol_html::{DocumentContentHandlers, ElementContentHandlers, RewriteStrSettings, Selector, rewrite_str};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// Elements an editor may write, with the attributes each may have beside [`EVERYWHERE`].
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("abbr", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("dd", &[]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height"]),
    ("ins", &["datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start", "reversed", "type"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// No `id`: ids are addresses, and those belong to the edition. No `style`, no `on…`.
const EVERYWHERE: &[&str] = &["class", "dir", "lang", "title"];

/// What cannot have content, among [`ELEMENTS`].
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Elements that go together with what is in them; all others that are not allowed leave their words.
const DROPPED_WHOLE: &[&str] = &[
    "applet",
    "audio",
    "canvas",
    "embed",
    "frameset",
    "head",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Raw HTML made safe piece by piece, because Markdown hands over `<sup>` and `</sup>` one by one.
///
/// What comes out is built anew from the allowed elements and attributes, never passed through; a closing tag
/// closes only what a piece before it has opened.
#[derive(Debug, Default)]
pub struct Sanitiser {
    open: Vec<String>,
}

impl Sanitiser {
    /// The safe part of a piece.
    pub fn piece(&mut self, html: &str) -> String {
        // The tags still open stand before the piece, so that its closing tags find theirs.
        let before: String = self.open.iter().map(|name| format!("<{name}>")).collect();
        let state = Rc::new(RefCell::new(Rebuilt { skip: self.open.len(), ..Rebuilt::default() }));
        if rebuild(&(before + html), &state).is_err() {
            return escape(html, false).into_owned();
        }
        let done = state.take();
        self.open = done.open.into_iter().filter(|open| open.kept).map(|open| open.name).collect();
        done.out
    }

    /// The closing tags of everything still open.
    pub fn close(&mut self) -> String {
        self.open.drain(..).rev().map(|name| format!("</{name}>")).collect()
    }
}

/// The safe part of HTML that stands alone: what it leaves open is closed.
#[must_use]
pub fn sanitise(html: &str) -> String {
    let mut sanitiser = Sanitiser::default();
    sanitiser.piece(html) + &sanitiser.close()
}

#[derive(Default)]
struct Rebuilt {
    out: String,
    open: Vec<Open>,
    /// How many of the first elements were written out with an earlier piece.
    skip: usize,
}

struct Open {
    name: String,
    kept: bool,
    /// Its content goes too.
    silent: bool,
}

impl Rebuilt {
    fn silent(&self) -> bool {
        self.open.iter().any(|open| open.silent)
    }

    fn start(&mut self, name: String, attributes: &[(String, String)], has_content: bool) {
        if self.skip > 0 {
            self.skip -= 1;
            self.open.push(Open { name, kept: true, silent: false });
            return;
        }
        let allowed = ELEMENTS.iter().find(|(allowed, _)| *allowed == name);
        let kept = allowed.is_some() && !self.silent();
        if let Some((_, own)) = allowed.filter(|_| kept) {
            self.out.push('<');
            self.out.push_str(&name);
            for (attribute, value) in attributes {
                let known = EVERYWHERE.contains(&attribute.as_str()) || own.contains(&attribute.as_str());
                if known && safe_address(attribute, value) {
                    self.out.push_str(&format!(" {attribute}=\"{}\"", value.replace('"', "&quot;")));
                }
            }
            self.out.push('>');
        }
        let silent = DROPPED_WHOLE.contains(&name.as_str());
        if has_content && !VOID.contains(&name.as_str()) {
            self.open.push(Open { name, kept, silent });
        }
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        for open in self.open.drain(at..).rev().filter(|open| open.kept) {
            self.out.push_str(&format!("</{}>", open.name));
        }
    }
}

fn rebuild(html: &str, state: &Rc<RefCell<Rebuilt>>) -> Result<String, lol_html::errors::RewritingError> {
    let (elements, texts) = (Rc::clone(state), Rc::clone(state));
    let element = move |element: &mut Element<'_, '_>| {
        let name = element.tag_name();
        let pairs = element.attributes().iter().map(|a| (a.name(), a.value()));
        elements.borrow_mut().start(name.clone(), &pairs.collect::<Vec<_>>(), element.can_have_content());
        if element.can_have_content() {
            let ends = Rc::clone(&elements);
            element.on_end_tag(Box::new(move |_: &mut EndTag<'_>| {
                ends.borrow_mut().end(&name);
                Ok(())
            }))?;
        }
        Ok(())
    };
    let text = move |text: &mut TextChunk<'_>| {
        let mut state = texts.borrow_mut();
        if !state.silent() {
            state.out.push_str(&escape(text.as_str(), true));
        }
        Ok(())
    };
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(everything(element))
        .append_document_content_handler(DocumentContentHandlers::default().text(text));
    rewrite_str(html, settings)
}

fn everything<'h>(
    handler: impl FnMut(&mut Element<'_, '_>) -> lol_html::HandlerResult + 'h,
) -> (Cow<'static, Selector>, ElementContentHandlers<'h>) {
    let all: Selector = "*".parse().expect("a selector everybody knows");
    (Cow::Owned(all), ElementContentHandlers::default().element(handler))
}

/// Escapes what could open a tag; entities that are there already stay.
fn escape(text: &str, entities: bool) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&']) {
        return Cow::Borrowed(text);
    }
    let text = if entities { Cow::Borrowed(text) } else { Cow::Owned(text.replace('&', "&amp;")) };
    Cow::Owned(text.replace('<', "&lt;").replace('>', "&gt;"))
}

/// Whether a `href` or `src` leads where an edition may lead: links to the web or within the edition, images
/// within it. An entity or a control character before the path could hide a scheme, so neither may stand there.
fn safe_address(attribute: &str, value: &str) -> bool {
    if !matches!(attribute, "href" | "src") {
        return true;
    }
    if value.contains(|c: char| c.is_ascii_control() || c == '\\') || value.starts_with(' ') {
        return false;
    }
    let start = value.split(['/', '?', '#']).next().unwrap_or_default();
    if !start.contains([':', '&']) {
        return attribute == "href" || !value.starts_with('/');
    }
    let scheme = start.split(':').next().unwrap_or_default().to_ascii_lowercase();
    attribute == "href" && matches!(scheme.as_str(), "http" | "https" | "mailto")
}

/// What a finished page holds, for tests and `check`; everything in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Every `id`.
    pub ids: Vec<String>,
    /// Every address a reader can follow: `a[href]`, `area[href]`.
    pub links: Vec<String>,
    /// Every address a browser asks for by itself: style, script, image, frame, font …
    pub requests: Vec<String>,
    /// Inline style, script and handlers, as `style="…"`, `onclick`, `<script>`.
    pub inline: Vec<String>,
}

impl Audit {
    /// Requests that leave the site.
    pub fn foreign(&self) -> impl Iterator<Item = &str> {
        self.requests.iter().map(String::as_str).filter(|address| is_foreign(address))
    }

    /// Ids that stand on the page more than once.
    #[must_use]
    pub fn repeated_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        ids.sort_unstable();
        let mut repeated: Vec<&str> =
            ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        repeated.dedup();
        repeated
    }

    /// Links to a place on the same page that is not there.
    #[must_use]
    pub fn dangling_fragments(&self) -> Vec<&str> {
        let fragments = self.links.iter().filter_map(|link| link.strip_prefix('#'));
        fragments
            .filter(|fragment| !fragment.is_empty() && !self.ids.iter().any(|id| id == fragment))
            .collect()
    }
}

/// Looks a page through.
///
/// # Errors
/// Why the page is no HTML that can be read in one way only.
pub fn audit(html: &str) -> Result<Audit, String> {
    let audit = Rc::new(RefCell::new(Audit::default()));
    let seen = Rc::clone(&audit);
    walk(html, move |element, _| note(&mut seen.borrow_mut(), element))?;
    Ok(audit.take())
}

fn walk(html: &str, mut see: impl FnMut(&Element<'_, '_>, Range<usize>)) -> Result<(), String> {
    let element = move |element: &mut Element<'_, '_>| {
        see(element, element.source_location().bytes());
        Ok(())
    };
    let settings = RewriteStrSettings::new().append_element_content_handler(everything(element));
    rewrite_str(html, settings).map(drop).map_err(|error| error.to_string())
}

fn note(audit: &mut Audit, element: &Element<'_, '_>) {
    let name = element.tag_name();
    for attribute in element.attributes() {
        let (key, value) = (attribute.name(), decoded(&attribute.value()));
        match key.as_str() {
            "id" => audit.ids.push(value),
            "href" if matches!(name.as_str(), "a" | "area") => audit.links.push(value),
            "style" => audit.inline.push(format!("style=\"{value}\"")),
            _ if key.starts_with("on") => audit.inline.push(key),
            _ => audit.requests.extend(requests(element, &name, &key, &value)),
        }
    }
    let is_data = element.get_attribute("type").is_some_and(|kind| kind.ends_with("json"));
    if name == "style" || (name == "script" && !element.has_attribute("src") && !is_data) {
        audit.inline.push(format!("<{name}>"));
    }
}

/// The addresses a browser loads because of this attribute.
fn requests(element: &Element<'_, '_>, name: &str, key: &str, value: &str) -> Vec<String> {
    let loads = match key {
        "src" | "poster" | "background" => true,
        "data" => name == "object",
        "href" => matches!(name, "use" | "image" | "base") || (name == "link" && loads(element)),
        "srcset" | "imagesrcset" => {
            let candidates = value.split(',').filter_map(|one| one.split_whitespace().next());
            return candidates.map(str::to_owned).collect();
        }
        _ => false,
    };
    if loads { vec![value.to_owned()] } else { Vec::new() }
}

/// Whether a `link` makes the browser load something; `canonical`, `alternate`, `next` only tell.
fn loads(link: &Element<'_, '_>) -> bool {
    let rel = link.get_attribute("rel").unwrap_or_default().to_ascii_lowercase();
    let kinds =
        ["stylesheet", "icon", "manifest", "prefetch", "preconnect", "dns-prefetch", "apple-touch-icon"];
    rel.split_whitespace().any(|kind| kinds.contains(&kind) || kind.contains("preload"))
}

fn decoded(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    value.replace("&amp;", "&")
}

/// Whether an address names a host. `data:` and what a template will fill in do not.
fn is_foreign(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    address.starts_with("//") || address.starts_with("http:") || address.starts_with("https:")
}

/// Reports every file of an edition's theme that would load something from another host: an edition must read
/// the same from a disk.
pub fn check_theme<'a>(files: impl Iterator<Item = (&'a str, SourceId, &'a [u8])>, report: &mut Report) {
    for (path, source, bytes) in files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let found = match path.rsplit_once('.').map(|(_, end)| end) {
            Some("html") => requests_of_template(text),
            Some("css") => requests_of_style(text),
            _ => Vec::new(),
        };
        for (range, address) in found {
            let span = Span::new(source, range);
            let message = format!("the theme's `{path}` loads `{address}` from another host");
            let help = "put the file into the theme's `assets/` and name it by `asset(path=\"…\")`";
            report.add(Code::TemplateError, span, message).help(help);
        }
    }
}

fn requests_of_template(text: &str) -> Vec<(Range<usize>, String)> {
    let found = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&found);
    // What the rewriter cannot read the template engine or the audit of the page will name.
    let _ = walk(text, move |element, range| {
        let mut audit = Audit::default();
        note(&mut audit, element);
        seen.borrow_mut().extend(audit.foreign().map(|address| (range.clone(), address.to_owned())));
    });
    found.take()
}

fn requests_of_style(text: &str) -> Vec<(Range<usize>, String)> {
    let addresses = ["url(", "@import"].into_iter().flat_map(|word| text.match_indices(word));
    let foreign = addresses.filter_map(|(at, word)| {
        let rest =
            text[at + word.len()..].trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
        let end = rest.find(|c: char| c.is_whitespace() || "\"');".contains(c)).unwrap_or(rest.len());
        let start = text.len() - rest.len();
        is_foreign(&rest[..end]).then(|| (start..start + end, rest[..end].to_owned()))
    });
    let mut found: Vec<_> = foreign.collect();
    found.sort_by_key(|(range, _)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, safe: &str) {
        assert_eq!(sanitise(written), safe);
    }

    #[test]
    fn an_editors_markup_keeps_what_is_harmless() {
        check("H<sub>2</sub>O &amp; x", "H<sub>2</sub>O &amp; x");
        check("<table><tr><td colspan=2>a</table>", "<table><tr><td colspan=\"2\">a</td></tr></table>");
        check(
            "<a href='https://example.org/?a=1&amp;b=2' title=x>y</a>",
            "<a href=\"https://example.org/?a=1&amp;b=2\" title=\"x\">y</a>",
        );
        check("<img src=images/a.png alt='a \"b\"'>", "<img src=\"images/a.png\" alt=\"a &quot;b&quot;\">");
        check("a<br/>b<BR>c", "a<br>b<br>c");
        check("1 < 2 <i>x", "1 &lt; 2 <i>x</i>");
    }

    #[test]
    fn nothing_that_runs_or_loads_comes_through() {
        check("<script>alert(1)</script>a", "a");
        check("<b onclick=x style=y id=p1 class=z>a</b>", "<b class=\"z\">a</b>");
        check("<a href=javascript:x>a</a>", "<a>a</a>");
        check("<a href=' javascript:x'>a</a>", "<a>a</a>");
        check("<a href='java&#10;script:x'>a</a>", "<a>a</a>");
        check("<a href='java\nscript:x'>a</a>", "<a>a</a>");
        check("<a href='jav&#x61;script:x'>a</a>", "<a>a</a>");
        check("<img src=//host/a.png><img src=https://host/a.png>", "<img><img>");
        check("<img src='\\\\host\\a.png'><img src=data:image/png;base64,x>", "<img><img>");
        check("<style>p{}</style><svg><a href=x>t</a></svg><iframe src=x>u</iframe>v", "v");
        check("<form><input value=a>b</form>", "b");
        check("<<b>script>x", "&lt;<b>script&gt;x</b>");
        check("<!-- c --><?php x ?>a", "a");
        check("<noscript><p title=\"</noscript><img src=x onerror=y>\">", "<img src=\"x\">\"&gt;");
    }

    #[test]
    fn tags_that_close_nothing_are_dropped_and_open_ones_closed() {
        check("a</main></div>b", "ab");
        check("<b><i>a</b>c", "<b><i>a</i></b>c");
        check("<div><p>a", "<div><p>a</p></div>");
    }

    #[test]
    fn pieces_of_one_paragraph_belong_together() {
        let mut sanitiser = Sanitiser::default();
        let pieces = ["<sup>", "<script>", "</i>", "</sup>", "<b>"];
        let out: String = pieces.iter().map(|piece| sanitiser.piece(piece) + "·").collect();
        assert_eq!(out + &sanitiser.close(), "<sup>···</sup>·<b>·</b>");
    }

    #[test]
    fn an_audit_lists_ids_links_requests_and_what_is_inline() {
        let page = "<p id=a><p id=a style='x'><a href='#b'>x</a><a href='../c.html?d&amp;e#f'>y</a>\
            <link rel=stylesheet href=//h/s.css><link rel=canonical href=https://h/><img src=i.png srcset='j.png 1x, https://h/k.png 2x'>\
            <script type='application/ld+json'>{}</script><script>1</script><b onclick=x>z</b>";
        let audit = audit(page).unwrap();
        assert_eq!(audit.repeated_ids(), ["a"]);
        assert_eq!(audit.links, ["#b", "../c.html?d&e#f"]);
        assert_eq!(audit.dangling_fragments(), ["b"]);
        assert_eq!(audit.foreign().collect::<Vec<_>>(), ["//h/s.css", "https://h/k.png"]);
        assert_eq!(audit.inline, ["style=\"x\"", "<script>", "onclick"]);
    }

    #[test]
    fn a_theme_that_asks_another_host_is_reported_at_the_place() {
        let foreign = |path: &str, text: &'static str| {
            let mut report = Report::default();
            check_theme(std::iter::once((path, SourceId(0), text.as_bytes())), &mut report);
            let spans = report.diagnostics().iter().map(|d| text[d.span.unwrap().range()].to_owned());
            spans.collect::<Vec<_>>()
        };
        let script = "<p>{{ title }}</p><script src=\"https://cdn.example/x.js\"></script>";
        assert_eq!(foreign("templates/base.html", script), ["<script src=\"https://cdn.example/x.js\">"]);
        assert_eq!(foreign("templates/base.html", "<a href='https://example.org'>x</a>"), [""; 0]);
        assert_eq!(
            foreign("assets/x.css", "@import \"//h/a.css\"; p{background:url( 'https://h/b.png' )}"),
            ["//h/a.css", "https://h/b.png"]
        );
        assert_eq!(foreign("assets/x.css", "p{background:url(b.png)}"), [""; 0]);
    }
}
