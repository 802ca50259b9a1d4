//! The `returnCode` that an order asks for by itself, so that a tester gets it from the shop:
//! by its total, or, where the shop's prices are fixed, by the payer's e-mail.

use pse_placetopay::{CreateCode, InformationCode, PseTransactionRequest};

use super::{AmountRule, World};

/// The `returnCode` that says that all is well.
const SUCCESS: &str = "SUCCESS";
/// The prefix of an information code in an e-mail address.
const INFORMATION: &str = "info_";

impl World {
    /// The code that a creation of `order` is refused with, if the order asks for one.
    pub(crate) fn refusal_asked_for(&self, order: &PseTransactionRequest) -> Option<String> {
        let by_total = self
            .rules_of(order)
            .find_map(|rule| rule.creation.clone())
            .filter(|code| code != SUCCESS);
        by_total.or_else(|| known(&self.word_in_email(order)?, CreateCode::KNOWN))
    }

    /// The code that the `asked`-th question about `order` is answered with, if the order asks
    /// for one; the first question is the 1st.
    pub(crate) fn answer_asked_for(
        &self,
        order: &PseTransactionRequest,
        asked: usize,
    ) -> Option<String> {
        let by_total = self
            .rules_of(order)
            .find(|rule| rule.information.is_some() && asked <= rule.times)
            .and_then(|rule| rule.information.clone())
            .filter(|code| code != SUCCESS);
        by_total.or_else(|| {
            let word = self.word_in_email(order).filter(|_| asked <= 1)?;
            known(word.strip_prefix(INFORMATION)?, InformationCode::KNOWN)
        })
    }

    fn rules_of(&self, order: &PseTransactionRequest) -> impl Iterator<Item = &AmountRule> {
        let total = order.total_amount;
        self.amounts.iter().filter(move |rule| Some(rule.total) == total)
    }

    /// What is before the `@` of the payer's address, when it is one of the domains that are
    /// there for tests.
    fn word_in_email(&self, order: &PseTransactionRequest) -> Option<String> {
        let email = order.payer.as_ref()?.email_address.as_deref()?.to_lowercase();
        let (word, host) = email.rsplit_once('@')?;
        let for_tests = self.registered_domains.iter().any(|domain| domain == host);
        for_tests.then(|| word.to_owned())
    }
}

fn known(word: &str, codes: &[&str]) -> Option<String> {
    let code = word.to_uppercase();
    (code != SUCCESS && codes.contains(&code.as_str())).then_some(code)
}
