//! SOAP, and the service's structures in it.
//!
//! | file | holds |
//! |---|---|
//! | `envelope` | envelope and body around one element, both ways |
//! | `fault` | a fault, both ways |
//! | `structure` | how a structure's fields are written and read, whatever they are |
//! | `fields` | the fields of every structure, each named once |

mod envelope;
mod fault;
mod fields;
mod structure;

pub(crate) use envelope::{read, write};
pub(crate) use fault::{FAULT, read_fault, write_fault};
pub(crate) use structure::{Structure, read_structure, take, write_items, write_structure};
