//! Bank lists: the latest of each site, and the right to ask for one.

use pse_shared::api::Bank;

use super::StoreFixture;
use super::samples::{minute, provider, site};
use crate::ports::store::StoredBankList;

fn list(of: &str, name: &str, at: i64) -> StoredBankList {
    let banks = vec![Bank { code: "1066".into(), name: name.into() }];
    StoredBankList { provider: provider(of), banks, as_of: minute(at) }
}

pub async fn a_sites_latest_bank_list_is_kept(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    assert_eq!(store.bank_list(&site("demo")).await.unwrap(), None);
    let latest = list("second", "Dos", 2);
    for list in [list("default", "Uno", 1), latest.clone()] {
        store.save_bank_list(&site("demo"), &list).await.unwrap();
        assert_eq!(store.bank_list(&site("demo")).await.unwrap(), Some(list));
    }
    assert_eq!(store.bank_list(&site("other")).await.unwrap(), None);
    store.close().await;
    let store = fixture.open().await;
    assert_eq!(store.bank_list(&site("demo")).await.unwrap(), Some(latest));
}

pub async fn a_process_may_ask_for_a_bank_list_again_and_again(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let demo = site("demo");
    assert!(store.claim_bank_list(&demo, minute(1), minute(2)).await.unwrap());
    assert!(store.claim_bank_list(&demo, minute(1), minute(2)).await.unwrap(), "its caller left");
    assert!(store.claim_bank_list(&site("other"), minute(1), minute(2)).await.unwrap());
    store.release_bank_list(&demo).await.unwrap();
    assert!(store.claim_bank_list(&demo, minute(1), minute(2)).await.unwrap());
    store.save_bank_list(&demo, &list("default", "Uno", 1)).await.unwrap();
    assert!(store.claim_bank_list(&demo, minute(1), minute(2)).await.unwrap());
}

pub async fn the_right_of_a_closed_process_does_not_count(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    assert!(store.claim_bank_list(&site("demo"), minute(1), minute(60)).await.unwrap());
    store.close().await;
    let store = fixture.open().await;
    assert!(store.claim_bank_list(&site("demo"), minute(2), minute(60)).await.unwrap());
}
