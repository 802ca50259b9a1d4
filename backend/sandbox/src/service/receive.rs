//! A call from its bytes to the bytes of its answer, or to none when a fault says so.

use core::time::Duration;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderValue, StatusCode};
use pse_placetopay::{DecodeError, Reply, Request, decode_request, encode_reply};

use super::Endpoint;
use super::carry_out::{CallResult, Overrides, carry_out};
use super::faults::server_fault;
use crate::clock;
use crate::connection::Peer;
use crate::sandbox::Sandbox;
use crate::store::{Call, Change, FaultKind};

/// How an answer is sent, or that it is not.
enum Delivery {
    Send,
    SendLate(Duration),
    Replace(StatusCode, String),
    Change(Change),
    Redirect(HeaderValue),
    Hold,
    Cut,
}

/// Answers a call of the service.
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
        Delivery::Change(change) => return send_changed(endpoint, &reply, Some(&change)),
        Delivery::Redirect(location) => {
            return (StatusCode::MOVED_PERMANENTLY, [(LOCATION, location)]).into_response();
        }
        Delivery::Hold => {
            sandbox.stopping.cancelled().await;
            peer.cut();
        }
        Delivery::Cut => peer.cut(),
    }
    send(endpoint, &reply)
}

/// Encodes a reply as a response; a fault has status 500.
pub(super) fn send(endpoint: Endpoint, reply: &Reply) -> Response {
    send_changed(endpoint, reply, None)
}

fn send_changed(endpoint: Endpoint, reply: &Reply, change: Option<&Change>) -> Response {
    let status = match reply {
        Reply::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        Reply::GetBankList(_)
        | Reply::CreateTransaction(_)
        | Reply::CreateTransactionMultiCredit(_)
        | Reply::GetTransactionInformation(_) => StatusCode::OK,
    };
    match encode_reply(&endpoint.namespace(), reply) {
        Ok(bytes) => {
            let bytes = match change {
                Some(change) => change.document(bytes),
                None => bytes,
            };
            let content_type = [(CONTENT_TYPE, pse_placetopay::CONTENT_TYPE)];
            let mut response = (status, content_type, bytes).into_response();
            if let Some(change) = change {
                change.headers(response.headers_mut());
            }
            response
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
            let result = CallResult::fault(error.fault());
            record(endpoint, sandbox, None, None, &result);
            return (result.reply, Delivery::Send);
        }
    };
    let operation = request.call.operation();
    let injected = sandbox.with_store(|store, _| store.faults.take(operation));
    let (result, delivery) = carry_out_with_fault(sandbox, request, injected.as_ref());
    record(endpoint, sandbox, Some(operation.as_str()), injected.as_ref(), &result);
    (result.reply, delivery)
}

/// Carries the call out the way the planned fault, if there is one, wants it.
fn carry_out_with_fault(
    sandbox: &Sandbox,
    request: Request,
    kind: Option<&FaultKind>,
) -> (CallResult, Delivery) {
    let as_is = |request| carry_out(sandbox, request, Overrides::default());
    let unanswered = |request| {
        carry_out(sandbox, request, Overrides { unanswered: true, ..Overrides::default() })
    };
    match kind {
        None => {
            let result = as_is(request);
            let delivery = if result.silent { Delivery::Hold } else { Delivery::Send };
            (result, delivery)
        }
        Some(FaultKind::ReturnCode(code)) => {
            let overrides = Overrides { return_code: Some(code.clone()), ..Overrides::default() };
            (carry_out(sandbox, request, overrides), Delivery::Send)
        }
        Some(FaultKind::Fault(text)) => {
            (CallResult::fault(server_fault(text.clone())), Delivery::Send)
        }
        Some(FaultKind::HttpStatus(status)) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_GATEWAY);
            let text = status.canonical_reason().unwrap_or("Error").to_owned();
            (CallResult::nothing("http_status"), Delivery::Replace(status, text))
        }
        Some(FaultKind::Close) => (CallResult::nothing("close"), Delivery::Cut),
        Some(FaultKind::Timeout) => (unanswered(request), Delivery::Hold),
        Some(FaultKind::CloseAfterCommit) => (unanswered(request), Delivery::Cut),
        Some(FaultKind::Garbage(bytes)) => {
            (unanswered(request), Delivery::Replace(StatusCode::OK, bytes.clone()))
        }
        Some(FaultKind::Slow(delay)) => (as_is(request), Delivery::SendLate(*delay)),
        Some(FaultKind::Redirect(location)) => {
            (CallResult::nothing("redirect"), Delivery::Redirect(location.clone()))
        }
        Some(FaultKind::Changed(change)) => (as_is(request), Delivery::Change(change.clone())),
    }
}

fn record(
    endpoint: Endpoint,
    sandbox: &Sandbox,
    operation: Option<&'static str>,
    injected: Option<&FaultKind>,
    result: &CallResult,
) {
    let injected = injected.map(FaultKind::as_str);
    let outcome = &result.outcome;
    tracing::info!(operation, outcome, injected, "answered a call of the service");
    sandbox.with_store(|store, now| {
        store.calls.record(Call {
            at: now,
            endpoint: endpoint.path(),
            operation,
            authenticated: result.authenticated,
            transaction_id: result.transaction_id,
            outcome: outcome.clone(),
            injected,
        });
    });
}
