//! Makes connections: the address's servers in turn, until one can be written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use deadpool::managed::{Manager, Metrics, RecycleError, RecycleResult};
use futures_util::future::join_all;
use tokio::time::timeout;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config, SimpleQueryMessage};

use super::address::{Address, Place, Server};
use super::connection::{Connection, Usage};
use super::encryption::Mode;
use super::identity::{Identity, Known};
use super::limits::Limits;
use super::refusal::{Refusal, Refusals};
use super::settings::Keys;
use super::tls::Tls;

/// How long opening a socket may take.
const SOCKET_WITHIN: Duration = Duration::from_secs(3);
/// How long all of a connection to one server may take, with encryption and password.
const CONNECTED_WITHIN: Duration = Duration::from_secs(8);
/// How long the other servers are looked at, whether one of them can be written, too.
const LOOKED_AT_WITHIN: Duration = Duration::from_secs(4);
/// After so much silence the system asks whether the other side is still there.
const SILENCE: Duration = Duration::from_secs(30);
/// How long what was sent may stay without the other side's system having taken it.
const UNTAKEN: Duration = Duration::from_secs(15);
/// A connection is not used for longer, so that servers of one name share them again after one was away.
const LIFETIME: Duration = Duration::from_secs(3_600);

/// The way to a database.
#[derive(Debug)]
pub(crate) struct Route {
    address: Address,
    keys: Keys,
    tls: Tls,
    /// The place of the server that could be written last.
    preferred: AtomicUsize,
    /// Whether the way leads through a pooler, which does not take a connection's own limits.
    pooled: AtomicBool,
    /// Which server it leads to.
    known: Known,
}

impl Route {
    /// The error is the end of a sentence that begins with the key of the address.
    pub(crate) fn new(address: Address, keys: Keys) -> Result<Self, String> {
        let tls = Tls::new(&address.encryption)?;
        let (preferred, pooled) = (AtomicUsize::new(0), AtomicBool::new(false));
        Ok(Self { address, keys, tls, preferred, pooled, known: Known::default() })
    }

    pub(crate) const fn address(&self) -> &Address {
        &self.address
    }

    pub(crate) const fn keys(&self) -> Keys {
        self.keys
    }

    /// Whether the way has turned out to lead through a pooler.
    pub(crate) fn is_pooled(&self) -> bool {
        self.pooled.load(Ordering::Relaxed)
    }

    /// The server that the last connection led to; `None` where it does not tell.
    pub(crate) fn identity(&self) -> Option<Identity> {
        self.known.identity()
    }

    /// Remembers that the way leads through a pooler.
    pub(crate) fn set_pooled(&self) {
        self.pooled.store(true, Ordering::Relaxed);
    }

    /// Connects to the first server that can be written, beginning with the last one that could.
    async fn connect(&self, kind: &Kind) -> Result<Connection, Refusals> {
        let first = self.preferred.load(Ordering::Relaxed);
        let number = self.address.servers.len();
        let mut refusals = Vec::new();
        let servers = self.address.servers.iter().enumerate();
        for (at, server) in servers.cycle().skip(first).take(number) {
            match self.admitted(server, kind).await {
                Ok(connection) => {
                    self.preferred.store(at, Ordering::Relaxed);
                    return Ok(connection);
                }
                Err(refusal) => refusals.push((server.to_string(), refusal)),
            }
        }
        Err(Refusals(refusals))
    }

    /// Connects to a server that the way may lead to.
    async fn admitted(&self, server: &Server, kind: &Kind) -> Result<Connection, Refusal> {
        let (connection, identity) = self.connect_to(server, kind).await?;
        if let Some(identity) = identity {
            self.known.admit(identity).map_err(Refusal::Wrong)?;
        }
        Ok(connection)
    }

    /// Refuses an address of which several servers can be written now: each would keep payments that the other lacks.
    pub(crate) async fn check_alone(&self, kind: &Kind) -> Result<(), String> {
        if self.address.servers.len() < 2 {
            return Ok(());
        }
        let looking = self.address.servers.iter().map(|server| async move {
            let connecting = timeout(LOOKED_AT_WITHIN, self.connect_to(server, kind));
            let (_, identity) = connecting.await.ok()?.ok()?;
            identity.map(|identity| (server, identity))
        });
        let found: Vec<_> = join_all(looking).await.into_iter().flatten().collect();
        let pairs = found.iter().zip(found.iter().skip(1));
        if pairs.into_iter().all(|((_, one), (_, other))| one.is_same_run(other)) {
            return Ok(());
        }
        let named = found.iter().map(|(server, identity)| format!("{server} ({identity})"));
        Err(format!(
            "several of its servers can be written, and each would keep payments that the other lacks: {}; stop all but \
             the right one (docs/operating.md), or take them out of the address",
            named.collect::<Vec<_>>().join(", ")
        ))
    }

    async fn connect_to(
        &self,
        server: &Server,
        kind: &Kind,
    ) -> Result<(Connection, Option<Identity>), Refusal> {
        let connecting = async {
            let sends_limits = !self.is_pooled();
            match self.open(server, kind, sends_limits).await {
                Err(Attempt::NoLimitsTaken) => {
                    self.set_pooled();
                    self.open(server, kind, false).await
                }
                opened => opened,
            }
        };
        let too_long =
            || Refusal::Down(format!("no connection within {} s", CONNECTED_WITHIN.as_secs()));
        match timeout(CONNECTED_WITHIN, connecting).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(Attempt::Refused(refusal))) => Err(refusal),
            Ok(Err(Attempt::NoLimitsTaken)) | Err(_) => Err(too_long()),
        }
    }

    async fn open(
        &self,
        server: &Server,
        kind: &Kind,
        sends_limits: bool,
    ) -> Result<(Connection, Option<Identity>), Attempt> {
        let config = self.config(server, kind, sends_limits);
        let refused = |error| self.refused(&error);
        let (client, connection) = config.connect(self.tls.clone()).await.map_err(refused)?;
        // How it ends is told to whoever waits for an answer.
        let driver = tokio::spawn(async move { drop(connection.await) }).abort_handle();
        if is_read_only(&client).await.map_err(refused)? {
            return Err(Attempt::Refused(Refusal::ReadOnly));
        }
        let identity = Identity::asked(&client).await;
        Ok((Connection::new(client, driver, kind.usage), identity))
    }

    fn config(&self, server: &Server, kind: &Kind, sends_limits: bool) -> Config {
        let mut config = Config::new();
        config
            .user(&self.address.user)
            .dbname(&self.address.database)
            .application_name(kind.name)
            .port(server.port)
            .connect_timeout(SOCKET_WITHIN)
            .tcp_user_timeout(UNTAKEN)
            .keepalives_idle(SILENCE)
            .keepalives_interval(SILENCE / 3)
            .keepalives_retries(3);
        if let Some(password) = self.address.password() {
            config.password(password);
        }
        if sends_limits {
            config.options(kind.limits.as_options());
        }
        match &server.place {
            Place::Host(host) => config.host(host).ssl_mode(match self.address.encryption.mode {
                Mode::Disable => SslMode::Disable,
                Mode::Prefer => SslMode::Prefer,
                Mode::Require | Mode::VerifyCa | Mode::VerifyFull => SslMode::Require,
            }),
            Place::Folder(folder) => config.host_path(folder).ssl_mode(SslMode::Disable),
        };
        config
    }

    fn refused(&self, error: &tokio_postgres::Error) -> Attempt {
        let is_pooler = error.as_db_error().is_some_and(|refusal| {
            refusal.code().code() == "08P01" && refusal.message().contains("startup parameter")
        });
        if is_pooler && !self.is_pooled() {
            return Attempt::NoLimitsTaken;
        }
        Attempt::Refused(Refusal::of(error, &self.address, self.keys))
    }
}

/// What an attempt to connect ended in, without a connection.
enum Attempt {
    Refused(Refusal),
    /// The limits of a connection are not taken: a pooler is in between.
    NoLimitsTaken,
}

async fn is_read_only(client: &Client) -> Result<bool, tokio_postgres::Error> {
    let answer = client.simple_query("SHOW transaction_read_only").await?;
    Ok(answer
        .iter()
        .any(|message| matches!(message, SimpleQueryMessage::Row(row) if row.get(0) == Some("on"))))
}

/// What the connections of one kind have in common.
#[derive(Debug, Clone)]
pub(crate) struct Kind {
    /// What the server's list of connections says.
    pub(crate) name: &'static str,
    pub(crate) limits: Limits,
    pub(crate) usage: Usage,
}

/// Makes the connections of a pool.
#[derive(Debug)]
pub(crate) struct Connector {
    pub(crate) route: Arc<Route>,
    pub(crate) kind: Kind,
}

impl Manager for Connector {
    type Type = Connection;
    type Error = Refusals;

    async fn create(&self) -> Result<Connection, Refusals> {
        self.route.connect(&self.kind).await
    }

    async fn recycle(
        &self,
        connection: &mut Connection,
        metrics: &Metrics,
    ) -> RecycleResult<Refusals> {
        if connection.is_usable() && metrics.age() < LIFETIME {
            Ok(())
        } else {
            Err(RecycleError::message("it has ended"))
        }
    }
}
