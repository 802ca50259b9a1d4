//! Why one of the operator's tools could not do its work.

/// Why an operator's tool could not do its work, for the operator: what is wrong, and what to do. Nothing is half done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ToolError(pub String);
