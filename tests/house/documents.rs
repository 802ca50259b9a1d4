//! The files that documents name exist.

use std::path::{Path, PathBuf};

use crate::workspace;

/// The documents that say where something is. The changelog is not among them: what it names may be gone.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "docs/certification.md",
    "docs/decisions",
    "backend/settings/README.md",
];

/// Folders that tools fill.
const MADE: [&str; 3] = ["target", "node_modules", "dist"];

/// Adds every file and folder below `folder`, from the workspace's folder.
fn walk(folder: &Path, known: &mut Vec<PathBuf>) {
    let entries =
        std::fs::read_dir(workspace::folder().join(folder)).expect("a folder can be read");
    for entry in entries {
        let entry = entry.expect("a folder can be read");
        let name = entry.file_name();
        let name = name.to_str().expect("names of files are text");
        if name.starts_with('.') || MADE.contains(&name) {
            continue;
        }
        let path = folder.join(name);
        if entry.path().is_dir() {
            walk(&path, known);
        }
        known.push(path);
    }
}

/// The source files and folders that a document names between backquotes, as they are written: with `.rs` at the
/// end, or below a folder of the workspace. Patterns (`<name>`, `*`) name none.
fn named(document: &str) -> Vec<&str> {
    let is_name = |text: &&str| {
        let below = ["backend/", "frontend/", "shared/", "tests/", "docs/", "scripts/"];
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        text.chars().all(is_plain)
            && (text.ends_with(".rs") || below.iter().any(|folder| text.starts_with(folder)))
    };
    document.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).filter(is_name).collect()
}

#[test]
fn every_file_that_a_document_names_exists() {
    let mut known = Vec::new();
    walk(Path::new(""), &mut known);
    let is_document = |path: &&PathBuf| {
        path.extension().is_some_and(|extension| extension == "md")
            && DOCUMENTS.iter().any(|document| path.starts_with(document))
    };
    let mut gone = Vec::new();
    let mut count = 0;
    for document in known.iter().filter(is_document) {
        let text = std::fs::read_to_string(workspace::folder().join(document))
            .unwrap_or_else(|error| panic!("{}: {error}", document.display()));
        for name in named(&text) {
            count += 1;
            // The beginning may be left out: `payments/probe.rs`.
            if !known.iter().any(|path| path.ends_with(name)) {
                gone.push(format!("{}: {name}", document.display()));
            }
        }
    }
    assert!(gone.is_empty(), "{}", gone.join("\n"));
    assert!(count > 60, "only {count} names were found");
}

#[test]
fn names_are_told_from_other_code() {
    let text =
        "In `core/src/a.rs` and `docs/b/`, not `kind = \"x\"`, `/v1/x`, `docs/*.md` or\n`c.rs`.";
    assert_eq!(named(text), ["core/src/a.rs", "docs/b/", "c.rs"]);
}
