//! Content that stays the same for as long as the process runs: compressed when somebody first asks for it, then kept.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

use super::encoding::Encoding;

/// Shorter content is sent as it is, in bytes: compressed it would fill as many packets.
const WORTH_COMPRESSING: usize = 1024;
/// The effort of brotli, of 11: an eleventh would take half a second of the first reader's time for three per cent.
const BROTLI_EFFORT: i32 = 9;
/// Brotli's window, as a power of two in bytes.
const BROTLI_WINDOW: i32 = 22;

/// Content that does not change, with what its answers say of it.
#[derive(Debug)]
pub struct KeptContent {
    plain: Bytes,
    /// The start of the `ETag`, without quotes.
    hash: String,
    headers: HeaderMap,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
}

impl KeptContent {
    /// Keeps content of a `Content-Type`.
    #[must_use]
    pub fn new(kind: &'static str, plain: impl Into<Bytes>) -> Self {
        let plain = plain.into();
        let hash = Sha256::digest(&plain);
        let short = data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or(&hash));
        let headers = HeaderMap::from_iter([
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ]);
        Self { plain, hash: short, headers, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// Adds a header to every answer with this content.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.insert(name, HeaderValue::from_static(value));
        self
    }

    /// Takes what a build has compressed with brotli already.
    #[must_use]
    pub fn with_brotli(self, compressed: Bytes) -> Self {
        Self { brotli: OnceLock::from(compressed), ..self }
    }

    /// Answers a request: with the content in the best encoding that its client takes, or that the client has it already.
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let compressed = Compressed { brotli: &self.brotli, gzip: &self.gzip };
        let mut response = compressed.answer(&self.plain, &self.hash, asked);
        response.headers_mut().extend(self.headers.clone());
        response
    }
}

/// Where the compressed forms of one content are kept, once they are made.
#[derive(Debug, Clone, Copy)]
pub struct Compressed<'a> {
    /// The content compressed with brotli.
    pub brotli: &'a OnceLock<Bytes>,
    /// The content compressed with gzip.
    pub gzip: &'a OnceLock<Bytes>,
}

impl Compressed<'_> {
    /// Answers a request with content of that hash, in the best encoding that its client takes, or that the client has it
    /// already.
    pub fn answer(self, plain: &Bytes, hash: &str, asked: &HeaderMap) -> Response {
        let (encoding, body) = self.of(plain, Encoding::preferred(asked));
        let tag = etag(hash, encoding);
        let mut response = if is_known(asked, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            body.into_response()
        };
        let headers = response.headers_mut();
        headers.extend(HeaderValue::from_str(&tag).map(|tag| (header::ETAG, tag)));
        headers.extend(
            encoding.name().map(|name| (header::CONTENT_ENCODING, HeaderValue::from_static(name))),
        );
        response
    }

    /// Returns the content in the encoding wanted, compressed for whoever asks first; what fits a packet as it is.
    fn of(self, plain: &Bytes, wanted: Encoding) -> (Encoding, Bytes) {
        if plain.len() < WORTH_COMPRESSING {
            return (Encoding::Identity, plain.clone());
        }
        let kept = match wanted {
            Encoding::Identity => return (wanted, plain.clone()),
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(plain)),
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(plain)),
        };
        (wanted, kept.clone())
    }
}

/// Names an encoding of the content of that hash. Each is a representation of its own, so it has a tag of its own
/// (RFC 9110, 8.8.3).
fn etag(hash: &str, encoding: Encoding) -> String {
    let (dash, name) = encoding.name().map_or(("", ""), |name| ("-", name));
    ["\"", hash, dash, name, "\""].concat()
}

fn brotli(plain: &[u8]) -> Bytes {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_EFFORT,
        lgwin: BROTLI_WINDOW,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    let mut rest = plain;
    // Memory to memory: there is nothing that could fail.
    let _ = brotli::BrotliCompress(&mut rest, &mut compressed, &parameters);
    compressed.into()
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // As above.
    let _ = encoder.write_all(plain);
    encoder.finish().unwrap_or_default().into()
}

/// Whether `If-None-Match` says that the client has what bears this tag.
fn is_known(asked: &HeaderMap, etag: &str) -> bool {
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*")
}

/// Kept contents by name, each made when somebody first asks for it.
#[derive(Debug, Default)]
pub struct KeptContents(Mutex<HashMap<Cow<'static, str>, Arc<KeptContent>>>);

impl KeptContents {
    /// Returns the content of that name, made if nobody has asked for it before.
    ///
    /// # Errors
    /// What `make` fails with; nothing is kept then.
    pub fn get_or_make<Error>(
        &self,
        name: impl Into<Cow<'static, str>>,
        make: impl FnOnce() -> Result<KeptContent, Error>,
    ) -> Result<Arc<KeptContent>, Error> {
        let name = name.into();
        if let Some(kept) = self.all().get(&name) {
            return Ok(Arc::clone(kept));
        }
        // Not under the lock: two may make the same at once, and one of them is kept.
        let made = Arc::new(make()?);
        Ok(Arc::clone(self.all().entry(name).or_insert(made)))
    }

    fn all(&self) -> MutexGuard<'_, HashMap<Cow<'static, str>, Arc<KeptContent>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::body::to_bytes;

    use super::*;

    fn asked(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    fn text() -> String {
        (0..400).map(|n| format!("line {n} of a long text\n")).collect()
    }

    async fn body(response: Response) -> Bytes {
        to_bytes(response.into_body(), usize::MAX).await.unwrap()
    }

    #[tokio::test]
    async fn each_client_reads_the_same_text() {
        let kept = KeptContent::new("text/plain", text());
        let plain = kept.answer(&HeaderMap::new());
        assert!(!plain.headers().contains_key("content-encoding"));
        assert_eq!(body(plain).await, text());

        let brotli = kept.answer(&asked(header::ACCEPT_ENCODING, "gzip, br"));
        assert_eq!(brotli.headers()["content-encoding"], "br");
        let mut read = Vec::new();
        let sent = body(brotli).await;
        brotli::BrotliDecompress(&mut &*sent, &mut read).unwrap();
        assert_eq!(read, text().as_bytes());
        assert!(sent.len() * 4 < read.len(), "{} of {}", sent.len(), read.len());

        let gzip = kept.answer(&asked(header::ACCEPT_ENCODING, "gzip"));
        assert_eq!(gzip.headers()["content-encoding"], "gzip");
        let mut read = String::new();
        flate2::read::GzDecoder::new(&*body(gzip).await).read_to_string(&mut read).unwrap();
        assert_eq!(read, text());
    }

    #[tokio::test]
    async fn a_client_that_has_it_is_told_so_and_each_encoding_has_a_tag_of_its_own() {
        let kept = KeptContent::new("text/plain", text()).with(header::CACHE_CONTROL, "no-cache");
        let mut tags = Vec::new();
        for accepted in ["identity", "gzip", "br"] {
            let mut headers = asked(header::ACCEPT_ENCODING, accepted);
            let tag = kept.answer(&headers).headers()["etag"].clone();
            headers.insert(header::IF_NONE_MATCH, tag.clone());
            let again = kept.answer(&headers);
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{accepted}");
            assert_eq!(again.headers()["etag"], tag);
            assert_eq!(again.headers()["vary"], "accept-encoding");
            assert_eq!(again.headers()["cache-control"], "no-cache");
            assert!(body(again).await.is_empty());
            assert!(!tags.contains(&tag), "{tag:?}");
            tags.push(tag);
        }
    }

    #[tokio::test]
    async fn what_fits_a_packet_is_sent_as_it_is() {
        let kept = KeptContent::new("text/plain", "short");
        let answer = kept.answer(&asked(header::ACCEPT_ENCODING, "br, gzip"));
        assert!(!answer.headers().contains_key("content-encoding"));
        assert_eq!(body(answer).await, "short");
    }

    #[test]
    fn a_content_is_made_for_whoever_asks_first_and_then_kept() {
        let all = KeptContents::default();
        let failed: Result<_, &str> = all.get_or_make("a", || Err("no"));
        assert_eq!(failed.unwrap_err(), "no");
        let first = all.get_or_make("a", || Ok::<_, ()>(KeptContent::new("text/plain", "a")));
        let second: Result<_, &str> = all.get_or_make("a", || Err("made again"));
        assert!(Arc::ptr_eq(&first.unwrap(), &second.unwrap()));
    }
}
