//! What is answered about a transaction, in the words the real test service was seen to use.

use jiff::Timestamp;
use pse_placetopay::{Operation, PseTransactionResponse, Reply, TransactionInformation};
use rust_decimal::Decimal;
use url::Url;

use crate::clock::colombian;
use crate::store::{Stage, State, Transaction};

const PENDING_CODE: &str = "?-";
const PENDING_TEXT: &str =
    "Transacción pendiente. Por favor verificar si el débito fue realizado en el Banco.";
/// The reason code of a creation that did not come about.
const HOST_FAILURE: &str = "XH";
/// The cycle of what is not settled.
const NO_CYCLE: i32 = -1;

/// The reply to a creation.
pub(super) fn created(transaction: &Transaction, public_url: &Url) -> Reply {
    let refusal = match &transaction.stage {
        Stage::Refused(refusal) => Some(refusal),
        Stage::AtPse | Stage::AtBank { .. } | Stage::Waiting { .. } | Stage::Ended { .. } => None,
    };
    let state = transaction.state();
    let response = PseTransactionResponse {
        return_code: Some(transaction.return_code().to_owned()),
        bank_url: Some(
            refusal.map_or_else(|| bank_url(public_url, &transaction.entrance), |_| String::new()),
        ),
        trazability_code: Some(transaction.cus.clone()),
        transaction_cycle: Some(transaction.cycle),
        transaction_id: Some(transaction.id),
        session_id: Some(transaction.session_id.clone()),
        bank_currency: Some("COP".to_owned()),
        bank_factor: Some(Decimal::ONE),
        response_code: Some(state.response_code()),
        response_reason_code: Some(refusal.map_or(PENDING_CODE, |_| HOST_FAILURE).to_owned()),
        response_reason_text: Some(
            refusal.map_or(PENDING_TEXT, |refusal| &refusal.text).to_owned(),
        ),
    };
    match transaction.operation {
        Operation::CreateTransactionMultiCredit => {
            Reply::CreateTransactionMultiCredit(Box::new(response))
        }
        Operation::CreateTransaction
        | Operation::GetBankList
        | Operation::GetTransactionInformation => Reply::CreateTransaction(Box::new(response)),
    }
}

/// The answer about a transaction. With a `returnCode` of its own it tells nothing but that.
pub(super) fn information(transaction: &Transaction, return_code: Option<String>) -> Reply {
    let status =
        if return_code.is_some() { Status::pending(transaction) } else { status_of(transaction) };
    Reply::GetTransactionInformation(Box::new(TransactionInformation {
        transaction_id: Some(transaction.id),
        session_id: Some(transaction.session_id.clone()),
        reference: transaction.order.transaction.reference.clone(),
        request_date: Some(colombian(transaction.created_at)),
        bank_process_date: Some(colombian(status.processed_at)),
        on_test: Some(true),
        return_code: Some(return_code.unwrap_or_else(|| "SUCCESS".to_owned())),
        trazability_code: Some(transaction.cus.clone()),
        transaction_cycle: Some(status.cycle),
        transaction_state: Some(status.state.as_str().to_owned()),
        response_code: Some(status.state.response_code()),
        response_reason_code: Some(status.reason_code.to_owned()),
        response_reason_text: Some(status.text.to_owned()),
    }))
}

/// What there is to status_of about where a transaction stands.
struct Status<'a> {
    state: State,
    cycle: i32,
    processed_at: Timestamp,
    reason_code: &'a str,
    text: &'a str,
}

impl Status<'_> {
    const fn pending(transaction: &Transaction) -> Self {
        Self {
            state: State::Pending,
            cycle: NO_CYCLE,
            processed_at: transaction.created_at,
            reason_code: PENDING_CODE,
            text: PENDING_TEXT,
        }
    }
}

fn status_of(transaction: &Transaction) -> Status<'_> {
    match &transaction.stage {
        Stage::AtPse | Stage::AtBank { .. } | Stage::Waiting { .. } => Status::pending(transaction),
        Stage::Refused(refusal) => Status {
            state: State::Failed,
            cycle: NO_CYCLE,
            processed_at: transaction.created_at,
            reason_code: HOST_FAILURE,
            text: &refusal.text,
        },
        Stage::Ended { at, outcome } => Status {
            state: outcome.state(),
            cycle: transaction.cycle,
            processed_at: *at,
            reason_code: outcome.reason_code(),
            text: outcome.text(),
        },
    }
}

/// PSE's start page, its token percent-encoded in lower case as PSE's own is.
fn bank_url(public_url: &Url, entrance: &str) -> String {
    let enc = entrance.replace('+', "%2b").replace('/', "%2f").replace('=', "%3d");
    format!("{public_url}pse/inicio?enc={enc}")
}
