//! What a buyer is told about a payment, in English: the same as the certified Spanish sentences.

use pse_shared::Refusal;

use crate::words::texts::{MerchantContact, NamedPayment};

pub(super) const NOT_THIS_MACHINE: &str = "This is the demo, whose key everybody knows: it is reached by an address of its own machine, such as 127.0.0.1, or by \
     its `server.public_url`.";

pub(super) const STORE_DAMAGED: &str = "The store is damaged, so \
     nothing is written to it and no payment can begin. The service's log says which file it is and what to do.";

pub(super) fn payment_pending(payment: &NamedPayment<'_>) -> String {
    let (reference, more) = (payment.reference, more(payment));
    format!(
        "Your #{reference} has a payment whose transaction is PENDING confirmation by your bank. Please wait a few \
         minutes and look again later to see whether it was confirmed. {more}"
    )
}

pub(super) fn checkout_paid(payment: &NamedPayment<'_>) -> String {
    let (reference, more) = (payment.reference, more(payment));
    format!(
        "The payment of your #{reference} has ended and its transaction is APPROVED by your bank. {more}"
    )
}

pub(super) fn creation_refused(refusal: Refusal, contact: &MerchantContact<'_>) -> String {
    let MerchantContact { phone, email } = *contact;
    match refusal {
        Refusal::LimitExceeded => format!(
            "The amount of the transaction is over the limits set in PSE for the company, please contact our \
             customer \
             service at {phone} or {email}"
        ),
        Refusal::BankUnreachable => {
            "The bank cannot be reached to begin the transaction, please choose another one or try again later"
                .to_owned()
        }
        Refusal::Misconfigured | Refusal::Other => format!(
            "The transaction could not be created, please try again later or contact the company at {phone} or \
             {email}"
        ),
    }
}

fn more(payment: &NamedPayment<'_>) -> String {
    let NamedPayment { cus, contact: MerchantContact { phone, email }, .. } = *payment;
    format!(
        "To know more about it you can call our customer service at {phone} or write to {email} and ask for \
         transaction \
         {cus}"
    )
}
