//! One site: its credentials, its keys, where it may be embedded, and its limits.

use pse_shared::amount::AmountError;
use pse_shared::{Amount, limits};
use secrecy::SecretString;

use super::merchant::text_up_to;
use super::{CreditEntry, HostPattern, MerchantConfig, Origin, SiteName, WebhookConfig};
use crate::config::reader::Reported;
use crate::config::section::{Form, Section};

/// `[sites.<name>]`.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// `<name>`.
    pub name: SiteName,
    /// The provider's login.
    pub login: SecretString,
    /// The provider's secret.
    pub tran_key: SecretString,
    /// The merchant's keys; at least one, none shared with another site.
    pub api_keys: Vec<SecretString>,
    /// Which pages may read its checkouts.
    pub allowed_origins: Vec<Origin>,
    /// Where buyers may be sent back to; at least one.
    pub return_hosts: Vec<HostPattern>,
    /// Who sells.
    pub merchant: MerchantConfig,
    /// The smallest total taken.
    pub min_amount: Option<Amount>,
    /// The largest.
    pub max_amount: Option<Amount>,
    /// Bank codes shown first, in this order.
    pub favourite_banks: Vec<String>,
    /// The dependent services of a multicredit service; empty for a plain one.
    pub credits: Vec<CreditEntry>,
    /// Where the merchant's server is told.
    pub webhook: Option<WebhookConfig>,
    /// What the buyer consents to before paying (treatment of personal data).
    pub consent: Option<String>,
}

impl SiteConfig {
    pub(super) fn read(name: SiteName, section: Section<'_>) -> Result<Self, Reported> {
        let login = required_secret(&section, "login", |text| text_up_to(text, 32));
        let tran_key = required_secret(&section, "tran_key", |text| text_up_to(text, 255));
        let api_keys =
            at_least_one(&section, "api_keys", section.secrets("api_keys", check_api_key));
        let allowed_origins = section.list("allowed_origins", str::parse);
        let return_hosts =
            at_least_one(&section, "return_hosts", section.list("return_hosts", str::parse));
        let merchant = section.section("merchant").and_then(MerchantConfig::read);
        let min_amount = section.optional("min_amount", Form::Number, amount);
        let max_amount = section.optional("max_amount", Form::Number, amount);
        if let (Ok(Some(min)), Ok(Some(max))) = (min_amount, max_amount)
            && min > max
        {
            let reason = format!("is over max_amount, which is {max}");
            section.reader.report_setting(&section.path_of("min_amount"), reason);
        }
        let favourite_banks = section.list("favourite_banks", bank_code);
        let credits = section.sections("credits", CreditEntry::read);
        if let Ok(entries) = &credits {
            check_credits(&section, entries);
        }
        let webhook = section.section("webhook").and_then(WebhookConfig::read);
        let consent = section.optional("consent", Form::Text, |text| {
            text_up_to(text, 1_000).map(|()| text.to_owned())
        });
        section.close();
        Ok(Self {
            name,
            login: login?,
            tran_key: tran_key?,
            api_keys: api_keys?,
            allowed_origins: allowed_origins?.unwrap_or_default(),
            return_hosts: return_hosts?,
            merchant: merchant?,
            min_amount: min_amount?,
            max_amount: max_amount?,
            favourite_banks: favourite_banks?.unwrap_or_default(),
            credits: credits?,
            webhook: webhook?,
            consent: consent?,
        })
    }
}

fn required_secret(
    section: &Section<'_>,
    key: &str,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<SecretString, Reported> {
    section.secret(key, check)?.ok_or_else(|| section.missing(key))
}

fn at_least_one<T>(
    section: &Section<'_>,
    key: &str,
    list: Result<Option<Vec<T>>, Reported>,
) -> Result<Vec<T>, Reported> {
    match list? {
        None => Err(section.missing(key)),
        Some(list) if list.is_empty() => {
            let reason = "is empty; at least one is needed".to_owned();
            Err(section.reader.report_setting(&section.path_of(key), reason))
        }
        Some(list) => Ok(list),
    }
}

fn check_credits(section: &Section<'_>, entries: &[CreditEntry]) {
    let path = section.path_of("credits");
    if let Some(at) = CreditEntry::repeated(entries) {
        let reason = "has the entity_code and service_code of an earlier one".to_owned();
        section.reader.report_setting(&format!("{path}[{at}]"), reason);
    }
    if entries.len() > limits::CREDITS {
        let reason = format!("has more than {} entries", limits::CREDITS);
        section.reader.report_setting(&path, reason);
    }
}

/// A header carries it, so it is visible ASCII.
fn check_api_key(text: &str) -> Result<(), String> {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        text_up_to(text, 255)
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
