//! What each error code means, in Spanish.

use pse_shared::{ProblemCode, certified};

use crate::words::texts::ProblemText;

pub(super) const fn problem(code: ProblemCode) -> ProblemText {
    match code {
        ProblemCode::InvalidJson => {
            text("JSON no válido", "El cuerpo de la solicitud no es un objeto JSON válido.")
        }
        ProblemCode::InvalidQuery => {
            text("Parámetros no válidos", "Los parámetros de la consulta no son válidos.")
        }
        ProblemCode::Unauthorized => {
            text("Sin autorización", "Falta la llave del comercio o no es válida.")
        }
        ProblemCode::OriginNotAllowed => {
            text("Origen no permitido", "Esta página no está autorizada para recibir este pago.")
        }
        ProblemCode::NotFound => text("No existe", "No encontramos lo que busca."),
        ProblemCode::MethodNotAllowed => {
            text("Método no permitido", "Esta dirección no acepta ese método.")
        }
        ProblemCode::PaymentPending => {
            text("Pago pendiente", "Hay un pago de esta referencia pendiente de confirmación.")
        }
        ProblemCode::CheckoutPaid => text("Ya está pagado", "Esta referencia ya fue pagada."),
        ProblemCode::IdempotencyInProgress => text(
            "Solicitud en curso",
            "La primera solicitud con esta llave de idempotencia todavía está en curso.",
        ),
        ProblemCode::CheckoutExpired => text(
            "Pago vencido",
            "El tiempo para hacer este pago terminó. Vuelva a la tienda e inicie uno nuevo.",
        ),
        ProblemCode::PayloadTooLarge => {
            text("Solicitud demasiado grande", "La solicitud es más grande de lo permitido.")
        }
        ProblemCode::UnsupportedMediaType => {
            text("Tipo de contenido no admitido", "Envíe el cuerpo como application/json.")
        }
        ProblemCode::ValidationFailed => text("Datos no válidos", "Revise los datos señalados."),
        ProblemCode::IdempotencyKeyReused => text(
            "Llave de idempotencia repetida",
            "Esta llave de idempotencia ya se usó con otro contenido.",
        ),
        ProblemCode::TransactionRefused => {
            text("Transacción no creada", certified::CREATION_FAILED)
        }
        ProblemCode::TooManyAttempts => text(
            "Demasiados intentos",
            "Este pago se ha intentado demasiadas veces. Vuelva a la tienda e inicie uno nuevo.",
        ),
        ProblemCode::RateLimited => text(
            "Demasiadas solicitudes",
            "Hay demasiadas solicitudes. Espere un momento e intente de nuevo.",
        ),
        ProblemCode::ProbeTooSoon => {
            text("Consulta muy pronta", "Todavía no se puede volver a consultar esta transacción.")
        }
        ProblemCode::Internal => text(
            "Error interno",
            "Ocurrió un error de nuestra parte. No se le ha cobrado; intente más tarde.",
        ),
        ProblemCode::ProviderUnanswered => text(
            "Sin respuesta",
            "No recibimos respuesta al crear la transacción y no se le envió al banco, así que este intento no se \
             puede pagar. Puede intentarlo de nuevo.",
        ),
        ProblemCode::ProviderUnavailable => text(
            "Servicio no disponible",
            "El servicio de pagos no está disponible en este momento. No se envió ninguna transacción; intente de \
             nuevo en unos segundos.",
        ),
        ProblemCode::BankListUnavailable => {
            text("Lista de bancos no disponible", certified::BANK_LIST_UNAVAILABLE)
        }
        ProblemCode::StoreUnavailable => text(
            "Servicio no disponible",
            "El servicio no está disponible en este momento. No se le envió al banco; intente más tarde.",
        ),
    }
}

const fn text(title: &'static str, detail: &'static str) -> ProblemText {
    ProblemText { title, detail }
}
