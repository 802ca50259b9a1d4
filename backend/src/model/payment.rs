//! A payment: one attempt to pay a checkout, and everything the provider said of it.

use jiff::Timestamp;
use pse_shared::api::ProviderRecord;
use pse_shared::order::Amounts;
use pse_shared::{BankInterface, PaymentState, Person, Refusal};

use super::{CheckoutId, PaymentId};
use crate::config::SiteName;

/// One attempt to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Its name.
    pub id: PaymentId,
    /// What it pays.
    pub checkout_id: CheckoutId,
    /// Whose it is.
    pub site: SiteName,
    /// The merchant's reference.
    pub merchant_reference: String,
    /// Which attempt on that reference it is, from 1.
    pub attempt: u32,
    /// The reference the provider got.
    pub reference: String,
    /// How much, as the checkout had it.
    pub amounts: Amounts,
    /// ISO 4217.
    pub currency: String,
    /// Bank's code.
    pub bank_code: String,
    /// Bank's name when the payment was made.
    pub bank_name: String,
    /// Person or company.
    pub bank_interface: BankInterface,
    /// Who pays.
    pub payer: Person,
    /// Where it stands. Only [`crate::payments::machine`] changes it.
    pub state: PaymentState,
    /// Counts the changes; a change is stored only over the version it was made from.
    pub version: i64,
    /// When it was stored, before the provider was called.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// `transactionID`.
    pub transaction_id: Option<i64>,
    /// `sessionID`.
    pub session_id: Option<String>,
    /// `trazabilityCode`.
    pub cus: Option<String>,
    /// `transactionCycle`.
    pub transaction_cycle: Option<i32>,
    /// Where the buyer was sent.
    pub bank_url: Option<String>,
    /// `returnCode` of the creation.
    pub return_code: Option<String>,
    /// `responseCode`, the latest.
    pub response_code: Option<i32>,
    /// `responseReasonCode`, the latest.
    pub reason_code: Option<String>,
    /// `responseReasonText`, the latest, as it came.
    pub reason_text: Option<String>,
    /// `transactionState`, the latest, as it came.
    pub transaction_state: Option<String>,
    /// `bankProcessDate`, as it came.
    pub bank_process_date: Option<String>,
    /// Whether the provider says it is a test.
    pub on_test: bool,
    /// When the provider is asked.
    pub schedule: Schedule,
}

/// When the provider is asked about a payment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    /// When the probe asks next; `None` unless pending.
    pub next_probe_at: Option<Timestamp>,
    /// Grows with every claim; an answer counts only for the claim it was asked under.
    pub epoch: i64,
    /// When it was last asked, whoever asked.
    pub last_asked_at: Option<Timestamp>,
    /// How often the buyer's return has asked.
    pub return_asks: u32,
    /// When the buyer's return last asked.
    pub last_return_ask_at: Option<Timestamp>,
}

impl Payment {
    /// What the provider calls it and said of it.
    #[must_use]
    pub fn provider(&self) -> ProviderRecord {
        let data = [
            ("session_id", self.session_id.clone()),
            ("return_code", self.return_code.clone()),
            ("response_code", self.response_code.map(|code| code.to_string())),
            ("transaction_state", self.transaction_state.clone()),
        ];
        ProviderRecord {
            name: "default".to_owned(),
            transaction: self.transaction_id.map(|id| id.to_string()),
            data: data
                .into_iter()
                .filter_map(|(name, word)| Some((name.to_owned(), word?)))
                .collect(),
        }
    }

    /// Why the provider refused to create it.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let code = pse_placetopay::CreateCode::from_word(self.return_code.as_deref()?);
        (self.state == PaymentState::Refused).then(|| match code {
            pse_placetopay::CreateCode::ExceededLimit => Refusal::LimitExceeded,
            pse_placetopay::CreateCode::BankUnreacheable => Refusal::BankUnreachable,
            code if code.is_configuration() => Refusal::Misconfigured,
            _ => Refusal::Other,
        })
    }
}
