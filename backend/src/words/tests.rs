//! Every language is whole, names what a buyer needs, and says in Spanish what is certified.

use pse_shared::words::Language;
use pse_shared::{ProblemCode, Refusal, certified};

use super::of;
use super::texts::{MerchantContact, NamedPayment, ServiceTexts};

const CONTACT: MerchantContact<'_> =
    MerchantContact { phone: "6024567890", email: "pagos@example.co" };
const PAYMENT: NamedPayment<'_> =
    NamedPayment { reference: "A1", cus: "0215022", contact: CONTACT };

#[test]
fn spanish_is_the_certified_sentence() {
    let es = of(Language::Spanish);
    let MerchantContact { phone, email } = CONTACT;
    assert_eq!(
        es.payment_pending(&PAYMENT),
        certified::payment_pending("A1", phone, email, "0215022")
    );
    assert_eq!(es.checkout_paid(&PAYMENT), certified::checkout_paid("A1", phone, email, "0215022"));
    for refusal in Refusal::ALL {
        assert_eq!(
            es.creation_refused(refusal, &CONTACT),
            certified::creation_refused(refusal, phone, email)
        );
    }
}

#[test]
fn every_language_names_what_the_buyer_needs() {
    for texts in Language::ALL.map(of) {
        let refused = texts.creation_refused(Refusal::LimitExceeded, &CONTACT);
        let about_payment = [texts.payment_pending(&PAYMENT), texts.checkout_paid(&PAYMENT)];
        for text in about_payment.iter().chain([&refused]) {
            assert!(text.contains("6024567890") && text.contains("pagos@example.co"), "{text}");
        }
        for text in &about_payment {
            assert!(text.contains("#A1") && text.contains("0215022"), "{text}");
        }
    }
}

#[test]
fn each_refusal_is_told_apart() {
    for language in Language::ALL {
        let [limit, bank, other] =
            [Refusal::LimitExceeded, Refusal::BankUnreachable, Refusal::Other]
                .map(|refusal| of(language).creation_refused(refusal, &CONTACT));
        assert!(limit != bank && bank != other && limit != other, "{language:?}");
    }
}

#[test]
fn no_text_is_empty_broken_or_that_of_another_language() {
    let said = |texts: &ServiceTexts| -> Vec<String> {
        ProblemCode::ALL
            .iter()
            .flat_map(|&code| [texts.problem(code).detail, texts.remedy(code)])
            .chain([texts.remedy_heading(), texts.pages.continue_to_bank, texts.pages.print_hint])
            .map(str::to_owned)
            .chain([texts.payment_pending(&PAYMENT), texts.checkout_paid(&PAYMENT)])
            .chain(Refusal::ALL.map(|refusal| texts.creation_refused(refusal, &CONTACT)))
            .collect()
    };
    let spanish = said(of(Language::Spanish));
    for language in Language::ALL {
        for (text, spanish) in said(of(language)).iter().zip(&spanish) {
            let is_clean = !text.is_empty()
                && text == text.trim()
                && !text.contains("  ")
                && !text.contains('\n')
                && !text.contains('{');
            assert!(is_clean, "{language:?}: «{text}»");
            assert!(language == Language::Spanish || text != spanish, "{language:?}: «{text}»");
        }
    }
}
