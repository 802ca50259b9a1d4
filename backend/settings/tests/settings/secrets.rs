//! Secrets: in place or in a file, once, and never shown.

use secrecy::ExposeSecret as _;

use super::lighthouse::{LEAST, Written};

#[test]
fn a_secret_may_have_a_file_beside_the_configuration() {
    let file = "[keepers.tom]\npin_file = \"pin\"\n[radio]\nchannel = 1\ncodes_file = \"codes\"\n";
    let written = Written::file(file).and_file("pin", " 77\n").and_file("codes", "a\n\n b \r\n");
    let (lighthouse, settings) = written.read();
    assert_eq!(lighthouse.keepers[0].pin.expose_secret(), "77");
    let codes = lighthouse.radio.unwrap().codes;
    let codes: Vec<_> = codes.iter().map(|code| code.expose_secret()).collect();
    assert_eq!(codes, ["a", "b"]);
    let shown: Vec<_> = settings.iter().map(|setting| setting.shown.as_str()).collect();
    assert!(shown.contains(&"******** (from pin)"), "{shown:?}");
}

#[test]
fn a_secret_is_written_once() {
    for (keys, mistake) in [
        ("pin_file = \"pin\"", "pin_file: is given as well as \"pin\"; keep one of them"),
        ("pin_fil = \"pin\"", "pin_fil: is not a known key; did you mean \"pin_file\"?"),
    ] {
        let mistakes = Written::file(&format!("{LEAST}{keys}\n")).mistakes();
        assert_eq!(mistakes, [format!("app.toml:3: keepers.Old-Tom.{mistake}")]);
    }
    let radio = |codes: &str| Written::file(&format!("{LEAST}[radio]\nchannel = 1\n{codes}\n"));
    assert_eq!(
        radio("code = \"a\"\ncodes = [\"b\"]").mistakes(),
        ["app.toml:6: radio.codes: is given as well as \"code\"; keep one of them"]
    );
    assert_eq!(
        radio("codes = []").mistakes(),
        ["app.toml:5: radio.codes: is empty; at least one is needed"]
    );
}

#[test]
fn a_file_must_hold_a_secret_of_a_sensible_length() {
    let written = || Written::file("[keepers.tom]\npin_file = \"pin\"\n");
    let mistakes = written().mistakes();
    assert!(mistakes.concat().contains("keepers.tom.pin_file: names no file that is there ("));
    assert_eq!(
        written().and_file("pin", " \n").mistakes(),
        ["app.toml:2: keepers.tom.pin_file: \"pin\" is an empty file"]
    );
    assert_eq!(
        written().and_file("pin", &"x".repeat(70_000)).mistakes(),
        ["app.toml:2: keepers.tom.pin_file: \"pin\" is longer than 65536 bytes"]
    );
}

#[test]
fn no_mistake_and_no_setting_shows_a_secret() {
    let mistakes = Written::file("[keepers.tom]\npin = \"hush-hush\"\n").mistakes();
    assert_eq!(mistakes, ["app.toml:2: keepers.tom.pin: is longer than 6 characters"]);
    let (lighthouse, settings) = Written::file(LEAST).read();
    assert!(!format!("{lighthouse:?}{settings:?}").contains("1234"));
}

#[test]
fn a_secret_written_where_a_files_name_belongs_is_not_shown() {
    let long = "hush".repeat(2_000);
    for secret in ["hush-hush", "hush/hush+hush==", "/hush", "whsec_hush", "hu\\u0000sh", &long] {
        let file = format!(
            "[keepers.tom]\npin_file = \"{secret}\"\n[radio]\nchannel = 1\ncodes_file = \"{secret}\"\n"
        );
        let written = Written::file(&file).and("APP__BOAT__KEY_FILE", "hush-hush");
        let mistakes = written.mistakes().join("\n");
        assert_eq!(mistakes.matches("names no file that is there").count(), 3, "{mistakes}");
        assert!(mistakes.contains("a secret itself belongs under \"pin\""), "{mistakes}");
        assert!(!mistakes.contains("hu"), "{mistakes}");
    }
}

#[test]
fn secrets_that_others_may_read_are_named_and_those_that_everybody_may_write_are_refused() {
    let written = Written::file("[keepers.tom]\npin_file = \"pin\"\n[boat]\nsails = 1\n")
        .and_file("pin", "77");
    let warned = |written: &Written| {
        let (_, settings) = written.read();
        settings.into_iter().flat_map(|setting| setting.warnings).collect::<Vec<_>>()
    };
    written.set_mode("pin", 0o600);
    written.set_mode("app.toml", 0o644);
    assert_eq!(warned(&written), Vec::<String>::new());
    written.set_mode("pin", 0o644);
    let warnings = warned(&written).concat();
    assert!(warnings.contains("may be read by everybody (mode 644): chmod 640 "), "{warnings}");
    written.set_mode("pin", 0o666);
    let mistakes = written.mistakes().concat();
    assert!(
        mistakes
            .contains("keepers.tom.pin_file: pin holds a secret and may be written by everybody"),
        "{mistakes}"
    );
}

#[test]
fn a_configuration_with_secrets_in_it_is_a_secrets_file_too() {
    let written = Written::file(&format!("{LEAST}[radio]\nchannel = 1\ncodes = [\"a\"]\n"));
    written.set_mode("app.toml", 0o644);
    let (_, settings) = written.read();
    let warned: Vec<_> = settings.iter().filter(|setting| !setting.warnings.is_empty()).collect();
    assert_eq!(warned.len(), 2, "{warned:?}");
    written.set_mode("app.toml", 0o602);
    let mistakes = written.mistakes();
    assert!(matches!(&*mistakes, [one] if one.starts_with("app.toml:1: ")), "{mistakes:?}");
}

/// Every warning about what was written, the folder's name taken out.
fn warnings(written: &Written) -> Vec<String> {
    let folder = format!("{}/", written.path("").display());
    let (_, settings) = written.read();
    let warnings = settings.into_iter().flat_map(|setting| setting.warnings);
    warnings.map(|warning| warning.replace(folder.trim_end_matches('/'), "")).collect()
}

#[test]
fn the_end_of_a_secrets_file_is_cut_off_silently_and_what_else_was_added_is_named() {
    let file = "[keepers.tom]\npin_file = \"pin\"\n";
    for (text, secret, named) in [
        ("77\n", "77", ""),
        (" 77 \t\r\n\n", "77", ""),
        ("\u{feff}77\r\n", "77", "begins with a byte order mark"),
        ("\"77\"\n", "\"77\"", "stands in quotes"),
        ("'77'", "'77'", "stands in quotes"),
        ("7 7", "7 7", "as its character 2"),
        ("77ñ", "77ñ", "as its character 3"),
    ] {
        let written = Written::file(file).and_file("pin", text);
        written.set_mode("pin", 0o600);
        written.set_mode("app.toml", 0o600);
        let (lighthouse, _) = written.read();
        assert_eq!(lighthouse.keepers[0].pin.expose_secret(), secret, "{text:?}");
        let warnings = warnings(&written);
        assert_eq!(warnings.is_empty(), named.is_empty(), "{text:?}: {warnings:?}");
        for warning in warnings {
            let place = "app.toml:2: keepers.tom.pin: ";
            assert!(warning.contains(place) && warning.contains(named), "{text:?}: {warning}");
            assert!(!warning.contains("77"), "{warning}");
        }
    }
}

#[test]
fn a_file_that_is_no_text_is_refused_by_what_it_is() {
    let written = |bytes: &[u8]| {
        let written = Written::file("[keepers.tom]\npin_file = \"pin\"\n");
        std::fs::write(written.path("pin"), bytes).unwrap();
        written.mistakes().concat()
    };
    assert!(written(b"\xff\xfe7\x007\x00").contains("is UTF-16 with a byte order mark"));
    assert!(written(b"77\xf1").contains("is not text in UTF-8"));
    assert!(written("\u{feff}\n".as_bytes()).contains("is an empty file"));
}

#[test]
fn what_a_variable_or_the_file_itself_has_around_a_secret_is_named_too() {
    let written = |variable: &str, value: &str| {
        let text = "[keepers.tom]\n[radio]\nchannel = 1\n";
        let written = Written::file(text).and("APP__KEEPERS__TOM__PIN", "77");
        let written = written.and("APP__RADIO__CODES", "a, b");
        let written = if variable.is_empty() { written } else { written.and(variable, value) };
        written.set_mode("app.toml", 0o600);
        written
    };
    assert_eq!(warnings(&written("", "")), Vec::<String>::new());
    let boat = warnings(&written("APP__BOAT__KEY", "\"hush\"").and("APP__BOAT__ENGINE", "x"));
    assert!(boat.concat().starts_with("APP__BOAT__KEY: boat.key: stands in quotes"), "{boat:?}");
    let file = "[keepers.tom]\npin = \"'7'\"\n[radio]\nchannel = 1\ncodes = [\"a\", \"b \"]\n";
    let in_place = Written::file(file);
    in_place.set_mode("app.toml", 0o600);
    let named = warnings(&in_place);
    assert_eq!(named.len(), 2, "{named:?}");
    assert!(named[0].contains("radio.codes[1]: has a blank"), "{named:?}");
    assert!(named[1].contains("keepers.tom.pin: stands in quotes"), "{named:?}");

    let list = Written::file("[keepers.tom]\npin = \"77\"\n[radio]\nchannel = 1\n")
        .and("APP__RADIO__CODES", "\"a, b\"");
    list.set_mode("app.toml", 0o600);
    let named = warnings(&list);
    assert!(matches!(&*named, [a, b] if a.contains("codes[0]") && b.contains("codes[1]")));
}

#[test]
fn quotes_are_named_where_they_are_why_a_secret_or_its_file_is_refused() {
    let long = Written::file("[keepers.tom]\npin = \"'hush-hush'\"\n").mistakes().concat();
    assert!(long.ends_with("is longer than 6 characters; it stands in quotes"), "{long}");
    let file = Written::file("[keepers.tom]\npin_file = \"'pin'\"\n").mistakes().concat();
    assert!(file.ends_with("belongs under \"pin\"; it stands in quotes"), "{file}");
}

#[test]
fn a_variable_whose_name_begins_with_a_byte_order_mark_is_named() {
    let mistakes = Written::file(LEAST).and("\u{feff}APP__BOAT__KEY", "hush").mistakes();
    let mistake = "APP__BOAT__KEY: boat.key: begins with a byte order mark; save the file it is from without one";
    assert_eq!(mistakes, [mistake]);
}
