//! Pages that only say something: a link that leads nowhere (any more), a payment that is
//! over.

use askama::Template;
use axum::response::Response;
use http::StatusCode;

use super::page::page;
use super::summary::way_back;
use crate::store::{Outcome, Stage, Transaction};

#[derive(Template)]
#[template(path = "notice.html")]
struct Notice<'a> {
    title: &'a str,
    text: &'a str,
    link: Link,
}

struct Link {
    label: &'static str,
    href: String,
}

impl Link {
    fn to_merchant(transaction: &Transaction) -> Self {
        Self { label: "Volver al comercio", href: way_back(transaction) }
    }

    fn to_start() -> Self {
        Self { label: "Ir al inicio del simulador", href: "/".to_owned() }
    }
}

/// The page for an address that is not there.
pub(super) async fn no_such_page() -> Response {
    let notice = Notice {
        title: "Esta página no existe",
        text: "La dirección no corresponde a ninguna página del simulador.",
        link: Link::to_start(),
    };
    page(StatusCode::NOT_FOUND, &notice)
}

/// The page for a token that belongs to no payment.
pub(super) fn unknown_payment() -> Response {
    let notice = Notice {
        title: "No encontramos este pago",
        text: "El enlace no corresponde a ningún pago. Puede estar incompleto, o el simulador se reinició y olvidó sus pagos. Vuelva al comercio e inicie el pago de nuevo.",
        link: Link::to_start(),
    };
    page(StatusCode::NOT_FOUND, &notice)
}

/// The page for a form that does not come from the page we sent.
pub(super) fn foreign_form(address: String) -> Response {
    let notice = Notice {
        title: "No pudimos recibir el formulario",
        text: "El formulario no viene de la página que le mostramos, o llegó incompleto. No se hizo ningún cambio: abra la página de nuevo.",
        link: Link { label: "Abrir la página de nuevo", href: address },
    };
    page(StatusCode::FORBIDDEN, &notice)
}

/// The page for a registration that timed out or never began.
pub(super) fn registration_over() -> Response {
    let notice = Notice {
        title: "La sesión de registro venció",
        text: "Pasó el tiempo para terminar el registro, o el enlace está incompleto. No se registró ningún dato.",
        link: Link { label: "Empezar de nuevo", href: "/pse/registro".to_owned() },
    };
    page(StatusCode::GONE, &notice)
}

/// The registration's terms («Ver más»).
pub(super) fn terms() -> Response {
    let notice = Notice {
        title: "Términos, condiciones y Política de Privacidad",
        text: "Este registro es simulado: los datos que escriba quedan en la memoria del simulador y se olvidan al detenerlo. ACH Colombia S.A. no recibe nada de él. No escriba datos reales.",
        link: Link { label: "Ir al registro", href: "/pse/registro".to_owned() },
    };
    page(StatusCode::OK, &notice)
}

/// The page for a member who left the network's portal after paying.
pub(super) fn portal_closed(transaction: &Transaction) -> Response {
    let notice = Notice {
        title: "Cerró el portal",
        text: "El pago ya está hecho y no se deshace. El comercio lo conocerá aunque usted no vuelva.",
        link: Link::to_merchant(transaction),
    };
    page(StatusCode::OK, &notice)
}

/// The page for a buyer who went to the bank before: the payment goes on there.
pub(super) fn already_at_bank(address: String) -> Response {
    let notice = Notice {
        title: "Su pago continúa en el banco",
        text: "Ya salió de PSE hacia su banco con este pago. Termínelo allí antes de que venza la sesión.",
        link: Link { label: "Continuar en el banco", href: address },
    };
    page(StatusCode::OK, &notice)
}

/// The page for a payment that was confirmed, cancelled, or ran out: the buyer has nothing left to
/// do.
pub(super) fn over(transaction: &Transaction) -> Response {
    let (status, title, text) = match &transaction.stage {
        Stage::Ended { outcome: Outcome::Expired, .. } => (
            StatusCode::GONE,
            "La sesión de pago venció",
            "Pasó el tiempo para confirmar este pago y no se hizo ningún débito. Si todavía quiere pagar, inicie el pago de nuevo en el comercio.",
        ),
        Stage::Ended { outcome, .. } => (StatusCode::OK, "Este pago ya terminó", outcome.text()),
        Stage::Waiting { .. } => (
            StatusCode::OK,
            "Este pago ya fue confirmado",
            "El banco todavía no informa el resultado. El comercio lo conocerá cuando el banco responda.",
        ),
        Stage::Refused(_) | Stage::AtPse | Stage::AtBank { .. } => (
            StatusCode::CONFLICT,
            "Este pago no está en el banco",
            "Vuelva al comercio e inicie el pago de nuevo.",
        ),
    };
    page(status, &Notice { title, text, link: Link::to_merchant(transaction) })
}
