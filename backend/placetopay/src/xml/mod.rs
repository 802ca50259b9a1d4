//! XML, and nothing of the service: bytes to elements and texts, and back.
//!
//! | file | holds |
//! |---|---|
//! | `reader` | the one reader: elements, texts, limits |
//! | `charset` | bytes of any accepted character set to UTF-8 |
//! | `scalar` | the lexical forms of numbers and booleans |
//! | `writer` | the one writer: every text passes its escape |

mod charset;
mod reader;
mod scalar;
mod writer;

pub(crate) use charset::to_utf8;
pub(crate) use reader::{Element, OnBadValue, Reader};
pub(crate) use scalar::{boolean, decimal, plain, whole};
pub(crate) use writer::{Writer, escape_attribute};
