//! A call from its bytes to the bytes of its answer, or to none when a fault says so.

use core::time::Duration;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_TYPE;
use pse_placetopay::{DecodeError, Fault, Reply, Request, decode_request, encode_reply};

use super::Endpoint;
use super::carry_out::{Carried, Wish, carry_out};
use crate::clock;
use crate::connection::Peer;
use crate::sandbox::Sandbox;
use crate::store::{Call, Kind};

/// What becomes of an answer on its way out.
enum Delivery {
    Send,
    SendLate(Duration),
    Replace(StatusCode, String),
    Hold,
    Cut,
}

/// Answers a call.
pub(super) async fn receive(
    endpoint: Endpoint,
    sandbox: Arc<Sandbox>,
    peer: Peer,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    // All of it is done before the first wait: a caller who leaves changes nothing.
    let (reply, delivery) = work(endpoint, &sandbox, body.ok().as_deref());
    clock::pass(sandbox.config.latency).await;
    match delivery {
        Delivery::Send => {}
        Delivery::SendLate(delay) => clock::pass(delay).await,
        Delivery::Replace(status, text) => return (status, text).into_response(),
        Delivery::Hold => {
            sandbox.stopping.cancelled().await;
            peer.cut();
        }
        Delivery::Cut => peer.cut(),
    }
    send(endpoint, &reply)
}

/// The answer in bytes. A fault is answered 500.
pub(super) fn send(endpoint: Endpoint, reply: &Reply) -> Response {
    let status = match reply {
        Reply::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        Reply::GetBankList(_)
        | Reply::CreateTransaction(_)
        | Reply::CreateTransactionMultiCredit(_)
        | Reply::GetTransactionInformation(_) => StatusCode::OK,
    };
    match encode_reply(&endpoint.namespace(), reply) {
        Ok(bytes) => {
            (status, [(CONTENT_TYPE, pse_placetopay::CONTENT_TYPE)], bytes).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn work(endpoint: Endpoint, sandbox: &Sandbox, body: Option<&[u8]>) -> (Reply, Delivery) {
    let decoded = body.ok_or(DecodeError::TooLarge).and_then(decode_request);
    let request = match decoded {
        Ok(request) => request,
        Err(error) => {
            let carried = Carried::fault(error.fault());
            record(endpoint, sandbox, None, None, &carried);
            return (carried.reply, Delivery::Send);
        }
    };
    let operation = request.call.operation();
    let injected = sandbox.remember(|store, _| store.faults.strike(operation));
    let (carried, delivery) = go_wrong(sandbox, request, injected.as_ref());
    record(endpoint, sandbox, Some(operation.as_str()), injected.as_ref(), &carried);
    (carried.reply, delivery)
}

/// Carries the call out the way the planned fault, if there is one, wants it.
fn go_wrong(sandbox: &Sandbox, request: Request, kind: Option<&Kind>) -> (Carried, Delivery) {
    let as_is = |request| carry_out(sandbox, request, Wish::default());
    let unanswered =
        |request| carry_out(sandbox, request, Wish { unanswered: true, ..Wish::default() });
    match kind {
        None => {
            let carried = as_is(request);
            let delivery = if carried.silent { Delivery::Hold } else { Delivery::Send };
            (carried, delivery)
        }
        Some(Kind::ReturnCode(code)) => {
            let wish = Wish { return_code: Some(code.clone()), ..Wish::default() };
            (carry_out(sandbox, request, wish), Delivery::Send)
        }
        Some(Kind::Fault(text)) => {
            let fault = Fault { code: "SOAP-ENV:Server".to_owned(), string: text.clone() };
            (Carried::fault(fault), Delivery::Send)
        }
        Some(Kind::HttpStatus(status)) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            let text = status.canonical_reason().unwrap_or("Error").to_owned();
            (Carried::nothing("http_status"), Delivery::Replace(status, text))
        }
        Some(Kind::Close) => (Carried::nothing("close"), Delivery::Cut),
        Some(Kind::Timeout) => (unanswered(request), Delivery::Hold),
        Some(Kind::CloseAfterCommit) => (unanswered(request), Delivery::Cut),
        Some(Kind::Garbage(bytes)) => {
            (unanswered(request), Delivery::Replace(StatusCode::OK, bytes.clone()))
        }
        Some(Kind::Slow(delay)) => (as_is(request), Delivery::SendLate(*delay)),
    }
}

fn record(
    endpoint: Endpoint,
    sandbox: &Sandbox,
    operation: Option<&'static str>,
    injected: Option<&Kind>,
    carried: &Carried,
) {
    let injected = injected.map(Kind::as_str);
    let outcome = &carried.outcome;
    tracing::info!(operation, outcome, injected, "answered a call of the service");
    sandbox.remember(|store, now| {
        store.calls.record(Call {
            at: now,
            endpoint: endpoint.path(),
            operation,
            authenticated: carried.authenticated,
            transaction_id: carried.transaction_id,
            outcome: outcome.clone(),
            injected,
        });
    });
}
