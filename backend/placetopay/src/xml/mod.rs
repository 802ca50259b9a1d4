//! XML, and nothing of the service: bytes to elements and texts, and back.
//!
//! | file | holds |
//! |---|---|
//! | `reader` | the one reader: elements, texts, limits |
//! | `charset` | bytes of any accepted character set to UTF-8 |
//! | `element` | an element that is open, and what becomes of a value that is none |
//! | `plain` | the markup that nearly all of a document is, told from the rest |
//! | `characters` | the characters that may stand, and the references that stand for one |
//! | `scalar` | the lexical forms of numbers and booleans |
//! | `writer` | the one writer: every text passes its escape |

mod characters;
mod charset;
mod element;
#[cfg(test)]
mod equal_reading;
mod plain;
mod reader;
mod scalar;
mod writer;

pub(crate) use characters::replace_forbidden;
pub(crate) use charset::to_utf8;
pub(crate) use element::{Element, OnBadValue};
pub(crate) use reader::Reader;
pub(crate) use scalar::{boolean, decimal, plain, whole};
pub(crate) use writer::{Writer, escape_attribute};
