//! Unfinished payments whose provider or credentials are no longer configured: nobody could ask about them, so the
//! service does not start.

use std::fmt;

use pse_core::ports::store::Unfinished;

use crate::config::Config;

/// The error of unfinished payments whose provider or credentials are not configured: nobody could ask about them.
#[derive(Debug, thiserror::Error)]
pub struct UnreachablePayments(Vec<String>);

impl fmt::Display for UnreachablePayments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

/// Checks that each unfinished payment has its provider, and its site's credentials there, in the configuration.
///
/// # Errors
/// For each site and provider what is missing, and how many payments wait for it.
pub fn check(config: &Config, unfinished: &[Unfinished]) -> Result<(), UnreachablePayments> {
    let abandoned: Vec<String> = unfinished
        .iter()
        .filter_map(|waiting| Some(sentence(waiting, missing(config, waiting)?)))
        .collect();
    if abandoned.is_empty() { Ok(()) } else { Err(UnreachablePayments(abandoned)) }
}

/// The section that is missing for the payments of a site at a provider.
fn missing(config: &Config, waiting: &Unfinished) -> Option<String> {
    let Unfinished { site, provider, .. } = waiting;
    if config.providers.get(provider).is_none() {
        return Some(format!("providers.{provider}"));
    }
    match config.sites.get(site.as_str()) {
        None => Some(format!("sites.{site}")),
        Some(known) if !known.credentials.contains_key(provider) => {
            Some(format!("sites.{site}.credentials.{provider}"))
        }
        Some(_) => None,
    }
}

fn sentence(waiting: &Unfinished, missing: String) -> String {
    let Unfinished { site, provider, count } = waiting;
    let (payments, until) = match count {
        1 => ("1 payment waits".to_owned(), "it is final"),
        count => (format!("{count} payments wait"), "they are final"),
    };
    format!(
        "{missing} is missing: {payments} for an outcome that only the provider {provider} can tell for the site {site}; \
         keep it configured until {until}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::test_config::{REAL, TestConfig};

    /// Of a real provider called `default` and the site `shop`, which has its credentials; and a
    /// provider `other` that has none of it.
    fn configured() -> Config {
        let file = REAL.replace(
            "[provider]",
            "[providers.other]\nendpoint = \"https://other.example.com/\"\n[providers.default]",
        );
        TestConfig::file(&format!("{file}provider = \"default\"")).config()
    }

    fn waiting(site: &str, provider: &str, count: u64) -> Unfinished {
        Unfinished { site: site.parse().unwrap(), provider: provider.parse().unwrap(), count }
    }

    fn said(unfinished: &[Unfinished]) -> String {
        check(&configured(), unfinished).unwrap_err().to_string()
    }

    #[test]
    fn payments_whose_provider_knows_their_site_are_not_abandoned() {
        assert!(check(&configured(), &[]).is_ok());
        assert!(check(&configured(), &[waiting("shop", "default", 7)]).is_ok());
    }

    #[test]
    fn a_provider_that_is_gone_is_named_with_the_payments_that_wait() {
        assert_eq!(
            said(&[waiting("shop", "gone", 1)]),
            "providers.gone is missing: 1 payment waits for an outcome that only the provider gone \
             can tell for the site shop; keep it configured until it is final"
        );
        assert_eq!(
            said(&[waiting("shop", "gone", 12)]),
            "providers.gone is missing: 12 payments wait for an outcome that only the provider \
             gone can tell for the site shop; keep it configured until they are final"
        );
    }

    #[test]
    fn a_site_that_is_gone_is_named() {
        assert_eq!(
            said(&[waiting("agency", "default", 2)]),
            "sites.agency is missing: 2 payments wait for an outcome that only the provider \
             default can tell for the site agency; keep it configured until they are final"
        );
    }

    #[test]
    fn credentials_that_are_gone_are_named() {
        assert_eq!(
            said(&[waiting("shop", "other", 1)]),
            "sites.shop.credentials.other is missing: 1 payment waits for an outcome that only the \
             provider other can tell for the site shop; keep it configured until it is final"
        );
    }

    #[test]
    fn all_that_is_gone_is_named_at_once() {
        let said = said(&[
            waiting("shop", "default", 3),
            waiting("shop", "gone", 1),
            waiting("agency", "other", 2),
        ]);
        let keys: Vec<_> = said.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(keys, ["providers.gone", "sites.agency"]);
    }
}
