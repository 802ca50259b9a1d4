//! Rows become records.

use pse_shared::order::Amounts;
use pse_shared::{BankInterface, CheckoutState, PaymentState};
use sqlx::sqlite::SqliteRow;

use super::columns::Columns;
use crate::model::{
    Asker, Attempt, Checkout, CheckoutId, HistoryEntry, Notification, NotificationId,
    NotificationState, Payment, PaymentId, Schedule,
};
use crate::store::StoreError;

/// A row of `checkouts`.
pub(super) fn checkout(row: &SqliteRow) -> Result<Checkout, StoreError> {
    let columns = Columns(row);
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
        payer: columns.json("payer")?,
        buyer: columns.optional_json("buyer")?,
        shipping: columns.optional_json("shipping")?,
        additional_data: columns.json("additional_data")?,
        credits: columns.json("credits")?,
        created_at: columns.time("created_at")?,
        expires_at: columns.time("expires_at")?,
    })
}

/// A row of `payments`.
pub(super) fn payment(row: &SqliteRow) -> Result<Payment, StoreError> {
    let columns = Columns(row);
    Ok(Payment {
        id: columns.named("id", PaymentId::parse)?,
        checkout_id: columns.named("checkout_id", CheckoutId::parse)?,
        site: columns.site()?,
        merchant_reference: columns.get("merchant_reference")?,
        attempt: columns.get("attempt")?,
        reference: columns.get("reference")?,
        amounts: amounts(&columns)?,
        currency: columns.get("currency")?,
        bank_code: columns.get("bank_code")?,
        bank_name: columns.get("bank_name")?,
        bank_interface: columns.named("bank_interface", BankInterface::from_name)?,
        payer: columns.json("payer")?,
        state: columns.named("state", PaymentState::from_name)?,
        version: columns.get("version")?,
        created_at: columns.time("created_at")?,
        updated_at: columns.time("updated_at")?,
        transaction_id: columns.get("transaction_id")?,
        session_id: columns.get("session_id")?,
        cus: columns.get("cus")?,
        transaction_cycle: columns.get("transaction_cycle")?,
        bank_url: columns.get("bank_url")?,
        return_code: columns.get("return_code")?,
        response_code: columns.get("response_code")?,
        reason_code: columns.get("reason_code")?,
        reason_text: columns.get("reason_text")?,
        transaction_state: columns.get("transaction_state")?,
        bank_process_date: columns.get("bank_process_date")?,
        on_test: columns.get("on_test")?,
        schedule: Schedule {
            next_probe_at: columns.optional_time("next_probe_at")?,
            epoch: columns.get("epoch")?,
            last_asked_at: columns.optional_time("last_asked_at")?,
            return_asks: columns.get("return_asks")?,
            last_return_ask_at: columns.optional_time("last_return_ask_at")?,
        },
    })
}

/// Rows of `payments`.
pub(super) fn payments(rows: &[SqliteRow]) -> Result<Vec<Payment>, StoreError> {
    rows.iter().map(payment).collect()
}

fn amounts(columns: &Columns<'_>) -> Result<Amounts, StoreError> {
    Ok(Amounts {
        total: columns.amount("total_amount")?,
        tax: columns.amount("tax_amount")?,
        devolution_base: columns.amount("devolution_base")?,
        tip: columns.amount("tip_amount")?,
    })
}

/// A row of `payment_history`.
pub(super) fn history(row: &SqliteRow) -> Result<HistoryEntry, StoreError> {
    let columns = Columns(row);
    let from = match columns.get::<Option<&str>>("from_state")? {
        Some(_) => Some(columns.named("from_state", PaymentState::from_name)?),
        None => None,
    };
    Ok(HistoryEntry {
        at: columns.time("at")?,
        from,
        to: columns.named("to_state", PaymentState::from_name)?,
        by: columns.named("asked_by", Asker::from_name)?,
        return_code: columns.get("return_code")?,
        transaction_state: columns.get("transaction_state")?,
        reason_code: columns.get("reason_code")?,
        reason_text: columns.get("reason_text")?,
        note: columns.get("note")?,
    })
}

/// A row of `notifications`.
pub(super) fn notification(row: &SqliteRow) -> Result<Notification, StoreError> {
    let columns = Columns(row);
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

/// A row of `notification_attempts`.
pub(super) fn attempt(row: &SqliteRow) -> Result<Attempt, StoreError> {
    let columns = Columns(row);
    Ok(Attempt {
        at: columns.time("at")?,
        status: columns.get("status")?,
        error: columns.get("error")?,
    })
}
