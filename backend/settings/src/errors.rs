//! What is wrong in a configuration: where it was written, which key, and why.

use std::fmt;
use std::path::{Path, PathBuf};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A line of the configuration file.
    File {
        /// The file, as it was named.
        path: PathBuf,
        /// The line's number in the file, counted from 1.
        line: usize,
    },
    /// An environment variable, by its name.
    Variable(String),
    /// The key's default: nobody wrote a value.
    Default,
}

impl Source {
    /// Returns where a file is that a value names: a relative name counts from the configuration file's folder, in a
    /// variable from the working directory.
    pub(crate) fn place_of(&self, name: &str) -> PathBuf {
        match self {
            Self::File { path, .. } => path.parent().unwrap_or(Path::new("")).join(name),
            Self::Variable(_) | Self::Default => name.into(),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Default => f.write_str("default"),
        }
    }
}

/// One mistake. Never carries a secret's value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}{reason}", Place(.source_of_value), Key(.key))]
pub struct ConfigError {
    /// Where the value was written.
    pub source_of_value: Source,
    /// The key, dotted (`lamp.turn`); empty when it is the whole file.
    pub key: String,
    /// What is wrong, in words for the operator.
    pub reason: String,
}

/// Every mistake found, in the order of reading; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl std::error::Error for ConfigErrors {}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} mistake{} in the configuration", if count == 1 { "" } else { "s" })?;
        for error in &self.0 {
            write!(f, "\n  {error}")?;
        }
        Ok(())
    }
}

/// Nobody wrote a default, so it has no place to look at.
struct Place<'a>(&'a Source);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Source::Default => Ok(()),
            Source::File { .. } | Source::Variable(_) => write!(f, "{}: ", self.0),
        }
    }
}

struct Key<'a>(&'a str);

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "{}: ", self.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_reads_as_place_key_and_reason() {
        let errors = ConfigErrors(vec![
            ConfigError {
                source_of_value: Source::File { path: "app.toml".into(), line: 12 },
                key: "lamp.turn".to_owned(),
                reason: "no port".to_owned(),
            },
            ConfigError {
                source_of_value: Source::Variable("APP__LAMP__HOURS".to_owned()),
                key: "lamp.hours".to_owned(),
                reason: "zero".to_owned(),
            },
            ConfigError {
                source_of_value: Source::File { path: "app.toml".into(), line: 1 },
                key: String::new(),
                reason: "not TOML".to_owned(),
            },
            ConfigError {
                source_of_value: Source::Default,
                key: "keepers".to_owned(),
                reason: "missing".to_owned(),
            },
        ]);
        assert_eq!(
            errors.to_string(),
            "4 mistakes in the configuration\n  \
             app.toml:12: lamp.turn: no port\n  \
             APP__LAMP__HOURS: lamp.hours: zero\n  \
             app.toml:1: not TOML\n  \
             keepers: missing"
        );
    }
}
