//! What people write is cleaned: that is what the provider gets, what is stored, and what counts as the same.

use pse_tests::Backend;
use pse_tests::buyer::begun;
use pse_tests::orders::{company, order_with, payment, with};
use serde_json::{Value, json};

/// A payment by whoever pastes their data from elsewhere.
fn pasted(bank: &str) -> Value {
    let mut body = payment(bank);
    for (field, text) in [
        ("document", "1.144.093.521\u{200b}"),
        ("first_name", " Mari\u{301}a\u{a0}Jose\u{301}"),
        ("email_address", "mailto:maria.nunez@example.co"),
        ("mobile", "(+57) 300-456.78\u{2009}90"),
    ] {
        body = with(body, &format!("payer.{field}"), json!(text));
    }
    body
}

#[tokio::test]
async fn the_provider_and_the_record_get_what_is_clean() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let buyer = shop.has_a_buyer().await;
    let _ = begun(&buyer.confirms_once(&pasted("9001"), "clic").await);
    let request = backend.sandbox.transaction(&buyer.reference).await["request"].clone();
    let record = shop.payments().await.remove(0)["payer"].clone();
    for (wire, field, text) in [
        ("document", "document", "1144093521"),
        ("firstName", "first_name", "María José"),
        ("emailAddress", "email_address", "maria.nunez@example.co"),
        ("mobile", "mobile", "3004567890"),
    ] {
        assert_eq!(request["payer"][wire], text);
        assert_eq!(record[field], text);
    }
}

#[tokio::test]
async fn written_another_way_the_same_payment_with_the_same_key_is_one_transaction() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let first = begun(&buyer.confirms_once(&pasted("9001"), "clic").await);
    assert_eq!(begun(&buyer.confirms_once(&payment("9001"), "clic").await), first);
    assert_eq!(begun(&buyer.confirms_once(&pasted("9001"), "clic").await), first);
    let other = with(pasted("9001"), "payer.document", json!("1.144.093.522"));
    let _ = buyer.confirms_once(&other, "clic").await.problem(422, "idempotency_key_reused");
    let _ = buyer.confirms_once(&payment("9001"), "otro").await.problem(409, "payment_pending");
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
}

#[tokio::test]
async fn what_the_merchant_sends_of_the_payer_is_cleaned_by_the_same_rules() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let payer = with(company(), "document", json!("900.299.228\u{2013}0"));
    let payer = with(payer, "mobile", json!("57 315 765 4321"));
    let payer = with(payer, "address", json!("Calle 5 # 38-25\r\nApto 301\n"));
    let buyer = shop.sells(&order_with("payer", payer)).await;
    let body = json!({"bank_code": "9001", "bank_interface": "company", "payer": {}});
    let _ = begun(&buyer.confirms_once(&body, "clic").await);
    let request = backend.sandbox.transaction(&buyer.reference).await["request"].clone();
    assert_eq!(request["payer"]["document"], "900299228");
    assert_eq!(request["payer"]["mobile"], "3157654321");
    assert_eq!(request["payer"]["address"], "Calle 5 # 38-25 Apto 301");

    let wrong = with(company(), "document", json!("900.299.228-1"));
    let answer = shop.create_checkout(&order_with("payer", wrong)).await;
    assert_eq!(answer.wrong_fields(), ["payer.document: wrong_check_digit"]);
}

#[tokio::test]
async fn a_number_and_its_type_are_cleaned_together_whoever_sends_which() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    for (merchant, mut buyer_sends) in [
        (json!({"document_type": "NIT"}), json!({"document": "900.299.228-0"})),
        (json!({"document": "900.299.228-0"}), json!({"document_type": "NIT"})),
    ] {
        for field in ["first_name", "last_name", "email_address", "mobile"] {
            buyer_sends[field] = company()[field].clone();
        }
        let buyer = shop.sells(&order_with("payer", merchant)).await;
        let body = json!({"bank_code": "9001", "bank_interface": "company", "payer": buyer_sends});
        let _ = begun(&buyer.confirms_once(&body, "clic").await);
        let request = backend.sandbox.transaction(&buyer.reference).await["request"].clone();
        assert_eq!(request["payer"]["document"], "900299228");
    }
}

#[tokio::test]
async fn a_description_is_written_as_certification_allows_and_a_reference_refused() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let order = order_with("description", json!("Silla \"Ana\" | 2 unidades"));
    let buyer = shop.sells(&order).await;
    assert_eq!(buyer.sees().await["description"], "Silla 'Ana' / 2 unidades");
    let _ = buyer.begins_with("9001").await;
    let request = backend.sandbox.transaction(&buyer.reference).await["request"].clone();
    assert_eq!(request["description"], "Silla 'Ana' / 2 unidades");
    for reference in ["A|1", "A\"1"] {
        let answer = shop.create_checkout(&order_with("reference", json!(reference))).await;
        assert_eq!(answer.wrong_fields(), ["reference: forbidden_character"]);
    }
}
