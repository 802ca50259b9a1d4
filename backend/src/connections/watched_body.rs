//! The bodies of requests and answers, watched: when a request's is complete, and when an answer's is.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body as AnswerBody, HttpBody};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;

use super::progress::{Phase, Progress};

/// The body of a request; the next phase begins when it is complete, or nobody reads on.
pub(super) struct RequestBody {
    body: Incoming,
    end: PhaseEnd,
}

/// The body of an answer; the connection is idle again when it is complete.
pub(super) struct WatchedAnswer {
    body: AnswerBody,
    _end: PhaseEnd,
}

/// Enters the next phase once, when it is dropped at the latest.
struct PhaseEnd {
    progress: Arc<Progress>,
    next: Option<Phase>,
}

impl PhaseEnd {
    fn enter(&mut self) {
        if let Some(next) = self.next.take() {
            self.progress.enter(next);
        }
    }
}

impl Drop for PhaseEnd {
    fn drop(&mut self) {
        self.enter();
    }
}

impl RequestBody {
    /// Watches the body of a request whose head has come.
    pub(super) fn new(body: Incoming, progress: &Arc<Progress>) -> Self {
        let whole = body.is_end_stream();
        progress.enter(if whole { Phase::Handling } else { Phase::Body });
        let next = (!whole).then_some(Phase::Handling);
        Self { body, end: PhaseEnd { progress: Arc::clone(progress), next } }
    }
}

impl WatchedAnswer {
    /// Watches the body of an answer whose head is there.
    pub(super) fn new(body: AnswerBody, is_stream: bool, progress: Arc<Progress>) -> Self {
        progress.enter(if is_stream { Phase::Stream } else { Phase::Answer });
        Self { body, _end: PhaseEnd { progress, next: Some(Phase::Idle) } }
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if matches!(frame, Poll::Ready(None | Some(Err(_)))) || self.body.is_end_stream() {
            self.end.enter();
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl HttpBody for WatchedAnswer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
