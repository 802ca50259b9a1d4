//! The requests. Every one ends: with an answer, after 30 seconds, or when the element
//! goes.

use gloo_net::http::Response;
use js_sys::Promise;
use pse_shared::paths;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::read;
use super::trouble::Trouble;
use crate::attempt::Attempt;
use crate::browser::{Host, field, send, spawn};

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

/// A request that was sent.
#[derive(Debug)]
pub struct Sent(Promise);

/// Asks; what is wrong will be told in the language of this tag.
pub fn ask(host: &Host, lang: &str, asked: Asked<'_>) -> Sent {
    let id = host.checkout();
    let (path, attempt) = match asked {
        Asked::Checkout => (paths::checkout(&id), None),
        Asked::Banks => (paths::checkout_banks(&id), None),
        Asked::Payment(attempt) => (paths::checkout_payments(&id), Some(attempt)),
    };
    let key = attempt.map(|attempt| attempt.key.as_str());
    let body = attempt.map(|attempt| attempt.body.as_str());
    // The loader may have asked already, while this was loading.
    Sent(send(host.early(&path), &(host.origin() + &path), &host.signal(), lang, key, body))
}

impl Sent {
    /// Does something with the answer's JSON, or with what went wrong. (One task for whatever is asked: each way to wait
    /// would bring a copy of the waiting.)
    pub fn then(self, act: Box<dyn FnOnce(Result<JsValue, Trouble>)>) {
        spawn(async move {
            let heard = JsFuture::from(self.0).await;
            act(heard.map_err(|_| Trouble::Offline).and_then(|heard| answered(&heard)));
        });
    }
}

/// The answer's JSON, or what is wrong.
fn answered(heard: &JsValue) -> Result<JsValue, Trouble> {
    let json = field(heard, "json");
    let response = Response::from(field(heard, "answer").unchecked_into::<web_sys::Response>());
    if response.ok() {
        return Ok(json);
    }
    let mut refusal = read::problem(&json).ok_or(Trouble::Garbled)?;
    refusal.retry_after = response.headers().get("retry-after").and_then(|text| text.parse().ok());
    Err(Trouble::Problem(refusal))
}
