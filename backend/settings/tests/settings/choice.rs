//! Keys that stand for each other, and where a mistake in a section is.

use pse_settings::{Document, Reported, Section, describe};

use super::lighthouse::{LEAST, Written};

fn boat(keys: &str) -> Written {
    Written::file(&format!("{LEAST}[boat]\n{keys}")).and_file("key", "k")
}

#[test]
fn keys_of_a_choice_are_written_all_or_none() {
    for (keys, has_engine, sails) in [
        ("engine = \"steam\"\nkey = \"k\"", true, None),
        ("engine = \"steam\"\nkey_file = \"key\"\nsails = 1", true, Some(1)),
        ("sails = 2", false, Some(2)),
    ] {
        let boat = boat(keys).read().0.boat.unwrap();
        let found = [boat.has_engine, boat.engine.is_some(), boat.key.is_some()];
        assert_eq!((found, boat.sails), ([has_engine; 3], sails), "{keys}");
    }
    let variable = boat("sails = 1").and("APP__BOAT__ENGINE", "steam").and("APP__BOAT__KEY", "k");
    assert!(variable.read().0.boat.unwrap().has_engine);
}

#[test]
fn half_a_choice_lacks_the_other_half() {
    assert_eq!(boat("engine = \"steam\"").mistakes(), ["app.toml:3: boat.key: is missing"]);
    assert_eq!(boat("key_file = \"key\"").mistakes(), ["app.toml:3: boat.engine: is missing"]);
    let mistakes = boat("key = \"k\"\nsails = 2").mistakes();
    assert_eq!(mistakes, ["app.toml:3: boat.engine: is missing"]);
}

/// Refuses `[lamp]`, and the section of the keeper below it, without having read them.
fn refuse(root: &Section<'_>) -> Result<(), Reported> {
    root.also_known("lamp");
    root.refuse("lamp", "is out");
    Err(root.refuse("lamp.shade", "is gone"))
}

#[test]
fn a_section_that_was_not_read_is_refused_where_it_is_written() {
    let written = Written::file("\n[lamp]\nlit = true\n[lamp.shade]\n");
    let mistakes = Document::in_file(&written.path("app.toml")).unwrap().read(refuse).unwrap_err();
    let lines: Vec<_> = mistakes.0.iter().map(|it| it.source_of_value.to_string()).collect();
    assert!(lines[0].ends_with("app.toml:2"), "{lines:?}");
    assert!(lines[1].ends_with("app.toml:4"), "{lines:?}");
    let mut document = Document::empty();
    let variable = ("APP__LAMP__LIT".to_owned(), "true".to_owned());
    document.overlay("APP__", vec![variable], &describe(refuse));
    let mistakes = document.read(refuse).unwrap_err();
    assert_eq!(mistakes.0[0].to_string(), "APP__LAMP__LIT: lamp: is out");
}

#[test]
fn what_sections_below_names_lack_is_known_before_they_are_read() {
    let lacks = |file: &str| {
        let read = |root: &Section<'_>| {
            let keepers = root.section("keepers", "Who keeps the light")?;
            Ok(keepers.lacks_below_a_name("pin"))
        };
        let written = Written::file(file);
        Document::in_file(&written.path("app.toml")).unwrap().read(read).unwrap().0
    };
    assert!(lacks("[keepers.tom]\npin = \"1\"\n[keepers.ann]\n"));
    assert!(!lacks("[keepers.tom]\npin = \"1\"\n"));
    assert!(!lacks(""));
}
