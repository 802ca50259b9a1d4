//! Free ports, and waiting until something answers.

use std::time::{Duration, Instant};

use super::Process;
use crate::clock::pass;
use crate::failure::Failure;

/// How long a program may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// An address of this machine that nothing listens on.
pub(crate) fn free() -> Result<String, Failure> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// Waits until the program answers at the address with success.
pub(crate) async fn answers(process: &mut Process, url: &str) -> Result<(), Failure> {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        let answer = http.get(url).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return Ok(());
        }
        if process.has_ended() {
            return Err(format!("{url}: the program has ended: {}", process.last_words()).into());
        }
        pass(Duration::from_millis(20)).await;
    }
    Err(format!("nothing answers at {url}: {}", process.last_words()).into())
}
