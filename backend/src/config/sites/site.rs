//! One site: its credentials, its keys, where it may be embedded, and its limits.

use std::ops::Deref;

use pse_core::model::{CreditService, Site, SiteName};
use pse_core::net::Origin;
use pse_settings::kinds::text_up_to;
use pse_settings::{Key, Kind, Reported, Section};
use pse_shared::amount::AmountError;
use pse_shared::{Amount, limits};
use secrecy::SecretString;

use super::credentials::{self, CredentialsByProvider};
use super::{Logo, Theme, WebhookConfig, credits, merchant, provider_choice};
use crate::config::ProvidersConfig;

/// The section `[sites.<name>]`: the site as the core knows it, its keys, credentials, origins and webhook.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// The site as the core knows it.
    pub site: Site,
    /// The site's credentials at each provider, its own provider among them.
    pub credentials: CredentialsByProvider,
    /// The merchant's API keys; at least one, none shared with another site.
    pub api_keys: Vec<SecretString>,
    /// The origins whose pages may read the site's checkouts.
    pub allowed_origins: Vec<Origin>,
    /// The webhook that is told of the site's payments, if any.
    pub webhook: Option<WebhookConfig>,
    /// The merchant's picture on the service's own pages, if any.
    pub logo: Option<Logo>,
    /// The merchant's colours on the service's own pages, if any.
    pub theme: Option<Theme>,
}

/// A configured site is the core's site with more to it.
impl Deref for SiteConfig {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

impl SiteConfig {
    pub(super) fn read(
        name: SiteName,
        section: Section<'_>,
        providers: Option<&ProvidersConfig>,
    ) -> Result<Self, Reported> {
        let credentials = credentials::read(&section);
        let provider = provider_choice::read(&section, providers, credentials.as_ref().ok());
        let api_keys = section.required_secrets(Key::new(
            "api_keys",
            text_up_to(255).only_if(check_api_key),
            "The keys the merchant's server calls with; visible ASCII, none shared with another site",
        ));
        let allowed_origins = section.list(Key::new(
            "allowed_origins",
            Kind::text(str::parse),
            "The origins whose pages may carry the widget, exactly: `https://tienda.example.co`, no path, no `*`",
        ));
        let return_hosts = section.required_list(Key::new(
            "return_hosts",
            Kind::text(str::parse),
            "Where buyers may be sent back to: a host, with `:port` on that port only; \
             `.example.co` or `*.example.co` for every host below `example.co`",
        ));
        let merchant = section
            .section("merchant", "Who sells, shown to the buyer as certification wants it")
            .and_then(merchant::read);
        let min_amount = section.optional(Key::new(
            "min_amount",
            Kind::number(amount).rule("minimum", 0),
            "The smallest total taken",
        ));
        let max_amount = section.optional(Key::new(
            "max_amount",
            Kind::number(amount).rule("minimum", 0),
            "The largest total taken",
        ));
        if let (Ok(Some(min)), Ok(Some(max))) = (min_amount, max_amount)
            && min > max
        {
            section.refuse("min_amount", format!("is over max_amount, which is {max}"));
        }
        let favourite_banks = section.list(Key::new(
            "favourite_banks",
            Kind::text(bank_code).rule("maxLength", limits::BANK_CODE),
            "Codes of banks shown first, as text",
        ));
        let credits = section.sections(
            "credits",
            "The dependent services of a multicredit service",
            credits::read,
        );
        if let Ok(entries) = &credits {
            check_credits(&section, entries);
        }
        let webhook = section
            .section_if_given("webhook", "Where the merchant's server is told of each change")
            .and_then(|section| section.map(WebhookConfig::read).transpose());
        let theme = section
            .section_if_given("theme", "How the service's own pages look for the merchant's buyers")
            .and_then(|section| section.map(Theme::read).transpose());
        let consent = section.optional(Key::new(
            "consent",
            text_up_to(1_000),
            "What the buyer consents to before paying, at most 1000 characters",
        ));
        section.close();
        let (merchant, logo) = merchant?;
        Ok(Self {
            site: Site {
                name,
                provider: provider?,
                merchant,
                return_hosts: return_hosts?,
                min_amount: min_amount?,
                max_amount: max_amount?,
                favourite_banks: favourite_banks?.unwrap_or_default(),
                credits: credits?,
                consent: consent?,
            },
            credentials: credentials?,
            api_keys: api_keys?,
            allowed_origins: allowed_origins?.unwrap_or_default(),
            webhook: webhook?,
            logo,
            theme: theme?,
        })
    }
}

fn check_credits(section: &Section<'_>, entries: &[CreditService]) {
    if let Some(at) = credits::repeated(entries) {
        let reason = "has the entity_code and service_code of an earlier one";
        section.refuse(&format!("credits[{at}]"), reason);
    }
    if entries.len() > limits::CREDITS {
        section.refuse("credits", format!("has more than {} entries", limits::CREDITS));
    }
}

/// A header carries it, so it is visible ASCII.
fn check_api_key(text: &str) -> Result<(), String> {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(())
    } else {
        Err("has a space or a character outside ASCII".to_owned())
    }
}

fn amount(text: &str) -> Result<Amount, String> {
    text.parse().map_err(|error| {
        let why = match error {
            AmountError::Malformed => "is not an amount such as \"1062500.00\"",
            AmountError::TooManyDecimals => "has more than two decimals",
            AmountError::Negative => "is below zero",
            AmountError::TooLarge => "is too large",
        };
        why.to_owned()
    })
}

fn bank_code(text: &str) -> Result<String, String> {
    let good = text.len() <= limits::BANK_CODE && text.bytes().all(|b| b.is_ascii_alphanumeric());
    if good {
        Ok(text.to_owned())
    } else {
        Err(format!("is not a bank code: at most {} letters and digits", limits::BANK_CODE))
    }
}
