//! Which connection makes room for another.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use super::network::Network;
use super::progress::{Phase, Progress};

/// Who a connection is counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Client {
    /// A client's own addresses.
    Address(Network),
    /// The trusted proxies, through which many clients come.
    Proxy,
}

/// How little a connection is needed, and since when: the least of them makes room.
type Need = (Reverse<usize>, u8, Duration);

/// Finds the connection that makes room: of that client, else of whoever has most connections. First those that wait for
/// their client, then event streams; of these the one that has waited longest. Never one whose request is being handled.
pub(super) fn longest_idle(
    clients: &HashMap<Client, HashMap<u64, Arc<Progress>>>,
    of: Option<Client>,
) -> Option<(Client, u64)> {
    let mut found: Option<(Need, Client, u64)> = None;
    for (client, own) in clients.iter().filter(|(client, _)| of.is_none_or(|of| of == **client)) {
        // A proxy's many connections are many clients'.
        let weight = if *client == Client::Proxy { 1 } else { own.len() };
        for (number, progress) in own {
            let Some((class, since)) = idle(progress) else { continue };
            let need = (Reverse(weight), class, since);
            if found.as_ref().is_none_or(|(least, _, _)| need < *least) {
                found = Some((need, *client, *number));
            }
        }
    }
    found.map(|(_, client, number)| (client, number))
}

/// How little it is needed, and since when; `None` when it is.
fn idle(progress: &Progress) -> Option<(u8, Duration)> {
    let (phase, since) = progress.current();
    if let Some(standing) = progress.standing_since() {
        return Some((0, standing));
    }
    match phase {
        Phase::Idle | Phase::Head | Phase::Body => Some((0, since)),
        Phase::Stream => Some((1, since)),
        Phase::Handling | Phase::Answer => None,
    }
}
