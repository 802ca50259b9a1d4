//! A page with one message: expired, blocked, no bank list, an error.

use askama::Template;
use pse_shared::api::CheckoutView;

use super::locale::Locale;
use super::look::Look;

/// A page with one message: expired, blocked, no bank list, an error.
#[derive(Debug, Template)]
#[template(path = "pay/notice.html")]
pub struct NoticePage<'a> {
    /// The page's language, and its texts.
    pub locale: Locale,
    /// What it shows of the merchant's own.
    pub look: Look<'a>,
    /// The page's heading.
    pub title: &'a str,
    /// The text under the heading.
    pub text: &'a str,
    /// The checkout the buyer was paying, where that is known.
    pub view: Option<&'a CheckoutView>,
    /// The address of a link that tries the same again.
    pub again: Option<&'a str>,
    /// The address of a link back to the merchant's page.
    pub shop: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::words::Language;

    #[test]
    fn links_are_shown_only_where_they_lead_somewhere() {
        let mut page = NoticePage {
            locale: Locale::of(None, Language::Spanish),
            look: Look::default(),
            title: "Título",
            text: "Texto <b>",
            view: None,
            again: None,
            shop: None,
        };
        let html = page.render().unwrap();
        assert!(html.contains("<h1") && html.contains("Texto &#60;b&#62;"));
        assert!(!html.contains("Intentar de nuevo") && !html.contains("Volver a la tienda"));
        page.again = Some("/pay/chk_1");
        page.shop = Some("https://tienda.example.co/");
        let html = page.render().unwrap();
        assert!(html.contains(r#"href="/pay/chk_1">Intentar de nuevo"#), "{html}");
        assert!(html.contains("Volver a la tienda"));
    }
}
