-- One row that a readiness check writes, to know that the store can still be written.

CREATE TABLE readiness (
    only   INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    checks INTEGER NOT NULL
) STRICT;

INSERT INTO readiness (only, checks) VALUES (1, 0);
