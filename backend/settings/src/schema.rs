//! The JSON schema of a configuration, made from what its reader declared.

use serde_json::{Map, Value, json};

use crate::kind::{Form, Scalar};
use crate::outline::{AllOr, Contents, Declared, NAME, Outline, Presence, Shape, below};

type Object = Map<String, Value>;

impl Outline {
    /// The JSON schema (draft 2020-12) of the file, for editors. It takes every file that
    /// the reader takes, but for those that leave to variables what is required; of texts
    /// it knows lengths and words, not every rule.
    #[must_use]
    pub fn json_schema(&self, title: &str) -> Value {
        let mut schema = self.object("");
        schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".into(), title.into());
        Value::Object(schema)
    }

    fn object(&self, path: &str) -> Object {
        let mut properties = Object::new();
        let mut required = Vec::new();
        let mut rules = Vec::new();
        let mut object = Object::new();
        if let Some(contents) = self.sections.get(path) {
            for (name, key) in &contents.keys {
                let schema = self.key(&below(path, name), key);
                if key.secret {
                    properties.insert(file_of(name), secret_file(name, key));
                    rules.extend(contents.written_once(name, key));
                } else if is_required(key, &schema) {
                    required.push(*name);
                }
                properties.insert((*name).to_owned(), Value::Object(schema));
            }
            rules.extend(contents.one_of.iter().map(|names| exactly_one(names)));
            rules.extend(contents.all_or.iter().map(|choice| contents.all_or_other(choice)));
            if let Some(names) = contents.names {
                let mut below = self.object(&below(path, NAME));
                below.insert("description".into(), names.text.into());
                object.insert("patternProperties".into(), json!({ names.pattern: below }));
                object.insert("propertyNames".into(), json!({ "maxLength": names.longest }));
            }
        }
        object.insert("type".into(), "object".into());
        object.insert("additionalProperties".into(), false.into());
        object.insert("properties".into(), properties.into());
        for (keyword, list) in [("required", json!(required)), ("allOf", json!(rules))] {
            if list.as_array().is_some_and(|list| !list.is_empty()) {
                object.insert(keyword.into(), list);
            }
        }
        object
    }

    /// A key's value, or the key's section, without its place in the section around it.
    fn key(&self, path: &str, key: &Declared) -> Object {
        let mut schema = match &key.shape {
            Shape::One(scalar) => value(scalar),
            Shape::List(scalar) => list(value(scalar), key.presence == Presence::Required),
            Shape::Section => self.object(path),
            Shape::Sections => list(self.object(&format!("{path}[]")), false),
        };
        let mut description = key.text.to_owned();
        match (&key.presence, &key.shape) {
            (Presence::Default(text), Shape::One(scalar)) => {
                schema.insert("default".into(), typed(scalar.form, text));
            }
            (Presence::Derived(how), _) => description.push_str(&format!(". Default: {how}")),
            (Presence::Required | Presence::Optional | Presence::Default(_), _) => {}
        }
        schema.insert("description".into(), description.into());
        schema
    }
}

impl Contents {
    /// That a secret is written in one of two ways, if this is not said with another's.
    fn written_once(&self, name: &'static str, key: &Declared) -> Option<Value> {
        if self.one_of.iter().flatten().any(|other| *other == name) {
            return None;
        }
        match key.presence {
            Presence::Required => Some(exactly_one(&[name])),
            Presence::Optional | Presence::Derived(_) | Presence::Default(_) => {
                Some(json!({ "not": { "required": [name, file_of(name)] } }))
            }
        }
    }
}

impl Contents {
    /// That all of some keys are written, or none of them and another.
    fn all_or_other(&self, choice: &AllOr) -> Value {
        let ways = |name: &&str| {
            let file = self.keys.get(name).is_some_and(|key| key.secret).then(|| file_of(name));
            let ways = std::iter::once((*name).to_owned()).chain(file);
            ways.map(|way| json!({ "required": [way] })).collect::<Vec<_>>()
        };
        let all: Vec<_> = choice.all.iter().map(|name| json!({ "anyOf": ways(name) })).collect();
        let any: Vec<_> = choice.all.iter().flat_map(ways).collect();
        json!({ "anyOf": [
            { "allOf": all },
            { "required": [choice.other], "not": { "anyOf": any } },
        ] })
    }
}

fn file_of(secret: &str) -> String {
    format!("{secret}_file")
}

/// Exactly one of those secrets, in place or in a file.
fn exactly_one(names: &[&str]) -> Value {
    let ways = names.iter().flat_map(|name| [(*name).to_owned(), file_of(name)]);
    let ways: Vec<_> = ways.map(|way| json!({ "required": [way] })).collect();
    json!({ "oneOf": ways })
}

/// A section that holds something required is required itself.
fn is_required(key: &Declared, schema: &Object) -> bool {
    let holds_required = || {
        let ways = schema.get("allOf").and_then(Value::as_array);
        let is_choice = |rule: &Value| rule.get("oneOf").is_some() || rule.get("anyOf").is_some();
        schema.contains_key("required") || ways.is_some_and(|rules| rules.iter().any(is_choice))
    };
    key.presence == Presence::Required
        && match key.shape {
            Shape::One(_) | Shape::List(_) => true,
            Shape::Section | Shape::Sections => holds_required(),
        }
}

fn value(scalar: &Scalar) -> Object {
    let mut schema = scalar.rules.clone();
    let (types, is_text) = match scalar.form {
        Form::Text => (json!("string"), true),
        Form::Number => (json!(["integer", "string"]), true),
        Form::Boolean => (json!("boolean"), false),
    };
    schema.insert("type".into(), types);
    if is_text {
        schema.insert("minLength".into(), 1.into());
    }
    schema
}

fn list(items: Object, at_least_one: bool) -> Object {
    let mut schema = Object::new();
    schema.insert("type".into(), "array".into());
    schema.insert("items".into(), items.into());
    if at_least_one {
        schema.insert("minItems".into(), 1.into());
    }
    schema
}

fn secret_file(name: &str, key: &Declared) -> Value {
    let holds = match key.shape {
        Shape::List(_) => format!("The file with `{name}`, one a line: {}", key.text),
        Shape::One(_) | Shape::Section | Shape::Sections => {
            format!("The file with `{name}`: {}", key.text)
        }
    };
    json!({ "type": "string", "minLength": 1, "description": holds })
}

/// A default as the file would write it.
fn typed(form: Form, text: &str) -> Value {
    match form {
        Form::Text => text.into(),
        Form::Number => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
        Form::Boolean => (text == "true").into(),
    }
}
