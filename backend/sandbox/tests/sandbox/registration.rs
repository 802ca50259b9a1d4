//! PSE's registration: register, update, delete, and back to the payment.

use pse_placetopay::{Person, PseTransactionRequest};
use reqwest::StatusCode;

use crate::harness::{Page, Sandbox, location, payer, payment, text};

const EVA: [(&str, &str); 11] = [
    ("tipo", "CC"),
    ("documento", "52123456"),
    ("nombre", "Eva Mora"),
    ("celular", "3001112233"),
    ("direccion", "Calle 1 # 2-3"),
    ("correo", "eva@nueva.example"),
    ("correo2", "eva@nueva.example"),
    ("pregunta", "¿Colegio en el cual obtuvo su título de bachiller?"),
    ("respuesta", "Santa Librada"),
    ("novedades", "si"),
    ("terminos", "si"),
];

const COMPANY: [(&str, &str); 12] = [
    ("documento", "901555444"),
    ("nombre", "Tejidos S.A.S."),
    ("contacto", "Luz Gil"),
    ("contacto_tipo", "CC"),
    ("contacto_documento", "31111222"),
    ("celular", "3001112233"),
    ("direccion", "Calle 1 # 2-3"),
    ("correo", "pagos@tejidos.example"),
    ("correo2", "pagos@tejidos.example"),
    ("pregunta", "¿Ciudad donde se constituyó la empresa?"),
    ("respuesta", "Cali"),
    ("terminos", "si"),
];

/// Opens the registration and chooses.
async fn begin(sandbox: &Sandbox, persona: &str, errand: &str) -> (String, Page) {
    let path = location(&sandbox.get("/pse/registro").await);
    let page = sandbox.open(&path).await;
    (path.clone(), choose(sandbox, &path, &page, persona, errand).await)
}

async fn choose(sandbox: &Sandbox, path: &str, page: &Page, persona: &str, errand: &str) -> Page {
    let chosen = [("persona", persona), ("opcion", errand)];
    let answer = sandbox.press(page, "seguir", &chosen).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    sandbox.open(path).await
}

/// Sends a form that must be taken; the page after it.
async fn send(sandbox: &Sandbox, path: &str, page: &Page, typed: &[(&str, &str)]) -> Page {
    let answer = sandbox.press(page, "seguir", typed).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text().await.unwrap());
    sandbox.open(path).await
}

/// Whether a payment gets past PSE with that e-mail.
async fn is_registered(sandbox: &Sandbox, email: &str) -> bool {
    let created = sandbox.create(payment("9001")).await;
    let page = sandbox.open(&created.bank_url.unwrap()).await;
    let answer = sandbox.press(&page, "ir", &[("correo", email)]).await;
    location(&answer).starts_with("/banco/")
}

#[tokio::test]
async fn an_unregistered_buyer_registers_and_comes_back_to_the_payment() {
    let sandbox = Sandbox::start().await;
    let created = sandbox.create(payment("9001")).await;
    let url = created.bank_url.unwrap();
    let pse = sandbox.open(&url).await;
    assert!(pse.has("@example.co o @example.com ya está registrada"));
    let answer = sandbox.press(&pse, "ir", &[("correo", "eva@nueva.example")]).await;
    let path = location(&answer);
    assert!(path.starts_with("/pse/registro/"), "{path}");
    let choice = sandbox.open(&path).await;
    assert!(choice.has("El correo eva@nueva.example no está registrado en PSE"));
    for option in [
        "Quiero registrarme ahora",
        "Quiero actualizar mi registro",
        "Quiero borrar mi registro",
        "Regresar",
        "Seguir",
        "Persona natural",
        "Persona jurídica",
    ] {
        assert!(choice.has(option), "{option}");
    }
    // «Regresar» leads back to the payment.
    let back = location(&sandbox.press(&choice, "regresar", &[]).await);
    assert!(sandbox.open(&back).await.has("Ir al Banco"));
    let form = choose(&sandbox, &path, &choice, "natural", "registrar").await;
    assert!(form.has("value=\"eva@nueva.example\""));
    let done = send(&sandbox, &path, &form, &EVA).await;
    assert!(done.has("Registro exitoso") && done.has("Continuar con mi pago"));
    let mailbox = sandbox.open("/correo?para=eva@nueva.example").await;
    assert!(mailbox.has("Registro exitoso en PSE"));
    let pse = sandbox.open(&url).await;
    assert!(pse.has("value=\"eva@nueva.example\""), "the payment knows who registered");
    let answer = sandbox.press(&pse, "ir", &[("correo", "Eva@nueva.example")]).await;
    let bank = sandbox.open(&location(&answer)).await;
    sandbox.press(&bank, "pagar", &[]).await;
    assert_eq!(sandbox.state(created.transaction_id.unwrap()).await, "OK");
    // Sent twice, it is still one registration.
    assert_eq!(sandbox.press(&form, "seguir", &EVA).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(sandbox.open("/").await.html.matches("eva@nueva.example").count(), 1);
}

#[tokio::test]
async fn the_form_has_every_field_of_the_document_and_names_each_error() {
    let sandbox = Sandbox::start().await;
    let (path, form) = begin(&sandbox, "natural", "registrar").await;
    for shown in [
        "Tipo de identificación",
        "Cédula de ciudadanía",
        "Número de identificación",
        "Nombre y apellido",
        "Número de celular",
        "Dirección",
        "E-mail",
        "Confirmar e-mail",
        "Pregunta de seguridad",
        "¿Colegio en el cual obtuvo su título de bachiller?",
        "Respuesta",
        "Quiero mantenerme al día con las novedades de PSE.",
        "Acepto voluntariamente los términos, condiciones y el aviso de Política de Privacidad de ACH Colombia S.A.",
        "Ver más",
        "Regresar",
        "Registrar",
    ] {
        assert!(form.has(shown), "{shown}");
    }
    let answer = sandbox.press(&form, "seguir", &[("novedades", "si")]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.text().await.unwrap();
    for field in [
        "tipo",
        "documento",
        "nombre",
        "celular",
        "direccion",
        "correo",
        "pregunta",
        "respuesta",
        "terminos",
    ] {
        assert!(html.contains(&format!("id=\"{field}-error\"")), "{field}");
    }
    assert_eq!(html.matches(" autofocus").count(), 1);
    for (field, value) in EVA {
        if field == "novedades" {
            continue;
        }
        let typed = EVA.map(|(name, right)| (name, if name == field { "" } else { right }));
        let html = sandbox.press(&form, "seguir", &typed).await.text().await.unwrap();
        assert!(
            html.contains(&format!("id=\"{field}-error\"")) || field == "correo2",
            "{field} {value}"
        );
        assert!(!is_registered(&sandbox, "eva@nueva.example").await, "half: {field}");
    }
    assert!(sandbox.open("/correo").await.has("No hay correos"));
    send(&sandbox, &path, &form, &EVA).await;
    assert!(is_registered(&sandbox, "eva@nueva.example").await);
}

#[tokio::test]
async fn nobody_registers_twice_with_an_e_mail_or_an_identification() {
    let sandbox = Sandbox::start().await;
    let (_, form) = begin(&sandbox, "natural", "registrar").await;
    for (name, value, field) in
        [("correo", "ana@pse.example", "correo"), ("documento", "1098765432", "documento")]
    {
        let typed = EVA.map(|(given, right)| {
            (given, if given == name || given == format!("{name}2") { value } else { right })
        });
        let answer = sandbox.press(&form, "seguir", &typed).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let html = answer.text().await.unwrap();
        assert!(html.contains(&format!("id=\"{field}-error\"")), "{field}");
    }
}

#[tokio::test]
async fn a_registration_is_updated_and_deleted_by_whoever_proves_to_be_its_owner() {
    let sandbox = Sandbox::start().await;
    let proof = [
        ("correo", "bruno@pse.example"),
        ("tipo", "CE"),
        ("documento", "E1234567"),
        ("respuesta", "canela"),
    ];
    for errand in ["actualizar", "borrar"] {
        let (_, page) = begin(&sandbox, "natural", errand).await;
        for (name, value, field) in [
            ("correo", "otro@pse.example", "correo"),
            ("documento", "E7654321", "correo"),
            ("respuesta", "Firulais", "respuesta"),
        ] {
            let typed =
                proof.map(|(given, right)| (given, if given == name { value } else { right }));
            let answer = sandbox.press(&page, "seguir", &typed).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            let html = answer.text().await.unwrap();
            assert!(html.contains(&format!("id=\"{field}-error\"")), "{name}");
        }
    }
    let (path, page) = begin(&sandbox, "natural", "actualizar").await;
    let form = send(&sandbox, &path, &page, &proof).await;
    assert!(form.has("value=\"Bruno Díaz\"") && form.has("Actualizar"));
    assert!(!form.has("value=\"Canela\""), "the answer is not shown");
    let new = [
        ("tipo", "CE"),
        ("documento", "E1234567"),
        ("nombre", "Bruno Díaz Paz"),
        ("celular", "3109876543"),
        ("direccion", "Carrera 8"),
        ("correo", "bruno@nueva.example"),
        ("correo2", "bruno@nueva.example"),
        ("pregunta", "¿Nombre de su primera mascota?"),
        ("respuesta", "Canela"),
        ("terminos", "si"),
    ];
    assert!(send(&sandbox, &path, &form, &new).await.has("Actualización exitosa"));
    assert!(is_registered(&sandbox, "bruno@nueva.example").await);
    assert!(!is_registered(&sandbox, "bruno@pse.example").await);
    let (path, page) = begin(&sandbox, "natural", "borrar").await;
    let proof = proof
        .map(|(name, value)| (name, if name == "correo" { "bruno@nueva.example" } else { value }));
    assert!(send(&sandbox, &path, &page, &proof).await.has("Su registro fue borrado"));
    assert!(!is_registered(&sandbox, "bruno@nueva.example").await);
    let mailbox = sandbox.open("/correo?para=bruno@nueva.example").await;
    assert!(mailbox.has("Actualización exitosa") && mailbox.has("fue borrado"));
}

#[tokio::test]
async fn a_company_registers_with_its_contact_and_pays_with_nit_and_e_mail() {
    let sandbox = Sandbox::start().await;
    let company = Person {
        document_type: text("NIT"),
        document: text("901555444"),
        company: text("Tejidos"),
        email_address: text("pagos@tejidos.example"),
        ..payer()
    };
    let order = PseTransactionRequest {
        bank_interface: text("1"),
        payer: Some(company),
        ..payment("9001")
    };
    let created = sandbox.create(order).await;
    let url = created.bank_url.unwrap();
    let pse = sandbox.open(&url).await;
    let right = [("correo", "pagos@tejidos.example"), ("nit", "901555444")];
    let path = location(&sandbox.press(&pse, "ir", &right).await);
    let choice = sandbox.open(&path).await;
    assert!(choice.has("value=\"juridica\" checked"));
    let form = choose(&sandbox, &path, &choice, "juridica", "registrar").await;
    for shown in ["NIT", "Razón social", "contacto legal", "value=\"901555444\""] {
        assert!(form.has(shown), "{shown}");
    }
    let without: Vec<_> = COMPANY.into_iter().filter(|(name, _)| *name != "contacto").collect();
    let html = sandbox.press(&form, "seguir", &without).await.text().await.unwrap();
    assert!(html.contains("id=\"contacto-error\""));
    // The form's own value comes before what the page was filled with.
    assert!(send(&sandbox, &path, &form, &COMPANY).await.has("Continuar con mi pago"));
    let pse = sandbox.open(&url).await;
    let other = [("correo", "pagos@tejidos.example"), ("nit", "901555445")];
    assert!(location(&sandbox.press(&pse, "ir", &other).await).starts_with("/pse/registro/"));
    assert!(location(&sandbox.press(&pse, "ir", &right).await).starts_with("/banco/"));
}

#[tokio::test]
async fn a_registration_ends_with_its_session_and_needs_its_token() {
    let sandbox = Sandbox::start().await;
    let (path, form) = begin(&sandbox, "natural", "registrar").await;
    let forged: Vec<(String, String)> = EVA
        .iter()
        .chain(&[("paso", "datos"), ("accion", "seguir"), ("csrf", "x")])
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    assert_eq!(sandbox.submit(&path, &forged).await.status(), StatusCode::FORBIDDEN);
    sandbox.set_clock(21 * 60 + 1).await;
    let late = sandbox.press(&form, "seguir", &EVA).await;
    assert_eq!(late.status(), StatusCode::GONE);
    assert!(late.text().await.unwrap().contains("La sesión de registro venció"));
    assert!(!is_registered(&sandbox, "eva@nueva.example").await);
    assert_eq!(sandbox.get("/pse/registro/nada").await.status(), StatusCode::GONE);
    assert!(sandbox.open("/pse/terminos").await.has("No escriba datos reales"));
}
