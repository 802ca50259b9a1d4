//! The merchant's server: what it was told, when, and how long it took to take it.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use jiff::Timestamp;
use serde_json::Value;

use crate::http::text;
use crate::wait::pause;
use crate::{Setup, wait_until};

const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The notification's id, the same each time it comes.
    pub id: String,
    /// `payment.pending` and so on.
    pub kind: String,
    /// The payment it is about.
    pub payment: String,
    /// When it was sent, by its signature.
    pub sent: Timestamp,
    began: Instant,
    /// When it was answered, or its sender had gone; `None` while neither is so.
    ended: Option<Instant>,
    /// Whether it was taken.
    is_taken: bool,
}

/// A merchant's server.
#[derive(Debug, Clone)]
pub struct Merchant {
    address: SocketAddr,
    takes: Duration,
    arrived: Arc<Mutex<Vec<Arrival>>>,
    /// How many messages it does not answer at all.
    hangs: Arc<Mutex<u32>>,
}

impl Merchant {
    /// A server that needs so long for each message.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn that_takes(takes: Duration) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let merchant = Self { address, takes, arrived: Arc::default(), hangs: Arc::default() };
        let router = Router::new().route("/pse", post(take)).with_state(merchant.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        merchant
    }

    /// Hangs at its next messages.
    pub fn hangs_at(&self, messages: u32) {
        *self.hangs.lock().unwrap_or_else(PoisonError::into_inner) = messages;
    }

    /// The setup of a replica that tells this server.
    #[must_use]
    pub fn is_told_by(&self, setup: Setup) -> Setup {
        setup
            .set("PSE__SITES__DEMO__WEBHOOK__URL", format!("http://{}/pse", self.address))
            .set("PSE__SITES__DEMO__WEBHOOK__SECRET", SECRET)
    }

    /// Everything that came, in the order of its coming.
    #[must_use]
    pub fn arrivals(&self) -> Vec<Arrival> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many messages were taken.
    pub async fn has_taken(&self, count: usize) {
        wait_until(&format!("{count} messages taken"), async || {
            (self.arrivals().iter().filter(|arrival| arrival.is_taken).count() >= count)
                .then_some(())
        })
        .await;
    }

    /// What it was told of a payment, in the order in which each message came first.
    #[must_use]
    pub fn heard_of(&self, payment: &str) -> Vec<String> {
        let mut heard: Vec<Arrival> = Vec::new();
        for arrival in self.arrivals().into_iter().filter(|arrival| arrival.payment == payment) {
            if heard.iter().all(|earlier| earlier.id != arrival.id) {
                heard.push(arrival);
            }
        }
        heard.into_iter().map(|arrival| arrival.kind).collect()
    }

    /// The messages that came more than once, by their ids.
    #[must_use]
    pub fn told_again(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let ids = self.arrivals().into_iter().map(|arrival| arrival.id);
        ids.filter(|id| !seen.insert(id.clone())).collect()
    }

    /// The payments about which a message came before the last one was answered.
    #[must_use]
    pub fn told_twice_at_once(&self) -> Vec<String> {
        let mut under_way: Vec<(String, Option<Instant>)> = Vec::new();
        let mut found = Vec::new();
        for arrival in self.arrivals() {
            let overlaps = |(payment, ended): &(String, Option<Instant>)| {
                *payment == arrival.payment && ended.is_none_or(|ended| ended > arrival.began)
            };
            if under_way.iter().any(overlaps) {
                found.push(format!("{} of {}", arrival.kind, arrival.payment));
            }
            under_way.push((arrival.payment, arrival.ended));
        }
        found
    }

    fn arrives(&self, arrival: Arrival) -> usize {
        let mut arrived = self.arrived.lock().unwrap_or_else(PoisonError::into_inner);
        arrived.push(arrival);
        arrived.len() - 1
    }
}

/// Notes the end of a message's stay, also when its sender goes away.
struct Stay<'m> {
    merchant: &'m Merchant,
    place: usize,
    is_taken: bool,
}

impl Drop for Stay<'_> {
    fn drop(&mut self) {
        let mut arrived = self.merchant.arrived.lock().unwrap_or_else(PoisonError::into_inner);
        let arrival = &mut arrived[self.place];
        arrival.ended = Some(Instant::now());
        arrival.is_taken = self.is_taken;
    }
}

fn signed_at(headers: &HeaderMap) -> Timestamp {
    let seconds = headers["webhook-timestamp"].to_str().unwrap().parse().unwrap();
    Timestamp::from_second(seconds).unwrap()
}

async fn take(State(merchant): State<Merchant>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let body: Value = serde_json::from_slice(&body).unwrap();
    let arrival = Arrival {
        id: headers["webhook-id"].to_str().unwrap().to_owned(),
        kind: text(&body["type"]).to_owned(),
        payment: text(&body["data"]["payment_id"]).to_owned(),
        sent: signed_at(&headers),
        began: Instant::now(),
        ended: None,
        is_taken: false,
    };
    let place = merchant.arrives(arrival);
    let mut stay = Stay { merchant: &merchant, place, is_taken: false };
    let hangs = {
        let mut hangs = merchant.hangs.lock().unwrap_or_else(PoisonError::into_inner);
        let hung = *hangs > 0;
        *hangs = hangs.saturating_sub(1);
        hung
    };
    if hangs {
        std::future::pending::<()>().await;
    }
    pause(merchant.takes).await;
    stay.is_taken = true;
    StatusCode::NO_CONTENT
}
