//! The control interface.

use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::Sandbox;

impl Sandbox {
    pub(crate) async fn control(&self, method: Method, path: &str, body: Value) -> Response {
        let request = self.client.request(method, self.url(&format!("/control/{path}")));
        let request = if body.is_null() { request } else { request.json(&body) };
        request.send().await.unwrap()
    }

    pub(crate) async fn transactions(&self) -> Vec<Value> {
        self.control(Method::GET, "transactions", Value::Null).await.json().await.unwrap()
    }

    pub(crate) async fn calls(&self) -> Vec<Value> {
        self.control(Method::GET, "calls", Value::Null).await.json().await.unwrap()
    }

    pub(crate) async fn set_clock(&self, offset_seconds: i64) {
        let body = json!({"offset_seconds": offset_seconds});
        assert!(self.control(Method::POST, "clock", body).await.status().is_success());
    }

    pub(crate) async fn plan(&self, fault: Value) {
        assert!(self.control(Method::POST, "faults", fault).await.status().is_success());
    }
}
