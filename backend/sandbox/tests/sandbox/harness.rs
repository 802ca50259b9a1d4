//! A sandbox on a free port, and what one does with it: call the service, walk the pages,
//! use the control interface.

use std::net::SocketAddr;
use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use pse_placetopay::{
    Authentication, Call, Credentials, CreditConcept, Fault, Namespace, Operation, Person,
    PseTransactionMultiCreditRequest, PseTransactionRequest, PseTransactionResponse, Reply,
    Request, TransactionInformation, decode_reply, encode_request,
};
use pse_sandbox::{Config, serve};
use reqwest::header::{CONTENT_TYPE, DATE, LOCATION};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub(crate) const LOGIN: &str = "6dd490faf9cb87a9862245da41170ff2";
pub(crate) const SECRET: &str = "024h1IlD";
pub(crate) const RETURN_URL: &str = "https://shop.example.co/return/pay_1?a=b&c=d";

/// A running sandbox; it stops when this is dropped.
pub(crate) struct Sandbox {
    pub(crate) address: SocketAddr,
    pub(crate) client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    served: JoinHandle<std::io::Result<()>>,
}

impl Sandbox {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(settings: impl FnOnce(&mut Config)) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut config = Config::for_address(address);
        settings(&mut config);
        let (stop, stopped) = oneshot::channel::<()>();
        let served = tokio::spawn(serve(listener, config, async {
            let _ = stopped.await;
        }));
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        Self { address, client, stop: Some(stop), served }
    }

    /// Tells the sandbox to stop and waits until it has.
    pub(crate) async fn stop(mut self) -> std::io::Result<()> {
        let _ = self.stop.take().unwrap().send(());
        self.served.await.unwrap()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        let url = if path.starts_with("http") { path.to_owned() } else { self.url(path) };
        self.client.get(url).send().await.unwrap()
    }

    /// What time it is in the sandbox, by its `Date` header.
    pub(crate) async fn now(&self) -> Timestamp {
        let response = self.get("/healthz").await;
        let date = response.headers()[DATE].to_str().unwrap().replace("GMT", "+0000");
        DateTimeParser::new().parse_timestamp(&date).unwrap()
    }

    // The service.

    pub(crate) async fn sign(&self) -> Authentication {
        let credentials = Credentials { login: LOGIN.into(), tran_key: SECRET.to_owned().into() };
        Authentication::sign(&credentials, self.now().await)
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<Vec<u8>>) -> Response {
        self.try_post(path, body.into()).await.unwrap()
    }

    pub(crate) async fn try_post(
        &self,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Response, reqwest::Error> {
        let request = self.client.post(self.url(path)).header(CONTENT_TYPE, "text/xml");
        request.body(body).send().await
    }

    /// The bytes of a call, signed.
    pub(crate) async fn document(&self, call: Call) -> Vec<u8> {
        let request = Request { auth: self.sign().await, call };
        encode_request(&Namespace::UNVERSIONED, &request).unwrap()
    }

    pub(crate) async fn call(&self, call: Call) -> Reply {
        let operation = call.operation();
        let document = self.document(call).await;
        read(operation, self.post("/soap/pse/", document).await).await
    }

    pub(crate) async fn create(
        &self,
        transaction: PseTransactionRequest,
    ) -> PseTransactionResponse {
        match self.call(Call::CreateTransaction(Box::new(transaction))).await {
            Reply::CreateTransaction(response) => *response,
            other => panic!("not a creation: {other:?}"),
        }
    }

    /// What is wrong with a transaction whose fields are.
    pub(crate) async fn fault(&self, transaction: PseTransactionRequest) -> Fault {
        match self.call(Call::CreateTransaction(Box::new(transaction))).await {
            Reply::Fault(fault) => fault,
            other => panic!("not a fault: {other:?}"),
        }
    }

    pub(crate) async fn information(&self, id: i64) -> TransactionInformation {
        let call = Call::GetTransactionInformation { transaction_id: id };
        match self.call(call).await {
            Reply::GetTransactionInformation(information) => *information,
            other => panic!("no information: {other:?}"),
        }
    }

    pub(crate) async fn state(&self, id: i64) -> String {
        self.information(id).await.transaction_state.unwrap()
    }

    // The buyer.

    /// Creates a payment at `bank` and goes there: the transaction and the bank's page.
    pub(crate) async fn go_to_bank(&self, bank: &str) -> (PseTransactionResponse, Page) {
        let created = self.create(payment(bank)).await;
        let start = self.open(created.bank_url.as_deref().unwrap()).await;
        let answer = self.press(&start, "ir", &[("correo", "ana@example.co")]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let page = self.open(&location(&answer)).await;
        (created, page)
    }

    /// Opens a page that must be there.
    pub(crate) async fn open(&self, path: &str) -> Page {
        let response = self.get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Page { html: response.text().await.unwrap() }
    }

    /// Presses the button `action` of the page's form, with its hidden fields and `typed`.
    pub(crate) async fn press(
        &self,
        page: &Page,
        action: &str,
        typed: &[(&str, &str)],
    ) -> Response {
        let mut fields = page.hidden();
        fields.extend(typed.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        fields.push(("accion".to_owned(), action.to_owned()));
        self.submit(&page.form_action(), &fields).await
    }

    pub(crate) async fn submit(&self, path: &str, fields: &[(String, String)]) -> Response {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.client
            .post(self.url(path))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap()
    }

    // The control interface.

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

/// A page as a buyer without JavaScript has it.
pub(crate) struct Page {
    pub(crate) html: String,
}

impl Page {
    pub(crate) fn has(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    pub(crate) fn form_action(&self) -> String {
        between(&self.html, "action=\"", "\"").unwrap().to_owned()
    }

    fn hidden(&self) -> Vec<(String, String)> {
        self.html
            .split("<input type=\"hidden\" name=\"")
            .skip(1)
            .map(|rest| {
                let name = rest.split('"').next().unwrap();
                let value = between(rest, "value=\"", "\"").unwrap();
                (name.to_owned(), value.to_owned())
            })
            .collect()
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let rest = &text[text.find(start)? + start.len()..];
    Some(&rest[..rest.find(end)?])
}

pub(crate) fn location(response: &Response) -> String {
    response.headers()[LOCATION].to_str().unwrap().to_owned()
}

/// The answer to a call.
pub(crate) async fn read(operation: Operation, response: Response) -> Reply {
    let status = response.status();
    let reply = decode_reply(operation, &response.bytes().await.unwrap()).unwrap();
    let is_fault = matches!(reply, Reply::Fault(_));
    assert_eq!(status, if is_fault { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK });
    reply
}

pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn payer() -> Person {
    Person {
        document_type: text("CC"),
        document: text("1098765432"),
        first_name: text("Ana"),
        last_name: text("Niño"),
        email_address: text("ana@example.co"),
        mobile: text("3001234567"),
        ..Person::default()
    }
}

/// A payment of $ 1.062.500 at `bank`, right in every field.
pub(crate) fn payment(bank: &str) -> PseTransactionRequest {
    PseTransactionRequest {
        bank_code: text(bank),
        bank_interface: text("0"),
        return_url: text(RETURN_URL),
        reference: text("406331868"),
        description: text("Compra 406331868"),
        language: text("ES"),
        currency: text("COP"),
        total_amount: Some("1062500".parse().unwrap()),
        tax_amount: Some("149310.00".parse().unwrap()),
        devolution_base: Some("913190".parse().unwrap()),
        tip_amount: None,
        payer: Some(payer()),
        buyer: Some(Person::default()),
        shipping: None,
        ip_address: text("181.58.164.231"),
        user_agent: text("Mozilla/5.0"),
        additional_data: None,
    }
}

/// The same, shared out to these services: code, amount, tax.
pub(crate) fn shared_payment(credits: &[(&str, &str, &str)]) -> PseTransactionMultiCreditRequest {
    let credit = |&(service, amount, tax): &(&str, &str, &str)| CreditConcept {
        entity_code: text("90029922801"),
        service_code: text(service),
        amount_value: Some(amount.parse().unwrap()),
        tax_value: Some(tax.parse().unwrap()),
        description: text("Parte"),
    };
    PseTransactionMultiCreditRequest {
        credits: Some(credits.iter().map(credit).collect()),
        transaction: payment("9001"),
    }
}
