//! A process that is suspended between its claim and its question: it asks only while nobody else may.

use std::sync::Arc;
use std::time::Duration;

use pse_core::alerts::Alerts;
use pse_core::model::Payment;
use pse_core::payments::machine::Event;
use pse_core::payments::probe_times::ProbeTimes;
use pse_core::payments::status_checks::StatusChecks;
use pse_core::payments::transitions::Transitions;
use pse_core::payments::webhook_messages::WebhookMessages;
use pse_core::ports::fake_provider::{self, FakeProvider};
use pse_core::ports::provider::{Provider, Verdict};
use pse_core::ports::providers::Providers;
use pse_core::ports::store::{ClaimWindow, ReturnLimit, Store};
use pse_core::ports::store_suite::samples;
use pse_core::time::{Clock, ManualClock, later};
use pse_shared::{Actor, PaymentState};
use pse_store_memory::MemoryStore;
use tokio::sync::Notify;

const EVERY: Duration = Duration::from_secs(900);
/// Longer than a question may come after its claim.
const SLEEP: Duration = Duration::from_secs(6);

struct Stage {
    store: Arc<MemoryStore>,
    clock: Arc<ManualClock>,
    provider: Arc<FakeProvider>,
    checks: StatusChecks,
    payment: Payment,
}

impl Stage {
    /// A pending payment that is due.
    async fn new() -> Self {
        let store = Arc::new(MemoryStore::new());
        let clock = Arc::new(ManualClock::new(samples::minute(1)));
        let provider = Arc::new(FakeProvider::default());
        let transitions = Transitions {
            store: Arc::clone(&store) as Arc<dyn Store>,
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            times: ProbeTimes { first_after: EVERY, every: EVERY },
            messages: WebhookMessages::new([], Arc::new(Notify::new())),
            alerts: Alerts::new().0,
        };
        let creating = samples::creating(&*store, "R1", 1).await;
        let accepted = Event::Creation(fake_provider::accepted("15", "https://pse.example/1"));
        let payment = transitions.apply(creating, &accepted, None).await.unwrap();
        let site = samples::site("demo");
        let providers = Providers::single(Arc::clone(&provider) as Arc<dyn Provider>, [site]);
        provider.will_report(Ok(fake_provider::report_on(&payment, Verdict::Approved)));
        clock.advance(EVERY);
        Self { store, clock, provider, checks: StatusChecks { transitions, providers }, payment }
    }

    async fn claimed(&self) -> Option<Payment> {
        let now = self.clock.now();
        let next = self.checks.transitions.times.after_claim(now);
        self.store.claim_due(ClaimWindow { now, next, limit: 1 }).await.unwrap().pop()
    }

    async fn state(&self) -> PaymentState {
        self.store.payment(&self.payment.id).await.unwrap().unwrap().state
    }
}

#[tokio::test]
async fn a_payment_that_nobody_else_has_claimed_is_claimed_anew_and_asked_about() {
    let stage = Stage::new().await;
    let claimed = stage.claimed().await.unwrap();
    stage.clock.advance(EVERY * 3);
    let claimed_again = stage.clock.now();
    let asked = stage.checks.check_claimed(claimed.clone(), Actor::Probe).await.unwrap();
    assert_eq!(asked.state, PaymentState::Approved);
    assert_eq!(asked.schedule.epoch, claimed.schedule.epoch + 1);
    assert_eq!(stage.provider.count("status"), 1);
    assert!(asked.schedule.last_asked_at >= Some(claimed_again));
}

#[tokio::test]
async fn a_payment_that_another_has_claimed_meanwhile_is_not_asked_about() {
    let stage = Stage::new().await;
    let late = stage.claimed().await.unwrap();
    stage.clock.advance(EVERY + SLEEP);
    let other = stage.claimed().await.unwrap();
    stage.checks.check_claimed(late, Actor::Probe).await.unwrap();
    assert_eq!((stage.provider.count("status"), stage.state().await), (0, PaymentState::Pending));
    stage.checks.check_claimed(other, Actor::Probe).await.unwrap();
    assert_eq!((stage.provider.count("status"), stage.state().await), (1, PaymentState::Approved));
}

#[tokio::test]
async fn a_buyers_return_asks_at_once_or_not_at_all() {
    let stage = Stage::new().await;
    let now = stage.clock.now();
    let limit = ReturnLimit { now, last_before: now, max: 5 };
    let claimed = stage.store.claim_return(&stage.payment.id, limit).await.unwrap().unwrap();
    stage.clock.advance(SLEEP);
    stage.checks.check_claimed(claimed, Actor::Return).await.unwrap();
    assert_eq!((stage.provider.count("status"), stage.state().await), (0, PaymentState::Pending));
}

#[test]
fn a_claim_without_an_answer_lasts_for_an_interval_after_its_latest_question() {
    for (every, delay) in [(900, 5_000), (60, 5_000), (20, 2_000), (1, 100)] {
        let every = Duration::from_secs(every);
        let times = ProbeTimes { first_after: every, every };
        let (claimed, delay) = (samples::minute(0), Duration::from_millis(delay));
        assert_eq!(times.delay(), delay);
        assert_eq!(times.after_claim(claimed), later(later(claimed, delay), every));
    }
}
