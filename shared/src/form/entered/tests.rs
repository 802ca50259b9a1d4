//! What is entered becomes a payer, or is told apart field by field.

use super::*;
use crate::person::REQUIRED;

fn whole() -> Entered {
    let mut entered = Entered::default();
    entered.choose(BankInterface::Person);
    for (field, text) in [
        (PayerField::DocumentType, "CC"),
        (PayerField::Document, "1.098.765.432"),
        (PayerField::FirstName, " Ana "),
        (PayerField::LastName, "Niño"),
        (PayerField::EmailAddress, "ana@example.co"),
        (PayerField::Mobile, "300 123 4567"),
    ] {
        entered.payer.set(field, text.into());
    }
    entered
}

fn with(field: PayerField, text: &str) -> Entered {
    let mut entered = whole();
    entered.payer.set(field, text.to_owned());
    entered
}

fn wrong(entered: &Entered) -> Vec<(FormField, FieldCode)> {
    entered.check(true, REQUIRED)
}

#[test]
fn a_whole_form_is_right_and_cleaned() {
    assert_eq!(wrong(&whole()), []);
    let payer = whole().payer(REQUIRED);
    assert_eq!(payer.document.as_deref(), Some("1098765432"));
    assert_eq!(payer.first_name.as_deref(), Some("Ana"));
    assert_eq!(payer.mobile.as_deref(), Some("3001234567"));
}

#[test]
fn its_rules_are_those_of_the_whole_person() {
    for (field, text) in [
        (PayerField::Document, "0123"),
        (PayerField::Document, "..."),
        (PayerField::Document, "1234567890123"),
        (PayerField::DocumentType, "NIT"),
        (PayerField::DocumentType, "XX"),
        (PayerField::FirstName, ""),
        (PayerField::LastName, &"x".repeat(61)),
        (PayerField::EmailAddress, "ana@"),
        (PayerField::Document, "109876543210"),
        (PayerField::Mobile, "12"),
        (PayerField::Mobile, "300 123 456x"),
        (PayerField::Mobile, "ñandú"),
        (PayerField::Mobile, "123456९"),
        (PayerField::Mobile, "३००१२३४५६७"),
        (PayerField::Document, "१०९८७६५४३२"),
    ] {
        let entered = with(field, text);
        let expected: Vec<_> = entered
            .payer(REQUIRED)
            .check_payer(BankInterface::Person)
            .into_iter()
            .filter_map(|error| Some((FormField::from_path(&error.field)?, error.code)))
            .filter(|(wrong, _)| *wrong == FormField::Payer(field))
            .collect();
        let found: Vec<_> = wrong(&entered)
            .into_iter()
            .filter(|(wrong, _)| *wrong == FormField::Payer(field))
            .collect();
        assert_eq!(found, expected, "{field:?} {text}");
        assert_eq!(found.len(), 1, "{field:?} {text}");
    }
}

#[test]
fn everything_missing_is_named_in_the_forms_order() {
    let wrong: Vec<_> = Entered::default().check(false, REQUIRED).into_iter().collect();
    let mut expected = vec![FormField::PersonType, FormField::Bank];
    expected.extend(REQUIRED.iter().map(|&field| FormField::Payer(field)));
    let expected: Vec<_> = expected.into_iter().map(|field| (field, FieldCode::Required)).collect();
    assert_eq!(wrong, expected);
}

#[test]
fn what_the_merchant_sent_is_neither_asked_nor_checked_nor_sent() {
    let entered = with(PayerField::Document, "999");
    assert_eq!(entered.check(true, &[]), []);
    assert_eq!(entered.payer(&[]), Person::default());
}

#[test]
fn a_companys_document_is_its_nit_and_a_persons_never() {
    let mut company = whole();
    company.choose(BankInterface::Company);
    company.payer.set(PayerField::Document, "900.123.456-8".into());
    assert_eq!(company.payer.document_kind(), Some(DocumentType::Nit));
    assert_eq!(wrong(&company), []);
    assert_eq!(company.payer(REQUIRED).document_type.as_deref(), Some("NIT"));
    assert_eq!(company.payer(REQUIRED).document.as_deref(), Some("900123456"));
    let kind = (FormField::Payer(PayerField::DocumentType), FieldCode::WrongForPersonType);
    company.payer.set(PayerField::DocumentType, "CC".into());
    company.fill_in_nit();
    assert_eq!(wrong(&company), [kind]);
    let mut person = with(PayerField::DocumentType, "NIT");
    person.payer.set(PayerField::Document, "900123456".into());
    assert_eq!(wrong(&person), [kind]);
}

#[test]
fn only_a_companys_document_type_is_filled_in_and_only_where_none_is_chosen() {
    for (interface, chosen, expected) in [
        (Some(BankInterface::Company), "", Some("NIT")),
        (Some(BankInterface::Company), "CC", Some("CC")),
        (Some(BankInterface::Person), "", None),
        (None, "", None),
    ] {
        let mut entered = with(PayerField::DocumentType, chosen);
        entered.interface = interface;
        entered.fill_in_nit();
        assert_eq!(entered.payer.get(PayerField::DocumentType), expected, "{interface:?}");
    }
}

#[test]
fn a_document_chosen_before_the_kind_of_person_may_be_right() {
    let mut entered = with(PayerField::DocumentType, "NIT");
    entered.payer.set(PayerField::Document, "900123456".into());
    entered.interface = None;
    assert_eq!(wrong(&entered), [(FormField::PersonType, FieldCode::Required)]);
}

#[test]
fn choosing_another_kind_drops_the_document_type_and_the_same_again_keeps_it() {
    let mut entered = whole();
    entered.choose(BankInterface::Person);
    assert_eq!(entered.payer.document_kind(), Some(DocumentType::Cc));
    entered.choose(BankInterface::Company);
    entered.choose(BankInterface::Person);
    assert_eq!(entered.payer.document_kind(), None);
    assert_eq!(entered.payer.get(PayerField::DocumentType), None);
}

#[test]
fn a_companys_name_is_only_taken_of_a_company_and_may_stay_empty() {
    let mut entered = with(PayerField::Company, " Casa SAS ");
    assert_eq!(entered.payer(REQUIRED).company, None);
    entered.choose(BankInterface::Company);
    assert_eq!(entered.payer(REQUIRED).company.as_deref(), Some("Casa SAS"));
    entered.payer.set(PayerField::Company, "  ".into());
    assert_eq!(wrong(&entered), []);
    assert_eq!(entered.payer(REQUIRED).company, None);
}

#[test]
fn a_number_is_held_against_the_nit_of_a_company_whose_type_nobody_was_asked() {
    let mut entered = Entered::default();
    entered.choose(BankInterface::Company);
    entered.payer.set(PayerField::Document, "12".into());
    let code = FieldCode::DigitCount { count: 2, min: 7, max: 10 };
    let number = (FormField::Payer(PayerField::Document), code);
    assert_eq!(entered.check(true, &[PayerField::Document]), [number]);
}

#[test]
fn what_the_widget_checks_is_never_stricter_than_the_rules_and_sees_what_is_plainly_wrong() {
    for (field, text) in [
        (PayerField::Document, "1.098.765.432"),
        (PayerField::Document, "10-98-76"),
        (PayerField::Document, "0123"),
        (PayerField::Document, "..."),
        (PayerField::Document, "109876543210"),
        (PayerField::Mobile, "+57 300 123 4567"),
        (PayerField::Mobile, "(601) 508 1234"),
        (PayerField::Mobile, "57 300 123 4567"),
        (PayerField::Mobile, "12"),
        (PayerField::Mobile, "300 123 456x"),
        (PayerField::Mobile, "ñandú"),
        (PayerField::Mobile, "123456९"),
        (PayerField::Mobile, "३००१२३४५६७"),
        (PayerField::Document, "१०९८७६५४३२"),
        (PayerField::EmailAddress, "ana@"),
        (PayerField::EmailAddress, "mailto: ana@example.co "),
        (PayerField::EmailAddress, "Mailto:ana@example.co"),
        (PayerField::FirstName, ""),
    ] {
        let entered = with(field, text);
        assert_eq!(entered.check_loosely(true, REQUIRED), wrong(&entered), "{field:?} {text}");
    }
    let mut company = whole();
    company.choose(BankInterface::Company);
    for nit in [
        "900.123.456-8",
        "900.123.456-7",
        "12345678-8",
        "9001234567",
        "1.098.765.432-9",
        "1098765432–9",
    ] {
        company.payer.set(PayerField::Document, nit.into());
        assert_eq!(company.check_loosely(true, REQUIRED), [], "{nit}");
    }
}
