//! It has every call of the router, and the router every call of it.

use std::collections::BTreeSet;

use pse_shared::ProblemCode;

use super::document;

const ROUTER: &str = include_str!("../../router.rs");

/// The demo shop's own, there only without a configuration.
const OF_THE_DEMO: [&str; 5] =
    ["get /", "get /gallery", "get /demo/catalogue", "post /demo/checkouts", "get /demo/{file}"];

/// `get /v1/banks` of each `.route("/v1/banks", get(…))` of the router's file.
fn routed() -> BTreeSet<String> {
    let mut calls = BTreeSet::new();
    for route in ROUTER.split(".route(\"").skip(1) {
        let (path, rest) = route.split_once('"').unwrap();
        let methods = rest.split_once("))").unwrap().0;
        let found = ["get", "post", "put", "patch", "delete"]
            .into_iter()
            .filter(|method| methods.contains(&format!("{method}(")));
        let before = calls.len();
        calls.extend(found.map(|method| format!("{method} {path}")));
        assert!(calls.len() > before, "no method is seen in {route}");
    }
    assert!(!ROUTER.contains(".nest("), "nested paths would be missed here");
    calls
}

fn documented() -> BTreeSet<String> {
    let document = document();
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(move |method| format!("{method} {path}"))
        })
        .collect()
}

#[test]
fn document_and_router_have_the_same_calls() {
    let mut routed = routed();
    for call in OF_THE_DEMO {
        assert!(routed.remove(call), "{call}");
    }
    assert_eq!(documented(), routed);
}

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
    let text = crate::pages::reference::document::TEXT;
    for reference in text.split("\"$ref\": \"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
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
