//! From a crate's root file to all its modules, through the `mod` lines.

use std::path::{Path, PathBuf};

use syn::visit::Visit;

use crate::collecting::{Collector, Elsewhere};
use crate::modules::{Crate, FileId, Module, ModuleId, Segments};

impl Crate {
    /// Reads a crate from its root file; `read` gives a file's text, or `None` where there is none.
    ///
    /// # Panics
    /// When a file is missing or is no Rust.
    pub(crate) fn load(root: &Path, read: &dyn Fn(&Path) -> Option<String>) -> Self {
        let mut loaded = Self { files: vec![root.to_owned()], modules: vec![Module::default()] };
        let folder = root.parent().expect("a file is in a folder").to_owned();
        loaded.read(0, &folder, read);
        loaded
    }

    /// Adds an empty module.
    pub(crate) fn add(&mut self, name: &str, parent: ModuleId, file: FileId) -> ModuleId {
        let id = self.modules.len();
        let name = name.to_owned();
        self.modules.push(Module {
            name: name.clone(),
            parent: Some(parent),
            file,
            ..Module::default()
        });
        self.modules[parent].children.insert(name, id);
        id
    }

    /// A module's path from the root: `["crate", "model"]`.
    pub(crate) fn path_of(&self, module: ModuleId) -> Segments {
        let module = &self.modules[module];
        module.parent.map_or_else(
            || vec!["crate".to_owned()],
            |parent| self.path_of(parent).into_iter().chain([module.name.clone()]).collect(),
        )
    }

    /// Reads the file of a module, whose children are in `folder`.
    fn read(&mut self, module: ModuleId, folder: &Path, read: &dyn Fn(&Path) -> Option<String>) {
        let path = self.files[self.modules[module].file].clone();
        let text = read(&path).unwrap_or_else(|| panic!("there is no {}", path.display()));
        let syntax =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut collector =
            Collector { into: self, module, inside: Vec::new(), elsewhere: Vec::new() };
        collector.visit_file(&syntax);
        for child in collector.elsewhere {
            let (file, folder) = file_of(&child, &path, folder, read);
            self.files.push(file);
            let id = self.add(&child.name, child.parent, self.files.len() - 1);
            self.modules[id].lends_macros = child.lends_macros;
            self.read(id, &folder, read);
        }
    }
}

/// The file of a `mod name;`, and the folder of that module's own children.
fn file_of(
    child: &Elsewhere,
    parent: &Path,
    folder: &Path,
    read: &dyn Fn(&Path) -> Option<String>,
) -> (PathBuf, PathBuf) {
    let folder = child.inside.iter().fold(folder.to_owned(), |folder, name| folder.join(name));
    if let Some(path) = &child.path {
        let file = parent.with_file_name("").join(path);
        return (file.clone(), file.with_file_name(""));
    }
    let own = folder.join(&child.name);
    let beside = folder.join(format!("{}.rs", child.name));
    let file = if read(&beside).is_some() { beside } else { own.join("mod.rs") };
    (file, own)
}
