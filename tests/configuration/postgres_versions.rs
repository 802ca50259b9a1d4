//! The oldest and the newest version of PostgreSQL that are promised: the service starts on each, makes its schema, and a
//! buyer pays.

use pse_store_postgres::test_server::TestServer;
use pse_tests::Setup;

async fn a_buyer_pays_on(version: u32) {
    let starting =
        tokio::task::spawn_blocking(move || TestServer::of_version(version, &["fsync=off"]));
    let server = starting.await.unwrap();
    let number = server.run("postgres", "SHOW server_version_num");
    assert!(number.starts_with(&version.to_string()), "{number}");
    let _ = server.run("postgres", "CREATE DATABASE pse");
    let backend = Setup::new().set("PSE__STORE__URL", server.url("pse")).start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    let stored = server.run("pse", "SELECT state FROM payments");
    assert_eq!(stored, "approved");
}

#[tokio::test]
async fn the_service_starts_and_a_buyer_pays_on_the_oldest_version() {
    a_buyer_pays_on(14).await;
}

#[tokio::test]
async fn the_service_starts_and_a_buyer_pays_on_the_newest_version() {
    a_buyer_pays_on(18).await;
}
