//! A type in a few words: its name, and what values must be like.

use super::document::{Kind, Schema, last_name};

/// A type, shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Before the name: `list of `.
    pub before: &'static str,
    /// Its name.
    pub name: String,
    /// Whether it is one of the document's own types, which the page describes.
    pub named: bool,
    /// After the name: ` or null`.
    pub after: &'static str,
    /// What values must be like.
    pub rules: Vec<String>,
}

/// A type in a few words.
#[must_use]
pub fn shown(schema: &Schema) -> Shown {
    if let Some(items) = &schema.items {
        let inner = shown(items);
        return Shown { before: "list of ", rules: rules(schema), ..inner };
    }
    if let Some(first) = schema.any_of.first() {
        return Shown { after: " or null", ..shown(first) };
    }
    if let Some(name) = last_name(schema.reference.as_deref()) {
        let name = name.to_owned();
        return Shown { before: "", name, named: true, after: "", rules: Vec::new() };
    }
    let (name, after) = match &schema.kind {
        None => ("any", ""),
        Some(Kind::One(name)) => (name.as_str(), ""),
        Some(Kind::AnyOf(names)) => (
            names.iter().find(|name| *name != "null").map_or("null", String::as_str),
            if names.iter().any(|name| name == "null") { " or null" } else { "" },
        ),
    };
    Shown { before: "", name: name.to_owned(), named: false, after, rules: rules(schema) }
}

/// What values must be like.
#[must_use]
pub fn rules(schema: &Schema) -> Vec<String> {
    let mut rules = Vec::new();
    if let Some(format) = &schema.format {
        rules.push(match format.as_str() {
            "date-time" => "RFC 3339".to_owned(),
            other => other.to_owned(),
        });
    }
    match (schema.min_length, schema.max_length) {
        (Some(min), Some(max)) => rules.push(format!("{min} to {max} characters")),
        (None, Some(max)) => rules.push(format!("at most {max} characters")),
        (Some(min), None) => rules.push(format!("at least {min} characters")),
        (None, None) => {}
    }
    match (schema.minimum, schema.maximum) {
        (Some(min), Some(max)) => rules.push(format!("{min} to {max}")),
        (Some(min), None) => rules.push(format!("at least {min}")),
        (None, Some(max)) => rules.push(format!("at most {max}")),
        (None, None) => {}
    }
    if let Some(max) = schema.max_items {
        rules.push(format!("at most {max}"));
    }
    if let Some(pattern) = &schema.pattern {
        rules.push(format!("matches {pattern}"));
    }
    if !schema.values.is_empty() {
        rules.push(format!("one of {}", schema.values.join(", ")));
    }
    if let Some(default) = &schema.default {
        rules.push(format!("{} when left out", default.shown()));
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(json: &str) -> (String, Vec<String>) {
        let shown = shown(&serde_json::from_str(json).unwrap());
        (format!("{}{}{}", shown.before, shown.name, shown.after), shown.rules)
    }

    #[test]
    fn types_are_told_in_words() {
        for (json, name, rules) in [
            (
                r#"{"type":"string","minLength":1,"maxLength":32}"#,
                "string",
                vec!["1 to 32 characters"],
            ),
            (
                r#"{"type":["string","null"],"format":"date-time"}"#,
                "string or null",
                vec!["RFC 3339"],
            ),
            (
                r##"{"type":"array","maxItems":20,"items":{"$ref":"#/x/Attribute"}}"##,
                "list of Attribute",
                vec!["at most 20"],
            ),
            (
                r##"{"anyOf":[{"$ref":"#/x/PaymentState"},{"type":"null"}]}"##,
                "PaymentState or null",
                vec![],
            ),
            (
                r#"{"type":"integer","minimum":1,"maximum":500,"default":50}"#,
                "integer",
                vec!["1 to 500", "50 when left out"],
            ),
        ] {
            let rules = rules.into_iter().map(str::to_owned).collect();
            assert_eq!(words(json), (name.to_owned(), rules), "{json}");
        }
    }
}
