//! What one release begins the other carries on with, in both directions, side by side over one PostgreSQL database.

use pse_tests::orders::{order, payment};
use pse_tests::several::{Several, at, called};
use pse_tests::{Backend, Release, previous_release, wait_until};
use serde_json::Value;

use super::stopping::stops;

/// Both releases, running; `None` where the previous one cannot be had.
async fn both(several: &Several) -> Option<(Backend, Backend)> {
    previous_release()?;
    let start = async |release| several.setup().of(release).start().await;
    Some((start(Release::Previous).await, start(Release::This).await))
}

/// What both releases say of a payment.
fn story(payment: &Value) -> Vec<&Value> {
    let told = ["id", "state", "reference", "cus", "bank_code", "created_at", "updated_at"];
    let mut story: Vec<_> = told.iter().map(|field| &payment[field]).collect();
    let history = payment["history"].as_array().expect("a history");
    story.extend(history.iter().flat_map(|row| [&row["at"], &row["to"], &row["asked_by"]]));
    story
}

#[tokio::test]
async fn a_payment_that_begins_at_one_is_followed_and_ended_at_the_other() {
    let several = Several::new().await;
    let Some((old, new)) = both(&several).await else { return };
    let states = |checkout: &str, payment: &str| Some((checkout.to_owned(), payment.to_owned()));
    for (here, there) in [(&old, &new), (&new, &old)] {
        let buyer = here.shop().has_a_buyer().await;
        let seen = at(there, &buyer);
        let mut events = seen.follows().await;
        assert_eq!(events.next_states().await, states("open", "none"));

        let begun = buyer.begins_with("9001").await;
        assert_eq!(events.next_states().await, states("pending", "pending"));
        assert_eq!(seen.sees().await["payment"]["bank_url"], begun.bank_url);
        let _ = seen.pays_with("9001").await.problem(409, "payment_pending");

        let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
        let path = way_back.strip_prefix(&here.url).expect("it leads to where it began");
        let _ = seen.comes_back(&format!("{}{path}", there.url)).await;
        assert_eq!(events.next_states().await, states("paid", "approved"));
        let (told_here, told_there) =
            (here.shop().payment(&begun.payment).await, there.shop().payment(&begun.payment).await);
        assert_eq!(story(&told_here), story(&told_there));
        assert_eq!(told_here["state"], "approved");
    }
    assert_eq!(several.sandbox.calls("getBankList").await, 1, "one list for both");
}

#[tokio::test]
async fn keys_and_the_limits_of_a_return_hold_at_both_together() {
    let several = Several::new().await;
    let Some((old, new)) = both(&several).await else { return };
    for (here, there) in [(&old, &new), (&new, &old)] {
        let order = order();
        let key = format!("pedido-{}", here.url);
        let sold = here.shop().create_checkout_once(&order, &key).await.json(201);
        let again = there.shop().create_checkout_once(&order, &key).await.json(201);
        assert_eq!(sold["id"], again["id"]);

        let buyer = here.shop().has_a_buyer().await;
        let seen = at(there, &buyer);
        let first = buyer.confirms_once(&payment("9005"), "clic").await;
        let second = seen.confirms_once(&payment("9005"), "clic").await;
        assert_eq!(first.json(201), second.json(201));

        let begun = pse_tests::buyer::begun(&first);
        let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
        let path = way_back.strip_prefix(&here.url).expect("it leads to where it began");
        for service in [here, there, here, there] {
            assert_eq!(service.http().get(path).await.status, 303);
        }
        assert_eq!(several.sandbox.asked(&buyer.reference).await.len(), 1);
    }
}

#[tokio::test]
async fn what_one_is_creating_the_other_leaves_alone_and_what_it_left_pending_the_other_ends() {
    if previous_release().is_none() {
        return;
    }
    let several = Several::new().await;
    let probing = |release| {
        let setup = several.setup().set("PSE__PROBE__FIRST_AFTER", "2s");
        setup.set("PSE__PROBE__EVERY", "2s").of(release)
    };
    for (leaving, staying) in
        [(Release::Previous, Release::This), (Release::This, Release::Previous)]
    {
        let first = probing(leaving).start().await;
        let buyer = first.shop().has_a_buyer().await;
        let calls = several.sandbox.calls("createTransaction").await;
        several.sandbox.fault("createTransaction", "slow", 3_000, 1).await;
        let click = tokio::spawn(buyer.confirmation(&payment("9001")).send());
        called(&several.sandbox, "createTransaction", calls + 1).await;
        // A start settles what no living process holds.
        let second = probing(staying).start().await;
        let there = at(&second, &buyer);
        assert_eq!(there.sees().await["payment"]["state"], "creating");
        assert_eq!(click.await.unwrap().unwrap().status().as_u16(), 201);

        // Its own payment wakes its probe, which else looks for others' every 15 seconds.
        let _ = second.shop().has_a_buyer().await.begins_with("9005").await;
        drop(stops(first).await);
        several.sandbox.force(&buyer.reference, "OK").await;
        let _ = there.sees_payment("approved").await;
        wait_until("its being paid", async || {
            (there.sees().await["state"] == "paid").then_some(())
        })
        .await;
        drop(stops(second).await);
    }
}
