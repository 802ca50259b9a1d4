//! What is logged: a level, or directives for each part of the program.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

/// Parses a log level (`info`) or log directives (`info,pse_backend=debug`).
///
/// # Errors
/// What is malformed in the text.
pub fn parse(text: &str) -> Result<EnvFilter, ParseError> {
    EnvFilter::builder().parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read_and_nonsense_is_not() {
        for good in ["info", "off", "warn,pse_backend=debug,hyper=error"] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in ["pse_backend=loud", "info,a=b=c"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
