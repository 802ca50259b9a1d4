//! Whether services run that have the database open.

use pse_store_tools::ToolError;

use super::place::Place;
use crate::columns::Columns;
use crate::pool::Client;
use crate::processes::{CLOCK, SILENCE};

/// Refuses a database that a service has open: one that was heard of a moment ago. The database has a store's tables.
pub(super) async fn refuse_living(place: &Place, client: &Client) -> Result<(), ToolError> {
    let silence = SILENCE.as_micros();
    let question =
        format!("SELECT count(*) AS living FROM processes WHERE heard_at >= {CLOCK} - {silence}");
    let row = client.first(&question, &[]).await.map_err(|failure| place.failed(&failure))?;
    let living: Option<i64> = row
        .map(|row| Columns::of(&row).get("living"))
        .transpose()
        .map_err(|failure| place.failed(&failure))?;
    match living {
        None | Some(0) => Ok(()),
        Some(living) => Err(place.says(format!(
            "a service uses the database ({living} heard of within {} s): stop it first; one that was killed is forgotten after \
             that time",
            SILENCE.as_secs()
        ))),
    }
}
