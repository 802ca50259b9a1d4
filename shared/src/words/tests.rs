//! Every language is whole, says what belongs to each field and state, and survives its file.

use super::{COUNT, Language, Words, digits, filled, of};
use crate::person::{PayerField, REQUIRED};
use crate::{BankInterface, DocumentType, FieldCode, PaymentState, certified};

#[test]
fn every_text_of_every_language_says_something_on_one_line() {
    for language in Language::ALL {
        let lines = of(language).lines();
        let texts: Vec<&str> = lines.split('\n').collect();
        assert_eq!(texts.len(), COUNT, "{language:?}: a text has a line break");
        for text in texts {
            assert!(!text.trim().is_empty() && text == text.trim(), "{language:?}: «{text}»");
        }
    }
}

#[test]
fn gaps_are_the_same_in_every_language() {
    let gaps = |words: &Words| -> Vec<usize> {
        words.lines().split('\n').map(|text| text.matches("{}").count()).collect()
    };
    for language in Language::ALL {
        assert_eq!(gaps(of(language)), gaps(of(Language::Spanish)), "{language:?}");
    }
}

#[test]
fn a_file_is_read_back_and_what_it_lacks_says_nothing() {
    let lines: &'static str = of(Language::Portuguese).lines().leak();
    let read = Words::from_lines(lines);
    assert_eq!(read.lines(), lines);
    assert_eq!(read.pay(), "Pagar com PSE");
    let short = Words::from_lines("pt-BR\nPT");
    assert_eq!((short.tag(), short.provider_code(), short.pay()), ("pt-BR", "PT", ""));
}

#[test]
fn every_field_document_and_state_has_its_own_text() {
    let words = of(Language::Spanish);
    let fields: Vec<_> = PayerField::ALL.iter().map(|&field| words.field(field)).collect();
    assert_eq!(
        fields,
        [
            "Tipo de documento",
            "Número de documento",
            "Nombres",
            "Apellidos",
            "Razón social",
            "Correo electrónico",
            "Dirección",
            "Ciudad",
            "Departamento",
            "País",
            "Teléfono",
            "Celular",
            "Código postal"
        ]
    );
    let documents = DocumentType::ALL.map(|kind| words.document_of(kind));
    assert_eq!(
        documents,
        [
            "Cédula de ciudadanía",
            "Cédula de extranjería",
            "Tarjeta de identidad",
            "Pasaporte",
            "NIT",
            "SSN (Estados Unidos)"
        ]
    );
    for state in PaymentState::ALL {
        assert_eq!(words.state_of(state), certified::state_label(state), "{state:?}");
    }
    let leads: Vec<_> = PaymentState::ALL.iter().map(|&state| words.lead(state)).collect();
    let mut different = leads.clone();
    different.sort_unstable();
    different.dedup();
    assert_eq!(different.len(), PaymentState::ALL.len(), "{leads:?}");
    assert_eq!(words.lead(PaymentState::Creating), "Estamos creando la transacción.");
    assert!(words.lead(PaymentState::Unanswered).starts_with("El servicio de pagos no respondió"));
    assert!(words.lead(PaymentState::Failed).starts_with("El pago no se pudo completar"));
    assert_eq!(words.interface(BankInterface::Company), "Empresa (persona jurídica)");
}

#[test]
fn what_certification_prescribes_is_said_in_spanish() {
    let words = of(Language::Spanish);
    assert_eq!(words.pending_advice(), certified::PENDING_ADVICE);
    assert_eq!(words.bank_list_unavailable(), certified::BANK_LIST_UNAVAILABLE);
    assert_eq!(words.creating(), "Creando transacción…");
    assert!(words.through_pse().contains("PSE (Proveedor de Servicios Electrónicos)"));
}

#[test]
fn every_required_field_says_what_to_do() {
    for language in Language::ALL {
        let words = of(language);
        let sentences: Vec<_> =
            REQUIRED.iter().map(|&field| words.wrong(field, FieldCode::Required)).collect();
        let mut different = sentences.clone();
        different.dedup();
        assert_eq!(different.len(), REQUIRED.len(), "{sentences:?}");
        assert!(!sentences.contains(&words.required().to_owned()), "{sentences:?}");
    }
}

#[test]
fn counts_agree_in_number() {
    let words = of(Language::Spanish);
    assert_eq!(words.banks_found(1), "1 banco");
    assert_eq!(words.banks_found(12), "12 bancos");
    assert_eq!(words.banks_found(0), words.no_bank_found());
    assert_eq!(words.wrong_fields(1), "Revise el campo marcado.");
    assert_eq!(words.wrong_fields(3), "Revise los 3 campos marcados.");
}

#[test]
fn how_long_to_wait_is_said_where_it_is_known() {
    let words = of(Language::Spanish);
    assert_eq!(words.with_wait("No.", None), "No.");
    assert_eq!(words.with_wait("No.", Some(5)), "No. Podrá intentar de nuevo en 5 segundos.");
}

#[test]
fn the_longest_allowed_is_named() {
    let sentence =
        of(Language::English).wrong(PayerField::FirstName, FieldCode::TooLong { max: 60 });
    assert_eq!(sentence, "Use at most 60 characters.");
    let count = FieldCode::DigitCount { count: 12, min: 4, max: 10 };
    let sentence = of(Language::Spanish).wrong(PayerField::Document, count);
    assert_eq!(
        sentence,
        "Tiene 12 dígitos. Revise el número: no corresponde al tipo de documento."
    );
}

#[test]
fn digits_are_those_of_display() {
    for number in [0, 7, 10, 1_000, u64::MAX] {
        assert_eq!(digits(number), number.to_string());
    }
}

#[test]
fn a_gap_is_filled_and_a_text_without_one_stays() {
    assert_eq!(filled("Ir a {}", "{}"), "Ir a {}");
    assert_eq!(filled("Ir a {}.", "casa"), "Ir a casa.");
    assert_eq!(filled("Ir", "casa"), "Ir");
}

#[test]
fn a_language_is_known_by_any_of_its_tags() {
    for (tag, language) in [
        ("es", Some(Language::Spanish)),
        ("ES-co", Some(Language::Spanish)),
        ("en-GB", Some(Language::English)),
        ("pt_BR", Some(Language::Portuguese)),
        ("est", None),
        ("de", None),
        ("", None),
    ] {
        assert_eq!(Language::from_tag(tag), language, "{tag}");
    }
    for language in Language::ALL {
        assert_eq!(Language::from_tag(language.tag()), Some(language));
        assert_eq!(of(language).tag(), language.tag());
        assert_eq!(of(language).provider_code(), language.provider_code());
        assert!(crate::order::LANGUAGES.contains(&language.provider_code()));
    }
}

#[test]
fn amounts_are_grouped_and_have_centavos_only_where_there_are_some() {
    for (text, expected) in [
        ("1062500", "$ 1.062.500"),
        ("1062500.50", "$ 1.062.500,50"),
        ("0.05", "$ 0,05"),
        ("0", "$ 0"),
        ("999.9", "$ 999,90"),
        ("1000", "$ 1.000"),
        ("100000", "$ 100.000"),
        ("9999999999999.99", "$ 9.999.999.999.999,99"),
    ] {
        assert_eq!(of(Language::Spanish).money(text.parse().unwrap(), "COP"), expected);
    }
}

#[test]
fn elsewhere_pesos_go_by_their_code_and_so_does_any_other_currency() {
    let amount = "1062500.5".parse().unwrap();
    assert_eq!(of(Language::English).money(amount, "COP"), "COP 1,062,500.50");
    assert_eq!(of(Language::Portuguese).money(amount, "COP"), "COP 1.062.500,50");
    assert_eq!(of(Language::Spanish).money(amount, "USD"), "USD 1.062.500,50");
}
