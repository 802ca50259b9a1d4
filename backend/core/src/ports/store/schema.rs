//! The schema of a store that has one, migration by migration: which are known, which are there, which are missing.

use sha2::{Digest, Sha384};

/// A change of a schema; never edited once a store may have it.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    version: i64,
    description: &'static str,
    text: &'static str,
    oldest_writer: i64,
}

impl Migration {
    /// Takes a migration's place in the order, what it is about, and the statements that make it. Programs that do not know
    /// it may not write what it has changed.
    #[must_use]
    pub const fn new(version: i64, description: &'static str, text: &'static str) -> Self {
        Self { version, description, text, oldest_writer: version }
    }

    /// Lets programs that know the migrations up to an earlier version write what this one has changed, too.
    #[must_use]
    pub const fn written_since(self, oldest_writer: i64) -> Self {
        Self { oldest_writer, ..self }
    }

    /// Its place in the order.
    #[must_use]
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// What it is about, in the words of its file's name.
    #[must_use]
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// The statements that make it.
    #[must_use]
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// The last migration that a program must know to write what this one has changed.
    #[must_use]
    pub const fn oldest_writer(&self) -> i64 {
        self.oldest_writer
    }

    /// SHA-384 of its text, as it is kept with what a store has.
    #[must_use]
    pub fn checksum(&self) -> Vec<u8> {
        Sha384::digest(self.text).to_vec()
    }

    /// The name of its file.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{:04}_{}.sql", self.version, self.description.replace(' ', "_"))
    }
}

/// A migration that a store has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its place in the order.
    pub version: i64,
    /// Whether it was ended.
    pub success: bool,
    /// SHA-384 of its text.
    pub checksum: Vec<u8>,
    /// The last migration that a program must know to write what this one has changed.
    pub oldest_writer: i64,
}

/// Why a schema cannot be brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// The store has a migration that this program does not know, and may not be written without.
    #[error("migration {0} was previously applied but is missing in the resolved migrations")]
    VersionMissing(i64),
    /// The store has a migration of another text.
    #[error("migration {0} was previously applied but has been modified")]
    VersionMismatch(i64),
    /// A migration was begun and not ended.
    #[error("migration {0} is partially applied; fix and remove row from `_sqlx_migrations` table")]
    Dirty(i64),
}

/// Says which of the known migrations a store lacks, in their order. A later program's are borne where they say so.
///
/// # Errors
/// When the store must not be written by this program.
pub fn missing<'m>(
    known: &'m [Migration],
    applied: &[Applied],
) -> Result<Vec<&'m Migration>, SchemaError> {
    if let Some(dirty) = applied.iter().find(|applied| !applied.success) {
        return Err(SchemaError::Dirty(dirty.version));
    }
    let latest = known.iter().map(Migration::version).max().unwrap_or(0);
    let is_known = |version| known.iter().any(|migration| migration.version == version);
    let foreign = applied.iter().filter(|applied| !is_known(applied.version));
    // One that is missing among the known ones is no later program's.
    let mut unbearable =
        foreign.filter(|applied| applied.version < latest || applied.oldest_writer > latest);
    if let Some(missing) = unbearable.next() {
        return Err(SchemaError::VersionMissing(missing.version));
    }
    let mut missing = Vec::new();
    for migration in known {
        match applied.iter().find(|applied| applied.version == migration.version) {
            Some(applied) if applied.checksum == migration.checksum() => {}
            Some(_) => return Err(SchemaError::VersionMismatch(migration.version)),
            None => missing.push(migration),
        }
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Migration = Migration::new(1, "first things", "one");
    const TWO: Migration = Migration::new(2, "second", "two").written_since(1);

    fn applied(migration: &Migration) -> Applied {
        Applied {
            version: migration.version,
            success: true,
            checksum: migration.checksum(),
            oldest_writer: migration.oldest_writer,
        }
    }

    fn versions(known: &[Migration], has: &[Applied]) -> Result<Vec<i64>, SchemaError> {
        missing(known, has).map(|missing| missing.iter().map(|one| one.version).collect())
    }

    #[test]
    fn what_is_missing_is_made_in_order() {
        assert_eq!(versions(&[ONE, TWO], &[]), Ok(vec![1, 2]));
        assert_eq!(versions(&[ONE, TWO], &[applied(&ONE)]), Ok(vec![2]));
        assert_eq!(versions(&[ONE, TWO], &[applied(&TWO), applied(&ONE)]), Ok(vec![]));
        assert_eq!(ONE.file_name(), "0001_first_things.sql");
    }

    #[test]
    fn what_was_edited_or_not_ended_is_refused() {
        let edited = Applied { checksum: vec![1], ..applied(&ONE) };
        assert_eq!(versions(&[ONE], &[edited]), Err(SchemaError::VersionMismatch(1)));
        let half = Applied { success: false, ..applied(&ONE) };
        assert_eq!(versions(&[ONE], &[half]), Err(SchemaError::Dirty(1)));
    }

    #[test]
    fn a_later_program_s_schema_is_written_only_where_it_says_so() {
        assert_eq!(versions(&[ONE], &[applied(&ONE), applied(&TWO)]), Ok(vec![]));
        let closed = Migration::new(2, "second", "two");
        let refused = Err(SchemaError::VersionMissing(2));
        assert_eq!(versions(&[ONE], &[applied(&ONE), applied(&closed)]), refused);
        let third = Applied { version: 3, ..applied(&TWO) };
        let refused = Err(SchemaError::VersionMissing(2));
        assert_eq!(
            versions(
                &[ONE, Migration { version: 3, ..TWO }],
                &[applied(&ONE), applied(&TWO), third]
            ),
            refused
        );
    }
}
