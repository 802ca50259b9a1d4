//! What a database has for itself: columns whose values follow from others, and rows that stand for others.

use pse_shared::Person;
use pse_store_tools::rows::{Cell, Row};

use super::catalog::Stored;
use super::cells::Kind;
use crate::persons::found_by;

/// The columns that another kind of store need not have. A payment's position is its place among those that are added, which
/// come in the order of their ids, and so of their time.
const OWN: [(&str, &str); 4] = [
    ("persons", "document"),
    ("persons", "document_type"),
    ("persons", "email_address"),
    ("payments", "position"),
];

/// Whether a column is the database's own.
pub(super) fn is_own(table: &str, column: &str) -> bool {
    OWN.contains(&(table, column))
}

/// What rows of a table are read from. Of the counts, each connection has rows of its own: their sum means something.
pub(super) fn read_from(table: &str) -> &str {
    match table {
        "payment_counts" => {
            "(SELECT site, provider, state, sum(payments)::bigint AS payments FROM payment_counts GROUP BY 1, 2, 3)
             AS payment_counts"
        }
        other => other,
    }
}

/// Whether a column of a table is among those of [`read_from`].
pub(super) fn is_read(table: &str, column: &str) -> bool {
    (table, column) != ("payment_counts", "counter")
}

/// What a column is read as. While a notification is in the queue, when it is tried next stands there.
pub(super) fn read_as(table: &str, column: &str) -> String {
    match (table, column) {
        ("notifications", "next_attempt_at") => {
            "coalesce((SELECT next_at FROM notification_queue WHERE notification_queue.position = notifications.position),
                 notifications.next_attempt_at) AS next_attempt_at"
                .to_owned()
        }
        (table, column) => format!("{table}.{column}"),
    }
}

/// The values of a table's own columns for rows of these columns, in the order of the columns that are returned with them:
/// by what a person is found is in the person's data. `None` where that cannot be read.
pub(super) fn made(
    table: &str,
    columns: &[String],
    rows: &[Row],
) -> Option<(Vec<Stored>, Vec<Row>)> {
    let place = columns.iter().position(|column| column == "data");
    if table != "persons" || columns.iter().any(|column| is_own(table, column)) {
        return Some((Vec::new(), vec![Row::new(); rows.len()]));
    }
    let made = |row: &Row| {
        let Some(Cell::Text(data)) = row.get(place?) else { return None };
        let person: Person = serde_json::from_str(data).ok()?;
        let [document, kind, email] = found_by(&person);
        let optional = |text: String| if text.is_empty() { Cell::Null } else { Cell::Text(text) };
        Some(vec![Cell::Text(document), optional(kind), optional(email)])
    };
    let stored = |name: &str| Stored { name: name.to_owned(), kind: Kind::Text };
    let own = ["document", "document_type", "email_address"].map(stored);
    Some((own.to_vec(), rows.iter().map(made).collect::<Option<_>>()?))
}
