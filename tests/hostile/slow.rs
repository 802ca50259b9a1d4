//! Clients that never finish what they begin: others are served meanwhile, and nothing is made of what was only begun.

use pse_tests::Backend;

use crate::wire::{Wire, last_request, statuses, statuses_in};

/// How many hang on of each kind.
const EACH: usize = 40;

/// What is begun and not finished.
fn begun(checkout: &str) -> Vec<String> {
    let pay = |rest: &str| {
        let kind = "host: 127.0.0.1\r\ncontent-type: application/json\r\n";
        format!("POST /v1/checkouts/{checkout}/payments HTTP/1.1\r\n{kind}{rest}")
    };
    vec![
        String::new(),
        "G".to_owned(),
        "GET /v1/banks HTTP/1.1\r\nhost: 127.0.0.1\r\n".to_owned(),
        pay("x-one: by on"),
        pay("content-length: 300\r\n\r\n{\"bank_code\": "),
        pay("content-length: 60000\r\nexpect: 100-continue\r\n\r\n"),
        pay("transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"),
        pay("transfer-encoding: chunked\r\n\r\nFFFF"),
    ]
}

#[tokio::test]
async fn while_many_never_finish_a_buyer_pays() {
    let backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let mut hanging = Vec::new();
    for _ in 0..EACH {
        for bytes in begun(&buyer.checkout) {
            let mut wire = Wire::to(&backend.url).await;
            wire.write(bytes).await;
            hanging.push(wire);
        }
    }
    assert_eq!(statuses(&backend.url, last_request()).await, [200]);
    let _ = buyer.begins_with("9001").await;
    // Who now gives up has paid nothing.
    for wire in &mut hanging {
        wire.ends().await;
    }
    for wire in &mut hanging {
        let answered = statuses_in(&wire.reads_to_the_end().await);
        assert!(answered.iter().all(|status| !(200..300).contains(status)), "{answered:?}");
    }
    assert_eq!(backend.shop().payments().await.len(), 1);
    assert_eq!(backend.sandbox.calls("createTransaction").await, 1);
    assert!(!backend.log().contains("panicked"), "{}", backend.log());
}
