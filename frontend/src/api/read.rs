//! JSON into the API's types, by the browser's own parser: serde would weigh a quarter
//! of the widget. What the contract promises and is not there makes the whole garbled.

use pse_shared::api::{Bank, CheckoutView, Merchant, PaymentCreated, PaymentView, ProblemField};
use pse_shared::words::digits;
use pse_shared::{Amount, BankInterface, CheckoutState, PayerField, PaymentState, ProblemCode};
use wasm_bindgen::JsValue;

use super::trouble::Refusal;
use crate::browser::field;

/// Reads an object's fields into their places, and remembers whether one was missing: a reader that gave up at each, or
/// handed each back, would be several times this size.
struct Reader<'a> {
    json: &'a JsValue,
    whole: bool,
}

impl<'a> Reader<'a> {
    fn new(json: &'a JsValue) -> Self {
        Self { json, whole: true }
    }

    /// A text that may be absent.
    #[inline(never)]
    fn maybe(&self, key: &str, place: &mut Option<String>) {
        *place = field(self.json, key).as_string();
    }

    #[inline(never)]
    fn text(&mut self, key: &str, place: &mut String) {
        match field(self.json, key).as_string() {
            Some(text) => *place = text,
            None => self.whole = false,
        }
    }

    /// A word of a fixed set.
    fn word<T>(&mut self, key: &str, from: impl Fn(&str) -> Option<T>, place: &mut T) {
        let mut word = String::new();
        self.text(key, &mut word);
        match from(&word) {
            Some(known) => *place = known,
            None => self.whole = false,
        }
    }

    fn amount(&mut self, key: &str, place: &mut Amount) {
        self.word(key, |text| text.parse().ok(), place);
    }

    /// Does something with each entry of a list.
    #[inline(never)]
    fn each(&self, key: &str, act: &mut dyn FnMut(&JsValue)) {
        let list = field(self.json, key);
        if list.is_object() {
            for place in 0.. {
                let entry = field(&list, &digits(place));
                if entry.is_undefined() {
                    break;
                }
                act(&entry);
            }
        }
    }

    fn words<T>(&self, key: &str, from: impl Fn(&str) -> Option<T>, place: &mut Vec<T>) {
        self.each(key, &mut |word| place.extend(word.as_string().and_then(|name| from(&name))));
    }
}

/// `GET /v1/checkouts/{id}`.
#[must_use]
pub fn checkout(json: &JsValue) -> Option<CheckoutView> {
    let mut view = CheckoutView {
        id: String::new(),
        state: CheckoutState::Open,
        reference: String::new(),
        description: String::new(),
        currency: String::new(),
        language: String::new(),
        total_amount: Amount::ZERO,
        tax_amount: Amount::ZERO,
        devolution_base: Amount::ZERO,
        tip_amount: Amount::ZERO,
        expires_at: String::new(),
        merchant: Merchant {
            name: String::new(),
            nit: String::new(),
            phone: String::new(),
            email: String::new(),
        },
        favourite_banks: Vec::new(),
        bank_interfaces: Vec::new(),
        payer_fields: Vec::new(),
        consent: None,
        payment: None,
        embed: None,
    };
    let mut read = Reader::new(json);
    read.word("state", CheckoutState::from_name, &mut view.state);
    read.text("reference", &mut view.reference);
    read.text("description", &mut view.description);
    read.text("currency", &mut view.currency);
    read.amount("total_amount", &mut view.total_amount);
    read.amount("tax_amount", &mut view.tax_amount);
    read.words("favourite_banks", |code| Some(code.to_owned()), &mut view.favourite_banks);
    read.words("bank_interfaces", BankInterface::from_name, &mut view.bank_interfaces);
    read.words("payer_fields", PayerField::from_name, &mut view.payer_fields);
    read.maybe("consent", &mut view.consent);
    let whole = read.whole;
    let merchant = field(json, "merchant");
    let mut read = Reader::new(&merchant);
    read.text("name", &mut view.merchant.name);
    read.text("nit", &mut view.merchant.nit);
    read.text("phone", &mut view.merchant.phone);
    read.text("email", &mut view.merchant.email);
    let whole = whole && read.whole;
    let payment = field(json, "payment");
    if payment.is_object() {
        view.payment = Some(payment_view(&payment)?);
    }
    whole.then_some(view)
}

fn payment_view(json: &JsValue) -> Option<PaymentView> {
    let mut payment = PaymentView {
        id: String::new(),
        state: PaymentState::Pending,
        bank_code: String::new(),
        bank_name: String::new(),
        bank_interface: BankInterface::Person,
        cus: None,
        transaction_cycle: None,
        reference: String::new(),
        created_at: String::new(),
        bank_process_date: None,
        refusal: None,
        reason_code: None,
        reason_text: None,
        bank_url: None,
        next_probe_at: None,
        on_test: field(json, "on_test").is_truthy(),
    };
    let mut read = Reader::new(json);
    let mut state = None;
    read.maybe("state", &mut state);
    // One that this version does not know is not an outcome.
    if let Some(state) = state.and_then(|name| PaymentState::from_name(&name)) {
        payment.state = state;
    }
    read.text("id", &mut payment.id);
    read.text("bank_code", &mut payment.bank_code);
    read.text("bank_name", &mut payment.bank_name);
    read.maybe("cus", &mut payment.cus);
    read.text("reference", &mut payment.reference);
    read.text("created_at", &mut payment.created_at);
    read.maybe("bank_process_date", &mut payment.bank_process_date);
    read.maybe("reason_text", &mut payment.reason_text);
    read.maybe("bank_url", &mut payment.bank_url);
    read.maybe("next_probe_at", &mut payment.next_probe_at);
    read.whole.then_some(payment)
}

/// `GET /v1/banks`; an empty list is no list.
#[must_use]
pub fn banks(json: &JsValue) -> Option<Vec<Bank>> {
    let mut banks = Vec::new();
    let mut whole = true;
    Reader::new(json).each("banks", &mut |json| {
        let mut bank = Bank { code: String::new(), name: String::new() };
        let mut read = Reader::new(json);
        read.text("code", &mut bank.code);
        read.text("name", &mut bank.name);
        whole &= read.whole;
        banks.push(bank);
    });
    (whole && !banks.is_empty()).then_some(banks)
}

/// What creating a payment answers.
#[must_use]
pub fn payment_created(json: &JsValue) -> Option<PaymentCreated> {
    let mut created = PaymentCreated { payment_id: String::new(), bank_url: String::new() };
    let mut read = Reader::new(json);
    read.text("payment_id", &mut created.payment_id);
    read.text("bank_url", &mut created.bank_url);
    read.whole.then_some(created)
}

/// A problem: its code, its sentence and the wrong fields.
#[must_use]
pub fn problem(json: &JsValue) -> Option<Refusal> {
    let mut refusal =
        Refusal { code: None, detail: String::new(), errors: Vec::new(), retry_after: None };
    let (mut code, mut detail) = (String::new(), None);
    let mut read = Reader::new(json);
    read.text("code", &mut code);
    read.maybe("detail", &mut detail);
    refusal.code = ProblemCode::from_name(&code);
    refusal.detail = detail.unwrap_or_default();
    read.each("errors", &mut |json| {
        let mut error =
            ProblemField { field: String::new(), code: String::new(), detail: String::new() };
        let mut of = Reader::new(json);
        of.text("field", &mut error.field);
        of.text("detail", &mut error.detail);
        refusal.errors.push(error);
    });
    read.whole.then_some(refusal)
}
