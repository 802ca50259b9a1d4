//! The columns that a file has for itself: their values follow from those of the others.

/// A column whose value follows from the others of its row, as an expression of them by their names.
pub(super) struct Made {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    pub(super) from: &'static str,
}

const fn made(table: &'static str, column: &'static str, from: &'static str) -> Made {
    Made { table, column, from }
}

/// Every such column. Payers, buyers and recipients are the people whom the row refers to; a notification waits behind an
/// earlier one of its payment, which is there already.
const MADE: [Made; 5] = [
    made("checkouts", "payer", "coalesce((SELECT data FROM persons WHERE id = :payer_id), '{}')"),
    made("checkouts", "buyer", "(SELECT data FROM persons WHERE id = :buyer_id)"),
    made("checkouts", "shipping", "(SELECT data FROM persons WHERE id = :shipping_id)"),
    made("payments", "payer", "coalesce((SELECT data FROM persons WHERE id = :payer_id), '{}')"),
    made(
        "notifications",
        "behind",
        ":state = 'due' AND EXISTS (
             SELECT 1 FROM notifications AS earlier WHERE earlier.payment_id = :payment_id AND earlier.state = 'due')",
    ),
];

/// Those of a table.
pub(super) fn of_table(table: &str) -> impl Iterator<Item = &'static Made> {
    MADE.iter().filter(move |made| made.table == table)
}
