//! What may be written in the configuration: what `pse-backend config schema` prints.

use pse_settings::{Outline, describe};

use super::assemble::assemble;

/// Returns every configuration key, as the readers of the sections declare it.
pub(super) fn outline() -> Outline {
    describe(|root| assemble(root, None, false))
}

/// Returns the JSON schema (draft 2020-12) of the configuration file, for editors.
#[must_use]
pub fn schema() -> String {
    format!("{:#}", outline().json_schema("Configuration of pse-backend"))
}
