//! Who may pay, and who may not.

use super::*;

fn ana() -> Person {
    Person {
        document_type: Some("CC".into()),
        document: Some("1098765432".into()),
        first_name: Some("Ana".into()),
        last_name: Some("Niño".into()),
        email_address: Some("ana@example.co".into()),
        mobile: Some("3001234567".into()),
        ..Person::default()
    }
}

fn errors(person: &Person, interface: BankInterface) -> Vec<(String, FieldCode)> {
    person.check_payer(interface).into_iter().map(|e| (e.field.into_owned(), e.code)).collect()
}

#[test]
fn a_whole_person_is_right() {
    assert_eq!(errors(&ana(), BankInterface::Person), []);
}

#[test]
fn every_missing_field_is_named() {
    let named: Vec<_> = errors(&Person::default(), BankInterface::Person);
    let expected: Vec<_> = REQUIRED
        .iter()
        .map(|field| (format!("payer.{}", field.as_str()), FieldCode::Required))
        .collect();
    assert_eq!(named, expected);
}

#[test]
fn a_company_pays_with_its_nit_only_and_a_person_never_with_one() {
    let wrong = ("payer.document_type".to_owned(), FieldCode::WrongForPersonType);
    assert_eq!(errors(&ana(), BankInterface::Company), std::slice::from_ref(&wrong));
    let company =
        Person { document_type: Some("NIT".into()), document: Some("900123456".into()), ..ana() };
    assert_eq!(errors(&company, BankInterface::Company), []);
    assert_eq!(errors(&company, BankInterface::Person), [wrong]);
}

#[test]
fn too_long_texts_and_control_characters_are_refused_not_cut() {
    let person =
        Person { first_name: Some("x".repeat(61)), last_name: Some("a\u{7}b".into()), ..ana() };
    assert_eq!(
        errors(&person, BankInterface::Person),
        [
            ("payer.first_name".to_owned(), FieldCode::TooLong { max: 60 }),
            ("payer.last_name".to_owned(), FieldCode::ForbiddenCharacter),
        ]
    );
}

#[test]
fn addresses_that_cannot_receive_mail_are_refused() {
    for (text, good) in [
        ("ana@example.co", true),
        ("a.b+c@sub.example.com.co", true),
        ("ana", false),
        ("ana@", false),
        ("@example.co", false),
        ("ana@example", false),
        ("ana@exa mple.co", false),
        ("ana@@example.co", false),
        ("correo:ana@example.co", false),
        ("ana@example..co", false),
    ] {
        assert_eq!(PayerField::EmailAddress.check(text).is_ok(), good, "{text}");
    }
}

#[test]
fn nothing_personal_is_printed() {
    assert_eq!(format!("{:?}", ana()), "Person(…)");
}

#[test]
fn telephones_are_told_what_is_wrong_with_them() {
    let count = |count| Err(FieldCode::DigitCount { count, min: 7, max: 15 });
    for (text, expected) in [
        ("3001234567", Ok(())),
        ("+13055551234", Ok(())),
        ("300123", count(6)),
        ("+3001234567310987", count(16)),
        ("300123456x", Err(FieldCode::Pattern)),
        ("300+1234567", Err(FieldCode::Pattern)),
        ("+", Err(FieldCode::Pattern)),
    ] {
        for field in [PayerField::Phone, PayerField::Mobile] {
            assert_eq!(field.check(text), expected, "{text}");
        }
    }
}
