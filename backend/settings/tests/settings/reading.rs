//! A file read: what its keys come to, and every mistake in it at once.

use std::time::Duration;

use pse_settings::{Document, Source};

use super::lighthouse::{Colour, LEAST, Written};

#[test]
fn what_is_left_out_has_its_default() {
    let (lighthouse, settings) = Written::file(LEAST).read();
    let lamp = &lighthouse.lamp;
    assert_eq!((lamp.turn, lamp.flashes, lamp.lit), (Duration::from_secs(30), 2, true));
    assert_eq!((lamp.colour, lamp.shades.len()), (Colour::White, 0));
    assert!(lighthouse.radio.is_none());
    assert!(lighthouse.bells.is_empty());
    let turn = settings.iter().find(|setting| setting.key == "lamp.turn").unwrap();
    assert_eq!((turn.shown.as_str(), &turn.source), ("30s", &Source::Default));
}

#[test]
fn what_is_written_is_read_with_its_place() {
    let file = format!(
        "{LEAST}[lamp]\nturn = 90\nflashes = \"1\"\ncolour = \"red\"\nshades = [\"1\", \"7\"]\n\
         [radio]\nchannel = 16\ncode = \"night\"\n[[bells]]\ntone = \"low\"\n"
    );
    let (lighthouse, settings) = Written::file(&file).read();
    let lamp = lighthouse.lamp;
    assert_eq!((lamp.turn, lamp.flashes, lamp.lit), (Duration::from_secs(90), 1, false));
    assert_eq!((lamp.colour, lamp.shades), (Colour::Red, vec![1, 7]));
    assert_eq!(lighthouse.radio.map(|radio| radio.channel), Some(16));
    assert_eq!(lighthouse.bells.first().map(|bell| bell.tone.as_str()), Some("low"));
    assert_eq!(lighthouse.keepers.first().map(|keeper| keeper.name.as_str()), Some("Old-Tom"));
    let shown: Vec<_> = settings
        .iter()
        .map(|setting| {
            let line = match setting.source {
                Source::File { line, .. } => line,
                Source::Variable(_) | Source::Default => 0,
            };
            format!("{line} {} = {}", setting.key, setting.shown)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "4 lamp.turn = 90",
            "5 lamp.flashes = 1",
            "6 lamp.colour = red",
            "0 lamp.lit = false",
            "7 lamp.shades = [1, 7]",
            "9 radio.channel = 16",
            "10 radio.code = ********",
            "12 bells[0].tone = low",
            "11 bells = [1 of them]",
            "2 keepers.Old-Tom.pin = ********",
        ]
    );
}

#[test]
fn every_mistake_is_told_at_once_with_its_line() {
    let mistakes = Written::file(
        "[lamp]\nturn = \"soon\"\nflashes = 21\ncolor = \"red\"\nlit = 1\n\
         shades = [\n\"1\",\n\"300\"]\n[lump]\n[radio]\n[[bells]]\ntone = \"long\"\n\
         [keepers.\"Tom Ann\"]\npin = \"1\"\n[keepers.tom]\n[keepers.Tom]\npin = \"2\"\n",
    )
    .mistakes();
    assert_eq!(
        mistakes,
        [
            "app.toml:2: lamp.turn: \"soon\" is not a length of time such as \"8m\", \"2m30s\", \"500ms\", \"PT8M\" or 480 (seconds)",
            "app.toml:3: lamp.flashes: \"21\" is not a whole number from 1 to 20",
            "app.toml:5: lamp.lit: must be true or false, not a number",
            "app.toml:8: lamp.shades[1]: \"300\" is no shade",
            "app.toml:4: lamp.color: is not a known key; did you mean \"colour\"?",
            "app.toml:10: radio.channel: is missing",
            "app.toml:10: radio.code: is missing",
            "app.toml:12: bells[0].tone: \"long\" is longer than 3 characters",
            "app.toml:13: keepers.Tom Ann: is more than one name",
            "app.toml:15: keepers.tom.pin: is missing",
            "app.toml:16: keepers.Tom: is too like \"tom\": variables could not tell them apart",
            "app.toml:9: lump: is not a known key; did you mean \"lamp\"?",
        ]
    );
}

#[test]
fn mistakes_of_syntax_are_all_told_and_show_nothing() {
    let mistakes = Written::file("[keepers.tom]\npin = \"hush\n[lamp\nturn = \"5s\"").mistakes();
    assert!(mistakes.len() > 1, "{mistakes:?}");
    assert!(mistakes.iter().all(|mistake| mistake.contains(": is not TOML: ")), "{mistakes:?}");
    assert!(!mistakes.concat().contains("hush"), "{mistakes:?}");
}

#[test]
fn a_text_that_may_hold_a_password_is_not_quoted() {
    let mistakes = Written::file(&format!("{LEAST}[lamp]\ncolour = \"me:hush@red\"")).mistakes();
    assert_eq!(mistakes, ["app.toml:4: lamp.colour: is none of \"white\", \"red\""]);
}

#[test]
fn a_file_that_is_named_must_be_there() {
    let errors = Document::in_file("no/such/app.toml".as_ref()).err().unwrap().to_string();
    assert!(errors.contains("no/such/app.toml:1: can't be read: No such file"), "{errors}");
}
