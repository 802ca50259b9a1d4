//! A merchant's server that takes each notification when the test lets it.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use url::Url;

/// What a merchant's server has seen so far, in its order.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// The ids of the notifications that arrived.
    pub(super) arrived: Vec<String>,
    /// The ids of the notifications that are being answered.
    pub(super) open: Vec<String>,
    /// The most that were being answered at once.
    pub(super) most_open: usize,
    /// The ids of notifications that arrived while the same one was being answered.
    pub(super) twice_at_once: Vec<String>,
}

/// A merchant's server that gives as many answers as it has been allowed.
#[derive(Clone)]
pub(super) struct Receiver {
    address: SocketAddr,
    seen: watch::Sender<Seen>,
    answers: Arc<Semaphore>,
}

impl Receiver {
    /// Starts a server that answers nothing until it is allowed.
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self {
            address: listener.local_addr().unwrap(),
            seen: watch::Sender::default(),
            answers: Arc::new(Semaphore::new(0)),
        };
        let router = Router::new().route("/", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    /// Lets it answer so many more.
    pub(super) fn answer(&self, count: usize) {
        self.answers.add_permits(count);
    }

    pub(super) fn url(&self) -> Url {
        format!("http://{}/", self.address).parse().unwrap()
    }

    /// Waits until what it has seen is as wanted.
    pub(super) async fn until(&self, wanted: impl FnMut(&Seen) -> bool) -> Seen {
        self.seen.subscribe().wait_for(wanted).await.unwrap().clone()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap) -> StatusCode {
    let id = headers["webhook-id"].to_str().unwrap().to_owned();
    receiver.seen.send_modify(|seen| {
        if seen.open.contains(&id) {
            seen.twice_at_once.push(id.clone());
        }
        seen.arrived.push(id.clone());
        seen.open.push(id.clone());
        seen.most_open = seen.most_open.max(seen.open.len());
    });
    receiver.answers.acquire().await.unwrap().forget();
    receiver.seen.send_modify(|seen| {
        if let Some(open) = seen.open.iter().position(|open| *open == id) {
            seen.open.remove(open);
        }
    });
    StatusCode::NO_CONTENT
}
