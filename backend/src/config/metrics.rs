//! `[metrics]`: where Prometheus reads figures, apart from what buyers reach.

use std::net::SocketAddr;

use pse_settings::{Key, Reported, Section, kinds};
use secrecy::SecretString;

/// The fewest characters of a token.
const SHORTEST_TOKEN: usize = 16;
/// The longest token accepted.
const LONGEST_TOKEN: usize = 200;

/// The section `[metrics]`: where Prometheus reads figures.
#[derive(Debug, Clone)]
pub struct MetricsConfig {
    /// The address the metrics are served on; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// Whether somebody wrote the address: then the service does not start without it.
    pub listen_is_written: bool,
    /// What Prometheus must send as `Authorization: Bearer …`; `None` when it need send nothing.
    pub bearer: Option<SecretString>,
}

impl MetricsConfig {
    pub(super) fn read(section: Section<'_>) -> Result<Self, Reported> {
        let listen_is_written = section.is_given("listen");
        let listen = section.or_default(
            Key::new(
                "listen",
                kinds::socket(),
                "Where `/metrics` is served, apart from what buyers reach; port 0 lets the system choose",
            ),
            "127.0.0.1:9464",
        );
        let token = section.secret(Key::new(
            "token",
            kinds::text_up_to(LONGEST_TOKEN).only_if(token),
            "What Prometheus must send as `Authorization: Bearer …`; required where `listen` is not on loopback",
        ));
        if let (Ok(listen), Ok(None)) = (&listen, &token)
            && !listen.ip().to_canonical().is_loopback()
        {
            section
                .refuse("token", "is missing: metrics.listen can be reached from other machines");
        }
        section.close();
        Ok(Self { listen: listen?, listen_is_written, bearer: token? })
    }
}

fn token(text: &str) -> Result<(), String> {
    if !text.chars().all(|char| char.is_ascii_graphic()) {
        return Err("must be visible ASCII without blanks".to_owned());
    }
    if text.len() < SHORTEST_TOKEN {
        return Err(format!("has fewer than {SHORTEST_TOKEN} characters"));
    }
    Ok(())
}
