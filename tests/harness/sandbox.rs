//! The provider, PSE and banks behind the service: what they know, and what goes wrong with them.

use std::process::Command;

use serde_json::{Value, json};

use crate::http::{Answer, Http, text};
use crate::process::Process;
use crate::programs;

/// A sandbox: inside the service, or a program of its own.
#[derive(Debug)]
pub struct Sandbox {
    /// The sandbox's address, with a slash at the end.
    pub url: String,
    http: Http,
    process: Option<Process>,
}

impl Sandbox {
    /// Starts a sandbox as a program of its own.
    pub async fn start() -> Self {
        Self::start_at("127.0.0.1:0", &[]).await
    }

    /// Starts a sandbox as a program of its own that listens there, with further arguments.
    pub async fn start_at(listen: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(programs::sandbox());
        command.args(["--listen", listen]).args(arguments);
        let mut process = Process::start("pse-sandbox", &mut command);
        let url = process
            .says("where it is", |line| line.strip_prefix("pse-sandbox: ").map(str::to_owned))
            .await;
        Self { process: Some(process), ..Self::at(&url) }
    }

    /// The sandbox that already runs at an address.
    #[must_use]
    pub fn at(url: &str) -> Self {
        let http = Http::new(url.trim_end_matches('/'));
        Self { url: url.to_owned(), http, process: None }
    }

    /// The address of the SOAP service.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("{}soap/pse/", self.url)
    }

    /// The sandbox's host and port.
    #[must_use]
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://").trim_end_matches('/')
    }

    /// Kills the sandbox, which forgets everything.
    pub fn kill(&mut self) {
        self.process.take().expect("a sandbox of its own").kill();
    }

    /// All transactions that were asked for, created or refused.
    pub async fn transactions(&self) -> Vec<Value> {
        list(&self.http.get("/control/transactions").await)
    }

    /// The only transaction of a reference.
    ///
    /// # Panics
    /// When there is none, or several.
    pub async fn transaction(&self, reference: &str) -> Value {
        let mut found = self.transactions().await;
        found.retain(|transaction| transaction["reference"] == reference);
        assert_eq!(found.len(), 1, "{reference}: {found:#?}");
        found.remove(0)
    }

    /// The times at which a reference's transaction was asked about.
    pub async fn asked(&self, reference: &str) -> Vec<jiff::Timestamp> {
        let transaction = self.transaction(reference).await;
        let asked = transaction["asked"].as_array().expect("the times are listed");
        asked.iter().map(|at| text(at).parse().expect("a time")).collect()
    }

    /// How often an operation was called, whatever came of it.
    pub async fn calls(&self, operation: &str) -> usize {
        let calls = list(&self.http.get("/control/calls").await);
        calls.iter().filter(|call| call["operation"] == operation).count()
    }

    /// Plans a fault for the next `times` calls of an operation.
    pub async fn fault(&self, operation: &str, kind: &str, value: impl Into<Value>, times: u32) {
        let value: Value = value.into();
        let fault = json!({"operation": operation, "kind": kind, "value": value, "times": times});
        let _ = self.http.post("/control/faults", &fault).await.json(200);
    }

    /// Forgets all planned faults.
    pub async fn forget_faults(&self) {
        let request = self.http.request(reqwest::Method::DELETE, "/control/faults");
        let _ = Answer::to(request).await.json(200);
    }

    /// Sets the sandbox's clock that many seconds ahead of the machine's.
    pub async fn advance(&self, seconds: i64) {
        let _ =
            self.http.post("/control/clock", &json!({"offset_seconds": seconds})).await.json(200);
    }

    /// Sets the sandbox's clock that many seconds ahead of the machine's, and has seeds be fresh by it alone.
    pub async fn has_a_clock_that_is_wrong_by(&self, seconds: i64) {
        let clock = json!({"offset_seconds": seconds, "for_buyers": false});
        let _ = self.http.post("/control/clock", &clock).await.json(200);
    }

    /// Puts the transaction of a reference into a state: `OK`, `NOT_AUTHORIZED`, `FAILED` or
    /// `PENDING`.
    pub async fn force(&self, reference: &str, state: &str) {
        let id = self.transaction(reference).await["transaction_id"].clone();
        let path = format!("/control/transactions/{id}");
        let _ = self.http.post(&path, &json!({"state": state})).await.json(200);
    }
}

fn list(answer: &Answer) -> Vec<Value> {
    let body = answer.json(200);
    body.as_array().unwrap_or_else(|| panic!("not a list: {body}")).clone()
}
