//! JSON into the API's types, by the browser's own parser: serde would weigh a quarter
//! of the widget. What the contract promises and is not there makes the whole garbled.

use pse_shared::api::{Bank, CheckoutView, Merchant, PaymentCreated, PaymentView, ProblemField};
use pse_shared::{Amount, BankInterface, CheckoutState, PayerField, PaymentState, ProblemCode};
use wasm_bindgen::{JsCast, JsValue};

use super::trouble::Refusal;
use crate::browser::field;

/// The text as JSON; `None` when it is not.
#[must_use]
pub fn json(text: &str) -> Option<JsValue> {
    js_sys::JSON::parse(text).ok()
}

/// Reads an object's fields and remembers whether one was missing: a reader that gave up
/// at each would be several times this size.
struct Reader {
    json: JsValue,
    whole: bool,
}

impl Reader {
    fn new(json: &JsValue) -> Self {
        Self { json: json.clone(), whole: true }
    }

    #[inline(never)]
    fn maybe(&self, key: &str) -> Option<String> {
        field(&self.json, key).as_string()
    }

    #[inline(never)]
    fn text(&mut self, key: &str) -> String {
        let text = self.maybe(key);
        self.whole &= text.is_some();
        text.unwrap_or_default()
    }

    /// A word of a fixed set; the first of them when it is none.
    fn word<T>(&mut self, key: &str, from: impl Fn(&str) -> Option<T>, otherwise: T) -> T {
        let word = self.maybe(key).and_then(|name| from(&name));
        self.whole &= word.is_some();
        word.unwrap_or(otherwise)
    }

    fn amount(&mut self, key: &str) -> Amount {
        self.word(key, |text| text.parse().ok(), Amount::ZERO)
    }

    fn list(&self, key: &str) -> Vec<JsValue> {
        let list = field(&self.json, key);
        if js_sys::Array::is_array(&list) {
            list.unchecked_into::<js_sys::Array>().to_vec()
        } else {
            Vec::new()
        }
    }

    fn words<T>(&self, key: &str, from: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut words = Vec::new();
        for word in self.list(key) {
            words.extend(word.as_string().and_then(|name| from(&name)));
        }
        words
    }
}

/// `GET /v1/checkouts/{id}`.
#[must_use]
pub fn checkout(json: &JsValue) -> Option<CheckoutView> {
    let mut read = Reader::new(json);
    let mut merchant = Reader::new(&field(json, "merchant"));
    let payment = field(json, "payment");
    let payment = if payment.is_object() { Some(payment_view(&payment)?) } else { None };
    let view = CheckoutView {
        id: String::new(),
        state: read.word("state", CheckoutState::from_name, CheckoutState::Open),
        reference: read.text("reference"),
        description: read.text("description"),
        currency: read.text("currency"),
        language: String::new(),
        total_amount: read.amount("total_amount"),
        tax_amount: read.amount("tax_amount"),
        devolution_base: Amount::ZERO,
        tip_amount: Amount::ZERO,
        expires_at: String::new(),
        merchant: Merchant {
            name: merchant.text("name"),
            nit: merchant.text("nit"),
            phone: merchant.text("phone"),
            email: merchant.text("email"),
        },
        favourite_banks: read.words("favourite_banks", |code| Some(code.to_owned())),
        bank_interfaces: read.words("bank_interfaces", BankInterface::from_name),
        payer_fields: read.words("payer_fields", PayerField::from_name),
        consent: read.maybe("consent"),
        payment,
        embed: None,
    };
    (read.whole && merchant.whole).then_some(view)
}

fn payment_view(json: &JsValue) -> Option<PaymentView> {
    let mut read = Reader::new(json);
    let state = read.maybe("state").and_then(|name| PaymentState::from_name(&name));
    let payment = PaymentView {
        id: read.text("id"),
        // A state this version does not know is not an outcome.
        state: state.unwrap_or(PaymentState::Pending),
        bank_code: read.text("bank_code"),
        bank_name: read.text("bank_name"),
        bank_interface: BankInterface::Person,
        cus: read.maybe("cus"),
        transaction_cycle: None,
        reference: read.text("reference"),
        created_at: read.text("created_at"),
        bank_process_date: read.maybe("bank_process_date"),
        refusal: None,
        reason_code: None,
        reason_text: read.maybe("reason_text"),
        bank_url: read.maybe("bank_url"),
        next_probe_at: read.maybe("next_probe_at"),
        on_test: field(json, "on_test").is_truthy(),
    };
    read.whole.then_some(payment)
}

/// `GET /v1/banks`; an empty list is no list.
#[must_use]
pub fn banks(json: &JsValue) -> Option<Vec<Bank>> {
    let mut banks = Vec::new();
    for bank in Reader::new(json).list("banks") {
        let mut read = Reader::new(&bank);
        banks.push(Bank { code: read.text("code"), name: read.text("name") });
        if !read.whole {
            return None;
        }
    }
    (!banks.is_empty()).then_some(banks)
}

/// What creating a payment answers.
#[must_use]
pub fn payment_created(json: &JsValue) -> Option<PaymentCreated> {
    let mut read = Reader::new(json);
    let created =
        PaymentCreated { payment_id: read.text("payment_id"), bank_url: read.text("bank_url") };
    read.whole.then_some(created)
}

/// A problem: its code, its sentence and the wrong fields.
#[must_use]
pub fn problem(json: &JsValue) -> Option<Refusal> {
    let mut read = Reader::new(json);
    let code = read.text("code");
    let mut errors = Vec::new();
    for error in read.list("errors") {
        let mut read = Reader::new(&error);
        errors.push(ProblemField {
            field: read.text("field"),
            code: String::new(),
            detail: read.text("detail"),
        });
    }
    let refusal = Refusal {
        code: ProblemCode::from_name(&code),
        detail: read.maybe("detail").unwrap_or_default(),
        errors,
        retry_after: None,
    };
    read.whole.then_some(refusal)
}
