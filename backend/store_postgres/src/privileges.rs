//! What the role of the service may do with the store's tables, which another may own.

use tokio_postgres::types::Type;

use super::cannot_open::CannotOpen;
use super::migrations::{MIGRATIONS, tables};
use super::pool::Client;

/// How many tables a message names.
const NAMED: usize = 3;

/// The store's tables, and the sequences that belong to them, by their numbers; and their schema.
const FOUND: &str = "WITH tables AS (SELECT to_regclass(quote_ident(name)) AS found FROM unnest($1::text[]) AS name)
     SELECT current_schema()::text, coalesce(array_agg(number), '{}') FROM (
         SELECT found::oid::bigint AS number FROM tables WHERE found IS NOT NULL
         UNION
         SELECT objid::bigint FROM pg_depend JOIN tables ON refobjid = found::oid JOIN pg_class ON pg_class.oid = objid
         WHERE classid = 'pg_class'::regclass AND relkind = 'S') AS relations";

/// Who asks, and how many of them this role sees and may use; and the names of the others.
const USABLE: &str = "SELECT current_user::text, count(*) FILTER (WHERE is_usable),
         coalesce(array_agg(relname::text ORDER BY relname) FILTER (WHERE NOT is_usable), '{}')
     FROM (SELECT relname, coalesce(pg_table_is_visible(oid) AND CASE relkind
                 WHEN 'S' THEN has_sequence_privilege(oid, 'SELECT')
                 ELSE has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
                     AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE') END, false) AS is_usable
           FROM pg_class WHERE oid::bigint = ANY($1::bigint[])) AS relations";

/// Refuses a role of the service that does not see the store's tables, as the `owner` does, or may not use them.
pub(crate) async fn check(owner: &Client, service: &Client) -> Result<(), CannotOpen> {
    let of = |failure: tokio_postgres::Error| CannotOpen::Question(failure.into());
    let Some(row) = owner.first(FOUND, &[(&tables(&MIGRATIONS), Type::TEXT_ARRAY)]).await? else {
        return Ok(());
    };
    let schema: Option<String> = row.try_get(0).map_err(of)?;
    let relations: Vec<i64> = row.try_get(1).map_err(of)?;
    let Some(row) = service.first(USABLE, &[(&relations, Type::INT8_ARRAY)]).await? else {
        return Ok(());
    };
    let role: String = row.try_get(0).map_err(of)?;
    let (usable, others): (i64, Vec<String>) =
        (row.try_get(1).map_err(of)?, row.try_get(2).map_err(of)?);
    let lacking = relations.len().saturating_sub(usize::try_from(usable).unwrap_or_default());
    if lacking == 0 {
        return Ok(());
    }
    let (schema, role) = (quoted(&schema.unwrap_or_default()), quoted(&role));
    let names: Vec<_> = others.iter().take(NAMED).map(String::as_str).collect();
    Err(CannotOpen::Unfit(format!(
        "store.url: the role {role} may not use, or does not see, {lacking} of the store's {} tables and sequences ({}); run as \
         their owner: GRANT USAGE ON SCHEMA {schema} TO {role}; \
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}; \
         GRANT SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}; ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} \
         GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}; ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} \
         GRANT SELECT ON SEQUENCES TO {role}; and let the role's search_path lead there",
        relations.len(),
        names.join(", ")
    )))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
