//! Checks the fields of a creation; what is wrong with one is a fault that names it in
//! Spanish and as it stands on the wire.

use pse_placetopay::{
    Fault, Operation, Person, PseTransactionMultiCreditRequest, PseTransactionRequest,
};
use pse_shared::field_error::check_text;
use pse_shared::{DocumentType, FieldCode};

use super::faults::client_fault;
use super::field_rules::{ATTRIBUTE, CREDIT, ORDER, PERSON, REQUIRED_OF_PAYER, Rule};

/// Where a field is: before its name on the wire, and after its name in words.
struct FieldLocation {
    path: String,
    of: String,
}

impl FieldLocation {
    fn top() -> Self {
        Self { path: String::new(), of: String::new() }
    }

    fn of(path: impl Into<String>, of: impl Into<String>) -> Self {
        Self { path: path.into(), of: of.into() }
    }

    fn fault(&self, wire: &str, words: &str, problem: &str) -> Fault {
        client_fault(format!("El campo {words}{} ({}{wire}) {problem}.", self.of, self.path))
    }
}

/// Checks the fields of a creation; the first wrong one is named.
pub(super) fn check_order(
    operation: Operation,
    order: &PseTransactionMultiCreditRequest,
) -> Result<(), Fault> {
    let transaction = &order.transaction;
    check_fields(&FieldLocation::top(), transaction, ORDER)?;
    if transaction.total_amount.is_none() {
        return Err(FieldLocation::top().fault("totalAmount", "valor total", "es obligatorio"));
    }
    check_people(transaction)?;
    for (index, item) in transaction.additional_data.iter().flatten().enumerate() {
        let place = FieldLocation::of(
            format!("additionalData[{index}]."),
            format!(" del dato adicional {}", index + 1),
        );
        check_fields(&place, item, ATTRIBUTE)?;
    }
    if operation == Operation::CreateTransactionMultiCredit {
        for (index, credit) in order.credits.iter().flatten().enumerate() {
            let place = FieldLocation::of(
                format!("credits[{index}]."),
                format!(" del crédito {}", index + 1),
            );
            check_fields(&place, credit, CREDIT)?;
        }
    }
    Ok(())
}

fn check_people(transaction: &PseTransactionRequest) -> Result<(), Fault> {
    let payer_place = FieldLocation::of("payer.", " del pagador");
    let nobody = Person::default();
    let payer = transaction.payer.as_ref().unwrap_or(&nobody);
    for rule in PERSON.iter().filter(|rule| REQUIRED_OF_PAYER.contains(&rule.wire)) {
        if (rule.get)(payer).is_none_or(is_blank) {
            return Err(payer_place.fault(rule.wire, rule.words, "es obligatorio"));
        }
    }
    if payer.first_name.as_deref().or(payer.company.as_deref()).is_none_or(is_blank) {
        return Err(payer_place.fault("firstName", "nombres", "es obligatorio"));
    }
    for (person, place) in [
        (transaction.payer.as_ref(), payer_place),
        (transaction.buyer.as_ref(), FieldLocation::of("buyer.", " del comprador")),
        (transaction.shipping.as_ref(), FieldLocation::of("shipping.", " del receptor")),
    ] {
        let Some(person) = person else { continue };
        check_fields(&place, person, PERSON)?;
        check_document(&place, person)?;
    }
    Ok(())
}

fn check_document(place: &FieldLocation, person: &Person) -> Result<(), Fault> {
    let kind = person.document_type.as_deref().and_then(DocumentType::from_code);
    match (kind, person.document.as_deref()) {
        (Some(kind), Some(number)) if !kind.accepts(number) => {
            let problem = format!("no es válido para el tipo {}", kind.as_str());
            Err(place.fault("document", "número de documento", &problem))
        }
        (Some(_), _) | (None, _) => Ok(()),
    }
}

fn check_fields<T>(place: &FieldLocation, value: &T, rules: &[Rule<T>]) -> Result<(), Fault> {
    for rule in rules {
        let text = (rule.get)(value).filter(|text| !is_blank(text));
        if let Some(problem) = problem(rule, text) {
            return Err(place.fault(rule.wire, rule.words, &problem));
        }
    }
    Ok(())
}

fn problem<T>(rule: &Rule<T>, text: Option<&str>) -> Option<String> {
    let Some(text) = text else {
        return rule.required.then(|| "es obligatorio".to_owned());
    };
    match check_text(text, rule.max) {
        Ok(()) if (rule.form)(text) => None,
        Err(FieldCode::TooLong { max }) => Some(format!("supera los {max} caracteres permitidos")),
        Err(FieldCode::ForbiddenCharacter) => Some("contiene caracteres no permitidos".to_owned()),
        Ok(()) | Err(_) => Some("no es válido".to_owned()),
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
