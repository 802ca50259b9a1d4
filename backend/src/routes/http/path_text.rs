//! The one part of a path that a call is about: an id, a code, a file's name.

use axum::extract::{FromRequestParts, Path};
use http::request::Parts;
use pse_shared::ProblemCode;

use super::api_error::ApiError;

/// The extractor of the text in a path's only `{…}`. What is no text names nothing there is: `not_found`.
#[derive(Debug, Clone)]
pub struct PathText(pub String);

impl<S: Send + Sync> FromRequestParts<S> for PathText {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Path(text) = Path::<String>::from_request_parts(parts, state)
            .await
            .map_err(|_| ApiError::new(ProblemCode::NotFound))?;
        Ok(Self(text))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::{Method, Request, StatusCode, header};
    use pse_shared::paths;

    use crate::routes::endpoints::description;
    use crate::test_support::test_app::TestApp;

    #[tokio::test]
    async fn what_is_no_text_is_not_found_on_every_path() {
        let app = TestApp::open().await;
        let mut tried = 0;
        for (path, item) in description().paths.paths {
            let Some((before, _)) = path.split_once('{') else { continue };
            let address = path.replace(&path[before.len()..=path.find('}').unwrap()], "%ff");
            for (method, is_there) in
                [(Method::GET, item.get.is_some()), (Method::POST, item.post.is_some())]
            {
                if !is_there {
                    continue;
                }
                tried += 1;
                let request = Request::builder()
                    .method(&method)
                    .uri(&address)
                    .header(header::AUTHORIZATION, "Bearer sk_demo")
                    .header(header::ORIGIN, "http://127.0.0.1:8080")
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(Body::empty())
                    .unwrap();
                let answer = app.send(request).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
                let kind = answer.header("content-type");
                assert_eq!(kind, "application/problem+json", "{method} {path}");
            }
        }
        assert!(tried > 12, "{tried}");
        assert_eq!(
            app.get(&paths::pay("%ff")).await.header("content-type"),
            "text/html; charset=utf-8"
        );
    }
}
