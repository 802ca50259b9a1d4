//! The API's errors in Spanish.

use pse_shared::{ProblemCode, certified};

pub(super) const fn problem(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::InvalidJson => {
            ("JSON no válido", "El cuerpo de la solicitud no es un objeto JSON válido.")
        }
        ProblemCode::InvalidQuery => {
            ("Parámetros no válidos", "Los parámetros de la consulta no son válidos.")
        }
        ProblemCode::Unauthorized => {
            ("Sin autorización", "Falta la llave del comercio o no es válida.")
        }
        ProblemCode::OriginNotAllowed => {
            ("Origen no permitido", "Esta página no está autorizada para recibir este pago.")
        }
        ProblemCode::NotFound => ("No existe", "No encontramos lo que busca."),
        ProblemCode::MethodNotAllowed => {
            ("Método no permitido", "Esta dirección no acepta ese método.")
        }
        ProblemCode::PaymentPending => {
            ("Pago pendiente", "Hay un pago de esta referencia pendiente de confirmación.")
        }
        ProblemCode::CheckoutPaid => ("Ya está pagado", "Esta referencia ya fue pagada."),
        ProblemCode::IdempotencyInProgress => (
            "Solicitud en curso",
            "La primera solicitud con esta llave de idempotencia todavía está en curso.",
        ),
        ProblemCode::CheckoutExpired => (
            "Pago vencido",
            "El tiempo para hacer este pago terminó. Vuelva a la tienda e inicie uno nuevo.",
        ),
        ProblemCode::PayloadTooLarge => {
            ("Solicitud demasiado grande", "La solicitud es más grande de lo permitido.")
        }
        ProblemCode::UnsupportedMediaType => {
            ("Tipo de contenido no admitido", "Envíe el cuerpo como application/json.")
        }
        ProblemCode::ValidationFailed => ("Datos no válidos", "Revise los datos señalados."),
        ProblemCode::IdempotencyKeyReused => (
            "Llave de idempotencia repetida",
            "Esta llave de idempotencia ya se usó con otro contenido.",
        ),
        ProblemCode::TransactionRefused => ("Transacción no creada", certified::CREATION_FAILED),
        ProblemCode::RateLimited => (
            "Demasiadas solicitudes",
            "Hay demasiadas solicitudes. Espere un momento e intente de nuevo.",
        ),
        ProblemCode::ProbeTooSoon => {
            ("Consulta muy pronta", "Todavía no se puede volver a consultar esta transacción.")
        }
        ProblemCode::Internal => (
            "Error interno",
            "Ocurrió un error de nuestra parte. No se le ha cobrado; intente más tarde.",
        ),
        ProblemCode::ProviderUnanswered => (
            "Sin respuesta",
            "No recibimos respuesta al crear la transacción y no se le envió al banco, así que este intento no se puede pagar. Puede intentarlo de nuevo.",
        ),
        ProblemCode::ProviderUnavailable => (
            "Servicio no disponible",
            "El servicio de pagos no está disponible en este momento. No se envió ninguna transacción; intente de nuevo en unos segundos.",
        ),
        ProblemCode::BankListUnavailable => {
            ("Lista de bancos no disponible", certified::BANK_LIST_UNAVAILABLE)
        }
        ProblemCode::StoreUnavailable => (
            "Servicio no disponible",
            "El servicio no está disponible en este momento. No se le envió al banco; intente más tarde.",
        ),
    }
}
