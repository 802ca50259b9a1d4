//! B10, B11, B12 and item 5: the widget in a browser, as one tag and as the HTML that the service writes, beside Adyen Web and
//! beside the same first screen written by hand in JavaScript. Measured by `tests/bench/browser`, which tells its rows in JSON.

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Command;

use crate::failure::Failure;
use crate::programs::{Folder, Sandbox, Service};
use crate::run::Run;
use crate::table::{Row, told};

/// Rounds of the full form: with five sides on three lines, as many as six minutes hold.
const ROUNDS: usize = 7;

/// What a line begins with that holds a row.
const MARK: &str = "row ";
/// What a line begins with that names a setting.
const SETTING: &str = "setting ";

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("widget")?;
    let sandbox = Sandbox::start(&folder).await?;
    let service = Service::fresh(&folder, &sandbox).await?;
    let rounds = if run.scale.short { 1 } else { ROUNDS };
    let mut child = Command::new("node")
        .args(["tests/bench/browser/bench.mjs", "--service", &service.url("")])
        .arg(rounds.to_string())
        .stdout(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let output = child.stdout.take().ok_or("node says nothing")?;
    let mut lines = BufReader::new(output).lines();
    let mut rows = Vec::new();
    while let Some(line) = lines.next_line().await? {
        if let Some(row) = line.strip_prefix(MARK) {
            rows.push(told::row(row)?);
        } else if let Some(setting) = line.strip_prefix(SETTING) {
            run.setting(setting);
        } else {
            println!("{line}");
        }
    }
    if !child.wait().await?.success() {
        return Err("the browser's part failed".into());
    }
    Ok(rows)
}
