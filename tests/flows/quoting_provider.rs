//! A provider that quotes what it was asked in everything it answers, in whatever dress it is told.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use data_encoding::{BASE64, HEXUPPER};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use pse_placetopay::{
    Bank, Call, Fault, Namespace, PseTransactionResponse, Reply, Request, TransactionInformation,
    decode_request, encode_reply, tran_key,
};
use secrecy::SecretString;

/// How far this provider's clock is ahead of ours, so that no time of ours looks like a seed.
const AHEAD: SignedDuration = SignedDuration::from_mins(13);

/// How a quoted text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dress {
    Plain,
    Upper,
    Lines,
    Blanks,
    Base64,
    Hex,
    Percent,
    Xml,
    Hidden,
    Request,
}

impl Dress {
    pub(crate) const ALL: [Self; 10] = [
        Self::Plain,
        Self::Upper,
        Self::Lines,
        Self::Blanks,
        Self::Base64,
        Self::Hex,
        Self::Percent,
        Self::Xml,
        Self::Hidden,
        Self::Request,
    ];

    /// The text in this dress; a whole request stands as it is.
    pub(crate) fn on(self, text: &str) -> String {
        let each = |write: fn(&mut String, u8)| {
            text.bytes().fold(String::new(), |mut dressed, byte| {
                write(&mut dressed, byte);
                dressed
            })
        };
        let halves = |between: &str| {
            let (first, second) = text.split_at(text.len() / 2);
            format!("{first}{between}{second}")
        };
        match self {
            Self::Plain | Self::Request => text.to_owned(),
            Self::Upper => text.to_uppercase(),
            Self::Lines => halves("\r\n    "),
            Self::Blanks => halves(" "),
            Self::Base64 => BASE64.encode(text.as_bytes()),
            Self::Hex => HEXUPPER.encode(text.as_bytes()),
            Self::Percent => each(|dressed, byte| write!(dressed, "%{byte:02X}").unwrap()),
            Self::Xml => each(|dressed, byte| write!(dressed, "&#x{byte:x};").unwrap()),
            Self::Hidden => halves("\u{200b}\u{202e}"),
        }
    }
}

/// What kind of answer a provider gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Accepts,
    Refuses,
    SendsToAnAddressThatQuotes,
    Faults,
    ShowsAPage,
    AnswersPlainText,
}

/// A provider that quotes, told how by a test; it knows what it was asked.
#[derive(Clone)]
pub(crate) struct QuotingProvider {
    pub(crate) told: Arc<Mutex<(Kind, Dress)>>,
    /// What must never be read again: texts that were signed with or say who pays.
    pub(crate) heard: Arc<Mutex<Vec<String>>>,
    secret: String,
    persons: Vec<String>,
}

impl QuotingProvider {
    /// A provider that knows a site's secret, and quotes what a payment's persons are.
    pub(crate) fn new(secret: &str, persons: Vec<String>) -> Self {
        Self {
            told: Arc::new(Mutex::new((Kind::Accepts, Dress::Plain))),
            heard: Arc::default(),
            secret: secret.to_owned(),
            persons,
        }
    }

    pub(crate) async fn listens(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().route("/soap/pse/", post(answer)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    }

    pub(crate) fn is_told(&self, kind: Kind, dress: Dress) {
        *self.told.lock().unwrap() = (kind, dress);
    }

    /// Everything that was quoted of a call, in a dress.
    fn quotes(&self, request: &Request, body: &[u8], dress: Dress) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let auth = &request.auth;
        let (login, hash, seed) = (text(&auth.login), text(&auth.tran_key), text(&auth.seed));
        assert_eq!(tran_key(&seed, &SecretString::from(self.secret.clone())), hash);
        let ahead = is_fresh(request);
        let mut heard = self.heard.lock().unwrap();
        heard.push(hash.clone());
        heard.extend(ahead.then(|| seed.clone()));
        if dress == Dress::Request {
            return String::from_utf8_lossy(body).into_owned();
        }
        let mut quoted = vec![login, hash, seed, self.secret.clone()];
        if request.call != Call::GetBankList {
            quoted.extend(self.persons.clone());
        }
        quoted.iter().map(|text| dress.on(text)).collect::<Vec<_>>().join("; ")
    }
}

/// Whether a call's seed was made in the provider's own time. The first one is made in ours, and refused.
fn is_fresh(request: &Request) -> bool {
    let seed = request.auth.seed.as_deref().unwrap();
    seed.parse::<Timestamp>().unwrap() > now() + AHEAD / 2
}

#[expect(clippy::disallowed_methods, reason = "a provider has a clock of its own")]
fn now() -> Timestamp {
    Timestamp::now()
}

async fn answer(State(provider): State<QuotingProvider>, body: Bytes) -> Response {
    let request = decode_request(&body).unwrap();
    let (kind, dress) = *provider.told.lock().unwrap();
    let said = provider.quotes(&request, &body, dress);
    let quoted = Some(said.clone());
    let short = Some(request.auth.login.clone().unwrap_or_default());
    let date =
        rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&(now() + AHEAD)).unwrap();
    let known = [(header::DATE, date), (header::SERVER, "quoting".to_owned())];
    let reply = match (&request.call, kind) {
        _ if !is_fresh(&request) => {
            let string = format!("Acceso no autorizado: {said}");
            Reply::Fault(Fault { code: "SOAP-ENV:Server".to_owned(), string })
        }
        (Call::GetBankList, _) => Reply::GetBankList(vec![Bank {
            bank_code: Some("9001".to_owned()),
            bank_name: Some(format!("BANCO {said}")),
        }]),
        (_, Kind::ShowsAPage) => {
            let page = format!("<html><body><h1>Error interno</h1><pre>{said}</pre></body></html>");
            return (StatusCode::SERVICE_UNAVAILABLE, known, page).into_response();
        }
        (_, Kind::AnswersPlainText) => return (known, said).into_response(),
        (_, Kind::Faults) => {
            let string = format!("Acceso no autorizado: {said}");
            Reply::Fault(Fault { code: "SOAP-ENV:Server".to_owned(), string })
        }
        (Call::GetTransactionInformation { transaction_id }, _) => {
            Reply::GetTransactionInformation(Box::new(TransactionInformation {
                transaction_id: Some(*transaction_id),
                session_id: short.clone(),
                bank_process_date: quoted.clone(),
                return_code: Some("SUCCESS".to_owned()),
                trazability_code: short,
                transaction_state: quoted.clone(),
                response_reason_code: quoted.clone(),
                response_reason_text: quoted,
                ..TransactionInformation::default()
            }))
        }
        (Call::CreateTransaction(_) | Call::CreateTransactionMultiCredit(_), _) => {
            let bank_url = match kind {
                Kind::SendsToAnAddressThatQuotes => format!(
                    "https://pse.example/?l={}",
                    Dress::Percent.on(short.as_deref().unwrap_or_default())
                ),
                Kind::Accepts
                | Kind::Refuses
                | Kind::Faults
                | Kind::ShowsAPage
                | Kind::AnswersPlainText => "https://pse.example/pay".to_owned(),
            };
            let code = if kind == Kind::Refuses { said } else { "SUCCESS".to_owned() };
            Reply::CreateTransaction(Box::new(PseTransactionResponse {
                return_code: Some(code),
                bank_url: Some(bank_url),
                trazability_code: quoted.clone(),
                transaction_id: Some(1_509_187_577),
                session_id: short,
                response_reason_code: quoted.clone(),
                response_reason_text: quoted,
                ..PseTransactionResponse::default()
            }))
        }
    };
    let document = encode_reply(&Namespace::UNVERSIONED, &reply).unwrap();
    (known, document).into_response()
}
