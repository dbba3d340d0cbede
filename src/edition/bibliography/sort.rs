//! The order that a style asks for, computed once for each work.
//!
//! The library renders both works anew for every comparison and lower-cases without regard to the language,
//! so `I` would sort as `İ`. Here every key is rendered once and compared by the caller's collation.

use super::html::plain;
use super::narrow::narrowed;
use super::style::{layout_of, unseen_citation};
use hayagriva::citationberg::taxonomy::{DateVariable, Variable};
use hayagriva::citationberg::{
    Bibliography as CslBibliography, ChooseBranch, IndependentStyle, LayoutRenderingElement, Locale,
    LocaleCode, Name, NameAsSortOrder, NameForm, NamesChild, SortDirection, SortKey, TextTarget,
};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry};
use std::cmp::Ordering;

/// Parts one key from the next in a rendered line; no text holds it.
const BETWEEN: &str = "\u{1}";

/// How a style sorts its bibliography.
#[derive(Debug, Clone)]
pub(super) struct SortPlan {
    /// The keys up to the first one that is rendered, with the dates behind it: they tell most works apart.
    first: KeyList,
    /// The other keys, asked only for works that the first ones leave together.
    rest: KeyList,
}

/// Some sort keys, and the style with a bibliography that prints nothing else.
#[derive(Debug, Clone)]
struct KeyList {
    keys: Vec<Key>,
    csl: IndependentStyle,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    /// The next of the rendered keys.
    Rendered(SortDirection),
    /// The date of publication.
    Date(SortDirection),
}

/// What a work is sorted by; a key that is empty stands last.
type Keys = Vec<Option<Vec<u8>>>;

impl SortPlan {
    /// Takes the sorting out of a style, which then keeps the order that it is given.
    pub(super) fn take_from(csl: &mut IndependentStyle) -> Self {
        let sort = csl.bibliography.as_mut().and_then(|b| b.sort.take());
        let (mut keys, mut targets) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for key in sort.map(|s| s.keys).unwrap_or_default() {
            let direction = key.sort_direction();
            let content = content_of(&key, csl);
            let is_date = content.date && !content.names;
            let list = usize::from(!keys[1].is_empty() || (!is_date && !targets[0].is_empty()));
            if is_date {
                keys[list].push(Key::Date(direction));
            } else {
                keys[list].push(Key::Rendered(direction));
                targets[list].push(target_of(&key));
                targets[list].push(TextTarget::Value { val: BETWEEN.to_owned() });
            }
        }
        let mut sorting = csl.clone();
        for csl_macro in &mut sorting.macros {
            csl_macro.children.iter_mut().for_each(sort_names);
        }
        sorting.citation.layout = unseen_citation();
        let ([first_keys, rest_keys], [first_targets, rest_targets]) = (keys, targets);
        Self {
            first: KeyList::new(first_keys, first_targets, &sorting),
            rest: KeyList::new(rest_keys, rest_targets, &sorting),
        }
    }

    /// Brings works into the order of the style; works that it does not tell apart keep theirs.
    pub(super) fn sort<'e>(
        &self,
        entries: Vec<&'e Entry>,
        code: &LocaleCode,
        locales: &[Locale],
        sort_key: &dyn Fn(&str) -> Vec<u8>,
    ) -> Vec<&'e Entry> {
        if self.first.is_empty() {
            return entries;
        }
        let mut keyed =
            self.first.keyed(&entries, &narrowed(&self.first.csl, &entries), code, locales, sort_key);
        keyed.sort_by(|a, b| self.first.compare(&a.0, &b.0));
        let mut sorted = Vec::with_capacity(entries.len());
        let rest_csl = narrowed(&self.rest.csl, &entries);
        for tied in keyed.chunk_by(|a, b| self.first.compare(&a.0, &b.0) == Ordering::Equal) {
            let tied: Vec<&Entry> = tied.iter().map(|(_, entry)| *entry).collect();
            if tied.len() == 1 || self.rest.is_empty() {
                sorted.extend(tied);
                continue;
            }
            let mut keyed = self.rest.keyed(&tied, &rest_csl, code, locales, sort_key);
            keyed.sort_by(|a, b| self.rest.compare(&a.0, &b.0));
            sorted.extend(keyed.into_iter().map(|(_, entry)| entry));
        }
        sorted
    }
}

impl KeyList {
    fn new(keys: Vec<Key>, targets: Vec<TextTarget>, csl: &IndependentStyle) -> Self {
        let mut csl = csl.clone();
        let mut layout = layout_of(targets);
        layout.elements.iter_mut().for_each(sort_names);
        let mut bibliography = CslBibliography::with_layout(layout);
        bibliography.name_options.name_as_sort_order = Some(NameAsSortOrder::All);
        bibliography.name_options.sort_separator = Some(" ".to_owned());
        csl.bibliography = Some(bibliography);
        Self { keys, csl }
    }

    fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn keyed<'e>(
        &self,
        entries: &[&'e Entry],
        csl: &IndependentStyle,
        code: &LocaleCode,
        locales: &[Locale],
        sort_key: &dyn Fn(&str) -> Vec<u8>,
    ) -> Vec<(Keys, &'e Entry)> {
        let mut keyed = Vec::with_capacity(entries.len());
        for chunk in entries.chunks(super::format::CHUNK) {
            let lines = render(chunk, csl, code, locales);
            keyed.extend(
                chunk.iter().zip(lines).map(|(entry, line)| (self.keys_of(entry, &line, sort_key), *entry)),
            );
        }
        keyed
    }

    fn keys_of(&self, entry: &Entry, line: &str, sort_key: &dyn Fn(&str) -> Vec<u8>) -> Keys {
        let mut rendered = line.split(BETWEEN);
        let one = |key: &Key| match key {
            Key::Rendered(_) => {
                // A quotation mark or bracket in front of a title is nothing to sort by.
                let text = rendered.next().unwrap_or_default().trim();
                let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
                (!text.is_empty()).then(|| sort_key(text))
            }
            Key::Date(_) => entry.date_any().map(|date| {
                let part = |p: Option<u8>| p.map_or(0, |p| p.saturating_add(1));
                let year = (i64::from(date.year) - i64::from(i32::MIN)) as u32;
                let mut bytes = year.to_be_bytes().to_vec();
                bytes.extend([part(date.month), part(date.day)]);
                bytes
            }),
        };
        self.keys.iter().map(one).collect()
    }

    fn compare(&self, a: &Keys, b: &Keys) -> Ordering {
        for (key, (a, b)) in self.keys.iter().zip(a.iter().zip(b)) {
            let (Key::Rendered(direction) | Key::Date(direction)) = key;
            let ordering = match (a, b) {
                (Some(a), Some(b)) if *direction == SortDirection::Descending => b.cmp(a),
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        Ordering::Equal
    }
}

fn render(entries: &[&Entry], csl: &IndependentStyle, code: &LocaleCode, locales: &[Locale]) -> Vec<String> {
    let mut driver = BibliographyDriver::new();
    for entry in entries {
        let item = CitationItem::with_entry(*entry);
        driver.citation(CitationRequest::new(vec![item], csl, Some(code.clone()), locales, None));
    }
    let rendered = driver.finish(BibliographyRequest::new(csl, Some(code.clone()), locales));
    let items = rendered.bibliography.map(|b| b.items).unwrap_or_default();
    items.iter().map(|item| plain(&item.content)).collect()
}

fn target_of(key: &SortKey) -> TextTarget {
    match key {
        SortKey::Variable { variable, .. } => TextTarget::from(*variable),
        SortKey::MacroName { name, .. } => TextTarget::Macro { name: name.clone() },
    }
}

/// What a sort key prints.
#[derive(Debug, Default, Clone, Copy)]
struct Content {
    names: bool,
    date: bool,
}

fn content_of(key: &SortKey, csl: &IndependentStyle) -> Content {
    let mut content = Content::default();
    match key {
        SortKey::Variable { variable: Variable::Name(_), .. } => content.names = true,
        SortKey::Variable { variable: Variable::Date(DateVariable::Issued), .. } => content.date = true,
        SortKey::Variable { .. } => {}
        SortKey::MacroName { name, .. } => look_into(name, csl, &mut content, 0),
    }
    content
}

fn look_into(name: &str, csl: &IndependentStyle, content: &mut Content, depth: usize) {
    let found = csl.macros.iter().find(|m| m.name == name).filter(|_| depth < 16);
    for child in found.map(|m| m.children.as_slice()).unwrap_or_default() {
        look_at(child, csl, content, depth);
    }
}

fn look_at(element: &LayoutRenderingElement, csl: &IndependentStyle, content: &mut Content, depth: usize) {
    match element {
        LayoutRenderingElement::Names(_) => content.names = true,
        LayoutRenderingElement::Date(date) => content.date |= date.variable == Some(DateVariable::Issued),
        LayoutRenderingElement::Text(text) => {
            if let TextTarget::Macro { name } = &text.target {
                look_into(name, csl, content, depth + 1);
            }
        }
        LayoutRenderingElement::Group(group) => {
            group.children.iter().for_each(|c| look_at(c, csl, content, depth))
        }
        LayoutRenderingElement::Choose(choose) => {
            let branches = choose.branches().flat_map(|b| b.children.iter());
            let otherwise = choose.otherwise.iter().flat_map(|b| b.children.iter());
            branches.chain(otherwise).for_each(|c| look_at(c, csl, content, depth));
        }
        LayoutRenderingElement::Number(_) | LayoutRenderingElement::Label(_) => {}
    }
}

/// Makes names print as they sort: all of them, family name first, in full, without labels.
fn sort_names(element: &mut LayoutRenderingElement) {
    let each = |children: &mut Vec<LayoutRenderingElement>| children.iter_mut().for_each(sort_names);
    match element {
        LayoutRenderingElement::Names(names) => {
            names.name_as_sort_order = Some(NameAsSortOrder::All);
            names.name_form = Some(NameForm::Long);
            names.initialize = Some(false);
            names.sort_separator = Some(" ".to_owned());
            (names.et_al_min, names.et_al_use_first) = (None, None);
            names.children.retain(|child| !matches!(child, NamesChild::Label(_) | NamesChild::EtAl(_)));
            for child in &mut names.children {
                match child {
                    NamesChild::Name(name) => *name = Name::default(),
                    NamesChild::Substitute(substitute) => each(&mut substitute.children),
                    NamesChild::Label(_) | NamesChild::EtAl(_) => {}
                }
            }
        }
        LayoutRenderingElement::Group(group) => each(&mut group.children),
        LayoutRenderingElement::Choose(choose) => {
            let branch = |b: &mut ChooseBranch| b.children.iter_mut().for_each(sort_names);
            branch(&mut choose.if_);
            choose.else_if.iter_mut().for_each(branch);
            choose.otherwise.iter_mut().for_each(|b| b.children.iter_mut().for_each(sort_names));
        }
        _ => {}
    }
}
