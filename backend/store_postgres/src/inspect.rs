//! What is seen of a database that is not opened as a store.

use std::time::Duration;

use pse_core::ports::store::OpenError;

use super::reach::Reached;
use super::settings::Settings;

/// Connects to the database and judges the server, without changing anything. `patience` is how long a server that is
/// down, or a standby, is waited for. Returns what an operator should mend, though the service starts with it.
///
/// # Errors
/// Why the store would not be opened.
pub async fn remarks_on(
    settings: &Settings,
    patience: Option<Duration>,
) -> Result<Vec<String>, OpenError> {
    let reached = Reached::new(settings, patience).await?;
    reached.check_room(1)?;
    Ok(reached.remarks)
}
