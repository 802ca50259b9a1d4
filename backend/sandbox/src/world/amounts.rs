//! Totals that stand for a `returnCode`, so that a tester gets it from the shop.

use rust_decimal::Decimal;
use serde::Deserialize;

/// A total and what it is answered with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountRule {
    /// The order's whole total, in pesos.
    #[serde(deserialize_with = "crate::money::read")]
    pub(crate) total: Decimal,
    /// What a creation of that total is answered.
    pub(crate) creation: Option<String>,
    /// What a transaction of that total is answered when it is asked about.
    pub(crate) information: Option<String>,
    /// How often it is, before the truth is told.
    #[serde(default = "once")]
    pub(crate) times: usize,
}

const fn once() -> usize {
    1
}

impl AmountRule {
    /// The code a creation of `total` is refused with, if a rule says so.
    pub(crate) fn refusal(rules: &[Self], total: Option<Decimal>) -> Option<&str> {
        let rule = rules.iter().find(|rule| Some(rule.total) == total && rule.creation.is_some());
        rule?.creation.as_deref().filter(|code| *code != "SUCCESS")
    }

    /// The code the `asked`-th question about a transaction of `total` is answered with, if a
    /// rule says so; the first question is the 1st.
    pub(crate) fn answer(rules: &[Self], total: Option<Decimal>, asked: usize) -> Option<&str> {
        let rule =
            rules.iter().find(|rule| Some(rule.total) == total && rule.information.is_some())?;
        rule.information.as_deref().filter(|code| *code != "SUCCESS" && asked <= rule.times)
    }
}
