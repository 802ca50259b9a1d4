//! The roles that the guide makes are enough, and one that may too little is told what it lacks.

use std::time::Duration;

use futures_util::StreamExt as _;
use pse_core::ports::store::{CheckoutChange, Store as _};
use pse_core::ports::store_suite::samples::{creating, moved};
use pse_shared::PaymentState;
use tokio_postgres::NoTls;

use super::cluster::{Cluster, settings};
use crate::PostgresStore;
use crate::settings::Settings;

const GUIDE: &str = include_str!("../../../../docs/postgresql.md");

/// The statements of a part of the guide, for names that the test's server does not have yet.
fn statements(number: usize) -> Vec<String> {
    let block = GUIDE.split("```sql\n").nth(number).unwrap().split("```").next().unwrap();
    let block = block.replace("pse", "shop").replace('…', "hush");
    block.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect()
}

async fn run(cluster: &Cluster, who: &str, database: &str, statements: &[String]) {
    let url = format!("postgres://{who}@127.0.0.1:{}/{database}", cluster.port);
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await.unwrap();
    tokio::spawn(connection);
    for statement in statements {
        client
            .batch_execute(statement)
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error:?}"));
    }
}

fn settings_of(cluster: &Cluster, who: &str) -> Settings {
    settings(&format!("postgres://{who}:hush@127.0.0.1:{}/shop", cluster.port))
}

/// The store is opened twice, a payment is made at one, and the other hears of it.
async fn works(settings: &Settings) {
    let mut settings = settings.clone();
    settings.holds_sandbox = false;
    let (one, two) = (
        PostgresStore::open(&settings).await.unwrap(),
        PostgresStore::open(&settings).await.unwrap(),
    );
    let mut changes = two.changes();
    let payment = creating(&one, "A1", 1).await;
    moved(&one, &payment, PaymentState::Refused, 2).await;
    let heard = tokio::time::timeout(Duration::from_secs(10), changes.next()).await;
    assert_eq!(heard.unwrap(), Some(CheckoutChange::Checkout(payment.checkout_id)));
    one.close().await;
    two.close().await;
}

#[tokio::test]
async fn a_role_with_its_own_database_is_enough() {
    let cluster = Cluster::started().await;
    run(&cluster, "postgres", "postgres", &statements(1)).await;
    works(&settings_of(&cluster, "shop")).await;
}

#[tokio::test]
async fn a_role_that_does_not_own_the_tables_is_enough_once_it_may_use_them() {
    let cluster = Cluster::started().await;
    run(&cluster, "postgres", "postgres", &statements(1)).await;
    let owner = statements(1)[0].replace("ROLE shop", "ROLE shop_owner");
    let owns = "ALTER DATABASE shop OWNER TO shop_owner".to_owned();
    run(&cluster, "postgres", "postgres", &[owner, owns]).await;
    let (defaults, grants): (Vec<_>, Vec<_>) =
        statements(2).into_iter().partition(|line| line.starts_with("ALTER DEFAULT"));
    run(&cluster, "postgres", "shop", &grants).await;
    let mut settings = settings_of(&cluster, "shop");
    settings.direct_url = Some(settings_of(&cluster, "shop_owner").url);

    let error = PostgresStore::open(&settings).await.map(|_| ()).unwrap_err().to_string();
    assert!(
        error.starts_with("store.url: the role \"shop\" may not use, or does not see, "),
        "{error}"
    );
    // What it says to run is enough.
    let said =
        error.split("run as their owner: ").nth(1).unwrap().split("; and let").next().unwrap();
    run(&cluster, "shop_owner:hush", "shop", &[said.to_owned()]).await;
    works(&settings).await;

    // And so is the guide, before there is any table.
    let empty = ["DROP OWNED BY shop_owner", "DROP OWNED BY shop"].map(str::to_owned);
    run(&cluster, "postgres", "shop", &empty).await;
    let back = "ALTER DATABASE shop OWNER TO shop_owner".to_owned();
    run(&cluster, "postgres", "shop", &[back]).await;
    run(&cluster, "postgres", "shop", &grants).await;
    run(&cluster, "postgres", "shop", &defaults).await;
    works(&settings).await;
}

#[tokio::test]
async fn a_role_that_may_make_no_tables_is_told_so() {
    let cluster = Cluster::started().await;
    run(&cluster, "postgres", "postgres", &statements(1)).await;
    let back =
        "ALTER DATABASE shop OWNER TO postgres; GRANT CONNECT ON DATABASE shop TO shop".to_owned();
    run(&cluster, "postgres", "postgres", &[back]).await;
    // As it is by itself since PostgreSQL 15.
    let nobody = "REVOKE CREATE ON SCHEMA public FROM PUBLIC".to_owned();
    run(&cluster, "postgres", "shop", &[nobody]).await;
    let seen = crate::look_into(&settings_of(&cluster, "shop"), None).await.unwrap_err();
    assert_eq!(
        seen.to_string(),
        "store.url: the role may not make tables in the schema public (42501): the role lacks what docs/postgresql.md grants it"
    );
    let error = PostgresStore::open(&settings_of(&cluster, "shop")).await.map(|_| ()).unwrap_err();
    let error = error.to_string();
    assert!(
        error.starts_with("store.url: ") && error.contains("permission denied for schema public"),
        "{error}"
    );
    assert!(error.ends_with("the role lacks what docs/postgresql.md grants it"), "{error}");
}
