//! What is wrong in an address is said at once, with the key to change and no secret.

use std::time::Duration;

use super::cluster::{Cluster, free_port, settings};
use crate::cannot_open::CannotOpen;
use crate::reach::Reached;
use crate::settings::Settings;

/// Why a server is refused although it would be waited for.
async fn refusal(settings: &Settings) -> String {
    let reaching = Reached::new(settings, Some(Duration::from_secs(60)));
    let answer = tokio::time::timeout(Duration::from_secs(10), reaching).await;
    let error = answer.expect("it is refused at once").map(|_| ()).unwrap_err().to_string();
    assert!(!error.contains("hush"), "{error}");
    error
}

#[tokio::test]
async fn a_wrong_user_password_or_database_is_named_with_its_key() {
    let cluster = Cluster::started().await;
    let at = |who: &str, database: &str| {
        settings(&format!("postgres://{who}@127.0.0.1:{}/{database}", cluster.port))
    };
    for (who, database, said) in [
        (
            "pse:hush",
            "pse",
            "password authentication failed for user \"pse\": change store.password_file (or the password in store.url)",
        ),
        (
            "nobody:hush",
            "pse",
            "no encryption: change the user or sslmode in store.url, the role (it needs LOGIN), or the server's pg_hba.conf",
        ),
        (
            "pse",
            "nothing",
            "database \"nothing\" does not exist: change the database's name in store.url",
        ),
        (
            "stranger:hush",
            "pse",
            "permission denied for database \"pse\": grant CONNECT to the user that store.url names",
        ),
        ("pse", "latin", "store.url: the database is kept in LATIN1"),
    ] {
        let error = refusal(&at(who, database)).await;
        assert!(error.contains(said), "{error}");
        assert!(error.starts_with("store.url: "), "{error}");
    }
    let mut without = cluster.settings();
    without.url = crate::address::Address::parse(&cluster.url()).unwrap();
    assert!(refusal(&without).await.ends_with("it wants a password: write store.password_file"));
}

#[tokio::test]
async fn the_address_for_migrations_is_named_by_its_own_keys() {
    let cluster = Cluster::started().await;
    let mut settings = cluster.settings();
    let direct = format!("postgres://pse:hush@127.0.0.1:{}/pse", cluster.port);
    settings.direct_url = Some(crate::address::Address::parse(&direct).unwrap());
    let reached = Reached::new(&settings, None).await.unwrap();
    let error = reached.direct().await.map(|_| ()).unwrap_err().to_string();
    assert!(error.starts_with("store.direct_url: "), "{error}");
    assert!(error.contains("change store.direct_password_file"), "{error}");
    assert!(!error.contains("hush"), "{error}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_refused_at_once_when_nobody_wants_to_wait() {
    let settings = settings(&format!("postgres://pse@127.0.0.1:{}/pse", free_port()));
    match Reached::new(&settings, None).await.map(|_| ()) {
        Err(CannotOpen::Refused { key: "store.url", refusals }) => {
            let text = refusals.to_string();
            assert!(text.contains("refused") && refusals.may_pass(), "{text}");
        }
        other => panic!("{other:?}"),
    }
}
