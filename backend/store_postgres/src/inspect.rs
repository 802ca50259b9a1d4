//! What is seen of a database that is not opened as a store.

use std::time::Duration;

use pse_core::ports::store::{OpenError, Unfinished};

use super::cannot_open::CannotOpen;
use super::copy_mark;
use super::migrations::{self, MIGRATIONS};
use super::reach::Reached;
use super::settings::Settings;
use super::unfinished;

/// Connects to the database and judges the server, without changing anything, also while a service uses it. `patience` is
/// how long a server that is down, or a standby, is waited for. Returns the creating and pending payments, by site and
/// provider (none where there is no store yet), and what an operator should mend, though the service starts with it.
///
/// # Errors
/// Why the store would not be opened.
pub async fn look_into(
    settings: &Settings,
    patience: Option<Duration>,
) -> Result<(Vec<Unfinished>, Vec<String>), OpenError> {
    Ok(Box::pin(look(settings, patience)).await?)
}

async fn look(
    settings: &Settings,
    patience: Option<Duration>,
) -> Result<(Vec<Unfinished>, Vec<String>), CannotOpen> {
    let reached = Reached::new(settings, patience).await?;
    reached.check_room(1)?;
    // Past any pooler and by the role that owns the tables: what would be migrated is what is looked at.
    let direct = reached.direct_within(patience).await?;
    let of_direct = |error: CannotOpen| error.with_key(reached.direct_key());
    let mark = copy_mark::refusal(&direct).await;
    if let Some(why) = mark.map_err(|failure| of_direct(failure.into()))? {
        return Err(of_direct(CannotOpen::Unfit(why)));
    }
    migrations::check(&direct, &MIGRATIONS).await.map_err(|error| of_direct(error.into()))?;
    reached.check_tables(&direct).await?;
    let unfinished = unfinished::in_database(&direct).await;
    let unfinished = unfinished.map_err(|failure| of_direct(failure.into()))?;
    Ok((unfinished, reached.remarks))
}
