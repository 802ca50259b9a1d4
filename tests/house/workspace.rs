//! The workspace's crates, as Cargo knows them: those added later are found, too.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The root file of a library or a program of the workspace.
#[derive(Debug)]
pub(crate) struct Root {
    /// The package it belongs to.
    pub(crate) package: String,
    /// The file, from the workspace's folder.
    pub(crate) file: PathBuf,
}

/// The workspace's folder.
pub(crate) fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("this crate is in a folder of the workspace")
}

/// The libraries and programs of all members; tests and benches are none.
pub(crate) fn roots() -> Vec<Root> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(folder())
        .output()
        .expect("cargo can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let mut roots = Vec::new();
    for package in metadata["packages"].as_array().expect("the packages are listed") {
        for target in package["targets"].as_array().expect("the targets are listed") {
            let kinds = target["kind"].as_array().expect("the kinds are listed");
            let is_code = kinds.iter().any(|kind| {
                matches!(kind.as_str(), Some("lib" | "rlib" | "cdylib" | "bin" | "proc-macro"))
            });
            if is_code {
                let file = Path::new(target["src_path"].as_str().expect("a target has a file"));
                let file =
                    file.strip_prefix(folder()).expect("a member is in the workspace's folder");
                let package = package["name"].as_str().expect("a package has a name").to_owned();
                roots.push(Root { package, file: file.to_owned() });
            }
        }
    }
    roots
}
