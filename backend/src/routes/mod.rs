//! The HTTP API and the pages. One file answers one endpoint.
//!
//! - [`endpoints`]: which file answers which path, and its description
//! - [`router`]: what lies around them
//! - [`description`]: the API described, for programs and for people
//! - [`http`]: what requests have in common: bodies, problems, keys, origins, rates
//! - [`api`]: what widgets and merchants' servers call
//! - [`pay`]: the same payment as pages that need no script
//! - [`site`]: the widget's files, the demo shop, and this API described
//! - [`operator`]: health and metrics

pub mod api;
pub mod description;
pub mod endpoints;
pub mod http;
pub mod operator;
pub mod pay;
pub mod router;
pub mod site;
