//! Roles and databases that are odd: what would make the store do something else is refused with what mends it, and what
//! would not is borne. Whatever is refused has changed nothing.

use std::time::Duration;

use pse_core::ports::store::Store as _;
use pse_core::ports::store_suite::samples::{checkout, creating, minute, moved};
use pse_shared::PaymentState;

use super::cluster::Cluster;
use crate::pause::pause;
use crate::settings::Settings;
use crate::{PostgresStore, look_into};

/// Carries statements out as the superuser, in the database `pse`.
async fn arranged(cluster: &Cluster, statements: &[&str]) {
    let admin = cluster.admin().await;
    for statement in statements {
        admin
            .batch_execute(statement)
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error:?}"));
    }
}

async fn tables(cluster: &Cluster) -> i64 {
    let count = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')";
    cluster.admin().await.query_one(count, &[]).await.unwrap().get(0)
}

/// Why the store is not opened, which must leave the database as it was. Who only looks is not told otherwise.
async fn refusal(cluster: &Cluster, settings: &Settings) -> String {
    let before = tables(cluster).await;
    let seen = look_into(settings, None).await.map(|_| ()).map_err(|error| error.to_string());
    let error = PostgresStore::open(settings).await.map(|_| ()).unwrap_err().to_string();
    assert_eq!(tables(cluster).await, before, "{error}");
    assert!(!error.contains("hush"), "{error}");
    assert!(error.starts_with("store."), "{error}");
    assert!(seen.as_ref().map_or_else(|seen| seen.starts_with("store."), |()| true), "{seen:?}");
    error
}

#[tokio::test]
async fn tables_of_another_program_are_not_taken_for_the_stores() {
    const SAID: &str =
        ": the database, or the schema that search_path leads to, has tables of another program";
    let cluster = Cluster::started().await;
    for made in [
        // As Rails and golang-migrate keep it.
        "CREATE TABLE schema_migrations (version varchar PRIMARY KEY)",
        "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)",
        "CREATE TABLE schema_migrations (version text, success text, checksum text, oldest_writer text);
         INSERT INTO schema_migrations VALUES ('1', '1', '1', '1')",
        "CREATE TABLE payments (id uuid PRIMARY KEY)",
    ] {
        arranged(&cluster, &[&format!("SET ROLE pse; {made}")]).await;
        let error = refusal(&cluster, &cluster.settings()).await;
        assert!(error.contains(SAID), "{made}: {error}");
        arranged(&cluster, &["DROP OWNED BY pse; GRANT ALL ON DATABASE pse TO pse"]).await;
    }
}

#[tokio::test]
async fn a_role_that_may_not_log_in_or_not_often_enough_is_told_so() {
    let cluster = Cluster::started().await;
    for (statement, said) in [
        ("ALTER ROLE pse NOLOGIN", "the role (it needs LOGIN)"),
        (
            "ALTER ROLE pse LOGIN CONNECTION LIMIT 0",
            "raise max_connections or the role's CONNECTION LIMIT",
        ),
    ] {
        arranged(&cluster, &[statement]).await;
        let error = look_into(&cluster.settings(), None).await.map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with("store.url: ") && error.contains(said), "{error}");
    }
}

#[tokio::test]
async fn a_table_that_the_role_may_not_use_is_named() {
    let cluster = Cluster::started().await;
    PostgresStore::open(&cluster.settings()).await.unwrap().close().await;
    arranged(&cluster, &["ALTER TABLE notifications OWNER TO postgres"]).await;
    let error = refusal(&cluster, &cluster.settings()).await;
    let said = "store.url: the role \"pse\" may not use, or does not see, 2 of the store's ";
    assert!(error.starts_with(said), "{error}");
    assert!(error.contains(" (notifications, notifications_position_seq); run as "), "{error}");
    let said =
        error.split("run as their owner: ").nth(1).unwrap().split("; and let").next().unwrap();
    arranged(&cluster, &[said]).await;
    PostgresStore::open(&cluster.settings()).await.unwrap().close().await;
}

#[tokio::test]
async fn a_store_whose_payments_may_not_be_written_any_more_is_not_ready() {
    let cluster = Cluster::started().await;
    let store = PostgresStore::open(&cluster.settings()).await.unwrap();
    store.ready().await.unwrap();
    let order = checkout("A1");
    arranged(&cluster, &["ALTER TABLE checkouts OWNER TO postgres"]).await;
    assert!(store.insert_checkout(&order, None).await.is_err());
    let error = store.ready().await.unwrap_err().to_string();
    assert!(error.contains("permission denied for table checkouts (42501)"), "{error}");
    store.close().await;
}

#[tokio::test]
async fn an_address_for_migrations_that_leads_elsewhere_is_refused_before_anything_is_made_there() {
    let (cluster, other) = (Cluster::started().await, Cluster::started().await);
    arranged(&cluster, &["CREATE DATABASE second OWNER pse"]).await;
    for (port, database) in [(cluster.port, "second"), (other.port, "pse")] {
        let mut settings = cluster.settings();
        let url = format!("postgres://pse@127.0.0.1:{port}/{database}");
        settings.direct_url = Some(super::cluster::settings(&url).url);
        let error = refusal(&cluster, &settings).await;
        assert!(error.starts_with("store.direct_url leads to another database"), "{error}");
        assert_eq!(tables(&other).await, 0);
    }
}

#[tokio::test]
async fn habits_of_a_role_that_would_change_what_statements_do_are_overruled_or_refused() {
    let cluster = Cluster::started().await;
    arranged(&cluster, &["ALTER ROLE pse SET default_transaction_isolation = 'serializable'"])
        .await;
    let reached = crate::reach::Reached::new(&cluster.settings(), None).await.unwrap();
    let shown = reached.pools.buyers.read(|db| async move {
        let row = db.first("SELECT current_setting('transaction_isolation')", &[]).await?;
        Ok(row.map(|row| row.try_get::<_, String>(0)).transpose()?)
    });
    assert_eq!(shown.await.unwrap().as_deref(), Some("read committed"));
    arranged(&cluster, &["ALTER ROLE pse SET session_replication_role = replica"]).await;
    let error = refusal(&cluster, &cluster.settings()).await;
    let said = "store.url: session_replication_role is replica, so that triggers would not keep what follows from a payment; \
                run ALTER ROLE \"pse\" SET session_replication_role = 'origin'";
    assert_eq!(error, said);
}

#[tokio::test]
async fn a_search_path_that_leads_nowhere_is_named() {
    let cluster = Cluster::started().await;
    for statement in [
        "ALTER ROLE pse SET search_path = nowhere",
        "CREATE SCHEMA closed; ALTER ROLE pse SET search_path = closed",
    ] {
        arranged(&cluster, &[statement]).await;
        let error = refusal(&cluster, &cluster.settings()).await;
        let said = "(3F000): let the role's search_path name a schema of the database";
        assert!(error.contains(said), "{error}");
    }
}

#[tokio::test]
async fn how_a_role_writes_times_texts_and_bytes_changes_nothing() {
    let cluster = Cluster::started().await;
    arranged(
        &cluster,
        &[
            "CREATE SCHEMA shop AUTHORIZATION pse",
            "ALTER ROLE pse SET search_path = shop, public",
            "ALTER ROLE pse SET timezone = 'Asia/Kathmandu'",
            "ALTER ROLE pse SET datestyle = 'SQL, DMY'",
            "ALTER ROLE pse SET intervalstyle = 'iso_8601'",
            "ALTER ROLE pse SET standard_conforming_strings = off",
            "ALTER ROLE pse SET bytea_output = 'escape'",
            "ALTER ROLE pse SET extra_float_digits = -15",
            "ALTER ROLE pse SET client_encoding = 'LATIN1'",
            "ALTER ROLE pse SET array_nulls = off",
            "ALTER ROLE pse SET transform_null_equals = on",
            "ALTER ROLE pse SET idle_session_timeout = '300ms'",
            "ALTER ROLE pse SET statement_timeout = '1ms'",
        ],
    )
    .await;
    let store = PostgresStore::open(&cluster.settings()).await.unwrap();
    let payment = creating(&store, "Ñandú \\\\ 'A1'", 1).await;
    let pending = moved(&store, &payment, PaymentState::Pending, 2).await;
    // Longer than the role would let a connection be idle.
    pause(Duration::from_millis(700)).await;
    assert_eq!(store.payment(&payment.id).await.unwrap().as_ref(), Some(&pending));
    let approved = moved(&store, &pending, PaymentState::Approved, 3).await;
    assert_eq!(store.payment(&payment.id).await.unwrap(), Some(approved));
    assert_eq!(store.orphans(minute(9)).await.unwrap(), []);
    store.close().await;
}
