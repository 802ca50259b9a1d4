//! `sites.<name>.provider`: the provider that gets a site's new payments, which is configured and knows the site.

use pse_core::model::ProviderName;
use pse_settings::{Key, Kind, Reported, Section};

use super::credentials::CredentialsByProvider;
use crate::config::ProvidersConfig;

/// The provider that gets the new payments of the site in a section: the one named, else the only one there is. What
/// could not be read of providers and credentials is `None`, and what rests on it is not judged then.
pub(super) fn read(
    section: &Section<'_>,
    providers: Option<&ProvidersConfig>,
    credentials: Option<&CredentialsByProvider>,
) -> Result<ProviderName, Reported> {
    let named = section.optional(Key::new(
        "provider",
        Kind::text(str::parse::<ProviderName>),
        "The provider that gets the site's new payments; may be left out where only one is configured",
    ));
    let Some(providers) = providers else {
        return Ok(named?.unwrap_or_else(ProviderName::default_name));
    };
    let strange = credentials.and_then(|credentials| strange(section, providers, credentials));
    let name = chosen(section, providers, named?)?;
    match (strange, credentials) {
        (Some(reported), _) => Err(reported),
        (None, Some(credentials)) if !credentials.contains_key(&name) => {
            Err(missing(section, &name))
        }
        (None, _) => Ok(name),
    }
}

fn chosen(
    section: &Section<'_>,
    providers: &ProvidersConfig,
    named: Option<ProviderName>,
) -> Result<ProviderName, Reported> {
    match (named, providers.only()) {
        (Some(name), _) if providers.get(&name).is_none() => {
            let reason = format!("is not configured; there are: {}", providers.names());
            Err(section.refuse("provider", reason))
        }
        (Some(name), _) => Ok(name),
        (None, Some(only)) => Ok(only.name.clone()),
        (None, None) => {
            let reason = format!("is missing, and there are several: {}", providers.names());
            Err(section.absent("provider", &reason))
        }
    }
}

/// Refuses credentials of providers that are not configured.
fn strange(
    section: &Section<'_>,
    providers: &ProvidersConfig,
    credentials: &CredentialsByProvider,
) -> Option<Reported> {
    let strange = credentials.iter().filter(|(name, _)| providers.get(name).is_none());
    let refused = strange.map(|(name, of)| {
        let key = if of.short { "login".to_owned() } else { format!("credentials.{name}") };
        let known = providers.names();
        let reason =
            format!("is of the provider {name}, which is not configured; there are: {known}");
        section.refuse(&key, reason)
    });
    refused.last()
}

/// That the site has no credentials of its provider.
fn missing(section: &Section<'_>, name: &ProviderName) -> Reported {
    if name.as_str() == ProviderName::DEFAULT {
        section.missing("login");
        section.missing("tran_key")
    } else {
        section.missing(&format!("credentials.{name}"))
    }
}
