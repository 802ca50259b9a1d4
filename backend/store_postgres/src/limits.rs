//! How long the server lets statements, locks and idle transactions of a connection last. The limits are the server's:
//! whoever goes away from here interrupts nothing there.

use std::time::Duration;

/// A setting of our own, which a connection has whose options have reached the server. A pooler keeps or refuses them.
pub(crate) const MARK: &str = "pse.unpooled";

/// The isolation of transactions that the store's statements are written for.
pub(crate) const ISOLATION: &str = "read committed";

/// The limits of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// How long a statement may take; zero for no limit.
    pub(crate) statement: Duration,
    /// How long a statement may wait for a lock.
    pub(crate) lock: Duration,
    /// How long a transaction may be open without a statement.
    pub(crate) idle: Duration,
}

impl Limits {
    /// Limits for a statement that takes at most so long.
    pub(crate) const fn of_statements(statement: Duration) -> Self {
        Self { statement, lock: Duration::from_secs(2), idle: Duration::from_secs(10) }
    }

    /// The server's settings, with these limits in milliseconds.
    pub(crate) const fn named(&self) -> [(&'static str, u128); 3] {
        [
            ("statement_timeout", self.statement.as_millis()),
            ("lock_timeout", self.lock.as_millis()),
            ("idle_in_transaction_session_timeout", self.idle.as_millis()),
        ]
    }

    /// The limits as a connection's options at its start, [`MARK`] with them, that an idle connection is kept, the isolation
    /// that statements are written for, and that a prepared statement is planned once: every one finds its rows by an index
    /// whatever its values are, and planning a claim takes longer than finding nothing. Nor is machine code made for any: the
    /// server reckons that of millions of rows many will be read, and takes longer to compile a statement than to run it.
    pub(crate) fn as_options(&self) -> String {
        let options = self.named().map(|(name, milliseconds)| format!("-c {name}={milliseconds}"));
        let isolation = ISOLATION.replace(' ', "\\ ");
        format!(
            "-c {MARK}=on -c idle_session_timeout=0 -c plan_cache_mode=force_generic_plan -c jit=off \
             -c default_transaction_isolation={isolation} {}",
            options.join(" ")
        )
    }
}
