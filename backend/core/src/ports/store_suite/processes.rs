//! Several processes with one store open at once; only for stores that can be shared.

use pse_shared::PaymentState;
use pse_shared::api::Bank;

use super::StoreFixture;
use super::changes::heard;
use super::samples::{
    change, checkout, creating, intent, minute, moved, notification, of_demo, pending, provider,
    site,
};
use crate::ports::store::{
    CheckoutChange, ClaimWindow, InsertIntent, ReturnLimit, Store, StoredBankList,
};

/// How often two processes are let loose on the same thing.
const ROUNDS: usize = 20;

pub async fn a_living_process_s_creation_is_no_other_s_orphan_until_its_lease_ends(
    fixture: impl StoreFixture,
) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    let payment = creating(&*one, "A1", 1).await;
    assert_eq!(two.orphans(minute(2)).await.unwrap(), []);
    assert_eq!(two.orphans(minute(3)).await.unwrap(), std::slice::from_ref(&payment));
    one.close().await;
    assert_eq!(two.orphans(minute(2)).await.unwrap(), [payment]);
}

pub async fn one_process_at_a_time_may_ask_for_a_bank_list(fixture: impl StoreFixture) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    let demo = site("demo");
    assert!(one.claim_bank_list(&demo, minute(1), minute(5)).await.unwrap());
    assert!(!two.claim_bank_list(&demo, minute(4), minute(9)).await.unwrap());
    assert!(two.claim_bank_list(&site("other"), minute(4), minute(9)).await.unwrap());
    assert!(two.claim_bank_list(&demo, minute(5), minute(9)).await.unwrap(), "the lease ended");
    assert!(!one.claim_bank_list(&demo, minute(6), minute(9)).await.unwrap());

    // Whoever has not the right cannot give it back; who has it can.
    one.release_bank_list(&demo).await.unwrap();
    assert!(!one.claim_bank_list(&demo, minute(6), minute(9)).await.unwrap());
    two.release_bank_list(&demo).await.unwrap();
    assert!(one.claim_bank_list(&demo, minute(6), minute(9)).await.unwrap());
}

pub async fn a_kept_bank_list_gives_the_right_back(fixture: impl StoreFixture) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    let demo = site("demo");
    assert!(one.claim_bank_list(&demo, minute(1), minute(5)).await.unwrap());
    let banks = vec![Bank { code: "1".into(), name: "Uno".into() }];
    let list = StoredBankList { provider: provider("default"), banks, as_of: minute(1) };
    one.save_bank_list(&demo, &list).await.unwrap();
    assert_eq!(two.bank_list(&demo).await.unwrap(), Some(list));
    assert!(two.claim_bank_list(&demo, minute(1), minute(5)).await.unwrap());
}

pub async fn a_process_hears_what_another_changes(fixture: impl StoreFixture) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    let (mut here, mut there) = (one.changes(), two.changes());
    let payment = creating(&*one, "A1", 1).await;
    let payment = moved(&*one, &payment, PaymentState::Pending, 2).await;
    let changed = Some(CheckoutChange::Checkout(payment.checkout_id.clone()));
    assert_eq!(heard(&mut here).await, changed);
    assert_eq!(heard(&mut there).await, changed);
    one.close().await;
    assert_eq!(heard(&mut here).await, None);
    moved(&*two, &payment, PaymentState::Approved, 3).await;
    assert_eq!(heard(&mut there).await, changed);
}

pub async fn of_two_processes_intents_exactly_one_is_stored(fixture: impl StoreFixture) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    let checkout = checkout("A1");
    one.insert_checkout(&checkout, None).await.unwrap();
    let (here, there) = (intent(&checkout, 1), intent(&checkout, 1));
    let (here, there) = futures_util::join!(one.insert_intent(&here), two.insert_intent(&there));
    let stored = [here, there].map(|made| matches!(made.unwrap(), InsertIntent::Stored(_)));
    assert_eq!(stored.iter().filter(|stored| **stored).count(), 1);
}

pub async fn of_two_processes_changes_exactly_one_is_stored(fixture: impl StoreFixture) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    for round in 0..ROUNDS {
        let payment = pending(&*one, &format!("A{round}"), 1).await;
        let (here, there) = (
            change(&payment, PaymentState::Approved, 2),
            change(&payment, PaymentState::Rejected, 2),
        );
        let saved = at_once(&*one, &*two, async |store, is_first| {
            store.save(if is_first { &here } else { &there }).await.unwrap()
        })
        .await;
        assert_eq!(saved.iter().filter(|saved| **saved).count(), 1);
        assert_eq!(one.history(&payment.id).await.unwrap().len(), 3);
    }
}

pub async fn two_processes_never_claim_the_same_payment(fixture: impl StoreFixture) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    for round in 0..ROUNDS {
        let payment = pending(&*one, &format!("A{round}"), 1).await;
        let window = ClaimWindow { now: minute(10), next: minute(600), limit: 9 };
        let due = at_once(&*one, &*two, async |store, _| store.claim_due(window).await.unwrap());
        let claimed: Vec<_> = due.await.into_iter().flatten().map(|claimed| claimed.id).collect();
        assert_eq!(claimed, std::slice::from_ref(&payment.id));
        let limit = ReturnLimit { now: minute(20), last_before: minute(19), max: 9 };
        let returned = at_once(&*one, &*two, async |store, _| {
            store.claim_return(&payment.id, limit).await.unwrap().is_some()
        })
        .await;
        assert_eq!(returned.iter().filter(|asks| **asks).count(), 1);
    }
}

pub async fn two_processes_never_claim_the_same_notification(fixture: impl StoreFixture) {
    let (one, two) = (fixture.open().await, fixture.open().await);
    for round in 0..ROUNDS {
        let payment = pending(&*one, &format!("A{round}"), 1).await;
        let told = notification(&payment, 2);
        let mut approval = change(&payment, PaymentState::Approved, 2);
        approval.notification = Some(told.clone());
        assert!(one.save(&approval).await.unwrap());
        let due = at_once(&*one, &*two, async |store, _| {
            store.claim_notifications(minute(3), minute(600), &of_demo(9)).await.unwrap()
        });
        let claimed: Vec<_> = due.await.into_iter().flatten().map(|claimed| claimed.id).collect();
        assert_eq!(claimed, [told.id]);
    }
}

/// What a process and another answer when both are asked at the same time; `ask` is told which is the first.
async fn at_once<T>(
    one: &dyn Store,
    two: &dyn Store,
    ask: impl AsyncFn(&dyn Store, bool) -> T,
) -> [T; 2] {
    let (here, there) = futures_util::join!(ask(one, true), ask(two, false));
    [here, there]
}
