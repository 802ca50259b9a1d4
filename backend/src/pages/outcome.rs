//! How the latest payment stands: the receipt, with every field certification asks for.

use askama::Template;
use jiff::Timestamp;
use pse_shared::api::{CheckoutView, PaymentView};
use pse_shared::receipt::{Format, Row, rows};
use pse_shared::words::{Language, filled};
use pse_shared::{Amount, PaymentState};

use super::speech::Speech;
use super::step::may_retry;
use super::{moment, pesos};

/// A payment that may still move is looked at again after so many seconds. The page's own reload
/// reaches the store, never the provider.
pub const LOOK_AGAIN: u32 = 15;
/// One whose bank is not known yet, sooner.
pub const LOOK_AGAIN_SOON: u32 = 3;
/// What the retry link asks for.
pub const RETRY: &str = "reintentar";

/// The page.
#[derive(Debug, Template)]
#[template(path = "pay/outcome.html")]
pub struct OutcomePage<'a> {
    speech: Speech,
    view: &'a CheckoutView,
    title: &'static str,
    /// Path of the drawing beside the heading.
    sign: &'static str,
    tone: &'static str,
    lead: &'static str,
    /// Why the buyer sees this instead of paying: a certified sentence.
    notice: Option<&'a str>,
    advice: Option<&'static str>,
    next_check: Option<String>,
    bank_url: Option<&'a str>,
    rows: Vec<Row>,
    on_test: bool,
    address: String,
    retry: Option<String>,
    shop: &'a str,
}

impl<'a> OutcomePage<'a> {
    /// The page of a checkout's latest payment.
    #[must_use]
    pub fn new(
        view: &'a CheckoutView,
        payment: &'a PaymentView,
        notice: Option<&'a str>,
        speech: Speech,
        shop: &'a str,
        now: Timestamp,
    ) -> Self {
        let live = !payment.state.is_final();
        let pending = payment.state == PaymentState::Pending;
        let words = speech.words;
        Self {
            speech,
            view,
            title: words.state_of(payment.state),
            sign: sign(payment.state),
            tone: tone(payment.state),
            lead: words.lead(payment.state),
            notice,
            advice: pending.then_some(words.pending_advice()),
            next_check: live.then(|| {
                let at = payment.next_probe_at.as_deref();
                let time = at.and_then(|at| moment::time_after(at, now, speech.language));
                time.map_or_else(
                    || words.next_check_soon().to_owned(),
                    |time| filled(words.next_check(), &time),
                )
            }),
            bank_url: payment.bank_url.as_deref(),
            rows: rows(view, payment, speech.words, &Written(speech.language)),
            on_test: payment.on_test,
            retry: may_retry(view).then(|| speech.address_with(&view.id, RETRY)),
            address: speech.address(&view.id),
            shop,
        }
    }
}

/// After how many seconds the page is looked at again; `None` when it says its last word.
#[must_use]
pub const fn look_again(state: PaymentState) -> Option<u32> {
    match state {
        PaymentState::Creating => Some(LOOK_AGAIN_SOON),
        PaymentState::Pending => Some(LOOK_AGAIN),
        PaymentState::Refused
        | PaymentState::Unanswered
        | PaymentState::Approved
        | PaymentState::Rejected
        | PaymentState::Failed => None,
    }
}

/// The widget's drawings.
const fn sign(state: PaymentState) -> &'static str {
    const CHECK: &str = "M9.5 18.2 3.8 12.5l1.5-1.5 4.2 4.2 9.2-9.2 1.5 1.5Z";
    const CLOCK: &str = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm-1 3v5.6l4.3 2.6 1-1.7-3.3-2V7h-2Z";
    const CROSS: &str =
        "M6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6Z";
    match state {
        PaymentState::Approved => CHECK,
        PaymentState::Creating | PaymentState::Pending => CLOCK,
        PaymentState::Rejected
        | PaymentState::Failed
        | PaymentState::Refused
        | PaymentState::Unanswered => CROSS,
    }
}

/// A name for the style sheet.
const fn tone(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Approved => "good",
        PaymentState::Creating | PaymentState::Pending => "wait",
        PaymentState::Rejected
        | PaymentState::Failed
        | PaymentState::Refused
        | PaymentState::Unanswered => "bad",
    }
}

/// How this page writes amounts and moments.
struct Written(Language);

impl Format for Written {
    fn money(&self, amount: Amount, currency: &str) -> String {
        pesos::shown(amount, currency, self.0)
    }

    fn moment(&self, at: &str) -> String {
        moment::shown(at, self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::sample::checkout;
    use pse_shared::words::Language;
    use pse_shared::{CheckoutState, certified};

    const NOW: &str = "2026-11-23T15:07:59Z";
    const SHOP: &str = "https://tienda.example.co/?pse_checkout=chk_1";

    fn html(checkout_state: CheckoutState, state: PaymentState) -> String {
        let view = checkout(checkout_state, Some(state));
        let payment = view.payment.as_ref().unwrap();
        OutcomePage::new(&view, payment, None, speech(""), SHOP, NOW.parse().unwrap())
            .render()
            .unwrap()
    }

    fn speech(query: &str) -> Speech {
        Speech::of(Some(query), Language::Spanish)
    }

    #[test]
    fn it_speaks_the_language_asked_for_and_keeps_it() {
        let mut view = checkout(CheckoutState::Open, Some(PaymentState::Rejected));
        view.payment.as_mut().unwrap().next_probe_at = Some("2026-11-23T15:08:00Z".into());
        let payment = view.payment.as_ref().unwrap();
        let now = NOW.parse().unwrap();
        let page =
            OutcomePage::new(&view, payment, None, speech("lang=en"), SHOP, now).render().unwrap();
        for text in [
            r#"<html lang="en-US">"#,
            "Rejected",
            "COP 1,062,500.00",
            "Nov 23, 2026, 10:00 AM",
            "Your bank did not authorize the payment",
            "?lang=en&#38;reintentar",
            "Back to the shop",
        ] {
            assert!(page.contains(text), "without {text}: {page}");
        }
    }

    #[test]
    fn every_certified_field_is_there_in_all_four_states() {
        for (state, label) in [
            (PaymentState::Approved, "Aprobada"),
            (PaymentState::Pending, "Pendiente"),
            (PaymentState::Rejected, "Rechazada"),
            (PaymentState::Failed, "Fallida"),
        ] {
            let page = html(CheckoutState::Open, state);
            for text in [
                label,
                "Casa del Turismo",
                "900123456",
                "BANCO COOPERATIVO COOPCENTRAL",
                "0215022",
                "406331868-2",
                "23/11/2026 10:00",
                "$ 1.062.500,00",
                "$ 149.310,00",
                "Compra &#60;b&#62;406331868",
                "6024567890",
                "pagos@example.co",
            ] {
                assert!(page.contains(text), "{state:?} without {text}");
            }
        }
    }

    #[test]
    fn a_retry_is_offered_only_when_neither_approved_nor_pending() {
        for state in PaymentState::ALL {
            let offered = html(CheckoutState::Open, state).contains("?reintentar");
            assert_eq!(offered, state.is_final() && state != PaymentState::Approved, "{state:?}");
        }
        assert!(!html(CheckoutState::Expired, PaymentState::Rejected).contains("?reintentar"));
    }

    #[test]
    fn a_pending_payment_says_what_to_do_and_leads_to_the_bank_while_that_lives() {
        let mut view = checkout(CheckoutState::Pending, Some(PaymentState::Pending));
        let with = |view: &CheckoutView| {
            let payment = view.payment.as_ref().unwrap();
            OutcomePage::new(view, payment, None, speech(""), SHOP, NOW.parse().unwrap())
                .render()
                .unwrap()
        };
        let page = with(&view);
        assert!(page.contains(certified::PENDING_ADVICE));
        assert!(!page.contains("Continuar en el banco"));
        let payment = view.payment.as_mut().unwrap();
        payment.bank_url = Some("https://banco.example.co/?enc=a%2f&b=1".into());
        payment.next_probe_at = Some("2026-11-23T15:08:00Z".into());
        let page = with(&view);
        assert!(page.contains(r#"href="https://banco.example.co/?enc=a%2f&#38;b=1""#), "{page}");
        assert!(
            page.contains("Continuar en el banco")
                && page.contains("Próxima consulta a su banco: 10:08")
        );
        view.payment.as_mut().unwrap().next_probe_at = Some("2026-11-23T15:07:00Z".into());
        assert!(!with(&view).contains("Próxima consulta"));
    }

    #[test]
    fn only_what_can_still_move_is_looked_at_again() {
        for state in PaymentState::ALL {
            assert_eq!(look_again(state).is_some(), !state.is_final(), "{state:?}");
        }
        assert_eq!(look_again(PaymentState::Pending), Some(15));
    }

    #[test]
    fn a_declined_payment_tells_its_reason_and_an_approved_one_none() {
        assert!(html(CheckoutState::Open, PaymentState::Rejected).contains("Fondos insuficientes"));
        assert!(
            !html(CheckoutState::Paid, PaymentState::Approved).contains("Fondos insuficientes")
        );
    }
}
