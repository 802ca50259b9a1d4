//! `[sites.<name>.credentials.<provider>]`: what a site got from a provider; `login` and `tran_key` on the site itself
//! are the short form of those for the provider `default`.

use std::collections::BTreeMap;

use pse_core::model::ProviderName;
use pse_settings::kinds::text_up_to;
use pse_settings::{Key, Reported, Section};
use secrecy::SecretString;

use crate::config::provider::names;

/// A site's credentials at a provider.
#[derive(Debug, Clone)]
pub struct CredentialsConfig {
    /// The site's login at the provider.
    pub login: SecretString,
    /// The site's secret at the provider.
    pub tran_key: SecretString,
    /// Whether the credentials are written on the site itself, in the short form.
    pub short: bool,
}

/// The credentials of a site, by provider.
pub type CredentialsByProvider = BTreeMap<ProviderName, CredentialsConfig>;

fn login() -> Key<String> {
    Key::new("login", text_up_to(32), "The site's login at the provider")
}

fn tran_key() -> Key<String> {
    Key::new("tran_key", text_up_to(255), "The site's secret at the provider")
}

/// Reads a site's credentials from its section.
pub(super) fn read(section: &Section<'_>) -> Result<CredentialsByProvider, Reported> {
    let short = read_short(section);
    let long = section
        .section("credentials", "What the site got from each provider")
        .and_then(|section| read_named(&section));
    let (short, mut all) = (short?, long?);
    if let Some(credentials) = short {
        let name = ProviderName::default_name();
        if all.contains_key(&name) {
            let reason = format!("is given as well as credentials.{name}; keep one of them");
            return Err(section.refuse("login", reason));
        }
        all.insert(name, credentials);
    }
    Ok(all)
}

/// The short form: both keys, or neither.
fn read_short(section: &Section<'_>) -> Result<Option<CredentialsConfig>, Reported> {
    let (login, tran_key) = (section.secret(login()), section.secret(tran_key()));
    section.all_or_other(&["login", "tran_key"], "credentials")?;
    let (login, tran_key) = (login?, tran_key?);
    Ok(login.zip(tran_key).map(|(login, tran_key)| CredentialsConfig {
        login,
        tran_key,
        short: true,
    }))
}

fn read_named(section: &Section<'_>) -> Result<CredentialsByProvider, Reported> {
    let names = names("What the site got from the provider of that name");
    let named = section.named(&names, |name, below| {
        let (login, tran_key) = (below.required_secret(login()), below.required_secret(tran_key()));
        below.close();
        Ok((name, CredentialsConfig { login: login?, tran_key: tran_key?, short: false }))
    });
    named.failed.map_or_else(|| Ok(named.read.into_iter().collect()), Err)
}
