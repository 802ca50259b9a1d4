//! What the documentation says of the configuration is so.

use pse_settings::Presence;

use crate::config::Source;
use crate::config::load::{Loaded, load_from};
use crate::config::schema::outline;
use crate::test_support::test_config::TestConfig;

const GUIDE: &str = include_str!("../../../../docs/configuration.md");
const EXAMPLE: &str = include_str!("../../../../docs/pse.example.toml");

fn loaded(written: &TestConfig) -> Loaded {
    load_from(None, &written.path("pse.toml"), Vec::new()).unwrap()
}

fn example() -> TestConfig {
    let webhook = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    let written = TestConfig::file(EXAMPLE);
    std::fs::create_dir(written.path("secrets")).unwrap();
    written
        .and_file("secrets/alerts-webhook", "https://alerts.example.co/token")
        .and_file("secrets/tienda-login", "0123456789abcdef0123456789abcdef")
        .and_file("secrets/tienda-tran-key", "a-secret-of-the-merchant")
        .and_file("secrets/tienda-api-keys", "sk_live_0123456789a\nsk_live_0123456789b")
        .and_file("secrets/tienda-webhook", webhook)
}

/// The row of the guide about a key; both forms of a provider have theirs in common.
fn row(key: &str) -> &'static str {
    let variable = key
        .to_uppercase()
        .replace("TIENDA", "<NAME>")
        .replace("PROVIDERS.<NAME>", "PROVIDER")
        .replace("CREDENTIALS.<NAME>", "CREDENTIALS.<PROVIDER>")
        .replace('.', "__");
    let start = format!("| `{}` | `PSE__{variable}` |", key.rsplit('.').next().unwrap());
    GUIDE.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no {start}"))
}

#[test]
fn the_example_is_good_once_its_secrets_are_there() {
    let config = loaded(&example()).config;
    assert!(!config.is_sandboxed());
    assert_eq!(config.sites.first().credits.len(), 2);
    let mistakes = TestConfig::file(EXAMPLE).mistakes();
    assert!(
        mistakes.iter().all(|mistake| mistake.contains("_file: names no file")),
        "{mistakes:#?}"
    );
}

#[test]
fn the_guide_has_a_row_for_every_key() {
    let settings = loaded(&example()).settings;
    assert!(settings.len() > 30, "{}", settings.len());
    for setting in settings.iter().filter(|setting| !setting.key.contains('[')) {
        row(&setting.key);
    }
}

#[test]
fn the_guides_defaults_are_the_programs_own() {
    let settings = loaded(&TestConfig::nothing()).settings;
    let literal = settings
        .iter()
        .filter(|setting| setting.source == Source::Default && !setting.key.starts_with("sites."));
    let mut count = 0;
    for setting in literal {
        if !["server.public_url", "provider.endpoint"].contains(&setting.key.as_str()) {
            let row = row(&setting.key);
            assert!(row.contains(&format!("`{}`", setting.shown)), "{} in {row}", setting.shown);
            count += 1;
        }
    }
    assert_eq!(count, 21);
}

/// What editors show of a key, and whether it must be written.
#[test]
fn the_guides_texts_are_the_declared_ones() {
    let outline = outline();
    let keys: Vec<_> = outline.keys().filter(|key| !key.path.contains("[]")).collect();
    assert!(keys.len() > 30, "{}", keys.len());
    for key in keys {
        let row = row(&key.path);
        let ending = format!("{} |", key.text);
        assert!(row.ends_with(&ending), "{row} should end with {ending}");
        let secret = row.contains("*Secret");
        assert_eq!(secret, key.secret, "{row}");
        let required = row.contains("| required |");
        match key.presence {
            Presence::Required => assert!(required, "{row}"),
            Presence::Derived(how) => assert!(row.contains(&format!("| {how} |")), "{row}"),
            Presence::Default(_) => assert!(!required, "{row}"),
            // Of two secrets that stand for each other, one is said to be required.
            Presence::Optional => assert!(!required || secret, "{row}"),
        }
    }
}
