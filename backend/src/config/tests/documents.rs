//! The example as a document, in each form that credentials and providers may have, and how a test changes it.

use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../../../docs/pse.example.toml");
const WEBHOOK: &str = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

/// The example as it is, its secrets in files.
pub(super) fn example() -> Value {
    toml::from_str(EXAMPLE).unwrap()
}

/// The example with its secrets in place, so that the reader takes it without files.
pub(super) fn example_in_place() -> Value {
    let mut document = example();
    for (path, value) in [
        ("/alerts/webhook", json!("https://alerts.example.co/token")),
        ("/sites/tienda/login", json!("0123456789abcdef")),
        ("/sites/tienda/tran_key", json!("a-secret-of-the-merchant")),
        ("/sites/tienda/api_keys", json!(["sk_live_0123456789abcdef"])),
        ("/sites/tienda/webhook/secret", json!(WEBHOOK)),
    ] {
        set(&mut document, path, value);
    }
    for path in ["/alerts/webhook", "/sites/tienda/login", "/sites/tienda/tran_key"]
        .into_iter()
        .chain(["/sites/tienda/api_keys", "/sites/tienda/webhook/secrets"])
    {
        remove(&mut document, &format!("{path}_file"));
    }
    document
}

/// The same with a provider and credentials under a name, `tienda` too.
pub(super) fn example_of_several() -> Value {
    let mut document = example_in_place();
    let provider = remove(&mut document, "/provider");
    set(&mut document, "/providers", json!({ "tienda": provider }));
    let login = remove(&mut document, "/sites/tienda/login");
    let tran_key = remove(&mut document, "/sites/tienda/tran_key");
    let credentials = json!({ "tienda": { "login": login, "tran_key": tran_key } });
    set(&mut document, "/sites/tienda/credentials", credentials);
    document
}

pub(super) fn parent<'a>(
    document: &'a mut Value,
    path: &str,
) -> &'a mut serde_json::Map<String, Value> {
    let (parent, _) = path.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap().as_object_mut().unwrap()
}

pub(super) fn set(document: &mut Value, path: &str, value: Value) {
    let key = path.rsplit('/').next().unwrap();
    parent(document, path).insert(key.to_owned(), value);
}

pub(super) fn remove(document: &mut Value, path: &str) -> Value {
    let key = path.rsplit('/').next().unwrap();
    parent(document, path).remove(key).unwrap()
}

/// Every section of a document, by its pointer.
pub(super) fn sections(document: &Value, path: &str) -> Vec<String> {
    let below: Vec<(String, &Value)> = match document {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    let own = document.is_object().then(|| path.to_owned());
    let inside = below.iter().flat_map(|(key, value)| sections(value, &format!("{path}/{key}")));
    own.into_iter().chain(inside).collect()
}
