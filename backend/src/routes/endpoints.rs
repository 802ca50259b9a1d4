//! Every endpoint, once, by what lies around it. An endpoint is registered together with its description, so none can be
//! without; what answers is made at the start, the description when somebody first asks for it.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::routing::MethodRouter;
use pastey::paste;
use utoipa::Path;
use utoipa::openapi::OpenApi;
use utoipa_axum::PathItemExt as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api::{
    checkout_events, create_checkout, create_payment, list_banks, list_payments, probe_payment,
    redeliver_notification, show_checkout, show_payment,
};
use super::description::document;
use super::http::state::App;
use super::operator::health;
use super::pay::{assets as pay_assets, form, return_from_bank, submit};
use super::site::{assets, docs, openapi, problems};

/// Endpoints that have the same layers around them.
pub(super) struct Group {
    router: fn() -> Router<Arc<App>>,
    description: fn() -> OpenApi,
}

impl Group {
    /// What answers.
    pub(super) fn router(&self) -> Router<Arc<App>> {
        (self.router)()
    }
}

/// Makes a group of these handlers, in the description's order.
macro_rules! group {
    ($( $module:ident::$handler:ident ),+ $(,)?) => {
        paste! {
            Group {
                router: || {
                    let router = Router::new();
                    $( let router = answering::<$module::[<__path_ $handler>], _, _>(router, $module::$handler); )+
                    router
                },
                description: || {
                    let described: OpenApiRouter<Arc<App>> = OpenApiRouter::default();
                    described $( .routes(routes!($module::$handler)) )+ .into_openapi()
                },
            }
        }
    };
}

/// Called by pages: exact CORS.
pub(super) const WIDGET: Group =
    group![show_checkout::handle, list_banks::handle, create_payment::handle];
/// Called by pages, and without end.
pub(super) const STREAMS: Group = group![checkout_events::handle];
/// Called by merchants' servers: no page may.
pub(super) const MERCHANT: Group = group![
    create_checkout::handle,
    list_payments::handle,
    show_payment::handle,
    probe_payment::handle,
    redeliver_notification::list,
    redeliver_notification::handle,
];
/// Walked by buyers' browsers: errors are pages, too.
pub(super) const PAGES: Group = group![form::handle, submit::handle, return_from_bank::handle];
/// Called by whoever runs the service.
pub(super) const OPERATOR: Group = group![health::alive, health::ready];
/// What pages load.
pub(super) const FILES: Group =
    group![assets::loader, assets::classic_loader, assets::widget, pay_assets::handle];
/// The description itself.
pub(super) const DOCUMENTS: Group = group![openapi::handle, docs::handle, problems::handle];

/// Lets a handler answer the path and the methods that its description names.
fn answering<Described, H, T>(router: Router<Arc<App>>, handler: H) -> Router<Arc<App>>
where
    Described: Path,
    H: Handler<T, Arc<App>>,
    T: 'static,
{
    let methods = Described::methods().iter().fold(MethodRouter::new(), |methods, method| {
        methods.on(method.to_method_filter(), handler.clone())
    });
    router.route(&Described::path(), methods)
}

/// The description of every path, the operator's listener and the demo shop's apart.
#[must_use]
pub fn description() -> OpenApi {
    let mut registered = OpenApi::default();
    for group in [MERCHANT, WIDGET, STREAMS, PAGES, OPERATOR, DOCUMENTS, FILES] {
        registered.merge((group.description)());
    }
    document::complete(registered)
}
