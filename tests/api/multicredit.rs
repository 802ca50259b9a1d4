//! A payment shared out to the dependent services of a multicredit service.

use pse_tests::orders::{order, order_with, payment, with};
use pse_tests::{Backend, Setup};
use serde_json::{Value, json};

async fn a_multicredit_service() -> Backend {
    let dependants = r#"[
        {entity_code = "90029922801", service_code = "77700101", description = "Hotel"},
        {entity_code = "90029922801", service_code = "77700102", description = "Tasa"},
    ]"#;
    Setup::new().set("PSE__SITES__DEMO__CREDITS", dependants).start().await
}

fn credit(service: &str, amount: &str, tax: &str) -> Value {
    json!({
        "entity_code": "90029922801", "service_code": service, "amount_value": amount,
        "tax_value": tax, "description": "Parte",
    })
}

#[tokio::test]
async fn every_dependant_goes_along_also_the_one_that_gets_nothing() {
    let backend = a_multicredit_service().await;
    let order = order_with("credits", json!([credit("77700102", "1062500.00", "149310.00")]));
    let buyer = backend.shop().sells(&order).await;
    let begun = buyer.begins_with("9001").await;

    let transaction = backend.sandbox.transaction(&buyer.reference).await;
    assert_eq!(transaction["operation"], "createTransactionMultiCredit");
    assert_eq!(
        transaction["request"]["credits"],
        json!([
            {
                "entityCode": "90029922801", "serviceCode": "77700101", "amountValue": "0.00",
                "taxValue": "0.00", "description": "Hotel",
            },
            {
                "entityCode": "90029922801", "serviceCode": "77700102", "amountValue": "1062500.00",
                "taxValue": "149310.00", "description": "Parte",
            },
        ])
    );
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 0);
}

#[tokio::test]
async fn the_provider_gets_the_language_the_buyer_reads_with_every_part() {
    let backend = a_multicredit_service().await;
    for (of_the_order, confirmed, told) in [
        ("ES", json!("EN"), "EN"),
        ("EN", json!("PT"), "PT"),
        ("PT", json!("ES"), "ES"),
        ("PT", json!(null), "PT"),
    ] {
        let order = order_with("credits", json!([credit("77700101", "1062500.00", "149310.00")]));
        let buyer = backend.shop().sells(&with(order, "language", json!(of_the_order))).await;
        let confirmation = with(payment("9001"), "language", confirmed);
        assert!(buyer.confirms(&confirmation).await.json(201)["bank_url"].is_string());
        let transaction = backend.sandbox.transaction(&buyer.reference).await;
        assert_eq!(transaction["operation"], "createTransactionMultiCredit");
        assert_eq!(transaction["request"]["language"], told, "ordered in {of_the_order}");
    }
}

#[tokio::test]
async fn parts_that_are_wrong_or_do_not_sum_up_are_named() {
    let backend = a_multicredit_service().await;
    let whole = || credit("77700101", "1062500.00", "149310.00");
    for (credits, said) in [
        (json!([]), "credits: required"),
        (json!([credit("77700101", "1062499.99", "149310.00")]), "credits: sum_mismatch"),
        (json!([credit("77700101", "1062500.00", "149309.00")]), "credits: sum_mismatch"),
        (json!([whole(), credit("77700102", "0.01", "0")]), "credits: sum_mismatch"),
        (json!([whole(), credit("77700103", "0", "0")]), "credits[1]: unknown_credit"),
        (json!([whole(), credit("77700101", "0", "0")]), "credits[1]: unknown_credit"),
        (json!([credit("77700101", "10.00", "11.00")]), "credits[0].tax_value: exceeds_total"),
        (json!([credit("77700101", "-1.00", "0")]), "credits[0].amount_value: negative"),
        (json!([credit("77700101", "1.001", "0")]), "credits[0].amount_value: too_many_decimals"),
        (json!({"77700101": "1"}), "credits: wrong_type"),
    ] {
        let answer = backend.shop().create_checkout(&order_with("credits", credits.clone())).await;
        assert_eq!(answer.wrong_fields(), [said], "{credits}");
    }
    let answer = backend.shop().create_checkout(&order()).await;
    assert_eq!(answer.wrong_fields(), ["credits: required"]);
    assert_eq!(backend.sandbox.calls("createTransactionMultiCredit").await, 0);
}
