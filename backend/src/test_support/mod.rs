//! What the tests of several modules share.
//!
//! - [`pictures`]: the beginnings of pictures
//! - [`test_app`]: the service before a provider that answers what it is told
//! - [`test_config`]: what an operator wrote, in a folder that is gone afterwards

pub(crate) mod pictures;
pub(crate) mod test_app;
pub(crate) mod test_config;
