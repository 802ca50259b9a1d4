//! The programs that a run starts, each on a free port of this machine and in a folder of its own; all are ended with it.
//!
//! - [`process`]: a program with whatever it starts in turn
//! - [`folder`]: a folder that is removed afterwards
//! - [`address`]: free ports, and waiting for an answer
//! - [`service`], [`sandbox`]: the programs measured; `built`: where they are
//! - [`peer`]: this very program as the other side
//! - [`nginx`], [`php`]: what a merchant would use instead
//! - [`slow_disk`]: the library that makes every sync slower

pub(crate) mod address;
mod built;
pub(crate) mod folder;
pub(crate) mod nginx;
pub(crate) mod peer;
pub(crate) mod php;
pub(crate) mod process;
pub(crate) mod sandbox;
pub(crate) mod service;
pub(crate) mod slow_disk;

pub(crate) use folder::Folder;
pub(crate) use peer::Peer;
pub(crate) use process::Process;
pub(crate) use sandbox::Sandbox;
pub(crate) use service::Service;
