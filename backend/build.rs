//! Rebuild when the widget files change.
fn main() {}
