//! The store fails after the provider said yes, and comes back.

use std::sync::Arc;
use std::time::Duration;

use pse_core::alerts::{Alert, Alerts};
use pse_core::model::TransactionRef;
use pse_core::payments::machine::Event;
use pse_core::payments::probe_times::ProbeTimes;
use pse_core::payments::retry_store::{announce, keep_trying, withdraw};
use pse_core::payments::transitions::Transitions;
use pse_core::payments::webhook_messages::WebhookMessages;
use pse_core::ports::fake_provider;
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples;
use pse_core::time::{Clock, ManualClock};
use pse_shared::PaymentState;
use pse_store_memory::MemoryStore;
use tokio::sync::Notify;

/// The pause between two tries.
const PAUSE: Duration = Duration::from_secs(5);

fn accepted() -> Event {
    Event::Creation(fake_provider::accepted("15", "https://pse.example/1"))
}

fn transitions(store: &Arc<MemoryStore>, clock: &Arc<ManualClock>) -> Transitions {
    Transitions {
        store: Arc::clone(store) as Arc<dyn Store>,
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        times: ProbeTimes { first_after: PAUSE, every: PAUSE },
        messages: WebhookMessages::new([], Arc::new(Notify::new())),
        alerts: Alerts::new().0,
    }
}

#[tokio::test]
async fn an_acceptance_the_store_could_not_keep_is_kept_later_and_never_payable() {
    let store = Arc::new(MemoryStore::new());
    let clock = Arc::new(ManualClock::new(samples::minute(1)));
    let transitions = transitions(&store, &clock);
    let payment = samples::creating(&*store, "R1", 1).await;

    store.fail_writes(true);
    assert!(transitions.apply(payment.clone(), &accepted(), None).await.is_err());
    announce(&transitions, &payment, &accepted());
    assert!(transitions.alerts.counts().contains(&(Alert::NotKept, 1)));

    let trying = tokio::spawn(keep_trying(transitions, payment.clone(), accepted()));
    clock.wait_for_sleepers(1).await;
    store.fail_writes(false);
    clock.advance(PAUSE);
    trying.await.unwrap();

    let kept = store.payment(&payment.id).await.unwrap().unwrap();
    assert_eq!(kept.state, PaymentState::Unanswered);
    assert_eq!(kept.transaction, Some(TransactionRef::new("15")));
    assert_eq!(kept.bank_url, None, "its address never left, and never will");
    let blocking = store.blocking_payment(&payment.site, "R1").await.unwrap();
    assert_eq!(blocking, None, "the buyer may start anew");
}

#[tokio::test]
async fn a_payment_of_which_the_store_did_not_say_whether_it_has_it_is_withdrawn_when_it_has() {
    let store = Arc::new(MemoryStore::new());
    let clock = Arc::new(ManualClock::new(samples::minute(1)));
    let transitions = transitions(&store, &clock);
    let kept = samples::creating(&*store, "R1", 1).await;
    let never_stored = samples::intent(&samples::checkout("R2"), 1).payment;
    store.fail_writes(true);
    let withdrawing = [kept.id.clone(), never_stored.id]
        .map(|id| tokio::spawn(withdraw(transitions.clone(), id)));
    clock.wait_for_sleepers(2).await;
    clock.advance(PAUSE);
    // The one that is there cannot be changed yet; the other one needs nothing.
    let [kept_one, other] = withdrawing;
    other.await.unwrap();
    clock.wait_for_sleepers(1).await;
    store.fail_writes(false);
    clock.advance(PAUSE);
    kept_one.await.unwrap();
    let withdrawn = store.payment(&kept.id).await.unwrap().unwrap();
    assert_eq!((withdrawn.state, withdrawn.refusal), (PaymentState::Refused, None));
}
