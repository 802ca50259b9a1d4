//! What lies around the handling of a request: something before it, something after. Layers of their own kind, as axum's
//! `from_fn` copies and boxes all that lies under it for every request, once more for each layer.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::extract::Request;
use axum::response::Response;
use pin_project_lite::pin_project;
use tower::{Layer, Service};

/// What is done before a request is handled and after.
pub trait Around: Clone + Send + Sync + 'static {
    /// What is known of the request when its answer comes.
    type Kept: Send + 'static;

    /// Looks at a request that is to be handled; breaks off with the answer of one that is not.
    fn before(&self, request: &Request) -> ControlFlow<Response, Self::Kept>;

    /// Completes the answer.
    fn after(&self, kept: Self::Kept, response: Response) -> Response;
}

/// The layer that puts something around what is under it.
#[derive(Debug, Clone)]
pub struct AroundLayer<A>(pub A);

/// A service with something around it.
#[derive(Debug, Clone)]
pub struct Surrounded<A, S> {
    around: A,
    inner: S,
}

impl<A: Clone, S> Layer<S> for AroundLayer<A> {
    type Service = Surrounded<A, S>;

    fn layer(&self, inner: S) -> Self::Service {
        Surrounded { around: self.0.clone(), inner }
    }
}

impl<A, S> Service<Request> for Surrounded<A, S>
where
    A: Around,
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answering<A, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.around.before(&request) {
            ControlFlow::Continue(kept) => Answering {
                inner: Some(self.inner.call(request)),
                around: Some((self.around.clone(), kept)),
                refused: None,
            },
            ControlFlow::Break(answer) => {
                Answering { inner: None, around: None, refused: Some(answer) }
            }
        }
    }
}

pin_project! {
    /// The answer that a service with something around it will give.
    pub struct Answering<A: Around, F> {
        // What is inside, at work; none for a request that it does not get.
        #[pin]
        inner: Option<F>,
        around: Option<(A, A::Kept)>,
        refused: Option<Response>,
    }
}

impl<A, F> Future for Answering<A, F>
where
    A: Around,
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let answer = match this.inner.as_pin_mut() {
            Some(inner) => {
                let Ok(response) = ready!(inner.poll(context));
                this.around.take().map(|(around, kept)| around.after(kept, response))
            }
            None => this.refused.take(),
        };
        // Nobody asks again for what was answered.
        answer.map_or(Poll::Pending, |answer| Poll::Ready(Ok(answer)))
    }
}
