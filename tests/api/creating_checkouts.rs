//! What a merchant sends, what the widget reads of it, and what reaches the provider.

use pse_tests::buyer::begun;
use pse_tests::http::text;
use pse_tests::orders::{order, order_with, payment, person, with};
use pse_tests::{Backend, Buyer, Setup};
use serde_json::{Value, json};

#[tokio::test]
async fn a_checkout_with_every_field_is_made_read_and_paid() {
    let backend = Backend::start().await;
    let recipient = json!({
        "document_type": "CE", "document": "AB123456", "first_name": "Zoë", "last_name": "O'Neill",
        "company": "Café «El Árbol» & Cía.", "email_address": "zoe@example.co",
        "address": "Calle 5 # 38-25, apto 301", "city": "Cali", "province": "Valle del Cauca",
        "country": "CO", "phone": "6024567890", "mobile": "+13054567890", "postal_code": "760042",
    });
    let mut order = order();
    for (field, value) in [
        ("payer", json!({"document_type": "CC", "document": "1144093521"})),
        ("buyer", person()),
        ("shipping", recipient),
        (
            "additional_data",
            json!([{"name": "pedido", "value": "<b>&amp;</b>"}, {"name": "canal", "value": "web"}]),
        ),
        ("expires_at", json!("2099-12-31T23:59:59-05:00")),
        ("tip_amount", json!("0")),
        ("language", json!("EN")),
    ] {
        order = with(order, field, value);
    }

    let answer = backend.shop().create_checkout(&order).await;
    let mut created = answer.json(201);
    let id = text(&created["id"]).to_owned();
    let embed = created.as_object_mut().unwrap().remove("embed").unwrap();
    assert!(
        text(&embed).contains(&format!("<pse-checkout checkout=\"{id}\" lang=\"en\">")),
        "{embed}"
    );
    assert_eq!(answer.header("location"), format!("/v1/checkouts/{id}"));
    assert_eq!(
        created,
        json!({
            "id": id, "url": format!("{}/pay/{id}", backend.url), "state": "open",
            "expires_at": "2099-12-31T23:59:59-05:00",
        })
    );
    // At least 128 random bits: 22 characters of base64, 26 of base32, 32 of base16.
    assert!(id.starts_with("chk_") && id.len() >= 4 + 22, "{id}");

    let buyer = Buyer::at(backend.http(), &id, text(&order["reference"]));
    let view = buyer.sees().await;
    assert_eq!(
        view,
        json!({
            "id": id, "state": "open", "reference": order["reference"],
            "description": order["description"], "currency": "COP", "language": "EN",
            "total_amount": "1062500.00", "tax_amount": "149310.00",
            "devolution_base": "913190.00", "tip_amount": "0.00",
            "expires_at": "2099-12-31T23:59:59-05:00",
            "merchant": {
                "name": "Casa del Turismo", "nit": "900123456", "phone": "6024567890",
                "email": "pagos@example.co",
            },
            "favourite_banks": [],
            "bank_interfaces": ["person"],
            "payer_fields": ["first_name", "last_name", "email_address", "mobile"],
        })
    );

    let rest = with(with(person(), "document_type", Value::Null), "document", Value::Null);
    let payment = json!({"bank_code": "9001", "bank_interface": "person", "payer": rest});
    let begun = pse_tests::buyer::begun(&buyer.confirms(&payment).await);
    let transaction = backend.sandbox.transaction(&buyer.reference).await;
    let wire = |person: &Value| {
        let camel = |(name, value): (&String, &Value)| (camel_case(name), value.clone());
        Value::Object(person.as_object().unwrap().iter().map(camel).collect())
    };
    let asked = &transaction["request"];
    assert_eq!(asked["payer"], wire(&person()));
    assert_eq!(asked["buyer"], wire(&order["buyer"]));
    assert_eq!(asked["shipping"], wire(&order["shipping"]));
    assert_eq!(
        *asked,
        json!({
            "bankCode": "9001", "bankInterface": "0",
            "returnURL": format!("{}/return/{}", backend.url, begun.payment),
            "reference": order["reference"], "description": order["description"],
            "language": "EN", "currency": "COP",
            "totalAmount": "1062500.00", "taxAmount": "149310.00", "devolutionBase": "913190.00", "tipAmount": "0.00",
            "payer": asked["payer"], "buyer": asked["buyer"], "shipping": asked["shipping"],
            "ipAddress": "127.0.0.1", "userAgent": asked["userAgent"],
            "additionalData": order["additional_data"],
        })
    );
    assert_eq!(transaction["operation"], "createTransaction");
}

#[tokio::test]
async fn the_widget_reads_where_the_payment_stands_and_nothing_personal() {
    let backend = Backend::start().await;
    let buyer = backend.shop().sells(&order_with("payer", person())).await;
    let confirmation = json!({"bank_code": "9001", "bank_interface": "person"});
    let begun = begun(&buyer.confirms(&confirmation).await);

    let view = buyer.sees().await;
    let transaction = backend.sandbox.transaction(&buyer.reference).await;
    assert_eq!(view["state"], "pending");
    let payment = &view["payment"];
    assert_eq!(
        *payment,
        json!({
            "id": begun.payment, "state": "pending", "bank_code": "9001",
            "bank_name": "BANCO DE PRUEBA QUE APRUEBA", "bank_interface": "person",
            "cus": transaction["cus"], "transaction_cycle": payment["transaction_cycle"],
            "reference": buyer.reference, "created_at": payment["created_at"],
            "bank_process_date": null, "refusal": null, "declined_by": null, "reason_code": "?-",
            "reason_text": "Transacción pendiente. Por favor verificar si el débito fue realizado en el Banco.",
            "bank_url": begun.bank_url, "next_probe_at": payment["next_probe_at"], "on_test": false,
        })
    );
    let whole = view.to_string();
    for personal in ["1144093521", "María", "Núñez", "maria.nunez", "3004567890"] {
        assert!(!whole.contains(personal), "{personal} in {whole}");
    }
    // Eight minutes after the creation, in Colombia's time.
    let time = |field: &str| text(&payment[field]).parse::<jiff::Timestamp>().unwrap();
    assert_eq!(time("next_probe_at").duration_since(time("created_at")).as_secs(), 480);
    assert!(text(&payment["created_at"]).ends_with("-05:00"));
}

#[tokio::test]
async fn the_buyers_browser_is_told_to_the_provider() {
    let backend =
        pse_tests::Setup::new().set("PSE__SERVER__TRUSTED_PROXIES", "127.0.0.1/32").start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let long = format!("Mozilla/5.0 {}", "x".repeat(300));
    let request = buyer
        .confirmation(&pse_tests::orders::payment("9001"))
        .header("user-agent", &long)
        .header("x-forwarded-for", "1.2.3.4, 2800:e2:1::7");
    let answer = pse_tests::Answer::to(request).await;
    assert_eq!(answer.status, 201, "{}", answer.text);

    let asked = backend.sandbox.transaction(&buyer.reference).await["request"].clone();
    assert_eq!(asked["userAgent"], long[..255]);
    // An IPv6 address does not fit its 15 characters: a stand-in goes there, the real one beside it.
    assert!(text(&asked["ipAddress"]).len() <= 15);
    assert!(text(&asked["ipAddress"]).parse::<std::net::Ipv4Addr>().unwrap().octets()[0] >= 240);
    assert_eq!(asked["additionalData"], json!([{"name": "ipv6", "value": "2800:e2:1::7"}]));
}

#[tokio::test]
async fn a_browser_that_does_not_say_what_it_is_can_pay_too() {
    let backend = Backend::start().await;
    for name in ["", " "] {
        let buyer = backend.shop().has_a_buyer().await;
        let request =
            buyer.confirmation(&pse_tests::orders::payment("9001")).header("user-agent", name);
        let answer = pse_tests::Answer::to(request).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let transaction = backend.sandbox.transaction(&buyer.reference).await;
        assert_eq!(transaction["request"]["userAgent"], "desconocido");
    }
}

fn camel_case(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |sofar, part| {
        let (head, tail) = part.split_at(1);
        sofar + &head.to_uppercase() + tail
    })
}

#[tokio::test]
async fn the_provider_gets_the_language_the_buyer_reads() {
    let backend = Backend::start().await;
    let buyer = backend.shop().sells(&order_with("language", json!("EN"))).await;
    let confirmation = with(payment("9001"), "language", json!("PT"));
    assert!(buyer.confirms(&confirmation).await.json(201)["bank_url"].is_string());
    let transaction = backend.sandbox.transaction(&buyer.reference).await;
    assert_eq!(transaction["request"]["language"], "PT");
}

#[tokio::test]
async fn what_the_buyer_consents_to_is_told_where_the_site_says_so() {
    let consent = "Autorizo el tratamiento de mis datos.";
    let backend = Setup::new().set("PSE__SITES__DEMO__CONSENT", consent).start().await;
    let buyer = backend.shop().sells(&order()).await;
    assert_eq!(buyer.sees().await["consent"], consent);
}

#[tokio::test]
async fn what_the_buyer_consented_to_is_in_the_payment_s_record() {
    let consent = "Autorizo el tratamiento de mis datos, señor.";
    let backend = Setup::new().set("PSE__SITES__DEMO__CONSENT", consent).start().await;
    let buyer = backend.shop().sells(&order()).await;
    let created = buyer.confirms(&payment("9001")).await.json(201);
    let record = backend.shop().payment(created["payment_id"].as_str().unwrap()).await;
    let kept = &record["consent"];
    assert_eq!((&kept["text"], &kept["version"]), (&json!(consent), &json!(1)));
    assert_eq!((&kept["at"], &kept["address"]), (&record["created_at"], &json!("127.0.0.1")));
    assert_eq!(kept["hash"].as_str().unwrap().len(), 64);
    // Nothing of it is for whoever holds the checkout's id.
    assert!(buyer.sees().await["payment"].get("consent").is_none());
}
