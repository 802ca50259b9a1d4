//! The open event streams: bounded in all, per buyer's address and per checkout. Beyond a bound the one that has been
//! told nothing for longest is closed; its page asks now and then instead.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pse_core::model::CheckoutId;
use pse_core::time::Clock;
use tokio_util::sync::CancellationToken;

use super::bounds::StreamBounds;
use super::network::Network;

/// The open event streams of a process.
pub struct Streams {
    clock: Arc<dyn Clock>,
    bounds: StreamBounds,
    open: Mutex<Open>,
    closed: AtomicU64,
}

/// One stream; no longer counted when it is dropped.
pub struct OpenStream {
    streams: Arc<Streams>,
    stream: Arc<Stream>,
}

struct Stream {
    checkout: CheckoutId,
    group: Network,
    /// Milliseconds of the clock at which it was last told something.
    told: AtomicU64,
    closed: CancellationToken,
}

#[derive(Default)]
struct Open {
    by_checkout: HashMap<CheckoutId, Vec<Arc<Stream>>>,
    by_group: HashMap<Network, Vec<Arc<Stream>>>,
    count: usize,
}

impl Streams {
    /// Makes the list of streams, empty.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, bounds: StreamBounds) -> Self {
        Self { clock, bounds, open: Mutex::default(), closed: AtomicU64::new(0) }
    }

    /// Opens a stream of a checkout to a buyer, closing others where there are too many.
    #[must_use]
    pub fn open(self: &Arc<Self>, checkout: CheckoutId, buyer: IpAddr) -> OpenStream {
        let group = Network::of(buyer);
        let mut open = self.lock();
        while open.by_checkout.get(&checkout).map_or(0, Vec::len) >= self.bounds.per_checkout {
            let longest = open.by_checkout.get(&checkout).and_then(longest_idle);
            self.close(&mut open, longest);
        }
        while open.by_group.get(&group).map_or(0, Vec::len) >= self.bounds.per_address {
            let longest = open.by_group.get(&group).and_then(longest_idle);
            self.close(&mut open, longest);
        }
        while open.count >= self.bounds.in_all {
            let longest = longest_idle(open.by_group.values().flatten());
            self.close(&mut open, longest);
        }
        let told = AtomicU64::new(self.now());
        let closed = CancellationToken::new();
        let stream = Arc::new(Stream { checkout, group, told, closed });
        open.add(&stream);
        OpenStream { streams: Arc::clone(self), stream }
    }

    /// How many streams are open.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lock().count
    }

    /// How many streams were closed because there were too many.
    #[must_use]
    pub fn closed(&self) -> u64 {
        self.closed.load(Ordering::Relaxed)
    }

    fn close(&self, open: &mut Open, stream: Option<Arc<Stream>>) {
        let Some(stream) = stream else { return };
        open.remove(&stream);
        self.closed.fetch_add(1, Ordering::Relaxed);
        stream.closed.cancel();
    }

    fn now(&self) -> u64 {
        u64::try_from(self.clock.monotonic().as_millis()).unwrap_or(u64::MAX)
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl OpenStream {
    /// Notes that the stream's reader is told something now.
    pub fn tells(&self) {
        self.stream.told.store(self.streams.now(), Ordering::Relaxed);
    }

    /// Returns once there are too many streams and this one is to end.
    pub async fn closed(&self) {
        self.stream.closed.cancelled().await;
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.streams.lock().remove(&self.stream);
    }
}

impl Open {
    fn add(&mut self, stream: &Arc<Stream>) {
        self.by_checkout.entry(stream.checkout.clone()).or_default().push(Arc::clone(stream));
        self.by_group.entry(stream.group).or_default().push(Arc::clone(stream));
        self.count = self.count.saturating_add(1);
    }

    fn remove(&mut self, stream: &Arc<Stream>) {
        if take(&mut self.by_checkout, &stream.checkout, stream) {
            take(&mut self.by_group, &stream.group, stream);
            self.count = self.count.saturating_sub(1);
        }
    }
}

/// Takes a stream out of the list of its key. Whether it was there.
fn take<K: Eq + Hash>(
    lists: &mut HashMap<K, Vec<Arc<Stream>>>,
    key: &K,
    stream: &Arc<Stream>,
) -> bool {
    let Some(list) = lists.get_mut(key) else { return false };
    let before = list.len();
    list.retain(|other| !Arc::ptr_eq(other, stream));
    let taken = list.len() < before;
    if list.is_empty() {
        lists.remove(key);
    }
    taken
}

fn longest_idle<'a>(streams: impl IntoIterator<Item = &'a Arc<Stream>>) -> Option<Arc<Stream>> {
    let longest = streams.into_iter().min_by_key(|stream| stream.told.load(Ordering::Relaxed));
    longest.map(Arc::clone)
}

#[cfg(test)]
mod tests;
