//! `[[sites.<name>.credits]]`: the dependent services of a multicredit service.

use pse_core::model::CreditService;
use pse_settings::kinds::text_up_to;
use pse_settings::{Key, Reported, Section};
use pse_shared::limits;

pub(super) fn read(section: Section<'_>) -> Result<CreditService, Reported> {
    let entity_code = section.required(Key::new(
        "entity_code",
        text_up_to(limits::CREDIT_CODE),
        "The entity's code, at most 12 characters",
    ));
    let service_code = section.required(Key::new(
        "service_code",
        text_up_to(limits::CREDIT_CODE),
        "The service's code, at most 12 characters",
    ));
    let description = section.optional(Key::new(
        "description",
        text_up_to(limits::CREDIT_DESCRIPTION),
        "What the service is, at most 60 characters",
    ));
    section.close();
    Ok(CreditService {
        entity_code: entity_code?,
        service_code: service_code?,
        description: description?,
    })
}

/// Finds the index of the first credit service that repeats an earlier one's codes.
pub(super) fn repeated(entries: &[CreditService]) -> Option<usize> {
    let codes = |entry: &CreditService| (entry.entity_code.clone(), entry.service_code.clone());
    let mut seen = std::collections::HashSet::new();
    entries.iter().position(|entry| !seen.insert(codes(entry)))
}
