//! No request takes longer than it may. A timer is set only for what is not answered at once, as nearly all is.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

/// The layer that ends what takes longer than a time: 503, without a word.
#[derive(Debug, Clone, Copy)]
pub struct InTime(pub Duration);

/// A service that answers in time.
#[derive(Debug, Clone)]
pub struct Timed<S> {
    limit: Duration,
    inner: S,
}

impl<S> Layer<S> for InTime {
    type Service = Timed<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Timed { limit: self.0, inner }
    }
}

impl<S> Service<Request> for Timed<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = AnswerInTime<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // Asks what is inside first, and only then its timer.
        AnswerInTime { answer: tokio::time::timeout(self.limit, self.inner.call(request)) }
    }
}

pin_project! {
    /// The answer that a service will give in time.
    pub struct AnswerInTime<F> {
        #[pin]
        answer: tokio::time::Timeout<F>,
    }
}

impl<F: Future<Output = Result<Response, Infallible>>> Future for AnswerInTime<F> {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.project().answer.poll(context));
        Poll::Ready(answer.unwrap_or_else(|_| Ok(StatusCode::SERVICE_UNAVAILABLE.into_response())))
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use axum::body::Body;
    use tower::ServiceExt as _;

    use super::*;

    async fn status<F: Future<Output = Response>>(inside: impl Fn() -> F) -> StatusCode {
        let service = tower::service_fn(|_: Request| {
            let inside = inside();
            async { Ok(inside.await) }
        });
        let timed = InTime(Duration::from_millis(20)).layer(service);
        timed.oneshot(Request::new(Body::empty())).await.unwrap().status()
    }

    #[tokio::test]
    async fn what_takes_longer_is_ended_and_what_does_not_is_not() {
        assert_eq!(status(|| ready(StatusCode::OK.into_response())).await, StatusCode::OK);
        assert_eq!(status(pending).await, StatusCode::SERVICE_UNAVAILABLE);
    }
}
