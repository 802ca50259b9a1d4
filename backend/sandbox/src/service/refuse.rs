//! What a creation whose fields are well formed is refused for.

use pse_placetopay::{CreditConcept, Operation, PseTransactionMultiCreditRequest};
use rust_decimal::Decimal;

use crate::banks::{Bank, Creation};
use crate::store::Refusal;
use crate::world::{Dependant, World};

const NOT_CREATED: &str =
    "No se pudo crear la transacción, por favor intente más tarde o comuníquese con la empresa.";
const WRONG_SUM: &str = "El valor total y el IVA no corresponde a la sumatoria de los créditos.";
const WRONG_CODES: &str = "La matriz de créditos no corresponde a la esperada para el servicio principal, por favor comuníquese con la empresa.";

/// 9,999,999,999,999.99: the largest amount an `xsd:double` carries to the centavo.
const LARGEST: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 2);

/// A refusal with this code and the text the service was seen to give with every code.
pub(super) fn refusal_of(code: impl Into<String>) -> Refusal {
    Refusal { code: code.into(), text: NOT_CREATED.to_owned() }
}

/// Says why the transaction is not created, if it is not.
pub(super) fn refuse(
    operation: Operation,
    order: &PseTransactionMultiCreditRequest,
    bank: Option<&Bank>,
    world: &World,
) -> Result<(), Refusal> {
    let Some(bank) = bank else {
        return Err(refusal_of("FAIL_BANKNOTEXISTSORDISABLED"));
    };
    check_amounts(order)?;
    if operation == Operation::CreateTransactionMultiCredit {
        check_credits(order, &world.merchant.dependants)?;
    }
    if let Some(code) = world.refusal_asked_for(&order.transaction) {
        return Err(refusal_of(code));
    }
    match &bank.creation {
        Creation::Accept | Creation::NeverAnswer => Ok(()),
        Creation::Refuse(code) => Err(refusal_of(code)),
    }
}

fn check_amounts(order: &PseTransactionMultiCreditRequest) -> Result<(), Refusal> {
    let transaction = &order.transaction;
    let part = |amount: Option<Decimal>| amount.unwrap_or_default();
    let total = part(transaction.total_amount);
    let parts = [transaction.tax_amount, transaction.devolution_base, transaction.tip_amount];
    let credits = order.credits.iter().flatten();
    let all_carried = core::iter::once(transaction.total_amount)
        .chain(parts)
        .chain(credits.flat_map(|credit| [credit.amount_value, credit.tax_value]))
        .all(|amount| is_carried(part(amount)));
    // No overflow: every part is at most LARGEST by now.
    if all_carried && total > Decimal::ZERO && parts.into_iter().map(part).sum::<Decimal>() <= total
    {
        Ok(())
    } else {
        Err(refusal_of("FAIL_INVALIDAMOUNT"))
    }
}

/// Whether an amount can be sent exactly: not negative, to the centavo, and not too large.
fn is_carried(amount: Decimal) -> bool {
    amount >= Decimal::ZERO && amount <= LARGEST && amount.normalize().scale() <= 2
}

/// All dependants, each once, and nobody else; and they share out exactly the total and the
/// tax (specification, "Ten presente que en operaciones de Multicrédito").
fn check_credits(
    order: &PseTransactionMultiCreditRequest,
    dependants: &[Dependant],
) -> Result<(), Refusal> {
    let refused =
        |text: &str| Err(Refusal { code: "FAIL_ERRORINCREDITS".to_owned(), text: text.to_owned() });
    let credits = order.credits.as_deref().unwrap_or_default();
    let is_for = |credit: &CreditConcept, dependant: &Dependant| {
        credit.entity_code.as_deref() == Some(&dependant.entity)
            && credit.service_code.as_deref() == Some(&dependant.service)
    };
    let each_once = dependants
        .iter()
        .all(|dependant| credits.iter().filter(|credit| is_for(credit, dependant)).count() == 1);
    if !each_once || credits.len() != dependants.len() {
        return refused(WRONG_CODES);
    }
    let sum = |value: fn(&CreditConcept) -> Option<Decimal>| -> Decimal {
        credits.iter().filter_map(value).sum()
    };
    let total = order.transaction.total_amount.unwrap_or_default();
    let tax = order.transaction.tax_amount.unwrap_or_default();
    if sum(|credit| credit.amount_value) != total || sum(|credit| credit.tax_value) != tax {
        return refused(WRONG_SUM);
    }
    Ok(())
}
