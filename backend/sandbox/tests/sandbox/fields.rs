//! Every field limit of the specification: a fault that names the field.

use pse_placetopay::{Attribute, Person, PseTransactionRequest};

use crate::harness::{Sandbox, payer, payment, text};

type Spoil = fn(&mut PseTransactionRequest);

/// What is wrong, and how the fault names it.
const WRONG: &[(Spoil, &str)] = &[
    (|t| t.bank_code = None, "código del banco (bankCode) es obligatorio"),
    (|t| t.bank_code = long(7), "código del banco (bankCode) supera los 6"),
    (|t| t.bank_interface = text("2"), "interfaz del banco (bankInterface) no es válido"),
    (|t| t.return_url = None, "URL de retorno (returnURL) es obligatorio"),
    (|t| t.return_url = text("javascript:alert(1)"), "URL de retorno (returnURL) no es válido"),
    (|t| t.return_url = text("/volver"), "URL de retorno (returnURL) no es válido"),
    (
        |t| t.return_url = Some(format!("https://a.co/{}", "x".repeat(255))),
        "URL de retorno (returnURL) supera los 255",
    ),
    (|t| t.reference = text(" "), "referencia (reference) es obligatorio"),
    (|t| t.reference = long(33), "referencia (reference) supera los 32"),
    (|t| t.reference = text("a|b"), "referencia (reference) no es válido"),
    (|t| t.description = long(256), "descripción (description) supera los 255"),
    (|t| t.description = text("una \"cita\""), "descripción (description) no es válido"),
    (|t| t.language = text("es"), "idioma (language) no es válido"),
    (|t| t.language = text("SPA"), "idioma (language) supera los 2"),
    (|t| t.currency = text("USD"), "moneda (currency) no es válido"),
    (|t| t.total_amount = None, "valor total (totalAmount) es obligatorio"),
    (|t| t.ip_address = text("2001:db8::1234:5678"), "dirección IP (ipAddress) supera los 15"),
    (|t| t.ip_address = text("localhost"), "dirección IP (ipAddress) no es válido"),
    (|t| t.user_agent = None, "agente de navegación (userAgent) es obligatorio"),
    (|t| t.user_agent = long(256), "agente de navegación (userAgent) supera los 255"),
    (|t| t.payer = None, "tipo de documento del pagador (payer.documentType) es obligatorio"),
    (|t| of(&mut t.payer).document = None, "documento del pagador (payer.document) es oblig"),
    (
        |t| of(&mut t.payer).document_type = text("XX"),
        "tipo de documento del pagador (payer.documentType) no es válido",
    ),
    (
        |t| of(&mut t.payer).document = text("012345"),
        "documento del pagador (payer.document) no es válido para el tipo CC",
    ),
    (
        |t| of(&mut t.payer).document = long(13),
        "documento del pagador (payer.document) supera los 12",
    ),
    (|t| of(&mut t.payer).first_name = None, "nombres del pagador (payer.firstName) es oblig"),
    (|t| of(&mut t.payer).first_name = long(61), "pagador (payer.firstName) supera los 60"),
    (|t| of(&mut t.payer).last_name = long(61), "pagador (payer.lastName) supera los 60"),
    (|t| of(&mut t.payer).company = long(61), "pagador (payer.company) supera los 60"),
    (|t| of(&mut t.payer).email_address = text("ana@"), "pagador (payer.emailAddress) no es"),
    (|t| of(&mut t.payer).email_address = None, "pagador (payer.emailAddress) es obligatorio"),
    (
        |t| of(&mut t.buyer).address = long(101),
        "dirección del comprador (buyer.address) supera los 100",
    ),
    (|t| of(&mut t.buyer).city = long(51), "ciudad del comprador (buyer.city) supera los 50"),
    (
        |t| of(&mut t.buyer).province = long(51),
        "departamento del comprador (buyer.province) supera",
    ),
    (|t| of(&mut t.buyer).country = text("co"), "país del comprador (buyer.country) no es válido"),
    (|t| of(&mut t.buyer).phone = long(31), "teléfono del comprador (buyer.phone) supera los 30"),
    (
        |t| of(&mut t.shipping).mobile = long(31),
        "celular del receptor (shipping.mobile) supera los 30",
    ),
    (
        |t| of(&mut t.shipping).postal_code = long(11),
        "receptor (shipping.postalCode) supera los 10",
    ),
    (
        |t| of(&mut t.shipping).city = text("a\u{85}b"),
        "(shipping.city) contiene caracteres no permitidos",
    ),
    (
        |t| attribute(t, &"n".repeat(31), "v"),
        "nombre del dato adicional 1 (additionalData[0].name) supera los 30",
    ),
    (|t| attribute(t, "n", &"v".repeat(129)), "(additionalData[0].value) supera los 128"),
];

fn long(characters: usize) -> Option<String> {
    Some("ñ".repeat(characters))
}

fn of(person: &mut Option<Person>) -> &mut Person {
    person.get_or_insert_default()
}

fn attribute(transaction: &mut PseTransactionRequest, name: &str, value: &str) {
    transaction.additional_data = Some(vec![Attribute { name: text(name), value: text(value) }]);
}

#[tokio::test]
async fn each_wrong_field_is_a_fault_that_names_it_and_nothing_is_stored() {
    let sandbox = Sandbox::start().await;
    for (spoil, name) in WRONG {
        let mut transaction = payment("9001");
        spoil(&mut transaction);
        let fault = sandbox.fault(transaction).await;
        assert!(fault.string.contains(name), "{:?} does not say {name:?}", fault.string);
    }
    assert_eq!(sandbox.transactions().await.len(), 0);
}

#[tokio::test]
async fn fields_at_their_very_limit_are_taken() {
    let sandbox = Sandbox::start().await;
    let mut transaction = payment("9001");
    transaction.reference = long(32);
    transaction.description = long(255);
    transaction.user_agent = long(255);
    transaction.return_url = Some(format!("https://a.co/{}", "x".repeat(242)));
    let person = Person {
        document_type: text("TI"),
        document: text("123456789012"),
        first_name: long(60),
        last_name: long(60),
        company: long(60),
        address: long(100),
        city: long(50),
        province: long(50),
        country: text("CO"),
        phone: long(30),
        mobile: long(30),
        postal_code: long(10),
        ..payer()
    };
    transaction.payer = Some(person.clone());
    transaction.buyer = Some(person.clone());
    transaction.shipping = Some(person);
    attribute(&mut transaction, &"n".repeat(30), &"v".repeat(128));
    let created = sandbox.create(transaction).await;
    assert_eq!(created.return_code.as_deref(), Some("SUCCESS"));
}

#[tokio::test]
async fn a_company_is_known_by_its_nit_and_its_name() {
    let sandbox = Sandbox::start().await;
    let mut transaction = payment("9001");
    transaction.bank_interface = text("1");
    transaction.payer = Some(Person {
        document_type: text("NIT"),
        document: text("900123456"),
        company: text("Cafetales S.A.S."),
        email_address: text("pagos@example.co"),
        ..Person::default()
    });
    assert_eq!(sandbox.create(transaction).await.return_code.as_deref(), Some("SUCCESS"));
}
