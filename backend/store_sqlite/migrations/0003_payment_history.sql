-- Every change of a payment and every answer about it: when, from, to, who asked, what the
-- provider said. Rows are only ever added; position is the order they happened in.

CREATE TABLE payment_history (
    position          INTEGER PRIMARY KEY,
    payment_id        TEXT    NOT NULL REFERENCES payments (id),
    at                INTEGER NOT NULL,
    from_state        TEXT    CHECK (from_state IN (
        'creating', 'pending', 'refused', 'unanswered', 'approved', 'rejected', 'failed')),
    to_state          TEXT    NOT NULL CHECK (to_state IN (
        'creating', 'pending', 'refused', 'unanswered', 'approved', 'rejected', 'failed')),
    asked_by          TEXT    NOT NULL CHECK (asked_by IN (
        'buyer', 'return', 'probe', 'merchant', 'system')),
    return_code       TEXT,
    transaction_state TEXT,
    reason_code       TEXT,
    reason_text       TEXT,
    note              TEXT
) STRICT;

CREATE INDEX payment_history_of_payment ON payment_history (payment_id);
