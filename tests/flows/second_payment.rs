//! The same reference again: blocked while a payment of it is pending or approved, with the
//! sentences that certification asks for, and a new attempt once it ended otherwise.

use pse_tests::http::text;
use pse_tests::orders::{order, order_with};
use pse_tests::{Answer, Backend};
use serde_json::json;

fn pending(reference: &str, cus: &str) -> String {
    format!(
        "En este momento su #{reference} presenta un proceso de pago cuya transacción se encuentra \
         PENDIENTE de recibir confirmación por parte de su entidad financiera, por favor espere unos \
         minutos y vuelva a consultar más tarde para verificar si su pago fue confirmado de forma \
         exitosa. Si desea mayor información sobre el estado actual de su operación puede comunicarse \
         a nuestras líneas de atención al cliente 6024567890 o enviar un correo electrónico a \
         pagos@example.co y preguntar por el estado de la transacción: {cus}"
    )
}

fn paid(reference: &str, cus: &str) -> String {
    format!(
        "En este momento su #{reference} ha finalizado su proceso de pago y cuya transacción se \
         encuentra APROBADA en su entidad financiera. Si desea mayor información sobre el estado de su \
         operación puede comunicarse a nuestras líneas de atención al cliente 6024567890 o enviar un \
         correo electrónico a pagos@example.co y preguntar por el estado de la transacción: {cus}"
    )
}

#[track_caller]
fn blocks(answer: &Answer, code: &str, words: &str, cus: &str) {
    let problem = answer.problem(409, code);
    assert_eq!(problem["detail"], words);
    assert_eq!(problem["cus"], cus);
}

#[tokio::test]
async fn while_a_payment_is_pending_or_approved_there_is_no_other_of_its_reference() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let order = order();
    // Two checkouts of one reference, both made before anybody paid.
    let buyer = shop.sells(&order).await;
    let twin = shop.sells(&order).await;
    let begun = buyer.begins_with("9001").await;
    let reference = buyer.reference.clone();
    let cus = text(&backend.sandbox.transaction(&reference).await["cus"]).to_owned();

    let words = pending(&reference, &cus);
    blocks(&buyer.pays_with("9001").await, "payment_pending", &words, &cus);
    let refused = twin.pays_with("9001").await;
    blocks(&refused, "payment_pending", &words, &cus);
    // The twin's page learns of its own checkout alone.
    for id in [&begun.payment, &buyer.checkout] {
        assert!(!refused.text.contains(id.as_str()), "{id} is in {}", refused.text);
    }
    blocks(&shop.create_checkout(&order).await, "payment_pending", &words, &cus);

    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    let words = paid(&reference, &cus);
    blocks(&buyer.pays_with("9001").await, "checkout_paid", &words, &cus);
    blocks(&twin.pays_with("9001").await, "checkout_paid", &words, &cus);
    blocks(&shop.create_checkout(&order).await, "checkout_paid", &words, &cus);
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
}

#[tokio::test]
async fn after_a_rejection_each_attempt_has_a_reference_of_its_own() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    for _ in 0..2 {
        let begun = buyer.begins_with("9002").await;
        let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    }
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    let view = buyer.sees().await;
    assert_eq!(view["state"], "paid");
    assert_eq!(view["reference"], buyer.reference, "the merchant's own does not change");
    let references: Vec<_> = backend
        .sandbox
        .transactions()
        .await
        .iter()
        .map(|transaction| text(&transaction["reference"]).to_owned())
        .collect();
    let own = &buyer.reference;
    assert_eq!(references, [own.clone(), format!("{own}-2"), format!("{own}-3")]);

    // The merchant finds all of them under its own.
    let payments = backend.shop().payments().await;
    let states: Vec<_> = payments.iter().map(|payment| text(&payment["state"])).collect();
    assert_eq!(states, ["approved", "rejected", "rejected"]);
    assert!(payments.iter().all(|payment| payment["merchant_reference"] == *own));
}

#[tokio::test]
async fn a_reference_with_no_room_for_a_number_is_used_again_as_it_is() {
    let backend = Backend::start().await;
    let buyer = backend.shop().sells(&order_with("reference", json!("R".repeat(31)))).await;
    let begun = buyer.begins_with("9002").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    let _ = buyer.begins_with("9001").await;
    let transactions = backend.sandbox.transactions().await;
    assert_eq!(transactions.len(), 2);
    assert!(transactions.iter().all(|transaction| transaction["reference"] == "R".repeat(31)));
}

#[tokio::test]
async fn eight_browsers_that_pay_one_checkout_at_once_make_one_payment() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    backend.sandbox.fault("createTransaction", "slow", 300, 8).await;
    let browsers: Vec<_> = (0..8)
        .map(|_| {
            let buyer = buyer.clone();
            tokio::spawn(async move { buyer.pays_with("9001").await })
        })
        .collect();
    let mut created = 0;
    for browser in browsers {
        let answer = browser.await.unwrap();
        if answer.status == 201 {
            created += 1;
        } else {
            let _ = answer.problem(409, "payment_pending");
        }
    }
    assert_eq!(created, 1);
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
}
