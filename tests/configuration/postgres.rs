//! A PostgreSQL database as the store: used, looked into, and refused with the key to change.

use pse_store_postgres::test_server::TestServer;
use pse_tests::{Backend, Setup};

/// A configuration with this store.
fn with_store(url: &str) -> Setup {
    Setup::new().set("PSE__STORE__URL", url)
}

async fn begins_a_payment(backend: &Backend) {
    let _ = backend.shop().has_a_buyer().await.begins_with("9005").await;
}

#[tokio::test]
async fn payments_are_kept_in_postgresql_and_a_provider_they_wait_for_may_not_go() {
    let database = TestServer::shared().database();
    let mut backend = with_store(&database.url()).start().await;
    begins_a_payment(&backend).await;
    let other = with_store(&database.url()).file("[providers.other]\n").run(&["check"]);
    let said = String::from_utf8_lossy(&other.stderr);
    assert!(
        !other.status.success()
            && said.starts_with("providers.default is missing: 1 payment waits"),
        "{said}"
    );
    let same = with_store(&database.url()).run(&["check"]);
    let said = String::from_utf8_lossy(&same.stdout);
    assert!(same.status.success() && said.contains(&database.url()), "{said}");
    assert!(said.contains("Warning: store.url: fsync is off: "), "{said}");

    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let backend = with_store(&database.url()).start().await;
    assert_eq!(backend.shop().payments().await.len(), 1);
}

#[test]
fn a_store_that_cannot_be_reached_is_named_with_its_key_and_without_its_password() {
    let database = TestServer::shared().database();
    let stranger = database.url().replace("postgres@", "nobody:hush%21@");
    let gone = database.url().replace(database.name(), "gone");
    for (url, said) in [
        (stranger, "role \"nobody\" does not exist: change the user or sslmode in store.url"),
        (gone, "database \"gone\" does not exist: change the database's name in store.url"),
        (
            "postgres://pse:hush@127.0.0.1:1/pse".to_owned(),
            "store.url: 127.0.0.1:1: Connection refused",
        ),
    ] {
        let checked = with_store(&url).run(&["check"]);
        let error = String::from_utf8_lossy(&checked.stderr);
        assert!(!checked.status.success() && error.contains(said), "{error}");
        assert!(
            error.starts_with("cannot read the store: store.url: ") && !error.contains("hush"),
            "{error}"
        );
    }
}
