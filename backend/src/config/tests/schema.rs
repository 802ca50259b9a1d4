//! The JSON schema takes what the reader takes, and refuses what is of the wrong type.

use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::documents::{
    example, example_in_place, example_of_several, parent, remove, sections, set,
};
use crate::config::load::load_from;
use crate::config::schema;
use crate::config::schema::outline;
use crate::test_support::test_config::TestConfig;
use pse_core::model::SiteName;

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn of_the_program() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        compiler.add_resource("pse.json", schema().parse().unwrap()).unwrap();
        let index = compiler.compile("pse.json", &mut schemas).unwrap();
        Self { schemas, index }
    }

    fn takes(&self, document: &Value) -> bool {
        self.schemas.validate(document, self.index).is_ok()
    }

    fn why_not(&self, document: &Value) -> String {
        self.schemas.validate(document, self.index).unwrap_err().to_string()
    }
}

/// Whether a key is one of a provider or of credentials under a name.
fn is_of_several(path: &str) -> bool {
    path.starts_with("/providers/") || path.contains("/credentials/")
}

/// What the reader says of a document; nothing when it takes it.
fn mistakes(document: &Value) -> Vec<String> {
    let written = TestConfig::file(&toml::to_string(document).unwrap());
    let read = load_from(Some(&written.path("pse.toml")), Path::new(""), Vec::new());
    read.err().map_or_else(Vec::new, |errors| {
        errors.0.iter().map(|error| format!("{}: {}", error.key, error.reason)).collect()
    })
}

#[test]
fn the_example_is_taken() {
    let schema = Schema::of_the_program();
    for document in [example(), example_in_place(), json!({})] {
        assert!(schema.takes(&document), "{}", schema.why_not(&document));
    }
    assert_eq!(mistakes(&example_in_place()), Vec::<String>::new());
    let several = example_of_several();
    assert!(schema.takes(&several), "{}", schema.why_not(&several));
    assert_eq!(mistakes(&several), Vec::<String>::new());
}

#[test]
fn an_unknown_key_is_refused_in_every_section() {
    let schema = Schema::of_the_program();
    let sections = sections(&example(), "");
    assert_eq!(sections.len(), 15, "{sections:?}");
    for section in sections {
        let mut document = example();
        set(&mut document, &format!("{section}/unknown"), json!("x"));
        assert!(!schema.takes(&document), "{section}");
    }
    for section in ["/providers/tienda", "/sites/tienda/credentials/tienda"] {
        let mut document = example_of_several();
        set(&mut document, &format!("{section}/unknown"), json!("x"));
        assert!(!schema.takes(&document), "{section}");
    }
}

/// Whether a mistake is about a value's type (`must be true or false, not a number`).
fn is_of_type(mistake: &str) -> bool {
    mistake.contains(": must be ") && mistake.contains(", not ")
}

/// Every key with a value of every type: what the reader calls the wrong type the schema
/// refuses, and what the schema refuses the reader does too.
#[test]
fn schema_and_reader_agree_on_the_types_of_every_key() {
    let schema = Schema::of_the_program();
    let values = [json!(true), json!(1), json!(-1), json!(1.5), json!(""), json!("x"), json!("1")];
    let lists = [json!([]), json!(["x"]), json!([1]), json!([{}]), json!({}), json!({ "x": 1 })];
    let mut wrong = 0;
    for key in outline().keys() {
        let path = format!("/{}", key.path.replace('.', "/"));
        let path = path.replace("<name>", "tienda").replace("[]", "/0");
        for value in values.iter().chain(&lists) {
            let several = is_of_several(&path);
            let mut document = if several { example_of_several() } else { example_in_place() };
            if path.ends_with("/webhook/secrets") {
                remove(&mut document, "/sites/tienda/webhook/secret");
            }
            set(&mut document, &path, value.clone());
            let mistakes = mistakes(&document);
            let takes = schema.takes(&document);
            if mistakes.iter().any(|mistake| is_of_type(mistake)) {
                assert!(!takes, "the schema takes {path} = {value}: {mistakes:?}");
                wrong += 1;
            }
            if !takes {
                assert!(!mistakes.is_empty(), "the schema refuses {path} = {value}");
            }
        }
    }
    assert!(wrong > 200, "{wrong}");
}

#[test]
fn a_section_is_a_section() {
    let schema = Schema::of_the_program();
    for path in sections(&example(), "").iter().filter(|path| !path.contains("credits/")) {
        for value in [json!("x"), json!(1), json!([])] {
            let mut document = example();
            if path.is_empty() {
                document = value;
            } else {
                set(&mut document, path, value);
            }
            assert!(!schema.takes(&document), "{path}");
        }
    }
}

#[test]
fn what_is_required_is_missed() {
    let schema = Schema::of_the_program();
    for path in [
        "/sites/tienda/login",
        "/sites/tienda/tran_key",
        "/sites/tienda/api_keys",
        "/sites/tienda/return_hosts",
        "/sites/tienda/merchant",
        "/sites/tienda/merchant/name",
        "/sites/tienda/merchant/nit",
        "/sites/tienda/merchant/phone",
        "/sites/tienda/merchant/email",
        "/sites/tienda/webhook/url",
        "/sites/tienda/webhook/secret",
        "/sites/tienda/credits/0/entity_code",
        "/sites/tienda/credits/0/service_code",
    ] {
        let mut document = example_in_place();
        if path.contains("/credits/0/") {
            let credits = document.pointer_mut("/sites/tienda/credits/0").unwrap();
            credits.as_object_mut().unwrap().remove(path.rsplit('/').next().unwrap()).unwrap();
        } else {
            remove(&mut document, path);
        }
        assert!(!schema.takes(&document), "{path}");
        assert!(!mistakes(&document).is_empty(), "{path}");
    }
}

#[test]
fn credentials_are_whole_in_one_form_or_the_other() {
    let schema = Schema::of_the_program();
    for path in ["login", "tran_key"] {
        let mut document = example_of_several();
        let credential = remove(&mut document, &format!("/sites/tienda/credentials/tienda/{path}"));
        assert!(!schema.takes(&document), "{path} is missing");
        assert!(!mistakes(&document).is_empty(), "{path} is missing");
        let mut document = example_of_several();
        set(&mut document, &format!("/sites/tienda/{path}"), credential);
        assert!(!schema.takes(&document), "{path} is half a short form");
        assert!(!mistakes(&document).is_empty(), "{path} is half a short form");
    }
}

#[test]
fn a_secret_is_written_once() {
    let schema = Schema::of_the_program();
    for path in ["/alerts/webhook", "/sites/tienda/login", "/sites/tienda/api_keys"]
        .into_iter()
        .chain(["/sites/tienda/webhook/secret", "/sites/tienda/webhook/secrets"])
    {
        let mut document = example_in_place();
        set(&mut document, &format!("{path}_file"), json!("secrets/x"));
        assert!(!schema.takes(&document), "{path}");
    }
}

#[test]
fn bounds_are_those_of_the_reader() {
    let schema = Schema::of_the_program();
    for (path, good, bad) in [
        ("/provider/max_creates", json!(10_000), json!(10_001)),
        ("/provider/connect_timeout", json!(1), json!(0)),
        ("/provider/create_timeout", json!(600), json!(601)),
        ("/probe/every", json!(86_400), json!(86_401)),
        ("/server/log", json!("human"), json!("xml")),
        ("/sites/tienda/min_amount", json!(0), json!(-1)),
        ("/sites/tienda/login", json!("x".repeat(32)), json!("x".repeat(33))),
        ("/sites/tienda/consent", json!("ñ".repeat(1_000)), json!("ñ".repeat(1_001))),
        ("/sites/tienda/return_hosts", json!(["tienda.example.co"]), json!([])),
    ] {
        for (value, takes) in [(good, true), (bad, false)] {
            let mut document = example_in_place();
            set(&mut document, path, value);
            assert_eq!(schema.takes(&document), takes, "{document}");
            assert_eq!(mistakes(&document).is_empty(), takes, "{document}");
        }
    }
}

#[test]
fn defaults_are_of_their_type() {
    let schema: Value = schema().parse().unwrap();
    for (path, default) in [
        ("/server/properties/listen", json!("127.0.0.1:8080")),
        ("/provider/properties/connect_timeout", json!("3s")),
        ("/provider/properties/max_creates", json!(64)),
    ] {
        assert_eq!(schema["properties"].pointer(path).unwrap()["default"], default, "{path}");
    }
}

/// Whether the schema takes a site of that name, as a name itself does.
fn assert_agreed(schema: &Schema, name: &str) {
    let mut document = example();
    let sites = parent(&mut document, "/sites/tienda");
    let site = sites.remove("tienda").unwrap();
    sites.insert(name.to_owned(), site);
    assert_eq!(schema.takes(&document), name.parse::<SiteName>().is_ok(), "{name:?}");
}

#[test]
fn a_sites_name_is_taken_by_both_or_neither() {
    let schema = Schema::of_the_program();
    for name in ["", "a b", "ñ", "a.b", &"a".repeat(40), &"a".repeat(41), &"a-".repeat(20)] {
        assert_agreed(&schema, name);
    }
    proptest!(|(name in "[aZ9_-]{1,6}")| assert_agreed(&schema, &name));
}
