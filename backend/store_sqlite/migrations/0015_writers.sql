-- Which programs may write what a migration has made. Migrations from this one on are noted here, each with the last one that
-- a program must know to write the file beside it (oldest_writer).
--
-- Programs of before know the table _sqlx_migrations alone, and refuse a file with a migration there that they do not know. So
-- what they must not write beside is noted there, too; what they may write beside is noted here alone.

CREATE TABLE schema_migrations (
    version        INTEGER NOT NULL PRIMARY KEY,
    description    TEXT    NOT NULL,
    installed_on   TEXT    NOT NULL DEFAULT CURRENT_TIMESTAMP,
    checksum       BLOB    NOT NULL,
    execution_time INTEGER NOT NULL,
    oldest_writer  INTEGER NOT NULL CHECK (oldest_writer <= version)
) STRICT;
