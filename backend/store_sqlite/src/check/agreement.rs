//! Rows agree with each other as the service keeps them: what no rule of the database holds by itself.

use pse_store_tools::agreement::{RULES, Rule};
use rusqlite::Connection;

/// How many findings of one kind are told.
const MOST: usize = 20;

/// What must not be in a file, beside what must not be in any store.
const OWN: Rule = Rule {
    what: "a notification waits behind none, or does not wait behind an earlier one",
    question: "SELECT id FROM notifications AS later NOT INDEXED WHERE state = 'due' AND behind <> EXISTS (
         SELECT 1 FROM notifications AS earlier WHERE earlier.payment_id = later.payment_id
             AND earlier.position < later.position AND earlier.state = 'due')",
};

/// Finds what does not agree, also a row that refers to one that is not there.
///
/// # Errors
/// When SQLite fails, by finding damage, too.
pub(crate) fn disagreements(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut findings = references(connection)?;
    for Rule { what, question } in RULES.iter().chain([&OWN]) {
        let mut statement = connection.prepare(question)?;
        let subjects = statement.query_map([], |row| row.get::<_, String>(0))?;
        for subject in subjects.take(MOST) {
            findings.push(format!("{what}: {}", subject?));
        }
    }
    Ok(findings)
}

/// Rows that refer to a row that is not there.
///
/// # Errors
/// When SQLite fails, by finding damage, too.
pub(crate) fn references(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let finding = |row: &rusqlite::Row<'_>| {
        let (table, number, parent): (String, Option<i64>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let number = number.map(|number| format!(" {number}")).unwrap_or_default();
        Ok(format!("a row{number} of {table} refers to one of {parent} that is not there"))
    };
    statement.query_map([], finding)?.take(MOST).collect()
}
