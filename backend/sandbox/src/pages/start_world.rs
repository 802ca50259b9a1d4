//! The start page's tables of the test world: who is registered, the network's members and
//! how their accounts stand, and the amounts that stand for a code.

use jiff::Timestamp;

use crate::clock::today;
use crate::money::pesos;
use crate::store::{Outcome, Store};
use crate::world::{Account, AmountRule, Contact, Member, Registrant, World};

/// A row of the table of those registered with PSE.
pub(super) struct RegistrantRow {
    pub(super) someone: Registrant,
    pub(super) persona: &'static str,
    pub(super) contact: Option<Contact>,
}

impl RegistrantRow {
    pub(super) fn all(store: &Store) -> Vec<Self> {
        let row = |someone: &Registrant| Self {
            someone: someone.clone(),
            persona: someone.persona.label(),
            contact: someone.contact.clone(),
        };
        store.registrations.first(50).into_iter().map(row).collect()
    }
}

/// A row of the table of the network's members.
pub(super) struct MemberRow<'a> {
    pub(super) member: &'a Member,
    pub(super) accounts: Vec<AccountRow>,
}

/// A row of a member's accounts, with the balance as it stands.
pub(super) struct AccountRow {
    pub(super) entity: String,
    pub(super) name: String,
    pub(super) balance: String,
    pub(super) cap: String,
    /// The payments made today out of those allowed: `2 de 20`.
    pub(super) payments: String,
    pub(super) active: bool,
}

impl<'a> MemberRow<'a> {
    pub(super) fn all(world: &'a World, store: &Store, now: Timestamp) -> Vec<Self> {
        let holding = |account: &Account| AccountRow {
            entity: world.entity(&account.entity).map_or("", |entity| &entity.name).to_owned(),
            name: format!("{} {}", account.masked(), account.kind.label()),
            balance: pesos(store.balances.available(account)),
            cap: pesos(account.cap),
            payments: format!(
                "{} de {}",
                store.balances.paid(account, today(now)),
                account.payments_a_day
            ),
            active: account.active,
        };
        let holder = |member: &'a Member| Self {
            member,
            accounts: member.accounts.iter().map(holding).collect(),
        };
        world.members.iter().map(holder).collect()
    }
}

/// A row of the table of amounts: a total and its `returnCode`.
pub(super) struct AmountRow {
    pub(super) total: String,
    pub(super) code: String,
    pub(super) times: usize,
}

/// The amounts whose rule has a code of that kind.
pub(super) fn priced(world: &World, code: fn(&AmountRule) -> Option<&String>) -> Vec<AmountRow> {
    let rules = world.amounts.iter();
    rules
        .filter_map(|rule| {
            Some(AmountRow {
                total: pesos(rule.total),
                code: code(rule)?.clone(),
                times: rule.times,
            })
        })
        .collect()
}

/// A row of the table of outcomes.
pub(super) struct OutcomeRow {
    pub(super) how: &'static str,
    pub(super) state: &'static str,
    pub(super) code: i32,
    pub(super) reason: &'static str,
    pub(super) text: &'static str,
}

/// The rows of all outcomes, with what the service then says.
pub(super) fn ends() -> Vec<OutcomeRow> {
    [
        ("Una cuenta permite el débito y el código de seguridad es correcto", Outcome::Approved),
        ("«Cancelar» en PSE o en cualquier paso del banco", Outcome::Cancelled),
        ("Ninguna cuenta permite el débito", Outcome::NoAccountLeft),
        ("Tres contraseñas incorrectas", Outcome::WrongPassword),
        ("Tres códigos de seguridad incorrectos", Outcome::WrongCode),
        ("Banco 9002", Outcome::Rejected),
        ("Banco 9003", Outcome::Failed),
        ("Vence la sesión: 21 minutos en PSE, 7 en el banco", Outcome::Expired),
    ]
    .map(|(how, outcome)| OutcomeRow {
        how,
        state: outcome.state().as_str(),
        code: outcome.state().response_code(),
        reason: outcome.reason_code(),
        text: outcome.text(),
    })
    .into()
}
