//! Where the API's calls live; both sides build their addresses here (without `format!`,
//! which would bring the whole of `fmt` into the widget). The widget's loader is built with them too (`pse-words`).

use crate::text::joined;

/// `POST`: a merchant creates a checkout.
pub const CHECKOUTS: &str = "/v1/checkouts";
/// `GET`: the bank list.
pub const BANKS: &str = "/v1/banks";
/// `GET`: a merchant's payments.
pub const PAYMENTS: &str = "/v1/payments";
/// `GET`: one of a merchant's payments.
pub const PAYMENT: &str = "/v1/payments/{id}";
/// `POST`: the provider is asked how a payment stands.
pub const PAYMENT_PROBE: &str = "/v1/payments/{id}/probe";
/// `GET`: what a merchant's server was told of a payment.
pub const PAYMENT_NOTIFICATIONS: &str = "/v1/payments/{id}/notifications";
/// `POST`: a notification is sent again.
pub const REDELIVER: &str = "/v1/notifications/{id}/redeliver";
/// `GET`: what the widget reads of a checkout; [`checkout`] writes it for one.
pub const CHECKOUT: &str = "/v1/checkouts/{id}";
/// `GET`: a checkout's server-sent events; [`events`] writes it for one.
pub const CHECKOUT_EVENTS: &str = "/v1/checkouts/{id}/events";
/// `POST`: the buyer confirms; [`checkout_payments`] writes it for one checkout.
pub const CHECKOUT_PAYMENTS: &str = "/v1/checkouts/{id}/payments";
/// `GET`, `POST`: the checkout as the backend's own page; [`pay`] writes it for one.
pub const PAY: &str = "/pay/{checkout}";
/// `GET`: the bank sends the buyer back; [`return_from_bank`] writes it for one payment.
pub const RETURN: &str = "/return/{payment}";
/// `GET`: style sheets and icon of the backend's own pages.
pub const ASSET: &str = "/assets/{file}";
/// `GET`: the process runs.
pub const ALIVE: &str = "/healthz";
/// `GET`: the store can be reached.
pub const READY: &str = "/readyz";
/// `GET`: what an operator watches.
pub const METRICS: &str = "/metrics";
/// `GET`: the API's description for programs.
pub const OPENAPI: &str = "/openapi.json";
/// `GET`: the API's description for people.
pub const DOCS: &str = "/docs";
/// `GET`: what an error code means; [`problem`] writes it for one.
pub const PROBLEM: &str = "/problems/{code}";
/// `GET`: the widget's loader.
pub const LOADER: &str = "/pse-checkout.js";
/// `GET`: the widget's loader for classic scripts.
pub const CLASSIC_LOADER: &str = "/pse-checkout.classic.js";
/// `GET`: the widget's other files.
pub const WIDGET: &str = "/widget/{file}";
/// `GET`: the demo shop.
pub const SHOP: &str = "/";
/// `GET`: the widget in each of its states.
pub const GALLERY: &str = "/gallery";
/// `GET`: what the demo shop sells.
pub const DEMO_CATALOGUE: &str = "/demo/catalogue";
/// `POST`: a cart of the demo shop becomes a checkout.
pub const DEMO_CHECKOUTS: &str = "/demo/checkouts";
/// `GET`: the demo shop's files.
pub const DEMO: &str = "/demo/{file}";
/// The query parameter the backend adds to `return_url`.
pub const RETURN_PARAMETER: &str = "pse_checkout";

/// `GET`: what the widget reads of a checkout.
#[must_use]
pub fn checkout(id: &str) -> String {
    joined(&[CHECKOUTS, "/", id])
}

/// `GET`: the banks of the checkout's own site, where several share one service.
#[must_use]
pub fn checkout_banks(id: &str) -> String {
    joined(&[BANKS, "?checkout=", id])
}

/// `GET`: the checkout's server-sent events.
#[must_use]
pub fn events(id: &str) -> String {
    joined(&[CHECKOUTS, "/", id, "/events"])
}

/// `POST`: the buyer confirms.
#[must_use]
pub fn checkout_payments(id: &str) -> String {
    joined(&[CHECKOUTS, "/", id, "/payments"])
}

/// `GET`: the checkout as the backend's own page.
#[must_use]
pub fn pay(checkout: &str) -> String {
    joined(&["/pay/", checkout])
}

/// `GET`: the bank sends the buyer of this payment back.
#[must_use]
pub fn return_from_bank(payment: &str) -> String {
    joined(&["/return/", payment])
}

/// `GET`: one of the files the widget is made of.
#[must_use]
pub fn widget_file(name: &str) -> String {
    joined(&["/widget/", name])
}

/// `GET`: one of the demo shop's files.
#[must_use]
pub fn demo_file(name: &str) -> String {
    joined(&["/demo/", name])
}

/// `GET`: what an error code means.
#[must_use]
pub fn problem(code: &str) -> String {
    joined(&["/problems/", code])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_its_path_with_the_place_filled_in() {
        for (path, address) in [
            (CHECKOUT, checkout as fn(&str) -> String),
            (DEMO, demo_file),
            (CHECKOUT_EVENTS, events),
            (CHECKOUT_PAYMENTS, checkout_payments),
            (PAY, pay),
            (RETURN, return_from_bank),
            (PROBLEM, problem),
        ] {
            let (before, rest) = path.split_once('{').unwrap();
            let after = rest.split_once('}').unwrap().1;
            assert_eq!(address("a1"), format!("{before}a1{after}"));
        }
    }
}
