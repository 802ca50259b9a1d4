-- The history of a payment lies together, by payment and by the payment's version after each row: one page is written for
-- a row, not one for it and one for its place in an index.

CREATE TABLE history_by_payment (
    payment_id    TEXT    NOT NULL REFERENCES payments (id),
    version       INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    -- Comparisons, as a longer list after IN would be made into a table for each row.
    from_state    TEXT    CHECK (from_state = 'creating' OR from_state = 'pending' OR from_state = 'approved'
        OR from_state = 'rejected' OR from_state = 'refused' OR from_state = 'unanswered' OR from_state = 'failed'),
    to_state      TEXT    NOT NULL CHECK (to_state = 'creating' OR to_state = 'pending' OR to_state = 'approved'
        OR to_state = 'rejected' OR to_state = 'refused' OR to_state = 'unanswered' OR to_state = 'failed'),
    asked_by      TEXT    NOT NULL CHECK (asked_by = 'buyer' OR asked_by = 'probe' OR asked_by = 'return'
        OR asked_by = 'merchant' OR asked_by = 'system'),
    provider_data TEXT    NOT NULL CHECK (json_valid(provider_data)),
    reason_code   TEXT,
    reason_text   TEXT,
    note          TEXT,
    PRIMARY KEY (payment_id, version)
) STRICT, WITHOUT ROWID;

-- Every row came with a new version, so their number is no greater than the payment's version.
INSERT INTO history_by_payment
SELECT payment_id, row_number() OVER (PARTITION BY payment_id ORDER BY position) - 1, at, from_state, to_state,
    asked_by, provider_data, reason_code, reason_text, note
FROM payment_history;

DROP TABLE payment_history;
ALTER TABLE history_by_payment RENAME TO payment_history;
