//! The service's two addresses: the unversioned one and version 1.1, each with a namespace
//! and a WSDL of its own.

use pse_placetopay::Namespace;
use url::Url;

/// One of the service's addresses.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Endpoint {
    Unversioned,
    V11,
}

impl Endpoint {
    /// Both addresses.
    pub(crate) const ALL: [Self; 2] = [Self::Unversioned, Self::V11];

    /// The address's path; the same with a slash at the end works too.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Unversioned => "/soap/pse",
            Self::V11 => "/soap/pse/v11",
        }
    }

    /// The namespace of the address's WSDL and answers.
    pub(crate) const fn namespace(self) -> Namespace {
        match self {
            Self::Unversioned => Namespace::UNVERSIONED,
            Self::V11 => Namespace::V11,
        }
    }

    /// The whole URL, with a slash at the end.
    pub(crate) fn location(self, public_url: &Url) -> String {
        let origin = public_url.as_str().trim_end_matches('/');
        format!("{origin}{}/", self.path())
    }
}
