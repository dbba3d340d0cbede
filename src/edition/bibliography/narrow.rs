//! A style cut down to the kinds of works that a bibliography has.
//!
//! A large style asks dozens of times whether a work is a song, a patent or a hearing, and the library walks a
//! selector for each question. What no work is need not be asked; the output is the same.

use super::style::unseen_citation;
use hayagriva::citationberg::taxonomy::{Kind, NumberVariable, StandardVariable, Variable};
use hayagriva::citationberg::{
    Bibliography as CslBibliography, Choose, ChooseBranch, ChooseMatch, ElseBranch, IndependentStyle, Layout,
    LayoutRenderingElement, NamesChild, Text, TextTarget,
};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The style without the branches that are for kinds that none of the works is, or for fields that none has.
pub(super) fn narrowed(csl: &IndependentStyle, entries: &[&Entry]) -> IndependentStyle {
    let mut csl = csl.clone();
    let mut never = Questions::default();
    visit(&mut csl, &mut |choose| choose.branches().for_each(|branch| never.add(branch)));
    let mut shapes = BTreeSet::new();
    let examples: Vec<&Entry> = entries.iter().copied().filter(|e| shapes.insert(shape_of(e))).collect();
    for entry in examples.chunks(super::format::CHUNK) {
        never.drop_answered(&csl, entry);
    }
    if !never.is_empty() {
        visit(&mut csl, &mut |choose| narrow(choose, &never));
    }
    drop_unused_macros(&mut csl);
    csl
}

/// What the conditions of a style ask of a work.
#[derive(Debug, Default)]
struct Questions {
    kinds: Vec<Kind>,
    variables: Vec<Variable>,
}

impl Questions {
    fn add(&mut self, branch: &ChooseBranch) {
        for kind in branch.type_.iter().flatten() {
            if !self.kinds.contains(kind) {
                self.kinds.push(*kind);
            }
        }
        for variable in branch.variable.iter().flatten() {
            self.add_variable(*variable);
        }
    }

    fn add_variable(&mut self, variable: Variable) {
        if !self.variables.contains(&variable) && !is_of_citation(&variable) {
            self.variables.push(variable);
        }
    }

    /// Makes a branch that no work enters.
    fn ask_in_vain(&self, branch: &mut ChooseBranch) {
        branch.type_ = self.kinds.first().map(|kind| vec![*kind]);
        branch.variable = self.variables.first().map(|variable| vec![*variable]);
    }

    fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.variables.is_empty()
    }

    /// Drops what is true of one of the works, as the library sees it: a style is made that prints the answers.
    fn drop_answered(&mut self, csl: &IndependentStyle, entries: &[&Entry]) {
        let question = |index: usize, kind: Option<Kind>, variable: Option<Variable>| {
            let answer = TextTarget::Value { val: format!("{index} ") };
            let mut if_ = ChooseBranch {
                children: vec![LayoutRenderingElement::Text(Text::with_target(answer))],
                ..branch()
            };
            if_.type_ = kind.map(|kind| vec![kind]);
            if_.variable = variable.map(|variable| vec![variable]);
            LayoutRenderingElement::Choose(Choose { if_, else_if: Vec::new(), otherwise: None })
        };
        let kinds = self.kinds.iter().enumerate().map(|(i, kind)| question(i, Some(*kind), None));
        let after = self.kinds.len();
        let variables = self.variables.iter().enumerate().map(|(i, v)| question(after + i, None, Some(*v)));
        let mut probe = csl.clone();
        probe.macros.clear();
        probe.citation.layout = unseen_citation();
        probe.bibliography =
            Some(CslBibliography::with_layout(Layout::with_elements(kinds.chain(variables).collect())));
        let mut driver = BibliographyDriver::new();
        for entry in entries {
            driver.citation(CitationRequest::from_items(vec![CitationItem::with_entry(*entry)], &probe, &[]));
        }
        let rendered = driver.finish(BibliographyRequest::new(&probe, None, &[]));
        let mut answered = BTreeSet::new();
        for item in rendered.bibliography.map(|b| b.items).unwrap_or_default() {
            answered
                .extend(super::html::plain(&item.content).split(' ').filter_map(|n| n.parse::<usize>().ok()));
        }
        let mut index = 0..;
        self.kinds.retain(|_| index.next().is_some_and(|i| !answered.contains(&i)));
        self.variables.retain(|_| index.next().is_some_and(|i| !answered.contains(&i)));
    }
}

/// Whether a variable belongs to the place of a citation rather than to the work.
fn is_of_citation(variable: &Variable) -> bool {
    use NumberVariable::{CitationNumber, FirstReferenceNoteNumber, Locator};
    matches!(
        variable,
        Variable::Number(Locator | CitationNumber | FirstReferenceNoteNumber)
            | Variable::Standard(StandardVariable::YearSuffix)
    )
}

/// Everything on which an answer can depend: the types from the work up, which fields each has, and which parts of them.
fn shape_of(entry: &Entry) -> String {
    let mut shape = format!("{:?}", entry.entry_type());
    for field in super::WORK_FIELDS {
        shape.push(if entry.has(field) { '+' } else { '-' });
    }
    if let Some(publisher) = entry.publisher() {
        let _ = write!(
            shape,
            "p{}{}",
            u8::from(publisher.name().is_some()),
            u8::from(publisher.location().is_some())
        );
    }
    if let Some(numbers) = entry.serial_number() {
        let _ = write!(shape, "{:?}", numbers.0.keys().collect::<Vec<_>>());
    }
    for persons in entry.affiliated().unwrap_or_default() {
        let _ = write!(shape, "{:?}{}", persons.role, persons.names.is_empty());
    }
    let dated = entry.url().is_some_and(|url| url.visit_date.is_some());
    let people = [entry.authors(), entry.editors()].map(|p| p.is_some_and(|p| !p.is_empty()));
    let numbers = [entry.volume(), entry.issue(), entry.edition(), entry.chapter()];
    let numbers = numbers.map(|n| n.is_some_and(|n| n.as_typed().is_some()));
    let pages = entry.page_range().is_some_and(|p| p.as_typed().is_some());
    let _ = write!(shape, "{dated}{people:?}{numbers:?}{pages}");
    for parent in entry.parents() {
        shape.push('(');
        shape.push_str(&shape_of(parent));
        shape.push(')');
    }
    shape
}

fn branch() -> ChooseBranch {
    ChooseBranch {
        disambiguate: None,
        is_numeric: None,
        is_uncertain_date: None,
        locator: None,
        position: None,
        type_: None,
        variable: None,
        match_: ChooseMatch::Any,
        children: Vec::new(),
    }
}

/// What is known of a branch's condition.
enum Verdict {
    Open,
    Never,
    Always,
}

fn narrow(choose: &mut Choose, never: &Questions) {
    let first = std::mem::replace(&mut choose.if_, branch());
    let mut kept = Vec::new();
    for mut one in std::iter::once(first).chain(std::mem::take(&mut choose.else_if)) {
        match judge(&mut one, never) {
            Verdict::Open => kept.push(one),
            Verdict::Never => {}
            Verdict::Always => {
                choose.otherwise = Some(ElseBranch { children: one.children });
                break;
            }
        }
    }
    // A choice needs a first branch; where none is left it asks for a thing that a lone work is not.
    let mut kept = kept.into_iter();
    if let Some(first) = kept.next() {
        choose.if_ = first;
    } else {
        never.ask_in_vain(&mut choose.if_);
    }
    choose.else_if = kept.collect();
}

fn judge(branch: &mut ChooseBranch, never: &Questions) -> Verdict {
    let kinds = branch.type_.get_or_insert_default();
    let variables = branch.variable.get_or_insert_default();
    let asked = kinds.len() + variables.len();
    let (mut left_kinds, mut left_variables) = (kinds.clone(), variables.clone());
    left_kinds.retain(|kind| !never.kinds.contains(kind));
    left_variables.retain(|variable| !never.variables.contains(variable));
    let left = left_kinds.len() + left_variables.len();
    if branch.match_ != ChooseMatch::All {
        (*kinds, *variables) = (left_kinds, left_variables);
    }
    branch.type_.take_if(|kinds| kinds.is_empty());
    branch.variable.take_if(|variables| variables.is_empty());
    let asks_more = branch.disambiguate.is_some()
        || branch.is_numeric.is_some()
        || branch.is_uncertain_date.is_some()
        || branch.locator.is_some()
        || branch.position.is_some();
    match branch.match_ {
        _ if left == asked => Verdict::Open,
        ChooseMatch::All => Verdict::Never,
        _ if asks_more || left > 0 => Verdict::Open,
        ChooseMatch::None => Verdict::Always,
        ChooseMatch::Any => Verdict::Never,
    }
}

fn visit(csl: &mut IndependentStyle, on_choose: &mut dyn FnMut(&mut Choose)) {
    visit_all(&mut csl.citation.layout.elements, on_choose);
    if let Some(bibliography) = &mut csl.bibliography {
        visit_all(&mut bibliography.layout.elements, on_choose);
    }
    for csl_macro in &mut csl.macros {
        visit_all(&mut csl_macro.children, on_choose);
    }
}

fn visit_all(elements: &mut [LayoutRenderingElement], on_choose: &mut dyn FnMut(&mut Choose)) {
    for element in elements {
        match element {
            LayoutRenderingElement::Group(group) => visit_all(&mut group.children, on_choose),
            LayoutRenderingElement::Names(names) => {
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        visit_all(&mut substitute.children, on_choose);
                    }
                }
            }
            LayoutRenderingElement::Choose(choose) => {
                on_choose(choose);
                visit_all(&mut choose.if_.children, on_choose);
                choose.else_if.iter_mut().for_each(|b| visit_all(&mut b.children, on_choose));
                choose.otherwise.iter_mut().for_each(|b| visit_all(&mut b.children, on_choose));
            }
            _ => {}
        }
    }
}

/// The library looks a macro up by walking the list, so a short list is a fast one.
fn drop_unused_macros(csl: &mut IndependentStyle) {
    let mut used: Vec<String> = Vec::new();
    name_macros(&csl.citation.layout.elements, &mut used);
    name_macros(csl.bibliography.as_ref().map_or(&[], |b| b.layout.elements.as_slice()), &mut used);
    let mut next = 0;
    while next < used.len() {
        if let Some(found) = csl.macros.iter().find(|m| m.name == used[next]) {
            name_macros(&found.children, &mut used);
        }
        next += 1;
    }
    csl.macros.retain(|m| used.contains(&m.name));
}

fn name_macros(elements: &[LayoutRenderingElement], used: &mut Vec<String>) {
    for element in elements {
        match element {
            LayoutRenderingElement::Text(Text { target: TextTarget::Macro { name }, .. })
                if !used.contains(name) =>
            {
                used.push(name.clone());
            }
            LayoutRenderingElement::Group(group) => name_macros(&group.children, used),
            LayoutRenderingElement::Names(names) => {
                if let Some(substitute) = names.substitute() {
                    name_macros(&substitute.children, used);
                }
            }
            LayoutRenderingElement::Choose(choose) => {
                choose.branches().for_each(|b| name_macros(&b.children, used));
                choose.otherwise.iter().for_each(|b| name_macros(&b.children, used));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::bibliography::{Bibliography, Style, Work, html, style};
    use hayagriva::Entry;

    #[test]
    fn a_narrowed_style_prints_the_same() {
        let text = include_str!("kinds.yaml");
        let (works, errors) = Bibliography::from_yaml(text);
        assert_eq!(errors, []);
        let all: Vec<&Entry> = works.works().iter().map(|work: &Work| &work.entry).collect();
        let (code, locales) = style::locales_for("en");
        let print = |csl: &IndependentStyle, entries: &[&Entry]| -> Vec<String> {
            let mut driver = BibliographyDriver::new();
            for entry in entries {
                let item = vec![CitationItem::with_entry(*entry)];
                driver.citation(CitationRequest::new(item, csl, Some(code.clone()), &locales, None));
            }
            let rendered = driver.finish(BibliographyRequest::new(csl, Some(code.clone()), &locales));
            let cited = rendered.citations.iter().map(|c| html::html(&c.citation));
            cited
                .chain(
                    rendered.bibliography.iter().flat_map(|b| b.items.iter()).map(|i| html::html(&i.content)),
                )
                .collect()
        };
        for name in Style::names() {
            let csl = Style::named(name).expect("a known name").csl;
            for some in std::iter::once(all.as_slice()).chain(all.chunks(1)) {
                assert_eq!(print(&narrowed(&csl, some), some), print(&csl, some), "{name}");
            }
        }
    }
}
