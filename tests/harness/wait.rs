//! Waiting for something to be so, by looking: never for a while and hoping.

use std::time::Duration;

use tokio::time::{interval, timeout};

/// How long anything may take before its test fails.
pub const TIMEOUT: Duration = Duration::from_secs(20);
/// The pause between two looks.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// Looks until there is something, and gives it back.
///
/// # Panics
/// When there is nothing after [`TIMEOUT`]; says what was waited for.
pub async fn wait_until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        let mut pause = interval(POLL_INTERVAL);
        loop {
            pause.tick().await;
            if let Some(found) = look().await {
                return found;
            }
        }
    };
    timeout(TIMEOUT, looking).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}
