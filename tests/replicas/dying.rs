//! A replica that is killed in the middle of its work, or stands still for so long that it is held for dead: the others do
//! it, and leave each other's alone.

use std::time::Duration;

use pse_tests::http::text;
use pse_tests::merchant::Merchant;
use pse_tests::orders::payment;
use pse_tests::several::{Several, at, called};
use pse_tests::wait::{pause, wait_long};
use pse_tests::{Buyer, wait_until};

/// How long others take to be sure that a replica is dead, and to find what it left.
const TAKEN_OVER: Duration = Duration::from_secs(100);

/// Both take as long as others take to be sure of a death, so they do it at the same time.
#[tokio::test]
async fn what_a_dead_replica_held_is_taken_over_and_one_that_comes_back_from_the_dead_changes_nothing()
 {
    tokio::join!(one_is_killed(), one_stands_still());
}

/// What the dead one held is taken over, and what a living one holds is left alone.
async fn one_is_killed() {
    let several = Several::new().await;
    let merchant = Merchant::that_takes(Duration::ZERO).await;
    let setup = || merchant.is_told_by(several.setup()).set("PSE__PROVIDER__CREATE_TIMEOUT", "2m");
    let a = setup().start().await;
    assert_eq!(a.http().get("/v1/banks").await.status, 200);
    let sandbox = &several.sandbox;

    // It has a notification in its hands,
    merchant.hangs_at(1);
    let told = a.shop().has_a_buyer().await.begins_with("9001").await;
    wait_long("the message", TAKEN_OVER, async || (!merchant.arrivals().is_empty()).then_some(()))
        .await;
    // and a creation; so has another.
    let (b, c) = (setup().start().await, setup().start().await);
    let (of_the_dead, of_the_living) = (a.shop().has_a_buyer().await, c.shop().has_a_buyer().await);
    let mut clicks = Vec::new();
    for (number, (buyer, milliseconds)) in
        [(&of_the_dead, 110_000), (&of_the_living, 60_000)].into_iter().enumerate()
    {
        sandbox.fault("createTransaction", "slow", milliseconds, 1).await;
        clicks.push(tokio::spawn(buyer.confirmation(&payment("9001")).send()));
        called(sandbox, "createTransaction", number + 2).await;
    }
    let [dead, living] = <[_; 2]>::try_from(clicks).unwrap();
    drop(a.kill());
    assert!(dead.await.unwrap().is_err(), "nobody was told an address");

    let there = at(&b, &of_the_dead);
    let left = at(&b, &of_the_living);
    let settled = wait_long("the dead one's creation settled", TAKEN_OVER, async || {
        let view = there.sees().await;
        assert_eq!(left.sees().await["payment"]["state"], "creating");
        (view["payment"]["state"] != "creating").then_some(view)
    })
    .await;
    assert_eq!(settled["payment"]["state"], "unanswered");
    assert_eq!(settled["state"], "open");
    pays(&there).await;
    assert_eq!(living.await.unwrap().unwrap().status().as_u16(), 201);

    wait_long("the dead one's notification", TAKEN_OVER, async || {
        let heard = merchant.arrivals().iter().filter(|it| it.payment == told.payment).count();
        (heard >= 2).then_some(())
    })
    .await;
    assert_eq!(merchant.heard_of(&told.payment), ["payment.pending"]);
    let ids: Vec<_> =
        merchant.arrivals().into_iter().filter(|it| it.payment == told.payment).collect();
    assert!(ids.iter().all(|arrival| arrival.id == ids[0].id), "{ids:?}");
}

/// Begins anew, and pays.
async fn pays(buyer: &Buyer) {
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
}

/// A creation that another has settled is not asked for any more.
async fn one_stands_still() {
    let several = Several::new().await;
    let (a, b) = several.two().await;
    assert_eq!(a.http().get("/v1/banks").await.status, 200);
    let buyer = a.shop().has_a_buyer().await;
    // It stands still with the payment stored and the provider not yet asked: the answer to its commit does not come.
    let _ = several.database.run(
        "CREATE FUNCTION stand_still() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END $$;
         CREATE CONSTRAINT TRIGGER stand_still AFTER INSERT ON payments DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION stand_still()",
    );
    let click = buyer.confirmation(&payment("9001")).header("idempotency-key", "clic");
    let waiting = tokio::spawn(click.send());
    wait_until("the payment's being stored", async || {
        let sleeping = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event = 'PgSleep'";
        (several.database.run(sleeping) == "1").then_some(())
    })
    .await;
    a.suspend();
    let there = at(&b, &buyer);
    let settled = wait_long("its being settled", TAKEN_OVER, async || {
        let view = there.sees().await;
        (view["payment"]["state"] == "unanswered").then_some(view)
    })
    .await;
    assert_eq!(settled["state"], "open");
    let begun = there.begins_with("9001").await;
    a.resume();
    let told = waiting.await.unwrap().map(|answer| answer.status().as_u16());
    assert!(told.is_err() || matches!(told, Ok(502 | 503)), "{told:?}");
    assert_eq!(several.sandbox.calls("createTransaction").await, 1, "the other replica's alone");
    let view = there.sees().await;
    assert_eq!(text(&view["payment"]["bank_url"]), begun.bank_url);
    pause(Duration::from_millis(100)).await;
    assert_eq!(there.sees().await, view);
}
