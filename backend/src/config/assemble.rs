//! The sections put together: what one of them makes the default of another.

use super::reader::Reported;
use super::section::Section;
use super::sites::demo;
use super::tree::{Node, Table, Value};
use super::{
    AlertsConfig, Config, ProbeConfig, ProviderConfig, SandboxConfig, ServerConfig, Sites, Source,
    StoreConfig, safety,
};

/// `sites` is what is written of them, taken out of the tree; `sites_in_file` whether
/// that is in the file.
pub(super) fn assemble(
    root: &Section<'_>,
    sites: Option<Node>,
    sites_in_file: bool,
) -> Result<Config, Reported> {
    root.given("sites");
    let server = root.section("server").and_then(ServerConfig::read);
    let store = root.section("store").and_then(StoreConfig::read);
    let provider = root.section("provider");
    let no_endpoint = provider.as_ref().is_ok_and(|section| section.given("endpoint").is_none());
    let sandbox = root.section("sandbox").and_then(|it| SandboxConfig::read(it, no_endpoint));
    let sandbox_on = !matches!(sandbox, Ok(None));
    let provider = provider.and_then(|section| ProviderConfig::read(section, sandbox_on));
    let probe = root.section("probe").and_then(ProbeConfig::read);
    let alerts = root.section("alerts").and_then(AlertsConfig::read);
    if let (Ok(server), Ok(Some(sandbox))) = (&server, &sandbox)
        && server.listen == sandbox.listen
        && server.listen.port() != 0
    {
        let reason = "is server.listen too; each needs its own".to_owned();
        root.reader.report_setting("sandbox.listen", reason);
    }

    let sandboxed = provider.as_ref().is_ok_and(|provider| provider.endpoint.is_sandbox());
    let is_demo = sandboxed && !sites_in_file && sites.as_ref().is_none_or(is_demo_alone);
    let written = match &server {
        Ok(server) if is_demo => Some(over_demo(sites, server)),
        Ok(_) | Err(_) => sites,
    };
    // Whether a site is missing is known only when the rest is right.
    let sites = match (written, &server, &provider) {
        (Some(node), _, _) => root.section_at("sites", &node).and_then(|it| Sites::read(&it)),
        (None, Ok(_), Ok(_)) => {
            let reason = "is missing: no site is configured; write a section [sites.<name>]";
            Err(root.reader.report(&root.source, "sites", reason.to_owned()))
        }
        (None, Err(reported), _) | (None, _, Err(reported)) => Err(*reported),
    };
    safety::Parts {
        reader: root.reader,
        server: server.as_ref().ok(),
        probe: probe.as_ref().ok(),
        sandbox: sandbox.as_ref().ok().and_then(Option::as_ref),
        sites: sites.as_ref().ok(),
    }
    .check(provider.as_ref().ok().map(|provider| &provider.endpoint));
    let sites = sites?;
    let demo = is_demo.then(|| sites.first().name.clone());
    Ok(Config {
        server: server?,
        store: store?,
        provider: provider?,
        probe: probe?,
        sandbox: sandbox?,
        alerts: alerts?,
        sites,
        demo,
    })
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
fn over_demo(sites: Option<Node>, server: &ServerConfig) -> Node {
    let mut table = match sites.map(|node| node.value) {
        Some(Value::Table(table)) => table,
        _ => Table::default(),
    };
    table.underlay(demo::written(&server.public_url));
    Node { source: Source::Default, value: Value::Table(table) }
}
