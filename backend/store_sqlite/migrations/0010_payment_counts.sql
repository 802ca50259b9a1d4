-- How many payments each site has at each provider in each state, kept where the payments are written: counting them
-- takes longer the more there are.

CREATE TABLE payment_counts (
    site     TEXT    NOT NULL,
    provider TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    payments INTEGER NOT NULL CHECK (payments >= 0),
    PRIMARY KEY (site, provider, state)
) STRICT, WITHOUT ROWID;

INSERT INTO payment_counts SELECT site, provider, state, count(*) FROM payments GROUP BY site, provider, state;

CREATE TRIGGER payment_counted AFTER INSERT ON payments BEGIN
    INSERT INTO payment_counts VALUES (NEW.site, NEW.provider, NEW.state, 1)
    ON CONFLICT DO UPDATE SET payments = payments + 1;
END;

-- No payment is ever deleted, nor given to another site or provider.
CREATE TRIGGER payment_counted_anew AFTER UPDATE OF state ON payments WHEN NEW.state <> OLD.state BEGIN
    UPDATE payment_counts SET payments = payments - 1
    WHERE site = OLD.site AND provider = OLD.provider AND state = OLD.state;
    INSERT INTO payment_counts VALUES (NEW.site, NEW.provider, NEW.state, 1)
    ON CONFLICT DO UPDATE SET payments = payments + 1;
END;
