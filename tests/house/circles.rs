//! No circle of files or modules in any crate of the workspace.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use crate::graph::Graph;
use crate::modules::Crate;
use crate::workspace;

/// Every library and program of the workspace, with its package's name; read once for all tests.
static CRATES: LazyLock<Vec<(String, Crate)>> = LazyLock::new(|| {
    let read = |path: &std::path::Path| fs::read_to_string(workspace::folder().join(path)).ok();
    let roots = workspace::roots();
    roots.into_iter().map(|root| (root.package, Crate::load(&root.file, &read))).collect()
});

fn assert_none(what: &str, graph: impl Fn(&Crate) -> Graph) {
    let mut found = Vec::new();
    for (package, source) in CRATES.iter() {
        found.extend(
            graph(source).circles().into_iter().map(|circle| format!("{package}: {circle}")),
        );
    }
    assert!(found.is_empty(), "{} circles of {what}\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    assert_none("files", Graph::of_files);
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    assert_none("modules", Graph::of_modules);
}

#[test]
fn every_crate_of_the_workspace_is_looked_at() {
    let packages: BTreeSet<&str> = CRATES.iter().map(|(package, _)| package.as_str()).collect();
    for package in [
        "pse-shared",
        "pse-frontend",
        "pse-backend",
        "pse-core",
        "pse-settings",
        "pse-providers",
        "pse-store-memory",
        "pse-store-sqlite",
        "pse-placetopay",
        "pse-sandbox",
        "pse-tests",
    ] {
        assert!(packages.contains(package), "{package} is not among {packages:?}");
    }
    let modules: usize = CRATES.iter().map(|(_, source)| source.modules.len()).sum();
    assert!(modules > 400, "only {modules} modules were read");
}
