//! Answers that are right and come in another dress: another character set, or a way elsewhere.

use pse_tests::{Backend, Sandbox, Setup};
use serde_json::json;

#[tokio::test]
async fn answers_in_any_character_set_are_read_by_what_their_header_says() {
    for charset in ["iso-8859-1", "windows-1252", "utf-16"] {
        let backend = Backend::start().await;
        for operation in ["getBankList", "createTransaction", "getTransactionInformation"] {
            backend.sandbox.fault(operation, "charset", charset, 1).await;
        }
        let banks = backend.http().get("/v1/banks").await.json(200);
        let banks = banks["banks"].as_array().unwrap();
        assert!(banks.iter().any(|bank| bank["name"] == "Ualá"), "{charset}: {banks:?}");
        let buyer = backend.shop().has_a_buyer().await;
        let begun = buyer.begins_with("9002").await;
        let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
        let reason = buyer.sees().await["payment"]["reason_text"].clone();
        assert_eq!(reason, "Rechazada. La entidad financiera no autorizó el débito.", "{charset}");
    }
}

#[tokio::test]
async fn a_redirect_of_the_endpoint_is_not_followed_and_tells_where_it_leads() {
    let (sandbox, elsewhere) = (Sandbox::start().await, Sandbox::start().await);
    let backend = Setup::new().endpoint(&sandbox.endpoint()).start().await;
    let location = format!("http://hush:hush@{}/soap/pse/v11/?token=hush", elsewhere.address());
    for operation in ["getBankList", "createTransaction"] {
        sandbox.fault(operation, "redirect", json!(location), 1).await;
    }
    assert_eq!(backend.http().get("/v1/banks").await.status, 503);
    let told = format!("leads to http://{}/soap/pse/v11/…", elsewhere.address());
    backend.logs(&told).await;
    pse_tests::wait_until("a list", async || {
        (backend.http().get("/v1/banks").await.status == 200).then_some(())
    })
    .await;
    let buyer = backend.shop().has_a_buyer().await;
    let _ = buyer.pays_with("9001").await.problem(502, "provider_unanswered");
    assert_eq!(
        elsewhere.calls("createTransaction").await + elsewhere.calls("getBankList").await,
        0
    );
    let payments = backend.shop().payments().await;
    let record = backend.shop().payment(payments[0]["id"].as_str().unwrap()).await.to_string();
    assert!(record.contains(&told), "{record}");
    assert!(!format!("{record}{}", backend.log()).contains("hush"), "{record}");
}

#[tokio::test]
async fn zeros_are_no_cus_for_merchant_or_buyer() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let problem = buyer.pays_with("9006").await.problem(422, "transaction_refused");
    assert!(problem["cus"].is_null(), "{problem}");
    assert!(buyer.sees().await["payment"]["cus"].is_null());
    let payments = backend.shop().payments().await;
    assert!(payments[0]["cus"].is_null(), "{payments:?}");
    let csv = backend.shop().get_csv("/v1/payments").await;
    assert!(!csv.text.contains("000000,"), "{}", csv.text);
}
