//! The SOAP faults that the service answers with.

use pse_placetopay::Fault;

/// A fault that the caller can mend.
pub(super) fn client_fault(text: impl Into<String>) -> Fault {
    Fault { code: "SOAP-ENV:Client".to_owned(), string: text.into() }
}

/// A fault of the service itself.
pub(super) fn server_fault(text: impl Into<String>) -> Fault {
    Fault { code: "SOAP-ENV:Server".to_owned(), string: text.into() }
}
