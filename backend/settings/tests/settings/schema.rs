//! The JSON schema: what the readers declared, and nothing else.

use boon::{Compiler, Schemas};
use pse_settings::Presence;
use serde_json::{Value, json};

use super::lighthouse::outline;

fn takes(document: &Value) -> bool {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("app.json", outline().json_schema("App")).unwrap();
    let index = compiler.compile("app.json", &mut schemas).unwrap();
    schemas.validate(document, index).is_ok()
}

#[test]
fn each_key_has_its_type_limits_default_and_text() {
    let schema = outline().json_schema("App");
    let lamp = &schema["properties"]["lamp"];
    assert_eq!(lamp["description"], "What ships see");
    assert_eq!(
        lamp["properties"],
        json!({
            "colour": {
                "type": "string", "minLength": 1, "enum": ["white", "red"],
                "default": "white", "description": "Colour of the light",
            },
            "flashes": {
                "type": ["integer", "string"], "minLength": 1, "minimum": 1, "maximum": 20,
                "default": 2, "description": "Flashes in one turn",
            },
            "lit": {
                "type": "boolean",
                "description":
                    "Whether the lamp burns. Default: `true` with more than one flash, else `false`",
            },
            "shades": {
                "type": "array", "items": { "type": "string", "minLength": 1 },
                "description": "Which glasses are shaded",
            },
            "turn": {
                "type": ["integer", "string"], "minLength": 1, "minimum": 1, "maximum": 3_600,
                "default": "30s", "description": "How long one turn takes",
            },
        })
    );
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["title"], "App");
}

#[test]
fn the_outline_has_every_key() {
    let outline = outline();
    let keys: Vec<_> = outline
        .keys()
        .map(|key| {
            let secret = if key.secret { " secret" } else { "" };
            let required = if *key.presence == Presence::Required { " required" } else { "" };
            format!("{}{secret}{required}", key.path)
        })
        .collect();
    assert_eq!(
        keys,
        [
            "bells[].tone required",
            "boat.engine",
            "boat.key secret",
            "boat.sails",
            "keepers.<name>.pin secret required",
            "keepers.<name>.shifts.<name>.hours required",
            "lamp.colour",
            "lamp.flashes",
            "lamp.lit",
            "lamp.shades",
            "lamp.turn",
            "radio.channel required",
            "radio.code secret",
            "radio.codes secret",
        ]
    );
}

#[test]
fn good_files_are_taken() {
    for document in [
        json!({}),
        json!({ "lamp": { "turn": 5, "flashes": "3", "lit": true, "shades": [] } }),
        json!({ "keepers": { "tom": { "pin": "1" }, "ann": { "pin_file": "pin" } } }),
        json!({ "keepers": { "tom": { "pin": "1", "shifts": { "night": { "hours": 4 } } } } }),
        json!({ "radio": { "channel": 1, "code": "a" }, "bells": [{ "tone": "low" }] }),
        json!({ "radio": { "channel": 1, "codes_file": "codes" } }),
        json!({ "boat": { "engine": "steam", "key": "k" } }),
        json!({ "boat": { "engine": "steam", "key_file": "key" } }),
        json!({ "boat": { "sails": 2 } }),
        json!({ "boat": { "engine": "steam", "key": "k", "sails": 2 } }),
    ] {
        assert!(takes(&document), "{document}");
    }
}

#[test]
fn bad_files_are_refused() {
    for document in [
        json!({ "lump": {} }),
        json!({ "lamp": { "color": "red" } }),
        json!({ "lamp": { "colour": "blue" } }),
        json!({ "lamp": { "turn": 3_601 } }),
        json!({ "lamp": { "lit": "true" } }),
        json!({ "lamp": { "shades": [1] } }),
        json!({ "lamp": [] }),
        json!({ "radio": {} }),
        json!({ "radio": { "channel": 1 } }),
        json!({ "radio": { "channel": 1, "code": "a", "codes": ["b"] } }),
        json!({ "boat": {} }),
        json!({ "boat": { "engine": "steam" } }),
        json!({ "boat": { "key": "k" } }),
        json!({ "boat": { "engine": "steam", "sails": 2 } }),
        json!({ "boat": { "key_file": "key", "sails": 2 } }),
        json!({ "boat": { "engine": "steam", "key": "k", "key_file": "key" } }),
        json!({ "boat": { "engine": "steam", "engine_file": "steam", "key": "k" } }),
        json!({ "bells": {} }),
        json!({ "bells": [{}] }),
        json!({ "bells": [{ "tone": "low", "loud": true }] }),
        json!({ "keepers": { "tom": {} } }),
        json!({ "keepers": { "tom": { "pin": "1", "shifts": { "night": {} } } } }),
        json!({ "keepers": { "tom": { "pin": "1", "pin_file": "pin" } } }),
        json!({ "keepers": { "Tom Ann": { "pin": "1" } } }),
        json!({ "keepers": { "tom-of-the-long-long-shore": { "pin": "1" } } }),
    ] {
        assert!(!takes(&document), "{document}");
    }
}
