//! The open connections: bounded in all and per address, and watched for what takes too long. Beyond a bound the
//! connection that has waited longest for its client makes room.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ipnet::IpNet;
use pse_core::time::Clock;

use super::bounds::{ConnectionBounds, TimeLimits};
use super::closings::{Closing, ClosingCounts};
use super::longest_idle::{Client, longest_idle};
use super::network::Network;
use super::overdue::overdue;
use super::progress::{Progress, Wish};

/// The open connections of one listener.
pub struct ConnectionTable {
    clock: Arc<dyn Clock>,
    bounds: ConnectionBounds,
    limits: TimeLimits,
    trusted_proxies: Vec<IpNet>,
    open: Mutex<Open>,
    closings: ClosingCounts,
}

#[derive(Default)]
struct Open {
    clients: HashMap<Client, HashMap<u64, Arc<Progress>>>,
    count: usize,
    next: u64,
}

/// A place for one connection; given back when it is dropped.
pub struct Place {
    table: Arc<ConnectionTable>,
    client: Client,
    number: u64,
    /// How far the connection is.
    pub progress: Arc<Progress>,
}

impl ConnectionTable {
    /// Makes a table without connections.
    #[must_use]
    pub fn new(
        clock: Arc<dyn Clock>,
        bounds: ConnectionBounds,
        limits: TimeLimits,
        trusted_proxies: Vec<IpNet>,
    ) -> Self {
        let open = Mutex::default();
        Self { clock, bounds, limits, trusted_proxies, open, closings: ClosingCounts::default() }
    }

    /// Finds a place for a connection of that peer, closing another if it must; `None` when there is none.
    #[must_use]
    pub fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let client = self.client(peer);
        let mut open = self.open();
        if let Client::Address(_) = client {
            let own = open.clients.get(&client).map_or(0, HashMap::len);
            if own >= self.bounds.per_address && !self.close_longest(&mut open, Some(client)) {
                return self.refuse();
            }
        }
        if open.count >= self.bounds.in_all && !self.close_longest(&mut open, None) {
            return self.refuse();
        }
        let progress = Arc::new(Progress::new(Arc::clone(&self.clock)));
        open.next = open.next.wrapping_add(1);
        let number = open.next;
        open.clients.entry(client).or_default().insert(number, Arc::clone(&progress));
        open.count = open.count.saturating_add(1);
        Some(Place { table: Arc::clone(self), client, number, progress })
    }

    /// Closes the connection that has waited longest for its client, as the system gives no other.
    pub fn make_room(&self) {
        self.closings.count(Closing::NotAccepted);
        let _ = self.close_longest(&mut self.open(), None);
    }

    /// Closes the connections that take too long.
    pub fn close_overdue(&self) {
        let now = self.clock.monotonic();
        let open = self.open();
        for progress in open.clients.values().flat_map(HashMap::values) {
            if let Some(why) = overdue(progress, now, &self.limits)
                && progress.ask(Wish::Close)
            {
                self.closings.count(why);
            }
        }
    }

    /// Asks every connection to finish its request and close.
    pub fn finish_all(&self) {
        let open = self.open();
        for progress in open.clients.values().flat_map(HashMap::values) {
            let _ = progress.ask(Wish::Finish);
        }
    }

    /// How many connections are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.open().count
    }

    /// Why connections were ended, and how often.
    #[must_use]
    pub const fn closings(&self) -> &ClosingCounts {
        &self.closings
    }

    /// Closes the longest idle connection, of that client or of the one that has most. It no longer counts from now on,
    /// so that its place is there for another. Whether there was one.
    fn close_longest(&self, open: &mut Open, of: Option<Client>) -> bool {
        let Some((client, number)) = longest_idle(&open.clients, of) else { return false };
        if let Some(progress) = open.remove(client, number)
            && progress.ask(Wish::Close)
        {
            self.closings.count(Closing::Crowded);
        }
        true
    }

    fn refuse(&self) -> Option<Place> {
        self.closings.count(Closing::Refused);
        None
    }

    fn client(&self, peer: IpAddr) -> Client {
        let peer = peer.to_canonical();
        if self.trusted_proxies.iter().any(|network| network.contains(&peer)) {
            Client::Proxy
        } else {
            Client::Address(Network::of(peer))
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn remove(&mut self, client: Client, number: u64) -> Option<Arc<Progress>> {
        let own = self.clients.get_mut(&client)?;
        let progress = own.remove(&number)?;
        if own.is_empty() {
            self.clients.remove(&client);
        }
        self.count = self.count.saturating_sub(1);
        Some(progress)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = self.table.open().remove(self.client, self.number);
    }
}

#[cfg(test)]
mod tests;
