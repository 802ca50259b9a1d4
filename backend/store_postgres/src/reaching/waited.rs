//! A server that is down, or a standby, is waited for; of several servers the one is used that can be written.

use std::fs;
use std::time::Duration;

use super::cluster::{Cluster, settings};
use crate::pause::pause;
use crate::reach::Reached;

const PATIENCE: Option<Duration> = Some(Duration::from_secs(30));

#[tokio::test]
async fn a_server_that_is_down_is_waited_for() {
    let mut cluster = Cluster::new();
    let settings = cluster.settings();
    let waiting = tokio::spawn(async move { Reached::new(&settings, PATIENCE).await.map(|_| ()) });
    pause(Duration::from_millis(700)).await;
    assert!(!waiting.is_finished());
    cluster.start().await;
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_standby_is_waited_for_until_it_is_promoted() {
    let mut cluster = Cluster::new();
    let signal = cluster.write("data/standby.signal", "");
    cluster.start().await;
    assert!(fs::exists(signal).unwrap());
    let settings = cluster.settings();
    let error =
        Reached::new(&settings, Some(Duration::from_secs(1))).await.map(|_| ()).unwrap_err();
    let error = error.to_string();
    assert!(
        error.starts_with("store.url: no server could be written within 1 s: 127.0.0.1:"),
        "{error}"
    );
    assert!(
        error.ends_with("it can only be read (a standby, or default_transaction_read_only)"),
        "{error}"
    );
    let waiting = tokio::spawn(async move { Reached::new(&settings, PATIENCE).await.map(|_| ()) });
    pause(Duration::from_millis(700)).await;
    assert!(!waiting.is_finished());
    cluster.admin().await.batch_execute("SELECT pg_promote()").await.unwrap();
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn of_several_servers_the_first_that_can_be_written_is_used() {
    let read_only = Cluster::new().with("default_transaction_read_only=on");
    let (mut read_only, writable) = (read_only, Cluster::started().await);
    read_only.start().await;
    let hosts = format!("127.0.0.1:{},127.0.0.1:1,127.0.0.1:{}", read_only.port, writable.port);
    let settings = settings(&format!("postgres://pse@{hosts}/pse"));
    let reached = Reached::new(&settings, None).await.unwrap();
    let port = reached
        .pools
        .buyers
        .read(|db| async move {
            let row = db.first("SELECT inet_server_port()", &[]).await?;
            Ok(row.map(|row| row.try_get::<_, i32>(0)).transpose()?)
        })
        .await
        .unwrap();
    assert_eq!(port, Some(writable.port.into()));
}
