//! What each test bank leads to, walked as a buyer walks it: PSE's page, the bank's page, back.

use pse_tests::pages::Page;
use pse_tests::{Backend, Buyer, Setup};
use serde_json::Value;

/// Pays at a bank and comes back; gives the buyer and the payment as the widget then reads it.
async fn pays(backend: &Backend, bank: &str, button: &str) -> (Buyer, Value) {
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with(bank).await;
    let page = buyer.walks_to_the_bank_and_presses(&begun, button).await;
    assert_eq!(page, format!("http://127.0.0.1/gracias?pse_checkout={}", buyer.checkout));
    let view = buyer.sees().await;
    (buyer, view)
}

#[tokio::test]
async fn bank_9001_approves_and_the_checkout_is_paid() {
    let backend = Backend::start().await;
    let (buyer, view) = pays(&backend, "9001", "Pagar").await;
    assert_eq!(view["state"], "paid");
    let payment = &view["payment"];
    assert_eq!(payment["state"], "approved");
    assert_eq!(payment["reason_code"], "00");
    assert_eq!(payment["reason_text"], "Aprobada");
    assert_eq!(payment["on_test"], true);
    assert!(payment["bank_process_date"].as_str().is_some_and(|date| date.ends_with("-05:00")));
    assert_eq!(payment["bank_url"], Value::Null);
    assert_eq!(payment["next_probe_at"], Value::Null);
    assert_eq!(payment["cus"], backend.sandbox.transaction(&buyer.reference).await["cus"]);
}

#[tokio::test]
async fn banks_9002_and_9003_end_it_and_the_checkout_is_open_again() {
    let backend = Backend::start().await;
    for (bank, state, code, words) in [
        ("9002", "rejected", "05", "Rechazada. La entidad financiera no autorizó el débito."),
        ("9003", "failed", "XH", "Fallida. La entidad financiera no pudo procesar la transacción."),
    ] {
        let (_, view) = pays(&backend, bank, "Pagar").await;
        assert_eq!(view["state"], "open", "{bank}");
        assert_eq!(view["payment"]["state"], state, "{bank}");
        assert_eq!(view["payment"]["reason_code"], code, "{bank}");
        assert_eq!(view["payment"]["reason_text"], words, "{bank}");
    }
}

#[tokio::test]
async fn bank_9004_is_pending_and_approves_on_its_own() {
    let backend = Setup::new()
        .set("PSE__PROBE__FIRST_AFTER", "1s")
        .set("PSE__PROBE__EVERY", "1s")
        .start()
        .await;
    let (buyer, view) = pays(&backend, "9004", "Pagar").await;
    assert_eq!(view["state"], "pending");
    assert_eq!(view["payment"]["state"], "pending");
    assert_eq!(
        view["payment"]["reason_text"],
        "Transacción pendiente. Por favor verificar si el débito fue realizado en el Banco."
    );
    // Whether it was the buyer who came back nobody knows, so that the way to the bank stays.
    assert!(view["payment"]["bank_url"].is_string());

    backend.sandbox.advance(61).await;
    let payment = buyer.sees_payment("approved").await;
    assert_eq!(payment["reason_text"], "Aprobada");
    assert_eq!(buyer.sees().await["state"], "paid");
}

#[tokio::test]
async fn bank_9006_cannot_be_reached_and_the_buyer_may_take_another() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let problem = buyer.pays_with("9006").await.problem(422, "transaction_refused");
    assert_eq!(problem["refusal"], "bank_unreachable");
    assert_eq!(
        problem["detail"],
        "La entidad financiera no puede ser contactada para iniciar la transacción, por favor \
         seleccione otra o intente más tarde"
    );
    let view = buyer.sees().await;
    assert_eq!(view["state"], "open");
    assert_eq!(view["payment"]["state"], "refused");
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
}

#[tokio::test]
async fn bank_9007_refuses_what_is_over_the_limit_and_says_whom_to_ask() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let problem = buyer.pays_with("9007").await.problem(422, "transaction_refused");
    assert_eq!(problem["refusal"], "limit_exceeded");
    assert_eq!(
        problem["detail"],
        "El monto de la transacción excede los límites establecidos en PSE para la empresa, por \
         favor comuníquese con nuestras líneas de atención al cliente al teléfono 6024567890 o al \
         correo electrónico pagos@example.co"
    );
    assert_eq!(buyer.sees().await["payment"]["state"], "refused");
}

#[tokio::test]
async fn any_other_refusal_is_told_in_the_certified_words() {
    let backend = Backend::start().await;
    for (code, refusal) in [
        ("FAIL_NOHOST", "other"),
        ("FAIL_SERVICENOTEXISTS", "misconfigured"),
        ("FAIL_ALGO_NUEVO", "other"),
    ] {
        backend.sandbox.fault("createTransaction", "return_code", code, 1).await;
        let buyer = backend.shop().has_a_buyer().await;
        let problem = buyer.pays_with("9001").await.problem(422, "transaction_refused");
        assert_eq!(problem["refusal"], refusal);
        assert!(!problem.to_string().contains("FAIL_"), "the provider's word was told: {problem}");
        assert_eq!(
            problem["detail"],
            "No se pudo crear la transacción, por favor intente más tarde o comuníquese con la \
             empresa al teléfono 6024567890 o al correo electrónico pagos@example.co"
        );
    }
    // The second speaks of the configuration: somebody must look.
    backend.logs(r#""alert":"configuration""#).await;
    assert_eq!(backend.log().matches(r#""alert":"configuration""#).count(), 1);
}

#[tokio::test]
async fn bank_9008_never_answers_and_the_buyer_may_try_again() {
    let backend = Setup::new()
        .set("PSE__PROVIDER__CREATE_TIMEOUT", "700ms")
        .set("PSE__PROVIDER__CONNECT_TIMEOUT", "500ms")
        .start()
        .await;
    let buyer = backend.shop().has_a_buyer().await;
    let _ = buyer.pays_with("9008").await.problem(502, "provider_unanswered");
    let view = buyer.sees().await;
    assert_eq!(view["state"], "open");
    assert_eq!(view["payment"]["state"], "unanswered");
    // The provider has it, and nobody has its address.
    assert_eq!(backend.sandbox.transaction(&buyer.reference).await["answered"], false);
    backend.logs(r#""alert":"unanswered""#).await;

    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    let second = format!("{}-2", buyer.reference);
    assert_eq!(backend.sandbox.transaction(&second).await["state"], "OK");
}

#[tokio::test]
async fn at_bank_1022_the_tester_chooses() {
    let backend = Backend::start().await;
    for (button, state) in [
        ("Aprobar", "approved"),
        ("Rechazar", "rejected"),
        ("Fallar", "failed"),
        ("Dejar pendiente", "pending"),
    ] {
        let (_, view) = pays(&backend, "1022", button).await;
        assert_eq!(view["payment"]["state"], state, "{button}");
    }
}

#[tokio::test]
async fn who_cancels_at_the_bank_or_at_pse_comes_back_rejected() {
    let backend = Backend::start().await;
    let (_, view) = pays(&backend, "9001", "Cancelar").await;
    assert_eq!(view["payment"]["state"], "rejected");
    assert_eq!(view["payment"]["reason_code"], "?C");

    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let pse = Page::open(&backend.http(), &begun.bank_url).await;
    let way_back = pse.presses(&backend.http(), "Cancelar").await;
    let _ = buyer.comes_back(&way_back).await;
    let view = buyer.sees().await;
    assert_eq!(view["payment"]["state"], "rejected");
    assert_eq!(
        view["payment"]["reason_text"],
        "Rechazada. La transacción fue cancelada por el usuario."
    );
}
