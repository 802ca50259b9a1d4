//! What the pages alone say, in Spanish.

use crate::words::texts::PageTexts;

pub(super) const PAGES: PageTexts = PageTexts {
    name: "Español",
    languages: "Idioma",
    error: "Error: ",
    shop: "Comercio",
    continue_to_bank: "Continuar al banco",
    update_now: "Actualizar ahora",
    print_hint: "Para imprimir o guardar este comprobante, use el menú de su navegador",
    through_pse: "Pago a través de PSE (Proveedor de Servicios Electrónicos).",
    paid_title: "Este pago ya fue aprobado",
    pending_title: "Hay un pago pendiente",
};
