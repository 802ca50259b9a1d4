//! How a command of this program reaches the service that has the store: a Unix socket beside the store's file, for the
//! file's owner alone. Each line is one request in JSON, each answer one line.
//!
//! - [`request`]: what can be asked, and the answers
//! - [`carry_out`]: doing it, whoever asks
//! - [`address`]: where the socket is, also where its path is too long for a socket
//! - [`listen`]: the service's end: made, replaced where a killed process left it, removed
//! - [`serve`]: whoever may ask is answered
//! - [`ask`]: the command's end

pub mod address;
pub mod ask;
pub mod carry_out;
pub mod listen;
pub mod request;
pub mod serve;
