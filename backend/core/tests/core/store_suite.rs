//! The store suite's list names every behaviour there is.

use std::fs;
use std::path::Path;

/// Behaviours that want a way past the store's rules, which only an SQL store has: each has its own tests of them.
const PAST_THE_RULES: (&str, [&str; 2]) = (
    "later_words",
    ["store_sqlite/src/tests/later_build.rs", "store_postgres/tests/store/later_words.rs"],
);

#[test]
fn every_behaviour_of_the_suite_is_in_its_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ports/store_suite");
    let list = fs::read_to_string(folder.join("run.rs")).unwrap();
    let (apart, callers) = PAST_THE_RULES;
    let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let callers = callers.map(|file| fs::read_to_string(stores.join(file)).unwrap());
    let mut found = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        // Samples and oddities are what behaviours are shown with.
        if path.ends_with("samples.rs") || path.is_dir() {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for behaviour in source.lines().filter_map(|line| line.strip_prefix("pub async fn ")) {
            let name = behaviour.split('(').next().unwrap();
            let is_run = if path.file_stem().unwrap() == apart {
                callers.iter().all(|tests| tests.contains(&format!("{apart}::{name}(")))
            } else {
                list.contains(&format!(" {name},"))
            };
            assert!(is_run, "{name} of {} is in no list", path.display());
            found += 1;
        }
    }
    assert!(found > 40, "only {found} behaviours found");
}
