-- What merchants' servers must still be told, and every attempt to tell them. Notifications of
-- one payment are delivered in the order of position, the order the changes were stored in.

CREATE TABLE notifications (
    position        INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    payment_id      TEXT    NOT NULL REFERENCES payments (id),
    site            TEXT    NOT NULL,
    body            TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('due', 'delivered', 'exhausted')),
    attempts        INTEGER NOT NULL CHECK (attempts >= 0),
    next_attempt_at INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX notifications_of_payment ON notifications (payment_id);
-- What is due, and since when anything has been.
CREATE INDEX notifications_due ON notifications (next_attempt_at, created_at) WHERE state = 'due';

CREATE TABLE notification_attempts (
    position        INTEGER PRIMARY KEY,
    notification_id TEXT    NOT NULL REFERENCES notifications (id),
    at              INTEGER NOT NULL,
    status          INTEGER,
    error           TEXT
) STRICT;

CREATE INDEX notification_attempts_of ON notification_attempts (notification_id);
