//! What a later build stored, after a return to this one or beside it.

use pse_core::ports::store::{ClaimWindow, Store};
use pse_core::ports::store_suite::later_words;
use pse_core::ports::store_suite::samples::{minute, pending};

use super::test_store::TestStore;

/// Writes what this build's rules refuse.
async fn write(store: &TestStore, statement: String) {
    let past = "PRAGMA ignore_check_constraints";
    store.run(&format!("{past} = ON; {statement}; {past} = OFF")).await.unwrap();
}

#[tokio::test]
async fn a_row_with_a_word_that_this_build_does_not_know_stands_in_no_other_s_way() {
    let store = TestStore::new().await;
    let past = async |statement| write(&store, statement).await;
    later_words::other_payments_are_claimed_and_listed(&*store, past).await;
    let store = TestStore::new().await;
    let past = async |statement| write(&store, statement).await;
    later_words::other_rows_of_a_payment_are_read(&*store, past).await;
    let store = TestStore::new().await;
    let past = async |statement| write(&store, statement).await;
    later_words::other_creations_are_settled(&*store, past).await;
}

#[tokio::test]
async fn nothing_is_paid_where_this_build_does_not_know_what_was_paid() {
    let store = TestStore::new().await;
    let past = async |statement| write(&store, statement).await;
    later_words::nothing_is_paid_beside_a_payment_in_an_unknown_state(&*store, past).await;
    let store = TestStore::new().await;
    let past = async |statement| write(&store, statement).await;
    later_words::a_checkout_in_an_unknown_state_is_not_read(&*store, past).await;
}

#[tokio::test]
async fn fields_of_people_and_credits_that_this_build_does_not_know_are_ignored() {
    let store = TestStore::new().await;
    let payment = pending(&*store, "A1", 1).await;
    let checkout = store.checkout(&payment.checkout_id).await.unwrap().unwrap();
    for statement in [
        "UPDATE persons SET data = json_set(data, '$.shoe_size', '42')",
        "UPDATE payments SET payer = json_set(payer, '$.shoe_size', '42')",
        "UPDATE checkouts SET payer = json_set(payer, '$.shoe_size', '42')",
        "UPDATE checkouts SET credits = json_set(credits, '$[0].colour', 'red')",
        "UPDATE checkouts SET additional_data = json_set(additional_data, '$[0].colour', 'red')",
    ] {
        store.run(statement).await.unwrap();
    }
    assert_eq!(store.payment(&payment.id).await.unwrap(), Some(payment));
    assert_eq!(store.checkout(&checkout.id).await.unwrap(), Some(checkout));
    let window = ClaimWindow { now: minute(60), next: minute(70), limit: 9 };
    assert_eq!(store.claim_due(window).await.unwrap().len(), 1, "it is asked about");
}
