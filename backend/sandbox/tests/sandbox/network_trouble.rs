//! The cooperative network's portal where something is not as it should be: wrong answers,
//! old pages, time that runs out, what was forgotten.

use reqwest::StatusCode;

use crate::harness::{Member, Page, Portal, Sandbox};

const SAVINGS: &str = "100200305566";

#[tokio::test]
async fn each_step_says_what_is_wrong_beside_the_field() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    let wrong = async |portal: &mut Portal<'_>, typed: &[(&str, &str)], field: &str| {
        let status = portal.answer(typed).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        assert!(portal.page.has(&format!("id=\"{field}-error\"")), "{typed:?}");
        assert!(portal.page.has("<title>Error: "), "{typed:?}");
    };
    wrong(&mut portal, &[], "tipo").await;
    wrong(&mut portal, &[("tipo", "CC"), ("documento", "1.098")], "documento").await;
    wrong(&mut portal, &[("tipo", "CC"), ("documento", "999888777")], "documento").await;
    assert!(portal.page.has("No hay productos activos"));
    // Félix has an account, and it is not active.
    wrong(&mut portal, &[("tipo", "TI"), ("documento", "1122334455")], "documento").await;
    portal.identifies().await;
    wrong(&mut portal, &[], "entidad").await;
    wrong(&mut portal, &[("entidad", "maestros")], "entidad").await;
    portal.chooses_entity().await;
    wrong(&mut portal, &[("robot", "si")], "usuario").await;
    wrong(&mut portal, &[("usuario", "otro"), ("robot", "si")], "usuario").await;
    wrong(&mut portal, &[("usuario", "ana.nino")], "robot").await;
    assert!(portal.page.has("value=\"ana.nino\""), "what was right stays");
    portal.gives_user().await;
    portal.gives_password().await;
    wrong(&mut portal, &[], "cuenta").await;
    // An account of another entity, and one of another member.
    for account in ["200200301122", "100300402002"] {
        wrong(&mut portal, &[("cuenta", account)], "cuenta").await;
    }
    portal.pays_from(SAVINGS).await;
    wrong(&mut portal, &[], "codigo").await;
    assert_eq!(sandbox.state(portal.id()).await, "PENDING");
}

#[tokio::test]
async fn a_page_from_before_or_a_second_press_changes_nothing() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.logs_in().await;
    let account_page = std::mem::replace(&mut portal.page, Page { html: String::new() });
    portal.page = sandbox.open(&portal.path("")).await;
    portal.pays_from(SAVINGS).await;
    let code = portal.code().await;
    let again = sandbox.press(&account_page, "seguir", &[("cuenta", SAVINGS)]).await;
    assert_eq!(again.status(), StatusCode::SEE_OTHER);
    assert_eq!(portal.code().await, code, "no second code was sent");
    let code_page = sandbox.open(&portal.path("")).await;
    portal.gives_code().await;
    sandbox.press(&code_page, "seguir", &[("codigo", &code)]).await;
    assert!(sandbox.open("/").await.has("Disponible $ 23.937.500,00"), "debited once");
    // A form without its token is nobody's.
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let forged = [field("csrf", "x"), field("paso", "recibo"), field("accion", "cancelar")];
    let answer = sandbox.submit(&portal.path(""), &forged).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_banks_seven_minutes_hold_for_the_whole_portal() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.logs_in().await;
    portal.pays_from(SAVINGS).await;
    let code = portal.code().await;
    sandbox.set_clock(7 * 60 + 1).await;
    let late = sandbox.press(&portal.page, "seguir", &[("codigo", &code)]).await;
    assert_eq!(late.status(), StatusCode::GONE);
    assert_eq!(sandbox.state(portal.id()).await, "FAILED");
    assert!(sandbox.open("/").await.has("Disponible $ 25.000.000,00"));
}

#[tokio::test]
async fn a_forgotten_user_or_password_is_mailed_to_the_registered_address_only() {
    let sandbox = Sandbox::start().await;
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    portal.identifies().await;
    portal.chooses_entity().await;
    for (what, mailed) in [("usuario", "Usuario: ana.nino"), ("contrasena", "prueba: Sol2026*")] {
        let page = sandbox.open(&portal.path(&format!("/{what}"))).await;
        let wrong = sandbox.press(&page, "enviar", &[("correo", "otra@pse.example")]).await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().await.unwrap().contains("correo-error"));
        assert!(!sandbox.open("/correo").await.has(mailed));
        let sent = sandbox.press(&page, "enviar", &[("correo", "ANA@pse.example")]).await;
        assert_eq!(sent.status(), StatusCode::OK);
        assert!(sandbox.open("/correo").await.has(mailed), "{what}");
    }
    assert_eq!(sandbox.get(&portal.path("/nada")).await.status(), StatusCode::NOT_FOUND);
}
