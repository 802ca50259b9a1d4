//! The client against servers of a few lines on loopback.
//!
//! | file | holds |
//! |---|---|
//! | `stand_in` | such a server, and a client of it |
//! | `sending` | what is sent, and answers |
//! | `refusing` | answers that are none |
//! | `breaking` | connections that do not come about, hang or break |

mod breaking;
mod refusing;
mod sending;
mod stand_in;
