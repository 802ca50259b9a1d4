//! The control interface: listing, forcing, the clock, and wrong input.

use pse_placetopay::{Attribute, Call};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{LOGIN, RETURN_URL, SECRET, Sandbox, payment, text};

#[tokio::test]
async fn a_transaction_is_listed_with_all_that_was_asked_and_no_credentials() {
    let sandbox = Sandbox::start().await;
    let mut transaction = payment("9001");
    transaction.additional_data = Some(vec![Attribute { name: text("canal"), value: text("web") }]);
    let created = sandbox.create(transaction).await;
    let id = created.transaction_id.unwrap();
    sandbox.information(id).await;
    sandbox.information(id).await;
    let listed = sandbox.transactions().await;
    assert_eq!(listed.len(), 1);
    let listed = &listed[0];
    for (field, value) in [
        ("reference", json!("406331868")),
        ("transaction_id", json!(id)),
        ("session_id", json!(created.session_id)),
        ("cus", json!(created.trazability_code)),
        ("state", json!("PENDING")),
        ("return_code", json!("SUCCESS")),
        ("bank_code", json!("9001")),
        ("operation", json!("createTransaction")),
        ("answered", json!(true)),
    ] {
        assert_eq!(listed[field], value, "{field}");
    }
    assert!(listed["created_at"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
    assert_eq!(listed["asked"].as_array().unwrap().len(), 2);
    let request = &listed["request"];
    for (field, value) in [
        ("bankCode", json!("9001")),
        ("bankInterface", json!("0")),
        ("returnURL", json!(RETURN_URL)),
        ("totalAmount", json!("1062500.00")),
        ("taxAmount", json!("149310.00")),
        ("ipAddress", json!("181.58.164.231")),
        ("userAgent", json!("Mozilla/5.0")),
        ("additionalData", json!([{"name": "canal", "value": "web"}])),
    ] {
        assert_eq!(request[field], value, "{field}");
    }
    assert_eq!(request["payer"]["document"], "1098765432");
    assert_eq!(request["payer"]["lastName"], "Niño");
    assert_eq!(request.get("shipping"), None);
    let all = listed.to_string();
    assert!(!all.contains(LOGIN) && !all.contains(SECRET) && !all.contains("tranKey"));
}

#[tokio::test]
async fn a_tester_can_put_a_transaction_in_any_state_also_out_of_a_final_one() {
    let sandbox = Sandbox::start().await;
    let id = sandbox.create(payment("9001")).await.transaction_id.unwrap();
    for state in ["OK", "NOT_AUTHORIZED", "FAILED", "PENDING", "OK"] {
        let path = format!("transactions/{id}");
        let answer = sandbox.control(Method::POST, &path, json!({"state": state})).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.json::<Value>().await.unwrap()["state"], state);
        assert_eq!(sandbox.state(id).await, state);
    }
}

#[tokio::test]
async fn a_transaction_kept_pending_by_a_tester_does_not_run_out() {
    let sandbox = Sandbox::start().await;
    let id = sandbox.create(payment("9001")).await.transaction_id.unwrap();
    let path = format!("transactions/{id}");
    sandbox.control(Method::POST, &path, json!({"state": "PENDING"})).await;
    sandbox.set_clock(24 * 60 * 60).await;
    assert_eq!(sandbox.state(id).await, "PENDING");
}

#[tokio::test]
async fn wrong_input_is_named_and_changes_nothing() {
    let sandbox = Sandbox::start().await;
    let id = sandbox.create(payment("9001")).await.transaction_id.unwrap();
    let refused = sandbox.create(payment("9006")).await.transaction_id.unwrap();
    let one = format!("transactions/{id}");
    let not_created = format!("transactions/{refused}");
    for (path, body, status, field) in [
        (one.as_str(), json!({"state": "MAYBE"}), 422, "state"),
        (&one, json!({"status": "OK"}), 422, "body"),
        (&one, json!({}), 422, "body"),
        ("transactions/1", json!({"state": "OK"}), 404, "id"),
        ("transactions/x", json!({"state": "OK"}), 404, "id"),
        (&not_created, json!({"state": "OK"}), 409, "id"),
        ("faults", json!({"operation": "pay", "kind": "close"}), 422, "operation"),
        ("faults", json!({"operation": "getBankList", "kind": "x"}), 422, "kind"),
        ("faults", json!({"operation": "getBankList"}), 422, "body"),
        ("clock", json!({"offset_seconds": "soon"}), 422, "body"),
        ("clock", json!({"offset_seconds": i64::MAX}), 422, "offset_seconds"),
    ] {
        let answer = sandbox.control(Method::POST, path, body.clone()).await;
        assert_eq!(answer.status().as_u16(), status, "{path} {body}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["field"], field, "{path} {body}");
        assert!(!problem["error"].as_str().unwrap().is_empty());
    }
    let broken = sandbox.client.post(sandbox.url("/control/clock"));
    let broken = broken.header("content-type", "application/json").body("{").send().await.unwrap();
    assert_eq!(broken.status(), StatusCode::BAD_REQUEST);
    assert_eq!(sandbox.state(id).await, "PENDING");
}

#[tokio::test]
async fn every_call_of_the_service_is_written_down() {
    let sandbox = Sandbox::start().await;
    sandbox.call(Call::GetBankList).await;
    let id = sandbox.create(payment("9001")).await.transaction_id.unwrap();
    sandbox.create(payment("9006")).await;
    sandbox.call(Call::GetTransactionInformation { transaction_id: 7 }).await;
    sandbox.post("/soap/pse/v11/", "hola").await;
    sandbox.get("/soap/pse/?wsdl").await;
    let calls = sandbox.calls().await;
    let seen: Vec<_> = calls
        .iter()
        .map(|call| {
            let word = |field: &str| call[field].as_str().unwrap_or("-").to_owned();
            (word("operation"), word("outcome"), call["authenticated"].as_bool().unwrap())
        })
        .collect();
    let expected = [
        ("getBankList", "SUCCESS", true),
        ("createTransaction", "SUCCESS", true),
        ("createTransaction", "FAIL_BANKUNREACHEABLE", true),
        ("getTransactionInformation", "fault", true),
        ("-", "fault", false),
    ];
    assert_eq!(seen, expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c)));
    assert_eq!(calls[1]["transaction_id"], id);
    assert_eq!(calls[4]["endpoint"], "/soap/pse/v11");
}
