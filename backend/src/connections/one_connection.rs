//! One connection: its requests are answered one after the other until either side ends it.

use std::convert::Infallible;
use std::future::{Future as _, poll_fn};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::response::IntoResponse as _;
use http::{Request, StatusCode, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower::Service as _;

use super::event_stream::is_event_stream;
use super::named_host;
use super::progress::{Phase, Wish};
use super::table::Place;
use super::watched_body::{RequestBody, WatchedAnswer};
use super::watched_io::WatchedIo;

/// How much of a request's head is buffered, in bytes. What is read at once may be as much again.
const HEAD_BUFFER: usize = 16 * 1024;

/// Answers the requests of a connection. Every request carries the peer's address as [`ConnectInfo`].
pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, router: Router, place: Place) {
    // Answers are written whole; the last packet of one is not to wait for the client's acknowledgement.
    let _ = stream.set_nodelay(true);
    let progress = Arc::clone(&place.progress);
    let service = service_fn(move |request: Request<Incoming>| {
        let (mut router, progress) = (router.clone(), Arc::clone(&progress));
        let mut request = request.map(|body| RequestBody::new(body, &progress));
        request.extensions_mut().insert(ConnectInfo(peer));
        async move {
            let response = if named_host::is_one(request.version(), request.headers()) {
                router.call(request).await?
            } else {
                (StatusCode::BAD_REQUEST, [(header::CONNECTION, "close")]).into_response()
            };
            let is_stream = is_event_stream(response.headers());
            let response = response.map(|body| WatchedAnswer::new(body, is_stream, progress));
            Ok::<_, Infallible>(response)
        }
    });
    let progress = &place.progress;
    let io = TokioIo::new(WatchedIo::new(stream, Arc::clone(progress)));
    let connection = http1::Builder::new().max_buf_size(HEAD_BUFFER).serve_connection(io, service);
    let mut connection = pin!(connection);
    let mut finishing = false;
    poll_fn(|context| {
        match progress.wish(context.waker()) {
            Wish::Close => return Poll::Ready(()),
            Wish::Finish if !finishing => {
                finishing = true;
                connection.as_mut().graceful_shutdown();
            }
            Wish::Finish | Wish::GoOn => {}
        }
        // How it ended is the client's affair.
        if connection.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        // Nothing is under way, nor waits to be sent.
        let waits = matches!(progress.phase(), Phase::Idle | Phase::Head);
        if finishing && waits && progress.standing_since().is_none() {
            return Poll::Ready(());
        }
        Poll::Pending
    })
    .await;
}
