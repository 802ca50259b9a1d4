//! Parameters that several endpoints take.

use pse_shared::limits;
use pse_shared::words::Language;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{Required, Schema};

use crate::pages::locale::LANG;

/// The header `Idempotency-Key`, as a parameter of the description.
#[derive(Debug)]
pub struct IdempotencyKey;

impl IntoParams for IdempotencyKey {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = text()
            .min_length(Some(1))
            .max_length(Some(limits::IDEMPOTENCY_KEY))
            .pattern(Some("^[ -~]+$"))
            .examples(["order-406331868-1"]);
        vec![optional(
            "Idempotency-Key",
            ParameterIn::Header,
            "Names the request, so that it can be sent again without doing it twice: the same key with the same body gets \
             the first answer again; with another body it is refused. Printable ASCII.",
            key,
        )]
    }
}

/// The header `If-None-Match`, as a parameter of the description.
#[derive(Debug)]
pub struct IfNoneMatch;

impl IntoParams for IfNoneMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![optional("If-None-Match", ParameterIn::Header, "An `ETag` got before.", text())]
    }
}

/// The query parameter that chooses a page's language.
#[derive(Debug)]
pub struct PageLanguage;

impl IntoParams for PageLanguage {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let names = Language::ALL.map(|language| format!("{language:?}")).join(", ");
        vec![optional(
            LANG,
            ParameterIn::Query,
            &format!(
                "The page's language, and the one the provider is asked to speak: {names}, or any tag that begins so \
                 (`pt-BR`). Left out, it is the checkout's."
            ),
            text().examples(Language::ALL.map(Language::code)),
        )]
    }
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

fn optional(
    name: &str,
    place: ParameterIn,
    description: &str,
    schema: impl Into<Schema>,
) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(schema.into()))
        .build()
}
