//! The bank list is asked once a day, whoever asks and in however many processes; what is shown when the provider
//! gives nothing.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use pse_core::banks::lists::{BankListUnavailable, BankLists};
use pse_core::model::{ProviderName, SiteName};
use pse_core::ports::fake_provider::FakeProvider;
use pse_core::ports::provider::{NoAnswer, Provider};
use pse_core::ports::providers::Providers;
use pse_core::ports::store::Store;
use pse_core::time::{Clock, ManualClock, later};
use pse_shared::api::Bank;
use pse_store_memory::MemoryStore;

/// One process: its handle on the store, and its lists.
struct Process {
    store: Arc<MemoryStore>,
    lists: Arc<BankLists>,
}

struct World {
    process: Process,
    provider: Arc<FakeProvider>,
    clock: Arc<ManualClock>,
    site: SiteName,
    longest_question: Duration,
}

/// How long a provider may take to list its banks, where a test does not say.
const LONGEST_QUESTION: Duration = Duration::from_secs(10);
const HOUR: Duration = Duration::from_secs(3600);

impl Process {
    fn new(
        store: MemoryStore,
        providers: Providers,
        clock: &Arc<ManualClock>,
        longest_question: Duration,
    ) -> Self {
        let store = Arc::new(store);
        let lists = Arc::new(BankLists::new(
            Arc::clone(&store) as Arc<dyn Store>,
            providers,
            Arc::clone(clock) as Arc<dyn Clock>,
            [demo()],
            longest_question,
        ));
        Self { store, lists }
    }

    async fn names(&self) -> Result<(String, bool), BankListUnavailable> {
        let served = self.lists.list(&demo()).await?;
        Ok((served.list.banks[0].name.clone(), served.list.stale))
    }
}

fn demo() -> SiteName {
    "demo".parse().unwrap()
}

fn single(provider: &Arc<FakeProvider>) -> Providers {
    Providers::single(Arc::clone(provider) as Arc<dyn Provider>, [demo()])
}

impl World {
    fn new() -> Self {
        Self::with_a_provider_that_may_take(LONGEST_QUESTION)
    }

    fn with_a_provider_that_may_take(longest_question: Duration) -> Self {
        // 10 in the morning in Bogotá.
        let clock = Arc::new(ManualClock::new("2026-11-23T15:00:00Z".parse().unwrap()));
        let provider = Arc::new(FakeProvider::default());
        let process = Process::new(MemoryStore::new(), single(&provider), &clock, longest_question);
        Self { process, provider, clock, site: demo(), longest_question }
    }

    /// Another process beside the first.
    fn another_process(&self) -> Process {
        let store = self.process.store.another_process();
        Process::new(store, single(&self.provider), &self.clock, self.longest_question)
    }

    async fn restart(&mut self) {
        let next = self.another_process();
        self.process.store.close().await;
        self.process = next;
    }

    /// Lets time pass for as long as the work waits for it.
    async fn with_time<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::pin!(work);
        loop {
            tokio::select! {
                biased;
                done = &mut work => return done,
                () = self.clock.wait_for_sleepers(1) => self.clock.advance(Duration::from_millis(200)),
            }
            tokio::task::yield_now().await;
        }
    }

    fn prepare(&self, name: &str) {
        let bank = Bank { code: "1".into(), name: name.into() };
        self.provider.will_list(Ok(vec![bank]));
    }

    fn prepare_silence(&self) {
        self.provider.will_list(Err(NoAnswer::Unreachable("down".into())));
    }

    async fn names(&self) -> Result<(String, bool), BankListUnavailable> {
        self.process.names().await
    }
}

fn fresh(name: &str) -> Result<(String, bool), BankListUnavailable> {
    Ok((name.to_owned(), false))
}

fn stale(name: &str) -> Result<(String, bool), BankListUnavailable> {
    Ok((name.to_owned(), true))
}

#[tokio::test]
async fn a_hundred_first_visitors_ask_once() {
    let world = World::new();
    world.prepare("A");
    let visitors: Vec<_> = (0..100)
        .map(|_| {
            let (lists, site) = (Arc::clone(&world.process.lists), world.site.clone());
            tokio::spawn(async move { lists.list(&site).await.is_ok() })
        })
        .collect();
    for visitor in visitors {
        assert!(visitor.await.unwrap());
    }
    assert_eq!(world.provider.count("banks"), 1);
}

#[tokio::test]
async fn it_is_asked_again_the_next_day_of_bogota_and_not_before_nor_after_a_restart() {
    let mut world = World::new();
    world.prepare("A");
    world.prepare("B");
    assert_eq!(world.names().await, fresh("A"));
    world.clock.advance(HOUR * 13);
    world.restart().await;
    assert_eq!(world.names().await, fresh("A"), "still the same day");
    world.clock.advance(HOUR * 2);
    assert_eq!(world.names().await, fresh("B"), "midnight has passed");
    assert_eq!(world.provider.count("banks"), 2);
}

#[tokio::test]
async fn the_last_list_is_shown_flagged_for_24_hours_and_then_none() {
    let world = World::new();
    world.prepare("A");
    assert_eq!(world.names().await, fresh("A"));
    world.clock.advance(HOUR * 15);
    assert_eq!(world.names().await, stale("A"));
    world.clock.advance(HOUR * 22);
    assert_eq!(world.names().await, stale("A"));
    world.clock.advance(HOUR);
    assert!(world.names().await.is_err());
}

#[tokio::test]
async fn an_outage_is_not_hammered_and_the_list_comes_back() {
    let world = World::new();
    world.prepare_silence();
    world.prepare("A");
    assert!(world.names().await.is_err());
    assert!(world.names().await.is_err());
    assert_eq!(world.provider.count("banks"), 1, "left in peace");
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(world.names().await, fresh("A"));
}

#[tokio::test]
async fn a_stale_list_is_replaced_as_soon_as_the_provider_answers() {
    let world = World::new();
    world.prepare("A");
    assert_eq!(world.names().await, fresh("A"));
    world.clock.advance(HOUR * 15);
    world.prepare_silence();
    world.prepare("B");
    assert_eq!(world.names().await, stale("A"));
    world.clock.advance(Duration::from_secs(2));
    assert_eq!(world.names().await, fresh("B"));
}

#[tokio::test]
async fn a_list_of_the_provider_a_site_had_before_is_not_served() {
    let world = World::new();
    world.prepare("A");
    assert_eq!(world.names().await, fresh("A"));

    let (name, other): (ProviderName, _) =
        ("other".parse().unwrap(), Arc::new(FakeProvider::default()));
    let by_name = [(name.clone(), Arc::clone(&other) as Arc<dyn Provider>)].into();
    let providers = Providers::new(by_name, [(demo(), name)].into());
    let store = world.process.store.another_process();
    let changed = Process::new(store, providers, &world.clock, LONGEST_QUESTION);
    assert!(changed.names().await.is_err(), "its own gives none, and another one's is none");
    world.clock.advance(Duration::from_secs(1));
    other.will_list(Ok(vec![Bank { code: "1".into(), name: "B".into() }]));
    assert_eq!(changed.names().await, fresh("B"));
    assert_eq!((world.provider.count("banks"), other.count("banks")), (1, 2));
}

#[tokio::test]
async fn two_processes_ask_the_provider_once_in_all() {
    let world = World::new();
    let other = world.another_process();
    world.prepare("A");
    let visitors: Vec<_> = (0..50)
        .flat_map(|_| [&world.process, &other])
        .map(|process| {
            let (lists, site) = (Arc::clone(&process.lists), world.site.clone());
            tokio::spawn(async move { lists.list(&site).await.is_ok() })
        })
        .collect();
    world
        .with_time(async {
            for visitor in visitors {
                assert!(visitor.await.unwrap());
            }
        })
        .await;
    assert_eq!(world.provider.count("banks"), 1);
}

#[tokio::test]
async fn a_process_that_dies_while_asking_is_waited_for_no_longer_than_its_lease() {
    let world = World::new();
    world.prepare("A");
    let began = world.clock.now();
    let dead = world.another_process();
    let lease_until = later(began, Duration::from_secs(15));
    assert!(dead.store.claim_bank_list(&world.site, began, lease_until).await.unwrap());
    world.clock.advance(Duration::from_secs(5));
    assert_eq!(world.with_time(world.names()).await, fresh("A"));
    assert_eq!(world.clock.now(), lease_until);
}

#[tokio::test]
async fn while_a_process_waits_for_a_slow_provider_no_other_asks() {
    let world = World::with_a_provider_that_may_take(Duration::from_secs(600));
    let other = world.another_process();
    assert!(world.names().now_or_never().is_none(), "it has the right to ask");
    world.clock.advance(Duration::from_secs(300));
    world.prepare("A");
    assert!(world.with_time(other.names()).await.is_err());
    assert_eq!(world.provider.count("banks"), 0);
    world.clock.advance(Duration::from_secs(300));
    assert_eq!(world.with_time(other.names()).await, fresh("A"));
}

#[tokio::test]
async fn a_process_that_is_known_to_be_gone_is_not_waited_for() {
    let world = World::new();
    world.prepare("A");
    let began = world.clock.now();
    let gone = world.another_process();
    let lease_until = later(began, Duration::from_secs(15));
    assert!(gone.store.claim_bank_list(&world.site, began, lease_until).await.unwrap());
    gone.store.close().await;
    assert_eq!(world.with_time(world.names()).await, fresh("A"));
    assert_eq!(world.clock.now(), began);
}

#[tokio::test]
async fn a_visitor_who_leaves_while_asking_keeps_nobody_waiting() {
    let world = World::new();
    world.prepare("A");
    let began = world.clock.now();
    assert!(world.names().now_or_never().is_none(), "gone before the provider answered");
    assert_eq!(world.with_time(world.names()).await, fresh("A"));
    assert_eq!(world.clock.now(), began);
}
