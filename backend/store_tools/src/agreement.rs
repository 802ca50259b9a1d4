//! Rows agree with each other as the service keeps them: what no rule of a database holds by itself.

/// What must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What is wrong where it is so all the same.
    pub what: &'static str,
    /// A statement that lists what is so, a text each. `NOT INDEXED` says that rows are read as they are, past any index; a
    /// database that does not know these words does without them.
    pub question: &'static str,
}

const fn rule(what: &'static str, question: &'static str) -> Rule {
    Rule { what, question }
}

/// What must not be in any store.
pub const RULES: [Rule; 9] = [
    rule(
        "the count of payments is wrong for site, provider and state",
        "SELECT site || ', ' || provider || ', ' || state
         FROM (SELECT site, provider, state, count(*) AS counted FROM payments NOT INDEXED GROUP BY 1, 2, 3) AS found
             FULL JOIN (SELECT site, provider, state, sum(payments) AS kept FROM payment_counts GROUP BY 1, 2, 3) AS counts
             USING (site, provider, state)
         WHERE coalesce(counted, 0) <> coalesce(kept, 0)",
    ),
    rule(
        "a pending payment has no time to be asked about, or another one has",
        "SELECT id FROM payments NOT INDEXED WHERE (state = 'pending') <> (next_probe_at IS NOT NULL)",
    ),
    rule(
        "several payments of a checkout are alive or paid",
        "SELECT checkout_id FROM payments NOT INDEXED WHERE state IN ('creating', 'pending', 'approved')
         GROUP BY checkout_id HAVING count(*) > 1",
    ),
    rule(
        "several payments of a reference are alive or paid",
        "SELECT site || ', ' || merchant_reference FROM payments NOT INDEXED
         WHERE state IN ('creating', 'pending', 'approved') GROUP BY site, merchant_reference HAVING count(*) > 1",
    ),
    rule(
        "a payment and its checkout differ in site, reference, currency or amounts",
        "SELECT payments.id FROM payments NOT INDEXED JOIN checkouts ON checkouts.id = checkout_id
         WHERE (payments.site, merchant_reference, payments.currency, payments.total_amount, payments.tax_amount,
                payments.devolution_base, payments.tip_amount)
             <> (checkouts.site, checkouts.reference, checkouts.currency, checkouts.total_amount, checkouts.tax_amount,
                checkouts.devolution_base, checkouts.tip_amount)",
    ),
    rule(
        "a checkout is not as its living or paid payment makes it",
        "SELECT checkouts.id FROM checkouts NOT INDEXED LEFT JOIN payments
             ON checkout_id = checkouts.id AND payments.state IN ('creating', 'pending', 'approved')
         WHERE checkouts.state <> CASE payments.state
             WHEN 'approved' THEN 'paid' WHEN 'creating' THEN 'pending' WHEN 'pending' THEN 'pending' ELSE 'open' END",
    ),
    rule(
        "a payment's history has a gap",
        "SELECT payment_id || ', version ' || version FROM (
             SELECT payment_id, version, from_state,
                 lag(to_state) OVER (PARTITION BY payment_id ORDER BY version) AS state_before
             FROM payment_history) AS moves
         WHERE from_state IS DISTINCT FROM state_before",
    ),
    rule(
        "a payment is not in the state in which its history ends",
        "SELECT id FROM payments NOT INDEXED WHERE state IS DISTINCT FROM (
             SELECT to_state FROM payment_history WHERE payment_id = id ORDER BY version DESC LIMIT 1)",
    ),
    rule(
        "a payment's history goes beyond its version",
        "SELECT id FROM payments NOT INDEXED WHERE version < (
             SELECT max(version) FROM payment_history WHERE payment_id = id)",
    ),
];
