//! Which stream ends when there are too many.

use std::time::Duration;

use pse_core::ports::store_suite::samples;
use pse_core::time::ManualClock;

use super::*;

struct Pages {
    clock: Arc<ManualClock>,
    streams: Arc<Streams>,
}

impl Pages {
    fn new(in_all: usize, per_address: usize, per_checkout: usize) -> Self {
        let clock = Arc::new(ManualClock::new(samples::minute(0)));
        let bounds = StreamBounds { in_all, per_address, per_checkout };
        let streams = Streams::new(Arc::clone(&clock) as Arc<dyn Clock>, bounds);
        Self { clock, streams: Arc::new(streams) }
    }

    /// Another second, and a page that follows a checkout.
    fn follows(&self, checkout: &CheckoutId, buyer: &str) -> OpenStream {
        self.clock.advance(Duration::from_secs(1));
        self.streams.open(checkout.clone(), buyer.parse().unwrap())
    }
}

fn checkouts() -> [CheckoutId; 2] {
    ["A", "B"].map(|reference| samples::checkout(reference).id)
}

fn is_closed(stream: &OpenStream) -> bool {
    stream.stream.closed.is_cancelled()
}

#[test]
fn a_sixth_page_of_a_checkout_ends_the_stream_that_was_told_nothing_for_longest() {
    let pages = Pages::new(100, 100, 5);
    let [checkout, other] = checkouts();
    let elsewhere = pages.follows(&other, "190.1.2.3");
    let first: Vec<_> = (0..5).map(|_| pages.follows(&checkout, "190.1.2.3")).collect();
    pages.clock.advance(Duration::from_secs(1));
    first[0].tells();
    let sixth = pages.follows(&checkout, "190.9.9.9");
    let closed: Vec<_> = first.iter().map(is_closed).collect();
    assert_eq!(closed, [false, true, false, false, false]);
    assert!(!is_closed(&sixth) && !is_closed(&elsewhere));
    assert_eq!((pages.streams.count(), pages.streams.closed()), (6, 1));
    drop(first);
    assert_eq!(pages.streams.count(), 2);
}

#[test]
fn a_buyers_addresses_and_all_together_are_bounded_too() {
    let pages = Pages::new(3, 2, 5);
    let [checkout, other] = checkouts();
    let oldest = pages.follows(&other, "190.1.2.3");
    let line = pages.follows(&checkout, "2001:db8::1");
    let _same_line = pages.follows(&other, "2001:db8::2");
    assert!(!is_closed(&line));
    let _same_line = pages.follows(&checkout, "2001:db8::3");
    assert!(is_closed(&line) && !is_closed(&oldest));
    let _another = pages.follows(&checkout, "190.9.9.9");
    assert!(is_closed(&oldest));
    assert_eq!(pages.streams.count(), 3);
}

#[test]
fn whoever_has_gone_leaves_no_trace() {
    let pages = Pages::new(3, 2, 5);
    let [checkout, _] = checkouts();
    for number in 0..100 {
        drop(pages.follows(&checkout, &format!("190.1.2.{number}")));
    }
    let open = pages.streams.lock();
    assert_eq!((open.count, open.by_checkout.len(), open.by_group.len()), (0, 0, 0));
}
