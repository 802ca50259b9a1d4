//! pgbench, PostgreSQL's own load generator, with its statements prepared once for each connection (`-M prepared`).

use std::process::Stdio;

use tokio::process::Command;

use super::Database;
use super::script::Script;
use crate::failure::Failure;
use crate::programs::Folder;

/// How much pgbench is to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amount {
    /// Connections, each with a client.
    pub(crate) clients: usize,
    /// Transactions of each client.
    pub(crate) each: usize,
    /// How often the script stands in a transaction: more than once in one commit of all.
    pub(crate) batch: usize,
    /// The number of the first transaction.
    pub(crate) first: u32,
}

/// Runs the script and returns how often it was done in a second.
pub(crate) async fn rate(
    database: &Database,
    folder: &Folder,
    script: &Script,
    amount: Amount,
) -> Result<f64, Failure> {
    let file = folder.join("script.sql");
    std::fs::write(&file, script.text(amount.batch))?;
    let own = amount.each.saturating_mul(amount.batch);
    // Each client counts from one on.
    let numbers = [("i", 0), ("first", i64::from(amount.first) - 1), ("each", i64::try_from(own)?)];
    let mut command = Command::new(database.program("pgbench"));
    command.args(["-n", "-M", "prepared", "-f"]).arg(&file);
    command.args(["-c", &amount.clients.to_string(), "-j", &amount.clients.min(2).to_string()]);
    command.args(["-t", &amount.each.to_string()]);
    for (name, number) in numbers {
        command.args(["-D", &format!("{name}={number}")]);
    }
    for (name, value) in &script.values {
        command.args(["-D", &format!("{name}={value}")]);
    }
    // As the store's connections, which are in use for longer, it plans each statement once.
    command.env("PGOPTIONS", "-c plan_cache_mode=force_generic_plan");
    command.arg(database.url()).stdin(Stdio::null()).kill_on_drop(true);
    let output = command.output().await.map_err(|error| format!("cannot run pgbench: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let rate = transactions(&said).filter(|_| output.status.success());
    let Some(rate) = rate else {
        let error = String::from_utf8_lossy(&output.stderr);
        let last: Vec<&str> = error.lines().rev().take(4).collect();
        return Err(format!("pgbench: {}", last.join(" / ")).into());
    };
    Ok(rate * amount.batch as f64)
}

/// Transactions in a second, without the time that connections took; `None` where it does not say so or some failed.
fn transactions(said: &str) -> Option<f64> {
    let after = |name: &str| said.lines().find_map(|line| line.strip_prefix(name));
    if after("number of failed transactions: ").is_some_and(|failed| !failed.starts_with("0 ")) {
        return None;
    }
    after("tps = ")?.split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_read_only_where_nothing_failed() {
        let said = |failed| {
            format!(
                "number of failed transactions: {failed} (0.000%)\nlatency average = 2 ms\n\
                 tps = 812.5 (without initial connection time)\n"
            )
        };
        assert_eq!(transactions(&said(0)), Some(812.5));
        assert_eq!(transactions(&said(3)), None);
        assert_eq!(transactions(""), None);
    }
}
