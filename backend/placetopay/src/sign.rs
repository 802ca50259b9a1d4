//! The proof of who asks: a seed (the time) and the SHA-1 of seed and secret.

use core::fmt::Write as _;

use jiff::{Timestamp, civil::DateTime, tz, tz::TimeZone};
use secrecy::{ExposeSecret as _, SecretString};
use sha1::{Digest as _, Sha1};

use crate::{Authentication, Credentials};

/// Colombia's offset from UTC, the same all year.
const BOGOTA: tz::Offset = tz::Offset::constant(-5);

/// The transactional key as it is sent: the lower-case hexadecimal SHA-1 of the seed followed
/// by the secret (specification, `Authentication`).
#[must_use]
pub fn tran_key(seed: &str, secret: &SecretString) -> String {
    let digest =
        Sha1::new().chain_update(seed).chain_update(secret.expose_secret().as_bytes()).finalize();
    digest.iter().fold(String::with_capacity(40), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The seed for a call made `at` this time: ISO 8601 to the second, in Colombia's time
/// (specification, `Authentication`), such as `2013-04-11T08:47:21-05:00`.
#[must_use]
pub fn seed(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::fixed(BOGOTA)).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The time in a seed, as a server reads it: with an offset (`-05:00`, `-0500`, `Z`) or
/// without one, which means UTC; fractions of a second are allowed.
#[must_use]
pub fn parse_seed(seed: &str) -> Option<Timestamp> {
    let seed = seed.trim();
    if let Ok(at) = seed.parse::<Timestamp>() {
        return Some(at);
    }
    let civil = seed.parse::<DateTime>().ok()?;
    TimeZone::UTC.to_timestamp(civil).ok()
}

impl Authentication {
    /// Proves knowledge of the secret for a call made `at` this time, which has to be close to
    /// the service's own: make it when the call is made, not before.
    #[must_use]
    pub fn sign(credentials: &Credentials, at: Timestamp) -> Self {
        let seed = seed(at);
        Self {
            login: Some(credentials.login.clone()),
            tran_key: Some(tran_key(&seed, &credentials.tran_key)),
            seed: Some(seed),
            additional: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> SecretString {
        SecretString::from("024h1IlD")
    }

    #[test]
    fn the_key_is_the_one_of_the_published_samples() {
        for (seed, key) in [
            ("2021-04-30T16:33:57+00:00", "4f69c4a59d5bf4d61d5d887fb8ba599351f6d31a"),
            ("2021-04-30T14:38:39+00:00", "3d37ea25e05c07d457f59a484563d806eeac973b"),
        ] {
            assert_eq!(tran_key(seed, &secret()), key);
        }
    }

    #[test]
    fn a_seed_is_the_time_in_colombia_to_the_second() {
        let at: Timestamp = "2013-04-11T13:47:21.987Z".parse().unwrap();
        assert_eq!(seed(at), "2013-04-11T08:47:21-05:00");
        assert_eq!(parse_seed(&seed(at)), Some("2013-04-11T13:47:21Z".parse().unwrap()));
    }

    #[test]
    fn every_form_of_seed_in_use_is_read() {
        let at: Timestamp = "2013-04-11T13:47:21Z".parse().unwrap();
        for seed in [
            "2013-04-11T08:47:21-05:00",
            "2013-04-11T08:47:21-0500",
            "2013-04-11T13:47:21Z",
            "2013-04-11T13:47:21+00:00",
            "2013-04-11T13:47:21",
            " 2013-04-11T13:47:21\n",
        ] {
            assert_eq!(parse_seed(seed), Some(at), "{seed}");
        }
        for seed in ["2013-04-11T08:47:21.987-05:00", "2013-04-11T13:47:21.987"] {
            assert_eq!(parse_seed(seed), Some("2013-04-11T13:47:21.987Z".parse().unwrap()));
        }
    }

    #[test]
    fn a_seed_that_is_no_time_is_none() {
        for seed in ["", "hoy", "1365688041", "2013-13-11T08:47:21Z", "2013-04-11T08:47:21-05:00x"]
        {
            assert_eq!(parse_seed(seed), None, "{seed}");
        }
    }

    #[test]
    fn a_signature_carries_login_seed_and_key_and_prints_none_of_them() {
        let credentials = Credentials { login: "6dd4".to_owned(), tran_key: secret() };
        let auth = Authentication::sign(&credentials, "2021-04-30T16:33:57Z".parse().unwrap());
        let seed = "2021-04-30T11:33:57-05:00";
        assert_eq!(auth.login.as_deref(), Some("6dd4"));
        assert_eq!(auth.seed.as_deref(), Some(seed));
        assert_eq!(auth.tran_key, Some(tran_key(seed, &secret())));
        assert_eq!(format!("{auth:?}{credentials:?}").find("024h1IlD"), None);
        assert_eq!(format!("{auth:?}"), "Authentication(…)");
    }
}
