//! How results are shown to people.

use std::fmt::Write;
use std::path::Path;

use pse_store_postgres::tools::stats::DatabaseStats;
use pse_store_sqlite::backup::BackupMade;
use pse_store_sqlite::restore::Restored;
use pse_store_sqlite::stats::StoreStats;
use pse_store_tools::copy::Copied;
use pse_store_tools::held::Held;

/// What an SQLite file has, as a table.
#[must_use]
pub fn file_stats(stats: &StoreStats) -> String {
    let size = format!("{} bytes, {} of them free", stats.file_bytes, stats.free_bytes);
    let lines = [
        ("file", stats.file.clone()),
        ("size", size),
        ("log", format!("{} bytes", stats.log_bytes)),
    ];
    table(&lines, &stats.held)
}

/// What a PostgreSQL database has, as a table.
#[must_use]
pub fn database_stats(stats: &DatabaseStats) -> String {
    let lines = [
        ("database", stats.database.clone()),
        ("size", format!("{} bytes", stats.database_bytes)),
        ("dead rows", format!("about {}", stats.dead_rows)),
        ("services", stats.processes.to_string()),
    ];
    table(&lines, &stats.held)
}

fn table(first: &[(&str, String)], held: &Held) -> String {
    let mut lines: Vec<(String, String)> =
        first.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    lines.push(("schema".to_owned(), format!("version {}", held.schema_version)));
    for table in &held.tables {
        let states: Vec<String> =
            table.states.iter().map(|(state, rows)| format!("{state} {rows}")).collect();
        let states =
            if states.is_empty() { String::new() } else { format!(" ({})", states.join(", ")) };
        lines.push((table.table.clone(), format!("{}{states}", table.rows)));
    }
    let moment = |at: Option<jiff::Timestamp>| at.map_or("none".to_owned(), |at| at.to_string());
    lines.push(("next probe due".to_owned(), moment(held.oldest_due_probe)));
    let undelivered = held.undelivered_notifications;
    lines.push(("undelivered notifications".to_owned(), undelivered.to_string()));
    lines.push(("oldest undelivered".to_owned(), moment(held.oldest_undelivered)));
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    lines.iter().fold(String::new(), |mut text, (name, value)| {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{name:width$}  {value}");
        text
    })
}

/// A backup that was made.
#[must_use]
pub fn backup(made: &BackupMade) -> String {
    format!("{} ({} bytes)\n", made.file.display(), made.bytes)
}

/// What to do once a backup is in the store's place.
#[must_use]
pub fn restored(backup: &Path, store: &Path, restored: &Restored) -> String {
    let kept = match &restored.kept {
        Some(kept) => format!("The file of before is kept as {}.\n", kept.display()),
        None => String::new(),
    };
    format!(
        "{} is in the place of {} and will be used at the next start.\n{kept}{AFTERWARDS}",
        backup.display(),
        store.display()
    )
}

/// What to do once a backup is in a database.
#[must_use]
pub fn put_back(backup: &Path, database: &str) -> String {
    format!("{} is in {database}, which may be used now.\n{AFTERWARDS}", backup.display())
}

/// What a backup does not have.
const AFTERWARDS: &str = "What happened after the backup was made is not in it:\n\
     - Payments that were pending then are asked about once they are due, and end as the provider says. Their notifications may come a second time, with other ids.\n\
     - Payments that began later are known to the provider alone. Compare its panel with GET /v1/payments from the backup's time on, by reference, \
     before anything is delivered or paid back.\n\
     - A reference that was used later is refused by the provider when it is used again: give such an order another one.\n";

/// The rows that were compared, table by table.
#[must_use]
pub fn compared(copied: &Copied) -> String {
    let mut text = String::new();
    for (table, rows) in &copied.tables {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{table}  {rows} rows, all compared");
    }
    text
}

/// What to do once everything was copied.
#[must_use]
pub fn copied(from: &str, to: &str) -> String {
    format!(
        "Everything of {from} is in {to}. Set store.url to that and start the service; none starts on the old store any more \
         (pse-backend store copy --undo).\n"
    )
}
