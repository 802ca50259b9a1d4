//! Each planned fault, as its caller meets it.

use std::time::{Duration, Instant};

use pse_placetopay::{Call, Operation, Reply, decode_reply};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Sandbox, payment};

async fn plan(sandbox: &Sandbox, operation: &str, kind: &str, value: Value) {
    sandbox.plan(json!({"operation": operation, "kind": kind, "value": value})).await;
}

/// Creates a payment the way a client does, whatever comes back.
async fn create(sandbox: &Sandbox) -> Result<reqwest::Response, reqwest::Error> {
    let document = sandbox.document(Call::CreateTransaction(Box::new(payment("9001")))).await;
    sandbox.try_post("/soap/pse/", document).await
}

/// After a fault, the next call is as ever, and this many transactions are known.
async fn assert_over(sandbox: &Sandbox, stored: usize) {
    assert_eq!(sandbox.transactions().await.len(), stored);
    assert_eq!(sandbox.create(payment("9001")).await.return_code.as_deref(), Some("SUCCESS"));
}

#[tokio::test]
async fn return_code_refuses_the_creation_with_that_code() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "createTransaction", "return_code", json!("FAIL_RISK")).await;
    let refused = sandbox.create(payment("9001")).await;
    assert_eq!(refused.return_code.as_deref(), Some("FAIL_RISK"));
    assert_eq!(refused.trazability_code.as_deref(), Some("000000"));
    assert_eq!(sandbox.transactions().await[0]["return_code"], "FAIL_RISK");
    assert_over(&sandbox, 1).await;
}

#[tokio::test]
async fn return_code_of_an_information_call_leaves_the_transaction_as_it_is() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("9001").await;
    sandbox.press(&page, "pagar", &[]).await;
    plan(&sandbox, "getTransactionInformation", "return_code", json!("FAIL_TIMEOUT")).await;
    let id = created.transaction_id.unwrap();
    let failed = sandbox.information(id).await;
    assert_eq!(failed.return_code.as_deref(), Some("FAIL_TIMEOUT"));
    assert_eq!(failed.transaction_state.as_deref(), Some("PENDING"));
    assert_eq!(sandbox.state(id).await, "OK");
}

#[tokio::test]
async fn fault_answers_a_fault_and_stores_nothing() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "createTransaction", "fault", json!("Ay & ay")).await;
    assert_eq!(sandbox.fault(payment("9001")).await.string, "Ay & ay");
    assert_over(&sandbox, 0).await;
}

#[tokio::test]
async fn http_status_answers_that_status_without_soap() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "createTransaction", "http_status", json!(502)).await;
    let answer = create(&sandbox).await.unwrap();
    assert_eq!(answer.status(), StatusCode::BAD_GATEWAY);
    let body = answer.bytes().await.unwrap();
    assert!(decode_reply(Operation::CreateTransaction, &body).is_err());
    assert_over(&sandbox, 0).await;
}

#[tokio::test]
async fn close_cuts_the_connection_before_anything_is_stored() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "createTransaction", "close", Value::Null).await;
    assert!(create(&sandbox).await.is_err());
    assert_over(&sandbox, 0).await;
}

#[tokio::test]
async fn close_after_commit_cuts_it_once_the_transaction_is_stored() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "createTransaction", "close_after_commit", Value::Null).await;
    assert!(create(&sandbox).await.is_err());
    let listed = sandbox.transactions().await;
    assert_eq!(listed[0]["state"], "PENDING");
    assert_eq!(listed[0]["answered"], false);
    assert_over(&sandbox, 1).await;
}

#[tokio::test]
async fn timeout_never_answers_though_the_transaction_is_stored() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "createTransaction", "timeout", Value::Null).await;
    let document = sandbox.document(Call::CreateTransaction(Box::new(payment("9001")))).await;
    let call = sandbox.client.post(sandbox.url("/soap/pse/")).body(document);
    let error = call.timeout(Duration::from_millis(300)).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(sandbox.transactions().await[0]["answered"], false);
    assert_over(&sandbox, 1).await;
}

#[tokio::test]
async fn garbage_answers_200_with_what_is_no_soap() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "createTransaction", "garbage", json!("<soap>")).await;
    let answer = create(&sandbox).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.text().await.unwrap(), "<soap>");
    assert_over(&sandbox, 1).await;
}

#[tokio::test]
async fn slow_answers_as_ever_but_later() {
    let sandbox = Sandbox::start().await;
    plan(&sandbox, "getBankList", "slow", json!(300)).await;
    let before = Instant::now();
    assert!(matches!(sandbox.call(Call::GetBankList).await, Reply::GetBankList(_)));
    assert!(before.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn redirect_leads_elsewhere_and_stores_nothing() {
    let sandbox = Sandbox::start().await;
    let location = sandbox.url("/elsewhere?token=x");
    plan(&sandbox, "createTransaction", "redirect", json!(location)).await;
    let document = sandbox.document(Call::CreateTransaction(Box::new(payment("9001")))).await;
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let call = client.build().unwrap().post(sandbox.url("/soap/pse/")).body(document);
    let answer = call.send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.headers()["location"], location);
    assert_over(&sandbox, 0).await;
}

#[tokio::test]
async fn rows_stand_before_those_of_the_bank_list() {
    let sandbox = Sandbox::start().await;
    let Reply::GetBankList(whole) = sandbox.call(Call::GetBankList).await else { panic!() };
    plan(&sandbox, "getBankList", "rows", json!("<item><bankCode>x</bankCode></item>")).await;
    let Reply::GetBankList(banks) = sandbox.call(Call::GetBankList).await else { panic!() };
    assert_eq!(banks[0].bank_code.as_deref(), Some("x"));
    assert_eq!(banks[1..], whole);
}

#[tokio::test]
async fn headers_take_the_place_of_the_answers_own_and_may_stand_several_times() {
    let sandbox = Sandbox::start().await;
    let headers = json!({"date": ["ayer", "hoy"], "age": "7"});
    plan(&sandbox, "getBankList", "headers", headers).await;
    let document = sandbox.document(Call::GetBankList).await;
    let answer = sandbox.post("/soap/pse/", document).await;
    let dates: Vec<_> = answer.headers().get_all("date").iter().collect();
    assert_eq!(dates, ["ayer", "hoy"]);
    assert_eq!(answer.headers()["age"], "7");
    assert_eq!(answer.headers()["content-type"], "text/xml; charset=utf-8");
}

#[tokio::test]
async fn charset_sends_the_answer_in_it_and_the_header_says_so() {
    for (charset, letter) in
        [("iso-8859-1", &b"\xF3"[..]), ("windows-1252", b"\xF3"), ("utf-16", &[0xF3, 0x00])]
    {
        let sandbox = Sandbox::start().await;
        plan(&sandbox, "getBankList", "charset", json!(charset)).await;
        let document = sandbox.document(Call::GetBankList).await;
        let answer = sandbox.post("/soap/pse/", document).await;
        let told = answer.headers()["content-type"].to_str().unwrap().to_lowercase();
        assert!(told.contains(charset), "{told}");
        let body = answer.bytes().await.unwrap();
        assert!(body.windows(letter.len()).any(|bytes| bytes == letter), "{charset}");
        assert!(!body.windows(2).any(|bytes| bytes == "ó".as_bytes()), "{charset}");
    }
}

#[tokio::test]
async fn latency_holds_for_every_answer() {
    let sandbox = Sandbox::start_with(|config| config.latency = Duration::from_millis(200)).await;
    let before = Instant::now();
    sandbox.call(Call::GetBankList).await;
    assert!(before.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_fault_meets_only_its_operation_as_often_as_asked_and_can_be_forgotten() {
    let sandbox = Sandbox::start().await;
    let close =
        |times: u32| json!({"operation": "createTransaction", "kind": "close", "times": times});
    sandbox.plan(close(2)).await;
    assert!(matches!(sandbox.call(Call::GetBankList).await, Reply::GetBankList(_)));
    assert!(create(&sandbox).await.is_err());
    assert!(create(&sandbox).await.is_err());
    assert!(create(&sandbox).await.is_ok());
    sandbox.plan(close(9)).await;
    let cleared = sandbox.control(Method::DELETE, "faults", Value::Null).await;
    assert_eq!(cleared.json::<Value>().await.unwrap()["cleared"], 1);
    assert!(create(&sandbox).await.is_ok());
    let struck = sandbox.calls().await.iter().filter(|call| call["injected"] == "close").count();
    assert_eq!(struck, 2);
}
