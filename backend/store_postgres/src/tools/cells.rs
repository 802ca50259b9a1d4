//! Values of a copy as PostgreSQL has them: pages of a column as one array, and values of a row that was read.

use pse_store_tools::rows::Cell;
use tokio_postgres::Row;
use tokio_postgres::types::{ToSql, Type};

use crate::failure::Failure;

/// The type of a column, of the few that a store uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    SmallNumber,
    Flag,
    Bytes,
}

/// An array of a statement, with its type.
pub(super) type Array<'c> = (Box<dyn ToSql + Sync + 'c>, Type);

impl Kind {
    /// The type by its name.
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "bigint" => Self::Number,
            "integer" => Self::SmallNumber,
            "boolean" => Self::Flag,
            "bytea" => Self::Bytes,
            _ => return None,
        })
    }

    /// Its name in a statement.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "bigint",
            Self::SmallNumber => "integer",
            Self::Flag => "boolean",
            Self::Bytes => "bytea",
        }
    }

    /// The values of a column, as one array; `None` where one is not of the type.
    pub(super) fn array<'c>(self, cells: &[&'c Cell]) -> Option<Array<'c>> {
        fn all<'c, T: ToSql + Sync + 'c>(
            cells: &[&'c Cell],
            kind: Type,
            read: impl Fn(&'c Cell) -> Option<T>,
        ) -> Option<Array<'c>> {
            let value = |cell: &'c Cell| {
                if *cell == Cell::Null { Some(None) } else { read(cell).map(Some) }
            };
            let values: Option<Vec<Option<T>>> = cells.iter().copied().map(value).collect();
            let values: Box<dyn ToSql + Sync + 'c> = Box::new(values?);
            Some((values, kind))
        }
        match self {
            Self::Text => all(cells, Type::TEXT_ARRAY, text),
            Self::Number => all(cells, Type::INT8_ARRAY, number),
            Self::SmallNumber => {
                all(cells, Type::INT4_ARRAY, |cell| i32::try_from(number(cell)?).ok())
            }
            Self::Flag => all(cells, Type::BOOL_ARRAY, |cell| match number(cell)? {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            }),
            Self::Bytes => all(cells, Type::BYTEA_ARRAY, bytes),
        }
    }
}

fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn number(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(number) = cell { Some(*number) } else { None }
}

fn bytes(cell: &Cell) -> Option<&[u8]> {
    if let Cell::Blob(bytes) = cell { Some(bytes) } else { None }
}

/// A part of a key as a parameter of a statement.
pub(super) fn parameter(cell: &Cell) -> Option<(&(dyn ToSql + Sync), Type)> {
    let (value, kind): (&(dyn ToSql + Sync), Type) = match cell {
        Cell::Integer(number) => (number, Type::INT8),
        Cell::Text(text) => (text, Type::TEXT),
        Cell::Blob(bytes) => (bytes, Type::BYTEA),
        Cell::Null => return None,
    };
    Some((value, kind))
}

/// A row's values.
pub(super) fn read(row: &Row) -> Result<Vec<Cell>, Failure> {
    (0..row.len()).map(|place| cell(row, place)).collect()
}

/// One of a row's values.
pub(super) fn cell(row: &Row, place: usize) -> Result<Cell, Failure> {
    let column = row.columns().get(place);
    let kind = column.map(|column| column.type_().clone());
    Ok(match kind {
        Some(Type::TEXT) => row.try_get::<_, Option<String>>(place)?.map_or(Cell::Null, Cell::Text),
        Some(Type::INT8) => row.try_get::<_, Option<i64>>(place)?.map_or(Cell::Null, Cell::Integer),
        Some(Type::INT4) => row
            .try_get::<_, Option<i32>>(place)?
            .map_or(Cell::Null, |number| Cell::Integer(number.into())),
        Some(Type::BOOL) => row
            .try_get::<_, Option<bool>>(place)?
            .map_or(Cell::Null, |flag| Cell::Integer(flag.into())),
        Some(Type::BYTEA) => {
            row.try_get::<_, Option<Vec<u8>>>(place)?.map_or(Cell::Null, Cell::Blob)
        }
        Some(_) | None => {
            let name = column.map(|column| column.name().to_owned()).unwrap_or_default();
            return Err(Failure::Failed(format!(
                "the column {name} is of a type that no tool knows"
            )));
        }
    })
}
