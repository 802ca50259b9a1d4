//! A checkout's server-sent events.

use reqwest::{Method, Response};
use serde_json::Value;
use tokio::time::timeout;

use crate::http::Http;
use crate::wait::TIMEOUT;

/// A stream of events, being read.
#[derive(Debug)]
pub struct Events {
    response: Response,
    unread: Vec<u8>,
}

impl Events {
    /// Opens the stream of a checkout's events.
    pub(crate) async fn of(http: &Http, checkout: &str) -> Self {
        let request = http.request(Method::GET, &format!("/v1/checkouts/{checkout}/events"));
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status().as_u16(), 200);
        let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        assert_eq!(kind, Some("text/event-stream"));
        Self { response, unread: Vec::new() }
    }

    /// The next event's data; `None` when the stream has ended.
    ///
    /// # Panics
    /// When nothing comes.
    pub async fn next(&mut self) -> Option<Value> {
        loop {
            while let Some(end) = self.unread.windows(2).position(|two| two == b"\n\n") {
                let block: Vec<u8> = self.unread.drain(..end + 2).collect();
                let block = String::from_utf8(block).expect("events are UTF-8");
                let data: String =
                    block.lines().filter_map(|line| line.strip_prefix("data:")).collect();
                if !data.is_empty() {
                    return Some(data.parse().expect("an event's data is JSON"));
                }
            }
            let chunk = timeout(TIMEOUT, self.response.chunk()).await.expect("an event");
            let chunk = chunk.expect("a stream is read")?;
            self.unread.extend_from_slice(&chunk);
        }
    }

    /// The state of the checkout and of its payment in the next event.
    pub async fn next_states(&mut self) -> Option<(String, String)> {
        let event = self.next().await?;
        let state = |value: &Value| value.as_str().unwrap_or("none").to_owned();
        Some((state(&event["state"]), state(&event["payment"]["state"])))
    }
}
