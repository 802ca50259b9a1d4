//! The provider answered a creation and the store could not keep it: the buyer is not sent to pay, a
//! recovery line names the transaction, and the answer is kept as soon as the store is back. And the store did not say
//! whether it has a payment: then the provider is not asked.

use std::time::Duration;

use super::machine::Event;
use super::transitions::Transitions;
use crate::alerts::Alert;
use crate::model::{Payment, PaymentId};
use crate::ports::provider::{Creation, NoAnswer};
use crate::time::later;

/// The pause between two tries to store the answer.
const PAUSE: Duration = Duration::from_secs(5);
/// How often storing is tried; afterwards start-up or the sweep settles the payment without its ids.
const TRIES: u32 = 60;

/// Logs a line that begins `RECOVERY`: what the store should hold of this payment.
pub fn announce(transitions: &Transitions, payment: &Payment, event: &Event) {
    let facts = match event {
        Event::Creation(
            Creation::Accepted { facts, .. }
            | Creation::Refused { facts, .. }
            | Creation::Unanswered { facts, .. },
        ) => Some(facts),
        Event::Creation(Creation::NotSent { .. })
        | Event::Orphaned
        | Event::Reported(..)
        | Event::NotReported(..) => None,
    };
    transitions.alerts.raise(Alert::NotKept, Some(&payment.id), None);
    let transaction = facts.and_then(|facts| facts.transaction.as_ref());
    tracing::error!(
        alert = Alert::NotKept.as_str(),
        payment = %payment.id,
        checkout = payment.checkout_id.for_logs(),
        provider = %payment.provider,
        reference = payment.reference,
        transaction = transaction.map(tracing::field::display),
        cus = facts.and_then(|facts| facts.cus.as_deref()),
        provider_data = facts.map(|facts| tracing::field::debug(&facts.data)),
        "RECOVERY: the provider's answer to a creation could not be stored; the buyer was not sent to pay."
    );
}

/// Retries storing a provider's answer. An acceptance becomes `unanswered`: its bank address never left, so the buyer
/// may start anew.
pub async fn keep_trying(transitions: Transitions, payment: Payment, event: Event) {
    let event = match event {
        Event::Creation(Creation::Accepted { facts, .. }) => {
            let why = "the store failed before the buyer could be sent to the bank";
            let why = NoAnswer::Unreachable(why.to_owned());
            Event::Creation(Creation::Unanswered { facts, why })
        }
        other @ (Event::Creation(
            Creation::Refused { .. } | Creation::NotSent { .. } | Creation::Unanswered { .. },
        )
        | Event::Orphaned
        | Event::Reported(..)
        | Event::NotReported(..)) => other,
    };
    for _ in 0..TRIES {
        transitions.clock.sleep_until(later(transitions.clock.now(), PAUSE)).await;
        match transitions.apply(payment.clone(), &event, None).await {
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(payment = %payment.id, %error, "The answer still cannot be stored.");
            }
        }
    }
}

/// Ends a payment of which the store could not say whether it has it, so that the provider was not asked: when the store
/// is back and has it, nothing is under way there.
pub async fn withdraw(transitions: Transitions, id: PaymentId) {
    let why = "the store did not say whether it had the payment";
    let event = Event::Creation(Creation::NotSent { why: NoAnswer::NotAsked(why.to_owned()) });
    for _ in 0..TRIES {
        transitions.clock.sleep_until(later(transitions.clock.now(), PAUSE)).await;
        let withdrawn = match transitions.store.payment(&id).await {
            Ok(Some(payment)) => transitions.apply(payment, &event, None).await.map(|_| ()),
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        };
        match withdrawn {
            Ok(()) => return,
            Err(error) => {
                tracing::warn!(payment = %id, %error, "Whether the payment was stored is still not known.")
            }
        }
    }
}
