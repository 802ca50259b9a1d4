//! A name's address is judged for each connection that is made to it (DNS rebinding).

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::post;
use tokio::net::TcpListener;
use url::Url;

use super::stage::install_tls;
use crate::notifications::webhook_client::{PostError, WebhookClient};

/// A server on this machine that counts what it is told; it may close each connection after its answer.
async fn server(closes: bool) -> (Url, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let take = move || async move {
        count.fetch_add(1, Ordering::SeqCst);
        let connection = if closes { "close" } else { "keep-alive" };
        (StatusCode::NO_CONTENT, [(header::CONNECTION, connection)])
    };
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/", post(take))).await });
    (format!("http://shop.example.co:{port}/").parse().unwrap(), told)
}

/// A client whose name server gives these answers, one after the other and the last for ever; with the number of
/// questions it was asked.
fn client(loopback: bool, answers: &[&[&str]]) -> (WebhookClient, Arc<AtomicUsize>) {
    install_tls();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let answers: Vec<Vec<IpAddr>> = answers
        .iter()
        .map(|answer| answer.iter().map(|address| address.parse().unwrap()).collect())
        .collect();
    let lookup = move |_: String| {
        let question = count.fetch_add(1, Ordering::SeqCst);
        let answer = answers[question.min(answers.len() - 1)].clone();
        Box::pin(async move { Ok(answer) }) as _
    };
    (WebhookClient::resolving(loopback, false, Arc::new(lookup)).unwrap(), asked)
}

async fn send(client: &WebhookClient, url: &Url) -> Result<u16, PostError> {
    client.unsigned(url, "{}".to_owned()).await
}

// Allowed addresses stand for the public ones here, as nothing leaves this machine.
#[tokio::test]
async fn a_name_that_turns_to_a_private_address_is_not_followed_there() {
    let (url, told) = server(true).await;
    for private in [
        "10.0.0.1",
        "::ffff:192.168.0.1",
        "169.254.169.254",
        "fd00::1",
        "0.0.0.0",
        "64:ff9b::a00:1",
    ] {
        let before = told.load(Ordering::SeqCst);
        let (client, asked) = client(true, &[&["127.0.0.1"], &[private]]);
        assert_eq!(send(&client, &url).await, Ok(204));
        assert_eq!(send(&client, &url).await, Err(PostError::NotPublic), "{private}");
        assert_eq!(asked.load(Ordering::SeqCst), 2, "a new connection is judged anew");
        assert_eq!(told.load(Ordering::SeqCst), before + 1);
    }
}

#[tokio::test]
async fn a_name_that_turns_to_this_machine_tells_it_nothing() {
    let (url, told) = server(true).await;
    for loopback in ["127.0.0.1", "::ffff:127.0.0.1"] {
        let (client, _) = client(false, &[&[loopback]]);
        assert_eq!(send(&client, &url).await, Err(PostError::NotPublic));
    }
    assert_eq!(told.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn of_several_addresses_only_the_allowed_ones_are_tried() {
    let (url, told) = server(true).await;
    let (client, _) = client(true, &[&["10.0.0.1", "::ffff:10.0.0.1", "127.0.0.1", "fe80::1"]]);
    assert_eq!(send(&client, &url).await, Ok(204));
    assert_eq!(told.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_kept_connection_stays_at_the_address_that_was_judged() {
    let (url, told) = server(false).await;
    let (client, asked) = client(true, &[&["127.0.0.1"], &["10.0.0.1"]]);
    for _ in 0..3 {
        assert_eq!(send(&client, &url).await, Ok(204));
    }
    assert_eq!(told.load(Ordering::SeqCst), 3);
    assert_eq!(asked.load(Ordering::SeqCst), 1, "one connection, judged once");
}
