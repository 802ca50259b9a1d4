//! How many connections and event streams there may be, and how long each part of a request may take.

use std::time::Duration;

/// The most connections that are open at once, where descriptors allow them.
const MOST_CONNECTIONS: usize = 8_000;
/// The most event streams that are open at once, where descriptors allow them.
const MOST_STREAMS: usize = 4_000;
/// The fewest descriptors with which no bound is lower than it could be.
pub const ENOUGH_DESCRIPTORS: u64 = 10_667;

/// How many connections there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionBounds {
    /// Open at once in all.
    pub in_all: usize,
    /// Open at once from one client's addresses; trusted proxies are not bounded so.
    pub per_address: usize,
}

impl ConnectionBounds {
    /// Most connections of one client's addresses.
    const PER_ADDRESS: usize = 256;

    /// Three quarters of the descriptors: the rest is the store's and for calls to providers and merchants.
    #[must_use]
    pub fn within(descriptors: u64) -> Self {
        let descriptors = usize::try_from(descriptors).unwrap_or(usize::MAX);
        let in_all = (descriptors - descriptors / 4).clamp(1, MOST_CONNECTIONS);
        Self { in_all, per_address: Self::PER_ADDRESS.min(in_all) }
    }
}

/// How many event streams there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamBounds {
    /// Open at once in all.
    pub in_all: usize,
    /// Open at once to one buyer's addresses.
    pub per_address: usize,
    /// Open at once of one checkout.
    pub per_checkout: usize,
}

impl StreamBounds {
    /// Half of the descriptors, and what nobody needs more of.
    #[must_use]
    pub fn within(descriptors: u64) -> Self {
        let half = usize::try_from(descriptors / 2).unwrap_or(usize::MAX);
        Self { in_all: half.clamp(1, MOST_STREAMS), per_address: 200, per_checkout: 5 }
    }
}

/// How long a client may take for each part of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimits {
    /// Between two requests, and before the first.
    pub idle: Duration,
    /// For a request's head, from its first byte.
    pub head: Duration,
    /// For a request's body, from the end of the head.
    pub body: Duration,
    /// For a request to be answered, from the end of its body.
    pub handling: Duration,
    /// For taking the whole answer; event streams have an end of their own.
    pub answer: Duration,
    /// That a write may stand because the client does not read.
    pub standing: Duration,
}

impl TimeLimits {
    /// The limits of a service whose handlers take that long at most.
    #[must_use]
    pub const fn around(handling: Duration) -> Self {
        Self {
            idle: Duration::from_secs(60),
            head: Duration::from_secs(10),
            body: Duration::from_secs(20),
            // The handlers' own limit answers; this one is for what it does not cover.
            handling: handling.saturating_add(Duration::from_secs(5)),
            answer: Duration::from_secs(120),
            standing: Duration::from_secs(30),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_few_descriptors_streams_and_connections_leave_room_for_the_rest() {
        let streams = StreamBounds::within(1_024);
        assert_eq!((streams.in_all, streams.per_address, streams.per_checkout), (512, 200, 5));
        let connections = ConnectionBounds::within(1_024);
        assert_eq!((connections.in_all, connections.per_address), (768, 256));
        assert_eq!(ConnectionBounds::within(0).in_all, 1);
    }

    #[test]
    fn no_number_of_descriptors_makes_more_than_the_most() {
        for many in [ENOUGH_DESCRIPTORS, 1 << 20, u64::MAX] {
            assert_eq!(StreamBounds::within(many).in_all, MOST_STREAMS);
            assert_eq!(ConnectionBounds::within(many).in_all, MOST_CONNECTIONS);
        }
        let fewer = ConnectionBounds::within(ENOUGH_DESCRIPTORS - 2);
        assert!(fewer.in_all < MOST_CONNECTIONS);
    }
}
