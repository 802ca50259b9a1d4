//! What a release cannot know, as a later one has written it: it pays none of it, and the rest goes on beside it. So it is with
//! the previous release, which runs on this one's database, and so it will be with this one.

use pse_tests::http::text;
use pse_tests::several::Several;
use pse_tests::{Buyer, Release, Setup, previous_release};

/// A migration of a later release that takes away the rules about words, as it has new ones, and that earlier ones may write
/// after.
const LATER: &str = "DO $$ DECLARE rule record; BEGIN
    FOR rule IN SELECT conrelid::regclass AS its, conname FROM pg_constraint
        WHERE contype = 'c' AND connamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.its, rule.conname);
    END LOOP;
    INSERT INTO schema_migrations (version, description, success, checksum, execution_time, oldest_writer)
        VALUES (999, 'later words', true, '', 0, 1);
END $$";

/// The services over a database of a later release.
async fn later() -> (Several, Setup) {
    let several = Several::new().await;
    // It makes the tables.
    drop(several.setup().start().await.kill());
    let _ = several.database.run(LATER);
    let setup = several.setup().set("PSE__PROBE__FIRST_AFTER", "2s").set("PSE__PROBE__EVERY", "2s");
    (several, setup)
}

#[tokio::test]
async fn what_a_release_cannot_know_is_not_paid_by_it() {
    for release in [Release::Previous, Release::This] {
        if previous_release().is_none() {
            return;
        }
        let (several, setup) = later().await;
        let service = setup.of(release).start().await;
        let change = |buyer: &Buyer, assigned: &str| {
            let id = &buyer.checkout;
            several.database.run(&format!("UPDATE checkouts SET {assigned} WHERE id = '{id}'"))
        };
        let in_an_unknown_state = service.shop().has_a_buyer().await;
        let _ = change(&in_an_unknown_state, "state = 'reserved'");
        // Of a kind that stands in a column of the later release, by which alone its time is known.
        let of_an_unknown_kind = service.shop().has_a_buyer().await;
        let _ = change(&of_an_unknown_kind, "expires_at = created_at");

        let answer = in_an_unknown_state.pays_with("9001").await;
        let _ = answer.problem(503, "store_unavailable");
        let _ = of_an_unknown_kind.pays_with("9001").await.problem(410, "checkout_expired");
        assert_eq!(several.sandbox.calls("createTransaction").await, 0);
        let _ = service.shop().has_a_buyer().await.begins_with("9001").await;
    }
}

#[tokio::test]
async fn what_only_a_later_release_can_read_stops_neither_the_probe_nor_the_lists() {
    let (several, setup) = later().await;
    let service = setup.start().await;
    let (odd, other) = (service.shop().has_a_buyer().await, service.shop().has_a_buyer().await);
    let (of_odd, of_other) = (odd.begins_with("9001").await, other.begins_with("9001").await);
    let _ = several.database.run(&format!(
        "UPDATE payments SET bank_interface = 'wallet' WHERE id = '{}'",
        of_odd.payment
    ));
    for (buyer, begun) in [(&odd, &of_odd), (&other, &of_other)] {
        let _ = buyer.presses_at_the_bank(begun, "Pagar").await;
    }
    let _ = service.shop().sees_payment(&of_other.payment, "approved").await;

    let listed = service.shop().payments().await;
    let ids: Vec<_> = listed.iter().map(|payment| text(&payment["id"])).collect();
    assert_eq!(ids, [of_other.payment]);
    let alone = service.shop().get(&format!("/v1/payments/{}", of_odd.payment)).await;
    let _ = alone.problem(503, "store_unavailable");
    assert_eq!(several.sandbox.asked(&odd.reference).await.len(), 0, "it is not this one's to ask");
    service.logs("are left out").await;
    assert_eq!(service.http().get("/readyz").await.status, 200);
}
