//! Its references, names and statuses. (That it has every call of the router needs no test: both come of one registration.)

use std::collections::BTreeSet;

use pse_shared::ProblemCode;

use super::document;
use crate::routes::description::document::MERCHANT_KEY;
use crate::routes::description::groups::MERCHANT;

#[test]
fn every_place_in_a_path_is_a_parameter_and_every_call_has_a_name_of_its_own() {
    let document = document();
    let mut names = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for operation in methods.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name}");
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let given: BTreeSet<_> = parameters
                .iter()
                .filter(|parameter| parameter["in"] == "path")
                .map(|parameter| format!("{{{}}}", parameter["name"].as_str().unwrap()))
                .collect();
            let asked: BTreeSet<_> =
                path.split('/').filter(|part| part.starts_with('{')).map(str::to_owned).collect();
            assert_eq!(given, asked, "{path}");
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    let mut seen = 0;
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
        seen += 1;
    }
    assert!(seen > 100, "{seen} references");
}

#[test]
fn each_error_stands_under_its_own_status() {
    let document = document();
    let answers = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values())
        .flat_map(|operation| operation["responses"].as_object().unwrap());
    let mut seen = BTreeSet::new();
    for (status, answer) in answers {
        let answer = match answer["$ref"].as_str() {
            Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
            None => answer,
        };
        let examples = &answer["content"]["application/problem+json"]["examples"];
        for code in examples.as_object().into_iter().flat_map(serde_json::Map::keys) {
            let known = ProblemCode::from_name(code).unwrap();
            assert_eq!(known.status().to_string(), *status, "{code}");
            seen.insert(code.clone());
        }
    }
    // Said once, for every path, in the introduction.
    seen.insert("method_not_allowed".to_owned());
    let all: BTreeSet<_> = ProblemCode::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(seen, all);
    assert!(document["info"]["description"].as_str().unwrap().contains("`method_not_allowed`"));
}

#[test]
fn every_key_that_is_asked_for_is_described() {
    let document = document();
    let schemes = document["components"]["securitySchemes"].as_object().unwrap();
    assert!(schemes.contains_key(MERCHANT_KEY));
    let mut with_key = 0;
    for methods in document["paths"].as_object().unwrap().values() {
        for operation in methods.as_object().unwrap().values() {
            let needed = operation["security"].as_array().into_iter().flatten();
            for name in needed.flat_map(|security| security.as_object().unwrap().keys()) {
                assert!(schemes.contains_key(name), "{name}");
                with_key += 1;
            }
            // Without one of the choices being none at all, the key is needed.
            let choices = operation["security"].as_array();
            let none = |choice: &serde_json::Value| choice.as_object().unwrap().is_empty();
            let is_needed = choices.is_some_and(|choices| !choices.iter().any(none));
            assert_eq!(is_needed, operation["tags"][0] == MERCHANT);
        }
    }
    assert_eq!(with_key, 7);
}
