//! `kill -9` at any moment: whatever a buyer was told is still known, whatever the provider was
//! asked for has a row, and nothing is asked for twice.

use std::collections::BTreeMap;
use std::time::Duration;

use pse_tests::buyer::{StartedPayment, begun};
use pse_tests::http::text;
use pse_tests::orders::{order, payment};
use pse_tests::{Backend, Buyer, Sandbox, Setup, Shop, wait_until};
use serde_json::Value;
use tokio::sync::mpsc;
use tokio::time::timeout;

#[tokio::test]
async fn a_creation_cut_by_a_kill_is_unanswered_and_the_buyer_may_begin_anew() {
    let sandbox = Sandbox::start().await;
    let backend = Setup::new().endpoint(&sandbox.endpoint()).start().await;
    let buyer = backend.shop().has_a_buyer().await;
    sandbox.fault("createTransaction", "slow", 60_000, 1).await;
    let click = buyer.confirmation(&payment("9001")).header("idempotency-key", "clic");
    let waiting = tokio::spawn(click.send());
    wait_until("the creation at the provider", async || {
        (sandbox.calls("createTransaction").await == 1).then_some(())
    })
    .await;
    let setup = backend.kill();
    assert!(waiting.await.unwrap().is_err(), "nobody was told an address");

    let backend = setup.start().await;
    let buyer = Buyer::at(backend.http(), &buyer.checkout, &buyer.reference);
    let view = buyer.sees().await;
    assert_eq!(view["state"], "open");
    assert_eq!(view["payment"]["state"], "unanswered");
    let shown = backend.shop().payments().await;
    let history = backend.shop().payment(text(&shown[0]["id"])).await["history"].clone();
    assert_eq!(history[1]["by"], "system");
    // The click is not repeated at the provider.
    let _ = buyer.confirms_once(&payment("9001"), "clic").await.problem(502, "provider_unanswered");
    assert_eq!(sandbox.calls("createTransaction").await, 1);

    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
}

/// A confirmation that was answered, and the checkout it was made at.
struct Answered {
    buyer: Buyer,
    key: String,
    begun: StartedPayment,
}

/// Lets buyers pay one after the other until the service is gone.
async fn buyers_come(shop: Shop, line: usize, told: mpsc::UnboundedSender<Answered>) {
    for number in 0.. {
        let key = format!("{line}-{number}");
        let Some(buyer) = shop.try_to_sell(&order()).await else { return };
        let click = buyer.confirmation(&payment("9001")).header("idempotency-key", &key);
        let Ok(response) = click.send().await else { return };
        let status = response.status().as_u16();
        let Ok(body) = response.json::<Value>().await else { return };
        assert_eq!(status, 201, "{body}");
        let begun = StartedPayment {
            payment: text(&body["payment_id"]).to_owned(),
            bank_url: text(&body["bank_url"]).to_owned(),
        };
        let _ = told.send(Answered { buyer, key, begun });
    }
}

#[tokio::test]
async fn kills_at_any_moment_under_load_lose_nothing_that_was_told_or_asked() {
    let sandbox = Sandbox::start_at("127.0.0.1:0", &["--latency", "15ms"]).await;
    let mut backend = Setup::new().endpoint(&sandbox.endpoint()).start().await;
    let (told, mut hear) = mpsc::unbounded_channel();
    let mut all = Vec::new();
    for round in 0..12_u64 {
        let lines: Vec<_> = (0..6)
            .map(|line| {
                let line = usize::try_from(round).unwrap() * 100 + line;
                tokio::spawn(buyers_come(backend.shop(), line, told.clone()))
            })
            .collect();
        // The load is on once somebody was told; then the kill falls at another instant each round.
        all.push(hear.recv().await.unwrap());
        let moment = Duration::from_micros(7_919 * round % 60_000);
        let _ = timeout(moment, std::future::pending::<()>()).await;
        let setup = backend.kill();
        for line in lines {
            line.await.unwrap();
        }
        while let Ok(answered) = hear.try_recv() {
            all.push(answered);
        }
        backend = setup.start().await;
    }
    assert!(all.len() >= 12, "{}", all.len());
    let stored = by_reference(backend.shop().payments().await);
    let ledger = by_reference(sandbox.transactions().await);
    let cut = stored.values().filter(|row| row["state"] == "unanswered").count();
    assert!(cut > 0, "no kill fell into a creation; the test has lost its point");
    nothing_told_is_lost(&backend, &all, &stored, &ledger).await;
    nothing_asked_is_unknown(&stored, &ledger);
}

/// Whatever a client was told is stored with the names the provider gave it, and told again.
async fn nothing_told_is_lost(
    backend: &Backend,
    all: &[Answered],
    stored: &BTreeMap<String, Value>,
    ledger: &BTreeMap<String, Value>,
) {
    for Answered { buyer, key, begun: was } in all {
        let (row, transaction) = (&stored[&buyer.reference], &ledger[&buyer.reference]);
        assert_eq!(row["id"], was.payment);
        assert_eq!(row["state"], "pending");
        assert_eq!(row["total_amount"], "1062500.00");
        for (told, known) in [
            (&row["provider"]["transaction"], transaction["transaction_id"].to_string()),
            (&row["cus"], text(&transaction["cus"]).to_owned()),
            (&row["provider"]["data"]["session_id"], text(&transaction["session_id"]).to_owned()),
        ] {
            assert_eq!(text(told), known, "{}", buyer.reference);
            assert!(!known.is_empty());
        }
        let buyer = Buyer::at(backend.http(), &buyer.checkout, &buyer.reference);
        assert_eq!(begun(&buyer.confirms_once(&payment("9001"), key).await), *was);
    }
}

/// Whatever the provider was asked for has a row; what nobody was told is `unanswered`, not lost.
fn nothing_asked_is_unknown(stored: &BTreeMap<String, Value>, ledger: &BTreeMap<String, Value>) {
    for (reference, transaction) in ledger {
        let row = stored.get(reference).unwrap_or_else(|| panic!("{reference} has no row"));
        match text(&row["state"]) {
            "pending" => assert_eq!(
                text(&row["provider"]["transaction"]),
                transaction["transaction_id"].to_string()
            ),
            state => assert_eq!(state, "unanswered", "{reference}"),
        }
    }
    assert!(stored.values().all(|row| row["state"] != "creating"));
}

fn by_reference(rows: Vec<Value>) -> BTreeMap<String, Value> {
    let count = rows.len();
    let map: BTreeMap<_, _> =
        rows.into_iter().map(|row| (text(&row["reference"]).to_owned(), row)).collect();
    assert_eq!(map.len(), count, "a reference was used twice");
    map
}
