//! Reads the checkout of the path's id, whole, by one prepared statement, then answers the same bytes for each: the least
//! that a read of a checkout has to do.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path as Parameter;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

thread_local! {
    /// Each thread reads by a connection of its own.
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

pub(super) fn routes(database: PathBuf, body: Vec<u8>) -> Router {
    let (database, body) = (Arc::new(database), Bytes::from(body));
    let answer = async move |Parameter(id): Parameter<String>| answer(&database, &id, body);
    Router::new().route("/v1/checkouts/{id}", get(answer))
}

fn answer(database: &Path, id: &str, body: Bytes) -> Response {
    match read(database, id) {
        Ok(Some(_)) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// The whole row, every column taken out of the database.
fn read(database: &Path, id: &str) -> rusqlite::Result<Option<Vec<Value>>> {
    CONNECTION.with_borrow_mut(|kept| {
        let connection = match kept {
            Some(connection) => connection,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                kept.insert(Connection::open_with_flags(database, flags)?)
            }
        };
        let mut statement = connection.prepare_cached("SELECT * FROM checkouts WHERE id = ?1")?;
        let columns = statement.column_count();
        statement
            .query_row([id], |row| (0..columns).map(|place| row.get(place)).collect())
            .optional()
    })
}
