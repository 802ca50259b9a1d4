//! Which server answers: told from another one, and from one that was left behind when its standby was promoted.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use tokio_postgres::{Client, SimpleQueryMessage};

/// What every version tells to every role. It fails where there is no log of changes of its own, on a standby and in some
/// databases that only speak like PostgreSQL.
const QUESTION: &str =
    "SELECT system_identifier, substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
         extract(epoch FROM pg_postmaster_start_time())
     FROM pg_control_system()";

/// What a server that can be written is told by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    /// The same for a primary and its standbys; a server that was set up anew has another.
    system: String,
    /// Grows with each promotion of a standby.
    timeline: u32,
    /// When it was started.
    started: String,
}

impl Identity {
    /// Asks a server; `None` where it does not tell.
    pub(crate) async fn asked(client: &Client) -> Option<Self> {
        let answer = client.simple_query(QUESTION).await.ok()?;
        answer.iter().find_map(|message| {
            let SimpleQueryMessage::Row(row) = message else { return None };
            Some(Self {
                system: row.get(0)?.to_owned(),
                timeline: u32::from_str_radix(row.get(1)?, 16).ok()?,
                started: row.get(2)?.to_owned(),
            })
        })
    }

    /// Whether two connections lead to one server that runs.
    pub(crate) fn is_same_run(&self, other: &Self) -> bool {
        self == other
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "system {}, timeline {}", self.system, self.timeline)
    }
}

/// The server that a way has led to so far, as far as it was promoted.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<Option<Identity>>);

impl Known {
    /// What is known of the server.
    pub(crate) fn identity(&self) -> Option<Identity> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes note of the server that a new connection leads to. The error says why it must not be written.
    pub(crate) fn admit(&self, found: Identity) -> Result<(), String> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some(known) if known.system != found.system => Err(format!(
                "it is another database cluster ({found}) than the one that was written so far ({known}); \
                 where that is meant, start this process again"
            )),
            Some(known) if found.timeline < known.timeline => Err(format!(
                "it was left behind ({found}) when its standby was promoted ({known}): stop it, it must not be written"
            )),
            _ => {
                *known = Some(found);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(system: &str, timeline: u32) -> Identity {
        Identity { system: system.to_owned(), timeline, started: "1".to_owned() }
    }

    #[test]
    fn a_promoted_standby_is_followed_and_what_it_left_behind_is_not_written_any_more() {
        let known = Known::default();
        for timeline in [1, 1, 2, 4] {
            assert_eq!(known.admit(identity("a", timeline)), Ok(()), "{timeline}");
        }
        let error = known.admit(identity("a", 3)).unwrap_err();
        assert!(
            error.starts_with("it was left behind (system a, timeline 3) when its standby"),
            "{error}"
        );
        let error = known.admit(identity("b", 5)).unwrap_err();
        assert!(
            error.starts_with("it is another database cluster (system b, timeline 5)"),
            "{error}"
        );
        assert_eq!(known.identity(), Some(identity("a", 4)));
    }
}
