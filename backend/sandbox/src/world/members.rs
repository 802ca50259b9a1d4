//! The cooperative network: its entities, their members and the members' accounts.

use rust_decimal::Decimal;
use serde::Deserialize;

/// A cooperative of the network.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entity {
    pub(crate) code: String,
    pub(crate) name: String,
    /// The e-mail address for questions that receipts name.
    pub(crate) email: String,
    pub(crate) phone: String,
}

/// A member with a user of the network's portal.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Member {
    /// What the member lets a tester try.
    #[serde(default)]
    pub(crate) purpose: String,
    pub(crate) document_type: String,
    pub(crate) document: String,
    pub(crate) name: String,
    pub(crate) user: String,
    /// The portal's password: published test data, no secret at all.
    pub(crate) password: String,
    /// The e-mail address that security codes are sent to.
    pub(crate) email: String,
    pub(crate) mobile: String,
    pub(crate) accounts: Vec<Account>,
}

impl Member {
    /// The accounts that can be used at `entity`.
    pub(crate) fn accounts_at(&self, entity: &str) -> impl Iterator<Item = &Account> {
        self.accounts.iter().filter(move |account| account.active && account.entity == entity)
    }
}

/// An account of a member.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Account {
    /// The code of its entity.
    pub(crate) entity: String,
    pub(crate) kind: AccountKind,
    pub(crate) number: String,
    /// What is available at the start, in pesos.
    #[serde(deserialize_with = "crate::money::read")]
    pub(crate) balance: Decimal,
    /// The largest payment, in pesos.
    #[serde(deserialize_with = "crate::money::read")]
    pub(crate) cap: Decimal,
    /// The most payments a day.
    pub(crate) payments_a_day: u32,
    /// How many of today's payments are spent at the start.
    #[serde(default)]
    pub(crate) paid_today: u32,
    #[serde(default = "usable")]
    pub(crate) active: bool,
}

const fn usable() -> bool {
    true
}

/// The kind of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AccountKind {
    Savings,
    RevolvingCredit,
}

impl AccountKind {
    /// The kind's name as people read it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Savings => "Ahorros",
            Self::RevolvingCredit => "Cupo rotativo",
        }
    }
}

impl Account {
    /// `****5566`: the number as pages show it.
    pub(crate) fn masked(&self) -> String {
        let shown = self.number.char_indices().rev().nth(3).map_or(0, |(index, _)| index);
        format!("****{}", self.number.get(shown..).unwrap_or_default())
    }
}
