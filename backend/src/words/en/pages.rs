//! What the pages alone say, in English.

use crate::words::texts::PageTexts;

pub(super) const PAGES: PageTexts = PageTexts {
    name: "English",
    languages: "Language",
    error: "Error: ",
    shop: "Merchant",
    continue_to_bank: "Continue to the bank",
    update_now: "Update now",
    print_hint: "To print or keep this receipt, use your browser's menu",
    through_pse: "Payment through PSE (Proveedor de Servicios Electrónicos).",
    paid_title: "This payment has been approved",
    pending_title: "A payment is pending",
};
