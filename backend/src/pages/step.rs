//! Which page a checkout belongs on, decided from where it stands and what the buyer wants.

use pse_shared::api::CheckoutView;
use pse_shared::{CheckoutState, PaymentState};

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Kind of person, bank and payer's data.
    Form,
    /// How the latest payment stands.
    Outcome,
    /// The checkout's time is over.
    Expired,
}

/// What the buyer wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To see how it stands.
    Look,
    /// To pay, after a payment that did not go through.
    Pay,
}

/// Where a checkout as just read belongs: a live or approved payment is always shown, one that was
/// declined until the buyer wants to try again, one that never reached the bank not at all.
#[must_use]
pub fn settle(view: &CheckoutView, wish: Wish) -> Step {
    match (view.payment.as_ref().map(|payment| payment.state), wish) {
        (Some(PaymentState::Creating | PaymentState::Pending | PaymentState::Approved), _)
        | (Some(PaymentState::Rejected | PaymentState::Failed), Wish::Look) => Step::Outcome,
        (Some(PaymentState::Rejected | PaymentState::Failed), Wish::Pay)
        | (None | Some(PaymentState::Refused | PaymentState::Unanswered), _) => match view.state {
            CheckoutState::Expired => Step::Expired,
            CheckoutState::Open | CheckoutState::Pending | CheckoutState::Paid => Step::Form,
        },
    }
}

/// Whether a new attempt is offered under the outcome: only when the payment is neither approved
/// nor pending (certification, "Result page"), and still in time.
#[must_use]
pub fn may_retry(view: &CheckoutView) -> bool {
    view.state == CheckoutState::Open
        && view.payment.as_ref().is_some_and(|payment| {
            payment.state.is_final() && payment.state != PaymentState::Approved
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::sample::checkout;

    fn page(state: CheckoutState, payment: Option<PaymentState>, wish: Wish) -> Step {
        settle(&checkout(state, payment), wish)
    }

    #[test]
    fn a_live_or_approved_payment_is_always_shown() {
        for payment in [PaymentState::Creating, PaymentState::Pending, PaymentState::Approved] {
            for wish in [Wish::Look, Wish::Pay] {
                assert_eq!(page(CheckoutState::Expired, Some(payment), wish), Step::Outcome);
            }
        }
    }

    #[test]
    fn a_declined_payment_is_shown_until_the_buyer_tries_again() {
        for payment in [PaymentState::Rejected, PaymentState::Failed] {
            assert_eq!(page(CheckoutState::Open, Some(payment), Wish::Look), Step::Outcome);
            assert_eq!(page(CheckoutState::Open, Some(payment), Wish::Pay), Step::Form);
            assert_eq!(page(CheckoutState::Expired, Some(payment), Wish::Pay), Step::Expired);
        }
    }

    #[test]
    fn what_never_reached_the_bank_leaves_the_form() {
        for payment in [None, Some(PaymentState::Refused), Some(PaymentState::Unanswered)] {
            assert_eq!(page(CheckoutState::Open, payment, Wish::Look), Step::Form);
            assert_eq!(page(CheckoutState::Expired, payment, Wish::Look), Step::Expired);
        }
    }

    #[test]
    fn only_a_payment_that_ended_badly_and_in_time_can_be_tried_again() {
        for payment in PaymentState::ALL {
            let ended = !matches!(
                payment,
                PaymentState::Creating | PaymentState::Pending | PaymentState::Approved
            );
            assert_eq!(may_retry(&checkout(CheckoutState::Open, Some(payment))), ended);
            assert!(!may_retry(&checkout(CheckoutState::Expired, Some(payment))));
        }
        assert!(!may_retry(&checkout(CheckoutState::Open, None)));
    }
}
