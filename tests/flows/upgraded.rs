//! A store of the release before, full of what years leave behind, is opened by this one: what waits is done, and nothing that
//! had ended is notified.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::post;
use pse_core::model::{Notification, Payment};
use pse_core::ports::store_suite::oddities::collection::never;
use pse_core::ports::store_suite::oddities::{OddPayment, Oddities, oddities};
use pse_placetopay::{
    Call, Namespace, Reply, TransactionInformation, decode_request, encode_reply,
};
use pse_store_postgres::test_server::TestServer;
use pse_store_postgres::{Address, Connections, Settings};
use pse_tests::{Setup, Shop};

use crate::earlier_store::sites;
use crate::telling::Merchant;

/// The newest migrations of the release before: of a file, and of a database.
const OF_A_FILE: i64 = 14;
const OF_A_DATABASE: i64 = 5;

/// What is odd, but for sites and providers that are not configured: with payments of theirs that wait, no service starts.
fn odd() -> Oddities {
    let mut odd = oddities().of_one_provider();
    odd.checkouts.retain(|it| it.checkout.site.as_str() != "gone");
    odd
}

/// A provider that says of each transaction of the store that it was paid.
async fn provider(odd: &Oddities) -> SocketAddr {
    let known = odd.payments().filter_map(|it| {
        Some((it.payment.transaction.as_ref()?.as_str().parse().ok()?, it.payment.clone()))
    });
    let known: BTreeMap<i64, Payment> = known.collect();
    let router = Router::new().route("/soap/pse/", post(answer)).with_state(Arc::new(known));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn answer(
    State(known): State<Arc<BTreeMap<i64, Payment>>>,
    body: Bytes,
) -> impl IntoResponse {
    let request = decode_request(&body).unwrap();
    let Call::GetTransactionInformation { transaction_id } = request.call else {
        panic!("only questions are asked here")
    };
    let payment = &known[&transaction_id];
    let reply = Reply::GetTransactionInformation(Box::new(TransactionInformation {
        transaction_id: Some(transaction_id),
        session_id: payment.provider_data.get("session_id").cloned(),
        reference: Some(payment.reference.clone()),
        on_test: Some(true),
        return_code: Some("SUCCESS".to_owned()),
        trazability_code: payment.cus.clone(),
        transaction_state: Some("OK".to_owned()),
        response_code: Some(1),
        response_reason_code: Some("00".to_owned()),
        response_reason_text: Some("Aprobada".to_owned()),
        ..TransactionInformation::default()
    }));
    ([(header::CONTENT_TYPE, "text/xml")], encode_reply(&Namespace::UNVERSIONED, &reply).unwrap())
}

fn is_due(told: &Notification) -> bool {
    told.state.as_str() == "due"
}

/// What of a payment's notifications is told now: in their order, until one waits for its time.
fn told_now(it: &OddPayment) -> impl Iterator<Item = &Notification> {
    let due = it.told.iter().map(|(told, _)| told).filter(|told| is_due(told));
    due.take_while(|told| told.next_attempt_at < never())
}

/// The state in which a payment is once what waits was done.
fn state_then(payment: &Payment) -> &'static str {
    match payment.state.as_str() {
        "creating" => "unanswered",
        // Without its transaction nobody can be asked.
        "pending" if payment.transaction.is_none() => "pending",
        "pending" if payment.schedule.next_probe_at.is_some_and(|at| at < never()) => "approved",
        state => state,
    }
}

async fn goes_on(setup: Setup, merchant: &Merchant, odd: &Oddities) {
    let backend = setup.start().await;
    let mut expected: BTreeSet<String> = BTreeSet::new();
    let mut moved = 0;
    for it in odd.payments() {
        let shop = Shop::with_key(backend.http(), &format!("sk_{}", it.payment.site));
        let (id, then) = (it.payment.id.to_string(), state_then(&it.payment));
        let payment = shop.sees_payment(&id, then).await;
        assert_eq!(payment["reference"], it.payment.reference.as_str());
        let transaction = it.payment.transaction.as_ref().map(|transaction| transaction.as_str());
        assert_eq!(payment["provider"]["transaction"].as_str(), transaction, "{payment}");
        moved += usize::from(then != it.payment.state.as_str());
        expected.extend(told_now(it).map(|told| told.id.to_string()));
    }
    assert!(moved > 7 && expected.len() > 9, "{moved} {expected:?}");

    let arrived = merchant.has_got(expected.len() + moved).await;
    let of_before: BTreeSet<String> = odd.told().map(|told| told.id.to_string()).collect();
    let (old, new): (Vec<_>, Vec<_>) =
        arrived.iter().partition(|message| of_before.contains(&message.id()));
    assert_eq!(old.len(), expected.len(), "each once");
    assert_eq!(old.iter().map(|message| message.id()).collect::<BTreeSet<_>>(), expected);
    let kinds: BTreeSet<_> = new.iter().map(|message| message.kind()).collect();
    assert_eq!(
        kinds.iter().map(String::as_str).collect::<Vec<_>>(),
        ["payment.approved", "payment.unanswered"]
    );
    for it in odd.payments().filter(|it| !it.told.is_empty()) {
        let shop = Shop::with_key(backend.http(), &format!("sk_{}", it.payment.site));
        let path = format!("/v1/payments/{}/notifications", it.payment.id);
        let kept = shop.get(&path).await.json(200);
        for (place, (told, _)) in it.told.iter().enumerate() {
            if expected.contains(told.id.as_str()) {
                continue;
            }
            let kept = &kept["notifications"][place];
            assert_eq!(kept["state"], told.state.as_str(), "{kept}");
            assert_eq!(kept["attempts"], told.attempts, "{kept}");
        }
    }
}

#[tokio::test]
async fn a_file_of_the_release_before_goes_on_where_it_was() {
    let (merchant, odd) = (Merchant::default(), odd());
    let endpoint = format!("http://{}/soap/pse/", provider(&odd).await);
    let setup = Setup::new().endpoint(&endpoint).file(&sites(merchant.listens().await));
    let odd = pse_store_sqlite::earlier::write(&setup.path("pse.sqlite"), OF_A_FILE, odd);
    goes_on(setup, &merchant, &odd).await;
}

#[tokio::test]
async fn a_database_of_the_release_before_goes_on_where_it_was() {
    let (merchant, odd) = (Merchant::default(), odd());
    let endpoint = format!("http://{}/soap/pse/", provider(&odd).await);
    // It takes payments of a real provider, so commits are on the disk.
    let server = TestServer::start(&[]);
    let _ = server.run("postgres", "CREATE DATABASE pse");
    let url = server.url("pse");
    let settings = Settings {
        url: Address::parse(&url).unwrap(),
        direct_url: None,
        prepared: true,
        connections: Connections { buyers: 2, probe: 3, reading: 1 },
        is_real: true,
        holds_sandbox: false,
    };
    pse_store_postgres::earlier::write(&settings, OF_A_DATABASE, &odd).await;
    let setup = Setup::new().endpoint(&endpoint).file(&sites(merchant.listens().await));
    goes_on(setup.set("PSE__STORE__URL", url), &merchant, &odd).await;
}
