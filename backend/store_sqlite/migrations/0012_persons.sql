-- People are kept in one place: a row for each person's data of a site, to which payments and checkouts refer. Equal data is
-- the same row, so what is to be corrected or erased is found by document (or e-mail) and changed once.
--
-- The columns payer, buyer and shipping are still written, for a program of before; they are read only where there is no
-- reference. person_digest is this program's own: 16 bytes of the SHA-256 of a text.

CREATE TABLE persons (
    id            INTEGER NOT NULL PRIMARY KEY,
    site          TEXT    NOT NULL,
    digest        BLOB    NOT NULL,
    data          TEXT    NOT NULL CHECK (json_valid(data)),
    document      TEXT    NOT NULL AS (coalesce(data ->> '$.document', '')),
    document_type TEXT    AS (data ->> '$.document_type'),
    email_address TEXT    AS (lower(data ->> '$.email_address'))
) STRICT;

-- One row for equal data, found by its document. The only index: each costs a page of the log for every new person.
CREATE UNIQUE INDEX persons_once ON persons (site, document, digest);

INSERT INTO persons (site, digest, data)
SELECT site, person_digest(data), data FROM (
    SELECT site, payer AS data FROM checkouts
    UNION SELECT site, buyer FROM checkouts
    UNION SELECT site, shipping FROM checkouts
    UNION SELECT site, payer FROM payments
) WHERE data IS NOT NULL AND data <> '{}';

-- Deferred, as a payment is stored first: when another one blocks it, its payer is not stored.
ALTER TABLE payments ADD COLUMN payer_id INTEGER REFERENCES persons (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE checkouts ADD COLUMN payer_id INTEGER REFERENCES persons (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE checkouts ADD COLUMN buyer_id INTEGER REFERENCES persons (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE checkouts ADD COLUMN shipping_id INTEGER REFERENCES persons (id) DEFERRABLE INITIALLY DEFERRED;

UPDATE payments SET payer_id = (
    SELECT id FROM persons WHERE persons.site = payments.site
        AND document = coalesce(payer ->> '$.document', '') AND digest = person_digest(payer))
WHERE payer <> '{}';

UPDATE checkouts SET
    payer_id = (
        SELECT id FROM persons WHERE persons.site = checkouts.site
            AND document = coalesce(payer ->> '$.document', '') AND digest = person_digest(payer)),
    buyer_id = (
        SELECT id FROM persons WHERE persons.site = checkouts.site
            AND document = coalesce(buyer ->> '$.document', '') AND digest = person_digest(buyer)),
    shipping_id = (
        SELECT id FROM persons WHERE persons.site = checkouts.site
            AND document = coalesce(shipping ->> '$.document', '') AND digest = person_digest(shipping))
WHERE payer <> '{}' OR buyer IS NOT NULL OR shipping IS NOT NULL;
