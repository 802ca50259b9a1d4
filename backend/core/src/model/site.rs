//! A merchant's site as the core knows it: its rules, and what a buyer is told of it.

use pse_shared::Amount;
use pse_shared::api::Merchant;

use super::{ProviderName, SiteName};
use crate::net::HostPattern;

/// A merchant's site: its rules, and what a buyer is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The site's name.
    pub name: SiteName,
    /// The provider that gets the site's new payments.
    pub provider: ProviderName,
    /// The merchant, as certification wants it shown to the buyer.
    pub merchant: Merchant,
    /// The hosts that buyers may be sent back to; at least one.
    pub return_hosts: Vec<HostPattern>,
    /// The smallest total a checkout may have, where there is one.
    pub min_amount: Option<Amount>,
    /// The largest total a checkout may have, where there is one.
    pub max_amount: Option<Amount>,
    /// Codes of the banks shown first, in this order.
    pub favourite_banks: Vec<String>,
    /// The dependent services of a multicredit service; empty for a plain one.
    pub credits: Vec<CreditService>,
    /// What the buyer consents to before paying (treatment of personal data), where the site says so.
    pub consent: Option<String>,
}

/// A dependent service of a multicredit service; every creation carries all of them, also those that get
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditService {
    /// The entity's code at the provider, at most 12 characters.
    pub entity_code: String,
    /// The service's code at the provider, at most 12 characters.
    pub service_code: String,
    /// What the service is for, at most 60 characters.
    pub description: Option<String>,
}
