//! Whether the form, an outcome or an expiry is shown, decided from where a checkout stands and why the buyer sees it.

use crate::api::CheckoutView;
use crate::state::{CheckoutState, PaymentState};

/// What is shown of a checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The form: kind of person, bank and payer's data.
    Form,
    /// How the latest payment stands.
    Outcome,
    /// That the checkout's time is over.
    Expired,
}

/// Why the buyer sees the checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To look at it: nobody pressed anything.
    Look,
    /// To pay, or to try again after a payment that did not go through.
    Pay,
    /// To learn the outcome, back from the bank.
    Outcome,
}

/// The screen of a checkout as just read.
///
/// A live or approved payment is always shown. One that the bank declined is shown too, unless the buyer is trying
/// again; one that never reached the bank only to a buyer who comes back.
#[must_use]
#[inline]
pub fn screen(view: &CheckoutView, purpose: Purpose) -> Screen {
    let state = view.payment.as_ref().map(|payment| payment.state);
    match (state, purpose) {
        (Some(PaymentState::Creating | PaymentState::Pending | PaymentState::Approved), _)
        | (Some(PaymentState::Rejected | PaymentState::Failed), Purpose::Look | Purpose::Outcome)
        | (Some(PaymentState::Refused | PaymentState::Unanswered), Purpose::Outcome) => {
            Screen::Outcome
        }
        (
            None
            | Some(
                PaymentState::Rejected
                | PaymentState::Failed
                | PaymentState::Refused
                | PaymentState::Unanswered,
            ),
            _,
        ) => match view.state {
            CheckoutState::Expired => Screen::Expired,
            CheckoutState::Open | CheckoutState::Pending | CheckoutState::Paid => Screen::Form,
        },
    }
}

/// Whether another attempt is offered under the outcome: only after a payment that is neither approved nor pending
/// (certification, "Result page"), and still in time. Without a payment there is nothing to try again.
#[must_use]
#[inline]
pub fn may_retry(view: &CheckoutView) -> bool {
    view.state == CheckoutState::Open
        && view.payment.as_ref().is_some_and(|payment| {
            payment.state.is_final() && payment.state != PaymentState::Approved
        })
}

/// Whether the outcome can still change, so that it is asked for again and the buyer is told so.
#[must_use]
#[inline]
pub fn is_live(view: &CheckoutView) -> bool {
    view.payment.as_ref().is_some_and(|payment| !payment.state.is_final())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::checkout;

    const PURPOSES: [Purpose; 3] = [Purpose::Look, Purpose::Pay, Purpose::Outcome];

    fn shown(state: CheckoutState, payment: Option<PaymentState>, purpose: Purpose) -> Screen {
        screen(&checkout(state, payment), purpose)
    }

    #[test]
    fn a_live_or_approved_payment_is_always_shown() {
        for payment in [PaymentState::Creating, PaymentState::Pending, PaymentState::Approved] {
            for purpose in PURPOSES {
                let shown = shown(CheckoutState::Expired, Some(payment), purpose);
                assert_eq!(shown, Screen::Outcome, "{payment:?} {purpose:?}");
            }
        }
    }

    #[test]
    fn a_declined_payment_is_shown_until_the_buyer_tries_again() {
        for payment in [PaymentState::Rejected, PaymentState::Failed] {
            for (purpose, screen) in [
                (Purpose::Look, Screen::Outcome),
                (Purpose::Outcome, Screen::Outcome),
                (Purpose::Pay, Screen::Form),
            ] {
                assert_eq!(shown(CheckoutState::Open, Some(payment), purpose), screen);
            }
            assert_eq!(shown(CheckoutState::Expired, Some(payment), Purpose::Pay), Screen::Expired);
            let back = shown(CheckoutState::Expired, Some(payment), Purpose::Outcome);
            assert_eq!(back, Screen::Outcome);
        }
    }

    #[test]
    fn a_payment_that_never_reached_the_bank_is_shown_only_to_who_comes_back() {
        for payment in [PaymentState::Refused, PaymentState::Unanswered] {
            for (purpose, screen) in [
                (Purpose::Look, Screen::Form),
                (Purpose::Pay, Screen::Form),
                (Purpose::Outcome, Screen::Outcome),
            ] {
                assert_eq!(shown(CheckoutState::Open, Some(payment), purpose), screen);
            }
            let over = shown(CheckoutState::Expired, Some(payment), Purpose::Look);
            assert_eq!(over, Screen::Expired);
        }
    }

    #[test]
    fn before_any_payment_there_is_the_form_until_its_time_is_over() {
        for purpose in PURPOSES {
            assert_eq!(shown(CheckoutState::Open, None, purpose), Screen::Form);
            assert_eq!(shown(CheckoutState::Expired, None, purpose), Screen::Expired);
        }
    }

    #[test]
    fn only_a_payment_that_ended_badly_and_in_time_can_be_tried_again() {
        for payment in PaymentState::ALL {
            let ended = !matches!(
                payment,
                PaymentState::Creating | PaymentState::Pending | PaymentState::Approved
            );
            let open = may_retry(&checkout(CheckoutState::Open, Some(payment)));
            assert_eq!(open, ended, "{payment:?}");
            assert!(!may_retry(&checkout(CheckoutState::Expired, Some(payment))), "{payment:?}");
        }
    }

    #[test]
    fn without_a_payment_there_is_nothing_to_try_again() {
        assert!(!may_retry(&checkout(CheckoutState::Open, None)));
    }

    #[test]
    fn only_creating_and_pending_are_asked_about_again() {
        for payment in PaymentState::ALL {
            let live = matches!(payment, PaymentState::Creating | PaymentState::Pending);
            let view = checkout(CheckoutState::Pending, Some(payment));
            assert_eq!(is_live(&view), live, "{payment:?}");
        }
        assert!(!is_live(&checkout(CheckoutState::Open, None)));
    }
}
