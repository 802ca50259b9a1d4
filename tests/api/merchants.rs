//! What a merchant's server reads: with its key, in pages, filtered, as CSV.

use std::collections::BTreeSet;

use pse_tests::http::text;
use pse_tests::orders::{order_with, person};
use pse_tests::{Answer, Backend};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn without_the_merchants_key_nothing_is_told() {
    let backend = Backend::start().await;
    let http = backend.http();
    let begun = backend.shop().has_a_buyer().await.begins_with("9001").await;
    let probe = format!("/v1/payments/{}/probe", begun.payment);
    let payment = format!("/v1/payments/{}", begun.payment);
    for key in [
        None,
        Some("Bearer "),
        Some("Bearer sk_dem"),
        Some("Bearer sk_demo2"),
        Some("Basic sk_demo"),
        Some("sk_demo"),
    ] {
        for (method, path) in [
            (Method::POST, "/v1/checkouts"),
            (Method::GET, "/v1/payments"),
            (Method::GET, &payment),
            (Method::POST, &probe),
        ] {
            let mut request = http.request(method, path).json(&json!({}));
            if let Some(key) = key {
                request = request.header("authorization", key);
            }
            let answer = Answer::to(request).await;
            let _ = answer.problem(401, "unauthorized");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
}

#[tokio::test]
async fn a_payment_is_told_whole_with_its_history() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    let payment = backend.shop().payment(&begun.payment).await;
    let known = backend.sandbox.transaction(&buyer.reference).await;
    for (field, value) in [
        ("id", json!(begun.payment)),
        ("checkout_id", json!(buyer.checkout)),
        ("state", json!("approved")),
        ("merchant_reference", json!(buyer.reference)),
        ("reference", json!(buyer.reference)),
        ("total_amount", json!("1062500.00")),
        ("tax_amount", json!("149310.00")),
        ("currency", json!("COP")),
        ("bank_code", json!("9001")),
        ("cus", known["cus"].clone()),
        (
            "provider",
            json!({
                "name": "default",
                "transaction": known["transaction_id"].to_string(),
                "data": {
                    "session_id": known["session_id"],
                    "return_code": "SUCCESS",
                    "response_code": "1",
                    "transaction_state": "OK",
                },
            }),
        ),
        ("refusal", Value::Null),
        ("reason_code", json!("00")),
        ("reason_text", json!("Aprobada")),
        ("on_test", json!(true)),
        ("payer", person()),
        ("next_probe_at", Value::Null),
    ] {
        assert_eq!(payment[field], value, "{field}");
    }
    let history: Vec<_> = payment["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let data = &row["data"];
            [&row["from"], &row["to"], &row["by"], &data["return_code"], &data["transaction_state"]]
        })
        .map(|row| row.map(|cell| cell.as_str().unwrap_or("-").to_owned()).join(" "))
        .collect();
    assert_eq!(
        history,
        [
            "- creating buyer - -",
            "creating pending buyer SUCCESS -",
            "pending approved return SUCCESS OK",
        ]
    );
}

#[tokio::test]
async fn payments_are_listed_newest_first_filtered_and_page_by_page() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let mut begun = Vec::new();
    for bank in ["9001", "9002", "9001", "9006", "9001"] {
        let buyer = shop.has_a_buyer().await;
        let answer = buyer.pays_with(bank).await;
        if answer.status == 201 && bank == "9002" {
            let _ = buyer
                .walks_to_the_bank_and_presses(&pse_tests::buyer::begun(&answer), "Pagar")
                .await;
        }
        begun.push(buyer);
    }
    let list = async |query: &str| {
        let page = shop.get(&format!("/v1/payments?{query}")).await.json(200);
        page["payments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| text(&row["reference"]).to_owned())
            .collect::<Vec<_>>()
    };
    let newest_first: Vec<_> = begun.iter().rev().map(|buyer| buyer.reference.clone()).collect();
    assert_eq!(list("").await, newest_first);
    assert_eq!(list("state=rejected").await, [begun[1].reference.clone()]);
    assert_eq!(list("state=refused").await, [begun[3].reference.clone()]);
    assert_eq!(list("state=pending&limit=1").await, [begun[4].reference.clone()]);
    assert_eq!(
        list(&format!("reference={}", begun[2].reference)).await,
        [begun[2].reference.clone()]
    );
    let cus = text(&backend.sandbox.transaction(&begun[0].reference).await["cus"]).to_owned();
    assert_eq!(list(&format!("cus={cus}")).await, [begun[0].reference.clone()]);
    assert_eq!(list("to=2020-01-01T00:00:00-05:00").await, [""; 0]);
    assert_eq!(list("from=2020-01-01T00:00:00-05:00").await.len(), 5);

    let mut seen = Vec::new();
    let mut path = "/v1/payments?limit=2".to_owned();
    loop {
        let page = shop.get(&path).await.json(200);
        let rows = page["payments"].as_array().unwrap();
        assert!(rows.len() <= 2);
        assert!(rows.iter().all(|row| row.get("history").is_none()));
        seen.extend(rows.iter().map(|row| text(&row["reference"]).to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/v1/payments?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, newest_first);

    for (query, said) in [
        ("state=paid", "state: pattern"),
        ("limit=0", "limit: pattern"),
        ("limit=501", "limit: pattern"),
        ("cursor=x", "cursor: pattern"),
        ("from=ayer", "from: pattern"),
    ] {
        assert_eq!(shop.get(&format!("/v1/payments?{query}")).await.wrong_fields(), [said]);
    }
    let _ = shop.get("/v1/payments?status=paid").await.problem(400, "invalid_query");
}

#[tokio::test]
async fn payments_come_as_csv_that_is_safe_to_open() {
    let backend = Backend::start().await;
    let shop = backend.shop();
    let buyer = shop.sells(&order_with("reference", json!("=HYPERLINK(1,2)"))).await;
    let _ = buyer.begins_with("9001").await;
    let other = shop.sells(&order_with("reference", json!("Año, 'coma'"))).await;
    let _ = other.begins_with("9001").await;

    let answer = shop.get_csv("/v1/payments").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.header("content-disposition").contains("attachment"));
    let lines: Vec<_> = answer.text.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "{}", answer.text);
    assert!(lines[0].starts_with("\"id\",\"checkout_id\",\"state\",\"merchant_reference\""));
    assert!(lines[1].contains("\"Año, 'coma'\""), "{}", lines[1]);
    assert!(lines[2].contains("\"'=HYPERLINK(1,2)\""), "{}", lines[2]);
    assert_eq!(lines[3], "");

    let first = shop.get_csv("/v1/payments?limit=1").await;
    let next =
        first.header("link").split_once("cursor=").unwrap().1.split('>').next().unwrap().to_owned();
    let second = shop.get_csv(&format!("/v1/payments?limit=1&cursor={next}")).await;
    let rows: BTreeSet<_> =
        [&first, &second].iter().map(|page| page.text.lines().nth(1).unwrap()).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(second.header("link"), "");
}
