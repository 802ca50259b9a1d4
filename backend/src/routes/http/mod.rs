//! What all requests and responses share.
//!
//! - [`state`]: what every route can reach
//! - [`api_error`], [`sentence`], [`accept_language`]: errors, what they say, and in which language
//! - [`path_text`], [`moved_headers`], [`body`], [`idempotency`]: what requests carry
//! - [`auth`], [`merchant_keys`], [`visitor`], [`client_ip`], [`cors`], [`refused_origins`]: who calls, and from where
//! - [`rate`], [`quota`]: how often
//! - [`demo_host`]: by which name the demo is reached
//! - [`around`], [`in_time`]: layers that cost little
//! - [`layers`], [`measure`]: what is done to every answer, and how long it took

pub mod accept_language;
pub mod api_error;
pub mod around;
pub mod auth;
pub mod body;
pub mod client_ip;
pub mod cors;
pub mod demo_host;
pub mod idempotency;
pub mod in_time;
pub mod layers;
pub mod measure;
pub mod merchant_keys;
pub mod moved_headers;
pub mod path_text;
pub mod quota;
pub mod rate;
pub mod refused_origins;
pub mod sentence;
pub mod state;
pub mod visitor;
