//! A theme: templates, style and script; the only door to the template engine.
//!
//! Two functions are known to every template beside the engine's own:
//!
//! | written | is |
//! | --- | --- |
//! | `t(id="note-back", n=3)` | the interface's string of that name, in the page's language |
//! | `asset(path="style.css")` | the address of a file of `assets/`, seen from the page |

use crate::diag::{Code, Report};
use crate::render::page::View;
use crate::span::{SourceId, Span};
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
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

/// A value that an interface string speaks of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A count: decides between singular and plural.
    Number(u64),
    /// A name, a date in words …
    Text(&'a str),
}

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
    assets.map(|(path, file)| (path.clone(), published(path, &file.bytes))).collect()
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
        Ok(Value::from(from_state(state, "root", "asset")? + published))
    });
    tera
}

/// A value every page has; a component sees only what it is given.
fn from_state(state: &State, name: &str, function: &str) -> Result<String, Error> {
    state.get::<String>(name)?.ok_or_else(|| {
        let advice = format!("`{function}()` needs `{name}`: write `@{name}` among the component's arguments");
        Error::message(advice)
    })
}

/// Interface strings; those without values are asked for once in a language, not on every page.
struct Translator {
    strings: Strings,
    plain: RwLock<BTreeMap<(String, String), Value>>,
}

impl Translator {
    fn get(&self, values: &Kwargs, state: &State) -> Result<Value, Error> {
        let key = (from_state(state, "lang", "t")?, values.must_get::<String>("id")?);
        if values.iter().nth(1).is_some() {
            return Ok(Value::from((self.strings)(&key.0, &key.1, &arguments(values)?)));
        }
        let known = self.plain.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        Ok(known.unwrap_or_else(|| {
            let string = Value::from((self.strings)(&key.0, &key.1, &[]));
            self.plain.write().unwrap_or_else(PoisonError::into_inner).insert(key, string.clone());
            string
        }))
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
