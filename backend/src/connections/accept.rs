//! Accepts connections until the stop, and lets those under way finish.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::time::{Interval, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::one_connection;
use super::table::ConnectionTable;

/// How often connections are looked through for what takes too long.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long nothing is accepted after the system gave no connection.
const REST: Duration = Duration::from_millis(50);
/// How often it is said that the system gives no connections.
const SAY_EVERY: u32 = 200;

/// Serves a router on a listener. Returns once `stop` is cancelled and every connection has ended; dropping it ends them.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    table: Arc<ConnectionTable>,
    stop: CancellationToken,
) {
    let connections = TaskTracker::new();
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    accept_until(&stop, &listener, &connections, (&router, &table), &mut look).await;
    // Who connects from now on is refused by the system.
    drop(listener);
    table.finish_all();
    connections.close();
    loop {
        tokio::select! {
            () = connections.wait() => return,
            _ = look.tick() => table.close_overdue(),
        }
    }
}

async fn accept_until(
    stop: &CancellationToken,
    listener: &TcpListener,
    connections: &TaskTracker,
    (router, table): (&Router, &Arc<ConnectionTable>),
    look: &mut Interval,
) {
    let mut rest = interval(REST);
    let mut failures = 0_u32;
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            _ = look.tick() => {
                table.close_overdue();
                continue;
            }
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                if let Some(place) = table.admit(peer.ip()) {
                    let router = router.clone();
                    connections.spawn(one_connection::serve(stream, peer, router, place));
                }
            }
            Err(error) if is_clients(&error) => {}
            Err(error) => {
                if failures.is_multiple_of(SAY_EVERY) {
                    tracing::warn!(%error, "The system gives no connection; the longest idle one is closed.");
                }
                failures = failures.wrapping_add(1);
                table.make_room();
                rest.reset();
                rest.tick().await;
            }
        }
    }
}

/// Whether it went wrong for that one client alone.
fn is_clients(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}

#[cfg(test)]
mod tests;
