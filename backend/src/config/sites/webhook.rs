//! `[sites.<name>.webhook]`: where the merchant's server is notified of each change.

use data_encoding::BASE64;
use pse_settings::{Key, Kind, Reported, Section, kinds};
use secrecy::SecretString;
use url::Url;

/// The section `[sites.<name>.webhook]`: where a merchant's server is notified, and the secrets that sign messages.
#[derive(Debug, Clone)]
pub struct WebhookConfig {
    /// The URL that messages are posted to: `https`; `http` only with a sandbox.
    pub url: Url,
    /// The signing secrets, `whsec_<base64>` each; never empty. The first is the current one; all of them sign, so
    /// that one can be replaced.
    pub secrets: Vec<SecretString>,
}

impl WebhookConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let url = section.required(Key::new(
            "url",
            kinds::web_address(),
            "Where notifications are posted",
        ));
        let secrets = section.secret_or_secrets(
            Key::new(
                "secret",
                Kind::text(check_secret),
                "Signs notifications: `whsec_` and 24 to 64 bytes in base64, for instance \
                 `echo \"whsec_$(openssl rand -base64 32)\"`",
            ),
            Key::new(
                "secrets",
                Kind::text(check_secret),
                "Signs notifications, the current one first; all of them sign while one is being replaced",
            ),
        );
        section.close();
        Ok(Self { url: url?, secrets: secrets? })
    }
}

/// The Standard Webhooks form: `whsec_` and 24 to 64 bytes in base64.
fn check_secret(text: &str) -> Result<(), String> {
    let bytes = text.strip_prefix("whsec_").and_then(|key| BASE64.decode(key.as_bytes()).ok());
    match bytes.map(|bytes| bytes.len()) {
        Some(24..=64) => Ok(()),
        Some(length) => Err(format!("holds {length} bytes; from 24 to 64 are needed")),
        None => Err("is not of the form whsec_<base64> (Standard Webhooks)".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_of_the_standard_form() {
        let of = |length| format!("whsec_{}", BASE64.encode(&vec![7; length]));
        for length in [24, 32, 64] {
            assert_eq!(check_secret(&of(length)), Ok(()), "{length}");
        }
        for (text, reason) in [
            (of(23), "holds 23 bytes; from 24 to 64"),
            (of(65), "holds 65 bytes"),
            (of(32).replace("whsec_", ""), "not of the form whsec_"),
            ("whsec_ñandú".to_owned(), "not of the form whsec_"),
            ("whsec_".to_owned(), "holds 0 bytes"),
        ] {
            let error = check_secret(&text).unwrap_err();
            assert!(error.contains(reason), "{error}");
        }
    }
}
