//! Nothing is left out of a copy, and none is held for whole that is not.

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;

use crate::ToolError;
use crate::copy::{Copied, copy};
use crate::rows::{Cell, Column, Row, Rows, Source, TABLES, Table, Target};

/// A store of lists; each table has its key and a column `value`.
#[derive(Debug, Default)]
struct Lists {
    name: &'static str,
    rows: BTreeMap<&'static str, Vec<Row>>,
    /// Columns of every table that only this store has, and whether they are its own.
    more: Vec<(&'static str, bool)>,
    copied_to: Option<String>,
    released: bool,
}

#[async_trait(?Send)]
impl Rows for Lists {
    async fn columns(&self, table: &Table) -> Result<Vec<Column>, ToolError> {
        let shared = table.key.iter().copied().chain(["value"]).map(|name| (name, false));
        let columns = shared.chain(self.more.iter().copied());
        Ok(columns.map(|(name, is_own)| Column { name: name.to_owned(), is_own }).collect())
    }

    async fn page(
        &self,
        table: &Table,
        columns: &[String],
        after: Option<&Row>,
        limit: u32,
    ) -> Result<Vec<Row>, ToolError> {
        assert_eq!(columns.len(), table.key.len() + 1);
        let rows = self.rows.get(table.name).into_iter().flatten();
        let beyond = rows
            .filter(|row| after.is_none_or(|after| shown(&row[..table.key.len()]) > shown(after)));
        Ok(beyond.take(limit.try_into().unwrap()).cloned().collect())
    }

    async fn last(&self, table: &Table) -> Result<Option<Row>, ToolError> {
        let last = self.rows.get(table.name).and_then(|rows| rows.last());
        Ok(last.map(|row| row[..table.key.len()].to_vec()))
    }

    async fn add(&mut self, table: &Table, _: &[String], rows: &[Row]) -> Result<(), ToolError> {
        self.rows.entry(table.name).or_default().extend_from_slice(rows);
        Ok(())
    }
}

#[async_trait(?Send)]
impl Source for Lists {
    fn rows(&self) -> &dyn Rows {
        self
    }

    fn address(&self) -> String {
        self.name.to_owned()
    }

    async fn copied_to(&self) -> Result<Option<String>, ToolError> {
        Ok(self.copied_to.clone())
    }

    async fn mark(&mut self, to: &str) -> Result<(), ToolError> {
        self.copied_to = Some(to.to_owned());
        Ok(())
    }
}

#[async_trait(?Send)]
impl Target for Lists {
    fn rows(&mut self) -> &mut dyn Rows {
        self
    }

    fn address(&self) -> String {
        self.name.to_owned()
    }

    async fn begin(&mut self, _: &str) -> Result<(), ToolError> {
        Ok(())
    }

    async fn complete(&mut self) -> Result<(), ToolError> {
        Ok(())
    }

    async fn release(&mut self) -> Result<(), ToolError> {
        self.released = true;
        Ok(())
    }
}

fn shown(key: &[Cell]) -> Vec<String> {
    key.iter().map(|cell| format!("{cell:?}")).collect()
}

fn row(table: &Table, number: usize) -> Row {
    let key = table.key.iter().map(|_| Cell::Text(format!("{number:09}")));
    key.chain([Cell::Integer(7)]).collect()
}

/// A store with so many rows in each table that is not made by the store itself.
fn old(rows: usize) -> Lists {
    let tables = TABLES.iter().filter(|table| !table.is_derived);
    let rows =
        tables.map(|table| (table.name, (0..rows).map(|number| row(table, number)).collect()));
    Lists { name: "old", rows: rows.collect(), ..Lists::default() }
}

fn new() -> Lists {
    Lists { name: "new", ..Lists::default() }
}

/// These stores never wait.
fn copied(source: &mut Lists, target: &mut Lists) -> Result<Copied, ToolError> {
    match pin!(copy(source, target)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(copied) => copied,
        Poll::Pending => panic!("it waits"),
    }
}

#[test]
fn everything_is_copied_page_by_page_and_only_then_released() {
    let (mut old, mut new) = (old(1_234), new());
    let copied = copied(&mut old, &mut new).unwrap();
    assert_eq!(copied.tables[0], ("persons", 1_234));
    assert_eq!(new.rows, old.rows);
    assert!(new.released && old.copied_to.as_deref() == Some("new"));
}

#[test]
fn a_copy_that_was_cut_short_goes_on_after_its_last_row() {
    let (mut old, mut new) = (old(1_000), new());
    new.rows.insert("persons", old.rows["persons"][..700].to_vec());
    copied(&mut old, &mut new).unwrap();
    assert_eq!(new.rows, old.rows);
}

#[test]
fn a_row_that_differs_or_is_missing_is_told_and_nothing_is_marked() {
    for (number, value) in [(3, Cell::Integer(8)), (600, Cell::Null)] {
        let (mut old, mut new) = (old(1_000), new());
        let mut rows = old.rows["payments"].clone();
        *rows[number].last_mut().unwrap() = value;
        new.rows.insert("payments", rows);
        let error = copied(&mut old, &mut new).unwrap_err().0;
        assert!(error.contains("the copy differs in payments"), "{error}");
        assert!(!new.released && old.copied_to.is_none());
    }
    let (mut old, mut new) = (old(10), new());
    let mut rows = old.rows["payments"].clone();
    rows.remove(4);
    new.rows.insert("payments", rows);
    assert!(copied(&mut old, &mut new).unwrap_err().0.contains("the copy differs in payments"));
}

#[test]
fn a_column_that_only_one_store_has_is_never_left_out() {
    for is_source in [true, false] {
        let (mut old, mut new) = (old(1), new());
        let has = if is_source { &mut old } else { &mut new };
        has.more.push(("later", false));
        let error = copied(&mut old, &mut new).unwrap_err().0;
        assert!(
            error.contains("only one of the stores has the column later of persons"),
            "{error}"
        );
        assert!(new.rows.is_empty());
    }
    // What a store makes itself the other need not have.
    let (mut old, mut new) = (old(1), new());
    old.more.push(("kept", true));
    copied(&mut old, &mut new).unwrap();
}

#[test]
fn a_store_is_copied_to_one_other_and_not_to_itself() {
    let (mut old, mut third) = (old(1), new());
    third.name = "third";
    copied(&mut old, &mut new()).unwrap();
    // The same once more, as after a kill between the mark and the release.
    let mut again = new();
    copied(&mut old, &mut again).unwrap();
    assert!(again.released);
    assert!(copied(&mut old, &mut third).unwrap_err().0.contains("copied to new already"));
    third.name = "old";
    assert!(copied(&mut old, &mut third).unwrap_err().0.contains("the store itself"));
}
