//! Errors on paths that buyers' browsers open are pages, too, for clients that ask for HTML.

use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::schema::Type;
use utoipa::openapi::{Components, Content, ObjectBuilder, RefOr, Response};

use super::groups::PAGES;

/// Says of each error of a page's path that it is a page or a problem, as the client asks for.
pub fn describe_errors_as_pages(path: &mut PathItem, components: &Components) {
    for call in [&mut path.get, &mut path.post].into_iter().flatten().filter(|call| is_page(call)) {
        let answers = &mut call.responses.responses;
        for (_, answer) in answers.iter_mut().filter(|(status, _)| status.starts_with(['4', '5'])) {
            if let Some(whole) = whole(answer, components) {
                let html = ObjectBuilder::new().schema_type(Type::String).build();
                let mut whole = whole.clone();
                whole.content.insert("text/html".to_owned(), Content::new(Some(html)).into());
                *answer = whole.into();
            }
        }
    }
}

fn is_page(call: &Operation) -> bool {
    call.tags.iter().flatten().any(|tag| tag == PAGES)
}

/// A response itself, also where it is only named.
fn whole<'a>(answer: &'a RefOr<Response>, components: &'a Components) -> Option<&'a Response> {
    match answer {
        RefOr::T(response) => Some(response),
        RefOr::Ref(named) => {
            match components.responses.get(named.ref_location.rsplit('/').next()?)? {
                RefOr::T(response) => Some(response),
                RefOr::Ref(_) => None,
            }
        }
    }
}
