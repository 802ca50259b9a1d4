//! The four operations, over HTTP.

use std::time::Duration;

use http::header;
use jiff::Timestamp;
use url::Url;

use super::{
    config::{ClientConfig, ClientError, connections},
    error::{CallError, CallErrorKind},
    exchange::exchange,
    page::page,
    redirect::leads_to,
};
use crate::{
    Authentication, Bank, CONTENT_TYPE, Call, Credentials, DecodeError, Namespace,
    PseTransactionMultiCreditRequest, PseTransactionRequest, PseTransactionResponse, Reply,
    Request, TransactionInformation, decode_reply_as, encode_request,
};

/// A client of one service. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    connections: reqwest::Client,
    endpoint: Url,
    namespace: Namespace,
    create_timeout: Duration,
    question_timeout: Duration,
}

/// A reply, and the clock of who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// The reply's content.
    pub value: T,
    /// The server's clock by the reply's `Date` header, to the second; `None` without one.
    pub server_date: Option<Timestamp>,
}

/// Each call signs itself with a seed made for `seed_at`: the service's time, now.
impl Client {
    /// A client of that service. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// See [`ClientError`].
    pub fn new(config: ClientConfig) -> Result<Self, ClientError> {
        let connections = connections(&config)?;
        let ClientConfig { endpoint, namespace, create_timeout, question_timeout, .. } = config;
        Ok(Self { connections, endpoint, namespace, create_timeout, question_timeout })
    }

    /// Calls `getBankList`: the banks a buyer can choose.
    ///
    /// # Errors
    ///
    /// See [`CallErrorKind`].
    pub async fn get_bank_list(
        &self,
        credentials: &Credentials,
        seed_at: Timestamp,
    ) -> Result<Answer<Vec<Bank>>, CallError> {
        self.call(credentials, seed_at, Call::GetBankList, |reply| {
            if let Reply::GetBankList(banks) = reply { Some(banks) } else { None }
        })
        .await
    }

    /// Calls `createTransaction`: creates a transaction and gets the bank's address for the buyer.
    ///
    /// # Errors
    ///
    /// See [`CallErrorKind`]; unless [`CallError::nothing_sent`], the transaction may exist.
    pub async fn create_transaction(
        &self,
        credentials: &Credentials,
        seed_at: Timestamp,
        transaction: &PseTransactionRequest,
    ) -> Result<Answer<PseTransactionResponse>, CallError> {
        let call = Call::CreateTransaction(Box::new(transaction.clone()));
        self.call(credentials, seed_at, call, |reply| {
            if let Reply::CreateTransaction(response) = reply { Some(*response) } else { None }
        })
        .await
    }

    /// Calls `createTransactionMultiCredit`: creates a transaction divided among dependent
    /// services.
    ///
    /// # Errors
    ///
    /// See [`CallErrorKind`]; unless [`CallError::nothing_sent`], the transaction may exist.
    pub async fn create_transaction_multi_credit(
        &self,
        credentials: &Credentials,
        seed_at: Timestamp,
        transaction: &PseTransactionMultiCreditRequest,
    ) -> Result<Answer<PseTransactionResponse>, CallError> {
        let call = Call::CreateTransactionMultiCredit(Box::new(transaction.clone()));
        self.call(credentials, seed_at, call, |reply| {
            if let Reply::CreateTransactionMultiCredit(response) = reply {
                Some(*response)
            } else {
                None
            }
        })
        .await
    }

    /// Calls `getTransactionInformation`: how a transaction stands.
    ///
    /// # Errors
    ///
    /// See [`CallErrorKind`].
    pub async fn get_transaction_information(
        &self,
        credentials: &Credentials,
        seed_at: Timestamp,
        transaction_id: i64,
    ) -> Result<Answer<TransactionInformation>, CallError> {
        let call = Call::GetTransactionInformation { transaction_id };
        self.call(credentials, seed_at, call, |reply| {
            if let Reply::GetTransactionInformation(information) = reply {
                Some(*information)
            } else {
                None
            }
        })
        .await
    }

    /// One call, sent once. `value` takes what its own reply holds.
    async fn call<T>(
        &self,
        credentials: &Credentials,
        seed_at: Timestamp,
        call: Call,
        value: fn(Reply) -> Option<T>,
    ) -> Result<Answer<T>, CallError> {
        let operation = call.operation();
        let within = match call {
            Call::CreateTransaction(_) | Call::CreateTransactionMultiCredit(_) => {
                self.create_timeout
            }
            Call::GetBankList | Call::GetTransactionInformation { .. } => self.question_timeout,
        };
        let request = Request { auth: Authentication::sign(credentials, seed_at), call };
        let document = encode_request(&self.namespace, &request)
            .map_err(|error| CallErrorKind::Encode(error).at(None))?;
        let post = self
            .connections
            .post(self.endpoint.clone())
            .header(header::CONTENT_TYPE, CONTENT_TYPE)
            .header(header::ACCEPT, "text/xml")
            .header("SOAPAction", format!("\"{}\"", operation.soap_action(&self.namespace)))
            .body(document);
        let received = exchange(post, within).await?;
        let reply = received.body.as_ref().map_err(Clone::clone).and_then(|body| {
            let content_type = received.content_type.as_deref();
            decode_reply_as(operation, body, content_type).map_err(CallErrorKind::Garbled)
        });
        match (received.status, reply) {
            (_, Ok(Reply::Fault(fault))) => Err(CallErrorKind::Fault(fault)),
            (200, Ok(reply)) => value(reply)
                .map(|value| Answer { value, server_date: received.server_date })
                .ok_or_else(|| {
                    CallErrorKind::Garbled(DecodeError::WrongReply { expected: operation.as_str() })
                }),
            (200, Err(kind)) => Err(kind),
            (status @ 300..400, Ok(_) | Err(_)) => {
                let to = leads_to(&self.endpoint, received.location.as_deref());
                Err(CallErrorKind::Redirect { status, to })
            }
            (status, Ok(_) | Err(_)) => Err(CallErrorKind::Status(status)),
        }
        .map_err(|kind| match kind {
            CallErrorKind::Garbled(_)
            | CallErrorKind::Status(_)
            | CallErrorKind::Redirect { .. } => {
                CallError { page: page(received.body.as_deref()), ..kind.at(received.server_date) }
            }
            CallErrorKind::Encode(_)
            | CallErrorKind::NotSent(_)
            | CallErrorKind::Timeout
            | CallErrorKind::Cut(_)
            | CallErrorKind::Fault(_) => kind.at(received.server_date),
        })
    }
}
