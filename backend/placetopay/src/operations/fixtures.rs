//! Who asks and who pays in the tests of the operations: the published sample credentials,
//! an invented person.

use crate::{Attribute, Authentication, Person};

pub(super) fn auth() -> Authentication {
    Authentication {
        login: Some("6dd490faf9cb87a9862245da41170ff2".to_owned()),
        tran_key: Some("4f69c4a59d5bf4d61d5d887fb8ba599351f6d31a".to_owned()),
        seed: Some("2021-04-30T16:33:57+00:00".to_owned()),
        additional: None,
    }
}

pub(super) fn person() -> Person {
    let some = |text: &str| Some(text.to_owned());
    Person {
        document_type: some("CC"),
        document: some("1020304050"),
        first_name: some("María José"),
        last_name: some("Núñez & Hijos"),
        company: None,
        email_address: some("maria@example.co"),
        address: some("Cra. 7 # 12-34"),
        city: some("Medellín"),
        province: some("Antioquia"),
        country: some("CO"),
        phone: None,
        mobile: some("3001234567"),
        postal_code: None,
    }
}

pub(super) fn attribute(name: &str, value: &str) -> Attribute {
    Attribute { name: Some(name.to_owned()), value: Some(value.to_owned()) }
}
