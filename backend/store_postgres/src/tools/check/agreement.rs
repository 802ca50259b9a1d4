//! Rows agree with each other as the service keeps them: what no rule of the database holds by itself.

use pse_store_tools::agreement::{RULES, Rule};

use crate::columns::Columns;
use crate::failure::Failure;
use crate::pool::Client;
use crate::tools::catalog;

/// How many findings of one kind are told.
const MOST: usize = 20;

/// What must not be in a database, beside what must not be in any store.
const OWN: [Rule; 4] = [
    Rule {
        what: "a pending payment is not in the probe's list with its time, or another one is in it",
        question: "SELECT coalesce(id, 'position ' || position) FROM payments FULL JOIN payment_probes USING (position)
             WHERE next_probe_at IS DISTINCT FROM next_at OR id IS DISTINCT FROM coalesce(payment_id, id)",
    },
    Rule {
        what: "an undelivered notification is not in the queue, or another one is in it",
        question: "SELECT coalesce(id, 'position ' || position)
             FROM notifications FULL JOIN notification_queue AS queued USING (position)
             WHERE (state = 'due') IS DISTINCT FROM (queued.next_at IS NOT NULL)",
    },
    Rule {
        what: "a notification waits behind none, or does not wait behind an earlier one",
        question: "SELECT 'position ' || position FROM notification_queue AS later WHERE behind <> EXISTS (
             SELECT 1 FROM notification_queue AS earlier
             WHERE earlier.payment_id = later.payment_id AND earlier.position < later.position)",
    },
    Rule {
        what: "a payment refers to words of consent that are not there",
        question: "SELECT id FROM payments WHERE consent_id IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM consent_texts WHERE consent_texts.id = consent_id)",
    },
];

/// Finds what does not agree.
pub(crate) async fn disagreements(client: &Client) -> Result<Vec<String>, Failure> {
    let mut findings = Vec::new();
    for Rule { what, question } in RULES.iter().chain(&OWN) {
        let rows = client.rows(&question.replace(" NOT INDEXED", ""), &[]).await?;
        for row in rows.iter().take(MOST) {
            findings.push(format!("{what}: {}", row.try_get::<_, String>(0)?));
        }
    }
    for (table, column) in catalog::numbered(client).await? {
        let question = format!(
            "SELECT coalesce((SELECT max({column}) FROM {table})
                 > coalesce(pg_sequence_last_value(pg_get_serial_sequence('{table}', '{column}')::regclass), 0), false) AS taken"
        );
        let row = client.first(&question, &[]).await?;
        if row.map(|row| Columns::of(&row).get("taken")).transpose()? == Some(true) {
            findings.push(format!("new rows of {table} would get numbers that are taken"));
        }
    }
    Ok(findings)
}

/// Rows that refer to a row that is not there: the server holds that itself, if nobody has switched it off.
pub(crate) async fn references(client: &Client) -> Result<Vec<String>, Failure> {
    let mut findings = Vec::new();
    for (question, what) in questions(client).await? {
        let row = client.first(&question, &[]).await?;
        let count: Option<i64> = row.map(|row| Columns::of(&row).get("counted")).transpose()?;
        if let Some(count @ 1..) = count {
            findings.push(format!("{count} {what}"));
        }
    }
    Ok(findings)
}

/// A question for each reference that the schema has, and what its answer counts.
async fn questions(client: &Client) -> Result<Vec<(String, String)>, Failure> {
    let references = "SELECT child.relname::text AS child, parent.relname::text AS parent,
             near.attname::text AS near, far.attname::text AS far
         FROM pg_constraint
             JOIN pg_class AS child ON child.oid = conrelid JOIN pg_class AS parent ON parent.oid = confrelid
             JOIN pg_attribute AS near ON near.attrelid = conrelid AND near.attnum = conkey[1]
             JOIN pg_attribute AS far ON far.attrelid = confrelid AND far.attnum = confkey[1]
         WHERE contype = 'f' AND cardinality(conkey) = 1 AND connamespace = current_schema()::regnamespace
         ORDER BY 1, 3";
    let question = |row: &tokio_postgres::Row| {
        let columns = Columns::of(row);
        let (child, near): (String, String) = (columns.get("child")?, columns.get("near")?);
        let (parent, far): (String, String) = (columns.get("parent")?, columns.get("far")?);
        Ok((
            format!(
                "SELECT count(*) AS counted FROM {child} WHERE {near} IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM {parent} WHERE {parent}.{far} = {child}.{near})"
            ),
            format!("rows of {child} refer by {near} to rows of {parent} that are not there"),
        ))
    };
    client.rows(references, &[]).await?.iter().map(question).collect()
}
