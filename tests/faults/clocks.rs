//! Clocks that disagree: a seed must be fresh by the provider's, of which the `Date` of its answers is a hint.

use pse_tests::{Backend, Setup};
use serde_json::json;

/// How often the operator was alerted that the clocks disagree.
const ALERTS: &str = r#"pse_alerts_total{alert="clock_skew"}"#;

#[tokio::test]
async fn a_clock_ten_minutes_ahead_or_behind_is_followed() {
    for offset in [600, -600] {
        let backend = Backend::start().await;
        backend.sandbox.advance(offset).await;
        // The first seed is rejected; the answer told the time, and the second is right.
        assert_eq!(backend.http().get("/v1/banks").await.status, 200, "{offset}");
        assert_eq!(backend.sandbox.calls("getBankList").await, 2, "{offset}");

        let buyer = backend.shop().has_a_buyer().await;
        let begun = buyer.begins_with("9001").await;
        let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
        assert_eq!(buyer.sees().await["state"], "paid", "{offset}");
        assert_eq!(backend.sandbox.calls("createTransaction").await, 1, "{offset}");

        backend.logs(r#""alert":"clock_skew""#).await;
        let metrics = backend.metrics().await;
        let skew = metrics
            .lines()
            .find_map(|line| {
                line.strip_prefix(r#"pse_provider_clock_skew_seconds{provider="default"} "#)
            })
            .and_then(|figure| jiff::SignedDuration::try_from_secs_f64(figure.parse().ok()?).ok())
            .unwrap();
        let off = skew - jiff::SignedDuration::from_secs(offset);
        assert!(off.abs() < jiff::SignedDuration::from_secs(2), "{skew:?} for {offset}");
    }
}

#[tokio::test]
async fn a_date_that_lies_changes_nothing_while_our_seeds_are_taken() {
    let backend = Backend::start().await;
    let ahead = |minutes: i64| http_date(jiff::SignedDuration::from_mins(minutes));
    for (number, date) in [
        json!(ahead(120)),
        json!(ahead(-120)),
        json!(ahead(10)),
        json!(ahead(-10)),
        json!(ahead(120).trim_end_matches(" GMT")),
        json!([ahead(0), ahead(10)]),
        json!("Thu, 01 Jan 1970 00:00:00 GMT"),
        json!("Fri, 31 Dec 9999 23:59:59 GMT"),
        json!("ayer"),
        json!(""),
    ]
    .into_iter()
    .enumerate()
    {
        let headers = json!({"date": date, "age": if number % 2 == 0 { "0" } else { "600" }});
        for operation in ["getBankList", "createTransaction", "getTransactionInformation"] {
            backend.sandbox.fault(operation, "headers", headers.clone(), 1).await;
        }
        for _ in 0..2 {
            let buyer = backend.shop().has_a_buyer().await;
            let begun = buyer.begins_with("9001").await;
            let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
            assert_eq!(buyer.sees().await["state"], "paid", "{date}");
        }
        backend.sandbox.forget_faults().await;
    }
    assert_eq!(backend.sandbox.calls("createTransaction").await, 20);
    assert_eq!(backend.sandbox.calls("getTransactionInformation").await, 20);
    assert_eq!(backend.figure(ALERTS).await, 1, "and not for each proxy's mood");
    let log = backend.log();
    assert!(log.contains("provider_clock") && log.contains("our_clock"), "{log}");
    let corrected = r#"pse_provider_clock_correction_seconds{provider="default"}"#;
    assert_eq!(backend.figure(corrected).await, 0);
}

#[tokio::test]
async fn a_correction_that_no_longer_works_gives_way_to_a_question_with_our_own_seed() {
    let backend = Backend::start().await;
    backend.sandbox.advance(600).await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let way_back = buyer.presses_at_the_bank(&begun, "Pagar").await;
    backend.sandbox.advance(0).await;
    let _ = buyer.comes_back(&way_back).await;
    assert_eq!(buyer.sees().await["state"], "paid");
    assert_eq!(backend.sandbox.calls("getTransactionInformation").await, 2, "asked once more");
    let next = backend.shop().has_a_buyer().await;
    let _ = next.begins_with("9001").await;
    assert_eq!(backend.sandbox.calls("createTransaction").await, 2, "our own seed is kept");
}

#[tokio::test]
async fn a_creation_refused_for_access_is_not_repeated_and_a_question_finds_the_clock() {
    let backend = Backend::start().await;
    assert_eq!(backend.http().get("/v1/banks").await.status, 200);
    backend.sandbox.advance(-600).await;
    let buyer = backend.shop().has_a_buyer().await;
    let _ = buyer.pays_with("9001").await.problem(422, "transaction_refused");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
    backend.logs("in which seeds are made from now on").await;
    assert_eq!(backend.sandbox.calls("getBankList").await, 3, "ours refused, the other taken");
    assert_eq!(buyer.pays_with("9001").await.status, 201);
    assert_eq!(backend.sandbox.calls("createTransaction").await, 2);
}

#[tokio::test]
async fn clocks_further_apart_than_a_quarter_of_an_hour_are_told_and_not_followed() {
    let backend = Backend::start().await;
    backend.sandbox.has_a_clock_that_is_wrong_by(7_200).await;
    assert_eq!(backend.http().get("/v1/banks").await.status, 503);
    assert_eq!(backend.sandbox.calls("getBankList").await, 1);
    backend.logs("so large a difference is never followed").await;
    // To the second, or one less.
    backend.logs("the clocks disagree by 7").await;
}

#[tokio::test]
async fn wrong_keys_are_told_as_such_whether_or_not_the_clocks_agree() {
    for (offset, calls) in [(0, 1), (600, 2)] {
        let setup = Setup::new().set("PSE__SITES__DEMO__TRAN_KEY", "another-secret");
        let backend = setup.start().await;
        backend.sandbox.advance(offset).await;
        assert_eq!(backend.http().get("/v1/banks").await.status, 503);
        assert_eq!(backend.sandbox.calls("getBankList").await, calls, "{offset}");
        backend.logs("the provider refuses our login or secret; it is not the clock").await;
        let alerts = backend.figure(r#"pse_alerts_total{alert="configuration"}"#).await;
        assert_eq!(alerts, 1, "{offset}");
    }
}

/// The time now and so much, as a `Date` says it.
fn http_date(ahead: jiff::SignedDuration) -> String {
    #[expect(clippy::disallowed_methods, reason = "a proxy has a clock of its own")]
    let now = jiff::Timestamp::now() + ahead;
    jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now).unwrap()
}
