//! Payments as CSV (RFC 4180), safe to open in a spreadsheet.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use pse_core::text::is_unseen;
use pse_shared::api::PaymentRecord;

const COLUMNS: [&str; 18] = [
    "id",
    "checkout_id",
    "state",
    "merchant_reference",
    "reference",
    "total_amount",
    "tax_amount",
    "currency",
    "bank_code",
    "bank_name",
    "bank_interface",
    "provider",
    "transaction",
    "cus",
    "return_code",
    "reason_text",
    "created_at",
    "bank_process_date",
];

/// The payments as an attachment; the next page's cursor goes into `Link`.
#[must_use]
pub fn response(records: &[PaymentRecord], next_cursor: Option<&str>) -> Response {
    let mut text = String::new();
    row(&mut text, COLUMNS);
    for record in records {
        row(&mut text, cells(record).iter().map(String::as_str));
    }
    let mut response = (
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"payments.csv\""),
            (header::CACHE_CONTROL, "no-store"),
        ],
        text,
    )
        .into_response();
    if let Some(cursor) = next_cursor
        && let Ok(link) = HeaderValue::from_str(&format!("<?cursor={cursor}>; rel=\"next\""))
    {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

fn cells(record: &PaymentRecord) -> [String; 18] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        record.id.clone(),
        record.checkout_id.clone(),
        record.state.as_str().to_owned(),
        record.merchant_reference.clone(),
        record.reference.clone(),
        record.total_amount.to_string(),
        record.tax_amount.to_string(),
        record.currency.clone(),
        record.bank_code.clone(),
        record.bank_name.clone(),
        record.bank_interface.as_str().to_owned(),
        record.provider.name.clone(),
        text(&record.provider.transaction),
        text(&record.cus),
        record.provider.data.get("return_code").cloned().unwrap_or_default(),
        text(&record.reason_text),
        record.created_at.clone(),
        text(&record.bank_process_date),
    ]
}

fn row<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push('"');
        if may_be_run(cell) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// Whether a spreadsheet may run a cell instead of showing it: it begins like a formula, also in the wide signs that some
/// read as the narrow ones, or with what is skipped or cut off before a formula is looked for.
fn may_be_run(cell: &str) -> bool {
    cell.starts_with(|first: char| {
        matches!(
            first,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−'
        ) || first.is_whitespace()
            || is_unseen(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_spreadsheet_would_look_behind_is_disarmed_and_what_is_plain_is_not() {
        for first in [
            "=", "+", "-", "@", "\t", "\r", "\n", " ", "\u{a0}", "\u{3000}", "\u{feff}",
            "\u{200b}", "\u{0}", "\u{85}", "\u{2028}", "\u{202e}", "＝", "＋", "－", "＠", "−",
        ] {
            let mut text = String::new();
            row(&mut text, [format!("{first}=1+1").as_str()]);
            assert!(text.starts_with(&format!("\"'{first}")), "{first:?}: {text:?}");
        }
        for plain in ["", "406331868", "000000", "?-", "Año", "a=1", "10.5", "'x"] {
            let mut text = String::new();
            row(&mut text, [plain]);
            assert_eq!(text, format!("\"{plain}\"\r\n"));
        }
    }

    #[test]
    fn quotes_are_doubled_and_formulas_disarmed() {
        let mut text = String::new();
        row(&mut text, ["a\"b", "=1+1", "c,d"]);
        assert_eq!(text, "\"a\"\"b\",\"'=1+1\",\"c,d\"\r\n");
    }
}
