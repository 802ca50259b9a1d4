//! The pages: PSE, the banks, the mailbox and the start page. Server-rendered, no
//! JavaScript; what a buyer types is escaped by the templates.
//!
//! - [`routes`]: their paths and what every one of them is sent with
//! - [`page`]: from a template to an answer
//! - [`assets`]: style sheet and icon
//! - [`summary`]: what of a payment is shown
//! - [`notice`]: pages that only say something
//! - [`start`], [`start_world`]: what there is
//! - [`entrance`]: the address of a payment's page at PSE
//! - [`pse`], [`pse_form`]: PSE's page
//! - [`visit`]: a buyer's visit at a bank
//! - [`bank`], [`bank_journey`]: a bank's page
//! - [`network`]: the cooperative network's portal
//! - [`registration`]: PSE's registration
//! - [`form`]: forms, their fields and errors
//! - [`mailbox`]: the messages

mod assets;
mod bank;
mod bank_journey;
mod entrance;
mod form;
mod mailbox;
mod network;
mod notice;
mod page;
mod pse;
mod pse_form;
mod registration;
mod routes;
mod start;
mod start_world;
mod summary;
mod visit;

pub(crate) use routes::routes;
