//! Everything is copied, then compared row by row; only then the old store is marked and the new one may be used.

use crate::rows::{PAGE, Row, Rows, Source, TABLES, Table, Target};
use crate::tool_error::ToolError;

/// What was copied: each table with the number of its rows, all of them compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The tables with their rows.
    pub tables: Vec<(&'static str, u64)>,
}

/// Copies everything of a store to another one, which is to be used from then on. What a copy that was cut short has left
/// goes on.
///
/// # Errors
/// When the old store was copied elsewhere, the new one has other rows, or the two are not of one schema. The old store is
/// used on then.
pub async fn copy(source: &mut dyn Source, target: &mut dyn Target) -> Result<Copied, ToolError> {
    let (from, to) = (source.address(), target.address());
    if from == to {
        return Err(ToolError(format!("{to} is the store itself")));
    }
    if let Some(before) = source.copied_to().await?
        && before != to
    {
        return Err(ToolError(format!("{from} was copied to {before} already")));
    }
    let copied = fill(source.rows(), target, &from).await?;
    source.mark(&to).await?;
    target.release().await?;
    Ok(copied)
}

/// Fills a store with everything of another one, and compares both. It is not released yet.
///
/// # Errors
/// When the new store has other rows, or the two are not of one schema.
pub async fn fill(
    source: &dyn Rows,
    target: &mut dyn Target,
    from: &str,
) -> Result<Copied, ToolError> {
    let mut tables = Vec::new();
    for table in &TABLES {
        tables.push((table, shared_columns(source, target.rows(), table).await?));
    }
    target.begin(from).await?;
    for (table, columns) in tables.iter().filter(|(table, _)| !table.is_derived) {
        add_missing(source, target.rows(), table, columns).await?;
    }
    let mut counted = Vec::new();
    for (table, columns) in tables {
        counted.push((table.name, compare(source, target.rows(), table, &columns).await?));
    }
    target.complete().await?;
    Ok(Copied { tables: counted })
}

/// The columns that both stores have. What only one has must be its own: nothing is left out because nobody knows it.
async fn shared_columns(
    source: &dyn Rows,
    target: &dyn Rows,
    table: &Table,
) -> Result<Vec<String>, ToolError> {
    let (here, there) = (source.columns(table).await?, target.columns(table).await?);
    let both = [(&here, &there), (&there, &here)];
    let alone = both.into_iter().find_map(|(one, other)| {
        one.iter().find(|column| !column.is_own && other.iter().all(|it| it.name != column.name))
    });
    if let Some(column) = alone {
        return Err(ToolError(format!(
            "only one of the stores has the column {} of {}, and nothing is left out of a copy: bring both to one version",
            column.name, table.name
        )));
    }
    let is_there = |name: &String| there.iter().any(|column| column.name == *name);
    Ok(here.into_iter().map(|column| column.name).filter(is_there).collect())
}

/// Adds the rows after the last one that is there: a page is there whole or not at all.
async fn add_missing(
    source: &dyn Rows,
    target: &mut dyn Rows,
    table: &Table,
    columns: &[String],
) -> Result<(), ToolError> {
    let mut after = target.last(table).await?;
    loop {
        let page = source.page(table, columns, after.as_ref(), PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(key(table, columns, last));
        target.add(table, columns, &page).await?;
    }
}

/// Compares every row of a table, in the order of its key; returns how many there are.
async fn compare(
    source: &dyn Rows,
    target: &dyn Rows,
    table: &Table,
    columns: &[String],
) -> Result<u64, ToolError> {
    let (mut after, mut count) = (None, 0_u64);
    loop {
        let here = source.page(table, columns, after.as_ref(), PAGE).await?;
        let there = target.page(table, columns, after.as_ref(), PAGE).await?;
        if here != there {
            return Err(ToolError(format!(
                "the copy differs in {} after {count} rows: remove it, and copy to a store that is empty",
                table.name
            )));
        }
        let Some(last) = here.last() else { return Ok(count) };
        count = count.saturating_add(u64::try_from(here.len()).unwrap_or(u64::MAX));
        after = Some(key(table, columns, last));
    }
}

fn key(table: &Table, columns: &[String], row: &Row) -> Row {
    let of = |name: &&str| columns.iter().zip(row).find(|(column, _)| column == name);
    table.key.iter().filter_map(of).map(|(_, cell)| cell.clone()).collect()
}
