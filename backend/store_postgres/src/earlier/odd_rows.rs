//! Rows as statements with everything written out: a test's own data, which nobody else has chosen.

use pse_core::model::{Payment, SiteName, TransactionRef};
use pse_shared::{Person, Refusal};
use sha2::{Digest, Sha256};

use crate::columns::{json, micros, optional_micros};

/// The columns of a row, as they stand in a statement.
#[derive(Default)]
pub(super) struct Row(Vec<(&'static str, String)>);

impl Row {
    /// Adds a text.
    pub(super) fn text(self, column: &'static str, value: &str) -> Self {
        self.written(column, quoted(value))
    }

    /// Adds a text that may not be there.
    pub(super) fn optional(self, column: &'static str, value: Option<&str>) -> Self {
        self.written(column, value.map_or_else(|| "NULL".to_owned(), quoted))
    }

    /// Adds a number, if there is one.
    pub(super) fn number(self, column: &'static str, value: impl Into<Option<i64>>) -> Self {
        let number = value.into();
        self.written(column, number.map_or_else(|| "NULL".to_owned(), |number| number.to_string()))
    }

    /// Adds what stands in the statement like that.
    pub(super) fn written(mut self, column: &'static str, value: String) -> Self {
        self.0.push((column, value));
        self
    }

    /// The statement that adds the row to a table.
    pub(super) fn added_to(self, table: &str) -> String {
        self.insertion(table) + ";\n"
    }

    /// The statement that adds the row to a table, unless it is there.
    pub(super) fn added_once_to(self, table: &str) -> String {
        self.insertion(table) + " ON CONFLICT DO NOTHING;\n"
    }

    fn insertion(self, table: &str) -> String {
        let (names, values): (Vec<_>, Vec<_>) = self.0.into_iter().unzip();
        format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "))
    }
}

/// A text as a statement has it.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A value as JSON.
pub(super) fn text<T: serde::Serialize + ?Sized>(value: &T) -> String {
    json(value).expect("a value can be written")
}

fn digest(data: &str) -> String {
    let digest = Sha256::digest(data);
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// The statement that keeps a person, unless the site has the same.
pub(super) fn kept(site: &SiteName, person: &Person) -> String {
    let data = text(person);
    let email = person.email_address.as_deref().map(str::to_lowercase);
    let row = Row::default()
        .text("site", site.as_str())
        .written("digest", format!("'\\x{}'", digest(&data)))
        .text("document", person.document.as_deref().unwrap_or_default())
        .optional("document_type", person.document_type.as_deref())
        .optional("email_address", email.as_deref())
        .text("data", &data);
    row.added_once_to("persons")
}

/// The place of a person who is kept.
pub(super) fn place(site: &SiteName, person: Option<&Person>) -> String {
    let Some(person) = person else { return "NULL".to_owned() };
    format!(
        "(SELECT id FROM persons WHERE site = {} AND digest = '\\x{}')",
        quoted(site.as_str()),
        digest(&text(person))
    )
}

/// A payment's row, but for people, consent and who holds it.
pub(super) fn payment(it: &Payment) -> Row {
    Row::default()
        .text("id", it.id.as_str())
        .text("checkout_id", it.checkout_id.as_str())
        .text("site", it.site.as_str())
        .text("provider", it.provider.as_str())
        .text("merchant_reference", &it.merchant_reference)
        .number("attempt", i64::from(it.attempt))
        .text("reference", &it.reference)
        .number("total_amount", it.amounts.total.centavos())
        .number("tax_amount", it.amounts.tax.centavos())
        .number("devolution_base", it.amounts.devolution_base.centavos())
        .number("tip_amount", it.amounts.tip.centavos())
        .text("currency", &it.currency)
        .text("bank_code", &it.bank_code)
        .text("bank_name", &it.bank_name)
        .text("bank_interface", it.bank_interface.as_str())
        .number("created_at", micros(it.created_at))
        .text("state", it.state.as_str())
        .number("version", it.version)
        .number("updated_at", micros(it.updated_at))
        .optional("transaction_ref", it.transaction.as_ref().map(TransactionRef::as_str))
        .optional("cus", it.cus.as_deref())
        .number("transaction_cycle", it.transaction_cycle.map(i64::from))
        .optional("bank_url", it.bank_url.as_deref())
        .optional("refusal", it.refusal.map(Refusal::as_str))
        .optional("reason_code", it.reason_code.as_deref())
        .optional("reason_text", it.reason_text.as_deref())
        .optional("bank_process_date", it.bank_process_date.as_deref())
        .written("on_test", it.on_test.to_string())
        .text("provider_data", &text(&it.provider_data))
        .number("next_probe_at", optional_micros(it.schedule.next_probe_at))
        .number("epoch", it.schedule.epoch)
        .number("last_asked_at", optional_micros(it.schedule.last_asked_at))
        .number("return_asks", i64::from(it.schedule.return_asks))
        .number("last_return_ask_at", optional_micros(it.schedule.last_return_ask_at))
}
