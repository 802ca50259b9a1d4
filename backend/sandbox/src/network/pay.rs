//! The account, the security code and the debit. An account is asked twice whether it allows
//! the payment: when it is chosen, and when it is debited, for another payment may have come
//! in between.

use jiff::Timestamp;
use rust_decimal::Decimal;
use subtle::ConstantTimeEq as _;

use super::end::end;
use super::step_result::{StepResult, tries_left};
use crate::clock::{stamp, today};
use crate::messages;
use crate::random;
use crate::store::{Decline, MAX_TRIES, Outcome, PortalStep, Receipt, Store};
use crate::world::{Account, Member, World};

/// Takes the member's choice of an account («Pagar»): sends a security code if the account allows
/// the payment.
pub(super) fn choose_account(
    store: &mut Store,
    world: &World,
    id: i64,
    member: &Member,
    number: &str,
    now: Timestamp,
) -> StepResult {
    let amount = store.amount(id);
    let Some(portal) = store.portal(id, now) else { return StepResult::Done };
    let entity = portal.entity.clone().unwrap_or_default();
    if portal.declined.iter().any(|(declined, _)| declined == number) {
        return StepResult::wrong("cuenta", "Esta cuenta no permite el pago. Elija otra.");
    }
    let Some(account) = member.accounts_at(&entity).find(|account| account.number == number) else {
        return StepResult::wrong("cuenta", "Elija la cuenta de la que se debita el pago.");
    };
    if let Err(decline) = store.balances.check(account, amount, today(now)) {
        return declined(store, world, id, member, account, decline, now);
    }
    let Ok(code) = random::security_code() else {
        return StepResult::wrong("cuenta", "No pudimos enviar el código. Intente de nuevo.");
    };
    let Some(portal) = store.portal(id, now) else { return StepResult::Done };
    portal.account = Some(account.number.clone());
    portal.code.clone_from(&code);
    portal.wrong_codes = 0;
    portal.step = PortalStep::Code;
    if let Some(transaction) = store.ledger.by_id(id, now) {
        let messages = messages::security_code(transaction, world, member, &code, now);
        store.mailbox.deliver_all(messages);
    }
    StepResult::Done
}

/// Takes the security code («Aceptar»), and debits the account if the code is right.
pub(super) fn check_code(
    store: &mut Store,
    world: &World,
    id: i64,
    member: &Member,
    code: &str,
    now: Timestamp,
) -> StepResult {
    let amount = store.amount(id);
    let Some(portal) = store.portal(id, now) else { return StepResult::Done };
    if code.is_empty() {
        return StepResult::wrong("codigo", "Escriba el código de seguridad.");
    }
    if !bool::from(code.as_bytes().ct_eq(portal.code.as_bytes())) {
        portal.wrong_codes = portal.wrong_codes.saturating_add(1);
        let wrong = portal.wrong_codes;
        if wrong >= MAX_TRIES {
            end(store, id, Outcome::WrongCode, world, now);
            return StepResult::Done;
        }
        return StepResult::wrong(
            "codigo",
            format!("El código no es correcto. {}", tries_left(wrong)),
        );
    }
    let number = portal.account.clone().unwrap_or_default();
    let Some(account) = member.accounts.iter().find(|account| account.number == number) else {
        portal.step = PortalStep::Account;
        return StepResult::Done;
    };
    if let Err(decline) = store.balances.debit(account, amount, today(now)) {
        return declined(store, world, id, member, account, decline, now);
    }
    write_receipt(store, id, account, now);
    end(store, id, Outcome::Approved, world, now);
    StepResult::Done
}

/// Writes the receipt; only while the payment is still open, as the debit was.
fn write_receipt(store: &mut Store, id: i64, account: &Account, now: Timestamp) {
    let Some(portal) = store.portal(id, now) else { return };
    portal.receipt = Some(Receipt {
        account: format!("{} {}", account.masked(), account.kind.label()),
        paid_at: now,
        number: format!("{}{:04}", stamp(now), id.rem_euclid(10_000)),
    });
    portal.step = PortalStep::Receipt;
}

/// The account does not allow the payment: the member chooses another, and when none is left
/// the payment is cancelled.
fn declined(
    store: &mut Store,
    world: &World,
    id: i64,
    member: &Member,
    account: &Account,
    decline: Decline,
    now: Timestamp,
) -> StepResult {
    let Some(portal) = store.portal(id, now) else { return StepResult::Done };
    portal.declined.push((account.number.clone(), decline));
    portal.account = None;
    portal.code.clear();
    portal.step = PortalStep::Account;
    let entity = portal.entity.clone().unwrap_or_default();
    let is_left = |account: &Account| !portal.declined.iter().any(|(n, _)| *n == account.number);
    if !member.accounts_at(&entity).any(is_left) {
        end(store, id, Outcome::NoAccountLeft, world, now);
    }
    StepResult::Done
}

impl Store {
    /// The total of transaction `id`, in pesos.
    fn amount(&self, id: i64) -> Decimal {
        self.ledger.total(id)
    }
}
