//! The pages the service itself shows people: plain HTML that needs no script.
//!
//! - [`answer`]: renders a template as a response, under an exact policy
//! - [`locale`]: the language a page is in
//! - [`look`]: what a page shows of a merchant's own picture and colours
//! - [`date_time`]: dates and times in each language
//! - [`form`], [`controls`]: the form, whose rules are in [`pse_shared::form`]
//! - [`submitted_form`]: the form as a browser sends it
//! - [`outcome`]: the state of a payment; [`notice`]: a page with one message
//! - [`assets`]: style sheets and icon
//! - [`reference`]: the API's reference for people

pub mod answer;
pub mod assets;
pub mod controls;
pub mod date_time;
pub mod form;
pub mod locale;
pub mod look;
pub mod notice;
pub mod outcome;
pub mod reference;
pub mod submitted_form;
