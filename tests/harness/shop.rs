//! The merchant's server: makes checkouts, reads payments.

use reqwest::Method;
use serde_json::Value;

use crate::http::{Answer, Http, text};
use crate::orders::order;
use crate::{Buyer, wait_until};

/// A merchant's server with its key.
#[derive(Debug, Clone)]
pub struct Shop {
    http: Http,
    key: String,
}

impl Shop {
    /// The server of the merchant that has this key.
    #[must_use]
    pub fn with_key(http: Http, key: &str) -> Self {
        Self { http, key: key.to_owned() }
    }

    /// Creates a checkout.
    pub async fn create_checkout(&self, order: &Value) -> Answer {
        self.post("/v1/checkouts", Some(order), None).await
    }

    /// Creates a checkout with an idempotency key.
    pub async fn create_checkout_once(&self, order: &Value, key: &str) -> Answer {
        self.post("/v1/checkouts", Some(order), Some(key)).await
    }

    /// Creates the checkout of an order and gives a buyer at it; `None` when the service goes away
    /// meanwhile.
    pub async fn try_to_sell(&self, order: &Value) -> Option<Buyer> {
        let request = self.http.request(Method::POST, "/v1/checkouts").bearer_auth(&self.key);
        let response = request.json(order).send().await.ok()?;
        let checkout: Value = response.json().await.ok()?;
        Some(Buyer::at(self.http.clone(), text(&checkout["id"]), text(&order["reference"])))
    }

    /// Creates the checkout of an order and gives a buyer at it.
    pub async fn sells(&self, order: &Value) -> Buyer {
        let checkout = self.create_checkout(order).await.json(201);
        Buyer::at(self.http.clone(), text(&checkout["id"]), text(&order["reference"]))
    }

    /// Creates the checkout of an order of its own and gives a buyer at it.
    pub async fn has_a_buyer(&self) -> Buyer {
        self.sells(&order()).await
    }

    /// Sends a GET request with the merchant's key.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::to(self.http.request(Method::GET, path).bearer_auth(&self.key)).await
    }

    /// Sends a GET request for CSV with the merchant's key.
    pub async fn get_csv(&self, path: &str) -> Answer {
        let request = self.http.request(Method::GET, path).bearer_auth(&self.key);
        Answer::to(request.header("accept", "text/csv")).await
    }

    /// All the merchant's payments, newest first, whatever the number of pages.
    pub async fn payments(&self) -> Vec<Value> {
        let mut payments = Vec::new();
        let mut path = "/v1/payments?limit=500".to_owned();
        loop {
            let mut page = self.get(&path).await.json(200);
            if let Value::Array(rows) = page["payments"].take() {
                payments.extend(rows);
            }
            let Some(cursor) = page["next_cursor"].as_str() else { return payments };
            path = format!("/v1/payments?limit=500&cursor={cursor}");
        }
    }

    /// Reads a payment with its history.
    pub async fn payment(&self, id: &str) -> Value {
        self.get(&format!("/v1/payments/{id}")).await.json(200)
    }

    /// Waits until the service has a payment in a state.
    pub async fn sees_payment(&self, id: &str, state: &str) -> Value {
        wait_until(&format!("payment {state}"), async || {
            let payment = self.payment(id).await;
            (payment["state"] == state).then_some(payment)
        })
        .await
    }

    /// Has the provider asked how a payment stands.
    pub async fn probe(&self, id: &str) -> Answer {
        self.post(&format!("/v1/payments/{id}/probe"), None, None).await
    }

    /// Has a notification sent again.
    pub async fn redelivers(&self, id: &str) -> Answer {
        self.post(&format!("/v1/notifications/{id}/redeliver"), None, None).await
    }

    async fn post(&self, path: &str, body: Option<&Value>, key: Option<&str>) -> Answer {
        let mut request = self.http.request(Method::POST, path).bearer_auth(&self.key);
        if let Some(body) = body {
            request = request.json(body);
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        Answer::to(request).await
    }
}
