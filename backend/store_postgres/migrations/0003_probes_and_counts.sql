-- What follows from the rows of payments, kept by the database itself in the same commit: what the probe has to do, and how
-- many payments there are.

-- When each pending payment is due. A table of its own, as narrow as can be: each claim leaves a dead row in it and in its
-- indexes, and how many of those there are decides how long a claim takes. It is swept early and without pauses.
CREATE TABLE payment_probes (
    position   bigint NOT NULL PRIMARY KEY,
    payment_id text COLLATE "C" NOT NULL REFERENCES payments (id),
    next_at    bigint NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.05);

CREATE INDEX payment_probes_due ON payment_probes (next_at, position);

CREATE FUNCTION payment_probe_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.next_probe_at IS NULL THEN
        DELETE FROM payment_probes WHERE position = NEW.position;
    ELSE
        INSERT INTO payment_probes (position, payment_id, next_at)
        VALUES (NEW.position, NEW.id, NEW.next_probe_at)
        ON CONFLICT (position) DO UPDATE SET next_at = excluded.next_at;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER payment_probe_made AFTER INSERT ON payments
    FOR EACH ROW WHEN (NEW.next_probe_at IS NOT NULL)
    EXECUTE FUNCTION payment_probe_kept();
CREATE TRIGGER payment_probe_moved AFTER UPDATE OF next_probe_at ON payments
    FOR EACH ROW WHEN (NEW.next_probe_at IS DISTINCT FROM OLD.next_probe_at)
    EXECUTE FUNCTION payment_probe_kept();

-- How many payments each site has at each provider in each state: counting them takes longer the more there are. Each
-- connection counts in a row of its own (nearly always), so that no payment waits for the commit of another; a single row
-- may be below zero, their sum is the count.
CREATE TABLE payment_counts (
    site     text COLLATE "C" NOT NULL,
    provider text COLLATE "C" NOT NULL,
    state    text COLLATE "C" NOT NULL,
    counter  integer NOT NULL,
    payments bigint NOT NULL,
    PRIMARY KEY (site, provider, state, counter)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);

-- The state before comes first: states follow each other one way, so two payments never wait for one another.
CREATE FUNCTION payment_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO payment_counts AS kept VALUES (OLD.site, OLD.provider, OLD.state, pg_backend_pid() % 64, -1)
        ON CONFLICT (site, provider, state, counter) DO UPDATE SET payments = kept.payments - 1;
    END IF;
    INSERT INTO payment_counts AS kept VALUES (NEW.site, NEW.provider, NEW.state, pg_backend_pid() % 64, 1)
    ON CONFLICT (site, provider, state, counter) DO UPDATE SET payments = kept.payments + 1;
    RETURN NULL;
END $$;

CREATE TRIGGER payment_counted AFTER INSERT ON payments
    FOR EACH ROW EXECUTE FUNCTION payment_counted();
-- No payment is ever deleted, nor given to another site or provider.
CREATE TRIGGER payment_counted_anew AFTER UPDATE OF state ON payments
    FOR EACH ROW WHEN (NEW.state <> OLD.state)
    EXECUTE FUNCTION payment_counted();
