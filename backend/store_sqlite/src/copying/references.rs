//! Some of what a row says of people may be written in the row alone, where another kind of store has only references: nobody at
//! all (`{}`) as a buyer, which is not the same as no buyer. They get their places among the people; what is read stays the same.

use rusqlite::{Connection, TransactionBehavior};

use crate::persons;

/// Whoever is written in a row without being referred to: the table, the column, and the column of the reference.
const WRITTEN: [(&str, &str, &str); 4] = [
    ("checkouts", "payer", "payer_id"),
    ("checkouts", "buyer", "buyer_id"),
    ("checkouts", "shipping", "shipping_id"),
    ("payments", "payer", "payer_id"),
];

/// Lets every row refer to the people it names. A payer without any data is read the same without a reference.
///
/// # Errors
/// When SQLite fails; nothing is changed then.
pub(super) fn complete(connection: &mut Connection) -> rusqlite::Result<()> {
    persons::add_function(connection)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (table, written, reference) in WRITTEN {
        let that = format!(
            "{reference} IS NULL AND {written} IS NOT NULL AND ({written} <> '{{}}' OR '{written}' <> 'payer')"
        );
        transaction.execute(
            &format!(
                "INSERT INTO persons (site, digest, data)
                 SELECT DISTINCT site, person_digest({written}), {written} FROM {table} WHERE {that}
                 ON CONFLICT DO NOTHING"
            ),
            [],
        )?;
        transaction.execute(
            &format!(
                "UPDATE {table} SET {reference} = (
                     SELECT persons.id FROM persons WHERE persons.site = {table}.site
                         AND document = coalesce({table}.{written} ->> '$.document', '')
                         AND digest = person_digest({table}.{written}))
                 WHERE {that}"
            ),
            [],
        )?;
    }
    transaction.commit()
}
