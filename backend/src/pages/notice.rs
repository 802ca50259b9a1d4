//! A page that says one thing: expired, blocked, no bank list, an error.

use askama::Template;
use pse_shared::api::CheckoutView;

use super::speech::Speech;

/// The page.
#[derive(Debug, Template)]
#[template(path = "pay/notice.html")]
pub struct NoticePage<'a> {
    /// How it speaks.
    pub speech: Speech,
    /// Heading.
    pub title: &'a str,
    /// What there is to say.
    pub text: &'a str,
    /// Whom the buyer was paying, where that is known.
    pub view: Option<&'a CheckoutView>,
    /// Where to try the same again.
    pub again: Option<&'a str>,
    /// Back to the shop.
    pub shop: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::words::Language;

    #[test]
    fn links_are_shown_only_where_they_lead_somewhere() {
        let mut page = NoticePage {
            speech: Speech::of(None, Language::Spanish),
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
