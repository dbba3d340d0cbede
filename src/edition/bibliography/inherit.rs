//! Names that stand in for missing authors look like authors, also where a style reaches them through a macro.
//!
//! The library hands the form of `cs:names` down to the bare `cs:names` right below `cs:substitute`, but not
//! through macros and conditions, so that Chicago's editors came out as `Y. Q. Barsegov` instead of
//! `Barsegov, Y. Q., ed.`. Here such macros get a copy of their own with the form written out.

use hayagriva::citationberg::{
    CslMacro, IndependentStyle, LayoutRenderingElement, Names, NamesChild, Text, TextTarget,
};

/// Macros in macros beyond this depth are left as they are.
const DEPTH: usize = 8;

pub(super) fn inherit_names(csl: &mut IndependentStyle) {
    let originals = csl.macros.clone();
    let mut copies = Copies { originals: &originals, made: Vec::new() };
    copies.look(&mut csl.citation.layout.elements);
    if let Some(bibliography) = &mut csl.bibliography {
        copies.look(&mut bibliography.layout.elements);
    }
    for csl_macro in &mut csl.macros {
        copies.look(&mut csl_macro.children);
    }
    csl.macros.append(&mut copies.made);
}

struct Copies<'a> {
    originals: &'a [CslMacro],
    made: Vec<CslMacro>,
}

impl Copies<'_> {
    /// Looks for names with a substitute.
    fn look(&mut self, elements: &mut [LayoutRenderingElement]) {
        for element in elements {
            match element {
                LayoutRenderingElement::Names(names) => self.write_out(names),
                LayoutRenderingElement::Group(group) => self.look(&mut group.children),
                LayoutRenderingElement::Choose(choose) => {
                    self.look(&mut choose.if_.children);
                    choose.else_if.iter_mut().for_each(|b| self.look(&mut b.children));
                    choose.otherwise.iter_mut().for_each(|b| self.look(&mut b.children));
                }
                _ => {}
            }
        }
    }

    fn write_out(&mut self, names: &mut Names) {
        let parent = names.clone();
        for child in &mut names.children {
            if let NamesChild::Substitute(substitute) = child {
                substitute.children.iter_mut().for_each(|element| self.hand_down(&parent, element, true, 0));
            }
        }
    }

    fn hand_down(
        &mut self,
        parent: &Names,
        element: &mut LayoutRenderingElement,
        is_top: bool,
        depth: usize,
    ) {
        match element {
            LayoutRenderingElement::Names(names) if !is_top => *names = parent.from_names_substitute(names),
            LayoutRenderingElement::Text(Text { target: TextTarget::Macro { name }, .. }) => {
                if let Some(copy) = self.copy_of(parent, name, depth) {
                    *name = copy;
                }
            }
            LayoutRenderingElement::Group(group) => {
                group.children.iter_mut().for_each(|e| self.hand_down(parent, e, false, depth));
            }
            LayoutRenderingElement::Choose(choose) => {
                choose.if_.children.iter_mut().for_each(|e| self.hand_down(parent, e, false, depth));
                for branch in &mut choose.else_if {
                    branch.children.iter_mut().for_each(|e| self.hand_down(parent, e, false, depth));
                }
                if let Some(branch) = &mut choose.otherwise {
                    branch.children.iter_mut().for_each(|e| self.hand_down(parent, e, false, depth));
                }
            }
            _ => {}
        }
    }

    /// A copy of a macro with the parent's form in its bare names; `None` where that changes nothing.
    fn copy_of(&mut self, parent: &Names, name: &str, depth: usize) -> Option<String> {
        let original = self.originals.iter().find(|m| m.name == name).filter(|_| depth < DEPTH)?;
        let mut children = original.children.clone();
        children.iter_mut().for_each(|element| self.hand_down(parent, element, false, depth + 1));
        if children == original.children {
            return None;
        }
        if let Some(same) = self.made.iter().find(|m| m.children == children) {
            return Some(same.name.clone());
        }
        let copy = format!("{name}#{}", self.made.len());
        self.made.push(CslMacro { name: copy.clone(), children });
        Some(copy)
    }
}
