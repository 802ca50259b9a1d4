//! How it is shown to people.

use askama::Template;

use crate::pages::reference::curl::{Caller, command};
use crate::pages::reference::document::Document;
use crate::pages::reference::page::ReferencePage;
use crate::routes::description::examples::checkout;
use crate::routes::endpoints::description;

const CALLER: Caller<'_> = Caller { base: "https://pagos.example.co", key: "sk_demo" };

fn html() -> String {
    let document = Document::new(description());
    ReferencePage::new(&document, CALLER).render().unwrap()
}

fn of(id: &str) -> String {
    let document = Document::new(description());
    let (method, path, operation) =
        document.operations().find(|(_, _, o)| o.operation_id.as_deref() == Some(id)).unwrap();
    command(&document, method, path, operation, CALLER)
}

#[test]
fn every_call_and_every_type_is_there_and_every_link_leads_somewhere() {
    let html = html();
    let document = Document::new(description());
    for (_, _, operation) in document.operations().chain(document.webhooks()) {
        let id = operation.operation_id.as_ref().unwrap();
        assert!(html.contains(&format!(r#"id="{id}""#)), "{id}");
    }
    for (name, _) in document.schemas() {
        assert!(html.contains(&format!(r#"id="{name}""#)), "{name}");
    }
    for link in html.split(r##"href="#"##).skip(1) {
        let target = link.split('"').next().unwrap();
        assert_eq!(html.matches(&format!(r#" id="{target}""#)).count(), 1, "{target}");
    }
}

#[test]
fn nothing_comes_from_elsewhere_and_no_script_runs() {
    let html = html();
    assert!(!html.contains("<script") && !html.contains("style=") && !html.contains("<img"));
    assert!(html.contains("&#60;pse-checkout checkout="));
}

#[test]
fn an_example_is_written_in_the_order_of_its_types_fields() {
    let document = Document::new(description());
    let (_, schema) = document.schemas().find(|(name, _)| *name == "CheckoutView").unwrap();
    let example = serde_json::to_value(checkout::checkout_view()).unwrap();
    let written = document.in_order(&example, Some(schema)).pretty();
    let as_declared = serde_json::to_string_pretty(&checkout::checkout_view()).unwrap();
    assert_eq!(written, as_declared);
}

#[test]
fn a_merchants_call_carries_its_key_and_its_body() {
    let command = of("createCheckout");
    assert!(command.starts_with("curl -X POST 'https://pagos.example.co/v1/checkouts' \\\n  -H \"Authorization: Bearer sk_demo\" \\\n"), "{command}");
    assert!(
        command.contains(
            "-H 'Content-Type: application/json' \\\n  -d '{\n  \"reference\": \"406331868\""
        ),
        "{command}"
    );
}

#[test]
fn the_pages_call_needs_no_key_and_every_place_in_the_path_is_filled() {
    let command = of("showCheckout");
    assert!(command.starts_with("curl 'https://pagos.example.co/v1/checkouts/chk_"), "{command}");
    let document = Document::new(description());
    for (_, _, operation) in document.operations() {
        let command = of(operation.operation_id.as_ref().unwrap());
        let address = command.split('\'').nth(1).unwrap();
        assert!(!address.contains(['{', '}']), "{address}");
        assert_eq!(command.contains("sk_demo"), operation.security.is_some());
    }
}
