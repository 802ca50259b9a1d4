-- The process that holds a creation, and until when: what it left `creating` may be settled by another afterwards.
-- What was `creating` before has no owner: its process is gone.

ALTER TABLE payments ADD COLUMN owner TEXT CHECK (owner IS NULL OR state = 'creating');
ALTER TABLE payments ADD COLUMN lease_until INTEGER CHECK ((lease_until IS NULL) = (owner IS NULL));
