//! Lets this machine use the control interface and nobody else, also not through a proxy
//! on this machine.

use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::problem::Problem;
use crate::connection::Peer;

/// The headers that a proxy adds to another caller's request.
const FORWARDED: [&str; 3] = ["forwarded", "x-forwarded-for", "x-real-ip"];

/// Refuses callers that are elsewhere.
pub(super) async fn this_machine_only(
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let forwarded = FORWARDED.iter().any(|name| request.headers().contains_key(*name));
    if peer.is_loopback() && !forwarded {
        return next.run(request).await;
    }
    Problem::new(StatusCode::FORBIDDEN, "peer", "the control interface is for loopback callers")
        .into_response()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::body::Body;
    use axum::extract::connect_info::MockConnectInfo;
    use tower::ServiceExt as _;

    use super::*;
    use crate::Config;
    use crate::sandbox::Sandbox;
    use crate::server::router;

    async fn status(peer: &str, header: Option<&str>) -> StatusCode {
        let config = Config::for_address("127.0.0.1:1".parse().unwrap());
        let app = router(Arc::new(Sandbox::new(config).unwrap()))
            .layer(MockConnectInfo(Peer::at(peer.parse().unwrap())));
        let mut request = Request::get("/control/transactions");
        if let Some(name) = header {
            request = request.header(name, "127.0.0.1");
        }
        app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status()
    }

    #[tokio::test]
    async fn only_callers_on_this_machine_may_control_the_sandbox() {
        assert_eq!(status("127.0.0.1:5000", None).await, StatusCode::OK);
        assert_eq!(status("[::1]:5000", None).await, StatusCode::OK);
        assert_eq!(status("203.0.113.9:5000", None).await, StatusCode::FORBIDDEN);
        assert_eq!(status("[2001:db8::1]:5000", None).await, StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn a_proxy_on_this_machine_does_not_open_the_door_for_others() {
        for name in FORWARDED {
            assert_eq!(status("127.0.0.1:5000", Some(name)).await, StatusCode::FORBIDDEN, "{name}");
        }
    }
}
