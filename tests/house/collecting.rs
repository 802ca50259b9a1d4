//! What one file's syntax says of its modules: what they define, import and refer to.

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, TraitItem, UseTree, Visibility};

use crate::modules::{Crate, Import, Module, ModuleId, Reference, Segments};
use crate::predicates::only_for_tests;
use crate::tokens;

/// A `mod name;` whose file has still to be read.
#[derive(Debug)]
pub(crate) struct Elsewhere {
    pub(crate) parent: ModuleId,
    pub(crate) name: String,
    /// The names of the modules in this file that are around it.
    pub(crate) inside: Vec<String>,
    /// The file, where `#[path = "…"]` names it.
    pub(crate) path: Option<String>,
    /// Whether it is `#[macro_use]`.
    pub(crate) lends_macros: bool,
}

/// Reads one file's syntax into a crate.
pub(crate) struct Collector<'a> {
    pub(crate) into: &'a mut Crate,
    pub(crate) module: ModuleId,
    pub(crate) inside: Vec<String>,
    pub(crate) elsewhere: Vec<Elsewhere>,
}

impl Collector<'_> {
    fn current(&mut self) -> &mut Module {
        &mut self.into.modules[self.module]
    }

    fn refer(&mut self, references: impl IntoIterator<Item = Reference>) {
        self.current().references.extend(references);
    }

    fn define(&mut self, name: &syn::Ident) {
        let name = name.to_string();
        self.current().defined.insert(name);
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let name = item.ident.to_string();
        let lends_macros =
            item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_use"));
        let Some((_, items)) = &item.content else {
            let path = item.attrs.iter().find_map(named_file);
            let (parent, inside) = (self.module, self.inside.clone());
            self.elsewhere.push(Elsewhere { parent, name, inside, path, lends_macros });
            return;
        };
        let file = self.current().file;
        let child = self.into.add(&name, self.module, file);
        self.into.modules[child].lends_macros = lends_macros;
        let around = std::mem::replace(&mut self.module, child);
        self.inside.push(name);
        for item in items {
            self.visit_item(item);
        }
        self.inside.pop();
        self.module = around;
    }

    fn import(&mut self, item: &syn::ItemUse) {
        if item.leading_colon.is_some() {
            return;
        }
        let mut found = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut found);
        let is_private = matches!(item.vis, Visibility::Inherited);
        for Used { path, name, is_whole } in found {
            if is_private {
                self.refer([Reference { path: path.clone(), is_macro: false }]);
            }
            if is_whole {
                self.current().globs.push(path);
            } else if let Some(name) = name {
                self.current().imports.push(Import { name, path });
            }
        }
    }

    /// `extern crate self as name` makes the crate's root a name like any other.
    fn own_name(&mut self, item: &syn::ItemExternCrate) {
        if item.ident == "self"
            && let Some((_, name)) = &item.rename
        {
            let (name, path) = (name.to_string(), vec!["crate".to_owned()]);
            self.current().imports.push(Import { name, path });
        }
    }

    fn macro_item(&mut self, item: &syn::ItemMacro) {
        let Some(name) = &item.ident else {
            let words = tokens::words(item.mac.tokens.clone());
            self.current().perhaps_defined.extend(words);
            self.visit_macro(&item.mac);
            return;
        };
        self.define(name);
        self.current().macros.insert(name.to_string());
        if item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export")) {
            let path =
                self.into.path_of(self.module).into_iter().chain([name.to_string()]).collect();
            self.into.modules[0].imports.push(Import { name: name.to_string(), path });
        }
        self.tokens(item.mac.tokens.clone());
    }

    fn tokens(&mut self, tokens: TokenStream) {
        self.refer(tokens::references(tokens));
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if only_for_tests(attributes(item)) {
            return;
        }
        match item {
            Item::Mod(item) => return self.module(item),
            Item::Use(item) => return self.import(item),
            Item::Macro(item) => return self.macro_item(item),
            Item::Const(item) => self.define(&item.ident),
            Item::Enum(item) => self.define(&item.ident),
            Item::Fn(item) => self.define(&item.sig.ident),
            Item::Static(item) => self.define(&item.ident),
            Item::Struct(item) => self.define(&item.ident),
            Item::Trait(item) => self.define(&item.ident),
            Item::TraitAlias(item) => self.define(&item.ident),
            Item::Type(item) => self.define(&item.ident),
            Item::Union(item) => self.define(&item.ident),
            Item::ExternCrate(item) => self.own_name(item),
            Item::ForeignMod(_) | Item::Impl(_) | Item::Verbatim(_) | _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if !matches!(item, ImplItem::Fn(function) if only_for_tests(&function.attrs)) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        if !matches!(item, TraitItem::Fn(function) if only_for_tests(&function.attrs)) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() {
            self.refer([Reference { path: tokens::segments(path), is_macro: false }]);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.refer([Reference { path: tokens::segments(&call.path), is_macro: true }]);
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone());
            self.refer(tokens::quoted_references(list.tokens.clone()));
        }
    }

    // `pub(in crate::a)` says who may look, and uses nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

/// One path of a `use`.
struct Used {
    path: Segments,
    /// The name it has here; `None` for `_` and for what is imported whole.
    name: Option<String>,
    is_whole: bool,
}

fn flatten(tree: &UseTree, before: &mut Segments, found: &mut Vec<Used>) {
    let with = |name: &syn::Ident, before: &Segments| {
        let mut path = before.clone();
        if name != "self" || before.is_empty() {
            path.push(name.to_string());
        }
        path
    };
    match tree {
        UseTree::Path(tree) => {
            before.push(tree.ident.to_string());
            flatten(&tree.tree, before, found);
            before.pop();
        }
        UseTree::Name(tree) => {
            let path = with(&tree.ident, before);
            found.push(Used { name: path.last().cloned(), path, is_whole: false });
        }
        UseTree::Rename(tree) => {
            let name = (tree.rename != "_").then(|| tree.rename.to_string());
            found.push(Used { path: with(&tree.ident, before), name, is_whole: false });
        }
        UseTree::Glob(_) => found.push(Used { path: before.clone(), name: None, is_whole: true }),
        UseTree::Group(tree) => tree.items.iter().for_each(|item| flatten(item, before, found)),
    }
}

fn named_file(attribute: &Attribute) -> Option<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else {
        return None;
    };
    pair.path.is_ident("path").then(|| text.value())
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Verbatim(_) | _ => &[],
    }
}
