//! From rows to records.

use pse_shared::order::Amounts;
use pse_shared::{
    Actor, BankInterface, CheckoutState, NotificationState, PaymentState, Person, Refusal,
};
use rusqlite::Row;
use serde::de::DeserializeOwned;

use super::columns::Columns;
use super::failure::Failure;
use pse_core::model::{
    Checkout, CheckoutId, DeliveryAttempt, HistoryEntry, Notification, NotificationId, Payment,
    PaymentId, Schedule, TransactionRef, is_cus,
};

/// The columns of a checkout, with the people it refers to; their data comes last, as it is read last.
macro_rules! checkout_columns {
    () => {
        "checkouts.*,
         (SELECT data FROM persons WHERE persons.id = checkouts.payer_id) AS payer_data,
         (SELECT data FROM persons WHERE persons.id = checkouts.buyer_id) AS buyer_data,
         (SELECT data FROM persons WHERE persons.id = checkouts.shipping_id) AS shipping_data"
    };
}
pub(super) use checkout_columns;

/// The columns of a payment, with the person it refers to, whose data comes last, as it is read last; in the words of
/// `SELECT`, or of `RETURNING`.
macro_rules! payment_columns {
    () => {
        concat!("payments.", rows::payment_columns!(returned))
    };
    (returned) => {
        "*, (SELECT data FROM persons WHERE persons.id = payments.payer_id) AS payer_data"
    };
}
pub(super) use payment_columns;

/// Reads a person: of the table `persons`, or of the column of before where there is no reference.
fn person<T: DeserializeOwned>(
    columns: &Columns<'_>,
    data: &'static str,
    before: &'static str,
) -> Result<Option<T>, Failure> {
    match columns.optional_json(data)? {
        Some(person) => Ok(Some(person)),
        None => columns.optional_json(before),
    }
}

/// Reads a payer, who is always there, if without data.
fn payer(columns: &Columns<'_>) -> Result<Person, Failure> {
    Ok(person(columns, "payer_data", "payer")?.unwrap_or_default())
}

/// Reads a row of the table `checkouts`.
pub(super) fn checkout(row: &Row<'_>) -> Result<Checkout, Failure> {
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
        buyer: person(&columns, "buyer_data", "buyer")?,
        shipping: person(&columns, "shipping_data", "shipping")?,
    })
}

/// Reads a row of the table `payments`.
pub(super) fn payment(row: &Row<'_>) -> Result<Payment, Failure> {
    let columns = Columns::of(row);
    Ok(Payment {
        id: columns.named("id", PaymentId::parse)?,
        checkout_id: columns.named("checkout_id", CheckoutId::parse)?,
        site: columns.site()?,
        provider: columns.provider()?,
        merchant_reference: columns.get("merchant_reference")?,
        attempt: columns.get("attempt")?,
        reference: columns.get("reference")?,
        amounts: amounts(&columns)?,
        currency: columns.get("currency")?,
        bank_code: columns.get("bank_code")?,
        bank_name: columns.get("bank_name")?,
        bank_interface: columns.named("bank_interface", BankInterface::from_name)?,
        state: columns.named("state", PaymentState::from_name)?,
        version: columns.get("version")?,
        created_at: columns.time("created_at")?,
        updated_at: columns.time("updated_at")?,
        transaction: columns.get::<Option<String>>("transaction_ref")?.map(TransactionRef::new),
        // Earlier builds kept zeros.
        cus: columns.get::<Option<String>>("cus")?.filter(|cus| is_cus(cus)),
        transaction_cycle: columns.get("transaction_cycle")?,
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
            return_asks: columns.get("return_asks")?,
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
pub(super) fn history(row: &Row<'_>) -> Result<HistoryEntry, Failure> {
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

/// Reads a row of the table `notifications`.
pub(super) fn notification(row: &Row<'_>) -> Result<Notification, Failure> {
    let columns = Columns::of(row);
    Ok(Notification {
        id: columns.named("id", NotificationId::parse)?,
        payment_id: columns.named("payment_id", PaymentId::parse)?,
        site: columns.site()?,
        body: columns.get("body")?,
        state: columns.named("state", NotificationState::from_name)?,
        attempts: columns.get("attempts")?,
        next_attempt_at: columns.time("next_attempt_at")?,
        created_at: columns.time("created_at")?,
    })
}

/// Reads a row of the table `notification_attempts`.
pub(super) fn attempt(row: &Row<'_>) -> Result<DeliveryAttempt, Failure> {
    let columns = Columns::of(row);
    Ok(DeliveryAttempt {
        at: columns.time("at")?,
        status: columns.get("status")?,
        error: columns.get("error")?,
    })
}
