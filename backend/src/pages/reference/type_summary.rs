//! A type in a few words: its name, and what values must be like.

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayItems, Object, Schema, SchemaType, Type};

use super::document::{last_name, word};

/// A type of the API in a few words: its name and its constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeSummary {
    /// The text before the name, such as `list of `.
    pub before: &'static str,
    /// The type's name.
    pub name: String,
    /// Whether the type is a named one, which the page describes.
    pub named: bool,
    /// The text after the name, such as ` or null`.
    pub after: &'static str,
    /// The constraints on values, in words.
    pub rules: Vec<String>,
}

/// Summarizes a type.
#[must_use]
pub fn summarize(schema: &RefOr<Schema>) -> TypeSummary {
    let plain =
        |name: String, after, rules| TypeSummary { before: "", name, named: false, after, rules };
    match schema {
        RefOr::Ref(reference) => TypeSummary {
            before: "",
            name: last_name(reference).to_owned(),
            named: true,
            after: "",
            rules: Vec::new(),
        },
        RefOr::T(Schema::Array(list)) => {
            let inner = match &list.items {
                ArrayItems::RefOrSchema(item) => summarize(item),
                ArrayItems::False => plain("nothing".to_owned(), "", Vec::new()),
            };
            let rules = list.max_items.map(|max| format!("at most {max}"));
            TypeSummary { before: "list of ", rules: rules.into_iter().collect(), ..inner }
        }
        RefOr::T(Schema::OneOf(one_of)) => match one_of.items.iter().find(|item| !is_null(item)) {
            Some(item) => TypeSummary { after: " or null", ..summarize(item) },
            None => plain("null".to_owned(), "", Vec::new()),
        },
        RefOr::T(Schema::Object(object)) => {
            let (name, after) = match &object.schema_type {
                SchemaType::AnyValue => ("any".to_owned(), ""),
                SchemaType::Type(kind) => (word(kind), ""),
                SchemaType::Array(kinds) => (
                    kinds.iter().find(|kind| **kind != Type::Null).map_or_else(String::new, word),
                    if kinds.contains(&Type::Null) { " or null" } else { "" },
                ),
            };
            plain(name, after, constraints(object))
        }
        RefOr::T(_) => plain("any".to_owned(), "", Vec::new()),
    }
}

fn is_null(schema: &RefOr<Schema>) -> bool {
    match schema {
        RefOr::T(Schema::Object(object)) => object.schema_type == SchemaType::Type(Type::Null),
        RefOr::T(_) | RefOr::Ref(_) => false,
    }
}

/// Lists a type's constraints on values, in words.
#[must_use]
pub fn constraints(schema: &Object) -> Vec<String> {
    let mut rules = Vec::new();
    if let Some(format) = &schema.format {
        rules.push(match word(format).as_str() {
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
    match (schema.minimum.as_ref().map(word), schema.maximum.as_ref().map(word)) {
        (Some(min), Some(max)) => rules.push(format!("{min} to {max}")),
        (Some(min), None) => rules.push(format!("at least {min}")),
        (None, Some(max)) => rules.push(format!("at most {max}")),
        (None, None) => {}
    }
    if let Some(pattern) = &schema.pattern {
        rules.push(format!("matches {pattern}"));
    }
    if let Some(values) = &schema.enum_values {
        let values: Vec<_> = values.iter().map(word).collect();
        rules.push(format!("one of {}", values.join(", ")));
    }
    if let Some(default) = &schema.default {
        rules.push(format!("{} when left out", word(default)));
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(json: &str) -> (String, Vec<String>) {
        let shown = summarize(&serde_json::from_str(json).unwrap());
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
                r##"{"oneOf":[{"type":"null"},{"$ref":"#/x/PaymentState"}]}"##,
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
