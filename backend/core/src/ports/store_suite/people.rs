//! People: who pays, buys and receives is read back as it was given, whoever else is stored.

use pse_shared::{PayerField, PaymentState, Person};

use super::StoreFixture;
use super::samples::{ana, checkout, intent, moved, site};
use crate::model::Checkout;
use crate::ports::store::{InsertIntent, PaymentFilter};

/// Ana, and people who differ from her in one field each.
fn alike() -> Vec<Person> {
    let differing = PayerField::ALL.iter().map(|&field| {
        let mut person = ana();
        let text = person.get(field).unwrap_or_default().to_owned();
        person.set(field, format!("{text}x"));
        person
    });
    let upper = Person { first_name: Some("ANA \"LA\" NIÑA".into()), ..ana() };
    [ana(), Person::default(), upper].into_iter().chain(differing).collect()
}

pub async fn people_who_differ_in_anything_are_kept_apart(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let mut orders = Vec::new();
    for (number, person) in alike().into_iter().enumerate() {
        let order = Checkout {
            payer: person.clone(),
            buyer: Some(person.clone()),
            shipping: (number % 2 == 0).then(|| person.clone()),
            ..checkout(&format!("A{number}"))
        };
        store.insert_checkout(&order, None).await.unwrap();
        let mut intent = intent(&order, 1);
        intent.payment.payer = person;
        let InsertIntent::Stored(payment) = store.insert_intent(&intent).await.unwrap() else {
            panic!("not stored");
        };
        orders.push((order, *payment));
    }
    for (order, payment) in &orders {
        let kept = store.checkout(&order.id).await.unwrap().unwrap();
        assert!(kept.payer == order.payer, "{}", order.reference);
        assert!((kept.buyer, kept.shipping) == (order.buyer.clone(), order.shipping.clone()));
        assert_eq!(store.payment(&payment.id).await.unwrap().as_ref(), Some(payment));
    }
}

pub async fn one_person_pays_again_and_at_another_site(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for of in ["demo", "other"] {
        let order = Checkout { site: site(of), ..checkout("A1") };
        store.insert_checkout(&order, None).await.unwrap();
        for at in [1, 3] {
            let made = store.insert_intent(&intent(&order, at)).await.unwrap();
            let InsertIntent::Stored(payment) = made else { panic!("not stored") };
            let ended = moved(&*store, &payment, PaymentState::Rejected, at).await;
            assert!(ended.payer == ana());
        }
    }
    for of in ["demo", "other"] {
        let filter = PaymentFilter { limit: 9, ..PaymentFilter::default() };
        let payments = store.payments(&site(of), &filter).await.unwrap();
        assert_eq!(payments.len(), 2);
        assert!(payments.iter().all(|payment| payment.payer == ana()), "{of}");
    }
}
