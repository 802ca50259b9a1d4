//! A line of the table as the terminal shows it.

use super::Row;
use super::row::Content;

/// The line; in the short form it says that it is no result.
pub(crate) fn line(row: &Row, short: bool) -> String {
    let verdict = row.verdict();
    let told = match &row.content {
        Content::Measured { value, sides, target } => {
            let target = target.map(|target| format!(", target {}", target.shown(value.unit)));
            let sides = if sides.is_empty() {
                String::new()
            } else {
                format!("   [{}]", sides.join(" · "))
            };
            format!("{}{}: {verdict}{sides}", value.shown(), target.unwrap_or_default())
        }
        Content::NotBuilt(_) | Content::Failed(_) => verdict,
    };
    let mark = if short { "  «not a result»" } else { "" };
    format!("  {:4} {:58} {told}{mark}", row.figure, row.what)
}
