//! The requests. Every one ends: with an answer, after 30 seconds, or when the element
//! goes.

use gloo_net::http::Response;
use pse_shared::paths;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::read;
use super::trouble::Trouble;
use crate::attempt::Attempt;
use crate::browser::{Host, send};

/// What is asked of the backend.
#[derive(Debug, Clone, Copy)]
pub enum Asked<'a> {
    /// The checkout as it stands.
    Checkout,
    /// The banks that can be paid from now.
    Banks,
    /// To create the payment.
    Payment(&'a Attempt),
}

/// Asks, and gives the answer's JSON; what is wrong is told in the language of this tag.
///
/// # Errors
/// [`Trouble`], by what the buyer can do about it.
pub async fn ask(host: &Host, lang: &str, asked: Asked<'_>) -> Result<JsValue, Trouble> {
    let id = host.checkout();
    let (path, attempt) = match asked {
        Asked::Checkout => (paths::checkout(&id), None),
        Asked::Banks => (paths::checkout_banks(&id), None),
        Asked::Payment(attempt) => (paths::checkout_payments(&id), Some(attempt)),
    };
    let key = attempt.map(|attempt| attempt.key.as_str());
    let body = attempt.map(|attempt| attempt.body.as_str());
    // The loader may have asked already, while this was loading.
    let answer = send(host.early(&path), &(host.origin() + &path), &host.signal(), lang, key, body);
    let answer = JsFuture::from(answer).await.map_err(|_| Trouble::Offline)?;
    let answer: web_sys::Response = answer.unchecked_into();
    let text = answer.text().map_err(|_| Trouble::Offline)?;
    let text = JsFuture::from(text).await.map_err(|_| Trouble::Offline)?;
    let text = text.as_string().unwrap_or_default();
    let response = Response::from(answer);
    let json = read::json(&text).ok_or(Trouble::Garbled)?;
    if response.ok() {
        return Ok(json);
    }
    let mut refusal = read::problem(&json).ok_or(Trouble::Garbled)?;
    refusal.retry_after = response.headers().get("retry-after").and_then(|text| text.parse().ok());
    Err(Trouble::Problem(refusal))
}
