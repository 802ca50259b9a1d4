//! A merchant's picture and colours on the service's own pages.

use crate::test_support::pictures::png;
use crate::test_support::test_config::{REAL, TestConfig};

fn with_logo() -> String {
    REAL.replace(
        "email = \"pagos@example.co\"",
        "email = \"pagos@example.co\", logo = \"tienda.png\"",
    )
}

#[test]
fn a_picture_lies_beside_the_configuration_that_names_it() {
    let written = TestConfig::file(&with_logo()).and_file("tienda.png", png(300, 80));
    let logo = written.config().sites.first().logo.clone().unwrap();
    assert_eq!((logo.kind, logo.width, logo.height), ("image/png", 300, 80));
    let report = written.report().to_string();
    let line = report.lines().find(|line| line.contains("sites.shop.merchant.logo")).unwrap();
    assert!(line.contains(" = tienda.png  ("), "{line}");
}

#[test]
fn in_a_variable_its_name_counts_from_the_working_directory() {
    let written = TestConfig::file(REAL).and_file("tienda.png", png(300, 80));
    let path = written.path("tienda.png");
    let written = written.and("PSE__SITES__SHOP__MERCHANT__LOGO", path.to_str().unwrap());
    assert!(written.config().sites.first().logo.is_some());
}

#[test]
fn a_file_that_is_no_picture_stops_the_start_and_says_what_it_is() {
    for (file, reason) in [
        (b"<svg/>".to_vec(), "is no picture in PNG, JPEG or WebP"),
        (png(4000, 80), "has 4000 × 80 pixels, not 1 to 2000 each"),
        (vec![0; 200_001], "has 200001 bytes, more than 200000"),
    ] {
        let mistakes = TestConfig::file(&with_logo()).and_file("tienda.png", file).mistakes();
        let sentence = format!("pse.toml:14: sites.shop.merchant.logo: \"tienda.png\" {reason}");
        assert_eq!(mistakes, [sentence]);
    }
    let missing = TestConfig::file(&with_logo()).mistakes();
    let sentence = "pse.toml:14: sites.shop.merchant.logo: \"tienda.png\" can't be read: ";
    assert!(missing[0].starts_with(sentence), "{missing:?}");
}

#[test]
fn colours_corners_and_fonts_become_a_style_sheet_and_nothing_else_does() {
    let theme = |lines: &str| TestConfig::file(&format!("{REAL}[sites.shop.theme]\n{lines}"));
    let good = theme(
        "accent = \"#1b4fd0\"\non_accent = \"#fff\"\nradius = \"4px\"\nfont = \"Open Sans, serif\"",
    );
    let css = good.config().sites.first().theme.clone().unwrap().css;
    let lines = "--accent:#1b4fd0;--on-accent:#fff;--radius:4px;--font:\"Open Sans\",serif;";
    assert_eq!(css, format!("@media screen{{:root{{{lines}}}}}"));
    assert_eq!(
        theme("accent = \"red\"\nbad = \"#fff;}\"\nradius = \"1rem\"\nfont = \"url(x)\"")
            .mistakes(),
        [
            "pse.toml:16: sites.shop.theme.accent: \"red\" is not a colour such as #1b4fd0 or #fff",
            "pse.toml:17: sites.shop.theme.bad: \"#fff;}\" is not a colour such as #1b4fd0 or #fff",
            "pse.toml:18: sites.shop.theme.radius: \"1rem\" is not 0px to 32px",
            "pse.toml:19: sites.shop.theme.font: \"url(x)\" is not a list of font families such as Inter, system-ui",
        ]
    );
}
