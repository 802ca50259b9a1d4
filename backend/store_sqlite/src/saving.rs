//! A change of a payment: stored whole, over the version it was made from, or not at all.

use pse_core::model::Payment;
use pse_core::ports::store::PaymentChange;
use pse_shared::PaymentState;
use rusqlite::Connection;

use super::failure::Failure;
use super::values::{Text, Values};
use super::{checkouts, history, notifications, payment_values};

/// Stores a change of a payment; `false` when the payment has changed since.
pub(super) fn save(connection: &Connection, change: &PaymentChange) -> Result<bool, Failure> {
    let payment = &change.payment;
    if !update_payment(connection, payment)? {
        return Ok(false);
    }
    if let Some(entry) = &change.history {
        history::insert(connection, &payment.id, entry)?;
    }
    if let Some(state) = change.checkout {
        checkouts::set_state(connection, &payment.checkout_id, state)?;
    }
    if let Some(notification) = &change.notification {
        notifications::insert(connection, notification)?;
    }
    Ok(true)
}

/// Everything of a payment that can change after its intent was stored. Once it is created, no process holds it.
fn update_payment(connection: &Connection, payment: &Payment) -> Result<bool, Failure> {
    static HELD: Text = Text::new();
    static LET_GO: Text = Text::new();
    let values = payment_values::changing(Values::default(), payment)?;
    let (values, text) = if payment.state == PaymentState::Creating {
        (values, &HELD)
    } else {
        let none = None::<&str>;
        (values.with_optional("owner", none).with_optional("lease_until", none), &LET_GO)
    };
    let text = text.get_or_init(|| {
        format!(
            "UPDATE payments SET {}, version = version + 1
             WHERE id = :id AND version = :read_version",
            values.assigned()
        )
    });
    let values = values.with("id", payment.id.as_str()).with("read_version", payment.version);
    Ok(values.execute(connection, text)? == 1)
}
