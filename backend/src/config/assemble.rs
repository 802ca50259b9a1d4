//! Reads all sections together: a value of one can be the default of another.

use std::net::SocketAddr;

use pse_settings::tree::{Node, Table, Value};
use pse_settings::{Reported, Section};

use super::providers::ProviderSections;
use super::sites::demo;
use super::{
    AlertsConfig, Config, MetricsConfig, ProbeConfig, ProvidersConfig, SandboxConfig, ServerConfig,
    Sites, Source, StoreConfig, safety,
};

/// Reads all sections into a [`Config`]. `sites` is the part of the tree about sites, taken out of it; `sites_in_file`
/// says whether the file has it.
pub(super) fn assemble(
    root: &Section<'_>,
    sites: Option<Node>,
    sites_in_file: bool,
) -> Result<Config, Reported> {
    root.also_known("sites");
    let server = root
        .section("server", "Where the service listens and how it is reached")
        .and_then(ServerConfig::read);
    let store = root.section("store", "Where payments are kept").and_then(StoreConfig::read);
    let providers = ProviderSections::open(root);
    let needed = providers.as_ref().is_ok_and(ProviderSections::need_sandbox);
    let sandbox = root
        .section("sandbox", "The simulated provider inside this process")
        .and_then(|it| SandboxConfig::read(it, needed));
    let sandbox_on = !matches!(sandbox, Ok(None));
    let providers = providers.and_then(|sections| sections.read(sandbox_on));
    let probe = root
        .section("probe", "When the provider is asked about payments that are not final")
        .and_then(ProbeConfig::read);
    let alerts = root.section("alerts", "Where operators are told").and_then(AlertsConfig::read);
    let metrics = root
        .section("metrics", "Where figures for Prometheus are served")
        .and_then(MetricsConfig::read);
    let sandbox_listen = sandbox.as_ref().ok().and_then(Option::as_ref).map(|it| it.listen);
    let listening = [
        ("server.listen", server.as_ref().ok().map(|it| it.listen)),
        ("sandbox.listen", sandbox_listen),
        ("metrics.listen", metrics.as_ref().ok().map(|it| it.listen)),
    ];
    refuse_the_same(root, listening);

    let sandboxed = providers.as_ref().is_ok_and(ProvidersConfig::are_sandboxes);
    let is_demo = sandboxed && !sites_in_file && sites.as_ref().is_none_or(is_demo_alone);
    let written = match (&server, &providers) {
        (Ok(server), Ok(providers)) if is_demo => Some(over_demo(sites, server, providers)),
        (Ok(_) | Err(_), _) => sites,
    };
    // Whether a site is missing is known only when the rest is right.
    let sites = match (written, &server, &providers) {
        (Some(node), _, _) => root
            .section_at("sites", "The merchants this service takes payments for", &node)
            .and_then(|it| Sites::read(&it, providers.as_ref().ok())),
        (None, Ok(_), Ok(_)) => {
            let reason = "is missing: no site is configured; write a section [sites.<name>]";
            Err(root.absent("sites", reason))
        }
        (None, Err(reported), _) | (None, _, Err(reported)) => Err(*reported),
    };
    safety::SafetyRules {
        root,
        server: server.as_ref().ok(),
        probe: probe.as_ref().ok(),
        sandbox: sandbox.as_ref().ok().and_then(Option::as_ref),
        providers: providers.as_ref().ok(),
        sites: sites.as_ref().ok(),
    }
    .check();
    let sites = sites?;
    let demo = is_demo.then(|| sites.first().name.clone());
    Ok(Config {
        server: server?,
        store: store?,
        providers: providers?,
        probe: probe?,
        sandbox: sandbox?,
        alerts: alerts?,
        metrics: metrics?,
        sites,
        demo,
        warnings: Vec::new(),
    })
}

/// No two listen on the same address, unless the system chooses each one's port.
fn refuse_the_same(root: &Section<'_>, listening: [(&str, Option<SocketAddr>); 3]) {
    for (at, (key, address)) in listening.iter().enumerate() {
        let before = listening.iter().take(at);
        let Some(address) = address.filter(|address| address.port() != 0) else { continue };
        if let Some((first, _)) = before.clone().find(|(_, other)| *other == Some(address)) {
            root.refuse(key, format!("is {first} too; each needs its own"));
        }
    }
}

/// Whether variables touch the demo site and no other.
fn is_demo_alone(sites: &Node) -> bool {
    match &sites.value {
        Value::Table(table) => table.iter().all(|(name, _)| name == demo::NAME),
        Value::Text(_)
        | Value::Variable(_)
        | Value::Number(_)
        | Value::Boolean(_)
        | Value::List(_)
        | Value::Other(_) => false,
    }
}

/// The demo site, under what variables say of it.
fn over_demo(sites: Option<Node>, server: &ServerConfig, providers: &ProvidersConfig) -> Node {
    let mut table = match sites.map(|node| node.value) {
        Some(Value::Table(table)) => table,
        _ => Table::default(),
    };
    table.underlay(demo::written(&server.public_url, providers));
    Node { source: Source::Default, value: Value::Table(table) }
}
