//! A panic is a line of the log: where it happened, and not its words, which may quote anybody's text.

use std::panic;

/// Logs panics from now on.
pub(super) fn log_panics() {
    panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(tracing::field::display);
        tracing::error!(place, "The program panicked, which is a fault of ours.");
    }));
}
