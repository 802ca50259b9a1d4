//! Rows agree with each other as the service keeps them: what no rule of the database holds by itself.

use rusqlite::Connection;

/// How many findings of one kind are told.
const MOST: usize = 20;

/// What must not be, each with a statement that lists what is so all the same.
const RULES: [(&str, &str); 10] = [
    (
        "the count of payments is wrong for site, provider and state",
        "SELECT site || ', ' || provider || ', ' || state
         FROM (SELECT site, provider, state, count(*) AS counted FROM payments NOT INDEXED GROUP BY 1, 2, 3)
             FULL JOIN payment_counts USING (site, provider, state)
         WHERE coalesce(counted, 0) <> coalesce(payments, 0)",
    ),
    (
        "a pending payment has no time to be asked about, or another one has",
        "SELECT id FROM payments NOT INDEXED WHERE (state = 'pending') <> (next_probe_at IS NOT NULL)",
    ),
    (
        "several payments of a checkout are alive or paid",
        "SELECT checkout_id FROM payments NOT INDEXED WHERE state IN ('creating', 'pending', 'approved')
         GROUP BY checkout_id HAVING count(*) > 1",
    ),
    (
        "several payments of a reference are alive or paid",
        "SELECT site || ', ' || merchant_reference FROM payments NOT INDEXED
         WHERE state IN ('creating', 'pending', 'approved') GROUP BY site, merchant_reference HAVING count(*) > 1",
    ),
    (
        "a payment and its checkout differ in site, reference, currency or amounts",
        "SELECT payments.id FROM payments NOT INDEXED JOIN checkouts ON checkouts.id = checkout_id
         WHERE (payments.site, merchant_reference, payments.currency, payments.total_amount, payments.tax_amount,
                payments.devolution_base, payments.tip_amount)
             <> (checkouts.site, checkouts.reference, checkouts.currency, checkouts.total_amount, checkouts.tax_amount,
                checkouts.devolution_base, checkouts.tip_amount)",
    ),
    (
        "a checkout is not as its living or paid payment makes it",
        "SELECT checkouts.id FROM checkouts NOT INDEXED LEFT JOIN payments
             ON checkout_id = checkouts.id AND payments.state IN ('creating', 'pending', 'approved')
         WHERE checkouts.state <> CASE payments.state
             WHEN 'approved' THEN 'paid' WHEN 'creating' THEN 'pending' WHEN 'pending' THEN 'pending' ELSE 'open' END",
    ),
    (
        "a payment's history has a gap",
        "SELECT payment_id || ', version ' || version FROM (
             SELECT payment_id, version, from_state,
                 lag(to_state) OVER (PARTITION BY payment_id ORDER BY version) AS before
             FROM payment_history)
         WHERE from_state IS NOT before",
    ),
    (
        "a payment is not in the state in which its history ends",
        "SELECT id FROM payments NOT INDEXED WHERE state IS NOT (
             SELECT to_state FROM payment_history WHERE payment_id = id ORDER BY version DESC LIMIT 1)",
    ),
    (
        "a payment's history goes beyond its version",
        "SELECT id FROM payments NOT INDEXED WHERE version < (
             SELECT max(version) FROM payment_history WHERE payment_id = id)",
    ),
    (
        "a notification waits behind none, or does not wait behind an earlier one",
        "SELECT id FROM notifications AS later NOT INDEXED WHERE state = 'due' AND behind <> EXISTS (
             SELECT 1 FROM notifications AS earlier WHERE earlier.payment_id = later.payment_id
                 AND earlier.position < later.position AND earlier.state = 'due')",
    ),
];

/// Finds what does not agree, also a row that refers to one that is not there.
///
/// # Errors
/// When SQLite fails, by finding damage, too.
pub(crate) fn disagreements(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut findings = references(connection)?;
    for (rule, question) in RULES {
        let mut statement = connection.prepare(question)?;
        let subjects = statement.query_map([], |row| row.get::<_, String>(0))?;
        for subject in subjects.take(MOST) {
            findings.push(format!("{rule}: {}", subject?));
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
