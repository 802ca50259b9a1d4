//! Another provider in the configuration: payments under way stay with the one they were begun at, and the service
//! does not start where nobody could ask about them.

use std::process::Output;

use pse_tests::buyer::StartedPayment;
use pse_tests::folder::TempFolder;
use pse_tests::http::text;
use pse_tests::{Backend, Sandbox, Setup, wait_until};
use serde_json::Value;

/// A site of the sandbox's merchant, with these lines about providers.
fn site(name: &str, providers: &str) -> String {
    format!(
        "[sites.{name}]\n{providers}\napi_keys = [\"sk_demo\"]\nreturn_hosts = [\"127.0.0.1\"]\n\
         merchant = {{ name = \"Tienda\", nit = \"900123456\", phone = \"6024567890\", email = \"a@example.co\" }}\n"
    )
}

/// What the site got from a provider.
fn credentials(provider: &str) -> String {
    format!(
        "credentials.{provider} = {{ login = \"6dd490faf9cb87a9862245da41170ff2\", tran_key = \"024h1IlD\" }}"
    )
}

const SHORT: &str = "login = \"6dd490faf9cb87a9862245da41170ff2\"\ntran_key = \"024h1IlD\"";

/// With a provider that is asked every second.
fn quick() -> Setup {
    Setup::new().set("PSE__PROBE__FIRST_AFTER", "1s").set("PSE__PROBE__EVERY", "1s")
}

/// Begins a payment that stays pending.
async fn begins_a_payment(backend: &Backend) -> StartedPayment {
    backend.shop().has_a_buyer().await.begins_with("9005").await
}

/// Stops it, and gives what it leaves behind.
async fn stopped(mut backend: Backend) -> Setup {
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    backend.left_behind()
}

fn refusal(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The check and the start both refuse with these words.
fn both_refuse(setup: &Setup, words: &str) {
    let checked = refusal(&setup.run(&["check"]));
    assert_eq!(checked, format!("{words}\n"));
    let started = refusal(&setup.run(&[]));
    assert!(started.contains(words), "{started}");
}

fn is_missing(section: &str, payments: &str, provider: &str, site: &str, until: &str) -> String {
    format!(
        "{section} is missing: {payments} for an outcome that only the provider {provider} can tell for the site {site}; \
         keep it configured until {until} final"
    )
}

#[tokio::test]
async fn a_provider_with_unfinished_payments_may_not_go() {
    let backend = Backend::start().await;
    let _ = begins_a_payment(&backend).await;
    let _ = begins_a_payment(&backend).await;
    let setup = stopped(backend).await.file("[providers.other]\n");
    let (payments, until) = ("2 payments wait", "they are");
    both_refuse(&setup, &is_missing("providers.default", payments, "default", "demo", until));
    // Nothing was lost by it.
    let backend = setup.file("").start().await;
    assert_eq!(backend.shop().payments().await.len(), 2);
}

#[tokio::test]
async fn a_site_or_its_credentials_with_unfinished_payments_may_not_go() {
    let sandbox = Sandbox::start().await;
    let providers =
        format!("[providers.default]\nendpoint = \"{}\"\n[providers.new]\n", sandbox.endpoint());
    let file = |site: String| format!("{providers}{site}");
    let first = file(site("shop", &format!("provider = \"default\"\n{SHORT}")));
    let backend = quick().file(&first).start().await;
    let begun = begins_a_payment(&backend).await;
    let setup = stopped(backend).await;

    let new_alone = format!("provider = \"new\"\n{}", credentials("new"));
    let setup = setup.file(&file(site("shop", &new_alone)));
    let wanted = |section| is_missing(section, "1 payment waits", "default", "shop", "it is");
    both_refuse(&setup, &wanted("sites.shop.credentials.default"));
    let setup = setup.file(&file(site("agency", &new_alone)));
    both_refuse(&setup, &wanted("sites.shop"));

    // With both it starts; once the payment is final, the first provider may go.
    let both = format!("{new_alone}\n{SHORT}");
    let backend = setup.file(&file(site("shop", &both))).start().await;
    let transactions = sandbox.transactions().await;
    sandbox.force(text(&transactions[0]["reference"]), "OK").await;
    let _ = backend.shop().sees_payment(&begun.payment, "approved").await;
    let new = format!("[providers.new]\n{}", site("shop", &new_alone));
    let backend = stopped(backend).await.file(&new).start().await;
    assert_eq!(backend.shop().payment(&begun.payment).await["provider"]["name"], "default");
}

#[tokio::test]
async fn check_says_so_while_a_service_uses_the_store() {
    let folder = TempFolder::new();
    let store = format!("sqlite:{}", folder.path().join("payments.sqlite").display());
    let backend = Setup::new().set("PSE__STORE__URL", &store).start().await;
    let _ = begins_a_payment(&backend).await;
    let other = Setup::new().set("PSE__STORE__URL", &store).file("[providers.other]\n");
    let wanted = is_missing("providers.default", "1 payment waits", "default", "demo", "it is");
    assert_eq!(refusal(&other.run(&["check"])), format!("{wanted}\n"));
    let same = Setup::new().set("PSE__STORE__URL", &store).run(&["check"]);
    assert!(same.status.success(), "{same:?}");
    assert_eq!(backend.http().get("/readyz").await.status, 200);
}

/// The names of the banks that the service offers.
async fn bank_names(backend: &Backend) -> Vec<String> {
    let list = backend.http().get("/v1/banks").await.json(200);
    let banks = list["banks"].as_array().unwrap();
    banks.iter().map(|bank| text(&bank["name"]).to_owned()).collect()
}

async fn provider_of(backend: &Backend, begun: &StartedPayment) -> Value {
    backend.shop().payment(&begun.payment).await["provider"]["name"].clone()
}

#[tokio::test]
async fn old_payments_stay_with_the_old_provider_and_new_ones_go_to_the_new() {
    let world = include_str!("../../backend/sandbox/world.toml");
    let folder = TempFolder::new();
    let world = folder.write("world.toml", &world.replace("QUE APRUEBA", "DE ANTES"));
    let world = world.display().to_string();
    let old = Sandbox::start_at("127.0.0.1:0", &["--world", &world]).await;
    let backend = quick().endpoint(&old.endpoint()).start().await;
    assert!(bank_names(&backend).await.contains(&"BANCO DE PRUEBA DE ANTES".to_owned()));
    let buyer = backend.shop().has_a_buyer().await;
    let first = buyer.begins_with("9005").await;
    assert_eq!(provider_of(&backend, &first).await, "default");

    let setup = stopped(backend).await.unset("PSE__PROVIDER__ENDPOINT");
    let asked_before = old.asked(&buyer.reference).await.len();
    let backend = setup
        .set("PSE__PROVIDERS__DEFAULT__ENDPOINT", old.endpoint())
        .set("PSE__PROVIDERS__NEW__KIND", "placetopay-soap")
        .set("PSE__SITES__DEMO__PROVIDER", "new")
        .start()
        .await;
    let new = &backend.sandbox;
    assert_ne!(new.url, old.url);
    // The bank list is the new provider's, though the old one's is of today.
    assert!(bank_names(&backend).await.contains(&"BANCO DE PRUEBA QUE APRUEBA".to_owned()));
    assert_eq!(new.calls("getBankList").await, 1);

    let later = backend.shop().has_a_buyer().await;
    let second = later.begins_with("9001").await;
    assert_eq!(provider_of(&backend, &second).await, "new");
    assert_eq!(new.transactions().await.len(), 1);
    assert_eq!(new.transaction(&later.reference).await["reference"], later.reference.as_str());
    assert_eq!(old.transactions().await.len(), 1);

    // Each is asked about its own, and believed.
    wait_until("a question at each", async || {
        let asked_old = old.asked(&buyer.reference).await.len();
        (asked_old > asked_before && !new.asked(&later.reference).await.is_empty()).then_some(())
    })
    .await;
    old.force(&buyer.reference, "OK").await;
    new.force(&later.reference, "NOT_AUTHORIZED").await;
    let _ = backend.shop().sees_payment(&first.payment, "approved").await;
    let _ = backend.shop().sees_payment(&second.payment, "rejected").await;
    assert_eq!(provider_of(&backend, &first).await, "default");
    let asked = new.asked(&later.reference).await.len();
    assert_eq!(new.calls("getTransactionInformation").await, asked, "of its own alone");
}
