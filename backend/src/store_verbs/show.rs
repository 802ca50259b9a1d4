//! How results are shown to people.

use std::fmt::Write;
use std::path::Path;

use pse_store_sqlite::copying::copy::Copied;
use pse_store_sqlite::restore::Restored;
use pse_store_sqlite::stats::StoreStats;

/// What a store has, as a table.
#[must_use]
pub fn stats(stats: &StoreStats) -> String {
    let mut lines: Vec<(String, String)> = vec![
        ("file".to_owned(), stats.file.clone()),
        (
            "size".to_owned(),
            format!("{} bytes, {} of them free", stats.file_bytes, stats.free_bytes),
        ),
        ("log".to_owned(), format!("{} bytes", stats.log_bytes)),
        ("schema".to_owned(), format!("version {}", stats.schema_version)),
    ];
    for table in &stats.tables {
        let states: Vec<String> =
            table.states.iter().map(|(state, rows)| format!("{state} {rows}")).collect();
        let states =
            if states.is_empty() { String::new() } else { format!(" ({})", states.join(", ")) };
        lines.push((table.table.clone(), format!("{}{states}", table.rows)));
    }
    let moment = |at: Option<jiff::Timestamp>| at.map_or("none".to_owned(), |at| at.to_string());
    lines.push(("next probe due".to_owned(), moment(stats.oldest_due_probe)));
    let undelivered = stats.undelivered_notifications;
    lines.push(("undelivered notifications".to_owned(), undelivered.to_string()));
    lines.push(("oldest undelivered".to_owned(), moment(stats.oldest_undelivered)));
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    lines.iter().fold(String::new(), |mut text, (name, value)| {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{name:width$}  {value}");
        text
    })
}

/// What to do once a backup is in the store's place.
#[must_use]
pub fn restored(backup: &Path, store: &Path, restored: &Restored) -> String {
    let kept = match &restored.kept {
        Some(kept) => format!("The file of before is kept as {}.\n", kept.display()),
        None => String::new(),
    };
    format!(
        "{} is in the place of {} and will be used at the next start.\n{kept}\
         What happened after the backup was made is not in it:\n\
         - Payments that were pending then are asked about once they are due, and end as the provider says. Their notifications may come a second time, with other ids.\n\
         - Payments that began later are known to the provider alone. Compare its panel with GET /v1/payments from the backup's time on, by reference, \
         before anything is delivered or paid back.\n\
         - A reference that was used later is refused by the provider when it is used again: give such an order another one.\n",
        backup.display(),
        store.display()
    )
}

/// What was copied, and what to do now.
#[must_use]
pub fn copied(from: &Path, to: &Path, copied: &Copied) -> String {
    let mut text = String::new();
    for (table, rows) in &copied.tables {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{table}  {rows} rows, all compared");
    }
    let (from, to) = (from.display(), to.display());
    text.push_str(&format!(
        "Everything of {from} is in {to}. Set store.url to sqlite:{to} and start the service; none starts on the old store any more \
         (pse-backend store copy --undo).\n"
    ));
    text
}
