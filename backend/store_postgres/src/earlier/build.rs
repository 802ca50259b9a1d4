//! A database as a build left it that knew the migrations up to one.

use pse_core::model::{Payment, SiteName};
use pse_core::ports::store::StoredBankList;
use pse_core::ports::store_suite::oddities::{OddCheckout, OddPayment, Oddities};
use pse_shared::{PaymentState, Person};

use super::odd_rows::{Row, kept, payment, place, quoted, text};
use crate::columns::{checkout_state, micros};
use crate::migrations::{MIGRATIONS, migrate};
use crate::reach::Reached;
use crate::settings::Settings;

/// The first migration that a build left as the newest one: those before it came with it.
pub const OLDEST: i64 = 5;
/// The newest migration that there is.
pub const NEWEST: i64 = {
    let [.., last] = MIGRATIONS;
    last.version()
};

/// Writes a database as of a migration, with everything that is odd.
///
/// # Panics
/// When it cannot be written.
pub async fn write(settings: &Settings, migration: i64, odd: &Oddities) {
    let reached = Reached::new(settings, None).await.expect("a server");
    let client = reached.direct().await.expect("a connection");
    let known: Vec<_> = MIGRATIONS.into_iter().filter(|one| one.version() <= migration).collect();
    migrate(&client, &known).await.expect("the migrations can be made");
    let rows: String = odd.checkouts.iter().map(checkout).chain([history(odd)]).collect();
    let told: String =
        odd.payments().map(told).chain(odd.bank_lists.iter().map(bank_list)).collect();
    client.batch(&format!("BEGIN;\n{rows}{told}COMMIT")).await.expect("rows can be added");
}

fn checkout(odd: &OddCheckout) -> String {
    let it = &odd.checkout;
    let payer = (it.payer != Person::default()).then_some(&it.payer);
    let people = [payer, it.buyer.as_ref(), it.shipping.as_ref()];
    let mut rows: String =
        people.into_iter().flatten().map(|person| kept(&it.site, person)).collect();
    let row = Row::default()
        .text("id", it.id.as_str())
        .text("site", it.site.as_str())
        .text("state", checkout_state(it.state))
        .text("reference", &it.reference)
        .text("description", &it.description)
        .text("currency", &it.currency)
        .text("language", &it.language)
        .number("total_amount", it.amounts.total.centavos())
        .number("tax_amount", it.amounts.tax.centavos())
        .number("devolution_base", it.amounts.devolution_base.centavos())
        .number("tip_amount", it.amounts.tip.centavos())
        .text("return_url", &it.return_url)
        .written("payer_id", place(&it.site, payer))
        .written("buyer_id", place(&it.site, it.buyer.as_ref()))
        .written("shipping_id", place(&it.site, it.shipping.as_ref()))
        .text("additional_data", &text(&it.additional_data))
        .text("credits", &text(&it.credits))
        .number("created_at", micros(it.created_at))
        .number("expires_at", micros(it.expires_at));
    rows.push_str(&row.added_to("checkouts"));
    if let Some(key) = &odd.key {
        let row = Row::default()
            .text("site", it.site.as_str())
            .text("key", &key.key)
            .text("body_hash", &key.body_hash)
            .text("checkout_id", it.id.as_str());
        rows.push_str(&row.added_to("checkout_keys"));
    }
    rows.extend(odd.payments.iter().map(attempt));
    rows
}

fn attempt(odd: &OddPayment) -> String {
    let it = &odd.payment;
    let payer = (it.payer != Person::default()).then_some(&it.payer);
    let mut rows: String = payer.map(|payer| kept(&it.site, payer)).unwrap_or_default();
    rows.push_str(&consent_text(odd));
    let mut row = payment(it).written("payer_id", place(&it.site, payer));
    if let Some((owner, until)) = &odd.held {
        row = row.text("owner", owner).number("lease_until", micros(*until));
    }
    if let Some(given) = &odd.consent {
        row = row
            .written("consent_id", words(it, given.text.hash()))
            .text("consent_address", &given.address.to_string());
    }
    rows.push_str(&row.added_to("payments"));
    if let Some(key) = &odd.key {
        let row = Row::default()
            .text("checkout_id", it.checkout_id.as_str())
            .text("key", &key.key)
            .text("body_hash", &key.body_hash)
            .text("payment_id", it.id.as_str());
        rows.push_str(&row.added_to("payment_keys"));
    }
    rows
}

fn consent_text(odd: &OddPayment) -> String {
    let Some(given) = &odd.consent else { return String::new() };
    let row = Row::default()
        .text("site", odd.payment.site.as_str())
        .text("hash", given.text.hash())
        .number("version", i64::from(given.version))
        .text("text", given.text.text())
        .number("first_seen", micros(given.at));
    row.added_once_to("consent_texts")
}

fn words(it: &Payment, hash: &str) -> String {
    let (site, hash) = (quoted(it.site.as_str()), quoted(hash));
    format!("(SELECT id FROM consent_texts WHERE site = {site} AND hash = {hash})")
}

fn history(odd: &Oddities) -> String {
    let of_payment = |it: &OddPayment| -> String {
        let rows = (0..).zip(&it.history).map(|(version, entry)| {
            Row::default()
                .text("payment_id", it.payment.id.as_str())
                .number("version", version)
                .number("at", micros(entry.at))
                .optional("from_state", entry.from.map(PaymentState::as_str))
                .text("to_state", entry.to.as_str())
                .text("asked_by", entry.by.as_str())
                .text("provider_data", &text(&entry.provider_data))
                .optional("reason_code", entry.reason_code.as_deref())
                .optional("reason_text", entry.reason_text.as_deref())
                .optional("note", entry.note.as_deref())
                .added_to("payment_history")
        });
        rows.collect()
    };
    odd.payments().map(of_payment).collect()
}

fn told(odd: &OddPayment) -> String {
    let mut rows = String::new();
    for (it, attempts) in &odd.told {
        let row = Row::default()
            .text("id", it.id.as_str())
            .text("payment_id", it.payment_id.as_str())
            .text("site", it.site.as_str())
            .text("body", &it.body)
            .text("state", it.state.as_str())
            .number("attempts", i64::from(it.attempts))
            .number("next_attempt_at", micros(it.next_attempt_at))
            .number("created_at", micros(it.created_at));
        rows.push_str(&row.added_to("notifications"));
        for attempt in attempts {
            let row = Row::default()
                .text("notification_id", it.id.as_str())
                .number("at", micros(attempt.at))
                .number("status", attempt.status.map(i64::from))
                .optional("error", attempt.error.as_deref());
            rows.push_str(&row.added_to("notification_attempts"));
        }
    }
    rows
}

fn bank_list((site, list): &(SiteName, StoredBankList)) -> String {
    let row = Row::default()
        .text("site", site.as_str())
        .text("provider", list.provider.as_str())
        .text("banks", &text(&list.banks))
        .number("as_of", micros(list.as_of));
    row.added_to("bank_lists")
}
