//! What each error code means, in Portuguese.

use pse_shared::ProblemCode;

use crate::words::texts::ProblemText;

pub(super) const fn problem(code: ProblemCode) -> ProblemText {
    match code {
        ProblemCode::InvalidJson => text("JSON inválido", "O corpo não é um objeto JSON válido."),
        ProblemCode::InvalidQuery => {
            text("Parâmetros inválidos", "Os parâmetros da consulta não são válidos.")
        }
        ProblemCode::Unauthorized => {
            text("Sem autorização", "A chave do comércio falta ou não é válida.")
        }
        ProblemCode::OriginNotAllowed => text(
            "Origem não permitida",
            "Esta página não está autorizada a receber este pagamento.",
        ),
        ProblemCode::NotFound => text("Não existe", "Não encontramos o que você procura."),
        ProblemCode::MethodNotAllowed => {
            text("Método não permitido", "Este endereço não aceita esse método.")
        }
        ProblemCode::PaymentPending => {
            text("Pagamento pendente", "Há um pagamento desta referência aguardando confirmação.")
        }
        ProblemCode::CheckoutPaid => text("Já está pago", "Esta referência já foi paga."),
        ProblemCode::IdempotencyInProgress => text(
            "Solicitação em curso",
            "A primeira solicitação com esta chave de idempotência ainda está em curso.",
        ),
        ProblemCode::CheckoutExpired => text(
            "Pagamento expirado",
            "O prazo para fazer este pagamento terminou. Volte à loja e comece um novo.",
        ),
        ProblemCode::PayloadTooLarge => {
            text("Solicitação grande demais", "A solicitação é maior do que o permitido.")
        }
        ProblemCode::UnsupportedMediaType => {
            text("Tipo de conteúdo não aceito", "Envie o corpo como application/json.")
        }
        ProblemCode::ValidationFailed => text("Dados inválidos", "Verifique os dados indicados."),
        ProblemCode::IdempotencyKeyReused => text(
            "Chave de idempotência repetida",
            "Esta chave de idempotência já foi usada com outro conteúdo.",
        ),
        ProblemCode::TransactionRefused => text(
            "Transação não criada",
            "Não foi possível criar a transação, por favor tente mais tarde ou fale com a empresa",
        ),
        ProblemCode::TooManyAttempts => text(
            "Tentativas demais",
            "Este pagamento foi tentado vezes demais. Volte à loja e inicie um novo.",
        ),
        ProblemCode::RateLimited => text(
            "Solicitações demais",
            "Há solicitações demais. Espere um momento e tente de novo.",
        ),
        ProblemCode::ProbeTooSoon => {
            text("Consulta muito cedo", "Ainda não é possível consultar esta transação de novo.")
        }
        ProblemCode::Internal => text(
            "Erro interno",
            "Ocorreu um erro do nosso lado. Nada foi cobrado; tente mais tarde.",
        ),
        ProblemCode::ProviderUnanswered => text(
            "Sem resposta",
            "Não recebemos resposta ao criar a transação e você não foi enviado ao banco, então esta tentativa não \
             pode ser paga. Você pode tentar de novo.",
        ),
        ProblemCode::ProviderUnavailable => text(
            "Serviço indisponível",
            "O serviço de pagamentos não está disponível neste momento. Nenhuma transação foi enviada; tente de novo \
             em alguns segundos.",
        ),
        ProblemCode::BankListUnavailable => text(
            "Lista de bancos indisponível",
            "Não foi possível obter a lista de instituições financeiras, por favor tente mais tarde",
        ),
        ProblemCode::StoreUnavailable => text(
            "Serviço indisponível",
            "O serviço não está disponível neste momento. Você não foi enviado ao banco; tente mais tarde.",
        ),
    }
}

const fn text(title: &'static str, detail: &'static str) -> ProblemText {
    ProblemText { title, detail }
}
