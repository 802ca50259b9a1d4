//! Through PgBouncer, each transaction on another of its connections: what it keeps from the server is asked of the role.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use pse_core::ports::store::Store as _;
use pse_core::ports::store_suite::samples::pending;
use tokio::net::TcpStream;
use tokio_postgres::types::Type;

use super::cluster::{Cluster, PASSWORD, free_port, is_root, settings};
use crate::PostgresStore;
use crate::pause::pause;
use crate::reach::Reached;
use crate::settings::Settings;

/// A PgBouncer before a server; it ends with its test.
struct Pooler {
    port: u16,
    process: Child,
}

impl Pooler {
    async fn before(cluster: &Cluster, more: &str) -> Self {
        let port = free_port();
        let users = cluster.write("users", &format!("\"pse\" \"{PASSWORD}\"\n"));
        let config = format!(
            "[databases]\npse = host=127.0.0.1 port={} dbname=pse\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
             listen_port = {port}\nunix_socket_dir =\nauth_type = scram-sha-256\nauth_file = {}\n\
             pool_mode = transaction\ndefault_pool_size = 3\n{more}\n",
            cluster.port,
            users.display()
        );
        let config = cluster.write(&format!("pgbouncer-{port}.ini"), &config);
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig=KILL");
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        command.env("PATH", "/usr/sbin:/usr/bin:/bin").arg(program()).arg("--quiet").arg(config);
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let pooler = Self { port, process };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(began.elapsed().as_secs() < 20, "PgBouncer does not listen");
            pause(Duration::from_millis(20)).await;
        }
        pooler
    }

    fn settings(&self) -> Settings {
        settings(&format!("postgres://pse@127.0.0.1:{}/pse", self.port))
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// `target/tools` has it where it is not installed.
fn program() -> String {
    let fetched = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/tools/pgbouncer");
    if fs::exists(fetched).unwrap() { fetched.to_owned() } else { "pgbouncer".to_owned() }
}

async fn refusal(settings: &Settings) -> String {
    let error = Reached::new(settings, None).await.map(|_| ()).unwrap_err().to_string();
    assert!(!error.contains("hush"), "{error}");
    error
}

const LIMITS: &str = "ALTER ROLE \"pse\" SET statement_timeout = '5000ms'; ALTER ROLE \"pse\" SET lock_timeout = '2000ms'; \
    ALTER ROLE \"pse\" SET idle_in_transaction_session_timeout = '10000ms';";

#[tokio::test]
async fn what_a_pooler_keeps_from_the_server_is_asked_of_the_role() {
    let cluster = Cluster::started().await;
    for more in ["", "ignore_startup_parameters = options"] {
        let pooler = Pooler::before(&cluster, more).await;
        let error = refusal(&pooler.settings()).await;
        assert_eq!(
            error,
            format!(
                "store.url leads through a pooler, so the role must have the limits, and statement_timeout is 0, \
                 lock_timeout is 0, idle_in_transaction_session_timeout is 0: run {LIMITS} then RECONNECT in the \
                 pooler's console"
            )
        );
    }
    // The sentence is enough.
    cluster.admin().await.batch_execute(LIMITS).await.unwrap();
    for more in ["", "ignore_startup_parameters = options"] {
        let pooler = Pooler::before(&cluster, more).await;
        let mut settings = pooler.settings();
        assert!(refusal(&settings).await.starts_with("store.direct_url is missing: "));
        settings.direct_url = Some(settings.url.clone());
        let error = refusal(&settings).await;
        assert!(error.starts_with("store.prepared must be false: "), "{error}");
        settings.prepared = false;
        let reached = Reached::new(&settings, None).await.unwrap();
        let error = reached.direct().await.map(|_| ()).unwrap_err().to_string();
        assert!(error.starts_with("store.direct_url leads through a pooler, too"), "{error}");
    }
}

#[tokio::test]
async fn statements_pass_through_a_pooler_that_keeps_none() {
    let cluster = Cluster::started().await;
    cluster.admin().await.batch_execute(LIMITS).await.unwrap();
    let pooler = Pooler::before(&cluster, "").await;
    let mut settings = pooler.settings();
    settings.prepared = false;
    settings.connections.buyers = 4;
    settings.direct_url = Some(cluster.settings().url);
    let reached = Reached::new(&settings, None).await.unwrap();
    let table = "CREATE TABLE t (id bigint PRIMARY KEY, v bigint NOT NULL)";
    reached.direct().await.unwrap().batch(table).await.unwrap();
    // How many connections the pooler takes is its own matter.
    reached.check_room(1_000).unwrap();
    let buyers = &reached.pools.buyers;
    let written = join_all((0..12_i64).map(|id| {
        buyers.write(
            move |db| {
                Box::pin(async move {
                    db.run("INSERT INTO t VALUES ($1, 0)", &[(&id, Type::INT8)]).await
                })
            },
            |_| Box::pin(async { Ok(None) }),
        )
    }));
    for written in written.await {
        assert_eq!(written.unwrap(), 1);
    }
    let moved = join_all((0..6_i64).map(|id| {
        buyers.write(
            move |db| {
                Box::pin(async move {
                    db.begin().await?;
                    for at in [id, id + 6] {
                        db.run("UPDATE t SET v = v + 1 WHERE id = $1", &[(&at, Type::INT8)])
                            .await?;
                    }
                    db.commit().await
                })
            },
            |_| Box::pin(async { Ok(None) }),
        )
    }));
    for moved in moved.await {
        moved.unwrap();
    }
    let sums = join_all((0..6).map(|_| {
        buyers.read(|db| async move {
            let row = db
                .first("SELECT sum(v)::bigint FROM t WHERE id >= $1", &[(&0_i64, Type::INT8)])
                .await?;
            Ok(row.map(|row| row.try_get::<_, i64>(0)).transpose()?)
        })
    }));
    for sum in sums.await {
        assert_eq!(sum.unwrap(), Some(12));
    }
}

#[tokio::test]
async fn what_a_pooler_refuses_is_named_with_its_key() {
    let cluster = Cluster::started().await;
    let pooler = Pooler::before(&cluster, "").await;
    for (who, database, said) in [
        ("pse:hush", "pse", "change store.password_file (or the password in store.url)"),
        ("nobody:hush", "pse", "store.url"),
        ("pse", "nothing", "no such database: nothing: change the database's name in store.url"),
    ] {
        let url = format!("postgres://{who}@127.0.0.1:{}/{database}", pooler.port);
        let error = refusal(&settings(&url)).await;
        assert!(error.contains(said), "{error}");
    }
}

#[tokio::test]
async fn a_pooler_serves_in_each_of_its_modes() {
    let cluster = Cluster::started().await;
    cluster.admin().await.batch_execute(LIMITS).await.unwrap();
    for (number, (mode, keeps)) in
        [("session", true), ("transaction", false), ("statement", false)].into_iter().enumerate()
    {
        let pooler =
            Pooler::before(&cluster, &format!("pool_mode = {mode}\ndefault_pool_size = 20")).await;
        let mut settings = pooler.settings();
        settings.holds_sandbox = false;
        settings.direct_url = Some(cluster.settings().url);
        if !keeps {
            let error = refusal(&settings).await;
            assert!(error.starts_with("store.prepared must be false: "), "{mode}: {error}");
        }
        settings.prepared = keeps;
        let store = PostgresStore::open(&settings).await.unwrap();
        let payment = pending(&store, &format!("A{number}"), 1).await;
        assert_eq!(store.payment(&payment.id).await.unwrap(), Some(payment));
        store.close().await;
    }
    // What a connection cannot be told the role must have been.
    let habit = "ALTER ROLE pse SET default_transaction_isolation = 'repeatable read'";
    cluster.admin().await.batch_execute(habit).await.unwrap();
    let pooler = Pooler::before(&cluster, "").await;
    let error = refusal(&pooler.settings()).await;
    assert!(
        error.ends_with(
            "run ALTER ROLE \"pse\" SET default_transaction_isolation = 'read committed'"
        ),
        "{error}"
    );
}
