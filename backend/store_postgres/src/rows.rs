//! From rows to records.

use pse_core::model::{
    Checkout, CheckoutId, DeliveryAttempt, HistoryEntry, Notification, NotificationId, Payment,
    PaymentId, Schedule, TransactionRef, is_cus,
};
use pse_shared::order::Amounts;
use pse_shared::{
    Actor, BankInterface, CheckoutState, NotificationState, PaymentState, Person, Refusal,
};
use tokio_postgres::Row;

use super::columns::Columns;
use super::failure::Failure;

/// The columns of a checkout, with the people it refers to; their data comes last, as it is read last.
macro_rules! checkout_columns {
    () => {
        "checkouts.*,
         (SELECT data FROM persons WHERE persons.id = checkouts.payer_id) AS payer_data,
         (SELECT data FROM persons WHERE persons.id = checkouts.buyer_id) AS buyer_data,
         (SELECT data FROM persons WHERE persons.id = checkouts.shipping_id) AS shipping_data"
    };
}
pub(crate) use checkout_columns;

/// The columns of a payment, with the person it refers to, whose data comes last, as it is read last.
macro_rules! payment_columns {
    () => {
        "payments.*, (SELECT data FROM persons WHERE persons.id = payments.payer_id) AS payer_data"
    };
}
pub(crate) use payment_columns;

/// The columns of a notification: while it is in the queue, when it is tried next stands there.
macro_rules! notification_columns {
    () => {
        "notifications.*, coalesce(
             (SELECT next_at FROM notification_queue
              WHERE notification_queue.position = notifications.position),
             notifications.next_attempt_at) AS tried_at"
    };
}
pub(crate) use notification_columns;

/// Reads a payer, who is always there, if without data.
fn payer(columns: &Columns<'_>) -> Result<Person, Failure> {
    Ok(columns.optional_json("payer_data")?.unwrap_or_default())
}

/// Reads the rows of a list, or of a claim. One that cannot be read, as it has a word of a later version of the program, is
/// left out and logged: it stands in no other's way.
pub(crate) fn readable<T>(rows: &[Row], read: impl Fn(&Row) -> Result<T, Failure>) -> Vec<T> {
    let mut found = Vec::with_capacity(rows.len());
    let mut first = None;
    for row in rows {
        match read(row) {
            Ok(one) => found.push(one),
            Err(failure) => first = first.or(Some((row, failure))),
        }
    }
    if let Some((row, failure)) = first {
        let columns = Columns::of(row);
        let id: Option<&str> =
            columns.get("id").or_else(|_| columns.get("payment_id")).unwrap_or_default();
        let count = rows.len().saturating_sub(found.len());
        tracing::error!(id, count, %failure, "Stored rows cannot be read and are left out.");
    }
    found
}

/// Reads a row of the table `checkouts`.
pub(crate) fn checkout(row: &Row) -> Result<Checkout, Failure> {
    let columns = Columns::of(row);
    Ok(Checkout {
        id: columns.named("id", CheckoutId::parse)?,
        site: columns.site()?,
        state: columns.named("state", CheckoutState::from_name)?,
        reference: columns.get("reference")?,
        description: columns.get("description")?,
        currency: columns.get("currency")?,
        language: columns.get("language")?,
        amounts: amounts(&columns)?,
        return_url: columns.get("return_url")?,
        additional_data: columns.json("additional_data")?,
        credits: columns.json("credits")?,
        created_at: columns.time("created_at")?,
        expires_at: columns.time("expires_at")?,
        payer: payer(&columns)?,
        buyer: columns.optional_json("buyer_data")?,
        shipping: columns.optional_json("shipping_data")?,
    })
}

/// Reads a row of the table `payments`.
pub(crate) fn payment(row: &Row) -> Result<Payment, Failure> {
    let columns = Columns::of(row);
    Ok(Payment {
        id: columns.named("id", PaymentId::parse)?,
        checkout_id: columns.named("checkout_id", CheckoutId::parse)?,
        site: columns.site()?,
        provider: columns.provider()?,
        merchant_reference: columns.get("merchant_reference")?,
        attempt: columns.number("attempt")?,
        reference: columns.get("reference")?,
        amounts: amounts(&columns)?,
        currency: columns.get("currency")?,
        bank_code: columns.get("bank_code")?,
        bank_name: columns.get("bank_name")?,
        bank_interface: columns.named("bank_interface", BankInterface::from_name)?,
        created_at: columns.time("created_at")?,
        state: columns.named("state", PaymentState::from_name)?,
        version: columns.get("version")?,
        updated_at: columns.time("updated_at")?,
        transaction: columns.get::<Option<String>>("transaction_ref")?.map(TransactionRef::new),
        cus: columns.get::<Option<String>>("cus")?.filter(|cus| is_cus(cus)),
        transaction_cycle: columns.optional_number("transaction_cycle")?,
        bank_url: columns.get("bank_url")?,
        refusal: columns.optional_named("refusal", Refusal::from_name)?,
        reason_code: columns.get("reason_code")?,
        reason_text: columns.get("reason_text")?,
        bank_process_date: columns.get("bank_process_date")?,
        on_test: columns.get("on_test")?,
        provider_data: columns.json("provider_data")?,
        schedule: Schedule {
            next_probe_at: columns.optional_time("next_probe_at")?,
            epoch: columns.get("epoch")?,
            last_asked_at: columns.optional_time("last_asked_at")?,
            return_asks: columns.number("return_asks")?,
            last_return_ask_at: columns.optional_time("last_return_ask_at")?,
        },
        payer: payer(&columns)?,
    })
}

fn amounts(columns: &Columns<'_>) -> Result<Amounts, Failure> {
    Ok(Amounts {
        total: columns.amount("total_amount")?,
        tax: columns.amount("tax_amount")?,
        devolution_base: columns.amount("devolution_base")?,
        tip: columns.amount("tip_amount")?,
    })
}

/// Reads a row of the table `payment_history`.
pub(crate) fn history(row: &Row) -> Result<HistoryEntry, Failure> {
    let columns = Columns::of(row);
    Ok(HistoryEntry {
        at: columns.time("at")?,
        from: columns.optional_named("from_state", PaymentState::from_name)?,
        to: columns.named("to_state", PaymentState::from_name)?,
        by: columns.named("asked_by", Actor::from_name)?,
        provider_data: columns.json("provider_data")?,
        reason_code: columns.get("reason_code")?,
        reason_text: columns.get("reason_text")?,
        note: columns.get("note")?,
    })
}

/// Reads a row of the table `notifications`, with the time that it is tried next.
pub(crate) fn notification(row: &Row) -> Result<Notification, Failure> {
    let columns = Columns::of(row);
    Ok(Notification {
        id: columns.named("id", NotificationId::parse)?,
        payment_id: columns.named("payment_id", PaymentId::parse)?,
        site: columns.site()?,
        body: columns.get("body")?,
        state: columns.named("state", NotificationState::from_name)?,
        attempts: columns.number("attempts")?,
        created_at: columns.time("created_at")?,
        next_attempt_at: columns.time("tried_at")?,
    })
}

/// Reads a row of the table `notification_attempts`.
pub(crate) fn attempt(row: &Row) -> Result<DeliveryAttempt, Failure> {
    let columns = Columns::of(row);
    Ok(DeliveryAttempt {
        at: columns.time("at")?,
        status: columns.optional_number("status")?,
        error: columns.get("error")?,
    })
}
