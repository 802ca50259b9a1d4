//! What to do about each error code, in Portuguese: for whoever writes the program, and for whoever pays.

use pse_shared::ProblemCode;

pub(super) const HEADING: &str = "O que fazer";

pub(super) const fn remedy(code: ProblemCode) -> &'static str {
    match code {
        ProblemCode::InvalidJson => "Envie um objeto JSON em UTF-8, com cada nome uma única vez.",
        ProblemCode::InvalidQuery => {
            "Use apenas os parâmetros da chamada, cada um no máximo uma vez."
        }
        ProblemCode::Unauthorized => {
            "Envie uma das chaves do comércio em `Authorization: Bearer <chave>`, do seu servidor, nunca de uma \
             página."
        }
        ProblemCode::OriginNotAllowed => {
            "Adicione a origem da página (esquema, host e porta exatos) a `allowed_origins` do site."
        }
        ProblemCode::NotFound => {
            "Verifique o identificador. O que é de outro comércio também não é encontrado."
        }
        ProblemCode::MethodNotAllowed => "Use um dos métodos do cabeçalho `Allow`.",
        ProblemCode::PaymentPending => {
            "Mostre `detail` ao comprador e espere: o pagamento do `cus` termina sozinho e uma notificação diz como. \
             Não crie outro."
        }
        ProblemCode::CheckoutPaid => {
            "Não resta nada a pagar. Mostre `detail` ao comprador e consulte o pagamento do `cus`."
        }
        ProblemCode::IdempotencyInProgress => {
            "Envie a mesma solicitação com a mesma chave depois dos segundos de `Retry-After`."
        }
        ProblemCode::CheckoutExpired => {
            "Crie um pedido novo. Dê a ele um `expires_at` mais distante se os compradores precisarem de mais tempo."
        }
        ProblemCode::PayloadTooLarge => "Envie no máximo 64 KiB.",
        ProblemCode::UnsupportedMediaType => "Envie `Content-Type: application/json`.",
        ProblemCode::ValidationFailed => {
            "Corrija cada campo de `errors`; nada foi guardado nem enviado."
        }
        ProblemCode::IdempotencyKeyReused => {
            "Use uma chave nova para cada solicitação, e a mesma apenas com exatamente o mesmo conteúdo."
        }
        ProblemCode::TransactionRefused => {
            "Mostre `detail` ao comprador, que pode escolher outro banco ou tentar mais tarde. `refusal` diz por \
             quê: `limit_exceeded`, `bank_unreachable`, `misconfigured` (a configuração do site no provedor, da qual \
             o operador já foi avisado) ou `other`; `reason_text` é o texto do provedor."
        }
        ProblemCode::TooManyAttempts => {
            "Crie um novo checkout: deste já foram iniciados 20 pagamentos, qualquer que tenha sido o resultado."
        }
        ProblemCode::RateLimited => {
            "Espere os segundos de `Retry-After`. Acompanhe os eventos em vez de perguntar repetidamente."
        }
        ProblemCode::ProbeTooSoon => {
            "Espere os segundos de `Retry-After`; a sonda também pergunta sozinha."
        }
        ProblemCode::Internal => {
            "Tente mais tarde com a mesma `Idempotency-Key`; avise o operador se continuar."
        }
        ProblemCode::ProviderUnanswered => {
            "O comprador pode tentar de novo: uma transação que o provedor possa ter não pode ser paga, porque o \
             endereço do banco nunca saiu. Ela fica guardada e o operador é avisado."
        }
        ProblemCode::ProviderUnavailable => {
            "Nada foi enviado. Tente de novo depois dos segundos de `Retry-After`."
        }
        ProblemCode::BankListUnavailable => {
            "Mostre `detail` ao comprador e tente de novo depois dos segundos de `Retry-After`."
        }
        ProblemCode::StoreUnavailable => {
            "Tente de novo depois dos segundos de `Retry-After`, com a mesma `Idempotency-Key`. O comprador não foi \
             enviado ao banco."
        }
    }
}
