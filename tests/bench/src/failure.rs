//! Why a measurement cannot be made.

/// Any error: it is printed in the figure's line.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;
