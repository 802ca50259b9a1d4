//! `[sites.<name>.theme]`: how the service's own pages look for a merchant's buyers. Every value is of a form that says nothing
//! but itself in a style sheet.

use data_encoding::HEXLOWER;
use pse_settings::{Key, Kind, Reported, Section};
use sha2::{Digest, Sha256};

/// A style sheet of a merchant's own colours, corners and font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The file's name, which carries its hash.
    pub name: String,
    /// The style sheet.
    pub css: String,
}

/// The colours, by their keys: what each is for.
const COLOURS: [(&str, &str); 11] = [
    (
        "accent",
        "Main buttons, focus, what is chosen: a colour such as `#1b4fd0`; it holds in light and dark",
    ),
    ("on_accent", "The text on `accent`: a colour"),
    ("text", "Text: a colour"),
    ("muted", "Secondary text: a colour"),
    ("background", "The ground of the page: a colour"),
    ("surface", "What stands out on the ground: a colour"),
    ("border", "Lines: a colour"),
    ("edge", "The edges of fields: a colour"),
    ("good", "Approved: a colour"),
    ("wait", "Pending: a colour"),
    ("bad", "Declined, and errors: a colour"),
];

impl Theme {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let mut failed = None;
        let mut lines = String::new();
        let mut add = |key: &str, value: Result<Option<String>, Reported>| match value {
            Ok(Some(value)) => lines += &format!("--{}:{value};", key.replace('_', "-")),
            Ok(None) => {}
            Err(reported) => failed = Some(reported),
        };
        for (key, text) in COLOURS {
            add(key, section.optional(Key::new(key, Kind::text(colour), text)));
        }
        add(
            "radius",
            section.optional(Key::new("radius", Kind::text(radius), "Corners: `0px` to `32px`")),
        );
        add(
            "font",
            section.optional(Key::new(
                "font",
                Kind::text(font),
                "Font families of the buyer's own device, with commas between them: letters, digits, spaces and hyphens",
            )),
        );
        section.close();
        if let Some(reported) = failed {
            return Err(reported);
        }
        // On paper it is black on white whatever the colours.
        let css = format!("@media screen{{:root{{{lines}}}}}");
        let hash = HEXLOWER.encode(&Sha256::digest(&css));
        Ok(Self { name: format!("theme-{}.css", hash.get(..12).unwrap_or(&hash)), css })
    }
}

/// `#rgb` or `#rrggbb`.
fn colour(text: &str) -> Result<String, String> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(text.to_owned())
    } else {
        Err("is not a colour such as #1b4fd0 or #fff".to_owned())
    }
}

/// Whole pixels.
fn radius(text: &str) -> Result<String, String> {
    let pixels =
        text.strip_suffix("px").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    match pixels.and_then(|digits| digits.parse::<u8>().ok()) {
        Some(pixels @ 0..=32) => Ok(format!("{pixels}px")),
        Some(_) | None => Err("is not 0px to 32px".to_owned()),
    }
}

/// Families that browsers know by these words, which are no names.
const GENERIC: [&str; 5] = ["system-ui", "sans-serif", "serif", "monospace", "ui-rounded"];

/// Names of families, each in quotes.
fn font(text: &str) -> Result<String, String> {
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-')
    };
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    if text.len() > 200 || !names.iter().all(|name| is_name(name)) {
        return Err("is not a list of font families such as Inter, system-ui".to_owned());
    }
    let written = |name: &&str| {
        if GENERIC.contains(name) { (*name).to_owned() } else { format!("\"{name}\"") }
    };
    Ok(names.iter().map(written).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_of_three_or_six_digits() {
        for good in ["#fff", "#1b4fd0", "#ABCDEF"] {
            assert_eq!(colour(good).as_deref(), Ok(good));
        }
        for bad in
            ["", "#", "red", "#ffff", "#12345g", "#fff;}", "url(#fff)", "#1b4fd0 ", "var(--x)"]
        {
            assert!(colour(bad).unwrap_err().contains("is not a colour"), "{bad}");
        }
    }

    #[test]
    fn corners_are_of_whole_pixels() {
        assert_eq!(radius("0px").as_deref(), Ok("0px"));
        assert_eq!(radius("32px").as_deref(), Ok("32px"));
        for bad in ["", "px", "33px", "-1px", "+1px", "1.5px", "1rem", "12", "12px;x"] {
            assert!(radius(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn fonts_are_names_and_nothing_else() {
        assert_eq!(
            font("Inter, Open Sans,system-ui").as_deref(),
            Ok(r#""Inter","Open Sans",system-ui"#)
        );
        for bad in ["", ",", "a;b", "a}b", "url(x)", "\"a\"", "a\\b", "a/*", "Ünter"] {
            assert!(font(bad).is_err(), "{bad}");
        }
    }
}
