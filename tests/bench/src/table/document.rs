//! The table as `docs/performance.md` has it: with the machine, the date and every setting.

use super::Row;
use super::row::Content;
use crate::machine::Machine;

const HEAD: &str = "# Performance

Every figure that is promised, beside its peer or limit: both sides in one run, interleaved, the median of all rounds and
in brackets the spread (least to most; 10th to 90th percentile from 20 samples on). A ratio is taken in each round.
`make bench-record` writes this file; the figures are explained in [CONTRIBUTING.md](../CONTRIBUTING.md) and, each, in the
first lines of its file in `tests/bench/src/figures`.
";

/// The whole document.
pub(crate) fn whole(rows: &[Row], settings: &[String], machine: &Machine) -> String {
    let mut text = format!("{HEAD}\n{}\n\n", machine.in_a_sentence());
    text.push_str("| | figure | measured | target | | made of |\n|---|---|---|---|---|---|\n");
    for row in rows {
        text.push_str(&line(row));
    }
    text.push_str("\n## Settings\n\n");
    for setting in settings {
        text.push_str(&format!("- {setting}\n"));
    }
    text
}

fn line(row: &Row) -> String {
    let (value, target, sides) = match &row.content {
        Content::Measured { value, sides, target } => (
            value.shown(),
            target.map(|target| target.shown(value.unit)).unwrap_or_default(),
            sides.join("; "),
        ),
        Content::NotBuilt(_) | Content::Failed(_) => (String::new(), String::new(), String::new()),
    };
    let cell = |text: &str| text.replace('|', "\\|");
    format!(
        "| {} | {} | {value} | {target} | {} | {} |\n",
        row.figure,
        cell(&row.what),
        cell(&row.verdict()),
        cell(&sides)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Target, Unit, Value};

    #[test]
    fn a_row_has_its_value_its_target_and_its_verdict() {
        let value = |number| Value::new([number].into_iter().collect(), Unit::Times);
        let row = Row::told("B1", "a | b", value(0.5))
            .side("ours", &value(1.0))
            .promised(Target::AtLeast(0.9));
        assert_eq!(
            line(&row),
            "| B1 | a \\| b | 0.50 × | ≥ 0.90 × | MISSED by 0.40 × (44 %) | ours 1.00 × |\n"
        );
        let missing = Row::not_built("B6", "PostgreSQL", "there is no such store");
        assert_eq!(
            line(&missing),
            "| B6 | PostgreSQL |  |  | not built yet: there is no such store |  |\n"
        );
    }
}
