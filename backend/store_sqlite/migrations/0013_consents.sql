-- What buyers consented to by paying: each site's words once, numbered in the order of their first use, and for each payment
-- which words, and from which address. When is the payment's created_at.

CREATE TABLE consent_texts (
    id         INTEGER NOT NULL PRIMARY KEY,
    site       TEXT    NOT NULL,
    hash       TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version >= 1),
    text       TEXT    NOT NULL,
    first_seen INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX consent_texts_once ON consent_texts (site, hash);
CREATE UNIQUE INDEX consent_texts_version ON consent_texts (site, version);

-- Deferred, as a payment is stored first: when another one blocks it, its words are not stored.
ALTER TABLE payments ADD COLUMN consent_id INTEGER REFERENCES consent_texts (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE payments ADD COLUMN consent_address TEXT;
