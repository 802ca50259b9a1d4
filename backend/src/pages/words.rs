//! What the pages alone say, in every language; everything they share with the widget is in [`pse_shared::words`].

use pse_shared::words::Language;

/// The pages' own texts in one language: each must be there, or it does not compile.
#[derive(Debug)]
pub struct PageWords {
    /// What the language calls itself.
    pub name: &'static str,
    /// Names the switch of languages.
    pub languages: &'static str,
    /// Before the title of a page with errors.
    pub error: &'static str,
    /// Who is paid.
    pub shop: &'static str,
    /// Submits the form.
    pub continue_to_bank: &'static str,
    /// Leaves the page.
    pub back_to_shop: &'static str,
    /// Reads the outcome again.
    pub update_now: &'static str,
    /// How the receipt is printed.
    pub print_hint: &'static str,
    /// Under a receipt, where the payment went through (certification, "Presentation").
    pub through_pse: &'static str,
    /// Heading when another checkout has paid the reference.
    pub paid_title: &'static str,
    /// Heading when another checkout is paying it.
    pub pending_title: &'static str,
}

/// The pages' own words of a language.
#[must_use]
pub const fn of(language: Language) -> &'static PageWords {
    match language {
        Language::Spanish => &ES,
        Language::English => &EN,
        Language::Portuguese => &PT,
    }
}

static ES: PageWords = PageWords {
    name: "Español",
    languages: "Idioma",
    error: "Error: ",
    shop: "Comercio",
    continue_to_bank: "Continuar al banco",
    back_to_shop: "Volver a la tienda",
    update_now: "Actualizar ahora",
    print_hint: "Para imprimir o guardar este comprobante, use el menú de su navegador (Ctrl + P).",
    through_pse: "Pago a través de PSE (Proveedor de Servicios Electrónicos).",
    paid_title: "Este pago ya fue aprobado",
    pending_title: "Hay un pago pendiente",
};

static EN: PageWords = PageWords {
    name: "English",
    languages: "Language",
    error: "Error: ",
    shop: "Merchant",
    continue_to_bank: "Continue to the bank",
    back_to_shop: "Back to the shop",
    update_now: "Update now",
    print_hint: "To print or keep this receipt, use your browser's menu (Ctrl + P).",
    through_pse: "Payment through PSE (Proveedor de Servicios Electrónicos).",
    paid_title: "This payment has been approved",
    pending_title: "A payment is pending",
};

static PT: PageWords = PageWords {
    name: "Português",
    languages: "Idioma",
    error: "Erro: ",
    shop: "Comércio",
    continue_to_bank: "Continuar para o banco",
    back_to_shop: "Voltar à loja",
    update_now: "Atualizar agora",
    print_hint: "Para imprimir ou guardar este comprovante, use o menu do seu navegador (Ctrl + P).",
    through_pse: "Pagamento por meio do PSE (Proveedor de Servicios Electrónicos).",
    paid_title: "Este pagamento já foi aprovado",
    pending_title: "Há um pagamento pendente",
};
