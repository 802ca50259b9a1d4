//! People, each person's data once per site; payments and checkouts refer to them.

use pse_core::model::SiteName;
use pse_shared::Person;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use super::columns::json;
use super::failure::Failure;
use super::statements::{first, run, value};

/// Statement: the row of a site's person by the document and the digest of the data.
pub(super) const OF_DATA: &str = "SELECT id FROM persons INDEXED BY persons_once
     WHERE site = :site AND document = :document AND digest = :digest";

/// A person's data as it is stored, and the place it has or will have.
pub(super) struct Entry {
    /// The data as JSON, which the columns of before hold, too.
    pub(super) data: String,
    /// The row's number; `None` when there is nothing to keep of the person.
    pub(super) id: Option<i64>,
    is_new: bool,
}

/// How many bytes of its SHA-256 tell one person's data from another's.
const DIGEST: usize = 16;

/// What tells a person's data from another's.
pub(super) fn digest(data: &str) -> [u8; DIGEST] {
    Sha256::digest(data).first_chunk().copied().unwrap_or_default()
}

/// Adds the function by which migrations tell people apart.
pub(super) fn add_function(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("person_digest", 1, flags, |arguments| {
        Ok(arguments.get::<Option<String>>(0)?.map(|data| digest(&data)))
    })
}

/// Finds the place of a person's data, or the one that it is to have, without storing it.
pub(super) fn place(
    connection: &Connection,
    site: &SiteName,
    person: &Person,
) -> Result<Entry, Failure> {
    let data = json(person)?;
    if *person == Person::default() {
        return Ok(Entry { data, id: None, is_new: false });
    }
    let arguments = named_params! {
        ":site": site.as_str(),
        ":document": person.document.as_deref().unwrap_or_default(),
        ":digest": digest(&data),
    };
    let known = first(connection, OF_DATA, arguments, |row| Ok(row.get(0)?))?;
    let (id, is_new) = match known {
        Some(id) => (id, false),
        None => (value(connection, "SELECT coalesce(max(id), 0) + 1 FROM persons", [])?, true),
    };
    Ok(Entry { data, id: Some(id), is_new })
}

/// Stores a person's data in its place, unless it is there. Nothing may be stored between this and [`place`].
pub(super) fn keep(connection: &Connection, site: &SiteName, entry: &Entry) -> Result<(), Failure> {
    if entry.is_new {
        run(
            connection,
            "INSERT INTO persons (id, site, digest, data) VALUES (:id, :site, :digest, :data)",
            named_params! {
                ":id": entry.id,
                ":site": site.as_str(),
                ":digest": digest(&entry.data),
                ":data": entry.data,
            },
        )?;
    }
    Ok(())
}

/// Stores a person's data, unless it is there.
pub(super) fn kept(
    connection: &Connection,
    site: &SiteName,
    person: &Person,
) -> Result<Entry, Failure> {
    let entry = place(connection, site, person)?;
    keep(connection, site, &entry)?;
    Ok(entry)
}
