//! A store file of an earlier build opens, with everything in it (`../fixtures/README.md`).

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use pse_core::model::{CheckoutId, DeliveryAttempt, Payment, PaymentId, TransactionRef};
use pse_core::ports::store::{ClaimWindow, NotificationOutcome, SiteClaim, Store, Unfinished};
use pse_core::ports::store_suite::samples::{change, provider, site};
use pse_shared::{NotificationState, PaymentState, Refusal};
use pse_store_sqlite::{SqliteStore, unfinished_in};
use serde_json::Value;
use tempfile::TempDir;

const BUILD: &str = "store-0.1.0-91b8a42";

fn fixture(ending: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    folder.join(format!("{BUILD}.{ending}"))
}

/// A copy of the file, as opening changes it.
fn copy(folder: &TempDir) -> String {
    let file = folder.path().join("pse.sqlite");
    std::fs::copy(fixture("sqlite3"), &file).unwrap();
    file.display().to_string()
}

/// The rows of a table as that build wrote them.
fn rows(table: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(fixture("json")).unwrap();
    let tables: Value = serde_json::from_str(&text).unwrap();
    tables[table].as_array().unwrap().clone()
}

fn text(row: &Value, column: &str) -> Option<String> {
    let value = &row[column];
    (!value.is_null()).then(|| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

async fn payment(store: &SqliteStore, row: &Value) -> Payment {
    let id = PaymentId::parse(&text(row, "id").unwrap()).unwrap();
    store.payment(&id).await.unwrap().unwrap()
}

/// What waits for an outcome in the file.
fn waiting() -> [Unfinished; 2] {
    let waits = |name, count| Unfinished { site: site(name), provider: provider("default"), count };
    [waits("agencia", 1), waits("demo", 7)]
}

#[tokio::test]
async fn every_payment_keeps_what_identifies_it_and_the_provider_s_own_words() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&copy(&folder)).await.unwrap();
    let rows = rows("payments");
    assert_eq!(rows.len(), 22);
    for row in &rows {
        let payment = payment(&store, row).await;
        let reference = text(row, "reference").unwrap();
        assert_eq!(payment.transaction, text(row, "transaction_id").map(TransactionRef::new));
        let cus = text(row, "cus").filter(|cus| cus != "000000");
        assert_eq!(payment.cus, cus, "{reference}");
        assert_eq!(payment.provider_data.get("session_id"), text(row, "session_id").as_ref());
        assert_eq!(payment.reference, reference);
        assert_eq!(payment.amounts.total.centavos(), row["total_amount"].as_i64().unwrap());

        assert_eq!(payment.provider, provider("default"));
        assert_eq!(payment.state.as_str(), text(row, "state").unwrap());
        assert_eq!(payment.bank_url, text(row, "bank_url"));
        assert_eq!(payment.reason_text, text(row, "reason_text"));
        let names = ["session_id", "return_code", "response_code", "transaction_state"];
        let words = names.map(|name| text(row, name).map(|word| (name.to_owned(), word)));
        assert_eq!(payment.provider_data, words.into_iter().flatten().collect(), "{reference}");
    }
}

#[tokio::test]
async fn refusals_are_told_in_our_words() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&copy(&folder)).await.unwrap();
    for row in rows("payments") {
        let payment = payment(&store, &row).await;
        let expected = match payment.reference.as_str() {
            "R-UNREACHABLE" => Some(Refusal::BankUnreachable),
            "R-LIMIT" => Some(Refusal::LimitExceeded),
            _ => None,
        };
        assert_eq!(payment.refusal, expected, "{}", payment.reference);
    }
}

#[tokio::test]
async fn every_row_of_history_keeps_the_provider_s_words() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&copy(&folder)).await.unwrap();
    let history = rows("payment_history");
    for row in rows("payments") {
        let id = PaymentId::parse(&text(&row, "id").unwrap()).unwrap();
        let kept = store.history(&id).await.unwrap();
        let kept: Vec<_> = kept
            .into_iter()
            .map(|entry| {
                let word = |name| entry.provider_data.get(name).cloned();
                (entry.to.as_str().to_owned(), word("return_code"), word("transaction_state"))
            })
            .collect();
        let expected: Vec<_> = history
            .iter()
            .filter(|row| row["payment_id"] == id.as_str())
            .map(|row| {
                let to = text(row, "to_state").unwrap();
                (to, text(row, "return_code"), text(row, "transaction_state"))
            })
            .collect();
        assert_eq!(kept, expected, "{id}");
    }
}

#[tokio::test]
async fn the_figures_count_what_that_build_stored() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&copy(&folder)).await.unwrap();
    let rows = rows("payments");
    for (state, count) in store.figures(Timestamp::MIN).await.unwrap().payments {
        let stored = rows.iter().filter(|row| row["state"] == state.as_str()).count();
        assert_eq!(count, stored as u64, "{state:?}");
    }
}

#[tokio::test]
async fn history_goes_on_after_what_that_build_wrote() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&copy(&folder)).await.unwrap();
    let now: Timestamp = "2026-12-01T00:00:00Z".parse().unwrap();
    let window = ClaimWindow { now, next: now, limit: 100 };
    for payment in store.claim_due(window).await.unwrap() {
        let mut expected = store.history(&payment.id).await.unwrap();
        let change = change(&payment, PaymentState::Approved, 1);
        assert!(store.save(&change).await.unwrap());
        expected.extend(change.history);
        assert_eq!(store.history(&payment.id).await.unwrap(), expected, "{}", payment.reference);
    }
}

#[tokio::test]
async fn what_waits_is_counted_before_and_after_and_the_file_is_left_alone_before() {
    let folder = TempDir::new().unwrap();
    let url = copy(&folder);
    assert_eq!(unfinished_in(&url).await.unwrap(), waiting());
    assert_eq!(std::fs::read(&url).unwrap(), std::fs::read(fixture("sqlite3")).unwrap());

    let store = SqliteStore::open(&url).await.unwrap();
    assert_eq!(store.unfinished().await.unwrap(), waiting());
    assert_eq!(unfinished_in(&url).await.unwrap(), waiting(), "counted while it is served");
    store.close().await;
}

#[tokio::test]
async fn what_was_due_is_due_and_what_was_creating_is_an_orphan() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&copy(&folder)).await.unwrap();
    let now: Timestamp = "2026-12-01T00:00:00Z".parse().unwrap();
    let orphans = store.orphans(Timestamp::MIN).await.unwrap();
    let references: Vec<_> = orphans.iter().map(|orphan| orphan.reference.as_str()).collect();
    assert_eq!(references, ["K-CREATING"]);

    let window = ClaimWindow { now, next: now, limit: 100 };
    let due = store.claim_due(window).await.unwrap();
    assert_eq!(due.len(), 7);
    assert!(due.iter().all(|payment| payment.state == PaymentState::Pending));

    let mut waiting: Vec<String> = rows("notifications")
        .iter()
        .filter(|row| row["state"] == NotificationState::Due.as_str())
        .map(|row| text(row, "id").unwrap())
        .collect();
    // Of each payment the oldest is taken first.
    let wanted = ["agencia", "demo"].map(|name| SiteClaim { site: site(name), limit: 100 });
    let mut taken = Vec::new();
    loop {
        let claimed = store.claim_notifications(now, Timestamp::MAX, &wanted).await.unwrap();
        if claimed.is_empty() {
            break;
        }
        for notification in claimed {
            let attempt = DeliveryAttempt { at: now, status: Some(200), error: None };
            store
                .record_attempt(&(&notification).into(), &attempt, &NotificationOutcome::Delivered)
                .await
                .unwrap();
            taken.push(notification.id.to_string());
        }
    }
    assert_eq!(waiting.len(), 9);
    waiting.sort_unstable();
    taken.sort_unstable();
    assert_eq!(taken, waiting);
}

#[tokio::test]
async fn keys_still_lead_to_what_they_made() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&copy(&folder)).await.unwrap();
    let rows = rows("payment_keys");
    assert_eq!(rows.len(), 7);
    for row in rows {
        let checkout = CheckoutId::parse(&text(&row, "checkout_id").unwrap()).unwrap();
        let found = store.payment_of_key(&checkout, &text(&row, "key").unwrap()).await.unwrap();
        let (payment, body_hash) = found.unwrap();
        assert_eq!(Some(payment.id.to_string()), text(&row, "payment_id"));
        assert_eq!(Some(body_hash), text(&row, "body_hash"));
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_waits_for_nothing_and_is_not_made() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("pse.sqlite");
    assert_eq!(unfinished_in(&format!("sqlite:{}", missing.display())).await.unwrap(), []);
    assert!(!missing.exists());
    std::fs::write(&missing, "").unwrap();
    assert_eq!(unfinished_in(missing.to_str().unwrap()).await.unwrap(), [], "nothing in it yet");
}

#[tokio::test]
async fn a_file_of_something_else_cannot_be_counted() {
    let folder = TempDir::new().unwrap();
    let other = folder.path().join("pse.sqlite");
    std::fs::write(&other, "not a database at all, ".repeat(100)).unwrap();
    let error = unfinished_in(other.to_str().unwrap()).await.unwrap_err().to_string();
    assert!(error.contains("pse.sqlite") && error.contains("not a database"), "{error}");
}

#[tokio::test]
async fn what_cannot_be_opened_to_be_counted_is_named() {
    let folder = TempDir::new().unwrap();
    let error = unfinished_in(folder.path().to_str().unwrap()).await.unwrap_err().to_string();
    assert!(error.contains(&folder.path().display().to_string()), "{error}");
}
