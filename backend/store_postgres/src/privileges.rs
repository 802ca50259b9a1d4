//! What the role of the service may do, where another owns the tables.

use tokio_postgres::types::Type;

use super::cannot_open::CannotOpen;
use super::pool::Client;

/// The owner's tables in its schema, by their numbers.
const OWNED: &str = "SELECT current_schema()::text, coalesce(array_agg(c.oid::bigint), '{}')
     FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
         AND pg_get_userbyid(c.relowner) = current_user";

/// Who asks, how many of the tables it does not see, and how many it may not use.
const USABLE: &str = "SELECT current_user::text,
         count(*) FILTER (WHERE coalesce(pg_table_is_visible(t::oid), false) IS FALSE),
         count(*) FILTER (WHERE coalesce(has_table_privilege(t::oid, 'SELECT')
             AND has_table_privilege(t::oid, 'INSERT') AND has_table_privilege(t::oid, 'UPDATE')
             AND has_table_privilege(t::oid, 'DELETE'), false) IS FALSE)
     FROM unnest($1::bigint[]) AS t";

/// Refuses a role of the service that does not see the tables that the `owner` has made, or may not use them.
pub(crate) async fn check(owner: &Client, service: &Client) -> Result<(), CannotOpen> {
    let of = |failure: tokio_postgres::Error| CannotOpen::Question(failure.into());
    let Some(row) = owner.first(OWNED, &[]).await? else { return Ok(()) };
    let schema: String = row.try_get(0).map_err(of)?;
    let tables: Vec<i64> = row.try_get(1).map_err(of)?;
    let Some(row) = service.first(USABLE, &[(&tables, Type::INT8_ARRAY)]).await? else {
        return Ok(());
    };
    let role: String = row.try_get(0).map_err(of)?;
    let (hidden, locked): (i64, i64) = (row.try_get(1).map_err(of)?, row.try_get(2).map_err(of)?);
    if locked == 0 && hidden == 0 {
        return Ok(());
    }
    let (schema, role) = (quoted(&schema), quoted(&role));
    Err(CannotOpen::Unfit(format!(
        "store.url: the role {role} may not use the tables that the role of store.direct_url has made ({locked} of {}), or does \
         not see them ({hidden}); run as their owner: GRANT USAGE ON SCHEMA {schema} TO {role}; \
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}; ALTER DEFAULT PRIVILEGES IN SCHEMA \
         {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}; and let both URLs name the same database",
        tables.len()
    )))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
