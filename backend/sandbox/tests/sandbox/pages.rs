//! What the pages are besides a way to an outcome: sessions, errors, escaping, headers.

use pse_placetopay::{Person, PseTransactionRequest};
use reqwest::StatusCode;

use crate::harness::{RETURN_URL, Sandbox, location, payer, payment, text};

#[tokio::test]
async fn pses_page_shows_the_payment_and_the_payers_e_mail() {
    let sandbox = Sandbox::start().await;
    let created = sandbox.create(payment("9001")).await;
    let page = sandbox.open(&created.bank_url.unwrap()).await;
    for shown in [
        "$ 1.062.500,00",
        "$ 149.310,00",
        "Casa del Turismo",
        "406331868",
        "Compra 406331868",
        created.trazability_code.as_deref().unwrap(),
        "BANCO DE PRUEBA QUE APRUEBA",
        "Persona natural",
        "value=\"ana@example.co\"",
        "Ir al Banco",
        "Esto es una simulación",
    ] {
        assert!(page.has(shown), "{shown}");
    }
    assert!(!page.has("NIT de la empresa"));
}

#[tokio::test]
async fn cancelling_at_pse_is_the_buyers_own_no() {
    let sandbox = Sandbox::start().await;
    let created = sandbox.create(payment("9001")).await;
    let page = sandbox.open(&created.bank_url.unwrap()).await;
    // Also with a field that is wrong.
    let answer = sandbox.press(&page, "cancelar", &[("correo", "")]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), RETURN_URL);
    let information = sandbox.information(created.transaction_id.unwrap()).await;
    assert_eq!(information.transaction_state.as_deref(), Some("NOT_AUTHORIZED"));
    assert_eq!(information.response_reason_code.as_deref(), Some("?C"));
}

#[tokio::test]
async fn a_company_is_asked_for_its_nit_and_e_mail_and_told_what_is_wrong() {
    let sandbox = Sandbox::start().await;
    let company = Person {
        document_type: text("NIT"),
        document: text("900123456"),
        company: text("Cafetales"),
        ..payer()
    };
    let transaction = PseTransactionRequest {
        bank_interface: text("1"),
        payer: Some(company),
        ..payment("9001")
    };
    let created = sandbox.create(transaction).await;
    let page = sandbox.open(&created.bank_url.unwrap()).await;
    assert!(page.has("NIT de la empresa") && page.has("value=\"900123456\""));
    let answer = sandbox.press(&page, "ir", &[("correo", "ana"), ("nit", "900.123")]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.text().await.unwrap();
    for shown in ["value=\"ana\"", "value=\"900.123\"", "correo-error", "nit-error", "Error: "] {
        assert!(html.contains(shown), "{shown}");
    }
    assert_eq!(sandbox.state(created.transaction_id.unwrap()).await, "PENDING");
    let right = [("correo", "ana@example.co"), ("nit", "900123456")];
    assert_eq!(sandbox.press(&page, "ir", &right).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_that_runs_out_at_pse_fails_after_21_minutes() {
    let sandbox = Sandbox::start().await;
    let created = sandbox.create(payment("9001")).await;
    let (id, url) = (created.transaction_id.unwrap(), created.bank_url.unwrap());
    sandbox.set_clock(21 * 60 - 10).await;
    assert_eq!(sandbox.state(id).await, "PENDING");
    let page = sandbox.open(&url).await;
    sandbox.set_clock(21 * 60 + 1).await;
    assert_eq!(sandbox.state(id).await, "FAILED");
    assert_eq!(sandbox.information(id).await.response_code, Some(0));
    let late = sandbox.get(&url).await;
    assert_eq!(late.status(), StatusCode::GONE);
    assert!(late.text().await.unwrap().contains("La sesión de pago venció"));
    let pressed = sandbox.press(&page, "ir", &[("correo", "ana@example.co")]).await;
    assert_eq!(pressed.status(), StatusCode::GONE);
}

#[tokio::test]
async fn a_session_that_runs_out_at_the_bank_fails_after_7_minutes() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("9001").await;
    let id = created.transaction_id.unwrap();
    sandbox.set_clock(7 * 60 - 10).await;
    assert_eq!(sandbox.state(id).await, "PENDING");
    sandbox.set_clock(7 * 60 + 1).await;
    let late = sandbox.press(&page, "pagar", &[]).await;
    assert_eq!(late.status(), StatusCode::GONE);
    let html = late.text().await.unwrap();
    assert!(html.contains("https://shop.example.co/return/pay_1?a=b&#38;c=d"), "no way back");
    assert_eq!(sandbox.state(id).await, "FAILED");
}

#[tokio::test]
async fn links_that_lead_nowhere_say_so_and_show_a_way_back() {
    let sandbox = Sandbox::start().await;
    for path in ["/pse/inicio", "/pse/inicio?enc=abc", "/banco/9001/abc", "/nada"] {
        let answer = sandbox.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().await.unwrap().contains("Ir al inicio del simulador"), "{path}");
    }
}

#[tokio::test]
async fn pages_of_a_payment_that_went_on_point_to_where_it_is() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("9001").await;
    let url = created.bank_url.unwrap();
    assert!(sandbox.open(&url).await.has("Continuar en el banco"));
    sandbox.press(&page, "pagar", &[]).await;
    for path in [url, page.form_action()] {
        let over = sandbox.open(&path).await;
        assert!(over.has("Este pago ya terminó") && over.has("Volver al comercio"), "{path}");
    }
}

#[tokio::test]
async fn going_to_the_bank_twice_leads_to_the_same_visit() {
    let sandbox = Sandbox::start().await;
    let created = sandbox.create(payment("9001")).await;
    let page = sandbox.open(&created.bank_url.unwrap()).await;
    let typed = [("correo", "ana@example.co")];
    let first = location(&sandbox.press(&page, "ir", &typed).await);
    assert_eq!(location(&sandbox.press(&page, "ir", &typed).await), first);
}

#[tokio::test]
async fn a_form_without_its_token_or_with_a_made_up_action_changes_nothing() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("9001").await;
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    for fields in [
        vec![field("csrf", "otro"), field("accion", "pagar")],
        vec![field("accion", "pagar")],
        vec![],
    ] {
        let answer = sandbox.submit(&page.form_action(), &fields).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    // 9001 does not offer what 1022 offers.
    assert_eq!(sandbox.press(&page, "rechazar", &[]).await.status(), StatusCode::FORBIDDEN);
    // A visit belongs to its bank.
    let elsewhere = page.form_action().replace("9001", "1022");
    assert_eq!(sandbox.get(&elsewhere).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(sandbox.state(created.transaction_id.unwrap()).await, "PENDING");
}

#[tokio::test]
async fn hostile_texts_are_shown_as_texts() {
    let sandbox = Sandbox::start().await;
    let hostile = "<script>alert(1)</script>'&";
    let transaction = PseTransactionRequest {
        reference: text("<b>1</b>'"),
        description: text(hostile),
        return_url: text("https://a.co/?x=\"><script>"),
        ..payment("9001")
    };
    let created = sandbox.create(transaction).await;
    let page = sandbox.open(&created.bank_url.unwrap()).await;
    assert!(page.has("&#60;script&#62;alert(1)&#60;/script&#62;&#39;&#38;"));
    let typed = [("correo", "\"><script>alert(2)</script>")];
    let again = sandbox.press(&page, "ir", &typed).await.text().await.unwrap();
    let bank = sandbox.press(&page, "ir", &[("correo", "o'b&c@example.co")]).await;
    let bank = sandbox.open(&location(&bank)).await;
    sandbox.press(&bank, "pagar", &[]).await;
    let over = sandbox.open(&bank.form_action()).await;
    let mailbox = sandbox.open("/correo").await;
    assert!(mailbox.has("o&#39;b&#38;c@example.co"));
    let start = sandbox.open("/").await;
    for html in [page.html, again, bank.html, over.html, mailbox.html, start.html] {
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }
}

#[tokio::test]
async fn every_page_has_a_strict_policy_and_no_script() {
    let sandbox = Sandbox::start().await;
    for path in ["/", "/correo", "/pse/inicio", "/nada"] {
        let answer = sandbox.get(path).await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{path}");
        assert_eq!(answer.headers()["x-frame-options"], "DENY");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        assert!(answer.text().await.unwrap().contains("Esto es una simulación"), "{path}");
    }
    assert_eq!(
        sandbox.get("/estilo.css").await.headers()["content-type"],
        "text/css; charset=utf-8"
    );
    assert_eq!(sandbox.get("/icono.svg").await.headers()["content-type"], "image/svg+xml");
}

#[tokio::test]
async fn the_start_page_shows_the_test_data_and_the_latest_transactions() {
    let sandbox = Sandbox::start().await;
    assert!(sandbox.open("/").await.has("Todavía no hay transacciones"));
    assert!(sandbox.open("/correo").await.has("No hay correos"));
    sandbox.create(payment("9006")).await;
    sandbox.create(payment("9001")).await;
    let page = sandbox.open("/").await;
    for shown in [
        "9001",
        "9008",
        "1022",
        "6dd490faf9cb87a9862245da41170ff2",
        "024h1IlD",
        "90029922801",
        "77700101",
        "77700102",
        "/soap/pse/?wsdl",
        "/soap/pse/v11/?wsdl",
        "https://placetopay.com/soap/pse",
        "Pendiente",
        "FAIL_BANKUNREACHEABLE",
    ] {
        assert!(page.has(shown), "{shown}");
    }
}
