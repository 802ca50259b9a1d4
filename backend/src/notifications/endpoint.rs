//! Where a site's notifications go, and how they are signed (Standard Webhooks: HMAC-SHA256 over id, time and body): made
//! ready once, for all of them.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use url::Url;

use crate::config::WebhookConfig;

/// A merchant's server, and the keys that sign what it is told.
pub(super) struct Endpoint {
    pub(super) url: Url,
    /// One for each secret; none when one of them is malformed.
    keys: Option<Vec<Hmac<Sha256>>>,
}

impl Endpoint {
    /// Makes a site's webhook ready.
    pub(super) fn of(webhook: &WebhookConfig) -> Self {
        Self { url: webhook.url.clone(), keys: webhook.secrets.iter().map(key).collect() }
    }

    /// Signs a message with each secret, for the header `webhook-signature`; `None` when one of them is malformed.
    pub(super) fn sign(&self, id: &str, at: &str, body: &str) -> Option<String> {
        let keys = self.keys.as_deref()?;
        let mut signatures = String::with_capacity(keys.len().saturating_mul(48));
        for key in keys {
            let mut hash = key.clone();
            for part in [id, ".", at, ".", body] {
                hash.update(part.as_bytes());
            }
            if !signatures.is_empty() {
                signatures.push(' ');
            }
            signatures.push_str("v1,");
            BASE64.encode_append(&hash.finalize().into_bytes(), &mut signatures);
        }
        Some(signatures)
    }
}

/// The key of a secret, `whsec_<base64>`.
fn key(secret: &SecretString) -> Option<Hmac<Sha256>> {
    let secret = secret.expose_secret();
    let bytes = BASE64.decode(secret.strip_prefix("whsec_").unwrap_or(secret).as_bytes()).ok()?;
    Hmac::new_from_slice(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use standardwebhooks::Webhook;

    use super::*;

    fn endpoint(secrets: &[&str]) -> Endpoint {
        Endpoint::of(&WebhookConfig {
            url: "https://shop.example.co/hook".parse().unwrap(),
            secrets: secrets.iter().map(|&secret| secret.into()).collect(),
        })
    }

    #[test]
    fn the_standard_s_own_example_is_signed_as_it_says() {
        let signed = endpoint(&["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]).sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            "{\"test\": 2432232314}",
        );
        assert_eq!(signed.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn each_secret_signs_as_the_standard_s_library_does() {
        let secrets = [24, 64].map(|length| format!("whsec_{}", BASE64.encode(&vec![7; length])));
        let secrets: Vec<_> = secrets.iter().map(String::as_str).collect();
        for length in [0, 1, 63, 64, 1_200] {
            let body = "ñ".repeat(length);
            let signed = endpoint(&secrets).sign("msg_1", "1700000000", &body).unwrap();
            let expected: Vec<_> = secrets
                .iter()
                .map(|secret| {
                    let webhook = Webhook::new(secret).unwrap();
                    webhook.sign("msg_1", 1_700_000_000, body.as_bytes()).unwrap()
                })
                .collect();
            assert_eq!(signed, expected.join(" "));
        }
    }

    #[test]
    fn a_malformed_secret_signs_nothing() {
        let good = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let signed = endpoint(&[good, "whsec_ñ"]).sign("msg_1", "1", "{}");
        assert_eq!(signed, None);
    }
}
