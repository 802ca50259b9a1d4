//! Once a day, whoever asks; and what is shown when the provider gives nothing.

use super::*;
use crate::clock::ManualClock;
use crate::provider::answer::NoAnswer;
use crate::provider::fake::FakeProvider;
use crate::store::sqlite::tests::folder::Folder;

struct World {
    lists: Arc<BankLists>,
    provider: Arc<FakeProvider>,
    clock: Arc<ManualClock>,
    site: SiteName,
    store: Arc<dyn Store>,
    _folder: Folder,
}

const HOUR: Duration = Duration::from_secs(3600);

impl World {
    async fn new() -> Self {
        let folder = Folder::new();
        let store: Arc<dyn Store> = Arc::new(folder.open().await.unwrap());
        // 10 in the morning in Bogotá.
        let clock = Arc::new(ManualClock::new("2026-11-23T15:00:00Z".parse().unwrap()));
        let provider = Arc::new(FakeProvider::default());
        let site: SiteName = "demo".parse().unwrap();
        let lists = Self::lists(&store, &provider, &clock, &site);
        Self { lists, provider, clock, site, store, _folder: folder }
    }

    fn lists(
        store: &Arc<dyn Store>,
        provider: &Arc<FakeProvider>,
        clock: &Arc<ManualClock>,
        site: &SiteName,
    ) -> Arc<BankLists> {
        Arc::new(BankLists::new(
            Arc::clone(store),
            Arc::clone(provider) as Arc<dyn Provider>,
            Arc::clone(clock) as Arc<dyn Clock>,
            [site.clone()],
        ))
    }

    fn restart(&mut self) {
        self.lists = Self::lists(&self.store, &self.provider, &self.clock, &self.site);
    }

    fn prepare(&self, name: &str) {
        let bank = Bank { code: "1".into(), name: name.into() };
        self.provider.banks.lock().unwrap().push_back(Ok(vec![bank]));
    }

    fn prepare_silence(&self) {
        let silence = Err(NoAnswer::Unreachable("down".into()));
        self.provider.banks.lock().unwrap().push_back(silence);
    }

    async fn names(&self) -> Result<(String, bool), NoList> {
        let served = self.lists.list(&self.site).await?;
        Ok((served.list.banks[0].name.clone(), served.list.stale))
    }
}

fn fresh(name: &str) -> Result<(String, bool), NoList> {
    Ok((name.to_owned(), false))
}

fn stale(name: &str) -> Result<(String, bool), NoList> {
    Ok((name.to_owned(), true))
}

#[tokio::test]
async fn a_hundred_first_visitors_ask_once() {
    let world = World::new().await;
    world.prepare("A");
    let visitors: Vec<_> = (0..100)
        .map(|_| {
            let (lists, site) = (Arc::clone(&world.lists), world.site.clone());
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
    let mut world = World::new().await;
    world.prepare("A");
    world.prepare("B");
    assert_eq!(world.names().await, fresh("A"));
    world.clock.advance(HOUR * 13);
    world.restart();
    assert_eq!(world.names().await, fresh("A"), "still the same day");
    world.clock.advance(HOUR * 2);
    assert_eq!(world.names().await, fresh("B"), "midnight has passed");
    assert_eq!(world.provider.count("banks"), 2);
}

#[tokio::test]
async fn the_last_list_is_shown_flagged_for_24_hours_and_then_none() {
    let world = World::new().await;
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
    let world = World::new().await;
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
    let world = World::new().await;
    world.prepare("A");
    assert_eq!(world.names().await, fresh("A"));
    world.clock.advance(HOUR * 15);
    world.prepare_silence();
    world.prepare("B");
    assert_eq!(world.names().await, stale("A"));
    world.clock.advance(Duration::from_secs(2));
    assert_eq!(world.names().await, fresh("B"));
}
