//! TLS: a server that cannot prove who it is, is not told the password.

use super::certificates::{authority, encrypt};
use super::cluster::{Cluster, settings};
use crate::reach::Reached;

/// A server that encrypts, with a certificate for `localhost` that is valid for so many days; its authority, and another.
async fn encrypting(days: &str) -> (Cluster, String, String) {
    let mut cluster = Cluster::new();
    let trusted = encrypt(&cluster, "DNS:localhost", days);
    let other = authority(&cluster, "other");
    for (setting, file) in [("ssl_cert_file", "server.crt"), ("ssl_key_file", "server.key")] {
        let setting = format!("{setting}={}", cluster.path(file).display());
        cluster = cluster.with(&setting);
    }
    cluster = cluster.with("ssl=on");
    cluster.start().await;
    (cluster, trusted.display().to_string(), other.display().to_string())
}

/// Whether the connection is encrypted; or why there is none.
async fn reached(url: &str) -> Result<bool, String> {
    let reached = Reached::new(&settings(url), None).await.map_err(|error| error.to_string())?;
    let asked = reached.pools.buyers.read(|db| async move {
        let question = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        let row = db.first(question, &[]).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    });
    asked.await.unwrap().ok_or_else(|| "no row".to_owned())
}

#[tokio::test]
async fn a_server_must_prove_who_it_is_as_far_as_the_operator_wants() {
    let (cluster, trusted, other) = encrypting("2").await;
    let url =
        |host: &str, query: &str| format!("postgres://pse@{host}:{}/pse?{query}", cluster.port);
    for (host, query) in [
        ("localhost", format!("sslrootcert={trusted}")),
        ("localhost", format!("sslmode=verify-full&sslrootcert={trusted}")),
        ("127.0.0.1", format!("sslmode=verify-ca&sslrootcert={trusted}")),
        ("127.0.0.1", format!("sslmode=require&sslrootcert={trusted}")),
        ("127.0.0.1", "sslmode=require".to_owned()),
        ("127.0.0.1", "sslmode=prefer".to_owned()),
    ] {
        assert_eq!(reached(&url(host, &query)).await, Ok(true), "{host} {query}");
    }
    assert_eq!(reached(&url("127.0.0.1", "sslmode=disable")).await, Ok(false));
    for (host, query, said) in [
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={trusted}"), "not valid for name"),
        ("localhost", format!("sslmode=verify-full&sslrootcert={other}"), "UnknownIssuer"),
        ("localhost", format!("sslmode=verify-ca&sslrootcert={other}"), "UnknownIssuer"),
        ("localhost", "sslmode=verify-full".to_owned(), "UnknownIssuer"),
    ] {
        let error = reached(&url(host, &query)).await.unwrap_err();
        assert!(error.contains(said), "{query}: {error}");
        let mend = "change sslmode or sslrootcert in store.url, or the server's certificate";
        assert!(error.ends_with(mend), "{error}");
    }
}

#[tokio::test]
async fn a_certificate_that_has_expired_proves_nothing() {
    let (cluster, trusted, _) = encrypting("-1").await;
    let url = format!("postgres://pse@localhost:{}/pse?sslrootcert={trusted}", cluster.port);
    let error = reached(&url).await.unwrap_err();
    let mend = "change sslmode or sslrootcert in store.url, or the server's certificate";
    assert!(error.contains("xpired") && error.ends_with(mend), "{error}");
}

#[tokio::test]
async fn a_file_that_holds_no_authority_is_named() {
    let cluster = Cluster::new();
    let (empty, missing) = (cluster.write("empty", ""), cluster.path("missing"));
    for file in [empty, missing] {
        let url = format!("postgres://pse@localhost/pse?sslrootcert={}", file.display());
        let error = reached(&url).await.unwrap_err();
        let said = format!("store.url has an sslrootcert that can't be used: {}: ", file.display());
        assert!(error.starts_with(&said), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_encrypt_is_refused_unless_the_operator_allows_it() {
    let cluster = Cluster::started().await;
    let url = |mode: &str| format!("postgres://pse@127.0.0.1:{}/pse?sslmode={mode}", cluster.port);
    assert_eq!(reached(&url("prefer")).await, Ok(false));
    for mode in ["require", "verify-full"] {
        let error = reached(&url(mode)).await.unwrap_err();
        let said =
            "it does not encrypt: let the server use TLS, or write another sslmode in store.url";
        assert!(error.ends_with(said), "{mode}: {error}");
    }
}
