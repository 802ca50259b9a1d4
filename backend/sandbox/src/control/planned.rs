//! Reads a planned fault from JSON and says what is wrong with it.

use core::time::Duration;

use http::HeaderValue;
use pse_placetopay::Operation;
use serde::Deserialize;
use serde_json::Value;

use super::changed;
use super::problem::Problem;
use crate::store::{FaultKind, PlannedFault};

const DEFAULT_FAULT: &str = "Error interno del servicio";
const DEFAULT_STATUS: u16 = 503;
const DEFAULT_LOCATION: &str = "https://pse.invalid/soap/pse/";
const DEFAULT_GARBAGE: &str = "<html><body>Esto no es SOAP</body></html>";
/// The longest `returnCode`, in characters (specification: string[30]).
const LONGEST_CODE: usize = 30;
/// The longest delay of `slow`, in milliseconds: ten minutes.
const SLOWEST_MS: u64 = 600_000;

/// The JSON body of a planned fault: `{operation, kind, value?, times?}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    operation: String,
    kind: String,
    value: Option<Value>,
    times: Option<u32>,
}

/// Reads a planned fault from the body.
pub(super) fn read(input: Input) -> Result<PlannedFault, Problem> {
    let operation = Operation::from_name(&input.operation).ok_or_else(|| {
        let names = Operation::ALL.map(Operation::as_str).join(", ");
        Problem::wrong("operation", format!("not one of {names}"))
    })?;
    let times = input.times.unwrap_or(1);
    if times == 0 {
        return Err(Problem::wrong("times", "less than 1"));
    }
    let kind = read_kind(operation, &input.kind, input.value.as_ref())?;
    Ok(PlannedFault { operation, kind, times })
}

fn read_kind(
    operation: Operation,
    kind: &str,
    value: Option<&Value>,
) -> Result<FaultKind, Problem> {
    match kind {
        "return_code" if operation == Operation::GetBankList => {
            Err(Problem::wrong("kind", "getBankList has no returnCode"))
        }
        "return_code" => {
            let code = text(value)?
                .filter(|code| (1..=LONGEST_CODE).contains(&code.chars().count()))
                .ok_or_else(|| Problem::wrong("value", "not a returnCode of 1 to 30 characters"))?;
            Ok(FaultKind::ReturnCode(code))
        }
        "fault" => Ok(FaultKind::Fault(text(value)?.unwrap_or_else(|| DEFAULT_FAULT.to_owned()))),
        "http_status" => match number(value)?.map(u16::try_from) {
            None => Ok(FaultKind::HttpStatus(DEFAULT_STATUS)),
            Some(Ok(status @ 200..=599)) => Ok(FaultKind::HttpStatus(status)),
            Some(Ok(_) | Err(_)) => Err(Problem::wrong("value", "not a status of 200 to 599")),
        },
        "timeout" => Ok(FaultKind::Timeout),
        "close" => Ok(FaultKind::Close),
        "close_after_commit" => Ok(FaultKind::CloseAfterCommit),
        "garbage" => {
            Ok(FaultKind::Garbage(text(value)?.unwrap_or_else(|| DEFAULT_GARBAGE.to_owned())))
        }
        "redirect" => {
            let location = text(value)?.unwrap_or_else(|| DEFAULT_LOCATION.to_owned());
            let location = HeaderValue::from_str(&location);
            location
                .map(FaultKind::Redirect)
                .map_err(|_| Problem::wrong("value", "not a text that a header can carry"))
        }
        "rows" | "headers" | "charset" => {
            changed::read(operation, kind, value).map(FaultKind::Changed)
        }
        "slow" => number(value)?
            .filter(|milliseconds| *milliseconds <= SLOWEST_MS)
            .map(|milliseconds| FaultKind::Slow(Duration::from_millis(milliseconds)))
            .ok_or_else(|| Problem::wrong("value", "not 0 to 600000 milliseconds")),
        _ => Err(Problem::wrong(
            "kind",
            "not one of return_code, fault, http_status, timeout, close, close_after_commit, garbage, slow, redirect, rows, headers, charset",
        )),
    }
}

/// The text in `value`, if there is a value.
fn text(value: Option<&Value>) -> Result<Option<String>, Problem> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if is_sendable(text) => Ok(Some(text.clone())),
        Some(_) => Err(Problem::wrong("value", "not a text without control characters")),
    }
}

/// The number in `value`, also one written as a text, if there is a value.
fn number(value: Option<&Value>) -> Result<Option<u64>, Problem> {
    let number = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.parse().ok(),
        Some(value) => value.as_u64(),
    };
    number.map(Some).ok_or_else(|| Problem::wrong("value", "not a whole number"))
}

/// Whether XML can carry the text.
fn is_sendable(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use http::header;
    use serde_json::json;

    use super::*;
    use crate::store::{Change, Charset};

    fn plan(input: Value) -> Result<PlannedFault, Problem> {
        read(serde_json::from_value(input).unwrap())
    }

    #[test]
    fn every_kind_is_read_with_its_value_or_its_default() {
        for (kind, value, expected) in [
            ("return_code", json!("FAIL_RISK"), FaultKind::ReturnCode("FAIL_RISK".into())),
            ("fault", json!(null), FaultKind::Fault(DEFAULT_FAULT.into())),
            ("fault", json!("ay"), FaultKind::Fault("ay".into())),
            ("http_status", json!(null), FaultKind::HttpStatus(503)),
            ("http_status", json!("500"), FaultKind::HttpStatus(500)),
            ("timeout", json!(null), FaultKind::Timeout),
            ("close", json!(null), FaultKind::Close),
            ("close_after_commit", json!(null), FaultKind::CloseAfterCommit),
            ("garbage", json!("{}"), FaultKind::Garbage("{}".into())),
            ("slow", json!(250), FaultKind::Slow(Duration::from_millis(250))),
            (
                "redirect",
                json!("https://b.co/"),
                FaultKind::Redirect(HeaderValue::from_static("https://b.co/")),
            ),
            ("charset", json!("ISO-8859-1"), FaultKind::Changed(Change::Charset(Charset::Latin1))),
            (
                "headers",
                json!({"age": "7", "date": ["a", "b"]}),
                FaultKind::Changed(Change::Headers(vec![
                    (header::AGE, HeaderValue::from_static("7")),
                    (header::DATE, HeaderValue::from_static("a")),
                    (header::DATE, HeaderValue::from_static("b")),
                ])),
            ),
        ] {
            let input = json!({"operation": "createTransaction", "kind": kind, "value": value});
            let planned = plan(input).unwrap();
            assert_eq!((planned.kind, planned.times), (expected, 1), "{kind}");
        }
    }

    #[test]
    fn wrong_input_is_named() {
        for (operation, kind, value, times, field) in [
            ("create", "close", json!(null), 1, "operation"),
            ("getBankList", "explode", json!(null), 1, "kind"),
            ("getBankList", "return_code", json!("FAIL_RISK"), 1, "kind"),
            ("createTransaction", "return_code", json!(null), 1, "value"),
            ("createTransaction", "return_code", json!("x".repeat(31)), 1, "value"),
            ("createTransaction", "fault", json!("a\u{0}b"), 1, "value"),
            ("getBankList", "http_status", json!(99), 1, "value"),
            ("getBankList", "http_status", json!("alto"), 1, "value"),
            ("getBankList", "slow", json!(null), 1, "value"),
            ("getBankList", "slow", json!(-1), 1, "value"),
            ("getBankList", "redirect", json!("a\nb"), 1, "value"),
            ("createTransaction", "rows", json!("<item/>"), 1, "kind"),
            ("getBankList", "rows", json!(7), 1, "value"),
            ("getBankList", "headers", json!("Date: x"), 1, "value"),
            ("getBankList", "headers", json!({"a b": "x"}), 1, "value"),
            ("getBankList", "charset", json!("EBCDIC"), 1, "value"),
            ("getBankList", "close", json!(null), 0, "times"),
        ] {
            let input =
                json!({"operation": operation, "kind": kind, "value": value, "times": times});
            let problem = serde_json::to_value(plan(input).unwrap_err()).unwrap();
            assert_eq!(problem["field"], field, "{operation} {kind} {value}");
        }
    }
}
