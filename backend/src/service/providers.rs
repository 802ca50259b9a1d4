//! The configured providers are made, each of its kind and guarded.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use pse_core::alerts::Alerts;
use pse_core::model::ProviderName;
use pse_core::ports::provider::Provider;
use pse_core::ports::providers::Providers;
use pse_core::time::Clock;
use pse_providers::{CallObserver, Guarded, ProviderSetup, SetupError, SiteCredentials};

use crate::config::{Config, ProviderConfig};

/// Makes the configured providers. `sandbox` is the address that the sandbox inside this process is bound to, where it
/// runs.
///
/// # Errors
/// When a provider cannot be made.
pub fn make(
    config: &Config,
    sandbox: Option<SocketAddr>,
    clock: &Arc<dyn Clock>,
    alerts: &Alerts,
    observer: &Arc<dyn CallObserver>,
) -> Result<Providers, SetupError> {
    let mut by_name: BTreeMap<ProviderName, Arc<dyn Provider>> = BTreeMap::new();
    for provider in config.providers.iter() {
        let setup = setup(config, provider, sandbox, clock, alerts)?;
        let guarded = Guarded::new(
            (provider.kind.make)(setup)?,
            provider.name.clone(),
            Arc::clone(clock),
            Arc::clone(observer),
            provider.max_creates,
            provider.max_questions,
        );
        by_name.insert(provider.name.clone(), Arc::new(guarded));
    }
    let of_sites = config.sites.iter().map(|site| (site.name.clone(), site.provider.clone()));
    Ok(Providers::new(by_name, of_sites.collect()))
}

fn setup(
    config: &Config,
    provider: &ProviderConfig,
    sandbox: Option<SocketAddr>,
    clock: &Arc<dyn Clock>,
    alerts: &Alerts,
) -> Result<ProviderSetup, SetupError> {
    let endpoint = provider.endpoint.url(provider.kind, sandbox).ok_or_else(|| {
        let why = "there is neither an endpoint nor a sandbox".to_owned();
        SetupError { name: provider.name.clone(), why }
    })?;
    let credentials = config.sites.iter().filter_map(|site| {
        let credentials = site.credentials.get(&provider.name)?;
        let credentials = SiteCredentials {
            login: credentials.login.clone(),
            secret: credentials.tran_key.clone(),
        };
        Some((site.name.clone(), credentials))
    });
    Ok(ProviderSetup {
        name: provider.name.clone(),
        endpoint,
        namespace: provider.namespace.clone(),
        sandboxed: provider.endpoint.is_sandbox(),
        bank_hosts: provider.bank_hosts.clone(),
        timeouts: provider.timeouts,
        credentials: credentials.collect(),
        clock: Arc::clone(clock),
        alerts: alerts.clone(),
    })
}
