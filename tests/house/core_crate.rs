//! What `pse-core` may depend on and speak of: no protocol, no database, no file format, no provider.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::workspace;

/// Where `pse-core` is, from the workspace's folder.
const CORE: &str = "backend/core";

/// How the crates of HTTP, SQL, XML and TOML are called that it must not reach, directly or not: by the whole name, or
/// by what it begins with up to a hyphen or underscore.
const FOREIGN: [&str; 20] = [
    "axum",
    "diesel",
    "h2",
    "http",
    "httparse",
    "hyper",
    "isahc",
    "libsqlite3",
    "quick-xml",
    "reqwest",
    "roxmltree",
    "rusqlite",
    "serde-xml",
    "sqlx",
    "tokio-postgres",
    "toml",
    "tower",
    "tungstenite",
    "ureq",
    "xml",
];

/// The names of the provider and its protocol, in lower case: in no letter case are they allowed.
const PROVIDERS_NAMES: [&str; 9] = [
    "soap",
    "wsdl",
    "placetopay",
    "place to pay",
    "place_to_pay",
    "place-to-pay",
    "evertec",
    "trankey",
    "tran_key",
];

/// The words of the provider's messages, as they are sent.
const PROVIDERS_WORDS: [&str; 9] = [
    "FAIL_",
    "returnCode",
    "responseCode",
    "trazabilityCode",
    "transactionID",
    "sessionID",
    "bankURL",
    "getTransactionInformation",
    "createTransaction",
];

/// The folder of `pse-core`.
fn core() -> PathBuf {
    workspace::folder().join(CORE)
}

/// Whether a crate is one of those that `pse-core` must not reach.
fn is_foreign(name: &str) -> bool {
    FOREIGN.iter().any(|foreign| {
        name.strip_prefix(foreign)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
    })
}

pub(crate) fn read_toml(path: &Path) -> Table {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The packages that a manifest's own code uses: no development dependencies.
pub(crate) fn direct(manifest: &Table) -> BTreeSet<String> {
    let of_targets =
        manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    std::iter::once(manifest)
        .chain(of_targets.filter_map(Value::as_table))
        .filter_map(|table| table.get("dependencies")?.as_table())
        .flat_map(|dependencies| {
            dependencies.iter().map(|(name, dependency)| {
                dependency.get("package").and_then(Value::as_str).unwrap_or(name).to_owned()
            })
        })
        .collect()
}

/// All packages that `first` need by the lock file, themselves included, each with how it was reached. Our own
/// crates' development dependencies are not followed: only their manifests tell them apart.
fn reached(first: BTreeSet<String>, lock: &Table) -> BTreeSet<String> {
    let packages = lock["package"].as_array().expect("a lock file lists packages");
    let mut reached = first.clone();
    let mut waiting: Vec<String> = first.into_iter().collect();
    while let Some(name) = waiting.pop() {
        let of_that_name = packages.iter().filter(|package| {
            package["name"].as_str() == Some(&name) && package.get("source").is_some()
        });
        let dependencies =
            of_that_name.filter_map(|package| package.get("dependencies")?.as_array()).flatten();
        for dependency in dependencies.filter_map(Value::as_str) {
            let dependency = dependency.split(' ').next().unwrap_or(dependency).to_owned();
            if reached.insert(dependency.clone()) {
                waiting.push(dependency);
            }
        }
    }
    reached
}

/// A word of the provider in a line, if there is one.
fn provider_word(line: &str) -> Option<&'static str> {
    let lower = line.to_lowercase();
    let mut names = PROVIDERS_NAMES.into_iter().filter(|name| lower.contains(name));
    names.next().or_else(|| PROVIDERS_WORDS.into_iter().find(|word| line.contains(word)))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be read") {
        let path = entry.expect("a folder can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn the_core_uses_shared_alone_and_no_crate_of_protocols_or_databases() {
    let mut direct_dependencies = direct(&read_toml(&core().join("Cargo.toml")));
    let ours: BTreeSet<String> = workspace::roots().into_iter().map(|root| root.package).collect();
    let ours_used: Vec<&String> = direct_dependencies.intersection(&ours).collect();
    assert_eq!(ours_used, ["pse-shared"]);

    direct_dependencies.extend(direct(&read_toml(&workspace::folder().join("shared/Cargo.toml"))));
    let reached = reached(direct_dependencies, &read_toml(&workspace::folder().join("Cargo.lock")));
    let foreign: Vec<&String> = reached.iter().filter(|name| is_foreign(name)).collect();
    assert!(foreign.is_empty(), "pse-core reaches {foreign:?}");
}

#[test]
fn the_core_has_no_word_of_a_provider() {
    let mut files = Vec::new();
    sources(&core(), &mut files);
    assert!(files.len() > 50, "only {} files were read", files.len());
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source file is text");
        for (number, line) in text.lines().enumerate() {
            if let Some(word) = provider_word(line) {
                found.push(format!("{}:{}: {word}", file.display(), number + 1));
            }
        }
    }
    assert!(found.is_empty(), "{} lines\n{}", found.len(), found.join("\n"));
}

#[test]
fn what_is_reached_is_found_through_the_lock_file() {
    let lock: Table = r#"
        [[package]]
        name = "a"
        source = "registry"
        dependencies = ["b 1.0.0"]
        [[package]]
        name = "b"
        source = "registry"
        dependencies = ["http"]
        [[package]]
        name = "http"
        source = "registry"
        [[package]]
        name = "other"
        source = "registry"
    "#
    .parse()
    .unwrap();
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(reached(names(&["a"]), &lock), names(&["a", "b", "http"]));
    let manifest: Table = r#"
        [dependencies]
        web = { package = "axum", version = "1" }
        [target.'cfg(unix)'.dependencies]
        libc = "1"
        [dev-dependencies]
        toml = "1"
    "#
    .parse()
    .unwrap();
    assert_eq!(direct(&manifest), names(&["axum", "libc"]));
}

#[test]
fn a_word_of_the_provider_is_found_and_our_own_are_not() {
    for line in [
        "a SoapFault",
        "PlaceToPay",
        "tranKey",
        "\"FAIL_RISK\"",
        "/// `returnCode`",
        "trazabilityCode",
    ] {
        assert!(provider_word(line).is_some(), "{line}");
    }
    for line in ["BankUrlRule", "return_code", "transaction_id", "a failure"] {
        assert_eq!(provider_word(line), None, "{line}");
    }
}

#[test]
fn crates_of_a_family_are_foreign_and_others_of_a_like_name_are_not() {
    for name in ["http", "http-body", "sqlx-sqlite", "toml_edit", "hyper-util", "xml-rs"] {
        assert!(is_foreign(name), "{name}");
    }
    for name in ["httpdate", "tokio", "url", "tomlike", "serde_json"] {
        assert!(!is_foreign(name), "{name}");
    }
}
