//! `[sites.<name>.webhook]`: where the merchant's server is told of each change.

use data_encoding::BASE64;
use secrecy::SecretString;
use url::Url;

use crate::config::addresses::web;
use crate::config::reader::Reported;
use crate::config::section::{Form, Section};

/// Where, and signed with what.
#[derive(Debug, Clone)]
pub struct WebhookConfig {
    /// `https`; `http` only with a sandbox.
    pub url: Url,
    /// `whsec_<base64>` each; the first is the current one, all of them sign while one
    /// is being replaced. Never empty.
    pub secrets: Vec<SecretString>,
}

impl WebhookConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Option<Self>, Reported> {
        if !section.is_given() {
            return Ok(None);
        }
        let url = section.required("url", Form::Text, web);
        let one = section.secret("secret", check_secret);
        let several = section.secrets("secrets", check_secret);
        let secrets = match (one, several) {
            (Ok(None), Ok(None)) => Err(section.missing("secret")),
            (Ok(Some(_)), Ok(Some(_))) => {
                let reason = "is given as well as \"secret\"; keep one of them";
                let path = section.path_of("secrets");
                Err(section.reader.report_setting(&path, reason.to_owned()))
            }
            (Ok(None), Ok(Some(secrets))) if secrets.is_empty() => {
                let path = section.path_of("secrets");
                Err(section
                    .reader
                    .report_setting(&path, "is empty; at least one is needed".to_owned()))
            }
            (Ok(Some(secret)), Ok(None)) => Ok(vec![secret]),
            (Ok(None), Ok(Some(secrets))) => Ok(secrets),
            (Err(reported), _) | (_, Err(reported)) => Err(reported),
        };
        section.close();
        Ok(Some(Self { url: url?, secrets: secrets? }))
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
