//! `[sandbox]`: the simulated provider inside this process.

use std::net::SocketAddr;

use super::addresses::{socket, truth};
use super::reader::Reported;
use super::section::{Form, Section};

/// `[sandbox]`, when it is on.
#[derive(Debug, Clone)]
pub struct SandboxConfig {
    /// Where it listens; port 0 lets the system choose.
    pub listen: SocketAddr,
}

impl SandboxConfig {
    /// `default` is whether it is on when nobody says so.
    pub(super) fn read(section: Section<'_>, default: bool) -> Result<Option<Self>, Reported> {
        let enabled = section.or_default("enabled", &default.to_string(), Form::Boolean, truth);
        let listen = section.or_default("listen", "127.0.0.1:8081", Form::Text, socket);
        section.close();
        let listen = listen?;
        Ok(enabled?.then_some(Self { listen }))
    }
}
