//! A body in which something is wrong, made from its schema: what is to be answered follows from the schema alone.

use serde_json::{Map, Value, json};

use super::document;

/// A wrong thing, and the error it must get.
#[derive(Debug, Clone)]
pub(super) struct Broken {
    /// Where it is: `payer.document`, `credits[0].tax_value`.
    pub(super) field: String,
    /// The codes that say so; one but where a form is not told by its schema.
    pub(super) codes: Vec<&'static str>,
    /// What is wrong.
    pub(super) how: How,
    place: Vec<Step>,
    value: Option<Value>,
}

/// The kinds of wrong things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Missing,
    Type,
    Length,
    Form,
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Field(String),
    Item(usize),
}

impl Broken {
    /// Puts the wrong thing into a body.
    pub(super) fn put_into(&self, body: &mut Value) {
        let (last, before) = self.place.split_last().unwrap();
        let parent = before.iter().fold(body, |value, step| match step {
            Step::Field(name) => &mut value[name],
            Step::Item(index) => &mut value[index],
        });
        match (last, self.value.clone()) {
            (Step::Field(name), Some(value)) => parent[name] = value,
            (Step::Field(name), None) => {
                parent.as_object_mut().unwrap().remove(name).unwrap();
            }
            (Step::Item(index), Some(value)) => parent[index] = value,
            (Step::Item(_), None) => panic!("nothing is taken out of a list"),
        }
    }

    /// Whether another wrong thing lies in what this one replaces.
    pub(super) fn hides(&self, other: &Self) -> bool {
        other.place.len() > self.place.len() && other.place.starts_with(&self.place)
    }
}

/// The schema meant.
pub(super) fn meant(schema: &'static Value) -> &'static Value {
    match schema["$ref"].as_str() {
        Some(reference) => document().pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// A right value with every field in it.
pub(super) fn whole(schema: &'static Value) -> Value {
    let schema = meant(schema);
    let example = schema["examples"].get(0);
    match schema["type"].as_str().unwrap() {
        "object" => {
            let fields = schema["properties"].as_object().unwrap();
            let given = |name: &str| example.and_then(|example| example.get(name)).cloned();
            let value = |name: &str, field: &'static Value| match meant(field)["type"].as_str() {
                Some("object" | "array") => whole(field),
                _ => given(name).unwrap_or_else(|| whole(field)),
            };
            fields
                .iter()
                .map(|(name, field)| (name.clone(), value(name, field)))
                .collect::<Map<_, _>>()
                .into()
        }
        "array" => json!([whole(&schema["items"])]),
        "string" => string(schema),
        other => panic!("no body has a {other} yet"),
    }
}

fn string(schema: &Value) -> Value {
    if let Some(word) = schema["enum"].get(0).or(schema["examples"].get(0)) {
        return word.clone();
    }
    match (schema["format"].as_str(), schema["pattern"].as_str()) {
        (Some("date-time"), _) => json!("2099-01-01T00:00:00-05:00"),
        (_, Some("^[A-Z]{2}$")) => json!("CO"),
        (_, Some(pattern)) => panic!("what fits {pattern}?"),
        (_, None) => json!("a"),
    }
}

/// Every wrong thing that can be in a body of that schema.
pub(super) fn every(schema: &'static Value) -> Vec<Broken> {
    let mut all = Vec::new();
    object(&mut all, meant(schema), &[], "");
    all
}

fn object(all: &mut Vec<Broken>, schema: &'static Value, place: &[Step], prefix: &str) {
    assert_eq!(schema["additionalProperties"], json!(false), "{prefix}: unknown fields");
    let mut add = |name: &str, codes: &[&'static str], how, value| {
        let field = format!("{prefix}{name}");
        let place = [place, &[Step::Field(name.to_owned())]].concat();
        all.push(Broken { field, codes: codes.to_vec(), how, place, value });
    };
    add("nobody_knows", &["unknown"], How::Unknown, Some(json!("x")));
    let required = |name: &str| {
        schema["required"].as_array().is_some_and(|required| required.contains(&json!(name)))
    };
    for (name, field) in schema["properties"].as_object().unwrap() {
        let field = meant(field);
        if required(name) {
            add(name, &["required"], How::Missing, None);
            add(name, &["required"], How::Missing, Some(Value::Null));
        }
        let of_another_type = match field["type"].as_str().unwrap() {
            "string" => vec![json!(5), json!(true), json!([]), json!({})],
            "object" => vec![json!("x"), json!(5), json!([])],
            "array" => vec![json!("x"), json!({}), json!(5)],
            other => panic!("no body has a {other} yet"),
        };
        for value in of_another_type {
            add(name, &["wrong_type"], How::Type, Some(value));
        }
        let number = |rule: &str| field[rule].as_u64().map(|n| usize::try_from(n).unwrap());
        if let Some(most) = number("maxLength") {
            add(name, &["too_long"], How::Length, Some(json!("ñ".repeat(most + 1))));
        } else if field["type"] == "string" {
            // What has no length of its own is refused for its form, however long.
            let formed = ["enum", "pattern", "format"].iter().any(|rule| field.get(rule).is_some());
            assert!(formed, "{prefix}{name} may be of any length");
        }
        if number("minLength").is_some_and(|least| least > 0) {
            add(name, &["required"], How::Length, Some(json!("")));
        }
        if let Some(most) = number("maxItems") {
            let items = vec![whole(&field["items"]); most + 1];
            add(name, &["too_long"], How::Length, Some(json!(items)));
        }
        if let Some((codes, value)) = malformed(field) {
            add(name, codes, How::Form, Some(value));
        }
    }
    for (name, field) in schema["properties"].as_object().unwrap() {
        let place = [place, &[Step::Field(name.clone())]].concat();
        let field = meant(field);
        match field["type"].as_str() {
            Some("object") => object(all, field, &place, &format!("{prefix}{name}.")),
            Some("array") => {
                let place = [&place[..], &[Step::Item(0)]].concat();
                let field_name = format!("{prefix}{name}[0]");
                all.push(Broken {
                    field: field_name.clone(),
                    codes: vec!["wrong_type"],
                    how: How::Type,
                    place: place.clone(),
                    value: Some(json!("x")),
                });
                object(all, meant(&field["items"]), &place, &format!("{field_name}."));
            }
            _ => {}
        }
    }
}

/// A text that is not of a field's form, and the codes that say so.
fn malformed(field: &Value) -> Option<(&'static [&'static str], Value)> {
    if field.get("enum").is_some() {
        return Some((&["not_allowed"], json!("zz")));
    }
    match (field["pattern"].as_str(), field["format"].as_str()) {
        (Some(r"^[0-9]{1,13}(\.[0-9]{1,2})?$"), _) => Some((&["not_an_amount"], json!("1,5"))),
        (Some("^[^|\"]+$"), _) => Some((&["forbidden_character"], json!("a|b"))),
        (Some("^[A-Z]{2}$"), _) => Some((&["pattern"], json!("co"))),
        (Some(other), _) => panic!("what does not fit {other}?"),
        (None, Some("date-time" | "email" | "uri")) => Some((&["pattern"], json!("?"))),
        (None, Some(other)) => panic!("what is no {other}?"),
        (None, None) => None,
    }
}
