//! Calls over HTTP and what is answered. Redirects are not followed: they are part of the story.

use std::net::IpAddr;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;

/// An HTTP client for one service.
#[derive(Debug, Clone)]
pub struct Http {
    client: Client,
    base: String,
}

/// An HTTP response, wholly read.
#[derive(Debug)]
pub struct Answer {
    /// The response's HTTP status.
    pub status: u16,
    /// The response's headers.
    pub headers: HeaderMap,
    /// The response's body.
    pub text: String,
}

impl Http {
    /// A client for the service at `base`, an address without a slash at its end.
    ///
    /// # Panics
    /// When no client can be made.
    #[must_use]
    pub fn new(base: &str) -> Self {
        Self::made(base, None)
    }

    /// The same for a client that is at this address of the machine.
    ///
    /// # Panics
    /// When no client can be made.
    #[must_use]
    pub fn from(address: IpAddr, base: &str) -> Self {
        Self::made(base, Some(address))
    }

    fn made(base: &str, address: Option<IpAddr>) -> Self {
        // Another test may have installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .local_address(address)
            .user_agent("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .build();
        Self { client: client.expect("a client"), base: base.to_owned() }
    }

    /// A request to be completed; `path` may be a whole address.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let whole = path.starts_with("http");
        let address = if whole { path.to_owned() } else { format!("{}{path}", self.base) };
        self.client.request(method, address)
    }

    /// Sends a GET request.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::GET, path)).await
    }

    /// Sends a POST request with a JSON body.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::to(self.request(Method::POST, path).json(body)).await
    }
}

impl Answer {
    /// Sends a request and reads its answer.
    ///
    /// # Panics
    /// When none comes.
    pub async fn to(request: RequestBuilder) -> Self {
        match request.send().await {
            Ok(response) => Self::of(response).await,
            Err(error) => panic!("no answer: {error:?}"),
        }
    }

    async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("an answer can be read to its end");
        Self { status, headers, text }
    }

    /// A header's text; empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The JSON body of an answer that must have this status.
    ///
    /// # Panics
    /// When it has not, or is no JSON.
    #[track_caller]
    #[must_use]
    pub fn json(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.text.parse().unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The body of an error, which must be a problem of that code.
    ///
    /// # Panics
    /// When it is not.
    #[track_caller]
    #[must_use]
    pub fn problem(&self, status: u16, code: &str) -> Value {
        let body = self.json(status);
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(body["status"], status, "{body}");
        assert_eq!(self.header(CONTENT_TYPE.as_str()), "application/problem+json");
        body
    }

    /// The wrong fields of a `validation_failed`, as `field: code`.
    ///
    /// # Panics
    /// When it is something else.
    #[track_caller]
    #[must_use]
    pub fn wrong_fields(&self) -> Vec<String> {
        let body = self.problem(422, "validation_failed");
        let errors = body["errors"].as_array().expect("the errors are listed");
        errors
            .iter()
            .map(|error| format!("{}: {}", text(&error["field"]), text(&error["code"])))
            .collect()
    }
}

/// The text of a JSON value that must be one.
///
/// # Panics
/// When it is none.
#[track_caller]
#[must_use]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}
