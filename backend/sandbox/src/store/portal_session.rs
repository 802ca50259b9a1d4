//! Where a member is in the network's portal: kept with the visit, never in the browser.

use jiff::Timestamp;

use super::balances::Decline;

/// How many tries a password or a security code has.
pub(crate) const MAX_TRIES: u8 = 3;

/// The steps of the portal, in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum PortalStep {
    /// The member gives type and number of document.
    #[default]
    Document,
    /// The member chooses an entity of the network.
    Entity,
    /// The member gives the portal's user.
    User,
    /// The member gives the portal's password.
    Password,
    /// The member sees the payment's data and chooses an account.
    Account,
    /// The member gives the security code.
    Code,
    /// The payment is made and its receipt shown.
    Receipt,
}

impl PortalStep {
    /// All steps, in their order.
    pub(crate) const ALL: [Self; 7] = [
        Self::Document,
        Self::Entity,
        Self::User,
        Self::Password,
        Self::Account,
        Self::Code,
        Self::Receipt,
    ];

    /// The step's word in forms.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "documento",
            Self::Entity => "entidad",
            Self::User => "usuario",
            Self::Password => "clave",
            Self::Account => "cuenta",
            Self::Code => "codigo",
            Self::Receipt => "recibo",
        }
    }

    /// The step's number, 1 to 7.
    pub(crate) fn place(self) -> usize {
        Self::ALL.iter().take_while(|step| **step != self).count() + 1
    }
}

/// A member's session in the portal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PortalSession {
    pub(crate) step: PortalStep,
    /// The IP address of the member's browser.
    pub(crate) ip: String,
    /// The member's document, once it is known.
    pub(crate) document: Option<(String, String)>,
    /// The code of the entity chosen.
    pub(crate) entity: Option<String>,
    pub(crate) wrong_passwords: u8,
    pub(crate) wrong_codes: u8,
    /// The accounts that declined the payment, by number, and why.
    pub(crate) declined: Vec<(String, Decline)>,
    /// The number of the account chosen.
    pub(crate) account: Option<String>,
    /// The security code sent.
    pub(crate) code: String,
    pub(crate) receipt: Option<Receipt>,
    /// The member left the portal after paying.
    pub(crate) closed: bool,
}

/// The receipt of a debit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// The account as the receipt shows it: `****5566 Ahorros`.
    pub(crate) account: String,
    pub(crate) paid_at: Timestamp,
    /// The receipt's number ("No. Transacción").
    pub(crate) number: String,
}
