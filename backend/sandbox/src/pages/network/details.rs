//! «Datos del pago» and the receipt, with the network's own fields in its own order.

use crate::clock::{compact_day, payment_date};
use crate::money::pesos;
use crate::store::Receipt;
use crate::store::{Transaction, Visit};
use crate::world::World;

/// A line of a summary: a field's name and its value.
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) text: String,
}

/// The lines of «Datos del pago».
pub(super) fn payment(transaction: &Transaction, visit: &Visit, world: &World) -> Vec<Line> {
    let order = &transaction.order.transaction;
    let payer = order.payer.as_ref();
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    [
        ("Fecha Solicitud", compact_day(transaction.created_at)),
        ("Valor de la transacción", pesos(order.total_amount.unwrap_or_default())),
        ("IVA", pesos(order.tax_amount.unwrap_or_default())),
        ("Nombre del comercio", world.merchant.name.clone()),
        ("Descripción del Pago", text(order.description.as_ref())),
        ("Número de Factura", text(order.reference.as_ref())),
        ("CUS", transaction.cus.clone()),
        ("IP", visit.portal.ip.clone()),
        ("Referencia1", text(order.ip_address.as_ref())),
        ("Referencia2", text(payer.and_then(|payer| payer.document_type.as_ref()))),
        ("Referencia3", text(payer.and_then(|payer| payer.document.as_ref()))),
    ]
    .map(|(name, text)| Line { name, text })
    .into()
}

/// The receipt's lines: the account, the payment, when it was paid and under which number.
pub(super) fn receipt(
    receipt: &Receipt,
    transaction: &Transaction,
    visit: &Visit,
    world: &World,
) -> Vec<Line> {
    let line = |name, text: String| Line { name, text };
    let mut lines = vec![line("Cuenta", receipt.account.clone())];
    lines.extend(payment(transaction, visit, world));
    lines.push(line("Fecha pago", payment_date(receipt.paid_at)));
    lines.push(line("No. Transacción", receipt.number.clone()));
    lines
}
