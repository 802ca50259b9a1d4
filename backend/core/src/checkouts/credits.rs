//! A multicredit order's parts: all dependent services, also the ones that get nothing
//! (the provider wants every dependent service named).

use pse_shared::api::Credit;
use pse_shared::field_error::check_text;
use pse_shared::order::Amounts;
use pse_shared::{Amount, FieldCode, FieldError, limits};

use crate::model::CreditService;

/// Completes an order's credits: the merchant's own, in the order of the site's dependent services, and zero for each
/// service that the merchant left out.
///
/// # Errors
/// A [`FieldError`] for every wrong credit.
pub fn complete(
    given: Vec<Credit>,
    dependants: &[CreditService],
    amounts: &Amounts,
) -> Result<Vec<Credit>, Vec<FieldError>> {
    if dependants.is_empty() {
        return if given.is_empty() {
            Ok(given)
        } else {
            Err(vec![FieldError::new("credits", FieldCode::NotAllowed)])
        };
    }
    let errors = check(&given, dependants, amounts);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(dependants
        .iter()
        .map(|dependant| {
            given.iter().find(|credit| is_of(credit, dependant)).cloned().unwrap_or_else(|| {
                Credit {
                    entity_code: dependant.entity_code.clone(),
                    service_code: dependant.service_code.clone(),
                    amount_value: Amount::ZERO,
                    tax_value: Amount::ZERO,
                    description: dependant.description.clone().unwrap_or_default(),
                }
            })
        })
        .collect())
}

fn check(given: &[Credit], dependants: &[CreditService], amounts: &Amounts) -> Vec<FieldError> {
    if given.is_empty() {
        return vec![FieldError::new("credits", FieldCode::Required)];
    }
    let mut errors = Vec::new();
    for (index, credit) in given.iter().enumerate() {
        let mut wrong = |field: &str, code| {
            errors.push(FieldError::new(format!("credits[{index}]{field}"), code));
        };
        let twice = given.iter().take(index).any(|earlier| {
            earlier.entity_code == credit.entity_code && earlier.service_code == credit.service_code
        });
        if twice || !dependants.iter().any(|dependant| is_of(credit, dependant)) {
            wrong("", FieldCode::UnknownCredit);
        }
        if let Err(code) = check_text(&credit.description, limits::CREDIT_DESCRIPTION) {
            wrong(".description", code);
        }
        if credit.tax_value > credit.amount_value {
            wrong(".tax_value", FieldCode::ExceedsTotal);
        }
    }
    if errors.is_empty() {
        let sum = |part: fn(&Credit) -> Amount| {
            given.iter().try_fold(Amount::ZERO, |sum, credit| sum.checked_add(part(credit)))
        };
        if sum(|credit| credit.amount_value) != Some(amounts.total)
            || sum(|credit| credit.tax_value) != Some(amounts.tax)
        {
            errors.push(FieldError::new("credits", FieldCode::SumMismatch));
        }
    }
    errors
}

fn is_of(credit: &Credit, dependant: &CreditService) -> bool {
    credit.entity_code == dependant.entity_code && credit.service_code == dependant.service_code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dependants() -> Vec<CreditService> {
        ["01", "02"]
            .map(|service| CreditService {
                entity_code: "900".into(),
                service_code: service.into(),
                description: Some(format!("Parte {service}")),
            })
            .into()
    }

    fn credit(service: &str, amount: &str, tax: &str) -> Credit {
        Credit {
            entity_code: "900".into(),
            service_code: service.into(),
            amount_value: amount.parse().unwrap(),
            tax_value: tax.parse().unwrap(),
            description: "x".into(),
        }
    }

    fn amounts() -> Amounts {
        Amounts { total: "100".parse().unwrap(), tax: "16".parse().unwrap(), ..Amounts::default() }
    }

    fn codes(given: Vec<Credit>) -> Vec<(String, FieldCode)> {
        complete(given, &dependants(), &amounts())
            .unwrap_err()
            .into_iter()
            .map(|error| (error.field.into_owned(), error.code))
            .collect()
    }

    #[test]
    fn a_dependant_left_out_goes_with_zero() {
        let credits = complete(vec![credit("02", "100", "16")], &dependants(), &amounts()).unwrap();
        let parts: Vec<_> =
            credits.iter().map(|c| (c.service_code.as_str(), c.amount_value.to_string())).collect();
        assert_eq!(parts, [("01", "0.00".to_owned()), ("02", "100.00".to_owned())]);
        assert_eq!(credits[0].description, "Parte 01");
    }

    #[test]
    fn sums_must_meet_the_total_and_the_tax() {
        let mismatch = [("credits".to_owned(), FieldCode::SumMismatch)];
        assert_eq!(codes(vec![credit("01", "99.99", "16")]), mismatch);
        assert_eq!(codes(vec![credit("01", "100", "15")]), mismatch);
    }

    #[test]
    fn foreign_and_repeated_services_are_named() {
        let unknown = |index| (format!("credits[{index}]"), FieldCode::UnknownCredit);
        assert_eq!(codes(vec![credit("03", "100", "16")]), [unknown(0)]);
        assert_eq!(codes(vec![credit("01", "50", "8"), credit("01", "50", "8")]), [unknown(1)]);
        assert_eq!(codes(vec![]), [("credits".to_owned(), FieldCode::Required)]);
    }

    #[test]
    fn a_plain_service_takes_no_credits() {
        assert!(complete(vec![credit("01", "1", "0")], &[], &amounts()).is_err());
        assert_eq!(complete(vec![], &[], &amounts()), Ok(vec![]));
    }
}
