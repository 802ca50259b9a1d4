//! The bank list: asked at most once per day of Bogotá and site, shared by everybody.
//!
//! - [`list`]: a list as it is served
//! - [`lists`]: having one: today's, else the last one, else asking the provider
//! - `backoff`: how long a provider that gave none is not asked again

pub mod list;
pub mod lists;

mod backoff;
