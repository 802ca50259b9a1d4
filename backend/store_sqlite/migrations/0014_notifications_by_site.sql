-- Each site's notifications are claimed by themselves, so that thousands that wait for one site's server are not walked
-- over for another's.
--
-- behind: 1 while an earlier notification of the same payment is undelivered. Those are not due yet, however old they
-- are, and stay out of the index: a claim reads what it takes and nothing else.
ALTER TABLE notifications ADD COLUMN behind INTEGER NOT NULL DEFAULT 0 CHECK (behind = 0 OR behind = 1);

UPDATE notifications AS later SET behind = 1
WHERE later.state = 'due' AND EXISTS (
    SELECT 1 FROM notifications AS earlier
    WHERE earlier.payment_id = later.payment_id AND earlier.position < later.position AND earlier.state = 'due');

DROP INDEX notifications_due;
CREATE INDEX notifications_due_of_site ON notifications (site, next_attempt_at, created_at)
    WHERE state = 'due' AND behind = 0;
-- Since when anything has been undelivered.
CREATE INDEX notifications_undelivered ON notifications (created_at) WHERE state = 'due';
