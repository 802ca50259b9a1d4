//! «¿Olvidaste tu usuario?» and «¿Olvidaste tu contraseña?»: a mail to the member's address.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use super::show::{Header, member_of};
use crate::messages;
use crate::pages::form::{Control, Errors, Field, FormData, SentForm, mark};
use crate::pages::notice;
use crate::pages::page::page;
use crate::pages::visit;
use crate::sandbox::Sandbox;
use crate::store::{Stage, Transaction};

#[derive(Template)]
#[template(path = "forgotten.html")]
struct ForgottenPage {
    address: String,
    what: String,
    csrf: String,
    title: &'static str,
    header: Header,
    fields: Vec<Field>,
    sent: bool,
    wrong: bool,
}

/// What the member has forgotten: the user or the password.
#[derive(Clone, Copy)]
enum What {
    User,
    Password,
}

impl What {
    fn from_word(word: &str) -> Option<Self> {
        match word {
            "usuario" => Some(Self::User),
            "contrasena" => Some(Self::Password),
            _ => None,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::User => "¿Olvidaste tu usuario?",
            Self::Password => "¿Olvidaste tu contraseña?",
        }
    }
}

type Place = Path<(String, String, String)>;

pub(in crate::pages) async fn show(
    State(sandbox): State<Arc<Sandbox>>,
    Path((code, visit, what)): Place,
) -> Response {
    answer(&sandbox, &code, &visit, &what, None)
}

pub(in crate::pages) async fn submit(
    State(sandbox): State<Arc<Sandbox>>,
    Path((code, visit, what)): Place,
    sent: SentForm,
) -> Response {
    let typed = FormData::read(sent).unwrap_or_else(FormData::nothing);
    answer(&sandbox, &code, &visit, &what, Some(&typed))
}

fn answer(
    sandbox: &Sandbox,
    code: &str,
    visit: &str,
    what: &str,
    typed: Option<&FormData>,
) -> Response {
    let Some(transaction) = visit::find(sandbox, code, visit) else {
        return notice::unknown_payment();
    };
    let Some(asked) = What::from_word(what) else { return notice::unknown_payment() };
    let (Stage::AtBank { .. }, Some(visit)) = (&transaction.stage, &transaction.visit) else {
        return notice::over(&transaction);
    };
    let address = visit::address(code, &visit.token);
    let Some(member) = member_of(&visit.portal, sandbox) else {
        return notice::foreign_form(address);
    };
    let (mut errors, mut done) = (Errors::new(), false);
    if let Some(typed) = typed {
        if !typed.is_ours(&visit.csrf) {
            return notice::foreign_form(address);
        }
        if typed.get("correo").eq_ignore_ascii_case(&member.email) {
            let mail = |now| match asked {
                What::User => messages::forgotten_user(member, now),
                What::Password => messages::forgotten_password(member, now),
            };
            sandbox.with_store(|store, now| store.mailbox.deliver(mail(now)));
            done = true;
        } else {
            errors.push(("correo", "No es el correo registrado en el portal.".to_owned()));
        }
    }
    draw(sandbox, &transaction, asked, what, typed, &errors, done)
}

fn draw(
    sandbox: &Sandbox,
    transaction: &Transaction,
    asked: What,
    what: &str,
    typed: Option<&FormData>,
    errors: &Errors,
    sent: bool,
) -> Response {
    let Some(visit) = &transaction.visit else { return notice::over(transaction) };
    let code = transaction.order.transaction.bank_code.as_deref().unwrap_or_default();
    let nothing = FormData::nothing();
    let email = Field::new(
        "correo",
        "Correo electrónico registrado",
        Control::Line("email", "email", "email", 80),
        typed.unwrap_or(&nothing),
    );
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let forgotten = ForgottenPage {
        address: visit::address(code, &visit.token),
        what: what.to_owned(),
        csrf: visit.csrf.clone(),
        title: asked.title(),
        header: Header::of(transaction, visit, sandbox),
        fields: mark(vec![email], errors),
        sent,
        wrong: !errors.is_empty(),
    };
    page(status, &forgotten)
}
