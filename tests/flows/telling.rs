//! The merchant's server is told of every change: signed, in order, again until it takes it, and
//! once more by hand.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use pse_tests::{Setup, wait_until};
use serde_json::Value;
use standardwebhooks::Webhook;

const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// A notification as it was received.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    headers: HeaderMap,
    body: Bytes,
}

impl Message {
    pub(crate) fn id(&self) -> String {
        self.headers["webhook-id"].to_str().unwrap().to_owned()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }
}

/// A merchant's server that refuses its first `refusals` messages.
#[derive(Clone, Default)]
pub(crate) struct Merchant {
    arrived: Arc<Mutex<Vec<Message>>>,
    pub(crate) refusals: Arc<Mutex<u32>>,
}

impl Merchant {
    pub(crate) async fn listens(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/pse", post(take)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    pub(crate) async fn has_got(&self, count: usize) -> Vec<Message> {
        wait_until("the merchant's server is told", async || {
            let arrived = self.arrived.lock().unwrap().clone();
            (arrived.len() >= count).then_some(arrived)
        })
        .await
    }
}

async fn take(State(merchant): State<Merchant>, headers: HeaderMap, body: Bytes) -> StatusCode {
    merchant.arrived.lock().unwrap().push(Message { headers, body });
    let mut refusals = merchant.refusals.lock().unwrap();
    if *refusals > 0 {
        *refusals -= 1;
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    StatusCode::NO_CONTENT
}

pub(crate) fn setup(address: SocketAddr) -> Setup {
    Setup::new()
        .set("PSE__SITES__DEMO__WEBHOOK__URL", format!("http://{address}/pse"))
        .set("PSE__SITES__DEMO__WEBHOOK__SECRET", SECRET)
}

#[tokio::test]
async fn a_merchant_is_told_of_every_change_in_order_and_can_check_who_tells() {
    let merchant = Merchant::default();
    let backend = setup(merchant.listens().await).start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;

    let messages = merchant.has_got(2).await;
    let kinds: Vec<_> = messages.iter().map(Message::kind).collect();
    assert_eq!(kinds, ["payment.pending", "payment.approved"]);
    let verifier = Webhook::new(SECRET).unwrap();
    for message in &messages {
        verifier.verify(&message.body, &message.headers).unwrap();
        let mut forged = message.body.to_vec();
        forged.push(b' ');
        assert!(verifier.verify(&forged, &message.headers).is_err(), "a changed body is noticed");
    }
    let told = &messages[1].json()["data"];
    assert_eq!(told["state"], "approved");
    assert_eq!(told["previous_state"], "pending");
    assert!(!messages[1].json().to_string().contains("Ana"), "nothing personal");
}

#[tokio::test]
async fn a_message_not_taken_comes_again_with_its_id_before_the_next_and_on_demand() {
    let merchant = Merchant::default();
    *merchant.refusals.lock().unwrap() = 1;
    let backend = setup(merchant.listens().await).start().await;
    let shop = backend.shop();
    let buyer = shop.has_a_buyer().await;
    let begun = buyer.begins_with("9002").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;

    let messages = merchant.has_got(3).await;
    let kinds: Vec<_> = messages.iter().map(Message::kind).collect();
    assert_eq!(kinds, ["payment.pending", "payment.pending", "payment.rejected"]);
    assert_eq!(messages[0].id(), messages[1].id());

    let payment = messages[2].json()["data"]["payment_id"].as_str().unwrap().to_owned();
    let log = shop.get(&format!("/v1/payments/{payment}/notifications")).await.json(200);
    assert_eq!(log["notifications"][0]["attempts"], 2);
    assert_eq!(log["notifications"][0]["log"][0]["status"], 500);

    assert_eq!(shop.redelivers(&messages[2].id()).await.status, 202);
    let messages = merchant.has_got(4).await;
    assert_eq!(messages[3].id(), messages[2].id());
}
