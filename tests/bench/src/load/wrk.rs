//! wrk, a load generator: one thread, 32 connections.

use std::path::Path;
use std::time::Duration;

use tokio::process::Command;

use crate::failure::Failure;

/// How wrk is called, for the list of settings.
pub(crate) const SETTING: &str = "reads under load: wrk with 1 thread and 32 connections";

/// Requests in a second that an address bears.
pub(crate) async fn rate(url: &str, time: Duration) -> Result<f64, Failure> {
    run(url, time, None).await
}

/// Requests in a second that a server bears for these paths in turn; the script that asks for them is written into the
/// folder.
pub(crate) async fn rate_of_paths(
    address: &str,
    paths: &[String],
    time: Duration,
    folder: &Path,
) -> Result<f64, Failure> {
    let script = folder.join("paths.lua");
    let list: Vec<String> = paths.iter().map(|path| format!("{path:?}")).collect();
    std::fs::write(
        &script,
        format!(
            "local paths, requests, turn = {{{}}}, {{}}, 0\n\
             function init()\n  for i, path in ipairs(paths) do requests[i] = wrk.format('GET', path) end\nend\n\
             function request()\n  turn = turn % #requests + 1\n  return requests[turn]\nend\n",
            list.join(", ")
        ),
    )?;
    run(&format!("http://{address}/"), time, Some(&script)).await
}

async fn run(url: &str, time: Duration, script: Option<&Path>) -> Result<f64, Failure> {
    // wrk takes whole seconds.
    let seconds = time.as_secs().max(1);
    let mut command = Command::new("wrk");
    command.args(["-t1", "-c32", &format!("-d{seconds}s")]).kill_on_drop(true);
    if let Some(script) = script {
        command.arg("-s").arg(script);
    }
    let output = command.arg(url).output().await?;
    let text = String::from_utf8_lossy(&output.stdout);
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        return Err(format!("wrk met errors at {url}: {text}").into());
    }
    let rate = text.lines().find_map(|line| line.strip_prefix("Requests/sec:"));
    Ok(rate.ok_or_else(|| format!("wrk said: {text}"))?.trim().parse()?)
}
