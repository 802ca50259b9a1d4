//! Content that never changes while the process runs, as it travels.
//!
//! - [`kept`]: compressed once and kept, with its `ETag`
//! - [`encoding`]: which encoding a client takes

pub mod encoding;
pub mod kept;
