//! A crate's modules, as data: what each defines, imports and refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A position in [`Crate::modules`].
pub(crate) type ModuleId = usize;
/// A position in [`Crate::files`].
pub(crate) type FileId = usize;

/// The names of a path, first to last: `["crate", "model", "Payment"]`.
pub(crate) type Segments = Vec<String>;

/// The modules of one library or program that are there without tests.
#[derive(Debug, Default)]
pub(crate) struct Crate {
    /// The source files, the root first.
    pub(crate) files: Vec<PathBuf>,
    /// The modules, the root first.
    pub(crate) modules: Vec<Module>,
}

/// One module, in a file of its own or inside another's.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The name after `mod`; empty for the root.
    pub(crate) name: String,
    /// The module around it; `None` for the root.
    pub(crate) parent: Option<ModuleId>,
    /// The file it is written in.
    pub(crate) file: FileId,
    /// The modules in it, by name.
    pub(crate) children: BTreeMap<String, ModuleId>,
    /// The names of its own items.
    pub(crate) defined: BTreeSet<String>,
    /// The `macro_rules!` among them, which the modules below see without importing them.
    pub(crate) macros: BTreeSet<String>,
    /// Whether it is `#[macro_use]`, so that the module around it sees its `macro_rules!` as its own.
    pub(crate) lends_macros: bool,
    /// Words inside macros called among its items, which may be names that the macro defines.
    pub(crate) perhaps_defined: BTreeSet<String>,
    /// The names that `use` brings in, re-exports too.
    pub(crate) imports: Vec<Import>,
    /// What is imported whole: `use a::b::*`.
    pub(crate) globs: Vec<Segments>,
    /// The paths that its code names; re-exports and `mod` lines are none of them.
    pub(crate) references: BTreeSet<Reference>,
}

/// One name that `use` brings in.
#[derive(Debug)]
pub(crate) struct Import {
    /// The name it has here.
    pub(crate) name: String,
    /// What it names.
    pub(crate) path: Segments,
}

/// A path that a module's code names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reference {
    /// The path as it is written.
    pub(crate) path: Segments,
    /// Whether it calls a macro (`name!`).
    pub(crate) is_macro: bool,
}
