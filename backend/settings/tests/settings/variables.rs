//! The environment over a file.

use secrecy::ExposeSecret as _;

use super::lighthouse::{LEAST, Written};

#[test]
fn a_variable_stands_over_the_file() {
    let (lighthouse, settings) = Written::file(&format!("{LEAST}[lamp]\nflashes = 3\n"))
        .and("APP__LAMP__FLASHES", "4")
        .and("APP__LAMP__SHADES", "1, 2")
        .and("APP__BELLS", r#"[{"tone": "low"}, {"tone": "hi"}]"#)
        .and("OTHER__LAMP__FLASHES", "5")
        .read();
    assert_eq!(lighthouse.lamp.flashes, 4);
    assert_eq!(lighthouse.lamp.shades, [1, 2]);
    assert_eq!(lighthouse.bells.len(), 2);
    let flashes = settings.iter().find(|setting| setting.key == "lamp.flashes").unwrap();
    assert_eq!(flashes.source.to_string(), "APP__LAMP__FLASHES");
}

#[test]
fn a_name_is_spelled_as_in_the_file() {
    let (lighthouse, _) = Written::file(LEAST).and("APP__KEEPERS__OLD_TOM__PIN", "99").read();
    assert_eq!(lighthouse.keepers.len(), 1);
    assert_eq!(lighthouse.keepers[0].pin.expose_secret(), "99");
    let (lighthouse, _) = Written::file(LEAST).and("APP__KEEPERS__ANN__PIN", "99").read();
    let names: Vec<_> = lighthouse.keepers.iter().map(|keeper| keeper.name.as_str()).collect();
    assert_eq!(names, ["Old-Tom", "ann"]);
}

#[test]
fn a_name_below_a_name_is_spelled_as_in_the_file_too() {
    let file = format!("{LEAST}[keepers.Old-Tom.shifts.First-Night]\nhours = 4\n");
    let (lighthouse, _) =
        Written::file(&file).and("APP__KEEPERS__OLD_TOM__SHIFTS__FIRST_NIGHT__HOURS", "6").read();
    let shifts = lighthouse.keepers.iter().flat_map(|keeper| &keeper.shifts);
    let shifts: Vec<_> = shifts.map(|shift| (shift.name.as_str(), shift.hours)).collect();
    assert_eq!(shifts, [("First-Night", 6)]);
}

#[test]
fn a_mistake_names_the_variable() {
    for (variable, value, mistake) in [
        ("APP__LAMP__FLASHES", "many", "lamp.flashes: \"many\" is not a whole number from 1 to 20"),
        ("APP__LAMP__FLASH", "1", "lamp.flash: is not a known key; did you mean \"flashes\"?"),
        ("APP__LAMP__TURN", " ", "lamp.turn: is empty"),
        ("APP__LAMP", "x", "lamp: must be a section, not text"),
        (
            "APP__LAMP____TURN",
            "1",
            "lamp..turn: names no key: levels are separated by two underscores, once",
        ),
        ("APP__LAMP__SHADES", "[\"1\", 2]", "lamp.shades[1]: must be text in quotes, not a number"),
        ("APP__BELLS", "low", "bells: must be a list of sections ([{…}, {…}])"),
    ] {
        let mistakes = Written::file(LEAST).and(variable, value).mistakes();
        assert_eq!(mistakes, [format!("{variable}: {mistake}")]);
    }
}

#[test]
fn two_variables_for_one_key_are_refused() {
    let written = Written::file(LEAST).and("APP__LAMP__TURN", "1s").and("APP__lamp__turn", "2s");
    assert_eq!(written.mistakes(), ["APP__lamp__turn: lamp.turn: is set by two variables"]);
}
