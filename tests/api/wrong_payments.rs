//! A payment with a mistake: each wrong field is named, nothing is stored and nothing sent.

use pse_tests::orders::{company, order_with, payment, with};
use pse_tests::{Backend, wait_until};
use serde_json::{Value, json};

/// What makes a payment wrong, and what is said of it.
fn mistakes() -> Vec<(&'static str, Value, &'static [&'static str])> {
    vec![
        ("bank_code", json!("9999"), &["bank_code: unknown_bank"]),
        ("bank_code", json!("0"), &["bank_code: unknown_bank"]),
        ("bank_code", json!(""), &["bank_code: unknown_bank"]),
        ("bank_code", Value::Null, &["bank_code: required"]),
        ("bank_code", json!(9001), &["bank_code: wrong_type"]),
        ("bank_interface", Value::Null, &["bank_interface: required"]),
        ("bank_interface", json!("0"), &["bank_interface: not_allowed"]),
        ("bank_interface", json!("company"), &["payer.document_type: wrong_for_person_type"]),
        ("payer.document_type", json!("NIT"), &["payer.document_type: wrong_for_person_type"]),
        ("payer.document_type", json!("RC"), &["payer.document_type: not_allowed"]),
        ("payer.document_type", json!("cc"), &["payer.document_type: not_allowed"]),
        ("payer.document_type", Value::Null, &["payer.document_type: required"]),
        ("payer.document", json!("12.345.67a"), &["payer.document: pattern"]),
        ("payer.document", json!("12345678901"), &["payer.document: pattern"]),
        ("payer.document", json!("1234567890123"), &["payer.document: too_long"]),
        ("payer.document", json!("  "), &["payer.document: required"]),
        ("payer.first_name", json!("M".repeat(61)), &["payer.first_name: too_long"]),
        ("payer.first_name", json!("Mar\u{0}ía"), &["payer.first_name: forbidden_character"]),
        ("payer.last_name", json!("Núñez\u{7f}"), &["payer.last_name: forbidden_character"]),
        ("payer.last_name", json!("\u{fffe}"), &["payer.last_name: forbidden_character"]),
        ("payer.email_address", json!("maria"), &["payer.email_address: pattern"]),
        ("payer.email_address", json!("a@b@c.co"), &["payer.email_address: pattern"]),
        (
            "payer.email_address",
            json!(format!("{}@example.co", "m".repeat(80))),
            &["payer.email_address: too_long"],
        ),
        ("payer.mobile", json!("300 456"), &["payer.mobile: pattern"]),
        ("payer.mobile", json!("llámeme"), &["payer.mobile: pattern"]),
        ("payer.mobile", json!(3_004_567_890_u64), &["payer.mobile: wrong_type"]),
        ("language", json!("es"), &["language: not_allowed"]),
        ("language", json!(["ES"]), &["language: wrong_type"]),
        ("payer.nickname", json!("Mari"), &["payer.nickname: unknown"]),
        ("payer", json!([]), &["payer: wrong_type"]),
        ("total_amount", json!("1.00"), &["total_amount: unknown"]),
        (
            "payer",
            json!({}),
            &[
                "payer.document_type: required",
                "payer.document: required",
                "payer.first_name: required",
                "payer.last_name: required",
                "payer.email_address: required",
                "payer.mobile: required",
            ],
        ),
    ]
}

#[tokio::test]
async fn every_mistake_in_a_payment_is_named_and_nothing_is_stored_or_sent() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    for (field, value, said) in mistakes() {
        let buyer = shop.has_a_buyer().await;
        let wrong = with(payment("9001"), field, value.clone());
        let answer = buyer.confirms_once(&wrong, "clic").await;
        assert_eq!(answer.wrong_fields(), said, "{field} = {value}");
        let view = buyer.sees().await;
        assert_eq!(view["state"], "open", "{field} = {value}");
        assert_eq!(view.get("payment"), None, "{field} = {value}");
        // Mended, it goes through, with the same key.
        assert_eq!(buyer.confirms_once(&wrong, "clic").await.wrong_fields(), said);
    }
    assert_eq!(shop.payments().await.len(), 0);
    assert_eq!(backend.sandbox.calls("createTransaction").await, 0);
}

#[tokio::test]
async fn a_mistake_uses_no_key_up() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let wrong = with(payment("9001"), "payer.mobile", json!("300"));
    assert_eq!(buyer.confirms_once(&wrong, "clic").await.wrong_fields(), ["payer.mobile: pattern"]);
    assert_eq!(buyer.confirms_once(&payment("9001"), "clic").await.status, 201);
}

#[tokio::test]
async fn what_the_merchant_fixed_nobody_learns_by_guessing() {
    let backend = Backend::start().await;
    let fixed = json!({"document": "1144093521", "email_address": "maria.nunez@example.co"});
    let buyer = backend.shop().sells(&order_with("payer", fixed)).await;
    let mut asked = payment("9001");
    for field in ["document", "email_address"] {
        asked["payer"].as_object_mut().unwrap().remove(field);
    }
    let said = ["payer.document: fixed_by_merchant"];
    let mut answers = Vec::new();
    for guess in ["1144093521", "1144093522", " 1144093521 ", "x"] {
        let answer = buyer.confirms(&with(asked.clone(), "payer.document", json!(guess))).await;
        assert_eq!(answer.wrong_fields(), said, "{guess}");
        answers.push((answer.status, answer.text));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 0);
    assert_eq!(buyer.confirms(&asked).await.status, 201);
}

#[tokio::test]
async fn a_merchant_that_fixed_a_nit_is_paid_by_a_company_alone() {
    let backend = Backend::start().await;
    let buyer = backend.shop().sells(&order_with("payer", company())).await;
    assert_eq!(buyer.sees().await["bank_interfaces"], json!(["company"]));
    assert_eq!(buyer.sees().await["payer_fields"], json!([]));
    let as_person = json!({"bank_code": "9001", "bank_interface": "person"});
    assert_eq!(
        buyer.confirms(&as_person).await.wrong_fields(),
        ["payer.document_type: wrong_for_person_type"]
    );
    let as_company = json!({"bank_code": "9001", "bank_interface": "company"});
    assert_eq!(buyer.confirms(&as_company).await.status, 201);
    let asked = backend.sandbox.transaction(&buyer.reference).await["request"].clone();
    assert_eq!(asked["bankInterface"], "1");
    assert_eq!(asked["payer"]["documentType"], "NIT");
}

#[tokio::test]
async fn an_expired_checkout_cannot_be_paid() {
    let backend = Backend::start().await;
    // Whole seconds, so less than three are left: enough to make it, also on a busy machine.
    let soon = jiff::Timestamp::from_second(now() + 3).unwrap().to_string();
    let buyer = backend.shop().sells(&order_with("expires_at", json!(soon))).await;
    wait_until("the checkout's end", async || {
        (buyer.sees().await["state"] == "expired").then_some(())
    })
    .await;
    let _ = buyer.pays_with("9001").await.problem(410, "checkout_expired");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 0);
    assert_eq!(backend.shop().payments().await.len(), 0);
}

#[tokio::test]
async fn an_unknown_checkout_is_not_found_and_does_not_say_why() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let mut other = buyer.clone();
    let swapped = if buyer.checkout.ends_with('a') { "b" } else { "a" };
    other.checkout.replace_range(buyer.checkout.len() - 1.., swapped);
    for unknown in [other.checkout.as_str(), "chk_", "nada", "..%2f..", "chk_%00"] {
        let http = backend.http();
        let read = http.get(&format!("/v1/checkouts/{unknown}")).await;
        let paid = http.post(&format!("/v1/checkouts/{unknown}/payments"), &payment("9001")).await;
        let followed = http.get(&format!("/v1/checkouts/{unknown}/events")).await;
        for answer in [read, paid, followed] {
            let problem = answer.problem(404, "not_found");
            assert_eq!(problem["detail"], "No encontramos lo que busca.", "{unknown}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the merchant's own clock")]
fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
