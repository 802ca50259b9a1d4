//! The pages the service itself shows people: plain HTML that needs no script.
//!
//! - [`answer`]: a template becomes an answer, under an exact policy
//! - [`speech`], [`words`]: the language a page is in, and what the pages alone say
//! - [`pesos`], [`moment`]: amounts and moments
//! - [`step`]: which page a checkout belongs on
//! - [`filled`]: what the buyer wrote; [`form`], [`fields`]: where it was written
//! - [`outcome`]: how a payment stands; [`notice`]: everything else there is to say
//! - [`assets`]: style sheets and icon
//! - [`reference`]: the API's reference for people

pub mod answer;
pub mod assets;
pub mod fields;
pub mod filled;
pub mod form;
pub mod moment;
pub mod notice;
pub mod outcome;
pub mod pesos;
pub mod reference;
pub mod speech;
pub mod step;
pub mod words;
