//! Which sentence about a payment a buyer reads in an error, and what it names. Its words are in [`crate::words`].

use pse_shared::Refusal;
use pse_shared::words::Language;

use crate::config::SiteConfig;
use crate::words;
use crate::words::texts::{MerchantContact, NamedPayment};
use pse_core::model::Payment;

/// A sentence about a payment for a buyer, in any language.
#[derive(Debug, Clone)]
pub struct Sentence {
    about: About,
    phone: String,
    email: String,
}

#[derive(Debug, Clone)]
enum About {
    Pending { reference: String, cus: String },
    Paid { reference: String, cus: String },
    Refused { refusal: Refusal },
    NotThisMachine,
    StoreDamaged,
    Verbatim(String),
}

impl Sentence {
    /// Makes the sentence for a second payment of a reference while one is pending.
    #[must_use]
    pub fn pending(payment: &Payment, site: &SiteConfig) -> Self {
        let (reference, cus) = names(payment);
        Self::of(About::Pending { reference, cus }, site)
    }

    /// Makes the sentence for a second payment of a reference that is already paid.
    #[must_use]
    pub fn paid(payment: &Payment, site: &SiteConfig) -> Self {
        let (reference, cus) = names(payment);
        Self::of(About::Paid { reference, cus }, site)
    }

    /// Makes the sentence for a payment that the provider refused to create.
    #[must_use]
    pub fn refused(payment: &Payment, site: &SiteConfig) -> Self {
        let refusal = payment.refusal.unwrap_or(Refusal::Other);
        Self::of(About::Refused { refusal }, site)
    }

    /// Makes the sentence for a request to the demo by another name than one of this machine.
    #[must_use]
    pub const fn not_this_machine() -> Self {
        Self { about: About::NotThisMachine, phone: String::new(), email: String::new() }
    }

    /// Makes the sentence for whoever asks whether the service is ready while its store is damaged.
    #[must_use]
    pub const fn store_damaged() -> Self {
        Self { about: About::StoreDamaged, phone: String::new(), email: String::new() }
    }

    /// Takes a text for programs that exists in one language only (a parser's, a library's).
    #[must_use]
    pub const fn verbatim(text: String) -> Self {
        Self { about: About::Verbatim(text), phone: String::new(), email: String::new() }
    }

    fn of(about: About, site: &SiteConfig) -> Self {
        let merchant = &site.merchant;
        Self { about, phone: merchant.phone.clone(), email: merchant.email.clone() }
    }

    /// Writes the sentence in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let texts = words::of(language);
        let contact = MerchantContact { phone: &self.phone, email: &self.email };
        match &self.about {
            About::Pending { reference, cus } => {
                texts.payment_pending(&NamedPayment { reference, cus, contact })
            }
            About::Paid { reference, cus } => {
                texts.checkout_paid(&NamedPayment { reference, cus, contact })
            }
            About::Refused { refusal } => texts.creation_refused(*refusal, &contact),
            About::NotThisMachine => texts.not_this_machine.to_owned(),
            About::StoreDamaged => texts.store_damaged.to_owned(),
            About::Verbatim(text) => text.clone(),
        }
    }
}

fn names(payment: &Payment) -> (String, String) {
    // Whoever asks for a payment without a CUS names it as the provider knows it.
    let cus = payment.cus.clone().unwrap_or_else(|| payment.reference.clone());
    (payment.merchant_reference.clone(), cus)
}
