//! The sentences about a payment that a buyer reads in an error, in every language. Spanish ones are certified, word
//! for word ([`certified`]); the others say the same.

use pse_shared::words::Language;
use pse_shared::{Refusal, certified};

use crate::config::SiteConfig;
use crate::model::Payment;

/// A sentence, and what it names.
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
    Said(String),
}

impl Sentence {
    /// A second payment of a reference while one is pending.
    #[must_use]
    pub fn pending(payment: &Payment, site: &SiteConfig) -> Self {
        let (reference, cus) = names(payment);
        Self::of(About::Pending { reference, cus }, site)
    }

    /// A second payment of a reference that is paid.
    #[must_use]
    pub fn paid(payment: &Payment, site: &SiteConfig) -> Self {
        let (reference, cus) = names(payment);
        Self::of(About::Paid { reference, cus }, site)
    }

    /// A payment the provider refused to create.
    #[must_use]
    pub fn refused(payment: &Payment, site: &SiteConfig) -> Self {
        let refusal = payment.refusal().unwrap_or(Refusal::Other);
        Self::of(About::Refused { refusal }, site)
    }

    /// For programs, in the words of who refused: one language.
    #[must_use]
    pub fn said(text: String) -> Self {
        Self { about: About::Said(text), phone: String::new(), email: String::new() }
    }

    fn of(about: About, site: &SiteConfig) -> Self {
        let merchant = &site.merchant;
        Self { about, phone: merchant.phone.clone(), email: merchant.email.clone() }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        match language {
            Language::Spanish => self.spanish(),
            Language::English => self.english(),
            Language::Portuguese => self.portuguese(),
        }
    }

    fn spanish(&self) -> String {
        let (phone, email) = (&self.phone, &self.email);
        match &self.about {
            About::Pending { reference, cus } => {
                certified::payment_pending(reference, phone, email, cus)
            }
            About::Paid { reference, cus } => {
                certified::checkout_paid(reference, phone, email, cus)
            }
            About::Refused { refusal } => certified::creation_refused(*refusal, phone, email),
            About::Said(text) => text.clone(),
        }
    }

    fn english(&self) -> String {
        let (phone, email) = (&self.phone, &self.email);
        let more = |cus| {
            format!(
                "To know more about it you can call our customer service at {phone} or write to {email} and ask for transaction {cus}"
            )
        };
        match &self.about {
            About::Pending { reference, cus } => format!(
                "Your #{reference} has a payment whose transaction is PENDING confirmation by your bank. Please wait a few minutes and look again later to see whether it was confirmed. {}",
                more(cus)
            ),
            About::Paid { reference, cus } => format!(
                "The payment of your #{reference} has ended and its transaction is APPROVED by your bank. {}",
                more(cus)
            ),
            About::Refused { refusal } => match refusal {
                Refusal::LimitExceeded => format!(
                    "The amount of the transaction is over the limits set in PSE for the company, please contact our customer service at {phone} or {email}"
                ),
                Refusal::BankUnreachable => "The bank cannot be reached to begin the transaction, please choose another one or try again later".to_owned(),
                Refusal::Misconfigured | Refusal::Other => format!(
                    "The transaction could not be created, please try again later or contact the company at {phone} or {email}"
                ),
            },
            About::Said(text) => text.clone(),
        }
    }

    fn portuguese(&self) -> String {
        let (phone, email) = (&self.phone, &self.email);
        let more = |cus| {
            format!(
                "Para saber mais, você pode ligar para o nosso atendimento no telefone {phone} ou escrever para {email} e perguntar pela transação {cus}"
            )
        };
        match &self.about {
            About::Pending { reference, cus } => format!(
                "Neste momento seu #{reference} tem um pagamento cuja transação está PENDENTE de confirmação do seu banco. Por favor espere alguns minutos e consulte mais tarde para ver se foi confirmado. {}",
                more(cus)
            ),
            About::Paid { reference, cus } => format!(
                "O pagamento do seu #{reference} terminou e sua transação está APROVADA no seu banco. {}",
                more(cus)
            ),
            About::Refused { refusal } => match refusal {
                Refusal::LimitExceeded => format!(
                    "O valor da transação excede os limites estabelecidos no PSE para a empresa, por favor fale com o nosso atendimento no telefone {phone} ou no e-mail {email}"
                ),
                Refusal::BankUnreachable => "Não é possível falar com o banco para iniciar a transação, por favor escolha outro ou tente mais tarde".to_owned(),
                Refusal::Misconfigured | Refusal::Other => format!(
                    "Não foi possível criar a transação, por favor tente mais tarde ou fale com a empresa no telefone {phone} ou no e-mail {email}"
                ),
            },
            About::Said(text) => text.clone(),
        }
    }
}

fn names(payment: &Payment) -> (String, String) {
    (payment.merchant_reference.clone(), payment.cus.clone().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(about: About) -> Sentence {
        Sentence { about, phone: "6024567890".to_owned(), email: "pagos@example.co".to_owned() }
    }

    fn abouts() -> [About; 3] {
        let (reference, cus) = ("A1".to_owned(), "0215022".to_owned());
        [
            About::Pending { reference: reference.clone(), cus: cus.clone() },
            About::Paid { reference, cus },
            About::Refused { refusal: Refusal::LimitExceeded },
        ]
    }

    #[test]
    fn spanish_is_the_certified_sentence() {
        let [pending, paid, refused] =
            abouts().map(|about| sentence(about).in_language(Language::Spanish));
        assert_eq!(
            pending,
            certified::payment_pending("A1", "6024567890", "pagos@example.co", "0215022")
        );
        assert_eq!(
            paid,
            certified::checkout_paid("A1", "6024567890", "pagos@example.co", "0215022")
        );
        assert_eq!(refused, certified::exceeded_limit("6024567890", "pagos@example.co"));
    }

    #[test]
    fn every_language_names_what_the_buyer_needs() {
        for language in Language::ALL {
            let sentences = abouts().map(|about| sentence(about).in_language(language));
            for text in &sentences {
                assert!(text.contains("6024567890") && text.contains("pagos@example.co"), "{text}");
            }
            for text in &sentences[..2] {
                assert!(text.contains("#A1") && text.contains("0215022"), "{text}");
            }
        }
    }

    #[test]
    fn each_refusal_is_told_apart() {
        for language in Language::ALL {
            let [limit, bank, other] =
                [Refusal::LimitExceeded, Refusal::BankUnreachable, Refusal::Other]
                    .map(|refusal| sentence(About::Refused { refusal }).in_language(language));
            assert!(limit != bank && bank != other && limit != other, "{language:?}");
        }
    }
}
