//! How much of a document from outside is read at all.

/// The largest document that is read, in bytes (256 KiB) after any content encoding was undone.
pub const MAX_BYTES: usize = 256 * 1024;
/// How deep elements may be nested; the deepest of the service's own documents has 8.
pub const MAX_DEPTH: usize = 16;
/// How many elements a document may have; a bank list takes three for each bank.
pub const MAX_ELEMENTS: usize = 5_000;
