//! The tables, columns, indexes, rules and triggers of a database are those that the migrations make.

use std::collections::BTreeMap;

use tokio_postgres::types::Type;

use crate::columns::Columns;
use crate::failure::Failure;
use crate::migrations::MIGRATIONS;
use crate::pool::Client;

/// A schema: the words of everything in it, by its kind and name.
type Schema = BTreeMap<(String, String), String>;

/// Everything of a schema, in words of the server that do not name the schema. How much room tables leave and when they are
/// swept is the operator's.
const EVERYTHING: &str = "SELECT kind, name, replace(words, quote_ident($1) || '.', '') AS words FROM (
         SELECT 'column' AS kind, relname || '.' || attname AS name,
             concat_ws(' ', format_type(atttypid, atttypmod), collname, CASE WHEN attnotnull THEN 'not null' END,
                 nullif(attidentity, ''), nullif(attgenerated, ''), pg_get_expr(adbin, adrelid)) AS words
         FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
             LEFT JOIN pg_collation ON pg_collation.oid = attcollation
             LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE relnamespace = to_regnamespace(quote_ident($1)) AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
         UNION ALL
         SELECT 'rule', relname || '.' || conname,
             concat_ws(' ', pg_get_constraintdef(pg_constraint.oid), CASE WHEN NOT convalidated THEN 'not checked' END)
         FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
         WHERE connamespace = to_regnamespace(quote_ident($1)) AND contype IN ('c', 'f', 'p', 'u')
         UNION ALL
         SELECT 'index', relname::text,
             concat_ws(' ', pg_get_indexdef(indexrelid), CASE WHEN NOT (indisvalid AND indisready) THEN 'not valid' END)
         FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
         WHERE relnamespace = to_regnamespace(quote_ident($1))
         UNION ALL
         SELECT 'trigger', relname || '.' || tgname, concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), tgenabled)
         FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
         WHERE relnamespace = to_regnamespace(quote_ident($1)) AND NOT tgisinternal
         UNION ALL
         SELECT 'function', proname::text, prosrc FROM pg_proc
         WHERE pronamespace = to_regnamespace(quote_ident($1))) AS everything";

/// Compares a database's schema with the one that the migrations make in a schema of its own, in a transaction that is rolled
/// back; says what differs. What others have added is no matter.
pub(crate) async fn differences(client: &Client) -> Result<Vec<String>, Failure> {
    let row = client.first("SELECT current_schema()::text AS name", &[]).await?;
    let name: Option<String> = row.map(|row| Columns::of(&row).get("name")).transpose()?;
    let found = schema(client, &name.unwrap_or_default()).await?;
    client.begin().await?;
    let wanted = made_anew(client).await;
    client.roll_back().await;
    let wanted = wanted?;
    // The table of migrations is not made by one, but is there wherever there is a store.
    let differs = |((kind, name), words): (&(String, String), &String)| match found
        .get(&(kind.clone(), name.clone()))
    {
        None => Some(format!("the {kind} {name} is missing")),
        Some(found) if found != words => {
            Some(format!("the {kind} {name} is not as this program made it"))
        }
        Some(_) => None,
    };
    Ok(wanted.iter().filter_map(differs).collect())
}

async fn made_anew(client: &Client) -> Result<Schema, Failure> {
    let row = client.first("SELECT 'pse_verify_' || pg_backend_pid() AS name", &[]).await?;
    let name: Option<String> = row.map(|row| Columns::of(&row).get("name")).transpose()?;
    let name = name.unwrap_or_default();
    client.batch(&format!("CREATE SCHEMA {name}; SET LOCAL search_path = {name}")).await?;
    for migration in &MIGRATIONS {
        client.batch(migration.text()).await?;
    }
    schema(client, &name).await
}

async fn schema(client: &Client, name: &str) -> Result<Schema, Failure> {
    let read = |row: &tokio_postgres::Row| {
        let columns = Columns::of(row);
        Ok(((columns.get("kind")?, columns.get("name")?), columns.get("words")?))
    };
    client.rows(EVERYTHING, &[(&name, Type::TEXT)]).await?.iter().map(read).collect()
}
