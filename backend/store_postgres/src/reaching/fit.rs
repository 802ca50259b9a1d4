//! A server must be durable, and have room.

use super::cluster::Cluster;
use crate::connection::Usage;
use crate::reach::Reached;
use crate::settings::Connections;

#[tokio::test]
async fn a_server_that_may_lose_what_it_has_committed_is_refused_with_real_payments() {
    let mut cluster = Cluster::new().with("fsync=off").with("full_page_writes=off");
    cluster.start().await;
    let role = "ALTER ROLE pse SET synchronous_commit = off";
    cluster.admin().await.batch_execute(role).await.unwrap();
    let mut settings = cluster.settings();
    let remarks = Reached::new(&settings, None).await.unwrap().remarks;
    let wanted = [
        "store.url: fsync is off: the server may lose payments it has committed; run ALTER SYSTEM SET fsync = on, then SELECT pg_reload_conf()",
        "store.url: full_page_writes is off: the server may lose payments it has committed; run ALTER SYSTEM SET full_page_writes = on, then SELECT pg_reload_conf()",
        "store.url: synchronous_commit is off: the server may lose payments it has committed; run ALTER ROLE \"pse\" SET synchronous_commit = on",
    ];
    assert_eq!(remarks, wanted);
    settings.is_real = true;
    let error = Reached::new(&settings, None).await.map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), wanted.join("\n"));
}

#[tokio::test]
async fn more_connections_than_there_is_room_for_are_refused() {
    let mut cluster = Cluster::new().with("max_connections=20").with("fsync=on");
    cluster.start().await;
    let mut settings = cluster.settings();
    settings.is_real = true;
    let reached = Reached::new(&settings, None).await.unwrap();
    assert_eq!(reached.remarks, [""; 0]);
    // Each has 7, and 3 of 20 are reserved.
    assert!(reached.check_room(2).is_ok());
    let error = reached.check_room(3).unwrap_err().to_string();
    assert_eq!(
        error,
        "store.buyers_connections (3), store.probe_connections (3) and store.reading_connections (1) are too many: \
         7 for each of 3 replicas and one for migrations, and the server takes 17 (max_connections, less what is reserved)"
    );
    settings.connections = Connections { buyers: 3, probe: 3, reading: 2 };
    let role = "ALTER ROLE pse CONNECTION LIMIT 8";
    cluster.admin().await.batch_execute(role).await.unwrap();
    let error = Reached::new(&settings, None).await.unwrap().check_room(1).unwrap_err();
    assert!(
        error.to_string().ends_with("the server takes 8 (the role's CONNECTION LIMIT)"),
        "{error}"
    );
}

#[tokio::test]
async fn each_connection_has_the_servers_limits() {
    let cluster = Cluster::started().await;
    let reached = Reached::new(&cluster.settings(), None).await.unwrap();
    let limits = |name: &'static str| {
        let pool = match name {
            "buyers" => &reached.pools.buyers,
            "probe" => &reached.pools.probe,
            _ => &reached.pools.reading,
        };
        pool.read(|db| async move {
            let question = "SELECT current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')
                || ' ' || current_setting('idle_in_transaction_session_timeout')
                || ' ' || current_setting('jit') || ' ' || current_setting('application_name')";
            let row = db.first(question, &[]).await?;
            Ok(row.map(|row| row.try_get::<_, String>(0)).transpose()?.unwrap_or_default())
        })
    };
    assert_eq!(limits("buyers").await.unwrap(), "5s 2s 10s off pse-backend buyers");
    assert_eq!(limits("probe").await.unwrap(), "10s 2s 10s off pse-backend probe");
    assert_eq!(limits("reading").await.unwrap(), "30s 2s 10s off pse-backend reading");
    let direct = reached.direct().await.unwrap();
    let row =
        direct.first("SELECT current_setting('statement_timeout')", &[]).await.unwrap().unwrap();
    assert_eq!(row.try_get::<_, String>(0).unwrap(), "0");
    let Usage { prepared, patience } = direct.usage();
    assert!(!prepared && patience.is_none());
}
