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

/// Lets time pass, where what a test waits for is that nothing happens, or has a moment of its own.
pub async fn pause(duration: Duration) {
    // Running out is the point.
    let _ = timeout(duration, std::future::pending::<()>()).await;
}

/// Looks until there is something, for as long as that, and gives it back.
///
/// # Panics
/// When there is nothing then; says what was waited for.
pub async fn wait_long<T>(
    what: &str,
    longest: Duration,
    mut look: impl AsyncFnMut() -> Option<T>,
) -> T {
    let looking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            pause(Duration::from_millis(200)).await;
        }
    };
    timeout(longest, looking).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}
