//! Walking the pages as a buyer with neither cookies nor JavaScript does.

use pse_placetopay::PseTransactionResponse;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Response, StatusCode};

use super::{Sandbox, payment};

impl Sandbox {
    /// Creates a payment at `bank` and goes there: the transaction and the bank's page.
    pub(crate) async fn go_to_bank(&self, bank: &str) -> (PseTransactionResponse, Page) {
        let created = self.create(payment(bank)).await;
        let start = self.open(created.bank_url.as_deref().unwrap()).await;
        let answer = self.press(&start, "ir", &[("correo", "ana@example.co")]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let page = self.open(&location(&answer)).await;
        (created, page)
    }

    /// Opens a page that must be there.
    pub(crate) async fn open(&self, path: &str) -> Page {
        let response = self.get(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        Page { html: response.text().await.unwrap() }
    }

    /// Presses the button `action` of the page's form, with its hidden fields and `typed`.
    pub(crate) async fn press(
        &self,
        page: &Page,
        action: &str,
        typed: &[(&str, &str)],
    ) -> Response {
        let mut fields = page.hidden();
        fields.extend(typed.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        fields.push(("accion".to_owned(), action.to_owned()));
        self.submit(&page.form_action(), &fields).await
    }

    pub(crate) async fn submit(&self, path: &str, fields: &[(String, String)]) -> Response {
        let body =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.client
            .post(self.url(path))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap()
    }
}

/// A page as a buyer without JavaScript has it.
pub(crate) struct Page {
    pub(crate) html: String,
}

impl Page {
    pub(crate) fn has(&self, text: &str) -> bool {
        self.html.contains(text)
    }

    pub(crate) fn form_action(&self) -> String {
        between(&self.html, "action=\"", "\"").unwrap().to_owned()
    }

    fn hidden(&self) -> Vec<(String, String)> {
        self.html
            .split("<input type=\"hidden\" name=\"")
            .skip(1)
            .map(|rest| {
                let name = rest.split('"').next().unwrap();
                let value = between(rest, "value=\"", "\"").unwrap();
                (name.to_owned(), value.to_owned())
            })
            .collect()
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let rest = &text[text.find(start)? + start.len()..];
    Some(&rest[..rest.find(end)?])
}

pub(crate) fn location(response: &Response) -> String {
    response.headers()[LOCATION].to_str().unwrap().to_owned()
}
