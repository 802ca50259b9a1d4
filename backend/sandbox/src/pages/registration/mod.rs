//! PSE's registration: who and what for, the proof, the form, and what came of it.
//!
//! - [`open`]: the way in
//! - [`show`]: the page a visitor is on
//! - [`submit`]: what a visitor sent
//! - [`fields`]: the fields of each page
//! - [`read`]: what the form says, and what is wrong with it
//! - [`terms`]: «Ver más»

mod fields;
mod open;
mod read;
mod show;
mod submit;
mod terms;

pub(super) use fields::document_types;
pub(super) use open::{begin, open, persona_of};
pub(super) use show::show;
pub(super) use submit::submit;
pub(super) use terms::terms;
