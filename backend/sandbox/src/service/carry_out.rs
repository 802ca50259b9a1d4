//! What a call does, once it was read.

use std::sync::Arc;

use pse_placetopay::{Call, Fault, Operation, PseTransactionMultiCreditRequest, Reply, Request};

use super::authenticate::authenticate;
use super::fields::check_order;
use super::refuse::{refusal_of, refuse};
use super::replies::{created, information};
use crate::banks::{Creation, bank_list};
use crate::sandbox::Sandbox;
use crate::store::{Draft, Transaction};

/// How a tester wants a call to go other than it would.
#[derive(Default)]
pub(super) struct Wish {
    /// The `returnCode` to answer.
    pub(super) return_code: Option<String>,
    /// The caller will not get the answer.
    pub(super) unanswered: bool,
}

/// A call carried out.
pub(super) struct Carried {
    pub(super) reply: Reply,
    pub(super) authenticated: bool,
    pub(super) transaction_id: Option<i64>,
    /// For the list of calls: the `returnCode`, or a word of our own.
    pub(super) outcome: String,
    /// The bank keeps silent: the answer must not be sent.
    pub(super) silent: bool,
}

impl Carried {
    /// Nothing was done but to answer this fault.
    pub(super) fn fault(fault: Fault) -> Self {
        Self { reply: Reply::Fault(fault), ..Self::nothing("fault") }
    }

    /// Nothing was done, and what goes back is no SOAP.
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

/// A fault that is the caller's to mend.
pub(super) fn client_fault(text: impl Into<String>) -> Fault {
    Fault { code: "SOAP-ENV:Client".to_owned(), string: text.into() }
}

/// Carries a call out.
pub(super) fn carry_out(sandbox: &Sandbox, request: Request, wish: Wish) -> Carried {
    if let Err(fault) = authenticate(sandbox, &request.auth) {
        return Carried::fault(fault);
    }
    let operation = request.call.operation();
    let done = match request.call {
        Call::GetBankList => Ok(Carried {
            reply: Reply::GetBankList(bank_list(&sandbox.world.banks)),
            ..Carried::nothing("SUCCESS")
        }),
        Call::CreateTransaction(transaction) => {
            let order =
                PseTransactionMultiCreditRequest { credits: None, transaction: *transaction };
            create(sandbox, operation, order, wish)
        }
        Call::CreateTransactionMultiCredit(order) => create(sandbox, operation, *order, wish),
        Call::GetTransactionInformation { transaction_id } => {
            inform(sandbox, transaction_id, wish.return_code)
        }
    };
    Carried { authenticated: true, ..done.unwrap_or_else(Carried::fault) }
}

/// `createTransaction` and `createTransactionMultiCredit`.
fn create(
    sandbox: &Sandbox,
    operation: Operation,
    order: PseTransactionMultiCreditRequest,
    wish: Wish,
) -> Result<Carried, Fault> {
    check_order(operation, &order)?;
    let bank = sandbox.world.bank(order.transaction.bank_code.as_deref().unwrap_or_default());
    let refusal = match wish.return_code {
        Some(code) => Some(refusal_of(code)),
        None => refuse(operation, &order, bank, &sandbox.world).err(),
    };
    let silent = refusal.is_none()
        && bank.is_some_and(|bank| matches!(bank.creation, Creation::NeverAnswer));
    let answered = !silent && !wish.unanswered;
    let draft = Draft { operation, order: Arc::new(order), refusal, answered };
    let transaction: Transaction =
        sandbox.remember(|store, now| store.ledger.create(draft, now)).map_err(|error| {
            tracing::error!(%error, "no randomness for a transaction's ids");
            Fault { code: "SOAP-ENV:Server".to_owned(), string: "Error interno".to_owned() }
        })?;
    Ok(Carried {
        transaction_id: Some(transaction.id),
        silent,
        reply: created(&transaction, &sandbox.config.public_url),
        ..Carried::nothing(transaction.return_code())
    })
}

/// `getTransactionInformation`.
fn inform(sandbox: &Sandbox, id: i64, return_code: Option<String>) -> Result<Carried, Fault> {
    let transaction = sandbox.remember(|store, now| {
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
    Ok(Carried {
        transaction_id: Some(id),
        reply: information(&transaction, return_code),
        ..Carried::nothing(&outcome)
    })
}
