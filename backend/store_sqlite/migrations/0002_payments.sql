-- Payments: attempts to pay a checkout with all the provider said of them, and the key each was
-- made with. The database itself holds that only one payment of a checkout, and of a site's
-- reference, can be alive or paid, and that every pending one has a time to be asked about.

CREATE TABLE payments (
    id                 TEXT    NOT NULL PRIMARY KEY,
    checkout_id        TEXT    NOT NULL REFERENCES checkouts (id),
    site               TEXT    NOT NULL,
    merchant_reference TEXT    NOT NULL,
    attempt            INTEGER NOT NULL CHECK (attempt >= 1),
    reference          TEXT    NOT NULL,
    total_amount       INTEGER NOT NULL CHECK (total_amount >= 0),
    tax_amount         INTEGER NOT NULL CHECK (tax_amount >= 0),
    devolution_base    INTEGER NOT NULL CHECK (devolution_base >= 0),
    tip_amount         INTEGER NOT NULL CHECK (tip_amount >= 0),
    currency           TEXT    NOT NULL,
    bank_code          TEXT    NOT NULL,
    bank_name          TEXT    NOT NULL,
    bank_interface     TEXT    NOT NULL CHECK (bank_interface IN ('person', 'company')),
    payer              TEXT    NOT NULL CHECK (json_valid(payer)),
    state              TEXT    NOT NULL CHECK (state IN (
        'creating', 'pending', 'refused', 'unanswered', 'approved', 'rejected', 'failed')),
    version            INTEGER NOT NULL,
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    transaction_id     INTEGER,
    session_id         TEXT,
    cus                TEXT,
    transaction_cycle  INTEGER,
    bank_url           TEXT,
    return_code        TEXT,
    response_code      INTEGER,
    reason_code        TEXT,
    reason_text        TEXT,
    transaction_state  TEXT,
    bank_process_date  TEXT,
    on_test            INTEGER NOT NULL CHECK (on_test IN (0, 1)),
    next_probe_at      INTEGER,
    epoch              INTEGER NOT NULL,
    last_asked_at      INTEGER,
    return_asks        INTEGER NOT NULL CHECK (return_asks >= 0),
    last_return_ask_at INTEGER,
    CHECK ((state = 'pending') = (next_probe_at IS NOT NULL))
) STRICT;

-- At most one payment of a checkout, and of a site's reference, is alive or paid.
CREATE UNIQUE INDEX payments_blocking_checkout ON payments (checkout_id)
    WHERE state IN ('creating', 'pending', 'approved');
CREATE UNIQUE INDEX payments_blocking_reference ON payments (site, merchant_reference)
    WHERE state IN ('creating', 'pending', 'approved');
-- Attempts on a reference are numbered once each.
CREATE UNIQUE INDEX payments_attempt ON payments (site, merchant_reference, attempt);
-- The latest payment of a checkout.
CREATE INDEX payments_of_checkout ON payments (checkout_id, attempt);
-- What the probe has to do.
CREATE INDEX payments_due ON payments (next_probe_at) WHERE state = 'pending';
-- The merchant's listing and its filters. The state comes first for the counts of the metrics
-- and for what a dead process left creating; a first attempt is found by payments_attempt.
CREATE INDEX payments_listed ON payments (site, created_at);
CREATE INDEX payments_in_state ON payments (state, site, created_at);
CREATE INDEX payments_reference ON payments (site, reference) WHERE reference <> merchant_reference;
CREATE INDEX payments_cus ON payments (site, cus) WHERE cus IS NOT NULL;

-- One key makes one payment of a checkout.
CREATE TABLE payment_keys (
    checkout_id TEXT NOT NULL REFERENCES checkouts (id),
    key         TEXT NOT NULL,
    body_hash   TEXT NOT NULL,
    payment_id  TEXT NOT NULL REFERENCES payments (id),
    PRIMARY KEY (checkout_id, key)
) STRICT, WITHOUT ROWID;
