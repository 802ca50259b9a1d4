//! Connections and event streams of clients that mean well, are slow, or are many.
//!
//! - [`accept`]: accepts connections until the stop
//! - [`one_connection`]: one of them; `watched_io`, `watched_body`: its bytes, and how far they are; `named_host`: which
//!   requests name no host, or two
//! - [`progress`]: how far a connection is in its request, and whether it is to end
//! - [`table`]: the open ones, bounded; `longest_idle`: which makes room; `overdue`: which takes too long
//! - [`streams`]: the open event streams, bounded; [`event_stream`]: which answers are one
//! - [`bounds`]: how many, and how long; [`descriptors`]: how many the system allows
//! - [`closings`]: why connections were ended; [`network`]: whose are counted together

pub mod accept;
pub mod bounds;
pub mod closings;
pub mod descriptors;
pub mod event_stream;
pub mod network;
pub mod progress;
pub mod streams;
pub mod table;

mod longest_idle;
mod named_host;
mod one_connection;
mod overdue;
mod watched_body;
mod watched_io;
