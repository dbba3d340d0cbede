//! Citation styles and the words of a language in them.

use super::sort::SortPlan;
use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::taxonomy::{StandardVariable, Variable};
use hayagriva::citationberg::{
    CitationFormat, IndependentStyle, Layout, LayoutRenderingElement, Locale, LocaleCode, LocaleFile,
    Style as CslStyle, StyleCategory, Text, TextTarget,
};
use std::sync::OnceLock;

/// Azerbaijani, which the library's own locales lack.
const AZERBAIJANI: &str = include_str!("../locales-az.xml");

/// Why there is no such style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleError {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// A citation style, ready to format with.
#[derive(Debug, Clone)]
pub struct Style {
    pub(super) csl: IndependentStyle,
    pub(super) sort: SortPlan,
    /// Whether the style cites by author and year, so that its citations name a work to a reader.
    pub(super) is_author_date: bool,
}

impl Style {
    /// A style of the library's archive by its name, such as `chicago-author-date`.
    ///
    /// Fails for an unknown name; the help lists near ones.
    pub fn named(name: &str) -> Result<Self, StyleError> {
        match ArchivedStyle::by_name(name).map(|style| style.get()) {
            Some(CslStyle::Independent(csl)) => Ok(Self::new(csl)),
            _ => Err(unknown(name)),
        }
    }

    /// A style from the text of a `.csl` file.
    ///
    /// Fails for what is no CSL, and for a dependent style, which only names another one.
    pub fn from_csl(xml: &str) -> Result<Self, StyleError> {
        match CslStyle::from_xml(xml) {
            Ok(CslStyle::Independent(csl)) => Ok(Self::new(csl)),
            Ok(CslStyle::Dependent(csl)) => Err(StyleError {
                message: "this style only points to another style".to_owned(),
                help: format!("use the style that it names: {}", csl.parent_link.href),
            }),
            Err(error) => Err(StyleError {
                message: format!("this is no CSL style: {}", error.source),
                help: "take a style of the CSL 1.0.2 repository, or the name of a built-in one".to_owned(),
            }),
        }
    }

    /// The names that [`Style::named`] takes, sorted.
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<_> =
            ArchivedStyle::all().iter().flat_map(|style| style.names()).copied().collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn new(mut csl: IndependentStyle) -> Self {
        let is_author_date = csl.info.category.iter().any(|category| {
            matches!(
                category,
                StyleCategory::CitationFormat { format: CitationFormat::AuthorDate | CitationFormat::Author }
            )
        });
        super::inherit::inherit_names(&mut csl);
        let sort = SortPlan::take_from(&mut csl);
        // The short form of a citation has no brackets of its own.
        csl.citation.layout.prefix = None;
        csl.citation.layout.suffix = None;
        if !is_author_date {
            // Such citations are never shown, and a long note would cost as much as the reference.
            csl.citation.layout = unseen_citation();
        }
        Self { csl, sort, is_author_date }
    }
}

/// A layout for citations that nobody sees: cheap, and different for every work, lest the library tell them apart.
pub(super) fn unseen_citation() -> Layout {
    layout_of(vec![TextTarget::from(Variable::Standard(StandardVariable::CitationKey))])
}

/// A layout that prints these things one after another.
pub(super) fn layout_of(targets: Vec<TextTarget>) -> Layout {
    Layout::with_elements(
        targets.into_iter().map(|t| LayoutRenderingElement::Text(Text::with_target(t))).collect(),
    )
}

fn unknown(name: &str) -> StyleError {
    let names = Style::names();
    let words: Vec<&str> = name.split('-').filter(|w| w.len() > 2).collect();
    let mut near = super::nearest(name, names.iter().copied());
    near.extend(names.iter().copied().filter(|n| words.iter().any(|w| n.contains(w))).take(5));
    let mut seen = Vec::new();
    near.retain(|n| {
        !seen.contains(n) && {
            seen.push(*n);
            true
        }
    });
    let help = if near.is_empty() {
        "a well-known one is `chicago-author-date`; any other style can be given as a .csl file".to_owned()
    } else {
        format!("near names: {}", near.join(", "))
    };
    StyleError { message: format!("no citation style is named `{name}`"), help }
}

/// The locales that a page in `lang` needs: its own one first, then English for what that lacks.
pub(super) fn locales_for(lang: &str) -> (LocaleCode, Vec<Locale>) {
    let base = lang.split(['-', '_']).next().unwrap_or(lang).to_ascii_lowercase();
    let own = if base == "az" {
        Some(LocaleFile::from_xml(AZERBAIJANI).expect("our own locale file is tested").into())
    } else if lang.eq_ignore_ascii_case("en") || lang.eq_ignore_ascii_case("en-US") {
        Some(english().clone())
    } else {
        let fallback = LocaleCode(base.clone()).fallback();
        archived(lang).or_else(|| archived(&fallback?.0)).or_else(|| archived(&base))
    };
    let mut locales: Vec<Locale> = own.into_iter().collect();
    let code = locales.first().and_then(|l| l.lang.clone()).unwrap_or_else(LocaleCode::en_us);
    if locales.is_empty() || code != LocaleCode::en_us() {
        locales.push(english().clone());
    }
    (code, locales)
}

/// English words, which every other language falls back to. Decoded once, and not quickly.
fn english() -> &'static Locale {
    static ENGLISH: OnceLock<Locale> = OnceLock::new();
    ENGLISH.get_or_init(|| archived("en-US").expect("the library has English"))
}

/// A locale of the library's archive. The archive has no index and decoding all of it takes longer than a small
/// edition, so the locale is picked by its code, which stands in the first bytes.
fn archived(code: &str) -> Option<Locale> {
    let decode = |bytes: &[u8]| ciborium::from_reader::<Locale, _>(bytes).ok();
    let names_it = |bytes: &&[u8]| {
        bytes[..bytes.len().min(256)].windows(code.len()).any(|w| w.eq_ignore_ascii_case(code.as_bytes()))
    };
    let is_it = |l: &Locale| l.lang.as_ref().is_some_and(|c| c.0.eq_ignore_ascii_case(code));
    archive::LOCALES.iter().copied().filter(names_it).filter_map(decode).find(is_it)
}
