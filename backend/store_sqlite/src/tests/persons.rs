//! Each person's data is kept once, and what is read of a person comes from there.

use pse_core::model::{Checkout, Payment};
use pse_core::ports::store::{InsertIntent, Store};
use pse_core::ports::store_suite::samples::{ana, checkout, intent, moved, site, started};
use pse_shared::{PaymentState, Person};

use super::test_store::TestStore;

async fn persons(store: &TestStore) -> i64 {
    store.number("SELECT count(*) FROM persons").await
}

#[tokio::test]
async fn equal_people_of_a_site_are_one_row_that_all_their_payments_refer_to() {
    let store = TestStore::new().await;
    let other = Person { last_name: Some("Otra".into()), ..ana() };
    for (reference, of, payer) in [
        ("A1", "demo", ana()),
        ("A2", "demo", ana()),
        ("A3", "demo", other),
        ("A4", "other", ana()),
    ] {
        let checkout =
            Checkout { site: site(of), payer, buyer: Some(ana()), ..checkout(reference) };
        store.insert_checkout(&checkout, None).await.unwrap();
        started(&*store, &checkout, 1).await;
    }
    assert_eq!(persons(&store).await, 3);
    let question = "SELECT count(*) FROM payments JOIN persons ON persons.id = payer_id
         WHERE document_type = 'CC' AND document = '1098765432' AND persons.site = 'demo'";
    assert_eq!(store.number(question).await, 3);
}

#[tokio::test]
async fn who_is_to_be_forgotten_is_found_by_document_and_by_e_mail() {
    let store = TestStore::new().await;
    let payer = Person { email_address: Some("Ana.Niña@Example.CO".into()), ..ana() };
    store.insert_checkout(&Checkout { payer, ..checkout("A1") }, None).await.unwrap();
    for question in [
        "SELECT count(*) FROM persons WHERE site = 'demo' AND document = '1098765432'",
        "SELECT count(*) FROM persons WHERE site = 'demo' AND email_address = 'ana.niña@example.co'",
    ] {
        assert_eq!(store.number(question).await, 1, "{question}");
    }
}

#[tokio::test]
async fn what_is_changed_of_a_person_is_read_everywhere() {
    let store = TestStore::new().await;
    let order = Checkout { buyer: Some(ana()), shipping: Some(ana()), ..checkout("A1") };
    store.insert_checkout(&order, None).await.unwrap();
    let payment = started(&*store, &order, 1).await;
    let erased = Person { first_name: Some("Titular suprimido".into()), ..Person::default() };
    store
        .run("UPDATE persons SET data = json_object('first_name', 'Titular suprimido')")
        .await
        .unwrap();
    let order = Checkout {
        payer: erased.clone(),
        buyer: Some(erased.clone()),
        shipping: Some(erased.clone()),
        ..order
    };
    let kept = store.checkout(&order.id).await.unwrap().unwrap();
    assert_eq!(Checkout { state: order.state, ..kept }, order);
    let payment = Payment { payer: erased, ..payment };
    assert_eq!(store.payment(&payment.id).await.unwrap(), Some(payment));
}

#[tokio::test]
async fn what_an_earlier_program_stored_beside_this_one_is_read_from_where_it_wrote() {
    let store = TestStore::new().await;
    let order = Checkout { shipping: Some(ana()), ..checkout("A1") };
    store.insert_checkout(&order, None).await.unwrap();
    let payment = started(&*store, &order, 1).await;
    let order = store.checkout(&order.id).await.unwrap();
    store
        .run(
            "UPDATE payments SET payer_id = NULL;
             UPDATE checkouts SET payer_id = NULL, buyer_id = NULL, shipping_id = NULL;
             DELETE FROM persons",
        )
        .await
        .unwrap();
    assert_eq!(store.payment(&payment.id).await.unwrap(), Some(payment));
    assert_eq!(store.checkout(&order.as_ref().unwrap().id).await.unwrap(), order);
}

#[tokio::test]
async fn nothing_is_kept_of_the_payer_of_a_payment_that_is_not_stored() {
    let store = TestStore::new().await;
    let order = Checkout { payer: Person::default(), buyer: None, ..checkout("A1") };
    store.insert_checkout(&order, None).await.unwrap();
    assert_eq!(persons(&store).await, 0, "a person without data is nobody");
    let first = started(&*store, &order, 1).await;
    assert_eq!(persons(&store).await, 1);
    let mut second = intent(&order, 2);
    second.payment.payer = Person { document: Some("1000000001".into()), ..ana() };
    let made = store.insert_intent(&second).await.unwrap();
    assert!(matches!(made, InsertIntent::Blocked(_)), "{made:?}");
    assert_eq!(persons(&store).await, 1);
    moved(&*store, &first, PaymentState::Rejected, 3).await;
    assert!(matches!(store.insert_intent(&second).await.unwrap(), InsertIntent::Stored(_)));
    assert_eq!(persons(&store).await, 2);
}

#[tokio::test]
async fn nobody_who_is_referred_to_can_be_removed() {
    let store = TestStore::new().await;
    store.insert_checkout(&checkout("A1"), None).await.unwrap();
    let error = store.run("DELETE FROM persons").await.unwrap_err().to_string();
    assert!(error.contains("FOREIGN KEY") || error.contains("foreign key"), "{error}");
    assert!(persons(&store).await > 0);
}
