//! What a verb ends in: what the program prints, and its exit status: 0 done, 1 refused or found.

use std::fmt::{Display, Write};

use pse_store_tools::ToolError;
use serde::Serialize;

/// What the program prints, and whether it is what was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// For standard output.
    pub output: String,
    /// For standard error.
    pub errors: String,
    /// Whether the exit status is 0.
    pub is_success: bool,
}

/// What was wanted is done.
#[must_use]
pub const fn success(output: String) -> Ending {
    Ending { output, errors: String::new(), is_success: true }
}

/// Nothing is done, and why.
#[must_use]
pub fn refused(why: &str) -> Ending {
    Ending { output: String::new(), errors: format!("{}\n", why.trim_end()), is_success: false }
}

/// A whole check of a store has ended: what it found, a line each. `beside` is what is to be said where it is whole.
#[must_use]
pub fn found(store: impl Display, findings: &[String], beside: &str) -> Ending {
    let mut output = String::new();
    for finding in findings {
        // Writing into a text cannot fail.
        let _ = writeln!(output, "{finding}");
    }
    if findings.is_empty() {
        return success(format!("{store} is whole{beside}\n"));
    }
    Ending { output, errors: format!("{store}: {} found\n", findings.len()), is_success: false }
}

/// A result as JSON.
///
/// # Errors
/// When it cannot be written.
pub fn json(result: &impl Serialize) -> Result<Ending, ToolError> {
    let json = serde_json::to_string_pretty(result);
    json.map(|json| success(format!("{json}\n"))).map_err(|error| ToolError(error.to_string()))
}
