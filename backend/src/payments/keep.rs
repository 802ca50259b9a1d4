//! The provider answered a creation and the store could not keep it: the buyer is not sent to pay, a
//! recovery line names the transaction, and the answer is kept as soon as the store is back.

use std::time::Duration;

use super::alert::Alert;
use super::apply::Mover;
use super::machine::Event;
use super::times::later;
use crate::model::Payment;
use crate::provider::answer::Creation;

/// Between two tries.
const PAUSE: Duration = Duration::from_secs(5);
/// After so many, start-up or the sweep settles the payment without its names.
const TRIES: u32 = 60;

/// Writes the recovery line: what the store should hold.
pub fn announce(mover: &Mover, payment: &Payment, event: &Event) {
    let names = match event {
        Event::Creation(
            Creation::Accepted { names, .. }
            | Creation::Refused { names, .. }
            | Creation::Unanswered { names, .. },
        ) => Some(names),
        Event::Creation(Creation::NotSent { .. })
        | Event::Orphaned
        | Event::Informed(..)
        | Event::NotInformed(..) => None,
    };
    mover.operator.count(Alert::NotKept, Some(&payment.id), None);
    tracing::error!(
        alert = Alert::NotKept.as_str(),
        payment = %payment.id,
        checkout = %payment.checkout_id,
        reference = payment.reference,
        transaction_id = names.and_then(|names| names.transaction_id),
        cus = names.and_then(|names| names.cus.as_deref()),
        session_id = names.and_then(|names| names.session_id.as_deref()),
        "RECOVERY: the provider's answer to a creation could not be stored; the buyer was not sent to pay."
    );
}

/// Keeps trying to store the answer. An acceptance becomes `unanswered`: its bank address never
/// left, so the buyer may start anew.
pub async fn keep_trying(mover: Mover, payment: Payment, event: Event) {
    let event = match event {
        Event::Creation(Creation::Accepted { names, reason, .. }) => {
            Event::Creation(Creation::Unanswered {
                names,
                reason,
                why: "accepted, but the store failed before the buyer could be sent".to_owned(),
            })
        }
        other @ (Event::Creation(
            Creation::Refused { .. } | Creation::NotSent { .. } | Creation::Unanswered { .. },
        )
        | Event::Orphaned
        | Event::Informed(..)
        | Event::NotInformed(..)) => other,
    };
    for _ in 0..TRIES {
        mover.clock.sleep_until(later(mover.clock.now(), PAUSE)).await;
        match mover.happen(payment.clone(), &event, None).await {
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(payment = %payment.id, %error, "The answer still cannot be stored.");
            }
        }
    }
}

#[cfg(test)]
mod tests;
