//! Several servers, of which one can be written at a time: a replica goes to that one, a start sees where there are two, and
//! nobody goes back to one that was left behind.

use std::time::Instant;

use tokio_postgres::types::Type;

use super::cluster::{Cluster, settings};
use crate::reach::{Pools, Reached};
use crate::settings::Settings;

/// An address that names both.
fn both(one: &Cluster, other: &Cluster) -> Settings {
    settings(&format!("postgres://pse@127.0.0.1:{},127.0.0.1:{}/pse", one.port, other.port))
}

/// The port of the server that is used.
async fn used(pools: &Pools) -> Result<u16, String> {
    let asked = pools.buyers.read(|db| async move {
        let row = db.first("SELECT inet_server_port()", &[]).await?;
        Ok(row.map(|row| row.try_get::<_, i32>(0)).transpose()?.unwrap_or_default())
    });
    asked.await.map(|port| port.try_into().unwrap()).map_err(|error| error.to_string())
}

#[tokio::test]
async fn several_servers_that_can_be_written_are_refused_at_the_start() {
    let (one, other) = (Cluster::started().await, Cluster::started().await);
    let error = Reached::new(&both(&one, &other), None).await.map(|_| ()).unwrap_err().to_string();
    assert!(error.starts_with("store.url: several of its servers can be written"), "{error}");
    for cluster in [&one, &other] {
        assert!(error.contains(&format!("127.0.0.1:{} (system ", cluster.port)), "{error}");
    }
    // Two names of one server are one.
    let _ = Reached::new(&both(&one, &one), None).await.unwrap();
}

#[tokio::test]
async fn a_server_that_was_left_behind_when_its_standby_was_promoted_is_not_written_any_more() {
    let (mut old, mut new) = (Cluster::started().await, Cluster::new());
    let _ = new.write("data/standby.signal", "");
    new.start().await;
    let pools = Reached::new(&both(&old, &new), None).await.unwrap().pools;
    assert_eq!(used(&pools).await, Ok(old.port));
    old.stop();
    new.admin().await.batch_execute("SELECT pg_promote()").await.unwrap();
    assert_eq!(used(&pools).await, Ok(new.port));
    // Nobody has seen to it that it stays dead.
    old.start().await;
    new.stop();
    let error = used(&pools).await.unwrap_err();
    let said = format!("127.0.0.1:{}: it was left behind (system ", old.port);
    assert!(error.contains(&said), "{error}");
    new.start().await;
    assert_eq!(used(&pools).await, Ok(new.port));
}

async fn set_read_only(cluster: &Cluster, word: &str) {
    let statement = format!("ALTER SYSTEM SET default_transaction_read_only = {word}");
    for statement in [&*statement, "SELECT pg_reload_conf()"] {
        cluster.admin().await.batch_execute(statement).await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_was_demoted_is_left_for_the_other() {
    let (old, new) = (Cluster::started().await, Cluster::started().await);
    // Until it is promoted.
    set_read_only(&new, "on").await;
    let pools = Reached::new(&both(&old, &new), None).await.unwrap().pools;
    for cluster in [&old, &new] {
        cluster
            .admin()
            .await
            .batch_execute(
                "BEGIN READ WRITE; CREATE TABLE t (id bigint PRIMARY KEY); GRANT ALL ON t TO pse; COMMIT",
            )
            .await
            .unwrap();
    }
    assert_eq!(used(&pools).await, Ok(old.port));
    set_read_only(&old, "on").await;
    set_read_only(&new, "off").await;
    let began = Instant::now();
    loop {
        let inserted = pools.buyers.write(
            |db| {
                Box::pin(async move {
                    let insert = "INSERT INTO t VALUES ($1) ON CONFLICT DO NOTHING";
                    db.run(insert, &[(&1_i64, Type::INT8)]).await
                })
            },
            |_| Box::pin(async { panic!("nothing was lost") }),
        );
        inserted.await.unwrap();
        let there = new.admin().await.query_one("SELECT count(*) FROM t", &[]).await.unwrap();
        if there.get::<_, i64>(0) == 1 {
            break;
        }
        assert!(began.elapsed().as_secs() < 5);
    }
}
