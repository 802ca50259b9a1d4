//! Every text the service has in several languages. A language is a [`ServiceTexts`] with all of them: a missing one
//! does not compile.

use pse_shared::{FieldCode, ProblemCode, Refusal};

/// Everything the service says in one language, beyond what it shares with the widget ([`pse_shared::words`]).
#[derive(Debug)]
pub struct ServiceTexts {
    /// The texts of the pages only.
    pub pages: PageTexts,
    /// The formats of dates and times.
    pub formats: Formats,
    pub(super) problem: fn(ProblemCode) -> ProblemText,
    pub(super) wrong_field: fn(FieldCode) -> String,
    pub(super) remedy: fn(ProblemCode) -> &'static str,
    pub(super) remedy_heading: &'static str,
    /// The sentence for a request to the demo by another name than one of this machine.
    pub not_this_machine: &'static str,
    /// The sentence for whoever asks whether the service is ready while its store is damaged.
    pub store_damaged: &'static str,
    pub(super) payment_pending: fn(&NamedPayment<'_>) -> String,
    pub(super) checkout_paid: fn(&NamedPayment<'_>) -> String,
    pub(super) creation_refused: fn(Refusal, &MerchantContact<'_>) -> String,
}

/// The texts of an error code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProblemText {
    /// The title: the kind of problem in a few words.
    pub title: &'static str,
    /// The usual explanation of the problem.
    pub detail: &'static str,
}

/// The contact of a merchant's customer service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MerchantContact<'a> {
    /// The telephone number of the merchant's customer service.
    pub phone: &'a str,
    /// The e-mail address of the merchant's customer service.
    pub email: &'a str,
}

/// What a sentence says of a payment: reference, CUS and the merchant's contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedPayment<'a> {
    /// The merchant's reference.
    pub reference: &'a str,
    /// The payment's tracking code at PSE (CUS); empty while there is none.
    pub cus: &'a str,
    /// The merchant's contact.
    pub contact: MerchantContact<'a>,
}

impl ServiceTexts {
    /// Returns the texts of an error code.
    #[must_use]
    pub fn problem(&self, code: ProblemCode) -> ProblemText {
        (self.problem)(code)
    }

    /// Writes what is wrong with a field of a request.
    #[must_use]
    pub fn wrong_field(&self, code: FieldCode) -> String {
        (self.wrong_field)(code)
    }

    /// Returns what to do about an error code; code is between backquotes.
    #[must_use]
    pub fn remedy(&self, code: ProblemCode) -> &'static str {
        (self.remedy)(code)
    }

    /// Returns the heading over a [`Self::remedy`].
    #[must_use]
    pub const fn remedy_heading(&self) -> &'static str {
        self.remedy_heading
    }

    /// Writes the sentence for a second payment of a reference while one is pending.
    #[must_use]
    pub fn payment_pending(&self, payment: &NamedPayment<'_>) -> String {
        (self.payment_pending)(payment)
    }

    /// Writes the sentence for a second payment of a reference that is already paid.
    #[must_use]
    pub fn checkout_paid(&self, payment: &NamedPayment<'_>) -> String {
        (self.checkout_paid)(payment)
    }

    /// Writes the sentence for a transaction that the provider refused to create.
    #[must_use]
    pub fn creation_refused(&self, refusal: Refusal, contact: &MerchantContact<'_>) -> String {
        (self.creation_refused)(refusal, contact)
    }
}

/// The texts of the pages that the widget does not share.
#[derive(Debug)]
pub struct PageTexts {
    /// The name of the language in itself.
    pub name: &'static str,
    /// The label of the links to the page in other languages.
    pub languages: &'static str,
    /// The word before the title of a page with errors.
    pub error: &'static str,
    /// The label of the merchant who is paid.
    pub shop: &'static str,
    /// The button that submits the form.
    pub continue_to_bank: &'static str,
    /// The link that reloads the outcome.
    pub update_now: &'static str,
    /// The hint how to print the receipt, without the keys for it and the full stop.
    pub print_hint: &'static str,
    /// The line under a receipt that names PSE (certification, "Presentation").
    pub through_pse: &'static str,
    /// The heading when another checkout has paid the reference.
    pub paid_title: &'static str,
    /// The heading when another checkout is paying the reference.
    pub pending_title: &'static str,
}

/// The formats of dates and times in a language.
#[derive(Debug)]
pub struct Formats {
    /// The names of the months, January first.
    pub months: [&'static str; 12],
    /// Writes a day of a month of a year, with its time.
    pub day_and_time: fn(i8, &str, i16, &str) -> String,
    /// What the two halves of the day are called where the clock has twelve hours.
    pub halves: Option<[&'static str; 2]>,
}
