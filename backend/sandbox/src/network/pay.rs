//! The account, the security code and the debit. An account is asked twice whether it allows
//! the payment: when it is chosen, and when it is debited, for another payment may have come
//! in between.

use jiff::Timestamp;
use rust_decimal::Decimal;
use subtle::ConstantTimeEq as _;

use super::advance::left;
use super::{Decline, Moved, Receipt, Step, TRIES};
use crate::clock::{stamp, today};
use crate::messages;
use crate::random;
use crate::store::{Outcome, Store};
use crate::world::{Account, Member, World};

/// «Pagar»: the account takes the payment, or another must.
pub(super) fn choose_account(
    store: &mut Store,
    world: &World,
    id: i64,
    member: &Member,
    number: &str,
    now: Timestamp,
) -> Moved {
    let amount = store.amount(id);
    let Some(walk) = store.walk(id, now) else { return Moved::On };
    let entity = walk.entity.clone().unwrap_or_default();
    if walk.declined.iter().any(|(declined, _)| declined == number) {
        return Moved::wrong("cuenta", "Esta cuenta no permite el pago. Elija otra.");
    }
    let Some(account) = member.accounts_at(&entity).find(|account| account.number == number) else {
        return Moved::wrong("cuenta", "Elija la cuenta de la que se debita el pago.");
    };
    if let Err(decline) = store.balances.check(account, amount, today(now)) {
        return declined(store, world, id, member, account, decline, now);
    }
    let Ok(code) = random::security_code() else {
        return Moved::wrong("cuenta", "No pudimos enviar el código. Intente de nuevo.");
    };
    let Some(walk) = store.walk(id, now) else { return Moved::On };
    walk.account = Some(account.number.clone());
    walk.code.clone_from(&code);
    walk.wrong_codes = 0;
    walk.step = Step::Code;
    if let Some(transaction) = store.ledger.by_id(id, now) {
        let messages = messages::security_code(transaction, world, member, &code, now);
        store.mailbox.deliver_all(messages);
    }
    Moved::On
}

/// «Aceptar»: the code is right, the account is debited.
pub(super) fn check_code(
    store: &mut Store,
    world: &World,
    id: i64,
    member: &Member,
    code: &str,
    now: Timestamp,
) -> Moved {
    let amount = store.amount(id);
    let Some(walk) = store.walk(id, now) else { return Moved::On };
    if code.is_empty() {
        return Moved::wrong("codigo", "Escriba el código de seguridad.");
    }
    if !bool::from(code.as_bytes().ct_eq(walk.code.as_bytes())) {
        walk.wrong_codes = walk.wrong_codes.saturating_add(1);
        let wrong = walk.wrong_codes;
        if wrong >= TRIES {
            store.end(id, Outcome::WrongCode, world, now);
            return Moved::On;
        }
        return Moved::wrong("codigo", format!("El código no es correcto. {}", left(wrong)));
    }
    let number = walk.account.clone().unwrap_or_default();
    let Some(account) = member.accounts.iter().find(|account| account.number == number) else {
        walk.step = Step::Account;
        return Moved::On;
    };
    if let Err(decline) = store.balances.debit(account, amount, today(now)) {
        return declined(store, world, id, member, account, decline, now);
    }
    walk_to_receipt(store, id, account, now);
    store.end(id, Outcome::Approved, world, now);
    Moved::On
}

/// Writes the receipt; only while the payment is still open, as the debit was.
fn walk_to_receipt(store: &mut Store, id: i64, account: &Account, now: Timestamp) {
    let Some(walk) = store.walk(id, now) else { return };
    walk.receipt = Some(Receipt {
        account: format!("{} {}", account.masked(), account.kind.label()),
        paid_at: now,
        number: format!("{}{:04}", stamp(now), id.rem_euclid(10_000)),
    });
    walk.step = Step::Receipt;
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
) -> Moved {
    let Some(walk) = store.walk(id, now) else { return Moved::On };
    walk.declined.push((account.number.clone(), decline));
    walk.account = None;
    walk.code.clear();
    walk.step = Step::Account;
    let entity = walk.entity.clone().unwrap_or_default();
    let is_left = |account: &Account| !walk.declined.iter().any(|(n, _)| *n == account.number);
    if !member.accounts_at(&entity).any(is_left) {
        store.end(id, Outcome::NoAccountLeft, world, now);
    }
    Moved::On
}

impl Store {
    /// What transaction `id` is over.
    fn amount(&self, id: i64) -> Decimal {
        self.ledger.total(id)
    }
}
