//! The time of day, for seeds, rows and the date of a run.

use jiff::Timestamp;

/// The time now.
#[expect(clippy::disallowed_methods, reason = "this is no service: here its time enters")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Waits so long.
#[expect(clippy::disallowed_methods, reason = "a load lasts as long as it is asked to")]
pub(crate) async fn pass(time: std::time::Duration) {
    tokio::time::sleep(time).await;
}
