//! The bank list: asked of the provider once a day, whoever asks for it here.

use pse_tests::http::text;
use pse_tests::{Answer, Backend, Setup, wait_until};
use reqwest::Method;

/// The specification's sentence ("Despliegue de bancos disponibles").
const UNAVAILABLE: &str =
    "No se pudo obtener la lista de Entidades Financieras, por favor intente más tarde";

#[tokio::test]
async fn fifty_first_visitors_ask_the_provider_once() {
    let backend = Backend::start().await;
    backend.sandbox.fault("getBankList", "slow", 200, 1).await;
    let visitors: Vec<_> = (0..50)
        .map(|_| {
            let http = backend.http();
            tokio::spawn(async move { http.get("/v1/banks").await })
        })
        .collect();
    let mut lists = Vec::new();
    for visitor in visitors {
        lists.push(visitor.await.unwrap().json(200));
    }
    assert!(lists.iter().all(|list| *list == lists[0]));
    assert_eq!(backend.sandbox.calls("getBankList").await, 1);

    // Nor does a restart ask again: the list is kept.
    let setup = backend.kill();
    let backend = setup.start().await;
    assert_eq!(backend.http().get("/v1/banks").await.json(200), lists[0]);
    assert_eq!(backend.sandbox.calls("getBankList").await, 0);
}

#[tokio::test]
async fn the_list_is_alphabetical_without_the_hint_and_kept_to_the_days_end() {
    let backend = Backend::start().await;
    let answer = backend.http().get("/v1/banks").await;
    let list = answer.json(200);
    assert_eq!(list["stale"], false);
    let banks = list["banks"].as_array().unwrap();
    let names: Vec<_> = banks.iter().map(|bank| text(&bank["name"]).to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert!(banks.len() > 40);
    assert!(banks.iter().all(|bank| bank["code"] != "0"), "the hint is no bank");
    assert!(banks.iter().any(|bank| bank["code"] == "10322"), "codes reach six characters");
    assert!(banks.iter().any(|bank| bank["name"] == "SEIVY – GM FINANCIAL"));

    let as_of: jiff::Timestamp = text(&list["as_of"]).parse().unwrap();
    let in_bogota = as_of.to_zoned_datetime(jiff::tz::TimeZone::fixed(jiff::tz::offset(-5)));
    let midnight = in_bogota.tomorrow().unwrap().start_of_day().unwrap();
    let left = midnight.timestamp().as_second() - as_of.as_second();
    let max_age: i64 =
        answer.header("cache-control").strip_prefix("public, max-age=").unwrap().parse().unwrap();
    assert!((left - 5..=left).contains(&max_age), "{max_age} of {left}");

    let request = backend.http().request(Method::GET, "/v1/banks");
    let again = Answer::to(request.header("if-none-match", answer.header("etag"))).await;
    assert_eq!(again.status, 304);
    assert_eq!(again.text, "");
}

#[tokio::test]
async fn without_a_list_the_specifications_sentence_is_told_until_there_is_one() {
    for (kind, value) in
        [("http_status", "503"), ("close", ""), ("garbage", "<html/>"), ("fault", "Error interno")]
    {
        let backend = Backend::start().await;
        let value = if value.is_empty() { serde_json::Value::Null } else { value.into() };
        backend.sandbox.fault("getBankList", kind, value, 1).await;
        let answer = backend.http().get("/v1/banks").await;
        let problem = answer.problem(503, "bank_list_unavailable");
        assert_eq!(problem["detail"], UNAVAILABLE, "{kind}");
        assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1, "{kind}");

        // Nobody can pay meanwhile, and the provider is left in peace for a moment.
        let buyer = backend.shop().has_a_buyer().await;
        let refused = buyer.pays_with("9001").await;
        let _ = refused.problem(503, "bank_list_unavailable");
        assert_eq!(backend.sandbox.calls("getBankList").await, 1, "{kind}");
        wait_until("the list", async || {
            (backend.http().get("/v1/banks").await.status == 200).then_some(())
        })
        .await;
        assert_eq!(backend.sandbox.calls("getBankList").await, 2, "{kind}");
        assert_eq!(buyer.pays_with("9001").await.status, 201, "{kind}");
    }
}

#[tokio::test]
async fn a_list_that_takes_too_long_is_an_error_in_time() {
    let backend = Setup::new()
        .set("PSE__PROVIDER__QUESTION_TIMEOUT", "300ms")
        .set("PSE__PROVIDER__CONNECT_TIMEOUT", "200ms")
        .start()
        .await;
    backend.sandbox.fault("getBankList", "timeout", serde_json::Value::Null, 1).await;
    let _ = backend.http().get("/v1/banks").await.problem(503, "bank_list_unavailable");
}
