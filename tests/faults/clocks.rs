//! Clocks that disagree: a seed must be fresh by the provider's, which is told by its `Date`.

use pse_tests::Backend;

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
