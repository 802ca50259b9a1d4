//! The HTTP client: one POST for one call, never sent again by itself.
//!
//! | file | holds |
//! |---|---|
//! | `config` | where to, and how long at most |
//! | `calls` | the four operations |
//! | `exchange` | one POST and its answer, within a time and a size |
//! | `server_date` | the server's clock by the headers of its answer |
//! | `page` | what came instead of an answer |
//! | `redirect` | where a redirect leads, without what may be secret |
//! | `error` | what a caller can do about a call without an answer |

mod calls;
mod config;
mod error;
mod exchange;
mod page;
mod redirect;
mod server_date;
#[cfg(test)]
mod tests;

pub use calls::{Answer, Client};
pub use config::{ClientConfig, ClientError};
pub use error::{CallError, CallErrorKind};
