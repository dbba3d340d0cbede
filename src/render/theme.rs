//! A theme: templates, style and script; the only door to the template engine.
//!
//! Two functions are known to every template beside the engine's own:
//!
//! | written | is |
//! | --- | --- |
//! | `t(id="note-back", n=3)` | the interface's string of that name, in the page's language |
//! | `asset(path="style.css")` | the address of a file of `assets/`, seen from the page |

use crate::diag::{Code, Report};
use crate::lang::Arg;
use crate::render::page::View;
use crate::span::{SourceId, Span};
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, Value};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file of a theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
    /// The edition's file it was read from; `None` for hashiya's own theme.
    pub source: Option<SourceId>,
}

/// The files of a theme by their path in it, with `/` between the parts: `templates/text.html`.
pub type ThemeFiles = BTreeMap<String, ThemeFile>;

/// Interface strings: language, name of the string, its values. Never fails: what is not there comes out as
/// its name.
pub type Strings = Arc<dyn Fn(&str, &str, &[(&str, Arg<'_>)]) -> String + Send + Sync>;

/// Templates ready to be filled, and the files a site takes from its theme.
pub struct Theme {
    tera: Tera,
    files: ThemeFiles,
    assets: Arc<BTreeMap<String, String>>,
}

impl Theme {
    /// The default theme's files with an edition's files in place of those of the same path.
    #[must_use]
    pub fn files(overrides: ThemeFiles) -> ThemeFiles {
        let mut files = ThemeFiles::new();
        embedded(&DEFAULT, &mut files);
        files.extend(overrides);
        files
    }

    /// Reads the templates. A mistake in one is reported with its place, and there is no theme then.
    pub fn load(files: ThemeFiles, strings: Strings, report: &mut Report) -> Option<Theme> {
        let mut templates = Vec::new();
        for (path, file) in &files {
            match std::str::from_utf8(&file.bytes) {
                Ok(text) if path.starts_with("templates/") => templates.push((path.as_str(), text)),
                Err(error) if path.starts_with("templates/") => {
                    let mistake = report.add_without_place(
                        Code::InvalidUtf8,
                        format!("the template `{path}` is not UTF-8 from byte {}", error.valid_up_to()),
                    );
                    mistake.span = file.source.map(|id| Span::new(id, 0..0));
                    return None;
                }
                _ => {}
            }
        }
        let assets = Arc::new(asset_names(&files));
        let mut tera = engine(strings, &assets);
        if let Err(error) = tera.add_raw_templates(templates.iter().copied()) {
            for fault in load_faults(&error, &templates) {
                fault.report(&files, report);
            }
            return None;
        }
        Some(Theme { tera, files, assets })
    }

    /// Writes a page with the template of its kind, `templates/<kind>.html`.
    ///
    /// # Errors
    /// What is wrong in the template, with its place, as the only mistake of a report.
    pub fn render(&self, view: &View, out: &mut Vec<u8>) -> Result<(), Report> {
        self.render_file(&format!("templates/{}.html", view.kind), view, out)
    }

    /// Writes a file that is no page, such as `templates/feed.xml`, from the data made for it.
    ///
    /// # Errors
    /// As for [`Theme::render`].
    pub fn render_file(
        &self,
        template: &str,
        data: &impl Serialize,
        out: &mut Vec<u8>,
    ) -> Result<(), Report> {
        let done = Context::from_serialize(data)
            .and_then(|context| self.tera.render_to(template, &context, &mut *out));
        done.map_err(|error| {
            let mut report = Report::default();
            fault_of(&error, template).report(&self.files, &mut report);
            report
        })
    }

    /// What the theme adds to the site: path in it (with the fingerprint in style and script) and bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(path, published)| (published.as_str(), &*self.files[path].bytes))
    }
}

fn embedded(dir: &Dir<'static>, files: &mut ThemeFiles) {
    for file in dir.files() {
        let path = file.path().to_str().expect("our own paths are ASCII").replace('\\', "/");
        files.insert(path, ThemeFile { bytes: Cow::Borrowed(file.contents()), source: None });
    }
    for dir in dir.dirs() {
        embedded(dir, files);
    }
}

/// Path in the theme to path in the site. Only what a template names by `asset()` may carry a fingerprint:
/// fonts and pictures are named by style sheets too, which are published as they are.
fn asset_names(files: &ThemeFiles) -> BTreeMap<String, String> {
    let published = |path: &str, bytes: &[u8]| match path.rsplit_once('.') {
        Some((stem, end @ ("css" | "js"))) => {
            format!("{stem}.{}.{end}", &blake3::hash(bytes).to_hex()[..8])
        }
        _ => path.to_owned(),
    };
    let assets = files.iter().filter(|(path, _)| path.starts_with("assets/"));
    let assets = assets.map(|(path, file)| (path.clone(), published(path, &file.bytes)));
    // What hosts and search engines want at the top of a site: CNAME, a file that proves who owns it.
    let top = files.keys().filter_map(|path| Some((path.clone(), path.strip_prefix("static/")?.to_owned())));
    assets.chain(top).collect()
}

/// The engine with our functions; they must be known before templates are read.
fn engine(strings: Strings, assets: &Arc<BTreeMap<String, String>>) -> Tera {
    let mut tera = Tera::default();
    let translator = Translator { strings, plain: RwLock::default() };
    tera.register_function("t", move |values: Kwargs, state: &State| translator.get(&values, state));
    let assets = Arc::clone(assets);
    tera.register_function("asset", move |values: Kwargs, state: &State| {
        let path = values.must_get::<&str>("path")?;
        let Some(published) = assets.get(&format!("assets/{path}")) else {
            return Err(Error::message(format!("The theme has no file `assets/{path}`")));
        };
        let root = from_state(state, "root", "asset")?;
        Ok(Value::from(format!("{}{published}", root.as_str().unwrap_or_default())))
    });
    tera
}

/// A value every page has; a component sees only what it is given.
fn from_state(state: &State, name: &str, function: &str) -> Result<Value, Error> {
    state.get::<Value>(name)?.ok_or_else(|| {
        let advice =
            format!("`{function}()` needs `{name}`: write `@{name}` among the component's arguments");
        Error::message(advice)
    })
}

/// Interface strings; those without values are asked for once in a language, not on every page.
struct Translator {
    strings: Strings,
    /// By language, then by name.
    plain: RwLock<HashMap<String, HashMap<String, Value>>>,
}

impl Translator {
    fn get(&self, values: &Kwargs, state: &State) -> Result<Value, Error> {
        let lang = from_state(state, "lang", "t")?;
        let (lang, id) = (lang.as_str().unwrap_or_default(), values.must_get::<&str>("id")?);
        if values.iter().nth(1).is_some() {
            return Ok(Value::from((self.strings)(lang, id, &arguments(values)?)));
        }
        let plain = self.plain.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(string) = plain.get(lang).and_then(|strings| strings.get(id)) {
            return Ok(string.clone());
        }
        drop(plain);
        let string = Value::from((self.strings)(lang, id, &[]));
        let mut plain = self.plain.write().unwrap_or_else(PoisonError::into_inner);
        plain.entry(lang.to_owned()).or_default().insert(id.to_owned(), string.clone());
        Ok(string)
    }
}

fn arguments(values: &Kwargs) -> Result<Vec<(&str, Arg<'_>)>, Error> {
    let mut arguments = Vec::new();
    for (name, value) in values.iter() {
        let argument = match (value.as_str(), value.as_u64()) {
            (Some(text), _) => Arg::Text(text),
            (None, Some(number)) => Arg::Number(number),
            (None, None) => return Err(Error::message("`t()` takes counts and text")),
        };
        arguments.extend(name.as_str().filter(|name| *name != "id").map(|name| (name, argument)));
    }
    Ok(arguments)
}

/// A mistake in a template, as the engine tells it.
#[derive(Debug, PartialEq)]
struct Fault {
    template: String,
    message: String,
    range: std::ops::Range<usize>,
}

impl Fault {
    fn report(self, files: &ThemeFiles, report: &mut Report) {
        let source = files.get(&self.template).and_then(|file| file.source);
        let mistake = report.add_without_place(
            Code::TemplateError,
            format!("the template `{}` cannot be used: {}", self.template, self.message),
        );
        mistake.span = source.map(|id| Span::new(id, self.range));
        if source.is_none() {
            mistake.help(
                "this file is part of the default theme: a file of the edition's theme does not go with it",
            );
        }
        mistake.help("what a template may use: themes/default/README.md");
    }
}

/// All that is wrong with the templates. The engine stops at the first broken one, so each is asked alone.
fn load_faults(first: &Error, templates: &[(&str, &str)]) -> Vec<Fault> {
    if let ErrorKind::Msg(text) = first.kind() {
        let faults = reports(text, templates);
        if !faults.is_empty() {
            return faults;
        }
    }
    let syntax = |(path, text): &(&str, &str)| match Tera::default().add_raw_template(path, text) {
        Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => Some(fault_of(&error, path)),
        _ => None,
    };
    let faults: Vec<Fault> = templates.iter().filter_map(syntax).collect();
    if faults.is_empty() { vec![fault_of(first, "templates")] } else { faults }
}

fn fault_of(error: &Error, template: &str) -> Fault {
    let (template, message, range) = match error.kind() {
        ErrorKind::SyntaxError(at) | ErrorKind::RenderingError(at) => {
            (at.filename(), at.message().to_owned(), at.span().range.clone())
        }
        ErrorKind::MissingParent { current, .. } => (current.as_str(), error.to_string(), 0..0),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.as_str(), error.to_string(), 0..0)
        }
        _ => (template, error.to_string(), 0..0),
    };
    Fault { template: template.to_owned(), message, range }
}

/// The faults in the engine's text for unknown names: `error: MESSAGE`, then ` --> FILE:LINE:COLUMN`.
fn reports(text: &str, templates: &[(&str, &str)]) -> Vec<Fault> {
    let lines: Vec<&str> = text.lines().collect();
    let fault = |pair: &[&str]| {
        let message = pair[0].strip_prefix("error: ")?;
        let mut place = pair[1].trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line, path) = (place.next()?, place.next()?, place.next()?);
        let source = templates.iter().find(|(name, _)| *name == path)?.1;
        let at = offset(source, line.parse().ok()?, column.parse().ok()?);
        Some(Fault { template: path.to_owned(), message: message.to_owned(), range: at..at })
    };
    lines.windows(2).filter_map(fault).collect()
}

/// The byte of a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let before = text[start..].chars().take(column.saturating_sub(1));
    start + before.map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn file(text: &str) -> ThemeFile {
        ThemeFile { bytes: text.as_bytes().to_vec().into(), source: Some(SourceId(7)) }
    }

    fn strings() -> Strings {
        Arc::new(|lang, id, values| format!("{lang}:{id}{values:?}"))
    }

    /// A theme with one template of its own, or what is wrong with it: `place: message`.
    fn theme(template: &str) -> Result<Theme, Vec<String>> {
        let own = ThemeFiles::from([("templates/x.html".to_owned(), file(template))]);
        let mut report = Report::default();
        Theme::load(Theme::files(own), strings(), &mut report).ok_or_else(|| faults(template, &report))
    }

    fn faults(template: &str, report: &Report) -> Vec<String> {
        let place =
            |d: &crate::diag::Diagnostic| d.span.map_or("", |span| &template[span.range()]).to_owned();
        report.diagnostics().iter().map(|d| format!("`{}` {}", place(d), d.message)).collect()
    }

    #[track_caller]
    fn check(template: &str, result: &str) {
        let data = json!({"lang": "az", "root": "../", "name": "A & B", "body_html": "<p>"});
        let mut out = Vec::new();
        let done = theme(template).and_then(|theme| {
            theme.render_file("templates/x.html", &data, &mut out).map_err(|report| faults(template, &report))
        });
        let out = done.map_or_else(|faults| faults.join("\n"), |()| String::from_utf8(out).unwrap());
        assert_eq!(out, result);
    }

    #[test]
    fn a_template_writes_text_escaped_and_html_as_it_is() {
        check("{{ name }}{{ body_html | safe }}", "A &amp; B<p>");
    }

    #[test]
    fn a_template_asks_for_strings_in_the_language_of_the_page() {
        check("{{ t(id=\"close\") }}", "az:close[]");
        check(
            "{{ t(id=\"n\", n=3, of=name) | safe }}",
            "az:n[(\"n\", Number(3)), (\"of\", Text(\"A & B\"))]",
        );
        check("{% component c(@lang) %}{{ t(id=\"x\") }}{% endcomponent c %}{{ <c /> }}", "az:x[]");
    }

    #[test]
    fn a_mistake_in_a_template_is_told_with_its_place() {
        let head = "the template `templates/x.html` cannot be used: ";
        check("a\n{% for %}", &format!("`%}}` {head}Found `%}}` but expected identifier."));
        check("é {{ name | nope }}", &format!("`` {head}Unknown filter `nope`"));
        check(
            "{{ nobody }}",
            &format!(
                "`nobody` {head}Variable `nobody` is not defined. Available variables: body_html, lang, name, root"
            ),
        );
        check(
            "{{ asset(path=\"no.css\") }}",
            &format!("`asset(path=\"no.css\")` {head}The theme has no file `assets/no.css`"),
        );
        let advice = "`t()` needs `lang`: write `@lang` among the component's arguments";
        let component = "{% component c() %}{{ t(id=\"x\") }}{% endcomponent c %}{{ <c /> }}";
        check(component, &format!("`t(id=\"x\")` {head}{advice}"));
    }

    #[test]
    fn an_unknown_name_is_shown_where_it_stands() {
        let template = "ə\n  {{ name | nope }}{{ name | neither }}";
        let places =
            |d: &crate::diag::Diagnostic| template[d.span.unwrap().range().start..].chars().take(4).collect();
        let mut report = Report::default();
        let own = ThemeFiles::from([("templates/x.html".to_owned(), file(template))]);
        assert!(Theme::load(Theme::files(own), strings(), &mut report).is_none());
        assert_eq!(report.diagnostics().iter().map(places).collect::<Vec<String>>(), ["nope", "neit"]);
    }

    #[test]
    fn every_broken_template_is_told_at_once() {
        let broken = ["templates/a.html", "templates/b.html"].map(|path| (path.to_owned(), file("{% if %}")));
        let mut report = Report::default();
        assert!(Theme::load(Theme::files(broken.into()), strings(), &mut report).is_none());
        assert_eq!(report.diagnostics().len(), 2);
    }

    #[test]
    fn an_edition_replaces_files_one_by_one() {
        let own = ThemeFiles::from([("assets/style.css".to_owned(), file("p{}"))]);
        let files = Theme::files(own);
        assert_eq!(files["assets/style.css"].source, Some(SourceId(7)));
        assert_eq!(files["templates/base.html"].source, None);
    }

    #[test]
    fn style_and_script_carry_a_fingerprint_and_fonts_do_not() {
        let own = ["assets/style.css", "assets/a/b.woff2"].map(|path| (path.to_owned(), file("p{}")));
        let theme = Theme::load(Theme::files(own.into()), strings(), &mut Report::default()).unwrap();
        let paths: Vec<&str> = theme.assets().map(|(path, _)| path).collect();
        assert!(paths.contains(&"assets/a/b.woff2"), "{paths:?}");
        let fingerprint = blake3::hash(b"p{}").to_hex();
        assert!(paths.contains(&format!("assets/style.{}.css", &fingerprint[..8]).as_str()), "{paths:?}");
    }

    #[test]
    fn there_is_a_template_for_every_kind_of_page() {
        let files = Theme::files(ThemeFiles::new());
        for kind in ["home", "texts", "text", "page", "register", "entity", "chronology", "not-found"] {
            assert!(files.contains_key(&format!("templates/{kind}.html")), "{kind}");
        }
    }
}
