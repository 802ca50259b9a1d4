//! What can go wrong between a value and its document, and what a server answers then.

use thiserror::Error;

use crate::Fault;

/// A value that no document can carry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EncodeError {
    /// A text holds a character that XML 1.0 cannot carry, not even escaped (U+0000 to U+001F
    /// without tab and line ends, U+FFFE, U+FFFF).
    #[error("{field} holds a character that XML cannot carry")]
    ControlCharacter {
        /// The element, by its name on the wire.
        field: &'static str,
    },
}

/// A document that is not what was expected. It never holds what the document says, but for
/// the name of an unknown operation.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// Not a well-formed document, cut off, or in a character set not known here.
    #[error("not a well-formed XML document")]
    NotXml,
    /// The document is no SOAP envelope.
    #[error("not a SOAP envelope")]
    NotSoap,
    /// The envelope has no body, or two.
    #[error("a SOAP envelope without one body")]
    NoBody,
    /// The envelope's body is empty.
    #[error("the SOAP body is empty")]
    EmptyBody,
    /// The envelope's body holds more than one element.
    #[error("the SOAP body holds more than one element")]
    ManyCalls,
    /// A request for an operation that the service does not have; its name, at most 64
    /// characters of it.
    #[error("unknown operation {0:?}")]
    UnknownOperation(String),
    /// In a request: not a number where one belongs, infinite, or not representable exactly.
    #[error("{field} is not a number")]
    BadNumber {
        /// The element, by its name on the wire.
        field: &'static str,
    },
    /// In a request: elements where a text belongs.
    #[error("{field} is not a text")]
    NotText {
        /// The element, by its name on the wire.
        field: &'static str,
    },
    /// The same field twice, so that either would be a guess.
    #[error("{field} stands twice")]
    Repeated {
        /// The element, by its name on the wire.
        field: &'static str,
    },
    /// A well-formed answer, but to another operation, or no answer at all.
    #[error("not a reply to {expected}")]
    WrongReply {
        /// The operation that was called.
        expected: &'static str,
    },
    /// The reply lacks its result, or the result is nil.
    #[error("the reply lacks {expected}")]
    NoResult {
        /// The element that was expected.
        expected: &'static str,
    },
    /// A document type declaration, which SOAP forbids: it is how entities are defined.
    #[error("a document type declaration is forbidden")]
    Forbidden,
    /// The document is larger than [`crate::limits::MAX_BYTES`].
    #[error("the document is too large")]
    TooLarge,
    /// The document's elements are nested deeper than [`crate::limits::MAX_DEPTH`].
    #[error("the document is nested too deeply")]
    TooDeep,
    /// The document has more elements than [`crate::limits::MAX_ELEMENTS`].
    #[error("the document has too many elements")]
    TooManyElements,
}

impl DecodeError {
    /// The fault that PHP's SOAP server, which the service most probably is, answers such a
    /// request with.
    #[must_use]
    pub fn fault(&self) -> Fault {
        let (code, string) = match self {
            Self::NotXml | Self::TooLarge | Self::TooDeep | Self::TooManyElements => {
                ("Client", "Bad Request".to_owned())
            }
            Self::NotSoap => ("VersionMismatch", "Wrong Version".to_owned()),
            Self::NoBody => ("Client", "Body must be present in a SOAP envelope".to_owned()),
            Self::EmptyBody => {
                ("Client", "looks like we got \"Body\" without function call".to_owned())
            }
            Self::ManyCalls => ("Client", "Error cannot find parameter".to_owned()),
            Self::UnknownOperation(name) => ("Server", format!("Procedure '{name}' not present")),
            Self::WrongReply { expected } => {
                ("Server", format!("Procedure '{expected}' not present"))
            }
            Self::BadNumber { .. }
            | Self::NotText { .. }
            | Self::Repeated { .. }
            | Self::NoResult { .. } => {
                ("Server", "SOAP-ERROR: Encoding: Violation of encoding rules".to_owned())
            }
            Self::Forbidden => ("Server", "DTD are not supported by SOAP".to_owned()),
        };
        Fault { code: format!("SOAP-ENV:{code}"), string }
    }
}
