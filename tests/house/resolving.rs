//! From a path in a module to the modules that define what it names, through imports and re-exports.

use std::collections::BTreeSet;

use crate::modules::{Crate, ModuleId, Reference};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Found {
    /// A module.
    Module(ModuleId),
    /// An item that this module defines.
    Item(ModuleId),
}

/// The names that are being looked up, so that imports in a ring end.
type Seen = BTreeSet<(ModuleId, String)>;

impl Crate {
    /// The modules that define what a path names: none for other crates' names and for a module itself, several
    /// where a name stands for several things.
    pub(crate) fn definers(&self, module: ModuleId, reference: &Reference) -> BTreeSet<ModuleId> {
        let mut found = self.resolve(module, &reference.path, &mut Seen::new());
        if let ([name], true) = (reference.path.as_slice(), reference.is_macro) {
            found.extend(self.macro_above(module, name).map(Found::Item));
        }
        found
            .into_iter()
            .filter_map(|found| match found {
                Found::Item(module) => Some(module),
                Found::Module(_) => None,
            })
            .collect()
    }

    /// What a path names, seen from a module.
    fn resolve(&self, module: ModuleId, path: &[String], seen: &mut Seen) -> BTreeSet<Found> {
        let Some((first, rest)) = path.split_first() else { return BTreeSet::new() };
        let (mut at, mut rest) = match first.as_str() {
            "crate" => (BTreeSet::from([Found::Module(0)]), rest),
            "self" => (BTreeSet::from([Found::Module(module)]), rest),
            "super" => (self.above(module), rest),
            name => (self.look_up(module, name, seen), rest),
        };
        while let Some((next, after)) = rest.split_first() {
            at = at.into_iter().flat_map(|found| self.step(found, next, seen)).collect();
            rest = after;
        }
        at
    }

    fn step(&self, from: Found, name: &str, seen: &mut Seen) -> BTreeSet<Found> {
        match from {
            // A variant, a method: whoever defines the type defines it.
            Found::Item(_) => BTreeSet::from([from]),
            Found::Module(module) if name == "super" => self.above(module),
            Found::Module(module) => {
                let found = self.look_up(module, name, seen);
                // What cannot be found (a macro made it) is in the module's own file.
                if found.is_empty() { BTreeSet::from([Found::Item(module)]) } else { found }
            }
        }
    }

    fn above(&self, module: ModuleId) -> BTreeSet<Found> {
        self.modules[module].parent.map(Found::Module).into_iter().collect()
    }

    /// What a name stands for inside a module.
    fn look_up(&self, module: ModuleId, name: &str, seen: &mut Seen) -> BTreeSet<Found> {
        if !seen.insert((module, name.to_owned())) {
            return BTreeSet::new();
        }
        let it = &self.modules[module];
        let mut found: BTreeSet<Found> =
            it.children.get(name).copied().map(Found::Module).into_iter().collect();
        if it.defined.contains(name) {
            found.insert(Found::Item(module));
        }
        for import in it.imports.iter().filter(|import| import.name == name) {
            found.extend(self.resolve(module, &import.path, seen));
        }
        if found.is_empty() {
            for glob in &it.globs {
                for from in self.resolve(module, glob, &mut seen.clone()) {
                    if let Found::Module(from) = from {
                        found.extend(self.look_up(from, name, seen));
                    }
                }
            }
        }
        if found.is_empty() && it.perhaps_defined.contains(name) {
            found.insert(Found::Item(module));
        }
        seen.remove(&(module, name.to_owned()));
        found
    }

    /// The nearest module at or around `module` that defines a macro of that name, or lends one to the module around it.
    fn macro_above(&self, module: ModuleId, name: &str) -> Option<ModuleId> {
        let mut around = Some(module);
        while let Some(id) = around {
            if let Some(definer) = self.macro_in(id, name) {
                return Some(definer);
            }
            around = self.modules[id].parent;
        }
        None
    }

    /// The module that defines a macro of that name for `module`: itself, or a child that lends it.
    fn macro_in(&self, module: ModuleId, name: &str) -> Option<ModuleId> {
        if self.modules[module].macros.contains(name) {
            return Some(module);
        }
        let children = self.modules[module].children.values();
        children
            .filter(|&&child| self.modules[child].lends_macros)
            .find_map(|&child| self.macro_in(child, name))
    }
}
