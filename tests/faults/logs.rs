//! A log that cannot be written: full, closed or never read. It is counted, and harms nothing.

use std::fs::File;
use std::io::{Write as _, pipe};
use std::process::Stdio;
use std::thread;

use pse_tests::{Setup, wait_until};

/// Takes a payment to its end with the log going there, and stops. Returns how many lines were lost.
async fn pays_and_stops(setup: Setup, log: impl Into<Stdio>) -> u64 {
    let mut backend = setup.start_unheard(log).await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    let lost = wait_until("the count of lost lines", async || {
        let metrics = backend.metrics().await;
        let lost = metrics.lines().find_map(|line| line.strip_prefix("pse_log_lines_lost_total "));
        lost.map(|lost| lost.parse().unwrap()).filter(|lost: &u64| *lost > 0)
    })
    .await;
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    lost
}

#[tokio::test]
async fn a_full_log_harms_no_payment() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    assert!(pays_and_stops(Setup::new(), full).await > 1);
}

#[tokio::test]
async fn a_closed_log_harms_no_payment() {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    assert!(pays_and_stops(Setup::new(), writer).await > 1);
}

#[tokio::test]
async fn a_log_that_nobody_reads_harms_no_payment() {
    let (reader, mut writer) = pipe().unwrap();
    let log = writer.try_clone().unwrap();
    // More than any pipe holds: whatever room there is, it is taken.
    let filling = thread::spawn(move || writer.write_all(&vec![b'\n'; 8 << 20]));
    let mut backend = Setup::new().start_unheard(log).await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    assert_eq!(buyer.sees().await["state"], "paid");
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    drop(reader);
    assert!(filling.join().unwrap().is_err());
}
