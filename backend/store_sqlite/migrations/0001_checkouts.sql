-- Checkouts: orders whose amounts the merchant's server fixed, and the key each was made with.
-- Times are microseconds since 1970 (UTC), amounts centavos, persons and lists JSON.
-- "expired" is not stored: an open checkout is expired once its time is over.

CREATE TABLE checkouts (
    id              TEXT    NOT NULL PRIMARY KEY,
    site            TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('open', 'pending', 'paid')),
    reference       TEXT    NOT NULL,
    description     TEXT    NOT NULL,
    currency        TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    total_amount    INTEGER NOT NULL CHECK (total_amount >= 0),
    tax_amount      INTEGER NOT NULL CHECK (tax_amount >= 0),
    devolution_base INTEGER NOT NULL CHECK (devolution_base >= 0),
    tip_amount      INTEGER NOT NULL CHECK (tip_amount >= 0),
    return_url      TEXT    NOT NULL,
    payer           TEXT    NOT NULL CHECK (json_valid(payer)),
    buyer           TEXT    CHECK (buyer IS NULL OR json_valid(buyer)),
    shipping        TEXT    CHECK (shipping IS NULL OR json_valid(shipping)),
    additional_data TEXT    NOT NULL CHECK (json_valid(additional_data)),
    credits         TEXT    NOT NULL CHECK (json_valid(credits)),
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL
) STRICT;

-- One key makes one checkout of a site.
CREATE TABLE checkout_keys (
    site        TEXT NOT NULL,
    key         TEXT NOT NULL,
    body_hash   TEXT NOT NULL,
    checkout_id TEXT NOT NULL REFERENCES checkouts (id),
    PRIMARY KEY (site, key)
) STRICT, WITHOUT ROWID;
