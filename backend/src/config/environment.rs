//! The environment variables that are this program's.

/// The prefix of this program's environment variables.
pub(super) const PREFIX: &str = "PSE__";

/// Returns the environment variables of this process that begin with `PSE__`, with their values.
#[must_use]
pub fn process_environment() -> Vec<(String, String)> {
    pse_settings::process_environment(PREFIX)
}
