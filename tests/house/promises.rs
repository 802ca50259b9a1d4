//! Each promise in docs/security.md names tests that are there: who breaks the promise breaks one of them.

use std::collections::BTreeMap;
use std::fs;

use crate::documents::code;
use crate::workspace;

/// The promises of the table: each with its tests, as file and name.
fn promises(text: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let (_, table) = text.split_once("| promise | tests |").expect("the table of promises");
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let name = cells[0].split(' ').next().unwrap().to_owned();
        let mut tests = Vec::new();
        let mut file = None;
        for named in code(cells[1]) {
            if named.ends_with(".rs") || named.ends_with(".mjs") {
                file = Some(named);
            } else {
                let file = file.unwrap_or_else(|| panic!("{name}: {named} is in no file"));
                tests.push((file.to_owned(), named.to_owned()));
            }
        }
        (name, tests)
    })
    .collect()
}

/// Whether a source file has a test of that name.
fn has_test(file: &str, name: &str) -> bool {
    let text = fs::read_to_string(workspace::folder().join(file)).unwrap_or_default();
    if file.ends_with(".mjs") {
        let named = |line: &str| line.contains("story(") || line.contains("test(");
        return text.lines().any(|line| named(line) && line.contains(name));
    }
    let Some(at) = text.find(&format!("fn {name}(")) else { return false };
    // Its attribute stands in the lines above it, or it is an example of a property.
    let above: Vec<&str> = text[..at].lines().rev().take(4).collect();
    above.iter().any(|line| line.contains("test]"))
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let text = fs::read_to_string(workspace::folder().join("docs/security.md")).unwrap();
    let promises = promises(&text);
    let names: Vec<String> = promises.keys().cloned().collect();
    let expected: Vec<String> = (26..=38).map(|number| format!("P{number}")).collect();
    assert_eq!(names, expected);
    for (promise, tests) in promises {
        assert!(!tests.is_empty(), "{promise} has no test");
        for (file, name) in tests {
            assert!(has_test(&file, &name), "{promise}: {file} has no test {name}");
        }
    }
}

#[test]
fn a_test_is_known_by_its_attribute_and_whole_name() {
    assert!(has_test("tests/house/promises.rs", "every_promise_names_tests_that_are_there"));
    for name in ["every_promise_names_tests", "has_test", "no_such_test"] {
        assert!(!has_test("tests/house/promises.rs", name), "{name}");
    }
    assert!(!has_test("tests/house/no_such_file.rs", "every_promise_names_tests_that_are_there"));
}
