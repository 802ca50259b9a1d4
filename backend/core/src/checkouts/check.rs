//! Checks a merchant's order by its site's rules. Every wrong field is named at once.

use jiff::{SignedDuration, Timestamp};
use pse_shared::api::CreateCheckout;
use pse_shared::field_error::check_text;
use pse_shared::order::{self, Amounts};
use pse_shared::{FieldCode, FieldError, limits};

use super::credits;
use crate::model::{Checkout, CheckoutId, Site, checkout_state};
use crate::net::ReturnUrlRule;
use crate::text::composed::cleaned;

/// How long a checkout can be paid when the merchant does not say.
const DEFAULT_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Checks a merchant's order by its site's rules and makes the checkout of it.
///
/// # Errors
/// A [`FieldError`] for every wrong field.
pub fn checkout(
    id: CheckoutId,
    mut request: CreateCheckout,
    site: &Site,
    return_urls: &ReturnUrlRule,
    now: Timestamp,
) -> Result<Checkout, Vec<FieldError>> {
    clean(&mut request);
    let mut errors = texts(&request);
    let amounts = Amounts {
        total: request.total_amount,
        tax: request.tax_amount,
        devolution_base: request.devolution_base,
        tip: request.tip_amount,
    };
    errors.extend(check_amounts(&amounts, site));
    errors.extend(people(&request));
    errors.extend(additional_data(&request));
    if let Err(error) = return_urls.check(&request.return_url, &site.return_hosts) {
        errors.push(FieldError::new("return_url", error.field_code()));
    }
    let expires_at = expiry(request.expires_at.as_deref(), now).unwrap_or_else(|code| {
        errors.push(FieldError::new("expires_at", code));
        now
    });
    let credits =
        credits::complete(request.credits, &site.credits, &amounts).unwrap_or_else(|wrong| {
            errors.extend(wrong);
            Vec::new()
        });
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Checkout {
        id,
        site: site.name.clone(),
        state: checkout_state::NEW,
        reference: request.reference,
        description: request.description,
        currency: request.currency,
        language: request.language,
        amounts,
        return_url: request.return_url,
        payer: request.payer.unwrap_or_default(),
        buyer: request.buyer,
        shipping: request.shipping,
        additional_data: request.additional_data,
        credits,
        created_at: now,
        expires_at,
    })
}

/// Makes of what the merchant wrote what is checked, stored and sent.
fn clean(request: &mut CreateCheckout) {
    request.description = order::clean_description(&request.description);
    for person in [&mut request.payer, &mut request.buyer, &mut request.shipping] {
        *person = person.take().map(|person| cleaned(&person, None));
    }
}

fn texts(request: &CreateCheckout) -> Vec<FieldError> {
    let one_of = |text: &str, allowed: &[&str]| {
        if allowed.contains(&text) { Ok(()) } else { Err(FieldCode::NotAllowed) }
    };
    [
        ("reference", order::check_reference(&request.reference)),
        ("description", order::check_description(&request.description)),
        ("currency", one_of(&request.currency, &order::CURRENCIES)),
        ("language", one_of(&request.language, &order::LANGUAGES)),
    ]
    .into_iter()
    .filter_map(|(field, result)| Some(FieldError::new(field, result.err()?)))
    .collect()
}

fn check_amounts(amounts: &Amounts, site: &Site) -> Vec<FieldError> {
    let mut errors = amounts.check();
    if errors.is_empty() {
        if site.min_amount.is_some_and(|least| amounts.total < least) {
            errors.push(FieldError::new("total_amount", FieldCode::BelowMinimum));
        }
        if site.max_amount.is_some_and(|most| amounts.total > most) {
            errors.push(FieldError::new("total_amount", FieldCode::AboveMaximum));
        }
    }
    errors
}

fn people(request: &CreateCheckout) -> Vec<FieldError> {
    [("payer", &request.payer), ("buyer", &request.buyer), ("shipping", &request.shipping)]
        .into_iter()
        .filter_map(|(prefix, person)| Some(person.as_ref()?.check(prefix)))
        .flatten()
        .collect()
}

fn additional_data(request: &CreateCheckout) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if request.additional_data.len() > limits::ADDITIONAL_DATA_ITEMS {
        let code = FieldCode::TooLong { max: limits::ADDITIONAL_DATA_ITEMS };
        errors.push(FieldError::new("additional_data", code));
    }
    for (index, attribute) in request.additional_data.iter().enumerate() {
        for (part, text, max) in [
            ("name", &attribute.name, limits::ATTRIBUTE_NAME),
            ("value", &attribute.value, limits::ATTRIBUTE_VALUE),
        ] {
            let result = if part == "name" && text.is_empty() {
                Err(FieldCode::Required)
            } else {
                check_text(text, max)
            };
            if let Err(code) = result {
                errors.push(FieldError::new(format!("additional_data[{index}].{part}"), code));
            }
        }
    }
    errors
}

fn expiry(text: Option<&str>, now: Timestamp) -> Result<Timestamp, FieldCode> {
    let at = match text {
        Some(text) => text.parse().map_err(|_| FieldCode::Pattern)?,
        None => now.checked_add(DEFAULT_LIFE).unwrap_or(Timestamp::MAX),
    };
    if at <= now { Err(FieldCode::InThePast) } else { Ok(at) }
}
