-- The bank list of each site as the provider last gave it.

CREATE TABLE bank_lists (
    site  TEXT    NOT NULL PRIMARY KEY,
    banks TEXT    NOT NULL CHECK (json_valid(banks)),
    as_of INTEGER NOT NULL
) STRICT;
