//! The whole description: the registered endpoints, and what no single one of them says.

use pse_shared::api::Problem;
use pse_shared::api::schema::LONGEST;
use pse_shared::{PayerField, ProblemCode};
use utoipa::openapi::example::ExampleBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::{
    AdditionalProperties, Object, ObjectBuilder, Schema, SchemaType, Type,
};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, InfoBuilder, LicenseBuilder, OpenApi, RefOr, ServerBuilder};
use utoipa::{PartialSchema, ToSchema};

use super::examples::{by_type, problem};
use super::{groups, pages, problems, prose, webhook};

const INTRODUCTION: &str = "Takes PSE payments in Colombia through Place to Pay.

A merchant's server creates a checkout; the buyer pays it in the widget or on the service's own page; the merchant's server is told how it ends.

JSON in snake_case, UTF-8. Amounts are strings with at most two decimals (`\"1062500.00\"`), times RFC 3339 with Colombia's offset. Unknown fields are refused. What may be null is always there; what may be left out is never null. Errors are `application/problem+json` with a stable `code`, a `detail` fit to be shown, and `errors[]` naming each wrong field. Their words are Spanish, or English or Portuguese where `Accept-Language` prefers it (`en`, `pt`, with any country). Any path may also answer 405 `method_not_allowed`, and any fault of ours is a 500 `internal`.

Merchants' servers authenticate with their key. The buyer's page needs none: the checkout's id is the capability, and CORS answers only the site's `allowed_origins`: to a page of another site there is no such checkout (404), and a page of no site's reads 403 `origin_not_allowed` whatever it asks for.

Reads and attempts to pay are limited by the buyer's address (an IPv6 /64 is one), attempts by the checkout too, and wrong keys by the address they come from; a right key is never refused. `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10) say how much is left: `\"reads\";r=199;t=1` is 199 more reads, all 200 in a second. Beyond it there is 429 `rate_limited` with `Retry-After`.";

/// The name of the merchants' key among the security schemes.
pub const MERCHANT_KEY: &str = "merchantKey";

/// Completes the registered endpoints' description with what no single endpoint says.
#[must_use]
pub fn complete(registered: OpenApi) -> OpenApi {
    let license = "MIT OR Apache-2.0";
    let mut document = registered;
    document.info = InfoBuilder::new()
        .title("pse-checkout")
        .version("1.0.0")
        .description(Some(INTRODUCTION))
        .license(Some(LicenseBuilder::new().name(license).identifier(Some(license)).build()))
        .build();
    document.servers =
        Some(vec![ServerBuilder::new().url("/").description(Some("This service")).build()]);
    document.tags = Some(groups::tags());
    document.webhooks = Some(webhook::all());
    let components = document.components.get_or_insert_default();
    add_named_parts(components);
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    webhook::schemas(&mut schemas);
    components.schemas.extend(schemas);
    components.schemas.values_mut().for_each(always_there_where_nullable);
    limit_lengths(components);
    close_stored_parts(components);
    add_examples(components);
    components.schemas.values_mut().for_each(prose::unwrap_schema);
    for path in document.paths.paths.values_mut() {
        prose::unwrap_calls(path);
        pages::describe_errors_as_pages(path, components);
    }
    document
}

/// Adds the parts that endpoints refer to by name: the merchants' key, `Retry-After`, and each error with its example.
fn add_named_parts(components: &mut Components) {
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("One of the site's `api_keys`: `Authorization: Bearer sk_…`."));
    components
        .security_schemes
        .insert(MERCHANT_KEY.to_owned(), SecurityScheme::Http(key.build()).into());
    let seconds = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0));
    let retry_after = HeaderBuilder::new()
        .schema(Some(seconds.build()))
        .description(Some("Seconds after which to try again, where that is known."));
    components.headers.insert("RetryAfter".to_owned(), retry_after.build().into());
    for &code in ProblemCode::ALL {
        let name = code.as_str().to_owned();
        let example = ExampleBuilder::new()
            .summary(code.meaning())
            .value(serde_json::to_value(problem::problem(code)).ok());
        components.examples.insert(name.clone(), example.build().into());
        components.responses.insert(name, problems::response(&[code]).into());
    }
}

/// Marks a body's nullable fields as required, as is the API's convention: what may be null is always there, what may be left out is never null.
fn always_there_where_nullable(schema: &mut RefOr<Schema>) {
    let RefOr::T(Schema::Object(object)) = schema else { return };
    let required = object
        .properties
        .iter()
        .filter(|(name, property)| object.required.contains(name) || is_nullable(property))
        .map(|(name, _)| name.clone())
        .collect();
    object.required = required;
}

fn is_nullable(schema: &RefOr<Schema>) -> bool {
    let null = |kind: &SchemaType| match kind {
        SchemaType::Type(kind) => *kind == Type::Null,
        SchemaType::Array(kinds) => kinds.contains(&Type::Null),
        SchemaType::AnyValue => false,
    };
    match schema {
        RefOr::T(Schema::Object(object)) => null(&object.schema_type),
        RefOr::T(Schema::OneOf(one_of)) => one_of.items.iter().any(is_nullable),
        RefOr::T(_) | RefOr::Ref(_) => false,
    }
}

/// Parts of bodies that are stored, too. Their types ignore unknown fields, so that what a later build stored can be
/// read; in a request they are refused.
const STORED_PARTS: [&str; 3] = ["Attribute", "Credit", "Person"];

/// Says of the parts of bodies that are stored, too, that a request may have no unknown field in them.
fn close_stored_parts(components: &mut Components) {
    for part in STORED_PARTS {
        if let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(part) {
            object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
        }
    }
}

/// Gives texts and lists in schemas their longest length, by the constants that the checks use.
fn limit_lengths(components: &mut Components) {
    let person = PayerField::ALL.iter().map(|field| ("Person", field.as_str(), field.max_length()));
    for (body, field, longest) in LONGEST.iter().copied().chain(person) {
        let Some(RefOr::T(Schema::Object(Object { properties, .. }))) =
            components.schemas.get_mut(body)
        else {
            continue;
        };
        match properties.get_mut(field) {
            Some(RefOr::T(Schema::Object(text))) => text.max_length = Some(longest),
            Some(RefOr::T(Schema::Array(list))) => list.max_items = Some(longest),
            // A closed list has no other length than its words'.
            Some(RefOr::Ref(_) | RefOr::T(_)) | None => {}
        }
    }
}

/// Gives each schema the example of its type.
fn add_examples(components: &mut Components) {
    for example in by_type::all() {
        if let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(&example.schema)
        {
            object.examples.push(example.value);
        }
    }
}
