//! Lines that another program tells, as one JSON object each: the browser's.

use serde_json::Value as Json;

use super::{Row, Target, Unit, Value};
use crate::failure::Failure;
use crate::statistics::Samples;

/// The numbers that a browser can tell figures of.
const FIGURES: [&str; 4] = ["B10", "B11", "B12", "5"];

/// Reads a line `{figure, what, unit, value: [..], sides: [[name, unit, [..]]], kind?, bound?}`.
pub(crate) fn row(line: &str) -> Result<Row, Failure> {
    let json: Json = serde_json::from_str(line)?;
    let text = |key: &str| json.get(key).and_then(Json::as_str);
    let figure = text("figure").and_then(|name| FIGURES.into_iter().find(|known| *known == name));
    let figure = figure.ok_or_else(|| format!("no figure in {line}"))?;
    let what = text("what").ok_or_else(|| format!("nothing measured in {line}"))?;
    let mut row = Row::told(figure, what, value(json.get("unit"), json.get("value"))?);
    for side in json.get("sides").and_then(Json::as_array).into_iter().flatten() {
        let name = side.get(0).and_then(Json::as_str).unwrap_or_default();
        row = row.side(name, &value(side.get(1), side.get(2))?);
    }
    let bound = json.get("bound").and_then(Json::as_f64);
    if let (Some(kind), Some(bound)) = (text("kind"), bound) {
        let target = Target::from_name(kind, bound).ok_or("an unknown kind of target")?;
        row = row.promised(target);
    }
    Ok(row)
}

fn value(unit: Option<&Json>, samples: Option<&Json>) -> Result<Value, Failure> {
    let unit = unit.and_then(Json::as_str).and_then(Unit::from_name).ok_or("an unknown unit")?;
    let samples: Samples = samples
        .and_then(Json::as_array)
        .ok_or("no samples")?
        .iter()
        .filter_map(Json::as_f64)
        .collect();
    Ok(Value::new(samples, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_line_becomes_a_row() {
        let line = r#"{"figure": "B12", "what": "longest task", "unit": "millis", "value": [60, 40, 52],
            "sides": [["Adyen Web", "millis", [70, 80]]], "kind": "at_most", "bound": 50}"#;
        let row = row(line).unwrap();
        assert_eq!(row.verdict(), "MISSED by 2.00 ms (4 %)");
        assert!(super::row("{}").is_err());
    }
}
