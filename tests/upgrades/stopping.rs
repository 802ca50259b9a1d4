//! A service that is asked to stop, as an operator does.

use pse_tests::{Backend, Setup};

/// Asks a service to stop, which must end well, and gives its setup.
pub(crate) async fn stops(mut service: Backend) -> Setup {
    service.ask_to_stop();
    assert!(service.exit().await.success());
    let log = service.log();
    assert!(log.contains(r#""all_done":true"#), "{log}");
    service.left_behind()
}
