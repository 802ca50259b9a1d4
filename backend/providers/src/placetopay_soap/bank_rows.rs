//! From the rows of `getBankList` to banks: a row that is no bank is left out, and costs the others nothing.

use core::fmt;
use std::collections::BTreeSet;

use pse_shared::api::Bank;
use pse_shared::limits;

/// The banks of a list, and the rows of it that are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BankRows {
    /// The banks, in alphabetical order whatever the case; each code once.
    pub banks: Vec<Bank>,
    /// The rows that were left out; the hint to choose a bank is not among them.
    pub dropped: DroppedRows,
}

/// How many rows of a bank list were left out, by what is wrong with them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DroppedRows {
    /// Rows without a code, nil ones and broken ones among them.
    pub without_code: usize,
    /// Rows with a code, and no name that can be read.
    pub without_name: usize,
    /// Rows whose code is too long, or not of visible ASCII.
    pub wrong_code: usize,
    /// Rows with the code of an earlier one.
    pub repeated_code: usize,
}

impl DroppedRows {
    /// How many rows were left out in all.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.without_code + self.without_name + self.wrong_code + self.repeated_code
    }
}

/// For an operator; quotes nothing that the provider wrote.
impl fmt::Display for DroppedRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.without_code, "without a code"),
            (self.without_name, "without a name"),
            (self.wrong_code, "with a code that is none"),
            (self.repeated_code, "with the code of another"),
        ];
        let said = parts.iter().filter(|(count, _)| *count > 0);
        let said: Vec<_> = said.map(|(count, what)| format!("{count} {what}")).collect();
        f.write_str(if said.is_empty() { "none" } else { "" })?;
        f.write_str(&said.join(", "))
    }
}

/// Reads the rows of a list. `shown` makes of a name what is shown of it.
#[must_use]
pub fn read(reply: Vec<pse_placetopay::Bank>, shown: impl Fn(&str) -> String) -> BankRows {
    let mut rows = BankRows::default();
    let mut codes = BTreeSet::new();
    for row in reply {
        let code = row.bank_code.unwrap_or_default().trim().to_owned();
        if is_hint(&code) {
            continue;
        }
        let name = shown(&row.bank_name.unwrap_or_default());
        let dropped = &mut rows.dropped;
        let wrong = if code.is_empty() {
            &mut dropped.without_code
        } else if !is_code(&code) {
            &mut dropped.wrong_code
        } else if name.is_empty() {
            &mut dropped.without_name
        } else if !codes.insert(code.clone()) {
            &mut dropped.repeated_code
        } else {
            rows.banks.push(Bank { code, name });
            continue;
        };
        *wrong += 1;
    }
    rows.banks.sort_by_cached_key(|bank| (bank.name.to_lowercase(), bank.code.clone()));
    rows
}

/// Whether a code is that of the row that asks to choose a bank: zeros and nothing else.
fn is_hint(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|byte| byte == b'0')
}

fn is_code(code: &str) -> bool {
    code.len() <= limits::BANK_CODE && code.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_core::masking::Mask;

    fn rows(reply: &[(&str, &str)]) -> BankRows {
        let bank = |(code, name): &(&str, &str)| pse_placetopay::Bank {
            bank_code: Some((*code).to_owned()),
            bank_name: Some((*name).to_owned()),
        };
        read(reply.iter().map(bank).collect(), |name| Mask::default().line(name, 120))
    }

    fn names(rows: &BankRows) -> Vec<&str> {
        rows.banks.iter().map(|bank| bank.name.as_str()).collect()
    }

    #[test]
    fn the_hint_is_dropped_uncounted_and_case_does_not_order() {
        let rows = rows(&[
            ("0", "A continuación seleccione su banco"),
            (" 0000 ", "Seleccione"),
            ("1077", "banka"),
            ("1059", "BANCAMIA"),
            ("121212", "Prueba Steve"),
        ]);
        assert_eq!(names(&rows), ["BANCAMIA", "banka", "Prueba Steve"]);
        assert_eq!(rows.dropped, DroppedRows::default());
    }

    #[test]
    fn a_row_that_is_no_bank_is_left_out_and_the_rest_is_there() {
        let one = DroppedRows::default();
        for (code, name, dropped) in [
            ("", "x", DroppedRows { without_code: 1, ..one }),
            (" \t", "x", DroppedRows { without_code: 1, ..one }),
            ("1059", "", DroppedRows { without_name: 1, ..one }),
            ("1059", " \u{200b}\u{7f}", DroppedRows { without_name: 1, ..one }),
            ("1234567", "x", DroppedRows { wrong_code: 1, ..one }),
            ("10 59", "x", DroppedRows { wrong_code: 1, ..one }),
            ("10\n59", "x", DroppedRows { wrong_code: 1, ..one }),
            ("10\u{202e}5", "x", DroppedRows { wrong_code: 1, ..one }),
            ("１０５９", "x", DroppedRows { wrong_code: 1, ..one }),
            ("1077", "BANKA", DroppedRows { repeated_code: 1, ..one }),
            (" 1077 ", "OTRA", DroppedRows { repeated_code: 1, ..one }),
        ] {
            let rows = rows(&[("1022", "UNO"), ("1077", "BANKA"), (code, name), ("9001", "DOS")]);
            assert_eq!(names(&rows), ["BANKA", "DOS", "UNO"], "{code:?} {name:?}");
            assert_eq!(rows.dropped, dropped, "{code:?} {name:?}");
        }
        let nil = read(vec![pse_placetopay::Bank::default()], str::to_owned);
        assert_eq!((nil.banks.len(), nil.dropped.without_code), (0, 1));
    }

    #[test]
    fn a_name_is_shown_on_one_line_whatever_is_in_it() {
        let long = "Ñ".repeat(100_000);
        let rows = rows(&[("1", "A\r\n\u{202e}B"), ("2", &long)]);
        assert_eq!(names(&rows)[0], "A B");
        assert_eq!(rows.banks[1].name.chars().count(), 120);
    }

    #[test]
    fn what_was_left_out_is_told_by_what_is_wrong_with_it() {
        let dropped = rows(&[("", "x"), ("", "y"), ("1", ""), ("1", "a"), ("1", "b")]).dropped;
        let said = "2 without a code, 1 without a name, 1 with the code of another";
        assert_eq!((dropped.total(), dropped.to_string().as_str()), (4, said));
        assert_eq!(DroppedRows::default().to_string(), "none");
    }
}
