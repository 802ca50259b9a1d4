//! Who gets a place, who makes room, and what takes too long.

use std::time::Duration;

use pse_core::ports::store_suite::samples;
use pse_core::time::ManualClock;

use super::*;
use crate::connections::progress::Phase;

struct Door {
    clock: Arc<ManualClock>,
    table: Arc<ConnectionTable>,
}

impl Door {
    fn new(in_all: usize, per_address: usize) -> Self {
        let clock = Arc::new(ManualClock::new(samples::minute(0)));
        let table = ConnectionTable::new(
            Arc::clone(&clock) as Arc<dyn Clock>,
            ConnectionBounds { in_all, per_address },
            TimeLimits::around(Duration::from_secs(35)),
            vec!["10.0.0.0/8".parse().unwrap()],
        );
        Self { clock, table: Arc::new(table) }
    }

    /// Another second, and a connection of that peer.
    fn comes(&self, peer: &str) -> Option<Place> {
        self.clock.advance(Duration::from_secs(1));
        self.table.admit(peer.parse().unwrap())
    }

    fn counted(&self, why: Closing) -> u64 {
        let counts = self.table.closings().read();
        counts.iter().find(|(word, _)| *word == why.as_str()).unwrap().1
    }
}

fn is_closed(place: &Place) -> bool {
    place.progress.wish(std::task::Waker::noop()) == Wish::Close
}

#[test]
fn beyond_a_clients_bound_its_longest_idle_makes_room() {
    let door = Door::new(100, 3);
    let first = ["127.0.0.1", "127.0.0.1", "127.0.0.1"].map(|peer| door.comes(peer).unwrap());
    let [oldest, other, newest] = first;
    let neighbour = door.comes("127.0.0.2").unwrap();
    // Whoever has just asked for something has waited for less.
    door.clock.advance(Duration::from_secs(1));
    oldest.progress.enter(Phase::Idle);
    let next = door.comes("::ffff:127.0.0.1").unwrap();
    assert!(is_closed(&other));
    for kept in [&oldest, &newest, &next, &neighbour] {
        assert!(!is_closed(kept));
    }
    drop(other);
    assert_eq!((door.table.count(), door.counted(Closing::Crowded)), (4, 1));
}

#[test]
fn an_ipv6_network_of_one_line_is_one_client() {
    let door = Door::new(100, 1);
    let first = door.comes("2001:db8::1").unwrap();
    let neighbour = door.comes("2001:db8:0:1::1").unwrap();
    let _second = door.comes("2001:db8::2").unwrap();
    assert!(is_closed(&first) && !is_closed(&neighbour));
}

#[test]
fn beyond_the_bound_in_all_whoever_has_most_makes_room() {
    let door = Door::new(4, 3);
    let buyer = door.comes("190.1.2.3").unwrap();
    let crowd = ["127.0.0.2", "127.0.0.2", "127.0.0.2"].map(|peer| door.comes(peer).unwrap());
    let other = door.comes("127.0.0.3").unwrap();
    assert!(is_closed(&crowd[0]));
    assert!(!is_closed(&buyer) && !is_closed(&other) && !is_closed(&crowd[1]));
}

#[test]
fn requests_under_way_are_kept_and_streams_go_last() {
    let door = Door::new(100, 2);
    let (stream, handled) = (door.comes("127.0.0.1").unwrap(), door.comes("127.0.0.1").unwrap());
    stream.progress.enter(Phase::Stream);
    handled.progress.enter(Phase::Handling);
    let idle = door.comes("127.0.0.1").unwrap();
    assert!(is_closed(&stream));
    idle.progress.enter(Phase::Answer);
    assert!(door.comes("127.0.0.1").is_none());
    assert_eq!(door.counted(Closing::Refused), 1);
    assert!(!is_closed(&handled) && !is_closed(&idle));
    // A client that does not read is waited for.
    handled.progress.stands(true);
    assert!(door.comes("127.0.0.1").is_some());
    assert!(is_closed(&handled));
}

#[test]
fn a_trusted_proxy_is_bounded_only_together_with_all() {
    let door = Door::new(6, 1);
    let proxied: Vec<_> = (0..3).map(|_| door.comes("10.0.0.1").unwrap()).collect();
    assert!(!proxied.iter().any(is_closed));
    let door = Door::new(3, 1);
    let proxied: Vec<_> = (0..3).map(|_| door.comes("10.0.0.1").unwrap()).collect();
    let _buyer = door.comes("190.1.2.3").unwrap();
    assert!(is_closed(&proxied[0]) && !is_closed(&proxied[1]));
}

#[test]
fn each_part_of_a_request_has_its_time() {
    for (phase, seconds, why) in [
        (Phase::Idle, 60, Closing::Idle),
        (Phase::Head, 10, Closing::SlowHead),
        (Phase::Body, 20, Closing::SlowBody),
        (Phase::Handling, 40, Closing::SlowHandling),
        (Phase::Answer, 120, Closing::SlowReading),
    ] {
        let door = Door::new(9, 9);
        let place = door.comes("127.0.0.1").unwrap();
        place.progress.enter(phase);
        door.clock.advance(Duration::from_millis(seconds * 1_000 - 1));
        door.table.close_overdue();
        assert!(!is_closed(&place), "{phase:?}");
        door.clock.advance(Duration::from_millis(1));
        door.table.close_overdue();
        assert!(is_closed(&place), "{phase:?}");
        assert_eq!(door.counted(why), 1, "{phase:?}");
    }
}

#[test]
fn a_stream_is_ended_when_its_client_has_not_read_for_half_a_minute() {
    let door = Door::new(9, 9);
    let place = door.comes("127.0.0.1").unwrap();
    place.progress.enter(Phase::Stream);
    door.clock.advance(Duration::from_secs(500));
    place.progress.stands(true);
    door.clock.advance(Duration::from_secs(29));
    door.table.close_overdue();
    assert!(!is_closed(&place));
    door.clock.advance(Duration::from_secs(1));
    door.table.close_overdue();
    assert!(is_closed(&place));
}

#[test]
fn whoever_has_gone_leaves_no_trace() {
    let door = Door::new(2, 2);
    for number in 0..100 {
        drop(door.comes(&format!("127.0.1.{number}")));
    }
    assert_eq!((door.table.count(), door.table.open().clients.len()), (0, 0));
}
