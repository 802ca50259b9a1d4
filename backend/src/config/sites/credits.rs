//! `[[sites.<name>.credits]]`: the dependent services of a multicredit service.

use pse_shared::limits;

use super::merchant::text_up_to;
use crate::config::reader::Reported;
use crate::config::section::{Form, Section};

/// A dependent service; all of them go with each creation, also those that get nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditEntry {
    /// `entityCode`, at most 12 characters.
    pub entity_code: String,
    /// `serviceCode`, at most 12 characters.
    pub service_code: String,
    /// At most 60 characters.
    pub description: Option<String>,
}

impl CreditEntry {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let text = |max| move |text: &str| text_up_to(text, max).map(|()| text.to_owned());
        let entity_code = section.required("entity_code", Form::Text, text(limits::CREDIT_CODE));
        let service_code = section.required("service_code", Form::Text, text(limits::CREDIT_CODE));
        let description =
            section.optional("description", Form::Text, text(limits::CREDIT_DESCRIPTION));
        section.close();
        Ok(Self {
            entity_code: entity_code?,
            service_code: service_code?,
            description: description?,
        })
    }

    /// The first entry that repeats an earlier one's codes.
    pub(super) fn repeated(entries: &[Self]) -> Option<usize> {
        let codes = |entry: &Self| (entry.entity_code.clone(), entry.service_code.clone());
        let mut seen = std::collections::HashSet::new();
        entries.iter().position(|entry| !seen.insert(codes(entry)))
    }
}
