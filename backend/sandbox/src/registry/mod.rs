//! PSE's registration: who is registered, and who is registering right now.
//!
//! - [`registrations`]: who is registered
//! - [`session`]: one visitor's way through the registration

mod registrations;
mod session;

pub(crate) use registrations::{Duplicate, Proof, ProofError, Registrations};
pub(crate) use session::{
    Finished, Procedure, RegistrationSession, RegistrationSessions, RegistrationStep,
};
