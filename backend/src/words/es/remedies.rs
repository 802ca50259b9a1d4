//! What to do about each error code, in Spanish: for whoever writes the program, and for whoever pays.

use pse_shared::ProblemCode;

pub(super) const HEADING: &str = "Qué hacer";

pub(super) const fn remedy(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::InvalidJson => "Envíe un objeto JSON en UTF-8, con cada nombre una sola vez.",
        ProblemCode::InvalidQuery => {
            "Use solo los parámetros de la llamada, cada uno máximo una vez."
        }
        ProblemCode::Unauthorized => {
            "Envíe una de las llaves del comercio en `Authorization: Bearer <llave>`, desde su servidor, nunca desde \
             una página."
        }
        ProblemCode::OriginNotAllowed => {
            "Agregue el origen de la página (esquema, host y puerto exactos) a `allowed_origins` del sitio."
        }
        ProblemCode::NotFound => {
            "Revise el identificador. Lo que es de otro comercio tampoco se encuentra."
        }
        ProblemCode::MethodNotAllowed => "Use uno de los métodos del encabezado `Allow`.",
        ProblemCode::PaymentPending => {
            "Muestre `detail` al comprador y espere: el pago del `cus` termina solo y una notificación dice cómo. No \
             cree otro."
        }
        ProblemCode::CheckoutPaid => {
            "No queda nada por pagar. Muestre `detail` al comprador y consulte el pago del `cus`."
        }
        ProblemCode::IdempotencyInProgress => {
            "Envíe la misma solicitud con la misma llave después de los segundos de `Retry-After`."
        }
        ProblemCode::CheckoutExpired => {
            "Cree un pedido nuevo. Dele un `expires_at` más lejano si los compradores necesitan más tiempo."
        }
        ProblemCode::PayloadTooLarge => "Envíe máximo 64 KiB.",
        ProblemCode::UnsupportedMediaType => "Envíe `Content-Type: application/json`.",
        ProblemCode::ValidationFailed => {
            "Corrija cada campo de `errors`; no se guardó ni se envió nada."
        }
        ProblemCode::IdempotencyKeyReused => {
            "Use una llave nueva para cada solicitud, y la misma solo con exactamente el mismo contenido."
        }
        ProblemCode::TransactionRefused => {
            "Muestre `detail` al comprador, que puede elegir otro banco o intentar más tarde. `refusal` dice por \
             qué: `limit_exceeded`, `bank_unreachable`, `misconfigured` (la configuración del sitio en el proveedor, \
             de lo que ya se avisó al operador) u `other`; `reason_text` es el texto del proveedor."
        }
        ProblemCode::TooManyAttempts => {
            "Cree un checkout nuevo: de este ya se iniciaron 20 pagos, cualquiera que haya sido su resultado."
        }
        ProblemCode::RateLimited => {
            "Espere los segundos de `Retry-After`. Siga los eventos en lugar de preguntar una y otra vez."
        }
        ProblemCode::ProbeTooSoon => {
            "Espere los segundos de `Retry-After`; la sonda también pregunta por sí sola."
        }
        ProblemCode::Internal => {
            "Intente más tarde con la misma `Idempotency-Key`; avise al operador si continúa."
        }
        ProblemCode::ProviderUnanswered => {
            "El comprador puede intentar de nuevo: una transacción que el proveedor pudiera tener no se puede pagar, \
             porque la dirección del banco nunca salió. Queda guardada y se avisa al operador."
        }
        ProblemCode::ProviderUnavailable => {
            "No se envió nada. Intente de nuevo después de los segundos de `Retry-After`."
        }
        ProblemCode::BankListUnavailable => {
            "Muestre `detail` al comprador e intente de nuevo después de los segundos de `Retry-After`."
        }
        ProblemCode::StoreUnavailable => {
            "Intente de nuevo después de los segundos de `Retry-After`, con la misma `Idempotency-Key`. El comprador \
             no fue enviado al banco."
        }
    }
}
