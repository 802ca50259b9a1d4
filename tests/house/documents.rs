//! What the documents say of the house is so: the files they name are there, and crates use what ARCHITECTURE.md says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::core_crate::{direct, read_toml};
use crate::workspace;

/// The project's files, as git knows them, from the workspace's folder.
fn files() -> BTreeSet<PathBuf> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(workspace::folder())
        .output()
        .expect("git can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).expect("the files' names are text");
    names
        .lines()
        .map(PathBuf::from)
        .filter(|file| workspace::folder().join(file).exists())
        .collect()
}

/// The documents, each with its text.
fn documents(files: &BTreeSet<PathBuf>) -> Vec<(&Path, String)> {
    let are_text = files.iter().filter(|file| file.extension().is_some_and(|it| it == "md"));
    are_text
        .map(|file| (file.as_path(), fs::read_to_string(workspace::folder().join(file)).unwrap()))
        .collect()
}

/// The code in a text: what stands between two backticks.
pub(crate) fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The addresses of a text's links.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(address, _)| address))
}

/// What the project has of files and folders.
struct Known {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

impl Known {
    fn new(files: BTreeSet<PathBuf>) -> Self {
        let folders =
            files.iter().flat_map(|file| file.ancestors().skip(1)).map(Path::to_owned).collect();
        Self { files, folders }
    }

    fn has(&self, path: &Path) -> bool {
        self.files.contains(path) || self.folders.contains(path) || self.has_source(path)
    }

    /// Whether it is a source file of which the beginning of the path may be left out: `payments/probe.rs`.
    fn has_source(&self, path: &Path) -> bool {
        path.extension().is_some_and(|it| it == "rs")
            && self.files.iter().any(|file| file.ends_with(path))
    }

    /// Whether it is a source file, or by its first name a path from the workspace's folder.
    fn is_path(&self, text: &str) -> bool {
        let is_plain = text.chars().all(|it| it.is_ascii_alphanumeric() || "/._-".contains(it));
        let first = text.split_once('/').map(|(first, _)| Path::new(first));
        let is_below =
            first.is_some_and(|first| first != Path::new("") && self.folders.contains(first));
        is_plain && (is_below || text.ends_with(".rs"))
    }
}

/// A path without `.` and with each `..` carried out.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                plain.pop();
            }
            std::path::Component::CurDir => {}
            std::path::Component::Normal(_)
            | std::path::Component::RootDir
            | std::path::Component::Prefix(_) => plain.push(part),
        }
    }
    plain
}

#[test]
fn every_path_and_link_in_a_document_leads_to_a_file() {
    let known = Known::new(files());
    let mut missing = Vec::new();
    let mut looked_at = 0;
    for (document, text) in documents(&known.files) {
        let folder = document.parent().unwrap();
        let named = code(&text).filter(|text| known.is_path(text)).map(PathBuf::from);
        let linked = links(&text)
            .map(|link| link.split('#').next().unwrap_or_default())
            .filter(|link| !link.is_empty() && !link.contains(':'))
            .map(|link| plain(&folder.join(link)));
        for path in named.chain(linked) {
            looked_at += 1;
            if !known.has(&plain(&path)) {
                missing.push(format!("{}: {}", document.display(), path.display()));
            }
        }
    }
    assert!(looked_at > 100, "only {looked_at} paths were found");
    assert!(missing.is_empty(), "{} lead nowhere\n{}", missing.len(), missing.join("\n"));
}

/// The table of folders in ARCHITECTURE.md: each folder with what it may use, in the words of the table.
fn may_use() -> BTreeMap<String, String> {
    let text = fs::read_to_string(workspace::folder().join("ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once("| may use |").expect("the table says what each may use");
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    rows.flat_map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let allowed = cells.last().unwrap().to_string();
        code(cells[0])
            .map(move |folder| (folder.trim_end_matches('/').to_owned(), allowed.clone()))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// The folders of our crates that a crate's own code uses.
fn uses(folder: &str, folders: &BTreeMap<String, String>) -> BTreeSet<String> {
    let used = direct(&read_toml(&workspace::folder().join(folder).join("Cargo.toml")));
    used.iter().filter_map(|package| folders.get(package).cloned()).collect()
}

#[test]
fn crates_use_each_other_as_the_architecture_says() {
    let table = may_use();
    let package = |folder: &String| {
        let manifest = read_toml(&workspace::folder().join(folder).join("Cargo.toml"));
        (manifest["package"]["name"].as_str().unwrap().to_owned(), folder.clone())
    };
    let folders: BTreeMap<String, String> = table.keys().map(package).collect();
    assert!(folders.len() > 9, "{folders:?}");
    for (folder, allowed) in &table {
        let all_but_the_widget = allowed == "all of these but the widget";
        let words: BTreeSet<&str> = allowed.split([',', ';']).map(str::trim).collect();
        for used in uses(folder, &folders) {
            let short = used.rsplit('/').next().unwrap();
            let may = if all_but_the_widget { short != "frontend" } else { words.contains(short) };
            assert!(may, "{folder} uses {used}, but may use: {allowed}");
        }
    }
}
