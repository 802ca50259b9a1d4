//! The buyer, as the widget and the browser act for one.

use reqwest::Method;
use serde_json::Value;

use crate::events::Events;
use crate::http::{Answer, Http, text};
use crate::orders;
use crate::pages::Page;
use crate::wait_until;

/// A buyer at a checkout.
#[derive(Debug, Clone)]
pub struct Buyer {
    http: Http,
    /// The checkout's id (`chk_…`).
    pub checkout: String,
    /// The merchant's reference.
    pub reference: String,
}

/// A payment that was created at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedPayment {
    /// The payment's id (`pay_…`).
    pub payment: String,
    /// The address at PSE that the buyer is sent to.
    pub bank_url: String,
}

impl Buyer {
    /// A buyer at a checkout.
    #[must_use]
    pub fn at(http: Http, checkout: &str, reference: &str) -> Self {
        Self { http, checkout: checkout.to_owned(), reference: reference.to_owned() }
    }

    /// The checkout as the widget reads it.
    pub async fn sees(&self) -> Value {
        self.http.get(&format!("/v1/checkouts/{}", self.checkout)).await.json(200)
    }

    /// Waits until the widget reads that state of the payment.
    pub async fn sees_payment(&self, state: &str) -> Value {
        wait_until(&format!("payment {state}"), async || {
            let mut view = self.sees().await;
            (view["payment"]["state"] == state).then(|| view["payment"].take())
        })
        .await
    }

    /// Confirms a payment.
    pub async fn confirms(&self, payment: &Value) -> Answer {
        Answer::to(self.confirmation(payment)).await
    }

    /// Confirms a payment with an idempotency key.
    pub async fn confirms_once(&self, payment: &Value, key: &str) -> Answer {
        Answer::to(self.confirmation(payment).header("idempotency-key", key)).await
    }

    /// The request that confirms a payment, not yet sent.
    pub fn confirmation(&self, payment: &Value) -> reqwest::RequestBuilder {
        let path = format!("/v1/checkouts/{}/payments", self.checkout);
        self.http.request(Method::POST, &path).json(payment)
    }

    /// Confirms a person's payment from a bank.
    pub async fn pays_with(&self, bank: &str) -> Answer {
        self.confirms(&orders::payment(bank)).await
    }

    /// Confirms a person's payment from a bank, which must succeed.
    pub async fn begins_with(&self, bank: &str) -> StartedPayment {
        begun(&self.pays_with(bank).await)
    }

    /// Goes from PSE to the bank and presses a button there; then the bank sends the buyer back.
    /// Gives the merchant's page the buyer ends on.
    pub async fn walks_to_the_bank_and_presses(
        &self,
        begun: &StartedPayment,
        button: &str,
    ) -> String {
        let way_back = self.presses_at_the_bank(begun, button).await;
        self.comes_back(&way_back).await
    }

    /// Goes from PSE to the bank, presses a button there and closes the page; gives the way back that was not taken.
    pub async fn presses_at_the_bank(&self, begun: &StartedPayment, button: &str) -> String {
        let pse = Page::open(&self.http, &begun.bank_url).await;
        let bank = pse.presses(&self.http, "Ir al Banco").await;
        let bank = Page::open(&self.http, &bank).await;
        bank.presses(&self.http, button).await
    }

    /// Comes back from the bank by its address; gives the merchant's page that the service
    /// redirects to.
    pub async fn comes_back(&self, way_back: &str) -> String {
        let answer = self.http.get(way_back).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        answer.header("location").to_owned()
    }

    /// Follows the checkout's server-sent events.
    pub async fn follows(&self) -> Events {
        Events::of(&self.http, &self.checkout).await
    }
}

/// Reads the answer to a confirmation, which must have succeeded.
#[track_caller]
#[must_use]
pub fn begun(answer: &Answer) -> StartedPayment {
    let body = answer.json(201);
    StartedPayment {
        payment: text(&body["payment_id"]).to_owned(),
        bank_url: text(&body["bank_url"]).to_owned(),
    }
}
