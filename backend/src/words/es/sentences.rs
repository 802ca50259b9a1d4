//! What a buyer is told about a payment, in Spanish: the certified sentences, word for word.

use pse_shared::{Refusal, certified};

use crate::words::texts::{MerchantContact, NamedPayment};

pub(super) fn payment_pending(payment: &NamedPayment<'_>) -> String {
    let NamedPayment { reference, cus, contact: MerchantContact { phone, email } } = *payment;
    certified::payment_pending(reference, phone, email, cus)
}

pub(super) fn checkout_paid(payment: &NamedPayment<'_>) -> String {
    let NamedPayment { reference, cus, contact: MerchantContact { phone, email } } = *payment;
    certified::checkout_paid(reference, phone, email, cus)
}

pub(super) fn creation_refused(refusal: Refusal, contact: &MerchantContact<'_>) -> String {
    certified::creation_refused(refusal, contact.phone, contact.email)
}
