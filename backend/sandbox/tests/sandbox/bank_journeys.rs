//! Each test bank, walked by a buyer with neither cookies nor JavaScript.

use std::time::Duration;

use pse_placetopay::TransactionInformation;
use reqwest::StatusCode;

use crate::harness::{RETURN_URL, Sandbox, location};

/// Presses `action` at `bank`; what the service then says.
async fn end(sandbox: &Sandbox, bank: &str, action: &str) -> TransactionInformation {
    let (created, page) = sandbox.go_to_bank(bank).await;
    let id = created.transaction_id.unwrap();
    assert_eq!(sandbox.state(id).await, "PENDING");
    let answer = sandbox.press(&page, action, &[]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), RETURN_URL);
    sandbox.information(id).await
}

fn outcome(information: &TransactionInformation) -> (&str, i32, &str) {
    (
        information.transaction_state.as_deref().unwrap(),
        information.response_code.unwrap(),
        information.response_reason_code.as_deref().unwrap(),
    )
}

#[tokio::test]
async fn each_test_bank_ends_as_its_code_promises() {
    let sandbox = Sandbox::start().await;
    for (bank, expected) in [
        ("9001", ("OK", 1, "00")),
        ("9002", ("NOT_AUTHORIZED", 2, "05")),
        ("9003", ("FAILED", 0, "XH")),
        ("9004", ("PENDING", 3, "?-")),
        ("9005", ("PENDING", 3, "?-")),
        ("1007", ("OK", 1, "00")),
    ] {
        let information = end(&sandbox, bank, "pagar").await;
        assert_eq!(outcome(&information), expected, "{bank}");
    }
}

#[tokio::test]
async fn at_1022_the_tester_chooses() {
    let sandbox = Sandbox::start().await;
    for (action, expected) in [
        ("aprobar", ("OK", 1, "00")),
        ("rechazar", ("NOT_AUTHORIZED", 2, "05")),
        ("fallar", ("FAILED", 0, "XH")),
        ("pendiente", ("PENDING", 3, "?-")),
        ("cancelar", ("NOT_AUTHORIZED", 2, "?C")),
    ] {
        let information = end(&sandbox, "1022", action).await;
        assert_eq!(outcome(&information), expected, "{action}");
    }
}

#[tokio::test]
async fn an_approved_payment_is_told_as_observed() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("9001").await;
    let id = created.transaction_id.unwrap();
    let pending = sandbox.information(id).await;
    assert_eq!(pending.transaction_cycle, Some(-1));
    assert_eq!(pending.on_test, Some(true));
    assert_eq!(pending.return_code.as_deref(), Some("SUCCESS"));
    assert_eq!(pending.request_date, pending.bank_process_date);
    sandbox.set_clock(100).await;
    sandbox.press(&page, "pagar", &[]).await;
    let approved = sandbox.information(id).await;
    assert_eq!(approved.response_reason_text.as_deref(), Some("Aprobada"));
    assert_eq!(approved.transaction_id, Some(id));
    assert_eq!(approved.session_id, created.session_id);
    assert_eq!(approved.trazability_code, created.trazability_code);
    assert_eq!(approved.reference.as_deref(), Some("406331868"));
    assert_eq!(approved.request_date, pending.request_date);
    let processed = approved.bank_process_date.unwrap();
    assert!(processed.ends_with("-05:00") && Some(&processed) > approved.request_date.as_ref());
}

#[tokio::test]
async fn bank_9004_approves_a_while_after_the_confirmation_by_the_sandboxs_clock() {
    let sandbox =
        Sandbox::start_with(|config| config.approve_after = Duration::from_secs(120)).await;
    let (created, page) = sandbox.go_to_bank("9004").await;
    let id = created.transaction_id.unwrap();
    // The while starts when the buyer confirms, not when the transaction is created.
    sandbox.set_clock(300).await;
    assert_eq!(sandbox.state(id).await, "PENDING");
    sandbox.press(&page, "pagar", &[]).await;
    for (offset, state) in [(300, "PENDING"), (410, "PENDING"), (425, "OK")] {
        sandbox.set_clock(offset).await;
        assert_eq!(sandbox.state(id).await, state, "{offset} s later");
    }
}

#[tokio::test]
async fn bank_9005_stays_pending_for_good() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("9005").await;
    sandbox.press(&page, "pagar", &[]).await;
    sandbox.set_clock(30 * 24 * 60 * 60).await;
    assert_eq!(sandbox.state(created.transaction_id.unwrap()).await, "PENDING");
}

#[tokio::test]
async fn a_second_confirmation_changes_nothing() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("1022").await;
    sandbox.press(&page, "rechazar", &[]).await;
    let first = sandbox.information(created.transaction_id.unwrap()).await;
    for action in ["aprobar", "cancelar"] {
        let again = sandbox.press(&page, action, &[]).await;
        assert_eq!(location(&again), RETURN_URL);
        assert_eq!(sandbox.information(created.transaction_id.unwrap()).await, first);
    }
    let mails = sandbox.open("/correo").await.html.matches("<article").count();
    assert_eq!(mails, 1, "the buyer is told once");
}

#[tokio::test]
async fn a_buyer_who_confirmed_cannot_cancel_any_more() {
    let sandbox = Sandbox::start().await;
    let (created, page) = sandbox.go_to_bank("9005").await;
    sandbox.press(&page, "pagar", &[]).await;
    sandbox.press(&page, "cancelar", &[]).await;
    assert_eq!(sandbox.state(created.transaction_id.unwrap()).await, "PENDING");
}
