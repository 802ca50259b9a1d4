//! The features and limits of Place to Pay's SOAP service.

use std::time::Duration;

use pse_core::ports::provider::Abilities;

/// The features and limits of Place to Pay's SOAP service (specification, `getTransactionInformation`: first asked 7
/// minutes after the creation, then at intervals of at least 12; `createTransactionMultiCredit`).
pub const ABILITIES: Abilities = Abilities {
    multicredit: true,
    first_question_after: Duration::from_secs(7 * 60),
    question_every: Duration::from_secs(12 * 60),
};
