//! Which of the widget's screens is shown, as the page around it is told by `pse:step`.

use pse_shared::api::CheckoutView;
use pse_shared::form::screen::{Purpose, Screen, screen};

/// A screen of the widget: those of a checkout, and those of a widget that reads it or leaves for the bank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WidgetStep {
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

impl WidgetStep {
    /// The step of a checkout as just read: its screen, where the form waits behind the button until somebody wants to
    /// pay.
    #[must_use]
    pub fn of(view: &CheckoutView, purpose: Purpose) -> Self {
        match (screen(view, purpose), purpose) {
            (Screen::Form, Purpose::Pay) => Self::Form,
            (Screen::Form, Purpose::Look | Purpose::Outcome) => Self::Button,
            (Screen::Outcome, _) => Self::Outcome,
            (Screen::Expired, _) => Self::Expired,
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::sample::checkout;
    use pse_shared::{CheckoutState, PaymentState};

    fn step(state: CheckoutState, payment: Option<PaymentState>, purpose: Purpose) -> WidgetStep {
        WidgetStep::of(&checkout(state, payment), purpose)
    }

    #[test]
    fn an_open_checkout_waits_for_the_button() {
        for payment in [None, Some(PaymentState::Refused), Some(PaymentState::Unanswered)] {
            assert_eq!(step(CheckoutState::Open, payment, Purpose::Look), WidgetStep::Button);
            assert_eq!(step(CheckoutState::Open, payment, Purpose::Pay), WidgetStep::Form);
        }
        assert_eq!(step(CheckoutState::Open, None, Purpose::Outcome), WidgetStep::Button);
    }

    #[test]
    fn a_declined_payment_is_shown_until_the_buyer_tries_again() {
        for payment in [PaymentState::Rejected, PaymentState::Failed] {
            let at = |purpose| step(CheckoutState::Open, Some(payment), purpose);
            assert_eq!(at(Purpose::Look), WidgetStep::Outcome);
            assert_eq!(at(Purpose::Outcome), WidgetStep::Outcome);
            assert_eq!(at(Purpose::Pay), WidgetStep::Form);
        }
    }

    #[test]
    fn outcome_and_expiry_are_shown_whatever_the_buyer_wants() {
        for purpose in [Purpose::Look, Purpose::Pay, Purpose::Outcome] {
            assert_eq!(step(CheckoutState::Expired, None, purpose), WidgetStep::Expired);
            let pending = step(CheckoutState::Pending, Some(PaymentState::Pending), purpose);
            assert_eq!(pending, WidgetStep::Outcome);
        }
        let declined =
            |purpose| step(CheckoutState::Expired, Some(PaymentState::Rejected), purpose);
        assert_eq!(declined(Purpose::Pay), WidgetStep::Expired);
        assert_eq!(declined(Purpose::Outcome), WidgetStep::Outcome);
    }
}
