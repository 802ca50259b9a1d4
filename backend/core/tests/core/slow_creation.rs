//! A provider that takes long to create a transaction: nobody settles the payment meanwhile.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use pse_core::alerts::Alerts;
use pse_core::banks::lists::BankLists;
use pse_core::model::{SiteName, TransactionRef, Visitor};
use pse_core::payments::payment_starter::PaymentStarter;
use pse_core::payments::probe_times::ProbeTimes;
use pse_core::payments::recover::settle_orphans;
use pse_core::payments::start_error::StartError;
use pse_core::payments::transitions::Transitions;
use pse_core::payments::webhook_messages::WebhookMessages;
use pse_core::ports::fake_provider::{self, FakeProvider};
use pse_core::ports::provider::{
    Abilities, Charge, Creation, Health, NoAnswer, Permit, Provider, StatusReport,
};
use pse_core::ports::providers::Providers;
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples;
use pse_core::time::{Clock, ManualClock, later};
use pse_shared::api::{Bank, CreatePayment};
use pse_shared::{BankInterface, PaymentState, Person};
use pse_store_memory::MemoryStore;
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

/// The longest that the provider may take.
const LONGEST: Duration = Duration::from_secs(600);

/// A provider that creates a transaction just before its time is over.
struct SlowProvider {
    inner: FakeProvider,
    clock: Arc<ManualClock>,
}

#[async_trait]
impl Provider for SlowProvider {
    fn abilities(&self) -> Abilities {
        self.inner.abilities()
    }

    async fn create(&self, site: &SiteName, charge: &Charge, permit: Permit) -> Creation {
        let answers_at = later(self.clock.now(), LONGEST.saturating_sub(Duration::from_secs(1)));
        self.clock.sleep_until(answers_at).await;
        self.inner.create(site, charge, permit).await
    }

    async fn status(
        &self,
        site: &SiteName,
        transaction: &TransactionRef,
    ) -> Result<StatusReport, NoAnswer> {
        self.inner.status(site, transaction).await
    }

    async fn banks(&self, site: &SiteName) -> Result<Vec<Bank>, NoAnswer> {
        self.inner.banks(site).await
    }

    fn health(&self) -> Health {
        self.inner.health()
    }
}

fn starter(clock: &Arc<ManualClock>, store: &Arc<MemoryStore>) -> PaymentStarter {
    let inner = FakeProvider::default();
    inner.will_list(Ok(vec![Bank { code: "1".into(), name: "BANCO".into() }]));
    inner.will_create(fake_provider::accepted("15", "https://pse.example/1"));
    let provider = Arc::new(SlowProvider { inner, clock: Arc::clone(clock) });
    let site = samples::site("demo");
    let providers = Providers::single(provider as Arc<dyn Provider>, [site.clone()]);
    let (store, time) = (Arc::clone(store) as Arc<dyn Store>, Arc::clone(clock) as Arc<dyn Clock>);
    let banks = BankLists::new(
        Arc::clone(&store),
        providers.clone(),
        Arc::clone(&time),
        [site],
        Duration::from_secs(10),
    );
    PaymentStarter {
        transitions: Transitions {
            store,
            clock: time,
            times: ProbeTimes { first_after: LONGEST, every: LONGEST },
            messages: WebhookMessages::new([], Arc::new(Notify::new())),
            alerts: Alerts::new().0,
        },
        providers,
        longest_creation: LONGEST,
        consents: Arc::default(),
        banks: Arc::new(banks),
        public_url: "https://pagos.example.co".parse().unwrap(),
        tasks: TaskTracker::new(),
        probe: Arc::new(Notify::new()),
    }
}

fn confirmation() -> (CreatePayment, Visitor) {
    let payer = Person {
        last_name: Some("Niño".into()),
        mobile: Some("3001234567".into()),
        ..Person::default()
    };
    let request = CreatePayment {
        bank_code: "1".into(),
        bank_interface: BankInterface::Person,
        language: None,
        payer,
    };
    (request, Visitor { ip: "190.0.2.1".parse().unwrap(), user_agent: String::new() })
}

#[tokio::test]
async fn a_creation_is_held_for_as_long_as_its_provider_may_take() {
    let clock = Arc::new(ManualClock::new(samples::minute(0)));
    let store = Arc::new(MemoryStore::new());
    let starter = starter(&clock, &store);
    let checkout = samples::checkout("R1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let (request, visitor) = confirmation();
    let (id, transitions) = (checkout.id.clone(), starter.transitions.clone());
    let started = tokio::spawn(async move { starter.start(&id, request, None, visitor).await });
    clock.wait_for_sleepers(1).await;
    clock.advance(LONGEST.saturating_sub(Duration::from_secs(2)));
    assert_eq!(settle_orphans(&transitions).await.unwrap(), 0, "it is still being created");
    clock.advance(Duration::from_secs(1));
    started.await.unwrap().unwrap();
    let payment = store.latest_payment(&checkout.id).await.unwrap().unwrap();
    assert_eq!(payment.state, PaymentState::Pending);
}

/// A store whose commit takes as long as a process is suspended.
#[tokio::test]
async fn a_process_that_was_suspended_before_it_could_ask_creates_nothing() {
    let clock = Arc::new(ManualClock::new(samples::minute(0)));
    let store = Arc::new(MemoryStore::new());
    let starter = starter(&clock, &store);
    let checkout = samples::checkout("R1");
    store.insert_checkout(&checkout, None).await.unwrap();
    // So that nothing else is waited for.
    starter.banks.list(&checkout.site).await.unwrap();
    let (request, visitor) = confirmation();
    let suspended = starter.start(&checkout.id, request, None, visitor);
    let mut suspended = std::pin::pin!(suspended);
    // The work goes on in its own task: it is begun, and not carried out before the clock has moved.
    assert!(futures_util::poll!(&mut suspended).is_pending());
    clock.advance(Duration::from_secs(21));
    let refused = suspended.await.unwrap_err();
    assert!(matches!(refused, StartError::Unavailable { .. }), "{refused:?}");
    let payment = store.latest_payment(&checkout.id).await.unwrap().unwrap();
    assert_eq!((payment.state, payment.transaction), (PaymentState::Refused, None));
}
