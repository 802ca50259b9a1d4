//! The roles that the guide makes are enough, and one that may too little is told what it lacks.

use pse_core::ports::store::Store as _;
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

#[tokio::test]
async fn a_role_with_its_own_database_is_enough() {
    let cluster = Cluster::started().await;
    run(&cluster, "postgres", "postgres", &statements(1)).await;
    let store = PostgresStore::open(&settings_of(&cluster, "shop")).await.unwrap();
    store.ready().await.unwrap();
    store.close().await;
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
        error.starts_with(
            "store.url: the role \"shop\" may not use the tables that the role of store.direct_url"
        ),
        "{error}"
    );
    // What it says to run is enough.
    let said =
        error.split("run as their owner: ").nth(1).unwrap().split("; and let").next().unwrap();
    run(&cluster, "shop_owner:hush", "shop", &[said.to_owned()]).await;
    let store = PostgresStore::open(&settings).await.unwrap();
    store.ready().await.unwrap();
    store.close().await;

    // And so is the guide, before there is any table.
    let empty = ["DROP OWNED BY shop_owner", "DROP OWNED BY shop"].map(str::to_owned);
    run(&cluster, "postgres", "shop", &empty).await;
    let back = "ALTER DATABASE shop OWNER TO shop_owner".to_owned();
    run(&cluster, "postgres", "shop", &[back]).await;
    run(&cluster, "postgres", "shop", &grants).await;
    run(&cluster, "postgres", "shop", &defaults).await;
    let store = PostgresStore::open(&settings).await.unwrap();
    store.ready().await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn a_role_that_may_make_no_tables_is_told_so() {
    let cluster = Cluster::started().await;
    run(&cluster, "postgres", "postgres", &statements(1)).await;
    let back =
        "ALTER DATABASE shop OWNER TO postgres; GRANT CONNECT ON DATABASE shop TO shop".to_owned();
    run(&cluster, "postgres", "postgres", &[back]).await;
    let error = PostgresStore::open(&settings_of(&cluster, "shop")).await.map(|_| ()).unwrap_err();
    let error = error.to_string();
    assert!(
        error.starts_with("store.url: ") && error.contains("permission denied for schema public"),
        "{error}"
    );
    assert!(error.ends_with("the role lacks what docs/postgresql.md grants it"), "{error}");
}
