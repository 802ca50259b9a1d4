//! What a call does, once it was read.

use std::sync::Arc;

use pse_placetopay::{Call, Fault, Operation, PseTransactionMultiCreditRequest, Reply, Request};

use super::authenticate::authenticate;
use super::faults::{client_fault, server_fault};
use super::fields::check_order;
use super::refuse::{refusal_of, refuse};
use super::replies::{created, information};
use crate::banks::{Creation, bank_list};
use crate::sandbox::Sandbox;
use crate::store::{NewTransaction, Transaction};

/// What a planned fault changes about a call.
#[derive(Default)]
pub(super) struct Overrides {
    /// The `returnCode` to answer instead of the true one.
    pub(super) return_code: Option<String>,
    /// Whether the caller will not get the answer.
    pub(super) unanswered: bool,
}

/// What came of a call.
pub(super) struct CallResult {
    pub(super) reply: Reply,
    pub(super) authenticated: bool,
    pub(super) transaction_id: Option<i64>,
    /// The outcome for the list of calls: the `returnCode`, or a word of our own.
    pub(super) outcome: String,
    /// Whether the bank never answers, so that the reply must not be sent.
    pub(super) silent: bool,
}

impl CallResult {
    /// A call of which nothing was done, answered with a fault.
    pub(super) fn fault(fault: Fault) -> Self {
        Self { reply: Reply::Fault(fault), ..Self::nothing("fault") }
    }

    /// A call of which nothing was done, and whose answer is no SOAP.
    pub(super) fn nothing(outcome: &str) -> Self {
        Self {
            reply: Reply::Fault(client_fault("")),
            authenticated: false,
            transaction_id: None,
            outcome: outcome.to_owned(),
            silent: false,
        }
    }
}

/// Carries out a call.
pub(super) fn carry_out(sandbox: &Sandbox, request: Request, overrides: Overrides) -> CallResult {
    if let Err(fault) = authenticate(sandbox, &request.auth) {
        return CallResult::fault(fault);
    }
    let operation = request.call.operation();
    let done = match request.call {
        Call::GetBankList => Ok(CallResult {
            reply: Reply::GetBankList(bank_list(&sandbox.world.banks)),
            ..CallResult::nothing("SUCCESS")
        }),
        Call::CreateTransaction(transaction) => {
            let order =
                PseTransactionMultiCreditRequest { credits: None, transaction: *transaction };
            create(sandbox, operation, order, overrides)
        }
        Call::CreateTransactionMultiCredit(order) => create(sandbox, operation, *order, overrides),
        Call::GetTransactionInformation { transaction_id } => {
            inform(sandbox, transaction_id, overrides.return_code)
        }
    };
    CallResult { authenticated: true, ..done.unwrap_or_else(CallResult::fault) }
}

/// Carries out `createTransaction` and `createTransactionMultiCredit`.
fn create(
    sandbox: &Sandbox,
    operation: Operation,
    order: PseTransactionMultiCreditRequest,
    overrides: Overrides,
) -> Result<CallResult, Fault> {
    check_order(operation, &order)?;
    let bank = sandbox.world.bank(order.transaction.bank_code.as_deref().unwrap_or_default());
    let refusal = match overrides.return_code {
        Some(code) => Some(refusal_of(code)),
        None => refuse(operation, &order, bank, &sandbox.world).err(),
    };
    let silent = refusal.is_none()
        && bank.is_some_and(|bank| matches!(bank.creation, Creation::NeverAnswer));
    let answered = !silent && !overrides.unanswered;
    let draft = NewTransaction { operation, order: Arc::new(order), refusal, answered };
    let transaction: Transaction =
        sandbox.with_store(|store, now| store.ledger.create(draft, now)).map_err(|error| {
            tracing::error!(%error, "no randomness for a transaction's ids");
            server_fault("Error interno")
        })?;
    Ok(CallResult {
        transaction_id: Some(transaction.id),
        silent,
        reply: created(&transaction, &sandbox.config.public_url),
        ..CallResult::nothing(transaction.return_code())
    })
}

/// Carries out `getTransactionInformation`.
fn inform(sandbox: &Sandbox, id: i64, return_code: Option<String>) -> Result<CallResult, Fault> {
    let transaction = sandbox.with_store(|store, now| {
        let transaction = store.ledger.by_id(id, now)?;
        transaction.asked.push(now);
        Some(transaction.clone())
    });
    let Some(transaction) = transaction else {
        return Err(client_fault("No se halló ninguna transacción con los datos suministrados."));
    };
    let order = &transaction.order.transaction;
    let return_code =
        return_code.or_else(|| sandbox.world.answer_asked_for(order, transaction.asked.len()));
    let outcome = return_code.clone().unwrap_or_else(|| "SUCCESS".to_owned());
    Ok(CallResult {
        transaction_id: Some(id),
        reply: information(&transaction, return_code),
        ..CallResult::nothing(&outcome)
    })
}
