//! The store in memory shows the behaviour every store must show, as one that several processes share.

use std::sync::Arc;

use async_trait::async_trait;
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::{StoreFixture, samples};
use pse_store_memory::MemoryStore;

/// One store in memory, opened by one process after another.
struct Memory(MemoryStore);

#[async_trait(?Send)]
impl StoreFixture for Memory {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(self.0.another_process())
    }
}

pse_core::store_suite!(Memory(MemoryStore::new()), shared);

#[tokio::test]
async fn writes_fail_when_a_test_wants_it_and_reads_do_not() {
    let store = MemoryStore::new();
    let payment = samples::creating(&store, "A1", 1).await;
    store.fail_writes(true);
    let change = samples::change(&payment, pse_shared::PaymentState::Refused, 2);
    assert!(store.save(&change).await.is_err());
    assert!(store.ready().await.is_err());
    assert_eq!(store.payment(&payment.id).await.unwrap(), Some(payment));
    store.fail_writes(false);
    assert!(store.save(&change).await.unwrap());
}
