//! Many buyers at once: nobody gets another's payment.

use std::sync::Arc;

use crate::harness::{Sandbox, location, payment, text};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buyers_at_the_same_time_are_not_mixed_up() {
    let sandbox = Arc::new(Sandbox::start().await);
    let walks = (0..120).map(|number| {
        let sandbox = Arc::clone(&sandbox);
        tokio::spawn(async move {
            let (bank, state) =
                [("9001", "OK"), ("9002", "NOT_AUTHORIZED"), ("9003", "FAILED")][number % 3];
            let mut transaction = payment(bank);
            transaction.reference = Some(format!("compra-{number}"));
            transaction.return_url = text(&format!("https://shop.example.co/{number}"));
            let created = sandbox.create(transaction).await;
            let start = sandbox.open(&created.bank_url.unwrap()).await;
            assert!(start.has(&format!(">compra-{number}<")));
            let email = format!("buyer{number}@example.co");
            let answer = sandbox.press(&start, "ir", &[("correo", &email)]).await;
            let page = sandbox.open(&location(&answer)).await;
            assert!(page.has(&format!(">compra-{number}<")));
            let answer = sandbox.press(&page, "pagar", &[]).await;
            assert_eq!(location(&answer), format!("https://shop.example.co/{number}"));
            let information = sandbox.information(created.transaction_id.unwrap()).await;
            assert_eq!(information.reference, Some(format!("compra-{number}")));
            assert_eq!(information.transaction_state.as_deref(), Some(state));
            assert_eq!(information.trazability_code, created.trazability_code);
            created.transaction_id.unwrap()
        })
    });
    let mut ids = Vec::new();
    for walk in walks.collect::<Vec<_>>() {
        ids.push(walk.await.unwrap());
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 120);
    assert_eq!(sandbox.transactions().await.len(), 120);
}
