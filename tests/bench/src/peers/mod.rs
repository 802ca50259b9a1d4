//! The other sides that are written here: bare servers, each a process of its own, that do the least that has to be done.
//! Started by `programs::peer` as `pse-bench peer <kind> <address> …`; each also answers at `/ready`.
//!
//! - [`bytes`]: the same bytes for everybody
//! - [`point_read`]: one prepared point read, then bytes
//! - [`streams`]: event streams that stay open
//! - [`receiver`]: a merchant's server that takes notifications
//! - [`provider`]: a provider of which every payment is pending

mod bytes;
mod point_read;
mod provider;
mod receiver;
mod streams;

use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::failure::Failure;

/// Runs a peer until it is ended.
pub(crate) async fn run(kind: &str, address: &str, arguments: &[String]) -> Result<(), Failure> {
    let routes = match (kind, arguments) {
        ("bytes", [file]) => bytes::routes(std::fs::read(file)?),
        ("point-read", [database, file]) => {
            point_read::routes(database.into(), std::fs::read(file)?)
        }
        ("streams", [file]) => streams::routes(std::fs::read_to_string(file)?),
        ("receiver", []) => receiver::routes(),
        ("provider", [latency, first_due, apart]) => {
            provider::routes(latency.parse()?, first_due.parse()?, apart.parse()?)
        }
        _ => return Err(format!("no such peer: {kind} {arguments:?}").into()),
    };
    let routes: Router = routes.route("/ready", get(async || "ready"));
    let listener = TcpListener::bind(address).await?;
    axum::serve(listener, routes).await?;
    Ok(())
}
