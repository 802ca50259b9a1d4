//! Where a member is in the network's portal: kept with the visit, never in the browser.

use jiff::Timestamp;

use super::Decline;

/// How often a password or a security code may be wrong.
pub(crate) const TRIES: u8 = 3;

/// The steps, in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Step {
    /// Type and number of document.
    #[default]
    Document,
    /// Which entity of the network.
    Entity,
    /// The portal's user.
    User,
    /// The portal's password.
    Password,
    /// The account and the payment's data.
    Account,
    /// The security code.
    Code,
    /// It is paid.
    Receipt,
}

impl Step {
    /// All, in their order.
    pub(crate) const ALL: [Self; 7] = [
        Self::Document,
        Self::Entity,
        Self::User,
        Self::Password,
        Self::Account,
        Self::Code,
        Self::Receipt,
    ];

    /// The word in forms.
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

    /// Its place, 1 to 7.
    pub(crate) fn place(self) -> usize {
        Self::ALL.iter().take_while(|step| **step != self).count() + 1
    }
}

/// A member's way so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Walk {
    pub(crate) step: Step,
    /// Where the member's browser is.
    pub(crate) ip: String,
    /// The member's document, once it is known.
    pub(crate) document: Option<(String, String)>,
    /// The code of the entity chosen.
    pub(crate) entity: Option<String>,
    pub(crate) wrong_passwords: u8,
    pub(crate) wrong_codes: u8,
    /// Accounts that declined, by number.
    pub(crate) declined: Vec<(String, Decline)>,
    /// The number of the account chosen.
    pub(crate) account: Option<String>,
    /// The security code sent.
    pub(crate) code: String,
    pub(crate) receipt: Option<Receipt>,
    /// The member left the portal after paying.
    pub(crate) closed: bool,
}

/// What is written down of a debit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// `****5566 Ahorros`.
    pub(crate) account: String,
    pub(crate) paid_at: Timestamp,
    /// "No. Transacción".
    pub(crate) number: String,
}
