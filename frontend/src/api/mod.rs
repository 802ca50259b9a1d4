//! The backend's API as the widget calls it; the only place that touches the network.
//!
//! - [`call`]: the requests
//! - [`read`]: JSON into the API's types, through the browser's own parser
//! - [`trouble`]: what can go wrong

pub mod call;
pub mod read;
pub mod trouble;
