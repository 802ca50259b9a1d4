//! The creation that the service asks the provider for, asked by the bare client of the protocol.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use pse_placetopay::{Client, ClientConfig, Credentials, Namespace, Person, PseTransactionRequest};
use rust_decimal::Decimal;

use crate::clock::now;
use crate::failure::Failure;
use crate::programs::sandbox::{LOGIN, SECRET};

/// A client of the sandbox.
pub(super) struct Direct {
    client: Client,
    credentials: Credentials,
}

impl Direct {
    pub(super) fn new(sandbox: &str) -> Result<Self, Failure> {
        let endpoint = format!("{sandbox}/soap/pse/").parse()?;
        Ok(Self {
            client: Client::new(ClientConfig::new(endpoint, Namespace::UNVERSIONED))?,
            credentials: credentials(),
        })
    }

    /// Creates a transaction; returns how long it took.
    pub(super) async fn create(&self) -> Result<Duration, Failure> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let request = transaction(&format!("DIRECT-{}", NUMBER.fetch_add(1, Ordering::Relaxed)));
        let began = Instant::now();
        let answer = self
            .client
            .create_transaction(&self.credentials, now(), &request)
            .await
            .map_err(|error| format!("{error:?}"))?;
        let taken = began.elapsed();
        if answer.value.bank_url.is_none() {
            return Err("the direct call was refused".into());
        }
        Ok(taken)
    }
}

/// The demo's credentials at the sandbox.
pub(super) fn credentials() -> Credentials {
    Credentials { login: LOGIN.to_owned(), tran_key: SECRET.to_owned().into() }
}

fn transaction(reference: &str) -> PseTransactionRequest {
    let text = |text: &str| Some(text.to_owned());
    let payer = Person {
        document_type: text("CC"),
        document: text("1098765432"),
        first_name: text("Ana"),
        last_name: text("Niño"),
        email_address: text("ana@example.co"),
        mobile: text("3001234567"),
        ..Person::default()
    };
    PseTransactionRequest {
        bank_code: text("9001"),
        bank_interface: text("0"),
        return_url: text("http://127.0.0.1:8080/return/x"),
        reference: text(reference),
        description: text("Compra"),
        language: text("ES"),
        currency: text("COP"),
        total_amount: Some(Decimal::new(1_062_500, 0)),
        tax_amount: Some(Decimal::new(149_310, 0)),
        devolution_base: Some(Decimal::new(913_190, 0)),
        tip_amount: Some(Decimal::ZERO),
        payer: Some(payer.clone()),
        buyer: Some(payer.clone()),
        shipping: Some(payer),
        ip_address: text("127.0.0.1"),
        user_agent: text("bench"),
        additional_data: None,
    }
}
