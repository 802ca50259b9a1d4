//! TLS on the way to the server, by the same library and the same trusted authorities as the rest of the program.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use rustls::client::WebPkiServerVerifier;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::tls::{self, ChannelBinding, MakeTlsConnect, TlsConnect};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::encryption::{Encryption, Mode};
use super::trust::{AnyCertificate, AnyName, Trust};

/// Makes TLS connections as an address asks for them.
#[derive(Clone)]
pub(crate) struct Tls(TlsConnector);

impl Tls {
    /// Reads the trusted authorities. The error is the end of a sentence that begins with the key of the address.
    pub(crate) fn new(encryption: &Encryption) -> Result<Self, String> {
        let provider = Arc::new(ring::default_provider());
        let verifier: Trust = match encryption.mode {
            Mode::Disable | Mode::Prefer | Mode::Require => {
                Arc::new(AnyCertificate::new(&provider))
            }
            Mode::VerifyCa => Arc::new(AnyName(authorities(encryption, &provider)?)),
            Mode::VerifyFull => authorities(encryption, &provider)?,
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(Self(Arc::new(config).into()))
    }
}

/// Those who may vouch for a server: the file's, or the system's.
fn authorities(encryption: &Encryption, provider: &Arc<CryptoProvider>) -> Result<Trust, String> {
    let Some(file) = &encryption.roots else {
        let system = rustls_platform_verifier::Verifier::new(Arc::clone(provider))
            .map_err(|error| format!("trusts no authority: the system has none ({error}); name their file as sslrootcert"))?;
        return Ok(Arc::new(system));
    };
    let wrong =
        |why: String| format!("has an sslrootcert that can't be used: {}: {why}", file.display());
    let mut roots = RootCertStore::empty();
    for certificate in
        CertificateDer::pem_file_iter(file).map_err(|error| wrong(error.to_string()))?
    {
        let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
        roots.add(certificate).map_err(|error| wrong(error.to_string()))?;
    }
    if roots.is_empty() {
        return Err(wrong("it holds no certificate in PEM".to_owned()));
    }
    let verifier =
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider)).build();
    Ok(verifier.map_err(|error| wrong(error.to_string()))?)
}

/// A TLS handshake with a host that is about to be made.
pub(crate) struct Handshake {
    connector: TlsConnector,
    host: String,
}

impl<S> MakeTlsConnect<S> for Tls
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Encrypted<S>;
    type TlsConnect = Handshake;
    type Error = HandshakeError;

    fn make_tls_connect(&mut self, host: &str) -> Result<Handshake, HandshakeError> {
        Ok(Handshake { connector: self.0.clone(), host: host.to_owned() })
    }
}

impl<S> TlsConnect<S> for Handshake
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Encrypted<S>;
    type Error = HandshakeError;
    type Future = BoxFuture<'static, Result<Encrypted<S>, HandshakeError>>;

    fn connect(self, stream: S) -> Self::Future {
        Box::pin(async move {
            let name = ServerName::try_from(self.host).map_err(|_| {
                HandshakeError::Failed("the host's name can be in no certificate".to_owned())
            })?;
            let connected = self.connector.connect(name, stream).await;
            Ok(Encrypted(Box::new(connected.map_err(|error| HandshakeError::of(&error))?)))
        })
    }
}

/// Why a TLS handshake failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum HandshakeError {
    /// The connection was lost meanwhile: trying again may mend it.
    #[error("{0}")]
    Lost(String),
    /// The server's certificate is not trusted, or nothing could be agreed on.
    #[error("{0}")]
    Failed(String),
}

impl HandshakeError {
    fn of(error: &io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(error) => Self::Failed(error.to_string()),
            None => Self::Lost(error.to_string()),
        }
    }
}

/// A connection inside TLS.
pub(crate) struct Encrypted<S>(Box<TlsStream<S>>);

impl<S> tls::TlsStream for Encrypted<S>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    /// None: it is the certificate that says who the server is.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Encrypted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Encrypted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}
