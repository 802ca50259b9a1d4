//! The cooperative network's portal: each ending, and what its pages show.

use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::harness::{Member, Portal, RETURN_URL, Sandbox, location, payment};

const SAVINGS: &str = "100200305566";

fn told(outcome: &(String, i32, String, String)) -> (&str, i32, &str) {
    (outcome.0.as_str(), outcome.1, outcome.2.as_str())
}

#[tokio::test]
async fn a_member_pays_from_an_account_and_gets_the_documents_receipt() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    assert!(portal.page.has("BANCO COOPERATIVO COOPCENTRAL"));
    portal.identifies().await;
    assert!(portal.page.has("COOPERATIVA ALIANZA") && portal.page.has("COOPERATIVA DEL CAFÉ"));
    assert!(!portal.page.has("COOPERATIVA DE MAESTROS"), "its product is not active");
    portal.chooses_entity().await;
    assert!(portal.page.has("Portal Transaccional (Personas naturales)"));
    assert!(portal.page.has("No soy un robot") && portal.page.has("¿Olvidaste tu usuario?"));
    portal.gives_user().await;
    assert!(portal.page.has("Usuario: ana.nino") && portal.page.has("¿Olvidaste tu contraseña?"));
    portal.gives_password().await;
    let cus = portal.created.trazability_code.clone().unwrap();
    let day =
        sandbox.now().await.to_zoned_datetime(jiff::tz::TimeZone::fixed(jiff::tz::offset(-5)));
    let details = [
        ("Fecha Solicitud", day.strftime("%Y%m%d").to_string()),
        ("Valor de la transacción", "$ 1.062.500,00".to_owned()),
        ("IVA", "$ 149.310,00".to_owned()),
        ("Nombre del comercio", "Casa del Turismo".to_owned()),
        ("Descripción del Pago", "Compra 406331868".to_owned()),
        ("Número de Factura", "406331868".to_owned()),
        ("CUS", cus),
        ("IP", "127.0.0.1".to_owned()),
        ("Referencia1", "181.58.164.231".to_owned()),
        ("Referencia2", "CC".to_owned()),
        ("Referencia3", "1098765432".to_owned()),
    ];
    for (name, text) in &details {
        let line = format!("<dt>{name}</dt><dd>{text}</dd>");
        assert!(portal.page.has(&line), "{line} in {}", portal.page.html);
    }
    for shown in ["****5566 Ahorros", "Disponible $ 25.000.000,00", "****7788 Cupo rotativo"] {
        assert!(portal.page.has(shown), "{shown}");
    }
    portal.pays_from(SAVINGS).await;
    assert!(portal.page.has("Validación de código de seguridad"));
    assert_eq!(sandbox.state(portal.id()).await, "PENDING");
    portal.gives_code().await;
    assert!(portal.page.has("Pago realizado exitosamente"));
    for (name, text) in &details {
        assert!(portal.page.has(&format!("<dt>{name}</dt><dd>{text}</dd>")), "{name}");
    }
    for shown in [
        "<dt>Cuenta</dt><dd>****5566 Ahorros</dd>",
        "<dt>Fecha pago</dt><dd>",
        "<dt>No. Transacción</dt><dd>",
        "servicioalasociado@alianza.example",
        "Imprimir",
        "Cancelar",
        "Volver al comercio",
        "https://shop.example.co/return/pay_1?a=b&#38;c=d",
    ] {
        assert!(portal.page.has(shown), "{shown}");
    }
    let printed = sandbox.open(&portal.path("/recibo")).await;
    assert!(printed.has("<dt>Referencia3</dt><dd>1098765432</dd>") && printed.has("Ctrl + P"));
    let outcome = portal.outcome().await;
    assert_eq!(told(&outcome), ("OK", 1, "00"));
    assert_eq!(outcome.3, "Aprobada");
    let start = sandbox.open("/").await;
    assert!(start.has("Disponible $ 23.937.500,00"), "the balance went down");
}

#[tokio::test]
async fn the_code_goes_by_mail_and_by_text_message() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.logs_in().await;
    portal.pays_from(SAVINGS).await;
    let code = portal.code().await;
    for (to, channel) in
        [("ana@pse.example", "Correo electrónico"), ("3001234567", "Mensaje de texto")]
    {
        let mailbox = sandbox.open(&format!("/correo?para={to}")).await;
        assert!(mailbox.has(&format!("Código de seguridad: {code}")), "{to}");
        assert!(mailbox.has(channel), "{to}");
        assert_eq!(mailbox.html.matches("<article").count(), 1, "{to}");
    }
}

#[tokio::test]
async fn a_declined_account_leaves_the_others_to_choose() {
    let sandbox = Sandbox::start().await;
    for (member, first, reason, other) in [
        (Member::benito(), "100300401001", "No tiene fondos suficientes.", "100300402002"),
        (Member::carla(), "100400501001", "Excede el tope de $ 1.000,00", "100400502002"),
        (Member::dario(), "100500601001", "Excede la frecuencia límite de 2 pagos", "100500602002"),
    ] {
        let mut portal = Portal::enter(&sandbox, member).await;
        portal.logs_in().await;
        portal.pays_from(first).await;
        assert!(portal.page.has(reason) && portal.page.has("Elija otra cuenta."), "{reason}");
        assert!(portal.page.has(&format!("value=\"{first}\" disabled")), "{reason}");
        // Chosen all the same, it is refused and nothing changes.
        assert_eq!(portal.answer(&[("cuenta", first)]).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(sandbox.state(portal.id()).await, "PENDING");
        portal.pays_from(other).await;
        portal.gives_code().await;
        assert_eq!(told(&portal.outcome().await), ("OK", 1, "00"), "{reason}");
    }
}

#[tokio::test]
async fn when_no_account_is_left_the_payment_is_cancelled_and_the_buyer_goes_back() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::elena()).await;
    portal.logs_in().await;
    for account in ["100600701001", "100600702002"] {
        portal.pays_from(account).await;
        assert_eq!(sandbox.state(portal.id()).await, "PENDING");
    }
    portal.pays_from("100600703003").await;
    assert!(portal.page.has("Este pago ya terminó") && portal.page.has("Volver al comercio"));
    let outcome = portal.outcome().await;
    assert_eq!(told(&outcome), ("NOT_AUTHORIZED", 2, "05"));
    assert!(outcome.3.contains("Ninguna cuenta permitió el débito"), "{}", outcome.3);
}

#[tokio::test]
async fn a_third_wrong_password_ends_the_payment() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.identifies().await;
    portal.chooses_entity().await;
    portal.gives_user().await;
    for left in ["Le quedan 2 intentos.", "Le queda 1 intento."] {
        let status = portal.answer(&[("clave", "otra")]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(portal.page.has(left) && portal.page.has("clave-error"), "{left}");
        assert!(!portal.page.has("value=\"otra\""), "a password is not shown again");
    }
    // An empty one is no try.
    assert_eq!(portal.answer(&[("clave", "")]).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(portal.answer(&[("clave", "otra")]).await, StatusCode::SEE_OTHER);
    assert!(portal.page.has("Volver al comercio"));
    let outcome = portal.outcome().await;
    assert_eq!(told(&outcome), ("NOT_AUTHORIZED", 2, "05"));
    assert!(outcome.3.contains("contraseña"), "{}", outcome.3);
}

#[tokio::test]
async fn a_third_wrong_code_ends_the_payment_and_debits_nothing() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.logs_in().await;
    portal.pays_from(SAVINGS).await;
    let wrong = if portal.code().await == "000000" { "000001" } else { "000000" };
    for left in ["Le quedan 2 intentos.", "Le queda 1 intento."] {
        assert_eq!(portal.answer(&[("codigo", wrong)]).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(portal.page.has(left), "{left}");
    }
    portal.answer(&[("codigo", wrong)]).await;
    let outcome = portal.outcome().await;
    assert_eq!(told(&outcome), ("NOT_AUTHORIZED", 2, "05"));
    assert!(outcome.3.contains("código de seguridad"), "{}", outcome.3);
    assert!(sandbox.open("/").await.has("Disponible $ 25.000.000,00"));
}

#[tokio::test]
async fn cancelling_at_any_step_is_the_buyers_own_no() {
    let sandbox = Sandbox::start().await;
    for steps in 0..6 {
        let mut portal = Portal::enter(&sandbox, Member::ana()).await;
        if steps > 0 {
            portal.identifies().await;
        }
        if steps > 1 {
            portal.chooses_entity().await;
        }
        if steps > 2 {
            portal.gives_user().await;
        }
        if steps > 3 {
            portal.gives_password().await;
        }
        if steps > 4 {
            portal.pays_from(SAVINGS).await;
        }
        let answer = sandbox.press(&portal.page, "cancelar", &[]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(location(&answer), RETURN_URL, "step {steps}");
        assert_eq!(told(&portal.outcome().await), ("NOT_AUTHORIZED", 2, "?C"), "step {steps}");
    }
    assert!(sandbox.open("/").await.has("Disponible $ 25.000.000,00"));
}

#[tokio::test]
async fn cancelling_at_the_receipt_leaves_the_portal_and_not_the_payment() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.logs_in().await;
    portal.pays_from(SAVINGS).await;
    portal.gives_code().await;
    let answer = sandbox.press(&portal.page, "cancelar", &[]).await;
    let closed = sandbox.open(&location(&answer)).await;
    assert!(closed.has("Cerró el portal") && closed.has("Volver al comercio"));
    assert_eq!(sandbox.state(portal.id()).await, "OK");
}

#[tokio::test]
async fn reset_gives_balances_and_registrations_back_and_never_an_id_twice() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.logs_in().await;
    portal.pays_from(SAVINGS).await;
    portal.gives_code().await;
    let before = portal.id();
    sandbox.set_clock(3600).await;
    let answer = sandbox.control(Method::POST, "reset", Value::Null).await;
    assert_eq!(answer.json::<Value>().await.unwrap()["reset"], true);
    assert!(sandbox.open("/").await.has("Disponible $ 25.000.000,00"));
    assert!(sandbox.open("/correo").await.has("No hay correos"));
    assert_eq!(sandbox.transactions().await.len(), 0);
    assert!(sandbox.calls().await.is_empty());
    assert!(sandbox.create(payment("1066")).await.transaction_id.unwrap() > before);
}
