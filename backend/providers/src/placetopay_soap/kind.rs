//! The kind's name in the configuration, what it can do, and how a provider of it is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use pse_core::model::SiteName;
use pse_core::net::BankUrlRule;
use pse_core::ports::provider::Provider;
use pse_placetopay::{Client, ClientConfig, Credentials, Namespace};
use secrecy::ExposeSecret;

use super::abilities::ABILITIES;
use super::gateway::Gateway;
use super::signed_calls::SignedCalls;
use crate::setup::{ProviderKind, ProviderSetup, SetupError};

/// The kind of provider that is Place to Pay's SOAP service.
pub const KIND: ProviderKind = ProviderKind {
    name: "placetopay-soap",
    abilities: ABILITIES,
    sandbox_path: Some("/soap/pse/"),
    make,
};

fn make(setup: ProviderSetup) -> Result<Arc<dyn Provider>, SetupError> {
    let failed = |error: &dyn core::fmt::Display| SetupError {
        name: setup.name.clone(),
        why: error.to_string(),
    };
    let namespace = Namespace::new(&*setup.namespace).map_err(|error| failed(&error))?;
    let client = Client::new(ClientConfig {
        connect_timeout: setup.timeouts.connect,
        create_timeout: setup.timeouts.create,
        question_timeout: setup.timeouts.question,
        ..ClientConfig::new(setup.endpoint.clone(), namespace)
    })
    .map_err(|error| failed(&error))?;
    let credentials: BTreeMap<SiteName, Credentials> = setup
        .credentials
        .iter()
        .map(|(site, credentials)| {
            let credentials = Credentials {
                login: credentials.login.expose_secret().to_owned(),
                tran_key: credentials.secret.clone(),
            };
            (site.clone(), credentials)
        })
        .collect();
    let bank_urls = BankUrlRule::new(setup.sandboxed, setup.bank_hosts);
    let calls = SignedCalls::new(setup.name, client, setup.clock, setup.alerts);
    Ok(Arc::new(Gateway::new(calls, credentials, bank_urls)))
}
