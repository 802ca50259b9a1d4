//! What a buyer is told about a payment, in Portuguese: the same as the certified Spanish sentences.

use pse_shared::Refusal;

use crate::words::texts::{MerchantContact, NamedPayment};

pub(super) const NOT_THIS_MACHINE: &str = "Esta é a demonstração, cuja chave é pública: chega-se a ela por um endereço da própria máquina, como 127.0.0.1, ou por \
     sua `server.public_url`.";

pub(super) const STORE_DAMAGED: &str = "O armazenamento de dados está danificado: \
     nada é gravado nele e nenhum pagamento pode começar. O registro do serviço diz qual é o arquivo e o que fazer.";

pub(super) fn payment_pending(payment: &NamedPayment<'_>) -> String {
    let (reference, more) = (payment.reference, more(payment));
    format!(
        "Neste momento seu #{reference} tem um pagamento cuja transação está PENDENTE de confirmação do seu banco. \
         Por \
         favor espere alguns minutos e consulte mais tarde para ver se foi confirmado. {more}"
    )
}

pub(super) fn checkout_paid(payment: &NamedPayment<'_>) -> String {
    let (reference, more) = (payment.reference, more(payment));
    format!(
        "O pagamento do seu #{reference} terminou e sua transação está APROVADA no seu banco. {more}"
    )
}

pub(super) fn creation_refused(refusal: Refusal, contact: &MerchantContact<'_>) -> String {
    let MerchantContact { phone, email } = *contact;
    match refusal {
        Refusal::LimitExceeded => format!(
            "O valor da transação excede os limites estabelecidos no PSE para a empresa, por favor fale com o nosso \
             atendimento no telefone {phone} ou no e-mail {email}"
        ),
        Refusal::BankUnreachable => {
            "Não é possível falar com o banco para iniciar a transação, por favor escolha outro ou tente mais tarde"
                .to_owned()
        }
        Refusal::Misconfigured | Refusal::Other => format!(
            "Não foi possível criar a transação, por favor tente mais tarde ou fale com a empresa no telefone \
             {phone} \
             ou no e-mail {email}"
        ),
    }
}

fn more(payment: &NamedPayment<'_>) -> String {
    let NamedPayment { cus, contact: MerchantContact { phone, email }, .. } = *payment;
    format!(
        "Para saber mais, você pode ligar para o nosso atendimento no telefone {phone} ou escrever para {email} e \
         perguntar pela transação {cus}"
    )
}
