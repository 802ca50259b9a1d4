//! Every text's name. A language is a `Texts` with all of them.

use crate::text::cut;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What a language says.
        #[derive(Debug)]
        pub(super) struct Texts { $($(#[$doc])* pub(super) $name: &'static str,)* }

        /// A text's place among the lines.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(non_camel_case_types, reason = "named as the texts are")]
        pub(super) enum Place { $($name,)* }

        /// How many texts there are.
        pub const COUNT: usize = [$(Place::$name,)*].len();

        impl Texts {
            /// The same, in order.
            #[must_use]
            pub(super) const fn words(&self) -> Words {
                Words([$(self.$name,)*])
            }
        }

        #[expect(missing_docs, reason = "said at the first of those that belong together")]
        impl Words {
            $($(#[$doc])*
            #[must_use]
            #[inline]
            pub fn $name(&self) -> &'static str { self.at(Place::$name) })*
        }
    };
}

/// Every text of one language.
#[derive(Debug)]
pub struct Words([&'static str; COUNT]);

impl Words {
    /// A language from its file: one text a line. A text the file does not have says nothing.
    #[must_use]
    pub fn from_lines(lines: &'static str) -> Self {
        let mut texts = [""; COUNT];
        let mut left = lines;
        for text in &mut texts {
            (*text, left) = cut(left, b'\n').unwrap_or((left, ""));
        }
        Self(texts)
    }

    /// The file [`Self::from_lines`] reads.
    #[must_use]
    pub fn lines(&self) -> String {
        self.0.join("\n")
    }

    /// The text of that name.
    #[inline]
    pub(super) fn at(&self, place: Place) -> &'static str {
        self.0.get(place as usize).copied().unwrap_or_default()
    }
}

texts! {
    /// BCP 47, for amounts, dates and the `lang` attribute.
    tag,
    /// What the provider calls it (specification, "createTransaction", language).
    provider_code,
    /// Between groups of three digits.
    thousands,
    /// Before the decimals.
    decimals,
    /// The Colombian peso: its sign where readers take it for that, else its code.
    peso,
    /// The button, and the form's heading.
    pay,
    /// Reading the checkout.
    loading,
    /// Reading it after the buyer's return.
    asking_outcome,
    /// After three seconds of either.
    slow,
    /// Where the payment goes through (certification, "Presentation").
    through_pse,
    /// Group of the two kinds of person.
    person_type,
    /// A natural person.
    person,
    /// A company.
    company,
    /// The bank's label.
    bank,
    /// In the empty bank field.
    bank_hint,
    /// While the list comes.
    banks_loading,
    /// There is no list (specification, "Despliegue de bancos disponibles").
    bank_list_unavailable,
    /// Over the bank used last on this device.
    last_used,
    /// Over the merchant's favourites.
    favourites,
    /// Over all the others.
    all_banks,
    /// No bank matches what was typed.
    no_bank_found,
    /// One bank matches, said aloud.
    one_bank,
    /// How many banks match, said aloud.
    many_banks,
    /// Closes the list of banks where it covers the screen.
    close,
    /// Whether the bank is to be offered first the next time.
    remember_bank,
    /// Whose the names are that a company's form asks for.
    representative,
    /// A payer's fields.
    document_type,
    document,
    first_name,
    last_name,
    company_name,
    email_address,
    address,
    city,
    province,
    country,
    phone,
    mobile,
    postal_code,
    /// After the label of a field that may stay empty.
    optional,
    /// First entry of a list that has no choice yet.
    choose,
    /// The types of document.
    cc,
    ce,
    ti,
    ppn,
    nit,
    ssn,
    /// Submit, before a bank is chosen.
    continue_,
    /// Submit, with the bank's name.
    continue_to,
    /// Submit, once pressed (certification, "Presentation").
    creating,
    /// Leaves the form.
    cancel,
    /// No kind of person chosen.
    person_type_required,
    /// No bank chosen.
    bank_required,
    /// A field that must be filled in.
    document_type_required,
    document_required,
    first_name_required,
    last_name_required,
    email_address_required,
    mobile_required,
    required,
    /// A text over its longest.
    too_long,
    /// A character that cannot be sent.
    forbidden_character,
    /// A document that does not go with the kind of person.
    wrong_for_person_type,
    /// A field that is not of its form.
    wrong_document,
    digit_count,
    wrong_check_digit,
    wrong_email_address,
    wrong_phone,
    wrong_phone_digits,
    wrong_field,
    /// One field is wrong, said aloud.
    one_wrong,
    /// How many fields are wrong, said aloud.
    many_wrong,
    /// No answer from the service.
    offline,
    /// An answer that cannot be understood.
    failed,
    /// The checkout does not exist.
    not_found,
    /// Heading over a failure.
    failed_title,
    /// After how many seconds to try again.
    wait,
    /// Tries the same again.
    again,
    /// To the backend's own page.
    open_page,
    /// Heading of an expired checkout.
    expired_title,
    /// What to do about it.
    expired,
    /// The link back to the merchant.
    back_to_shop,
    /// Heading while the tab goes to the bank.
    leaving_title,
    /// What happens, and what to do if it does not.
    leaving,
    /// The link.
    go_to_bank,
    /// The outcome's headings.
    state_creating,
    state_pending,
    state_refused,
    state_unanswered,
    state_approved,
    state_rejected,
    state_failed,
    /// A sentence under each heading of the outcome.
    lead_creating,
    lead_pending,
    lead_refused,
    lead_unanswered,
    lead_approved,
    lead_rejected,
    lead_failed,
    /// Where the buyer cancelled it, and where its bank did not authorize it.
    lead_cancelled,
    lead_declined,
    /// What a pending outcome adds (certification, "Result page").
    pending_advice,
    /// When the provider is asked next.
    next_check,
    /// When that is not known or over.
    next_check_soon,
    /// Back to the bank while its address can be used.
    continue_at_bank,
    /// What to do for whoever came back without paying.
    unpaid,
    /// Prints the receipt.
    print,
    /// Copies the CUS.
    copy_cus,
    /// Once it is copied.
    copied,
    /// The receipt's labels.
    state,
    reason,
    merchant,
    merchant_nit,
    cus,
    reference,
    date,
    amount,
    tax,
    description,
    /// Under the receipt of a test.
    test,
}
