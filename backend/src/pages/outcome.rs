//! How the latest payment stands: the receipt, with every field certification asks for.

use askama::Template;
use jiff::Timestamp;
use pse_shared::PaymentState;
use pse_shared::api::{CheckoutView, PaymentView};
use pse_shared::form::screen::{is_live, may_retry};
use pse_shared::outcome_sign::{OutcomeSign, outcome_sign};
use pse_shared::receipt::{Row, lead, rows};
use pse_shared::words::filled;

use super::date_time;
use super::locale::Locale;
use super::look::Look;

/// The seconds after which the page of a payment that is not final reloads; a reload never reaches the provider.
pub const LOOK_AGAIN: u32 = 15;
/// The seconds after which the page of a payment that is still `creating` reloads.
pub const LOOK_AGAIN_SOON: u32 = 3;
/// The query parameter of the link that shows the form again.
pub const RETRY: &str = "reintentar";

/// The page with the outcome of a payment, its receipt.
#[derive(Debug, Template)]
#[template(path = "pay/outcome.html")]
pub struct OutcomePage<'a> {
    locale: Locale,
    look: Look<'a>,
    view: &'a CheckoutView,
    title: &'static str,
    sign: OutcomeSign,
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
    /// Makes the page of a checkout's latest payment.
    #[must_use]
    pub fn new(
        view: &'a CheckoutView,
        payment: &'a PaymentView,
        notice: Option<&'a str>,
        locale: Locale,
        shop: &'a str,
        now: Timestamp,
    ) -> Self {
        let pending = payment.state == PaymentState::Pending;
        let words = locale.words;
        Self {
            locale,
            look: Look::default(),
            view,
            title: words.state_of(payment.state),
            sign: outcome_sign(payment.state),
            lead: lead(payment, words),
            notice,
            advice: pending.then_some(words.pending_advice()),
            next_check: is_live(view).then(|| {
                let at = payment.next_probe_at.as_deref();
                let time = at.and_then(|at| date_time::time_after(at, now, locale.language));
                time.map_or_else(
                    || words.next_check_soon().to_owned(),
                    |time| filled(words.next_check(), &time),
                )
            }),
            bank_url: payment.bank_url.as_deref(),
            rows: rows(view, payment, words, |at| date_time::shown(at, locale.language)),
            on_test: payment.on_test,
            retry: may_retry(view).then(|| locale.address_with(&view.id, RETRY)),
            address: locale.address(&view.id),
            shop,
        }
    }
}

impl<'a> OutcomePage<'a> {
    /// Shows what is the merchant's own, too.
    #[must_use]
    pub fn with_look(self, look: Look<'a>) -> Self {
        Self { look, ..self }
    }
}

/// Returns after how many seconds the page reloads; `None` when the state is final.
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
        OutcomePage::new(&view, payment, None, locale(""), SHOP, NOW.parse().unwrap())
            .render()
            .unwrap()
    }

    fn locale(query: &str) -> Locale {
        Locale::of(Some(query), Language::Spanish)
    }

    #[test]
    fn it_speaks_the_language_asked_for_and_keeps_it() {
        let mut view = checkout(CheckoutState::Open, Some(PaymentState::Rejected));
        view.payment.as_mut().unwrap().next_probe_at = Some("2026-11-23T15:08:00Z".into());
        let payment = view.payment.as_ref().unwrap();
        let now = NOW.parse().unwrap();
        let page =
            OutcomePage::new(&view, payment, None, locale("lang=en"), SHOP, now).render().unwrap();
        for text in [
            r#"<html lang="en-US">"#,
            "Rejected",
            "COP 1,062,500<",
            "November 23, 2026 at 10:00\u{a0}AM",
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
                "23 de noviembre de 2026 a las 10:00\u{a0}a.\u{a0}m.",
                ">$ 1.062.500<",
                ">$ 149.310<",
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
            OutcomePage::new(view, payment, None, locale(""), SHOP, NOW.parse().unwrap())
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
                && page.contains("Próxima consulta a su banco: 10:08\u{a0}a.\u{a0}m.")
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
