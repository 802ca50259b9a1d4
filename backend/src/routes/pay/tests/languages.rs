//! The page in the language its address asks for, or the checkout's own, all the way.

use http::{Request, StatusCode, header};
use pse_shared::Person;

use crate::test_support::test_app::{BANK_URL, TestApp, accepted, filled, page, refused};
use pse_core::model::Checkout;
use pse_core::ports::provider::Refusal;
use pse_core::ports::store_suite::samples;

#[tokio::test]
async fn a_form_keeps_its_language_through_errors_the_refusal_and_the_outcome() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    let address = format!("{}?lang=en", page(&checkout));
    let form = app.get(&address).await;
    for text in [
        r#"<html lang="en-US">"#,
        "Type of payer",
        "Continue to the bank",
        &format!("action=\"{address}\""),
    ] {
        assert!(form.text.contains(text), "without {text}: {}", form.text);
    }
    let empty = app.post_to(&address, &[("attempt", "uno")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Choose your bank from the list."), "{}", empty.text);
    app.will_create(refused(Refusal::BankUnreachable));
    let answer = app.post_to(&address, &filled("dos", "9006")).await;
    assert!(answer.text.contains("The bank cannot be reached"), "{}", answer.text);
    app.will_create(accepted());
    let answer = app.post_to(&address, &filled("tres", "9001")).await;
    assert_eq!(answer.header("location"), BANK_URL);
    let outcome = app.get(&address).await;
    assert!(outcome.text.contains(">Pending<") && outcome.text.contains("Continue at the bank"));
    assert_eq!(outcome.header("refresh"), format!("15; url={address}"));
}

#[tokio::test]
async fn the_provider_gets_the_language_the_buyer_reads() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(accepted());
    app.post_to(&format!("{}?lang=pt-BR", page(&checkout)), &filled("uno", "9001")).await;
    let charges = app.provider.charges();
    assert_eq!(charges.iter().map(|charge| charge.language.as_str()).collect::<Vec<_>>(), ["PT"]);
}

#[tokio::test]
async fn without_a_wish_the_page_is_in_the_checkouts_language_and_offers_the_others() {
    let app = TestApp::with_banks().await;
    let checkout =
        Checkout { payer: Person::default(), language: "PT".to_owned(), ..samples::checkout("A1") };
    app.app.store.insert_checkout(&checkout, None).await.unwrap();
    let form = app.get(&page(&checkout)).await;
    assert!(form.text.contains(r#"<html lang="pt-BR">"#) && form.text.contains("Tipo de pessoa"));
    let other = format!(
        r#"<a href="{}?lang=es" lang="es-CO" hreflang="es-CO">Español</a>"#,
        page(&checkout)
    );
    assert!(form.text.contains(&other), "{}", form.text);
}

#[tokio::test]
async fn an_error_page_is_in_the_browsers_language() {
    let app = TestApp::open().await;
    let nobodys = Request::get("/pay/chk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_LANGUAGE, "pt-BR,pt;q=0.9");
    let answer = app.send(nobodys.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("Não encontramos este pagamento."), "{}", answer.text);
}
