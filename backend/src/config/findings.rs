//! What is no mistake but seldom meant: said by `check`, and once at the start.

use super::Config;

const UNNAMED_PROXY: &str = "server.public_url is https, so a proxy stands before this service, and server.trusted_proxies names none: every buyer would have the proxy's address and share one rate limit, or none with a proxy on this machine. Name the proxy";

/// What an operator should look at in a configuration that the service takes.
#[must_use]
pub fn findings(config: &Config) -> Vec<&'static str> {
    let unnamed_proxy = config.server.has_unnamed_proxy().then_some(UNNAMED_PROXY);
    unnamed_proxy.into_iter().collect()
}
