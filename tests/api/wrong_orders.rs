//! An order with a mistake: each wrong field is named, and there is no checkout.

use pse_tests::orders::{order, order_with, with};
use pse_tests::{Backend, Setup};
use serde_json::{Value, json};

/// What makes an order wrong, and what is said of it.
fn mistakes() -> Vec<(&'static str, Value, &'static str)> {
    let long = |count: usize| json!("ñ".repeat(count));
    vec![
        // Texts.
        ("reference", Value::Null, "reference: required"),
        ("reference", json!("   "), "reference: required"),
        ("reference", long(33), "reference: too_long"),
        ("reference", json!("a|b"), "reference: forbidden_character"),
        ("reference", json!("a\"b"), "reference: forbidden_character"),
        ("reference", json!("a\u{0}b"), "reference: forbidden_character"),
        ("reference", json!(406_331_868), "reference: wrong_type"),
        ("description", json!(""), "description: required"),
        ("description", long(256), "description: too_long"),
        ("description", json!("Compra\u{8}"), "description: forbidden_character"),
        ("description", json!("Compra\nde dos líneas"), "description: forbidden_character"),
        ("description", json!("Compra\u{2028}"), "description: forbidden_character"),
        ("currency", json!("USD"), "currency: not_allowed"),
        ("language", json!("es"), "language: not_allowed"),
        ("language", json!(["ES"]), "language: wrong_type"),
        // Amounts.
        ("total_amount", json!("0.00"), "total_amount: not_positive"),
        ("total_amount", json!("-1.00"), "total_amount: negative"),
        ("total_amount", json!("1062500.001"), "total_amount: too_many_decimals"),
        ("total_amount", json!("1e6"), "total_amount: not_an_amount"),
        ("total_amount", json!("1.062.500"), "total_amount: not_an_amount"),
        ("total_amount", json!("1062500,00"), "total_amount: not_an_amount"),
        ("total_amount", json!("NaN"), "total_amount: not_an_amount"),
        ("total_amount", json!(""), "total_amount: not_an_amount"),
        ("total_amount", json!("99999999999999.00"), "total_amount: too_large"),
        ("total_amount", json!(1_062_500), "total_amount: wrong_type"),
        ("tax_amount", json!("1062500.01"), "tax_amount: exceeds_total"),
        ("tax_amount", json!("-0.01"), "tax_amount: negative"),
        ("tax_amount", json!("149310.01"), "total_amount: exceeds_total"),
        ("devolution_base", json!("1062500.01"), "devolution_base: exceeds_total"),
        ("tip_amount", json!("0.001"), "tip_amount: too_many_decimals"),
        ("tip_amount", Value::Null, "tip_amount: required"),
        // The way back.
        ("return_url", json!("https://ladron.example/gracias"), "return_url: foreign_host"),
        ("return_url", json!("http://ladron.example/gracias"), "return_url: not_https"),
        ("return_url", json!("https://127.0.0.1.ladron.example/"), "return_url: foreign_host"),
        ("return_url", json!("https://127.0.0.1@ladron.example/"), "return_url: pattern"),
        ("return_url", json!("https:\\\\127.0.0.1\\gracias"), "return_url: forbidden_character"),
        ("return_url", json!("javascript:alert(1)"), "return_url: pattern"),
        ("return_url", json!("//127.0.0.1/gracias"), "return_url: pattern"),
        ("return_url", json!("/gracias"), "return_url: pattern"),
        (
            "return_url",
            json!(format!("http://127.0.0.1/{}", "a".repeat(250))),
            "return_url: too_long",
        ),
        // Times.
        ("expires_at", json!("2020-01-01T00:00:00Z"), "expires_at: in_the_past"),
        ("expires_at", json!("mañana"), "expires_at: pattern"),
        ("expires_at", json!(1_900_000_000), "expires_at: wrong_type"),
        // People.
        ("payer", json!("María"), "payer: wrong_type"),
        ("payer", json!({"document_type": "DNI"}), "payer.document_type: not_allowed"),
        ("payer", json!({"document_type": "CC", "document": "0123"}), "payer.document: pattern"),
        ("payer", json!({"document": "1234567890123"}), "payer.document: too_long"),
        ("payer", json!({"email_address": "maria@"}), "payer.email_address: pattern"),
        ("payer", json!({"mobile": "300"}), "payer.mobile: pattern"),
        ("payer", json!({"first_name": "M\u{1f}"}), "payer.first_name: forbidden_character"),
        ("payer", json!({"age": "40"}), "payer.age: unknown"),
        ("buyer", json!({"country": "Colombia"}), "buyer.country: too_long"),
        ("shipping", json!({"city": "x".repeat(51)}), "shipping.city: too_long"),
        // What goes with it.
        (
            "additional_data",
            json!([{"name": "", "value": "x"}]),
            "additional_data[0].name: required",
        ),
        (
            "additional_data",
            json!([{"name": "n".repeat(31), "value": ""}]),
            "additional_data[0].name: too_long",
        ),
        (
            "additional_data",
            json!([{"name": "n", "value": "v".repeat(129)}]),
            "additional_data[0].value: too_long",
        ),
        ("additional_data", json!([3]), "additional_data[0]: wrong_type"),
        (
            "credits",
            json!([{"entity_code": "1", "service_code": "2", "amount_value": "1", "tax_value": "0"}]),
            "credits: not_allowed",
        ),
        ("amount", json!("1.00"), "amount: unknown"),
    ]
}

#[tokio::test]
async fn every_mistake_in_an_order_is_named_and_makes_no_checkout() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    for (number, (field, value, said)) in mistakes().into_iter().enumerate() {
        let key = format!("pedido-{number}");
        let answer = shop.create_checkout_once(&order_with(field, value.clone()), &key).await;
        assert_eq!(answer.wrong_fields(), [said], "{field} = {value}");
        // Had anything been stored, the key would have been used.
        assert_eq!(
            shop.create_checkout_once(&order(), &key).await.status,
            201,
            "{field} = {value}"
        );
    }
    assert_eq!(backend.sandbox.calls("createTransaction").await, 0);
    assert_eq!(shop.payments().await.len(), 0);
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once_and_in_words() {
    let backend = Backend::start().await;
    let wrong = json!({
        "reference": "a|b", "currency": "COP", "language": "ES", "total_amount": "1.234",
        "tax_amount": "0", "devolution_base": "0", "tip_amount": "0",
        "return_url": "http://127.0.0.1/", "coupon": "X",
    });
    let answer = backend.shop().create_checkout(&wrong).await;
    assert_eq!(
        answer.wrong_fields(),
        ["description: required", "total_amount: too_many_decimals", "coupon: unknown"]
    );
    let problem = answer.json(422);
    assert_eq!(problem["type"], format!("{}/problems/validation_failed", backend.url));
    assert_eq!(problem["detail"], "Revise los datos señalados.");
    assert_eq!(problem["errors"][1]["detail"], "Tiene más de dos decimales.");

    let request = backend.http().request(reqwest::Method::POST, "/v1/checkouts");
    let request = request.bearer_auth("sk_demo").header("accept-language", "en").json(&wrong);
    let problem = pse_tests::Answer::to(request).await.json(422);
    assert_eq!(problem["errors"][1]["detail"], "Has more than two decimals.");
}

#[tokio::test]
async fn a_site_takes_no_less_and_no_more_than_its_limits() {
    let backend = Setup::new()
        .set("PSE__SITES__DEMO__MIN_AMOUNT", "10000")
        .set("PSE__SITES__DEMO__MAX_AMOUNT", "2000000.50")
        .start()
        .await;
    let shop = backend.shop();
    let of = |total: &str| {
        let plain = ["tax_amount", "devolution_base"];
        let order = plain.into_iter().fold(order(), |order, field| with(order, field, json!("0")));
        with(order, "total_amount", json!(total))
    };
    for (total, said) in [
        ("9999.99", Some("total_amount: below_minimum")),
        ("10000", None),
        ("2000000.5", None),
        ("2000000.51", Some("total_amount: above_maximum")),
    ] {
        let answer = shop.create_checkout(&of(total)).await;
        match said {
            Some(said) => assert_eq!(answer.wrong_fields(), [said], "{total}"),
            None => assert_eq!(answer.status, 201, "{total}: {}", answer.text),
        }
    }
}

#[tokio::test]
async fn texts_are_taken_up_to_their_very_limits() {
    let backend = Backend::start().await;
    let order =
        with(order_with("description", json!("ñ".repeat(255))), "reference", json!("€".repeat(32)));
    let buyer = backend.shop().sells(&order).await;
    let _ = buyer.begins_with("9001").await;
    let transaction = backend.sandbox.transaction(&buyer.reference).await;
    assert_eq!(transaction["request"]["description"], order["description"]);
}
