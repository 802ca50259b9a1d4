//! What to do about each error code: for whoever writes the program, and for whoever pays.

use pse_shared::ProblemCode;
use pse_shared::words::Language;

/// What to do, in a language.
#[must_use]
pub const fn remedy(code: ProblemCode, language: Language) -> &'static str {
    let (english, spanish, portuguese) = in_every_language(code);
    match language {
        Language::Spanish => spanish,
        Language::English => english,
        Language::Portuguese => portuguese,
    }
}

/// The heading over it.
#[must_use]
pub const fn heading(language: Language) -> &'static str {
    match language {
        Language::Spanish => "Qué hacer",
        Language::English => "What to do",
        Language::Portuguese => "O que fazer",
    }
}

const fn in_every_language(code: ProblemCode) -> (&'static str, &'static str, &'static str) {
    match code {
        ProblemCode::InvalidJson => (
            "Send a JSON object, encoded in UTF-8, with each name once.",
            "Envíe un objeto JSON en UTF-8, con cada nombre una sola vez.",
            "Envie um objeto JSON em UTF-8, com cada nome uma única vez.",
        ),
        ProblemCode::InvalidQuery => (
            "Use only the query parameters of the call, each at most once.",
            "Use solo los parámetros de la llamada, cada uno máximo una vez.",
            "Use apenas os parâmetros da chamada, cada um no máximo uma vez.",
        ),
        ProblemCode::Unauthorized => (
            "Send one of the site's `api_keys` in `Authorization: Bearer <key>`, from your server, never from a page.",
            "Envíe una de las llaves del comercio en `Authorization: Bearer <llave>`, desde su servidor, nunca desde una página.",
            "Envie uma das chaves do comércio em `Authorization: Bearer <chave>`, do seu servidor, nunca de uma página.",
        ),
        ProblemCode::OriginNotAllowed => (
            "Add the page's origin (scheme, host and port, exactly) to the site's `allowed_origins`.",
            "Agregue el origen de la página (esquema, host y puerto exactos) a `allowed_origins` del sitio.",
            "Adicione a origem da página (esquema, host e porta exatos) a `allowed_origins` do site.",
        ),
        ProblemCode::NotFound => (
            "Check the id. What belongs to another merchant is not found either.",
            "Revise el identificador. Lo que es de otro comercio tampoco se encuentra.",
            "Verifique o identificador. O que é de outro comércio também não é encontrado.",
        ),
        ProblemCode::MethodNotAllowed => (
            "Use one of the methods of the `Allow` header.",
            "Use uno de los métodos del encabezado `Allow`.",
            "Use um dos métodos do cabeçalho `Allow`.",
        ),
        ProblemCode::PaymentPending => (
            "Show `detail` to the buyer and wait: the payment named by `cus` ends by itself, and a webhook tells how. Do not create another one.",
            "Muestre `detail` al comprador y espere: el pago del `cus` termina solo y una notificación dice cómo. No cree otro.",
            "Mostre `detail` ao comprador e espere: o pagamento do `cus` termina sozinho e uma notificação diz como. Não crie outro.",
        ),
        ProblemCode::CheckoutPaid => (
            "Nothing is left to pay. Show `detail` to the buyer and look at the payment named by `cus`.",
            "No queda nada por pagar. Muestre `detail` al comprador y consulte el pago del `cus`.",
            "Não resta nada a pagar. Mostre `detail` ao comprador e consulte o pagamento do `cus`.",
        ),
        ProblemCode::IdempotencyInProgress => (
            "Send the same request again, with the same key, after `Retry-After` seconds.",
            "Envíe la misma solicitud con la misma llave después de los segundos de `Retry-After`.",
            "Envie a mesma solicitação com a mesma chave depois dos segundos de `Retry-After`.",
        ),
        ProblemCode::CheckoutExpired => (
            "Create a new checkout. Give it a later `expires_at` if buyers need longer.",
            "Cree un pedido nuevo. Dele un `expires_at` más lejano si los compradores necesitan más tiempo.",
            "Crie um pedido novo. Dê a ele um `expires_at` mais distante se os compradores precisarem de mais tempo.",
        ),
        ProblemCode::PayloadTooLarge => {
            ("Send at most 64 KiB.", "Envíe máximo 64 KiB.", "Envie no máximo 64 KiB.")
        }
        ProblemCode::UnsupportedMediaType => (
            "Send `Content-Type: application/json`.",
            "Envíe `Content-Type: application/json`.",
            "Envie `Content-Type: application/json`.",
        ),
        ProblemCode::ValidationFailed => (
            "Correct every field of `errors`; nothing was stored or sent.",
            "Corrija cada campo de `errors`; no se guardó ni se envió nada.",
            "Corrija cada campo de `errors`; nada foi guardado nem enviado.",
        ),
        ProblemCode::IdempotencyKeyReused => (
            "Use a new key for a new request, and the same key only for the very same body.",
            "Use una llave nueva para cada solicitud, y la misma solo con exactamente el mismo contenido.",
            "Use uma chave nova para cada solicitação, e a mesma apenas com exatamente o mesmo conteúdo.",
        ),
        ProblemCode::TransactionRefused => (
            "Show `detail` to the buyer, who may choose another bank or try later. `refusal` says why: `limit_exceeded`, `bank_unreachable`, `misconfigured` (the site's configuration at the provider, of which an alert has told the operator) or `other`; `reason_text` is the provider's own text.",
            "Muestre `detail` al comprador, que puede elegir otro banco o intentar más tarde. `refusal` dice por qué: `limit_exceeded`, `bank_unreachable`, `misconfigured` (la configuración del sitio en el proveedor, de lo que ya se avisó al operador) u `other`; `reason_text` es el texto del proveedor.",
            "Mostre `detail` ao comprador, que pode escolher outro banco ou tentar mais tarde. `refusal` diz por quê: `limit_exceeded`, `bank_unreachable`, `misconfigured` (a configuração do site no provedor, da qual o operador já foi avisado) ou `other`; `reason_text` é o texto do provedor.",
        ),
        ProblemCode::RateLimited => (
            "Wait `Retry-After` seconds. Follow events instead of asking again and again.",
            "Espere los segundos de `Retry-After`. Siga los eventos en lugar de preguntar una y otra vez.",
            "Espere os segundos de `Retry-After`. Acompanhe os eventos em vez de perguntar repetidamente.",
        ),
        ProblemCode::ProbeTooSoon => (
            "Wait `Retry-After` seconds; the probe asks by itself, too.",
            "Espere los segundos de `Retry-After`; la sonda también pregunta por sí sola.",
            "Espere os segundos de `Retry-After`; a sonda também pergunta sozinha.",
        ),
        ProblemCode::Internal => (
            "Try again later, with the same `Idempotency-Key`; tell the operator if it goes on.",
            "Intente más tarde con la misma `Idempotency-Key`; avise al operador si continúa.",
            "Tente mais tarde com a mesma `Idempotency-Key`; avise o operador se continuar.",
        ),
        ProblemCode::ProviderUnanswered => (
            "The buyer may try again: a transaction that the provider may hold cannot be paid, as its bank's address never left. It is kept, and the operator is alerted.",
            "El comprador puede intentar de nuevo: una transacción que el proveedor pudiera tener no se puede pagar, porque la dirección del banco nunca salió. Queda guardada y se avisa al operador.",
            "O comprador pode tentar de novo: uma transação que o provedor possa ter não pode ser paga, porque o endereço do banco nunca saiu. Ela fica guardada e o operador é avisado.",
        ),
        ProblemCode::ProviderUnavailable => (
            "Nothing was sent. Try again after `Retry-After` seconds.",
            "No se envió nada. Intente de nuevo después de los segundos de `Retry-After`.",
            "Nada foi enviado. Tente de novo depois dos segundos de `Retry-After`.",
        ),
        ProblemCode::BankListUnavailable => (
            "Show `detail` to the buyer and try again after `Retry-After` seconds.",
            "Muestre `detail` al comprador e intente de nuevo después de los segundos de `Retry-After`.",
            "Mostre `detail` ao comprador e tente de novo depois dos segundos de `Retry-After`.",
        ),
        ProblemCode::StoreUnavailable => (
            "Try again after `Retry-After` seconds, with the same `Idempotency-Key`. The buyer was not sent to the bank.",
            "Intente de nuevo después de los segundos de `Retry-After`, con la misma `Idempotency-Key`. El comprador no fue enviado al banco.",
            "Tente de novo depois dos segundos de `Retry-After`, com a mesma `Idempotency-Key`. O comprador não foi enviado ao banco.",
        ),
    }
}
