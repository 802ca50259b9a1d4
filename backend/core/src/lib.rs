//! The service's core: payments, checkouts and bank lists, and the two ports through which they reach a
//! provider and a store. It knows no protocol, no database and no web server; of this project's crates it uses
//! `pse-shared` alone.
//!
//! - [`time`]: the clock, the calendar of Bogotá, times moved
//! - [`text`]: texts that others wrote, on one line
//! - [`masking`]: what must not be read, covered in what others wrote
//! - [`net`]: which addresses a browser may be sent to, and which pages may embed the widget
//! - [`model`]: what is kept
//! - [`alerts`]: what an operator must know
//! - [`ports`]: what the core needs of a provider and of a store
//! - [`banks`]: bank lists
//! - [`payments`]: the states of a payment, starting one, asking how it stands
//! - [`checkouts`]: what makes an order valid, and what is read of it

pub mod alerts;
pub mod banks;
pub mod checkouts;
pub mod masking;
pub mod model;
pub mod net;
pub mod payments;
pub mod ports;
pub mod text;
pub mod time;
