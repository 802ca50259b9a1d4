//! A member in the cooperative network's portal.

use pse_placetopay::{PseTransactionRequest, PseTransactionResponse};
use reqwest::StatusCode;

use super::buyer::Page;
use super::{Sandbox, location, payment};

/// A member of the test world: the texts that the member types.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) document: (String, String),
    pub(crate) entity: String,
    pub(crate) user: String,
    pub(crate) password: String,
    pub(crate) email: String,
}

impl Member {
    pub(crate) fn new(kind: &str, document: &str, user: &str, password: &str, email: &str) -> Self {
        Self {
            document: (kind.into(), document.into()),
            entity: "alianza".into(),
            user: user.into(),
            password: password.into(),
            email: email.into(),
        }
    }

    pub(crate) fn ana() -> Self {
        Self::new("CC", "1098765432", "ana.nino", "Sol2026*", "ana@pse.example")
    }

    pub(crate) fn benito() -> Self {
        Self::new("CC", "16679990", "benito.fondo", "Luna2026*", "benito@pse.example")
    }

    pub(crate) fn carla() -> Self {
        Self::new("CC", "31583221", "carla.tope", "Mar2026*", "carla@pse.example")
    }

    pub(crate) fn dario() -> Self {
        Self::new("CE", "E1234567", "dario.frecuencia", "Rio2026*", "dario@pse.example")
    }

    pub(crate) fn elena() -> Self {
        Self::new("PPN", "AX123456", "elena.ninguna", "Paz2026*", "elena@pse.example")
    }
}

/// A member at the portal, and the page the member looks at.
pub(crate) struct Portal<'a> {
    sandbox: &'a Sandbox,
    member: Member,
    pub(crate) created: PseTransactionResponse,
    path: String,
    pub(crate) page: Page,
}

impl<'a> Portal<'a> {
    /// Creates a payment at bank 1066 and goes to the bank's first page.
    pub(crate) async fn enter(sandbox: &'a Sandbox, member: Member) -> Self {
        Self::pay(sandbox, member, payment("1066")).await
    }

    pub(crate) async fn pay(
        sandbox: &'a Sandbox,
        member: Member,
        order: PseTransactionRequest,
    ) -> Self {
        let created = sandbox.create(order).await;
        let start = sandbox.open(created.bank_url.as_deref().unwrap()).await;
        let answer = sandbox.press(&start, "ir", &[("correo", "ana@example.co")]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let path = location(&answer);
        let page = sandbox.open(&path).await;
        Self { sandbox, member, created, path, page }
    }

    pub(crate) fn id(&self) -> i64 {
        self.created.transaction_id.unwrap()
    }

    pub(crate) fn path(&self, below: &str) -> String {
        format!("{}{below}", self.path)
    }

    /// Sends the step's form and looks at where it leads.
    pub(crate) async fn answer(&mut self, typed: &[(&str, &str)]) -> StatusCode {
        let answer = self.sandbox.press(&self.page, "seguir", typed).await;
        let status = answer.status();
        self.page = if status == StatusCode::SEE_OTHER {
            assert_eq!(location(&answer), self.path);
            let answer = self.sandbox.get(&self.path).await;
            Page { html: answer.text().await.unwrap() }
        } else {
            Page { html: answer.text().await.unwrap() }
        };
        status
    }

    async fn goes_on(&mut self, typed: &[(&str, &str)]) {
        let status = self.answer(typed).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{}", self.page.html);
    }

    pub(crate) async fn identifies(&mut self) {
        let (kind, number) = self.member.document.clone();
        self.goes_on(&[("tipo", &kind), ("documento", &number)]).await;
    }

    pub(crate) async fn chooses_entity(&mut self) {
        let entity = self.member.entity.clone();
        self.goes_on(&[("entidad", &entity)]).await;
    }

    pub(crate) async fn gives_user(&mut self) {
        let user = self.member.user.clone();
        self.goes_on(&[("usuario", &user), ("robot", "si")]).await;
    }

    pub(crate) async fn gives_password(&mut self) {
        let password = self.member.password.clone();
        self.goes_on(&[("clave", &password)]).await;
    }

    /// Logs in, up to the choice of the account.
    pub(crate) async fn logs_in(&mut self) {
        self.identifies().await;
        self.chooses_entity().await;
        self.gives_user().await;
        self.gives_password().await;
        assert!(self.page.has("Datos del pago"), "{}", self.page.html);
    }

    pub(crate) async fn pays_from(&mut self, account: &str) {
        self.goes_on(&[("cuenta", account)]).await;
    }

    /// The security code that the mailbox has for this payment.
    pub(crate) async fn code(&self) -> String {
        let mailbox = self.sandbox.open(&format!("/correo?para={}", self.member.email)).await;
        let cus = self.created.trazability_code.clone().unwrap();
        let mail = mailbox.html.split("<article").find(|mail| mail.contains(&cus)).unwrap();
        let code = mail.split("Código de seguridad: ").nth(1).unwrap();
        code.chars().take(6).collect()
    }

    pub(crate) async fn gives_code(&mut self) {
        let code = self.code().await;
        self.goes_on(&[("codigo", &code)]).await;
    }

    /// The payment's state, response code, reason code and reason text.
    pub(crate) async fn outcome(&self) -> (String, i32, String, String) {
        let told = self.sandbox.information(self.id()).await;
        (
            told.transaction_state.unwrap(),
            told.response_code.unwrap(),
            told.response_reason_code.unwrap(),
            told.response_reason_text.unwrap(),
        )
    }
}
