//! From rows to records.

use pse_shared::order::Amounts;
use pse_shared::{Actor, BankInterface, CheckoutState, NotificationState, PaymentState, Refusal};
use rusqlite::Row;

use super::columns::Columns;
use super::failure::Failure;
use pse_core::model::{
    Checkout, CheckoutId, DeliveryAttempt, HistoryEntry, Notification, NotificationId, Payment,
    PaymentId, Schedule, TransactionRef,
};

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
        payer: columns.json("payer")?,
        buyer: columns.optional_json("buyer")?,
        shipping: columns.optional_json("shipping")?,
        additional_data: columns.json("additional_data")?,
        credits: columns.json("credits")?,
        created_at: columns.time("created_at")?,
        expires_at: columns.time("expires_at")?,
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
        payer: columns.json("payer")?,
        state: columns.named("state", PaymentState::from_name)?,
        version: columns.get("version")?,
        created_at: columns.time("created_at")?,
        updated_at: columns.time("updated_at")?,
        transaction: columns.get::<Option<String>>("transaction_ref")?.map(TransactionRef::new),
        cus: columns.get("cus")?,
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
