//! A server reached at the start: waited for where it is down or a standby, and found fit. Nothing is written here.

use std::sync::Arc;
use std::time::Duration;

use deadpool::managed::PoolError;
use tokio::time::Instant;

use super::address::Address;
use super::cannot_open::CannotOpen;
use super::connector::Route;
use super::failure::Failure;
use super::identity::Identity;
use super::pause::pause;
use super::pool::{Client, Plan, Pool};
use super::privileges;
use super::refusal::Refusals;
use super::server::{Server, is_unpooled};
use super::settings::{DIRECT, Keys, Settings, URL};

/// How long a server that is down, or a standby, is waited for at the start.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is tried meanwhile.
const AGAIN_AFTER: Duration = Duration::from_millis(500);
/// How often it is said meanwhile.
const SAID_EVERY: Duration = Duration::from_secs(10);

/// The pools of the service: none takes another's connections.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    /// For what buyers and merchants ask.
    pub(crate) buyers: Pool,
    /// For the probe and for notifications.
    pub(crate) probe: Pool,
    /// For lists, exports and figures.
    pub(crate) reading: Pool,
}

impl Pools {
    fn new(route: &Arc<Route>, settings: &Settings) -> Result<Self, CannotOpen> {
        let of = |name, key, size, seconds| {
            let statement = Some(Duration::from_secs(seconds));
            pool(route, Plan { name, key, size, statement }, settings.prepared)
        };
        let sizes = &settings.connections;
        Ok(Self {
            buyers: of("pse-backend buyers", "store.buyers_connections", sizes.buyers, 5)?,
            probe: of("pse-backend probe", "store.probe_connections", sizes.probe, 10)?,
            reading: of("pse-backend reading", "store.reading_connections", sizes.reading, 30)?,
        })
    }

    /// Lends no more connections, and returns when every write is over.
    pub(crate) async fn close(&self) {
        for pool in [&self.buyers, &self.probe, &self.reading] {
            pool.close().await;
        }
    }
}

/// A server that was reached and is fit to hold the store.
#[derive(Debug)]
pub(crate) struct Reached {
    pub(crate) pools: Pools,
    /// What an operator should mend, though the service starts with it.
    pub(crate) remarks: Vec<String>,
    route: Arc<Route>,
    direct: Pool,
    direct_route: Arc<Route>,
    server: Server,
    settings: Settings,
    is_pooled: bool,
}

impl Reached {
    /// Reaches the server and judges it. `patience` is how long one that is down, or a standby, is waited for; with
    /// none, it is refused at once.
    pub(crate) async fn new(
        settings: &Settings,
        patience: Option<Duration>,
    ) -> Result<Self, CannotOpen> {
        Self::judged(settings, patience).await.map_err(|error| error.with_key(URL.url))
    }

    async fn judged(settings: &Settings, patience: Option<Duration>) -> Result<Self, CannotOpen> {
        let route = route(&settings.url, URL)?;
        let pools = Pools::new(&route, settings)?;
        // Nothing is prepared before it is known what is in between.
        let plan = Plan { name: "pse-backend start", size: 1, ..pools.buyers.plan() };
        let first = pool(&route, plan, false)?;
        let client = borrowed(&first, &route, patience).await?;
        let server = Server::asked(&client).await?;
        if !is_unpooled(&client).await? {
            route.set_pooled();
        }
        drop(client);
        server.check_version()?;
        server.check_habits()?;
        route.check_alone(&plan.kind(false)).await.map_err(CannotOpen::Unfit)?;
        let remarks = server.check_durable(settings.is_real)?;
        let is_pooled = route.is_pooled();
        if is_pooled {
            server.check_role_limits(&plan.limits())?;
            check_pooled(settings, &pools.buyers).await?;
        }
        let direct_route = match &settings.direct_url {
            Some(url) => self::route(url, DIRECT)?,
            None => Arc::clone(&route),
        };
        let plan =
            Plan { name: "pse-backend migrations", key: DIRECT.url, size: 1, statement: None };
        let direct = pool(&direct_route, plan, false)?;
        let settings = settings.clone();
        Ok(Self { pools, remarks, route, direct, direct_route, server, settings, is_pooled })
    }

    /// A connection for migrations, past any pooler; its statements may take as long as they take.
    pub(crate) async fn direct(&self) -> Result<Client, CannotOpen> {
        self.direct_within(Some(PATIENCE)).await
    }

    /// The same, waited for as long as this.
    pub(crate) async fn direct_within(
        &self,
        patience: Option<Duration>,
    ) -> Result<Client, CannotOpen> {
        let client = borrowed(&self.direct, &self.direct_route, patience).await?;
        if !is_unpooled(&client).await? {
            return Err(CannotOpen::Unfit(
                "store.direct_url leads through a pooler, too: migrations need the server itself"
                    .to_owned(),
            ));
        }
        if self.settings.direct_url.is_some() {
            self.check_same(&client).await.map_err(|error| error.with_key(DIRECT.url))?;
        }
        Ok(client)
    }

    /// Refuses an address for migrations that leads to another database than the service's.
    async fn check_same(&self, direct: &Client) -> Result<(), CannotOpen> {
        let other = Server::asked(direct).await?;
        let identities = (self.route.identity(), self.direct_route.identity());
        let is_same_server = match &identities {
            (Some(service), Some(direct)) => service.is_same_run(direct),
            // One of them does not tell.
            (Some(_) | None, None) | (None, Some(_)) => true,
        };
        if is_same_server && self.server.is_same_database(&other) {
            return Ok(());
        }
        let named = |server: &Server, identity: Option<Identity>| {
            let of = identity.map(|identity| format!(" of {identity}")).unwrap_or_default();
            format!("\"{}\"{of}", server.database())
        };
        Err(CannotOpen::Unfit(format!(
            "store.direct_url leads to another database ({}) than store.url ({}): let both name the same",
            named(&other, identities.1),
            named(&self.server, identities.0)
        )))
    }

    /// The key of the address that [`Self::direct`] leads to.
    pub(crate) fn direct_key(&self) -> &'static str {
        self.direct_route.keys().url
    }

    /// Refuses a role of the service that may not use the store's tables, which the role of `direct` sees.
    pub(crate) async fn check_tables(&self, direct: &Client) -> Result<(), CannotOpen> {
        let service = self.pools.buyers.borrow().await;
        let service = service.map_err(|error| CannotOpen::NoConnection(error.to_string()))?;
        privileges::check(direct, &service).await.map_err(|error| error.with_key(URL.url))
    }

    /// Refuses more connections than there is room for, with so many living replicas (this one among them). How many a
    /// pooler takes is its own matter.
    pub(crate) fn check_room(&self, replicas: u32) -> Result<(), CannotOpen> {
        match self.is_pooled {
            true => Ok(()),
            false => self.server.check_room(&self.settings.connections, replicas),
        }
    }
}

/// One connection of its own for an operator's tool, past any pooler, whose statements may take as long as they take; and what
/// the server says about itself. A server that is down is not waited for.
pub(crate) async fn apart(address: &Address, keys: Keys) -> Result<(Client, Server), CannotOpen> {
    let route = route(address, keys)?;
    let plan = Plan { name: "pse-backend store", key: keys.url, size: 1, statement: None };
    let client = borrowed(&pool(&route, plan, false)?, &route, None).await?;
    if !is_unpooled(&client).await? {
        return Err(CannotOpen::Unfit(format!(
            "{} leads through a pooler, and this needs the server itself",
            keys.url
        )));
    }
    let server = Server::asked(&client).await?;
    Ok((client, server))
}

fn route(address: &Address, keys: Keys) -> Result<Arc<Route>, CannotOpen> {
    let route = Route::new(address.clone(), keys);
    Ok(Arc::new(route.map_err(|why| CannotOpen::Address { key: keys.url, why })?))
}

fn pool(route: &Arc<Route>, plan: Plan, prepared: bool) -> Result<Pool, CannotOpen> {
    Pool::new(route, plan, prepared).map_err(|error| CannotOpen::NoConnection(error.to_string()))
}

/// The first connection of a pool, of a server that can be written.
async fn borrowed(
    pool: &Pool,
    route: &Route,
    patience: Option<Duration>,
) -> Result<Client, CannotOpen> {
    let key = route.keys().url;
    let began = Instant::now();
    let mut said = None;
    loop {
        let refusals = match pool.borrow().await {
            Ok(client) => return Ok(client),
            Err(PoolError::Backend(refusals)) => refusals,
            Err(error) => return Err(CannotOpen::NoConnection(error.to_string())),
        };
        let Some(patience) = patience.filter(|_| refusals.may_pass()) else {
            return Err(CannotOpen::Refused { key, refusals });
        };
        let waited = began.elapsed();
        if waited >= patience {
            return Err(CannotOpen::NotInTime { key, seconds: patience.as_secs(), refusals });
        }
        if said.is_none_or(|said: Instant| said.elapsed() >= SAID_EVERY) {
            say(route, &refusals, patience.saturating_sub(waited));
            said = Some(Instant::now());
        }
        pause(AGAIN_AFTER).await;
    }
}

fn say(route: &Route, refusals: &Refusals, left: Duration) {
    tracing::warn!(
        url = %route.address(),
        servers = %refusals,
        seconds_left = left.as_secs(),
        "No server of the store can be written yet; it is waited for."
    );
}

/// What a pooler takes, and what it must be told about.
async fn check_pooled(settings: &Settings, pool: &Pool) -> Result<(), CannotOpen> {
    if settings.direct_url.is_none() {
        return Err(CannotOpen::Unfit(
            "store.direct_url is missing: store.url leads through a pooler, and migrations need the server itself"
                .to_owned(),
        ));
    }
    if settings.prepared && !keeps_statements(pool).await? {
        return Err(CannotOpen::Unfit(
            "store.prepared must be false: store.url leads through a pooler that does not keep prepared statements \
             (PgBouncer before 1.21, or its max_prepared_statements is 0)"
                .to_owned(),
        ));
    }
    Ok(())
}

/// Whether a statement that was prepared on one of the server's connections can be used on another.
async fn keeps_statements(pool: &Pool) -> Result<bool, CannotOpen> {
    const QUESTION: &str = "SELECT 1";
    let lend =
        async || pool.borrow().await.map_err(|error| CannotOpen::NoConnection(error.to_string()));
    let (asking, in_the_way) = (lend().await?, lend().await?);
    asking.rows(QUESTION, &[]).await?;
    // A transaction keeps the connection that the statement was prepared on; where none is allowed, each statement may
    // come to another connection.
    if in_the_way.begin().await.is_err() {
        return Ok(false);
    }
    let again = asking.rows(QUESTION, &[]).await;
    in_the_way.roll_back().await;
    match again {
        Ok(_) => Ok(true),
        Err(Failure::Retry(_)) => Ok(false),
        Err(other) => Err(other.into()),
    }
}
