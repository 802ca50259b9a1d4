//! Where the API's calls live; both sides build their addresses here (without `format!`,
//! which would bring the whole of `fmt` into the widget).

use crate::text::joined;

/// `POST`: a merchant creates a checkout.
pub const CHECKOUTS: &str = "/v1/checkouts";
/// `GET`: the bank list.
pub const BANKS: &str = "/v1/banks";
/// `GET`: a merchant's payments.
pub const PAYMENTS: &str = "/v1/payments";
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
