//! The protocol as others see it: whole documents in, values out, and back.
//!
//! | file | holds |
//! |---|---|
//! | `tolerant` | what other stacks send, and what is read out of it |
//! | `strict` | what is no answer, and what is no request |
//! | `limits` | documents meant to hurt |
//! | `words` | every code the service answers with |
//! | `properties` | any value there and back; hostile texts; broken documents |
//! | `values` | any value |
//! | `description` | the WSDL |
//! | `documents` | the pieces the documents here are put together from |

#[cfg(test)]
mod description;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod strict;
#[cfg(test)]
mod tolerant;
#[cfg(test)]
mod values;
#[cfg(test)]
mod words;
