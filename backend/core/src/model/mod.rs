//! What the service keeps: checkouts, payments, their history, and what it owes merchants.
//!
//! - [`id`]: unguessable ids
//! - [`site_name`], [`site`]: which merchant, and the merchant's rules
//! - [`provider_name`], [`provider_data`]: which provider, and the provider's own words
//! - [`visitor`]: the buyer's browser
//! - [`checkout`], [`checkout_state`]: an order that can be paid, and its states
//! - [`payment`]: one attempt to pay it
//! - [`cus`]: PSE's tracking code
//! - [`consent`]: what the buyer consented to by it
//! - [`history`]: what happened to a payment
//! - [`notification`]: what the merchant's server must still be told

pub mod checkout;
pub mod checkout_state;
pub mod consent;
pub mod cus;
pub mod history;
pub mod id;
pub mod notification;
pub mod payment;
pub mod provider_data;
pub mod provider_name;
pub mod site;
pub mod site_name;
pub mod visitor;

pub use checkout::Checkout;
pub use consent::{Consent, ConsentGiven, ConsentText};
pub use cus::{is_cus, known_cus};
pub use history::HistoryEntry;
pub use id::{CheckoutId, NotificationId, PaymentId};
pub use notification::{DeliveryAttempt, Notification};
pub use payment::{Payment, Schedule};
pub use provider_data::{ProviderData, TransactionRef};
pub use provider_name::ProviderName;
pub use site::{CreditService, Site};
pub use site_name::SiteName;
pub use visitor::Visitor;
