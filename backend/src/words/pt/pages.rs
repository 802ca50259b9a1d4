//! What the pages alone say, in Portuguese.

use crate::words::texts::PageTexts;

pub(super) const PAGES: PageTexts = PageTexts {
    name: "Português",
    languages: "Idioma",
    error: "Erro: ",
    shop: "Comércio",
    continue_to_bank: "Continuar para o banco",
    update_now: "Atualizar agora",
    print_hint: "Para imprimir ou guardar este comprovante, use o menu do seu navegador",
    through_pse: "Pagamento por meio do PSE (Proveedor de Servicios Electrónicos).",
    paid_title: "Este pagamento já foi aprovado",
    pending_title: "Há um pagamento pendente",
};
