//! Pages with one form, as PSE and the banks have them: opened, and their buttons pressed.

use reqwest::{Method, RequestBuilder};
use url::{Url, form_urlencoded};

use crate::http::{Answer, Http};

/// A page in the buyer's browser.
#[derive(Debug)]
pub struct Page {
    /// The page's address.
    pub url: String,
    /// The page's HTML.
    pub html: String,
}

impl Page {
    /// Opens a page.
    pub async fn open(http: &Http, url: &str) -> Self {
        let answer = http.get(url).await;
        assert_eq!(answer.status, 200, "{url}: {}", answer.text);
        Self { url: url.to_owned(), html: answer.text }
    }

    /// Presses a button of the form by its label, with the form as it was filled in; gives the
    /// address the answer leads to.
    ///
    /// # Panics
    /// When there is no such button, or the answer leads nowhere.
    pub async fn presses(&self, http: &Http, button: &str) -> String {
        let answer = self.submits(http, button).await;
        assert_eq!(answer.status, 303, "{button}: {}", answer.text);
        self.address(answer.header("location"))
    }

    /// Presses a button, whatever is answered.
    pub async fn submits(&self, http: &Http, button: &str) -> Answer {
        Answer::to(self.submission(http, button)).await
    }

    fn submission(&self, http: &Http, button: &str) -> RequestBuilder {
        let form = Tag::all(&self.html).find(|tag| tag.name == "form").expect("a form");
        let mut fields = form_urlencoded::Serializer::new(String::new());
        for input in Tag::all(&self.html).filter(|tag| tag.name == "input") {
            fields.append_pair(&input.attribute("name"), &input.attribute("value"));
        }
        let pressed = Tag::all(&self.html)
            .find(|tag| tag.name == "button" && tag.text().trim() == button)
            .unwrap_or_else(|| panic!("no button {button:?} in {}", self.html));
        fields.append_pair(&pressed.attribute("name"), &pressed.attribute("value"));
        http.request(Method::POST, &self.address(&form.attribute("action")))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(fields.finish())
    }

    fn address(&self, link: &str) -> String {
        let base = Url::parse(&self.url).expect("a page has an address");
        base.join(link).expect("an address").into()
    }
}

/// A start tag and what follows it.
struct Tag<'a> {
    name: &'a str,
    inside: &'a str,
    after: &'a str,
}

impl<'a> Tag<'a> {
    fn all(html: &'a str) -> impl Iterator<Item = Self> {
        html.split('<').skip(1).filter_map(|piece| {
            let (inside, after) = piece.split_once('>')?;
            let name = inside.split_whitespace().next()?;
            Some(Self { name, inside, after })
        })
    }

    /// Between this tag and the next.
    fn text(&self) -> String {
        unescaped(self.after)
    }

    /// An attribute's value; empty when it is not there.
    fn attribute(&self, name: &str) -> String {
        let marked = format!(" {name}=\"");
        let value = self.inside.split_once(&marked).and_then(|(_, rest)| rest.split_once('"'));
        unescaped(value.map_or("", |(value, _)| value))
    }
}

fn unescaped(text: &str) -> String {
    [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")]
        .into_iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_a_browser_reads_it() {
        let html = r#"<p>hola</p><form method="post" action="/a?b=1&#38;c=2">
            <input type="hidden" name="csrf" value="x&#34;y"><button name="accion" value="ir">Ir</button>"#;
        let tags: Vec<_> = Tag::all(html).collect();
        let named = |name: &str| tags.iter().find(|tag| tag.name == name).unwrap();
        assert_eq!(named("form").attribute("action"), "/a?b=1&c=2");
        assert_eq!(named("input").attribute("value"), "x\"y");
        assert_eq!(named("button").text(), "Ir");
        assert_eq!(named("button").attribute("title"), "");
    }
}
