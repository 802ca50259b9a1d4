//! Totals that are answered with a code of their own.

use rust_decimal::Decimal;
use serde::Deserialize;

/// A rule of the test world: a total, and the codes it is answered with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountRule {
    /// The order's whole total, in pesos.
    #[serde(deserialize_with = "crate::money::read")]
    pub(crate) total: Decimal,
    /// The `returnCode` of a creation of that total.
    pub(crate) creation: Option<String>,
    /// The `returnCode` when a transaction of that total is asked about.
    pub(crate) information: Option<String>,
    /// How many questions are answered with `information`, before the truth is told.
    #[serde(default = "once")]
    pub(crate) times: usize,
}

const fn once() -> usize {
    1
}
