//! What a buyer is told about a payment, in Spanish: the certified sentences, word for word.

use pse_shared::{Refusal, certified};

use crate::words::texts::{MerchantContact, NamedPayment};

pub(super) const NOT_THIS_MACHINE: &str = "Esta es la demostración, cuya llave es pública: se llega a ella por una dirección de su propia máquina, como 127.0.0.1, \
     o por su `server.public_url`.";

pub(super) const STORE_DAMAGED: &str = "El almacén de datos está dañado: \
     no se escribe nada en él y ningún pago puede comenzar. El registro del servicio dice qué archivo es y qué hacer.";

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
