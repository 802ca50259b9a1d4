//! What an operator decides about the store.

use super::address::Address;

/// How a store in PostgreSQL is reached, and by how many connections.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address of the database; it may lead through a pooler.
    pub url: Address,
    /// The address at which the schema is migrated, past any pooler; `None` where it is the same.
    pub direct_url: Option<Address>,
    /// Whether statements are prepared once for each connection. A pooler that does not keep them needs `false`.
    pub prepared: bool,
    /// How many connections this process has at most.
    pub connections: Connections,
    /// Whether real payments are taken, for which the server must not lose what it has committed.
    pub is_real: bool,
    /// Whether the sandbox is inside this process, which then cannot be one of several.
    pub holds_sandbox: bool,
}

/// How many connections each part of a process has at most, so that none takes another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// For what buyers and merchants ask.
    pub buyers: usize,
    /// For the probe and for notifications.
    pub probe: usize,
    /// For lists, exports and figures.
    pub reading: usize,
}

impl Connections {
    /// Returns how many there are in all.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.buyers.saturating_add(self.probe).saturating_add(self.reading)
    }
}

/// The keys of the configuration by which an address and its password are written, for messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    pub(crate) url: &'static str,
    pub(crate) password: &'static str,
}

/// The keys of the address for the service's work.
pub(crate) const URL: Keys = Keys { url: "store.url", password: "store.password_file" };
/// The keys of the address for migrations.
pub(crate) const DIRECT: Keys =
    Keys { url: "store.direct_url", password: "store.direct_password_file" };
