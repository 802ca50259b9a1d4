//! Place to Pay's PSE web service (SOAP 1.1, document/literal wrapped), both directions:
//! a client encodes requests and decodes replies, a server the reverse. Bytes in, value
//! out, no network; the HTTP client is behind the feature `client`.
//!
//! | module | holds |
//! |---|---|
//! | `types` | the service's structures, requests and replies |
//! | `codes` | the words it answers with |
//! | `codec` | the four functions between values and documents |
//! | `operations` | one file for each operation |
//! | `soap` | envelope, fault, and the fields of every structure |
//! | `xml` | the one reader and the one writer |
//! | [`limits`] | how much of a foreign document is read |
//! | `errors` | what can go wrong, and the fault that answers it |
//! | `sign` | seed and transactional key |
//! | `namespace`, `wsdl` | the service's names and its description |
//! | `client` | the HTTP client (feature `client`) |

#[cfg(feature = "client")]
mod client;
mod codec;
mod codes;
mod errors;
pub mod limits;
mod namespace;
mod operations;
mod sign;
mod soap;
mod types;
mod wsdl;
mod xml;

#[cfg(feature = "client")]
pub use client::{Answer, CallError, CallErrorKind, Client, ClientConfig, ClientError};
pub use codec::{
    CONTENT_TYPE, decode_reply, decode_reply_as, decode_request, encode_reply, encode_request,
};
pub use codes::{CreateCode, InformationCode, TransactionState};
pub use errors::{DecodeError, EncodeError};
pub use namespace::{InvalidNamespace, Namespace};
pub use sign::{parse_seed, seed, tran_key};
pub use types::{
    Attribute, Authentication, Bank, Call, Credentials, CreditConcept, Fault, Operation, Person,
    PseTransactionMultiCreditRequest, PseTransactionRequest, PseTransactionResponse, Reply,
    Request, TransactionInformation,
};
pub use wsdl::wsdl;
