//! A store file of an earlier build is opened by this one: its payments are probed, its notifications sent, and what the
//! provider called each payment can be read.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::post;
use pse_placetopay::{
    Call, Namespace, Reply, TransactionInformation, decode_request, encode_reply,
};
use pse_tests::programs::project;
use pse_tests::{Backend, Setup, Shop, wait_until};
use serde_json::Value;

use crate::telling::Merchant;

const BUILD: &str = "backend/store_sqlite/tests/fixtures/store-0.1.0-91b8a42";
const TOTAL: usize = 22;

fn fixture(ending: &str) -> PathBuf {
    project().join(format!("{BUILD}.{ending}"))
}

/// The rows of a table as the earlier build wrote them.
fn rows(table: &str) -> Vec<Value> {
    let tables: Value =
        serde_json::from_str(&std::fs::read_to_string(fixture("json")).unwrap()).unwrap();
    tables[table].as_array().unwrap().clone()
}

/// A provider that says of each transaction of the file that it was paid.
async fn provider() -> SocketAddr {
    let known: BTreeMap<i64, Value> = rows("payments")
        .into_iter()
        .filter_map(|row| Some((row["transaction_id"].as_i64()?, row)))
        .collect();
    let router = Router::new().route("/soap/pse/", post(answer)).with_state(Arc::new(known));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn answer(State(known): State<Arc<BTreeMap<i64, Value>>>, body: Bytes) -> impl IntoResponse {
    let request = decode_request(&body).unwrap();
    let Call::GetTransactionInformation { transaction_id } = request.call else {
        panic!("only questions are asked here")
    };
    let row = &known[&transaction_id];
    let text = |name: &str| row[name].as_str().map(str::to_owned);
    let reply = Reply::GetTransactionInformation(Box::new(TransactionInformation {
        transaction_id: Some(transaction_id),
        session_id: text("session_id"),
        reference: text("reference"),
        on_test: Some(true),
        return_code: Some("SUCCESS".to_owned()),
        trazability_code: text("cus"),
        transaction_state: Some("OK".to_owned()),
        response_code: Some(1),
        response_reason_code: Some("00".to_owned()),
        response_reason_text: Some("Aprobada".to_owned()),
        ..TransactionInformation::default()
    }));
    ([(header::CONTENT_TYPE, "text/xml")], encode_reply(&Namespace::UNVERSIONED, &reply).unwrap())
}

pub(crate) fn sites(merchant: SocketAddr) -> String {
    let site = |name: &str, key: &str, secret: &str, more: &str| {
        format!(
            r#"
[sites.{name}]
login = "6dd490faf9cb87a9862245da41170ff2"
tran_key = "024h1IlD"
api_keys = ["{key}"]
return_hosts = ["127.0.0.1"]
merchant = {{ name = "Casa", nit = "900123456", phone = "6024567890", email = "pagos@example.co" }}
webhook = {{ url = "http://{merchant}/pse", secret = "{secret}" }}
{more}
"#
        )
    };
    let credits = r#"credits = [
    { entity_code = "90029922801", service_code = "77700101", description = "Hotel" },
    { entity_code = "90029922801", service_code = "77700102", description = "Tasa" },
]"#;
    [
        site("demo", "sk_demo", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", ""),
        site(
            "agencia",
            "sk_agencia",
            "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
            credits,
        ),
    ]
    .concat()
}

/// Every payment of both sites, once none of them can change any more.
async fn settled(backend: &Backend) -> BTreeMap<String, Value> {
    wait_until("every payment's outcome", async || {
        let mut payments = BTreeMap::new();
        for key in ["sk_demo", "sk_agencia"] {
            for payment in Shop::with_key(backend.http(), key).payments().await {
                payments.insert(payment["id"].as_str().unwrap().to_owned(), payment);
            }
        }
        let open = ["creating", "pending"];
        payments
            .values()
            .all(|payment| !open.contains(&payment["state"].as_str().unwrap()))
            .then_some(payments)
    })
    .await
}

#[tokio::test]
async fn a_store_of_an_earlier_build_is_probed_and_tells_what_it_still_owed() {
    let merchant = Merchant::default();
    let endpoint = format!("http://{}/soap/pse/", provider().await);
    let setup = Setup::new().endpoint(&endpoint).file(&sites(merchant.listens().await));
    std::fs::copy(fixture("sqlite3"), setup.path("pse.sqlite")).unwrap();
    let backend = setup.start().await;

    let payments = settled(&backend).await;
    assert_eq!(payments.len(), TOTAL);
    for row in rows("payments") {
        let payment = &payments[row["id"].as_str().unwrap()];
        let reference = row["reference"].as_str().unwrap();
        let expected = match row["state"].as_str().unwrap() {
            "pending" => "approved",
            "creating" => "unanswered",
            state => state,
        };
        assert_eq!(payment["state"], expected, "{reference}");
        let provider = &payment["provider"];
        assert_eq!(provider["name"], "default", "{reference}");
        let id = row["transaction_id"].as_i64().map(|id| id.to_string());
        assert_eq!(provider["transaction"].as_str(), id.as_deref(), "{reference}");
        // Earlier builds kept zeros, which are no CUS.
        let cus = row["cus"].as_str().filter(|cus| *cus != "000000");
        assert_eq!(payment["cus"].as_str(), cus, "{reference}");
        assert_eq!(provider["data"]["session_id"], row["session_id"], "{reference}");
        assert_eq!(payment["reference"], reference);
        let centavos = row["total_amount"].as_i64().unwrap();
        let amount = format!("{}.{:02}", centavos / 100, centavos % 100);
        assert_eq!(payment["total_amount"], amount.as_str(), "{reference}");
    }

    let owed: Vec<String> = rows("notifications")
        .iter()
        .filter(|row| row["state"] == "due")
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(owed.len(), 9);
    // Seven were pending and are approved, one was being created.
    let arrived = merchant.has_got(owed.len() + 8).await;
    for id in owed {
        assert_eq!(arrived.iter().filter(|message| message.id() == id).count(), 1, "{id}");
    }
}
