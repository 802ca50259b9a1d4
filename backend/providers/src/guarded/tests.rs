//! Slots, breaker and durations, around a provider that answers what it is told.

use std::sync::Mutex;

use pse_core::ports::fake_provider::FakeProvider;
use pse_core::time::ManualClock;

use super::*;

/// Keeps what it heard.
#[derive(Default)]
struct Heard(Mutex<Vec<(ProviderOperation, CallOutcome)>>);

impl CallObserver for Heard {
    fn observed(
        &self,
        _: &ProviderName,
        operation: ProviderOperation,
        outcome: CallOutcome,
        _: Duration,
    ) {
        self.0.lock().unwrap().push((operation, outcome));
    }
}

struct Scene {
    provider: Arc<FakeProvider>,
    clock: Arc<ManualClock>,
    heard: Arc<Heard>,
    guarded: Guarded,
}

impl Scene {
    fn new(max_creates: usize) -> Self {
        let noon = "2026-11-23T12:00:00-05:00".parse().unwrap();
        let (provider, clock) =
            (Arc::new(FakeProvider::default()), Arc::new(ManualClock::new(noon)));
        let heard = Arc::new(Heard::default());
        let guarded = Guarded::new(
            Arc::clone(&provider) as Arc<dyn Provider>,
            ProviderName::default_name(),
            Arc::clone(&clock) as Arc<dyn Clock>,
            Arc::clone(&heard) as Arc<dyn CallObserver>,
            max_creates,
            2,
        );
        Self { provider, clock, heard, guarded }
    }

    async fn asks(&self) -> Result<StatusReport, NoAnswer> {
        self.guarded.status(&"demo".parse().unwrap(), &TransactionRef::new("7")).await
    }
}

#[tokio::test]
async fn a_creation_over_its_slots_is_turned_away_before_anything_is_asked() {
    let scene = Scene::new(1);
    let held = scene.guarded.admit().unwrap();
    assert!(matches!(scene.guarded.admit(), Err(NoAnswer::NotAsked(_))));
    drop(held);
    assert!(scene.guarded.admit().is_ok());
    assert_eq!(scene.provider.count("create"), 0);
}

#[tokio::test]
async fn questions_are_held_back_after_ten_outages_and_creations_are_not() {
    let scene = Scene::new(1);
    for _ in 0..10 {
        assert!(matches!(scene.asks().await, Err(NoAnswer::Unreachable(_))));
    }
    assert!(matches!(scene.asks().await, Err(NoAnswer::NotAsked(_))));
    assert_eq!(scene.provider.count("status"), 10);
    assert!(scene.guarded.health().questions_held && !scene.guarded.health().creations_held);
    assert!(scene.guarded.admit().is_ok(), "creations have a breaker of their own");
    scene.clock.advance(Duration::from_secs(11));
    scene.provider.will_report(Err(NoAnswer::Refused("no".to_owned())));
    assert!(matches!(scene.asks().await, Err(NoAnswer::Refused(_))));
    assert!(!scene.guarded.health().questions_held, "an answer closes it, whatever it says");
}

#[tokio::test]
async fn what_was_not_sent_says_nothing_about_the_provider() {
    let scene = Scene::new(1);
    for _ in 0..30 {
        scene.provider.will_report(Err(NoAnswer::NotAsked("cannot be written".to_owned())));
        assert!(matches!(scene.asks().await, Err(NoAnswer::NotAsked(_))));
    }
    assert!(!scene.guarded.health().questions_held);
}

#[tokio::test]
async fn every_call_is_observed_with_its_outcome() {
    let scene = Scene::new(1);
    scene.provider.will_list(Ok(Vec::new()));
    let site = "demo".parse().unwrap();
    scene.guarded.banks(&site).await.unwrap();
    scene.asks().await.unwrap_err();
    assert_eq!(
        *scene.heard.0.lock().unwrap(),
        [
            (ProviderOperation::Banks, CallOutcome::Answered),
            (ProviderOperation::Status, CallOutcome::Outage)
        ]
    );
}
