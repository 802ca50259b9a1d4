//! What is on the screen, decided from what the backend says and where the buyer is.

use pse_shared::api::CheckoutView;
use pse_shared::{CheckoutState, PaymentState};

/// What the buyer sees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Step {
    /// The checkout is being read.
    Loading,
    /// The PSE button, which the loader paints.
    #[default]
    Button,
    /// Kind of person, bank and payer's data.
    Form,
    /// The tab is on its way to the bank.
    Leaving,
    /// How the latest payment stands.
    Outcome,
    /// The checkout's time is over.
    Expired,
    /// The checkout could not be read.
    Failed,
}

impl Step {
    /// The name in `pse:step`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Button => "button",
            Self::Form => "form",
            Self::Leaving => "leaving",
            Self::Outcome => "outcome",
            Self::Expired => "expired",
            Self::Failed => "failed",
        }
    }
}

/// Why the checkout is being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The page carries the element: nobody pressed anything.
    None,
    /// The buyer pressed the button, or wants to try again.
    Pay,
    /// The buyer came back from the bank.
    Outcome,
}

/// Where a checkout as just read belongs.
///
/// A live or approved payment is always shown. One that ended otherwise is shown too,
/// unless the buyer is trying again; one that never reached the bank only to a buyer
/// who comes back.
#[must_use]
pub fn settle(view: &CheckoutView, wish: Wish) -> Step {
    let state = view.payment.as_ref().map(|payment| payment.state);
    match (state, wish) {
        (
            Some(PaymentState::Creating | PaymentState::Pending | PaymentState::Approved),
            Wish::None | Wish::Pay | Wish::Outcome,
        )
        | (Some(PaymentState::Rejected | PaymentState::Failed), Wish::None | Wish::Outcome)
        | (Some(PaymentState::Refused | PaymentState::Unanswered), Wish::Outcome) => Step::Outcome,
        (
            None
            | Some(
                PaymentState::Rejected
                | PaymentState::Failed
                | PaymentState::Refused
                | PaymentState::Unanswered,
            ),
            _,
        ) => match (view.state, wish) {
            (CheckoutState::Expired, _) => Step::Expired,
            (CheckoutState::Open | CheckoutState::Pending | CheckoutState::Paid, Wish::Pay) => {
                Step::Form
            }
            (
                CheckoutState::Open | CheckoutState::Pending | CheckoutState::Paid,
                Wish::None | Wish::Outcome,
            ) => Step::Button,
        },
    }
}

/// Whether a new attempt is offered under the outcome: only when the payment is
/// neither approved nor pending (certification, "Result page"), and still in time.
#[must_use]
pub fn may_retry(view: &CheckoutView) -> bool {
    view.state == CheckoutState::Open
        && view.payment.as_ref().is_none_or(|payment| {
            payment.state.is_final() && payment.state != PaymentState::Approved
        })
}

/// Whether the outcome can still change, so that it must be asked for again.
#[must_use]
pub fn is_live(view: &CheckoutView) -> bool {
    view.payment.as_ref().is_some_and(|payment| !payment.state.is_final())
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::sample::checkout;

    fn with(state: CheckoutState, payment: Option<PaymentState>) -> CheckoutView {
        checkout(state, payment)
    }

    #[test]
    fn a_live_or_approved_payment_is_always_shown() {
        for payment in [PaymentState::Creating, PaymentState::Pending, PaymentState::Approved] {
            for wish in [Wish::None, Wish::Pay, Wish::Outcome] {
                let view = with(CheckoutState::Expired, Some(payment));
                assert_eq!(settle(&view, wish), Step::Outcome, "{payment:?} {wish:?}");
            }
        }
    }

    #[test]
    fn a_declined_payment_is_shown_until_the_buyer_tries_again() {
        for payment in [PaymentState::Rejected, PaymentState::Failed] {
            let view = with(CheckoutState::Open, Some(payment));
            assert_eq!(settle(&view, Wish::None), Step::Outcome);
            assert_eq!(settle(&view, Wish::Outcome), Step::Outcome);
            assert_eq!(settle(&view, Wish::Pay), Step::Form);
        }
    }

    #[test]
    fn a_payment_that_never_reached_the_bank_is_shown_only_to_who_comes_back() {
        for payment in [PaymentState::Refused, PaymentState::Unanswered] {
            let view = with(CheckoutState::Open, Some(payment));
            assert_eq!(settle(&view, Wish::None), Step::Button);
            assert_eq!(settle(&view, Wish::Outcome), Step::Outcome);
            assert_eq!(settle(&view, Wish::Pay), Step::Form);
        }
    }

    #[test]
    fn an_open_checkout_waits_for_the_button() {
        let view = with(CheckoutState::Open, None);
        assert_eq!(settle(&view, Wish::None), Step::Button);
        assert_eq!(settle(&view, Wish::Pay), Step::Form);
    }

    #[test]
    fn an_expired_checkout_says_so_whatever_the_buyer_wants() {
        for wish in [Wish::None, Wish::Pay, Wish::Outcome] {
            assert_eq!(settle(&with(CheckoutState::Expired, None), wish), Step::Expired);
        }
        let declined = with(CheckoutState::Expired, Some(PaymentState::Rejected));
        assert_eq!(settle(&declined, Wish::Pay), Step::Expired);
        assert_eq!(settle(&declined, Wish::Outcome), Step::Outcome);
    }

    #[test]
    fn only_an_ended_payment_of_an_open_checkout_can_be_tried_again() {
        for payment in PaymentState::ALL {
            let ended = !matches!(
                payment,
                PaymentState::Creating | PaymentState::Pending | PaymentState::Approved
            );
            assert_eq!(may_retry(&with(CheckoutState::Open, Some(payment))), ended, "{payment:?}");
            assert!(!may_retry(&with(CheckoutState::Expired, Some(payment))), "{payment:?}");
        }
    }

    #[test]
    fn only_creating_and_pending_are_asked_about_again() {
        for payment in PaymentState::ALL {
            let live = matches!(payment, PaymentState::Creating | PaymentState::Pending);
            assert_eq!(is_live(&with(CheckoutState::Pending, Some(payment))), live, "{payment:?}");
        }
        assert!(!is_live(&with(CheckoutState::Open, None)));
    }
}
