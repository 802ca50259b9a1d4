//! Reads what is to be otherwise about an answer.

use http::{HeaderName, HeaderValue};
use pse_placetopay::Operation;
use serde_json::Value;

use super::problem::Problem;
use crate::store::{Change, Charset};

/// A row of each kind that is no bank.
const DEFAULT_ROWS: &str = "<item/><item><bankCode/><bankName>SIN CODIGO</bankName></item>\
    <item><bankCode>7001</bankCode></item><item><bankCode>7000001</bankCode><bankName>LARGO</bankName></item>\
    <item><bankCode xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"/>\
    <bankName>NIL</bankName></item><item><bankCode>7002</bankCode><bankName>REPETIDO</bankName></item>\
    <item><bankCode>7002</bankCode><bankName>OTRA VEZ</bankName></item>";

/// Reads the change `kind` with its value.
pub(super) fn read(
    operation: Operation,
    kind: &str,
    value: Option<&Value>,
) -> Result<Change, Problem> {
    match kind {
        "rows" if operation != Operation::GetBankList => {
            Err(Problem::wrong("kind", "only getBankList has rows"))
        }
        "rows" => match value {
            None | Some(Value::Null) => Ok(Change::Rows(DEFAULT_ROWS.to_owned())),
            // Also what XML cannot carry: that is what is tried.
            Some(Value::String(rows)) => Ok(Change::Rows(rows.clone())),
            Some(_) => Err(Problem::wrong("value", "not a text")),
        },
        "headers" => headers(value)
            .map(Change::Headers)
            .ok_or_else(|| Problem::wrong("value", "not an object of headers and their values")),
        _ => charset(value)
            .map(Change::Charset)
            .ok_or_else(|| Problem::wrong("value", "not one of iso-8859-1, windows-1252, utf-16")),
    }
}

/// `{"date": "…"}`, or with a list of values for a header that stands several times.
fn headers(value: Option<&Value>) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let mut headers = Vec::new();
    for (name, value) in value?.as_object()? {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let values = value.as_array().map_or(core::slice::from_ref(value), Vec::as_slice);
        for value in values {
            headers.push((name.clone(), HeaderValue::from_str(value.as_str()?).ok()?));
        }
    }
    Some(headers)
}

fn charset(value: Option<&Value>) -> Option<Charset> {
    let name = value?.as_str()?;
    Charset::ALL.into_iter().find(|charset| charset.names().0.eq_ignore_ascii_case(name))
}
