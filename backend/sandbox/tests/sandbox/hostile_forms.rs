//! Hostile input in every field of every form: shown as text, never as markup, and no page
//! breaks.

use pse_placetopay::PseTransactionRequest;

use crate::harness::{Member, Page, Portal, Sandbox, location, payment, text};

const HOSTILE: [&str; 6] = [
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "</title></textarea><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include \"base.html\" %}",
    "\u{202e}\u{0}\r\nSet-Cookie: a=b",
    "ñandú 🤖 «comillas» & <b>",
];

/// What no page may have: markup that was typed.
fn assert_tame(html: &str, place: &str) {
    for part in ["<script", "<img", "<svg onload", "onerror=alert(1)>", "<b>", "49"] {
        // "49" is allowed where nothing was computed.
        if part == "49" {
            assert!(!html.contains("value=\"49"), "{place}");
        } else {
            assert!(!html.contains(part), "{part} at {place}: {html}");
        }
    }
    assert!(html.contains("</html>"), "{place} broke off");
    assert!(html.contains("Esto es una simulación"), "{place}");
}

fn names(page: &Page) -> Vec<String> {
    page.html
        .split(" name=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .filter(|name| !["csrf", "paso", "accion", "enc", "viewport"].contains(&name.as_str()))
        .collect()
}

/// Fills every field of `page` with each hostile text and presses the button.
async fn attack(sandbox: &Sandbox, page: &Page, action: &str, place: &str) {
    let names = names(page);
    assert!(!names.is_empty(), "{place} has no fields");
    for hostile in HOSTILE {
        let typed: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), hostile)).collect();
        let answer = sandbox.press(page, action, &typed).await;
        assert!(!answer.status().is_server_error(), "{place}");
        if !answer.status().is_redirection() {
            assert_tame(&answer.text().await.unwrap(), place);
        }
    }
}

#[tokio::test]
async fn every_field_of_every_form_takes_hostile_text_as_text() {
    let sandbox = Sandbox::start().await;
    let company = PseTransactionRequest { bank_interface: text("1"), ..payment("9001") };
    let created = sandbox.create(company).await;
    let pse = sandbox.open(&created.bank_url.unwrap()).await;
    attack(&sandbox, &pse, "ir", "PSE").await;
    for persona in ["natural", "juridica"] {
        for errand in ["registrar", "actualizar", "borrar"] {
            let path = location(&sandbox.get("/pse/registro").await);
            let choice = sandbox.open(&path).await;
            attack(&sandbox, &choice, "seguir", "the registration's choice").await;
            let chosen = [("persona", persona), ("opcion", errand)];
            sandbox.press(&choice, "seguir", &chosen).await;
            let page = sandbox.open(&path).await;
            attack(&sandbox, &page, "seguir", errand).await;
        }
    }
    let mut portal = Portal::enter(&sandbox, Member::ana()).await;
    attack(&sandbox, &portal.page, "seguir", "document").await;
    portal.identifies().await;
    attack(&sandbox, &portal.page, "seguir", "entity").await;
    portal.chooses_entity().await;
    attack(&sandbox, &portal.page, "seguir", "user").await;
    let forgotten = sandbox.open(&portal.path("/usuario")).await;
    attack(&sandbox, &forgotten, "enviar", "forgotten").await;
    portal.gives_user().await;
    // Six wrong passwords would end it: one of a payment of its own.
    let mut other = Portal::enter(&sandbox, Member::ana()).await;
    other.identifies().await;
    other.chooses_entity().await;
    other.gives_user().await;
    attack(&sandbox, &other.page, "seguir", "password").await;
    portal.gives_password().await;
    attack(&sandbox, &portal.page, "seguir", "account").await;
    portal.pays_from("100200305566").await;
    attack(&sandbox, &portal.page, "seguir", "code").await;
    for hostile in HOSTILE {
        let query: String = url::form_urlencoded::byte_serialize(hostile.as_bytes()).collect();
        for path in ["/correo?para=", "/pse/inicio?enc=", "/pse/registro?enc=", "/pse/registro/"] {
            let answer = sandbox.get(&format!("{path}{query}")).await;
            assert!(!answer.status().is_server_error(), "{path}");
            if !answer.status().is_redirection() {
                assert_tame(&answer.text().await.unwrap(), path);
            }
        }
    }
}

#[tokio::test]
async fn hostile_people_and_orders_are_shown_as_texts_up_to_the_receipt() {
    let sandbox = Sandbox::start().await;
    let path = location(&sandbox.get("/pse/registro").await);
    let choice = sandbox.open(&path).await;
    sandbox.press(&choice, "seguir", &[("persona", "natural"), ("opcion", "registrar")]).await;
    let form = sandbox.open(&path).await;
    let hostile = "<script>alert('ñ')</script>&";
    let typed = [
        ("tipo", "CC"),
        ("documento", "52123456"),
        ("nombre", hostile),
        ("celular", "3001112233"),
        ("direccion", hostile),
        ("correo", "o'b&c@nueva.example"),
        ("correo2", "o'b&c@nueva.example"),
        ("pregunta", "¿Nombre de su primera mascota?"),
        ("respuesta", hostile),
        ("terminos", "si"),
    ];
    assert!(sandbox.press(&form, "seguir", &typed).await.status().is_redirection());
    let done = sandbox.open(&path).await;
    assert!(done.has("o&#39;b&#38;c@nueva.example"));
    let order = PseTransactionRequest {
        reference: text("<b>1</b>'"),
        description: text("<script>alert(1)</script>"),
        ..payment("1066")
    };
    let mut portal = Portal::pay(&sandbox, Member::ana(), order).await;
    portal.logs_in().await;
    let account = portal.page.html.clone();
    portal.pays_from("100200305566").await;
    portal.gives_code().await;
    assert!(portal.page.has("&#60;b&#62;1&#60;/b&#62;&#39;"));
    let printed = sandbox.open(&portal.path("/recibo")).await.html;
    let start = sandbox.open("/").await.html;
    let mailbox = sandbox.open("/correo").await.html;
    let receipt = portal.page.html.clone();
    for (place, html) in [
        ("done", done.html),
        ("account", account),
        ("receipt", receipt),
        ("print", printed),
        ("start", start),
        ("mailbox", mailbox),
    ] {
        assert_tame(&html, place);
    }
}

#[tokio::test]
async fn a_form_too_large_or_of_another_kind_is_refused() {
    let sandbox = Sandbox::start().await;
    let portal = Portal::enter(&sandbox, Member::ana()).await;
    let huge = "x".repeat(64 * 1024);
    let answer = sandbox.press(&portal.page, "seguir", &[("documento", &huge)]).await;
    assert_eq!(answer.status().as_u16(), 403);
    let path = portal.path("");
    let json =
        sandbox.client.post(sandbox.url(&path)).json(&serde_json::json!({"accion": "cancelar"}));
    assert_eq!(json.send().await.unwrap().status().as_u16(), 403);
    let twice = "csrf=x&csrf=y&accion=cancelar&accion=seguir&%FF=%FF";
    let request = sandbox
        .client
        .post(sandbox.url(&path))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(twice);
    assert_eq!(request.send().await.unwrap().status().as_u16(), 403);
    assert_eq!(sandbox.state(portal.id()).await, "PENDING");
}
