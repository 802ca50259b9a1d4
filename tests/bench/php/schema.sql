-- The payments of a shop that calls the provider from its own page: one row a payment, everything the provider said in it.
CREATE TABLE payments (
    id                INTEGER PRIMARY KEY,
    reference         TEXT    NOT NULL UNIQUE,
    state             TEXT    NOT NULL,
    total_amount      INTEGER NOT NULL,
    tax_amount        INTEGER NOT NULL,
    devolution_base   INTEGER NOT NULL,
    bank_code         TEXT    NOT NULL,
    bank_interface    TEXT    NOT NULL,
    document_type     TEXT    NOT NULL,
    document          TEXT    NOT NULL,
    first_name        TEXT    NOT NULL,
    last_name         TEXT    NOT NULL,
    email             TEXT    NOT NULL,
    mobile            TEXT    NOT NULL,
    ip_address        TEXT    NOT NULL,
    created_at        TEXT    NOT NULL,
    updated_at        TEXT    NOT NULL,
    return_code       TEXT,
    transaction_id    INTEGER,
    session_id        TEXT,
    cus               TEXT,
    transaction_cycle INTEGER,
    bank_url          TEXT,
    reason_code       TEXT,
    reason_text       TEXT
);
-- What a scheduled job has to ask the provider about.
CREATE INDEX payments_pending ON payments (created_at) WHERE state = 'pending';
CREATE INDEX payments_cus ON payments (cus);
