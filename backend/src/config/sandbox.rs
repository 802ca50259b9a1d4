//! `[sandbox]`: the simulated provider inside this process.

use std::net::SocketAddr;

use pse_settings::{Key, Reported, Section, kinds};

/// The section `[sandbox]`, when it is enabled: the simulated provider inside this process.
#[derive(Debug, Clone)]
pub struct SandboxConfig {
    /// The address the sandbox listens on; port 0 lets the system choose.
    pub listen: SocketAddr,
}

impl SandboxConfig {
    /// Reads the section; `default` says whether the sandbox is enabled when `enabled` is not written.
    pub(super) fn read(section: Section<'_>, default: bool) -> Result<Option<Self>, Reported> {
        let enabled = section.or_derived(
            Key::new(
                "enabled",
                kinds::switch(),
                "Whether the simulated provider inside this process runs",
            ),
            "`true` where a provider has no `endpoint`, else `false`",
            &default.to_string(),
        );
        let listen = section.or_default(
            Key::new(
                "listen",
                kinds::socket(),
                "Where the sandbox listens; port 0 lets the system choose",
            ),
            "127.0.0.1:8081",
        );
        section.close();
        let listen = listen?;
        Ok(enabled?.then_some(Self { listen }))
    }
}
